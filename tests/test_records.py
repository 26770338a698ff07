"""The commands `officials` and `quotes`: flat records as JSON Lines, CSV and tables, and nothing lost on the way."""

from __future__ import annotations

import csv
import dataclasses
import functools
import io
import json
import select
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from jsonschema import Draft202012Validator

from newsextract.model import Official, Zone
from newsextract.records import OfficialRecord, QuoteRecord, official_records, quote_records
from newsextract.schema import Shape, json_schema, records_to_dicts
from tests.builders import TEXT, make_article, make_result
from tests.conftest import SAMPLES, Command, errors, lines, on_terminal, start

#: The keys of a line, written out here a second time on purpose: this test fails when one is moved or renamed.
KEYS: dict[Shape, list[str]] = {
    "officials": "schema path id published name title organization status former times entity start end rule headline".split(),
    "quotes": (
        "schema path id published speaker title organization status text direct verb entity start end zone rule headline"
    ).split(),
}
WRAPPED = """춘천시장 “유럽 문턱 낮췄다”

😀 이강덕 춘천시장은 지난 9일 독일 뒤셀도르프에서
열린 국제의료기기박람회에서 “전시장 한 칸을 빌리는 데
그치지 않고 유럽 인증까지, 시가 함께 뛰겠다”라고
말했다. 이 시장은 10일 대책 회의를 연다고 밝혔다.

김하늘 전 포항시의장은 “=합계만 맞추는 대책으로는
안 된다”고 지적했다. 박바다 해양수산부 장관 후보자는
10일 포럼에 참석한다고 밝혔다.
"""
SPOKEN = '이강덕 포항시장은 “포항의 "미래"를 여는 자리, 모두의 자리”라고 말했다.'

Printed: TypeAlias = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with articles of which some hold records, one holds none and two cannot be read."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "1-wrapped.txt").write_text(WRAPPED, encoding="utf-8")
    (folder / "2-empty.txt").write_bytes(b"")
    (folder / "3-none.txt").write_text("하늘이 맑고 바람이 시원했다.\n", encoding="utf-8")
    rows = [
        {"id": "@1", "text": SPOKEN, "published": "2023-01-09", "headline": "-10도, “다시” 추위"},
        {"id": "2"},
        {"id": "3", "text": SPOKEN},
    ]
    (folder / "4-rows.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def printed(desk: Path, command: Command) -> Printed:
    """Run a command over the folder, once for each choice of options."""

    @functools.cache
    def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        return command(*arguments, ".", "--glob", "[1-4]*", cwd=desk)

    return run


def cells(data: bytes) -> list[list[str]]:
    """The rows of CSV as any reader sees them."""
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))


# --- records ----------------------------------------------------------------------------------------------------------


def test_an_official_is_told_with_its_first_mention_and_its_article() -> None:
    result = make_result()
    (record,) = official_records(result)
    assert (record.path, record.headline, str(record.published)) == (
        "samples/a.txt",
        "포항시장 “미래를 연다”",
        "2023-01-09",
    )
    assert (record.name, record.title, record.organization, record.rule) == (
        "이강덕",
        "시장",
        "포항시",
        "name_before_title",
    )
    assert TEXT[record.start : record.end] == "이강덕"
    assert record.times == 1


def test_a_holder_without_a_name_is_counted_by_the_title() -> None:
    unnamed = Official(None, "시장", "포항시", False, "current", None, (1, 1), "title_alone")
    (record,) = official_records(dataclasses.replace(make_result(), officials=(unnamed,)))
    assert (record.name, record.times, TEXT[record.start : record.end]) == (None, 2, "포항시장")


def test_a_quote_is_told_with_the_office_that_it_names() -> None:
    result = make_result()
    other = dataclasses.replace(result.officials[0], title="이사장", organization=None, status="former")
    result = dataclasses.replace(result, officials=(*result.officials, other))
    quote = result.quotes[0]
    for official, expected in (
        (0, ("시장", "포항시", "current")),
        (1, ("이사장", None, "former")),
        (None, (None, None, None)),
    ):
        quotes = (dataclasses.replace(quote, official=official),)
        (record,) = quote_records(dataclasses.replace(result, quotes=quotes))
        assert (record.title, record.organization, record.status) == expected


def test_a_quote_is_told_with_its_zone() -> None:
    quote = make_result().quotes[0].start
    for zones, expected in (
        ((Zone("headline", 0, quote - 1), Zone("body", quote - 1, len(TEXT))), "body"),
        ((Zone("headline", 0, quote + 1), Zone("body", quote + 1, len(TEXT))), "headline"),
        ((Zone("byline", 0, 1), Zone("caption", quote, len(TEXT))), "caption"),
    ):
        (record,) = quote_records(make_result(make_article(zones=zones)))
        assert record.zone == expected


def test_offsets_of_records_are_those_of_the_unit() -> None:
    records: list[OfficialRecord | QuoteRecord] = [*official_records(make_result()), *quote_records(make_result())]
    points, utf16 = (records_to_dicts(records, make_result().article, unit=unit) for unit in ("codepoint", "utf16"))
    assert [line["start"] + 1 for line in points] == [line["start"] for line in utf16]
    assert [line["end"] + 1 for line in points] == [line["end"] for line in utf16]


# --- JSON Lines -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", KEYS)
def test_each_record_is_one_line_with_all_keys_whatever_fails(name: Shape, printed: Printed) -> None:
    run = printed(name)
    found = lines(run.stdout)
    assert [list(line) for line in found] == [KEYS[name]] * len(found)
    articles = list(dict.fromkeys((line["path"], line["id"], line["published"], line["headline"]) for line in found))
    first, second, third = articles
    assert first == ("./1-wrapped.txt", None, None, "춘천시장 “유럽 문턱 낮췄다”")
    assert second == ("./4-rows.jsonl", "@1", "2023-01-09", "-10도, “다시” 추위")
    assert third[:3] == ("./4-rows.jsonl", "3", None)
    assert run.returncode == 1
    empty, row = errors(run.stderr)
    assert empty.startswith("./2-empty.txt: the input is empty")
    assert row.startswith('./4-rows.jsonl: line 2: no field "text"')


@pytest.mark.parametrize("name", KEYS)
def test_the_records_are_those_of_extract(name: Shape, printed: Printed) -> None:
    results = lines(printed("extract").stdout)
    expected = [(result["source"]["path"], record) for result in results for record in result[name]]
    shared = set(KEYS[name]) & set(expected[0][1])
    if name == "officials":
        assert shared == {"name", "title", "organization", "status", "former", "entity", "rule"}
    else:
        assert shared == {"speaker", "text", "direct", "verb", "entity", "start", "end", "rule"}
    for line, (path, record) in zip(lines(printed(name).stdout), expected, strict=True):
        assert line["path"] == path
        assert {key: line[key] for key in shared} == {key: record[key] for key in shared}


@pytest.mark.parametrize("name", KEYS)
def test_the_lines_fit_their_schema(name: Shape, printed: Printed) -> None:
    check = Draft202012Validator(json_schema(name))
    found = lines(printed(name).stdout)
    assert [error.message for line in found for error in check.iter_errors(line)] == []
    for key in KEYS[name]:
        assert not check.is_valid({other: value for other, value in found[0].items() if other != key})
    for key, value in (("start", -1), ("status", "retired"), ("published", "9.1."), ("schema", "newsextract/0")):
        assert not check.is_valid({**found[0], key: value})


@pytest.mark.parametrize(("unit", "codec", "width"), [("utf16", "utf-16-le", 2), ("utf8", "utf-8", 1)])
def test_offsets_in_other_units_cut_out_the_same_text(
    unit: str, codec: str, width: int, desk: Path, printed: Printed
) -> None:
    data = (desk / "1-wrapped.txt").read_text("utf-8").encode(codec)
    found = [line for line in lines(printed("quotes", "--offsets", unit).stdout) if line["path"] == "./1-wrapped.txt"]
    assert len(found) > 2
    for line in found:
        assert data[line["start"] * width : line["end"] * width].decode(codec) == line["text"]


def test_failures_are_recorded_and_standard_input_is_read(command: Command, tmp_path: Path) -> None:
    target = tmp_path / "errors.jsonl"
    run = command("quotes", "missing", "-", "--plain", "--errors", target, input=SPOKEN.encode())
    (line,) = lines(run.stdout)
    assert (line["path"], line["speaker"], line["zone"]) == ("-", "이강덕", "body")
    assert [record["path"] for record in lines(target.read_bytes())] == ["missing"]
    assert run.returncode == 1


@pytest.mark.parametrize("format_", ["jsonl", "csv"])
def test_the_lines_of_an_article_are_printed_when_they_are_ready(format_: str) -> None:
    """The answer to the first line comes before the second line is written."""
    with start("quotes", "--input-format", "jsonl", "-f", format_, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        if format_ == "csv":
            assert process.stdout.readline() == (",".join(KEYS["quotes"][1:]) + "\n").encode()
        for number in range(2):
            process.stdin.write(json.dumps({"id": f"id-{number}", "text": SPOKEN}).encode() + b"\n")
            process.stdin.flush()
            ready, _, _ = select.select([process.stdout], [], [], 120)
            assert ready
            assert f"id-{number}".encode() in process.stdout.readline()
        process.stdin.close()
        assert process.wait(60) == 0


# --- filters ----------------------------------------------------------------------------------------------------------


def test_quotes_are_told_apart_by_their_marks(printed: Printed) -> None:
    every, direct, indirect = (
        lines(printed("quotes", *option).stdout) for option in ([], ["--direct"], ["--indirect"])
    )
    assert [line for line in every if line["direct"]] == direct != []
    assert [line for line in every if not line["direct"]] == indirect != []


def test_officials_are_told_apart_by_their_status(printed: Printed) -> None:
    every = lines(printed("officials").stdout)
    for statuses in (["former"], ["former", "nominee"], ["acting"]):
        options = [part for status in statuses for part in ("--status", status)]
        found = lines(printed("officials", *options).stdout)
        assert found == [line for line in every if line["status"] in statuses]
        assert {line["status"] for line in found} == set(statuses) - {"acting"}


# --- CSV --------------------------------------------------------------------------------------------------------------


def cell(value: Any) -> str:
    """What a reader of CSV is to find for a value."""
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: ""}[value]
    return f"'{value}" if str(value)[:1] in set("=+-@\t\r") else str(value)


@pytest.mark.parametrize("name", KEYS)
def test_csv_says_the_same_as_json_lines(name: Shape, printed: Printed) -> None:
    run = printed(name, "-f", "csv")
    header, *rows = cells(run.stdout)
    assert header == KEYS[name][1:]
    expected = lines(printed(name).stdout)
    assert rows == [[cell(line[key]) for key in header] for line in expected]
    assert run.returncode == 1
    assert run.stderr == printed(name).stderr


def test_csv_keeps_commas_line_ends_and_marks_and_runs_nothing(printed: Printed) -> None:
    data = printed("quotes", "-f", "csv").stdout
    rows = [dict(zip(KEYS["quotes"][1:], row, strict=True)) for row in cells(data)[1:]]
    texts = [row["text"] for row in rows]
    assert "전시장 한 칸을 빌리는 데\n그치지 않고 유럽 인증까지, 시가 함께 뛰겠다" in texts
    assert "'=합계만 맞추는 대책으로는\n안 된다" in texts
    assert '포항의 "미래"를 여는 자리, 모두의 자리' in texts
    assert {"'@1"} <= {row["id"] for row in rows}
    assert {"'-10도, “다시” 추위"} <= {row["headline"] for row in rows}
    assert b"\r" not in data
    assert data.endswith(b"\n")


@pytest.mark.parametrize("name", KEYS)
def test_csv_without_records_is_its_header(name: Shape, desk: Path, command: Command) -> None:
    header = (",".join(KEYS[name][1:]) + "\n").encode()
    run = command(name, "3-none.txt", "-f", "csv", cwd=desk)
    assert (run.returncode, run.stdout, run.stderr) == (0, header, b"")
    run = command(name, "2-empty.txt", "-f", "csv", "--bom", cwd=desk)
    assert (run.returncode, run.stdout) == (1, b"\xef\xbb\xbf" + header)


def test_a_byte_order_mark_begins_csv_once(printed: Printed, desk: Path, command: Command, tmp_path: Path) -> None:
    target = tmp_path / "quotes.csv"
    run = command("quotes", ".", "--glob", "[1-4]*", "-f", "csv", "--bom", "-o", target, cwd=desk)
    assert (run.returncode, run.stdout) == (1, b"")
    assert target.read_bytes() == b"\xef\xbb\xbf" + printed("quotes", "-f", "csv").stdout


# --- tables -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", KEYS)
def test_tables_stand_below_the_path_of_their_article(name: str, printed: Printed) -> None:
    shown = printed(name, "-f", "table").stdout.decode().splitlines()
    assert [line for line in shown if line.startswith("./")] == [
        "./1-wrapped.txt",
        f"./3-none.txt  Not found: {name}.",
        "./4-rows.jsonl  @1",
        "./4-rows.jsonl  3",
    ]
    count = [line["path"] for line in lines(printed(name).stdout)].count("./1-wrapped.txt")
    assert shown[1] == ""
    assert shown[2].startswith(f"{name.title()}  {count} ─")


def test_a_table_says_that_the_options_left_records_out(command: Command, desk: Path) -> None:
    run = command("officials", "--status", "acting", "1-wrapped.txt", "-f", "table", cwd=desk)
    assert run.stdout.decode() == "1-wrapped.txt  Not found: officials (3 left out by the options).\n"


def test_the_path_of_standard_input_is_a_hyphen_in_csv_too(command: Command) -> None:
    run = command("quotes", "-", "-f", "csv", input=SPOKEN.encode())
    assert [row[0] for row in cells(run.stdout)[1:]] == ["-"]


def test_a_terminal_gets_the_table() -> None:
    sample = str(SAMPLES / "politics.txt")
    code, shown = on_terminal("quotes", sample, streams="12", env={"COLUMNS": "100", "NO_COLOR": "1"})
    assert code == 0
    assert "speaker" in shown
    assert "Quotes" in shown
    assert '"schema"' not in shown

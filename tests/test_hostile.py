"""Hostile input: nothing that is read crashes the reader, commands a terminal or a spreadsheet, or takes more than linear time."""

from __future__ import annotations

import bz2
import csv
import datetime
import gzip
import io
import itertools
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsextract.dates import find_dates
from newsextract.decoding import normalize, normalize_mapped
from newsextract.errors import InputError
from newsextract.hygiene import clean
from newsextract.inputs.options import Reading
from newsextract.inputs.reading import read_inputs
from newsextract.model import Article
from newsextract.pipeline import Extractor
from newsextract.reader import article_from_text, read_article
from newsextract.render import jsonl, spreadsheet
from newsextract.render.rows import sections
from newsextract.render.table import open_console, render_result
from newsextract.schema import json_schema, to_dict
from tests.conftest import SAMPLES, Command, errors, lines
from tests.contract import find_article_violations, find_violations, is_safe_on_a_terminal
from tests.growth import CASES, work

QUICK = settings(max_examples=100, deadline=None, derandomize=True)
DAY = datetime.date(2024, 5, 3)
TEXT = "진주시는 8일 시장이 일본에 간다고 밝혔다. 이강덕 포항시장은 “포항의 미래를 여는 자리입니다”라고 말했다.\n"
SCHEMA = jsonschema.Draft202012Validator(json_schema())
PAGES = [path.read_bytes() for path in sorted(SAMPLES.glob("*.txt"))]


def check(extractor: Extractor, article: Article) -> None:
    """An article and its result keep the contract in every form in which they are printed."""
    result = extractor.extract_article(article)
    assert list(find_violations(result)) == []
    printed = jsonl.render(to_dict(result, with_text=True))
    assert list(SCHEMA.iter_errors(json.loads(printed))) == []
    assert printed == jsonl.render(to_dict(extractor.extract_article(article), with_text=True))
    assert is_safe_on_a_terminal(render_result(result, open_console(None), with_text=True))
    assert is_safe_on_a_terminal(printed)
    for section in sections(result):
        headers = [column.header for column in section.columns]
        lines = "".join(f"{spreadsheet.render(row)}\n" for row in (headers, *section.rows))
        first, *rows = csv.reader(io.StringIO(lines, newline=""), strict=True)
        assert first == headers
        assert [len(row) for row in rows] == [len(headers)] * len(section.rows)


def check_bytes(extractor: Extractor, data: bytes, path: str) -> None:
    """Bytes are an article that keeps the contract, or an error that says why on one line."""
    told = ""
    try:
        article = read_article(data, path=path)
    except InputError as error:
        told = str(error)
    else:
        check(extractor, article)
    assert len(told.splitlines()) <= 1


# --- anything at all --------------------------------------------------------------------------------------------------


@settings(QUICK, max_examples=200)
@given(st.text(st.characters(), max_size=300))
@example("\ufeff\ufeff가")
@example("가" + "\u0315\u0300" * 300)
def test_any_text_is_normalized_and_cleaned_with_its_way_back(text: str) -> None:
    normal = normalize(text)
    assert normalize(normal) == normal or normal.startswith("\ufeff")
    assert normalize_mapped(text).text == normal
    cleaned = clean(normal)
    if cleaned is not None:
        starts, ends = (list(side) for side in cleaned.offsets)
        assert len(starts) == len(ends) == len(cleaned.text)
        assert starts == sorted(starts)
        assert ends == sorted(ends)
        assert all(0 <= start <= end <= len(normal) for start, end in zip(starts, ends, strict=True))


@QUICK
@given(st.text(st.characters(), max_size=120), st.booleans())
def test_any_text_is_an_article(extractor: Extractor, text: str, plain: bool) -> None:
    check(extractor, article_from_text(text, published=DAY, plain=plain))


@QUICK
@given(st.binary(max_size=200))
def test_any_bytes_are_an_article_or_an_error_that_says_why(extractor: Extractor, data: bytes) -> None:
    check_bytes(extractor, data, "a.txt")


@st.composite
def damaged_pages(draw: st.DrawFn) -> bytes:
    """A sample of which bytes are lost, doubled, changed, or come from another."""
    data = draw(st.sampled_from(PAGES))
    start = draw(st.integers(0, len(data)))
    data = data[start : start + draw(st.integers(1, 900))]
    for _ in range(draw(st.integers(0, 4))):
        at, length = draw(st.integers(0, len(data))), draw(st.integers(0, 40))
        put = draw(
            st.one_of(st.binary(max_size=4), st.sampled_from([data[at : at + length] * 3, TEXT.encode(), b"\n"]))
        )
        data = data[:at] + put + data[at + length :]
    return data


@settings(QUICK, max_examples=60)
@given(damaged_pages())
def test_a_damaged_page_is_an_article_or_an_error(extractor: Extractor, data: bytes) -> None:
    check_bytes(extractor, data, "2024-05-03.txt")


@settings(QUICK, max_examples=300)
@given(
    st.lists(
        st.sampled_from(
            "0 1 9 31 99 2024 년 월 일 주 시 분 ~ 부터 까지 . / - ( ) 지난 다음 이번 전 후 음력 추석 오전 반 째 만 십 : ’".split()
        )
    ),
    st.sampled_from([None, DAY, datetime.date.min, datetime.date.max]),
    st.sampled_from(["", " "]),
)
def test_any_row_of_words_of_dates_is_read(words: list[str], published: datetime.date | None, joint: str) -> None:
    text = joint.join(words)
    found = find_dates(text, published)
    assert [text[date.start : date.end] for date in found] == [date.text for date in found]
    assert all(before.end <= after.start for before, after in itertools.pairwise(found))
    for date in found:
        if date.range is not None:
            first, last = map(datetime.date.fromisoformat, date.range)
            assert first <= last


# --- files that are not what they seem --------------------------------------------------------------------------------


def zipped(**members: str) -> bytes:
    """A ZIP archive of members, with a dot for the underscore in their names."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("_", "."), text)
    return packed.getvalue()


def tarred(*names: str) -> bytes:
    """A tar archive of members of these names, all with the same text."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name in names:
            member = tarfile.TarInfo(name)
            member.size = len(TEXT.encode())
            archive.addfile(member, io.BytesIO(TEXT.encode()))
    return packed.getvalue()


MAIL = f"""From: a@b.kr
Subject: =?utf-8?B?7Iuc7J6l?=
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/plain; charset=utf-8

{TEXT}
--x
Content-Type: text/plain; charset=utf-8
Content-Disposition: attachment; filename="a.txt"

{TEXT}
--x--
""".encode()
WHOLE: dict[str, bytes] = {
    "a.txt": TEXT.encode(),
    "b.txt": TEXT.encode("utf-16"),
    "a.jsonl": (json.dumps({"id": 1, "date": "2024-05-03", "text": TEXT}) + "\n").encode() * 2,
    "a.json": json.dumps({"articles": [{"body": TEXT, "title": "시장"}]}).encode(),
    "a.csv": f'date,body\n2024-05-03,"{TEXT}"\n'.encode(),
    "b.csv": f'date;body\n2024-05-03;"{TEXT}"\n'.encode("cp949"),
    "a.tsv": "body\n가\n".encode("utf-16"),
    "a.eml": MAIL,
    "a.zip": zipped(a_txt=TEXT, b_jsonl=json.dumps({"text": TEXT})),
    "a.tar": tarred("a.txt", "b.txt"),
    "a.tar.gz": gzip.compress(tarred("a.txt")),
    "a.gz": gzip.compress(TEXT.encode()),
    "a.bz2": bz2.compress(TEXT.encode()),
    "a.xz": lzma.compress(TEXT.encode()),
}


def read(path: Path, **options: Any) -> list[Article | Exception]:
    """All that is read of a file; what concerns it as a whole is an error at the end."""
    found: list[Article | Exception] = []
    try:
        found.extend(article for _, article in read_inputs(str(path), Reading(globs=("*",), **options)))
    except InputError as error:
        found.append(error)
    for one in found:
        if isinstance(one, InputError):
            assert len(str(one).splitlines()) == 1
            assert len(str(one)) < 1_000
        else:
            assert isinstance(one, Article)  # and no bug
            assert list(find_article_violations(one)) == []
    return found


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_file_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(WHOLE[name])
    assert {type(found) for found in read(tmp_path / name)} == {Article}


@settings(QUICK, max_examples=300)
@given(
    st.sampled_from(sorted(WHOLE)),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 8), st.binary(max_size=4)), min_size=1, max_size=5),
    st.booleans(),
)
def test_a_broken_file_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, name: str, breaks: list[tuple[float, int, bytes]], cut: bool
) -> None:
    data = WHOLE[name]
    for place, length, put in breaks:
        at = int(place * len(data))
        data = data[:at] + put + (b"" if cut else data[at + length :])
    path = tmp_path_factory.getbasetemp() / f"broken-{name}"
    path.write_bytes(data)
    read(path)


@QUICK
@given(st.binary(max_size=120), st.sampled_from(sorted(WHOLE)))
def test_any_bytes_are_read_or_told_whatever_their_name(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any-{name}"
    path.write_bytes(data)
    read(path)


def _bad_offset(data: bytes) -> bytes:
    """A ZIP archive whose directory says that it is larger than it is, so that members begin before the file."""
    end = data.rindex(b"PK\x05\x06")
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    start = int.from_bytes(data[end + 16 : end + 20], "little")
    return data[: end + 12] + size.to_bytes(4, "little") + (start + 20).to_bytes(4, "little") + data[end + 20 :]


def _bad_name(data: bytes) -> bytes:
    """A ZIP archive with a name that says it is UTF-8 and is not."""
    return data.replace("가.txt".encode(), b"\xce\xce\xce.txt")


FUZZED: list[tuple[str, bytes, str]] = [
    ("a.bz2", bz2.compress(TEXT.encode())[:20] + b"\0" * 60, "broken or cut off"),
    ("a.zip", _bad_offset(zipped(a_txt=TEXT)), "broken or cut off"),
    ("a.zip", _bad_name(zipped(가_txt=TEXT)), "broken or cut off"),
    ("a.jsonl", json.dumps({"가\u2028나\x0b다\r\n라": 1, "k" * 500: 2}).encode(), "(fields: 가 나 다 라, kkkkkkk"),
    ("a.zip", zipped(**{"a_\x1b[31m\n": TEXT}), ""),
]


@pytest.mark.parametrize(("name", "data", "told"), FUZZED)
def test_what_fuzzing_found_is_told(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(data)
    found = read(tmp_path / name)
    assert told in str(found[0])


# --- limits -----------------------------------------------------------------------------------------------------------


def packed(name: str, text: str) -> bytes:
    """One article of this text, in the form that the name says."""
    forms: dict[str, Callable[[], bytes]] = {
        "a.txt": text.encode,
        "a.gz": lambda: gzip.compress(text.encode()),
        "a.jsonl": lambda: json.dumps({"text": text}, ensure_ascii=False).encode(),
        "a.json": lambda: json.dumps([{"text": text}]).encode(),
        "a.csv": lambda: f"text\n{text}\n".encode(),
        "a.zip": lambda: zipped(a_txt=text),
    }
    return forms[name]()


@pytest.mark.parametrize("name", ["a.txt", "a.gz", "a.jsonl", "a.json", "a.csv", "a.zip"])
def test_an_article_of_the_longest_length_is_read_and_a_longer_one_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(packed(name, "가" * 1000))
    assert [type(found) for found in read(path, max_chars=1000)] == [Article]
    path.write_bytes(packed(name, "가" * 1001))
    assert [str(found).removeprefix("line 1: ").removeprefix("line 2: ") for found in read(path, max_chars=1000)] == [
        "longer than 1,000 characters; raise --max-chars if this is one article"
    ]


def test_a_line_too_long_does_not_stop_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "' + b"a" * 500_000 + b'"}\n{"text": "' + TEXT.strip().encode() + b'"}\n')
    found = read(path, max_chars=1000)
    assert [type(one) for one in found] == [InputError, Article]


@pytest.mark.parametrize(
    "row", ["a" * 500_000, '"' + "a" * 500_000 + '"', '"' * 500_000, '"a\n",' * 100_000, "a," * 300_000]
)
def test_a_row_too_long_does_not_stop_the_others(tmp_path: Path, row: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"text\n{row}\n{TEXT}", encoding="utf-8")
    found = read(path, max_chars=1000)
    assert str(found[0]) == "line 2: longer than 1,000 characters; raise --max-chars if this is one article"
    assert isinstance(found[-1], Article)
    assert TEXT.strip() in found[-1].text


def test_dates_refuses_a_line_too_long_and_reads_the_others(command: Command) -> None:
    run = command("dates", "--published", "2024-05-03", "--max-chars", "1000", input=("8일" * 600 + "\n9일\n").encode())
    assert run.returncode == 1
    assert [line["text"] for line in lines(run.stdout)] == ["9일"]
    assert errors(run.stderr) == [
        "standard input, line 1: longer than 1,000 characters; raise --max-chars if this is one article"
    ]
    run = command(
        "dates", "--published", "2024-05-03", "--max-chars", "1000", input=b"1" * 500_000 + "\n9일\n".encode()
    )
    assert [line["text"] for line in lines(run.stdout)] == ["9일"]


# --- what is printed --------------------------------------------------------------------------------------------------

#: Names of members and files: an escape sequence, a line end, an override of direction, markup, a script, a formula.
ODD_NAMES = ["\x1b[31mred", "line\nend", "\u202egnp", "[red]x[/]", "<script>alert(1)<", "=1+1", ":smile:", "\x9b2J"]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_path_is_shown_harmless_in_tables_and_kept_in_json(extractor: Extractor, name: str) -> None:
    result = extractor.extract_article(article_from_text(TEXT, path=f"{name}.txt", id=name))
    table = render_result(result, open_console(None))
    assert is_safe_on_a_terminal(table)
    assert name.strip("\x1b\n\u202e\x9b")[-3:] in table
    printed = jsonl.render(to_dict(result))
    assert is_safe_on_a_terminal(printed)
    assert json.loads(printed)["source"]["path"] == f"{name}.txt"


@pytest.mark.parametrize("archive", ["zip", "tar"])
def test_members_with_odd_names_are_read_under_them(tmp_path: Path, archive: str) -> None:
    names = [f"{name.replace('/', '|')}.txt" for name in ODD_NAMES]
    data = (
        zipped(**dict.fromkeys((name.replace(".", "_") for name in names), TEXT))
        if archive == "zip"
        else tarred(*names)
    )
    path = tmp_path / f"a.{archive}"
    path.write_bytes(data)
    found = list(read_inputs(str(path), Reading()))
    assert [place for place, _ in found] == [f"{path}!{name}" for name in names]
    assert {type(article) for _, article in found} == {Article}


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "a/../../b.txt", "C:\\a.txt", "a\\..\\..\\b.txt"])
def test_a_member_whose_name_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.tar"
    path.write_bytes(tarred(name, "b.txt"))
    found = read(path)
    assert [type(one) for one in found] == [InputError, Article]
    assert "leads out of the archive" in str(found[0])


#: What the fuzzer found to break the contract: a letter with a mark for a name, a repeated name over the cut of a long line.
BROKE_THE_CONTRACT = [
    (
        "없만\n채널을 대표하는 “할머니?로 임명\n〉욱 안성시장은 12일 시청 브리핑룸에서 기자간담회를’ 열고 올해 역점 사업을 발표했다",
        True,
    ),
    (("기자옮긴다. [부산항 신항 7·부두 가보니]. 닻저작권자 © 기자후보 | 2022.12.01 10" + "…:" * 25) * 6, True),
]


@pytest.mark.parametrize(("text", "plain"), BROKE_THE_CONTRACT)
def test_what_broke_the_contract_keeps_it(extractor: Extractor, text: str, plain: bool) -> None:
    check(extractor, article_from_text(text, published=DAY, plain=plain))


HOSTILE_NAMES = [
    "<script>alert(1)</script>",
    "=HYPERLINK(1)",
    "김\u202e철수",
    "\x1b]0;x\x07이강덕",
    "[bold]박[/bold]",
    "@SUM",
]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_hostile_name_in_an_article_does_nothing(extractor: Extractor, name: str) -> None:
    text = f"{name} 포항시장은 8일 “{name} 미래를 여는 자리입니다”라고 말했다. {name}(45) 씨는 ㈜{name} 대표다.\n"
    check(extractor, article_from_text(text, headline=name, press=name, id=name, published=DAY, plain=True))


def test_the_command_prints_nothing_that_commands(tmp_path: Path, command: Command) -> None:
    folder = tmp_path / "\u202efolder\x1b[2J"
    folder.mkdir()
    (folder / "a\nb[red].txt").write_text(f"=1+1\x1b]0;x\x07\n\n{TEXT}", encoding="utf-8")
    (folder / "\x1b[31mbroken.txt").write_bytes(b"\x00\x01\x02" * 50)
    (folder / "c\u202e.csv").write_text(f'text\n"\x1b[31m{TEXT}"\n=1+1\x9b2J\n', encoding="utf-8")
    arguments: list[Sequence[str]] = [
        ("extract", "-f", "table", "--with-text"),
        ("extract", "-f", "jsonl", "--with-text"),
        ("quotes", "-f", "csv"),
    ]
    for words in arguments:
        run = command(*words, folder, "--glob", "*", "--debug")
        assert run.returncode == 1
        assert is_safe_on_a_terminal(run.stdout.decode())
        assert is_safe_on_a_terminal(run.stderr.decode())
        assert [told.partition(": ")[2][:24] for told in errors(run.stderr)] == ["the input looks binary ("]
        assert "␛[31mbroken.txt" in run.stderr.decode()
        if words[-1] == "csv":
            rows = list(csv.reader(io.StringIO(run.stdout.decode(), newline=""), strict=True))
            assert len({len(row) for row in rows}) == 1
        if "jsonl" in words:
            assert lines(run.stdout)[0]["source"]["path"] == f"{folder}/a\nb[red].txt"


# --- linear time ------------------------------------------------------------------------------------------------------

#: Texts with which the work once grew with the square of their length, or would first if a rule searched all that it has found.
GROWING = (
    "clean: references",
    "page: menus",
    "page: other headlines",
    "dates: ranges of days",
    "dates: marks",
    "dates: pairs of marks",
    "rows: CSV lines",
    "extract: one name",
    "extract: holding",
    "extract: quotes in lines",
    "extract: other mayors without names in lines",
    "extract: other offices of one person",
    "extract: other universities",
    "extract: other surnames with titles",
)


@pytest.mark.slow
@pytest.mark.parametrize("name", GROWING)
def test_twice_as_long_a_text_is_twice_the_work(name: str) -> None:
    case = CASES[name]
    work(case.step, case.make(500))  # what is kept from the first text on
    once, twice = (work(case.step, case.make(length)) for length in (4_000, 8_000))
    assert twice < 2.2 * once

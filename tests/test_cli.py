"""The command as its users meet it: a process with streams, exit codes, pipes and terminals."""

from __future__ import annotations

import json
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, get_args

import click
import pytest

from newsextract import __version__, cli
from newsextract.model import Document
from tests.conftest import ROOT, SAMPLES, Command, environment, errors, lines, on_terminal, start

ARTICLE = "포항시장 이강덕은 9일 포럼을 열었다.\n"


#: What a command loads only where it needs it.
HEAVY = {"kiwipiepy", "numpy", "rich", "dateparser", "newsextract.pipeline", "newsextract.dates"}

# --- without an analyzer ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["-h"],
        ["--version"],
        ["extract", "--help"],
        ["tokens", "-h"],
        ["officials", "--help"],
        ["quotes", "--help"],
        ["schema"],
        ["schema", "quotes"],
        ["dates", "다음 주 금요일", "--published", "2024-10-23", "-f", "jsonl"],
    ],
)
def test_help_does_not_load_what_it_does_not_need(arguments: list[str]) -> None:
    code = (
        "import sys\n"
        "from newsextract.cli import main\n"
        "try:\n"
        f"    main({arguments!r})\n"
        "except SystemExit as end:\n"
        f"    heavy = {HEAVY - ({'newsextract.dates'} if 'dates' in arguments else set())!r} & set(sys.modules)\n"
        "    print(end.code, sorted(heavy), file=sys.stderr)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, check=False, cwd=ROOT)
    assert run.stderr.decode() == "0 []\n"
    assert run.stdout


def test_version_is_the_package_s(command: Command) -> None:
    assert command("--version").stdout.decode() == f"newsextract {__version__}\n"


def test_no_command_shows_help_as_an_error(command: Command) -> None:
    run = command()
    assert (run.returncode, run.stdout) == (2, b"")
    assert run.stderr.startswith(b"Usage: newsextract")


#: Arguments, and what must be told of them; the wording around an ellipsis depends on the version of click.
USAGE = {
    "--frob": "No such option…--frob…; see `newsextract --help`",
    "frob": "No such command 'frob'; see `newsextract --help`",
    "samples": "no command given; write `newsextract extract samples`; see `newsextract --help`",
    "extract --formt json": "No such option…--formt…--format…; see `newsextract extract --help`",
    "extract -f xml samples": "Invalid value for '-f' / '--format': 'xml' is not one of",
    "extract --published 2023-13-01 samples": "--published 2023-13-01: not a date; write it like 2023-01-09",
    "extract --published tomorrow nope": "--published tomorrow: not a date",
    "dates samples/expo.txt": "samples/expo.txt is a file, not a text; write `newsextract dates - < samples/expo.txt`",
    "dates 내일 --published 2024-02-30": "--published 2024-02-30: not a date; write it like 2023-01-09",
    "dates 내일 -o nowhere/x": "cannot write nowhere/x: No such file or directory; choose another file",
    "extract --max-chars 0 samples": "Invalid value for '--max-chars'",
    "extract samples -o samples/expo.txt": "samples/expo.txt is an input and would be overwritten",
    "extract samples --errors samples/../samples/expo.txt": "samples/expo.txt is an input and would be overwritten",
    "extract nope -o out -f json --errors ./out": "--output and --errors name the same file",
    "extract nope -o no/such/folder/out": "cannot write no/such/folder/out: No such file or directory",
    "quotes --direct --indirect samples": "--direct and --indirect exclude each other; give neither to print all quotes",
    "quotes --bom samples": "--bom is for CSV; add -f csv; see `newsextract quotes --help`",
    "officials --bom -f jsonl samples": "--bom is for CSV; add -f csv; see `newsextract officials --help`",
    "officials -f json samples": "Invalid value for '-f' / '--format': 'json' is not one of…csv",
    "officials --status retired samples": "Invalid value for '--status': 'retired' is not one of",
    "officials samples -f csv -o samples/expo.txt": "samples/expo.txt is an input and would be overwritten",
    "officials samples -o /tmp/nowhere/o.json": "/tmp/nowhere/o.json: `officials` writes no json; choose another name, or --format",
    "extract samples -o o.csv": "o.csv: `extract` writes no csv; choose another name, or --format table or json or jsonl",
    "schema frob": "Invalid value for…'frob' is not one of",
}


@pytest.mark.parametrize("arguments", USAGE)
def test_wrong_usage_is_one_line_and_exit_code_2(arguments: str, command: Command) -> None:
    run = command(*arguments.split())
    assert (run.returncode, run.stdout) == (2, b"")
    (told,) = errors(run.stderr)
    assert [part for part in USAGE[arguments].split("…") if part not in told] == []


def test_schema_is_that_of_the_library(command: Command) -> None:
    from newsextract.schema import Shape, json_schema

    assert json.loads(command("schema").stdout) == json_schema()
    for shape in get_args(Shape):
        assert json.loads(command("schema", shape).stdout) == json_schema(shape)


# --- bad input --------------------------------------------------------------------------------------------------------


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A folder of inputs that fail, with one folder that is empty."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "nothing.txt").write_bytes(b"")
    (tmp_path / "spaces.txt").write_bytes(b" \n\t\r\n")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 16)
    (tmp_path / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    (tmp_path / "broken.txt").write_bytes("포항시장".encode() + b"\xff\xfe\xff" * 9 + "시장".encode())
    (tmp_path / "odd\nname\x1b[31m.txt").write_bytes(b"")
    return tmp_path


BAD = {
    "missing.txt": "no such file or folder; check the path",
    "empty": "no file in this folder matches *.txt, *.html, ",
    "nothing.txt": "the input is empty: give the text of an article",
    "spaces.txt": "the input is empty: give the text of an article",
    "binary.txt": "",
    "image.txt": "the input is a PNG image, not text: give the text of the article",
    "broken.txt": "",
    "odd\nname\x1b[31m.txt": "the input is empty: give the text of an article",
}


def test_each_bad_input_is_one_line_and_one_record(bad: Path, command: Command) -> None:
    run = command("extract", "-f", "json", "--errors", bad / "errors.jsonl", *BAD, cwd=bad)
    assert (run.returncode, json.loads(run.stdout)) == (1, [])
    told = errors(run.stderr)
    records = lines((bad / "errors.jsonl").read_bytes())
    assert [list(record) for record in records] == [["path", "error", "message"]] * len(BAD)
    assert [record["path"] for record in records] == list(BAD)
    for line, record, (path, expected) in zip(told, records, BAD.items(), strict=True):
        assert record["message"].startswith(expected)
        assert line.endswith(f": {record['message']}")
        assert line.startswith(path.split("\n")[0])
        assert "\x1b" not in line


def test_empty_standard_input_fails_with_no_output(command: Command) -> None:
    for data in (b"", b"\n", b"\xef\xbb\xbf"):
        run = command("extract", input=data)
        assert (run.returncode, run.stdout) == (1, b"")
        (told,) = errors(run.stderr)
        assert told.startswith("-: the input is empty")


@pytest.mark.parametrize(("format_", "expected"), [("jsonl", b""), ("json", b"[\n]\n"), ("table", b"")])
def test_no_articles_no_output(format_: str, expected: bytes, command: Command) -> None:
    run = command("extract", "--input-format", "jsonl", "-f", format_, input=b"\n\n")
    assert (run.returncode, run.stdout, run.stderr) == (0, expected, b"")


def test_closed_standard_streams(command: Command) -> None:
    def shell(redirection: str, arguments: str = "extract missing") -> subprocess.CompletedProcess[bytes]:
        line = f'"{sys.executable}" -m newsextract {arguments} {redirection}'
        return subprocess.run(["sh", "-c", line], env=environment(), capture_output=True, check=False, cwd=ROOT)

    assert (shell("2>&-").returncode, shell("2>&-").stdout) == (1, b"")
    no_input = shell("<&-", "extract")
    assert no_input.returncode == 1
    assert errors(no_input.stderr) == ["-: standard input is closed: give a FILE"]
    no_output = shell(">&-")
    assert no_output.returncode == 1
    assert errors(no_output.stderr) == [
        "standard output is closed; redirect it or give a file with --output",
    ]


def test_a_full_disk_is_told(command: Command) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with open("/dev/full", "wb") as full:
        run = command("--help", stdout=full, stderr=subprocess.PIPE)
        assert (run.returncode, run.stderr.count(b"\n")) == (1, 1)
        assert b"No space left on device" in run.stderr
        run = command("schema", stdout=full, stderr=subprocess.PIPE)
    assert run.returncode == 1
    assert errors(run.stderr) == ["standard output: cannot write: No space left on device; choose another place for it"]
    run = command("extract", "missing", "-f", "json", "-o", "/dev/full")
    assert run.returncode == 1
    assert errors(run.stderr) == ["/dev/full: cannot write: No space left on device; choose another place for it"]


def test_an_input_is_not_written_over_by_another_name(command: Command, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "b.txt").hardlink_to(article)
    (tmp_path / "c.txt").symlink_to(article)
    for other in ("b.txt", "c.txt"):
        run = command("extract", "a.txt", "-f", "json", "-o", other, cwd=tmp_path)
        assert run.returncode == 2
        assert errors(run.stderr)[0].startswith("a.txt is an input and would be overwritten")
    with open(article, "rb") as stdin:
        run = command("extract", "-", "-f", "json", "-o", "b.txt", cwd=tmp_path, stdin=stdin)
    assert run.returncode == 2
    assert article.read_text(encoding="utf-8") == ARTICLE


def test_the_name_of_the_output_says_its_format(command: Command, tmp_path: Path) -> None:
    for name, beginning in {"a.json": b"[", "a.jsonl": b'{"schema"', "a.txt": b'{"schema"'}.items():
        assert command("extract", SAMPLES / "clean.txt", "-o", tmp_path / name).returncode == 0
        assert (tmp_path / name).read_bytes().startswith(beginning)
    assert command("officials", SAMPLES / "clean.txt", "--bom", "-o", tmp_path / "a.csv").returncode == 0
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfpath,id,")


def test_weights_that_are_none_are_told_once(command: Command, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    run = command("extract", SAMPLES, "--weights", SAMPLES / "clean.txt", "-o", target)
    assert (run.returncode, run.stdout) == (1, b"")
    assert errors(run.stderr) == [
        f"{SAMPLES / 'clean.txt'}: no weights of newsextract; make some with `newsextract train`"
    ]
    assert not target.exists()


def test_a_hyphen_as_output_is_standard_output(command: Command, tmp_path: Path) -> None:
    run = command("tokens", "-f", "json", "-o", "-", "-", cwd=tmp_path, input="포항시".encode())
    assert (run.returncode, run.stderr) == (0, b"")
    assert len(json.loads(run.stdout)) == 1
    assert list(tmp_path.iterdir()) == []


def test_json_is_not_read_as_prose(command: Command, tmp_path: Path) -> None:
    row = json.dumps({"body": ARTICLE, "date": "2023-01-09"}, ensure_ascii=False).encode()
    (tmp_path / "a.json").write_bytes(row)
    for run in (
        command("extract", "-f", "jsonl", input=row),
        command("extract", "-f", "jsonl", "a.json", cwd=tmp_path),
    ):
        assert (run.returncode, run.stderr) == (0, b"")
        (line,) = lines(run.stdout)
        assert (line["article"]["published"], line["source"]["media_type"]) == ("2023-01-09", "application/json")
    run = command("tokens", "-f", "jsonl", input=row.replace(b"body", b"blurb"))
    assert (run.returncode, run.stdout) == (1, b"")
    assert errors(run.stderr) == [
        '-: line 1: no field "text"; name the one that has the text with --text-field NAME (fields: blurb, date)'
    ]
    assert command("tokens", "--input-format", "text", "-f", "jsonl", input=row).returncode == 0


# --- results ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with good and bad inputs of many kinds."""
    folder = tmp_path_factory.mktemp("mixed")
    (folder / "1-plain.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "2-empty.txt").write_bytes(b"")
    (folder / "3-cp949.txt").write_bytes(ARTICLE.encode("cp949"))
    (folder / "4-utf16.txt").write_bytes(ARTICLE.encode("utf-16"))
    controls = "포항시장 이강덕은\x00 \x1b[31m9일\u202e 포럼을\u2028 열었다\x07. [bold]서울[/bold]\n"
    (folder / "5-controls.txt").write_text(controls, encoding="utf-8")
    rows = [{"id": "가", "text": ARTICLE, "published": "2023-01-09"}, {"id": 2}, {"id": 3, "text": "서울 \ud800 부산"}]
    (folder / "6-rows.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def run_mixed(mixed: Path, command: Command) -> subprocess.CompletedProcess[bytes]:
    """One run over the folder, results as JSON Lines."""
    arguments = ["extract", ".", "--glob", "*.txt", "--glob", "*.jsonl", "--with-text", "--tokens"]
    return command(*arguments, cwd=mixed)


def test_good_inputs_give_results_in_order_whatever_fails(run_mixed: subprocess.CompletedProcess[bytes]) -> None:
    results = lines(run_mixed.stdout)
    assert [(r["source"]["path"], r["source"]["id"], r["source"]["encoding"]) for r in results] == [
        ("./1-plain.txt", None, "utf-8"),
        ("./3-cp949.txt", None, "cp949"),
        ("./4-utf16.txt", None, "utf-16-le"),
        ("./5-controls.txt", None, "utf-8"),
        ("./6-rows.jsonl", "가", "utf-8"),
        ("./6-rows.jsonl", "3", "utf-8"),
    ]
    assert run_mixed.returncode == 1
    first, second = errors(run_mixed.stderr)
    assert first.startswith("./2-empty.txt: the input is empty")
    assert second.startswith('./6-rows.jsonl: line 2: no field "text"')


def test_every_span_is_a_slice_of_the_text(run_mixed: subprocess.CompletedProcess[bytes]) -> None:
    for result in lines(run_mixed.stdout):
        text = result["text"]
        spans = result["mentions"] + result["quotes"] + result["tokens"]
        assert spans
        assert [span["text"] for span in spans] == [text[span["start"] : span["end"]] for span in spans]
    assert "\x1b" not in run_mixed.stdout.decode()
    assert "\u2028" not in run_mixed.stdout.decode()


def test_the_same_facts_whatever_the_encoding(run_mixed: subprocess.CompletedProcess[bytes]) -> None:
    plain, cp949, utf16, *_ = lines(run_mixed.stdout)
    for other in (cp949, utf16):
        assert {**other, "source": None} == {**plain, "source": None}


def test_the_same_bytes_again(
    mixed: Path, run_mixed: subprocess.CompletedProcess[bytes], command: Command, tmp_path: Path
) -> None:
    """Another run, with other hash seeds, locale and format, into a file, gives the same facts byte for byte."""
    inputs = ["1-plain.txt", "3-cp949.txt", "4-utf16.txt", "5-controls.txt", "6-rows.jsonl"]
    target = tmp_path / "out.json"
    env = {"PYTHONHASHSEED": "7", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    arguments = ["extract", "-f", "json", "--with-text", "--tokens", "-o", target, *(f"./{name}" for name in inputs)]
    run = command(*arguments, cwd=mixed, env=env)
    assert (run.returncode, run.stdout) == (1, b"")
    array = target.read_bytes()
    assert len(json.loads(array)) == 6
    assert array == b"[\n" + b",\n".join(run_mixed.stdout.splitlines()) + b"\n]\n"


def test_table_in_a_pipe_has_no_escape_codes(mixed: Path, command: Command) -> None:
    run = command("extract", "5-controls.txt", "1-plain.txt", "-f", "table", "--tokens", "--with-text", cwd=mixed)
    text = run.stdout.decode()
    assert (run.returncode, run.stderr) == (0, b"")
    assert not [character for character in text if ord(character) < 32 and character != "\n"]
    assert "\u202e" not in text
    assert "␛[31m9일⟨U+202E⟩" in text
    assert "[bold]서울[/bold]" in text
    assert "Morphemes" in text
    assert text.count("╰") == 4


def test_tokens_command(command: Command) -> None:
    run = command("tokens", "--offsets", "utf8", "--with-text", input="😀 지난 9일".encode())
    (line,) = lines(run.stdout)
    assert list(line) == ["schema", "source", "text", "tokens"]
    data = line["text"].encode()
    assert [data[t["start"] : t["end"]].decode() for t in line["tokens"]] == [t["text"] for t in line["tokens"]]
    token = next(token for token in line["tokens"] if token["text"] == "9")
    assert (token["tag"], token["tag_ko"], token["tag_en"]) == ("SN", "숫자", "digits")


@pytest.mark.slow
def test_standard_input_options_and_one_line_of_ten_megabytes(command: Command) -> None:
    """Ten megabytes without a line end or a space: the command comes back, having read the sentences before."""
    sentence = "포항시는 9일 포럼을 열었다. "
    text = sentence * 200 + "1" * 10_000_000
    run = command("extract", "--published", "2023-01-09", "--plain", "-", input=text.encode())
    assert (run.returncode, run.stdout) == (1, b"")
    assert errors(run.stderr) == ["-: longer than 5,000,000 characters; raise --max-chars if this is one article"]
    run = command(
        *("extract", "--published", "2023-01-09", "--plain", "--max-chars", "20000000", "-"), input=text.encode()
    )
    assert (run.returncode, run.stderr) == (0, b"")
    (line,) = lines(run.stdout)
    assert line["source"]["path"] == "-"
    assert (line["article"]["published"], line["article"]["published_source"]) == ("2023-01-09", "option")
    assert line["article"]["body_end"] == len(text)
    assert len(line["mentions"]) >= 200


# --- pipes and signals ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract", "samples", "-f", "json"],
        ["quotes", "samples", "-f", "csv"],
        ["--help"],
        ["schema"],
        ["extract", "-h"],
    ],
)
def test_a_closed_pipe_ends_quietly(arguments: list[str]) -> None:
    with start(*arguments) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


def test_head_takes_one_result_and_the_rest_is_quiet() -> None:
    with start("extract", "samples", "samples", "samples") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        first = process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(120) == 0
    assert json.loads(first)["schema"] == "newsextract/1"


def test_a_closed_standard_error_changes_nothing_else(mixed: Path) -> None:
    with start("extract", "missing", "1-plain.txt", "missing", cwd=mixed) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stderr.close()
        assert len(process.stdout.read().splitlines()) == 1
        assert process.wait(60) == 1


def test_each_result_is_printed_when_it_is_ready() -> None:
    """The answer to the first line comes before the second line is written."""
    with start("extract", "--input-format", "jsonl", stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(2):
            process.stdin.write(json.dumps({"id": number, "text": ARTICLE}).encode() + b"\n")
            process.stdin.flush()
            ready, _, _ = select.select([process.stdout], [], [], 120)
            assert ready
            assert json.loads(process.stdout.readline())["source"]["id"] == str(number)
        process.stdin.close()
        assert process.wait(60) == 0


def test_an_interrupt_ends_quietly_with_valid_json() -> None:
    with start("extract", "-f", "json", stdin=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        opening = process.stdout.read(1)
        time.sleep(0.3)  # from the opening bracket to the wait for standard input
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
        assert json.loads(opening + process.stdout.read()) == []
        assert process.stderr.read().strip() == b""


# --- bugs -------------------------------------------------------------------------------------------------------------


def test_a_bug_in_one_article_does_not_stop_the_others(
    mixed: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    from newsextract.pipeline import Extractor

    extract_document = Extractor.extract_document

    def sometimes(self: Extractor, document: Document) -> Any:
        if document.article.source.encoding == "cp949":
            raise RuntimeError("안\n됨")
        return extract_document(self, document)

    monkeypatch.setattr(Extractor, "extract_document", sometimes)
    paths = [str(mixed / name) for name in ("1-plain.txt", "3-cp949.txt", "4-utf16.txt")]
    for debug in (False, True):
        with pytest.raises(SystemExit) as end:
            cli.main(["extract", "-f", "jsonl", *paths, *(["--debug"] if debug else [])])
        out, err = capfdbinary.readouterr()
        assert end.value.code == 1
        assert [line["source"]["path"] for line in lines(out)] == [paths[0], paths[2]]
        told = err.decode().splitlines()
        assert told[0].startswith(f"newsextract: {paths[1]}: unexpected RuntimeError: 안 됨; this is a bug")
        assert ("Traceback (most recent call last):" in told) == debug == (len(told) > 1)


# --- terminals --------------------------------------------------------------------------------------------------------


def test_a_terminal_without_input_gets_a_hint() -> None:
    code, shown = on_terminal("extract", streams="02")
    assert code == 2
    assert shown.startswith("newsextract: no FILE given; name a file or a folder, or pipe a text into the command")


def test_a_terminal_gets_a_table_in_color_unless_told_otherwise() -> None:
    sample = str(SAMPLES / "expo.txt")
    code, shown = on_terminal("extract", sample, streams="12", env={"COLUMNS": "100"})
    assert code == 0
    assert "╭" in shown
    assert "\x1b[1m" in shown
    assert "\x1b[36m" in shown
    code, shown = on_terminal("extract", sample, streams="12", env={"COLUMNS": "100", "NO_COLOR": "1"})
    assert "╭" in shown
    assert "\x1b[36m" not in shown
    code, shown = on_terminal("extract", sample, "-f", "jsonl", streams="12")
    assert json.loads(shown)["source"]["path"] == sample


def test_progress_is_shown_for_many_files_on_a_terminal_only(tmp_path: Path) -> None:
    missing = [str(tmp_path / ("long" * 20) / f"{number}.txt") for number in range(5)]
    code, shown = on_terminal("extract", *missing, streams="2")
    assert code == 1
    assert "5/5" in shown
    assert shown.count("no such file or folder") == 5
    for arguments, streams in (([*missing, "-q"], "2"), (missing[:3], "2"), (missing, "12")):
        code, shown = on_terminal("extract", *arguments, streams=streams)
        assert (code, len(shown.splitlines())) == (1, len([path for path in arguments if path != "-q"]))


# --- every option -----------------------------------------------------------------------------------------------------


def every_command() -> list[tuple[str, click.Command]]:
    """The commands with their names."""
    return [("newsextract", cli.command), *((f"newsextract {name}", c) for name, c in cli.command.commands.items())]


@pytest.mark.parametrize(("name", "found"), every_command())
def test_every_option_has_help_and_every_command_an_example(name: str, found: click.Command) -> None:
    for parameter in found.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name
            assert parameter.help[0].isupper(), parameter.name
            assert parameter.help.endswith("."), parameter.name
    assert found.help
    assert "\n  newsextract " in (found.epilog or "")


# --- dates ------------------------------------------------------------------------------------------------------------


def test_dates_gives_one_line_for_each_line_of_input(command: Command) -> None:
    run = command("dates", "--published", "2024-10-23", input="다음 주 금요일\n\n10일간\r\n매주 금요일".encode())
    found = lines(run.stdout)
    assert (run.returncode, run.stderr) == (0, b"")
    assert [line["text"] for line in found] == ["다음 주 금요일", "", "10일간", "매주 금요일"]
    assert [[date["value"] for date in line["dates"]] for line in found] == [["2024-11-01"], [], [], [None]]
    assert found[3]["dates"][0]["recurring"]
    assert {line["published"] for line in found} == {"2024-10-23"}
    for line in found:
        for date in line["dates"]:
            assert date["text"] == line["text"][date["start"] : date["end"]]


def test_dates_takes_texts_and_standard_input_in_their_order(command: Command) -> None:
    run = command("dates", "내일", "-", "모레", "--published", "2024-12-31", input="글피\n".encode("cp949"))
    assert [line["dates"][0]["value"] for line in lines(run.stdout)] == ["2025-01-01", "2025-01-03", "2025-01-02"]


def test_dates_prints_each_line_as_it_comes() -> None:
    line = [sys.executable, "-m", "newsextract", "dates", "--published", "2024-10-23"]
    with subprocess.Popen(line, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for text, value in (("내일", "2024-10-24"), ("모레", "2024-10-25")):
            process.stdin.write(text.encode() + b"\n")
            process.stdin.flush()
            ready, _, _ = select.select([process.stdout], [], [], 60)
            assert ready
            assert json.loads(process.stdout.readline())["dates"][0]["value"] == value
        process.stdin.close()
        assert process.wait(60) == 0


def test_dates_tells_of_a_bad_line_and_goes_on(command: Command) -> None:
    run = command(
        "dates", "--published", "2024-10-23", input="내일\n".encode() + b"\x00\x01\x02\xff\n" + "모레\n".encode()
    )
    assert run.returncode == 1
    assert [line["text"] for line in lines(run.stdout)] == ["내일", "모레"]
    (told,) = errors(run.stderr)
    assert told.startswith("standard input, line 2: ")


def test_dates_reads_utf_16_and_tells_of_a_closed_standard_input(command: Command) -> None:
    run = command("dates", "--published", "2024-10-23", input="내일\n모레\n".encode("utf-16"))
    assert [line["dates"][0]["value"] for line in lines(run.stdout)] == ["2024-10-24", "2024-10-25"]
    script = f'"{sys.executable}" -m newsextract dates <&-'
    closed = subprocess.run(["sh", "-c", script], env=environment(), capture_output=True, check=False, cwd=ROOT)
    assert (closed.returncode, closed.stdout) == (1, b"")
    assert errors(closed.stderr) == ["standard input is closed; give a TEXT or pipe lines into the command"]


def test_dates_without_a_day_of_publication_says_so_once(command: Command) -> None:
    run = command("dates", "내일", "2024년 3월 5일", "다음 달", "매주 월요일", "-f", "json")
    values = [date["value"] for line in json.loads(run.stdout) for date in line["dates"]]
    assert values == [None, "2024-03-05", None, None]
    assert errors(run.stderr) == ["2 relative dates have no value; say with --published DATE to which day they refer"]
    assert run.returncode == 0


def test_dates_as_a_table_and_to_a_file(command: Command, tmp_path: Path) -> None:
    target = tmp_path / "dates.txt"
    run = command("dates", "8일 오후 3시", "여느 날", "--published", "2024-10-23", "-f", "table", "-o", target)
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")
    rows = [line.split() for line in target.read_text("utf-8").splitlines()[2:]]
    assert rows[0][-5:] == ["2024-10-08", "Tue", "day", "ambiguous", "bare_day"]
    assert rows[1][-5:] == ["2024-10-08", "Tue", "15:00", "hour", "clock"]
    assert rows[2] == ["여느", "날", "—", "no", "date"]


def test_dates_fit_their_schema(command: Command) -> None:
    import jsonschema

    schema = json.loads(command("schema", "dates").stdout)
    texts = ["다음 주 금요일 오후 3시", "2024.3.5~7", "매주", "여느 날"]
    for line in lines(command("dates", *texts, "--published", "2024-10-23").stdout):
        jsonschema.validate(line, schema)

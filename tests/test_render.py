"""What is printed: JSON that survives anything, and tables that lose nothing and obey nobody."""

from __future__ import annotations

import csv
import dataclasses
import io
import json

import pytest
from rich.cells import cell_len
from rich.console import Console

from newsextract.model import Entity, Mention, Quote, Result
from newsextract.records import quote_records
from newsextract.render import jsonl, spreadsheet
from newsextract.render.rows import quote_rows, sections
from newsextract.render.table import open_console, render_records, render_result, render_tokens
from newsextract.render.visible import standalone, visible
from newsextract.tags import TAGS, gloss
from tests.builders import make_article, make_document, make_mention, make_result

HOSTILE = "가\x1b[31m나\x00다\u202e라\u2066마\r바\x9b2J사[red]아[/]자:smile:차\ud800카"


def table(result: Result, width: int = 100) -> str:
    """The table of a result for a file of `width` columns."""
    console = open_console(None)
    console.width = width
    return render_result(result, console)


def section(result: Result, title: str) -> list[tuple[str, ...]]:
    """The rows of one section."""
    return next(list(found.rows) for found in sections(result) if found.title == title)


# --- JSON -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["이강덕", "a\u2028b\u2029c\x85d", "\x00\x1b\x7f\x9b", "‮", '"\\', "😀"])
def test_json_round_trips_on_one_line(text: str) -> None:
    line = jsonl.render({"text": text})
    assert json.loads(line) == {"text": text}
    assert len(line.splitlines()) == 1
    assert line.encode("utf-8").decode("utf-8") == line


def test_json_is_readable_korean_without_surrogates() -> None:
    assert jsonl.render({"name": "이강덕"}) == '{"name": "이강덕"}'
    assert json.loads(jsonl.render({"path": "a\udcff.txt"})) == {"path": "a\ufffd.txt"}


def test_json_refuses_nan() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        jsonl.render({"score": float("nan")})


# --- CSV --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["가", "가,나", '"가"', "가\n나", "가\r나", " ", "'=1", "1-1", "“=1”", "가\u2028나", "😀", ""]
)
def test_csv_round_trips(text: str) -> None:
    row = spreadsheet.render([text, "끝"])
    assert list(csv.reader(io.StringIO(row + "\n", newline=""), strict=True)) == [[text, "끝"]]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x", "가")'])
def test_a_formula_is_text_in_csv(text: str) -> None:
    row = spreadsheet.render([text, -1])
    assert list(csv.reader(io.StringIO(row + "\n", newline=""), strict=True)) == [["'" + text, "-1"]]


def test_csv_tells_nothing_from_zero_and_false() -> None:
    assert spreadsheet.render([None, 0, False, True, ""]) == ",0,false,true,"


def test_csv_shows_controls_but_keeps_what_breaks_lines() -> None:
    row = spreadsheet.render([HOSTILE])
    assert row.encode("utf-8")
    assert [c for c in row if ord(c) < 32 or 0x7F <= ord(c) < 0xA0] == ["\r"]
    assert "가␛[31m나␀다" in row


# --- text made safe ---------------------------------------------------------------------------------------------------


def test_visible_leaves_ordinary_text_alone() -> None:
    text = "이강덕 시장(李江德)은 “CES 2023”에 갔다… 😀 👨‍👩‍👧 ①㈜½ é"
    assert visible(text) == text


@pytest.mark.parametrize(
    "code", [0, 7, 8, 0x1B, 0x7F, 0x9B, 0xAD, 0x200B, 0x200F, 0x202E, 0x2066, 0xFEFF, 0xD800, 0xE0041]
)
def test_visible_shows_what_cannot_be_seen(code: int) -> None:
    shown = visible(f"가{chr(code)}나")
    assert chr(code) not in shown
    assert shown[0] + shown[-1] == "가나"
    assert len(shown) > 2


def test_visible_is_one_line() -> None:
    assert visible("가\n나\r다\t라\u2028마\x0b바") == "가 나 다 라 마 바"


def test_conjoining_letters_stand_alone() -> None:
    assert [standalone(form) for form in ("ᆫ", "ᆸ니다", "시장", "abc")] == ["ㄴ", "ㅂ니다", "시장", "abc"]


# --- tables -----------------------------------------------------------------------------------------------------------


def test_table_shows_every_group_with_its_count() -> None:
    text = table(make_result())
    for expected in ("한빛일보", "서다온 <daon@hanbit.example>, 고운", "2023-01-09 Mon  (from the page)", "둘째 제목"):
        assert expected in text
    for title in ("Officials  1 ─", "Places  1 ─", "Dates and times  1 ─", "Quotes  1 ─"):
        assert title in text
    assert "Not found: companies and organizations, events." in text
    assert "Other people" not in text
    assert "\x1b" not in text
    assert [line for line in text.splitlines() if line.endswith(" ")] == []


def test_rows_tell_entities_rather_than_mentions() -> None:
    result = make_result()
    assert section(result, "Places") == [("포항시", "city", "포항", "KR 47110", "36.02, 129.34", "1")]
    assert section(result, "Officials") == [("이강덕", "시장", "포항시", "", "1")]
    assert section(result, "Quotes") == [("이강덕", "포항시 시장", "“포항의 미래를 여는 자리”")]


def test_quotes_are_shown_with_the_office_as_far_as_it_is_known() -> None:
    result = make_result()
    office, quote = result.officials[0], result.quotes[0]
    officials = (office, dataclasses.replace(office, title="이사장", organization=None, status="former"))
    quotes = [dataclasses.replace(quote, official=official) for official in (0, 1, None)]
    quotes.append(dataclasses.replace(quote, speaker=None, official=None, direct=False))
    rows = quote_rows(quote_records(dataclasses.replace(result, officials=officials, quotes=tuple(quotes)))).rows
    assert [row[:2] for row in rows] == [
        ("이강덕", "포항시 시장"),
        ("이강덕", "이사장 (former)"),
        ("이강덕", ""),
        ("—", ""),
    ]
    assert [row[2][0] for row in rows] == ["“", "“", "“", "포"]


def test_an_article_without_records_is_one_dim_line() -> None:
    console = Console(file=io.StringIO(), force_terminal=True, color_system="standard")
    shown = render_records(make_article(), quote_rows([]), console)
    assert shown.count("\n") == 1
    assert shown.rstrip("\n").endswith("\x1b[2m  Not found: quotes.\x1b[0m")


def test_no_mention_is_left_out() -> None:
    article = make_article("삼성 애플 삼성 고운 포항 DAY")
    text = article.text
    mentions = (
        make_mention(text, 0, 2, "COMPANY"),
        make_mention(text, 3, 5, "COMPANY", entity="e1"),
        make_mention(text, 6, 8, "COMPANY"),
        make_mention(text, 9, 11, "PERSON"),
        make_mention(text, 12, 18, "EVENT", entity="e2"),
    )
    entities = (
        Entity("e1", "COMPANY", "애플", (), (1,), {"ticker": "AAPL", "market": "NASDAQ"}),
        Entity("e2", "EVENT", "포항 DAY", (), (4,), {"range": ["2023-01-05", "2023-01-06"], "place": "e1"}),
    )
    result = Result(article, mentions, entities, (), ())
    assert section(result, "Companies and organizations") == [
        ("삼성", "company", "", "", "", "2"),
        ("애플", "company", "", "AAPL", "NASDAQ", "1"),
    ]
    assert section(result, "Other people") == [("고운", "", "1")]
    assert section(result, "Events") == [("포항 DAY", "", "2023-01-05 Thu – 2023-01-06 Fri", "애플", "1")]


def test_dates_stand_in_order_of_time() -> None:
    text = "지난해 9일 오후 2시 이날 8~9일 언젠가"

    def mention(part: str, **changes: object) -> Mention:
        start = text.index(part)
        return make_mention(text, start, start + len(part), "DATE", **changes)

    mentions = (
        mention("언젠가"),
        mention("오후 2시", value="14:00"),
        mention("9일", value="2023-01-09"),
        mention("이날", value="2023-01-09"),
        mention("8~9일", range=("2023-01-08", "2023-01-09")),
        mention("지난해", value="2022"),
    )
    assert section(Result(make_article(text), mentions, (), (), ()), "Dates and times") == [
        ("2022", "지난해", "1"),
        ("2023-01-08 Sun – 2023-01-09 Mon", "8~9일", "1"),
        ("2023-01-09 Mon", "9일, 이날", "2"),
        ("14:00", "오후 2시", "1"),
        ("—", "언젠가", "1"),
    ]


def squeezed(text: str) -> str:
    """The characters of a text without spaces and frames, to compare what folding tears apart."""
    return "".join(character for character in text if not character.isspace() and character not in "│─╭╮╰╯")


@pytest.mark.parametrize("width", [60, 80, 100, 160])
def test_nothing_is_cut_at_any_width(width: int) -> None:
    long = "아주긴이름의국제전자제품박람회" * 12
    text = "포항 " + long
    mentions = (make_mention(text, 3, len(text), "EVENT"),)
    quotes = (Quote(3, len(text), long + " " + "말 " * 100, long, None, None, True, None, None),)
    source = dataclasses.replace(make_article().source, path="아주/긴/경로/" * 20 + "a.txt")
    article = make_article(text, headline=long * 2, press=long, source=source)
    drawn = table(Result(article, mentions, (), (), quotes), width)
    lines = drawn.splitlines()
    assert max(cell_len(line) for line in lines) <= width
    assert "…" not in drawn
    # In a folded table the columns alternate line by line, so count each character instead of comparing strings.
    for character in set(long):
        assert drawn.count(character) >= long.count(character) * (2 + 1 + 1 + 1 + 1)
    assert "아주/긴/경로/" * 20 + "a.txt" in squeezed(drawn)


def test_columns_of_hangul_are_aligned() -> None:
    result = make_result()
    officials = tuple(
        dataclasses.replace(result.officials[0], name=name) for name in ("이강덕", "Ann", "알렉산더 라트킨")
    )
    lines = table(dataclasses.replace(result, officials=officials, quotes=())).splitlines()
    rows = [line for line in lines if "시장  " in line]
    assert len(rows) == 3
    assert len({cell_len(row.partition("시장  ")[0]) for row in rows}) == 1


@pytest.mark.parametrize("terminal", [True, False])
def test_an_article_cannot_command_the_terminal(terminal: bool) -> None:
    text = HOSTILE.encode("utf-8", "replace").decode("utf-8") + " 포항"
    mention = make_mention(text, 0, len(text), "ORG")
    source = dataclasses.replace(make_article().source, path=HOSTILE, encoding=HOSTILE, id=HOSTILE)
    article = make_article(
        text, headline=HOSTILE, press=HOSTILE, dateline=HOSTILE, subheadlines=(HOSTILE,), source=source
    )
    quote = Quote(0, 3, HOSTILE, HOSTILE, None, None, False, 0, None)
    official = dataclasses.replace(
        make_result().officials[0], name=HOSTILE, title=HOSTILE, organization=HOSTILE, mentions=(0,)
    )
    result = Result(article, (mention,), (), (official,), (quote,))
    console = Console(file=io.StringIO(), force_terminal=terminal, color_system="truecolor" if terminal else None)
    for drawn in (
        render_result(result, console, with_text=True, document=make_document(article)),
        render_tokens(make_document(article), console),
        render_records(article, quote_rows(quote_records(result)), console),
    ):
        plain = drawn.replace("\x1b[", "").replace("\n", "") if terminal else drawn.replace("\n", "")
        assert not [
            c for c in plain if ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2066" or "\ud800" <= c < "\ue000"
        ]
        assert "[31m나" in drawn.replace("␛", "")
        assert "\x1b[31m나" not in drawn
        assert "[red]" in drawn
        assert ":smile:" in drawn


def test_width_of_files_follows_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    for columns, expected in (("", 100), ("132", 132), ("10", 60), ("wide", 100)):
        monkeypatch.setenv("COLUMNS", columns)
        assert open_console(None).width == expected


def test_morphemes_are_shown_with_both_glosses() -> None:
    console = open_console(None)
    drawn = render_tokens(make_document(make_article("포항 시장")), console)
    assert "일반 명사" in drawn
    assert "common noun" in drawn


# --- tags -------------------------------------------------------------------------------------------------------------


def test_every_tag_of_kiwi_has_a_gloss() -> None:
    from kiwipiepy.utils import _valid_tags

    user = {f"USER{number}" for number in range(5)}
    assert set(TAGS) == _valid_tags - user
    assert {gloss(tag).english for tag in user} == {"user-defined"}
    assert gloss("NEW") == ("NEW", "NEW")

"""Dates and times: the table of cases through the real analyzer, and the parts of the grammar without it."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from newsextract.dates import FoundDate, find_dates, find_expressions, resolve_date, words
from newsextract.dates.expressions import DateExpression, TimeExpression
from newsextract.model import Article, Mention, Source, Zone
from newsextract.pipeline import Extractor
from newsextract.recognizers import dates
from newsextract.tokenizer import Tokenizer

CASES = Path(__file__).with_name("cases")
#: The tables whose texts are resolved without the analyzer, and those that need its verbs.
PLAIN = ("date_phrases.tsv", "date_libraries.tsv")
WITH_ANALYZER = ("date.tsv", "date_news.tsv")
SOURCE = Source("-", None, "", "utf-8", "text/plain")


@cache
def tokenizer() -> Tokenizer:
    return Tokenizer()


def read_cases(*names: str) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield id, published, marked text, values and the reason of a known gap of each row of the tables."""
    for name in names or (*PLAIN, *WITH_ANALYZER):
        for line in (CASES / name).read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                number, published, text, values, *gap = line.split("\t")
                yield number, published, text.replace(" / ", "\n"), values, "".join(gap)


def parameters(*names: str) -> list[Any]:
    """The rows of tables for a parametrized test; a known gap must fail."""
    return [
        pytest.param(
            published, marked, values, id=number, marks=[pytest.mark.xfail(reason=gap, strict=True)] if gap else []
        )
        for number, published, marked, values, gap in read_cases(*names)
    ]


def unmark(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """Take the marks out of a text; return it with the spans that they marked."""
    text, spans = "", []
    for piece in marked.split("⟦"):
        inside, mark, outside = piece.partition("⟧")
        if mark:
            spans.append((len(text), len(text) + len(inside)))
        text += inside + outside
    return text, spans


def make_article(text: str, published: datetime.date | None) -> Article:
    zones, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            zones.append(Zone("body", at, at + len(line)))
        at += len(line) + 1
    return Article(
        text, SOURCE, None, (), None, (), published, "option" if published else None, None, 0, len(text), tuple(zones)
    )


def find(text: str, published: str | None) -> list[Mention]:
    day = datetime.date.fromisoformat(published) if published else None
    return list(dates.find(tokenizer().tokenize(make_article(text, day))))


def written(mention: Mention | FoundDate) -> str:
    return mention.value or ("/".join(mention.range) if mention.range else "-")


@pytest.mark.parametrize(("published", "marked", "values"), parameters(*WITH_ANALYZER))
def test_case(published: str, marked: str, values: str) -> None:
    text, spans = unmark(marked)
    check(text, spans, values, find(text, None if published == "-" else published))


@pytest.mark.parametrize(("published", "marked", "values"), parameters(*PLAIN))
def test_case_without_the_analyzer(published: str, marked: str, values: str) -> None:
    text, spans = unmark(marked)
    found = find_dates(text, None if published == "-" else published)
    check(text, spans, values, [date for date in found if not date.recurring])


def check(text: str, spans: list[tuple[int, int]], values: str, found: Sequence[Mention | FoundDate]) -> None:
    assert [text[m.start : m.end] for m in found] == [text[start:end] for start, end in spans]
    assert [(m.start, m.end) for m in found] == spans
    assert " | ".join(map(written, found)) == values


def test_tables_are_large_and_have_negative_rows() -> None:
    rows = list(read_cases())
    assert len({(published, marked) for _, published, marked, _, _ in rows}) == len(rows) > 1300
    assert len({number for number, *_ in rows}) == len(rows)
    assert sum("⟦" not in marked for _, _, marked, _, _ in rows) >= 80


@pytest.mark.parametrize("published", ["0001-01-01", "1970-01-01", "2024-02-29", "2024-12-31", "9999-12-31"])
def test_any_published_day_is_survived(published: str) -> None:
    """The first and last day of the calendar, a leap day and a year's end: every row finds the same spans."""
    for _, _, marked, _, gap in read_cases():
        text, spans = unmark(marked)
        if gap:
            continue
        resolved = find_dates(text, datetime.date.fromisoformat(published))
        found = {(r.start, r.end) for r in resolved}
        assert found >= set(spans)


def test_values_are_well_formed() -> None:
    day = datetime.date(2024, 10, 31)
    for _, _, marked, _, _ in read_cases():
        for resolved in find_dates(unmark(marked)[0], day):
            assert resolved.value is None or resolved.range is None
            if resolved.range is not None:
                first, last = map(datetime.date.fromisoformat, resolved.range)
                assert first <= last
            elif resolved.value is not None and len(resolved.value) == 10:
                datetime.date.fromisoformat(resolved.value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "일월화수목금토",
        "지난 오는 올 다음 이번",
        "99일 13월 40일 0월 0일",
        "2024년 13월 32일",
        "9999년 9999.99.99 0000년",
        "3월 6~8" * 50,
        "1" * 5000,
        "1일" * 3000,
        "지난 " * 3000,
        "2024." * 2000,
        "(" * 3000 + "3일",
        "오전 오후 밤 낮 " * 500,
        "24시 25시 3시 99분",
        "\u200b3일\x00 \ud800 ８일",
        "내일" + " 다음 날" * 3000,
        "내일" + "부터 사흘 뒤" * 3000,
        "추석" + " 다음 주" * 3000,
        "매달 1일" + "과 2일" * 300,
    ],
)
def test_odd_text_does_no_harm(text: str) -> None:
    for expression in find_expressions(text):
        assert 0 <= expression.start < expression.end <= len(text)
    find_dates(text, datetime.date(2024, 5, 3))


@pytest.mark.parametrize(
    "line",
    [
        "시는 3일 협약을 맺었고 협약 전날 만났다. 이날 오후 2시 (열린 회의에서 사흘 뒤 10일을 정했다.\n",
        "3일(금), 10월 3일, D-3, 5영업일 뒤, 다음 주 수요일 “8일 ",
    ],
)
def test_time_grows_with_length_only(line: str) -> None:
    """A tenfold text takes about tenfold time: no rule looks back over everything that was named before."""
    import time

    def seconds(count: int) -> float:
        start = time.process_time()
        find_dates(line * count, datetime.date(2024, 5, 3))
        return time.process_time() - start

    seconds(10)
    assert seconds(2000) < 40 * max(seconds(200), 0.005)


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("다음 주 금요일", "2024-10-23", "2024-11-01"),
        ("이번 달 셋째 주 수요일", "2024-10-23", "2024-10-16"),
        ("다음 달 첫째 월요일", "2024-10-23", "2024-11-04"),
        ("100일 뒤", "2024-12-31", "2025-04-10"),
        ("세 달 전", "2024-02-29", "2023-11"),
        ("그저께", "2024-03-01", "2024-02-28"),
        ("글피", "2024-12-30", "2025-01-02"),
        ("올해 설", "2025-01-10", "2025-01-29"),
        ("행사는 12월 20일 열렸다", "2025-01-03", "2024-12-20"),
        ("행사는 3일 열린다", "2024-12-30", "2025-01-03"),
    ],
)
def test_phrases_without_the_analyzer(text: str, published: str, value: str) -> None:
    (resolved,) = find_dates(text, datetime.date.fromisoformat(published))
    assert (resolved.value or "/".join(resolved.range or ())) == value


#: Phrase, published day, value, precision, ambiguous, rule.
READINGS = [
    ("8일", "2024-10-23", "2024-10-08", "day", True, "bare_day"),
    ("8일 열렸다", "2024-10-23", "2024-10-08", "day", False, "bare_day"),
    ("8일까지 받는다", "2024-10-23", "2024-11-08", "day", False, "bare_day"),
    ("23일", "2024-10-23", "2024-10-23", "day", False, "bare_day"),
    ("오는 8일", "2024-10-23", "2024-11-08", "day", False, "directed_day"),
    ("지난 8일", "2024-10-23", "2024-10-08", "day", False, "directed_day"),
    ("3월", "2024-10-23", "2024-03", "month", True, "bare_month"),
    ("내년 3월", "2024-10-23", "2025-03", "month", False, "published_year_month"),
    ("2024년 3월 5일", "2024-10-23", "2024-03-05", "day", False, "year_month_day"),
    ("금요일", "2024-10-23", "2024-10-18", "day", True, "bare_weekday"),
    ("이번 금요일", "2024-10-23", "2024-10-25", "day", False, "this_weekday"),
    ("다음 금요일", "2024-10-23", "2024-11-01", "day", True, "this_weekday"),
    ("다음 월요일", "2024-10-23", "2024-10-28", "day", False, "this_weekday"),
    ("다음 주 금요일", "2024-10-23", "2024-11-01", "day", False, "week_weekday"),
    ("다음 주", "2024-10-23", "2024-10-28/2024-11-03", "week", False, "week"),
    ("이번 주말", "2024-10-23", "2024-10-26/2024-10-27", "weekend", False, "weekend"),
    ("3분기", "2024-10-23", "2024-07-01/2024-09-30", "quarter", True, "bare_quarter"),
    ("4분기", "2024-10-23", "2024-10-01/2024-12-31", "quarter", False, "bare_quarter"),
    ("지난해 3분기 말", "2024-10-23", "2023-07-01/2023-09-30", "quarter", False, "published_year_quarter"),
    ("올해 하반기", "2024-10-23", "2024-07-01/2024-12-31", "half", False, "published_year_half"),
    ("올여름", "2024-10-23", "2024-06-01/2024-08-31", "season", False, "directed_season"),
    ("1990년대", "2024-10-23", "1990-01-01/1999-12-31", "decade", False, "decade"),
    ("19세기", "2024-10-23", "1801-01-01/1900-12-31", "century", False, "century"),
    ("2025학년도", "2024-10-23", "2025-03-01/2026-02-28", "range", False, "school_year"),
    ("올해", "2024-10-23", "2024", "year", False, "published_year"),
    ("3~5일", "2024-10-23", "2024-10-03/2024-10-05", "range", True, "range"),
    ("28일~다음 달 3일", "2024-10-23", "2024-10-28/2024-11-03", "range", False, "range"),
    ("추석", "2024-10-23", "2024-09-17", "day", True, "bare_holiday"),
    ("올해 추석", "2024-10-23", "2024-09-17", "day", False, "published_year_holiday"),
    ("작년 오늘", "2024-10-23", "2023-10-23", "day", False, "published_year_same"),
    ("D-3", "2024-10-23", "2024-10-26", "day", True, "d_day"),
    ("세 달 전", "2024-10-23", "2024-07", "month", False, "distance"),
    ("3년 전", "2024-10-23", "2021", "year", False, "distance"),
    ("내일 오후 3시", "2024-10-23", "2024-10-24T15:00", "hour", False, "published_day+clock"),
    ("내일 오후 3시 20분", "2024-10-23", "2024-10-24T15:20", "minute", False, "published_day+clock"),
    ("내일 3시", "2024-10-23", "2024-10-24T03:00", "hour", True, "published_day+hour"),
    ("15:30", "2024-10-23", "15:30", "minute", False, "hour"),
    ("내일", None, "", None, False, "published_day"),
]


@pytest.mark.parametrize(("phrase", "published", "value", "precision", "ambiguous", "rule"), READINGS)
def test_how_a_phrase_was_read(
    phrase: str, published: str | None, value: str, precision: str | None, ambiguous: bool, rule: str
) -> None:
    found = resolve_date(phrase, published)
    assert found is not None
    assert (found.value or "/".join(found.range or ())) == value
    assert (found.precision, found.ambiguous, found.rule) == (precision, ambiguous, rule)
    assert found.text == phrase[found.start : found.end]


def test_published_in_every_form() -> None:
    for published in (
        "2024-10-23",
        "2024년 10월 23일",
        datetime.date(2024, 10, 23),
        datetime.datetime(2024, 10, 23, 9),
    ):
        found = resolve_date("내일", published)
        assert found is not None
        assert found.value == "2024-10-24"
    with pytest.raises(ValueError, match="published is not a complete date"):
        resolve_date("내일", "어제")


@pytest.mark.parametrize(
    ("text", "published"), [(None, None), (3, None), ("내일", 3), ("내일", b"2024-10-23"), ("x", 5)]
)
def test_other_types_are_refused(text: Any, published: Any) -> None:
    with pytest.raises(TypeError, match=r"must be a (?:string|date)"):
        find_dates(text, published)
    with pytest.raises(ValueError, match="not a complete date"):
        find_dates("날짜가 없는 글", "언젠가")


def test_the_entity_of_a_date_tells_how_it_was_read(extractor: Extractor) -> None:
    day = datetime.date(2023, 1, 9)
    result = extractor.extract("시는 오는 17일 오후 3시 문을 연다. 행사는 8일이었나? 제3분기.", published=day)
    attributes = {entity.name: entity.attributes for entity in result.entities if entity.kind in ("DATE", "TIME")}
    assert attributes["오는 17일"] == {
        "value": "2023-01-17",
        "precision": "day",
        "ambiguous": False,
        "rule": "date:directed_day",
    }
    assert attributes["오후 3시"] == {
        "value": "2023-01-17T15:00",
        "precision": "hour",
        "ambiguous": False,
        "rule": "time:clock",
    }


def test_recurring_dates_are_seen_and_have_no_value() -> None:
    (resolved,) = find_dates("매주 월요일 쉰다", datetime.date(2024, 5, 3))
    assert resolved.kind == "DATE"
    assert resolved.recurring
    assert resolved.value is None


def test_a_word_has_one_value_in_its_category() -> None:
    seen = {(category, word): value for category, value, word in words.ROWS}
    assert len(seen) == len(words.ROWS)
    assert set(words.HEADS) <= {category for category, _, _ in words.ROWS}


def test_every_rule_has_a_name() -> None:
    for _, published, marked, _, _ in read_cases():
        text, _ = unmark(marked)
        for expression in find_expressions(text):
            assert expression.rule.replace("_", "").isalpha(), (published, text)
            assert isinstance(expression, DateExpression | TimeExpression)


def test_mentions_carry_zone_rule_and_exact_text() -> None:
    (mention,) = find("포항시는 지난 5일 협약을 맺었다.", "2023-01-09")
    assert (mention.text, mention.kind, mention.zone, mention.rule) == ("지난 5일", "DATE", "body", "date:directed_day")
    assert (mention.entity, mention.score, mention.range) == (None, None, None)


def test_boilerplate_zones_are_not_read() -> None:
    article = make_article("입력 2024.05.03\n시는 2일 문을 열었다.", datetime.date(2024, 5, 3))
    first, second = article.zones
    zones = (Zone("boilerplate", first.start, first.end), second)
    document = tokenizer().tokenize(dataclasses.replace(article, zones=zones))
    assert [m.text for m in dates.find(document)] == ["2일"]

"""What holds for every result, whatever the text: on sentences of the tables, combined and damaged at random."""

from __future__ import annotations

import datetime
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsextract.model import Result
from newsextract.pipeline import Extractor
from newsextract.render import jsonl
from newsextract.schema import to_dict
from tests.conftest import SAMPLES, Command
from tests.contract import find_violations
from tests.corpus import read_set
from tests.marked_text import read_cases

TABLES = {
    "people": False,
    "places": False,
    "organizations": False,
    "events": False,
    "officials": True,
    "quotes": True,
    "coreference": True,
}
SENTENCES = [case.text for table, expected in TABLES.items() for case in read_cases(table, expected=expected)]
PAGES = [article.text for article in read_set("dev")]
DATES = [
    "8일",
    "지난달 25일부터 이날까지",
    "내년 3월",
    "오후 2시 30분",
    "2023년 1월 9일(월)",
    "31일",
    "올해 하반기",
    "9999년 13월 32일",
]
#: What breaks careless code: controls, marks that turn the direction, joined emoji, jamo, unpaired brackets and quotation marks.
OUTLANDISH = [
    "\0",
    "\x1b[31m",
    "\u202e",
    "\u200b",
    "\ufeff",
    "👨‍👩‍👧",
    "ᄒ",
    "ㅋㅋ",
    "“",
    "”",
    "‘",
    "(",
    "）",
    "[",
    "·",
    "㈜",
    "美",
    "\u2028",
    "\ud800",
]
QUICK = settings(max_examples=200, deadline=None, derandomize=True)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Sentences, dates and outlandish characters, joined by spaces and line ends, with some characters lost or doubled."""
    pieces = st.one_of(
        st.sampled_from(SENTENCES), st.sampled_from(DATES), st.sampled_from(OUTLANDISH), st.text(max_size=8)
    )
    parts = draw(st.lists(pieces, min_size=1, max_size=6))
    joints = draw(st.lists(st.sampled_from(["", " ", "\n", "\n\n"]), min_size=len(parts), max_size=len(parts)))
    text = "".join(part + joint for part, joint in zip(parts, joints, strict=True))
    for place, loss in draw(st.lists(st.tuples(st.floats(0, 1), st.integers(-1, 4)), max_size=3)):
        at = int(place * len(text))
        text = text[:at] + (text[at : at + 1] if loss < 0 else "") + text[at + max(loss, 0) :]
    return text


@st.composite
def pages(draw: st.DrawFn) -> str:
    """A whole page with lines taken out, doubled and moved."""
    lines = draw(st.sampled_from(PAGES)).split("\n")
    for _ in range(draw(st.integers(0, 4))):
        line = lines.pop(draw(st.integers(0, len(lines) - 1)))
        for _ in range(draw(st.integers(0, 2))):
            lines.insert(draw(st.integers(0, len(lines))), line)
        if not lines:
            break
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("breakage", "violation"),
    [
        (lambda r: replace(r, mentions=r.mentions[::-1]), "mentions are not sorted"),
        (lambda r: replace(r, mentions=(*r.mentions, r.mentions[-1])), "mentions are not sorted or not distinct"),
        (lambda r: _with_mention(r, 0, end=4), "not the slice"),
        (lambda r: _with_mention(r, 0, kind="ORG", entity="e1"), "lists what is not its own"),
        (lambda r: _with_mention(r, 2, kind="ORG"), "overlaps"),
        (lambda r: _with_mention(r, 0, entity="e99"), "no entity lists it"),
        (lambda r: _with_mention(r, 3, value="2024-5-3"), "no value"),
        (lambda r: _with_mention(r, 3, value=None, range=("2024-05-03", "2024-05-01")), "no range"),
        (lambda r: _with_mention(r, 0, value="2024"), "a value that is none"),
        (lambda r: _with_mention(r, 0, zone="caption"), "not in the zone it names"),
        (lambda r: replace(r, entities=r.entities[1:]), "no entity lists it"),
        (lambda r: replace(r, officials=(replace(r.officials[0], former=True),)), "former and status differ"),
        (lambda r: replace(r, officials=(replace(r.officials[0], mentions=()),)), "without a title"),
        (lambda r: replace(r, officials=(replace(r.officials[0], entity=None),)), "belongs to no person"),
        (lambda r: replace(r, quotes=(replace(r.quotes[0], entity="e99"),)), "of an unknown speaker"),
        (lambda r: replace(r, article=replace(r.article, zones=())), "in no content zone"),
    ],
)
def test_a_broken_result_is_found_out(
    extractor: Extractor, breakage: Callable[[Result], Result], violation: str
) -> None:
    text = "이강덕 포항시장은 8일 “함께 길을 찾아 나가겠다”고 말했다."
    result = extractor.extract(text, published=datetime.date(2024, 5, 3), plain=True)
    assert [mention.kind for mention in result.mentions] == ["PERSON", "TITLE", "CITY", "DATE"]
    assert list(find_violations(result)) == []
    assert any(found.startswith(violation) or violation in found for found in find_violations(breakage(result)))


def _with_mention(result: Result, number: int, **changes: Any) -> Result:
    """A result with one mention changed."""
    mentions = list(result.mentions)
    mentions[number] = replace(mentions[number], **changes)
    return replace(result, mentions=tuple(mentions))


def line(result: Result) -> str:
    """A result as the command prints it, with its text."""
    return jsonl.render(to_dict(result, with_text=True))


@QUICK
@given(texts(), st.sampled_from([None, datetime.date(2024, 5, 3), datetime.date(2024, 2, 29)]), st.booleans())
@example("", None, True)
@example("\n \n", None, False)
@example("\ud800이강덕 포항시장\udfff은 8일", datetime.date(2024, 5, 3), True)
@example("◇이자 [시장", None, True)
@example("C++시장은 (시장이 *시장이 [나라시장|\\시장이", None, True)
@example("◇ 며후자청장", None, True)
def test_every_result_keeps_the_contract(
    extractor: Extractor, text: str, published: datetime.date | None, plain: bool
) -> None:
    result = extractor.extract(text, published=published, plain=plain)
    assert list(find_violations(result)) == []
    assert line(extractor.extract(text, published=published, plain=plain)) == line(result)


@settings(QUICK, max_examples=40)
@given(pages())
def test_every_page_keeps_the_contract(extractor: Extractor, page: str) -> None:
    assert list(find_violations(extractor.extract(page))) == []


@pytest.mark.parametrize("number", range(len(PAGES)))
def test_real_pages_keep_the_contract(extractor: Extractor, number: int) -> None:
    result = extractor.extract(PAGES[number])
    assert list(find_violations(result)) == []
    assert {zone.zone for zone in result.article.zones} > {"body", "boilerplate"}


@settings(QUICK, max_examples=15)
@given(st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=5, unique=True))
def test_an_article_does_not_depend_on_those_before_it(extractor: Extractor, articles: list[str]) -> None:
    alone = {text: line(extractor.extract(text, plain=True)) for text in articles}
    for text in [*reversed(articles), *sorted(articles)]:
        assert line(extractor.extract(text, plain=True)) == alone[text]


def test_a_new_extractor_gives_what_a_used_one_gives(extractor: Extractor) -> None:
    for text in PAGES[:6]:
        extractor.extract(text)
    fresh = Extractor()
    for text in PAGES[5:8]:
        assert line(fresh.extract(text)) == line(extractor.extract(text))


def test_nothing_is_read_from_the_hash_order_or_the_place(command: Command) -> None:
    names = [SAMPLES / "expo.txt", SAMPLES / "politics.txt"]
    runs = [
        command("extract", *names, "-f", "jsonl", env={"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale})
        for seed, zone, locale in (("0", "Asia/Seoul", "C.UTF-8"), ("4711", "America/Los_Angeles", "POSIX"))
    ]
    assert [run.returncode for run in runs] == [0, 0]
    assert runs[0].stdout == runs[1].stdout != b""


@contextmanager
def clock_readings() -> Iterator[list[str]]:
    """Collect every reading of the calendar or clock by Python code, in whatever module. Durations are no matter."""
    readings: list[str] = []
    clocks: dict[object, frozenset[str]] = {
        datetime.date: frozenset({"today"}),
        datetime.datetime: frozenset({"today", "now", "utcnow"}),
        time: frozenset({"time", "time_ns", "localtime", "gmtime", "ctime", "asctime", "strftime"}),
    }

    def watch(frame: FrameType, event: str, function: Callable[..., object]) -> None:
        if event != "c_call":
            return
        owner = getattr(function, "__self__", None)
        owners = owner.__mro__ if isinstance(owner, type) else (owner,) if owner is time else ()
        if any(function.__name__ in clocks.get(one, ()) for one in owners):
            readings.append(f"{function.__name__} in {Path(frame.f_code.co_filename).name}:{frame.f_lineno}")

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        yield readings
    finally:
        sys.setprofile(before)


def test_the_watch_on_the_clock_sees_a_reading() -> None:
    with clock_readings() as readings:
        datetime.date.today()
        datetime.datetime.now()
        time.time()
        time.perf_counter()
    assert [reading.split(" ")[0] for reading in readings] == ["today", "now", "time"]


def test_nothing_depends_on_the_day_of_the_run(extractor: Extractor) -> None:
    extractor.load()
    with clock_readings() as readings:
        for page in PAGES[:4]:
            extractor.extract(page)
        for text in DATES:
            extractor.extract(f"시는 {text} 협약을 맺었다.", plain=True)
            extractor.extract(f"시는 {text} 협약을 맺었다.", published=datetime.date(2024, 5, 3), plain=True)
    assert readings == []


def test_without_a_published_date_relative_dates_have_no_value(extractor: Extractor) -> None:
    result = extractor.extract("시는 8일 회의를 열었고 내년 3월 착공한다. 준공은 2027년 5월이다.", plain=True)
    dates = [(mention.text, mention.value, mention.range) for mention in result.mentions if mention.kind == "DATE"]
    assert dates == [("8일", None, None), ("내년 3월", None, None), ("2027년 5월", "2027-05", None)]
    tied = extractor.extract("시는 8일 오후 2시 회의를 열었다.", plain=True)
    assert [mention.value for mention in tied.mentions if mention.kind == "TIME"] == ["14:00"]

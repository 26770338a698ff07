"""The text of a page → what it says, in the order of the steps."""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from newsextract.model import CONTENT_ZONES, Reporter, Zone
from newsextract.page.bylines import HANDOVER, SIGN_OFF, find_reporters, opening_byline
from newsextract.page.extent import Line, end_of_article, first_content
from newsextract.page.headline import find_headline, headline_text
from newsextract.page.lines import Role, classify
from newsextract.page.metadata import FIRST_LABEL, find_dateline, find_modified, find_press, find_published
from newsextract.page.reporters import select_reporters
from newsextract.page.segments import split_segments
from newsextract.page.vocabulary import MACHINE
from newsextract.page.zones import find_subheadlines, find_zones


@dataclass(frozen=True, slots=True)
class Page:
    """All that a page says, offsets into its text as in `Article`."""

    headline: str | None
    subheadlines: tuple[str, ...]
    press: str | None
    reporters: tuple[Reporter, ...]
    published: datetime.date | None
    dateline: str | None
    body_start: int
    body_end: int
    zones: tuple[Zone, ...]
    modified: datetime.date | None = None


def read_page(
    text: str, *, press: str | None = None, has_title: bool = False, captions: frozenset[str] = frozenset()
) -> Page:
    """Find the article in the text of a page, or in a text that is nothing but an article.

    What is known already need not be found: `press` is the paper, with `has_title` the first line is the headline, `captions` are
    the lines that are those of pictures.

    >>> page = read_page("시장 순방\\n\\n진주시는 8일 시장이 일본에 간다고 밝혔다.\\n\\n홍길동 기자 hong@paper.kr")
    >>> page.headline, page.reporters[0].name, [zone.zone for zone in page.zones]
    ('시장 순방', '홍길동', ['headline', 'body', 'byline'])
    """
    segments = split_segments(text)
    plain = [_readable(segment.text) for segment in segments]
    press = press or find_press(plain)
    lines = [
        Line(segment, "caption" if segment.text in captions else classify(plain[number], press), number)
        for number, segment in enumerate(segments)
    ]
    if len(lines) == 1 and lines[0].role == "menu":
        # A menu needs a page around it: these are names that somebody asks about.
        lines = [replace(lines[0], role="text")]
    lines = _mark_summaries(_name_lone_bylines(lines))
    end = end_of_article(lines)
    headline = lines[0] if has_title and lines else find_headline(lines, end, press)
    start = headline.number if headline else first_content(lines, end)
    zones = tuple(find_zones(text, lines, start, end, headline, press))
    content = [zone for zone in zones if zone.zone in CONTENT_ZONES]
    published = _published(lines, start, end)
    return Page(
        headline=headline_text(headline, press),
        subheadlines=tuple(find_subheadlines(text, zones)),
        press=press,
        reporters=tuple(select_reporters(text, lines, zones)),
        published=published,
        dateline=find_dateline(
            [line.text for line in lines[start:end]],
            [line.text for line in lines if line.role in ("byline", "rights_mark")],
            press,
        ),
        body_start=content[0].start if content else 0,
        body_end=content[-1].end if content else 0,
        zones=zones,
        modified=_modified(lines, start, end, published),
    )


def _readable(text: str) -> str:
    """A line as the rules read it: wrapped lines joined, and character references replaced that cleaning leaves, since their
    semicolon is missing (`&copy 2023`). Its length may differ."""
    if "&" in text and len(text) <= 1000:
        text = html.unescape(text)
    return text.replace("\n", " ")


def _name_lone_bylines(lines: list[Line]) -> list[Line]:
    """Turn lines that hold nothing but names of reporters into bylines, where another line says that they are reporters,
    and so the role on a line below the name."""
    names = {name for line in lines for name in _reporters_of(line)}
    named: list[Line] = []
    for line in lines:
        is_name = line.role == "text" and len(line.text) <= 24 and names.issuperset(re.split(r"[\s·,]+", line.text))
        follows = bool(named) and named[-1].role == "byline"
        if is_name or (follows and line.text in ("기자", "특파원")):
            line = replace(line, role="byline")
        elif follows and line.role in ("prose", "text") and _is_profile(line, names):
            line = replace(line, role="notice")
        named.append(line)
    return named


def _is_profile(line: Line, names: Collection[str]) -> bool:
    """Whether a reporter presents himself below his name: 머니투데이 산업2부 차이슬입니다."""
    match = _PRESENTS.match(line.text)
    return match is not None and match["name"] in names


_PRESENTS = re.compile(r"(?:\S{1,12}\s){0,4}(?P<name>[가-힣]{2,4})\s?(?:기자)?입니다")


def _reporters_of(line: Line) -> Iterator[str]:
    """The names of the reporters that a line states to be some, wherever it does."""
    if line.role == "byline":
        yield from (found.name for found in find_reporters(line.text))
    elif line.role == "sign_off":
        match = SIGN_OFF.search(line.text)
        if match:
            yield match["name"]
    elif line.role == "prose":
        yield from (match["name"] for match in HANDOVER.finditer(line.text[-200:]) if match["name"])
        length = opening_byline(line.text[:200], None)
        yield from (found.name for found in find_reporters(line.text[:length]))


#: A summary has no more lines, and none of them is longer. Code points.
_MAX_SUMMARY = 8
_MAX_SUMMARY_LINE = 130
_BULLET = re.compile(r"[-–•·∙*ㆍ▶▷✓①-⑩]|\d{1,2}[.)]\s")
_POLITE_END = re.compile(r"(?:니다|[어에해]요)\.?[\"”’)]?$")


def _ends_as_note(line: Line) -> bool:
    """Whether a line ends in the style of summaries: 하기로 함, 밝혔습니다."""
    last = line.text.rstrip(".")[-1:]
    return ("가" <= last <= "힣" and (ord(last) - ord("가")) % 28 == 16) or bool(_POLITE_END.search(line.text))


def _mark_summaries(lines: list[Line]) -> list[Line]:
    """Give the lines that a machine wrote below `AI 3줄 요약` the role of a summary."""
    marked = list(lines)
    for heading in lines:
        if heading.role != "summary" or not MACHINE.search(heading.text):
            continue
        first = heading.number + 1
        while first < len(lines) and first <= heading.number + 2 and lines[first].role == "buttons":
            first += 1
        for line in lines[first : first + _length_of_summary(lines, first)]:
            marked[line.number] = replace(line, role="summary")
    return marked


def _length_of_summary(lines: Sequence[Line], first: int) -> int:
    """How many lines from here on are a summary: those with bullets, those above a line that says who summarized, or
    those whose style the article does not have."""
    box = list(
        takewhile(
            lambda line: line.role in ("text", "prose", "item", "link") and len(line.text) <= _MAX_SUMMARY_LINE,
            lines[first : first + _MAX_SUMMARY],
        )
    )
    if not box:
        return 0
    if _BULLET.match(box[0].text):
        return sum(1 for _ in takewhile(lambda line: _BULLET.match(line.text), box))
    after = first + len(box)
    if after < len(lines) and (lines[after].role == "summary" or re.search(r"AI|요약", lines[after].text[:60])):
        return len(box)
    notes = sum(1 for _ in takewhile(_ends_as_note, box))
    paragraphs = [line for line in lines[first + notes :] if line.role == "prose"]
    is_polite = sum(1 for line in paragraphs if _POLITE_END.search(line.text)) * 2 > len(paragraphs)
    return 0 if is_polite else notes


def _published(lines: Sequence[Line], start: int, end: int) -> datetime.date | None:
    """The day of publication, from the dates at the article; see `metadata.find_published`.

    Dates among comments and other articles do not count; a labelled one in the copyright line does.
    """
    at_article, above = _stamps(lines, start, end)
    published = find_published(at_article, [])
    if published is None:
        # A page may give its dates above the headline too; their labels tell them from the date of today.
        published = find_published([text for text in above if FIRST_LABEL.search(text)], above)
    return published


def _modified(lines: Sequence[Line], start: int, end: int, published: datetime.date | None) -> datetime.date | None:
    """The day of the last change, from the same dates; `None` if it was not after the day of publication or on it."""
    at_article, above = _stamps(lines, start, end)
    modified = find_modified(at_article) or find_modified([text for text in above if FIRST_LABEL.search(text)])
    return modified if modified and published and modified >= published else None


def _stamps(lines: Sequence[Line], start: int, end: int) -> tuple[list[str], list[str]]:
    """The lines that state days: those at the article, and those above its headline."""
    foot = next((line.number for line in lines[end:] if line.role in ("comments", "related")), len(lines))
    at_article = [line.text for line in lines[start:foot] if line.role in _DATED]
    return at_article, [line.text for line in lines[:start] if line.role in _DATED]


#: Roles whose dates may say when the article was published.
_DATED: frozenset[Role] = frozenset(
    {"stamp", "byline", "menu", "masthead", "copyright", "buttons", "rights_mark", "notice"}
)

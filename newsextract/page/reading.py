"""The text of a page → what it says, in the order of the steps."""

from __future__ import annotations

import datetime
import html
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsextract.model import CONTENT_ZONES, Reporter, Zone
from newsextract.page.bylines import find_reporters
from newsextract.page.extent import Line, end_of_article, first_content
from newsextract.page.headline import find_headline, headline_text
from newsextract.page.lines import Role, classify
from newsextract.page.metadata import FIRST_LABEL, find_dateline, find_modified, find_press, find_published
from newsextract.page.reporters import select_reporters
from newsextract.page.segments import split_segments
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
    lines = _name_lone_bylines(lines)
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
    """A line as the rules read it: HTML character references replaced, wrapped lines joined. Its length may differ."""
    if "&" in text and len(text) <= 1000:
        text = html.unescape(text)
    return text.replace("\n", " ")


def _name_lone_bylines(lines: list[Line]) -> list[Line]:
    """Turn lines that hold nothing but the name of a reporter into bylines, where another line says that he is one."""
    names = {found.name for line in lines if line.role == "byline" for found in find_reporters(line.text)}
    return [
        replace(line, role="byline") if line.role == "text" and len(line.text) <= 4 and line.text in names else line
        for line in lines
    ]


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

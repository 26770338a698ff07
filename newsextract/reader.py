"""Bytes → Article: decoding, NFC, and what the page says about itself."""

from __future__ import annotations

import datetime
import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Final

from newsextract.decoding import decode, normalize, normalize_mapped, source_text
from newsextract.hygiene import clean, cleaned_text
from newsextract.model import Article, OffsetMap, PublishedSource, Reporter, Source, Zone
from newsextract.page import Page, read_page
from newsextract.page.segments import split_segments
from newsextract.restoring import restore_zones


@dataclass(frozen=True, slots=True)
class Markup:
    """What the markup of a page says of its article, beside its text; empty where it is silent.

    `has_title` says that the first line of the text is the headline, `captions` are the lines that stand below pictures.
    """

    reporters: tuple[Reporter, ...] = ()
    modified: datetime.date | None = None
    section: str | None = None
    captions: frozenset[str] = frozenset()
    has_title: bool = False


NO_MARKUP: Final = Markup()


def read_article(
    data: bytes,
    *,
    path: str | None = None,
    published: datetime.date | None = None,
    plain: bool = False,
    source_offsets: bool = False,
) -> Article:
    """Read the bytes of one file as an article.

    `path` is the name of the input as the user gave it; its last part may hold the date (`2024-05-03.txt`).
    `published` wins over what the page says. `plain` takes the whole text as the body. With `source_offsets` the article
    knows where its code points stand in the bytes (`source_map`). Raises `InputError`.

    >>> article = read_article("시장 순방\\n\\n진주시는 8일 시장이 일본에 간다고 밝혔다.".encode(), path="20240503.txt")
    >>> article.headline, article.published, article.published_source
    ('시장 순방', datetime.date(2024, 5, 3), 'file-name')
    """
    decoded = decode(data)
    article = article_from_text(
        decoded.text,
        path=path,
        published=published,
        plain=plain,
        encoding=decoded.encoding,
        replaced=decoded.replaced,
        sha256=hashlib.sha256(data).hexdigest(),
    )
    return replace(article, source_map=_source_map(data, decoded.encoding)) if source_offsets else article


def _source_map(data: bytes, encoding: str) -> OffsetMap:
    """Where each code point of the article's text stands in the bytes."""
    decoded = source_text(data, encoding)
    return decoded.then(normalize_mapped(decoded.text)).offsets


def article_from_text(
    text: str,
    *,
    path: str | None = None,
    id: str | None = None,
    published: datetime.date | None = None,
    stated: datetime.date | None = None,
    headline: str | None = None,
    press: str | None = None,
    plain: bool = False,
    encoding: str = "utf-8",
    sha256: str | None = None,
    media_type: str = "text/plain",
    replaced: int = 0,
    markup: Markup = NO_MARKUP,
) -> Article:
    """Read a text as an article. What is given (`published`, `headline`, `press`) wins over what the page says, and so does
    `stated`: the day of publication that the input itself states beside the text.

    `encoding` and `replaced` say how the bytes of the input were decoded. `sha256` is that of the input's bytes; if it is not
    given, that of the text in UTF-8 (before normalizing). `markup` is what else the markup of a page says; it wins over what the
    text says. Raises `TypeError` for a text that is no `str` or a day that is no `date`.

    >>> article = article_from_text("포항시는 30일 포럼을 열었다.", headline="포럼 개최")
    >>> article.headline, article.zones
    ('포럼 개최', (Zone(zone='body', start=0, end=17),))
    """
    # What callers without a type checker get wrong most: else it would fail far from here, and only with some texts.
    if not isinstance(text, str):
        raise TypeError(f"text must be a str, not {type(text).__name__}; decode bytes with read_article")
    if isinstance(published, datetime.datetime):
        published = published.date()
    if not isinstance(published, datetime.date | None):
        raise TypeError(f"published must be a datetime.date, not {type(published).__name__}")
    if sha256 is None:
        sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    text = normalize(text)
    press = cleaned_text(press) if press is not None else None
    page = _page(text, press, markup, plain=plain)
    day, source = _published(published, stated or page.published, path)
    modified = markup.modified or page.modified
    return Article(
        text=text,
        source=Source(path=path, id=id, sha256=sha256, encoding=encoding, media_type=media_type, replaced=replaced),
        headline=cleaned_text(headline) if headline is not None else page.headline,
        subheadlines=page.subheadlines,
        press=press if press is not None else page.press,
        reporters=markup.reporters or page.reporters,
        published=day,
        published_source=source,
        dateline=page.dateline,
        body_start=page.body_start,
        body_end=page.body_end,
        zones=page.zones,
        modified=modified if modified and (day is None or modified >= day) else None,
        section=markup.section,
    )


def _page(text: str, press: str | None, markup: Markup, *, plain: bool) -> Page:
    """What the page says. It is read without the dirt of copying; its zones are those of the text given."""
    cleaned = clean(text)
    read = text if cleaned is None else cleaned.text
    page = (
        _plain_page(read)
        if plain
        else read_page(read, press=press, has_title=markup.has_title, captions=markup.captions)
    )
    if cleaned is None:
        return page
    body_start, body_end = cleaned.offsets.span(page.body_start, page.body_end)
    return replace(page, body_start=body_start, body_end=body_end, zones=restore_zones(page.zones, cleaned.offsets))


def _plain_page(text: str) -> Page:
    """A page whose whole text is the body, one zone a line."""
    zones = tuple(Zone("body", segment.start, segment.end) for segment in split_segments(text))
    return Page(
        headline=None,
        subheadlines=(),
        press=None,
        reporters=(),
        published=None,
        dateline=None,
        body_start=zones[0].start if zones else 0,
        body_end=zones[-1].end if zones else 0,
        zones=zones,
    )


def _published(
    option: datetime.date | None, page: datetime.date | None, path: str | None
) -> tuple[datetime.date | None, PublishedSource | None]:
    """The day of publication and where it was found: the option, then the page, then the file's name, never the
    clock."""
    if option is not None:
        return option, "option"
    if page is not None:
        return page, "page"
    day = published_of_name(path) if path else None
    return day, "file-name" if day else None


_NAME_DATE = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-_.]?)(?P<month>\d\d)(?P=mark)(?P<day>\d\d)(?!\d)")


def published_of_name(path: str) -> datetime.date | None:
    """The complete date in the last part of a path, as `20240503` or `2024-05-03`; `None` if it has none.

    >>> published_of_name("news/진주_20240503.txt"), published_of_name("2024/05/03.txt")
    (datetime.date(2024, 5, 3), None)
    """
    days = (_calendar_day(match) for match in _NAME_DATE.finditer(PurePath(path).stem))
    return next((day for day in days if day), None)


def _calendar_day(match: re.Match[str]) -> datetime.date | None:
    """The day of a match; `None` for a day that does not exist."""
    try:
        return datetime.date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None

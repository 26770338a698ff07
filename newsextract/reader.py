"""Bytes → Article: decoding, NFC, and what the page says about itself."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any

from newsextract.decoding import decode, normalize
from newsextract.errors import InputError
from newsextract.model import Article, PublishedSource, Source, Zone
from newsextract.page import Page, read_page
from newsextract.page.segments import split_segments


def read_article(
    data: bytes, *, path: str | None = None, published: datetime.date | None = None, plain: bool = False
) -> Article:
    """Read the bytes of one file as an article.

    `path` is the name of the input as the user gave it; its last part may hold the date (`2024-05-03.txt`).
    `published` wins over what the page says. `plain` takes the whole text as the body. Raises `InputError`.

    >>> article = read_article("시장 순방\\n\\n진주시는 8일 시장이 일본에 간다고 밝혔다.".encode(), path="20240503.txt")
    >>> article.headline, article.published, article.published_source
    ('시장 순방', datetime.date(2024, 5, 3), 'file-name')
    """
    text, encoding = decode(data)
    return article_from_text(
        text,
        path=path,
        published=published,
        plain=plain,
        encoding=encoding,
        sha256=hashlib.sha256(data).hexdigest(),
    )


def article_from_text(
    text: str,
    *,
    path: str | None = None,
    id: str | None = None,
    published: datetime.date | None = None,
    headline: str | None = None,
    press: str | None = None,
    plain: bool = False,
    encoding: str = "utf-8",
    sha256: str | None = None,
    media_type: str = "text/plain",
) -> Article:
    """Read a text as an article. What is given (`published`, `headline`, `press`) wins over what the page says.

    `sha256` is that of the input's bytes; if it is not given, that of the text in UTF-8 (before normalizing). Raises
    `TypeError` for a text that is no `str` or a day that is no `date`.

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
    page = _plain_page(text) if plain else read_page(text)
    day, source = _published(published, page.published, path)
    return Article(
        text=text,
        source=Source(path=path, id=id, sha256=sha256, encoding=encoding, media_type=media_type),
        headline=headline if headline is not None else page.headline,
        subheadlines=page.subheadlines,
        press=press if press is not None else page.press,
        reporters=page.reporters,
        published=day,
        published_source=source,
        dateline=page.dateline,
        body_start=page.body_start,
        body_end=page.body_end,
        zones=page.zones,
    )


def read_jsonl(
    data: bytes | Iterable[bytes | str],
    *,
    path: str | None = None,
    published: datetime.date | None = None,
    plain: bool = False,
    id_field: str = "id",
    text_field: str = "text",
    published_field: str = "published",
    headline_field: str = "headline",
    press_field: str = "press",
) -> Iterator[Article | InputError]:
    """Read JSON Lines: one article a line, as an object with a text and optionally its id, day, headline and press.

    Yields for each line that is not empty, in order, the article, or an `InputError` that names the line; a bad line
    does not stop the others. `published` (the option) wins over the line's own day. The fields can be renamed.

    >>> articles = list(read_jsonl(b'{"id": 7, "text": "..."}\\n{"text": 1}', path="a.jsonl"))
    >>> articles[0].source.id, str(articles[1])
    ('7', 'a.jsonl:2: the field "text" is not a string: give the text of the article')
    """
    name = path or "-"
    for number, line in enumerate(_lines(data), start=1):
        try:
            row = _parse_row(line)
            if row is None:
                continue
            yield _article_of_row(
                row,
                path=path,
                published=published,
                plain=plain,
                fields=(id_field, text_field, published_field, headline_field, press_field),
            )
        except InputError as error:
            yield InputError(f"{name}:{number}: {error}")


def _lines(data: bytes | Iterable[bytes | str]) -> Iterator[bytes | str]:
    """The lines of JSON Lines input. Only `\\n` ends a line: JSON strings may hold other separators as they are."""
    if isinstance(data, bytes):
        yield from data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
        return
    for number, line in enumerate(data):
        if not number:
            line = line.removeprefix(b"\xef\xbb\xbf") if isinstance(line, bytes) else line.removeprefix("\ufeff")
        yield line


def _parse_row(line: bytes | str) -> dict[str, Any] | None:
    """One line of JSON Lines as an object; `None` for an empty line. Raises `InputError`."""
    if isinstance(line, bytes):
        try:
            line = line.decode("utf-8")
        except UnicodeDecodeError as error:
            raise InputError(f"not UTF-8 at byte {error.start} of the line: JSON Lines must be UTF-8") from None
    if not line.strip():
        return None
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "too deep or a number too long"
        raise InputError(f"not valid JSON ({reason}): write one object a line") from None
    if not isinstance(row, dict):
        raise InputError('not an object: write one object a line, such as {"text": "…"}')
    return row


def _article_of_row(
    row: dict[str, Any],
    *,
    path: str | None,
    published: datetime.date | None,
    plain: bool,
    fields: tuple[str, str, str, str, str],
) -> Article:
    """The article of one JSON object. Raises `InputError` for a field that is missing or of the wrong type."""
    id_field, text_field, published_field, headline_field, press_field = fields
    if text_field not in row:
        keys = ", ".join(list(row)[:8]) or "none"
        raise InputError(
            f'no field "{text_field}"; name the one that has the text with --field text=KEY (fields: {keys})'
        )
    text = row[text_field]
    if not isinstance(text, str):
        raise InputError(f'the field "{text_field}" is not a string: give the text of the article')
    if not text.strip():
        raise InputError(f'the field "{text_field}" is empty: give the text of the article')
    number = row.get(id_field)
    if isinstance(number, (dict, list)):
        raise InputError(f'the field "{id_field}" is not a string or a number')
    own = _row_published(row.get(published_field), published_field)
    return article_from_text(
        text,
        path=path,
        id=None if number is None else number if isinstance(number, str) else json.dumps(number),
        published=published or own,
        headline=_optional_text(row, headline_field),
        press=_optional_text(row, press_field),
        plain=plain,
        media_type="application/json",
    )


def _optional_text(row: dict[str, Any], name: str) -> str | None:
    """An optional field of text; an empty one counts as not given. Raises `InputError`."""
    value = row.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InputError(f'the field "{name}" is not a string')
    return normalize(value).strip() or None


def _row_published(value: object, name: str) -> datetime.date | None:
    """The day in a line's own field; `None` if there is none. Raises `InputError` for anything that is not a date."""
    if value is None or value == "":
        return None
    from newsextract.normalization import parse_published

    day = parse_published(value) if isinstance(value, str) else None
    if day is None:
        raise InputError(f'the field "{name}" is not a date: write YYYY-MM-DD')
    return day


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

"""Complete dates in any written form → a day: the `--published` option and the date lines of pages. Never the clock.

The sole importer of dateparser, which is asked only for complete dates in forms that we do not read ourselves
(`Jan 9, 2023`), absolute and strict: left to itself it fills gaps from the clock and misreads Korean.
"""

from __future__ import annotations

import datetime
import re
from typing import Final

_KOREAN: Final = re.compile(r"(\d{4})\s{0,2}년\s{0,2}(\d{1,2})\s{0,2}월\s{0,2}(\d{1,2})\s{0,2}일")
_NUMERIC: Final = re.compile(r"(\d{4})\s?([./-])\s{0,2}(\d{1,2})\s?\2\s{0,2}(\d{1,2})(?!\d)")
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?)?(?!\d)")
#: What may follow the day: a full stop, a weekday, a time with a zone, in any mixture of brackets and marks.
_REST: Final = re.compile(
    r"\.?(?:[\s,|/T·]{0,3}(?:[(\[]?(?:[월화수목금토일](?:요일)?|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[)\]]?))?"
    r"(?:[\s,|T·]{0,3}[(\[]?(?:(?P<half>오전|오후|AM|PM|am|pm)\s?)?(?P<hour>\d{1,2})\s?(?::|시)\s?(?:(?P<minute>\d{1,2})\s?(?:분)?)?"
    r"(?::?\s?\d{1,2}(?:\.\d{1,9})?\s?(?:초)?)?\s?(?P<half_behind>AM|PM|am|pm)?[)\]]?)?"
    r"\s?(?:Z|KST|GMT|UTC|(?P<zone>[+-]\d{2}:?\d{2}))?\s?(?:자)?"
)
_KOREA: Final = datetime.timezone(datetime.timedelta(hours=9))
#: Only text with a four-digit year, a day and the name of a month in Latin letters is handed to dateparser.
_OTHER: Final = re.compile(
    r"(?=.*\b\d{4}\b)(?=.*\b\d{1,2}(?:st|nd|rd|th)?\b)(?=.*\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b)"
    r"[a-z0-9\s,.:/+-]{8,60}",
    re.IGNORECASE,
)
_MAX_LENGTH: Final = 80


def parse_published(text: str) -> datetime.date | None:
    """Return the day that a complete date names, or None for anything partial, relative or impossible.

    The date must be the whole text; a weekday and a time may follow it. With a time in a stated zone, it is the day in Korea.

    >>> parse_published("2023. 01. 09. (월) 오후 3:20")
    datetime.date(2023, 1, 9)
    >>> parse_published("Jan 9, 2023"), parse_published("2023-01-08T23:10:00Z")
    (datetime.date(2023, 1, 9), datetime.date(2023, 1, 9))
    >>> parse_published("1월 9일") is None, parse_published("어제") is None, parse_published("2023-02-30") is None
    (True, True, True)
    """
    text = text.strip()
    if len(text) > _MAX_LENGTH:
        return None
    for pattern, groups in ((_KOREAN, (1, 2, 3)), (_NUMERIC, (1, 3, 4)), (_COMPACT, (1, 2, 3))):
        match = pattern.match(text)
        if match is not None:
            rest = _REST.fullmatch(text, match.end())
            if rest is None:
                return None
            year, month, day = (int(match[group]) for group in groups)
            return _in_korea(_make_day(year, month, day), rest)
    return _parse_other(text) if _OTHER.fullmatch(text) else None


def _make_day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _in_korea(day: datetime.date | None, rest: re.Match[str]) -> datetime.date | None:
    """The day in Korea of a time on a day; the same day if no time or zone is told."""
    zone = rest["zone"] or ("+0000" if re.search("Z|GMT|UTC", rest[0]) else None)
    if day is None or zone is None or rest["hour"] is None:
        return day
    half = (rest["half"] or rest["half_behind"] or "").lower()
    hour = int(rest["hour"]) % (12 if half else 24) + (12 if half in ("오후", "pm") else 0)
    offset = datetime.timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    try:
        there = datetime.timezone(offset if zone[0] == "+" else -offset)
        return korean_day(
            datetime.datetime(day.year, day.month, day.day, hour, int(rest["minute"] or 0) % 60, tzinfo=there)
        )
    except (OverflowError, ValueError):  # the last day of the calendar, a zone that is none
        return day


def _parse_other(text: str) -> datetime.date | None:
    """A complete date with the name of a month, by dateparser; the import costs about half a second, so it is late."""
    import dateparser

    parsed = dateparser.parse(
        text,
        languages=["en"],
        settings={
            "STRICT_PARSING": True,
            "PARSERS": ["absolute-time"],
            "REQUIRE_PARTS": ["day", "month", "year"],
            "DATE_ORDER": "MDY",
        },
    )
    return None if parsed is None else korean_day(parsed)


def korean_day(moment: datetime.datetime) -> datetime.date:
    """Return the day in Korea of a moment; without a time zone it is one in Korea."""
    return (moment if moment.tzinfo is None else moment.astimezone(_KOREA)).date()


def day_of_timestamp(seconds: float) -> datetime.date | None:
    """Return the day in Korea of a Unix timestamp, in seconds or, from 10^11 on, in milliseconds; None if it is far off.

    >>> day_of_timestamp(1673222400), day_of_timestamp(1673222400000), day_of_timestamp(9e99)
    (datetime.date(2023, 1, 9), datetime.date(2023, 1, 9), None)
    """
    try:
        return datetime.datetime.fromtimestamp(seconds / 1000 if seconds >= 1e11 else seconds, _KOREA).date()
    except (OverflowError, OSError, ValueError):
        return None

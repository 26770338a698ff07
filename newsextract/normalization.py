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
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)")
#: What may follow the day: a full stop, a weekday, a time with a zone, in any mixture of brackets and marks.
_REST: Final = re.compile(
    r"\.?(?:[\s,|/T·]{0,3}(?:[(\[]?(?:[월화수목금토일](?:요일)?|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[)\]]?))?"
    r"(?:[\s,|T·]{0,3}[(\[]?(?:(?:오전|오후|AM|PM|am|pm)\s?)?\d{1,2}\s?(?::|시)\s?(?:\d{1,2}\s?(?:분)?)?(?::?\s?\d{1,2}(?:\.\d{1,9})?\s?(?:초)?)?"
    r"\s?(?:AM|PM|am|pm)?[)\]]?)?\s?(?:Z|KST|[+-]\d{2}:?\d{2})?\s?(?:자)?"
)
#: Only text with a four-digit year, a day and the name of a month in Latin letters is handed to dateparser.
_OTHER: Final = re.compile(
    r"(?=.*\b\d{4}\b)(?=.*\b\d{1,2}(?:st|nd|rd|th)?\b)(?=.*\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b)"
    r"[a-z0-9\s,.:/+-]{8,60}",
    re.IGNORECASE,
)
_MAX_LENGTH: Final = 80


def parse_published(text: str) -> datetime.date | None:
    """Return the day that a complete date names, or None for anything partial, relative or impossible.

    The date must be the whole text; a weekday and a time may follow it.

    >>> parse_published("2023. 01. 09. (월) 오후 3:20")
    datetime.date(2023, 1, 9)
    >>> parse_published("Jan 9, 2023")
    datetime.date(2023, 1, 9)
    >>> parse_published("1월 9일") is None, parse_published("어제") is None, parse_published("2023-02-30") is None
    (True, True, True)
    """
    text = text.strip()
    if len(text) > _MAX_LENGTH:
        return None
    for pattern, groups in ((_KOREAN, (1, 2, 3)), (_NUMERIC, (1, 3, 4)), (_COMPACT, (1, 2, 3))):
        match = pattern.match(text)
        if match is not None:
            if _REST.fullmatch(text, match.end()) is None:
                return None
            year, month, day = (int(match[group]) for group in groups)
            return _make_day(year, month, day)
    return _parse_other(text) if _OTHER.fullmatch(text) else None


def _make_day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


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
    return None if parsed is None else parsed.date()

"""Korean date and time expressions: a closed grammar, a calendar, and no analyzer.

    text ─find_expressions→ expressions as written ─resolve_text→ ISO values

`find_dates` and `resolve_date` do both for plain text; the recognizer of the pipeline adds what the analyzer knows.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right

from newsextract.dates.expressions import DateExpression, Expression, TimeExpression
from newsextract.dates.grammar import find_expressions, plain_spaces
from newsextract.dates.hints import read_hint
from newsextract.dates.narrative import Clause, Located, Resolved, resolve_text
from newsextract.model import FoundDate

__all__ = [
    "DateExpression",
    "Expression",
    "FoundDate",
    "Resolved",
    "TimeExpression",
    "find_dates",
    "find_expressions",
    "resolve_date",
]

_SENTENCE_END = re.compile(r"[.!?](?=\s)|\n")


def find_dates(text: str, published: datetime.date | str | None = None) -> list[FoundDate]:
    """Find and resolve the dates and times of plain text, in text order.

    `text` is in NFC (`unicodedata.normalize`): decomposed Hangul is not read. Relative dates are resolved against `published`, a day
    or a complete date in writing; without it they have no value. Raises `ValueError` if `published` is not a complete date, `TypeError`
    for values of other types.

    >>> [(found.text, found.value) for found in find_dates("8일 밝혔다. 오는 17일까지 받는다.", "2023-01-09")]
    [('8일', '2023-01-08'), ('오는 17일', '2023-01-17')]
    """
    if not isinstance(text, str):
        raise TypeError(f"text must be a string, not {type(text).__name__}")
    day = _as_day(published)
    expressions = list(find_expressions(plain_spaces(text)))
    if not expressions:
        return []
    ends = [match.end() for match in _SENTENCE_END.finditer(text)] if len(expressions) > 1 else []
    lines = [end for end in ends if text[end - 1] == "\n"]
    located = [
        Located(
            expression,
            bisect_right(ends, expression.start),
            bisect_right(lines, expression.start),
            read_hint(text, expression.end) if isinstance(expression, DateExpression) else Clause(),
        )
        for expression in expressions
    ]
    return [_found(text, resolved) for resolved in resolve_text(text, located, day)]


def resolve_date(text: str, published: datetime.date | str | None = None) -> FoundDate | None:
    """Resolve the date that a phrase names, or the first of a longer text; None if there is none.

    A clock time tied to the date belongs to it: the result spans both, and its value is that of the time. `published` is as
    in `find_dates`.

    >>> resolve_date("다음 분기 첫 주 월요일", "2024-10-23").value
    '2025-01-06'
    >>> resolve_date("내일 오후 세 시 반", datetime.date(2024, 12, 31)).value
    '2025-01-01T15:30'
    >>> resolve_date("매주 월요일").recurring, resolve_date("10일간 열린다") is None
    (True, True)
    """
    found = find_dates(text, published)
    if not found:
        return None
    first = found[0]
    if len(found) > 1 and first.kind == "DATE" and found[1].kind == "TIME" and "T" in (found[1].value or ""):
        time = found[1]
        return FoundDate(
            first.start,
            time.end,
            text[first.start : time.end],
            "TIME",
            time.value,
            None,
            time.precision,
            first.ambiguous or time.ambiguous,
            False,
            f"{first.rule}+{time.rule}",
        )
    return first


def _found(text: str, resolved: Resolved) -> FoundDate:
    expression = resolved.expression
    return FoundDate(
        expression.start,
        expression.end,
        text[expression.start : expression.end],
        "TIME" if isinstance(expression, TimeExpression) else "DATE",
        resolved.value,
        resolved.range,
        resolved.precision,
        resolved.ambiguous,
        isinstance(expression, DateExpression) and expression.recurring,
        expression.rule,
    )


def _as_day(published: datetime.date | str | None) -> datetime.date | None:
    """A day of publication in any of its forms as a day. Raises `ValueError` and `TypeError`."""
    if isinstance(published, str):
        from newsextract.normalization import parse_published

        day = parse_published(published)
        if day is None:
            raise ValueError(f"published is not a complete date: {published!r}; write it like 2023-01-09")
        return day
    if published is not None and not isinstance(published, datetime.date):
        raise TypeError(f"published must be a date, a string or None, not {type(published).__name__}")
    return published.date() if isinstance(published, datetime.datetime) else published

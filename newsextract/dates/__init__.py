"""Korean date and time expressions: a closed grammar, a calendar, and no analyzer.

    text ─find_expressions→ expressions as written ─resolve_text→ ISO values

`find_dates` does both for plain text; the recognizer of the pipeline adds what the analyzer knows.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right

from newsextract.dates.expressions import DateExpression, Expression, TimeExpression
from newsextract.dates.grammar import find_expressions
from newsextract.dates.hints import read_hint
from newsextract.dates.narrative import Clause, Located, Resolved, resolve_text

__all__ = ["DateExpression", "Expression", "Resolved", "TimeExpression", "find_dates", "find_expressions"]

_SENTENCE_END = re.compile(r"[.!?](?=\s)|\n")


def find_dates(text: str, published: datetime.date | None = None) -> list[Resolved]:
    """Find and resolve the dates and times of plain text, in text order. Offsets are code points.

    Relative dates are resolved against `published`; without it their value is None. Recurring dates have none.

    >>> [(r.value, r.range) for r in find_dates("오는 17일까지", datetime.date(2023, 1, 9))]
    [('2023-01-17', None)]
    """
    expressions = list(find_expressions(text))
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
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
    return resolve_text(text, located, published)

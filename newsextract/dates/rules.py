"""All rules that read one date, in the order in which they are tried."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final, TypeAlias

from newsextract.dates.lengths import distance, workdays
from newsextract.dates.numeric import d_day, numeric
from newsextract.dates.points import calendar, nth_weekday, week, weekday, year_unit
from newsextract.dates.steps import Reading

#: Takes a text and a place in it (a code point) and returns the readings that begin there.
Rule: TypeAlias = Callable[[str, int], list[Reading]]

#: In the order in which they are tried, each with the categories of what it can begin with; the first that reads anything wins.
_RULES: Final[tuple[tuple[Rule, frozenset[str]], ...]] = (
    (numeric, frozenset({"digit"})),
    (distance, frozenset("digit numeral days months years".split())),
    (workdays, frozenset("digit workday".split())),
    (week, frozenset("weekend prior_week this week".split())),
    (
        calendar,
        frozenset(
            "digit numeral lunar direction year anchor_year month anchor_month month_name day day_name news_day anchor_day "
            "said_day".split()
        ),
    ),
    (
        year_unit,
        frozenset(
            "digit numeral quarter_word prior_quarter this lone_month weekend_of_week season nth observance half year_end "
            "holiday solar_term doubtful_term substitute".split()
        ),
    ),
    (nth_weekday, frozenset({"nth_week"})),
    (weekday, frozenset({"weekday"})),
    (d_day, frozenset({"d_day"})),
)


@cache
def rules_for(categories: frozenset[str]) -> tuple[Rule, ...]:
    """Return the rules that can begin with a word of one of these categories, in the order in which they are tried."""
    return tuple(rule for rule, heads in _RULES if not heads.isdisjoint(categories))

"""What the grammar finds: dates and times as written, before they are resolved against a day."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

#: What a number counts from: nothing (a plain number), the published date, the day of the news, the date last named (else that of the
#: news or of publication), only a date that was named.
Base: TypeAlias = Literal["number", "published", "news", "anchor", "said"]
#: What `Point.unit` can be besides a year, a month and a day.
UnitName: TypeAlias = Literal[
    "quarter",
    "quarter_word",
    "prior_quarter",
    "half",
    "season",
    "week",
    "prior_week",
    "weekend",
    "this_weekday",
    "decade",
    "century",
    "school_year",
    "period",
    "holiday",
    "holidays",
    "solar_term",
    "substitute",
    "lone_month",
    "d_day",
    "workdays",
    "days",
    "months",
    "years",
]
#: What a step does: it chooses a part of the period before it, or goes so many days, months or years away from it.
StepName: TypeAlias = Literal[
    "nth_day",
    "nth_week",
    "nth_weekend",
    "nth_weekday",
    "nth_workday",
    "nth_month",
    "month_day",
    "workdays",
    "weekday",
    "weekend",
    "same",
    "same_month",
    "substitute",
    "weeks",
    "days",
    "months",
    "years",
]


class Ref(NamedTuple):
    """A year, month or day: a number, or so many years, months or days from a base."""

    base: Base
    amount: int


class Unit(NamedTuple):
    """A part of a year or month, or a distance in days, months or years."""

    name: UnitName
    amount: int


class Step(NamedTuple):
    """One step from a period to a part of it or away from it: 다음 분기 [첫 주] [월요일], 작년 [오늘], 추석 [다음 날]."""

    name: StepName
    amount: int = 0
    weekday: int = 0


class Point(NamedTuple):
    """One date as written: its parts, None where the text is silent. `direction` is -1 for 지난, 1 for 오는.

    `lunar` is 1 for a month and day of the lunar calendar, 2 for those of its leap month.
    """

    direction: int = 0
    year: Ref | None = None
    month: Ref | None = None
    day: Ref | None = None
    unit: Unit | None = None
    weekday: int | None = None
    part: int = 0
    lunar: int = 0
    steps: tuple[Step, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the text leaves open in which month or year the date lies: 8일, 3월 말, 상반기, 금요일."""
        if self.year is not None or self.direction:
            return False
        if self.month is not None:
            return self.month.base == "number"
        if self.day is not None:
            return self.day.base == "number"
        if self.unit is not None:
            return self.unit.name in ("quarter", "half", "season", "holiday", "holidays", "solar_term", "substitute")
        return self.weekday is not None


class DateExpression(NamedTuple):
    """A date or a range of dates in `[start, end)`. A recurring one (매주 월요일) has no value."""

    start: int
    end: int
    rule: str
    first: Point
    last: Point | None = None
    recurring: bool = False


class TimeExpression(NamedTuple):
    """A clock time in `[start, end)`. `next_day` is true where the hour lies past midnight (31일 밤 12시)."""

    start: int
    end: int
    rule: str
    hour: int
    minute: int
    next_day: bool = False
    has_minute: bool = False

    @property
    def precision(self) -> Literal["hour", "minute"]:
        """How finely the text names the time."""
        return "minute" if self.has_minute else "hour"

    @property
    def is_ambiguous(self) -> bool:
        """Whether the text leaves open in which half of the day the hour lies: 3시; not 오후 3시, 15시, 0시."""
        return self.rule == "hour" and 0 < self.hour <= 12

    @property
    def value(self) -> str:
        """`HH:MM`, 24 hours."""
        return f"{self.hour:02}:{self.minute:02}"


Expression: TypeAlias = DateExpression | TimeExpression

"""Calendar arithmetic on periods. Nothing here reads text; every function is total over years 1 to 9999."""

from __future__ import annotations

import datetime
from typing import Final, Literal, NamedTuple, TypeAlias

Precision: TypeAlias = Literal[
    "day", "week", "weekend", "month", "quarter", "season", "half", "year", "decade", "century", "range"
]

_LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAY: Final = datetime.timedelta(days=1)
_THURSDAY: Final = 3
#: Precisions whose value is one ISO date; the others are written as a range.
_POINTS: Final = {"day": 10, "month": 7, "year": 4}


class Period(NamedTuple):
    """A stretch of days, both ends inside, and how it was named."""

    first: datetime.date
    last: datetime.date
    precision: Precision

    @property
    def value(self) -> str | None:
        """The ISO day, month or year; None for a period that is only a range.

        >>> month_period(2024, 2).value
        '2024-02'
        """
        length = _POINTS.get(self.precision)
        return None if length is None else self.first.isoformat()[:length]

    @property
    def range(self) -> tuple[str, str] | None:
        """The first and last ISO day of a period that is not one day, month or year.

        >>> quarter_period(2024, 1).range
        ('2024-01-01', '2024-03-31')
        """
        return None if self.precision in _POINTS else (self.first.isoformat(), self.last.isoformat())


def day_period(day: datetime.date) -> Period:
    """The period of one day."""
    return Period(day, day, "day")


def month_length(year: int, month: int) -> int:
    """The number of days of a month.

    >>> month_length(1900, 2), month_length(2024, 2)
    (28, 29)
    """
    if month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        return 29
    return _LENGTHS[month - 1]


def month_period(year: int, month: int) -> Period:
    """The period of a month; months beyond 1 to 12 count into the neighbouring years.

    >>> month_period(2024, 0).value, month_period(2023, 13).value
    ('2023-12', '2024-01')
    """
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Period(datetime.date(year, month, 1), datetime.date(year, month, month_length(year, month)), "month")


def months_period(year: int, month: int, count: int, precision: Precision) -> Period:
    """The period of `count` months from `month` on."""
    return Period(month_period(year, month).first, month_period(year, month + count - 1).last, precision)


def quarter_period(year: int, quarter: int) -> Period:
    """The period of a quarter; quarters beyond 1 to 4 count into the neighbouring years."""
    return months_period(year, quarter * 3 - 2, 3, "quarter")


def quarter_around(day: datetime.date, quarters: int) -> Period:
    """The quarter `quarters` after the one of `day`.

    >>> quarter_around(datetime.date(2024, 11, 30), 1).range
    ('2025-01-01', '2025-03-31')
    """
    return quarter_period(day.year, (day.month - 1) // 3 + 1 + quarters)


def half_period(year: int, half: int) -> Period:
    """The period of the first or second half of a year."""
    return months_period(year, half * 6 - 5, 6, "half")


def season_period(year: int, season: int) -> Period:
    """The period of a season, 1 (spring, from March) to 4 (winter, from December of `year` to February).

    >>> season_period(2023, 4).range
    ('2023-12-01', '2024-02-29')
    """
    return months_period(year, season * 3, 3, "season")


def year_period(year: int) -> Period:
    """The period of a year."""
    return Period(datetime.date(year, 1, 1), datetime.date(year, 12, 31), "year")


def years_period(first: int, last: int, precision: Precision) -> Period:
    """The period of the years `first` to `last`."""
    return Period(datetime.date(first, 1, 1), datetime.date(last, 12, 31), precision)


def week_period(day: datetime.date, weeks: int = 0) -> Period:
    """The week from Monday to Sunday, `weeks` after the one of `day`.

    >>> week_period(datetime.date(2024, 10, 23), 1).range
    ('2024-10-28', '2024-11-03')
    """
    monday = day + datetime.timedelta(days=7 * weeks - day.weekday())
    return Period(monday, monday + 6 * _DAY, "week")


def weekend_period(day: datetime.date, weeks: int = 0) -> Period:
    """Saturday and Sunday of the week `weeks` after the one of `day`."""
    sunday = week_period(day, weeks).last
    return Period(sunday - _DAY, sunday, "weekend")


def nth_week(period: Period, number: int) -> Period | None:
    """The week `number` of a month, quarter or year (-1: the last), or None if it has no such week.

    A week belongs to the period that holds its Thursday (ISO 8601, KS X ISO 8601).

    >>> nth_week(month_period(2024, 11), 1).range
    ('2024-11-04', '2024-11-10')
    """
    thursday = nth_weekday(period, number, _THURSDAY)
    return None if thursday is None else week_period(thursday)


def nth_weekday(period: Period, number: int, weekday: int) -> datetime.date | None:
    """The `number`-th (-1: last) Monday (0) to Sunday (6) of a period, or None if it has none.

    >>> nth_weekday(month_period(2024, 11), 3, 2)
    datetime.date(2024, 11, 20)
    """
    if number < 0:
        day = period.last - datetime.timedelta(days=(period.last.weekday() - weekday) % 7)
    else:
        day = period.first + datetime.timedelta(days=(weekday - period.first.weekday()) % 7 + 7 * (number - 1))
    return day if period.first <= day <= period.last else None


def make_day(year: int, month: int, day: int) -> datetime.date | None:
    """The day, or None if the calendar has no such day.

    >>> make_day(2023, 2, 29) is None
    True
    """
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def shift_months(day: datetime.date, months: int) -> datetime.date:
    """The same day some months on, cut to the length of the month.

    >>> shift_months(datetime.date(2024, 3, 31), -1)
    datetime.date(2024, 2, 29)
    """
    period = month_period(day.year, day.month + months)
    return period.first.replace(day=min(day.day, period.last.day))


def shift_years(period: Period, years: int) -> Period:
    """The same period some years on; a month end stays a month end.

    >>> shift_years(month_period(2024, 2), -1).last
    datetime.date(2023, 2, 28)
    """
    first, last = shift_months(period.first, 12 * years), shift_months(period.last, 12 * years)
    if period.last.day == month_length(period.last.year, period.last.month) and period.precision != "day":
        last = month_period(last.year, last.month).last
    return Period(first, last, period.precision)

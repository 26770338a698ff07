"""Units and steps → days: weeks, quarters, seasons, holidays, distances, and the parts of a period.

Each function for a unit takes the point, its unit and the context; each for a step takes the period reached so far, the step and the
context. They are found by their names in the tables at the end.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Final

from newsextract.dates import almanac
from newsextract.dates.almanac import Period
from newsextract.dates.expressions import Point, Step, Unit
from newsextract.dates.holidays import holiday, holidays_around, is_off, lunar_day, lunar_month, substitute_holidays
from newsextract.dates.reference import Context, nearest, tense_of, year_of
from newsextract.dates.solar_terms import solar_term

_SATURDAY: Final = 5
#: The value of 같은 날 among the words for the same period.
_SAME_DAY: Final = 1


def _within_year(point: Point, unit: Unit, context: Context) -> Period | None:
    """Quarters, halves and seasons."""
    make = _MAKERS[unit.name]
    year = year_of(point, context)
    if point.year is not None:
        return None if year is None else make(year, unit.amount)
    published = context.published
    if published is None:
        return None
    if unit.name == "season" and point.direction == 2:
        # 올겨울 in January is the winter that began last year, 올가을 in March the one to come.
        current = make(published.year - 1, unit.amount)
        return current if current.last >= published else make(published.year, unit.amount)
    periods = [make(year, unit.amount) for year in range(published.year - 2, published.year + 3)]
    tense = tense_of(point, context)
    if point.direction < 0:
        return max((p for p in periods if p.last < published), key=lambda p: p.first, default=None)
    if point.direction == 1:
        return min((p for p in periods if p.first > published), key=lambda p: p.first, default=None)
    past = max((p for p in periods if p.first <= published), key=lambda p: p.first)
    future = min((p for p in periods if p.last >= published), key=lambda p: p.first)
    if tense == "past" or past.last >= published:
        return past
    if tense in ("future", "present", "moved"):
        return future
    return past if published - past.last <= future.first - published else future


def _quarter_word(point: Point, unit: Unit, context: Context) -> Period | None:
    base = context.published
    if unit.amount < 0 and context.nearby is not None and context.nearby.precision == "quarter":
        base = context.nearby.first
    return None if base is None else almanac.quarter_around(base, unit.amount)


def _prior_quarter(point: Point, unit: Unit, context: Context) -> Period | None:
    """전 분기: before the quarter that the text last named as its topic, else before that of publication."""
    base = context.quarter.first if context.quarter is not None else context.published
    return None if base is None else almanac.quarter_around(base, unit.amount)


def _week(point: Point, unit: Unit, context: Context) -> Period | None:
    return None if context.published is None else almanac.week_period(context.published, unit.amount)


def _prior_week(point: Point, unit: Unit, context: Context) -> Period | None:
    """전주 대비: the week before the one last named in the sentence, else before that of publication."""
    base = context.nearby.first if context.nearby is not None else context.published
    return None if base is None else almanac.week_period(base, unit.amount)


def _this_weekday(point: Point, unit: Unit, context: Context) -> Period | None:
    """이번 금요일, 다음 금요일: of this week, of the next."""
    week = _week(point, unit, context)
    return None if week is None else almanac.day_period(week.first + datetime.timedelta(days=point.weekday or 0))


def _workdays_off(point: Point, unit: Unit, context: Context) -> Period | None:
    """5영업일 전: the workday so many workdays off."""
    day, left = context.published, abs(unit.amount)
    if day is None:
        return None
    one = datetime.timedelta(days=1 if unit.amount > 0 else -1)
    while left:
        day += one
        left -= not is_off(day)
    return almanac.day_period(day)


def _weekend(point: Point, unit: Unit, context: Context) -> Period | None:
    """이번 주말; 오는 주말 on a weekend is the next one."""
    published = context.published
    if published is None:
        return None
    weeks = unit.amount + (point.direction > 0 and published.weekday() >= _SATURDAY)
    return almanac.weekend_period(published, weeks)


def _lone_month(point: Point, unit: Unit, context: Context) -> Period | None:
    """월말: of the month of publication."""
    published = context.published
    return None if published is None else almanac.month_period(published.year, published.month)


def _d_day(point: Point, unit: Unit, context: Context) -> Period | None:
    """D-3: the day that is counted down to."""
    published = context.published
    return None if published is None else almanac.day_period(published + datetime.timedelta(days=unit.amount))


def _decade(point: Point, unit: Unit, context: Context) -> Period | None:
    return almanac.years_period(unit.amount, unit.amount + 9, "decade")


def _century(point: Point, unit: Unit, context: Context) -> Period | None:
    return almanac.years_period(unit.amount * 100 - 99, unit.amount * 100, "century")


def _school_year(point: Point, unit: Unit, context: Context) -> Period | None:
    """From March to February."""
    return almanac.months_period(unit.amount, 3, 12, "range")


def _same_period(point: Point, unit: Unit, context: Context) -> Period | None:
    """전년 동기, 지난해 같은 기간: the period last named, in another year."""
    anchor = context.anchor
    day = context.day or context.published
    if unit.amount == _SAME_DAY and day is not None:
        anchor = almanac.day_period(day)
    if anchor is None or point.year is None or anchor.precision == "year":
        return None
    if point.year.base == "anchor":
        return almanac.shift_years(anchor, point.year.amount)
    year = year_of(point, context)
    return None if year is None else almanac.shift_years(anchor, year - anchor.last.year)


def _distance(point: Point, unit: Unit, context: Context) -> Period | None:
    """이틀 전 counts from the day of the news, 사흘 뒤 from the day last named in the sentence or text."""
    news = context.news or context.published
    base = news if unit.amount < 0 else context.day or news
    if unit.amount > 0 and unit.name != "days" and context.tense == "past" and context.nearby is not None:
        base = context.nearby.first  # 2014년 입단해 3년 뒤 주장에 올랐다
    if base is None and context.anchor is not None:
        base = context.anchor.first  # without a day of publication: 1443년 만들어 3년 뒤 반포했다
    if base is None:
        return None
    if unit.name == "days":
        return almanac.day_period(base + datetime.timedelta(days=unit.amount))
    if unit.name == "months":
        return almanac.month_period(base.year, base.month + unit.amount)
    return almanac.year_period(base.year + unit.amount)


def _holiday(point: Point, unit: Unit, context: Context) -> Period | None:
    """추석 and 추석 연휴: of the year that is said, else the nearest in the direction of the sentence."""
    make = _OF_YEAR[unit.name]

    def of_year(year: int) -> list[Period]:
        period = make(unit.amount, year)
        return [] if period is None else [period]

    return _of_year(of_year, point, context)


def _substitute(point: Point, unit: Unit, context: Context) -> Period | None:
    """대체공휴일: the nearest in the direction of the sentence; none where a year has several."""
    return _of_year(lambda year: substitute_holidays(0, year), point, context)


def lunar(point: Point, context: Context) -> Period | None:
    """음력 8월 15일: of the lunar year that is said, else the nearest in the direction of the sentence."""
    assert point.month is not None
    month, leap = point.month.amount, point.lunar > 1

    def of_year(year: int) -> list[Period]:
        if point.day is None:
            period = lunar_month(year, month, leap)
            return [] if period is None else [period]
        day = lunar_day(year, month, point.day.amount, leap)
        return [] if day is None else [almanac.day_period(day)]

    return _of_year(of_year, point, context, years_back=2)


def _of_year(find: Callable[[int], list[Period]], point: Point, context: Context, years_back: int = 1) -> Period | None:
    """The only period that `find` gives for the year that is said, else the nearest of the years around publication."""
    year = year_of(point, context)
    if point.year is not None:
        found = [] if year is None else find(year)
        return found[0] if len(found) == 1 else None
    published = context.published
    if published is None:
        return None
    near = [period for year in range(published.year - years_back, published.year + 2) for period in find(year)]
    return nearest(near, published, tense_of(point, context), near=0, far=0, ratio=1)


def _nth_day(period: Period, step: Step, context: Context) -> Period | None:
    day = period.first + datetime.timedelta(days=step.amount - 1) if step.amount > 0 else period.last
    return almanac.day_period(day) if day <= period.last else None


def _nth_week(period: Period, step: Step, context: Context) -> Period | None:
    return almanac.nth_week(period, step.amount)


def _nth_weekend(period: Period, step: Step, context: Context) -> Period | None:
    """첫 주말: the first Saturday in the period and the Sunday after it."""
    saturday = almanac.nth_weekday(period, step.amount, _SATURDAY)
    return None if saturday is None else almanac.weekend_period(saturday)


def _nth_weekday(period: Period, step: Step, context: Context) -> Period | None:
    day = almanac.nth_weekday(period, step.amount, step.weekday)
    return None if day is None else almanac.day_period(day)


def _nth_workday(period: Period, step: Step, context: Context) -> Period | None:
    """첫 평일, 마지막 영업일: neither a weekend nor a public holiday."""
    day, one = (period.first, 1) if step.amount > 0 else (period.last, -1)
    while is_off(day):
        day += datetime.timedelta(days=one)
    return almanac.day_period(day)


def _workdays(period: Period, step: Step, context: Context) -> Period | None:
    """다음 주 평일: Monday to Friday."""
    monday = almanac.week_period(period.first).first
    return Period(monday, monday + datetime.timedelta(days=4), "range")


def _month_day(period: Period, step: Step, context: Context) -> Period | None:
    """두 달 뒤 5일."""
    day = almanac.make_day(period.first.year, period.first.month, step.amount)
    return None if day is None else almanac.day_period(day)


def _nth_month(period: Period, step: Step, context: Context) -> Period | None:
    base = period.first if step.amount > 0 else period.last
    month = almanac.month_period(base.year, base.month + max(step.amount - 1, 0))
    return month if month.last <= period.last else None


def _weekday_of(period: Period, step: Step, context: Context) -> Period | None:
    return almanac.day_period(almanac.week_period(period.first).first + datetime.timedelta(days=step.weekday))


def _weekend_of(period: Period, step: Step, context: Context) -> Period | None:
    """다음 주 주말; of the first week that has a whole weekend in a longer period."""
    return almanac.weekend_period(period.first)


def _same(period: Period, step: Step, context: Context) -> Period | None:
    """작년 오늘, 다음 달 오늘, 지난주 오늘: the day of publication in that year, month or week."""
    published = context.published
    if published is None:
        return None
    if period.precision == "week":
        return almanac.day_period(period.first + datetime.timedelta(days=published.weekday()))
    if period.precision == "day":
        return period  # 일주일 뒤 오늘
    month = published.month if period.precision == "year" else period.first.month
    day = almanac.make_day(period.first.year, month, published.day)
    return None if day is None else almanac.day_period(day)


def _same_month(period: Period, step: Step, context: Context) -> Period | None:
    """작년 이번 달: the month of publication in that year."""
    published = context.published
    return None if published is None else almanac.month_period(period.first.year, published.month)


def _substitute_of(period: Period, step: Step, context: Context) -> Period | None:
    """추석 대체공휴일: of the holiday whose code the step has, if there is one in that year."""
    found = substitute_holidays(step.amount, period.first.year)
    return found[0] if found else None


def _days_on(period: Period, step: Step, context: Context) -> Period | None:
    base = period.first if step.amount < 0 else period.last
    return almanac.day_period(base + datetime.timedelta(days=step.amount))


def _weeks_on(period: Period, step: Step, context: Context) -> Period | None:
    """추석 다음 주."""
    return almanac.week_period(period.first, step.amount)


def _months_on(period: Period, step: Step, context: Context) -> Period | None:
    return almanac.month_period(period.first.year, period.first.month + step.amount)


def _years_on(period: Period, step: Step, context: Context) -> Period | None:
    return almanac.year_period(period.first.year + step.amount)


_MAKERS: Final[dict[str, Callable[[int, int], Period]]] = {
    "quarter": almanac.quarter_period,
    "half": almanac.half_period,
    "season": almanac.season_period,
}
#: Days that a year has once.
_OF_YEAR: Final[dict[str, Callable[[int, int], Period | None]]] = {
    "holiday": holiday,
    "holidays": holidays_around,
    "solar_term": solar_term,
}
UNITS: Final[dict[str, Callable[[Point, Unit, Context], Period | None]]] = {
    "quarter": _within_year,
    "half": _within_year,
    "season": _within_year,
    "quarter_word": _quarter_word,
    "prior_quarter": _prior_quarter,
    "week": _week,
    "prior_week": _prior_week,
    "weekend": _weekend,
    "this_weekday": _this_weekday,
    "decade": _decade,
    "century": _century,
    "school_year": _school_year,
    "period": _same_period,
    "days": _distance,
    "months": _distance,
    "years": _distance,
    "holiday": _holiday,
    "holidays": _holiday,
    "solar_term": _holiday,
    "substitute": _substitute,
    "lone_month": _lone_month,
    "d_day": _d_day,
    "workdays": _workdays_off,
}
STEPS: Final[dict[str, Callable[[Period, Step, Context], Period | None]]] = {
    "nth_day": _nth_day,
    "nth_week": _nth_week,
    "nth_weekend": _nth_weekend,
    "nth_weekday": _nth_weekday,
    "nth_workday": _nth_workday,
    "nth_month": _nth_month,
    "month_day": _month_day,
    "workdays": _workdays,
    "weekday": _weekday_of,
    "weekend": _weekend_of,
    "same": _same,
    "same_month": _same_month,
    "substitute": _substitute_of,
    "days": _days_on,
    "weeks": _weeks_on,
    "months": _months_on,
    "years": _years_on,
}

"""A date as written → the days it means, against the published date and what the text named before. Never the clock."""

from __future__ import annotations

import datetime

from newsextract.dates import almanac
from newsextract.dates.almanac import Period
from newsextract.dates.expressions import DateExpression, Point
from newsextract.dates.reference import FAR, FRESH, MONTH, NEAR, Context, nearest, tense_of, year_of
from newsextract.dates.units import STEPS, UNITS, lunar


def resolve_expression(expression: DateExpression, context: Context) -> Period | None:
    """Return the days that a date means, or None where they cannot be known.

    >>> from newsextract.dates.grammar import read_expression
    >>> christmas = datetime.date(2023, 12, 25)
    >>> resolve_expression(read_expression("내년 1월 8일부터 12일까지", 0), Context(christmas)).range
    ('2024-01-08', '2024-01-12')
    """
    if expression.recurring:
        return None
    try:
        if expression.last is None:
            return _resolve_point(expression.first, context)
        return _resolve_range(expression.first, expression.last, context)
    except (ValueError, OverflowError):  # beyond the years 1 to 9999
        return None


def is_ambiguous(expression: DateExpression, period: Period, context: Context) -> bool:
    """Whether the text leaves open which of several days is meant, so that `period` is only the nearest by our rules.

    A bare 8일 or 금요일 is so unless a verb, 지난, 오는 or an earlier date says on which side of publication it lies, or it is
    the day of publication itself.
    """
    first, published = expression.first, context.published
    if published is None:
        return False
    if first.unit is not None and first.unit.name == "d_day":
        return True
    if first.unit is not None and first.unit.name == "this_weekday":
        return first.unit.amount > 0 and (first.weekday or 0) > published.weekday()
    if not first.is_open or context.tense not in ("none", "nearest") or _is_continued(first, context):
        return False
    if expression.last is not None and _is_fixed(expression.last):
        return False  # 28일~다음 달 3일
    return not period.first <= published <= period.last


def _is_continued(point: Point, context: Context) -> bool:
    """Whether a date takes its year or month from the one before it in the sentence."""
    if context.sentence is None:
        return False
    if point.month is None:
        return _inherited(point, context) is not None
    return _inherited_year(context.sentence, point.month.amount, context) is not None


def _resolve_point(point: Point, context: Context) -> Period | None:
    if point.steps:
        period = _resolve_point(point._replace(steps=()), context)
        for step in point.steps:
            if period is None:
                return None
            period = STEPS[step.name](period, step, context)
        return period
    if point.lunar:
        return lunar(point, context)
    if point.unit is not None:
        return UNITS[point.unit.name](point, point.unit, context)
    if point.day is not None and point.day.base != "number":
        return _relative_day(point, context)
    if point.month is not None:
        return _resolve_month(point, context)
    if point.year is not None:
        year = year_of(point, context)
        if year is None:
            return None
        if point.day is not None:
            return None
        return almanac.year_period(year)
    if point.day is not None:
        return _open_day(point, point.day.amount, context)
    if point.weekday is not None:
        return _open_weekday(point, point.weekday, context)
    return None


def _resolve_range(first: Point, last: Point, context: Context) -> Period | None:
    """The range from one point to another; each takes from the other what it does not say itself."""
    if _is_fixed(first):
        return _range_from(_resolve_point(first, context), last, context)
    if _is_fixed(last):
        end = _resolve_point(last, context)
        return None if end is None else _span(_start_of(first, end, context), end)
    inherited = _inherited(first, context)
    if inherited is not None:
        return _range_from(inherited, last, context)
    if context.published is None or first.direction:
        return _range_from(_resolve_point(first, context), last, context)
    if first.month is None and last.month is not None:
        # 28일부터 8월 8일까지: the end says the month, the start is the last such day before it.
        ends = [
            _latest_on_or_before(last, context.published, context),
            _earliest_on_or_after(last, context.published, context),
        ]
        spans = [_span(_latest_on_or_before(first, end.last, context), end) for end in ends if end is not None]
        return nearest([span for span in spans if span is not None], context.published, context.tense, 31, 240, ratio=2)
    starts = [
        _latest_on_or_before(first, context.published, context),
        _earliest_on_or_after(first, context.published, context),
    ]
    ranges = [_range_from(start, last, context) for start in starts]
    found = [period for period in ranges if period is not None]
    near, far = (31, 240) if first.month is not None else (NEAR, FAR)
    return nearest(found, context.published, context.tense, near, far, ratio=2 if first.month is not None else None)


def _start_of(first: Point, end: Period, context: Context) -> Period | None:
    """The start of a range with a known end: the last such day before the end, unless that lies far ahead (15일부터 내년 3월)."""
    start, published = _latest_on_or_before(first, end.last, context), context.published
    if start is None or published is None or (start.first - published).days <= MONTH:
        return start
    ahead = _earliest_on_or_after(first, published, context)
    back = None if context.tense == "future" else _latest_on_or_before(first, published, context)
    near = [period for period in (back, ahead) if period is not None]
    return min(near, key=lambda period: abs((period.first - published).days), default=start)


def _range_from(start: Period | None, last: Point, context: Context) -> Period | None:
    """The range from a known period to a point that may leave out what the start says."""
    if start is None:
        return None
    if _is_fixed(last):
        return _span(start, _resolve_point(last, context._replace(anchor=start, nearby=start)))
    end = _earliest_on_or_after(last, start.first, context)
    if end is not None and start.precision == "day" and last.month is None and (end.last - start.first).days > MONTH:
        return None  # 20일부터 31일까지 does not begin in a month of 30 days
    return _span(start, end)


def _span(start: Period | None, end: Period | None) -> Period | None:
    if start is None or end is None or end.last < start.first:
        return None
    return Period(start.first, end.last, "range")


def _is_fixed(point: Point) -> bool:
    """Whether a point says itself in which year and month it lies, directly or by a word like 다음 달."""
    if point.year is not None or point.direction:
        return True
    if point.month is not None:
        return point.month.base != "number"
    if point.day is not None:
        return point.day.base != "number"
    return point.unit is not None and point.unit.name not in ("quarter", "half", "season", "holiday", "holidays")


def _latest_on_or_before(point: Point, day: datetime.date, context: Context) -> Period | None:
    return _resolve_point(point, context._replace(published=day, tense="past", sentence=None))


def _earliest_on_or_after(point: Point, day: datetime.date, context: Context) -> Period | None:
    return _resolve_point(point, context._replace(published=day, tense="future", sentence=None))


def _resolve_month(point: Point, context: Context) -> Period | None:
    """A month, or a day in one."""
    months = _month(point, context)
    if months is None or point.day is None:
        return months
    day = almanac.make_day(months.first.year, months.first.month, point.day.amount)
    return None if day is None else almanac.day_period(day)


def _month(point: Point, context: Context) -> Period | None:
    month = point.month
    if month is None:
        return None
    if month.base == "published":
        if context.published is None:
            return None
        return almanac.month_period(context.published.year, context.published.month + month.amount)
    if month.base == "anchor":
        if month.amount < 0:
            base = context.nearby.first if context.nearby is not None else context.published
        elif context.anchor is None:
            base = context.published
        else:
            base = context.anchor.first if month.amount == 0 and point.year is not None else context.anchor.last
        if base is None:
            return None
        year = year_of(point, context)
        return almanac.month_period(base.year if year is None else year, base.month + month.amount)
    year = year_of(point, context)
    if point.year is not None:
        return None if year is None else almanac.month_period(year, month.amount)
    return _open_month(point, month.amount, context)


def _open_month(point: Point, month: int, context: Context) -> Period | None:
    """A month without a year, or a day of one: the nearest in the direction of the sentence."""
    sentence = context.sentence
    if sentence is not None and not point.direction:
        year = _inherited_year(sentence, month, context)
        if year is not None:
            return almanac.month_period(year, month)
    published = context.published
    if published is None:
        return None
    # 29 February may be eight years off, and so may a day on a weekday; every other day is within a year.
    reach = 8 if point.weekday is not None or (month == 2 and point.day is not None) else 1
    years = [year for year in range(published.year - reach, published.year + reach + 1) if 1 <= year <= 9999]
    if point.day is None:
        periods = [almanac.month_period(year, month) for year in years]
    else:
        days = [almanac.make_day(year, month, point.day.amount) for year in years]
        periods = [almanac.day_period(day) for day in days if day is not None]
    periods = _on_weekday(periods, point)
    chosen = nearest(periods, published, tense_of(point, context), near=31, far=240, ratio=2)
    return None if chosen is None else almanac.month_period(chosen.first.year, month)


def _inherited_year(sentence: Period, month: int, context: Context) -> int | None:
    """The year that a month takes from the date before it in the sentence: 2019년 5월 착공해 12월 완공했다.

    None where the month rather counts from the published date: 2019년 5월 착공한 공장을 12월 완공한다.
    """
    if sentence.precision == "year":
        return sentence.first.year
    if sentence.precision not in ("day", "month"):
        return None
    published = context.published
    if published is not None and sentence.first.year == published.year:
        return None
    if published is not None and sentence.first.year < published.year and context.tense in ("present", "future"):
        return None
    if month >= sentence.last.month:
        return sentence.first.year
    if not context.says_year:
        return None  # 영화는 2월 개봉하며 시사회는 1월 30일 열린다
    return sentence.first.year + 1 if published is None or sentence.first.year > published.year else None


def _inherited(point: Point, context: Context) -> Period | None:
    """A day without a month that continues the month of the date before it in the sentence, or None."""
    sentence, published = context.sentence, context.published
    if sentence is None or point.direction or point.day is None or point.month is not None:
        return None
    if context.tense == "nearest" or sentence.precision not in ("day", "range"):
        return None
    if point.day.amount < sentence.last.day:
        return None
    if sentence.precision == "range" and (sentence.last - sentence.first).days > 92:
        return None
    if published is not None and (sentence.last.year, sentence.last.month) == (published.year, published.month):
        return None
    day = almanac.make_day(sentence.last.year, sentence.last.month, point.day.amount)
    if published is not None and context.tense == "past" and 0 <= (published.day - point.day.amount) < FRESH:
        return None  # 지난해 12월 3일 신청해 5일 허가를 받았다, on the 6th
    return None if day is None else almanac.day_period(day)


def _open_day(point: Point, number: int, context: Context) -> Period | None:
    """A day without a month: 8일, 지난 5일, 오는 17일."""
    inherited = _inherited(point, context)
    if inherited is not None:
        return inherited
    published = context.published
    if published is None:
        # Only the days of the text count: 26일 일어났다. 이튿날 … 28일.
        return None if context.day is None or point.direction else _later_in_month(context.day, number)
    days = []
    reach = 2 if point.weekday is None else 3
    for offset in range(-reach, reach + 1):
        index = published.month - 1 + offset
        day = almanac.make_day(published.year + index // 12, index % 12 + 1, number)
        if day is not None:
            days.append(almanac.day_period(day))
    return nearest(_on_weekday(days, point), published, tense_of(point, context), NEAR, FAR, ratio=None)


def _later_in_month(day: datetime.date, number: int) -> Period | None:
    """The day with a number that is not before another in its month, or None."""
    later = almanac.make_day(day.year, day.month, number)
    return almanac.day_period(later) if later is not None and later >= day else None


def _on_weekday(days: list[Period], point: Point) -> list[Period]:
    """Only the days on the weekday that is written behind the day, 15일(수), unless none is."""
    if point.weekday is None or point.day is None:
        return days
    return [period for period in days if period.first.weekday() == point.weekday] or days


def _open_weekday(point: Point, weekday: int, context: Context) -> Period | None:
    published = context.published
    if published is None:
        return None
    ahead = (weekday - published.weekday()) % 7
    candidates = [published + datetime.timedelta(days=ahead + shift) for shift in (-14, -7, 0, 7)]
    if point.direction:
        candidates = [day for day in candidates if day != published]
    return nearest(map(almanac.day_period, candidates), published, tense_of(point, context), 7, 7, ratio=None)


def _relative_day(point: Point, context: Context) -> Period | None:
    """오늘, 이날, 전날, 이튿날."""
    if point.day is None:
        return None
    base: datetime.date | None
    if point.day.base == "published":
        base = context.published
    elif point.day.base == "said":
        base = context.day
    elif point.day.base == "news":
        base = context.news or context.published or context.day
    else:
        base = context.day or context.news or context.published
    return None if base is None else almanac.day_period(base + datetime.timedelta(days=point.day.amount))

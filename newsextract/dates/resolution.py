"""A date as written → the days it means, against the published date and what the text named before. Never the clock."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Final, Literal, NamedTuple, TypeAlias

from newsextract.dates import almanac
from newsextract.dates.almanac import Period
from newsextract.dates.expressions import DateExpression, Point, Step, Unit
from newsextract.dates.holidays import holiday, holidays_around, is_off, lunar_day, lunar_month, substitute_holidays
from newsextract.dates.solar_terms import solar_term

#: What the sentence says: past (a verb in the past tense), none, nearest (7일자: on either side), present (열린다:
#: mostly the future), moved (17일로 연기됐다: after the first appointment), future (예정, 까지).
Tense: TypeAlias = Literal["past", "none", "nearest", "present", "moved", "future"]

#: How far off an open day may lie, in days, before the sign of the sentence is doubted: a writer says 지난달 or
#: 다음 달 for days further off. Set by hand; on the gold articles (2026-11) no value from 3 to 11 and from 15 to 28 differs.
_NEAR: Final = 7
_FAR: Final = 20
#: A verb in the present tense does not mean a month further off than this: that would be 내년 10월. Days.
_NEXT_YEAR: Final = 270
#: A past day without a month that is this near to publication is of the month of publication. Days.
_FRESH: Final = 3
_MONTH: Final = 31


class Context(NamedTuple):
    """What a date is resolved against. All parts may be unknown.

    `news` is the day that 이날 means, `anchor` the period last named, `day` the single day last named, `sentence` the
    one of the same sentence whose year and month later dates may leave out (`says_year`: it says its year itself), `nearby` any last
    named in the sentence, `quarter` the quarter last named by its number.
    """

    published: datetime.date | None = None
    tense: Tense = "none"
    news: datetime.date | None = None
    anchor: Period | None = None
    day: datetime.date | None = None
    sentence: Period | None = None
    nearby: Period | None = None
    quarter: Period | None = None
    says_year: bool = True


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
            period = _STEPS[step.name](period, step, context)
        return period
    if point.lunar:
        return _lunar(point, context)
    if point.unit is not None:
        return _UNITS[point.unit.name](point, point.unit, context)
    if point.day is not None and point.day.base != "number":
        return _relative_day(point, context)
    if point.month is not None:
        return _resolve_month(point, context)
    if point.year is not None:
        year = _year(point, context)
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
        return _nearest(
            [span for span in spans if span is not None], context.published, context.tense, 31, 240, ratio=2
        )
    starts = [
        _latest_on_or_before(first, context.published, context),
        _earliest_on_or_after(first, context.published, context),
    ]
    ranges = [_range_from(start, last, context) for start in starts]
    found = [period for period in ranges if period is not None]
    near, far = (31, 240) if first.month is not None else (_NEAR, _FAR)
    return _nearest(found, context.published, context.tense, near, far, ratio=2 if first.month is not None else None)


def _start_of(first: Point, end: Period, context: Context) -> Period | None:
    """The start of a range with a known end: the last such day before the end, unless that lies far ahead (15일부터 내년 3월)."""
    start, published = _latest_on_or_before(first, end.last, context), context.published
    if start is None or published is None or (start.first - published).days <= _MONTH:
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
    if end is not None and start.precision == "day" and last.month is None and (end.last - start.first).days > _MONTH:
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


# --- Years, months and days ---


def _year(point: Point, context: Context) -> int | None:
    """The year that a point names, or None if it names none or hangs on an unknown date."""
    if point.year is None:
        return None
    if point.year.base == "number":
        return point.year.amount
    if point.year.base == "anchor":
        if context.nearby is not None and point.year.amount < 0:
            return context.nearby.first.year + point.year.amount
        if point.year.amount < 0 and point.unit is None:
            return None if context.published is None else context.published.year + point.year.amount
        base = context.anchor.first if context.anchor is not None else context.published
        return None if base is None else base.year + point.year.amount
    return None if context.published is None else context.published.year + point.year.amount


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
        year = _year(point, context)
        return almanac.month_period(base.year if year is None else year, base.month + month.amount)
    year = _year(point, context)
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
    chosen = _nearest(periods, published, _tense(point, context), near=31, far=240, ratio=2)
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
    if published is not None and context.tense == "past" and 0 <= (published.day - point.day.amount) < _FRESH:
        return None  # 지난해 12월 3일 신청해 5일 허가를 받았다, on the 6th
    return None if day is None else almanac.day_period(day)


def _open_day(point: Point, number: int, context: Context) -> Period | None:
    """A day without a month: 8일, 지난 5일, 오는 17일."""
    inherited = _inherited(point, context)
    if inherited is not None:
        return inherited
    published = context.published
    if published is None:
        return None
    days = []
    reach = 2 if point.weekday is None else 3
    for offset in range(-reach, reach + 1):
        index = published.month - 1 + offset
        day = almanac.make_day(published.year + index // 12, index % 12 + 1, number)
        if day is not None:
            days.append(almanac.day_period(day))
    return _nearest(_on_weekday(days, point), published, _tense(point, context), _NEAR, _FAR, ratio=None)


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
    return _nearest(map(almanac.day_period, candidates), published, _tense(point, context), 7, 7, ratio=None)


def _tense(point: Point, context: Context) -> Tense:
    """지난 and 오는 outweigh the verb."""
    if point.direction < 0:
        return "past"
    if point.direction == 1:
        return "future"
    return context.tense


def _nearest(
    periods: Iterable[Period], day: datetime.date, tense: Tense, near: int, far: int, ratio: int | None
) -> Period | None:
    """Choose between the nearest period begun by `day` and the nearest not over by `day`.

    The past is the default, unless the past one is `far` and the coming one `near` (with `ratio`: that much nearer).
    A verb in the present tense means the future.
    """
    ordered = sorted(periods, key=lambda period: period.first)
    past = next((period for period in reversed(ordered) if period.first <= day), None)
    future = next((period for period in ordered if period.last >= day), None)
    if past is None or future is None:
        return past or future
    back, ahead = (day - past.first).days, (future.first - day).days
    if tense == "past":
        return past
    if tense == "present" and ahead > _NEXT_YEAR and back < ahead:
        return past  # 10월 계도 기간을 거쳐 이달부터 물린다
    if tense == "present" and ratio is None and back <= _FRESH and ahead > _FAR:
        return past  # 현지 시간 27일 밤 뱃고동이 울려 퍼집니다, on the 28th: a day of next month would be said so
    if tense in ("future", "present", "moved"):
        return future
    if tense == "nearest":
        return past if back <= ahead else future
    if ratio is not None:
        return future if back > ratio * max(ahead, 1) + near else past
    return future if back > far and ahead <= near + 3 else past


def _relative_day(point: Point, context: Context) -> Period | None:
    """오늘, 이날, 전날, 이튿날."""
    if point.day is None:
        return None
    base: datetime.date | None
    if point.day.base == "published":
        base = context.published
    elif point.day.base == "news":
        base = context.news or context.published
    else:
        base = context.day or context.news or context.published
    return None if base is None else almanac.day_period(base + datetime.timedelta(days=point.day.amount))


# --- Other units. Each takes the point, its unit and the context. ---


def _within_year(point: Point, unit: Unit, context: Context) -> Period | None:
    """Quarters, halves and seasons."""
    make = _MAKERS[unit.name]
    year = _year(point, context)
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
    tense = _tense(point, context)
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
    return None if base is None else almanac.quarter_period(base.year, (base.month - 1) // 3 + 1 + unit.amount)


def _prior_quarter(point: Point, unit: Unit, context: Context) -> Period | None:
    """전 분기: before the quarter that the text last named as its topic, else before that of publication."""
    base = context.quarter.first if context.quarter is not None else context.published
    return None if base is None else almanac.quarter_period(base.year, (base.month - 1) // 3 + 1 + unit.amount)


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
    year = _year(point, context)
    return None if year is None else almanac.shift_years(anchor, year - anchor.last.year)


def _distance(point: Point, unit: Unit, context: Context) -> Period | None:
    """이틀 전 counts from the day of the news, 사흘 뒤 from the day last named in the sentence or text."""
    news = context.news or context.published
    base = news if unit.amount < 0 else context.day or news
    if unit.amount > 0 and unit.name != "days" and context.tense == "past" and context.nearby is not None:
        base = context.nearby.first  # 2014년 입단해 3년 뒤 주장에 올랐다
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


def _lunar(point: Point, context: Context) -> Period | None:
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
    year = _year(point, context)
    if point.year is not None:
        found = [] if year is None else find(year)
        return found[0] if len(found) == 1 else None
    published = context.published
    if published is None:
        return None
    near = [period for year in range(published.year - years_back, published.year + 2) for period in find(year)]
    return _nearest(near, published, _tense(point, context), near=0, far=0, ratio=1)


# --- Steps. Each takes the period reached so far, the step and the context. ---


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
    """작년 이맘때: the month of publication in that year."""
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


_SATURDAY: Final = 5
#: The value of 같은 날 among the words for the same period.
_SAME_DAY: Final = 1


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
_UNITS: Final[dict[str, Callable[[Point, Unit, Context], Period | None]]] = {
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
_STEPS: Final[dict[str, Callable[[Period, Step, Context], Period | None]]] = {
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

"""Korean holidays by year, days of the lunar calendar, and substitute holidays.

The lunar calendar is that of the Korea Astronomy and Space Science Institute, by korean_lunar_calendar (1000 to 2050).
"""

from __future__ import annotations

import datetime
from functools import cache
from typing import Final

from dateutil.easter import easter
from korean_lunar_calendar import KoreanLunarCalendar

from newsextract.dates.almanac import Period, day_period, make_day, month_period, nth_weekday

#: The years whose lunar days are known.
LUNAR_YEARS: Final = range(1000, 2051)
_LONGEST_MONTH: Final = 30
#: How far behind the days off a substitute holiday may lie: with a weekend between.
_SUBSTITUTE_REACH: Final = datetime.timedelta(days=4)
_ONE_DAY: Final = datetime.timedelta(days=1)
#: The code of the last day of the lunar year, whose number is 29 or 30.
_LAST_OF_YEAR: Final = -1230
#: Lunar New Year and Chuseok, and the public holidays of one day.
_THREE_DAYS: Final = (-101, -815)
_PUBLIC: Final = (101, 301, -408, 505, 606, 815, 1003, 1009, 1225)
_SATURDAY: Final = 5
#: Substitute holidays (대체공휴일) by the holiday that they stand for, as yymmdd: 120 days from 2014 to 2050. Made with holidays 0.109
#: (MIT) on 2026-11-25: `country_holidays("KR", years=range(2014, 2051))`, the names with 대체.
_SUBSTITUTES: Final = {
    -815: (
        "140910 150929 171006 180926 220912 251008 281005 290924 320921 350918 361006 361007 380915 391004 "
        "391005 420930 450927 460917 471007 490913 "
    ),
    -408: ("230529 250506 260525 290521 320517 360506 390502 430518 440506 460514 490510 500530 "),
    -101: (
        "160210 170130 200127 230124 240212 270209 300205 330202 340221 360130 370217 390126 400214 440201 "
        "470128 500125 "
    ),
    301: ("250303 260302 310303 360303 370302 420303 430302 480302 "),
    501: ("270503 320503 330502 380503 390503 440502 490503 500502 "),
    505: ("180507 190506 240506 250506 290507 300506 350507 400507 410506 440506 460507 470506 "),
    717: ("270719 320719 330718 380719 390718 440718 490719 500718 "),
    815: ("210816 260817 270816 320816 370817 380816 430817 480817 490816 "),
    1003: ("211004 261005 271004 321004 371005 381004 431005 481005 491004 "),
    1009: ("211011 221010 271011 321011 331010 381011 391010 441010 491011 501010 "),
    1225: ("271227 321227 331226 381227 391226 441226 491227 501226 "),
}


def _coming_of_age_day(year: int) -> datetime.date:
    """The third Monday of May."""
    day = nth_weekday(month_period(year, 5), 3, 0)
    assert day is not None
    return day


def _black_friday(year: int) -> datetime.date:
    """The day after the fourth Thursday of November."""
    day = nth_weekday(month_period(year, 11), 4, 3)
    assert day is not None
    return day + _ONE_DAY


_MOVABLE: Final = {9997: _black_friday, 9998: _coming_of_age_day, 9999: easter}


def holiday(code: int, year: int) -> Period | None:
    """Return the day of a holiday in a year, or None for a lunar one outside 1000 to 2050.

    `code` is the value of the holiday in the table of words: month * 100 + day, negative for days of the lunar year.

    >>> holiday(-815, 2024).value, holiday(815, 2024).value
    ('2024-09-17', '2024-08-15')
    """
    if code < 0:
        day = lunar_day(year, -code // 100, -code % 100)
        if day is None and code == _LAST_OF_YEAR:
            day = lunar_day(year, 12, _LONGEST_MONTH - 1)
    elif code in _MOVABLE:
        day = _MOVABLE[code](year)
    else:
        day = make_day(year, code // 100, code % 100)
    return None if day is None else day_period(day)


def holidays_around(code: int, year: int) -> Period | None:
    """Return the days off around a holiday (설 연휴, 어린이날 연휴).

    Around Lunar New Year and Chuseok they are three days, and a substitute holiday where one adjoins; weekends that adjoin are left
    out. Around others they are the holidays and weekends in a row with it; alone, it is one day.

    >>> holidays_around(-101, 2025).range, holidays_around(-101, 2024).range
    (('2025-01-28', '2025-01-30'), ('2024-02-09', '2024-02-12'))
    >>> holidays_around(505, 2024).range, holidays_around(-408, 2024).value
    (('2024-05-04', '2024-05-06'), '2024-05-15')
    """
    period = holiday(code, year)
    if period is None:
        return None
    if code not in _THREE_DAYS:
        first = last = period.first
        while is_off(first - _ONE_DAY):
            first -= _ONE_DAY
        while is_off(last + _ONE_DAY):
            last += _ONE_DAY
        return period if first == last else Period(first, last, "range")
    last = period.last + _ONE_DAY
    behind = [day for day in _substitutes(code) if last < day <= last + _SUBSTITUTE_REACH]
    last = max([last, *behind])
    return Period(period.first - _ONE_DAY, last, "range")


def substitute_holidays(code: int, year: int) -> list[Period]:
    """Return the substitute holidays of a year for one holiday, or for all with the code 0, in order.

    >>> [period.value for period in substitute_holidays(0, 2024)]
    ['2024-02-12', '2024-05-06']
    """
    codes = [code] if code else list(_SUBSTITUTES)
    days = {day for each in codes for day in _substitutes(each) if day.year == year}
    return [day_period(day) for day in sorted(days)]


@cache
def lunar_day(year: int, month: int, day: int, leap: bool = False) -> datetime.date | None:
    """Return the solar day of a day of the lunar calendar, or None where it has no such day or the year is unknown.

    >>> lunar_day(2024, 8, 15), lunar_day(2023, 2, 5, leap=True), lunar_day(2024, 2, 5, leap=True)
    (datetime.date(2024, 9, 17), datetime.date(2023, 3, 26), None)
    """
    if year not in LUNAR_YEARS:
        return None
    calendar = KoreanLunarCalendar()
    if not calendar.setLunarDate(year, month, day, leap) or (leap and not calendar.isIntercalation):
        return None
    return make_day(calendar.solarYear, calendar.solarMonth, calendar.solarDay)


def lunar_month(year: int, month: int, leap: bool = False) -> Period | None:
    """Return the solar days of a month of the lunar calendar, or None.

    >>> lunar_month(2024, 1).range
    ('2024-02-10', '2024-03-09')
    """
    first = lunar_day(year, month, 1, leap)
    if first is None:
        return None
    last = lunar_day(year, month, _LONGEST_MONTH, leap) or first + (_LONGEST_MONTH - 2) * _ONE_DAY
    return Period(first, last, "range")


def is_off(day: datetime.date) -> bool:
    """Whether a day is on a weekend or a public holiday, temporary ones left out."""
    return day.weekday() >= _SATURDAY or any(first <= day <= last for first, last in _public_holidays(day.year))


@cache
def _public_holidays(year: int) -> tuple[tuple[datetime.date, datetime.date], ...]:
    """First and last day of each public holiday of a year."""
    found = [holiday(code, year) for code in _PUBLIC] + [holidays_around(code, year) for code in _THREE_DAYS]
    return tuple((period.first, period.last) for period in (*found, *substitute_holidays(0, year)) if period)


@cache
def _substitutes(code: int) -> frozenset[datetime.date]:
    return frozenset(
        datetime.date(2000 + int(day[:2]), int(day[2:4]), int(day[4:])) for day in _SUBSTITUTES.get(code, "").split()
    )

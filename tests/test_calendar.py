"""Values of dates against calendars that are not ours: dateutil for weekdays and months, holidays for the lunar year.

Each phrase is resolved for hundreds of published days, among them every turn of a year, so that no row is right by chance.
"""

from __future__ import annotations

import calendar
import datetime
import itertools
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import holidays
import pytest
from dateutil.relativedelta import FR, MO, SA, SU, TH, TU, WE, relativedelta, weekday
from korean_lunar_calendar import KoreanLunarCalendar

from newsextract.dates import resolve_date

Day: TypeAlias = datetime.date
OneDay: TypeAlias = Callable[[Day], Day]
#: What a phrase means on a published day: a day, or the first and last of several.
Meaning: TypeAlias = Callable[[Day], "Day | tuple[Day, Day]"]

WEEKDAYS = dict(zip("월화수목금토일", (MO, TU, WE, TH, FR, SA, SU), strict=True))


def shift(start: Day, /, **parts: Any) -> Day:
    """A day with parts replaced (`day`, `month`), moved (`days`, `weeks`, `months`) and then set to a weekday, by dateutil."""
    shifted: Day = start + relativedelta(**parts)
    return shifted


def published_days() -> Iterator[Day]:
    """Every 61st day of fifteen years, and the days around each turn of a year and each end of February."""
    day = datetime.date(2015, 1, 1)
    while day.year < 2030:
        yield day
        day = shift(day, days=61)
    for year in range(2015, 2030):
        for month, number in ((1, 1), (1, 3), (2, 28), (3, 1), (12, 29), (12, 31)):
            yield datetime.date(year, month, number)
        if calendar.isleap(year):
            yield datetime.date(year, 2, 29)


DAYS = sorted(set(published_days()))


def moved(**parts: Any) -> OneDay:
    return lambda day: shift(day, **parts)


def monday(day: Day) -> Day:
    """The Monday of a day's week."""
    return shift(day, weekday=MO(-1))


def week(weeks: int) -> Meaning:
    return lambda day: (shift(monday(day), weeks=weeks), shift(monday(day), weeks=weeks, days=6))


def weekend(weeks: int) -> Meaning:
    return lambda day: (in_week(weeks, SA)(day), in_week(weeks, SU)(day))


def in_week(weeks: int, number: weekday) -> OneDay:
    return lambda day: shift(monday(day), weeks=weeks, weekday=number)


def in_month(months: int, number: weekday) -> OneDay:
    """The nth weekday of a month; `number` holds weekday and n, which counts from the end where it is negative."""
    return lambda day: shift(day, months=months, day=31 if number.n < 0 else 1, weekday=number)


def on_weekday(days: int, number: weekday) -> OneDay:
    """The nearest weekday from a day `days` off on, in the direction of the number."""
    return lambda day: shift(day, days=days, weekday=number)


def quarter(quarters: int, **parts: Any) -> OneDay:
    """The first day of a quarter, moved."""
    return lambda day: shift(shift(shift(day, month=(day.month - 1) // 3 * 3 + 1, day=1), months=3 * quarters), **parts)


def thursday_week(months: int, number: int) -> Meaning:
    """The week of the nth Thursday of a month."""

    def find(day: Day) -> tuple[Day, Day]:
        start = monday(in_month(months, TH(number))(day))
        return start, shift(start, days=6)

    return find


def first_weekend(months: int) -> Meaning:
    return lambda day: (in_month(months, SA(1))(day), shift(in_month(months, SA(1))(day), days=1))


def last_workday(day: Day) -> Day:
    """Neither a weekend nor a public holiday; temporary ones and elections are no part of the calendar."""
    last = shift(day, day=31)
    named = holidays.country_holidays("KR", years=last.year, language="ko")
    while last.weekday() > 4 or (last in named and not named[last].endswith(("임시공휴일", "선거일"))):
        last = shift(last, days=-1)
    return last


MEANINGS: dict[str, Meaning] = {
    "오늘": moved(),
    "어제": moved(days=-1),
    "그저께": moved(days=-2),
    "내일": moved(days=1),
    "모레": moved(days=2),
    "글피": moved(days=3),
    "이날": moved(),
    "전날": moved(days=-1),
    "사흘 뒤": moved(days=3),
    "열흘 전": moved(days=-10),
    "보름 뒤": moved(days=15),
    "100일 뒤": moved(days=100),
    "백일 전": moved(days=-100),
    "3주 뒤": moved(weeks=3),
    "이주일 전": moved(weeks=-2),
    "D-7": moved(days=7),
    "D+7": moved(days=-7),
    "지지난주": week(-2),
    "지난주": week(-1),
    "이번 주": week(0),
    "다음 주": week(1),
    "다다음 주": week(2),
    "지난 주말": weekend(-1),
    "이번 주말": weekend(0),
    "다음 주 주말": weekend(1),
    "2주 뒤 월요일": in_week(2, MO),
    "3주 전 토요일": in_week(-3, SA),
    "이달 말일": moved(day=31),
    "다음 달 마지막 날": moved(months=1, day=31),
    "지난달 첫날": moved(months=-1, day=1),
    "내년 첫날": moved(years=1, month=1, day=1),
    "올해 마지막 날": moved(month=12, day=31),
    "다음 분기 첫날": quarter(1),
    "이번 분기 마지막 날": quarter(1, days=-1),
    "지난 분기": lambda day: (quarter(-1)(day), quarter(0, days=-1)(day)),
    "다음 분기 첫 월요일": quarter(1, weekday=MO(1)),
    "다음 분기 첫 주 수요일": quarter(1, weekday=WE(1)),
    "이번 분기 마지막 금요일": quarter(1, days=-1, weekday=FR(-1)),
    "내년 첫 번째 목요일": moved(years=1, month=1, day=1, weekday=TH(1)),
    "다음 달 첫째 주": thursday_week(1, 1),
    "지난달 셋째 주": thursday_week(-1, 3),
    "다음 달 첫 주말": first_weekend(1),
    "이번 달 마지막 평일": last_workday,
    "지난주 오늘": moved(weeks=-1),
    "오늘부터 내일까지": lambda day: (day, shift(day, days=1)),
}
for name, number in WEEKDAYS.items():
    for word, weeks in (("지난주", -1), ("이번 주", 0), ("다음 주", 1), ("다다음 주", 2)):
        MEANINGS[f"{word} {name}요일"] = in_week(weeks, number)
    MEANINGS[f"오는 {name}요일"] = on_weekday(1, number(1))
    MEANINGS[f"지난 {name}요일"] = on_weekday(-1, number(-1))
    for word, months in (("지난달", -1), ("이번 달", 0), ("다음 달", 1)):
        for ordinal, nth in (("첫 번째", 1), ("둘째", 2), ("셋째 주", 3), ("마지막", -1)):
            MEANINGS[f"{word} {ordinal} {name}요일"] = in_month(months, number(nth))


def written(text: str, day: Day) -> str:
    """The value of a phrase, as ISO day or range; nothing for a phrase without a value."""
    found = resolve_date(text, day)
    assert found is not None, text
    assert found.text == text.removesuffix("까지"), (text, found.text)
    return found.value or "/".join(found.range or ())


@pytest.mark.parametrize("phrase", MEANINGS)
def test_phrase_on_every_day(phrase: str) -> None:
    for day in DAYS:
        meant = MEANINGS[phrase](day)
        expected = "/".join(end.isoformat() for end in meant) if isinstance(meant, tuple) else meant.isoformat()
        assert written(phrase, day) == expected, day


@pytest.mark.parametrize("number", range(1, 32))
def test_bare_days_on_every_day(number: int) -> None:
    """The nearest such day on or before publication, or on or after it; a month without it is passed over."""
    for day in DAYS:
        back = next(d for k in range(100) if (d := shift(day, days=-k)).day == number)
        ahead = next(d for k in range(100) if (d := shift(day, days=k)).day == number)
        assert written_in(f"{number}일 열렸다", day) == back.isoformat()
        assert written_in(f"{number}일 열릴 예정이다", day) == ahead.isoformat()
        if number < 29:
            assert written(f"지난달 {number}일", day) == shift(day, months=-1, day=number).isoformat()
            assert written(f"다음 달 {number}일", day) == shift(day, months=1, day=number).isoformat()
        assert written(f"오는 {number}일", day) == ahead.isoformat()


@pytest.mark.parametrize("month", range(1, 13))
def test_bare_months_on_every_day(month: int) -> None:
    for day in DAYS:
        back = day.year if month <= day.month else day.year - 1
        ahead = day.year if month >= day.month else day.year + 1
        assert written_in(f"{month}월 열렸다", day) == f"{back}-{month:02}"
        assert written_in(f"{month}월 열릴 예정이다", day) == f"{ahead}-{month:02}"
        assert written(f"내년 {month}월", day) == f"{day.year + 1}-{month:02}"
        assert written(f"지난해 {month}월", day) == f"{day.year - 1}-{month:02}"


def written_in(sentence: str, day: Day) -> str:
    found = resolve_date(sentence, day)
    assert found is not None
    return found.value or ""


@pytest.mark.parametrize("year", range(2014, 2051))
def test_holidays_of_the_lunar_year(year: int) -> None:
    """설, 추석, 부처님오신날, their days off and substitutes against the library holidays."""
    named = holidays.country_holidays("KR", years=year, language="ko")
    day = datetime.date(year, 6, 1)
    for word, name in (("설날", "설날"), ("추석", "추석"), ("부처님오신날", "부처님오신날|석가탄신일")):
        (expected,) = (date for date, text in named.items() if set(name.split("|")) & set(text.split("; ")))
        assert written(f"올해 {word}", day) == expected.isoformat()
        assert written(f"내년 {word}", day.replace(year=year - 1)) == expected.isoformat()
        assert written(f"지난해 {word}", day.replace(year=year + 1)) == expected.isoformat()
    for word in ("설", "추석"):
        off = [date for date, text in named.items() if any(part.startswith(word) for part in text.split("; "))]
        assert written(f"올해 {word} 연휴", day) == f"{min(off)}/{max(off)}"
    for word in ("삼일절", "어린이날", "부처님오신날", "광복절", "개천절", "한글날"):
        found = resolve_date(f"올해 {word} 대체공휴일", day)
        substitutes = [date for date, text in named.items() if f"{word} 대체 휴일" in text]
        assert found is not None
        assert found.value == (substitutes[0].isoformat() if substitutes else None)


@pytest.mark.parametrize("year", range(1950, 2050, 3))
def test_days_of_the_lunar_calendar(year: int) -> None:
    """Each month of lunar years: spelled out, in digits and by name, by the tables of korean_lunar_calendar."""
    for month in range(1, 13):
        calendar_ = KoreanLunarCalendar()
        assert calendar_.setLunarDate(year, month, 15, False)
        expected = calendar_.SolarIsoFormat()
        assert written(f"{year}년 음력 {month}월 15일", datetime.date(2024, 1, 1)) == expected
        assert written(f"{year}년 음력 {month}월 보름", datetime.date(2024, 1, 1)) == expected
    for name, month, number in (("정월대보름", 1, 15), ("단오", 5, 5), ("칠석", 7, 7), ("중양절", 9, 9)):
        calendar_.setLunarDate(year, month, number, False)
        assert written(f"{year}년 {name}", datetime.date(2024, 1, 1)) == calendar_.SolarIsoFormat()
    calendar_.setLunarDate(year + 1, 1, 1, False)
    eve = shift(datetime.date.fromisoformat(calendar_.SolarIsoFormat()), days=-1)
    assert written(f"{year}년 섣달그믐", datetime.date(2024, 1, 1)) == eve.isoformat()


@pytest.mark.parametrize("year", range(1971, 2050))
def test_solar_terms_are_fifteen_degrees_apart(year: int) -> None:
    """Terms of a year follow each other by 14 to 16 days; equinoxes are those of Japan, whose clocks are Korea's."""
    words = "소한 대한 입춘 우수 경칩 춘분 청명 곡우 입하 소만 망종 하지 소서 대서 입추 처서 백로 추분 한로 상강 입동 소설 대설 동지".split()
    days = [datetime.date.fromisoformat(written(f"{year}년 {word}", datetime.date(2024, 1, 1))) for word in words]
    gaps = [(after - before).days for before, after in itertools.pairwise(days)]
    assert set(gaps) <= {14, 15, 16}
    named = holidays.country_holidays("JP", years=year, language="en_US")
    assert "Vernal Equinox" in named[days[5]]
    assert "Autumnal Equinox" in named[days[17]]
    dogs = [
        datetime.date.fromisoformat(written(f"{year}년 {word}", datetime.date(2024, 1, 1)))
        for word in ("초복", "중복", "말복")
    ]
    calendar_ = KoreanLunarCalendar()
    for dog in dogs:
        calendar_.setSolarDate(dog.year, dog.month, dog.day)
        assert calendar_.getChineseGapJaString().split()[2].startswith("庚")
    assert (dogs[1] - dogs[0]).days == 10
    assert (dogs[2] - dogs[1]).days in (10, 20)

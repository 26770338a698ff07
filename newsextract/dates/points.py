"""The rules that read years, months, days, weeks and parts of a year.

A rule takes a place in the text and returns the readings that begin there. A reading is a point, or a range in one piece (3~5일), with
its end. A rule returns readings of every length (2024년, 2024년 3월, 2024년 3월 5일); `grammar.py` chooses the longest behind which a
date may end.
"""

from __future__ import annotations

import re
from typing import Final

from newsextract.dates.boundaries import DASH, ends_well, is_alone, is_length
from newsextract.dates.expressions import Point, Ref, Step, Unit
from newsextract.dates.named import holiday_part
from newsextract.dates.numerals import SINO, read_number
from newsextract.dates.numeric import APOSTROPHES, CLOCK_TAIL, WEEKDAY_BRACKET, full_year
from newsextract.dates.steps import Reading, nth_weekdays
from newsextract.dates.words import WEEKDAY_LETTERS, Word, categories_at, find_word, skip_space

#: Two figures are a year with an apostrophe, or before what a length of years cannot have behind it (23년 1월 9일, 23년 4분기).
_YEAR: Final = re.compile(
    r"(?:(\d{4}) ?|['’‘](\d{2})|(\d{2})(?=년 ?(?:\d{1,2}월(?: ?\d{1,2}일|\s*$)|[1-4](?:분기|Q)|[상하]반기))|(?<![~∼–-])(2\d)(?=년 \d{1,2}월))"
    r"[년年](?:도(?![가-힣]|로)|도(?=[의에는까부]))?"
)
_SPELLED_DECADE: Final = re.compile(rf"({SINO}) ?년대(?: ?(?:초반|중반|후반|초|말))?")
_SPELLED_YEAR: Final = re.compile(rf"({SINO}) ?년(?:도(?![가-힣]|로))?")
_SHORT_YEAR: Final = re.compile(
    r"([89]\d)년(?= ?[가-힣]|에|부터|까지)"
    r"(?! ?(?:전|후|뒤|역사|전통|가까|넘|이상|된|간|동안|만|째|인생|생|임대|계약|형|산|의|을|를|이|은|도))"
)
_YEARS: Final = re.compile(rf"(\d{{4}})년?{DASH}(\d{{4}}|\d{{2}})년")
_LIFE: Final = re.compile(rf"(\d{{4}})년?{DASH}(\d{{4}})(?=\))")
_SCHOOL_YEAR: Final = re.compile(r"(\d{4})학년도")
_DECADE: Final = re.compile(r"(?:(\d{4})|(\d0))년대(?: ?(?:초반|중반|후반|초|중후반|말))?")
_DECADES: Final = re.compile(rf"(\d{{4}})(?:년대)?{DASH}(\d{{4}}|\d0)년대(?: ?(?:초반|중반|후반|초|말))?")
_CENTURY: Final = re.compile(r"(\d{1,2})세기(?: ?(?:초반|중반|후반|초|중엽|말엽|말))?")
_MONTH: Final = re.compile(r"(\d{1,2}) ?[월月]")
_MONTHS: Final = re.compile(rf"(\d{{1,2}})(?:월{DASH}|{DASH}|[·,] ?)(\d{{1,2}})월")
_DAY: Final = re.compile(r"(\d{1,2}) ?[일日]")
_SPELLED_DAY: Final = re.compile(rf"({SINO})일")
_DAYS: Final = re.compile(rf"(\d{{1,2}})(?:일{DASH}|{DASH}|[·,] ?)(\d{{1,2}})일")
_SPACED_DAY: Final = re.compile(rf"({SINO}) ?일")
_QUARTER: Final = re.compile(r"([1-4일이삼사])(?:[·/]4|사)?분기|([1-4])Q(?![A-Za-z0-9])")
#: The categories of what can begin a part of a year.
_UNIT_HEADS: Final = frozenset("digit numeral half season year_end holiday substitute solar_term doubtful_term".split())
_QUARTER_PART: Final = re.compile(r" ?(?:초반|중반|후반|초|말)")
_QUARTERS: Final = re.compile(rf"([1-4])(?:{DASH}|·)([1-4])분기")
_DISTANT: Final = re.compile(r" ?[전뒤후](?![가-힣])| ?전[에부까]")
#: 3, 9월 and 10월 21, 25일 are two dates, 25·26일 two days in a row.
_LISTED: Final = re.compile(r"[·,]")
_LUNAR: Final = re.compile(r"음력(?:으로)? ?(윤달 |윤)?")
#: Months in words that are also other words (이월 as carrying over, 오월 and 사월 in names): with a day or a year only.
_DOUBTFUL_MONTHS: Final = frozenset({"일월", "이월", "사월", "오월", "유월", "구월", "육월", "십월"})
_LEAST_SPELLED_YEAR: Final = 1700
#: What is known by its month: 6월 민주항쟁, 10월 유신, 12월 결산법인.
_NAMED_MONTH: Final = re.compile("의 크리스마스|결산|민주항쟁|항쟁|혁명|유신|봉기|민중항쟁|시민혁명")
_AWARD: Final = re.compile(
    r"의 ?(?:소녀|선수|감독|인물|차(?![가-힣])|책|작가|기자|CEO|브랜드|신인|영화|앨범|노래|단어|사자성어|골(?![가-힣]))"
)
_YEAR_SHORT: Final = re.compile(r" (?:들어|한 ?해)(?![가-힣])")
#: 내주 and 금주 are also a verb (내주며) and abstinence (금주 구역).
_SHORT_WEEK: Final = re.compile(
    r"(?:부터|까지|에|에는|엔|쯤|께)(?![가-힣])| ?(?:중|초|말|안|내)(?:[에으부께쯤]|(?![가-힣]))| [월화수목금토일]요일|"
    r" [^구캠클운실]|\n|$"
)
_ELAPSED: Final = re.compile(r"(?:시간|일|주|달|개월|년|분)[이가]? $")
_WEEK_PART: Final = re.compile(r"초반|중반|후반|초|말(?!고)")
_PREVIOUS_TAIL: Final = re.compile(r" ?대비|보다|에 비해|과 (?:비교|비슷|같)|와 (?:비교|비슷|같)")
_OF_VERB: Final = re.compile(r" (?:수|것|거|때|만큼|예정|계획|방침|돈|필요|여력|생각)")
_SAME_DAY_SERVICE: Final = re.compile(r" ?(?:배송|환불|발송|출고|치기|코스|여행|퇴원|수술)")
_TRADING: Final = re.compile(r" (?:종가|거래일)")


def week(text: str, at: int) -> list[Reading]:
    """이번 주, 다음 주 초, 지난 주말, 이번 금요일, 전주 대비; what may follow a week is read as its steps."""
    if word := find_word("weekend", text, at):
        return [(Point(unit=Unit("weekend", word.value)), None, word.end)]
    if (word := find_word("prior_week", text, at)) and is_previous(text, at, word.end):
        return [(Point(unit=Unit("prior_week", word.value)), None, word.end)]
    if (word := find_word("this", text, at)) and word.form != "올" and text.startswith(" ", word.end):
        # 지난 and 오는 count days, not weeks: 지난 금요일 is the last one, 이번 and 다음 금요일 that of a week.
        day = find_word("weekday", text, word.end + 1)
        if day and word.form in ("이번", "요번", "다음"):
            return [(Point(unit=Unit("this_weekday", word.value), weekday=day.value), None, day.end)]
    word = find_word("week", text, at)
    if word is None or (word.form in ("내주", "금주", "차주") and not _SHORT_WEEK.match(text, word.end)):
        return []
    readings: list[Reading] = [(Point(unit=Unit("week", word.value)), None, word.end)]
    after = skip_space(text, word.end)
    if part := _WEEK_PART.match(text, after):
        readings.append((readings[0][0], None, part.end()))
    return readings


def calendar(text: str, at: int) -> list[Reading]:
    """All dates with a year, month or day part, in this order, with 지난 or 오는 before them."""
    direction = find_word("direction", text, at)
    if direction and not (direction.value < 0 and _ELAPSED.search(text, max(0, at - 8), at)):
        after = skip_space(text, direction.end)
        readings = _year_part(text, after) or _month_part(text, after, Point()) or _day_part(text, after, Point())
        if not readings and (day := find_word("weekday", text, after)):
            readings = [(Point(weekday=day.value), None, day.end)]
        if not readings:
            readings = _unit_part(text, after, Point())
        readings = [reading for reading in readings if not _is_relative_day(reading[0])]
        if readings:
            return [(p._replace(direction=direction.value), last, end) for p, last, end in readings]
    return (
        _lunar_part(text, at, Point())
        or _year_part(text, at)
        or _month_part(text, at, Point())
        or _day_part(text, at, Point())
    )


def year_unit(text: str, at: int) -> list[Reading]:
    """올 3분기, 올여름, 이번 분기, 지난가을, 상반기, 2분기, 연말, 추석."""
    if word := find_word("quarter_word", text, at):
        readings: list[Reading] = [(Point(unit=Unit("quarter_word", word.value)), None, word.end)]
        return _with_part(text, readings)
    if word := find_word("prior_quarter", text, at):
        return _with_part(text, [(Point(unit=Unit("prior_quarter", word.value)), None, word.end)])
    if is_lone := _lone_unit(text, at):
        return is_lone
    word = find_word("this", text, at)
    if word is None:
        return _unit_part(text, at, Point())
    after = skip_space(text, word.end)
    if season := find_word("season", text, after):
        point = Point(direction=word.value or 2, unit=Unit("season", season.value))
        return [(point, None, season.end)]
    if word.form == "올":
        year = Point(year=Ref("published", 0))
        readings = within_year(text, word.end, year)
        if not readings and _YEAR_SHORT.match(text, word.end):
            return [(year, None, word.end)]
        return readings
    readings = _unit_part(text, after, Point())
    if observance := find_word("observance", text, after):
        readings = [(Point(unit=Unit("holiday", observance.value)), None, observance.end)]
    if not readings and word.value > 0:
        readings = _month_part(text, after, Point())  # 다음 3월
    return [(p._replace(direction=word.value), last, end) for p, last, end in readings]


def _lone_unit(text: str, at: int) -> list[Reading]:
    """월말, 주말, 여름, 밸런타인데이, 첫 번째 월요일: dates only where nothing else is said."""
    point = Point()
    if word := find_word("lone_month", text, at):
        point = Point(unit=Unit("lone_month", word.value))
    elif word := find_word("weekend_of_week", text, at):
        point = Point(unit=Unit("weekend", 0))
    elif word := find_word("season", text, at):
        point = Point(unit=Unit("season", word.value))
    elif word := find_word("observance", text, at):
        point = Point(unit=Unit("holiday", word.value))
    readings: list[Reading] = [(point, None, word.end)] if word else _nth_weekday_of_this_month(text, at)
    return [reading for reading in readings if is_alone(text, at, reading[2])]


def _nth_weekday_of_this_month(text: str, at: int) -> list[Reading]:
    return [
        (Point(month=Ref("published", 0), steps=(step,)), None, end)
        for step, end in nth_weekdays(text, at, categories_at(text, at))
        if step.name == "nth_weekday"
    ]


def nth_weekday(text: str, at: int) -> list[Reading]:
    """셋째 주 수요일 without a month: of that of publication; not in a list, where a month or 매월 stands before it."""
    is_listed = text[max(0, at - 1) : at] in ("·", ",") or text.endswith((", ", "과 ", "와 ", "및 "), 0, at)
    return [] if is_listed or find_word("nth_week", text, at) is None else _nth_weekday_of_this_month(text, at)


def weekday(text: str, at: int) -> list[Reading]:
    """금요일; 매주 금요일 and 월요일마다 recur."""
    word = find_word("weekday", text, at)
    if at > 1 and text[at - 1] in "·~∼-,/" and text[at - 2] in WEEKDAY_LETTERS and text[at - 3 : at - 1] != "요일":
        return []  # 수·토요일은 오후 9시까지: opening hours
    return [(Point(weekday=word.value), None, word.end)] if word else []


def _year_part(text: str, at: int) -> list[Reading]:
    year: Point | None = None
    end = at
    if text[at : at + 1].isdigit() or text[at : at + 1] in APOSTROPHES:
        if (match := _DECADES.match(text, at)) and int(match[1]) % 10 == 0:
            last = int(match[2]) if len(match[2]) == 4 else int(match[1][:2] + match[2])
            return [(Point(unit=Unit("decade", int(match[1]))), Point(unit=Unit("decade", last)), match.end())]
        if match := _DECADE.match(text, at):
            return _decade(int(match[1]) if match[1] else _short_decade(int(match[2])), match.end())
        if match := _CENTURY.match(text, at):
            return [(Point(unit=Unit("century", int(match[1]))), None, match.end())] if 0 < int(match[1]) < 30 else []
        if match := _SCHOOL_YEAR.match(text, at):
            return [(Point(unit=Unit("school_year", int(match[1]))), None, match.end())]
        if (match := _YEARS.match(text, at) or _LIFE.match(text, at)) and _is_year(match[1]):
            first, last = int(match[1]), int(match[2])
            last += first // 100 * 100 if len(match[2]) == 2 else 0  # 2023~24년
            if first < last and _is_year(str(last)):
                return [(Point(year=Ref("number", first)), Point(year=Ref("number", last)), match.end())]
            return []
        if match := _YEAR.match(text, at):
            short = match[3] or match[4]
            if short and is_length(text, at, match.end()):
                return []
            number = int(match[1]) if match[1] else full_year(match[2] or short)
            if not 1000 <= number <= 2999:
                return []
            year, end = Point(year=Ref("number", number)), match.end()
        elif (match := _SHORT_YEAR.match(text, at)) and not is_length(text, at, match.end()):
            year, end = Point(year=Ref("number", 1900 + int(match[1]))), match.end()
    elif match := _SPELLED_DECADE.match(text, at):
        number = read_number(match[1])
        return _decade(number if number > 99 else _short_decade(number), match.end())
    elif match := _SPELLED_YEAR.match(text, at):
        number = read_number(match[1])
        if not _LEAST_SPELLED_YEAR <= number <= 2999 or (
            len(match[1]) < 3 and not _followed_by_month(text, match.end())
        ):
            return []
        year, end = Point(year=Ref("number", number)), match.end()
    elif word := find_word("year", text, at):
        if _AWARD.match(text, word.end):
            return []
        year, end = Point(year=Ref("published", word.value)), word.end
    elif word := find_word("anchor_year", text, at):
        year, end = Point(year=Ref("anchor", word.value)), word.end
    if year is None:
        return []
    if text.startswith("도", end) and text[at : at + 1] in "내전금" and ends_well(text, end + 1):
        return [(year, None, end), (year, None, end + 1)]
    return [(year, None, end), *within_year(text, end, year)]


def _decade(first: int, end: int) -> list[Reading]:
    return [(Point(unit=Unit("decade", first)), None, end)] if first % 10 == 0 and first > 999 else []


def _short_decade(number: int) -> int:
    """80년대 is that of 1980, 20년대 that of 2020."""
    return number + (1900 if number >= 30 else 2000)


def within_year(text: str, at: int, year: Point) -> list[Reading]:
    """What may stand behind a year."""
    after = skip_space(text, at)
    readings = _lunar_part(text, after, year) or _month_part(text, after, year) or _unit_part(text, after, year)
    if readings:
        return readings
    if word := find_word("observance", text, after):
        return [(year._replace(unit=Unit("holiday", word.value)), None, word.end)]
    part = None if text.startswith("초과", after) else find_word("part", text, after)
    if part and part.form in ("초", "말", "초반", "중반", "후반") and ends_well(text, part.end):
        return [(year._replace(part=part.value), None, part.end)]
    if period := find_word("period", text, after):
        return [(year._replace(unit=Unit("period", period.value)), None, period.end)]
    return []


def _unit_part(text: str, at: int, year: Point) -> list[Reading]:
    """A quarter, half, season or holiday, alone or behind a year."""
    if _UNIT_HEADS.isdisjoint(categories_at(text, at)):
        return []
    if match := _QUARTERS.match(text, at):
        first, last = int(match[1]), int(match[2])
        if first < last and last - first < 4 and not (last == 4 and "·" in match[0] and first < 3):
            return [(year._replace(unit=Unit("quarter", first)), Point(unit=Unit("quarter", last)), match.end())]
    if match := _QUARTER.match(text, at):
        if match[2] and year.year is None and not is_alone(text, at, match.end()):
            return []
        quarter = Unit("quarter", read_number(match[1] or match[2]))
        return _with_part(text, [(year._replace(unit=quarter), None, match.end())])
    if (word := find_word("half", text, at)) and not text.startswith("상·", max(0, at - 2)):
        return _with_part(text, [(year._replace(unit=Unit("half", word.value)), None, word.end)])
    if (word := find_word("season", text, at)) and year.year is not None:
        return [(year._replace(unit=Unit("season", word.value)), None, word.end)]
    if word := find_word("year_end", text, at):
        return [(year._replace(year=year.year or Ref("published", 0), part=3), None, word.end)]
    return holiday_part(text, at, year)


def _with_part(text: str, readings: list[Reading]) -> list[Reading]:
    """A quarter or half, and the same with its part (3분기 말), which does not change the value."""
    point, last, end = readings[0]
    part = _QUARTER_PART.match(text, end)
    return [*readings, (point, last, part.end())] if part and ends_well(text, part.end()) else readings


def _lunar_part(text: str, at: int, year: Point) -> list[Reading]:
    """음력 8월 15일, 음력 윤2월 5일, 음력 설; the year that is said is the lunar one."""
    match = _LUNAR.match(text, at) if text.startswith("음력", at) else None
    if match is None:
        return []
    after = match.end()
    if year.year is None and (said := _YEAR.match(text, after)) and said[1]:
        year, after = Point(year=Ref("number", int(said[1]))), skip_space(text, said.end())  # 음력 2024년 5월 5일
    readings = _month_part(text, after, year)
    if not readings:
        return [] if match[1] else holiday_part(text, match.end(), year)
    return [(p._replace(lunar=2 if match[1] else 1), last, end) for p, last, end in readings if not p.part]


def _followed_by_month(text: str, at: int) -> bool:
    after = skip_space(text, at)
    return _MONTH.match(text, after) is not None or find_word("month_name", text, after) is not None


def _month_part(text: str, at: int, year: Point) -> list[Reading]:
    """A month, alone or behind a year, and what may stand behind it."""
    is_figure = text[at : at + 1].isdigit()
    if is_figure and (match := _MONTHS.match(text, at)):
        first, last = int(match[1]), int(match[2])
        if (
            1 <= first <= 12
            and 1 <= last <= 12
            and first != last
            and (last == first + 1 or not _LISTED.search(match[0]))
        ):
            after_day = _DAY.match(text, skip_space(text, match.end()))
            if not after_day:
                return [(year._replace(month=Ref("number", first)), Point(month=Ref("number", last)), match.end())]
    if is_figure and (match := _MONTH.match(text, at)):
        if not 1 <= int(match[1]) <= 12:
            return []
        month, end = year._replace(month=Ref("number", int(match[1]))), match.end()
    elif (word := find_word("month", text, at)) and year.year is None:
        month, end = Point(month=Ref("published", word.value)), word.end
    elif (word := find_word("month_name", text, at)) and _is_month_name(text, at, word, year):
        month, end = year._replace(month=Ref("number", word.value % 100), lunar=int(word.value > 100)), word.end
    elif word := find_word("anchor_month", text, at):
        after = skip_space(text, word.end)
        if word.form in ("전달", "전월") and not (text[after : after + 1].isdigit() or is_previous(text, at, word.end)):
            return []
        month, end = year._replace(month=Ref("anchor", word.value)), word.end
    else:
        return []
    after = skip_space(text, end)
    if _NAMED_MONTH.match(text, after) or (
        month.month is not None and month.month.base != "number" and _AWARD.match(text, end)
    ):
        return []
    readings: list[Reading] = [(month, None, end)]
    days = _day_part(text, after, month)
    if days:
        return readings + days
    part = find_word("part", text, after)
    if part and ends_well(text, part.end):
        readings.append((month._replace(part=part.value), None, part.end))
    return readings


def _is_tomorrow(text: str, at: int, end: int) -> bool:
    """Whether 낼 is 내일 and not a form of 내다 (돈을 낼 수 있다): alone, first in a text, or before a clock time."""
    if is_alone(text, at, end) or CLOCK_TAIL.match(text, end):
        return True
    return at == 0 and _OF_VERB.match(text, end) is None


def _is_month_name(text: str, at: int, word: Word, year: Point) -> bool:
    """Whether a month in words is one: always 시월, 이월 only with a day, a part or a year, or after 지난, 오는, 음력."""
    if find_word("holiday", text, at):
        return False  # 정월대보름, 섣달그믐
    if word.form not in _DOUBTFUL_MONTHS or year.year is not None or is_alone(text, at, word.end):
        return True
    if text.startswith(("지난 ", "오는 ", "음력 ", "다음 "), max(0, at - 3)):
        return True
    after = skip_space(text, word.end)
    if find_word("day_name", text, after) or _DAY.match(text, after):
        return True
    day = _SPELLED_DAY.match(text, after)
    if day is not None:
        return ends_well(text, day.end())
    if text.startswith("의 ", word.end) and find_word("nth_day", text, word.end + 2):
        return True
    part = find_word("part", text, after)
    return part is not None and after > word.end and ends_well(text, part.end)


def _is_relative_day(point: Point) -> bool:
    return point.day is not None and point.day.base != "number"


def is_previous(text: str, at: int, end: int) -> bool:
    """Whether 전달, 전주 and 전일 mean the period before: 전달보다, 전주 대비, 전달 29일; not 전달했다, 전주시, 전일제."""
    return _PREVIOUS_TAIL.match(text, end) is not None or is_alone(text, at, end)


def _day_part(text: str, at: int, month: Point) -> list[Reading]:
    is_figure = text[at : at + 1].isdigit()
    if is_figure and (match := _DAYS.match(text, at)):
        first, last = int(match[1]), int(match[2])
        is_list = last != first + 1 and _LISTED.search(match[0])
        if (
            1 <= first <= 31
            and 1 <= last <= 31
            and first != last
            and not is_list
            and not _DISTANT.match(text, match.end())
        ):
            return [(month._replace(day=Ref("number", first)), Point(day=Ref("number", last)), match.end())]
    if is_figure and (match := _DAY.match(text, at)):
        if not 1 <= int(match[1]) <= 31:
            return []
        point = month._replace(day=Ref("number", int(match[1])))
        if bracket := WEEKDAY_BRACKET.match(text, match.end()):
            point = point._replace(weekday=WEEKDAY_LETTERS.index(bracket[1]))
        return _with_weekday(text, point, match.end())
    if spelled := _spelled_day(text, at, month):
        return spelled
    if month != Point():
        return []
    word = find_word("day", text, at)
    if word and (word.form != "낼" or _is_tomorrow(text, at, word.end)):
        return [(Point(day=Ref("published", word.value)), None, word.end)]
    if word := find_word("news_day", text, at):
        if word.form == "전일" and not (is_previous(text, at, word.end) or _TRADING.match(text, word.end)):
            return []
        return [(Point(day=Ref("news", word.value)), None, word.end)]
    if word := find_word("anchor_day", text, at):
        if word.form == "당일" and _SAME_DAY_SERVICE.match(text, word.end):
            return []
        return [(Point(day=Ref("anchor", word.value)), None, word.end)]
    if word := find_word("said_day", text, at):
        return [(Point(day=Ref("said", word.value)), None, word.end)]
    return []


def _spelled_day(text: str, at: int, month: Point) -> list[Reading]:
    """십오일, 초하루, 보름, 그믐: with a month, or alone; without one 이십삼일 and the like, which are no other words."""
    is_bare = month == Point()
    if word := find_word("day_name", text, at):
        if is_bare and not is_alone(text, at, word.end):
            return []
        if word.value < 0:
            base = Point(month=Ref("published", 0)) if is_bare else month
            return [] if month.lunar else [(base._replace(steps=(Step("nth_day", -1),)), None, word.end)]
        is_lunar = word.form == "초파일" and month.month == ("number", 4)
        point = month._replace(day=Ref("number", word.value), lunar=1 if is_lunar else month.lunar)
        return [(point, None, word.end)]
    match = _SPELLED_DAY.match(text, at) if is_bare else _SPACED_DAY.match(text, at)
    if match is None or not 1 <= read_number(match[1]) <= 31:
        return []
    if is_bare and len(match[1]) < 2 and not is_alone(text, at, match.end()):
        return []
    return _with_weekday(text, month._replace(day=Ref("number", read_number(match[1]))), match.end())


def _with_weekday(text: str, point: Point, end: int) -> list[Reading]:
    """A day, and the same with the weekday behind it: 15일, 15일 수요일."""
    readings: list[Reading] = [(point, None, end)]
    if day := find_word("weekday", text, skip_space(text, end)):
        readings.append((point._replace(weekday=day.value), None, day.end))
    return readings


def _is_year(digits: str) -> bool:
    return 1000 <= int(digits) <= 2999

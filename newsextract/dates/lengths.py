"""The rules that read distances: 사흘 뒤, 3년 전, 1년 6개월 전, 5영업일 후."""

from __future__ import annotations

import re
from typing import Final

from newsextract.dates.boundaries import ends_well, is_prefix_before_noun
from newsextract.dates.expressions import Point, Ref, Unit, UnitName
from newsextract.dates.numerals import SINO, read_number
from newsextract.dates.points import within_year
from newsextract.dates.steps import Reading, read_length
from newsextract.dates.words import Word, find_word, skip_space

#: 1년 6개월 전, 1년 반 뒤: years and months together.
_YEARS_AND_MONTHS: Final = re.compile(
    rf"(\d{{1,3}}|{SINO}) ?년 ?(?:(\d{{1,2}}|{SINO}) ?(?:개월|달)|(반)) ?(?=[전뒤후])"
)
#: 이 일 전 is before this matter, 이주 후 after moving: what looks like two days or two weeks is another word.
_UNLIKELY_LENGTH: Final = re.compile(r"[이사오구] (?:일|년)|[일이삼사오]주 ")
#: 2000년 전 is two thousand years ago, 2002년 전 (rarely said) before 2002.
_AGES_AGO: Final = re.compile(r"(\d{1,2}00)년 ?전(?![가-힣])")
_YEARS_BEFORE: Final = re.compile(r"\d년 ?$")
#: A length counted from a happening (공포 6개월 뒤) is none from a day.
_AFTER_NOUN: Final = re.compile(
    r"(?<![가-힣])(?!약|앞으로|향후|불과|이후|그로부터|오는)[가-힣]{1,5}"
    r"(?![은는이가을를에의도로서고며면해와과어아여워져쳐돼겨려])[가-힣](?<!으나)(?<!떠나)(?<!만나)(?<!지나)(?<!어나) $"
)
_NEXT_BOUND: Final = re.compile(r"(?![가-힣])|[에인의까부과보쯤이다라만]|(?<=[뒤후])[로면은는]|으로")
_WORKDAYS: Final = re.compile(r"(\d{1,3}) ?(?:영업일|거래일) ?([전뒤후])")


def distance(text: str, at: int) -> list[Reading]:
    """사흘 뒤, 이틀 전, 3년 전, 100일 뒤, 1년 6개월 전, 3년 전 5월; not 28일 전 직원, 3시간 전."""
    if match := _YEARS_AND_MONTHS.match(text, at):
        months = read_number(match[1]) * 12 + (6 if match[3] else read_number(match[2]))
        sign = _offset(text, match.end())
        return [(Point(unit=Unit("months", months * sign.value)), None, sign.end)] if sign else []
    if match := _AGES_AGO.match(text, at):
        return [(Point(unit=Unit("years", -int(match[1]))), None, match.end())]
    length = read_length(text, at)
    if length is None or _UNLIKELY_LENGTH.match(text, at) or _YEARS_BEFORE.search(text, max(0, at - 5), at):
        return []
    unit, count, end = length
    is_number = text[end - 1] == "일" and text[end - 2 : end] != "주일"
    end = skip_space(text, end)
    if unit != "days" and _AFTER_NOUN.search(text, max(0, at - 8), at) and text[end : end + 1] != "전":
        return []
    sign = _offset(text, end)
    if sign is None:
        return []
    if sign.value < 0 and is_number and is_prefix_before_noun(text, end):
        return []
    amount = count * sign.value
    reading: Reading = (Point(unit=Unit(unit, amount)), None, sign.end)
    if unit != "years":
        return [reading]
    year = Point(year=Ref("published", amount))
    longer = [r for r in within_year(text, sign.end, year) if not r[0].part and not _has_unit(r[0], "solar_term")]
    if any(_has_unit(r[0], "period") for r in longer):
        return longer
    return [reading, *longer]


def workdays(text: str, at: int) -> list[Reading]:
    """5영업일 전, 익영업일: workdays, from publication."""
    if word := find_word("workday", text, at):
        return [(Point(unit=Unit("workdays", word.value)), None, word.end)]
    match = _WORKDAYS.match(text, at)
    if match is None or not ends_well(text, match.end()):
        return []
    return [(Point(unit=Unit("workdays", int(match[1]) * (-1 if match[2] == "전" else 1))), None, match.end())]


def _offset(text: str, at: int) -> Word | None:
    """전, 뒤 or 후 with what may stand behind a distance."""
    sign = find_word("offset", text, at)
    return sign if sign and _NEXT_BOUND.match(text, sign.end) and ends_well(text, sign.end) else None


def _has_unit(point: Point, name: UnitName) -> bool:
    return point.unit is not None and point.unit.name == name

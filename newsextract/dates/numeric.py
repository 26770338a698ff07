"""The rules that read dates in figures: 2023.1.9, 1/9, 20230109, 2024-W09, D-3."""

from __future__ import annotations

import re
from typing import Final

from newsextract.dates.boundaries import DASH, is_alone
from newsextract.dates.expressions import Point, Ref, Step, Unit
from newsextract.dates.steps import Reading
from newsextract.dates.words import WEEKDAY_LETTERS

APOSTROPHES: Final = "'’‘"
#: The weekday that is written behind a day: 15일(수), 15일 (수요일).
WEEKDAY_BRACKET: Final = re.compile(r" ?\(([월화수목금토일])(?:요일)?[,)·]")
#: A clock time behind a date: it shows that 4/25 is a day.
CLOCK_TAIL: Final = re.compile(r" ?(?:오전|오후|새벽|아침|저녁|밤|낮|정오|자정|\d{1,2}시|\d{1,2}:\d\d)")
_FULL: Final = re.compile(r"(\d{4}|['’‘]?\d{2}) ?([./-]) ?(\d{1,2}) ?\2 ?(\d{1,2})(?!\d)")
_ISO_WEEK: Final = re.compile(r"((?:19|20)\d{2})-W(\d{2})(?!\d)")
_COMPACT: Final = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
#: What says that eight figures are a date: 가입일자 19920304.
_LABEL: Final = re.compile(r"(?:일자|날짜|월일|일) ?:? ?$")
_LONE_YEAR: Final = re.compile(r"(?:19|20)\d{2}")
_YEAR_MONTH: Final = re.compile(r"((?:19|20)\d{2})([./-])(0[1-9]|1[0-2])(?![\d./-]\d|\d)")
_MONTH_DAY: Final = re.compile(r"(\d{1,2})([./-]) ?(\d{1,2})(?![\d/%]|\.\d)")
#: The end of a range: 5. 10~[5. 12].
_BEHIND_DAY: Final = re.compile(rf"\d\.?{DASH}$")
_TO_DAY: Final = re.compile(
    rf"\.?(?: ?\([{WEEKDAY_LETTERS}](?:요일)?\))?{DASH}(?:(\d{{1,2}}) ?[./] ?)?"
    r"(\d{1,2})(?![\d./:년월시%]\d|[년월시분%개명건]|\d)"
)
#: D-3, and not the name of a visa or a league of countries: D-2 비자, D-8 정상회의.
_D_DAY: Final = re.compile(
    r"[Dd] ?([-–−+]) ?(\d{1,4})(?:일)?(?![\dA-Za-z.]| ?(?:비자|체류|정상|블록|구역|구획|등급|램|프린|급|학점|라인|동|호|타입|형))"
)
_TWO_DIGIT_PIVOT: Final = 50
_CENTURY_BASE: Final = 100
_LEAST_YEAR: Final = 1000


def numeric(text: str, at: int) -> list[Reading]:
    """2023.1.9, 2023-01-09, '23.1.9, 2024.08, 3/5부터, 3.15(금); not 3.5%, 1/3, 10-8."""
    if not text[at : at + 1].isdigit() and text[at : at + 1] not in APOSTROPHES:
        return []
    if match := _FULL.match(text, at):
        year, month, day = full_year(match[1]), int(match[3]), int(match[4])
        if year < _LEAST_YEAR:
            return []
        is_short = len(match[1]) == 2 and (match[2] != "." or _is_version(text, at))
        if _is_month_day(month, day) and (not is_short or (match[2] == "/" and is_alone(text, at, match.end()))):
            point = Point(year=Ref("number", year), month=Ref("number", month), day=Ref("number", day))
            return [(point, None, match.end()), *_to_day(text, match.end(), point)]
        return []
    if match := _ISO_WEEK.match(text, at):
        return [(Point(year=Ref("number", int(match[1])), steps=(Step("nth_week", int(match[2])),)), None, match.end())]
    if match := _YEAR_MONTH.match(text, at):
        return [(Point(year=Ref("number", int(match[1])), month=Ref("number", int(match[3]))), None, match.end())]
    if (match := _COMPACT.match(text, at)) and (
        is_alone(text, at, match.end()) or _LABEL.search(text, max(0, at - 4), at)
    ):
        year, month, day = (int(part) for part in match.groups())
        if _is_month_day(month, day):
            point = Point(year=Ref("number", year), month=Ref("number", month), day=Ref("number", day))
            return [(point, None, match.end())]
    if (match := _LONE_YEAR.match(text, at)) and is_alone(text, at, match.end()):
        return [(Point(year=Ref("number", int(match[0]))), None, match.end())]
    match = _MONTH_DAY.match(text, at)
    if match is None or not _is_month_day(int(match[1]), int(match[3])):
        return []
    end = match.end()
    point = Point(month=Ref("number", int(match[1])), day=Ref("number", int(match[3])))
    if bracket := WEEKDAY_BRACKET.match(text, end + text.startswith(".", end)):
        point = point._replace(weekday=WEEKDAY_LETTERS.index(bracket[1]))
        return [(point, None, end), *_to_day(text, end, point)]
    if match[2] == "/":
        is_date = text.startswith(("부터", "까지"), end) and (int(match[1]) > 1 or int(match[3]) > 9)
        is_date = is_date or CLOCK_TAIL.match(text, end) is not None
    else:
        is_date = match[2] == "." and _BEHIND_DAY.search(text, max(0, at - 6), at) is not None
    ranges = _to_day(text, end, point)
    if ranges and is_alone(text, at, ranges[0][2]):
        return ranges  # 10/21~10/25
    return [(point, None, end)] if is_date or is_alone(text, at, end) else []


def _to_day(text: str, at: int, first: Point) -> list[Reading]:
    """The range from a date in figures to a day in figures: 2024.10.21~25, 10.21(월)~25(금), 2024/10/21 - 10/25."""
    match = _TO_DAY.match(text, at)
    if match is None or not _is_month_day(int(match[1] or 1), int(match[2])):
        return []
    last = Point(month=Ref("number", int(match[1])) if match[1] else None, day=Ref("number", int(match[2])))
    return [(first, last, match.end())]


def d_day(text: str, at: int) -> list[Reading]:
    """D-3: the day is three days off; D+5: it was five days ago."""
    match = _D_DAY.match(text, at)
    if match is None or text.endswith("비타민 ", 0, at):
        return []
    return [(Point(unit=Unit("d_day", int(match[2]) * (-1 if match[1] == "+" else 1))), None, match.end())]


def full_year(digits: str) -> int:
    """'23 is 2023, '87 is 1987."""
    figures = digits.lstrip(APOSTROPHES)
    number = int(figures)
    if len(figures) > 2 or number >= _CENTURY_BASE:
        return number
    return number + (1900 if number >= _TWO_DIGIT_PIVOT else 2000)


def _is_version(text: str, at: int) -> bool:
    """Whether 12.3.1 stands behind a Latin name: iOS 12.3.1."""
    return at > 1 and text[at - 1] == " " and text[at - 2].isascii() and text[at - 2].isalpha()


def _is_month_day(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31

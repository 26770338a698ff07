"""Text → date and time expressions, left to right, without an analyzer.

    expression = point [ JOIN point ] | time
    point      = base { step }
    base       = numeric | [direction] year-part | [direction] month-part | [direction] day-part | week | distance | D-day
    year-part  = YEAR [ month-part | quarter | half | season | 초 | 말 | same-period | holiday ]
    month-part = MONTH [ day-part | 초 | 중순 | 말 ], also of the lunar calendar
    day-part   = DAY [ weekday ] | day word
    distance   = LENGTH (전 | 뒤 | 후)
    step       = nth day, week, weekday, weekend or month | weekday | 주말 | 오늘 | 다음 날 | distance
    time       = [part of the day] HOUR [MINUTE] | 정오 | 자정

Each piece is a function that reads at a place and returns the pieces read so far with their ends; an expression ends
at the longest piece behind which a date may end (`boundaries.py`). Words come from the table in `words.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from newsextract.dates.boundaries import DASH, begins_well, ends_well, is_length
from newsextract.dates.expressions import DateExpression, Expression, Point, TimeExpression
from newsextract.dates.numerals import NATIVE
from newsextract.dates.rules import rules_for
from newsextract.dates.steps import Reading, with_steps
from newsextract.dates.times import read_time
from newsextract.dates.words import categories_at, find_word, head_pattern, skip_space

_TIME_JOIN: Final = re.compile(rf"(?:께|쯤|경)?(?:{DASH}|부터 ?|에서 ?|와 |과 |, ?|·)(?=\d{{1,2}}[:시])")
_BRACKET: Final = r"\.?(?: ?\([^()\n]{1,12}\))?"
_JOIN: Final = re.compile(rf"{_BRACKET}(?: ?부터 ?|에서 ?|{DASH})(?![~∼])")
_TO: Final = re.compile(r"[^\n.,“”\"]{0,16}?(?:까지|사이)")
#: Before the clock time of a date: 23일 15:30, 23일(수) 15:30, 2023-01-09T15:30.
_TIME_GAP: Final = re.compile(
    r"(?:T|\.? ?(?:\([월화수목금토일](?:요일)?\) ?)? )(?=\d{1,2}:\d\d|\d{1,2}(?::\d\d)? ?[APap]\.?[Mm]|"
    rf"{NATIVE} ?시)"
)
_WEEKDAY_BRACKET: Final = re.compile(r" ?\([월화수목금토일]요일\)")
_TITLE_MARKS: Final = "‘'〈《「『<"
_TITLE: Final = re.compile(r"의 [^‘’'〉》」』>.,\n]{1,14}[’'〉》」』>]")
#: What stands for a space in text from pages: each becomes one, so that offsets stay.
_ODD_SPACE: Final = re.compile("[\t\xa0\u2002\u2003\u2009\u202f\u3000]")
_OTHER_ERA: Final = re.compile(r"(?:기원전|서기전|불기|단기|BC|B\.C\.) ?$")
_AND: Final = re.compile(r"과 |와 |, ?|·| 및 ")
_NTH: Final = r"(?:첫째|둘째|셋째|넷째|다섯째|마지막|[첫두세네] ?번째|첫)"
_NTHS: Final = re.compile(rf" ?{_NTH}(?:(?:·|, ?|와 |과 |및 ){_NTH})* ?(?:주 ?)?")
_RECURRING_TAIL: Final = re.compile(r"마다|이면|(?:은|에|에는)? ?(?:정기 ?)?(?:휴관|휴무|휴장|휴원|쉰다|쉬는|쉽니다)")


def plain_spaces(text: str) -> str:
    """A text with a space for each tab and odd space of pages, so that its offsets stay: what the grammar reads."""
    return _ODD_SPACE.sub(" ", text)


def find_expressions(text: str, start: int = 0, end: int | None = None) -> Iterator[Expression]:
    """Yield the dates and times of `text[start:end]` as written, left to right, without overlap.

    `start`, `end` and the spans are code points. Spaces are plain ones (`plain_spaces`).

    >>> [(text[e.start:e.end], e.rule) for text in ["오는 17일까지, 밤 11시께"] for e in find_expressions(text)]
    [('오는 17일', 'directed_day'), ('밤 11시', 'clock')]
    """
    pattern = head_pattern()
    at, stop = start, len(text) if end is None else end
    while match := pattern.search(text, at, stop):
        expression = read_expression(text, match.start()) if begins_well(text, match.start()) else None
        if expression is None:
            # A number is tried as a whole; behind a word that begins nothing another may begin: 지난 8일.
            at = match.end()
            continue
        yield expression
        at = expression.end
        if at >= stop:
            return
        if isinstance(expression, DateExpression) and (bracket := _WEEKDAY_BRACKET.match(text, at)):
            at = bracket.end()
        if isinstance(expression, DateExpression) and (glued := _read_time_of(text, at)):
            yield glued
            expression, at = glued, glued.end
        while isinstance(expression, TimeExpression) and (join := _TIME_JOIN.match(text, at)):
            expression = read_time(text, join.end(), expression)
            if expression is None:
                break
            yield expression
            at = expression.end


def read_expression(text: str, at: int) -> Expression | None:
    """Return the longest date or time that begins at `at`, or None.

    >>> read_expression("1월 3일부터 7일까지", 0).end
    10
    """
    if "recurring" in categories_at(text, at) and (recurring := find_word("recurring", text, at)):
        return _read_recurring(text, at, recurring.end)
    return _read_date(text, at) or read_time(text, at)


def _read_time_of(text: str, at: int) -> TimeExpression | None:
    """The time written directly behind a date: 어제저녁 7시, 23일 15:30, 2023-01-09T15:30."""
    if find_word("clock", text, at):
        return read_time(text, at)
    if text[at - 1] == "밤" and text.startswith(" ", at):
        return read_time(text, at + 1, is_night=True)
    gap = _TIME_GAP.match(text, at)
    return read_time(text, gap.end(), is_tied=True) if gap else None


def _read_recurring(text: str, at: int, end: int) -> DateExpression | None:
    """매주 월요일, 매년 3월 1일, 매월 둘째·넷째 주 일요일: with what recurs, but without its clock time."""
    after = _NTHS.match(text, end)
    date = _read_date(text, after.end() if after else skip_space(text, end))
    while date is not None and (more := _AND.match(text, date.end)) and (other := _read_date(text, more.end())):
        date = other  # 매달 10일과 25일
    if date is None and not ends_well(text, end):
        return None  # 매일신문, 격주간지
    return DateExpression(at, date.end if date else end, "recurring", Point(), None, True)


def _read_date(text: str, at: int) -> DateExpression | None:
    reading = _best(text, at, _readings(text, at), allow_join=True)
    if reading is None:
        return None
    first, last, end = reading
    is_weekday = first.weekday is not None and first.unit is None and first.day is None and not first.steps
    recurring = is_weekday and _RECURRING_TAIL.match(text, end) is not None
    if last is not None:
        return DateExpression(at, end, "range", first, last, recurring)
    join = _JOIN.match(text, end) if end < len(text) else None
    if join:
        second = _best(text, join.end(), _readings(text, join.end()), allow_join=False)
        second = second or _continuation(text, join.end(), first)
        if second and second[1] is None and _joins(text, first, join[0], second):
            return DateExpression(at, second[2], "range", first, second[0], is_weekday and not first.direction)
    if not ends_well(text, end) and not join and not _is_birthday(text, first, end):
        return None
    if at and (_OTHER_ERA.search(text, max(0, at - 5), at) or _opens_title(text, at, end)):
        return None
    return DateExpression(at, end, _rule(first), first, None, recurring)


def _continuation(text: str, at: int, first: Point) -> Reading | None:
    """The end of a range that is a part of the same period: 3월 둘째 주부터 [넷째 주]까지."""
    base = first._replace(steps=())
    if not first.steps:
        if first.month is None or first.day is None:
            return None
        base = first._replace(day=None, weekday=None)  # 3월 20일부터 말일까지
    return _best(text, at, list(with_steps(text, (base, None, at))), allow_join=False)


def _opens_title(text: str, at: int, end: int) -> bool:
    """Whether a date opens a name in marks: ‘오늘의 게임’, 〈8월의 크리스마스〉; not ‘10월 고용동향’."""
    return text[at - 1] in _TITLE_MARKS and _TITLE.match(text, end) is not None


def _joins(text: str, first: Point, join: str, second: Reading) -> bool:
    """Whether two points make one range: always with a dash, with 부터 only if 까지 or 사이 comes soon."""
    point, _, end = second
    if first.unit and first.unit.name in ("days", "months", "years"):
        return False
    if "부터" not in join and "에서" not in join:
        return True
    if "에서" in join and (first.unit is not None or point.unit is not None):
        return False
    return _TO.match(text, end) is not None


def _best(text: str, at: int, readings: list[Reading], allow_join: bool) -> Reading | None:
    """The longest reading behind which a date may end."""
    if len(readings) > 1:
        readings = sorted(readings, key=lambda reading: -reading[2])
    for point, last, end in readings:
        if _is_bare(point) and is_length(text, at, end):
            continue
        if ends_well(text, end) or (allow_join and _JOIN.match(text, end)) or _is_birthday(text, point, end):
            return point, last, end
    return None


def _is_birthday(text: str, point: Point, end: int) -> bool:
    """1904년 1월 19일생, 2월 29일생."""
    return point.month is not None and point.day is not None and text.startswith("생", end) and ends_well(text, end + 1)


def _is_bare(point: Point) -> bool:
    """Whether only the words around a number tell a date from a length: 3일, 2분기."""
    if point.steps:
        return False
    if point.year is not None:
        return point.unit is not None and point.unit.name == "decade"
    if point.month is not None:
        return point.day is None and point.month.base == "number"
    if point.unit is not None:
        return point.unit.name in ("quarter", "half")
    return point.day is not None and point.day.base == "number"


def _rule(point: Point) -> str:
    """The name of the rule that read a point, from the pieces it has."""
    unit = point.unit
    if unit is not None and unit.name in ("days", "months", "years"):
        return "_".join(["distance", *(step.name for step in point.steps)])
    pieces = []
    if point.direction:
        pieces.append("directed")
    if point.year is not None:
        pieces.append("year" if point.year.base == "number" else f"{point.year.base}_year")
    if point.month is not None:
        pieces.append("month" if point.month.base == "number" else f"{point.month.base}_month")
    if unit is not None:
        pieces.append(unit.name)
    if point.day is not None:
        pieces.append("day" if point.day.base == "number" else f"{point.day.base}_day")
    if point.weekday is not None and point.day is None and unit is None:
        pieces.append("weekday")
    if point.lunar:
        pieces.insert(0, "lunar")
    pieces += [f"{step.name}_on" if step.name in ("days", "months", "years") else step.name for step in point.steps]
    return "_".join(["bare", *pieces] if point.is_open and len(pieces) == 1 else pieces)


def _readings(text: str, at: int) -> list[Reading]:
    """All readings of a point that begins at `at`, of every length."""
    for rule in rules_for(categories_at(text, at)):
        if readings := rule(text, at):
            steps = [longer for reading in readings if reading[2] < len(text) for longer in with_steps(text, reading)]
            return readings + steps if steps else readings
    return []

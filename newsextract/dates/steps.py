"""Steps from a period to a part of it, or away from it: 다음 분기 첫 주 월요일, 올해 마지막 날, 작년 오늘, 추석 이틀 전.

A step is read behind any reading of a point whose period can have it, so that no rule needs to know of steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, TypeAlias

from newsextract.dates.expressions import Point, Step, StepName
from newsextract.dates.numerals import SINO, read_number
from newsextract.dates.words import WEEKDAY_LETTERS, categories_at, find_word, first_characters, skip_space

#: A point or the two points of a range, and where the reading ends.
Reading: TypeAlias = tuple[Point, Point | None, int]
#: What a point is to its steps. `named` is a day with a name of its own (추석), `season` the days off around one, `word` a day
#: that is counted from publication or by its place (모레, 다음 주 수요일, 지난달 말일), `weeks` a distance in weeks.
Scope: TypeAlias = Literal["year", "month", "part", "week", "weeks", "day", "word", "named", "season", ""]

#: How a point of each unit can be gone on from; units that are not here have no steps.
_SCOPES: Final[dict[str, Scope]] = {
    "quarter": "part",
    "quarter_word": "part",
    "prior_quarter": "part",
    "half": "part",
    "season": "part",
    "school_year": "part",
    "week": "week",
    "prior_week": "week",
    "holiday": "named",
    "holidays": "season",
    "solar_term": "named",
    "substitute": "named",
    "months": "month",
    "years": "year",
}
#: How many steps one date may take; no one writes more than three.
_MOST_STEPS: Final = 5
_NAMED_DAYS: Final = ("weekday", "nth_day", "nth_weekday", "nth_workday")
_LONG: Final = ("year", "month", "part")
#: The steps that are one word: for each scope the categories of words, and the step that each is.
_IN_LONG: Final[tuple[tuple[str, StepName], ...]] = (
    ("nth_day", "nth_day"),
    ("nth_workday", "nth_workday"),
    ("nth_weekend", "nth_weekend"),
    ("nth_week", "nth_week"),
)
_IN_WEEK: Final[tuple[tuple[str, StepName], ...]] = (
    ("weekday", "weekday"),
    ("weekend_of_week", "weekend"),
    ("workdays", "workdays"),
    ("same", "same"),
)
_FROM_NAMED: Final[tuple[tuple[str, StepName], ...]] = (("day_after", "days"), ("week_after", "weeks"))
_WORD_STEPS: Final[dict[Scope, tuple[tuple[str, StepName], ...]]] = {
    "year": (*_IN_LONG, ("nth_month", "nth_month"), ("same", "same"), ("same_month", "same_month")),
    "part": (*_IN_LONG, ("nth_month", "nth_month")),
    "month": (*_IN_LONG, ("same", "same")),
    "week": (*_IN_WEEK, *_IN_LONG[:2]),
    "weeks": _IN_WEEK,
    "season": (*_IN_LONG[:2], *_FROM_NAMED),
    "named": _FROM_NAMED,
    "day": (),
    "word": (),
}
#: What a step leads to; a day, if it is not here.
_AFTER: Final[dict[StepName, Scope]] = {
    "workdays": "",
    "nth_week": "",
    "nth_weekend": "season",
    "nth_month": "month",
    "weekend": "season",
    "same_month": "month",
    "weeks": "week",
    "months": "month",
    "years": "year",
}
#: Any step begins with one of these, behind at most one space; asked before the table, since most points have no step.
_FIRST: Final = frozenset("0123456789Dd으로부일이삼사오육칠팔구십백") | first_characters(
    "nth_day nth_week nth_weekend nth_workday nth_month nth weekday weekend_of_week workdays same week_after day_after substitute same_month "
    "days months years".split()
)
_FROM: Final = re.compile(r"(?:으로|로)?부터 ")
_WEEK_NUMBER: Final = re.compile(r"(\d{1,2})주 ?차(?![가-힣])")
_MONTH_DAY: Final = re.compile(r"(\d{1,2})일")
_D_DAY: Final = re.compile(r"[Dd]-(\d{1,3})(?![\d\w])")
#: 이번 주 수~금.
_WEEKDAYS: Final = re.compile(
    rf" ([{WEEKDAY_LETTERS}])(?:요일)? ?[~∼～-] ?([{WEEKDAY_LETTERS}])(?:요일)?(?![가-힣](?<!까))"
)
_LENGTH_UNITS: Final[tuple[Literal["days", "months", "years"], ...]] = ("days", "months", "years")
_LENGTH: Final = re.compile(rf"(\d{{1,3}}|{SINO}) ?(일|주일|주|개월|달|년)")


def with_steps(text: str, reading: Reading) -> Iterator[Reading]:
    """Yield the readings that go on from one by a step, and from those by further steps."""
    point, last, end = reading
    at = end + 2 if text.startswith("의 ", end) else end + text.startswith(" ", end)
    if last is not None or len(point.steps) >= _MOST_STEPS or text[at : at + 1] not in _FIRST:
        return
    scope = _scope(point)
    if not scope:
        return
    for step, after in _steps(text, end, at, scope, point):
        longer: Reading = (point._replace(steps=(*point.steps, step)), None, after)
        yield longer
        yield from with_steps(text, longer)
    if scope == "week" and (days := _WEEKDAYS.match(text, end)):
        ends = [
            point._replace(steps=(*point.steps, Step("weekday", weekday=WEEKDAY_LETTERS.index(day))))
            for day in days.groups()
        ]
        yield ends[0], ends[1], days.end()


def read_length(text: str, at: int) -> tuple[Literal["days", "months", "years"], int, int] | None:
    """Read a length: its unit, its count and its end. 사흘, 3주, 십오 일, 세 달.

    >>> read_length("2주 뒤", 0)
    ('days', 14, 2)
    """
    if match := _LENGTH.match(text, at):
        count, name = read_number(match[1]), match[2]
        if name[0] == "주":
            return "days", count * 7, match.end()
        return "days" if name == "일" else "years" if name == "년" else "months", count, match.end()
    categories = categories_at(text, at)
    for unit in _LENGTH_UNITS:
        if unit in categories and (word := find_word(unit, text, at)):
            return unit, word.value, word.end
    return None


def _scope(point: Point) -> Scope:
    if point.steps:
        return "word" if point.steps[-1].name in _NAMED_DAYS else _AFTER.get(point.steps[-1].name, "day")
    if point.part or point.weekday is not None:
        return "day" if point.weekday is not None else ""
    if point.unit is not None:
        if point.unit.name == "days":
            return "weeks" if point.unit.amount % 7 == 0 else ""
        return _SCOPES.get(point.unit.name, "")
    if point.day is not None:
        return "word" if point.day.base == "published" else "day"
    if point.month is not None:
        return "" if point.lunar else "month"
    return "year" if point.year is not None else ""


def _steps(text: str, end: int, at: int, scope: Scope, point: Point) -> Iterator[tuple[Step, int]]:
    """The steps that can be taken at `end` from a period of a scope, with their ends; their first word begins at `at`."""
    unit = None if point.steps else point.unit
    categories = categories_at(text, at)
    for category, name in _WORD_STEPS[scope]:
        if category in categories and (word := find_word(category, text, at)):
            yield Step(name, weekday=word.value) if name == "weekday" else Step(name, word.value), word.end
    if scope in _LONG:
        yield from nth_weekdays(text, at, categories)
        if unit and unit.name == "months" and (match := _MONTH_DAY.match(text, at)) and 1 <= int(match[1]) <= 31:
            yield Step("month_day", int(match[1])), match.end()
        return
    if scope in ("named", "season"):
        if unit and unit.name == "holiday" and (other := find_word("substitute", text, at)):
            yield Step("substitute", unit.amount), other.end
        if match := _D_DAY.match(text, at):
            yield Step("days", -int(match[1])), match.end()
    if scope in ("day", "word") and (other := find_word("day_after", text, at)):
        is_full = point.month is not None or bool(point.steps) or scope == "word"
        if other.value > 0 or (other.value and is_full):  # 12일 전날보다 is two dates
            yield Step("days", other.value), other.end
    if scope in ("named", "season", "day", "word"):
        yield from _distances(text, end, at, scope, is_step=bool(point.steps))


def nth_weekdays(text: str, at: int, categories: frozenset[str]) -> Iterator[tuple[Step, int]]:
    """셋째 주 수요일, 첫 번째 월요일, 둘째 주 주말, 10주차."""
    if "digit" in categories and (match := _WEEK_NUMBER.match(text, at)):
        yield Step("nth_week", int(match[1])), match.end()
    if categories.isdisjoint(("nth_week", "nth")):
        return
    week = find_word("nth_week", text, at)
    number = week or find_word("nth", text, at)
    if number is None:
        return
    after = skip_space(text, number.end)
    if day := find_word("weekday", text, after):
        yield Step("nth_weekday", number.value, day.value), day.end
    if week and (weekend := find_word("weekend_of_week", text, after)):
        yield Step("nth_weekend", number.value), weekend.end


def _distances(text: str, end: int, at: int, scope: Scope, *, is_step: bool) -> Iterator[tuple[Step, int]]:
    """추석 이틀 전, 내일부터 사흘 뒤, 이달 말일 이틀 전; `is_step`: the day is itself reached by a step."""
    start = _FROM.match(text, end)
    if start is None and (scope == "day" or (scope == "word" and not is_step)):
        return  # 오늘 3년 전 사건의 선고가 나온다: two dates
    length = read_length(text, start.end() if start else at)
    if length is None:
        return
    unit, count, after = length
    sign = find_word("offset", text, skip_space(text, after))
    if sign and not (start and start[0] == "부터 " and sign.value < 0):
        yield Step(unit, count * sign.value), sign.end

"""The rules that read a clock time: 오후 2시 30분, 밤 12시, 세 시 반, 정오, 18:30부터, 3:30 PM."""

from __future__ import annotations

import re
from typing import Final

from newsextract.dates.boundaries import DASH, ends_well, is_alone
from newsextract.dates.expressions import TimeExpression
from newsextract.dates.numerals import NATIVE, NATIVE_HOURS, SINO, read_number
from newsextract.dates.words import Word, find_word, skip_space

_HOUR: Final = re.compile(
    rf"(\d{{1,2}}|{NATIVE}) ?시(?: ?(\d{{1,2}}|{SINO}) ?분(?: ?(?:\d{{1,2}}|{SINO}) ?초)?| ?(반)(?=[께쯤경에부까은의을,. )\n]|$))?"
)
_CLOCK: Final = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(?![:\d])")
_HOURS: Final = re.compile(rf"(\d{{1,2}})(?={DASH}\d{{1,2}}시)")
#: 3:30 PM, 3pm: the half of the day behind the hour.
_HALF_BEHIND: Final = re.compile(r"(\d{1,2})(?::(\d{2}))? ?([APap])\.?[Mm]\.?(?![A-Za-z])")
#: The value of 밤 among the parts of the day.
_NIGHT: Final = 18
_SCORE: Final = re.compile(r"(?:으로|로|의)? ?(?:승|패|이겼|졌|꺾|역전|스코어|이긴|진(?![가-힣]))|[으]?로(?![가-힣])")


def read_time(
    text: str, at: int, start: TimeExpression | None = None, *, is_tied: bool = False, is_night: bool = False
) -> TimeExpression | None:
    """A clock time. `start` is the time that opens the range of which this is the end: 오후 2시~5시.

    `is_tied` is true right behind a date, where a bare 15:30 is a time; `is_night` behind 어젯밤, where 11시 is 23:00.
    """
    if noon := find_word("noon", text, at):
        if not ends_well(text, noon.end):
            return None
        midnight_ends_day = noon.value == 0 and text.startswith("까지", noon.end)
        return TimeExpression(at, noon.end, "noon", noon.value, 0, midnight_ends_day)
    if half := _HALF_BEHIND.match(text, at):
        hour = int(half[1])
        if not 0 < hour <= 12 or int(half[2] or 0) > 59:
            return None
        hour = hour % 12 + (12 if half[3] in "Pp" else 0)
        return TimeExpression(at, half.end(), "clock", hour, int(half[2] or 0), False, half[2] is not None)
    clock = find_word("clock", text, at)
    after = skip_space(text, clock.end) if clock else at
    clock = clock or (Word(_NIGHT, at, "밤") if is_night else None)
    hour, minute, end, has_minute = -1, 0, at, False
    if (match := _HOUR.match(text, after)) and (
        clock or start or is_tied or match[1][0].isdigit() or is_alone(text, at, match.end())
    ):
        hour = NATIVE_HOURS.get(match[1]) or read_number(match[1])
        minute = read_number(match[2]) if match[2] else 30 if match[3] else 0
        end, has_minute = match.end(), bool(match[2] or match[3])
    elif (match := _CLOCK.match(text, after)) and (clock or start or is_tied or _is_clock(text, match)):
        if is_tied and not clock and _SCORE.match(text, match.end()):
            return None
        hour, minute, end, has_minute = int(match[1]), int(match[2]), match.end(), True
    elif clock and (match := _HOURS.match(text, after)):
        hour, end = int(match[1]), match.end()
        return TimeExpression(at, end, "clock", _hour24(hour, clock.value, clock.form), 0)
    if not 0 <= hour <= 24 or not 0 <= minute < 60:
        return None
    if not _time_ends_well(text, end):
        return None
    if clock is None:
        if start is not None and hour <= 12 and (hour, minute) < (start.hour, start.minute) <= (hour + 12, minute):
            hour += 12
        return TimeExpression(at, end, "hour", hour % 24, minute, hour == 24, has_minute)
    hour24 = _hour24(hour, clock.value, clock.form)
    next_day = clock.form in ("밤", "심야") and hour24 < 6
    return TimeExpression(at, end, "clock", hour24, minute, next_day, has_minute)


def _hour24(hour: int, part: int, form: str) -> int:
    """The hour of 24 for an hour of 12 in a part of the day."""
    if hour > 12:
        return hour % 24
    if part in (12, 17):
        return hour % 12 + 12
    if part == 11:
        return hour + 12 if hour < 7 else hour
    if part == 18:
        return hour + 12 if 5 < hour < 12 else hour % 12
    return hour if form == "아침" else hour % 12


def _time_ends_well(text: str, end: int) -> bool:
    """Whether a clock time may end here: 2시부터, 2시 30분께; not 2시간, 2시 방향, 9시 뉴스."""
    well = ends_well(text, end) or text.startswith(("마다", "정각"), end)
    return well and not re.match(r"간| ?(?:방향|뉴스|편의점|무인|약국|해장국|식당|카페|데이트)", text[end : end + 4])


def _is_clock(text: str, match: re.Match[str]) -> bool:
    """Whether a bare 10:30 is a time and not a score: alone, or with a particle of time behind it."""
    if match.start() and text[match.start() - 1] in ":.":
        return False
    tail = rf"(?:부터|까지|에(?![가-힣])|경|께|쯤)|{DASH}\d{{1,2}}:\d\d"
    return re.match(tail, text[match.end() : match.end() + 8]) is not None or is_alone(text, *match.span())

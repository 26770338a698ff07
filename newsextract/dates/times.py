"""The rules that read a clock time: 오후 2시 30분, 밤 12시, 정오, 18:30부터."""

from __future__ import annotations

import re
from typing import Final

from newsextract.dates.boundaries import ends_well
from newsextract.dates.expressions import TimeExpression
from newsextract.dates.words import find_word, skip_space

_DASH: Final = r" ?[~∼～–-] ?"
_HOUR: Final = re.compile(r"(\d{1,2})시(?: ?(\d{1,2})분(?: ?\d{1,2}초)?| ?(반)(?=[께쯤경에부까은의을,. )\n]|$))?")
_CLOCK: Final = re.compile(r"(\d{1,2}):(\d{2})(?![:\d])")
_HOURS: Final = re.compile(rf"(\d{{1,2}})(?={_DASH}\d{{1,2}}시)")


def read_time(text: str, at: int, start: TimeExpression | None = None) -> TimeExpression | None:
    """A clock time. `start` is the time that opens the range of which this is the end: 오후 2시~5시."""
    if noon := find_word("noon", text, at):
        if not ends_well(text, noon.end):
            return None
        midnight_ends_day = noon.value == 0 and text.startswith("까지", noon.end)
        return TimeExpression(at, noon.end, "noon", noon.value, 0, midnight_ends_day)
    clock = find_word("clock", text, at)
    after = skip_space(text, clock.end) if clock else at
    hour, minute, end = -1, 0, at
    if match := _HOUR.match(text, after):
        hour, minute, end = int(match[1]), int(match[2] or (30 if match[3] else 0)), match.end()
    elif (match := _CLOCK.match(text, after)) and (clock or start or _is_clock(text, match)):
        hour, minute, end = int(match[1]), int(match[2]), match.end()
    elif clock and (match := _HOURS.match(text, after)):
        hour, end = int(match[1]), match.end()
        return TimeExpression(at, end, "clock", *_hour24(hour, clock.value, clock.form), False)
    elif (
        clock and (word := find_word("native_hour", text, after)) and text.startswith("시", skip_space(text, word.end))
    ):
        hour, end = word.value, skip_space(text, word.end) + 1
        if half := re.compile(" ?반(?![가-힣])").match(text, end):
            minute, end = 30, half.end()
    if not 0 <= hour <= 24 or not 0 <= minute < 60:
        return None
    if not _time_ends_well(text, end):
        return None
    if clock is None:
        if start is not None and hour <= 12 and (hour, minute) < (start.hour, start.minute):
            hour += 12
        return TimeExpression(at, end, "hour", hour % 24, minute, hour == 24)
    hour24, _ = _hour24(hour, clock.value, clock.form)
    next_day = clock.form in ("밤", "심야") and hour24 < 6
    return TimeExpression(at, end, "clock", hour24, minute, next_day)


def _hour24(hour: int, part: int, form: str) -> tuple[int, int]:
    """The hour of 24 for an hour of 12 in a part of the day."""
    if hour > 12:
        return hour % 24, 0
    if form in ("오후", "저녁"):
        return (hour % 12 + 12), 0
    if part == 11:
        return (hour + 12 if hour < 7 else hour), 0
    if part == 18:
        return (hour + 12 if 5 < hour < 12 else hour % 12), 0
    return hour % 12 if form in ("오전", "새벽") else hour, 0


def _time_ends_well(text: str, end: int) -> bool:
    """Whether a clock time may end here: 2시부터, 2시 30분께; not 2시간, 2시 방향, 9시 뉴스."""
    well = ends_well(text, end) or text.startswith("마다", end)
    return well and not re.match(r"간| ?(?:방향|뉴스|편의점|무인|약국)", text[end : end + 4])


def _is_clock(text: str, match: re.Match[str]) -> bool:
    """Whether a bare 10:30 is a time and not a score: only with a particle of time behind it."""
    if match.start() and text[match.start() - 1] in ":.":
        return False
    return (
        re.match(r"(?:부터|까지|에(?![가-힣])|경|께|쯤)| ?[~∼～–-] ?\d{1,2}:\d\d", text[match.end() : match.end() + 8])
        is not None
    )

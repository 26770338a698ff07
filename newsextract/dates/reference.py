"""What a date is resolved against, and the choice between the days that it may mean."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Final, Literal, NamedTuple, TypeAlias

from newsextract.dates.almanac import Period
from newsextract.dates.expressions import Point

#: What the sentence says: past (a verb in the past tense), none, nearest (7일자: on either side), present (열린다:
#: mostly the future), moved (17일로 연기됐다: after the first appointment), future (예정, 까지).
Tense: TypeAlias = Literal["past", "none", "nearest", "present", "moved", "future"]
#: How far off an open day may lie, in days, before the sign of the sentence is doubted: a writer says 지난달 or
#: 다음 달 for days further off. Set by hand; on the gold articles (2026-11) no value from 3 to 11 and from 15 to 28 differs.
NEAR: Final = 7
FAR: Final = 20
#: A verb in the present tense does not mean a month further off than this: that would be 내년 10월. Days.
_NEXT_YEAR: Final = 270
#: A past day without a month that is this near to publication is of the month of publication. Days.
FRESH: Final = 3
MONTH: Final = 31


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


def year_of(point: Point, context: Context) -> int | None:
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


def tense_of(point: Point, context: Context) -> Tense:
    """지난 and 오는 outweigh the verb."""
    if point.direction < 0:
        return "past"
    if point.direction == 1:
        return "future"
    return context.tense


def nearest(
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
    begun = past.last if past.precision == "range" else past.first  # 1~9월 in October has only just ended
    back, ahead = max((day - begun).days, 0), (future.first - day).days
    if tense == "past":
        return past
    if tense == "present" and ahead > _NEXT_YEAR and back < ahead:
        return past  # 10월 계도 기간을 거쳐 이달부터 물린다
    if tense == "present" and ratio is None and back <= FRESH and ahead > FAR:
        return past  # 현지 시간 27일 밤 뱃고동이 울려 퍼집니다, on the 28th: a day of next month would be said so
    if tense in ("future", "present", "moved"):
        return future
    if tense == "nearest":
        return past if back <= ahead else future
    if ratio is not None:
        return future if back > ratio * max(ahead, 1) + near else past
    return future if back > far and ahead <= near + 3 else past

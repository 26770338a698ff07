"""Arithmetic on half-open spans `[start, end)`, and the one place where overlapping mentions are settled."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from itertools import accumulate

from newsextract.model import BODY_KINDS, PLACE_KINDS, Mention


def overlaps(start: int, end: int, other_start: int, other_end: int) -> bool:
    """Whether two spans share a code point.

    >>> overlaps(0, 3, 2, 5), overlaps(0, 3, 3, 5)
    (True, False)
    """
    return start < other_end and other_start < end


class Cover:
    """Spans, which may overlap, arranged for asking whether any of them reaches into a stretch."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        #: By the same index, how far any of the spans so far reaches.
        self._furthest = list(accumulate((end for _, end in ordered), max))

    def reaches(self, start: int, end: int) -> bool:
        """Whether any of the spans shares a code point with `[start, end)`.

        >>> cover = Cover([(0, 9), (2, 3)])
        >>> cover.reaches(5, 7), cover.reaches(9, 10)
        (True, False)
        """
        at = bisect_left(self._starts, end) - 1
        return at >= 0 and self._furthest[at] > start


def may_nest(inner: Mention, outer: Mention) -> bool:
    """Whether one mention may lie inside another: the two cases of the guidelines.

    A place at the head of a fused title (포항 in 포항시장); places, companies and organizations inside an event.
    """
    if not (outer.start <= inner.start and inner.end <= outer.end) or (inner.start, inner.end) == (
        outer.start,
        outer.end,
    ):
        return False
    if outer.kind == "TITLE":
        return inner.kind in PLACE_KINDS and inner.start == outer.start
    return outer.kind == "EVENT" and (inner.kind in PLACE_KINDS or inner.kind in BODY_KINDS)


def settle(candidates: Iterable[Mention], rank: Callable[[str], int]) -> list[Mention]:
    """Choose among overlapping candidates; return the chosen ones sorted by start, then longest first.

    Candidates are taken in the order of `rank(rule)` (higher first), then length (longer first), then start; one that
    overlaps a mention already taken is dropped, unless one of the two may nest in the other:

        [2020 [동북아]CEO경제협력포럼]    an event takes its place in
        [[포항]시장]                     a title takes the place at its head in
        [대구][경북공동관] → [대구경북공동관]  of two that cross, the longer of one rank wins
    """
    order = sorted(
        candidates, key=lambda mention: (-rank(mention.rule), mention.start - mention.end, mention.start, mention.kind)
    )
    taken: list[Mention] = []
    by_cell: dict[int, list[Mention]] = {}
    for mention in order:
        cells = range(mention.start // 16, (mention.end - 1) // 16 + 1)
        others = {id(other): other for cell in cells for other in by_cell.get(cell, ())}
        if any(
            overlaps(mention.start, mention.end, other.start, other.end)
            and not may_nest(mention, other)
            and not may_nest(other, mention)
            for other in others.values()
        ):
            continue
        taken.append(mention)
        for cell in cells:
            by_cell.setdefault(cell, []).append(mention)
    return sorted(taken, key=lambda mention: (mention.start, -mention.end, mention.kind))

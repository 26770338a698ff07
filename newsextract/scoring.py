"""Scores of spans: strict (same kind, same start, same end) and relaxed (same kind, a code point in common).

A wrong span is both a false alarm and a miss. Each prediction and each gold span is used for at most one match.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple, TypeAlias

#: Kind, start, end: code points, end exclusive.
Span: TypeAlias = tuple[str, int, int]
Measure: TypeAlias = "Callable[[Collection[Span], Collection[Span]], Tally]"


class Tally(NamedTuple):
    """Counts of what was right, of what was predicted and of what the gold has."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """The share of the predictions that are right, 0 to 1."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that was found, 0 to 1."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 to 1."""
        return 2 * self.right / (self.predicted + self.gold) if self.right else 0.0

    def plus(self, other: Tally) -> Tally:
        """The counts of both together."""
        return Tally(*map(sum, zip(self, other, strict=True)))


def strict(gold: Collection[Span], predicted: Collection[Span]) -> Tally:
    """Count spans that are the same.

    >>> strict({("CITY", 0, 2), ("ORG", 5, 9)}, {("CITY", 0, 2), ("ORG", 5, 8)})
    Tally(right=1, predicted=2, gold=2)
    """
    wanted, found = frozenset(gold), frozenset(predicted)
    return Tally(len(wanted & found), len(found), len(wanted))


def relaxed(gold: Collection[Span], predicted: Collection[Span]) -> Tally:
    """Count pairs of spans of one kind that overlap, from left to right, each span in at most one pair.

    >>> relaxed({("ORG", 5, 9)}, {("ORG", 5, 7), ("ORG", 8, 9)})
    Tally(right=1, predicted=2, gold=1)
    """
    wanted, found = frozenset(gold), frozenset(predicted)
    left: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for kind, start, end in sorted(found):
        left[kind].append((start, end))
    right = 0
    # The one that ends first can be taken without loss: it leaves most to the others.
    for kind, start, end in sorted(wanted, key=lambda span: (span[2], span[1])):
        for index, (begin, stop) in enumerate(left[kind]):
            if begin < end and start < stop:
                right += 1
                del left[kind][index]
                break
    return Tally(right, len(found), len(wanted))


def by_kind(gold: Collection[Span], predicted: Collection[Span], measure: Measure = strict) -> dict[str, Tally]:
    """The tally of each kind that occurs, in name order, and of all together under `ALL`.

    >>> by_kind({("CITY", 0, 2)}, {("ORG", 0, 2)})["ALL"]
    Tally(right=0, predicted=1, gold=1)
    """
    tallies = {
        kind: measure([span for span in gold if span[0] == kind], [span for span in predicted if span[0] == kind])
        for kind in sorted({kind for kind, _, _ in (*gold, *predicted)})
    }
    return {**tallies, "ALL": total(tallies.values())}


def total(tallies: Iterable[Tally]) -> Tally:
    """Add counts up."""
    sums = Tally()
    for tally in tallies:
        sums = sums.plus(tally)
    return sums

"""The scorer of spans, on cases worked out by hand."""

from __future__ import annotations

import pytest

from newsextract.scoring import Span, Tally, by_kind, relaxed, strict, total

GOLD: set[Span] = {("PERSON", 0, 3), ("CITY", 4, 6), ("ORG", 10, 14), ("ORG", 20, 25), ("DATE", 30, 32)}
PREDICTED: set[Span] = {("PERSON", 0, 3), ("ORG", 4, 6), ("ORG", 10, 13), ("ORG", 13, 14), ("ORG", 24, 28)}


def test_strict_by_hand() -> None:
    # Right: the person. The city has the wrong kind, no organization the right span, the date is missed.
    assert strict(GOLD, PREDICTED) == Tally(1, 5, 5)
    tallies = by_kind(GOLD, PREDICTED)
    assert tallies == {
        "CITY": Tally(0, 0, 1),
        "DATE": Tally(0, 0, 1),
        "ORG": Tally(0, 4, 2),
        "PERSON": Tally(1, 1, 1),
        "ALL": Tally(1, 5, 5),
    }


def test_relaxed_by_hand() -> None:
    # 10-14 meets one of its two halves, 20-25 meets 24-28; 4-6 is of another kind.
    assert relaxed(GOLD, PREDICTED) == Tally(3, 5, 5)
    assert by_kind(GOLD, PREDICTED, relaxed)["ORG"] == Tally(2, 4, 2)


@pytest.mark.parametrize(
    ("gold", "predicted", "pairs"),
    [
        ({("ORG", 0, 9)}, {("ORG", 0, 3), ("ORG", 6, 9)}, 1),
        ({("ORG", 0, 3), ("ORG", 6, 9)}, {("ORG", 0, 9)}, 1),
        ({("ORG", 0, 5), ("ORG", 4, 9)}, {("ORG", 3, 5), ("ORG", 5, 8)}, 2),
        ({("ORG", 0, 3)}, {("ORG", 3, 6)}, 0),
        (set(), {("ORG", 3, 6)}, 0),
    ],
)
def test_each_span_is_in_one_pair(gold: set[Span], predicted: set[Span], pairs: int) -> None:
    assert relaxed(gold, predicted) == Tally(pairs, len(predicted), len(gold))


def test_rates() -> None:
    tally = Tally(3, 4, 6)
    assert (tally.precision, tally.recall, tally.f1) == (0.75, 0.5, 0.6)
    assert Tally().precision == Tally().recall == Tally().f1 == 0.0
    assert total([tally, Tally(1, 1, 1)]) == Tally(4, 5, 7)

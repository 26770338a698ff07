"""Span arithmetic and the settling of overlaps; needs no analyzer."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsextract.recognizers
from newsextract.model import KINDS, Kind, Mention
from newsextract.spans import may_nest, overlaps, settle
from tests.builders import make_mention

TEXT = "제3회 해운대구 시민포럼을 마친 이강덕 포항시장은 서울로 돌아갔다."
RANKS = {"weak": 1, "usual": 2, "strong": 3}


def mention(start: int, end: int, kind: Kind, rule: str = "usual") -> Mention:
    return make_mention(TEXT, start, end, kind, rule=rule)


def marked(word: str, kind: Kind, rule: str = "usual") -> Mention:
    return mention(TEXT.index(word), TEXT.index(word) + len(word), kind, rule)


def kept(*candidates: Mention) -> list[tuple[str, Kind]]:
    return [(chosen.text, chosen.kind) for chosen in settle(candidates, lambda rule: RANKS[rule])]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [((0, 3), (2, 5), True), ((0, 3), (3, 5), False), ((3, 5), (0, 3), False), ((0, 9), (3, 4), True)],
)
def test_overlaps(one: tuple[int, int], other: tuple[int, int], expected: bool) -> None:
    assert overlaps(*one, *other) is overlaps(*other, *one) is expected


@pytest.mark.parametrize(
    ("inner", "outer", "expected"),
    [
        (("포항", "CITY"), ("포항시장", "TITLE"), True),
        (("시장", "CITY"), ("포항시장", "TITLE"), False),  # not at the head
        (("포항", "ORG"), ("포항시장", "TITLE"), False),  # not a place
        (("포항시장", "CITY"), ("포항시장", "TITLE"), False),  # not inside but the same
        (("해운대구", "COUNTY"), ("제3회 해운대구 시민포럼", "EVENT"), True),
        (("시민", "ORG"), ("제3회 해운대구 시민포럼", "EVENT"), True),
        (("시민", "COMPANY"), ("제3회 해운대구 시민포럼", "EVENT"), True),
        (("제3회", "DATE"), ("제3회 해운대구 시민포럼", "EVENT"), False),
        (("시민", "PERSON"), ("제3회 해운대구 시민포럼", "EVENT"), False),
        (("이강덕", "PERSON"), ("이강덕 포항시장", "ORG"), False),
        (("서울", "CITY"), ("포항시장", "TITLE"), False),  # apart
    ],
)
def test_nesting(inner: tuple[str, Kind], outer: tuple[str, Kind], expected: bool) -> None:
    assert may_nest(marked(*inner), marked(*outer)) is expected


def test_a_higher_rank_wins_over_a_longer_span() -> None:
    assert kept(marked("이강덕 포항시장", "ORG", "weak"), marked("이강덕", "PERSON", "strong")) == [
        ("이강덕", "PERSON")
    ]


def test_of_one_rank_the_longer_wins() -> None:
    assert kept(marked("이강덕", "PERSON"), marked("이강덕 포항시장", "ORG")) == [("이강덕 포항시장", "ORG")]


def test_the_two_nestings_stand() -> None:
    assert kept(
        marked("포항", "CITY"),
        marked("포항시장", "TITLE"),
        marked("해운대구", "COUNTY", "weak"),
        marked("제3회 해운대구 시민포럼", "EVENT", "strong"),
    ) == [
        ("제3회 해운대구 시민포럼", "EVENT"),
        ("해운대구", "COUNTY"),
        ("포항시장", "TITLE"),
        ("포항", "CITY"),
    ]


def test_what_was_dropped_blocks_nothing() -> None:
    assert kept(
        marked("포항시장", "TITLE", "strong"), marked("이강덕 포항", "ORG"), marked("이강덕", "PERSON", "weak")
    ) == [("이강덕", "PERSON"), ("포항시장", "TITLE")]


def test_the_same_finding_of_two_rules_is_kept_once() -> None:
    assert kept(marked("서울", "CITY", "weak"), marked("서울", "CITY", "strong")) == [("서울", "CITY")]


@st.composite
def candidates(draw: st.DrawFn) -> list[Mention]:
    spans = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 12), st.sampled_from(KINDS))
    drawn = draw(st.lists(st.tuples(spans, st.sampled_from(sorted(RANKS))), max_size=12))
    return [mention(start, min(start + length, len(TEXT)), kind, rule) for (start, length, kind), rule in drawn]


@given(candidates())
def test_settled_mentions_are_sorted_and_nest_only_as_allowed(found: list[Mention]) -> None:
    settled = settle(found, lambda rule: RANKS[rule])
    assert [(m.start, -m.end) for m in settled] == sorted((m.start, -m.end) for m in settled)
    for one, other in combinations(settled, 2):
        assert not overlaps(one.start, one.end, other.start, other.end) or may_nest(other, one) or may_nest(one, other)


@given(candidates())
def test_settling_is_stable_and_drops_nothing_without_reason(found: list[Mention]) -> None:
    settled = settle(found, lambda rule: RANKS[rule])
    assert settle(settled, lambda rule: RANKS[rule]) == settled
    assert settle(reversed(found), lambda rule: RANKS[rule]) == settle(found, lambda rule: RANKS[rule])
    for dropped in [m for m in found if m not in settled]:
        assert any(overlaps(dropped.start, dropped.end, m.start, m.end) for m in settled)


def test_every_ranked_rule_is_a_rule_of_some_recognizer() -> None:
    folder = Path(newsextract.recognizers.__file__).parent
    beside = [folder.parent / "repeats.py", folder.parent / "headlines.py"]
    sources = [*beside, *(path for path in folder.glob("*.py") if path.name != "__init__.py")]
    code = "".join(path.read_text(encoding="utf-8") for path in sources)
    ranked = [rule for _, _, rules in newsextract.recognizers.GROUPS for rule in rules.split()]
    assert sorted(ranked) == sorted(set(ranked))
    assert [rule for rule in ranked if f'"{rule}"' not in code] == []

"""The recognizers on the tables of cases: our own sentences through the real analyzer."""

from __future__ import annotations

import pytest

from newsextract.model import BODY_KINDS, PLACE_KINDS, Kind, Mention
from newsextract.pipeline import Extractor
from tests.marked_text import Case, Span, parameters, read_cases, read_marked

#: The kinds of which a row of a table marks every mention.
KINDS_OF_TABLE: dict[str, frozenset[Kind]] = {
    "people": frozenset({"PERSON", "TITLE"}),
    "places": PLACE_KINDS,
    "organizations": BODY_KINDS,
    "events": frozenset({"EVENT"}),
}
LEAST_ROWS = {"people": 100, "places": 80, "organizations": 75, "events": 50}


def found_spans(mentions: tuple[Mention, ...], kinds: frozenset[Kind]) -> list[Span]:
    """The spans of the mentions of some kinds, and of those that lie inside one of them."""
    outer = [mention for mention in mentions if mention.kind in kinds]
    return [
        (mention.kind, mention.start, mention.end)
        for mention in mentions
        if mention.kind in kinds or any(other.start <= mention.start and mention.end <= other.end for other in outer)
    ]


def written(text: str, spans: list[Span]) -> list[str]:
    """Spans as a reader sees them: the difference in a failing test speaks for itself."""
    return [f"{kind}[{start}:{end}]{text[start:end]}" for kind, start, end in spans]


def check(extractor: Extractor, table: str, case: Case) -> None:
    result = extractor.extract(case.text, published=case.published, plain=True)
    found = found_spans(result.mentions, KINDS_OF_TABLE[table])
    assert written(case.text, found) == written(case.text, list(case.spans))


@pytest.mark.parametrize("case", parameters("people"))
def test_people(extractor: Extractor, case: Case) -> None:
    check(extractor, "people", case)


@pytest.mark.parametrize("case", parameters("places"))
def test_places(extractor: Extractor, case: Case) -> None:
    check(extractor, "places", case)


@pytest.mark.parametrize("case", parameters("organizations"))
def test_organizations(extractor: Extractor, case: Case) -> None:
    check(extractor, "organizations", case)


@pytest.mark.parametrize("case", parameters("events"))
def test_events(extractor: Extractor, case: Case) -> None:
    check(extractor, "events", case)


@pytest.mark.parametrize("table", LEAST_ROWS)
def test_tables_are_large_and_have_negative_rows(table: str) -> None:
    rows = list(read_cases(table))
    assert len({row.id for row in rows}) == len({row.text for row in rows}) == len(rows) >= LEAST_ROWS[table]
    assert sum(not row.spans for row in rows) >= len(rows) // 5
    assert {kind for row in rows for kind, _, _ in row.spans} >= KINDS_OF_TABLE[table]


@pytest.mark.parametrize("marked", ["{CITY:포항", "포항}", "{CITY:포항}}시장"])
def test_a_broken_mark_is_an_error(marked: str) -> None:
    with pytest.raises(ValueError, match="mark"):
        read_marked(marked)

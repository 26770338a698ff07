"""Officials, quotes and entities on the tables of cases: our own sentences through the real analyzer."""

from __future__ import annotations

import pytest

from newsextract.model import Result
from newsextract.pipeline import Extractor
from tests.marked_text import Case, parameters, read_cases

LEAST_ROWS = {"officials": 450, "quotes": 300, "coreference": 30}


def extract(extractor: Extractor, case: Case) -> Result:
    """Extract a row; one of several lines is read as a page, so that its first line is the headline."""
    return extractor.extract(case.text, published=case.published, plain="\n" not in case.text)


def listed(expected: str, separator: str) -> list[str]:
    """The parts of a column of expected values; none if it is empty."""
    return expected.split(separator) if expected else []


@pytest.mark.parametrize("case", parameters("officials", expected=True))
def test_officials(extractor: Extractor, case: Case) -> None:
    result = extractor.extract(case.text, published=case.published, plain=True)
    found = ["|".join((o.name or "-", o.title, o.organization or "-", o.status)) for o in result.officials]
    assert sorted(found) == sorted(listed(case.expected, " ; "))
    assert all(official.former == (official.status == "former") for official in result.officials)


@pytest.mark.parametrize("case", parameters("quotes", expected=True))
def test_quotes(extractor: Extractor, case: Case) -> None:
    quotes = extract(extractor, case).quotes
    if any(label == "INDIRECT" for label, _, _ in case.spans):
        chosen = [quote for quote in quotes if not quote.direct]
    else:
        chosen = [quote for quote in quotes if quote.direct]
    assert [quote.text for quote in chosen] == [case.text[start:end] for _, start, end in case.spans]
    assert [(quote.start, quote.end) for quote in chosen] == [(start, end) for _, start, end in case.spans]
    assert [quote.speaker or "-" for quote in chosen] == listed(case.expected, " | ")


@pytest.mark.parametrize("case", parameters("coreference", expected=True))
def test_entities(extractor: Extractor, case: Case) -> None:
    result = extract(extractor, case)
    outer_first = {(mention.start, mention.end): mention.entity for mention in result.mentions}
    marks = [(f"{label}:{case.text[start:end]}", outer_first.get((start, end))) for label, start, end in case.spans]
    assert not [mark for mark, entity in marks if entity is None], "not every marked span is a mention"
    names = {entity.id: entity.name for entity in result.entities}
    meant = {(mark.split(":")[0], entity) for mark, entity in marks}
    assert sorted(f"{letter}={names[entity]}" for letter, entity in meant if entity) == listed(case.expected, " ; ")
    assert len({entity for _, entity in meant}) == len(meant)


@pytest.mark.parametrize("table", LEAST_ROWS)
def test_tables_are_large(table: str) -> None:
    rows = list(read_cases(table, expected=True))
    assert len({row.id for row in rows}) == len({row.text for row in rows}) == len(rows) >= LEAST_ROWS[table]


@pytest.mark.parametrize("table", ["officials", "quotes"])
def test_tables_have_negative_rows(table: str) -> None:
    rows = list(read_cases(table, expected=True))
    assert sum(not row.expected for row in rows) >= len(rows) // 7


def test_the_verb_of_a_quotation_is_not_taken_from_the_next(extractor: Extractor) -> None:
    text = "김철수 시장은 “새로운 일자리가 많이 생길 것”이라며 “도시가 완전히 거듭나겠다”고 강조했다."
    assert [quote.verb for quote in extractor.extract(text, plain=True).quotes] == [None, "강조하"]

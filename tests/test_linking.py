"""Officials, quotes and entities on the tables of cases: our own sentences through the real analyzer."""

from __future__ import annotations

from datetime import date

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


def test_each_link_keeps_its_reason(extractor: Extractor) -> None:
    text = (
        "이강덕 포항시장과 조너선 리브스 대표가 국토교통부(이하 국토부)에서 만났다. 이 시장은 “항만을 함께 키우겠다”고 말했다. "
        "리브스 대표도 “한국은 중요한 시장이다”라고 했다. 시장은 “예산을 더 따 오겠다”고 덧붙였다. 국토부는 답하지 않았다."
    )
    result = extractor.extract(text, plain=True)
    links = {(mention.text, mention.link) for mention in result.mentions if mention.kind != "DATE"}
    assert {("이강덕", None), ("이", "surname_and_title"), ("리브스", "part_of_name"), ("시장", "same_office")} <= links
    assert ("국토부", "same_entry") in links
    mayor = next(index for index, official in enumerate(result.officials) if official.name == "이강덕")
    assert result.officials[mayor].rule == "name_before_title"
    spoken = [(quote.speaker, quote.official == mayor, quote.rule) for quote in result.quotes]
    assert spoken == [
        ("이강덕", True, "subject_before"),
        ("조너선 리브스", False, "subject_before"),
        ("이강덕", True, "subject_before"),
    ]


def test_a_quotation_of_nobody_has_no_rule(extractor: Extractor) -> None:
    (quote,) = extractor.extract("한 주민은 “비만 오면 가슴이 철렁한다”고 했다.", plain=True).quotes
    assert (quote.speaker, quote.entity, quote.official, quote.rule) == (None, None, None, None)


@pytest.mark.parametrize(
    ("published", "name", "years"),
    [
        ("2024-05-01", "산업통상자원부", "2013-2025"),
        ("2026-05-01", "산업통상부", "2025-"),
        ("2010-05-01", "산업통상부", "2025-"),
    ],
)
def test_ministries_have_their_name_and_years_of_the_day(
    extractor: Extractor, published: str, name: str, years: str
) -> None:
    result = extractor.extract("산업부는 이달 안에 예산을 짠다.", published=date.fromisoformat(published), plain=True)
    (ministry,) = (entity for entity in result.entities if entity.kind == "ORG")
    assert ministry.attributes == {"official_name": name, "years": years}


def test_one_body_under_two_names_makes_one_official(extractor: Extractor) -> None:
    text = "이종섭 기재부 장관이 말했다. 이 기획재정부 장관은 다시 말했다."
    (official,) = extractor.extract(text, published=date(2024, 5, 1), plain=True).officials
    assert (official.name, official.title, official.organization) == ("이종섭", "장관", "기획재정부")

"""Headline Korean on its table of cases: letters and short forms, and what of the body they stand for."""

from __future__ import annotations

import re

import pytest

from newsextract.model import BODY_KINDS, PLACE_KINDS, Kind
from newsextract.names import surname_readings
from newsextract.pipeline import Extractor
from tests.marked_text import Case, parameters, read_cases

#: The kinds of which a row marks every mention of its headline, and every one in hanja.
_KINDS: frozenset[Kind] = PLACE_KINDS | BODY_KINDS | {"PERSON"}


@pytest.mark.parametrize("case", parameters("headlines", expected=True))
def test_headlines(extractor: Extractor, case: Case) -> None:
    result = extractor.extract(case.text, published=case.published)
    headline = case.text.index("\n")
    names = {entity.id: entity.name for entity in result.entities}
    marked = {(start, end) for _, start, end in case.spans}
    found = [
        mention
        for mention in result.mentions
        if mention.kind in _KINDS
        and (mention.start < headline or (mention.start, mention.end) in marked or re.search("[一-鿿]", mention.text))
    ]
    expected = [
        f"{kind}[{start}:{end}]{case.text[start:end]} {name}"
        for (kind, start, end), name in zip(
            case.spans, case.expected.split(" ; ") if case.expected else [], strict=True
        )
    ]
    assert [f"{m.kind}[{m.start}:{m.end}]{m.text} {names[m.entity or '']}" for m in found] == expected


def test_the_table_is_large_and_has_negative_rows() -> None:
    rows = list(read_cases("headlines", expected=True))
    assert len({row.id for row in rows}) == len({row.text for row in rows}) == len(rows) >= 390
    assert sum(not row.expected for row in rows) >= 140


def test_a_form_is_an_alias_joined_for_its_reason(extractor: Extractor) -> None:
    result = extractor.extract(
        "尹 “민심 무겁게”…與 “쇄신”\n윤도하 대통령은 8일 고개를 숙였다. 국민의힘은 쇄신을 다짐했다."
    )
    aliases = {entity.name: entity.aliases for entity in result.entities}
    assert aliases["윤도하"] == ("尹",)
    assert aliases["국민의힘"] == ("與",)
    forms = [mention for mention in result.mentions if mention.zone == "headline"]
    assert [(form.text, form.rule, form.link) for form in forms] == [
        ("尹", "headline_form", "headline_form"),
        ("與", "headline_form", "headline_form"),
    ]


@pytest.mark.parametrize("plain", [True, False])
def test_a_text_without_a_headline_has_no_such_forms(extractor: Extractor, plain: bool) -> None:
    text = "尹은 8일 고개를 숙였다. 윤도하 대통령은 회견에서 말을 아꼈다."
    result = extractor.extract(text, plain=plain)
    assert [mention.text for mention in result.mentions if mention.kind == "PERSON"] == ["윤도하"]


def test_every_surname_in_hanja_is_read_as_a_surname_of_the_table(extractor: Extractor) -> None:
    from newsextract.gazetteer import Gazetteer
    from newsextract.names import HANJA_SURNAMES

    surnames = Gazetteer.load().surnames
    assert [
        letter for letter in HANJA_SURNAMES if not any(reading in surnames for reading in surname_readings(letter))
    ] == []

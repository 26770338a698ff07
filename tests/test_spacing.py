"""Wrong spaces: our own sentences with the errors of people and programs, through the real analyzer."""

from __future__ import annotations

import re

import pytest

from newsextract.model import Mention, Result
from newsextract.pipeline import Extractor
from newsextract.reader import article_from_text
from newsextract.restoring import RestoredDocument
from tests.conftest import SAMPLES
from tests.marked_text import Case, parameters, read_cases
from tests.spacing_errors import SpacingScore, compare, read_clean

#: The kinds of which no mention is marked in the table.
NOT_MARKED = ("DATE", "TIME")
RIGHT = [case for case in read_cases("spacing", expected=True) if case.text == case.expected]


def marked(mentions: tuple[Mention, ...]) -> list[str]:
    """The mentions of the kinds that the table marks, as a reader sees them."""
    return [f"{m.kind}[{m.start}:{m.end}]{m.text}" for m in mentions if m.kind not in NOT_MARKED]


def names(result: Result) -> list[tuple[str, str]]:
    """The entities that the table marks, without the spaces in their names."""
    return sorted(
        (entity.kind, re.sub(r"\s", "", entity.name)) for entity in result.entities if entity.kind not in NOT_MARKED
    )


@pytest.mark.parametrize("case", parameters("spacing", expected=True))
def test_wrong_spaces_hide_nothing(extractor: Extractor, case: Case) -> None:
    result = extractor.extract(case.text, plain=True)
    assert marked(result.mentions) == [
        f"{kind}[{start}:{end}]{case.text[start:end]}" for kind, start, end in case.spans
    ]
    assert names(result) == names(extractor.extract(case.expected, plain=True))


@pytest.mark.parametrize("case", RIGHT, ids=[case.id for case in RIGHT])
def test_right_spaces_stay(extractor: Extractor, case: Case) -> None:
    assert not isinstance(extractor.tokenize(article_from_text(case.text, plain=True)), RestoredDocument)


def test_the_table_is_large_and_its_texts_differ_in_spaces_only() -> None:
    rows = list(read_cases("spacing", expected=True))
    assert len({row.id for row in rows}) == len(rows) >= 60
    assert all(row.text.replace(" ", "") == row.expected.replace(" ", "") for row in rows)
    assert len(RIGHT) >= len(rows) // 5


def test_offsets_refer_to_the_text_as_it_was(extractor: Extractor) -> None:
    text = "한서율춘천시장은&nbsp;협약식에참석해예산을 늘리겠다고말했다. 한국은 행은 금 리를 올렸다."
    result = extractor.extract(text, plain=True)
    assert result.article.text == text
    assert all(text[mention.start : mention.end] == mention.text for mention in result.mentions)
    bank = next(mention for mention in result.mentions if mention.kind == "ORG")
    assert bank.text == "한국은 행"
    assert next(entity.name for entity in result.entities if entity.id == bank.entity) == "한국은행"


def test_officials_and_quotes_are_those_of_the_right_spaces(extractor: Extractor) -> None:
    right = "한서율 춘천시장은 8일 간담회에서 “예산을 모두 지키겠다”고 말했다. 구본결 의장은 “함께하겠다고 약속한다”고 답했다."
    wrong = "한서율춘천시장은 8일간담회에서“예산을 모두 지키겠다”고말했다. 구본결의장은“함께하겠다고 약속한다”고답했다."
    expected, found = extractor.extract(right, plain=True), extractor.extract(wrong, plain=True)
    assert [(o.name, o.title, o.organization) for o in found.officials] == [
        (o.name, o.title, o.organization) for o in expected.officials
    ]
    assert [(q.speaker, q.text) for q in found.quotes] == [(q.speaker, q.text) for q in expected.quotes]


def test_a_space_missing_once_makes_no_other_doubtful(extractor: Extractor) -> None:
    # 평창계룡농협 could be two words, but one error in two hundred words does not show that this is one.
    one = "설아람평창군수는 딸기 축제를 열었다."
    plain = "시는 올해 딸기를 더 많이 심어 여러 나라에 보내기로 했다고 설명했다. "
    text = f"{one} 평창계룡농협은 일손을 보탰다. {plain * 20}"
    found = marked(extractor.extract(text, plain=True).mentions)
    assert "PERSON[0:3]설아람" in found
    assert any(mention.endswith("평창계룡농협") for mention in found)


@pytest.mark.parametrize("name", ["expo.txt", "clean.txt"])
@pytest.mark.parametrize("variant", ["2 % of spaces lost", "after particles", "after sentences, quotes"])
def test_a_sample_keeps_its_entities(extractor: Extractor, name: str, variant: str) -> None:
    score = SpacingScore()
    compare(extractor, read_clean(extractor, name, (SAMPLES / name).read_bytes()), variant, score)
    assert score.found >= 0.9 * score.entities

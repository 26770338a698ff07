"""Words with a space inside them: 업무협 약식, 한국은 행, 한서 율 시장."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from newsextract.model import Document, Token, Word
from newsextract.run_together import Vocabulary
from newsextract.tokenizer import SplitWord

#: Words of one syllable that stand before nouns by themselves: 첫 날, 제 때.
_OWN_WORDS = frozenset(
    "첫 한 두 세 네 제 이 그 저 내 여 남 각 총 전 현 새 옛 본 온 맨 긴 큰 작 양 매 몇 약 구 신 고 주 타 못 안 잘".split()
)


class Join(NamedTuple):
    """The offset of a space that parts a word. A join that is not `sure` counts only in an article with other errors."""

    at: int
    sure: bool


def find_joins(document: Document, vocabulary: Vocabulary, split: Iterable[SplitWord]) -> Iterator[Join]:
    """The spaces within words. `split` are the morphemes that the analyzer sees in spite of a space."""
    text = document.text
    for start, end, tag in split:
        parts = text[start:end].split(" ")
        if len(parts) != 2 or tag not in ("NNG", "NNP", "XR") or min(map(len, parts)) > 1:
            continue  # what has no part of one syllable may be two words: 판교 테크노밸리
        if len(parts[1]) == 1 and not _particle_at(document, end):
            begins = not text[max(start - 1, 0) : start].strip()
            if (not begins and len(parts[0]) == 1) or not _ends_word(text, end):
                continue  # a part of the word before or after it: 평양시 당, 사고 기종
        yield Join(start + len(parts[0]), tag == "NNG" and parts[0] not in _OWN_WORDS)
    words = document.words
    for before, after in pairwise(words):
        if after.start == before.end + 1 and text[before.end] == " ":
            yield from _in_name(document, before, after, vocabulary)


def _in_name(document: Document, before: Word, after: Word, vocabulary: Vocabulary) -> Iterator[Join]:
    """한서 율 시장, 강릉 시가: the parts of a name or place that are no words."""
    text = document.text
    first = text[before.start : before.end]
    second = document.tokens[after.first : after.last]
    if not (1 <= len(first) <= 4 and 1 <= second[0].end - after.start <= 3):
        return
    rest = second[0]
    if rest.form in ("시", "군", "구", "도") and rest.tag in ("NNG", "NNB", "XSN") and _before_particle(second):
        if vocabulary.is_place(first) and vocabulary.is_place(first + rest.form):
            yield Join(before.end, True)
        return
    if len(first) > 2 or len(second) > 3:
        return
    whole = text[after.start : after.end]
    for stem in (whole, whole[:-1]):
        name = first + stem
        if len(name) == 3 and vocabulary.is_name(name) and vocabulary.is_own(name) and not vocabulary.is_own(stem, 2):
            yield Join(before.end, True)
            return


def _particle_at(document: Document, at: int) -> bool:
    """Whether a particle begins at an offset."""
    index = bisect_left(document.tokens, at, key=lambda token: token.start)
    return index < len(document.tokens) and document.tokens[index].start == at and document.tokens[index].tag[0] == "J"


def _ends_word(text: str, at: int) -> bool:
    """Whether no letter or digit follows."""
    return not text[at : at + 1].isalnum()


def _before_particle(tokens: tuple[Token, ...]) -> bool:
    """Whether all that follows the first token of a word is particles."""
    return len(tokens) > 1 and all(token.tag[0] == "J" for token in tokens[1:])

"""Names and titles written as one word: 춘천시의회구본결의장 → 춘천시의회 구본결 의장.

A word is cut only where the tables, the article itself and the analyzer agree on what its parts are: a title of the tables on one
side, and on the other what looks like a name and is no word of the language.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from newsextract.context import TRUSTED, likeliest
from newsextract.gazetteer import Gazetteer
from newsextract.heads import HEADS, NOT_NAMES, head_of
from newsextract.model import PLACE_KINDS, Document, Token, Word
from newsextract.names import NOT_PERSONS
from newsextract.titles import PLACE_TITLES

_RUN = re.compile("[A-Za-z0-9가-힣]+")
#: Words of other lengths are not looked at: a name and a title have four syllables at least, and no analysis may be long.
LEAST, MOST = 4, 30
#: Least weight of a title that a word is cut at.
_TITLE = 0.5
#: Particles, longest first, as they are spelt in unknown words that hold two, which are cut behind them.
_SPELT_PARTICLES = (
    "에서는 에게는 으로는 까지는 부터는 에서도 에서의 에서 에게 에는 에도 으로 까지 부터 과의 와의 과는 와는 의 이 가 은 는 을 를 에 와 과 도"
).split()
#: Those of them that are syllables of many names too.
_DOUBTFUL_SPELT = frozenset("의 이 가 도".split())
#: An unknown word of so many syllables is likely two.
_LONG = 5


class Cut(NamedTuple):
    """Where a word is cut. A cut that is not `sure` counts only in an article with other errors."""

    at: int
    sure: bool
    particle: int = 0
    """How many syllables before it are a particle."""


class Vocabulary:
    """What an article's own words and the tables say about strings."""

    def __init__(self, document: Document, gazetteer: Gazetteer) -> None:
        self._document = document
        self._gazetteer = gazetteer

    @cached_property
    def _own(self) -> Mapping[str, int]:
        """How often each string is a word of the article without its particles."""
        found: dict[str, int] = {}
        for word in self._document.words:
            stem = self._document.text[word.start : stem_end(self._document.tokens[word.first : word.last], word.end)]
            found[stem] = found.get(stem, 0) + 1
        return found

    def is_own(self, text: str, times: int = 1) -> bool:
        """Whether the article has this as a word, without particles, so many times or more."""
        return len(text) >= 2 and self._own.get(text, 0) >= times

    def is_body_or_place(self, text: str) -> bool:
        """Whether a string names a body or place, by the tables or by its head noun."""
        if len(text) < 2:
            return False
        entry = likeliest(self._gazetteer.get(text))
        if entry is not None and entry.weight >= TRUSTED:
            return True
        found = head_of(text)
        return found is not None and found[1].kind == "ORG" and not found[1].named and len(text) > len(found[0]) + 1

    def is_place(self, text: str) -> bool:
        """Whether a string is a place of the tables."""
        entry = likeliest(self._gazetteer.get(text))
        return entry is not None and entry.weight >= TRUSTED and entry.kind in PLACE_KINDS

    def is_title(self, text: str) -> bool:
        """Whether a string is a title of the tables, or one with its place or body before it (춘천시장, 국립외교원장)."""
        if self._in_tables(text):
            return True
        for head, suffix in PLACE_TITLES.items():
            if text.endswith(head) and len(text) > len(head) + 1:
                place = text[: -len(head)]
                if any(self._is_division(name) for name in (place, place + suffix, place + "구")):
                    return True
        if text.endswith("장") and self.is_body_or_place(text[:-1]):
            return True
        return any(
            self._in_tables(text[-length:]) and self.is_body_or_place(text[:-length])
            for length in range(2, min(len(text) - 1, 6))
        )

    def is_plain_title(self, text: str) -> bool:
        """Whether a string is a title of the tables that names no place or body and is not said of one in the same word."""
        return self._in_tables(text) and text not in PLACE_TITLES

    def is_whole(self, text: str) -> bool:
        """Whether a string is one word: a title with its place (춘천시장), one of the tables (국회의장), or the name of a body."""
        if self._in_tables(text) or self.is_body_or_place(text):
            return True
        return self.is_title(text) and (text.endswith(tuple(PLACE_TITLES)) or self.is_body_or_place(text[:-1]))

    def ends_in_title(self, text: str) -> bool:
        """Whether a string ends in a title of the tables."""
        return any(self._in_tables(text[-length:]) for length in range(2, min(len(text), 9) + 1))

    def is_name(self, text: str) -> bool:
        """Whether a string has the shape of a Korean name of three syllables or more and is no other known word."""
        surnames = self._gazetteer.surnames
        if text in NOT_PERSONS or text in HEADS or text in NOT_NAMES or self._in_tables(text):
            return False
        if len(text) == 3 and (text[0] in surnames or text[:2] in surnames):
            return not self.is_body_or_place(text)
        return len(text) == 4 and text[:2] in surnames and not self.is_body_or_place(text)

    def follows_bullet(self, at: int) -> bool:
        """Whether a mark of personnel news stands before an offset: ▲지방재정국장마루한."""
        return self._document.text[max(at - 2, 0) : at].strip().endswith(("▲", "△", "▶", "▷", "◇", "◆"))

    def is_lone_name(self, text: str, start: int, tokens: tuple[Token, ...]) -> bool:
        """Whether a word begins with a name that is unknown to the analyzer and stands elsewhere too, or behind another such name."""
        first = tokens[0]
        if first.start != start or (first.known and first.tag != "NNP") or len(text) < 3:
            return False
        if text.isascii():
            return False
        if first.end != start + len(text) and (first.known or len(tokens) > 1):
            return False
        return not self.is_body_or_place(text) and (self._follows_name(first) or self.is_own(text))

    def _follows_name(self, token: Token) -> bool:
        """Whether the word before is one proper noun without a particle, and no place, body or whole Korean name.

        마르코 벨루치소장, but not 은새벽 도시건설위원장.
        """
        before = self._by_end.get(token.start - 1)
        if before is None or not (before.tag in ("NNP", "SL") or not before.known):
            return False
        name = self._document.text[before.start : before.end]
        return not self.is_body_or_place(name) and not self.is_name(name)

    @cached_property
    def _by_end(self) -> Mapping[int, Token]:
        return {
            word.end: self._document.tokens[word.first] for word in self._document.words if word.last == word.first + 1
        }

    def is_common_surname(self, text: str) -> bool:
        """Whether one person of a thousand or more has this surname."""
        return self._gazetteer.surnames.get(text, 0.0) >= 1

    def _in_tables(self, text: str) -> bool:
        return len(text) >= 2 and any(
            entry.kind == "TITLE" and entry.weight >= _TITLE for entry in self._gazetteer.get(text)
        )

    def _is_division(self, text: str) -> bool:
        return any(entry.kind in ("CITY", "COUNTY", "PROVINCE") for entry in self._gazetteer.get(text))


def stem_end(tokens: Sequence[Token], end: int) -> int:
    """Where a word of some tokens ends without the particles and endings behind its last noun."""
    for token in reversed(tokens):
        if token.tag[0] not in "JE" and not token.tag.startswith(("VCP", "S")) and token.form != "등":
            return min(token.end, end)
        end = min(end, token.start)
    return end


def find_cuts(document: Document, word: Word, vocabulary: Vocabulary) -> Iterator[Cut]:
    """The places where a word of names and titles is cut, in no order."""
    if word.end - word.start < LEAST:
        return
    tokens = document.tokens[word.first : word.last]
    for run in _RUN.finditer(document.text, word.start, word.end):
        start, end = run.span()
        if end - start < LEAST:
            continue
        inside = tokens
        if end - start < word.end - word.start:
            first = bisect_left(tokens, start, key=lambda token: token.start)
            inside = tokens[first : bisect_left(tokens, end, lo=first, key=lambda token: token.start)]
        if not inside or inside[0].start != start:
            continue
        ends = [stem_end(inside, end)]
        if ends[0] - start < LEAST:
            continue
        # Before a particle within the word, which may be a syllable of a name (구본결의장): the whole word comes first.
        ends += [token.start for token in inside if token.tag[0] == "J" and token.start < ends[0]][:1]
        for end in ends:
            stem = document.text[start:end]
            cuts = list(_cuts(stem, start, inside, vocabulary)) if LEAST <= len(stem) <= MOST else []
            if cuts:
                yield from (Cut(start + cut.at, cut.sure) for cut in cuts)
                break


def _cuts(stem: str, start: int, tokens: tuple[Token, ...], vocabulary: Vocabulary) -> Iterator[Cut]:
    if len(stem) < LEAST or vocabulary.is_whole(stem):
        return
    found = (
        _name_and_title(stem, start, tokens, vocabulary)
        or _title_and_name(stem, start, tokens, vocabulary)
        or _at_particle(stem, start, tokens, vocabulary)
        or _title_inside(stem, start, tokens, vocabulary)
        or _name_and_body(stem, start, tokens, vocabulary)
        or _two_names(stem, vocabulary)
        or _parts_of_unknown(stem, start, tokens, vocabulary)
    )
    done = 0
    for cut in found:
        yield cut
        part = stem[done : cut.at - cut.particle]
        yield from (Cut(done + c.at, c.sure) for c in _cuts(part, start + done, tokens, vocabulary))
        done = cut.at
    if found:
        yield from (Cut(done + c.at, c.sure) for c in _cuts(stem[done:], start + done, tokens, vocabulary))


def _name_and_title(stem: str, start: int, tokens: tuple[Token, ...], vocabulary: Vocabulary) -> list[Cut]:
    """주소영사무총장 → 주소영 사무총장, with a body or place before it where there is one."""
    for length in range(3 if len(stem) > 5 else 2, len(stem) - 1):
        title = stem[length:]
        if not vocabulary.is_title(title):
            continue
        if title not in PLACE_TITLES and vocabulary.is_lone_name(stem[:length], start, tokens):
            return [Cut(length, True)]
        # The longest title comes first, and with it the shortest of what stands before it.
        for size in (3, 4):
            at = length - size
            name = stem[max(at, 0) : length]
            if at < 0 or not vocabulary.is_name(name):
                continue
            sure = vocabulary.is_own(name) or _is_unknown(name, start + at, tokens)
            alone = _is_fragments(start + at, start + length, tokens) or _is_token(start + at, start + length, tokens)
            if not sure and not alone:
                continue
            sure = sure or (
                at == 0 and vocabulary.is_common_surname(name[0]) and _is_fragments(start + at, start + length, tokens)
            )
            if at == 0:
                return [Cut(length, sure)]
            before = stem[:at]
            if vocabulary.is_own(before) or vocabulary.is_body_or_place(before):
                return [Cut(at, sure), Cut(length, sure)]
        if vocabulary.is_plain_title(title) and _is_long_unknown(stem[:length], start, tokens):
            return [Cut(length, False)]
        return []
    return []


def _title_inside(stem: str, start: int, tokens: tuple[Token, ...], vocabulary: Vocabulary) -> list[Cut]:
    """백인규의장방문단 → 백인규 의장 방문단."""
    for token in tokens:
        end = token.end - start
        if LEAST <= end <= len(stem) - 2 and (found := _name_and_title(stem[:end], start, tokens, vocabulary)):
            return [*found, Cut(end, False)]
    return []


def _title_and_name(stem: str, start: int, tokens: tuple[Token, ...], vocabulary: Vocabulary) -> list[Cut]:
    """화가이중섭 → 화가 이중섭."""
    for size in (3, 4):
        at = len(stem) - size
        if at < 2 or not vocabulary.is_name(stem[at:]):
            continue
        if vocabulary.follows_bullet(start) and vocabulary.ends_in_title(stem[:at]):
            return [Cut(at, True)]
        if not vocabulary.is_title(stem[:at]):
            continue
        if vocabulary.is_own(stem[at:]) or _is_unknown(stem[at:], start + at, tokens):
            return [Cut(at, True)]
        if _is_fragments(start + at, start + len(stem), tokens):
            return [Cut(at, False)]
    return []


def _name_and_body(stem: str, start: int, tokens: tuple[Token, ...], vocabulary: Vocabulary) -> list[Cut]:
    """현승우제주대 → 현승우 제주대."""
    for size in (3, 4):
        name, body = stem[:size], stem[size:]
        if len(body) < 2 or not vocabulary.is_name(name) or not vocabulary.is_body_or_place(body):
            continue
        # Bodies are named after people too (백남기대책위), so that this alone shows no error.
        if vocabulary.is_own(name) or _is_unknown(name, start, tokens) or _is_fragments(start, start + size, tokens):
            return [Cut(size, False)]
    return []


def _parts_of_unknown(stem: str, start: int, tokens: tuple[Token, ...], vocabulary: Vocabulary) -> list[Cut]:
    """러시아알렉산더 → 러시아 알렉산더, 전진솔여울밸브 → 전진솔 여울밸브: a known place or a name before something unknown."""
    first = tokens[0]
    if first.known or first.start != start or first.end - start < _LONG:
        return []
    for at in range(min(first.end - start, len(stem)) - 2, 1, -1):
        if vocabulary.is_place(stem[:at]):
            return [Cut(at, False)]
    if vocabulary.is_name(stem[:3]) and (vocabulary.is_own(stem[:3]) or vocabulary.is_own(stem[3:])):
        return [Cut(3, False)]
    return []


def _two_names(stem: str, vocabulary: Vocabulary) -> list[Cut]:
    """태국총리 → 태국 총리, 대전한화생명이글스파크 → 대전 한화생명이글스파크: the longest body or place, then another word."""
    for at in range(len(stem) - 2, 1, -1):
        before, after = stem[:at], stem[at:]
        if vocabulary.is_body_or_place(before) or vocabulary.is_own(before):
            if vocabulary.is_plain_title(after) or (
                len(after) >= 3 and (vocabulary.is_own(after) or vocabulary.is_body_or_place(after))
            ):
                return [Cut(at, False)]
    return []


def _at_particle(stem: str, start: int, tokens: tuple[Token, ...], vocabulary: Vocabulary) -> list[Cut]:
    """춘천시와원주시 → 춘천시와 원주시: in a long unknown word, at a particle after what is known."""
    blob = next(
        (token for token in tokens if not token.known and token.start <= start + 2 and token.end - start >= _LONG), None
    )
    if blob is None:
        return []
    for at in range(2, min(blob.end - start, len(stem)) - 2):
        particle = next((p for p in _SPELT_PARTICLES if stem.startswith(p, at) and len(stem) - at - len(p) >= 2), None)
        if particle is None:
            continue
        before = stem[:at]
        if vocabulary.is_body_or_place(before + particle):
            continue
        if vocabulary.ends_in_title(before):
            return [Cut(at + len(particle), True, len(particle))]
        if vocabulary.is_own(before) or vocabulary.is_body_or_place(before):
            return [Cut(at + len(particle), particle not in _DOUBTFUL_SPELT, len(particle))]
    return []


def _is_unknown(name: str, start: int, tokens: tuple[Token, ...]) -> bool:
    """Whether the analyzer too takes a name for one, or finds it in a word that it does not know."""
    for token in tokens:
        if token.start <= start < token.end:
            if token.start == start and token.end == start + len(name):
                return not token.known or token.tag == "NNP"
            return not token.known and token.end >= start + len(name)
    return False


def _is_long_unknown(name: str, start: int, tokens: tuple[Token, ...]) -> bool:
    """Whether a word begins with a token of four syllables or more that the analyzer does not know: most often a foreigner's name."""
    return len(name) > 3 and not tokens[0].known and tokens[0].start == start and tokens[0].end >= start + len(name)


def _is_token(start: int, end: int, tokens: tuple[Token, ...]) -> bool:
    """Whether a stretch is one word to the analyzer: many names are (봉선화, 하늘)."""
    return any(token.start == start and token.end == end for token in tokens)


def _is_fragments(start: int, end: int, tokens: tuple[Token, ...]) -> bool:
    """Whether the analyzer makes of a stretch a lone syllable and what follows it: a name it does not know."""
    inside = [token for token in tokens if start <= token.start < end]
    return bool(inside) and inside[0].start == start and inside[-1].end >= end and inside[0].end - start == 1

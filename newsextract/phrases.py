"""Document → noun chunks: the units that the rules for names look at.

A chunk is the longest run of nominal morphemes inside one 어절 (spaced word), without particles, endings and
punctuation: `이강덕 포항시장은` has the chunks 이강덕 and 포항시장. What stands between two chunks is the *gap*; rules read
it as text: `" "` is juxtaposition, `"의 "` a genitive, `"·"` coordination.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from newsextract.model import Document, Sentence

#: Tags of morphemes that can be part of a name. NNB (의존명사: 등, 것, 명) never is.
NOMINAL = frozenset({"NNG", "NNP", "NR", "SL", "SH", "SN", "XPN", "XSN", "XR", "W_SERIAL"})
#: Tags that join two nominal morphemes of one word when nothing else stands between them (B&H, K-water, GTX-A).
JOINERS = frozenset({"&", "-", "+", "㈜"})

_BRACKETED = re.compile(r"\([^()]{0,200}\)")


class Chunk(NamedTuple):
    """A noun chunk: its span, its tokens `[first, last)`, its text, and the depth of round brackets around it."""

    start: int
    end: int
    first: int
    last: int
    text: str
    depth: int


class Phrases(NamedTuple):
    """The chunks of one sentence, in text order."""

    text: str
    sentence: Sentence
    chunks: tuple[Chunk, ...]

    def gap(self, left: int, right: int) -> str:
        """The text between two chunks (indices), without bracketed insertions; up to the sentence's ends beyond them."""
        start = self.chunks[left].end if left >= 0 else self.sentence.start
        end = self.chunks[right].start if right < len(self.chunks) else self.sentence.end
        return _BRACKETED.sub("", self.text[start:end]) if "(" in self.text[start:end] else self.text[start:end]

    def before(self, index: int) -> int:
        """The chunk before `index` at its bracket depth, bracketed insertions skipped; -1 if there is none."""
        depth = self.chunks[index].depth
        for left in range(index - 1, -1, -1):
            if self.chunks[left].depth == depth:
                return left
            if self.chunks[left].depth < depth:
                return -1
        return -1

    def after(self, index: int) -> int:
        """The chunk after `index` at its bracket depth, bracketed insertions skipped; -1 if there is none."""
        depth = self.chunks[index].depth
        for right in range(index + 1, len(self.chunks)):
            if self.chunks[right].depth == depth:
                return right
            if self.chunks[right].depth < depth:
                return -1
        return -1


def find_phrases(document: Document) -> Iterator[Phrases]:
    """Yield the noun chunks of each sentence."""
    for sentence in document.sentences:
        yield Phrases(document.text, sentence, tuple(_chunks(document, sentence)))


def _chunks(document: Document, sentence: Sentence) -> Iterator[Chunk]:
    tokens, text = document.tokens, document.text
    depth = 0
    scanned = sentence.start
    for word in document.words[sentence.first_word : sentence.last_word]:
        first: int | None = None
        end = 0
        for index in range(word.first, word.last):
            token = tokens[index]
            if (
                token.tag in NOMINAL
                or (
                    text[token.start : token.end] in JOINERS
                    and (first is None or token.start == end)
                    and (
                        token.end - token.start > 1
                        or text[token.start] != "-"
                        or (first is not None and tokens[index - 1].tag == "SL")
                    )
                    and index + 1 < word.last
                    and tokens[index + 1].tag in NOMINAL
                )
                or (first is not None and text[token.start : token.end] == "㈜")
            ):
                if first is not None and token.start > end:
                    depth += _bracket_change(text, scanned, tokens[first].start)
                    scanned = tokens[first].start
                    yield _chunk(document, first, index, depth)
                    first = None
                if first is None:
                    first = index
                end = token.end
            elif first is not None:
                depth += _bracket_change(text, scanned, tokens[first].start)
                scanned = tokens[first].start
                yield _chunk(document, first, index, depth)
                first = None
        if first is not None:
            depth += _bracket_change(text, scanned, tokens[first].start)
            scanned = tokens[first].start
            yield _chunk(document, first, word.last, depth)


def _chunk(document: Document, first: int, last: int, depth: int) -> Chunk:
    start, end = document.tokens[first].start, document.tokens[last - 1].end
    return Chunk(start, end, first, last, document.text[start:end], max(depth, 0))


def _bracket_change(text: str, start: int, end: int) -> int:
    """How many more round brackets open than close in `[start, end)`."""
    return text.count("(", start, end) - text.count(")", start, end)

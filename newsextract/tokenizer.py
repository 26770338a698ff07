"""Article → Document: morphemes, words and sentences. The sole importer of kiwipiepy.

Kiwi is loaded without its dictionary of multi-word entries (`load_multi_dict=False`) and without typo correction.
Measured on the machine of the benchmark in README.md: the defaults take 3.8 s of CPU and 528 MB, this takes 1.2 to
1.8 s and 341 MB, and 99.2 % of gold spans begin and end on a morpheme either way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from newsextract.model import CONTENT_ZONES, Article, Document, Sentence, Token, Word

if TYPE_CHECKING:
    from kiwipiepy import Kiwi
    from kiwipiepy import Token as _KiwiToken

#: A longer paragraph is cut before it is analyzed: Kiwi's memory grows with the length of one text. Code points.
MAX_PARAGRAPH = 20_000


class Tokenizer:
    """Kiwi, loaded once, on first use."""

    @cached_property
    def _kiwi(self) -> Kiwi:
        from kiwipiepy import Kiwi

        return Kiwi(load_multi_dict=False)

    def load(self) -> None:
        """Load the analyzer now rather than on first use (about 2 seconds)."""
        self._kiwi.tokenize("")

    def needs_space(self, lines: Sequence[str]) -> list[bool]:
        """For each but the last of the lines that a sentence was broken into, whether a space belongs after it.

        >>> Tokenizer().needs_space(["성공했다고 18일 밝", "혔다. 연구원은 내년", "3월까지 분석한다."])
        [False, True]
        """
        _, spaces = self._kiwi.glue(lines, return_space_insertions=True)
        # Kiwi puts a space after every digit; a figure and its unit are one word (2027 / 년에는).
        return [
            needs and not (line[-1:].isdigit() and _UNIT.match(following))
            for needs, line, following in zip(spaces, lines, lines[1:], strict=False)
        ]

    def tokenize(self, article: Article) -> Document:
        """Tokenize the content zones of an article; menus, bylines and other boilerplate are left out."""
        tokens: list[Token] = []
        words: list[Word] = []
        sentences: list[Sentence] = []
        for zone in article.zones:
            if zone.zone not in CONTENT_ZONES:
                continue
            for start, end in _pieces(article.text, zone.start, zone.end):
                piece = article.text[start:end]
                for chunk in _sentences(self._kiwi.tokenize(piece), piece):
                    first, first_word = len(tokens), len(words)
                    position: tuple[int, int] | None = None
                    word_start = word_end = word_first = 0
                    for token in chunk:
                        at = start + token.start
                        stop = at + token.len
                        if (token.sent_position, token.word_position) != position:
                            if position is not None:
                                words.append(Word(word_start, word_end, word_first, len(tokens)))
                            position = (token.sent_position, token.word_position)
                            word_start, word_end, word_first = at, stop, len(tokens)
                        elif stop > word_end:
                            word_end = stop
                        tokens.append(Token(token.form, str(token.tag), at, stop, not token.oov))
                    words.append(Word(word_start, word_end, word_first, len(tokens)))
                    sentences.append(
                        Sentence(tokens[first].start, word_end, first, len(tokens), first_word, len(words), zone.zone)
                    )
        return Document(article, tuple(tokens), tuple(words), tuple(sentences))


#: What stands right behind a figure.
_UNIT = re.compile(
    r"(?:[년월일시분초명개곳건원달회차대호번위층평점배살세]|[만억조천][여]?\s?[원명개]|주년|퍼센트|포인트)(?![가-힣]{3})"
)


def _sentences(tokens: Iterable[_KiwiToken], text: str) -> Iterator[list[_KiwiToken]]:
    """Group Kiwi's tokens by sentence."""
    chunk: list[_KiwiToken] = []
    number = None
    for token in tokens:
        if token.sent_position != number and chunk and _ends_sentence(chunk, text):
            yield chunk
            chunk = []
        number = token.sent_position
        chunk.append(token)
    if chunk:
        yield chunk


def _ends_sentence(chunk: Sequence[_KiwiToken], text: str) -> bool:
    """Whether a sentence really ends with these tokens: with punctuation or a full ending, marks and brackets closed after it.

    Kiwi also ends one after 해 and the like, which may be a name: 고민해(50) 수원지검 차장검사는.
    """
    for token in reversed(chunk):
        if token.tag in ("SSC", "SSO"):
            continue
        if token.tag == "EF":
            return text[token.start + token.len - 1] in "다요까죠네라자오냐지"
        return token.tag not in ("JKS", "JKO", "JKG", "JX", "JC", "SP")
    return False


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut `[start, end)` at white space into pieces of at most `MAX_PARAGRAPH` code points.

    >>> list(_pieces("가나 다라", 0, 5))
    [(0, 5)]
    """
    while end - start > MAX_PARAGRAPH:
        cut = max(text.rfind(" ", start, start + MAX_PARAGRAPH), text.rfind("\n", start, start + MAX_PARAGRAPH)) + 1
        if cut <= start:
            cut = start + MAX_PARAGRAPH
        yield start, cut
        start = cut
    if start < end:
        yield start, end

"""Article → Document: morphemes, words and sentences. The sole importer of kiwipiepy.

Kiwi is loaded without its dictionary of multi-word entries (`load_multi_dict=False`) and without typo correction.
Measured on the machine of the benchmark in README.md: the defaults take 3.8 s of CPU and 528 MB, this takes 1.2 to
1.8 s and 341 MB, and 99.2 % of gold spans begin and end on a morpheme either way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from newsextract.model import CONTENT_ZONES, Article, Document, Sentence, Token, Word

if TYPE_CHECKING:
    from kiwipiepy import Kiwi
    from kiwipiepy import Token as _KiwiToken

#: A longer paragraph is cut before it is analyzed: Kiwi's memory grows with the length of one text. Code points.
MAX_PARAGRAPH = 20_000


#: What the analyzer made of each paragraph: a second reading of an article analyzes what has changed, and no more.
Analyzed: TypeAlias = "dict[str, list[_KiwiToken]]"


class Tokenizer:
    """Kiwi, loaded once, on first use."""

    @cached_property
    def _kiwi(self) -> Kiwi:
        from kiwipiepy import Kiwi

        return Kiwi(load_multi_dict=False)

    def load(self) -> None:
        """Load the analyzer now rather than on first use (about 2 seconds)."""
        self._kiwi.tokenize("")

    def tokenize(self, article: Article, analyzed: Analyzed | None = None) -> Document:
        """Tokenize the content zones of an article; menus, bylines and other boilerplate are left out.

        `analyzed` holds what was analyzed in an earlier reading of the same article, and gets what is analyzed now.
        """
        if analyzed is None:
            analyzed = {}
        tokens: list[Token] = []
        words: list[Word] = []
        sentences: list[Sentence] = []
        for zone in article.zones:
            if zone.zone not in CONTENT_ZONES:
                continue
            for start, end in _pieces(article.text, zone.start, zone.end):
                piece = article.text[start:end]
                if piece not in analyzed:
                    analyzed[piece] = self._kiwi.tokenize(piece)
                for chunk in _sentences(analyzed[piece], piece):
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

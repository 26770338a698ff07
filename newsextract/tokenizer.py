"""Article → Document: morphemes, words and sentences. The sole importer of kiwipiepy.

Kiwi is loaded without its dictionary of multi-word entries (`load_multi_dict=False`) and without typo correction.
Measured on the machine of the benchmark in README.md: the defaults take 3.8 s of CPU and 528 MB, this takes 1.2 to
1.8 s and 341 MB, and 99.2 % of gold spans begin and end on a morpheme either way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from newsextract.model import CONTENT_ZONES, Article, Document, Sentence, Token, Word, ZoneKind

if TYPE_CHECKING:
    from kiwipiepy import Kiwi, KiwiConfig
    from kiwipiepy import Token as _KiwiToken

#: A longer paragraph is cut before it is analyzed: Kiwi's memory grows with the length of one text. Code points.
MAX_PARAGRAPH = 20_000


class SplitWord(NamedTuple):
    """A morpheme with a space in it, `[start, end)`, and its tag: 협 약식."""

    start: int
    end: int
    tag: str


class Analysis(NamedTuple):
    """An article's morphemes, words and sentences, and the morphemes that have a space in them, in text order."""

    document: Document
    split: list[SplitWord]


class _Analyzed(NamedTuple):
    """What the analyzer made of a paragraph: its tokens, and the words that it would read in spite of a space in them. Offsets are
    those of the paragraph."""

    tokens: list[_KiwiToken]
    split: list[SplitWord]


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

    @cached_property
    def _tolerant(self) -> KiwiConfig:
        config = copy(self._kiwi.global_config)
        config.space_tolerance = 1
        return config

    def _analyze(self, piece: str) -> _Analyzed:
        """Analyze a paragraph once if it has no split words, which is as good as always, else once with them and once without.

        Kiwi's tolerance changes nothing else (58 of 337,000 tokens of clean news) and costs nothing that can be measured.
        """
        tokens = self._kiwi.tokenize(piece, override_config=self._tolerant)
        split = [
            SplitWord(token.start, token.end, str(token.tag))
            for token in tokens
            if " " in piece[token.start : token.end]
        ]
        return _Analyzed(self._kiwi.tokenize(piece) if split else tokens, split)

    def tokenize(self, article: Article) -> Document:
        """Tokenize the content zones of an article; menus, bylines and other boilerplate are left out."""
        return self.for_one_article()(article).document

    def for_one_article(self) -> Callable[[Article], Analysis]:
        """What tokenizes the versions of one article: another version costs no more than the paragraphs that differ."""
        return _OneArticle(self._analyze)


class _OneArticle:
    """Tokenizes the versions of one article and keeps what it made of their paragraphs."""

    def __init__(self, analyze: Callable[[str], _Analyzed]) -> None:
        self._analyze = cache(analyze)

    def __call__(self, article: Article) -> Analysis:
        """Tokenize the article as it is now."""
        tokens: list[Token] = []
        words: list[Word] = []
        sentences: list[Sentence] = []
        split: list[SplitWord] = []
        for zone, start, end in _content(article):
            piece = article.text[start:end]
            analyzed = self._analyze(piece)
            split += (SplitWord(start + word.start, start + word.end, word.tag) for word in analyzed.split)
            for chunk in _sentences(analyzed.tokens, piece):
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
                    Sentence(tokens[first].start, word_end, first, len(tokens), first_word, len(words), zone)
                )
        return Analysis(Document(article, tuple(tokens), tuple(words), tuple(sentences)), split)


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


def _content(article: Article) -> Iterator[tuple[ZoneKind, int, int]]:
    """The paragraphs of the content zones."""
    for zone in article.zones:
        if zone.zone in CONTENT_ZONES:
            for start, end in _pieces(article.text, zone.start, zone.end):
                yield zone.zone, start, end


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

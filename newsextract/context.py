"""What the recognizers see of an article: its tokens, noun chunks, known names, and names it introduces itself."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from newsextract.gazetteer import Entry, Gazetteer
from newsextract.heads import FIRM_HEADS, GENERIC_STEMS, HANJA_DIVISIONS, head_of
from newsextract.model import PLACE_KINDS, Document, Kind, Mention, Sentence, Token
from newsextract.phrases import Chunk, Phrases, find_phrases

T = TypeVar("T")

#: A gazetteer entry is trusted without support from the context from this weight on. Of 0.4, 0.5 and 0.6, 0.5 gave the
#: best sum over the kinds on the development articles (November 2026).
TRUSTED = 0.5


class Known(NamedTuple):
    """A name of the tables in the text: its span, its likeliest reading, and the chunk (phrase, index) it lies in."""

    start: int
    end: int
    entry: Entry
    phrase: int
    chunk: int


class Tagged(NamedTuple):
    """A span that the tagger found: code points, end exclusive; its tag and the probability that this is exactly right."""

    start: int
    end: int
    tag: str
    score: float


@dataclass(frozen=True)
class Context:
    """A document with its noun chunks and the readings of its words. Build it with `read_context`."""

    document: Document
    gazetteer: Gazetteer
    phrases: tuple[Phrases, ...]
    #: Token indices by the offset where the token begins / the offset where it ends.
    starts: Mapping[int, int]
    ends: Mapping[int, int]
    #: Names of the tables, the longest at each offset, in text order.
    known: tuple[Known, ...]
    #: Names that this article introduces itself (스타트업 하루, ㈜이음, 이진서 에코마루 대표), by surface form.
    names: dict[str, Kind] = field(default_factory=dict)

    #: The titles in the text, in text order (`titles.Title`); filled once the article's own names are known.
    titles: list[Any] = field(default_factory=list)
    #: What the tagger finds likely, by start, then end; spans may overlap. None where it was not asked.
    tagged: tuple[Tagged, ...] | None = None
    #: Answers that hold for the whole article, computed once (`once`).
    memo: dict[tuple[str, ...], Any] = field(default_factory=dict)

    def once(self, key: tuple[str, ...], answer: Callable[[], T]) -> T:
        """Return `answer()`, computed once for a key and kept as long as this article is."""
        if key not in self.memo:
            self.memo[key] = answer()
        found: T = self.memo[key]
        return found

    @property
    def text(self) -> str:
        """The article's text."""
        return self.document.text

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that contains an offset (the last one that begins at or before it)."""
        sentences = self.document.sentences
        return sentences[max(bisect_right(self._sentence_starts, offset) - 1, 0)]

    @property
    def _sentence_starts(self) -> list[int]:
        return self.once(("sentence starts",), lambda: [sentence.start for sentence in self.document.sentences])

    def line_start(self, offset: int) -> int:
        """Where the line of an offset begins."""
        ends = self.once(("line ends",), lambda: [at for at, character in enumerate(self.text) if character == "\n"])
        before = bisect_left(ends, offset)
        return ends[before - 1] + 1 if before else 0

    def mention(self, start: int, end: int, kind: Kind, rule: str, score: float | None = None) -> Mention:
        """Make a mention of a span, in the zone of its sentence. A probability is rounded to three digits."""
        zone = self.sentence_at(start).zone
        score = None if score is None else round(score, 3)
        return Mention(start, end, self.text[start:end], kind, None, None, zone, None, rule, score)

    def tokens_in(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that begin in `[start, end)`; empty if none begins exactly at `start`."""
        first = self.starts.get(start)
        if first is None:
            return ()
        tokens = self.document.tokens
        last = first
        while last < len(tokens) and tokens[last].start < end:
            last += 1
        return tokens[first:last]

    def tokens_within(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that begin in `[start, end)`."""
        tokens = self.document.tokens
        first = bisect_left(tokens, start, key=lambda token: token.start)
        last = bisect_left(tokens, end, lo=first, key=lambda token: token.start)
        return tokens[first:last]

    def entry(self, surface: str, weight: float = TRUSTED) -> Entry | None:
        """The likeliest trusted reading of a surface form in the tables that is no title; None if there is none."""
        if surface not in self.gazetteer:
            return None
        best = likeliest(self.gazetteer.get(surface))
        return best if best is not None and best.weight >= weight else None

    def occurrences(self, names: Collection[str]) -> Iterator[tuple[int, int]]:
        """Yield where any of some names stands from the beginning of a morpheme: the longest there, without overlaps."""
        lengths: dict[str, list[int]] = defaultdict(list)
        for name in sorted(names, key=len, reverse=True):
            if len(name) not in lengths[name[:2]]:
                lengths[name[:2]].append(len(name))
        known, done, text = frozenset(names), 0, self.text
        for start in self.starts:
            if start < done:
                continue
            for length in lengths.get(text[start : start + 2], ()):
                if text[start : start + length] in known:
                    done = start + length
                    yield start, done
                    break

    def is_named(self, chunk: Chunk, end: int | None = None) -> bool:
        """Whether a chunk (up to the offset `end`) holds a proper noun, an unknown word, Latin letters or hanja.

        Two nouns of one syllable in it show an unknown word that Kiwi took apart (아라체인: 아 + 라 + 체인).
        """
        syllables = 0
        for token in self.document.tokens[chunk.first : chunk.last]:
            if end is not None and token.start >= end:
                break
            if token.tag == "SH" and _is_prefix(self.text, chunk, token):
                continue
            if not token.known or token.tag in ("NNP", "SL", "SH"):
                return True
            syllables += token.tag == "NNG" and token.end - token.start == 1
        return syllables >= 2

    def kind_of(self, chunk: Chunk) -> Kind | None:
        """What a whole chunk names: as the article says, as the tables say, else by its head noun; None if unclear."""
        text = chunk.text
        if text in self.names:
            return self.names[text]
        entry = self.entry(text)
        if entry is not None:
            return entry.kind
        return self.kind_by_head(chunk)

    def kind_by_head(self, chunk: Chunk) -> Kind | None:
        """What a chunk names by its head noun; None if it has none or if its stem is not a name where it must be."""
        found = head_of(chunk.text)
        if found is None:
            return None
        word, head = found
        if head.named and not self.is_named(chunk, chunk.end - len(word)):
            stem = chunk.text[: -len(word)]
            if word not in FIRM_HEADS or len(stem) != 2 or stem in GENERIC_STEMS:
                return None
        return head.kind


def _is_prefix(text: str, chunk: Chunk, token: Token) -> bool:
    """Whether one letter in hanja is written onto a word and names nothing itself (脫원전, 英才반, 野구장), but for 市의회."""
    return token.start == chunk.start and token.end < chunk.end and text[token.start : token.end] not in HANJA_DIVISIONS


def behind_names(context: Context, at: int) -> int:
    """The offset behind the known names that begin at an offset, one after another, with the space after the last."""
    known = context.once(("known by start",), lambda: {name.start: name.end for name in context.known})
    while at in known and context.text[known[at] : known[at] + 1] == " ":
        at = known[at] + 1
    return at


#: What may follow a place inside one chunk without making it another word (한국인 and 일본어 are other words).
_NO_PLACE_BEFORE = ("인", "어", "계", "학", "식", "사")
#: Particles of one syllable that Kiwi takes as a part of the unknown word before them.
SWALLOWED_PARTICLES = "은는이가을를의에도와과"
#: What may follow a company or body inside one chunk: people and things of it. Anything else makes another name.
_AFTER_BODY = frozenset(
    "측 관 직원 노조 주가 주식 출신 관계자 임직원 대표 회장 사장 의원 교수 연구팀 계열 계열사 제품 본사 지사 공장 매장 "
    "소속 위원 장관 차관 국장 총장 이사 감독 선수 전 팬 배 발 내 등 쪽 당 산 표 가 형 들".split()
)


def read_context(document: Document, gazetteer: Gazetteer) -> Context:
    """Prepare a document for the recognizers."""
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    for index, token in enumerate(document.tokens):
        starts.setdefault(token.start, index)
        ends[token.end] = index
    phrases = tuple(find_phrases(document))
    return Context(document, gazetteer, phrases, starts, ends, tuple(_known(document, gazetteer, phrases, ends)))


def _known(
    document: Document, gazetteer: Gazetteer, phrases: tuple[Phrases, ...], ends: Mapping[int, int]
) -> Iterator[Known]:
    """Find the names of the tables that begin where a chunk begins, or right after another one inside a chunk."""
    text, tokens = document.text, document.tokens
    # Kiwi takes the particle after an unknown word as a part of it (케냐의): a name may end before it.
    stops = set(ends)
    stops.update(token.end - 1 for token in tokens if not token.known and text[token.end - 1] in SWALLOWED_PARTICLES)
    for number, sentence in enumerate(phrases):
        done = -1
        for index, chunk in enumerate(sentence.chunks):
            for token in tokens[chunk.first : chunk.last]:
                if token.tag == "NR" or token.start < done or not (token.start == chunk.start or token.start == done):
                    continue
                for match in gazetteer.matches(text, (token.start,), stops):
                    entry = likeliest(match.entries)
                    if entry is None or not _stands(text, chunk, match.end, entry) or _two_names(gazetteer, entry):
                        continue
                    yield Known(match.start, match.end, entry, number, index)
                    done = match.end
                    break


#: How divisions lie in each other. Of readings with the same weight the larger one is meant (제주: the province).
SIZES: dict[Kind, int] = {"COUNTRY": 4, "PROVINCE": 3, "CITY": 2, "COUNTY": 1}


def likeliest(entries: Iterable[Entry]) -> Entry | None:
    """The likeliest reading that is no title; None if there is none. The readings come likeliest first."""
    best: Entry | None = None
    for entry in entries:
        if entry.kind == "TITLE":
            continue
        if best is None:
            best = entry
        elif entry.weight < best.weight:
            break
        elif SIZES.get(entry.kind, 0) > SIZES.get(best.kind, 0):
            best = entry
    return best


def _two_names(gazetteer: Gazetteer, entry: Entry) -> bool:
    """Whether a name of the tables is two to the guidelines: a division and what lies in it, a court and its branch."""
    head, space, _ = entry.name.partition(" ")
    if not space:
        head, space, _ = entry.name.partition("·")
    if not space or entry.kind == "EVENT" or entry.attributes.get("type") == "team":
        return False
    first = likeliest(gazetteer.get(head))
    if first is None or first.weight < TRUSTED:
        return entry.kind == "PLACE" and first is not None and first.kind == "PROVINCE"
    return (first.kind in SIZES and entry.kind in PLACE_KINDS) or (
        entry.kind == "ORG" and first.attributes.get("type") in ("court", "prosecution")
    )


def _stands(text: str, chunk: Chunk, end: int, entry: Entry) -> bool:
    """Whether a known name that ends inside or after a chunk is a word of its own there."""
    if end >= chunk.end:
        return True
    rest = text[end : chunk.end]
    if rest in SWALLOWED_PARTICLES:
        return True
    if entry.kind in PLACE_KINDS:
        return len(entry.name) > 1 and rest not in _NO_PLACE_BEFORE
    return rest in _AFTER_BODY

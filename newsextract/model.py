"""The objects that flow through the pipeline. This module imports nothing of ours.

    bytes ─read→ Article ─tokenize→ Document ─recognize→ [Mention] ─settle→ [Mention] ─link→ Result ─render→ text

All are immutable; a step returns new objects and changes nothing it was given. Every offset is a Unicode code point
into `Article.text`, and every span is half-open: `[start, end)`.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

SCHEMA = "newsextract/1"

Kind: TypeAlias = Literal[
    "PERSON",
    "TITLE",
    "COUNTRY",
    "PROVINCE",
    "CITY",
    "COUNTY",
    "PLACE",
    "COMPANY",
    "ORG",
    "DATE",
    "TIME",
    "EVENT",
]
ZoneKind: TypeAlias = Literal["headline", "subheadline", "byline", "caption", "body", "boilerplate"]
Status: TypeAlias = Literal["current", "former", "acting", "nominee", "candidate"]
PublishedSource: TypeAlias = Literal["page", "option", "file-name"]
AttributeValue: TypeAlias = str | float | bool | list[str] | None

KINDS: tuple[Kind, ...] = (
    "PERSON",
    "TITLE",
    "COUNTRY",
    "PROVINCE",
    "CITY",
    "COUNTY",
    "PLACE",
    "COMPANY",
    "ORG",
    "DATE",
    "TIME",
    "EVENT",
)
PLACE_KINDS: frozenset[Kind] = frozenset({"COUNTRY", "PROVINCE", "CITY", "COUNTY", "PLACE"})
BODY_KINDS: frozenset[Kind] = frozenset({"COMPANY", "ORG"})

#: The zones in which mentions are recognized.
CONTENT_ZONES: frozenset[ZoneKind] = frozenset({"headline", "subheadline", "caption", "body"})
#: Those of them that are set as headlines: short, in a style of their own.
HEADLINES: frozenset[ZoneKind] = frozenset({"headline", "subheadline"})


class OffsetMap(NamedTuple):
    """Where each code point of a text stands in what the text was made of: code point `i` in `[starts[i], ends[i])` of it.

    Neither starts nor ends ever fall. A code point that was put in has an empty span; what was dropped belongs to none.
    """

    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the smallest span of the original that holds `[start, end)` of the text; an empty span stays empty.

        >>> OffsetMap([0, 2, 7], [1, 7, 8]).span(1, 3)
        (2, 8)
        """
        if start < end:
            return self.starts[start], self.ends[end - 1]
        at = self.starts[start] if start < len(self.starts) else self.ends[-1] if self.ends else 0
        return at, at


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article came from. `path` is as the user gave it (`-` for standard input), `id` is the input's own.

    `replaced` is how many bytes could not be decoded; each sequence of them is one U+FFFD of the text.
    """

    path: str | None
    id: str | None
    sha256: str
    encoding: str
    media_type: str
    replaced: int = 0


@dataclass(frozen=True, slots=True)
class Reporter:
    """One reporter of the byline."""

    name: str
    email: str | None


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the page with one function: `[start, end)`, usually one line or paragraph, without its line end."""

    zone: ZoneKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its text as read, what the page says about it, and which part of the page does what.

    `text` is the decoded input in NFC with `\\n` line ends. `zones` are sorted, do not overlap and cover every
    character but white space and what reads as none (`hygiene.clean`). `published_source` says where `published` was found; it
    is never the clock. `source_map` leads from the text to the bytes of the input; None where it was not asked for. `modified` is the
    day of the last change that the page states, `section` the section of the paper that its markup names.
    """

    text: str
    source: Source
    headline: str | None
    subheadlines: tuple[str, ...]
    press: str | None
    reporters: tuple[Reporter, ...]
    published: datetime.date | None
    published_source: PublishedSource | None
    dateline: str | None
    body_start: int
    body_end: int
    zones: tuple[Zone, ...]
    modified: datetime.date | None = None
    section: str | None = None
    source_map: OffsetMap | None = field(default=None, compare=False, repr=False)


class Token(NamedTuple):
    """A morpheme. `form` is the dictionary form, which may differ from the surface `article.text[start:end]`;
    the spans of neighbouring morphemes may overlap (지난 is 지나 + ᆫ). `tag` is Kiwi's Sejong tag. `known` is false for a
    form that is not in Kiwi's dictionary: most often a name."""

    form: str
    tag: str
    start: int
    end: int
    known: bool


class Word(NamedTuple):
    """An 어절 (a word between spaces): its span, its tokens `[first, last)`."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence within one zone: its span, its tokens `[first, last)` and its words `[first_word, last_word)`."""

    start: int
    end: int
    first: int
    last: int
    first_word: int
    last_word: int
    zone: ZoneKind


@dataclass(frozen=True, slots=True)
class Document:
    """A tokenized article. Only content zones have tokens; all three tuples are in text order."""

    article: Article
    tokens: tuple[Token, ...]
    words: tuple[Word, ...]
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The text that all offsets refer to."""
        return self.article.text


class When(NamedTuple):
    """How a date or time was read: how finely the text names it (`day`, `week`, `month` …), and whether it leaves open which
    day is meant."""

    precision: str
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, title, date or time in one place. `text` is always the slice `article.text[start:end]`.

    `value` is an ISO date (`YYYY-MM-DD`, `YYYY-MM`, `YYYY`) or time (`HH:MM`, `YYYY-MM-DDTHH:MM`); `range` is a pair of
    inclusive ISO days. `rule` names the rule that found the mention. `score` is a probability where a model gives one. `link` says
    by what the mention was joined to an earlier one of its entity (`surname`, `same_form` …); None for the first. `when` is
    there for dates and times with a value; it is shown in the attributes of the entity.
    """

    start: int
    end: int
    text: str
    kind: Kind
    value: str | None
    range: tuple[str, str] | None
    zone: ZoneKind
    entity: str | None
    rule: str
    score: float | None
    link: str | None = None
    when: When | None = None


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date or clock time in a text. `start` and `end` are code points; `text` is the slice.

    `value` is an ISO date (`YYYY-MM-DD`, `YYYY-MM`, `YYYY`) or time (`HH:MM`, `YYYY-MM-DDTHH:MM`); `range` is a pair of
    inclusive ISO days; both are None where the days cannot be known. `precision` says how finely the text names it (`day`,
    `week`, `weekend`, `month`, `quarter`, `season`, `half`, `year`, `decade`, `century`, `range`, `hour`, `minute`; None without a value);
    `ambiguous` whether the text leaves open which day is meant, so that the nearest was taken; `recurring` whether it names no
    single day (매주 월요일); `rule` names the rule that read it.
    """

    start: int
    end: int
    text: str
    kind: Literal["DATE", "TIME"]
    value: str | None
    range: tuple[str, str] | None
    precision: str | None
    ambiguous: bool
    recurring: bool
    rule: str


@dataclass(frozen=True, slots=True)
class Entity:
    """What one or more mentions stand for. `mentions` are indices into `Result.mentions`."""

    id: str
    kind: Kind
    name: str
    aliases: tuple[str, ...]
    mentions: tuple[int, ...]
    attributes: dict[str, AttributeValue]


@dataclass(frozen=True, slots=True)
class Official:
    """A person presented with a title. `name` is null for a holder who is not named, `organization` where none is said.

    `entity` is the id of the person's entity; `mentions` are the indices of its mentions and of the title's. `rule` names what
    joined the title to its holder where the article does so first (`name_before_title`, `title_in_bracket` …).
    """

    name: str | None
    title: str
    organization: str | None
    former: bool
    status: Status
    entity: str | None
    mentions: tuple[int, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: the words inside the quotation marks, or a reported clause (`direct` is false).

    `verb` is the stem of the reporting verb. `entity` is the id of the speaker's entity, `official` the index in
    `Result.officials` of the office in which they speak. `rule` names what showed who speaks; None where nobody is named.
    """

    start: int
    end: int
    text: str
    speaker: str | None
    entity: str | None
    verb: str | None
    direct: bool
    official: int | None
    rule: str | None


@dataclass(frozen=True, slots=True)
class Result:
    """All that was extracted from one article."""

    article: Article
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    officials: tuple[Official, ...]
    quotes: tuple[Quote, ...]

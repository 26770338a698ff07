"""How well wrong spaces are survived: `python -m tests.spacing_errors [FILE…]` (by default the articles in samples/).

Each article is spoilt in several ways, with a seed that its name and the way give, and extracted again. What is scored is
how much of the result of the clean article is still found: entities by kind and name (spaces in names do not count), mentions by
kind and span, both as shares of the clean article's, and how many entities were found that the clean article does not have.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from newsextract.model import Article, Document, Result
from newsextract.pipeline import Extractor
from newsextract.reader import article_from_text, read_article
from tests.robustness import Found, Score

SAMPLES = Path(__file__).parent.parent / "samples"
SENTENCES_SPOILT = 1 / 3
SENTENCES_JOINED = 1 / 5


@dataclass(frozen=True)
class Clean:
    """An article without errors: its name, what was read of it, and the offsets of the spaces in its body."""

    name: str
    article: Article
    document: Document
    result: Result
    spaces: tuple[int, ...]


#: Chooses the offsets at which a character is removed, and those before which a space is added.
Spoil: TypeAlias = Callable[[Clean, random.Random], tuple[Iterable[int], Iterable[int]]]


def drop(share: float) -> Spoil:
    """Remove each space with a probability."""
    return lambda clean, chance: ([at for at in clean.spaces if chance.random() < share], ())


def join_particles(clean: Clean, chance: random.Random) -> tuple[Iterable[int], Iterable[int]]:
    """Remove all spaces after particles in one sentence of three."""
    document, found = clean.document, []
    for sentence in document.sentences:
        if sentence.zone == "body" and chance.random() < SENTENCES_SPOILT:
            found += [
                token.end for token in document.tokens[sentence.first : sentence.last] if token.tag.startswith("J")
            ]
    return sorted(set(found).intersection(clean.spaces)), ()


def join_whole_sentences(clean: Clean, chance: random.Random) -> tuple[Iterable[int], Iterable[int]]:
    """Remove all spaces within one sentence of five."""
    found: list[int] = []
    for sentence in clean.document.sentences:
        if chance.random() < SENTENCES_JOINED:
            found += [at for at in clean.spaces if sentence.start < at < sentence.end]
    return found, ()


def join_titles(clean: Clean, chance: random.Random) -> tuple[Iterable[int], Iterable[int]]:
    """Remove every space between a name and the title before or after it."""
    kinds = {mention.start: mention.kind for mention in clean.result.mentions}
    kinds.update({mention.start: mention.kind for mention in clean.result.mentions if mention.kind == "TITLE"})
    pair = {"PERSON", "TITLE"}
    return [
        mention.end
        for mention in clean.result.mentions
        if mention.kind in pair
        and mention.end in clean.spaces
        and {mention.kind, kinds.get(mention.end + 1, mention.kind)} == pair
    ], ()


def join_sentences(clean: Clean, chance: random.Random) -> tuple[Iterable[int], Iterable[int]]:
    """Remove every space after a full stop or a closing quotation mark."""
    return [at for at in clean.spaces if clean.article.text[at - 1] in ".!?”’\"'"], ()


def split(share: float) -> Spoil:
    """Add a space between two syllables of a word with a probability."""

    def spoil(clean: Clean, chance: random.Random) -> tuple[Iterable[int], Iterable[int]]:
        pairs = (match.start() + 1 for match in re.finditer("[가-힣](?=[가-힣])", clean.article.text))
        body = clean.article.body_start, clean.article.body_end
        return (), [at for at in pairs if body[0] <= at < body[1] and chance.random() < share]

    return spoil


VARIANTS: dict[str, Spoil] = {
    "2 % of spaces lost": drop(0.02),
    "5 % of spaces lost": drop(0.05),
    "10 % of spaces lost": drop(0.1),
    "30 % of spaces lost": drop(0.3),
    "after particles": join_particles,
    "name and title": join_titles,
    "after sentences, quotes": join_sentences,
    "whole sentences": join_whole_sentences,
    "all spaces lost": drop(1),
    "1 % of syllables split": split(0.01),
    "3 % of syllables split": split(0.03),
}


def spoil_text(text: str, removed: Iterable[int], added: Iterable[int]) -> tuple[str, list[int]]:
    """Change a text; return it and for each of its offsets that in the old text (one more, for its end).

    >>> spoil_text("포항 시장", [2], [4])
    ('포항시 장', [0, 1, 3, 4, 4, 5])
    """
    gone, new = frozenset(removed), frozenset(added)
    characters: list[str] = []
    origins: list[int] = []
    for at, character in enumerate(text):
        if at in new:
            characters.append(" ")
            origins.append(at)
        if at not in gone:
            characters.append(character)
            origins.append(at)
    return "".join(characters), [*origins, len(text)]


@dataclass
class SpacingScore(Score):
    """Sums over articles, with how many characters were changed."""

    changes: int = 0

    def row(self) -> str:
        """The shares, for the table."""
        return f"{super().row()} {self.changes:8}"


def entities_of(result: Result) -> Counter[tuple[str, str]]:
    """The entities of a result by kind and name without spaces."""
    return Counter((entity.kind, re.sub(r"\s", "", entity.name)) for entity in result.entities)


def spans_of(result: Result, origins: list[int] | None = None) -> Counter[tuple[str, int, int]]:
    """The mentions of a result by kind and place of their first and last character in the clean text."""
    at = origins if origins is not None else range(len(result.article.text) + 1)
    return Counter((mention.kind, at[mention.start], at[mention.end - 1]) for mention in result.mentions)


def read_clean(extractor: Extractor, name: str, data: bytes) -> Clean:
    """Read and extract an article as it is."""
    article = read_article(data, path=name)
    document = extractor.tokenize(article)
    spaces = tuple(match.start() for match in re.finditer(r"(?<=\S) (?=\S)", article.text[: article.body_end]))
    spaces = tuple(at for at in spaces if at >= article.body_start)
    return Clean(name, article, document, extractor.extract_document(document), spaces)


def spoil(clean: Clean, variant: str) -> tuple[str, list[int], int]:
    """Spoil an article in one of the ways of `VARIANTS`; return the text, its origins and how many characters changed."""
    chance = random.Random(f"{clean.name} {variant}")
    removed, added = (tuple(offsets) for offsets in VARIANTS[variant](clean, chance))
    return *spoil_text(clean.article.text, removed, added), len(removed) + len(added)


def compare(extractor: Extractor, clean: Clean, variant: str, score: SpacingScore) -> list[str]:
    """Spoil an article in one way, extract it and add to the score. Return the entities that are lost and new, for display."""
    text, origins, changes = spoil(clean, variant)
    result = extractor.extract_article(article_from_text(text, path=clean.name, published=clean.article.published))
    before, after = entities_of(clean.result), entities_of(result)
    score.add(Found(before, spans_of(clean.result)), Found(after, spans_of(result, origins)))
    score.changes += changes
    lost = [f"- {kind} {name}" for kind, name in sorted((before - after).elements())]
    return lost + [f"+ {kind} {name}" for kind, name in sorted((after - before).elements())]


def main(extractor: Extractor | None = None) -> None:
    """Measure and print; with `-e` also what is lost (-) and new (+) in each article."""
    names = [name for name in sys.argv[1:] if name != "-e"]
    files = [Path(name) for name in names] or sorted(SAMPLES.glob("*.txt"))
    extractor = extractor or Extractor()
    articles = [read_clean(extractor, file.name, file.read_bytes()) for file in files]
    print(f"{len(articles)} articles, {sum(len(clean.article.text) for clean in articles)} characters")
    print(f"{'':26} entities    extra  mentions  changes")
    for variant in VARIANTS:
        score = SpacingScore()
        for clean in articles:
            told = compare(extractor, clean, variant, score)
            if told and "-e" in sys.argv:
                print(f"  {clean.name}: {'  '.join(told)}")
        print(f"{variant:26} {score.row()}", flush=True)


if __name__ == "__main__":
    main()

"""What was found in a cleaned text → the same in the text of the article: the one place where offsets are mapped back.

Spans become those of the article's own text, and so do the texts of mentions and quotes, which are always slices of it. Names of
entities, their aliases, officials and speakers stay as they were read: they say who is meant, not how the page spells it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from newsextract.edits import Edited
from newsextract.model import Article, Document, OffsetMap, Result, Zone


@dataclass(frozen=True, slots=True)
class RestoredDocument(Document):
    """A document of an article whose text needed cleaning. Its offsets refer to the article's text like those of any other.

    `reading` is the document of the text as it was read, `offsets` leads from that text to the article's.
    """

    reading: Document
    offsets: OffsetMap


def article_as_read(article: Article, edited: Edited) -> Article:
    """Return the article with its text as it is read in place of its own, and with the zones of that."""
    starts, ends = edited.offsets
    zones = [Zone(zone.zone, bisect_left(starts, zone.start), bisect_right(ends, zone.end)) for zone in article.zones]
    return replace(
        article,
        text=edited.text,
        zones=tuple(zone for zone in zones if zone.start < zone.end),
        body_start=bisect_left(starts, article.body_start),
        body_end=bisect_right(ends, article.body_end),
        source_map=None,
    )


def restore_zones(zones: tuple[Zone, ...], offsets: OffsetMap) -> tuple[Zone, ...]:
    """Return zones of a text as it was read as those of the article's text."""
    return tuple(Zone(zone.zone, *offsets.span(zone.start, zone.end)) for zone in zones)


def restore_document(reading: Document, article: Article, offsets: OffsetMap) -> RestoredDocument:
    """Return a document of the article's text for one of the text as it was read; forms and tags are those that were read."""
    tokens, words, sentences = [], [], []
    for token in reading.tokens:
        start, end = offsets.span(token.start, token.end)
        tokens.append(token._replace(start=start, end=end))
    for word in reading.words:
        start, end = offsets.span(word.start, word.end)
        words.append(word._replace(start=start, end=end))
    for sentence in reading.sentences:
        start, end = offsets.span(sentence.start, sentence.end)
        sentences.append(replace(sentence, start=start, end=end))
    return RestoredDocument(article, tuple(tokens), tuple(words), tuple(sentences), reading, offsets)


def restore_result(result: Result, article: Article, offsets: OffsetMap) -> Result:
    """Return a result for the article's text for one of the text as it was read."""
    mentions, quotes = [], []
    for mention in result.mentions:
        start, end = offsets.span(mention.start, mention.end)
        mentions.append(replace(mention, start=start, end=end, text=article.text[start:end]))
    for quote in result.quotes:
        start, end = offsets.span(quote.start, quote.end)
        quotes.append(replace(quote, start=start, end=end, text=article.text[start:end]))
    return replace(result, article=article, mentions=tuple(mentions), quotes=tuple(quotes))

"""What holds for every article and result, whatever the input: for the property tests and the fuzzer."""

from __future__ import annotations

import datetime
import json
import re
import unicodedata
from collections.abc import Iterator
from itertools import combinations

from newsextract.hygiene import cleaned_text
from newsextract.model import BODY_KINDS, CONTENT_ZONES, PLACE_KINDS, Article, Mention, Quote, Result
from newsextract.render import jsonl
from newsextract.schema import to_dict

#: What no name, title or date begins or ends with: spaces, quotation marks, brackets other than those of (주).
NOT_OF_A_NAME = re.compile(r"^(?!\((?:주|유|사|재)\))[\s“”‘’\"'()\[\]<>《》〈〉「」『』,.]|[\s“”‘’\"'\[<《〈「『,]$")
#: The one mark with which a date begins: that of a year cut short (’97년).
_SHORT_YEAR = re.compile(r"[’'‘]\d\d(?!\d)")
VALUE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?|(\d{4}-\d\d-\d\dT)?\d\d:\d\d", re.ASCII)


def find_violations(result: Result) -> Iterator[str]:
    """Yield what a result breaks of the contract; nothing for a result that keeps it."""
    text = result.article.text
    yield from find_article_violations(result.article)
    located: list[Mention | Quote] = [*result.mentions, *result.quotes]
    for item in located:
        if not 0 <= item.start < item.end <= len(text) or item.text != text[item.start : item.end]:
            yield f"not the slice: {item}"
        if not any(
            zone.start <= item.start and item.end <= zone.end and zone.zone in CONTENT_ZONES
            for zone in result.article.zones
        ):
            yield f"in no content zone: {item}"
    yield from _violations_of_mentions(result)
    yield from _violations_of_links(result)
    if [(quote.start, quote.end) for quote in result.quotes] != sorted({(q.start, q.end) for q in result.quotes}):
        yield "quotes are not sorted or not distinct"
    json.loads(jsonl.render(to_dict(result)).encode())


def find_article_violations(article: Article) -> Iterator[str]:
    """Yield what an article as it was read breaks of the contract; nothing for one that keeps it.

    Zones are sorted, do not overlap, are trimmed, and cover all that does not read as white space.
    """
    text = article.text
    if not unicodedata.is_normalized("NFC", text):
        yield "the text is not in NFC"
    covered = 0
    for zone in article.zones:
        if not covered <= zone.start < zone.end <= len(text):
            yield f"empty, or not after the zone before: {zone}"
        if text[zone.start : zone.end] != text[zone.start : zone.end].strip():
            yield f"not trimmed: {zone}"
        if cleaned_text(text[covered : zone.start]).strip():
            yield f"a text in no zone before {zone}"
        covered = zone.end
    if cleaned_text(text[covered:]).strip():
        yield "a text in no zone at the end"
    inside = [zone for zone in article.zones if zone.zone in CONTENT_ZONES]
    if inside and (article.body_start, article.body_end) != (inside[0].start, inside[-1].end):
        yield "the body does not reach from the first to the last zone with content"


#: What reaches a terminal as a command, or turns the direction of what stands around it.
_COMMANDS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def is_safe_on_a_terminal(shown: str) -> bool:
    """Whether an output without colors has neither control characters but line ends, nor marks of direction."""
    return _COMMANDS.search(shown) is None


def _violations_of_mentions(result: Result) -> Iterator[str]:
    spans = [(mention.start, -mention.end) for mention in result.mentions]
    if spans != sorted(set(spans)):
        yield "mentions are not sorted or not distinct"
    for mention in result.mentions:
        if (
            NOT_OF_A_NAME.search(mention.text)
            and mention.kind != "EVENT"
            and not (mention.kind == "DATE" and _SHORT_YEAR.match(mention.text))
        ):
            yield f"begins or ends with a mark: {mention}"
        if not any(z.start <= mention.start < z.end and z.zone == mention.zone for z in result.article.zones):
            yield f"not in the zone it names: {mention}"
        if mention.kind not in ("DATE", "TIME") and (mention.value or mention.range):
            yield f"a value that is none of its kind: {mention}"
        yield from _violations_of_value(mention)
    for outer, inner in combinations(result.mentions, 2):
        if inner.start >= outer.end:
            continue
        at_head = outer.kind == "TITLE" and inner.kind in PLACE_KINDS and inner.start == outer.start
        in_event = outer.kind == "EVENT" and inner.kind in PLACE_KINDS | BODY_KINDS
        if inner.end > outer.end or not (at_head or in_event):
            yield f"{inner} overlaps {outer}"


def _violations_of_value(mention: Mention) -> Iterator[str]:
    if mention.value is not None:
        if mention.range is not None or not VALUE.fullmatch(mention.value):
            yield f"no value: {mention}"
        elif len(mention.value) == 10:
            datetime.date.fromisoformat(mention.value)
    if mention.range is not None:
        first, last = (datetime.date.fromisoformat(day) for day in mention.range)
        if first > last:
            yield f"no range: {mention}"


def _violations_of_links(result: Result) -> Iterator[str]:
    entities = {entity.id: entity for entity in result.entities}
    if len(entities) != len(result.entities):
        yield "two entities of one id"
    for number, mention in enumerate(result.mentions):
        if mention.entity not in entities or number not in entities[mention.entity].mentions:
            yield f"no entity lists it: {mention}"
    for entity in result.entities:
        listed = [result.mentions[number] for number in entity.mentions]
        if not listed or list(entity.mentions) != sorted(set(entity.mentions)):
            yield f"mentions are missing, doubled or not in order: {entity}"
        if any(mention.entity != entity.id or mention.kind != entity.kind for mention in listed):
            yield f"lists what is not its own: {entity}"
        if not entity.name or entity.name in entity.aliases or len(set(entity.aliases)) != len(entity.aliases):
            yield f"no name, or an alias that is none: {entity}"
    for official in result.officials:
        linked = [result.mentions[number] for number in official.mentions]
        if not official.title or not any(mention.kind == "TITLE" for mention in linked):
            yield f"without a title: {official}"
        if official.former != (official.status == "former"):
            yield f"former and status differ: {official}"
        if official.name is not None and (
            official.entity not in entities or entities[official.entity].kind not in ("PERSON", "TITLE")
        ):
            yield f"belongs to no person: {official}"
    for quote in result.quotes:
        if quote.entity is not None and quote.entity not in entities:
            yield f"of an unknown speaker: {quote}"
        if quote.entity is not None and quote.speaker is None:
            yield f"of a speaker without a name: {quote}"

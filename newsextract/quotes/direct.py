"""Words in quotation marks: those of the body with their speakers, then those of the headline by what the body says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsextract.context import Context
from newsextract.model import BODY_KINDS, Mention, Quote, Sentence
from newsextract.quotes.attribution import Attribution
from newsextract.quotes.marks import MIN_LENGTH, double_spans, is_theme, single_spans
from newsextract.quotes.speakers import Speaker, Speakers, can_speak

#: The share of a headline's pairs of letters from which on words of the body are the same words.
_SAME = 0.6


def find_direct(context: Context, speakers: Speakers, attribution: Attribution) -> Iterator[Quote]:
    """Yield the direct quotations: those of the headline, told by what the body says, then those of the body."""
    found: list[Quote] = []
    headlines: list[tuple[int, int]] = []
    named: Speaker | None = None
    cue: Mention | None = None
    asked = False
    interviewed = speakers.protagonist()
    for zone in context.document.article.zones:
        if zone.zone not in ("headline", "subheadline", "caption", "body"):
            continue
        last_end, last_speaker = -1, named
        cued, cue = cue, speakers.cue(zone.start, zone.end)
        for start, end in _spans(context.text, zone.start, zone.end):
            if end - start < MIN_LENGTH or is_theme(context.text, start, end):
                continue
            if zone.zone in ("headline", "subheadline"):
                headlines.append((start, end))
                continue
            whole = start - zone.start <= 2
            speaker = speakers.of_quote(start, end, zone.start, zone.end, last_speaker)
            if cued is not None and whole:
                speaker = Speaker(cued, "interview_cue")
            elif asked and whole and zone.end - end <= 2:
                speaker = Speaker(interviewed, "interviewed") if interviewed is not None else speaker
            if speaker is None and last_end >= 0 and not re.search(r"[.다]\s", context.text[last_end:start]):
                speaker = last_speaker
            found.append(attribution.quote(start, end, speaker, direct=True))
            last_end, last_speaker = end, speaker or last_speaker
            if speaker is not None and speaker.mention is not None:
                named = speaker
        if last_end < 0 and zone.zone == "body":
            asked = speakers.is_question(zone.start, zone.end)
            if not asked:
                topic = speakers.topic_of(zone.start, zone.end)
                named = Speaker(topic, "continued") if topic is not None else named
    yield from (_headline(context, speakers, attribution, start, end, found) for start, end in headlines)
    yield from found


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans in marks of a paragraph, in text order, without the space after the opening mark."""
    for first, last in sorted((*double_spans(text, start, end), *single_spans(text, start, end))):
        while first < last and text[first] == " ":
            first += 1
        yield first, last


def _headline(
    context: Context, speakers: Speakers, attribution: Attribution, start: int, end: int, body: Sequence[Quote]
) -> Quote:
    """A headline's quotation: said by who says nearly the same in the body, else by who stands before it."""
    text = context.text
    words = _bigrams(text[start:end])
    best, best_share = None, 0.0
    for quote in body:
        share = len(words & _bigrams(quote.text)) / len(words) if words else 0.0
        if share > best_share:
            best, best_share = quote, share
    if best is not None and best_share >= _SAME:
        rule = "repeated_in_body" if best.speaker is not None else None
        return Quote(start, end, text[start:end], best.speaker, best.entity, None, True, best.official, rule)
    if (reported := _reported(context, speakers, words)) is not None:
        return attribution.quote(start, end, reported, direct=True, verb=False)
    line = text.rfind("\n", 0, start) + 1
    before = [mention for mention in speakers.mentions if line <= mention.start and mention.end < start]
    segment = re.split(r"[…·]|\.\.\.|[”\"] ?", text[line : start - 1])[-1]
    near = [mention for mention in before if mention.start >= start - 1 - len(segment)]
    mention = _headline_subject(speakers, text, near, start) or _headline_subject(
        speakers, text, before, start, anywhere=True
    )
    speaker = Speaker(mention, "headline_subject") if mention is not None else None
    return attribution.quote(start, end, speaker, direct=True, verb=False)


def _reported(context: Context, speakers: Speakers, words: set[str]) -> Speaker | None:
    """Who reports in the body, without marks, what a headline quotes: the topic of the sentence with its words."""
    best: tuple[float, Sentence] | None = None
    for sentence in context.document.sentences:
        if sentence.zone != "body" or not words:
            continue
        share = len(words & _bigrams(context.text[sentence.start : sentence.end])) / len(words)
        if share >= _SAME and (best is None or share > best[0]):
            best = share, sentence
    if best is None:
        return None
    for position, particle in speakers.particles(best[1].start, best[1].end):
        if particle in ("은", "는"):
            speaker = speakers.named_at(position, "reported_in_body")
            if speaker is not None and can_speak(speaker):
                return speaker
    return None


def _headline_subject(
    speakers: Speakers, text: str, mentions: Sequence[Mention], start: int, *, anywhere: bool = False
) -> Mention | None:
    """Who stands before the words of a headline; `anywhere`: a body may stand further off, at the head of the line."""
    for mention in reversed(mentions):
        rest = text[mention.end : start - 1]
        if mention.kind == "PERSON" or (mention.kind == "TITLE" and mention.start in speakers.holders):
            return mention
        if mention.kind in BODY_KINDS and (anywhere or not rest.strip(" ,:")) and "," not in rest.strip(", "):
            return mention
    if anywhere:
        first = [m for m in mentions if m.kind in BODY_KINDS and text[m.end : m.end + 1] in (",", " ")]
        return first[0] if first else None
    return None


def _bigrams(text: str) -> set[str]:
    letters = re.sub(r"[^가-힣A-Za-z0-9]", "", text)
    return {letters[at : at + 2] for at in range(len(letters) - 1)}

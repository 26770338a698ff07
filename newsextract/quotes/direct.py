"""Words in quotation marks: those of the body with their speakers, then those of the headline by what the body says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsextract.context import Context
from newsextract.model import BODY_KINDS, PLACE_KINDS, Mention, Quote, Sentence
from newsextract.quotes.attribution import Attribution
from newsextract.quotes.marks import MIN_LENGTH, SAID, double_spans, is_theme, single_spans, theme_spans
from newsextract.quotes.speakers import Speaker, Speakers, can_speak

#: The share of a headline's pairs of letters from which on words of the body are the same words.
_SAME = 0.6
#: The share of its words from which on they are, where no other words of the body come near.
_SIMILAR = 0.5


def find_direct(context: Context, speakers: Speakers, attribution: Attribution) -> Iterator[Quote]:
    """Yield the direct quotations: those of the headline, told by what the body says, then those of the body."""
    found: list[Quote] = []
    headlines: list[tuple[int, int]] = []
    themes = set(theme_spans(context.text))
    named: Speaker | None = None
    cue: Mention | None = None
    asked = False
    announced: Mention | None = None
    interviewed = speakers.protagonist()
    for zone in context.document.article.zones:
        if zone.zone not in ("headline", "subheadline", "caption", "body"):
            continue
        last_end, last_speaker = -1, named
        cued, cue = cue, speakers.cue(zone.start, zone.end)
        title = zone.zone in ("headline", "subheadline")
        for start, end in _spans(context.text, zone.start, zone.end, title=title):
            if end - start < MIN_LENGTH or not (title or _is_speech(context, start, end)):
                continue
            if is_theme(context.text, start, end):
                themes.add(context.text[start:end])
                continue
            if title:
                headlines.append((start, end))
                continue
            whole = start - zone.start <= 2
            goes_on = last_speaker if last_end >= 0 or whole else None
            speaker = speakers.of_quote(start, end, zone.start, zone.end, goes_on, named)
            if cued is not None and whole:
                speaker = Speaker(cued, "interview_cue")
            elif announced is not None and whole and zone.end - end <= 2:
                speaker = Speaker(announced, "announced")
            elif asked and whole and zone.end - end <= 2:
                speaker = Speaker(interviewed, "interviewed") if interviewed is not None else speaker
            if speaker is None and last_end >= 0 and not re.search(r"[.다]\s", context.text[last_end:start]):
                speaker = last_speaker
            found.append(attribution.quote(start, end, speaker, direct=True))
            last_end, last_speaker = end, speaker or last_speaker
            if speaker is not None and speaker.mention is not None:
                named = speaker
        if last_end < 0 and zone.zone == "body":
            announced = speakers.announces(zone.start, zone.end)
            asked = speakers.is_question(zone.start, zone.end)
            if not asked:
                topic = speakers.topic_of(zone.start, zone.end)
                named = Speaker(topic, "continued") if topic is not None else named
    for start, end in headlines:
        bare = context.text[start - 1] in "‘'" or not (_is_speech(context, start, end) or _has_subject(context, start))
        spoken = not bare or _repeated(context, start, end, found) is not None
        if spoken and context.text[start:end] not in themes:
            yield _headline(context, speakers, attribution, start, end, found)
    yield from found


def _is_speech(context: Context, start: int, end: int) -> bool:
    """Whether what stands in marks can be words that somebody said: a sentence, or what a quotative follows."""
    text = context.text
    if SAID.match(text, end) or text[end - 1] in ".?!…~" or end >= len(text) or text[end] not in "“”\"’'」":
        return True
    tokens = context.tokens_within(start, end)
    return bool(tokens) and (tokens[-1].tag in ("EF", "EC", "JX", "JKB", "IC", "ETN") or tokens[-1].form == "것")


def _spans(text: str, start: int, end: int, *, title: bool) -> Iterator[tuple[int, int]]:
    """The spans in marks of a paragraph, in text order, without the space after the opening mark; of a title those in single marks too."""
    for first, last in sorted({*double_spans(text, start, end), *single_spans(text, start, end, spoken=not title)}):
        while first < last and text[first] == " ":
            first += 1
        yield first, last


def _headline(
    context: Context, speakers: Speakers, attribution: Attribution, start: int, end: int, body: Sequence[Quote]
) -> Quote:
    """A headline's quotation: said by who says nearly the same in the body, else by who stands before it."""
    text = context.text
    if (best := _repeated(context, start, end, body)) is not None:
        rule = "repeated_in_body" if best.speaker is not None else None
        return Quote(start, end, text[start:end], best.speaker, best.entity, None, True, best.official, rule)
    if (reported := _reported(context, speakers, _bigrams(text[start:end]))) is not None:
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


def _repeated(context: Context, start: int, end: int, body: Sequence[Quote]) -> Quote | None:
    """The quotation of the body that says nearly the same as `[start, end)`: most of its letters, or clearly more of its words
    than any other; None without one."""
    letters, words = _bigrams(context.text[start:end]), _words(context, start, end)
    shares = sorted(
        (
            (_share(letters, _bigrams(quote.text)), _share(words, _words(context, quote.start, quote.end)), -at)
            for at, quote in enumerate(body)
        ),
        reverse=True,
    )
    if not shares:
        return None
    if shares[0][0] >= _SAME:
        return body[-shares[0][2]]
    by_words = sorted(shares, key=lambda share: (share[1], share[0]), reverse=True)
    best, second = by_words[0], by_words[1] if len(by_words) > 1 else (0.0, 0.0, 0)
    clear = len(words) >= 3 and best[1] >= _SIMILAR and best[1] >= second[1] * 1.5
    return body[-best[2]] if clear else None


def _share(wanted: set[str], given: set[str]) -> float:
    return len(wanted & given) / len(wanted) if wanted else 0.0


def _words(context: Context, start: int, end: int) -> set[str]:
    """The nouns, stems and numbers of a stretch."""
    return {token.form for token in context.tokens_within(start, end) if token.tag in _CONTENT}


_CONTENT = frozenset({"NNG", "NNP", "VV", "VA", "SN", "SL", "SH", "XR", "MAG"})


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


def _has_subject(context: Context, start: int) -> bool:
    """Whether anything stands before the words in their line of a headline: what opens it may be the theme of an event."""
    line = context.text.rfind("\n", 0, start) + 1
    return start - line > 2


def _headline_subject(
    speakers: Speakers, text: str, mentions: Sequence[Mention], start: int, *, anywhere: bool = False
) -> Mention | None:
    """Who stands before the words of a headline; `anywhere`: a body may stand further off, at the head of the line."""
    for mention in reversed(mentions):
        rest = text[mention.end : start - 1]
        if mention.kind == "PERSON" or (mention.kind == "TITLE" and mention.start in speakers.holders):
            return mention
        if mention.kind in PLACE_KINDS - {"PLACE"} and not rest.strip():
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

"""Words in quotation marks: those of the body with their speakers, then those of the headline by what the body says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsextract.context import Context
from newsextract.model import BODY_KINDS, CONTENT_ZONES, HEADLINES, PLACE_KINDS, Mention, Quote, Sentence
from newsextract.quotes.attribution import Attribution
from newsextract.quotes.marks import MIN_LENGTH, SAID, cued_span, double_spans, is_theme, single_spans, theme_spans
from newsextract.quotes.speakers import Speaker, Speakers, can_speak

#: The share of a headline's pairs of letters from which on words of the body are the same words.
_SAME = 0.6
#: The share of its words from which on they are, where no other words of the body come near.
_SIMILAR = 0.5


class _Marked(NamedTuple):
    """Words in marks: where the opening mark stands, where the words begin and end, where the closing mark stands or is missing."""

    opening: int
    start: int
    end: int
    closing: int


def find_direct(context: Context, speakers: Speakers, attribution: Attribution) -> Iterator[Quote]:
    """Yield the direct quotations: those of the headline, told by what the body says, then those of the body.

    Paragraph by paragraph is kept who was named last, and whose words a paragraph announces: by a cue of a broadcast script,
    by what says that somebody goes on, or by a question of an interview. An announcement holds for the paragraphs that are
    one quotation as a whole, up to the first other one.
    """
    found: list[Quote] = []
    headlines: list[_Marked] = []
    themes = set(theme_spans(context.text))
    named: Speaker | None = None
    cue: Mention | None = None
    asked = False
    announced: Mention | None = None
    interviewed = speakers.protagonist()
    for zone in context.document.article.zones:
        if zone.zone not in CONTENT_ZONES:
            continue
        last_end, last_speaker = -1, named
        cued, cue = cue, speakers.cue(zone.start, zone.end)
        title = zone.zone in HEADLINES
        for marked in _spans(context.text, zone.start, zone.end, title=title):
            opening, start, end, closing = marked
            if end - start < MIN_LENGTH or not (title or _is_speech(context, marked)):
                continue
            if is_theme(context.text, opening + 1, closing):
                themes.add(context.text[start:end])
                continue
            if title:
                headlines.append(marked)
                continue
            leads = opening - zone.start < _MARGIN
            whole = leads and zone.end - closing <= _MARGIN
            goes_on = last_speaker if last_end >= 0 or leads else None
            speaker = speakers.of_quote(opening + 1, closing, zone.start, zone.end, goes_on, named)
            if cued is not None and leads:
                speaker = Speaker(cued, "interview_cue")
            elif announced is not None and whole:
                speaker = Speaker(announced, "announced")
            elif asked and whole:
                speaker = Speaker(interviewed, "interviewed") if interviewed is not None else speaker
            elif not whole:
                announced, asked = None, False
            if speaker is None and last_end >= 0 and not re.search(r"[.다]\s", context.text[last_end : opening + 1]):
                speaker = last_speaker
            found.append(attribution.quote(start, end, speaker, direct=True, behind=closing))
            last_end, last_speaker = closing, speaker or last_speaker
            if speaker is not None and speaker.mention is not None:
                named = speaker
        if last_end < 0 and zone.zone == "body":
            announced = speakers.announces(zone.start, zone.end)
            asked = speakers.is_question(zone.start, zone.end)
            if not asked:
                topic = speakers.topic_of(zone.start, zone.end)
                named = Speaker(topic, "continued") if topic is not None else named
    for marked in headlines:
        single = context.text[marked.opening] in "‘'"
        bare = single or not (_is_speech(context, marked) or _has_subject(context, marked.opening))
        same = _repeated(context, marked.start, marked.end, found)
        if (same is not None or not bare) and context.text[marked.start : marked.end] not in themes:
            yield _headline(context, speakers, attribution, marked, same)
    yield from found


#: How far from the ends of a paragraph the marks around the whole of it stand at most. Code points.
_MARGIN = 2


def _is_speech(context: Context, marked: _Marked) -> bool:
    """Whether what stands in marks can be words that somebody said: a sentence, or what a quotative follows."""
    text = context.text
    _, start, end, closing = marked
    if SAID.match(text, closing) or text[end - 1] in ".?!…~" or closing >= len(text) or text[closing] not in "“”\"’'」":
        return True
    tokens = context.tokens_within(start, end)
    return bool(tokens) and (tokens[-1].tag in ("EF", "EC", "JX", "JKB", "IC", "ETN") or tokens[-1].form == "것")


def _spans(text: str, start: int, end: int, *, title: bool) -> Iterator[_Marked]:
    """What stands in marks in a paragraph, in text order, without the spaces at its ends; in a title also in single marks.

    In a broadcast's bracket the words behind a name and a colon need no marks.
    """
    if (cued := cued_span(text, start, end)) is not None:
        yield _Marked(cued[0] - 1, *cued, cued[1])
        return
    for first, last in sorted({*double_spans(text, start, end), *single_spans(text, start, end, spoken=not title)}):
        words = text[first:last]
        if words.strip(" "):
            left, right = len(words) - len(words.lstrip(" ")), len(words) - len(words.rstrip(" "))
            yield _Marked(first - 1, first + left, last - right, last)


def _headline(
    context: Context, speakers: Speakers, attribution: Attribution, marked: _Marked, same: Quote | None
) -> Quote:
    """A headline's quotation: said by who says nearly the same in the body (`same`), else by who stands before it."""
    text = context.text
    opening, start, end, _ = marked
    if same is not None:
        rule = "repeated_in_body" if same.speaker is not None else None
        return Quote(start, end, text[start:end], same.speaker, same.entity, None, True, same.official, rule)
    if (reported := _reported(context, speakers, _bigrams(text[start:end]))) is not None:
        return attribution.quote(start, end, reported, direct=True)
    line = text.rfind("\n", 0, start) + 1
    before = [mention for mention in speakers.mentions if line <= mention.start and mention.end <= opening]
    segment = re.split(r"[…·]|\.\.\.|[”\"] ?", text[line:opening])[-1]
    near = [mention for mention in before if mention.start >= opening - len(segment)]
    mention = _headline_subject(speakers, text, near, opening) or _headline_subject(
        speakers, text, before, opening, anywhere=True
    )
    speaker = Speaker(mention, "headline_subject") if mention is not None else None
    return attribution.quote(start, end, speaker, direct=True)


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


def _has_subject(context: Context, opening: int) -> bool:
    """Whether anything stands before the mark in its line of a headline: what opens it may be the theme of an event."""
    line = context.text.rfind("\n", 0, opening) + 1
    return opening - line > 1


def _headline_subject(
    speakers: Speakers, text: str, mentions: Sequence[Mention], opening: int, *, anywhere: bool = False
) -> Mention | None:
    """Who stands before the mark of a headline's words; `anywhere`: a body may stand further off, at the head of the line."""
    for mention in reversed(mentions):
        rest = text[mention.end : opening]
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

"""Reported clauses, without marks: 이 시장은 [포항의 미래가 밝다]고 말했다 · 경찰에 따르면 [A씨는 …했다]."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from newsextract.context import Context
from newsextract.model import Mention, Quote, Sentence, Token
from newsextract.quotes.attribution import Attribution
from newsextract.quotes.marks import MIN_LENGTH
from newsextract.quotes.speakers import Speaker, Speakers

#: Endings that close a reported clause.
_QUOTATIVE = frozenset(
    "다고 ᆫ다고 는다고 라고 자고 냐고 으라고 다며 라며 자며 으라며 ᆫ다며 는다며 다면서 ᆫ다면서 는다면서 라면서 자면서".split()
)
#: How far behind such an ending the verb of saying may stand. Tokens.
_REACH = 14
_SAYING = re.compile(
    r"(?:말|밝히|전|설명|강조|덧붙이|주장|지적|분석|내다보|전망|답|당부|촉구|호소|반박|발표|보도|진단|평가|비판|소개|약속|경고|귀띔|토로|털어놓|요구|"
    r"제안|주문|해명|예상|단언|다짐|언급|알리|통보|판단|선언|시인|인정|부인|예고|건의|요청|지시|꼬집|일축|맞서|되묻|묻|보)"
)
_ACCORDING = re.compile(r"에 따르면,? ")
_CLAUSE_OF_TOPIC = re.compile(r"[\s,]*")


def find_reported(
    context: Context, speakers: Speakers, attribution: Attribution, direct: Sequence[tuple[int, int]]
) -> Iterator[Quote]:
    """Yield the reported clauses of the body's sentences, with who says them; `direct`: the spans in quotation marks."""
    spans = sorted(direct)
    previous: Mention | None = None
    for sentence in context.document.sentences:
        if sentence.zone != "body":
            continue
        before = bisect_left(spans, (sentence.end, -1)) - 1
        if before >= 0 and spans[before][1] > sentence.start:
            previous = None
            continue
        for start, end, speaker in _clauses(context, speakers, sentence, previous):
            if end - start >= MIN_LENGTH:
                yield attribution.quote(start, end, speaker, direct=False)
                previous = speaker.mention or previous


def _clauses(
    context: Context, speakers: Speakers, sentence: Sentence, previous: Mention | None
) -> Iterator[tuple[int, int, Speaker]]:
    """The reported clauses of one sentence: where each starts and ends, and who says it."""
    text, tokens = context.text, context.document.tokens
    according = _ACCORDING.search(text, sentence.start, sentence.end)
    if according is not None:
        source = speakers.named_at(according.start(), "according_to")
        if source is not None and source.mention is not None and clause_end(text, sentence) > according.end():
            yield according.end(), clause_end(text, sentence), source
        return
    at = sentence.start
    speaker: Speaker | None = None
    for index in _endings(tokens, sentence):
        end = tokens[index].end - (2 if tokens[index].form.endswith("면서") else 1)
        topic = _speaker(speakers, at, end)
        start = at
        if topic is not None:
            start, speaker = topic
        elif (
            speaker is None
            and previous is not None
            and re.match(r"(?:이어|또|그러면서|아울러|특히|한편) ", text[at:end])
        ):
            speaker = Speaker(previous, "continued")
            start = at + text[at:end].index(" ") + 1
        if speaker is None:
            return
        match = _CLAUSE_OF_TOPIC.match(text, start, end)
        yield (match.end() if match else start), end, speaker
        at = tokens[index].end


def clause_end(text: str, sentence: Sentence) -> int:
    """Where the predicate of a sentence ends: before its full stop."""
    end = sentence.end
    while end > sentence.start and text[end - 1] in ".!? \n":
        end -= 1
    return end


def _endings(tokens: Sequence[Token], sentence: Sentence) -> list[int]:
    """The indices of the quotative endings of a sentence that a verb of saying follows."""
    found = []
    for index in range(sentence.first, sentence.last):
        token = tokens[index]
        if token.tag != "EC" or token.form not in _QUOTATIVE:
            continue
        following = tokens[index + 1 : min(index + _REACH, sentence.last)]
        if any(t.tag in ("VV", "NNG", "XR") and _SAYING.match(t.form) for t in following) or any(
            t.tag == "VV" and t.form == "하" for t in following[:2]
        ):
            found.append(index)
    return found


def _speaker(speakers: Speakers, start: int, end: int) -> tuple[int, Speaker] | None:
    """The first topic of a stretch who can say something, and where what they say starts."""
    for position, particle in speakers.particles(start, end):
        if particle in ("은", "는", "도"):
            speaker = speakers.named_at(position, "topic")
            if speaker is not None and speaker.mention is not None:
                return position + 1, speaker
    return None

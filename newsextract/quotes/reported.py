"""Reported clauses, without marks: 이 시장은 [포항의 미래가 밝다]고 말했다 · 경찰에 따르면 [A씨는 …했다]."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from newsextract.context import Context
from newsextract.model import Mention, Quote, Sentence, Token
from newsextract.quotes.attribution import Attribution
from newsextract.quotes.marks import MIN_LENGTH, QUOTATIVE_ENDINGS
from newsextract.quotes.speakers import Speaker, Speakers

#: How far behind such an ending the verb of saying may stand. Tokens.
_REACH = 14
_SAYING = re.compile(
    r"(?:말|밝히|전|설명|강조|덧붙이|주장|지적|분석|내다보|전망|답|당부|촉구|호소|반박|발표|보도|진단|평가|비판|소개|약속|경고|귀띔|토로|털어놓|요구|"
    r"제안|주문|해명|예상|단언|다짐|언급|알리|통보|판단|선언|시인|인정|부인|예고|건의|요청|지시|꼬집|일축|맞서|되묻|묻|보)"
)
_ACCORDING = re.compile(r"에 따르면,? ")
#: Endings before a noun that says what is told: 검토한 적이 없다는 입장이다.
_TOLD = frozenset("다는 ᆫ다는 는다는 라는 자는 으라는 냐는".split())
_STANCES = frozenset("입장 설명 주장 판단 분석 방침 지적 의견 취지 생각 전망 반응 태도 논리 해명".split())
_GOES_ON = re.compile(r"(?:이어서?|또한?|그러면서도?|아울러|특히|한편|다만|그리고) ")
_MARKS = re.compile(r"[“”\"]")
#: When and where something was said, at the head of the sentence.
_DAY = r"(?:이날|전날|지난 \d{1,2}일|\d{1,2}일)(?: ?(?:오전|오후))?"
_OCCASION = re.compile(
    rf"[\s,]+|{_DAY}\([가-힣]{{1,6}}\) |(?:{_DAY} )?"
    r"(?:[가-힣A-Za-z·]+ ){0,3}[가-힣]*(?:브리핑|회견|간담회|인터뷰|회의|보고서|자료|성명|논평|방송|통화|페이스북|라디오|연설|담화|토론회|본회의|청문회|입장문|"
    r"전체회의|국회|공시|공지|공문|보도자료|홈페이지|누리집|유튜브|편지|이메일)"
    r"(?:에서|를 통해|을 통해|에|에서의) "
)


def find_reported(
    context: Context, speakers: Speakers, attribution: Attribution, direct: Sequence[tuple[int, int]]
) -> Iterator[Quote]:
    """Yield the reported clauses of the body's sentences, with who says them; `direct`: the spans in quotation marks."""
    spans = sorted(direct)
    previous: Mention | None = None
    last_end = 0
    for sentence in context.document.sentences:
        if sentence.zone != "body":
            continue
        if "\n" in context.text[last_end : sentence.start]:
            previous = None  # who goes on does so within a paragraph
        last_end = sentence.end
        before = bisect_left(spans, (sentence.end, -1)) - 1
        if before >= 0 and spans[before][1] > sentence.start:
            previous = None
        for start, end, speaker in _clauses(context, speakers, sentence, previous):
            if end - start >= MIN_LENGTH and not _MARKS.search(context.text, start, end):
                yield attribution.quote(start, end, speaker, direct=False, behind=end)
                previous = speaker.mention or previous


def _clauses(
    context: Context, speakers: Speakers, sentence: Sentence, previous: Mention | None
) -> Iterator[tuple[int, int, Speaker]]:
    """The reported clauses of one sentence: where each starts and ends, and who says it."""
    text = context.text
    according = _ACCORDING.search(text, sentence.start, sentence.end)
    endings = _endings(context.document.tokens, sentence)
    if according is not None and not endings:
        source = speakers.named_at(according.start(), "according_to")
        if source is not None and clause_end(text, sentence) > according.end():
            yield according.end(), clause_end(text, sentence), source
        return
    at = sentence.start if according is None else according.end()
    speaker: Speaker | None = None
    for end, after in endings:
        topic = next(speakers.topics(at, end), None)
        start = at
        if topic is not None:
            start, speaker = topic
        elif speaker is None and previous is not None:
            opening = _GOES_ON.match(text, at, end)
            start = opening.end() if opening else at
            speaker = Speaker(previous, "continued")
        if speaker is None:
            behind = next(speakers.topics(after, sentence.end), None)  # …고 기획재정부는 설명했다
            if behind is None or behind[1].mention is None:
                return
            speaker = behind[1]
        yield _without_occasion(text, start, end), end, speaker
        at = after


def _without_occasion(text: str, start: int, end: int) -> int:
    """Where a clause starts behind what says when and where it was said: 이날 브리핑에서, 9일(현지시간)."""
    while match := _OCCASION.match(text, start, end):
        if match.end() == start:
            break
        start = match.end()
    return start


def clause_end(text: str, sentence: Sentence) -> int:
    """Where the predicate of a sentence ends: before its full stop."""
    end = sentence.end
    while end > sentence.start and text[end - 1] in ".!? \n":
        end -= 1
    return end


def _endings(tokens: Sequence[Token], sentence: Sentence) -> list[tuple[int, int]]:
    """Where the reported clauses of a sentence end, and where what follows their endings begins, both in code points."""
    found = []
    for index in range(sentence.first, sentence.last):
        token = tokens[index]
        # At the end of a line the verb is on the next one.
        last = sentence.last if index + 1 < sentence.last else len(tokens)
        following = tokens[index + 1 : min(index + _REACH, last)]
        if token.tag == "EC" and token.form in QUOTATIVE_ENDINGS:
            said = any(t.tag in ("VV", "NNG", "XR") and _SAYING.match(t.form) for t in following)
            plain = any(t.tag in ("VV", "VX") and t.form == "하" for t in following[:3])
            if said or plain or (following and not token.form.endswith("고")):
                found.append((token.end - (2 if token.form.endswith("면서") else 1), token.end))
        elif token.tag == "ETM" and token.form in _TOLD and following and following[0].form in _STANCES:
            found.append((token.end - 1, token.end))
    return found

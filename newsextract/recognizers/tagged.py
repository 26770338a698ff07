"""What the trained tagger finds: names that no table has and that no rule can know, each with its probability.

The tagger reads everything; what it says counts where it is surer than the rules are. Here stands how sure it must be; where it
stands among the rules is in `recognizers.GROUPS`. Dates and times are left to their grammar, which also gives values.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from newsextract.context import SWALLOWED_PARTICLES, TRUSTED, Context, Tagged
from newsextract.heads import head_of
from newsextract.model import BODY_KINDS, PLACE_KINDS, Kind, Mention
from newsextract.names import name_quality, surname_only
from newsextract.spans import Cover
from newsextract.tagger import best_spans
from newsextract.tagger.tags import KIND_OF

#: The least probability at which a span is a mention. 0.35 to 0.8 were tried, for all kinds and for each (README.md of the tagger).
LEAST = 0.65
#: From this probability on a span stands against what only tables and head nouns show. 0.8 to 0.95 were tried.
SURE = 0.88
#: A title counts only beside a person's name; then this is enough.
TITLE = 0.5
#: From this probability on the tagger says where a name of unknown words begins and ends that a title shows to be one.
BORDER = 0.35
#: Dates and times are left to their grammar; titles need a holder.
KINDS: frozenset[Kind] = frozenset(KIND_OF.values()) - {"DATE", "TIME", "TITLE"}
#: Rules that see only a shape, or a head noun that ends many words: what they find stands only if the tagger sees anything there.
WEAK = frozenset(
    (
        "bare_name bare_foreign_name city_after_country division_suffix repeated_part place_beside_place place_head body_head "
        "known_event name_before_honorific surname_before_honorific name_after_title"
    ).split()
)


def is_doubtful(context: Context, mention: Mention) -> bool:
    """Whether a weak rule found something where the tagger sees no mention of any kind, not even an unlikely one."""
    if mention.rule not in WEAK or context.tagged is None:
        return False
    seen = context.once(
        ("tagged spans",),
        lambda: Cover((span.start, span.end) for span in by_guidelines(context) if span.tag in KIND_OF),
    )
    return not seen.reaches(mention.start, mention.end)


def by_guidelines(context: Context) -> list[Tagged]:
    """The tagger's spans, those of municipalities and states that act as bodies as the places that they are to us."""
    return context.once(("tagged by guidelines",), lambda: _with_places(context, context.tagged or ()))


def _with_places(context: Context, tagged: Sequence[Tagged]) -> list[Tagged]:
    likeliest: dict[tuple[int, int], Tagged] = {}
    for span in tagged:
        if span.tag in _PLACE_TAGS and span.score > likeliest.get((span.start, span.end), _NOTHING).score:
            likeliest[span.start, span.end] = span
    return [span if span.tag != "STATE" else span._replace(tag=_place(context, span, likeliest)) for span in tagged]


_NOTHING = Tagged(0, 0, "", 0.0)
_PLACE_TAGS = ("COUNTRY", "PROVINCE", "CITY", "COUNTY")


def _place(context: Context, span: Tagged, likeliest: Mapping[tuple[int, int], Tagged]) -> str:
    """Which place a state or municipality is: as the tagger, the tables or its suffix say; else it stays what it is."""
    if (span.start, span.end) in likeliest:
        return likeliest[span.start, span.end].tag
    word = context.text[span.start : span.end]
    entry = context.entry(word)
    if entry is not None and entry.kind in _PLACE_TAGS:
        return entry.kind
    return {"시": "CITY", "도": "PROVINCE", "주": "PROVINCE", "군": "COUNTY", "구": "COUNTY"}.get(word[-1], span.tag)


def find(context: Context) -> Iterator[Mention]:
    """Yield the mentions of the tagger: names, and titles that stand right beside a person's name."""
    spans = [_fitted(context, *span) for span in best_spans(by_guidelines(context), KIND_OF, min(TITLE, LEAST))]
    names = [span for span in spans if span[2] in KINDS and _is_name(context, *span)]
    people = {edge for start, end, kind, _ in names if kind == "PERSON" for edge in (start, end)}
    for start, end, kind, score in names:
        yield context.mention(start, end, kind, "tagger_sure" if score >= SURE else "tagger", score)
    yield from _repeated(context)
    for start, end, kind, score in spans:
        if kind == "TITLE" and score >= TITLE and context.text[start:end].split(" ")[-1] not in _UNMARKED | _ORDINARY:
            before = start - 1 in people and context.text[start - 1] == " "
            if before or (end + 1 in people and context.text[end] == " "):
                yield context.mention(start, end, "TITLE", "tagger_title", score)


def people_seen(context: Context, start: int, end: int, least: float) -> list[Tagged]:
    """The spans that the tagger takes for people, with at least a probability, and that overlap `[start, end)`; likeliest first.

    Their borders are those that the tables, and the names known so far, allow.
    """
    people = context.once(("tagged people",), lambda: [span for span in context.tagged or () if span.tag == "PERSON"])
    first = bisect_left(people, start - _REACH, key=lambda span: span.start)
    last = bisect_left(people, end, lo=first, key=lambda span: span.start)
    spans = [
        Tagged(*_fitted(context, span.start, span.end, "PERSON", span.score)[:2], "PERSON", span.score)
        for span in people[first:last]
        if span.end > start and span.score >= least
    ]
    return sorted((span for span in spans if span.start < end and span.end > start), key=lambda span: -span.score)


#: No person's name is longer. Code points.
_REACH = 60


def _person_at(context: Context, start: int) -> bool:
    """Whether the tagger finds a person likely that begins at an offset."""
    starts = context.once(
        ("starts of people",),
        lambda: {span.start for span in context.tagged or () if span.tag == "PERSON" and span.score >= LEAST},
    )
    return start in starts


def _repeated(context: Context) -> Iterator[Mention]:
    """Businesses that the tagger finds little likely in each place, but in several, and whose head noun says what they are."""
    spans = [span for span in context.tagged or () if span.tag == "COMPANY" and LEAST > span.score >= _LITTLE]
    counts = Counter(context.text[span.start : span.end] for span in spans)
    for span in spans:
        name = context.text[span.start : span.end]
        head = head_of(name)
        if counts[name] >= _OFTEN and head is not None and head[1].kind == "COMPANY" and len(name) - len(head[0]) >= 2:
            yield context.mention(span.start, span.end, "COMPANY", "tagger_repeated", span.score)


#: What the tagger finds so likely in so many places of an article, a business by its head noun, is one.
_LITTLE, _OFTEN = 0.15, 2


def _fitted(context: Context, start: int, end: int, kind: Kind, score: float) -> tuple[int, int, Kind, float]:
    """A span as the tables have it: without a particle that Kiwi takes for a part of an unknown word, without a known body after a
    person's name, and of the kind that they know."""
    text = context.text
    if text[end - 1] in SWALLOWED_PARTICLES and context.entry(text[start:end]) is None:
        shorter = context.entry(text[start : end - 1])
        if shorter is not None and shorter.kind == kind:
            end -= 1
    if kind == "PERSON":
        name, _, last = text[start:end].rpartition(" ")
        known = context.names.get(last) or ((entry := context.entry(last)) and entry.kind)
        head = head_of(last)
        headed = (
            head is not None and head[1].kind in BODY_KINDS and name_quality(context, start, start + len(name)) == 3
        )
        place = (
            known in PLACE_KINDS and last[-1:] in "시군구도" and name_quality(context, start, start + len(name)) == 3
        )
        whole = " " in name or len(name) >= 4 or name_quality(context, start, start + len(name)) == 3
        if name and (
            (known in BODY_KINDS and whole) or headed or place
        ):  # the body right after the name (강무진 태양정밀 부사장)
            end = start + len(name)
        first, _, rest = text[start:end].partition(" ")
        if rest and first[-1] in "리읍면동" and len(first) >= 3 and name_quality(context, end - len(rest), end) == 3:
            start = end - len(rest)  # 쌍계리 노경자 부녀회장
    elif kind == "ORG" and text[end - 1] == "학" and text.startswith("과 ", end) and _person_at(context, end + 2):
        end += 1  # 도시공학과 석재훈 교수: Kiwi takes 과 for a particle
    elif kind in KINDS and (entry := context.entry(text[start:end])) is not None:
        kind = entry.kind
    return start, end, kind, score


def _is_name(context: Context, start: int, end: int, kind: Kind, score: float) -> bool:
    """Whether a span is sure enough, and can be a name by what the guidelines decide and by the words it stands in."""
    word = context.text[start:end]
    if score < LEAST or word in _UNMARKED or word.endswith(_UNMARKED_ENDS):
        return False
    if kind == "COUNTRY" and len(word) > 1 and _HANJA_ONLY.fullmatch(word):
        return False  # 訪韓, 中學, 美人: a word with the letter of a state; the letters alone are read by the rules
    if kind == "PERSON":
        if _HANJA_ONLY.fullmatch(word) and len(word) == 1:
            return False  # 朴 “…”: only if the article says who that is (headlines.py)
        if len(word) == 1 and (score < SURE or word in _DETERMINERS or not surname_only(context, word)):
            return False  # the rules see whether a surname is meant (이 시장: this market; A씨: no name)
        following = context.starts.get(end)
        if following is not None and context.document.tokens[following].tag in ("NNG", "NNP", "SL", "XSN"):
            return False  # the name is a part of another (이건희컬렉션)
    # Homographs of divisions need support, which the rules look for (화성: Mars; 진도: seismic intensity).
    weights = [entry.weight for entry in context.gazetteer.get(word) if entry.kind == kind]
    return kind not in PLACE_KINDS or not weights or max(weights) >= TRUSTED


_HANJA_ONLY = re.compile("[\u4e00-\u9fff]+")
#: Surnames that are also determiners, numerals or prefixes.
_DETERMINERS = frozenset("이전정한주두양신현총각반")
#: What the corpora annotate and our guidelines do not: indices, diseases, generic teams and meetings, roles of one event, celestial bodies.
_UNMARKED = frozenset(
    "코스피 코스닥 나스닥 다우 코넥스 코로나 코로나19 메르스 사스 에볼라 지카 신종플루 독감 국정감사 청문회 인사청문회 본회의 국무회의 "
    "청원인 주심 좌장 사회 진행 지구 태양 달 우주".split()
)
#: What ordinary people are by occupation: no titles to us.
_ORDINARY = frozenset(
    "기사 운전기사 버스기사 택시기사 회사원 직장인 주부 대학생 고등학생 중학생 초등학생 학생 취업준비생 자영업자 상인 주민 시민 이웃 농민 어민 관광객 유학생 "
    "대학원생 과학기자 의학전문기자 과학전문기자 인턴기자 수습기자 전문기자 선임기자 사진기자 기자 특파원 논설위원".split()
)
_UNMARKED_ENDS = ("대표팀", "지수", "바이러스")

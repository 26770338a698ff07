"""COMPANY and ORG: by the tables, by legal form (㈜), by head noun (…위원회, …전자), by what the article says of them.

`introduced_names` runs first: it collects the names that an article introduces itself (스타트업 하루, ㈜이음, 이진서 에코마루
대표), so that all recognizers know them wherever they stand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from newsextract.context import TRUSTED, Context, Known
from newsextract.gazetteer import Gazetteer
from newsextract.heads import NOT_NAMES, head_of
from newsextract.leftward import left_words
from newsextract.model import BODY_KINDS, PLACE_KINDS, Kind, Mention
from newsextract.names import NOT_PERSONS, clear_particle, foreign_word, name_quality
from newsextract.phrases import Chunk, Phrases
from newsextract.recognizers.tagged import LEAST, people_seen
from newsextract.titles import COMPANY_TITLES, Title

#: What a business is called right before its name (협력사인 에코마루, 블록체인 업체 아라체인).
_COMPANY_NOUNS = tuple(
    (
        "상장사 비상장사 개발사 건설사 게임사 계열사 공급사 기업 기획사 로펌 매각사 모회사 반도체사 발주사 배급사 배터리사 법인 벤처 벤처기업 보험사 "
        "브랜드 소프트웨어사 스타트업 시공사 시행사 식품사 업체 엔터사 운영사 운용사 유니콘 유통사 은행 인수사 자회사 제약사 제작사 "
        "제조사 주관사 주최사 증권사 최대주주 카드사 통신사 투자사 판매법인 플랫폼 합작법인 항공사 해운사 현지법인 협력사 화학사 회사 "
        "후원사"
    ).split()
)
_BODY_TITLES = frozenset(
    "이사장 위원장 총장 학장 교수 원장 의장 사무총장 사무처장 사무국장 총재 총무 연구원 선임연구원 책임연구원 수석연구원 연구위원 선임연구위원 "
    "석좌교수 명예교수 조교수 부교수 관장 단장 소장 처장 청장 학예연구사 수석큐레이터 큐레이터 대변인 차관 장관 실장 국장 과장 서장 센터장 "
    "조합장 구단주 감독 코치 주장".split()
)
_LEGAL = re.compile(r"(?:㈜|\(주\)|주식회사 )\s?([가-힣A-Za-z0-9&]{2,20})|([가-힣A-Za-z0-9&]{2,20})(?:㈜|\(주\))")
_LATIN_ALIAS = re.compile(r"\(([A-Z][^\W가-힣.]*[\w.&’'-]*(?: [A-Z&][\w.&’'-]*){0,4}|[a-z]{2,8})\)")


def introduced_names(context: Context, titles: list[Title]) -> Iterator[tuple[str, Kind, str]]:
    """Yield (name, kind, rule) of each business or body that the article introduces by its form or its neighbours."""
    text = context.text
    for phrases in context.phrases:
        low, high = phrases.sentence.start, phrases.sentence.end
        for match in _LEGAL.finditer(text, low, high):
            group = 1 if match.group(1) else 2
            end = match.end(group)
            name = match.group(group)
            if group == 1:
                name = text[match.start(1) : _name_end(context, match.start(1), end)]
            if len(name) >= 2:
                yield name, "COMPANY", "legal_form"
        for index, chunk in enumerate(phrases.chunks):
            if len(chunk.text) < 2 or context.entry(chunk.text) is not None or chunk.text.isdigit():
                continue
            if index and _after_company_noun(context, phrases.chunks[index - 1], chunk) and not chunk.text[0].isdigit():
                if _can_be_name(context, chunk):
                    yield chunk.text, "COMPANY", "company_noun_before"
            if (
                index
                and phrases.chunks[index - 1].text in _FIRMS
                and text[phrases.chunks[index - 1].end : chunk.start] == " "
            ):
                yield chunk.text, "COMPANY", "firm_name"
            if context.is_named(chunk) and _FIGURES.match(text, chunk.end) and context.kind_by_head(chunk) is None:
                if not name_quality(context, chunk.start, chunk.end) or len(chunk.text) > 3:
                    yield chunk.text, "COMPANY", "business_figures"
            if context.is_named(chunk) and (alias := _LATIN_ALIAS.match(text, chunk.end)) and chunk.depth == 0:
                kind = context.kind_by_head(chunk)
                if kind in BODY_KINDS:
                    yield chunk.text, kind, "head_with_alias"
                    yield alias.group(1), kind, "alias_of_head"
                elif kind is None and _company_with_alias(context, phrases, index, alias.group(1)):
                    yield chunk.text, "COMPANY", "name_with_latin_alias"
                    yield alias.group(1), "COMPANY", "latin_alias"
    for title in titles:
        yield from _beside_title(context, title)


def _company_with_alias(context: Context, phrases: Phrases, index: int, alias: str) -> bool:
    """Whether an unknown name with a Latin form is a business: 부아세가르(Buah Segar), not 마치에이 보르코(Maciej Borko)."""
    chunk = phrases.chunks[index]
    if " " not in alias or name_quality(context, chunk.start, chunk.end) >= 2:
        return False
    before = re.search(r"([가-힣]{2,}) $", context.text[max(chunk.start - 12, 0) : chunk.start])
    if before is None:
        return True
    # 하이케 뮐러(Heike Müller): as many words as the Latin form has make a person.
    word = before.group(1)
    start = chunk.start - 1 - len(word)
    if clear_particle(context, start, chunk.start - 1) or context.entry(word) is not None:
        return True
    return word.endswith(_COMPANY_NOUNS) or head_of(word) is not None


#: What only a business has, right after its name: 다라온의 영업이익.
_FIGURES = re.compile(
    r"(?:의)? (?:매출|영업이익|순이익|영업손실|시가총액|주가|주식|지분|최대주주|공모가|상장|실적|신제품|주주총회|이사회|노사)"
)


def _name_end(context: Context, start: int, end: int) -> int:
    """Where the noun that begins at `start` ends, its particle left off."""
    tokens = context.tokens_in(start, end)
    for token in tokens:
        if token.tag.startswith(("J", "VCP", "E")):
            return token.start
    return end


def _after_company_noun(context: Context, left: Chunk, chunk: Chunk) -> bool:
    between = context.text[left.end : chunk.start]
    if between not in (" ", "인 ", " ‘", " '", "인 ‘", "인 '") or not left.text.endswith(_COMPANY_NOUNS):
        return False
    return context.entry(left.text) is None and context.kind_by_head(left) not in BODY_KINDS


def _can_be_name(context: Context, chunk: Chunk) -> bool:
    """Whether a chunk after 스타트업, 업체 … is a name rather than the next common noun (업체 관계자, 기업 경쟁력)."""
    found = head_of(chunk.text)
    if (found is not None and found[1].kind not in BODY_KINDS) or chunk.text.endswith(("데이", "위크", "나이트")):
        return False
    if context.is_named(chunk):
        return not any(entry.kind == "TITLE" for entry in context.gazetteer.get(chunk.text))
    tokens = context.document.tokens[chunk.first : chunk.last]
    quoted = context.text[chunk.start - 1 : chunk.start] in tuple("‘'")
    return quoted or (
        len(tokens) == 1
        and context.text[chunk.end : chunk.end + 1] in tuple("가는은이")
        and _repeats(context, chunk.text) >= 3
    )


def _repeats(context: Context, name: str) -> int:
    counts = context.once(
        ("chunk counts",), lambda: Counter(chunk.text for phrases in context.phrases for chunk in phrases.chunks)
    )
    return counts[name]


def _beside_title(context: Context, title: Title) -> Iterator[tuple[str, Kind, str]]:
    """이진서 에코마루 대표 · 보통의가게의 김보통(33) 대표 · 윤슬 모두 최고기술책임자."""
    if title.prefix and title.head not in COMPANY_TITLES:
        return
    kind: Kind | None = None
    if title.head in COMPANY_TITLES or title.prefix + title.head in COMPANY_TITLES:
        kind = "COMPANY"
    elif title.head in _BODY_TITLES:
        kind = "ORG"
    if kind is None:
        return
    text = context.text
    low = context.sentence_at(title.start).start
    words = left_words(text, low, title.start, 4)
    if not words or words[0].joined != " ":
        return
    first = words[0]
    chunk = next(
        (c for c in context.phrases[title.phrase].chunks if c.start == first.start and c.end == first.end), None
    )
    if chunk is not None and (by_head := context.kind_by_head(chunk)) is not None:
        if by_head in BODY_KINDS:
            return
    if len(words) < 2 or words[1].joined != " ":
        return
    second = words[1]
    if words[1].text.endswith("의") and name_quality(context, first.start, first.end) >= 2:
        name = second.text[:-1]
        if kind == "COMPANY" and _free(context, name) and second.start in context.starts and not _LEGAL.search(name):
            yield name, kind, "body_of_title"
        return
    quality = name_quality(context, second.start, second.end) if len(second.text) <= 3 else 0
    if quality < 2 or not _free(context, first.text) or not _noun(context, first.start, first.end):
        return
    unknown = any(not token.known or token.tag == "NNP" for token in context.tokens_in(first.start, first.end))
    if kind == "ORG" and foreign_word(context, first.start, first.end):
        return
    least = LEAST if context.gazetteer.surnames.get(second.text[0], 0) < 10 else _CERTAIN
    if any(seen.start < first.start for seen in people_seen(context, first.start, first.end, least)):
        return  # 하마다 겐지 수석이코노미스트: the word before the title is the end of the name
    if (unknown and quality == 3 and context.gazetteer.surnames.get(second.text[0], 0) >= 1) or _mentions(
        context, first.text
    ) >= (2 if unknown else 3):
        yield first.text, kind, "name_body_title"


#: From this probability on two words before a title are a name, though the first looks like a common Korean one (조너선 리브스).
_CERTAIN = 0.95


def _mentions(context: Context, name: str) -> int:
    """How often a word stands at the head of a spaced word in the article."""
    return context.once(
        ("mentions", name), lambda: len(re.findall(rf"(?<![가-힣A-Za-z]){re.escape(name)}", context.text))
    )


def _free(context: Context, word: str) -> bool:
    """Whether a word is no known name and no title or modifier."""
    return (
        len(word) >= 2
        and context.entry(word) is None
        and word not in NOT_PERSONS
        and not any(entry.kind == "TITLE" for entry in context.gazetteer.get(word))
        and not word[0].isdigit()
    )


def _noun(context: Context, start: int, end: int) -> bool:
    tokens = context.tokens_in(start, end)
    return bool(tokens) and tokens[-1].end == end and tokens[-1].tag in ("NNG", "NNP", "SL", "MAG", "NR", "XSN")


#: A mission abroad with its host: 주프랑스 한국대사관.
_MISSION = re.compile(r"(?<![가-힣])주([가-힣]{1,7}) (?:한국 ?)?(?:대사관|총영사관|대표부)")


def _missions(context: Context) -> Iterator[Mention]:
    for sentence in context.document.sentences:
        for match in _MISSION.finditer(context.text, sentence.start, sentence.end):
            host = context.entry(match.group(1))
            if host is not None and host.kind in PLACE_KINDS:
                yield context.mention(match.start(), match.end(), "ORG", "mission")


def find(context: Context) -> Iterator[Mention]:
    """Yield the companies and organizations of a document."""
    text = context.text
    teams = _teams(context)
    yield from _missions(context)
    for known in context.known:
        if known.entry.kind in BODY_KINDS and known.entry.weight >= TRUSTED:
            if _is_team(context, known, teams):
                yield context.mention(known.start, known.end, "ORG", "team_name")
            elif _is_venue(context, known.start, known.end):
                yield context.mention(known.start, known.end, "PLACE", "venue_not_body")
            else:
                yield context.mention(known.start, known.end, known.entry.kind, "known_body")
    for phrases in context.phrases:
        for match in _LEGAL.finditer(text, phrases.sentence.start, phrases.sentence.end):
            end = match.end()
            if match.group(1):
                end = _name_end(context, match.start(1), end)
            yield context.mention(match.start(), end, "COMPANY", "legal_form")
        for index, chunk in enumerate(phrases.chunks):
            yield from _beside(context, phrases, index)
            if context.entry(chunk.text) is not None:
                continue
            kind = context.names.get(chunk.text)
            if kind in BODY_KINDS and context.is_named(chunk):
                yield context.mention(chunk.start, chunk.end, kind, "introduced_name")
                continue
            kind = context.kind_by_head(chunk)
            if kind in BODY_KINDS:
                if _is_venue(context, chunk.start, chunk.end):
                    yield context.mention(chunk.start, chunk.end, "PLACE", "venue_not_body")
                else:
                    yield context.mention(chunk.start, chunk.end, kind, "body_head")
    yield from _common_names(context)
    yield from _latin_names(context)
    yield from _lists(context)


_UNIT = re.compile(r"(?:형사|민사|행정|가사|특허|파산|회생)[가-힣]{0,4}\d{1,2}-?\d?(?:단독|부)")
_FIRMS = frozenset("법무법인 회계법인 세무법인 특허법인 노무법인 법률사무소 주식회사 농업회사법인 영농조합법인".split())
_BRANCH = re.compile(
    r"[가-힣]{0,8}(?:지부|지회|본부|지원청|출장소|사업부|지역본부|총본부|"
    r"공대|의대|법대|사범대|경영대|약대|학과|학부|내과|외과|소아과|의학과|정신과|안과|피부과|대학원|연구실|연구센터)$"
)
_TEAM_UNITS = frozenset(
    "육상단 축구단 야구단 배구단 농구단 탁구단 씨름단 사격단 양궁단 빙상단 여자배구단 프로게임단 유도단 태권도단".split()
)
_TEAM_TITLES = re.compile(r" ?(?:감독|코치|선수|구단주|주장|단장|타자|투수|공격수|수비수|골키퍼)")
_MINISTRY = re.compile(r"[가-힣]{2,8}(?:부|성|청|처|위원회|총리실|대법원|중앙은행|의회|상원|하원)$")
_COMPANY_IN_BRACKET = re.compile(
    r"\((?:[가-힣]{1,8} )?(?:[가-힣]{0,6}(?:기업|업체|바이어|회사|제조사|법인|스타트업|유통사|수입사))\)"
)


def _beside(context: Context, phrases: Phrases, index: int) -> Iterator[Mention]:
    """Bodies that what stands beside them shows: 중국 외교부, 부적농협 조합장, 법무법인 달무리, 서울대 교수, Handycart(베트남 바이어)."""
    text = context.text
    chunk = phrases.chunks[index]
    if chunk.text.endswith(("부", "단독")) and _UNIT.fullmatch(chunk.text):
        yield context.mention(chunk.start, chunk.end, "ORG", "court_division")
    if index:
        left = phrases.chunks[index - 1]
        between = text[left.end : chunk.start]
        known = context.entry(left.text)
        if between == " " and known is not None and known.kind == "COUNTRY" and len(chunk.text) >= 3:
            if _MINISTRY.match(chunk.text) and context.entry(chunk.text) is None and chunk.text not in NOT_NAMES:
                yield context.mention(chunk.start, chunk.end, "ORG", "body_after_country")
        if between == " " and _BRANCH.search(chunk.text) and context.kind_of(left) in BODY_KINDS:
            yield context.mention(chunk.start, chunk.end, "ORG", "branch_of_body")
        if between == " " and left.text in _FIRMS and chunk.text[0] not in "0123456789":
            yield context.mention(left.start, chunk.end, "COMPANY", "firm_name")
        if between == " " and chunk.text in _TEAM_UNITS and context.kind_of(left) == "COMPANY":
            yield context.mention(left.start, chunk.end, "ORG", "team_name")
        if (
            between == " "
            and chunk.text.endswith("지원")
            and len(chunk.text) >= 4
            and left.text.endswith(("지법", "지검", "법원"))
        ):
            yield context.mention(chunk.start, chunk.end, "ORG", "court_branch")
    if (
        chunk.text.endswith("대")
        and len(chunk.text) >= 3
        and re.match(
            r" (?:교수|총장|연구|공동연구|학생|의대|공대|명예|석좌|병원|학장)", text[chunk.end : chunk.end + 6]
        )
    ):
        yield context.mention(chunk.start, chunk.end, "ORG", "university_before_title")
    elif (
        chunk.text.endswith("대")
        and (city := context.entry(chunk.text[:-1])) is not None
        and city.kind in ("CITY", "PROVINCE")
    ):
        yield context.mention(chunk.start, chunk.end, "ORG", "university_of_place")
    if context.is_named(chunk) and re.search(
        r"(?:학술지|저널|과학지|의학지|전문지)(?:인)? [‘'《]?$", text[max(chunk.start - 8, 0) : chunk.start]
    ):
        yield context.mention(chunk.start, chunk.end, "ORG", "journal")
    found = head_of(chunk.text)
    if found is not None and found[1].kind in BODY_KINDS and context.kind_by_head(chunk) is None:
        title = _next_word(text, chunk.end)
        if title and any(entry.kind == "TITLE" and entry.weight >= 0.5 for entry in context.gazetteer.get(title)):
            if len(chunk.text) - len(found[0]) >= 2 and chunk.text not in NOT_NAMES:
                yield context.mention(chunk.start, chunk.end, found[1].kind, "body_head_before_title")
        elif (
            re.match(r"\([\u4e00-\u9fff]{2,10}\)", text[chunk.end : chunk.end + 12])
            and len(chunk.text) > len(found[0]) + 1
        ):
            yield context.mention(chunk.start, chunk.end, found[1].kind, "body_head_with_hanja")
    if (
        text.startswith("(", chunk.end)
        and _COMPANY_IN_BRACKET.match(text, chunk.end)
        and context.entry(chunk.text) is None
        and len(chunk.text) >= 2
    ):
        start = chunk.start
        at = index
        while (
            at
            and chunk.text[0].isascii()
            and phrases.chunks[at - 1].text.isascii()
            and text[phrases.chunks[at - 1].end : start] == " "
        ):
            at -= 1
            start = phrases.chunks[at].start
        yield context.mention(start, chunk.end, "COMPANY", "company_noun_in_bracket")


def _is_venue(context: Context, start: int, end: int) -> bool:
    """Whether a hospital, museum or bank stands for its house: before 에서, 으로 and the like (guidelines)."""
    if not re.search(r"(?:병원|의료원|박물관|미술관|과학관|도서관|기념관|화랑|한국은행)$", context.text[start:end]):
        return False
    index = context.starts.get(end)
    if index is None:
        return False
    token = context.document.tokens[index]
    return token.tag == "JKB" and token.form in ("에서", "으로", "로", "에")


def _teams(context: Context) -> frozenset[str]:
    """Short names of sports teams, where the article names a team in full (LG 트윈스); empty elsewhere."""
    full = [
        known
        for known in context.known
        if known.entry.attributes.get("type") == "team" and " " in known.entry.canonical
    ]
    if not full:
        return frozenset()
    short = {known.entry.canonical.split(" ")[0] for known in full}
    if len({known.entry.canonical for known in full}) >= 2:
        short |= _team_words(context)
    return frozenset(short)


@cache
def _all_team_words() -> frozenset[str]:
    gazetteer = Gazetteer.load()
    return frozenset(
        entry.canonical.split(" ")[0]
        for name in gazetteer
        for entry in gazetteer.get(name)
        if entry.kind == "ORG" and entry.attributes.get("type") == "team" and " " in entry.canonical
    )


def _team_words(context: Context) -> frozenset[str]:
    return _all_team_words()


def _is_team(context: Context, known: Known, teams: frozenset[str]) -> bool:
    """Whether a company's name stands for its sports team (SSG는 LG를, 한국전력 감독)."""
    if known.entry.kind != "COMPANY":
        return False
    after = context.text[known.end : known.end + 5]
    if known.entry.name in teams and not re.match(r" ?(?:그룹|직원|회장|사장|주식|계열)", after):
        return True
    return bool(_TEAM_TITLES.match(after)) and not after.startswith(" 단장")


def _common_names(context: Context) -> Iterator[Mention]:
    """Introduced names that are ordinary words (하루, 모두, 이음): only where they stand like a name."""
    names = {
        name: kind
        for name, kind in context.names.items()
        if all("가" <= letter <= "힣" for letter in name) and context.entry(name) is None
    }
    for start, end in context.occurrences(names):
        if context.text[start - 1 : start].isalnum():
            continue
        pieces = context.tokens_in(start, end)
        # 보통의가게: a name of several morphemes with a particle in it is no ordinary phrase when written together.
        phrase = len(pieces) >= 3 and any(token.tag.startswith("J") for token in pieces)
        if phrase or _stands_as_name(context, start, end):
            yield context.mention(start, end, names[context.text[start:end]], "introduced_name")


def _stands_as_name(context: Context, start: int, end: int) -> bool:
    """Whether an ordinary word that is also an introduced name stands like a name: as the topic at a sentence's head,
    before a title, after a company noun or in a credit."""
    text = context.text
    sentence = context.sentence_at(start)
    if not sentence.start <= start < sentence.end:
        return False
    after = text[end : end + 2]
    lead = text[sentence.start : start].strip(" ‘'“\"")
    if re.match(r"[은는이가의를을와과도] |, ", after + " ") and (not lead or lead in _CONNECTIVES):
        return True
    if _next_word(text, end) and any(entry.kind == "TITLE" for entry in context.gazetteer.get(_next_word(text, end))):
        return True
    before = text[max(start - 8, 0) : start]
    if text[start - 1 : start] in ("㈜", "‘", "'") and text[end : end + 1] in (
        "’",
        "'",
        "은",
        "는",
        "이",
        "가",
        "을",
        "를",
        "의",
        "에",
        " ",
    ):
        return text[start - 1] == "㈜" or text[end : end + 1] in ("’", "'")
    return bool(re.search(r"(?:사진|제공|자료)\s?=\s?$|=$", before)) or bool(
        before.endswith(" ") and before.rstrip().endswith(_COMPANY_NOUNS)
    )


_CONNECTIVES = frozenset("한편 또 또한 이어 반면 특히 다만 이에 앞서 현재 이날 그러나 하지만 그리고".split())


def _next_word(text: str, end: int) -> str:
    match = re.match(r" ([가-힣A-Z]{2,8}?)(?=[은는이가과와도의를을,. (·]|으로|에게)", text[end : end + 12])
    return match.group(1) if match else ""


def _latin_names(context: Context) -> Iterator[Mention]:
    """Introduced names in Latin letters: Brandt Vakuum, Buah Segar."""
    names = [name for name in context.names if not all("가" <= letter <= "힣" for letter in name)]
    for start, end in context.occurrences(names):
        if end in context.ends and not context.text[start - 1 : start].isalnum():
            if not (context.text[end : end + 1].isascii() and context.text[end : end + 1].isalnum()):
                yield context.mention(start, end, context.names[context.text[start:end]], "introduced_name")


def _lists(context: Context) -> Iterator[Mention]:
    """Doubtful company names in a list with sure ones: KB·신한·하나·우리, 삼성SDS·더존비즈온·두레."""
    text = context.text
    for phrases in context.phrases:
        chunks = phrases.chunks
        at = 0
        while at < len(chunks):
            stop = at
            while stop + 1 < len(chunks) and text[chunks[stop].end : chunks[stop + 1].start] in ("·", "ㆍ"):
                stop += 1
            row = chunks[at : stop + 1]
            if len(row) >= 2 and sum(_is_company(context, chunk) for chunk in row) * 2 >= len(row) - 1 > 0:
                for chunk in row:
                    if (
                        not _is_company(context, chunk)
                        and any(entry.kind == "COMPANY" for entry in context.gazetteer.get(chunk.text))
                    ) or (
                        context.is_named(chunk)
                        and context.kind_of(chunk) is None
                        and len(row) >= 3
                        and chunk.text[0] not in "0123456789"
                    ):
                        yield context.mention(chunk.start, chunk.end, "COMPANY", "company_in_list")
                if len(row) >= 3 and re.match(r" ?(?:등 )?\d{1,2}개?사", text[row[-1].end : row[-1].end + 6]):
                    for chunk in row:
                        if context.kind_of(chunk) is None and len(chunk.text) >= 2:
                            yield context.mention(chunk.start, chunk.end, "COMPANY", "company_in_list")
            at = stop + 1


def _is_company(context: Context, chunk: Chunk) -> bool:
    return context.kind_of(chunk) == "COMPANY"

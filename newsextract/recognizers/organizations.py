"""COMPANY and ORG: by the tables, by legal form (㈜), by head noun (…위원회, …전자), by what the article says of them.

`introduced_names` runs first: it collects the names that an article introduces itself (스타트업 하루, ㈜이음, 이진서 에코마루
대표), so that all recognizers know them wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsextract.context import TRUSTED, Context
from newsextract.leftward import left_words
from newsextract.model import BODY_KINDS, Kind, Mention
from newsextract.names import NOT_PERSONS, foreign_word, name_quality
from newsextract.phrases import Chunk
from newsextract.titles import Title, find_titles

#: What a business is called right before its name (협력사인 에코마루, 블록체인 업체 아라체인).
_COMPANY_NOUNS = re.compile(
    r"(?:스타트업|벤처|벤처기업|기업|업체|회사|유통사|제조사|운영사|시공사|시행사|후원사|협력사|자회사|모회사|계열사|투자사|개발사|배급사|제작사|"
    r"통신사|항공사|해운사|건설사|제약사|보험사|증권사|카드사|은행|운용사|주관사|주최사|판매법인|현지법인|합작법인|법인|브랜드|플랫폼|"
    r"최대주주|매각사|인수사|소프트웨어사|게임사|엔터사|기획사|식품사|화학사|공급사|발주사|배터리사|반도체사|로펌|유니콘)$"
)
#: Predicates and nouns that only businesses have, within reach after a name's particle.
_COMPANY_TITLES = frozenset(
    "대표 대표이사 공동대표 각자대표 최고경영자 CEO CTO CFO COO 최고기술책임자 최고재무책임자 사장 부사장 수석부사장 총괄부사장 전무 상무 이사 "
    "부회장 회장 본부장 팀장 총괄 창업자 설립자 사외이사 지점장 매니저 수석이코노미스트 이코노미스트 애널리스트 연구위원".split()
)
_BODY_TITLES = frozenset(
    "이사장 위원장 총장 학장 교수 원장 의장 사무총장 사무처장 사무국장 총재 총무 연구원 선임연구원 책임연구원 수석연구원 연구위원 선임연구위원 "
    "석좌교수 명예교수 조교수 부교수 관장 단장 소장 처장 청장 학예연구사 수석큐레이터 큐레이터 대변인 차관 장관 실장 국장 과장 서장 센터장 "
    "조합장 구단주 감독 코치 주장".split()
)
_LEGAL = re.compile(r"(?:㈜|\(주\)|주식회사 )\s?([가-힣A-Za-z0-9&]{2,20})|([가-힣A-Za-z0-9&]{2,20})(?:㈜|\(주\))")
_LATIN_ALIAS = re.compile(r"\(([A-Z][\w.&’'-]*(?: [A-Z&][\w.&’'-]*){0,4}|[a-z]{2,8})\)")


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
            if context.is_named(chunk) and (alias := _LATIN_ALIAS.match(text, chunk.end)) and chunk.depth == 0:
                kind = context.kind_by_head(chunk)
                if kind in BODY_KINDS:
                    yield chunk.text, kind, "head_with_alias"
                    yield alias.group(1), kind, "alias_of_head"
                elif kind is None and name_quality(context, chunk.start, chunk.end) < 2 and " " in alias.group(1):
                    yield chunk.text, "COMPANY", "name_with_latin_alias"
                    yield alias.group(1), "COMPANY", "latin_alias"
    for title in titles:
        yield from _beside_title(context, title)


def _name_end(context: Context, start: int, end: int) -> int:
    """Where the noun that begins at `start` ends, its particle left off."""
    tokens = context.tokens_in(start, end)
    for token in tokens:
        if token.tag.startswith(("J", "VCP", "E")):
            return token.start
    return end


def _after_company_noun(context: Context, left: Chunk, chunk: Chunk) -> bool:
    between = context.text[left.end : chunk.start]
    return between in (" ", "인 ", " ‘", " '", "인 ‘", "인 '") and _COMPANY_NOUNS.search(left.text) is not None


def _can_be_name(context: Context, chunk: Chunk) -> bool:
    """Whether a chunk after 스타트업, 업체 … is a name rather than the next common noun (업체 관계자, 기업 경쟁력)."""
    if context.is_named(chunk):
        return not any(entry.kind == "TITLE" for entry in context.gazetteer.get(chunk.text))
    tokens = context.document.tokens[chunk.first : chunk.last]
    after = context.text[chunk.end : chunk.end + 2]
    quoted = context.text[chunk.start - 1 : chunk.start] in "‘'"
    return quoted or (len(tokens) == 1 and after[:1] in tuple("가는은이") and _repeats(context, chunk.text) >= 3)


def _repeats(context: Context, name: str) -> int:
    return sum(chunk.text == name for phrases in context.phrases for chunk in phrases.chunks)


def _beside_title(context: Context, title: Title) -> Iterator[tuple[str, Kind, str]]:
    """이진서 에코마루 대표 · 보통의가게의 김보통(33) 대표 · 윤슬 모두 최고기술책임자."""
    if title.prefix and title.head not in _COMPANY_TITLES:
        return
    kind: Kind | None = None
    if title.head in _COMPANY_TITLES or title.prefix + title.head in _COMPANY_TITLES:
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
    if len(words) > 1 and words[1].joined == " " and _name(context, words[1].start, words[1].end) and _free(context, first.text):
        if _name(context, first.start, first.end) and not _name_first(context, words[1], first):
            return
        if foreign_word(context, first.start, first.end) and foreign_word(context, words[1].start, words[1].end) and (
            _repeats(context, first.text) < 2 or not name_quality(context, words[1].start, words[1].end)
        ):
            return
        if _noun(context, first.start, first.end):
            yield first.text, kind, "name_body_title"
    if len(words) > 1 and words[1].joined == " " and words[1].text.endswith("의") and _name(context, first.start, first.end):
        name = words[1].text[:-1]
        if len(name) >= 2 and _free(context, name) and (title.head in _COMPANY_TITLES) and _noun_stem(context, words[1].start):
            yield name, kind, "body_of_title"


def _name_first(context: Context, left: object, right: object) -> bool:
    return True


def _name(context: Context, start: int, end: int) -> bool:
    return name_quality(context, start, end) >= 2


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


def _noun_stem(context: Context, start: int) -> bool:
    return start in context.starts


def find(context: Context) -> Iterator[Mention]:
    """Yield the companies and organizations of a document."""
    text = context.text
    for known in context.known:
        if known.entry.kind in BODY_KINDS and known.entry.weight >= TRUSTED:
            yield context.mention(known.start, known.end, known.entry.kind, "known_body")
    for phrases in context.phrases:
        for match in _LEGAL.finditer(text, phrases.sentence.start, phrases.sentence.end):
            end = match.end()
            if match.group(1):
                end = _name_end(context, match.start(1), end)
            yield context.mention(match.start(), end, "COMPANY", "legal_form")
        for index, chunk in enumerate(phrases.chunks):
            if context.entry(chunk.text) is not None:
                continue
            kind = context.names.get(chunk.text)
            if kind in BODY_KINDS:
                if context.is_named(chunk) or _stands_as_name(context, chunk):
                    yield context.mention(chunk.start, chunk.end, kind, "introduced_name")
                continue
            kind = context.kind_by_head(chunk)
            if kind in BODY_KINDS:
                yield context.mention(chunk.start, chunk.end, kind, "body_head")
            elif chunk.text.endswith("대") and text[chunk.end : chunk.end + 3] in (" 교수", " 총장", " 연구", " 학생", " 의대", " 공대"):
                if len(chunk.text) >= 3:
                    yield context.mention(chunk.start, chunk.end, "ORG", "university_before_title")
    yield from _introduced_phrases(context)


def _stands_as_name(context: Context, chunk: Chunk) -> bool:
    """Whether an ordinary word that is also an introduced name (하루, 모두) stands like a name here."""
    after = context.text[chunk.end : chunk.end + 1]
    before = context.text[chunk.start - 1 : chunk.start]
    if before in ("㈜", ")") or before in ("‘", "'"):
        return True
    if context.text[chunk.end : chunk.end + 2] in ("은 ", "는 ", "가 ", "이 ", "의 ", "를 ", "을 ", "와 ", "과 ", "도 "):
        tokens = context.tokens_in(chunk.start, chunk.end + 1)
        return tokens[-1].tag.startswith("J")
    return after in ("(", "·") or any(
        entry.kind == "TITLE" for entry in context.gazetteer.get(_next_word(context.text, chunk.end))
    )


def _next_word(text: str, end: int) -> str:
    match = re.match(r" ([가-힣A-Z]{2,8})(?=[은는이가과와도의,. (])", text[end : end + 12])
    return match.group(1) if match else ""


def _introduced_phrases(context: Context) -> Iterator[Mention]:
    """Introduced names of several words or in Latin letters: Brandt Vakuum, Buah Segar."""
    names = [name for name in context.names if not all("가" <= letter <= "힣" for letter in name)]
    for name in names:
        for match in re.finditer(rf"(?<![\w]){re.escape(name)}(?![A-Za-z0-9])", context.text):
            if match.start() in context.starts and match.end() in context.ends:
                yield context.mention(match.start(), match.end(), context.names[name], "introduced_name")

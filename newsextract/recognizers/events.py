"""EVENT: names in quotation marks or brackets, names by head noun with what belongs to them, names of the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsextract.context import TRUSTED, Context
from newsextract.heads import HEADS, NOT_NAMES, head_of
from newsextract.model import Mention
from newsextract.phrases import Chunk, Phrases

_QUOTED = re.compile(
    r"‘([^‘’\n]{2,50})’|'([^'\n]{2,50})'|《([^《》\n]{2,50})》|〈([^〈〉\n]{2,50})〉|『([^『』\n]{2,50})』|「([^「」\n]{2,50})」"
)
_EVENT_HEADS = sorted((word for word, head in HEADS.items() if head.kind == "EVENT"), key=len, reverse=True)
_ENDS_LIKE_EVENT = re.compile(
    rf"(?:{'|'.join(map(re.escape, _EVENT_HEADS))}|대상|대전|데이|시리즈|의 밤|DAY|Day|콘서트|공연|축전|개최식)(?: ?20\d\d)?$"
)
_ORDINAL = re.compile(r"(?:제\s?\d{1,3}(?:회|차)|\d{1,3}(?:회|차)|20\d\d|19\d\d|'?\d\d)\s?$")
_NUMBER_EVENT = re.compile(
    r"\d{1,2}·\d{1,2}\s?(?:운동|혁명|전쟁|민주화운동|사건|사태|쿠데타|총선|대선|지방선거|보궐선거|재보선|선언|학살|항쟁|의거|테러|계엄|군사정변|정변|참사)"
)
_TYPHOON = re.compile(r"(?:제?\d{1,2}호\s)?태풍\s[‘']?([가-힣]{2,6})")
_MONTH_EVENT = re.compile(r"\d{1,2}월\s(?:민주항쟁|혁명|항쟁)")


def find(context: Context) -> Iterator[Mention]:
    """Yield the events of a document."""
    for known in context.known:
        if known.entry.kind == "EVENT" and known.entry.weight >= TRUSTED:
            yield context.mention(known.start, known.end, "EVENT", "known_event")
            yield from _inside(context, known.start, known.end)
            start, end = _with_number(context, known.start, known.end)
            if (start, end) != (known.start, known.end):
                yield context.mention(start, end, "EVENT", "known_event_with_number")
    for mention in (*_quoted(context), *_patterns(context), *_by_head(context)):
        yield mention
        yield from _inside(context, mention.start, mention.end)


def _inside(context: Context, start: int, end: int) -> Iterator[Mention]:
    """Places, companies and organizations inside an event, also at the head of a word that Kiwi keeps whole (서울국제마라톤)."""
    text = context.text
    boundaries = {at for at in range(start, end) if at in context.starts or text[at - 1 : at] in (" ", "·", "-")}
    done = start
    for at in sorted(boundaries):
        if at < done:
            continue
        word_end = next((i for i in range(at, end) if text[i] in " ·-"), end)
        for stop in range(word_end, at + 1, -1):
            entry = context.entry(text[at:stop])
            if (
                entry is None
                or entry.kind in ("EVENT", "TITLE")
                or (at, stop) == (start, end)
                or (at > start and stop == end)
            ):
                continue
            if stop < word_end and stop not in context.ends and (word_end - stop < 3 or stop - at < 2):
                continue
            yield context.mention(at, stop, entry.kind, "name_in_event")
            done = stop
            break


def _with_number(context: Context, start: int, end: int) -> tuple[int, int]:
    """Extend an event's span by its ordinal or year: 제18회 …, 2024 …, … 2023."""
    text = context.text
    sentence = context.sentence_at(start)
    before = _ORDINAL.search(text, max(sentence.start, start - 8), start)
    if before is not None and text[before.start() - 1 : before.start()] not in tuple("0123456789."):
        start = before.start()
        again = _ORDINAL.search(text, max(sentence.start, start - 8), start)
        if again is not None and text[again.start() : again.start() + 2] in ("20", "19"):
            start = again.start()
    after = re.compile(r" ?(?:20\d\d)(?!\d|년|[.,]\d)").match(text, end)
    if after is not None:
        end = after.end()
    return start, end


def _quoted(context: Context) -> Iterator[Mention]:
    """A name in single marks or title brackets that ends like an event or is said to be held."""
    text = context.text
    for phrases in context.phrases:
        sentence = phrases.sentence
        for match in _QUOTED.finditer(text, max(sentence.start - 1, 0), min(sentence.end + 1, len(text))):
            group = next(number for number in range(1, 7) if match.group(number))
            start, end = match.span(group)
            inner = match.group(group)
            if start not in context.starts:
                continue
            if _ENDS_LIKE_EVENT.search(inner) and inner not in NOT_NAMES and not _sentence_like(context, end):
                yield context.mention(start, end, "EVENT", "quoted_event")
            elif group in (3, 4, 5) and re.match(
                r"\s?[展전](?=[^가-힣]|을|은|이)", text[match.end() : match.end() + 3]
            ):
                yield context.mention(start, end, "EVENT", "quoted_exhibition")
            elif re.search(
                r"(?:특별전|기획전|개인전|회고전|전시회?|전시|축제|포럼|행사)\s?$",
                text[max(sentence.start, match.start() - 6) : match.start()],
            ):
                yield context.mention(start, end, "EVENT", "quoted_after_event_noun")
            elif group == 1 and re.search(r"(?:^|\s)[A-Z]{3,}\s?\d{2,4}$", inner):
                yield context.mention(start, end, "EVENT", "quoted_event")


def _sentence_like(context: Context, end: int) -> bool:
    index = context.ends.get(end)
    return index is not None and context.document.tokens[index].tag in ("EF", "EC")


def _patterns(context: Context) -> Iterator[Mention]:
    """Events of a fixed form: 4·19혁명, 4·10 총선, 6월 민주항쟁, 태풍 힌남노."""
    text = context.text
    typhoons: set[str] = set()
    for phrases in context.phrases:
        low, high = phrases.sentence.start, phrases.sentence.end
        for pattern, rule in ((_NUMBER_EVENT, "dated_event"), (_MONTH_EVENT, "month_event")):
            for match in pattern.finditer(text, low, high):
                yield context.mention(match.start(), match.end(), "EVENT", rule)
        for match in _TYPHOON.finditer(text, low, high):
            start = match.start(1)
            chunk = next((chunk for chunk in phrases.chunks if chunk.start == start), None)
            if chunk is None or not (context.is_named(chunk) or match.group().startswith(("제", *"0123456789"))):
                if chunk is None or chunk.text not in (
                    "매미",
                    "나리",
                    "사라",
                    "차바",
                    "나비",
                    "루사",
                    "곤파스",
                    "볼라벤",
                    "링링",
                    "미탁",
                    "마이삭",
                ):
                    continue
            typhoons.add(chunk.text)
            yield context.mention(match.start(), chunk.end, "EVENT", "typhoon")
    for name in sorted(typhoons):
        for phrases in context.phrases:
            for chunk in phrases.chunks:
                if chunk.text == name and context.is_named(chunk):
                    yield context.mention(chunk.start, chunk.end, "EVENT", "typhoon_name")


def _by_head(context: Context) -> Iterator[Mention]:
    """Unquoted events: 한일 정상회담, 제9회 전국동시지방선거, 2024 서울국제마라톤, 국제무역상담회, 천안함 피격 사건."""
    for phrases in context.phrases:
        for index, chunk in enumerate(phrases.chunks):
            found = head_of(chunk.text)
            is_head = chunk.text in HEADS and HEADS[chunk.text].kind == "EVENT"
            if not is_head and (found is None or found[1].kind != "EVENT"):
                continue
            word = chunk.text if is_head else found[0]  # type: ignore[index]
            numbered = _numbered_start(context, phrases, index)
            if numbered is not None:
                yield context.mention(numbered, chunk.end, "EVENT", "numbered_event")
                continue
            start = _event_start(context, phrases, index, is_head, len(word))
            if start is None:
                continue
            begin, end = _with_number(context, start, chunk.end)
            yield context.mention(begin, end, "EVENT", "event_head")


_NUMBERED = re.compile(r"(?:20\d\d |19\d\d )?제\s?\d{1,3}(?:회|차)\s?")


def _numbered_start(context: Context, phrases: Phrases, index: int) -> int | None:
    """Where a numbered event that ends with chunk `index` begins: [제3회 해운대구 보행안전 시민포럼]; None if it has no number.

    All that stands between the number and the head noun belongs to the name, if it is nouns without particles.
    """
    text = context.text
    low = max(phrases.sentence.start, phrases.chunks[index].start - 40)
    found = list(_NUMBERED.finditer(text, low, phrases.chunks[index].start))
    if not found:
        return None
    at = found[-1].end()
    for chunk in phrases.chunks[: index + 1]:
        if chunk.start < found[-1].end():
            continue
        if text[at : chunk.start] not in ("", " ", "·", "-", "ㆍ"):
            return None
        at = chunk.end
    return found[-1].start()


def _event_start(context: Context, phrases: Phrases, index: int, is_head: bool, head_length: int) -> int | None:
    """Where an event that ends with chunk `index` begins, names before it included; None if nothing names it."""
    text = context.text
    chunk = phrases.chunks[index]
    named = not is_head and (
        context.is_named(chunk, chunk.end - head_length) or _long_stem(context, chunk, head_length)
    )
    start = chunk.start
    at = index - 1
    extended = False
    if is_head and chunk.text in _GATHERINGS:
        # 매경 비즈니스 포럼: a common noun or two between the host and the head.
        for skipped in (1, 2):
            host = index - skipped - 1
            if host >= 0 and all(
                text[phrases.chunks[i].end : phrases.chunks[i + 1].start] == " " for i in range(host, index)
            ):
                if context.kind_of(phrases.chunks[host]) in (
                    "ORG",
                    "COMPANY",
                    "CITY",
                    "PROVINCE",
                    "COUNTRY",
                ) and not any(
                    context.kind_of(phrases.chunks[i])
                    or phrases.chunks[i].text[0].isdigit()
                    or phrases.chunks[i].text in _ORDINARY
                    for i in range(host + 1, index)
                ):
                    return phrases.chunks[host].start
    while at >= 0:
        left = phrases.chunks[at]
        between = text[left.end : phrases.chunks[at + 1].start]
        if between not in (" ", "·", "-", "ㆍ"):
            break
        if between != " ":
            start = left.start
            named = extended = True
            at -= 1
            continue
        if not _belongs(context, left):
            break
        start = left.start
        extended = True
        named = True
        at -= 1
        if index - at > 5:
            break
    if is_head and chunk.text in (
        "마라톤",
        "리그",
        "대회",
        "축제",
        "시리즈",
        "투어",
        "오픈",
        "총회",
        "훈련",
        "대전",
        "데이",
    ):
        first = context.kind_of(phrases.chunks[index - 1]) if index else None
        if at == index - 2 and first in ("COUNTRY", "ORG", "COMPANY"):
            return None
    ordinal = _ORDINAL.search(text, max(phrases.sentence.start, start - 8), start)
    if ordinal is not None and (named or not is_head):
        return start
    return start if named or (ordinal is not None and extended) else None


_GATHERINGS = frozenset("포럼 컨퍼런스 콘퍼런스 심포지엄 서밋 페스티벌 엑스포 박람회 축제 영화제".split())
_ORDINARY = frozenset("관계자 주최 개최 공동 이번 올해 국제 지역 대표 행사 참가 참석".split())


def _belongs(context: Context, chunk: Chunk) -> bool:
    """Whether a chunk before an event's head is part of its name: a place, country or body, or a proper noun."""
    if chunk.text[0].isdigit() or chunk.text in ("이번", "지난", "올해", "대회", "행사", "국제대회", "개막"):
        return False
    kind = context.kind_of(chunk)
    if kind in ("COUNTRY", "CITY", "PROVINCE", "COUNTY", "PLACE", "ORG", "COMPANY"):
        return True
    if kind is not None:
        return False
    return chunk.text in (
        "아시아",
        "세계",
        "전국",
        "국제",
        "남북",
        "한미",
        "한일",
        "한중",
        "한미일",
        "한중일",
        "북미",
        "특별",
        "민주당",
        "동시",
    )


def _long_stem(context: Context, chunk: Chunk, head_length: int) -> bool:
    """Whether the stem before the head is long enough to name one event (전국동시지방선거), not only a sort of it."""
    tokens = [
        token for token in context.document.tokens[chunk.first : chunk.last] if token.end <= chunk.end - head_length
    ]
    return len(tokens) >= 2 and chunk.end - chunk.start - head_length >= 4

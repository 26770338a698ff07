"""The person named to the right of a title: 대표 이도윤(41), 화가 이중섭(李仲燮), 대변인 패트릭 라이언 두건은."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsextract.context import Context, behind_names
from newsextract.heads import head_of
from newsextract.leftward import left_words
from newsextract.model import BODY_KINDS, PLACE_KINDS, Kind, Mention
from newsextract.names import MASKED, foreign_word, name_quality
from newsextract.office_words import JOINS_NAME
from newsextract.recognizers.people_evidence import MINISTERS, Support, common_words, has_age, has_hanja
from newsextract.recognizers.tagged import BORDER, LEAST, people_seen
from newsextract.titles import PLACE_TITLES, Title, governed_kind


def people_after(context: Context, title: Title, support: Support) -> Iterator[Mention]:
    """The person named after a title: 대표 이도윤(41), 화가 이중섭(李仲燮), 대변인 패트릭 라이언 두건은."""
    text = context.text
    at = title.end
    joins = JOINS_NAME.match(text, at)
    if joins is None or (joins.group() != " " and title.weight < 0.4 and not _of_mission(context, title)):
        return
    joined = joins.group() != " "
    at = joins.end()
    sentence = context.sentence_at(title.start)
    if joined:  # 국방위원장인 더불어민주당 남상길 의원: the body of the next office stands before the name
        at = behind_names(context, at)
    if masked := MASKED.match(text, at, sentence.end):
        yield context.mention(at, masked.end(), "PERSON", "name_after_title")
        return
    found = re.compile(r"[가-힣]{2,8}").match(text, at, sentence.end)
    if found is None or at not in context.starts:
        return
    end = _name_end_after(context, at, found.end())
    quality = name_quality(context, at, end)
    if quality:
        word = text[at:end]
        sure = has_age(context, end) or has_hanja(context, end) or support.has(word, title.head)
        sure = sure or (
            title.weight >= 0.2 and bool(re.match(r"\s?씨(?![가-힣])|\s?씨[은는이가의와도를]", text[end : end + 4]))
        )
        sure = sure or (joined and (quality >= 2 or _title_follows(context, end)) and word not in common_words())
        sure = sure or (
            quality == 3 and title.weight >= 0.1 and not _title_follows(context, end) and not word.endswith("사")
        )
        if not sure and quality >= 2 and title.weight >= 0.4 and _title_follows(context, end):
            sure = word not in common_words() and body_before(context, title)
        if (
            not sure
            and quality == 2
            and word not in _NOT_AFTER_TITLE
            and re.match(r"[은는이가]\s", text[end : end + 2])
        ):
            # 금융정의연대 사무국장 나눔은: a body, its office and then the holder.
            ranked = title.head in _RANKS and _after_body(context, title)
            sure = ranked or (title.weight >= 0.4 and body_before(context, title))
        if not sure and quality == 2 and title.weight >= 0.4 and re.match(r"[은는이가]\s", text[end : end + 2]):
            sure = word not in common_words() and len(word) == 3
        if sure:
            yield context.mention(at, end, "PERSON", "name_after_title")
            return
    run_end = 0
    words = 0
    position = at
    while words < 5:
        piece = re.compile(r"[가-힣]{1,7}|[A-Z]\.").match(text, position, sentence.end)
        if piece is None or position not in context.starts:
            break
        stop = _name_end_after(context, position, piece.end())
        if context.entry(text[position:stop]) is not None or not (
            foreign_word(context, position, stop) or (words and _short_piece(context, position, piece.end()))
        ):
            break
        if words and _short_piece(context, position, piece.end()) and not foreign_word(context, position, stop):
            stop = _cut_particle(text, position, piece.end())
        words += 1
        run_end = stop
        if stop != piece.end() or text[stop : stop + 1] != " ":
            break
        position = stop + 1
    if words >= 2 and title.weight >= 0.4:
        yield context.mention(at, run_end, "PERSON", "foreign_name_after_title")
    elif title.weight >= 0.4:
        seen = [span for span in people_seen(context, at, at + 1, LEAST) if span.start == at]
        if seen and not _title_follows(context, seen[0].end):
            yield context.mention(at, seen[0].end, "PERSON", "name_after_title")


def _of_mission(context: Context, title: Title) -> bool:
    """Whether a doubtful title stands behind what has such an office: 주일본대사관 공사, 사직2동 통장."""
    words = left_words(context.text, context.sentence_at(title.start).start, title.start, 1)
    if not words or words[0].joined != " ":
        return False
    endings = {"공사": ("대사관", "대표부"), "통장": ("동", "리")}.get(title.head, ())
    return words[0].text.endswith(endings) if endings else False


#: Nouns that follow a title as the next part of the phrase: 총재 연임은, 회장 인선이.
_NOT_AFTER_TITLE = frozenset(
    "연임 인선 선출 선거 임기 사퇴 해임 임명 취임 교체 주재 대행 후보 자리 일행 지시 주장 발언 방문 면담 회동 회담 초청 명의 직속 산하 소속 부부 "
    "부인 아들 가족 측근 자격 시절 출신 임명안 탄핵 구속 고발 수사 재판 선고 징역 공약 정책 제안 요청 건의 취지 의견 입장 해명 사과 신분".split()
)
_RANKS = frozenset(
    "대장 중장 소장 준장 대령 중령 소령 대위 중위 소위 원사 상사 중사 하사 병장 상병 일병 이병 경감 경위 경사 순경 소방장 소방교".split()
)


def _after_body(context: Context, title: Title) -> bool:
    """Whether a body stands right before a title, of whatever sort (해군 중위)."""
    words = left_words(context.text, context.sentence_at(title.start).start, title.start, 1)
    return bool(words) and (entry := context.entry(words[0].text)) is not None and entry.kind in BODY_KINDS


def _short_piece(context: Context, start: int, end: int) -> bool:
    """Whether a word that Kiwi took apart (두건은 → 두 + 건 + 은) can be the last piece of a foreign name."""
    tokens = context.tokens_in(start, end)
    return (
        2 <= end - start <= 5
        and len(tokens) >= 2
        and tokens[0].tag in ("MM", "NR", "XPN", "NNB")
        and tokens[-1].tag in ("JX", "JKS")
    )


def _cut_particle(text: str, start: int, end: int) -> int:
    return end - 1 if text[end - 1] in "은는이가을를의" and end - start > 2 else end


def _name_end_after(context: Context, start: int, end: int) -> int:
    """Where the name at `start` ends: before a particle at the end of its word. Code points."""
    for seen in people_seen(context, start, start + 1, BORDER):
        if seen.start == start and start + 2 <= seen.end < end and context.text[seen.end] in "은는이가의을를도과와":
            return seen.end  # 안재철도: Kiwi takes the particle for a part of an unknown name
    tokens = context.tokens_in(start, end)
    for token in tokens:
        if token.start - start >= 2 and (token.form, token.tag) == ("씨", "NNB"):
            return token.start
        if token.start - start >= 2 and token.tag in ("JKS", "JKO", "JKG", "JKB", "JX", "JC", "VCP", "JKC"):
            return token.start
    word = context.text[start:end]
    if len(word) == 4 and word[-1] in "은는이가의을를도과와" and word[0] in context.gazetteer.surnames:
        # Names of four letters are rare, and Kiwi takes a particle for a part of an unknown name.
        if tokens and tokens[-1].end == end and word[:2] not in context.gazetteer.surnames:
            return end - 1
    return end


def _title_follows(context: Context, end: int) -> bool:
    """Whether a title stands right after a name: it, not the one before, belongs to the name."""
    match = re.compile(r" ([가-힣]{2,8})").match(context.text, end)
    return match is not None and any(
        entry.kind == "TITLE" and entry.weight >= 0.6
        for length in range(2, len(match.group(1)) + 1)
        for entry in context.gazetteer.get(match.group(1)[:length])
    )


def body_before(context: Context, title: Title) -> bool:
    """Whether a body or place stands right before a title (국방성 대변인, 작센주 경제장관)."""
    if title.weight < 0.5 or title.head in ("시장", "선수", "위원", "총괄", "모델", "학생"):
        return False
    words = left_words(context.text, context.sentence_at(title.start).start, title.start, 1)
    if not words or words[0].joined != " ":
        return False
    word = words[0]
    kind: Kind | None = context.names.get(word.text)
    if kind is None and (entry := context.entry(word.text)) is not None:
        kind = entry.kind
    if kind is None and (found := head_of(word.text)) is not None:
        if found[1].kind in BODY_KINDS and len(word.text) - len(found[0]) >= 2:
            kind = found[1].kind
    if kind is None and len(word.text) >= 3 and (governed := governed_kind(title.head)) is not None:
        kind = governed if word.text.endswith(PLACE_TITLES[title.head]) else None
    if (
        kind is None
        and word.text[-1:] in "주성현도부"
        and any(not token.known for token in context.tokens_in(word.start, word.end))
    ):
        kind = "PROVINCE"
    if (
        kind is None
        and word.text.endswith(("부", "성", "청", "처"))
        and len(word.text) >= 3
        and title.head in MINISTERS
    ):
        kind = "ORG"
    if kind in PLACE_KINDS and (governed := governed_kind(title.head)) is not None and kind != governed:
        return False  # 하노이 지사: a branch there
    if kind in PLACE_KINDS and title.head in ("대표", "감독", "의원", "부장", "작가", "가수", "배우", "국장"):
        return False
    return kind in BODY_KINDS or kind in PLACE_KINDS

"""Titles in the text: which noun chunks are, or end with, the name of an office, rank or profession."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from newsextract.context import Context
from newsextract.gazetteer import Entry, Gazetteer
from newsextract.heads import NOT_NAMES, head_of
from newsextract.model import BODY_KINDS, PLACE_KINDS, Kind, Mention
from newsextract.phrases import Chunk, Phrases

#: Nouns after an office that make one title with it (장관 후보자, 시장 권한대행).
EXTENSIONS = frozenset(
    "후보 후보자 예비후보 예비후보자 내정자 지명자 당선인 당선자 권한대행 직무대행 직무대리 대행 대리 서리".split()
)
_EXTENSION = re.compile(
    f" (?:{'|'.join(sorted(EXTENSIONS, key=len, reverse=True))})"
    r"(?![가-힣])|(?: (?:후보|후보자|예비후보|내정자|지명자|당선인|당선자|권한대행|직무대행|직무대리))"
    r"(?=(?:은|는|이|가|을|를|의|와|과|도|로|로는|으로|으로는|에게|에|에는|인|측)(?![가-힣]))"
)
#: Offices that one holder has at a time, meant even where no name stands beside them.
UNIQUE_OFFICES = frozenset("대통령 국무총리 교황 국왕 국회의장 대법원장 검찰총장".split())
#: What a place plus this title governs: the suffix of the body (포항시장 → 포항시).
PLACE_TITLES: dict[str, str] = {
    "시장": "시",
    "부시장": "시",
    "구청장": "구",
    "부구청장": "구",
    "군수": "군",
    "부군수": "군",
    "도지사": "도",
    "지사": "도",
    "부지사": "도",
    "현지사": "현",
    "주지사": "주",
    "읍장": "읍",
    "면장": "면",
    "동장": "동",
}
#: Fused offices whose body is not the title without 장: title suffix → body suffix.
BODY_SUFFIXES: dict[str, str] = {
    "위원장": "위원회",
    "부위원장": "위원회",
    "의장": "의회",
    "교육감": "교육청",
    "사령관": "사령부",
}


#: Titles whose body is most often a business.
COMPANY_TITLES = frozenset(
    "대표 대표이사 공동대표 각자대표 최고경영자 CEO CTO CFO COO 최고기술책임자 최고재무책임자 사장 부사장 수석부사장 총괄부사장 전무 상무 이사 "
    "부회장 회장 본부장 팀장 총괄 창업자 설립자 사외이사 지점장 매니저 수석이코노미스트 이코노미스트 애널리스트 연구위원".split()
)


class Title(NamedTuple):
    """A title in the text.

    `start`, `end`: its span with what is fused before it. `head`: the title word of the table that it ends with.
    `prefix`: what is fused before the head (포항, 국립외교, 수석). `place_end`: where a place at its beginning ends, 0 if it
    begins with none. `fused`: it names a place or body inside. `extension`: 후보자 and the like, with the space before it.
    """

    phrase: int
    chunk: int
    start: int
    end: int
    head: str
    prefix: str
    place_kind: Kind | None
    place_end: int
    fused: bool
    extension: str
    weight: float


def find_titles(context: Context) -> Iterator[Title]:
    """Yield each chunk that is a title or ends with one, in text order."""
    # 상무 in 김천 상무 is a part of the team's name.
    inside = {
        at
        for known in context.known
        if " " in known.entry.name and known.entry.kind in BODY_KINDS
        for at in range(known.start + 1, known.end)
    }
    for number, phrases in enumerate(context.phrases):
        skip = -1
        for index, chunk in enumerate(phrases.chunks):
            if index <= skip:
                continue
            title = _read_title(context, number, index, chunk)
            if title is None or title.start in inside or _is_body_before_title(context, phrases, index, title):
                continue
            if extension := _EXTENSION.match(context.text, title.end):
                title = title._replace(end=extension.end(), extension=extension.group())
                following = index + 1
                skip = (
                    following
                    if following < len(phrases.chunks) and phrases.chunks[following].start < title.end
                    else skip
                )
            yield title


@cache
def _tails(gazetteer: Gazetteer) -> frozenset[str]:
    """The last two letters of every title: a chunk that ends otherwise is none."""
    return frozenset(word[-2:] for word in (*gazetteer.titles, *PLACE_TITLES))


def _is_body_before_title(context: Context, phrases: Phrases, index: int, title: Title) -> bool:
    """Whether a chunk that ends like a title is the body of the title after it (산업연구원 실장)."""
    if index + 1 >= len(phrases.chunks) or not title.prefix:
        return False
    chunk, following = phrases.chunks[index], phrases.chunks[index + 1]
    if context.text[chunk.end : following.start] != " " or context.kind_of(chunk) != "ORG":
        return False
    if index + 2 < len(phrases.chunks) and len(following.text) <= 4:
        # 항공우주연구원 김우람 소장: the name stands between the body and the title.
        after = phrases.chunks[index + 2]
        if context.text[following.end : after.start] == " " and _title_entry(context, after.text) is not None:
            return True
    return any(_title_entry(context, following.text[-length:]) for length in range(2, min(len(following.text), 9) + 1))


#: A longer chunk is no title. Code points; the longest fused titles of the development articles have 18.
_LONGEST = 30


def _read_title(context: Context, number: int, index: int, chunk: Chunk) -> Title | None:
    text = chunk.text
    if len(text) > _LONGEST or not (
        text[-2:] in _tails(context.gazetteer) or text[-1] in "장은는이가도을를의님팀" or text in EXTENSIONS
    ):
        return None
    if text.endswith(("들", "측", "본회의장", "체회의장", "대회의장", "소회의장")) or (
        text in NOT_NAMES and _title_entry(context, text) is None
    ):
        return None
    if text in EXTENSIONS and text not in ("대행", "대리", "서리"):
        contest = re.search(r"(?:대선|총선|비례대표) $", context.text[max(chunk.start - 6, 0) : chunk.start])
        if contest:
            chunk = chunk._replace(start=chunk.start - len(contest.group()), text=contest.group() + text)
        return Title(number, index, chunk.start, chunk.end, text, "", None, 0, False, "", 0.5)
    if text.endswith(("님", "교수팀", "박사팀")) and _title_entry(context, text) is None and len(text) > 2:
        shorter = chunk._replace(end=chunk.end - 1, text=text[:-1])
        return _read_title(context, number, index, shorter)
    last = context.document.tokens[chunk.last - 1]
    if not last.known and text[-1] in "은는이가도을를의" and len(text) > 3:
        # Kiwi takes the particle after an unknown fused title as a part of it (해운대구청장도).
        shorter = chunk._replace(end=chunk.end - 1, text=text[:-1])
        if (title := _read_title(context, number, index, shorter)) is not None and title.fused:
            return title
    for length in range(min(len(text), 9), 1 if len(text) > 1 else 0, -1):
        head = text[-length:]
        entry = _title_entry(context, head)
        if entry is None and not (head in PLACE_TITLES and length < len(text)):
            continue
        weight = entry.weight if entry is not None else 1.0
        prefix = text[: len(text) - length]
        if prefix and head in ("총괄", "담당", "팀장", "부장", "대장"):
            weight = max(weight, 0.5)
        cut = chunk.end - length
        if _is_longer_body(text, head) or (head == "연구원" and len(prefix) >= 2 and prefix not in _RESEARCHERS):
            return None
        if not prefix:
            place_kind, place_end = _whole_place(context, chunk)
            fused = place_end > 0 or (weight >= 0.5 and whole_body(context, text) is not None)
            return Title(number, index, chunk.start, chunk.end, head, "", place_kind, place_end, fused, "", weight)
        place_kind, place_end = _place_at_start(context, chunk, cut)
        body = fused_body(context, text, head)
        if place_end >= cut and head in _PLACE_KIND_OF and place_kind != _PLACE_KIND_OF[head]:
            return None
        boundary = cut in context.starts or cut in context.ends
        # 수급이사: Kiwi does not know the whole word, but its end is plainly a title.
        whole = chunk.last - chunk.first == 1 and (not context.document.tokens[chunk.first].known or weight >= 0.8)
        boundary = boundary or (whole and length >= 2 and len(prefix) >= 2 and weight >= 0.7)
        boundary = boundary or (length >= 2 and len(prefix) >= 2 and _tagged_title(context, chunk))
        if place_end >= cut or body:
            return Title(number, index, chunk.start, chunk.end, head, prefix, place_kind, place_end, True, "", 1.0)
        if place_end and place_end < cut and boundary and weight >= 0.3:
            return Title(number, index, chunk.start, chunk.end, head, prefix, place_kind, place_end, True, "", 0.9)
        if boundary or _name_and_place(context, text, prefix):
            return Title(number, index, chunk.start, chunk.end, head, prefix, None, 0, False, "", weight)
    found = head_of(text[:-1]) if text.endswith("장") else None
    if found is not None and found[1].kind == "ORG" and len(text) - 1 - len(found[0]) >= 2:
        # 부산고검장: the title is the body's head noun and 장.
        prefix = text[: -len(found[0]) - 1]
        place_kind, place_end = _place_at_start(context, chunk, chunk.end - len(found[0]) - 1)
        return Title(
            number, index, chunk.start, chunk.end, found[0] + "장", prefix, place_kind, place_end, True, "", 1.0
        )
    return None


def _tagged_title(context: Context, chunk: Chunk) -> bool:
    """Whether the tagger sees a title in exactly this chunk (감염병정책국장, of which Kiwi makes 감염병 and 정책국장)."""
    titles = context.once(
        ("tagged titles",),
        lambda: {(span.start, span.end) for span in context.tagged or () if span.tag == "TITLE" and span.score >= 0.5},
    )
    return (chunk.start, chunk.end) in titles


#: What a researcher is called by; before 연구원 anything else of two syllables names an institute (유라시아미래연구원).
_RESEARCHERS = frozenset("선임 책임 수석 전임 전문 위촉 초빙 객원 박사 박사후 특별 방문 주임 인턴".split())


def _whole_place(context: Context, chunk: Chunk) -> tuple[Kind | None, int]:
    """The place at the head of a fused title that the table has whole (서울시장)."""
    for tail in _PLACE_HEADS:
        if chunk.text.endswith(tail) and len(chunk.text) > len(tail) + 1:
            return _place_at_start(context, chunk, chunk.end - len(tail))
    return None, 0


def whole_body(context: Context, text: str) -> tuple[str, str] | None:
    """The role and body of a fused title (국회의장 → 의장, 국회; 법무연수원장 → 원장, 법무연수원); None if it names no body."""
    if text == "대법원장":
        return "원장", "대법원"
    if text in _ROLE_ENDINGS:
        return None  # 부위원장 is no 위원장 of a 부위원회
    for role in _ROLE_ENDINGS:
        if text == "부" + role:
            return None
        if text.endswith(role) and len(text) > len(role):
            body = fused_body(context, text, role)
            if body is None and role in _BODY_ROLES and len(text) - len(role) >= 3 and text[-len(role) - 1] != "부":
                body = text[:-1]
            if body is not None:
                return role, body
    return None


def _is_longer_body(text: str, head: str) -> bool:
    """Whether a chunk ends in a body's head noun that is longer than the title in it (여수광양항만공사 is no 공사)."""
    found = head_of(text)
    return found is not None and found[1].kind in ("ORG", "COMPANY", "PLACE") and len(found[0]) > len(head)


def _name_and_place(context: Context, text: str, prefix: str) -> bool:
    """Whether a name and a place are written onto a title without spaces (백이랑논산시장)."""
    return text[0] in context.gazetteer.surnames and any(
        (entry := context.entry(prefix[length:])) is not None and entry.kind in PLACE_KINDS for length in (2, 3, 4)
    )


def _title_entry(context: Context, word: str) -> Entry | None:
    for entry in context.gazetteer.get(word):
        if entry.kind == "TITLE":
            return entry
    return None


#: The kind of place that an office governs: 동대문시장 is no mayor.
_PLACE_KIND_OF: dict[str, Kind] = {
    "시장": "CITY",
    "부시장": "CITY",
    "구청장": "COUNTY",
    "부구청장": "COUNTY",
    "군수": "COUNTY",
    "부군수": "COUNTY",
    "지사": "PROVINCE",
    "도지사": "PROVINCE",
    "부지사": "PROVINCE",
    "현지사": "PROVINCE",
    "주지사": "PROVINCE",
    "읍장": "COUNTY",
    "면장": "COUNTY",
    "동장": "COUNTY",
}


def governed_kind(title: str) -> Kind | None:
    """The kind of place that an office governs (시장: a city); None for another office."""
    return _PLACE_KIND_OF.get(title)


#: The suffixes of provinces and states, and of all divisions.
_PROVINCES = ("도", "현", "주", "성")
_DIVISIONS = ("시", "군", "구", "읍", "면", "동", "리", "가", *_PROVINCES)


def may_govern(gazetteer: Gazetteer, title: str, place: str) -> bool:
    """Whether a place is what an office governs, or may be it by the tables.

    >>> gazetteer = Gazetteer.load()
    >>> [may_govern(gazetteer, "군수", place) for place in ("영동", "영동군", "황간면", "송파", "가카미가하라")]
    [True, True, False, False, True]
    """
    suffix = PLACE_TITLES[title]
    entries = [entry for entry in gazetteer.get(place) if entry.kind in PLACE_KINDS and "country" in entry.attributes]
    korean = [entry for entry in entries if entry.attributes["country"] == "KR"]
    if korean:
        return any(entry.canonical.endswith(suffix) for entry in korean)
    if any(entry.kind == _PLACE_KIND_OF[title] for entry in entries):
        return True
    fitting = _PROVINCES if _PLACE_KIND_OF[title] == "PROVINCE" else suffix  # 부지사 of 세부주, of 시마네현
    return place.endswith(fitting) or not place.endswith(_DIVISIONS)


def title_tail(context: Context, word: str) -> bool:
    """Whether a word is a title of the tables or ends with one of two letters or more (해운물류국장)."""
    return any(is_title_word(context, word[-length:], 0.3) for length in range(2, min(len(word), 9) + 1))


def is_profession(context: Context, title: str) -> bool:
    """Whether a title is a profession (연출가, 작가) and no office of a body."""
    return title_class(context, title) == "profession"


def title_class(context: Context, title: str) -> str:
    """The class in the tables of the longest title that a title ends with; empty if there is none."""
    for length in range(len(title), 1, -1):
        for entry in context.gazetteer.get(title[-length:]):
            if entry.kind == "TITLE":
                return str(entry.attributes.get("class", ""))
    return ""


def is_title_word(context: Context, word: str, weight: float) -> bool:
    """Whether the tables have a word as a title with at least this weight."""
    return any(entry.kind == "TITLE" and entry.weight >= weight for entry in context.gazetteer.get(word))


def _place_at_start(context: Context, chunk: Chunk, cut: int) -> tuple[Kind | None, int]:
    """The place that a fused title begins with, as the reader would name it: its kind and where it ends; (None, 0)."""
    text = context.text
    tail = text[cut : chunk.end]
    wanted = _PLACE_KIND_OF.get(tail)
    if wanted is not None:
        # Before an office that governs one, a doubtful name is a place too (경기지사), and of the kind it governs (제주지사).
        stop = cut + 1 if tail == "구청장" else cut
        if (
            tail in ("현지사", "주지사", "도지사")
            and cut - chunk.start >= 2
            and context.entry(text[chunk.start : cut + 1]) is not None
        ):
            return wanted, cut
        for end in (stop, cut):
            if any(entry.kind == wanted for entry in context.gazetteer.get(text[chunk.start : end])):
                return wanted, end
    for end in range(cut, chunk.start + 1, -1):
        word = text[chunk.start : end]
        entry = context.entry(word)
        if entry is not None and entry.kind in PLACE_KINDS:
            return entry.kind, end
    if wanted is not None and cut - chunk.start >= 2:
        first = context.document.tokens[chunk.first]
        inner = any(context.entry(text[start:cut]) is not None for start in range(chunk.start + 2, cut - 1))
        if tail in ("읍장", "면장", "동장"):
            return wanted, cut + 1
        if not inner and (not first.known or _is_written(context, text[chunk.start : cut] + PLACE_TITLES[tail])):
            return wanted, cut + 1 if tail == "구청장" else cut
    return None, 0


def fused_body(context: Context, text: str, head: str) -> str | None:
    """The body inside a fused title: 국립외교원장 → 국립외교원, 기획재정위원장 → 기획재정위원회; None if it names none."""
    prefix = text[: len(text) - len(head)]
    if not prefix:
        return None
    for suffix, body_suffix in BODY_SUFFIXES.items():
        if head == suffix and (suffix != "의장" or prefix.endswith(("시", "도", "군", "구"))):
            return prefix + body_suffix
    if context.entry(prefix) is not None and context.entry(prefix).kind in ("ORG", "COMPANY"):  # type: ignore[union-attr]
        return prefix
    if text.endswith("장"):
        body = text[:-1]
        entry = context.entry(body)
        if entry is not None and entry.kind in ("ORG", "COMPANY"):
            return body
        found = head_of(body)
        if found is not None and found[1].kind in ("ORG", "COMPANY") and len(body) - len(found[0]) >= 2:
            return body
    if text.endswith("위원"):
        body = text[:-1]
        entry = context.entry(body)
        if entry is not None and entry.kind == "ORG":
            return body
    return None


def split_title(context: Context, mention: Mention, *, body: bool, place: bool) -> tuple[str, str | None]:
    """Split a title mention into the bare role and the body fused into it (포항시장 → 시장, 포항시); None without one.

    `body`, `place`: what is joined before it. A unit's head after its body keeps the whole title (국회 기획재정위원장), a
    minister after their state too (우즈베키스탄 외교장관); alone they are split (국방장관 → 장관, 국방부).
    """
    base, _, extension = mention.text.partition(" ")
    tail = f" {extension}" if extension else ""
    for head, suffix in _OF_MUNICIPALITY:
        if base.endswith(head) and base[: -len(head)] in _DEPUTIES:
            return base + tail, None
        if base.endswith(head) and len(base) > len(head):
            governed = _governed(context, mention.start, base[: -len(head)], suffix)
            if governed is not None:
                return head + tail, governed
    if (state := _OF_STATE.fullmatch(base)) is not None and context.gazetteer.get(state.group(1)):
        if any(entry.kind == "COUNTRY" for entry in context.gazetteer.get(state.group(1))):
            return state.group(2) + tail, state.group(1)
    if not body and not place and (minister := _MINISTER.fullmatch(base)) is not None:
        ministry = minister.group(1) + "부"
        if any(entry.kind == "ORG" for entry in context.gazetteer.get(ministry)):
            return minister.group(2) + tail, ministry
    if base in ("협회장", "학회장", "연합회장"):
        return "회장" + tail, None
    if not body and (found := whole_body(context, base)) is not None:
        return found[0] + tail, found[1]
    return base + tail, None


#: A state and who acts for it, written together: 덴마크대사, 주한미국대사.
_OF_STATE = re.compile(r"(?:주한)?([가-힣]{2,6}?)(대사|총영사|대리대사|총리|대통령|국왕|외무장관|외교장관|국방장관)")
#: A minister or deputy by the ministry's stem: 국방장관, 외교1차관.
_MINISTER = re.compile(r"([가-힣]{2,4}?)((?:제?[1-3])?(?:장관|차관))")
#: Councillors of a municipality, which they do not govern: title → suffix of the municipality (경남도의원 → 경남도).
_COUNCILLORS = {"도의원": "도", "시의원": "시", "구의원": "구", "군의원": "군"}
_PLACE_HEADS = sorted(PLACE_TITLES, key=len, reverse=True)
#: All titles of a municipality with its suffix, longest first.
_OF_MUNICIPALITY = sorted((PLACE_TITLES | _COUNCILLORS).items(), key=lambda item: len(item[0]), reverse=True)
#: Roles whose last syllable 장 alone is the office: what is left is the body (국립외교원장 → 국립외교원).
_BODY_ROLES = frozenset("원장 청장 지검장 고검장 관장 서장 병원장".split())
#: Roles that a fused title of the table is split into (국회의장 → 의장, 국립외교원장 → 원장), longest first.
_ROLE_ENDINGS = sorted(
    "위원장 부위원장 의장 부의장 원장 부원장 청장 차장 처장 총장 총리 관장 소장 서장 단장 본부장 센터장 실장 국장 은행장 회장 행장 지검장 고검장 "
    "법원장 사단장 여단장 군단장 연대장 대대장 교육감 위원 총재 이사장 학장 병원장 사령관 참모총장 참모차장 장관 부장".split(),
    key=len,
    reverse=True,
)


#: What a deputy is for, which is no place: 행정부시장.
_DEPUTIES = frozenset("행정 정무 경제 문화 기획 사회 국제 정무행정 균형발전 도시 제1 제2".split())


def _governed(context: Context, start: int, prefix: str, suffix: str) -> str | None:
    """The municipality that a fused office governs: 포항 + 시 → 포항시, 해운대구 stays, 경북 + 도 → 경북도; None if none."""
    if prefix.endswith(suffix) and len(prefix) > 1 + len(suffix):
        return prefix
    entries = context.gazetteer.get(prefix)
    if any(entry.kind in PLACE_KINDS and entry.weight >= 0.1 for entry in entries):
        whole_already = all(entry.canonical == prefix and prefix.endswith(_DIVISIONS) for entry in entries)
        return None if whole_already and entries[0].attributes.get("country") == "KR" else prefix + suffix
    if suffix in ("읍", "면", "동") and len(prefix) >= 2:
        return prefix + suffix
    whole = prefix + suffix  # 남구청장: 남 alone is no place
    if suffix == "구" and any(entry.kind in PLACE_KINDS for entry in context.gazetteer.get(whole)):
        return whole
    if len(prefix) < 2:
        return None
    index = context.starts.get(start)
    unknown = index is not None and not context.document.tokens[index].known
    return whole if unknown or _is_written(context, whole) else None


def _is_written(context: Context, name: str) -> bool:
    """Whether the article has a name as a word of its own, a particle behind it or none."""
    pattern = rf"(?<![가-힣]){re.escape(name)}(?=[은는이가을를의도에와과 ,.])"
    return context.once(("written", name), lambda: re.search(pattern, context.text) is not None)

"""The body that a phrase joins to a title or to the name of its holder."""

from __future__ import annotations

import re

from newsextract.linking.gaps import Gaps, is_part
from newsextract.model import BODY_KINDS, PLACE_KINDS, Kind, Mention
from newsextract.office_words import MODIFIER_RUN
from newsextract.titles import PLACE_TITLES

#: Offices that an event has: 부산국제영화제 집행위원장.
_OF_EVENT = re.compile(
    r"(?:집행|조직|심사|운영|추진)위원장$|총감독$|예술감독$|프로그래머$|대회장$|이사장$|사무국장$|사무총장$"
)


#: A unit of a body that is no mention of its own: 우리은행 WM상품부 팀장.
_UNITS = (
    r"(?:[가-힣A-Za-z0-9·]{2,12}(?:부|팀|과|실|국|본부|센터|그룹|부문|지점|연구소|학부|대학|대학원|사무소|위원회|지부|단|도당|시당)"
    r"|노조|노동조합|총학생회|로스쿨)"
)


_UNIT = re.compile(rf" ({_UNITS}) ")


#: What may stand between a name or body and the title it belongs to, brackets left out.
JOINED = re.compile(rf"\s?(?:/\s?)?{MODIFIER_RUN}")


#: Between a body and the name of who holds an office of it; the group is a unit of it that is no mention.
_BODY_OF_NAME = re.compile(rf"(?: ({_UNITS}))?(?:의 |\s|\s?소속 |\s?소속의 )")


FORMER = re.compile(r"(?:^|\s|\()(?:전|前|전직|전\(前\)|전임(?! (?:교수|강사|연구|의사|교원)))\s")


def unmarked_body(between: str) -> str | None:
    """The words between a name and a title that are no modifiers: the body, though nothing marks it as one."""
    return JOINED.sub("", between, count=1).strip() or None


def outside_body(gaps: Gaps, index: int) -> str | None:
    """The body right before the bracket that a title and a name stand in: 대전지법 형사항소3부(부장판사 공정해)."""
    if not gaps.depths[index]:
        return None
    title = gaps.mentions[index]
    for at in range(index - 1, -1, -1):
        if gaps.depths[at] < gaps.depths[index]:
            body = gaps.mentions[at]
            joined = _OPENS.fullmatch(gaps.text, body.end, title.start)
            if joined is None or not (
                body.kind in BODY_KINDS or (body.kind in PLACE_KINDS and title.text in PLACE_TITLES)
            ):
                return None
            return " ".join(filter(None, (_chain(gaps, at), joined.group(1))))
    return None


#: Between a body and a title in the bracket after it: a unit that is no mention, another role (대법원 2부(주심 대법관 …)).
_OPENS = re.compile(r"(?: ([가-힣A-Za-z0-9]{1,12}(?:부|팀|과|실|국|본부|센터|지점|연구소)))?\((?:주심 |재판장 )?")


def _chain(gaps: Gaps, body: int) -> str:
    """A body with those that it is a unit of: 창원지법 통영지원 형사1부."""
    return " ".join(gaps.mentions[at].text for at in range(first_body(gaps, body), body + 1))


def party_after(gaps: Gaps, index: int) -> str | None:
    """A body alone in brackets right after a title: 설가을 국회의원(국민의힘)."""
    if index + 1 >= len(gaps.mentions):
        return None
    title, body = gaps.mentions[index], gaps.mentions[index + 1]
    if body.kind not in BODY_KINDS or gaps.text[title.end : body.start] != "(":
        return None
    if gaps.text[body.end : body.end + 1] in (")", "·", ","):
        return body.text
    unit = gaps.mentions[index + 2] if index + 2 < len(gaps.mentions) else body
    if unit.kind == "ORG" and gaps.text[body.end : unit.start] == " " and gaps.text[unit.end : unit.end + 1] == ")":
        return f"{body.text} {unit.text}"
    return None


#: 남기영 감독대행이 이끄는 한화 이글스
LEADS = re.compile(r"(?:이|가) (?:이끄는|이끌고 있는|지휘하는|운영하는|경영하는) ")


def is_place(gaps: Gaps, index: int) -> bool:
    """Whether what stands right before a title is a place and not a body (중국 외교부장)."""
    left = gaps.left(index)
    return left >= 0 and gaps.mentions[left].kind in PLACE_KINDS


def bodies_before(gaps: Gaps, index: int) -> tuple[str | None, int, bool]:
    """The body joined before a title (sub-units joined to it), the leftmost mention of that phrase, and whether 전 is in it."""
    names: list[tuple[str, Kind]] = []
    at = index
    former = False
    while True:
        left = gaps.left(at)
        while left >= 0 and gaps.mentions[left].kind in PLACE_KINDS and is_part(gaps, left):
            left = gaps.left(left)  # 경북 in 국민의힘 경북도당
        if left < 0 or not (
            gaps.mentions[left].kind in BODY_KINDS | PLACE_KINDS
            or (gaps.mentions[left].kind == "EVENT" and at == index and _OF_EVENT.search(gaps.mentions[index].text))
        ):
            break
        between = gaps.between(left, at)
        unit = _UNIT.fullmatch(between) if at == index and gaps.mentions[left].kind in BODY_KINDS else None
        if at == index and not (unit or JOINED.fullmatch(between) or between in ("", "의 ")):
            break
        if unit is not None:
            names.append((unit.group(1), "ORG"))
        if at != index and between not in (" ", ""):
            break
        if "출신" in between or (between == "의 " and gaps.mentions[left].kind in PLACE_KINDS - {"COUNTRY"}):
            break
        if between == "의 " and gaps.text[gaps.mentions[index].end : gaps.mentions[index].end + 1] == " ":
            break
        former = former or bool(FORMER.search(between))
        mention = gaps.mentions[left]
        if mention.kind in BODY_KINDS or not names:
            if names and gaps.mentions[at].kind in PLACE_KINDS and mention.kind in PLACE_KINDS:
                at = left
                continue
            names.insert(0, (mention.text, mention.kind))
        at = left
    bodies = [part for part, kind in names if kind in BODY_KINDS or kind == "EVENT"]
    former = former or (bool(names) and bool(re.search(r"(?:^|[\s(])(?:전|前|전\(前\)) $", gaps.before(at, 5))))
    # KOTRA 북미 본부장: a place between a body and the title is the office's, not the body's.
    return (" ".join(bodies or [part for part, _ in names]) or None), at, former


#: 같은 당 곽진영 의원: the body of somebody named before.
_SAME = re.compile(r"같은 (당|대학|학교|회사|병원|연구소|연구원|부대|팀|의회)(?:의| 소속)? $")


_ENDING_OF = {
    "당": ("당", "힘", "연합", "신당"),
    "대학": ("대", "대학교", "대학"),
    "학교": ("대", "학교"),
    "병원": ("병원", "의료원"),
    "의회": ("의회",),
}


def _same_body(gaps: Gaps, person: int, noun: str) -> str | None:
    """The last body before a person that can be what a noun names (같은 당: a party)."""
    endings = _ENDING_OF.get(noun, ("",))
    for mention in gaps.backwards(person):
        if mention.kind in BODY_KINDS and mention.text.endswith(endings):
            return mention.text
    return None


#: Offices of a state: 인도네시아의 하디 수트리스노 대통령.
_NATIONAL = frozenset(
    "대통령 부통령 총리 부총리 국왕 여왕 왕세자 주석 국가주석 총통 외무상 방위상 재무상 관방장관 외교장관 외무장관 국방장관 재무장관 국무장관".split()
)


#: Who runs a venue: 예술의전당 구본상 사장.
_OF_VENUE = frozenset("사장 관장 극장장 역장 점장 지배인 총지배인 예술감독".split())


def is_office_of_place(title: str, place: str) -> bool:
    """Whether a title is one of a municipality's own: of its administration (부산시 … 도로안전과장), or the head of a village."""
    if title in ("이장", "통장", "동장", "촌장"):
        return place.endswith(("리", "동"))
    return place.endswith(("시", "도", "군", "구")) and _ADMINISTRATIVE.search(title) is not None


_ADMINISTRATIVE = re.compile(
    r"(?:[과국실팀]장|담당관|정책관|기획관|부시장|부지사|대변인|보좌관|비서관|주무관|사무관|서기관|"
    r"본부장|사업소장|센터장|추진단장)$"
)


def first_body(gaps: Gaps, index: int) -> int:
    """The leftmost of the bodies joined to the one at `index`."""
    left = gaps.left(index)
    while left >= 0 and gaps.mentions[left].kind in BODY_KINDS and gaps.between(left, index) == " ":
        index, left = left, gaps.left(left)
    return index


def body_of_person(gaps: Gaps, person: int, title: Mention) -> str | None:
    """The body right before a name (서울대 고운 교수, 블루라인운영㈜의 서지한 대표), or the place that the title is an office of."""
    left = gaps.left(person)
    if same := _SAME.search(gaps.text, max(gaps.mentions[person].start - 12, 0), gaps.mentions[person].start):
        return _same_body(gaps, person, same.group(1))
    if left < 0:
        return None
    mention = gaps.mentions[left]
    joined = _BODY_OF_NAME.fullmatch(gaps.between(left, person))
    if joined is None:
        if re.fullmatch(r" 소속 ", gaps.between(left, person)):
            return mention.text
        further = gaps.left(left)
        if mention.kind == "COUNTRY" and further >= 0 and "소속" in gaps.between(further, left):
            return gaps.mentions[further].text
        return None
    if mention.kind == "COUNTRY" and title.text in _NATIONAL:
        return mention.text
    if mention.kind in ("PROVINCE", "CITY", "COUNTY") and (
        title.text in PLACE_TITLES or is_office_of_place(title.text, mention.text)
    ):
        return mention.text
    if mention.kind not in BODY_KINDS and not (mention.kind == "PLACE" and title.text in _OF_VENUE):
        return None
    return " ".join(filter(None, (_chain(gaps, left), joined.group(1))))

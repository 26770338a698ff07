"""Who holds which title: people, titles and bodies joined into links by what stands between them.

Works on settled mentions alone, so it does not matter which recognizer found them. One link is one person (or nobody, for
a holder who is not named) with one title and, where the phrase joins one, one body.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from newsextract.context import Context
from newsextract.discourse import PRONOUN, Discourse, particle_of
from newsextract.model import BODY_KINDS, PLACE_KINDS, Kind, Mention, Status
from newsextract.names import is_surname
from newsextract.office_words import BEFORE_NAME, GETS_OFFICE, INTO_OFFICE, JOINS_NAME, MODIFIER_RUN, status_by_title
from newsextract.titles import PLACE_TITLES, Title, is_profession, split_title

_BRACKETED = re.compile(r"\s?\([^()]{0,80}\)")
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
_JOINED = re.compile(rf"\s?(?:/\s?)?{MODIFIER_RUN}")
#: Between a body and the name of who holds an office of it; the group is a unit of it that is no mention.
_BODY_OF_NAME = re.compile(rf"(?: ({_UNITS}))?(?:의 |\s|\s?소속 |\s?소속의 )")
_FORMER = re.compile(r"(?:^|\s|\()(?:전|前|전직|전\(前\)|전임(?! (?:교수|강사|연구|의사|교원)))\s")
_PREDECESSOR = re.compile(r"(?:^|\s)(?:전임|전직) $")
_ONCE = re.compile(r"(?:^|\s)전직 [가-힣]{2,8} $")
#: Between two titles of one holder: 대표이사 사장, 감독 겸 단장, 대표이사 겸 이사회 의장.
_ALSO = re.compile(r"\s*(?:겸|이자|이며|겸임|및)?\s*(?:이사회)?\s*")
#: Between a title and a name of a list of appointments: ◇상무 승진 이종필.
_LISTED_AS = re.compile(r" (?:신규)?(?:승진|전보|선임|임명|위촉|발령|임용|보임) ")
_LISTED = re.compile(r"(?:과|와|,|·) ?")
_BEFORE_NAME = tuple((reason, re.compile(f"(?:{pattern}) "), status) for reason, pattern, status in BEFORE_NAME)


@dataclass(frozen=True, slots=True)
class Link:
    """A title with its holder and body. `person` is None where the holder is not named.

    `organization` is the text of the body the phrase joins to the title, None if it joins none; `status` is what the phrase
    says of the office; `reason` names the pattern.
    """

    person: Mention | None
    title: Mention
    role: str
    organization: str | None
    status: Status
    reason: str
    #: The title as written, where it is split into role and body (첨단소재사업본부장): beside the body of the unit it stays whole.
    whole: str | None = None


def find_links(context: Context, mentions: Sequence[Mention]) -> list[Link]:
    """Link each title to its holder and its body, sentence by sentence; titles are in text order."""
    links: list[Link] = []
    discourse = Discourse(context.text, mentions)
    starts = [mention.start for mention in mentions]
    for sentence in context.document.sentences:
        low, high = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        inside = [mention for mention in mentions[low:high] if mention.end <= sentence.end]
        if any(m.kind == "TITLE" for m in inside):
            links.extend(_sentence_links(context, discourse, _outer(inside)))
    return links


def find_definite_titles(
    context: Context, mentions: Sequence[Mention], links: Sequence[Link]
) -> Iterator[tuple[Mention, Link]]:
    """Yield the titles that stand alone for the one person who holds them in the article (시장은 “…”고 했다), each with its link.

    Only where the title is the subject of somebody who speaks, and where exactly one person has been named with it before.
    """
    held: dict[str, dict[str, Link]] = defaultdict(dict)
    for link in links:
        if link.person is not None and not is_surname(link.person.text):
            held[link.role].setdefault(link.person.text, link)
    covered = sorted((mention.start, mention.end) for mention in mentions)
    for title in context.titles:
        holders = list(held.get(title.head, {}).values()) if not title.prefix and not title.extension else []
        at = bisect_left(covered, (title.end, 0)) - 1
        if len(holders) != 1 or holders[0].person is None or (at >= 0 and covered[at][1] > title.start):
            continue
        if holders[0].person.start < title.start and _is_definite(context, title):
            mention = context.mention(title.start, title.end, "TITLE", "title_of_holder")
            yield mention, replace(holders[0], title=mention, reason="definite_title")


_SUBJECT = re.compile(r"(?:은|는|이|가|도|께서는?)(?= )")
_SPEAKS = re.compile(
    r"[“\"]|(?:다|라|자|냐)(?:고|며|면서)(?: [가-힣]{1,8}){0,2} (?:말|밝|강조|설명|전|덧붙|주장|약속|당부|촉구|지적|반박|답|선언|다짐|호소|해명|언급)"
)


def _is_definite(context: Context, title: Title) -> bool:
    """Whether a title is the subject of a sentence about what somebody says, with no word before it that makes it another's."""
    text, sentence = context.text, context.sentence_at(title.start)
    if not _SUBJECT.match(text, title.end) or not _SPEAKS.search(text, title.end, sentence.end):
        return False
    if sentence.start == title.start or text[title.start - 1] in '“"‘(,':
        return True
    before = context.ends.get(title.start - 1)
    if before is None:
        return False
    token = context.document.tokens[before]
    return token.tag in ("JX", "JKB", "MAJ", "EC") or token.form in ("이날", "전날", "당시", "이후", "이어")


def _outer(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions that lie in no other one, dates and times left out."""
    outer: list[Mention] = []
    for mention in mentions:
        if mention.kind in ("DATE", "TIME"):
            continue
        if outer and mention.end <= outer[-1].end:
            continue
        outer.append(mention)
    return outer


class _Gaps:
    """What stands between mentions of one sentence."""

    def __init__(self, context: Context, mentions: Sequence[Mention]) -> None:
        self.text = context.text
        self.mentions = mentions
        self.depths = [self._depth(mention.start) for mention in mentions]

    def _depth(self, at: int) -> int:
        low = max(at - 200, 0)
        start = max(self.text.rfind("\n", low, at), low)
        return max(self.text.count("(", start, at) - self.text.count(")", start, at), 0)

    def left(self, index: int) -> int:
        """The mention left of `index` at the same bracket depth; -1 if there is none."""
        for at in range(index - 1, -1, -1):
            if self.depths[at] == self.depths[index]:
                return at
            if self.depths[at] < self.depths[index]:
                return -1
        return -1

    def right(self, index: int) -> int:
        """The mention right of `index` at the same bracket depth; -1 if there is none."""
        for at in range(index + 1, len(self.mentions)):
            if self.depths[at] == self.depths[index]:
                return at
            if self.depths[at] < self.depths[index]:
                return -1
        return -1

    def between(self, left: int, right: int) -> str:
        """The text between two mentions without bracketed insertions."""
        return _BRACKETED.sub("", self.text[self.mentions[left].end : self.mentions[right].start])

    def before(self, index: int, length: int = 6) -> str:
        """The few code points before a mention."""
        start = self.mentions[index].start
        return self.text[max(start - length, 0) : start]


@dataclass(slots=True)
class _Found:
    """What is known of a title while its sentence is read: who holds it, by what, of which body, and since when."""

    person: Mention | None
    body: str | None
    status: Status | None
    reason: str


def _sentence_links(context: Context, discourse: Discourse, mentions: list[Mention]) -> Iterator[Link]:
    gaps = _Gaps(context, mentions)
    titles = [index for index, mention in enumerate(mentions) if mention.kind == "TITLE"]
    found = {index: _holder(context, discourse, gaps, index) for index in titles}
    _share_holders(gaps, found)
    held: dict[int, str | None] = {}
    for index in titles:
        yield from _links_of(context, gaps, index, found[index], held)


def _links_of(context: Context, gaps: _Gaps, index: int, found: _Found, held: dict[int, str | None]) -> Iterator[Link]:
    """The links of one title. `held` keeps, by the start of a person, the body of an earlier title of the same phrase."""
    title = gaps.mentions[index]
    place = _is_place(gaps, index) and not _is_office_of_place(title.text, found.body or "")
    role, fused = split_title(context, title, body=found.body is not None and not place, place=place)
    organization = fused or found.body
    whole = title.text if fused is not None and found.body is None else None
    if place and organization == found.body and is_profession(context, role):
        organization = None  # 프랑스 연출가: where they come from
    by_title = status_by_title(role)
    status = found.status if found.status == "former" or by_title == "current" else by_title
    status = status or by_title
    if found.person is None:
        yield Link(None, title, role, organization, status, found.reason, whole)
        return
    party = _party_after(gaps, index)
    if organization == "국회":  # its members are known by their party
        organization = party or organization
    elif organization is None:
        passed = found.reason in _ELSEWHERE or found.status == "former"
        organization = party or (None if passed else held.get(found.person.start))
    if organization is None and (led := _LEADS.match(gaps.text, title.end)):
        after = gaps.right(gaps.mentions.index(title))
        if after >= 0 and gaps.mentions[after].kind in BODY_KINDS and gaps.mentions[after].start == led.end():
            organization = gaps.mentions[after].text
    if fused is None and found.reason in ("name_after_title", "name_before_title", "name_before_body", "nominated"):
        held.setdefault(found.person.start, organization)
    yield Link(found.person, title, role, organization, status, found.reason, whole)
    if found.person in gaps.mentions:
        person = gaps.mentions.index(found.person)
        for other, body in (*_list_before(gaps, person), *_list_after(gaps, person)):
            yield Link(gaps.mentions[other], title, role, body or organization, status, "name_in_list")


#: 남기영 감독대행이 이끄는 한화 이글스
_LEADS = re.compile(r"(?:이|가) (?:이끄는|이끌고 있는|지휘하는|운영하는|경영하는) ")


def _joins_titles(gaps: _Gaps, first: int, second: int) -> tuple[str, Status | None] | None:
    """By what the holder of a title has or had the one before it, and its status: 장관을 지낸 배우 남궁태; None if by nothing."""
    _, at, _ = _bodies_before(gaps, second)
    between = gaps.between(first, at)
    return next(
        ((reason, status) for reason, pattern, status in _BEFORE_NAME if between != " " and pattern.fullmatch(between)),
        None,
    )


#: Links across a sentence: the body of an earlier office is not that of these.
_ELSEWHERE = frozenset({"appointed", "held_by_topic"})


def _holder(context: Context, discourse: Discourse, gaps: _Gaps, index: int) -> _Found:
    """Who holds a title: named before it, after it, outside its bracket, or elsewhere in a sentence that says so."""
    title = gaps.mentions[index]
    body, at, former = _bodies_before(gaps, index)
    owner = gaps.left(at)
    while (
        owner >= 0 and body is None and gaps.mentions[owner].kind in PLACE_KINDS | BODY_KINDS and _is_part(gaps, owner)
    ):
        owner = gaps.left(owner)
    if owner >= 0 and gaps.mentions[owner].kind == "PERSON" and _joins(gaps, owner, at):
        reason = "name_before_body" if body else "name_before_title"
        between = gaps.between(owner, at)
        body = body or _unmarked_body(between)
        former = former or bool(_FORMER.search(between))
        if body is None:
            first = _first_of_list(gaps, owner)
            body = _body_of_person(gaps, first, title)
            former = former or bool(_PREDECESSOR.search(gaps.before(first, 5)))
            left = gaps.left(first)
            if body is not None and left >= 0:
                former = former or bool(_FORMER.search(" " + gaps.before(_first_body(gaps, left))))
        return _Found(gaps.mentions[owner], body, "former" if former else None, reason)
    person, reason, status = _person_after(gaps, index)
    if person is None and (joins := JOINS_NAME.match(gaps.text, title.end)) and PRONOUN.match(gaps.text, joins.end()):
        # 청와대 비서관 출신인 그는
        holder = discourse.antecedent(joins.end())
        status = next((told for _, pattern, told in _BEFORE_NAME if pattern.fullmatch(joins.group())), None)
        if holder is not None:
            return _Found(holder, body, "former" if former else status, "pronoun_after_title")
    if person is not None:
        former = former or bool(_FORMER.search(gaps.before(at, 5)) or _ONCE.search(gaps.before(at, 14)))
        return _Found(gaps.mentions[person], body or _outside_body(gaps, index), "former" if former else status, reason)
    if gaps.depths[index] and (person := _person_outside(gaps, index)) is not None:
        former = former or bool(re.search(r"\((?:전|前) $", gaps.before(at, 4)))
        body = body or _outside_body(gaps, index)
        return _Found(gaps.mentions[person], body, "former" if former else None, "title_in_bracket")
    person, status = _appointed(context, gaps, index)
    if person is not None:
        return _Found(gaps.mentions[person], body, "former" if former else status, "appointed")
    for reason, pattern, status in _PREDICATES:
        if pattern.match(gaps.text, title.end):
            holder = _topic(context, discourse, gaps, index)
            if holder is not None:
                return _Found(holder, body, "former" if former else status, reason)
    return _Found(None, body, "former" if former else None, "title_alone")


def _share_holders(gaps: _Gaps, found: dict[int, _Found]) -> None:
    """Give a title without a holder that of the title beside it: 감독 겸 단장, 대통령 권한대행 국무총리, 대표이사 사장 홍길동."""
    titles = list(found)
    for left, right in (*pairwise(titles), *((b, a) for a, b in reversed(list(pairwise(titles))))):
        if found[right].person is None and found[left].person is not None:
            first, second = min(left, right), max(left, right)
            _, at, _ = _bodies_before(gaps, second)
            if left == second and (joined := _joins_titles(gaps, first, second)) is not None:
                found[right].person, (found[right].reason, found[right].status) = found[left].person, joined
                continue
            shared = gaps.left(at) == first and _ALSO.fullmatch(gaps.between(first, at))
            told = found[left].reason == "held_by_topic" and _LISTED.fullmatch(gaps.between(first, at))
            if shared or told:
                found[right].person, found[right].reason = found[left].person, "second_title"
                found[right].status = found[right].status or (found[left].status if told else None)


def _joins(gaps: _Gaps, person: int, at: int) -> bool:
    """Whether a name belongs to the title phrase that begins at mention `at`, by what stands between them."""
    between = gaps.between(person, at)
    if _JOINED.fullmatch(between):
        return True
    # The name was found by this title, past words that name its body and are no mentions (김민호 두루테크 최고경영자).
    return gaps.mentions[person].rule in _PAST_BODIES and _WORDS.fullmatch(between) is not None


def _is_part(gaps: _Gaps, index: int) -> bool:
    """Whether a mention is only a part of a longer word, of a name that is no mention (한국 in 한국스포츠TV)."""
    return gaps.text[gaps.mentions[index].end : gaps.mentions[index].end + 1].isalnum()


_PAST_BODIES = frozenset({"name_before_body", "foreign_name_before_title"})
_WORDS = re.compile(r"(?: [^\s,.…“”‘’\"'·]{1,20}){1,3} ")


def _unmarked_body(between: str) -> str | None:
    """The words between a name and a title that are no modifiers: the body, though nothing marks it as one."""
    return _JOINED.sub("", between, count=1).strip() or None


def _outside_body(gaps: _Gaps, index: int) -> str | None:
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


def _chain(gaps: _Gaps, body: int) -> str:
    """A body with those that it is a unit of: 창원지법 통영지원 형사1부."""
    return " ".join(gaps.mentions[at].text for at in range(_first_body(gaps, body), body + 1))


def _party_after(gaps: _Gaps, index: int) -> str | None:
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


def _is_place(gaps: _Gaps, index: int) -> bool:
    """Whether what stands right before a title is a place and not a body (중국 외교부장)."""
    left = gaps.left(index)
    return left >= 0 and gaps.mentions[left].kind in PLACE_KINDS


def _bodies_before(gaps: _Gaps, index: int) -> tuple[str | None, int, bool]:
    """The body joined before a title (sub-units joined to it), the leftmost mention of that phrase, and whether 전 is in it."""
    names: list[tuple[str, Kind]] = []
    at = index
    former = False
    while True:
        left = gaps.left(at)
        while left >= 0 and gaps.mentions[left].kind in PLACE_KINDS and _is_part(gaps, left):
            left = gaps.left(left)  # 경북 in 국민의힘 경북도당
        if left < 0 or not (
            gaps.mentions[left].kind in BODY_KINDS | PLACE_KINDS
            or (gaps.mentions[left].kind == "EVENT" and at == index and _OF_EVENT.search(gaps.mentions[index].text))
        ):
            break
        between = gaps.between(left, at)
        unit = _UNIT.fullmatch(between) if at == index and gaps.mentions[left].kind in BODY_KINDS else None
        if at == index and not (unit or _JOINED.fullmatch(between) or between in ("", "의 ")):
            break
        if unit is not None:
            names.append((unit.group(1), "ORG"))
        if at != index and between not in (" ", ""):
            break
        if "출신" in between or (between == "의 " and gaps.mentions[left].kind in PLACE_KINDS - {"COUNTRY"}):
            break
        if between == "의 " and gaps.text[gaps.mentions[index].end : gaps.mentions[index].end + 1] == " ":
            break
        former = former or bool(_FORMER.search(between))
        mention = gaps.mentions[left]
        if mention.kind in BODY_KINDS or not names:
            if names and gaps.mentions[at].kind in PLACE_KINDS and mention.kind in PLACE_KINDS:
                at = left
                continue
            names.insert(0, (mention.text, mention.kind))
        at = left
        if mention.kind in PLACE_KINDS and len(names) > 1:
            continue
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


def _same_body(gaps: _Gaps, person: int, noun: str) -> str | None:
    """The last body before a person that can be what a noun names (같은 당: a party)."""
    endings = _ENDING_OF.get(noun, ("",))
    before = [m for m in gaps.mentions[:person] if m.kind in BODY_KINDS and m.text.endswith(endings)]
    return before[-1].text if before else None


#: Offices of a state: 인도네시아의 하디 수트리스노 대통령.
_NATIONAL = frozenset(
    "대통령 부통령 총리 부총리 국왕 여왕 왕세자 주석 국가주석 총통 외무상 방위상 재무상 관방장관 외교장관 외무장관 국방장관 재무장관 국무장관".split()
)
#: Who runs a venue: 예술의전당 구본상 사장.
_OF_VENUE = frozenset("사장 관장 극장장 역장 점장 지배인 총지배인 예술감독".split())


def _is_office_of_place(title: str, place: str) -> bool:
    """Whether a title is one of a municipality's own: of its administration (부산시 … 도로안전과장), or the head of a village."""
    if title in ("이장", "통장", "동장", "촌장"):
        return place.endswith(("리", "동"))
    return place.endswith(("시", "도", "군", "구")) and _ADMINISTRATIVE.search(title) is not None


_ADMINISTRATIVE = re.compile(
    r"(?:[과국실팀]장|담당관|정책관|기획관|부시장|부지사|대변인|보좌관|비서관|주무관|사무관|서기관)$"
)


def _first_body(gaps: _Gaps, index: int) -> int:
    """The leftmost of the bodies joined to the one at `index`."""
    left = gaps.left(index)
    while left >= 0 and gaps.mentions[left].kind in BODY_KINDS and gaps.between(left, index) == " ":
        index, left = left, gaps.left(left)
    return index


def _body_of_person(gaps: _Gaps, person: int, title: Mention) -> str | None:
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
        title.text in PLACE_TITLES or _is_office_of_place(title.text, mention.text)
    ):
        return mention.text
    if mention.kind not in BODY_KINDS and not (mention.kind == "PLACE" and title.text in _OF_VENUE):
        return None
    return " ".join(filter(None, (_chain(gaps, left), joined.group(1))))


def _person_after(gaps: _Gaps, index: int) -> tuple[int | None, str, Status | None]:
    """The person named after a title: 대표 이도윤, 원내대표인 도재경 의원, 사령관을 지낸 신중해, 차관을 지낸 교통대 명이든 교수."""
    right = first = gaps.right(index)
    while right >= 0 and gaps.mentions[right].kind in BODY_KINDS | PLACE_KINDS:
        after = gaps.right(right)
        if after < 0 or gaps.between(right, after) not in (" ", "의 "):
            return None, "title_alone", None
        right = after
    if right >= 0 and gaps.mentions[right].kind == "PERSON":
        between = gaps.between(index, first)
        if _LISTED_AS.fullmatch(between) and gaps.mentions[right].rule == "appointment":
            return right, "name_after_title", None
        for reason, pattern, status in _BEFORE_NAME:
            if pattern.fullmatch(between) and (right == first or between != " "):
                return right, reason, status
    return None, "title_alone", None


def _person_outside(gaps: _Gaps, index: int) -> int | None:
    """The person right before the bracket that a title stands in: 문가비(서울대 교수), 남궁현 이사장(전 장관)."""
    depth = gaps.depths[index]
    for at in range(index - 1, -1, -1):
        if gaps.depths[at] < depth:
            opening = gaps.text.find("(", gaps.mentions[at].end, gaps.mentions[index].start)
            if opening < 0 or gaps.text[gaps.mentions[at].end : opening].strip():
                return None
            step = at
            while step >= 0 and gaps.mentions[step].kind != "PERSON" and at - step < 3:
                step = gaps.left(step)
            return step if step >= 0 and gaps.mentions[step].kind == "PERSON" else None
    return None


#: What says a title of whom the sentence is about. Titles may be joined before the verb: 교수와 국립중앙의료원 진료부원장을 지낸 전문가다.
_PREDICATES: tuple[tuple[str, re.Pattern[str], Status | None], ...] = (
    (
        "held_by_topic",
        re.compile(
            r"(?:(?:과|와|, |·)[^.,“”\n]{1,24}?)?(?:직?[을를]|직) "
            r"(?:지냈|역임했|거쳤|지내고|거쳐|역임하고|지내며|역임하며|지내다|지낸 (?:[가-힣]+ ){0,3}[가-힣]+(?:다|이다)|"
            r"지낸 (?:[가-힣]+ )?(?:인물|사람|전문가|관료|인사|베테랑)|맡았었|내려놓)"
        ),
        "former",
    ),
    ("held_by_topic", re.compile(r"(?:이었다|였다|이었으며|였으며) ?"), "former"),
    ("held_by_topic", re.compile(r"(?:이다|다|입니다|이며|이자)[.,]? ?(?![가-힣])"), None),
    (
        "held_by_topic",
        re.compile(r"(?:직?[을를]|직) (?:맡고 있|겸하고 있|겸임하고 있|맡게 됐|맡았다|맡는다|겸한다|겸임한다|겸했다)"),
        None,
    ),
    ("held_by_topic", re.compile(r"(?:으로|로) (?:있다|재직 중|근무하|재직하|일하고|활동하)"), None),
    ("held_by_topic", re.compile(r"(?: 재임| 재직)? 시절"), "former"),
)


def _topic(context: Context, discourse: Discourse, gaps: _Gaps, index: int) -> Mention | None:
    """The person who is the topic of the sentence before a title, also by a pronoun (그는, 고인은); None if another body is."""
    start = gaps.mentions[index].start
    for particles in (("은", "는"), ("이", "가")):
        for at in range(index - 1, -1, -1):
            if gaps.mentions[at].kind == "PERSON" and gaps.depths[at] == gaps.depths[index]:
                if _particle_of(gaps, at) in particles:
                    return gaps.mentions[at]
    return discourse.pronoun(context.sentence_at(start).start, start)


def _particle_of(gaps: _Gaps, person: int) -> str:
    return particle_of(gaps.text, gaps.mentions, person)


_NOMINATING = ("내정", "지명", "낙점", "추천")
_ACTIVE = re.compile(r"(?:했|한다|하기로|하고|하며|해 |혔|뽑았|앉혔|할 예정|키로)")


def _appointed(context: Context, gaps: _Gaps, index: int) -> tuple[int | None, Status | None]:
    """Appointments: 서울남부지검장에는 차분해 …이 보임됐다 · 수원지검장은 도하나 …이 맡는다 · …은 법무연수원장으로 자리를 옮긴다."""
    title = gaps.mentions[index]
    after = gaps.text[title.end : title.end + 16]
    rest = gaps.text[title.end : context.sentence_at(title.start).end]
    right = gaps.right(index)
    named = re.match(r"에는? |(?:으로|로)는 |에 임명된 |(?:으로|로) 임명된 |에 내정된 ", after)
    verb = GETS_OFFICE.search(rest)
    if named and verb and right >= 0 and gaps.mentions[right].kind == "PERSON":
        return right, "nominee" if verb.group() in _NOMINATING else None
    if re.match(r"(?:으로|로) ", after) and verb and right >= 0 and gaps.mentions[right].kind == "PERSON":
        if _particle_of(gaps, right) in ("을", "를"):
            return right, "nominee" if verb.group() in _NOMINATING else None
    if re.match(r"[은는] ", after) and re.search(r"(?:이|가|님이|씨가) (?:맡|임명|선임|보임|오르|올랐)", rest):
        if right >= 0 and gaps.mentions[right].kind == "PERSON" and title.end + 2 == gaps.mentions[right].start:
            return right, None
    into = INTO_OFFICE.match(gaps.text, title.end)
    if into is None and not re.match(r"(?:으로|로), ", after):
        return None, None
    status: Status | None = "nominee" if into is not None and into.group("verb") in _NOMINATING else None
    people = [at for at in range(index - 1, -1, -1) if gaps.mentions[at].kind == "PERSON"]
    if into is not None:
        wanted = ("을", "를") if _ACTIVE.match(gaps.text, into.end()) else ("은", "는", "이", "가")
        for at in people:
            if _particle_of(gaps, at) in wanted:
                return at, status
    return (people[0], status) if people else (None, None)


def _list_before(gaps: _Gaps, person: int) -> Iterator[tuple[int, str | None]]:
    """People joined to a person by a middle dot, each with a body of their own if one follows the name (A 국민의힘·B …)."""
    while (left := gaps.left(person)) >= 0:
        # A bracket of one's own in between (정우람(전 차관)·정아람(대표)) makes two people with two titles.
        if gaps.text[gaps.mentions[left].end : gaps.mentions[person].start] not in ("·", "ㆍ"):
            return
        body = None
        if gaps.mentions[left].kind in BODY_KINDS:
            body, left = gaps.mentions[left].text, gaps.left(left)
            if left < 0 or gaps.between(left, left + 1) != " ":
                return
        if gaps.mentions[left].kind != "PERSON":
            return
        yield left, body
        person = left


def _list_after(gaps: _Gaps, person: int) -> Iterator[tuple[int, str | None]]:
    """Further people of one item in a list of appointments: ▲전무 김도균 이상미."""
    while gaps.mentions[person].rule == "appointment" and (right := gaps.right(person)) >= 0:
        following = gaps.mentions[right]
        if (
            following.kind != "PERSON"
            or following.rule != "appointment"
            or not re.fullmatch(r"[ ,·ㆍ]{1,2}", gaps.between(person, right))
        ):
            return
        yield right, None
        person = right


def _first_of_list(gaps: _Gaps, person: int) -> int:
    """The first of the people joined to a person by middle dots, or the person."""
    return next(reversed([person, *(at for at, _ in _list_before(gaps, person))]))

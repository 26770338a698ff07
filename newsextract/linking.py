"""Who holds which title: people, titles and bodies joined into links by what stands between them.

Works on settled mentions alone, so it does not matter which recognizer found them. One link is one person (or nobody, for
a holder who is not named) with one title and, where the phrase joins one, one body.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsextract.context import Context
from newsextract.model import BODY_KINDS, PLACE_KINDS, Kind, Mention
from newsextract.titles import PLACE_TITLES, split_title

_BRACKETED = re.compile(r"\s?\([^()]{0,80}\)")
#: What may stand between a name or body and the title it belongs to, brackets left out.
_MODIFIERS = (
    r"(?:(?:전|前|현|現|전직|현직|신임|당시|초대|차기|공동|수석|선임|상임|신|겸|제?\d+대|초선|재선|[3-9]선|다선|임시|특별|주한|주미|주중|주일|"
    r"첫|담당|총괄|이사회|소속|산하|아시아태평양|북미|유럽|글로벌|부문|출신)\s)*"
)
_JOINED = re.compile(rf"\s?(?:/ )?{_MODIFIERS}")
_BODY_OF_NAME = re.compile(r"의 |\s|\s?소속 |\s?소속의 ")
_FORMER = re.compile(r"(?:^|\s|\()(?:전|前|전직|전\(前\))\s")
#: Between two titles of one holder: 대표이사 사장, 감독 겸 단장, 대표이사 겸 이사회 의장.
_ALSO = re.compile(r"\s*(?:겸|이자|겸임)?\s*(?:이사회)?\s*")
_HELD = re.compile(r"(?:을|를) (?:지낸|역임한|지냈던|거친|맡았던) | 출신(?:인|의)? ")
_HOLDS = re.compile(r"(?:을|를) (?:맡은|맡고 있는|겸한|겸하는|겸임하는) |이기도 한 ")


@dataclass(frozen=True, slots=True)
class Link:
    """A title with its holder and body. `person` is None where the holder is not named.

    `organization` is the text of the body the phrase joins to the title, None if it joins none; `reason` names the pattern.
    """

    person: Mention | None
    title: Mention
    role: str
    organization: str | None
    former: bool
    reason: str


def find_links(context: Context, mentions: Sequence[Mention]) -> list[Link]:
    """Link each title to its holder and its body, sentence by sentence; titles are in text order."""
    links: list[Link] = []
    starts = [mention.start for mention in mentions]
    for sentence in context.document.sentences:
        low, high = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        inside = [mention for mention in mentions[low:high] if mention.end <= sentence.end]
        if any(m.kind == "TITLE" for m in inside):
            links.extend(_sentence_links(context, _outer(inside)))
    return links


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


def _sentence_links(context: Context, mentions: list[Mention]) -> Iterator[Link]:
    gaps = _Gaps(context, mentions)
    held: dict[int, str | None] = {}
    holders: dict[int, int] = {}
    for index, mention in enumerate(mentions):
        if mention.kind == "TITLE":
            yield from _title_links(context, gaps, index, held, holders)


def _title_links(
    context: Context, gaps: _Gaps, index: int, held: dict[int, str | None], holders: dict[int, int]
) -> Iterator[Link]:
    """The links of one title.

    `held` keeps, by the index of a person, the body of an earlier title of the same phrase; `holders`, by the index of a
    title, who holds it.
    """
    title = gaps.mentions[index]
    body, at, former = _bodies_before(gaps, index)
    person, reason = None, "title_alone"
    owner = gaps.left(at)
    if owner >= 0 and gaps.mentions[owner].kind == "PERSON" and _joins(gaps, owner, at):
        person, reason = owner, "name_before_body" if body else "name_before_title"
        if body is None:
            body = _unmarked_body(gaps.between(owner, at))
        former = former or bool(_FORMER.search(gaps.between(owner, at)))
        if body is None:
            body = _body_of_person(gaps, owner, place=title.text in PLACE_TITLES)
            left = gaps.left(owner)
            if body is not None and left >= 0:
                former = former or bool(_FORMER.search(" " + gaps.before(_first_body(gaps, left))))
    if person is None:
        person, reason, was = _person_after(gaps, index)
        former = former or was or (person is not None and bool(_FORMER.search(gaps.before(at, 5))))
    if person is None and gaps.depths[index]:
        person = _person_outside(gaps, index)
        reason = "title_in_bracket"
        former = former or bool(re.search(r"\((?:전|前) $", gaps.before(at, 4)))
    if person is not None and gaps.depths[index] and body is None:
        body = _body_outside(gaps, index)
    role, fused = split_title(context, title, joined=body is not None and not _is_place(gaps, index))
    organization = fused or body
    if person is None:
        person, reason = _appointed(context, gaps, index)
    if person is None and _WAS.match(gaps.text, title.end):
        person, reason = _topic(gaps, index), "held_by_topic"
        former = former or person is not None
    if person is None and owner in holders and _ALSO.fullmatch(gaps.between(owner, at)):
        # 감독 겸 단장, 대통령 권한대행 국무총리: one holder of two offices.
        person, reason = holders[owner], "second_title"
    if person is not None:
        party = _party_after(gaps, index)
        if organization == "국회":  # its members are known by their party
            organization = party or organization
        elif organization is None:
            organization = held.get(person) or party
        if reason in ("name_after_title", "name_before_title", "name_before_body"):
            held.setdefault(person, organization)
        holders[index] = person
        yield Link(gaps.mentions[person], title, role, organization, former, reason)
        for other in _coordinated(gaps, person):
            yield Link(gaps.mentions[other], title, role, organization, former, "name_in_list")
    else:
        yield Link(None, title, role, organization, former, reason)


def _joins(gaps: _Gaps, person: int, at: int) -> bool:
    """Whether a name belongs to the title phrase that begins at mention `at`, by what stands between them."""
    between = gaps.between(person, at)
    if _JOINED.fullmatch(between):
        return True
    # The name was found by this title, past words that name its body and are no mentions (김민호 두루테크 최고경영자).
    return gaps.mentions[person].rule in _PAST_BODIES and _WORDS.fullmatch(between) is not None


_PAST_BODIES = frozenset({"name_before_body", "foreign_name_before_title"})
_WORDS = re.compile(r"(?: [^\s,.…“”‘’\"'·]{1,20}){1,3} ")


def _unmarked_body(between: str) -> str | None:
    """The words between a name and a title that are no modifiers: the body, though nothing marks it as one."""
    return _JOINED.sub("", between, count=1).strip() or None


def _body_outside(gaps: _Gaps, index: int) -> str | None:
    """The body right before the bracket that a title and a name stand in: 대전지법 형사항소3부(부장판사 공정해)."""
    title = gaps.mentions[index]
    for at in range(index - 1, -1, -1):
        if gaps.depths[at] < gaps.depths[index]:
            body = gaps.mentions[at]
            if body.kind not in BODY_KINDS or gaps.text[body.end : title.start] != "(":
                return None
            left = gaps.left(at)
            if left >= 0 and gaps.mentions[left].kind in BODY_KINDS and gaps.between(left, at) == " ":
                return f"{gaps.mentions[left].text} {body.text}"
            return body.text
    return None


def _party_after(gaps: _Gaps, index: int) -> str | None:
    """A body alone in brackets right after a title: 설가을 국회의원(국민의힘)."""
    if index + 1 >= len(gaps.mentions):
        return None
    title, body = gaps.mentions[index], gaps.mentions[index + 1]
    if body.kind != "ORG" or gaps.text[title.end : body.start] != "(":
        return None
    if gaps.text[body.end : body.end + 1] in (")", "·"):
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
        if left < 0 or gaps.mentions[left].kind not in BODY_KINDS | PLACE_KINDS:
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
    bodies = [part for part, kind in names if kind in BODY_KINDS]
    former = former or (bool(names) and bool(re.search(r"(?:^|[\s(])(?:전|前|전\(前\)) $", gaps.before(at, 5))))
    # KOTRA 북미 본부장: a place between a body and the title is the office's, not the body's.
    return (" ".join(bodies or [part for part, _ in names]) or None), at, former


#: A unit of a body that is no mention of its own: 우리은행 WM상품부 팀장.
_UNIT = re.compile(r" ([가-힣A-Za-z0-9]{2,12}(?:부|팀|과|실|국|본부|센터|그룹|부문|지점|연구소)) ")


def _first_body(gaps: _Gaps, index: int) -> int:
    """The leftmost of the bodies joined to the one at `index`."""
    left = gaps.left(index)
    while left >= 0 and gaps.mentions[left].kind in BODY_KINDS and gaps.between(left, index) == " ":
        index, left = left, gaps.left(left)
    return index


def _body_of_person(gaps: _Gaps, person: int, *, place: bool) -> str | None:
    """The body right before a name (서울대 고운 교수, 블루라인운영㈜의 서지한 대표); `place`: a place will do (세부주의 … 부지사)."""
    left = gaps.left(person)
    if left < 0:
        return None
    mention = gaps.mentions[left]
    if not _BODY_OF_NAME.fullmatch(gaps.between(left, person)):
        if re.fullmatch(r" 소속 ", gaps.between(left, person)):
            return mention.text
        further = gaps.left(left)
        if mention.kind == "COUNTRY" and further >= 0 and "소속" in gaps.between(further, left):
            return gaps.mentions[further].text
        return None
    if place and mention.kind in ("PROVINCE", "CITY", "COUNTY"):
        return mention.text
    if mention.kind not in BODY_KINDS:
        return None
    names = [mention.text]
    further = gaps.left(left)
    if further >= 0 and gaps.mentions[further].kind in BODY_KINDS and gaps.between(further, left) == " ":
        names.insert(0, gaps.mentions[further].text)
    return " ".join(names)


def _person_after(gaps: _Gaps, index: int) -> tuple[int | None, str, bool]:
    """The person named after a title: 대표 이도윤, 원내대표인 도재경 의원, 사령관을 지낸 신중해."""
    right = gaps.right(index)
    if right < 0:
        return None, "title_alone", False
    between = gaps.between(index, right)
    if gaps.mentions[right].kind == "PERSON":
        if _HELD.fullmatch(between):
            return right, "held_before", True
        if _HOLDS.fullmatch(between):
            return right, "holds_too", False
        if between in (" ", "인 ", "이자 "):
            return right, "name_after_title", False
    return None, "title_alone", False


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


#: 김희선은 국민대 교수를 지냈다: the office is the past of whom the sentence is about.
_WAS = re.compile(r"[을를] (?:지냈|역임했|거쳤|지내고|거쳐|역임하고|지내며)")


def _topic(gaps: _Gaps, index: int) -> int | None:
    """The person who is the topic of the sentence before a title."""
    for at in range(index - 1, -1, -1):
        mention = gaps.mentions[at]
        if mention.kind == "PERSON" and gaps.depths[at] == gaps.depths[index]:
            after = gaps.text[mention.end : mention.end + 12]
            if re.match(r"(?:\([^()]{1,9}\))?(?: 씨)?[은는] ", after):
                return at
    return None


_MOVES = re.compile(
    r"(?:으로|로)(?:는)?\s(?:자리를 옮|이동|승진|임명|전보|내정|발령|선임|영전|취임|복귀|추대|지명|발탁)"
    r"|에\s(?:오르|오른|올랐|임명|내정|선임|취임|보임|발탁|지명|추대)"
)


def _appointed(context: Context, gaps: _Gaps, index: int) -> tuple[int | None, str]:
    """Appointments: 서울남부지검장에는 차분해 …이 보임됐다 · 수원지검장은 도하나 …이 맡는다 · …은 법무연수원장으로 자리를 옮긴다."""
    title = gaps.mentions[index]
    after = gaps.text[title.end : title.end + 16]
    sentence = context.sentence_at(title.start)
    rest = gaps.text[title.end : sentence.end]
    if re.match(r"에는? |에 임명된 |(?:으로|로) 임명된 |에 내정된 ", after) and re.search(
        r"보임|임명|내정|선임|발탁|앉|…", rest
    ):
        right = gaps.right(index)
        if right >= 0 and gaps.mentions[right].kind == "PERSON":
            return right, "appointed"
    if re.match(r"[은는] ", after) and re.search(r"(?:이|가|님이|씨가) (?:맡|임명|선임|보임|오르|올랐)", rest):
        right = gaps.right(index)
        if right >= 0 and gaps.mentions[right].kind == "PERSON" and title.end + 2 == gaps.mentions[right].start:
            return right, "appointed"
    if _MOVES.match(after) or re.match(r"(?:으로|로), ", after):
        for at in range(index - 1, -1, -1):
            if gaps.mentions[at].kind == "PERSON":
                return at, "appointed"
    return None, "title_alone"


def _coordinated(gaps: _Gaps, person: int) -> Iterator[int]:
    """People joined to a person by a middle dot before one title (이슬·이하늘 박사후연구원)."""
    while (left := gaps.left(person)) >= 0 and gaps.mentions[left].kind == "PERSON":
        # A bracket of one's own in between (정우람(전 차관)·정아람(대표)) makes two people with two titles.
        if gaps.text[gaps.mentions[left].end : gaps.mentions[person].start] not in ("·", "ㆍ"):
            return
        yield left
        person = left

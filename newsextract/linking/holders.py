"""Who holds a title: named before it, after it, around its bracket, or elsewhere in its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from newsextract.context import Context
from newsextract.discourse import PRONOUN, Discourse
from newsextract.linking.appointments import PREDICATES, appointed, topic
from newsextract.linking.gaps import Gaps, is_part
from newsextract.linking.organizations import (
    FORMER,
    JOINED,
    bodies_before,
    body_of_person,
    first_body,
    outside_body,
    unmarked_body,
)
from newsextract.model import BODY_KINDS, PLACE_KINDS, Mention, Status
from newsextract.office_words import BEFORE_NAME, JOINS_NAME, MODIFIER_RUN

_PREDECESSOR = re.compile(r"(?:^|\s)(?:전임|전직) $")


_ONCE = re.compile(r"(?:^|\s)전직 [가-힣]{2,8} $")


#: Between two titles of one holder: 대표이사 사장, 감독 겸 단장, 대표이사 겸 이사회 의장.
_ALSO = re.compile(r"\s*(?:겸|이자|이며|겸임|및)?\s*(?:이사회)?\s*")


#: Between a title and a name of a list of appointments: ◇상무 승진 이종필.
_LISTED_AS = re.compile(r" (?:신규)?(?:승진|전보|선임|임명|위촉|발령|임용|보임) ")


_LISTED = re.compile(r"(?:과|와|,|·) ?")


_BEFORE_NAME = tuple(
    (reason, re.compile(f"(?:{pattern}) {MODIFIER_RUN}"), status) for reason, pattern, status in BEFORE_NAME
)


@dataclass(slots=True)
class Found:
    """What is known of a title while its sentence is read: who holds it, of which body, with which status, and what shows it."""

    person: Mention | None
    body: str | None
    status: Status | None
    reason: str


def holder(context: Context, discourse: Discourse, gaps: Gaps, index: int) -> Found:
    """Who holds a title: named before it, after it, outside its bracket, or elsewhere in a sentence that says so."""
    title = gaps.mentions[index]
    body, at, former = bodies_before(gaps, index)
    owner = gaps.left(at)
    while (
        owner >= 0 and body is None and gaps.mentions[owner].kind in PLACE_KINDS | BODY_KINDS and is_part(gaps, owner)
    ):
        owner = gaps.left(owner)
    if owner >= 0 and gaps.mentions[owner].kind == "PERSON" and _joins(gaps, owner, at):
        reason = "name_before_body" if body else "name_before_title"
        between = gaps.between(owner, at)
        body = body or unmarked_body(between)
        former = former or bool(FORMER.search(between))
        if body is None:
            first = _first_of_list(gaps, owner)
            body = body_of_person(gaps, first, title)
            former = former or bool(_PREDECESSOR.search(gaps.before(first, 5)))
            left = gaps.left(first)
            if body is not None and left >= 0:
                former = former or bool(FORMER.search(" " + gaps.before(first_body(gaps, left))))
        return Found(gaps.mentions[owner], body, "former" if former else None, reason)
    person, reason, status = _person_after(gaps, index)
    if person is None and (joins := JOINS_NAME.match(gaps.text, title.end)) and PRONOUN.match(gaps.text, joins.end()):
        # 청와대 비서관 출신인 그는
        holder = discourse.antecedent(joins.end())
        status = next((told for _, pattern, told in _BEFORE_NAME if pattern.fullmatch(joins.group())), None)
        if holder is not None:
            return Found(holder, body, "former" if former else status, "pronoun_after_title")
    if person is not None:
        former = former or bool(FORMER.search(gaps.before(at, 5)) or _ONCE.search(gaps.before(at, 14)))
        return Found(gaps.mentions[person], body or outside_body(gaps, index), "former" if former else status, reason)
    if gaps.depths[index] and (person := _person_outside(gaps, index)) is not None:
        former = former or bool(re.search(r"\((?:전|前) $", gaps.before(at, 4)))
        body = body or outside_body(gaps, index)
        return Found(gaps.mentions[person], body, "former" if former else None, "title_in_bracket")
    person, status = appointed(context, gaps, index)
    if person is not None:
        return Found(gaps.mentions[person], body, "former" if former else status, "appointed")
    for reason, pattern, status in PREDICATES:
        if pattern.match(gaps.text, title.end):
            holder = topic(context, discourse, gaps, index)
            if holder is not None:
                return Found(holder, body, "former" if former else status, reason)
    return Found(None, body, "former" if former else None, "title_alone")


def share_holders(gaps: Gaps, found: dict[int, Found]) -> None:
    """Give a title without a holder that of the title beside it: 감독 겸 단장, 대통령 권한대행 국무총리, 대표이사 사장 홍길동."""
    titles = list(found)
    for left, right in (*pairwise(titles), *((b, a) for a, b in reversed(list(pairwise(titles))))):
        if found[right].person is None and found[left].person is not None:
            first, second = min(left, right), max(left, right)
            _, at, _ = bodies_before(gaps, second)
            if left == second and (joined := _joins_titles(gaps, first, second)) is not None:
                found[right].person, (found[right].reason, found[right].status) = found[left].person, joined
                continue
            shared = gaps.left(at) == first and _ALSO.fullmatch(gaps.between(first, at))
            appointed = found[left].reason == "appointed"
            told = found[left].reason == "held_by_topic" and _LISTED.fullmatch(gaps.between(first, at))
            if shared or told:
                found[right].person, found[right].reason = found[left].person, "second_title"
                found[right].status = found[right].status or (found[left].status if told or appointed else None)


def _joins_titles(gaps: Gaps, first: int, second: int) -> tuple[str, Status | None] | None:
    """By what the holder of a title has or had the one before it, and its status: 장관을 지낸 배우 남궁태; None if by nothing."""
    _, at, _ = bodies_before(gaps, second)
    between = gaps.between(first, at)
    return next(
        ((reason, status) for reason, pattern, status in _BEFORE_NAME if between != " " and pattern.fullmatch(between)),
        None,
    )


def _joins(gaps: Gaps, person: int, at: int) -> bool:
    """Whether a name belongs to the title phrase that begins at mention `at`, by what stands between them."""
    between = gaps.between(person, at)
    if JOINED.fullmatch(between):
        return True
    # The name was found by this title, past words that name its body and are no mentions (김민호 두루테크 최고경영자).
    return gaps.mentions[person].rule in _PAST_BODIES and _WORDS.fullmatch(between) is not None


_PAST_BODIES = frozenset({"name_before_body", "foreign_name_before_title"})


_WORDS = re.compile(r"(?: [^\s,.…“”‘’\"'·]{1,20}){1,3} ")


def _person_after(gaps: Gaps, index: int) -> tuple[int | None, str, Status | None]:
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


def _person_outside(gaps: Gaps, index: int) -> int | None:
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


def list_before(gaps: Gaps, person: int) -> Iterator[tuple[int, str | None]]:
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


def list_after(gaps: Gaps, person: int) -> Iterator[tuple[int, str | None]]:
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


def _first_of_list(gaps: Gaps, person: int) -> int:
    """The first of the people joined to a person by middle dots, or the person."""
    return next(reversed([person, *(at for at, _ in list_before(gaps, person))]))

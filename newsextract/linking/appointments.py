"""Offices that a sentence tells of, without a name beside them: appointments, and what the topic of the sentence is or was."""

from __future__ import annotations

import re

from newsextract.context import Context
from newsextract.discourse import Discourse
from newsextract.linking.gaps import Gaps
from newsextract.model import Mention, Status
from newsextract.office_words import GETS_OFFICE, INTO_OFFICE, behind_title

#: What says a title of whom the sentence is about. Titles may be joined before the verb: 교수와 국립중앙의료원 진료부원장을 지낸 전문가다.
PREDICATES: tuple[tuple[str, re.Pattern[str], Status | None], ...] = (
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


def topic(context: Context, discourse: Discourse, gaps: Gaps, index: int) -> Mention | None:
    """The person who is the topic of the sentence before a title, also by a pronoun (그는, 고인은); None if another body is."""
    start = gaps.mentions[index].start
    for particles in (("은", "는"), ("이", "가")):
        for at in range(index - 1, -1, -1):
            if gaps.mentions[at].kind == "PERSON" and gaps.depths[at] == gaps.depths[index]:
                if gaps.particle(at) in particles:
                    return gaps.mentions[at]
    return discourse.pronoun(context.sentence_at(start).start, start)


_NOMINATING = ("내정", "지명", "낙점", "추천")


_ACTIVE = re.compile(r"(?:했|한다|하기로|하고|하며|해 |혔|뽑았|앉혔|할 예정|키로)")


def appointed(context: Context, gaps: Gaps, index: int) -> tuple[int | None, Status | None]:
    """Appointments: 서울남부지검장에는 차분해 …이 보임됐다 · 수원지검장은 도하나 …이 맡는다 · …은 법무연수원장으로 자리를 옮긴다."""
    title = gaps.mentions[index]
    at = behind_title(gaps.text, title.end)
    after = gaps.text[at : at + 16]
    rest = gaps.text[at : context.sentence_at(title.start).end]
    right = gaps.right(index)
    named = re.match(r"에는? |(?:으로|로)는 |에 임명된 |(?:으로|로) 임명된 |에 내정된 ", after)
    verb = GETS_OFFICE.search(rest)
    if named and verb and right >= 0 and gaps.mentions[right].kind == "PERSON":
        return right, "nominee" if verb.group() in _NOMINATING else None
    if re.match(r"(?:으로|로|에) ", after) and verb and right >= 0 and gaps.mentions[right].kind == "PERSON":
        if gaps.particle(right) in ("을", "를"):
            return right, "nominee" if verb.group() in _NOMINATING else None
    if re.match(r"[은는] ", after) and re.search(r"(?:이|가|님이|씨가) (?:맡|임명|선임|보임|오르|올랐)", rest):
        if right >= 0 and gaps.mentions[right].kind == "PERSON" and at + 2 == gaps.mentions[right].start:
            return right, None
    into = INTO_OFFICE.match(gaps.text, at)
    if into is None and not re.match(r"(?:으로|로), ", after):
        return None, None
    status: Status | None = "nominee" if into is not None and into.group("verb") in _NOMINATING else None
    people = [at for at in range(index - 1, -1, -1) if gaps.mentions[at].kind == "PERSON"]
    if into is not None:
        wanted = ("을", "를") if _ACTIVE.match(gaps.text, into.end()) else ("은", "는", "이", "가")
        for at in people:
            if gaps.particle(at) in wanted:
                return at, status
    return (people[0], status) if people else (None, None)

"""The words around an office: what may stand between a name, its body and its title, and what says that an office is past,
filled in for, or yet to come."""

from __future__ import annotations

import re
from typing import Final

from newsextract.model import Status

#: Words before a title (or name) that make the office a past one.
FORMER: Final = frozenset("전 前 전직 前前 (전) 전(前)".split())
#: Words that may stand between a name or body and its title without being part of either.
MODIFIERS: Final = frozenset(
    "현 現 현직 신 신임 당시 전임 초대 역대 차기 공동 상임 비상임 겸 수석 선임 제1 제2 초선 재선 삼선 다선 상근 비상근 명예 특별 특임 임시 "
    "정무 행정 주한 주미 주중 주일 주영 주유엔 주러 주프랑스 주독일 여자 남자 담당 총괄 부문 사업 영업 기획 재무 "
    "글로벌 아태 아시아 아시아태평양 북미 유럽 중남미 동남아 국내 해외 첫 최초 유일 출신 소속 산하 이사회 무소속".split()
)
_NUMBERED: Final = r"제?\d{1,3}대|[2-9]선"
_ALTERNATIVES: Final = "|".join(map(re.escape, sorted(FORMER | MODIFIERS, key=len, reverse=True)))
#: Any number of such words, each with the space after it.
MODIFIER_RUN: Final = rf"(?:(?:{_ALTERNATIVES}|{_NUMBERED})\s)*"

#: After a title and before the name of its holder: what joins them, by the name of the link, with the status where it says one.
BEFORE_NAME: Final[tuple[tuple[str, str, Status | None], ...]] = (
    ("held_before", r"(?:을|를|직을|직) (?:지낸|역임한|지냈던|거친|맡았던|역임했던)", "former"),
    ("held_before", r"이?었던|였던|이던| 출신(?:인|의|이자)?", "former"),
    ("nominated", r"(?:에|으로|로) (?:내정된|지명된|낙점된|추천된)", "nominee"),
    (
        "appointed",
        r"(?:에|으로|로) (?:임명된|선임된|취임한|선출된|뽑힌|발탁된|위촉된|오른|재선임된|당선된|부임한|부임하는|취임하는)",
        None,
    ),
    (
        "holds_too",
        r"(?:을|를|직을) (?:맡은|맡고 있는|맡아 온|겸한|겸하는|겸임하는|겸하고 있는|겸임하고 있는)|이기도 한",
        None,
    ),
    (
        "holds_too",
        r"(?:으로|로) (?:있는|재직 중인|재직하는|활동하는|활동 중인|일하는|일해 온|활동해 온|재직해 온|뛰는|뛰고 있는)",
        None,
    ),
    ("holds_too", r"(?:으로|로) (?:등록한|나선|출마한|나서는|뛰어든|선출된|활약한)", None),
    ("name_after_title", r"인|이자|이며|", None),
)
#: Any of them, or nothing, with the space before the name.
JOINS_NAME: Final = re.compile(f"(?:{'|'.join(pattern for _, pattern, _ in BEFORE_NAME)}) ")

_IN_OTHER_WORDS: Final = re.compile(r"\([A-Za-z·가-힣 ]{1,20}\)")


def behind_title(text: str, end: int) -> int:
    """Where a title ends with the bracket right behind it that says it in other words: 최고재무책임자(CFO)에는."""
    bracket = _IN_OTHER_WORDS.match(text, end)
    return end if bracket is None else bracket.end()


#: After a title: somebody is put into the office.
INTO_OFFICE: Final = re.compile(
    r"(?:으로|로|에)(?:는|도)?,?\s(?:각각 |공식 |최종 |전격 |만장일치로 |새로 |다시 )?"
    r"(?P<verb>자리를 옮|이동|승진|임명|전보|내정|발령|선임|영전|취임|복귀|추대|지명|발탁|선출|위촉|재선임|연임|낙점|추천|앉|기용|영입|"
    r"물러|합류|돌아|나서|나섰|확정|뽑|오르|오른|올랐|올라|보임|부임|당선)"
)
#: After a title: who gets the office follows (최고재무책임자에는 서유나 전무가 기용됐다).
NAMES_HOLDER: Final = re.compile(r"(?:에는?|(?:으로|로)는?) (?=[가-힣])")
#: After a title: whom the sentence is about holds or held the office.
HOLDS_OFFICE: Final = re.compile(
    r"(?:직?[을를]|직) (?:지냈|지낸|역임|거쳤|거쳐|맡고 있|맡았|맡는다|겸한다|겸임|겸하고|내려놓)|(?:으로|로) (?:있다|재직|근무)|(?: 재임| 재직)? 시절"
)
GETS_OFFICE: Final = re.compile(r"보임|임명|내정|선임|발탁|앉|선출|위촉|지명|뽑|낙점|추천|기용|영입|승진|올랐|오른|…")
_BY_ENDING: Final[tuple[tuple[re.Pattern[str], Status], ...]] = (
    (re.compile(r"(?:권한대행|직무대행|직무대리|대행|대리|서리)$"), "acting"),
    (re.compile(r"(?:(?<!예비)후보자|내정자|지명자)$"), "nominee"),
    (re.compile(r"(?:예비후보자?|후보|당선인|당선자)$"), "candidate"),
)


def is_modifier(word: str) -> bool:
    """Whether a word may stand between a name or body and its title.

    >>> [is_modifier(word) for word in ("신임", "제11대", "3선", "국회")]
    [True, True, True, False]
    """
    return word in MODIFIERS or re.fullmatch(_NUMBERED, word) is not None


def status_by_title(title: str) -> Status:
    """What the end of a title says about its holder; an office of today where it says nothing.

    >>> [status_by_title(title) for title in ("시장 권한대행", "장관 후보자", "시장 예비후보자", "시장")]
    ['acting', 'nominee', 'candidate', 'current']
    """
    return next((status for ending, status in _BY_ENDING if ending.search(title)), "current")

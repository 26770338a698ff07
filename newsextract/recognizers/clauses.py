"""What the words around a date say about its time: the tense of the verb that it belongs to, by the tokens."""

from __future__ import annotations

import re
from typing import Final

from newsextract.dates.boundaries import is_settled, is_until
from newsextract.dates.expressions import Expression
from newsextract.dates.narrative import Clause
from newsextract.dates.reference import Tense
from newsextract.model import Document, Sentence, Token

#: Tags of adjectives and 이다, whose adnominal forms (새로운, 중인) have no tense.
_STATES: Final = ("VA", "XSA", "VCP", "VCN")
#: Verbs that stand for a postposition: 포럼을 위한, 이에 따른.
_FUNCTION_VERBS: Final = frozenset(
    {"위하", "대하", "관하", "따르", "의하", "통하", "향하", "인하", "말미암", "즈음하", "있"}
)
#: Nouns that do so with 하다: 관계자를 비롯한, 세금을 포함한.
_FUNCTION_NOUNS: Final = frozenset({"비롯", "포함", "관련"})
#: Nouns that put a date into the future when they close a phrase: 10월 인하 가능성, 27일 개막 예정.
_FUTURE_NOUNS: Final = frozenset(
    {
        "예정",
        "계획",
        "방침",
        "전망",
        "가능성",
        "목표",
        "예상",
        "예고",
        "예정일",
        "시한",
        "기한",
        "마감일",
        "마감",
        "관측",
    }
)
_PLANS: Final = frozenset({"계획", "방안", "예정", "방침", "안", "안건", "구상", "목표"})
_FORECASTS: Final = frozenset({"예보", "예상", "전망", "예고", "예정", "관측", "계획"})
_ANNOUNCEMENTS: Final = frozenset({"예고", "예약", "공고", "공지"})
#: Verbs that move or set an appointment: 3월 말로 앞당겼다, 10일로 연기됐다.
_MOVING: Final = frozenset(
    {
        "앞당기",
        "앞당겨지",
        "늦추",
        "늦춰지",
        "미루",
        "미뤄지",
        "정하",
        "정해지",
        "잡",
        "잡히",
        "옮기",
        "연기",
        "확정",
        "변경",
        "예정",
        "조정",
        "연장",
        "결정",
    }
)
#: Words that take the tense away from the adnominal form before them: 닿은 뒤, 할 수, 모색하는 한편.
_AFTER_PAST: Final = frozenset({"뒤", "후", "다음", "채", "이후", "상태", "가운데", "데", "바"})
_AFTER_FUTURE: Final = frozenset({"수", "때", "만큼", "정도", "뿐", "리", "줄", "따름"})
_AFTER_PRESENT: Final = frozenset(
    {
        "한편",
        "가운데",
        "동시",
        "등",
        "중",
        "동안",
        "사이",
        "대신",
        "데",
        "바람",
        "반면",
        "과정",
        "것",
        "만큼",
        "대로",
        "즉시",
        "자리",
    }
)
#: Endings that speak of what is not yet done: conditions, aims, orders, proposals.
_OPEN_ENDINGS: Final = frozenset(
    {
        "면",
        "으면",
        "려면",
        "으려면",
        "려고",
        "으려고",
        "려",
        "으려",
        "도록",
        "ᆯ지",
        "을지",
        "자고",
        "자며",
        "자는",
        "고자",
        "라고",
        "으라고",
        "라며",
        "으라며",
        "라는",
        "으라는",
        "어야",
        "아야",
        "여야",
    }
)
#: How far behind a date its verb is looked for. Tokens; news sentences seldom have more than 100.
_REACH: Final = 150
_PRESENT: Final = ("ᆫ다", "는다", "ᆸ니다", "습니다")
_CLEFT_NOUNS: Final = frozenset({"것", "거", "때", "날", "시점", "시기", "건"})
_PAST: Final = frozenset({"었", "았", "였"})
_OPENING: Final = "“‘\"'(（[〈《「『<"
_CLOSING: Final = "”’\"')）]〉》」』>"
_ACCORDING: Final = re.compile(r" ?(?:\([^()\n]{1,14}\) ?)?(?:[^.\n“\"]{1,20}에 따르면|(?:밝혔|전했|말했|알렸|발표했))")
#: The date is itself the predicate: 취임식은 20일이다.
_COPULA: Final = re.compile(r"이?다(?![가-힣])|이며(?![가-힣])|입니다")
_TOPIC: Final = re.compile(r"(?:에는|엔|은|에도|에)(?![가-힣])")
_ISSUE: Final = re.compile(r" ?자(?:로)?(?![가-힣])")


def read_clause(document: Document, sentence: Sentence, at: int, date: Expression) -> Clause:
    """Return what the words from token `at` on, the first one behind a date, say about the time of the date.

    The nearest verb with a tense decides: the date belongs to it, or to a verb of the same clause further on.
    """
    text, end = document.text, date.end
    if _ACCORDING.match(text, end, sentence.end):
        return Clause("past", True)
    if is_settled(text, end):
        return Clause("past")
    if _ISSUE.match(text, end):
        return Clause("nearest")
    if _COPULA.match(text, end):
        return Clause("past" if _is_cleft(document, sentence, at) else "present", True)
    tense, main = _tense_after(document, sentence, at, date)
    until = is_until(text, end)
    if (until and tense in ("none", "present")) or (tense == "none" and _is_appointed(document, sentence, at)):
        tense = "future"
    reported = (
        tense in ("future", "present")
        and not main
        and not text.startswith(("까지", "부터"), end)
        and _ends_in_past(document, sentence)
    )
    return Clause(tense, main, reported)


def _tense_after(document: Document, sentence: Sentence, at: int, date: Expression) -> tuple[Tense, bool]:
    """The tense of the first verb that shows one, and whether it is a main verb of the sentence.

    Behind a topic (대법원은 28일 유족이 낸 소송의 판결을 선고한다) a relative clause with a subject of its own is passed over.
    """
    tokens, text, end = document.tokens, document.text, date.end
    follows_topic, has_subject = _follows_topic(document, sentence, at, date.start), False
    is_topic = _TOPIC.match(text, end) is not None
    is_moved = text.startswith(("로", "으로", "까지"), end)
    index, last = at, min(sentence.last, at + _REACH)
    while index < last:
        token = tokens[index]
        tag, form = token.tag, token.form
        if tag.startswith("SS"):
            if form in _OPENING:
                index = _skip_brackets(tokens, index, last)
                continue
            if form in _CLOSING:
                break
        if tag == "EP":
            if form == "겠":
                return "future", False
            if form in _PAST:
                if is_moved and _is_moving(tokens, index):
                    return "moved", True
                if _is_announced(tokens, index):
                    return "nearest", True
                return ("future" if _is_forecast(tokens, index) else "past"), True
        elif tag == "JKS":
            has_subject = True
        elif tag == "ETM":
            found = _adnominal(tokens, index, last)
            is_inner = follows_topic and has_subject
            if found != "none" and not ((is_topic or is_inner) and found != "future"):
                return found, False
        elif tag == "EC" or tag == "EF":
            found = _ending(tokens, index)
            if found != "none":
                return found, tag == "EF"
            if tag == "EF" or form.endswith(("다고", "다며", "라고", "라며")):
                break
        elif tag == "ETN":
            if form == "기" and index + 1 < last and tokens[index + 1].form == "로":
                return "future", False
        elif form == "앞두":
            return "future", False
        elif form in _FUTURE_NOUNS:
            if _closes_phrase(tokens, index, last):
                return "future", True
        elif form == "…":
            break
        index += 1
    return "none", False


def _follows_topic(document: Document, sentence: Sentence, at: int, start: int) -> bool:
    """Whether a topic stands directly before a date that begins at `start`: 대법원은 28일."""
    index = at - 1
    while index >= sentence.first and document.tokens[index].start >= start:
        index -= 1
    return (
        index >= sentence.first and document.tokens[index].form in ("은", "는") and document.tokens[index].tag == "JX"
    )


def _skip_brackets(tokens: tuple[Token, ...], index: int, last: int) -> int:
    """The token after what a quotation mark or bracket opens; the next one if it is not closed."""
    closing = _CLOSING[_OPENING.index(tokens[index].form)]
    for at in range(index + 1, last):
        if tokens[at].form == closing:
            return at + 1
    return index + 1


def _adnominal(tokens: tuple[Token, ...], index: int, last: int) -> Tense:
    """The tense of 열린, 여는, 열릴 before a noun; none for 새로운, 위한, 닿은 뒤, 할 수."""
    verb = tokens[index - 1] if index else tokens[index]
    following = tokens[index + 1].form if index + 1 < last else ""
    form = tokens[index].form
    if verb.tag.startswith(_STATES) or verb.form in _FUNCTION_VERBS:
        return "none"
    if verb.tag == "XSV" and index > 1:
        noun = tokens[index - 2].form
        if noun in _FUNCTION_NOUNS:
            return "none"
        if noun == "예정":
            return "future"
    if form in ("ᆯ", "을"):
        return "none" if following in _AFTER_FUTURE else "future"
    if form in ("려던", "으려던"):
        return "future"
    if form == "던":
        return "past"
    if form in ("ᆫ", "은"):
        return "none" if following in _AFTER_PAST else "past"
    if form == "는" and following in _PLANS:
        return "future"  # 4월에 요금을 올리는 계획
    if form == "는" and following not in _AFTER_PRESENT:
        return "present"
    return "none"


def _ending(tokens: tuple[Token, ...], index: int) -> Tense:
    """The tense of a final or connecting ending: 연다, 열면, 열자고."""
    verb = tokens[index - 1] if index else tokens[index]
    if verb.tag.startswith(_STATES) or verb.form in _FUNCTION_VERBS or verb.tag == "EP":
        return "none"
    form = tokens[index].form
    if form in _OPEN_ENDINGS:
        return "future"
    return "present" if form.startswith(_PRESENT) else "none"


def _is_moving(tokens: tuple[Token, ...], index: int) -> bool:
    return any(tokens[at].form in _MOVING for at in range(max(index - 4, 0), index))


def _is_forecast(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether the past tense is that of a forecast: 비가 예보됐다, 개막이 예정됐다."""
    return index > 1 and tokens[index - 1].form == "되" and tokens[index - 2].form in _FORECASTS


def _is_announced(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether the verb announces what is to come, so that the date may be of either: 24일 집회를 예고했다."""
    return index > 1 and tokens[index - 1].form == "하" and tokens[index - 2].form in _ANNOUNCEMENTS


def _closes_phrase(tokens: tuple[Token, ...], index: int, last: int) -> bool:
    """Whether a noun ends what is said: 인하 가능성은, 개막 예정…, 예정된; not 계획을 발표했다."""
    if index + 1 >= last:
        return True
    following = tokens[index + 1]
    if following.tag == "XSV":
        return tokens[index].form == "예정"
    return following.tag in ("VCP", "SF", "SP", "SE", "SSC", "JX") or following.form in ("으로", "로")


def _is_appointed(document: Document, sentence: Sentence, at: int) -> bool:
    """Whether a noun before the date says that it is to come: 상장 예정일은 1월 26일이다."""
    tokens = document.tokens
    for index in range(at - 1, max(at - 9, sentence.first) - 1, -1):
        if tokens[index].form in _FUTURE_NOUNS:
            return True
        if tokens[index].tag in ("EF", "EC"):
            return False
    return False


def _is_cleft(document: Document, sentence: Sentence, at: int) -> bool:
    """Whether the subject of 이다 is a past happening: 사고가 난 것은 5일이다."""
    tokens = document.tokens
    for index in range(at - 2, max(at - 14, sentence.first), -1):
        if tokens[index].tag == "ETM" and tokens[index].form in ("ᆫ", "은", "던"):
            return tokens[index + 1].form in _CLEFT_NOUNS
    return False


def _ends_in_past(document: Document, sentence: Sentence) -> bool:
    """Whether the last verb of the sentence is in the past tense."""
    tokens = document.tokens
    for index in range(sentence.last - 1, max(sentence.last - 6, sentence.first), -1):
        if tokens[index].tag == "EP":
            return tokens[index].form in _PAST
    return False

"""What the plain text behind a date says about its time, without an analyzer: for single phrases and short lines.

Korean verbs show their tense in the last syllables, so the ending can be read from the letters: a syllable that
closes with ㅆ before an ending is past (열렸다), 겠 and -ㄹ 예정 are future, -ㄴ다 and -ㅂ니다 are present. Adnominal forms (열린)
look like nouns and are left to the analyzer, but for a few common ones.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from newsextract.dates.boundaries import is_settled, is_until
from newsextract.dates.narrative import Clause

#: How far behind a date its verb is looked for. Code points.
_REACH: Final = 80
_NOTHING: Final = Clause()
_HANGUL: Final = 0xAC00
_FINALS: Final = 28
_FINAL_N: Final = 4
_FINAL_L: Final = 8
_FINAL_B: Final = 17
_FINAL_SS: Final = 20
_LAST_HANGUL: Final = 0xD7A3
_COMMON_PAST: Final = (
    "열린|개최된|발표된|발표한|발생한|출시된|개봉한|숨진|태어난|시작된|시작한|체결한|설립된|출범한|개통한|폐막한|끝난|보도된|"
    "진행한|진행된|실시한|실시된|집계된|조사한|내놓은|예정됐던"
)
#: A verb of saying at the end, behind what is said: then the date may be the day on which it was said.
_SAID: Final = re.compile(
    r"(?:다고|라고|다며|라며|고)[”’\"]? [^.!?\n]{0,12}(?:밝혔|말했|전했|알렸|발표했|공개했|설명했|강조했|예보했|덧붙였)"
)
_MOVED: Final = re.compile(r"(?:으)?로 (?:연기|미뤄|늦춰|앞당겨|앞당긴|변경|정해|잡혔|확정|조정)")
#: How far behind a date, all quotations skipped, its verb may stand; without an end each date would read all that follows. Code points.
_FURTHEST: Final = 2_000
_QUOTES: Final = {"“": "”", "‘": "’", '"': '"'}


def read_hint(text: str, end: int) -> Clause:
    """Return what the text behind a date that ends at `end` says about its time.

    >>> read_hint("8일 열렸다", 2).tense, read_hint("8일 문을 연다", 2).tense, read_hint("8일까지 접수", 2).tense
    ('past', 'present', 'future')
    """
    if end >= len(text):
        return _NOTHING
    if is_settled(text, end):
        return Clause("past")
    if _MOVED.match(text, end):
        return Clause("moved", True)
    until = is_until(text, end)
    stop = min(end + _REACH, len(text))
    match = _verb(text, end, stop)
    if match is None or match.lastgroup == "stop":
        return Clause("future") if until else _NOTHING
    if match.lastgroup == "past":
        return Clause("past", True)
    # A decision is itself the main verb: 열기로 했다.
    is_reported = match[0] != "기로" and not until and not text.startswith("부터", end)
    reported = is_reported and _SAID.search(text, match.start(), stop) is not None
    return Clause("present" if match.lastgroup == "present" and not until else "future", not reported, reported)


def _verb(text: str, at: int, stop: int) -> re.Match[str] | None:
    """The first sign of time behind `at`; what stands in quotation marks does not count."""
    furthest = at + _FURTHEST
    while match := _endings().search(text, at, stop):
        if match.lastgroup != "quote":
            return match
        closing = text.find(_QUOTES[match[0]], match.end(), furthest)
        if closing < 0:
            return None
        at = closing + 1
        if at >= stop:
            stop = min(at + _REACH, len(text))
    return None


@cache
def _endings() -> re.Pattern[str]:
    def closing_with(final: int) -> str:
        return "".join(map(chr, range(_HANGUL + final, _LAST_HANGUL + 1, _FINALS)))

    past = closing_with(_FINAL_SS).replace("있", "").replace("겠", "")
    present, open_, polite = closing_with(_FINAL_N), closing_with(_FINAL_L), closing_with(_FINAL_B)
    noun = "(?=이[다며고라]|인 |입니|임|$|[.,!?…”’)])"
    return re.compile(
        rf"(?P<future>겠|기로(?= )|(?:예정|전망|방침){noun}|앞두|[{open_}] (?:계획|것|거(?=[야다예에라고니]))|"
        rf"[{open_}](?:게|까|래)(?=요?[.!?~]|$)|(?:바랍니다|주세요|하세요|오세요|십시오|됩니까)|"
        rf"(?:하|가|보|만나|먹|오|놀|모이|쉬|열|잡|두|받|주|떠나)자(?=[.!?~]|$|고(?:\s|$)))|"
        rf"(?P<past>[{past}](?=[다고으지는던습음을어네]|$|\s)|(?<![가-힣])(?:{_COMMON_PAST})(?![가-힣]))|"
        rf"(?P<present>[{present}는]다(?![가-힣])|[{present}는]다고|[{polite}]니다(?![가-힣]))|"
        r"(?P<quote>[“‘\"])|(?P<stop>[.!?\n](?!\d))"
    )

"""What the plain text behind a date says about its time, without an analyzer: for single phrases and short lines.

Korean verbs show their tense in the last syllables, so the ending can be read from the letters: a syllable that
closes with ㅆ before an ending is past (열렸다), 겠 and -ㄹ 예정 are future, -ㄴ다 is present. Adnominal forms (열린)
look like nouns and are left to the analyzer, but for a few common ones.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from newsextract.dates.narrative import Clause

#: How far behind a date its verb is looked for. Code points.
_REACH: Final = 80
_NOTHING: Final = Clause()
_HANGUL: Final = 0xAC00
_FINALS: Final = 28
_FINAL_N: Final = 4
_FINAL_L: Final = 8
_FINAL_SS: Final = 20
_LAST_HANGUL: Final = 0xD7A3
_COMMON_PAST: Final = (
    "열린|개최된|발표된|발생한|출시된|개봉한|숨진|태어난|시작된|시작한|체결한|설립된|출범한|개통한|폐막한|끝난|보도된"
)


def read_hint(text: str, end: int) -> Clause:
    """Return what the text behind a date that ends at `end` says about its time.

    >>> read_hint("8일 열렸다", 2).tense, read_hint("8일 문을 연다", 2).tense, read_hint("8일까지 접수", 2).tense
    ('past', 'present', 'future')
    """
    if end >= len(text):
        return _NOTHING
    stop = min(end + _REACH, len(text))
    until = text.startswith("까지", end)
    match = _endings().search(text, end, stop)
    if match is None or match.lastgroup == "stop":
        return Clause("future") if until else Clause()
    if match.lastgroup == "past":
        return Clause("past", True)
    return Clause("present" if match.lastgroup == "present" and not until else "future", True)


@cache
def _endings() -> re.Pattern[str]:
    syllables = [chr(code) for code in range(_HANGUL, _LAST_HANGUL + 1)]
    past = "".join(s for s in syllables if (ord(s) - _HANGUL) % _FINALS == _FINAL_SS and s not in "있겠")
    open_ = "".join(s for s in syllables if (ord(s) - _HANGUL) % _FINALS == _FINAL_L)
    present = "".join(s for s in syllables if (ord(s) - _HANGUL) % _FINALS == _FINAL_N)
    return re.compile(
        rf"(?P<future>겠|예정|방침|전망|앞두|[{open_}] (?:계획|것|거(?=[야다예에라고니]))|"
        rf"[{open_}](?:게|까|래)(?=요?[.!?~]|$)|[가-힣]자(?=[.!?~]|$|고(?:\s|$)))|"
        rf"(?P<past>[{past}](?=[다고으지는던습음을어네]|$|\s)|(?<![가-힣])(?:{_COMMON_PAST})(?![가-힣]))|"
        rf"(?P<present>[{present}는]다(?![가-힣])|[{present}는]다고)|"
        r"(?P<stop>[.!?\n](?!\d))"
    )

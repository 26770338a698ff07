"""The rule that reads days with names: holidays, 연휴, substitute holidays and solar terms."""

from __future__ import annotations

import re
from typing import Final

from newsextract.dates.boundaries import is_alone
from newsextract.dates.expressions import Point, Unit
from newsextract.dates.steps import Reading
from newsextract.dates.words import find_word, skip_space

#: What makes 설 and 동지 a day wherever they stand.
DIRECTED: Final = re.compile(r"(?:지난|오는|이번|다음|음력) ?$")
_TERM_TAIL: Final = re.compile(r"인 \d|\(\d{1,2}(?:일|월)")
_TERM_HEAD: Final = re.compile(r"절기(?:상|인|가|는|로는)? ?‘?$")
#: 대체공휴일 is a day before 인 6일, (6일), a particle of time or the end, and a rule of law elsewhere.
_SUBSTITUTE_TAIL: Final = re.compile(r"인 ?\d|\(\d|(?:에는|에도|에|까지|부터)(?![가-힣])")
#: What shows that 설 is the holiday and not an opinion (설이 돈다).
_SEOL_TAIL: Final = re.compile(
    r" ?(?:연휴|명절|당일|대목|차례|다음 ?날|이튿날|전날|대체)|"
    r" ?(?:하루|이틀|사흘|나흘|닷새|열흘|보름|\d{1,2}일|일주일|한 달) ?[전뒤후]|"
    r"[을에은]? ?(?:[가-힣\d]{1,4} )?(?:앞두|앞둔|맞|쇠|전날)|(?:과|·|, ?) ?추석|(?:부터|까지)(?![가-힣])"
)


def holiday_part(text: str, at: int, year: Point) -> list[Reading]:
    """추석, 설 연휴, 입춘, 대체공휴일; `year` is the year said before it, or a point without parts."""
    if word := find_word("substitute", text, at):
        is_day = year.year is not None or _SUBSTITUTE_TAIL.match(text, word.end) or is_alone(text, at, word.end)
        return [(year._replace(unit=Unit("substitute", 0)), None, word.end)] if is_day else []
    word = find_word("solar_term", text, at) or find_word("doubtful_term", text, at)
    if word and text.startswith("의 여지", word.end):
        return []  # 입추의 여지가 없다
    if word and (find_word("solar_term", text, at) or _is_term(text, at, word.end, year)):
        return [(year._replace(unit=Unit("solar_term", word.value)), None, word.end)]
    word = find_word("holiday", text, at)
    if word is None or (word.form == "구정" and text.startswith(("면", "동", "리", "초"), word.end)):
        return []
    if (
        word.form == "크리스마스"
        and text.startswith("월의 ", max(0, at - 3))
        and not text.startswith("12", max(0, at - 5))
    ):
        return []  # 8월의 크리스마스
    is_doubtful = word.form == "설" and year.year is None and not DIRECTED.search(text, max(0, at - 4), at)
    if is_doubtful and not _SEOL_TAIL.match(text, word.end):
        return []
    readings: list[Reading] = [(year._replace(unit=Unit("holiday", word.value)), None, word.end)]
    after = skip_space(text, word.end)
    if text.startswith("연휴", after):
        readings.append((year._replace(unit=Unit("holidays", word.value)), None, after + 2))
    if text.startswith("명절", after):
        readings.append((readings[0][0], None, after + 2))
    return readings


def _is_term(text: str, at: int, end: int, year: Point) -> bool:
    """Whether 동지, 하지 or 소설 is a solar term: with a year, 절기 or 인 21일 at its side, as 동짓날, or alone."""
    if year.year is not None or _TERM_TAIL.match(text, end) or text.endswith("날", at, end) or is_alone(text, at, end):
        return True
    return any(pattern.search(text, max(0, at - 8), at) for pattern in (_TERM_HEAD, DIRECTED))

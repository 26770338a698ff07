"""The one table of words of the date grammar, and its lookup.

Each line of the table is `category value: words`. In a word, `_` stands for a space that may be missing (`다음_달` is
다음 달 and 다음달). The grammar asks for a category at a place in the text; the longest word of the category wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple

_TABLE: Final = """
# Years. `year` counts from the published year, `anchor_year` from the year last named.
year -2: 재작년 지지난해 지지난_해
year -1: 지난해 작년 지난_해
year 0: 올해 금년 올_한_해
year 1: 내년 명년
year 2: 내후년
anchor_year -1: 전년
anchor_year 0: 같은_해 그해 그_해 동년
anchor_year 1: 이듬해 다음_해
this 0: 올 이번
this -1: 지난
this 1: 다음 오는 다가오는
direction -1: 지난
direction 1: 오는 다가오는 돌아오는
# Months and days.
month -2: 지지난달
month -1: 지난달 지난_달 저번_달
month 0: 이달 이번_달 금월 당월
month 1: 다음_달 내달 새달 담달
month 2: 다다음_달
anchor_month -1: 전월 전달
anchor_month 0: 같은_달 그달 그_달 동월
day -3: 그끄저께 그끄제
day -2: 그저께 그제 엊그제 엊그저께
day -1: 어제 어저께 어젯밤
day 0: 오늘 금일
day 1: 내일 명일
day 2: 모레 내일모레
day 3: 글피
news_day 0: 이날 이_날
news_day -1: 전날 전일
anchor_day 0: 같은_날 당일 그날 그_날
anchor_day 1: 이튿날 다음_날 익일
# Weeks.
week -2: 지지난주 지지난_주
week -1: 지난주 지난_주 저번_주
week 0: 이번_주 금주
week 1: 다음_주 내주 담주
week 2: 다다음_주
weekend -1: 지난_주말
weekend 0: 이번_주말
weekend 1: 다음_주말
week_of_month 1: 첫째_주 첫_주 1주차 첫_번째_주
week_of_month 2: 둘째_주 2주차 두_번째_주
week_of_month 3: 셋째_주 3주차 세_번째_주
week_of_month 4: 넷째_주 4주차 네_번째_주
week_of_month 5: 다섯째_주 5주차
week_of_month -1: 마지막_주
nth 1: 첫째 첫_번째 첫
nth 2: 둘째 두_번째
nth 3: 셋째 세_번째
nth 4: 넷째 네_번째
nth -1: 마지막
weekday 0: 월요일
weekday 1: 화요일
weekday 2: 수요일
weekday 3: 목요일
weekday 4: 금요일
weekday 5: 토요일
weekday 6: 일요일
# Parts of a year and of a month.
quarter_word -1: 지난_분기 전_분기
quarter_word 0: 이번_분기
quarter_word 1: 다음_분기
half 1: 상반기
half 2: 하반기
season 1: 봄
season 2: 여름
season 3: 가을
season 4: 겨울
year_end 0: 연초 연말
part 1: 초순 상순 초반 초
part 2: 중순 중반
part 3: 하순 후반 말
part 4: 말일
period 0: 같은_기간 동기 같은_시기 동_기간
# Lengths that become dates with 전, 뒤 or 후 behind them.
days 1: 하루
days 2: 이틀
days 3: 사흘
days 4: 나흘
days 5: 닷새
days 6: 엿새
days 7: 이레 일주일 한_주
days 8: 여드레
days 9: 아흐레
days 10: 열흘
days 14: 두_주
days 15: 보름
months 1: 한_달
months 2: 두_달
months 3: 석_달 세_달
months 4: 넉_달 네_달
months 5: 다섯_달
months 6: 여섯_달 반년
years 1: 한_해
offset -1: 전
offset 1: 뒤 후
# Parts of a day, by the hour from which they count.
clock 0: 새벽 오전
clock 6: 아침
clock 11: 낮 한낮 대낮
clock 12: 오후
clock 17: 저녁
clock 18: 밤 심야
noon 12: 정오
noon 0: 자정
native_hour 1: 한
native_hour 2: 두
native_hour 3: 세
native_hour 4: 네
native_hour 5: 다섯
native_hour 6: 여섯
native_hour 7: 일곱
native_hour 8: 여덟
native_hour 9: 아홉
native_hour 10: 열
native_hour 11: 열한
native_hour 12: 열두
# Holidays: month * 100 + day; those of the lunar calendar are negative.
holiday 301: 삼일절 3·1절 3.1절
holiday 405: 식목일
holiday 505: 어린이날
holiday 508: 어버이날
holiday 515: 스승의_날
holiday 606: 현충일
holiday 717: 제헌절
holiday 815: 광복절
holiday 1001: 국군의_날
holiday 1003: 개천절
holiday 1009: 한글날
holiday 1224: 크리스마스이브 크리스마스_이브
holiday 1225: 크리스마스 성탄절
holiday -1: 설날 설
holiday -2: 추석 한가위
holiday -3: 부처님오신날 부처님_오신_날 석가탄신일
# What recurs is not one date.
recurring 0: 매년 매월 매달 매주 매일 해마다 달마다 격주 격월 격년 매해
"""

#: Categories with which an expression can begin; the others only continue one.
HEADS: Final = (
    "year",
    "anchor_year",
    "this",
    "direction",
    "month",
    "anchor_month",
    "day",
    "news_day",
    "anchor_day",
    "week",
    "weekend",
    "weekday",
    "quarter_word",
    "half",
    "year_end",
    "days",
    "months",
    "years",
    "clock",
    "noon",
    "holiday",
    "recurring",
)


class Word(NamedTuple):
    """A word of the table found in a text: its value, where it ends, and the word without spaces."""

    value: int
    end: int
    form: str


def find_word(category: str, text: str, at: int) -> Word | None:
    """Return the longest word of a category that begins at `at` (a code point), or None.

    >>> find_word("month", "다음달 8일", 0)
    Word(value=1, end=3, form='다음달')
    """
    first, pattern, values = _category(category)
    if text[at : at + 1] not in first:
        return None
    match = pattern.match(text, at)
    if match is None:
        return None
    form = match[0].replace(" ", "")
    return Word(values[form], match.end(), form)


def skip_space(text: str, at: int) -> int:
    """Return the place behind the space at `at`, if there is one."""
    return at + 1 if text.startswith(" ", at) else at


@cache
def head_pattern() -> re.Pattern[str]:
    """The pattern of every place where an expression may begin: a number with a unit, or a head word of the table.

    The words are grouped by their first character, so that the search costs little where none begins.
    """
    groups: dict[str, set[str]] = {}
    for category, _, word in _rows():
        if category in HEADS and not word[0].isdigit():
            groups.setdefault(word[0], set()).add(word[1:])
    words = "|".join(f"{first}(?:{_alternation(rest)})" for first, rest in sorted(groups.items()))
    numbers = r"(?:['’‘](?=\d\d(?:년|\.)))?\d{1,4}(?=[년월일시세분]|학년도|주 |개월|달|대| ?[-.,/~∼～–·:])"
    return re.compile(rf"(?<![가-힣])(?:{words})|{numbers}")


@cache
def _category(name: str) -> tuple[frozenset[str], re.Pattern[str], dict[str, int]]:
    words = {word: value for category, value, word in _rows() if category == name}
    first = frozenset(word[0] for word in words)
    return first, re.compile(_alternation(words)), {word.replace("_", ""): value for word, value in words.items()}


@cache
def _rows() -> tuple[tuple[str, int, str], ...]:
    rows: list[tuple[str, int, str]] = []
    for line in _TABLE.splitlines():
        if line and not line.startswith("#"):
            head, _, words = line.partition(":")
            category, value = head.split()
            rows += [(category, int(value), word) for word in words.split()]
    return tuple(rows)


def _alternation(words: Iterable[str]) -> str:
    """An alternation of words, the longest first, `_` as an optional space."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace("_", " ?") for word in ordered)

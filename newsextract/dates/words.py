"""The one table of words of the date grammar, and its lookup.

Each line of the table is `category value: words`. In a word, `_` stands for a space that may be missing (`다음_달` is
다음 달 and 다음달). The grammar asks for a category at a place in the text; the longest word of the category wins.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final, NamedTuple

from newsextract.dates.numerals import NATIVE, SINO

_TABLE: Final = """
# Years. `year` counts from the published year, `anchor_year` from the year last named.
year -3: 재재작년
year -2: 재작년 지지난해 지지난_해 전전년 그러께
year -1: 지난해 작년 지난_해
year 0: 올해 금년 올_한_해
year 1: 내년 명년
year 2: 내후년 후년 다다음_해
anchor_year -1: 전년
anchor_year 0: 같은_해 그해 그_해 동년
anchor_year 1: 이듬해 다음_해 익년
this 0: 올 이번 요번
this -1: 지난 저번
this 1: 다음 오는 다가오는
direction -1: 지난 저번
direction 1: 오는 다가오는 돌아오는
# Months and days.
month -2: 지지난달 지지난_달 저저번_달
month -1: 지난달 지난_달 저번_달 저번달
month 0: 이_달 이번_달 요번_달 금월 당월
month 1: 다음_달 내달 새달 담_달
month 2: 다다음_달 다음다음_달 내내달
anchor_month -1: 전월 전달
anchor_month 0: 같은_달 그달 그_달 동월
anchor_month 1: 익월
day -3: 그끄저께 그끄제 그그저께 그그제
day -2: 그저께 그제 엊그제 엊그저께
day -1: 어제 어저께 어젯밤 작일
day 0: 오늘 금일
day 1: 내일 명일 낼
day 2: 모레 내일_모레 낼_모레 내일모래
day 3: 글피
day 4: 그글피
workday 1: 익영업일 다음_영업일
workday -1: 전영업일 직전_영업일
news_day 0: 이날 이_날
news_day -1: 전날 전일
news_day -2: 전전날
anchor_day 0: 같은_날 당일
said_day 0: 그날 그_날
anchor_day 1: 이튿날 다음_날 익일
# Weeks.
week -2: 지지난주 지지난_주 저저번_주 전전주
week -1: 지난주 지난_주 저번_주
week 0: 이번_주 요번_주 금주
week 1: 다음_주 내주 담_주 차주 오는_주 다가오는_주
week 2: 다다음_주 다담_주 다음다음_주 다음_다음_주
week 3: 다다다음_주
prior_week -1: 전주
weekend -2: 지지난_주말
weekend -1: 지난_주말 저번_주말
weekend 0: 이번_주말 요번_주말 오는_주말 다가오는_주말 돌아오는_주말
weekend 1: 다음_주말 담_주말
weekend 2: 다다음_주말
weekday 0: 월요일 월욜
weekday 1: 화요일 화욜
weekday 2: 수요일 수욜
weekday 3: 목요일 목욜
weekday 4: 금요일 금욜
weekday 5: 토요일 토욜
weekday 6: 일요일 일욜
# Places in a longer period: 다음 분기 첫 주 월요일, 올해 마지막 날, 작년 오늘.
nth_week 1: 1번째_주 첫째_주 첫_주 첫_번째_주
nth_week 2: 2번째_주 둘째_주 두_번째_주
nth_week 3: 3번째_주 셋째_주 세_번째_주
nth_week 4: 4번째_주 넷째_주 네_번째_주
nth_week 5: 5번째_주 다섯째_주 다섯_번째_주
nth_week -1: 마지막_주
nth_weekend 1: 첫_주말 첫째_주말 첫_번째_주말
nth_weekend 2: 둘째_주말 두_번째_주말
nth_weekend 3: 셋째_주말 세_번째_주말
nth_weekend 4: 넷째_주말 네_번째_주말
nth_weekend -1: 마지막_주말
nth_day 1: 첫날 첫째_날 첫_날 첫_번째_날
nth_day 2: 둘째_날 두_번째_날
nth_day 3: 셋째_날 세_번째_날
nth_day -1: 마지막_날 말일
nth_workday 1: 첫_평일 첫째_평일 첫_영업일
nth_workday -1: 마지막_평일 마지막_영업일
nth_month 1: 첫_달 첫째_달
nth_month 2: 둘째_달
nth_month 3: 셋째_달
nth_month -1: 마지막_달
nth 1: 1번째 첫째 첫_번째 첫
nth 2: 2번째 둘째 두_번째
nth 3: 3번째 셋째 세_번째
nth 4: 4번째 넷째 네_번째
nth 5: 5번째 다섯째 다섯_번째
nth -1: 마지막
same 0: 오늘 이날 금일
same_month 0: 이번_달 이달
weekend_of_week 0: 주말
workdays 0: 평일
week_after 1: 다음_주
week_after -1: 전_주
day_after 0: 당일
day_after 1: 다음_날 이튿날 익일
day_after -1: 전날 전일 바로_전날
day_after -2: 전전날
day_after 2: 다다음_날 다음_다음_날
# Parts of a year and of a month.
quarter_word -2: 지지난_분기 전전_분기
quarter_word -1: 지난_분기 저번_분기
prior_quarter -1: 전_분기 직전_분기
quarter_word 0: 이번_분기 요번_분기 당_분기
quarter_word 1: 다음_분기 차_분기
quarter_word 2: 다다음_분기
half 1: 상반기
half 2: 하반기
season 1: 봄
season 2: 여름
season 3: 가을
season 4: 겨울
# Stands for a period only where nothing else is said: 월말, 여름.
lone_month 0: 월초 월중 월말
year_end 0: 연초 연말
part 1: 초순 상순 초반 초
part 2: 중순 중반
part 3: 하순 후반 말
period 0: 같은_기간 동기 같은_시기 동_기간 같은_주 같은_분기
period 1: 같은_날
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
days 11: 열하루
days 12: 열이틀
days 13: 열사흘
days 14: 열나흘 두_주
days 15: 보름 열닷새
days 16: 열엿새
days 20: 스무_날
days 21: 세_주 스무하루
days 28: 네_주
days 35: 다섯_주
days 42: 여섯_주
months 1: 한_달
months 2: 두_달
months 3: 석_달 세_달
months 4: 넉_달 네_달
months 5: 다섯_달
months 6: 여섯_달 반_년
months 7: 일곱_달
months 8: 여덟_달
months 9: 아홉_달
months 10: 열_달
months 11: 열한_달
months 12: 열두_달
years 1: 한_해
years 2: 두_해
years 3: 세_해
offset -1: 전
offset 1: 뒤 후
# Months and days in words. Lunar months have 100 added.
month_name 1: 일월
month_name 2: 이월
month_name 3: 삼월
month_name 4: 사월
month_name 5: 오월
month_name 6: 유월 육월
month_name 7: 칠월
month_name 8: 팔월
month_name 9: 구월
month_name 10: 시월 십월
month_name 11: 십일월
month_name 12: 십이월
month_name 101: 정월
month_name 111: 동짓달
month_name 112: 섣달
day_name 1: 초하루 초하룻날
day_name 2: 초이틀 초이튿날
day_name 3: 초사흘 초사흗날
day_name 4: 초나흘
day_name 5: 초닷새
day_name 6: 초엿새
day_name 7: 초이레
day_name 8: 초여드레 초파일
day_name 9: 초아흐레
day_name 10: 초열흘 열흘날
day_name 11: 열하루
day_name 12: 열이틀
day_name 13: 열사흘
day_name 14: 열나흘
day_name 15: 보름 보름날 열닷새
day_name 16: 열엿새
day_name 17: 열이레
day_name 18: 열여드레
day_name 19: 열아흐레
day_name 20: 스무날
day_name 21: 스무하루
day_name 22: 스무이틀
day_name 23: 스무사흘
day_name 24: 스무나흘
day_name 25: 스무닷새
day_name 26: 스무엿새
day_name 27: 스무이레
day_name 28: 스무여드레
day_name 29: 스무아흐레
day_name -1: 그믐 그믐날
# Parts of a day, by the hour from which they count.
clock 0: 새벽 오전 상오 AM am a.m.
clock 6: 아침
clock 11: 낮 한낮 대낮
clock 12: 오후 하오 PM pm p.m.
clock 17: 저녁
clock 18: 밤 심야
noon 12: 정오
noon 0: 자정
# Holidays: month * 100 + day; those of the lunar calendar are negative; 9997 to 9999 move by their own rules.
holiday 101: 새해_첫날 신년_첫날
observance 101: 신정
holiday 301: 삼일절 3·1절 3.1절 3ㆍ1절
holiday 405: 식목일
holiday 501: 노동절 근로자의_날
holiday 505: 어린이날
holiday 508: 어버이날
holiday 515: 스승의_날
holiday 606: 현충일
holiday 717: 제헌절
holiday 815: 광복절
holiday 1001: 국군의_날
holiday 1003: 개천절
holiday 1009: 한글날
holiday 1224: 크리스마스이브 크리스마스_이브 성탄_전야 성탄절_전야
holiday 1225: 크리스마스 성탄절
holiday 9999: 부활절
holiday -101: 설날 설 구정
holiday -115: 정월_대보름 대보름
holiday -408: 부처님오신날 부처님_오신_날 부처님_오신날 석가탄신일 석탄일 사월_초파일 초파일
holiday -505: 단오 단옷날
holiday -707: 칠석 칠월_칠석
holiday -815: 추석 한가위
holiday -909: 중양절
holiday -1230: 섣달_그믐 섣달_그믐날
# Days that are named for what one does on them: dates only with a year or alone.
observance 214: 밸런타인데이 발렌타인데이
observance 314: 화이트데이
observance 401: 만우절
observance 1031: 핼러윈 핼러윈데이 할로윈
observance 9998: 성년의_날
observance 9997: 블랙프라이데이 블랙_프라이데이
observance 1111: 빼빼로데이
# Solar terms and dog days, by their number; the doubtful ones are also other words (동지, 하지, 소설).
doubtful_term 1: 소한
doubtful_term 2: 대한
solar_term 3: 입춘
doubtful_term 4: 우수
solar_term 5: 경칩
solar_term 6: 춘분
doubtful_term 7: 청명
solar_term 8: 곡우
doubtful_term 9: 입하
doubtful_term 10: 소만
doubtful_term 11: 망종
doubtful_term 12: 하지 하짓날
doubtful_term 13: 소서
doubtful_term 14: 대서
solar_term 15: 입추
solar_term 16: 처서
doubtful_term 17: 백로
solar_term 18: 추분
doubtful_term 19: 한로
doubtful_term 20: 상강
solar_term 21: 입동
doubtful_term 22: 소설
doubtful_term 23: 대설
doubtful_term 24: 동지 동짓날
solar_term 101: 초복
doubtful_term 102: 중복
doubtful_term 104: 한식
solar_term 103: 말복
substitute 0: 대체공휴일 대체_공휴일 대체휴일 대체_휴일 대체휴무일
# What recurs is not one date.
recurring 0: 매년 매월 매달 매주 매일 해마다 달마다 격주 격월 격년 매해 매_분기
"""

#: Monday to Sunday in one letter each.
WEEKDAY_LETTERS: Final = "월화수목금토일"
#: Categories with which an expression can begin; the others only continue one.
HEADS: Final = (
    "year",
    "anchor_year",
    "this",
    "direction",
    "month",
    "anchor_month",
    "month_name",
    "day",
    "day_name",
    "workday",
    "news_day",
    "anchor_day",
    "said_day",
    "nth_week",
    "nth",
    "week",
    "prior_week",
    "weekend",
    "weekend_of_week",
    "weekday",
    "quarter_word",
    "prior_quarter",
    "half",
    "season",
    "lone_month",
    "year_end",
    "days",
    "months",
    "years",
    "clock",
    "noon",
    "holiday",
    "observance",
    "solar_term",
    "doubtful_term",
    "substitute",
    "recurring",
)


#: Heads that are no words of the table: numerals before a unit, the lunar calendar, D-3.
_OTHER_HEADS: Final = (
    rf"{SINO}(?= ?(?:[년월일시주]|개월|분기|사분기))|"
    rf"{NATIVE} ?시(?= ?[반\d이삼사오십]|\s*$)|"
    r"음력|[Dd] ?[-–−+] ?(?=\d)"
)
_NUMBERS: Final = (
    r"(?:['’‘](?=\d\d(?:년|\.)))?\d{1,4}"
    r"(?=(?: ?[년월일年月日영거Q])|[시세분주]|학년도|개월|달|대|사분기| ?[-.,/~∼～–·:]|(?:\d{4})?(?!\d)\s*$| ?[APap]\.?[Mm])"
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
    found = _WORDS.get(text[at : at + 1])
    if found is None or category not in found:
        return None
    lengths, words = found[category]
    for length in lengths:
        written = text[at : at + length]
        if written in words:
            value, form = words[written]
            return Word(value, at + len(written), form)
    return None


def categories_at(text: str, at: int) -> frozenset[str]:
    """Return the categories that have a word with the first character at `at`: what is not there need not be tried.

    Besides those of the table there are `digit`, `numeral` (in Hangul), `lunar` and `d_day` for what can begin with them.

    >>> sorted(categories_at("겨울", 0)), sorted(categories_at("끝", 0)), sorted(categories_at("7일", 0))
    (['season'], [], ['digit'])
    """
    return _CATEGORIES.get(text[at : at + 1], _NONE)


def first_characters(categories: Iterable[str]) -> frozenset[str]:
    """Return the characters with which the words of some categories begin."""
    wanted = frozenset(categories)
    return frozenset(first for first, found in _WORDS.items() if not wanted.isdisjoint(found))


def skip_space(text: str, at: int) -> int:
    """Return the place behind the one or two spaces at `at`, if there are any."""
    if not text.startswith(" ", at):
        return at
    return at + 2 if text.startswith(" ", at + 1) else at + 1


@cache
def head_pattern() -> re.Pattern[str]:
    """The pattern of every place where an expression may begin: a number with a unit, or a head word of the table.

    The words are grouped by their first character, so that the search costs little where none begins.
    """
    groups: dict[str, set[str]] = {}
    for category, _, word in ROWS:
        if category in HEADS and not word[0].isdigit():
            groups.setdefault(word[0], set()).add(word[1:])
    words = "|".join(f"{first}(?:{_alternation(rest)})" for first, rest in sorted(groups.items()))
    return re.compile(rf"(?<![가-힣])(?:{words}|{_OTHER_HEADS})|{_NUMBERS}")


def _read_table() -> Iterator[tuple[str, int, str]]:
    """Yield category, value and word of each word of the table."""
    for line in _TABLE.splitlines():
        if line and not line.startswith("#"):
            head, _, words = line.partition(":")
            category, value = head.split()
            for word in words.split():
                yield category, int(value), word


#: Category, value and word of each word of the table.
ROWS: Final = tuple(_read_table())
_NONE: Final[frozenset[str]] = frozenset()


def _by_first() -> dict[str, dict[str, tuple[tuple[int, ...], dict[str, tuple[int, str]]]]]:
    """First character → category → the lengths of its words, longest first, and for each spelling value and form."""
    spelled: dict[str, dict[str, dict[str, tuple[int, str]]]] = {}
    for category, value, word in ROWS:
        of_category = spelled.setdefault(word[0], {}).setdefault(category, {})
        form = word.replace("_", "")
        for spaces in itertools.product(("", " ", "  "), repeat=word.count("_")):
            pieces = itertools.zip_longest(word.split("_"), spaces, fillvalue="")
            of_category["".join(itertools.chain.from_iterable(pieces))] = value, form
    return {
        first: {
            category: (tuple(sorted({len(word) for word in words}, reverse=True)), words)
            for category, words in categories.items()
        }
        for first, categories in spelled.items()
    }


_WORDS: Final = _by_first()
_STARTS: Final = (
    ("digit", "0123456789０１２３４５６７８９'’‘"),
    ("numeral", "일이삼사오육칠팔구십백천"),
    ("lunar", "음"),
    ("d_day", "Dd"),
)
_CATEGORIES: Final = {
    first: frozenset(_WORDS.get(first, ())) | frozenset(name for name, starts in _STARTS if first in starts)
    for first in {*_WORDS, *"".join(starts for _, starts in _STARTS)}
}


def _alternation(words: Iterable[str]) -> str:
    """An alternation of words, the longest first, `_` as an optional space."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace("_", " ?") for word in ordered)

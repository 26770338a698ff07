"""Where a date may begin and end: particles that may follow it, and what shows that a number is a length.

`3일` is a day in 3일부터 and a length in 3일간, 3일 만에, 약 3일. Both are told apart by closed lists of what stands
directly before and behind the number; the lists were drawn up on the Korean particles and on the lengths
(DT_DURATION) of the KLUE-NER news sentences.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

#: Particles, forms of 이다 and the few nouns that are written directly behind a date (30일현재, 이날오전, 7일자로).
_FOLLOWERS: Final = """
은 는 이 가 을 를 의 에 도 만 로 와 과 나 께 쯤 경 자 서 엔 부터 까지 에서 에는 에도 에만 에야 에게 에서는 에선
으로 이나 이랑 하고 보다 처럼 마저 조차 대로 이후 이전 이래 인 인데 이다 이며 이고 이라 이라고 이라며 이라는
이라면 이지만 이던 이었다 이었던 이었고 이었으며 이었지만 이어서 이자 이란 입니다 였다 였던 였고 였으며 였지만
다 며 고 라 라고 라며 라는 라면 지만 일 부로 및 현재 기준 당시 내 중 사이 즈음 무렵 들어 말고 이기 이니 이니까
이야 야말로 오전 오후 새벽 아침 저녁 밤 낮 정오 자정 요 죠 이죠 이에요 예요 인가 이든 이면 면 뿐 만큼 초 말
중순 하순 상반기 하반기 까진 부턴 랑 한테 치고 께서 께부터 대비 같은
"""
#: A pattern of the dash of a range, with the spaces around it.
DASH: Final = r" ?[~∼～–-] ?"
#: How long the particles and marks behind a date that stands alone may be. Code points.
_LONGEST_TAIL: Final = 12
_HANGUL_RUN: Final = re.compile("[가-힣]*")
#: What stands directly behind a length, rank or share, by kind.
_LENGTH_TAILS: Final = (
    r"간(?![가-힣])|간[의은에을이으]|간격|여 ?일| 간(?![가-힣])",  # 10일간
    r" ?(?:동안|만에|만 에|만인|만의 |만이다|만이며|째|연속|이내|이상|이하|미만|가량|남짓|정도|내내|넘게|넘는)",
    r" ?[이을]? ?(?:걸리|걸려|걸렸|걸린|걸릴|소요|남았|남은|남기|남겨|지났|지나|흘렀)",
    r" ?(?:앞으로 다가|앞두|앞둔|앞선|앞당|짜리)",
    r" ?(?:씩(?![가-힣])|당(?![가-힣])|더(?![가-힣])|늦게|일찍|빠른|빨리|빠르|늦은|분량|연장|단축|천하)",
    r" ?이른(?! ?(?:아침|새벽|오전|시))",  # 3일 이른 기록; not 23일 이른 아침
    r"로 (?:늘[려리었어고]|줄[여었어이고]|단축)|에서 \d{1,3}일로 (?:늘|줄|단축|확대|연장)",  # 10일에서 20일로 늘었다
    r"(?<=일) (?:중 (?:하루|이틀|사흘|나흘|\d+일)|무료 ?(?:체험|이용)|근무(?![가-힣])|연휴|한도)",
    r"(?<=일) ?(?:안(?:에|으로)|내(?:에|로)?(?![가-힣]))",  # 7일 안에
    r"(?<=일)에 (?:(?:한|두|세|\d{1,2}) ?(?:번|차례|회)|\d번꼴|불과)",  # 3일에 한 번
    r"(?<!부터 \d일)(?<!부터 \d\d일)(?<=일)에 걸쳐",
    r"(?<=일)(?:을 (?:굶|앓|버티|버텼|기다렸|묵|꼬박|내리)|(?:이나|도) (?:걸|안 남|채 안)|쯤 (?:걸|소요))",
    r" ?치(?![가-힣])| ?치[의를는]| ?차(?![가-힣])|차[를에의인은는이가로](?![가-힣])",  # 7년 차
    r"장(?![가-힣])|장[을이으의례]",  # 5일장
)
#: The same before: 약 10일, 수명은 14일, 징역 6월, 1년 6월, 시행된 지 9일.
_LENGTH_HEAD: Final = (
    r"(?:(?<![가-힣])(?:약|총|최대|최소|최장|최단|평균|연간|월|주|무려|꼬박|향후|하루|불과|단|만|겨우|고작|첫)|"
    r"(?<![가-힣])(?:유급|휴가|출산휴가)|박|징역|금고|구류|단기|장기|집행유예|정지|(?<!\d)\d{1,3}년|"
    r"[한된난온간은진친단른린] ?지) ?$|"
    r"(?:수명|기간|기한|주기|간격|일수|잠복기|격리|정지|구류|휴가|납기|입원|보관 ?기간|유효 ?기간)(?::|은|는|이|가|을|를)? $"
)
_PER_DAY: Final = re.compile(
    r"1일 (?:\d+(?:시간|회|차례|식|매|장|명)|평균|최고|최대|최소|권장|생산|처리|섭취|이용|체험|교사|관광객|방문|확진|수당|입장객)"
)
_SETTLED: Final = re.compile(r"(?:까지)?의? ?(?:누적|집계|현재|기준)")
_UNTIL: Final = re.compile(
    r"(?: ?\([^()\n]{1,6}\))? ?(?:(?:오전|오후|낮|밤|저녁|아침|새벽) ?)?(?:\d{1,2}시(?: ?\d{1,2}분| ?반)?|\d{1,2}:\d\d|정오|자정)? ?까지"
)
#: Nouns behind 전 that make it a prefix (28일 전 직원, 5일 전 장관) and not a distance (3일 전).
_AFTER_PREFIX: Final = """
직원 국민 세계 의원 당원 대통령 총리 장관 차관 대표 시장 지사 군수 구청장 회장 사장 원장 총장 위원장 소속 부서
구간 노선 지역 회원 임직원 학년 종목 경기 지점 매장 시민 군민 도민 주민 구성원 조합원 부처 기관 과정 분야 산업
사업장 감독 코치 선수 국회 청와대
"""


def begins_well(text: str, at: int) -> bool:
    """Whether a date may begin at `at`: not inside a word or a longer number.

    >>> begins_well("제3일", 1), begins_well("지난 3일", 3)
    (False, True)
    """
    if at == 0:
        return True
    before = text[at - 1]
    if before.isdigit() or (before in ".,/-~∼～–:·" and at > 1 and text[at - 2].isdigit()):
        return False
    if text[at].isdigit() and before in "은는을를에월년":
        return True
    if before == "-" and at > 1 and text[at - 2].isalpha():
        return False
    return not (before.isalpha() or before == "%")


def ends_well(text: str, at: int) -> bool:
    """Whether a date may end at `at`: at the end of a word, or with only particles and the like behind it.

    >>> ends_well("8일까지", 2), ends_well("8일장", 2), ends_well("3월호", 2)
    (True, False, False)
    """
    if at >= len(text):
        return True
    after = text[at]
    if not ("가" <= after <= "힣"):
        return not after.isdigit() and after != "%"
    if after == "분" and text[at - 1] in "월기":
        return ends_well(text, at + 1)  # 4월분 관리비, 3분기분; not 3일분
    run = _HANGUL_RUN.match(text, at)
    return run is not None and _followers().fullmatch(run[0]) is not None


def is_alone(text: str, start: int, end: int) -> bool:
    """Whether nothing but particles, marks and space stands around `[start, end)` in the whole text.

    >>> is_alone("월말까지", 0, 2), is_alone("월말 결산", 0, 2)
    (True, False)
    """
    if end < len(text) - _LONGEST_TAIL or start > _LONGEST_TAIL or text[:start].strip(" (\t"):
        return False
    tail = _HANGUL_RUN.match(text, end)
    assert tail is not None
    if tail[0] and _followers().fullmatch(tail[0]) is None:
        return False
    return not text[tail.end() :].strip(" .,!?)~\t\n")


def is_length(text: str, start: int, end: int) -> bool:
    """Whether the number with a unit at `[start, end)` is a length, rank or share rather than a calendar date.

    >>> is_length("10일간 열린다", 0, 3), is_length("약 10일", 2, 5), is_length("10일 열린다", 0, 3)
    (True, True, False)
    """
    if not start and end >= len(text):
        return False
    if _length_tail().match(text, end) or _PER_DAY.match(text, start):
        return True
    if _length_head().search(text, max(0, start - 8), start) is None:
        return False
    return not text.startswith(("까지", "부터", "~", "∼"), end)


def is_prefix_before_noun(text: str, at: int) -> bool:
    """Whether 전 at `at` is the prefix all or former (28일 전 직원), and not a distance (3일 전).

    >>> is_prefix_before_noun("28일 전 직원에게", 4), is_prefix_before_noun("3일 전 시작", 3)
    (True, False)
    """
    return _after_prefix().match(text, at + 1) is not None


@cache
def _followers() -> re.Pattern[str]:
    ordered = sorted(set(_FOLLOWERS.split()), key=lambda word: (-len(word), word))
    return re.compile(rf"(?:{'|'.join(ordered)}){{1,3}}")


@cache
def _length_tail() -> re.Pattern[str]:
    return re.compile("|".join(_LENGTH_TAILS))


@cache
def _length_head() -> re.Pattern[str]:
    return re.compile(_LENGTH_HEAD)


@cache
def _after_prefix() -> re.Pattern[str]:
    return re.compile(rf" (?:{'|'.join(_AFTER_PREFIX.split())})")


def is_until(text: str, end: int) -> bool:
    """Whether 까지 stands behind a date that ends at `end`, with its clock time between: 20일까지, 20일 오후 6시까지.

    >>> is_until("20일 오후 6시까지", 3), is_until("20일 시청까지", 3)
    (True, False)
    """
    return _UNTIL.match(text, end) is not None


def is_settled(text: str, end: int) -> bool:
    """Whether what is counted up to a date that ends at `end` has been counted: 13일까지 누적 관객, 5일 현재.

    >>> is_settled("9월까지 누적 매출", 2), is_settled("9월까지 접수", 2)
    (True, False)
    """
    return _SETTLED.match(text, end) is not None

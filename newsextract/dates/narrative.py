"""The dates of one text together: what 이날, 이튿날, 같은 달, 상륙 당일 refer to, and to which date a time belongs."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from newsextract.dates import almanac
from newsextract.dates.almanac import Period
from newsextract.dates.expressions import DateExpression, Expression, Point, Ref, TimeExpression
from newsextract.dates.reference import Context, Tense
from newsextract.dates.resolution import is_ambiguous, resolve_expression

#: How many days before publication the day of the news may lie. Days.
_NEWS_AGE: Final = 4
#: How many dates before and behind one are looked at for what they say of it.
_NEIGHBOURS: Final = 12
#: In how many sentences from the first on the day on which the news happened is looked for.
_OPENING: Final = 3
#: How far back, and how often, the event of 상륙 당일 is looked for, and how far before it its date. Code points.
_EVENT_REACH: Final = 2000
_EVENT_LOOKS: Final = 8
_CLAUSE_REACH: Final = 60
_REPORT: Final = re.compile(
    r"(?:일|날) ?(?:\([^()]{1,12}\) ?)?(?:밝혔|전했|말했|알렸|발표했|공개했|[^.\n“\"]{1,16}에 따르면)"
)
_BEFORE_EVENT_DAY: Final = re.compile(r"(?<![가-힣])([가-힣]{2,10}) $")
_NOT_AN_EVENT: Final = frozenset(
    {
        "바로",
        "불과",
        "앞서",
        "이미",
        "특히",
        "한편",
        "다만",
        "그리고",
        "또한",
        "오는",
        "지난",
        "약",
        "이후",
        "당초",
        "당일",
        "결국",
    }
)
#: Particles that make a year the topic of its sentence: 지난해에는 11월 8일 개막했다.
_TOPIC: Final = re.compile(r"(?:에는|엔|에도|은|는)(?![가-힣])")
#: What may stand between a date and its clock time: 30일(현지시간) 오후 2시, 6일 첫차부터 오후 3시.
_TIE: Final = re.compile(
    r"(?:T|\.)?(?: ?\([^()\n]{1,14}\))? ?(?:에는|에|은|는|의|엔|,|자)? ?(?:[월화수목금토일]요일)? ?"
    r"(?:[가-힣]{1,5}부터)? ?(?:당일|이른|늦은)? ?"
)
_TIME_JOIN: Final = re.compile(
    r"(?: ?\([^()\n]{1,14}\))?(?:께|쯤|경)? ?(?:부터|에서|[~∼～–-]|와|과|,|및|·|이나|또는) ?"
)
#: Days before which something must be done, which the text does not date: 만료 30일 전까지.
_DEADLINE: Final = re.compile(
    r"(?<![가-힣])[가-힣]{0,3}(?:만료일?|마감일?|출발일?|시험|종료일?|예정일|납부일|행사일|수령일?|계약일?|이사|출산|시작일?) $"
)
_COMPARED: Final = re.compile(r"보다| 대비|에 비해|과 (?:비교|비슷|같)")
_LIST: Final = re.compile(r"(?:와|과|,|·|이나|하고)? ?(?:또는|혹은|및|그리고)? ?")


class Clause(NamedTuple):
    """What the words after a date say: the tense of its verb, whether that is a main verb (not 열린, 여는), and whether
    the date may instead belong to a verb of saying at the end (시는 15일 … 열겠다고 밝혔다)."""

    tense: Tense = "none"
    main: bool = False
    reported: bool = False


class Located(NamedTuple):
    """An expression, the number of its sentence and of its paragraph, and its clause."""

    expression: Expression
    sentence: int
    paragraph: int
    clause: Clause = Clause()


class Resolved(NamedTuple):
    """An expression with its value: an ISO day, month, year or time, or a range of inclusive ISO days, or neither."""

    expression: Expression
    value: str | None
    range: tuple[str, str] | None
    period: Period | None
    ambiguous: bool = False

    @property
    def precision(self) -> str | None:
        """How finely the text names the date or time; None without a value."""
        if isinstance(self.expression, TimeExpression):
            return self.expression.precision
        return None if self.period is None else self.period.precision


@dataclass(slots=True)
class _State:
    """What the text has named so far."""

    anchor: Period | None = None
    day: datetime.date | None = None
    past_day: datetime.date | None = None
    day_at: tuple[int, int] | None = None
    day_is_main: bool = False
    sentence_number: int = -1
    sentence: Period | None = None
    nearby: Period | None = None
    quarter: Period | None = None
    says_year: bool = True
    sentence_day: datetime.date | None = None


def resolve_text(text: str, located: Sequence[Located], published: datetime.date | None) -> list[Resolved]:
    """Resolve the expressions of one text, which come in text order. The result has one entry for each of them."""
    if len(located) == 1:
        return [_resolve_alone(text, located[0], published)]
    news = _news_day(text, located, published)
    known = _known_days(located, published)
    state = _State()
    named: list[tuple[Located, Period]] = []
    resolved: list[Resolved] = []
    for index, item in enumerate(located):
        expression = item.expression
        if isinstance(expression, TimeExpression):
            resolved.append(_resolve_time(text, expression, located, resolved, index))
            continue
        if item.sentence != state.sentence_number or "…" in text[located[index - 1].expression.end : expression.start]:
            state.sentence_number, state.sentence, state.nearby, state.sentence_day = item.sentence, None, None, None
        period, ambiguous = _resolve_date(text, index, item, located, named, state, published, news, known)
        resolved.append(_resolved(expression, period, ambiguous))
        if period is not None:
            named.append((item, period))
            _remember(state, text, item, expression, period, published)
    return _appositions(text, located, resolved)


def _resolve_alone(text: str, item: Located, published: datetime.date | None) -> Resolved:
    """The only date of a text: nothing in the text can fix the day of the news or what came before."""
    expression = item.expression
    if isinstance(expression, TimeExpression):
        return Resolved(expression, expression.value, None, None, expression.is_ambiguous)
    recent = _reported_day(item, published)
    if recent is not None:
        return _resolved(expression, recent, False)
    context = Context(published, item.clause.tense, published)
    is_before = expression.first.unit is not None and expression.first.unit.name in ("days", "months")
    if is_before and _is_deadline(text, expression):
        return _resolved(expression, None, False)
    period = resolve_expression(expression, context)
    return _resolved(expression, period, period is not None and is_ambiguous(expression, period, context))


def _resolved(expression: Expression, period: Period | None, ambiguous: bool) -> Resolved:
    if period is None:
        return Resolved(expression, None, None, None)
    return Resolved(expression, period.value, period.range, period, ambiguous)


def _resolve_date(
    text: str,
    index: int,
    item: Located,
    located: Sequence[Located],
    named: Sequence[tuple[Located, Period]],
    state: _State,
    published: datetime.date | None,
    news: datetime.date | None,
    known: dict[Point, Period],
) -> tuple[Period | None, bool]:
    """The days of a date, and whether the text leaves open which are meant."""
    expression = item.expression
    assert isinstance(expression, DateExpression)
    point = expression.first
    day = state.past_day if item.clause.tense == "past" and state.past_day is not None else state.day
    context = Context(
        published,
        item.clause.tense,
        news,
        state.anchor,
        day,
        state.sentence,
        state.nearby,
        state.quarter,
        state.says_year,
    )
    recent = None if _has_news_day(located, index, published) else _reported_day(item, published)
    if recent is not None:
        return recent, False
    if published is not None and item.clause.tense in ("present", "future") and _under_way(index, located, published):
        return resolve_expression(expression, Context(published, "past")), False
    if point.day is not None and point.day.base in ("news", "anchor", "said") and expression.last is None:
        event_day = _event_day(text, expression, named)
        if event_day is not None:
            return _days_from(event_day, point.day.amount), False
    if point.day is not None and point.day.base == "news" and _means_day_before(item, state, published):
        context = context._replace(news=state.day)
    if point.day == ("news", -1) and _COMPARED.match(text, expression.end) and state.sentence_day is not None:
        context = context._replace(news=state.sentence_day)  # 19일 기온은 34.6도로 전날보다 올랐다
    if point.unit is not None and point.unit.name == "days" and point.unit.amount < 0:
        event_day = _event_day(text, expression, named)
        if event_day is not None:
            return _days_from(event_day, point.unit.amount), False
        if _is_deadline(text, expression):
            return None, False
    if (
        item.clause.tense == "none"
        and expression.last is None
        and point.is_open
        and point._replace(weekday=None) in known
    ):
        return known[point._replace(weekday=None)], False
    if point.weekday is not None and expression.last is None and _is_listed(text, index, located):
        item_before, day_before = named[-1] if named else (None, None)
        if day_before is not None and item_before is located[index - 1]:  # 다음 주 화요일 또는 수요일
            return resolve_expression(expression, Context(day_before.first, "future")), False
    if published is not None and item.clause.tense != "past" and (day_number := _bare_day(item)) is not None:
        planned = _planned_day(item, day_number, named, published)
        if planned is not None:
            return planned, False
    period = resolve_expression(expression, context)
    return period, period is not None and is_ambiguous(expression, period, context)


def _is_deadline(text: str, expression: DateExpression) -> bool:
    """Whether a distance counts from a day that the text does not date: 만료 30일 전까지."""
    return _DEADLINE.search(text, max(0, expression.start - 8), expression.start) is not None


def _is_listed(text: str, index: int, located: Sequence[Located]) -> bool:
    """Whether a bare weekday goes on a list that another weekday begins."""
    if not index:
        return False
    before, expression = located[index - 1].expression, located[index].expression
    if not isinstance(before, DateExpression) or not isinstance(expression, DateExpression):
        return False
    if not expression.first.is_open or expression.first.day is not None or expression.first.weekday is None:
        return False
    steps = before.first.steps
    on_weekday = before.first.weekday is not None or (steps and steps[-1].name in ("weekday", "nth_weekday"))
    return bool(on_weekday) and _LIST.fullmatch(text, before.end, expression.start) is not None


def _has_news_day(located: Sequence[Located], index: int, published: datetime.date | None) -> bool:
    """Whether a recent day stands earlier in the sentence: 2일 이사회를 열어 29일 다시 시작하기로 했다."""
    if published is None:
        return False
    sentence = located[index].sentence
    for item in reversed(located[max(0, index - _NEIGHBOURS) : index]):
        if item.sentence != sentence:
            return False
        number = _bare_day(item)
        if number is not None and 0 <= published.day - number <= _NEWS_AGE:
            return True
    return False


def _reported_day(item: Located, published: datetime.date | None) -> Period | None:
    """The recent day on which something was said, where the date may belong to the verb of saying: 15일 … 열겠다고 밝혔다."""
    expression = item.expression
    if published is None or not item.clause.reported or not isinstance(expression, DateExpression):
        return None
    if expression.last is not None or not expression.first.is_open or expression.first.day is None:
        return None
    recent = resolve_expression(expression, Context(published, "past"))
    return recent if recent is not None and (published - recent.first).days <= _NEWS_AGE else None


#: How many sentences after its dates a programme goes on with bare days.
_PROGRAMME = 6


def _planned_day(
    item: Located, number: int, named: Sequence[tuple[Located, Period]], published: datetime.date
) -> Period | None:
    """The day with this number of a programme that lies ahead: 8월 14일부터 18일까지 연다. 개막 공연은 14일 열린다."""
    for earlier, period in reversed(named[-_NEIGHBOURS:]):
        if item.sentence - earlier.sentence > _PROGRAMME:
            return None
        expression = earlier.expression
        if not isinstance(expression, DateExpression) or expression.first.month is None or period.first <= published:
            continue
        length = (period.last - period.first).days
        if period.precision not in ("day", "range") or length > 31:
            continue
        for offset in range(length + 1):
            if (period.first + datetime.timedelta(days=offset)).day == number:
                return almanac.day_period(period.first + datetime.timedelta(days=offset))
    return None


#: How long a trip that is under way on the day of publication may have lasted, and may go on. Days.
_TRIP = 5


def _under_way(index: int, located: Sequence[Located], published: datetime.date) -> bool:
    """Whether a day opens a course of days that publication falls into: 13일 … 이동해 15일 … 돌아온다, on a 15th.

    The day has passed, but only just, and a later day of the same sentence is yet to come or is today.
    """
    day = _bare_day(located[index])
    if day is None or not 0 < published.day - day <= _TRIP:
        return False
    return any(
        later is not None and 0 <= later - published.day <= _TRIP
        for item in located[index + 1 : index + 1 + _NEIGHBOURS]
        if item.sentence == located[index].sentence
        for later in (_bare_day(item),)
    )


def _bare_day(item: Located) -> int | None:
    """The number of a day that stands without month or year (13일); None for every other expression."""
    expression = item.expression
    if not isinstance(expression, DateExpression) or expression.last is not None:
        return None
    point = expression.first
    if not point.is_open or point.month is not None or point.day is None:
        return None
    return point.day.amount


def _days_from(day: datetime.date, days: int) -> Period | None:
    try:
        return almanac.day_period(day + datetime.timedelta(days=days))
    except OverflowError:  # beyond the years 1 to 9999
        return None


def _remember(
    state: _State, text: str, item: Located, expression: DateExpression, period: Period, published: datetime.date | None
) -> None:
    first = expression.first
    if _anchors_sentence(expression) or (period.precision == "year" and _TOPIC.match(text, expression.end)):
        state.sentence = period
        state.says_year = first.year is not None
    if first.unit is not None and first.unit.name == "quarter" and period.precision == "quarter":
        state.quarter = period
    if first.day is not None and first.day.base == "news" and first.day.amount < 0:
        return  # 협약 전날: what follows goes on from the day of the news, not from the day before
    if not (first.year is not None and first.year.base == "anchor" and first.year.amount < 0):
        state.nearby = period
    state.anchor = period
    if period.precision == "day" or (period.precision == "range" and (period.last - period.first).days < 32):
        state.day = period.last
        state.day_at = (item.sentence, item.paragraph)
        state.day_is_main = item.clause.main and period.precision == "day"
        if published is not None and period.last <= published:
            state.past_day = state.sentence_day = period.last


def _anchors_sentence(expression: DateExpression) -> bool:
    """Whether later dates of the sentence may leave out the year or month of this one: not after 이날 or 올해."""
    first = expression.first
    if first.day is not None and first.day.base != "number":
        return False
    if first.year is not None and first.unit is not None:
        return True
    return first.month is not None or first.direction != 0 or first.day is not None


def _means_day_before(item: Located, state: _State, published: datetime.date | None) -> bool:
    """Whether 이날 takes up the day of the sentence before it in the paragraph, rather than the day of the news."""
    if state.day_at is None or state.day is None or not state.day_is_main:
        return False
    if published is not None and state.day > published and item.clause.tense not in ("present", "future"):
        return False
    sentence, paragraph = state.day_at
    return paragraph == item.paragraph and item.sentence - sentence == 1


def _news_day(text: str, located: Sequence[Located], published: datetime.date | None) -> datetime.date | None:
    """The day of the news: the first recent day with a verb of saying (8일 밝혔다, 8일 시에 따르면).

    Where none is, the first recent day on which something happened in the opening sentences, else the published day.
    """
    if published is None:
        return None
    happened: datetime.date | None = None
    for item in located:
        expression = item.expression
        if isinstance(expression, TimeExpression) or expression.last is not None:
            continue
        if expression.first.day is None or expression.first.day.base != "number" or expression.first.direction:
            continue
        is_report = _REPORT.match(text, expression.end - 1) is not None
        is_opening = happened is None and item.sentence < _OPENING and item.clause == ("past", True, False)
        if not is_report and not is_opening:
            continue
        period = resolve_expression(expression, Context(published, "past"))
        if period is not None and 0 <= (published - period.first).days <= _NEWS_AGE:
            if is_report:
                return period.first
            happened = period.first
    return happened or published


def _known_days(located: Sequence[Located], published: datetime.date | None) -> dict[Point, Period]:
    """Open days and months that the text fixes somewhere, by the words 지난, 오는, 다음 달 or by a verb.

    A headline says 28일 개통 and the body 오는 28일. A day that the text fixes in two ways is left out.
    """
    if published is None:
        return {}
    found: dict[Point, set[Period]] = {}
    for item in located:
        expression = item.expression
        if isinstance(expression, TimeExpression):
            continue
        first = expression.first
        if first.is_open and item.clause.tense == "none" and expression.last is None:
            continue
        if (first.year is not None and first.year.base == "number") or first.steps or first.lunar:
            continue
        period = _reported_day(item, published) or resolve_expression(expression, Context(published, item.clause.tense))
        if period is None or abs((period.first - published).days) > 200:
            continue
        ends = [period.first] if expression.last is None else [period.first, period.last]
        if first.day is None or first.day.base != "number":
            if first.month is not None and expression.last is None and period.precision == "month":
                found.setdefault(_open_month_point(period), set()).add(period)
            continue
        for day in ends:
            found.setdefault(_open_month_day_point(day), set()).add(almanac.day_period(day))
            if abs((day - published).days) <= 31:
                found.setdefault(_open_day_point(day), set()).add(almanac.day_period(day))
    return {point: next(iter(periods)) for point, periods in found.items() if len(periods) == 1}


def _open_day_point(day: datetime.date) -> Point:
    return Point(day=Ref("number", day.day))


def _open_month_day_point(day: datetime.date) -> Point:
    return Point(month=Ref("number", day.month), day=Ref("number", day.day))


def _open_month_point(period: Period) -> Point:
    return Point(month=Ref("number", period.first.month))


def _event_day(text: str, expression: DateExpression, named: Sequence[tuple[Located, Period]]) -> datetime.date | None:
    """The day of the event named before 당일 or 전날 (상륙 당일): the day said with that word earlier, or None."""
    match = _BEFORE_EVENT_DAY.search(text, max(0, expression.start - 12), expression.start)
    if match is None or match[1] in _NOT_AN_EVENT or match[1][-1] in "은는을를에의도서며고면":
        return None
    at = match.start()
    for _ in range(_EVENT_LOOKS):
        at = text.rfind(match[1], max(0, at - _EVENT_REACH), at)
        if at < 0:
            return None
        for index in range(bisect_left(named, at, key=_start) - 1, -1, -1):
            item, period = named[index]
            if at - item.expression.end > _CLAUSE_REACH:
                break
            between = text[item.expression.end : at]
            if "다." in between or "\n" in between:
                break
            if period.precision == "day":
                return period.first
    return None


def _start(named: tuple[Located, Period]) -> int:
    return named[0].expression.start


def _resolve_time(
    text: str, expression: TimeExpression, located: Sequence[Located], resolved: Sequence[Resolved], index: int
) -> Resolved:
    """A clock time; with the day of its phrase, if there is one: 30일 오후 2시, 이날 오전 10시부터 오후 6시."""
    if index:
        before, result = located[index - 1], resolved[index - 1]
        between = text[before.expression.end : expression.start]
        if isinstance(before.expression, TimeExpression):
            if result.value and "T" in result.value and _TIME_JOIN.fullmatch(between):
                day = datetime.date.fromisoformat(result.value[:10])
                if expression.value < result.value[11:] and not expression.next_day and day < datetime.date.max:
                    day += datetime.timedelta(days=1)  # 밤 10시부터 새벽 4시까지
                return _time_value(expression, day)
        elif result.period is not None and result.period.precision == "day" and _TIE.fullmatch(between):
            return _time_value(expression, result.period.first)
    return Resolved(expression, expression.value, None, None, expression.is_ambiguous)


def _time_value(expression: TimeExpression, day: datetime.date) -> Resolved:
    if expression.next_day and day < datetime.date.max:
        day += datetime.timedelta(days=1)
    return Resolved(expression, f"{day.isoformat()}T{expression.value}", None, None, expression.is_ambiguous)


def _is_relative_day(point: Point) -> bool:
    return point.day is not None and point.day.base != "number"


def _appositions(text: str, located: Sequence[Located], resolved: list[Resolved]) -> list[Resolved]:
    """사흘 뒤인 12일, 전날(10일): both mean the day that has the number."""
    for index in range(len(resolved) - 1):
        left, right = resolved[index], resolved[index + 1]
        if not isinstance(left.expression, DateExpression) or not isinstance(right.expression, DateExpression):
            continue
        first, second = left.expression.first, right.expression.first
        gap = text[left.expression.end : right.expression.start]
        is_relative = first.unit is not None or first.weekday is not None or _is_relative_day(first)
        if gap == "인 " and second.year is not None and second.year.base == "number":
            resolved[index] = _resolved(left.expression, right.period, right.ambiguous)
            continue
        if gap not in ("인 ", "인", "(") or not is_relative or second.day is None or second.day.base != "number":
            continue
        if right.expression.last is not None or left.expression.last is not None:
            continue
        if left.period is not None and left.period.precision != "day":
            continue
        if left.period is not None and left.period.first.day == second.day.amount and second.month is None:
            resolved[index + 1] = _resolved(right.expression, left.period, left.ambiguous)
        elif right.period is not None and right.period.precision == "day":
            resolved[index] = _resolved(left.expression, right.period, right.ambiguous)
    return resolved

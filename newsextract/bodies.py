"""The body of an official whose phrase joins none: what the sentence, else the article, is about.

Everything about the mentions that does not depend on the official is computed once for an article.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from newsextract.context import Context
from newsextract.model import BODY_KINDS, Kind, Mention
from newsextract.titles import PLACE_TITLES, may_govern

#: Titles that belong to no body unless the phrase names one.
_FREE = re.compile(
    r"(?:변호인|변리사|법무사|세무사|회계사|노무사|감정평가사|관세사|공인중개사|약사|간호사|건축사|기술사|연출가|연주자|극작가|소리꾼|안무가|평론가|해설위원|번역가|연구자|변호사|작가|화가|시인|소설가|가수|배우|감독|대통령|총리|박사|의사|국왕|교황|작곡가|지휘자|방송인|코미디언|[1-9]단|의원|선수|검사장|"
    r"명창|고수|피아니스트|바이올리니스트|셰프|디자이너|건축가|사진가|조각가|가이드|신부|스님|목사)$"
)
#: Titles whose body is a team where the article names teams.
_SPORTS = ("감독", "코치", "주장", "구단주", "선수")
#: Titles whose body is looked for among those of business.
_CORPORATE = re.compile(
    r"(?:대표|대표이사|사장|전무|상무|이사|CEO|CTO|CFO|COO|최고경영자|최고기술책임자|팀장|총괄|본부장|이코노미스트|애널리스트|최고[가-힣]{2,6}책임자|사외이사|사내이사|부행장|부행장보|행장|부사장|고문|창업자|지점장|공장장|사업부장|점장|회장|부회장|법인장|연구소장)$"
)


#: A bare head's title → what its body is called (본부장 → …본부).
_BODY_OF: dict[str, tuple[str, ...]] = {
    "본부장": ("본부",),
    "위원장": ("위원회",),
    "부위원장": ("위원회",),
    "원장": ("원",),
    "청장": ("청",),
    "센터장": ("센터",),
    "단장": ("단",),
    "이사장": ("재단", "공단", "법인"),
    "총장": ("대학교", "대"),
    "관장": ("관",),
    "소장": ("연구소", "소"),
    "학장": ("대학",),
    "조합장": ("조합", "농협", "수협"),
    "처장": ("처",),
    "의장": ("의회",),
    "서장": ("서",),
    "실장": ("실",),
    "사령관": ("사령부",),
    "장관": ("부",),
    "차관": ("부",),
    "지부장": ("지부",),
    "지회장": ("지회",),
}


#: How far before an official a body is looked for, in code points.
_REACH = 400
_HEADING = re.compile(r"(?:[\[<〈【][가-힣· ]{0,6}인사[\]>〉】]\s?)?[◆■□●◇<\[【▣◈*▶▲▨▒]?\s?")
#: Bullets of what stands in a list: a body behind one heads a list only if nothing else stands on its line.
_ITEMS = "●▶▲"
#: What follows a body that heads a list on the same line.
_LISTS = re.compile(r"[)\]>〉】]?\s*(?:\n|$|[<△▲◇▷■])")
#: Bodies that no manager belongs to, however near they stand.
_JUDICIAL = re.compile(r"(?:\d부|지법|고법|지검|고검|지청|지원|법원|검찰청|경찰서|경찰청|수사대|수사단)$")
_TOPIC = re.compile(r"(?:\([^()]{1,20}\))?[은는] ")
_SUBJECT = re.compile(r"(?:\([^()\n]{1,20}\))?[은는이가] ")


def is_team(context: Context, name: str) -> bool:
    """Whether the tables have a body as a sports team."""
    return any(entry.attributes.get("type") == "team" for entry in context.gazetteer.get(name))


def is_free(title: str) -> bool:
    """Whether a title belongs to no body unless the phrase names one (변호사, 의원)."""
    return _FREE.search(title.split(" ")[0]) is not None


def is_corporate(title: str) -> bool:
    """Whether a title is one of a business (대표, 전무)."""
    return _CORPORATE.search(title.split(" ")[0]) is not None


def is_of_team(title: str) -> bool:
    """Whether a title is one of a sports team (감독, 코치, 선수)."""
    return title.split(" ")[0].endswith(_SPORTS)


class Bodies:
    """The mentions of an article, arranged for finding the body of an official. Bodies are given as mention indices."""

    def __init__(self, context: Context, mentions: Sequence[Mention]) -> None:
        self._context = context
        self._mentions = mentions
        self._by_ending: dict[str, list[int]] = {}
        self._organizations = [index for index, mention in enumerate(mentions) if mention.kind == "ORG"]
        self._teams = [index for index in self._organizations if is_team(context, mentions[index].text)]
        self._headings = [index for index, mention in enumerate(mentions) if self._is_heading(mention)]
        self._in_bracket = self._brackets()
        self._main = {kind: self._most_named(kind) for kind in ("COMPANY", "ORG")}
        self._starts = [mention.start for mention in mentions]

    def in_bracket(self, entity: str | None) -> int | None:
        """The body in the bracket after a person's name, with an age: 박달린(25·한국전력)."""
        return self._in_bracket.get(entity)

    def likely(self, title: str, official: Sequence[int]) -> int | None:
        """The place that an office governs, or the body that the sentence, else the article, is about; None if unclear.

        `title` is without 후보자 and the like; `official` are the indices of its person and title.
        """
        first = official[0]
        if any(self._mentions[index].rule == "appointment" for index in official):
            return _last_before(self._headings, first)
        if title in PLACE_TITLES:
            wanted: Kind = "CITY" if title.endswith("시장") else "PROVINCE" if title.endswith("지사") else "COUNTY"
            return self._before(first, frozenset({wanted}), _REACH, governing=title)
        if title.endswith(_SPORTS) and (team := self._topic(first)) is not None:
            return team
        if title.endswith(_SPORTS):
            if not self._teams:
                return None
            near = _last_before(self._teams, first)
            line = self._context.line_start(self._mentions[first].start)
            return near if near is not None and self._mentions[near].start >= line else self._teams[0]
        if is_free(title):
            return None
        if (topic := self._topic(first)) is not None and (title in _BODY_OF or _CORPORATE.search(title)):
            return topic
        named = self._named_for(title, first)
        if named is not None:
            return named
        kind: Kind = "COMPANY" if _CORPORATE.search(title) else "ORG"
        start = self._mentions[first].start
        reach = min(start - self._context.sentence_at(start).start, _REACH)
        for kinds in (frozenset({kind}), BODY_KINDS):
            near = self._before(first, kinds, reach)
            if near is not None and not (kind == "COMPANY" and _JUDICIAL.search(self._mentions[near].text)):
                return near
        return self._main[kind]

    def around(self, official: Sequence[int]) -> int | None:
        """The body that a unit is of: the heading of a list, or the topic of the sentence; None without one."""
        if any(self._mentions[index].rule == "appointment" for index in official):
            return _last_before(self._headings, official[0])
        return self._topic(official[0])

    @cached_property
    def main_company(self) -> int | None:
        """The company that the article is about: named at least three times, and twice as often as any other; None without one."""
        counts = Counter(mention.entity for mention in self._mentions if mention.kind == "COMPANY").most_common(2)
        if not counts or counts[0][1] < 3 or (len(counts) > 1 and counts[1][1] * 2 > counts[0][1]):
            return None
        return next(index for index, mention in enumerate(self._mentions) if mention.entity == counts[0][0])

    def last_topic(self, low: int, high: int) -> int | None:
        """The body that is the topic or subject of the last sentence in `[low, high)` that has one; None if there is none."""
        last = _last_before(self._subjects, bisect_left(self._starts, high))
        return last if last is not None and self._mentions[last].start >= low else None

    @cached_property
    def _subjects(self) -> list[int]:
        """The bodies that are the topic or subject of their sentence."""
        return [
            index
            for index, mention in enumerate(self._mentions)
            if mention.kind in BODY_KINDS and _SUBJECT.match(self._context.text, mention.end)
        ]

    def _topic(self, first: int) -> int | None:
        """The body that is the topic of the sentence before a mention: UNIST는 박용훈 전 총장이 …; None if there is none."""
        last = _last_before(self._topics, first)
        low = self._context.sentence_at(self._mentions[first].start).start
        return last if last is not None and self._mentions[last].start >= low else None

    @cached_property
    def _topics(self) -> list[int]:
        """The bodies that are the topic of their sentence."""
        return [
            index
            for index, mention in enumerate(self._mentions)
            if mention.kind in BODY_KINDS and _TOPIC.match(self._context.text, mention.end)
        ]

    def _is_heading(self, mention: Mention) -> bool:
        """Whether a mention heads a list of appointments: ◆ 행정안전부."""
        line = self._context.line_start(mention.start)
        return (
            mention.kind not in ("TITLE", "PERSON", "DATE", "TIME")
            and mention.start - line <= 14
            and _HEADING.fullmatch(self._context.text, line, mention.start) is not None
            and (
                (mention.start > line and self._context.text[line] not in _ITEMS)
                or _LISTS.match(self._context.text, mention.end) is not None
            )
        )

    def _brackets(self) -> dict[str | None, int]:
        text, found = self._context.text, dict[str | None, int]()
        for index in range(len(self._mentions) - 1):
            person, body = self._mentions[index], self._mentions[index + 1]
            if person.kind == "PERSON" and body.kind in BODY_KINDS and body.start - person.end <= 4:
                # 53·사법연수원 27기 is a class of the judicial academy.
                if re.fullmatch(r"\(\d{1,2}·", text[person.end : body.start]) and not re.match(
                    r" \d+기", text[body.end : body.end + 5]
                ):
                    found.setdefault(person.entity, index + 1)
        return found

    def _most_named(self, kind: Kind) -> int | None:
        """The first mention of the body of a kind that the article names most often, if at least three times."""
        counts = Counter(mention.entity for mention in self._mentions if mention.kind == kind)
        if not counts:
            return None
        entity, count = min(counts.items(), key=lambda item: (-item[1], item[0] or ""))
        if count < 3:
            return None
        return next(index for index, mention in enumerate(self._mentions) if mention.entity == entity)

    def _named_for(self, title: str, first: int) -> int | None:
        """The last body before a person whose name ends like the title says: 본부장 … 중앙재난안전대책본부."""
        endings = _BODY_OF.get(title)
        if endings is None:
            return None
        if title not in self._by_ending:
            self._by_ending[title] = [
                index
                for index in self._organizations
                if self._mentions[index].text.endswith(endings)
                and not self._context.text.startswith(" 출신", self._mentions[index].end)
            ]
        return _last_before(self._by_ending[title], first)

    def _before(self, first: int, kinds: frozenset[Kind], reach: int, governing: str = "") -> int | None:
        """The last mention of some kinds within `reach` code points before a mention, of a kind that `governing` governs.

        Credits and origins do not count, nor does a body that another title follows: 원주시의회 의장, 김보람 교수.
        """
        for index in range(first - 1, -1, -1):
            mention, following = self._mentions[index], self._mentions[index + 1]
            if mention.start < self._mentions[first].start - reach:
                return None
            if mention.kind not in kinds or self._context.text.startswith((" 출신", " 제공"), mention.end):
                continue
            if following.kind == "TITLE" and following.start - mention.end <= 1 and kinds != {"COMPANY"}:
                continue
            if governing and not may_govern(self._context.gazetteer, governing, mention.text):
                continue  # 황간면 has no 군수
            return index
        return None


def _last_before(indices: Sequence[int], first: int) -> int | None:
    """The last of some sorted indices that is smaller than `first`; None if there is none."""
    at = bisect_left(indices, first)
    return indices[at - 1] if at else None

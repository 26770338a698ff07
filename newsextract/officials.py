"""Links and entities → officials: one record for each person, title and body."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from newsextract.bodies import Bodies, is_corporate, is_free, is_of_team, is_team
from newsextract.context import Context
from newsextract.linking import Link
from newsextract.merging import Record, merge
from newsextract.ministries import body_key
from newsextract.model import Entity, Kind, Mention, Official, Status
from newsextract.names import is_surname
from newsextract.titles import PLACE_TITLES, is_profession, may_govern

#: Who writes the news and speaks in it is no official.
_WRITERS = ("기자", "특파원")


def find_officials(
    context: Context, mentions: Sequence[Mention], entities: Sequence[Entity], links: Sequence[Link]
) -> list[Official]:
    """Make the officials of an article, in the order of their first mention."""
    index_of = {(mention.start, mention.end, mention.kind): index for index, mention in enumerate(mentions)}
    by_id = {entity.id: entity for entity in entities}
    records = [_record(context, mentions, by_id, index_of, link) for link in links if not link.role.endswith(_WRITERS)]
    filling = _Filling(context, mentions, by_id, records)
    records = [filling.fill(record) for record in records]
    published = context.document.article.published
    named = frozenset(mention.text for mention in mentions if mention.kind == "ORG")
    keys = {
        name: body_key(context.gazetteer, name, published.year if published else None, named)
        for name in {record.organization for record in records}
        if name is not None
    }
    merged = merge(records, keys)
    return [
        Official(r.name, r.title, r.organization, r.status == "former", r.status, r.entity, r.mentions, r.rule)
        for r in sorted(merged, key=lambda record: (record.mentions, record.title))
    ]


def _with_suffix(context: Context, record: Record) -> Record:
    """A municipality found for an office gets its suffix: 시장 of 가카미가하라 → 가카미가하라시."""
    title = record.title.split(" ")[0]
    suffix = PLACE_TITLES.get(title)
    organization = record.organization
    if suffix in ("시", "구", "군", "도") and organization is not None and " " not in organization:
        whole = organization + suffix  # 완도 ends like a province
        if any(entry.canonical == whole for entry in context.gazetteer.get(organization)):
            return replace(record, organization=whole)
        if (
            not organization.endswith(("시", "구", "군", "도", "현", "주", "성"))
            and len(organization) >= 2
            and may_govern(context.gazetteer, title, organization)
        ):
            return replace(record, organization=organization + suffix)
    return record


def _record(
    context: Context,
    mentions: Sequence[Mention],
    entities: dict[str, Entity],
    index_of: dict[tuple[int, int, Kind], int],
    link: Link,
) -> Record:
    title = index_of[link.title.start, link.title.end, "TITLE"]
    if link.person is None:
        return Record(None, link.role, link.organization, link.status, None, (title,), link.reason, link.whole)
    person = index_of[link.person.start, link.person.end, "PERSON"]
    entity = entities[mentions[person].entity or ""]
    return Record(
        entity.name,
        link.role,
        link.organization,
        link.status,
        entity.id,
        (min(person, title), max(person, title)),
        link.reason,
        link.whole,
    )


class _Filling:
    """Gives a record whose phrase joins no body the one that the text is about there (하루의 해외사업을 맡은 원하린 총괄).

    Records are filled in the order of their links; what earlier ones were given counts for later ones.
    """

    def __init__(
        self, context: Context, mentions: Sequence[Mention], entities: dict[str, Entity], records: Sequence[Record]
    ) -> None:
        self._context = context
        self._mentions = mentions
        self._entities = entities
        self._bodies = Bodies(context, mentions)
        #: The titles of a person that have a body, with the first body of each.
        self._titles: dict[str | None, dict[str, str]] = defaultdict(dict)
        #: How these titles end.
        self._endings: dict[str | None, set[str]] = defaultdict(set)
        #: The bodies whose office somebody holds, by the first word of its title and by status.
        self._offices: dict[str, dict[Status, set[str]]] = defaultdict(lambda: defaultdict(set))
        for record in records:
            if record.organization is not None:
                self._titles[record.entity].setdefault(record.title, record.organization)
                self._endings[record.entity].update(record.title[at:] for at in range(len(record.title)))
                if record.name is not None:
                    base = record.title.split(" ")[0]
                    self._offices[base][record.status].add(record.organization)
        #: The body of the last office of a person filled so far.
        self._last: dict[str | None, str] = {}
        #: By the start of a paragraph, and whether a team's, the first two bodies of the records filled so far: where each is named first.
        self._named: dict[tuple[int, bool], dict[str, int]] = defaultdict(dict)

    def fill(self, record: Record) -> Record:
        """The record with its body, if the text tells one."""
        if (
            record.organization is not None
            and record.title.endswith("구단주")
            and not is_team(self._context, record.organization)
        ):
            record = replace(record, organization=None)
        if record.whole is not None:
            record = self._unsplit(record)
        if record.organization is None and record.name is not None and not self._calls_known(record):
            record = _with_suffix(self._context, replace(record, organization=self._body(record)))
        if record.organization is None and record.entity is not None and _shares(record):
            record = replace(record, organization=self._last.get(record.entity))
        self._keep(record)
        return record

    def _calls_known(self, record: Record) -> bool:
        """Whether the title calls an office of the person that has a body elsewhere."""
        return record.title in self._endings[record.entity]

    def _keep(self, record: Record) -> None:
        if record.organization is None:
            return
        self._last[record.entity] = record.organization
        start = self._mentions[record.mentions[0]].start
        sports = is_of_team(record.title)
        if sports or self._is_of_body(record):
            named = self._named[self._context.line_start(start), sports]
            named[record.organization] = min(start, named.get(record.organization, start))
            if len(named) > 2:
                del named[max(named, key=lambda body: named[body])]

    def _body(self, record: Record) -> str | None:
        """The body that the text is about where an office is named; None if it tells none.

        In this order: the bracket after the name, the topic of the sentence or the heading of the list, the business that the
        article is about, the body whose office of the same name others hold, the likely one of the sentence or the article, and
        the one of the paragraph. A bare surname calls somebody known before, for whom only the bracket counts.
        """
        bodies = self._bodies
        bracket = bodies.in_bracket(record.entity)
        if bracket is not None:
            return self._fullest(bracket)
        if not _fills_alone(record.title) and _is_surname(self._mentions, record):
            return None
        if bodies.around(record.mentions) is None:
            if is_corporate(record.title) and bodies.main_company is not None:
                return self._fullest(bodies.main_company)
            if (told := self._of_same_office(record)) is not None:
                return told
        likely = bodies.likely(record.title.split(" ")[0], record.mentions)
        if likely is not None:
            return self._fullest(likely)
        return None if record.title in PLACE_TITLES else self._of_paragraph(record)

    def _unsplit(self, record: Record) -> Record:
        """Take a title whole again where the body of its unit is known, or where the person bears it whole elsewhere (외교장관 of a state)."""
        whole = record.whole or record.title
        of_unit = record.title in _UNIT_HEADS or whole.endswith(_OF_UNITS)
        if of_unit and (body := self._bodies.around(record.mentions)) is not None:
            return replace(record, title=whole, organization=self._fullest(body))
        elsewhere = self._titles[record.entity].get(whole)
        if record.entity is not None and elsewhere is not None:
            return replace(record, title=whole, organization=elsewhere)
        return record

    def _of_same_office(self, record: Record) -> str | None:
        """The one body whose office of the same name, or of its deputy, others hold (정기택 전 회장 beside 강희상 한국마사회장)."""
        if is_free(record.title):
            return None
        base = record.title.split(" ")[0]
        bodies: set[str] = set()
        for office in {base, "부" + base, base.removeprefix("부"), base.removeprefix("수석")}:
            for status, holding in self._offices[office].items():
                if status != record.status or office != base:
                    if len(holding) > 1:
                        return None
                    bodies |= holding
        return bodies.pop() if len(bodies) == 1 else None

    def _of_paragraph(self, record: Record) -> str | None:
        """The body of the sentence before in the same paragraph: its topic, else the one whose officials it names."""
        sports = is_of_team(record.title)
        if not sports and not self._is_of_body(record):
            return None
        start = self._mentions[record.mentions[0]].start
        paragraph, sentence = self._context.line_start(start), self._context.sentence_at(start).start
        if paragraph == sentence:
            return None
        topic = None if sports else self._bodies.last_topic(paragraph, sentence)
        if topic is not None:
            return self._fullest(topic)
        named = [body for body, first in self._named[paragraph, sports].items() if first < sentence]
        return named[0] if len(named) == 1 else None

    def _is_of_body(self, record: Record) -> bool:
        """Whether a title is an office of some body."""
        return not (is_free(record.title) or is_profession(self._context, record.title))

    def _fullest(self, body: int) -> str:
        """The fullest form that the article has for a body."""
        entity = self._entities.get(self._mentions[body].entity or "")
        name = entity.name if entity is not None else self._mentions[body].text
        return name if len(name) >= len(self._mentions[body].text) else self._mentions[body].text


#: Heads of units of a body: 본부장 of a 본부.
_UNIT_HEADS = frozenset("단장 사업단장 본부장 부본부장 실장 국장 과장 부장 팀장 담당관 지사장 연구소장 부문장".split())
#: Further titles of such heads, by their ends: 의과대학장, 뉴욕사무소장.
_OF_UNITS = ("대학장", "사무소장", "출장소장")


def _shares(record: Record) -> bool:
    """Whether an office is of the body of the other one named with it: 단장 겸 예술감독, 부산시장 권한대행을 맡은 … 행정부시장."""
    return record.rule in ("second_title", "title_in_bracket") or record.title.endswith(
        ("부시장", "부지사", "부군수", "부구청장")
    )


def _fills_alone(title: str) -> bool:
    """Whether an office is one of its own also behind a bare surname, which mostly calls a person anew by an office known before."""
    return title in PLACE_TITLES or " " in title


def _is_surname(mentions: Sequence[Mention], record: Record) -> bool:
    return any(mentions[index].kind == "PERSON" and is_surname(mentions[index].text) for index in record.mentions)

"""Links and entities → officials: one record for each person, title and body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsextract.context import Context
from newsextract.linking import Link
from newsextract.model import BODY_KINDS, Entity, Kind, Mention, Official, Status

_STATUS: tuple[tuple[re.Pattern[str], Status], ...] = (
    (re.compile(r"(?:권한대행|직무대행|직무대리|대행|대리|서리)$"), "acting"),
    (re.compile(r"(?:후보자|내정자|지명자)$"), "nominee"),
    (re.compile(r"(?:예비후보|예비후보자|후보|당선인|당선자)$"), "candidate"),
)
#: Titles that belong to no body unless the phrase names one.
_FREE = re.compile(
    r"(?:변호사|작가|화가|시인|소설가|가수|배우|감독|대통령|총리|박사|의사|국왕|교황|작곡가|지휘자|평론가|방송인|코미디언|[1-9]단|의원|선수|검사장|"
    r"명창|고수|피아니스트|바이올리니스트|셰프|디자이너|건축가|사진가|조각가|가이드|신부|스님|목사)$"
)
#: Which bodies a title without one is looked for: those of business for the first, other bodies for the second.
_CORPORATE = re.compile(r"(?:대표|대표이사|사장|전무|상무|이사|CEO|CTO|CFO|COO|최고경영자|최고기술책임자|팀장|총괄|본부장|이코노미스트|애널리스트|창업자|지점장)$")


@dataclass(frozen=True, slots=True)
class _Record:
    name: str | None
    title: str
    organization: str | None
    former: bool
    entity: str | None
    mentions: tuple[int, ...]


def find_officials(
    context: Context, mentions: Sequence[Mention], entities: Sequence[Entity], links: Sequence[Link]
) -> list[Official]:
    """Make the officials of an article, in the order of their first mention."""
    index_of = {(mention.start, mention.end, mention.kind): index for index, mention in enumerate(mentions)}
    by_id = {entity.id: entity for entity in entities}
    records = [_record(context, mentions, by_id, index_of, link) for link in links]
    records = _fill_bodies(context, mentions, by_id, records)
    merged = _merge(records)
    return [
        Official(r.name, r.title, r.organization, r.former, _status(r), r.entity, r.mentions)
        for r in sorted(merged, key=lambda record: (record.mentions, record.title))
    ]


def _record(
    context: Context,
    mentions: Sequence[Mention],
    entities: dict[str, Entity],
    index_of: dict[tuple[int, int, Kind], int],
    link: Link,
) -> _Record:
    title = index_of[link.title.start, link.title.end, "TITLE"]
    if link.person is None:
        return _Record(None, link.role, link.organization, link.former, None, (title,))
    person = index_of[link.person.start, link.person.end, "PERSON"]
    entity = entities[mentions[person].entity or ""]
    return _Record(entity.name, link.role, link.organization, link.former, entity.id, (min(person, title), max(person, title)))


def _merge(records: Sequence[_Record]) -> list[_Record]:
    """Merge the records of one person and title; one without a body joins the ones with a body."""
    merged: list[_Record] = []
    for record in sorted(records, key=lambda record: (record.organization is None, record.mentions)):
        if record.name is None and record.organization is None:
            continue
        for at, other in enumerate(merged):
            if _same(record, other):
                organization = other.organization
                if record.organization and organization and len(record.organization) > len(organization):
                    organization = organization if record.organization.startswith(organization + " ") else record.organization
                merged[at] = replace(
                    other,
                    organization=organization,
                    former=other.former or record.former,
                    mentions=tuple(sorted({*other.mentions, *record.mentions})),
                )
                break
        else:
            merged.append(record)
    named = [record for record in merged if record.name is not None]
    return [
        record
        for record in merged
        if record.name is not None
        or not any(
            other.title == record.title and _same_body(other.organization, record.organization) for other in named
        )
    ]


def _same(record: _Record, other: _Record) -> bool:
    """Whether two records are of one person in one office."""
    if record.entity != other.entity or record.name != other.name:
        return False
    if record.name is None:
        return record.title == other.title and _same_body(record.organization, other.organization)
    if record.title != other.title:
        # 도 의원 after 도재경 원내대표 is another office; 이 장관 after 이 장관 후보자 is not, nor 문 의장 after 국회의장.
        shorter, longer = sorted((record.title, other.title), key=len)
        if not (longer.endswith(shorter) and (record.organization is None or other.organization is None)):
            return False
        return len(shorter) >= 2 and longer != shorter and _short_call(record, other)
    return (
        record.organization is None
        or other.organization is None
        or _same_body(record.organization, other.organization)
    )


def _short_call(record: _Record, other: _Record) -> bool:
    """Whether the record with the shorter title has no body: it only calls the other one shorter (부총재 ≠ 총재)."""
    shorter, longer = sorted((record, other), key=lambda item: len(item.title))
    return shorter.organization is None and not longer.title.endswith("부" + shorter.title)


def _same_body(left: str | None, right: str | None) -> bool:
    if left is None or right is None:
        return left == right
    a, b = re.sub(r"[\s·㈜]|\(주\)", "", left), re.sub(r"[\s·㈜]|\(주\)", "", right)
    return a == b or a.startswith(b) or b.startswith(a)


def _fill_bodies(
    context: Context, mentions: Sequence[Mention], entities: dict[str, Entity], records: Sequence[_Record]
) -> list[_Record]:
    """Give a record whose phrase joins no body the one that the sentence is about (하루의 해외사업을 맡은 원하린 총괄)."""
    known = {(record.entity, record.title) for record in records if record.organization is not None}
    filled: list[_Record] = []
    for record in records:
        if record.organization is None and record.name is not None and (record.entity, record.title) not in known:
            base = record.title.split(" ")[0]
            if not _FREE.search(base) and not _is_surname(mentions, record):
                body = _nearest_body(context, mentions, record, corporate=bool(_CORPORATE.search(base)))
                if body is not None:
                    record = replace(record, organization=body)
        filled.append(record)
    return filled


def _is_surname(mentions: Sequence[Mention], record: _Record) -> bool:
    return any(mentions[index].kind == "PERSON" and len(mentions[index].text) == 1 for index in record.mentions)


def _nearest_body(context: Context, mentions: Sequence[Mention], record: _Record, *, corporate: bool) -> str | None:
    """The last body of the fitting sort before a person, in the same sentence or else in the one before."""
    first = record.mentions[0]
    sentence = context.sentence_at(mentions[first].start)
    low = context.sentence_at(max(sentence.start - 2, 0)).start
    kinds: frozenset[Kind] = frozenset({"COMPANY"}) if corporate else frozenset({"ORG"})
    for fitting in (kinds, BODY_KINDS):
        for index in range(first - 1, -1, -1):
            mention = mentions[index]
            if mention.start < low:
                break
            if mention.kind in fitting and not context.text[mention.end : mention.end + 4].startswith((" 출신", " 제공")):
                return mention.text
    return None


def _status(record: _Record) -> Status:
    if record.former:
        return "former"
    for pattern, status in _STATUS:
        if pattern.search(record.title):
            return status
    return "current"

"""Links and entities → officials: one record for each person, title and body."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from newsextract.bodies import Bodies, is_corporate, is_free, is_of_team, is_team
from newsextract.context import Context
from newsextract.linking import Link
from newsextract.ministries import body_key
from newsextract.model import Entity, Kind, Mention, Official, Status
from newsextract.titles import PLACE_TITLES, UNIQUE_OFFICES, is_profession


@dataclass(frozen=True, slots=True)
class _Record:
    name: str | None
    title: str
    organization: str | None
    status: Status
    entity: str | None
    mentions: tuple[int, ...]
    rule: str
    whole: str | None = None


def find_officials(
    context: Context, mentions: Sequence[Mention], entities: Sequence[Entity], links: Sequence[Link]
) -> list[Official]:
    """Make the officials of an article, in the order of their first mention."""
    index_of = {(mention.start, mention.end, mention.kind): index for index, mention in enumerate(mentions)}
    by_id = {entity.id: entity for entity in entities}
    records = [_record(context, mentions, by_id, index_of, link) for link in links]
    records = _fill_bodies(context, mentions, by_id, records)
    published = context.document.article.published
    named = frozenset(mention.text for mention in mentions if mention.kind == "ORG")
    keys = {
        name: body_key(context.gazetteer, name, published.year if published else None, named)
        for name in {record.organization for record in records}
        if name is not None
    }
    merged = _merge(records, keys)
    return [
        Official(r.name, r.title, r.organization, r.status == "former", r.status, r.entity, r.mentions, r.rule)
        for r in sorted(merged, key=lambda record: (record.mentions, record.title))
    ]


def _with_suffix(record: _Record) -> _Record:
    """A municipality found for an office gets its suffix: 시장 of 가카미가하라 → 가카미가하라시."""
    suffix = PLACE_TITLES.get(record.title.split(" ")[0])
    organization = record.organization
    if suffix in ("시", "구", "군", "도") and organization is not None and " " not in organization:
        if not organization.endswith(("시", "구", "군", "도", "현", "주", "성")) and len(organization) >= 2:
            return replace(record, organization=organization + suffix)
    return record


def _record(
    context: Context,
    mentions: Sequence[Mention],
    entities: dict[str, Entity],
    index_of: dict[tuple[int, int, Kind], int],
    link: Link,
) -> _Record:
    title = index_of[link.title.start, link.title.end, "TITLE"]
    if link.person is None:
        return _Record(None, link.role, link.organization, link.status, None, (title,), link.reason, link.whole)
    person = index_of[link.person.start, link.person.end, "PERSON"]
    entity = entities[mentions[person].entity or ""]
    return _Record(
        entity.name,
        link.role,
        link.organization,
        link.status,
        entity.id,
        (min(person, title), max(person, title)),
        link.reason,
        link.whole,
    )


def _merge(records: Sequence[_Record], keys: Mapping[str, str]) -> list[_Record]:
    """Merge the records of one person and title; one without a body joins the ones with a body. `keys`: see `body_key`."""
    merged: list[_Record] = []
    of_entity: dict[str | None, list[int]] = defaultdict(list)
    for record in sorted(records, key=lambda record: (record.organization is None, record.mentions)):
        if record.name is None and record.organization is None and record.title not in UNIQUE_OFFICES:
            continue
        same = next((at for at in of_entity[record.entity] if _same(record, merged[at], keys)), None)
        if same is None:
            of_entity[record.entity].append(len(merged))
            merged.append(record)
            continue
        other = merged[same]
        organization = other.organization
        if record.organization and organization and len(record.organization) > len(organization):
            organization = organization if record.organization.startswith(organization + " ") else record.organization
        merged[same] = replace(
            other,
            organization=organization,
            status=_status(other, record),
            mentions=tuple(sorted({*other.mentions, *record.mentions})),
        )
    held: dict[str, list[str | None]] = defaultdict(list)
    for record in merged:
        if record.name is not None:
            held[record.title].append(record.organization)
    return [
        record
        for record in merged
        if record.name is not None
        or not any(_same_body(body, record.organization, keys) for body in held[record.title])
    ]


def _same(record: _Record, other: _Record, keys: Mapping[str, str]) -> bool:
    """Whether two records are of one person in one office."""
    if record.entity != other.entity or record.name != other.name:
        return False
    if record.name is None:
        return record.title == other.title and _same_body(record.organization, other.organization, keys)
    if record.title != other.title:
        # 도 의원 after 도재경 원내대표 is another office; 이 장관 after 이 장관 후보자 is not, nor 문 의장 after 국회의장.
        shorter, longer = sorted((record.title, other.title), key=len)
        same_office = longer.endswith(shorter) or (shorter == "대표" and longer == "대표이사")
        if not (same_office and (record.organization is None or other.organization is None)):
            return False
        return len(shorter) >= 2 and longer != shorter and _short_call(record, other)
    return (
        record.organization is None
        or other.organization is None
        or _same_body(record.organization, other.organization, keys)
    )


def _short_call(record: _Record, other: _Record) -> bool:
    """Whether the record with the shorter title has no body: it only calls the other one shorter (부총재 ≠ 총재)."""
    shorter, longer = sorted((record, other), key=lambda item: len(item.title))
    return shorter.organization is None and not longer.title.endswith("부" + shorter.title)


def _same_body(left: str | None, right: str | None, keys: Mapping[str, str]) -> bool:
    if left is None or right is None:
        return left == right
    a, b = keys.get(left, left), keys.get(right, right)
    return a == b or a.startswith(b) or b.startswith(a)


def _fill_bodies(
    context: Context, mentions: Sequence[Mention], entities: dict[str, Entity], records: Sequence[_Record]
) -> list[_Record]:
    """Give a record whose phrase joins no body the one that the text is about there (하루의 해외사업을 맡은 원하린 총괄)."""
    known = {(record.entity, record.title) for record in records if record.organization is not None}
    bodies = Bodies(context, mentions)
    filled: list[_Record] = []
    for record in records:
        if (
            record.organization is not None
            and record.title.endswith("구단주")
            and not is_team(context, record.organization)
        ):
            record = replace(record, organization=None)
        if record.whole is not None:
            record = _unsplit(records, record, bodies, lambda body: _fullest(entities, mentions, body))
        called = any(entity == record.entity and title.endswith(record.title) for entity, title in known)
        if record.organization is None and record.name is not None and not called:
            body = bodies.in_bracket(record.entity)
            alone = _fills_alone(record.title) or not _is_surname(mentions, record)
            if body is not None:
                record = _with_suffix(replace(record, organization=_fullest(entities, mentions, body)))
            elif alone:
                topic = bodies.around(record.mentions)
                main = bodies.main_company() if topic is None and is_corporate(record.title) else None
                told = topic is None and main is None and _of_same_office(records, record)
                likely = (
                    None
                    if told
                    else main
                    if main is not None
                    else bodies.likely(record.title.split(" ")[0], record.mentions)
                )
                if told:
                    record = replace(record, organization=told)
                elif likely is not None:
                    record = _with_suffix(replace(record, organization=_fullest(entities, mentions, likely)))
                else:
                    earlier = _of_paragraph(context, entities, mentions, bodies, filled, record)
                    record = replace(record, organization=earlier)
        if record.organization is None and record.entity is not None and _shares(record):
            record = replace(record, organization=_of_person(filled, record))
        filled.append(record)
    return filled


#: Heads of units of a body: 본부장 of a 본부.
_UNIT_HEADS = frozenset("단장 사업단장 본부장 부본부장 실장 국장 과장 부장 팀장 담당관 지사장 연구소장 부문장".split())


def _unsplit(records: Sequence[_Record], record: _Record, bodies: Bodies, name: Callable[[int], str]) -> _Record:
    """Take a title whole again where the body of its unit is known, or where the person bears it whole elsewhere (외교장관 of a state)."""
    whole = record.whole or record.title
    if record.title in _UNIT_HEADS and (body := bodies.around(record.mentions)) is not None:
        return replace(record, title=whole, organization=name(body))
    elsewhere = next((o for o in records if o.entity == record.entity and o.title == whole and o.organization), None)
    if record.entity is not None and elsewhere is not None:
        return replace(record, title=whole, organization=elsewhere.organization)
    return record


def _shares(record: _Record) -> bool:
    """Whether an office is of the body of the other one named with it: 단장 겸 예술감독, 부산시장 권한대행을 맡은 … 행정부시장."""
    return record.rule in ("second_title", "title_in_bracket") or record.title.endswith(
        ("부시장", "부지사", "부군수", "부구청장")
    )


def _of_person(earlier: Sequence[_Record], record: _Record) -> str | None:
    """The body of the last office of the same person."""
    bodies = [
        other.organization for other in earlier if other.entity == record.entity and other.organization is not None
    ]
    return bodies[-1] if bodies else None


def _of_same_office(records: Sequence[_Record], record: _Record) -> str | None:
    """The one body whose office of the same name, or of its deputy, others hold (정기택 전 회장 beside 강희상 한국마사회장)."""
    if is_free(record.title):
        return None
    base = record.title.split(" ")[0]
    offices = {base, "부" + base, base.removeprefix("부"), base.removeprefix("수석")}
    bodies = {
        other.organization
        for other in records
        if other.organization is not None
        and other.name is not None
        and other.title.split(" ")[0] in offices
        and (other.status != record.status or other.title.split(" ")[0] != base)
    }
    return bodies.pop() if len(bodies) == 1 else None


def _of_paragraph(
    context: Context,
    entities: dict[str, Entity],
    mentions: Sequence[Mention],
    bodies: Bodies,
    earlier: Sequence[_Record],
    record: _Record,
) -> str | None:
    """The body of the sentence before in the same paragraph: its topic, else the one whose officials it names."""
    sports = is_of_team(record.title)
    if not sports and (is_free(record.title) or is_profession(context, record.title)):
        return None
    start = mentions[record.mentions[0]].start
    paragraph, sentence = context.text.rfind("\n", 0, start) + 1, context.sentence_at(start).start
    if paragraph == sentence:
        return None
    topic = None if sports else bodies.last_topic(paragraph, sentence)
    if topic is not None:
        return _fullest(entities, mentions, topic)
    named = {
        other.organization
        for other in earlier
        if other.organization is not None
        and (is_of_team(other.title) if sports else not (is_free(other.title) or is_profession(context, other.title)))
        and paragraph <= mentions[other.mentions[0]].start < sentence
    }
    return named.pop() if len(named) == 1 else None


def _fills_alone(title: str) -> bool:
    """Whether an office is one of its own also behind a bare surname, which mostly calls a person anew by an office known before."""
    return title in PLACE_TITLES or " " in title


def _fullest(entities: dict[str, Entity], mentions: Sequence[Mention], body: int) -> str:
    """The fullest form that the article has for a body."""
    entity = entities.get(mentions[body].entity or "")
    name = entity.name if entity is not None else mentions[body].text
    return name if len(name) >= len(mentions[body].text) else mentions[body].text


def _is_surname(mentions: Sequence[Mention], record: _Record) -> bool:
    return any(mentions[index].kind == "PERSON" and len(mentions[index].text) == 1 for index in record.mentions)


def _status(record: _Record, other: _Record) -> Status:
    """The status of an office by two phrases that name it: what either says, a past first (이 장관 after 이도담 전 장관)."""
    told = [status for status in (record.status, other.status) if status != "current"]
    return "former" if "former" in told else told[0] if told else "current"

"""Links and entities → officials: one record for each person, title and body."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsextract.context import Context
from newsextract.linking import Link
from newsextract.model import BODY_KINDS, Entity, Kind, Mention, Official, Status
from newsextract.titles import PLACE_TITLES, UNIQUE_OFFICES

_STATUS: tuple[tuple[re.Pattern[str], Status], ...] = (
    (re.compile(r"(?:권한대행|직무대행|직무대리|대행|대리|서리)$"), "acting"),
    (re.compile(r"(?:후보자|내정자|지명자)$"), "nominee"),
    (re.compile(r"(?:예비후보|예비후보자|후보|당선인|당선자)$"), "candidate"),
)
#: Titles that belong to no body unless the phrase names one.
_FREE = re.compile(
    r"(?:연출가|연주자|극작가|소리꾼|안무가|평론가|해설위원|번역가|연구자|변호사|작가|화가|시인|소설가|가수|배우|감독|대통령|총리|박사|의사|국왕|교황|작곡가|지휘자|평론가|방송인|코미디언|[1-9]단|의원|선수|검사장|"
    r"명창|고수|피아니스트|바이올리니스트|셰프|디자이너|건축가|사진가|조각가|가이드|신부|스님|목사)$"
)
#: Titles whose body is a team where the article names teams.
_SPORTS = ("감독", "코치", "주장", "구단주", "선수")
#: Which bodies a title without one is looked for: those of business for the first, other bodies for the second.
_CORPORATE = re.compile(
    r"(?:대표|대표이사|사장|전무|상무|이사|CEO|CTO|CFO|COO|최고경영자|최고기술책임자|팀장|총괄|본부장|이코노미스트|애널리스트|창업자|지점장|공장장|사업부장|점장|회장|부회장|법인장|연구소장)$"
)


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
        return _Record(None, link.role, link.organization, link.former, None, (title,))
    person = index_of[link.person.start, link.person.end, "PERSON"]
    entity = entities[mentions[person].entity or ""]
    return _Record(
        entity.name, link.role, link.organization, link.former, entity.id, (min(person, title), max(person, title))
    )


def _merge(records: Sequence[_Record]) -> list[_Record]:
    """Merge the records of one person and title; one without a body joins the ones with a body."""
    merged: list[_Record] = []
    for record in sorted(records, key=lambda record: (record.organization is None, record.mentions)):
        if record.name is None and record.organization is None and record.title not in UNIQUE_OFFICES:
            continue
        for at, other in enumerate(merged):
            if _same(record, other):
                organization = other.organization
                if record.organization and organization and len(record.organization) > len(organization):
                    organization = (
                        organization if record.organization.startswith(organization + " ") else record.organization
                    )
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
        same_office = longer.endswith(shorter) or (shorter == "대표" and longer == "대표이사")
        if not (same_office and (record.organization is None or other.organization is None)):
            return False
        return len(shorter) >= 2 and longer != shorter and _short_call(record, other)
    return (
        record.organization is None or other.organization is None or _same_body(record.organization, other.organization)
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
    """Give a record whose phrase joins no body the one that the text is about there (하루의 해외사업을 맡은 원하린 총괄)."""
    known = {(record.entity, record.title) for record in records if record.organization is not None}
    filled: list[_Record] = []
    for record in records:
        if (
            record.organization is not None
            and record.title.endswith("구단주")
            and not is_team(context, record.organization)
        ):
            record = replace(record, organization=None)
        if record.organization is None and record.name is not None and (record.entity, record.title) not in known:
            body = _body_in_bracket(context, mentions, record)
            if body is None and not _is_surname(mentions, record):
                body = _likely_body(context, mentions, record)
            if body is not None:
                record = _with_suffix(replace(record, organization=_fullest(entities, mentions, body)))
        filled.append(record)
    return filled


def _fullest(entities: dict[str, Entity], mentions: Sequence[Mention], body: int) -> str:
    """The fullest form that the article has for a body."""
    entity = entities.get(mentions[body].entity or "")
    name = entity.name if entity is not None else mentions[body].text
    return name if len(name) >= len(mentions[body].text) else mentions[body].text


def _is_surname(mentions: Sequence[Mention], record: _Record) -> bool:
    return any(mentions[index].kind == "PERSON" and len(mentions[index].text) == 1 for index in record.mentions)


def _body_in_bracket(context: Context, mentions: Sequence[Mention], record: _Record) -> int | None:
    """The body in the bracket after a person's name, with an age: 박달린(25·한국전력)."""
    for index, mention in enumerate(mentions):
        if mention.entity == record.entity and mention.kind == "PERSON" and index + 1 < len(mentions):
            body = mentions[index + 1]
            if body.kind in BODY_KINDS and re.fullmatch(r"\(\d{1,2}·", context.text[mention.end : body.start]):
                return index + 1 if not re.match(r" \d+기", context.text[body.end : body.end + 5]) else None
    return None


def _likely_body(context: Context, mentions: Sequence[Mention], record: _Record) -> int | None:
    """The place that an office governs, or the body that the sentence, else the article, is about; None if unclear."""
    base = record.title.split(" ")[0]
    first = record.mentions[0]
    if any(mentions[index].rule == "appointment" for index in record.mentions):
        return _heading(context, mentions, first)
    if base in PLACE_TITLES:
        wanted: Kind = "CITY" if base.endswith("시장") else "PROVINCE" if base.endswith("지사") else "COUNTY"
        return _before(context, mentions, first, frozenset({wanted}), 400)
    if base.endswith(_SPORTS):
        teams = [i for i, m in enumerate(mentions) if m.kind == "ORG" and is_team(context, m.text)]
        if teams:
            near = [i for i in teams if i < first and mentions[i].start >= _paragraph(context, mentions[first].start)]
            return near[-1] if near else teams[0]
    if _FREE.search(base):
        return None
    named = _named_for(context, mentions, first, base)
    if named is not None:
        return named
    kind: Kind = "COMPANY" if _CORPORATE.search(base) else "ORG"
    sentence = context.sentence_at(mentions[first].start)
    for fitting in (frozenset({kind}), BODY_KINDS):
        near_one = _before(context, mentions, first, fitting, mentions[first].start - sentence.start)
        if near_one is not None:
            return near_one
    counts = Counter(m.entity for m in mentions if m.kind == kind)
    if counts:
        entity, count = min(counts.items(), key=lambda item: (-item[1], item[0] or ""))
        if count >= 3:
            return next(i for i, m in enumerate(mentions) if m.entity == entity)
    return None


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


def _named_for(context: Context, mentions: Sequence[Mention], first: int, base: str) -> int | None:
    """The last body before a person whose name ends like the title says: 본부장 … 중앙재난안전대책본부."""
    ending = _BODY_OF.get(base)
    if ending is None:
        return None
    for index in range(first - 1, -1, -1):
        mention = mentions[index]
        if (
            mention.kind == "ORG"
            and mention.text.endswith(ending)
            and not context.text.startswith(" 출신", mention.end)
        ):
            return index
    return None


def is_team(context: Context, name: str) -> bool:
    """Whether the tables have a body as a sports team."""
    return any(entry.attributes.get("type") == "team" for entry in context.gazetteer.get(name))


def _heading(context: Context, mentions: Sequence[Mention], first: int) -> int | None:
    """The body that heads a list of appointments: ◆ 행정안전부."""
    for index in range(first - 1, -1, -1):
        line = _paragraph(context, mentions[index].start)
        if mentions[index].kind != "TITLE" and re.fullmatch(
            r"[◆■□●◇<\[【▣◈*]\s?", context.text[line : mentions[index].start]
        ):
            return index
    return None


def _paragraph(context: Context, at: int) -> int:
    return context.text.rfind("\n", 0, at) + 1


def _before(
    context: Context, mentions: Sequence[Mention], first: int, kinds: frozenset[Kind], reach: int
) -> int | None:
    """The last mention of some kinds within `reach` code points before a mention; credits and origins do not count."""
    for index in range(first - 1, -1, -1):
        mention = mentions[index]
        if mention.start < mentions[first].start - reach:
            return None
        if mention.kind not in kinds or context.text[mention.end : mention.end + 4].startswith((" 출신", " 제공")):
            continue
        following = mentions[index + 1] if index + 1 < len(mentions) else None
        if following is not None and following.kind == "TITLE" and following.start - mention.end <= 1:
            continue  # 원주시의회 의장, 김보람 교수: the body is the other's
        return index
    return None


def _status(record: _Record) -> Status:
    if record.former:
        return "former"
    for pattern, status in _STATUS:
        if pattern.search(record.title):
            return status
    return "current"

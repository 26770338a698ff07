"""Mentions → entities within one article: who and what the mentions stand for.

A short form is linked only if exactly one candidate survives; otherwise it stays an entity of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import replace
from functools import cache

from newsextract.context import Context
from newsextract.gazetteer import Entry
from newsextract.headlines import RULE as HEADLINE_FORM
from newsextract.headlines import headline_forms
from newsextract.heads import HANJA_DIVISIONS
from newsextract.linking import Link
from newsextract.ministries import ministry
from newsextract.model import BODY_KINDS, PLACE_KINDS, AttributeValue, Entity, Kind, Mention
from newsextract.names import hangul_side, is_surname, surname_readings

_LEGAL = re.compile(r"^(?:㈜|\(주\)|주식회사 )\s?|\s?(?:㈜|\(주\))$")
_ALIAS_GAP = re.compile(r"[’'〉》」』”\"]?\s?\((?:이하|약칭|구|舊|옛|일명)?\s?[‘'“\"]?")
_SQUASH = re.compile(r"[\s·ㆍ]+")


class _Groups:
    """Disjoint sets of mention indices; `links` keeps by what a mention was first joined to another."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))
        self.links: dict[int, str] = {}

    def find(self, index: int) -> int:
        """The representative of the set that holds `index`: its smallest member."""
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index

    def join(self, to: int, mention: int, reason: str) -> None:
        """Unite two sets: `mention` is joined to what `to` stands for, for a reason."""
        a, b = self.find(to), self.find(mention)
        if a != b:
            self._parent[max(a, b)] = min(a, b)
            self.links.setdefault(mention, reason)


def link_entities(
    context: Context, mentions: Sequence[Mention], links: Iterable[Link]
) -> tuple[list[Mention], list[Entity]]:
    """Group mentions into entities; return the mentions with their entity ids, and the entities in text order."""
    groups = _Groups(len(mentions))
    index_of = {(mention.start, mention.end, mention.kind): index for index, mention in enumerate(mentions)}
    _join_equal(context, mentions, groups)
    _join_aliases(context, mentions, groups)
    _join_short_bodies(mentions, groups)
    _join_headline_forms(context, mentions, groups, index_of)
    _join_people(context, mentions, groups, index_of, list(links))
    _join_titles(mentions, groups, index_of, links)
    members: dict[int, list[int]] = defaultdict(list)
    for index in range(len(mentions)):
        members[groups.find(index)].append(index)
    numbered = {root: f"e{number}" for number, root in enumerate(sorted(members), 1)}
    linked = [
        replace(mention, entity=numbered[groups.find(index)], link=groups.links.get(index))
        for index, mention in enumerate(mentions)
    ]
    places = _article_places(context, mentions)
    entities = [
        _entity(context, numbered[root], [mentions[i] for i in members[root]], members[root], places)
        for root in sorted(members)
    ]
    return linked, entities


def _join_equal(context: Context, mentions: Sequence[Mention], groups: _Groups) -> None:
    """Join mentions of one kind that are the same in the tables, in writing, or in value."""
    first: dict[tuple[str, str], int] = {}
    named = frozenset(mention.text for mention in mentions if mention.kind == "ORG")
    states = _states(context, mentions)
    for index, mention in enumerate(mentions):
        if mention.kind == "TITLE" or (mention.kind == "PERSON" and is_surname(mention.text)):
            continue
        state = states.get(index, "")
        for reason, key in _keys(context, mention, named):
            if (found := first.setdefault((mention.kind, state + key), index)) != index:
                groups.join(found, index, reason)


def _states(context: Context, mentions: Sequence[Mention]) -> dict[int, str]:
    """By the index of a body's mention, the state whose body it is, where the article has the same name of several states.

    미국 국방부 and 국방부 are two bodies, 중국 외교부 and later 외교부 one, where no other is named.
    """
    of_name: dict[str, dict[int, str]] = defaultdict(dict)
    for index, mention in enumerate(mentions):
        if mention.kind == "ORG" and any(
            e.attributes.get("type") in _STATE for e in context.gazetteer.get(mention.text)
        ):
            before = mentions[index - 1] if index else mention
            whose = before.kind == "COUNTRY" and context.text[before.end : mention.start] in (" ", "의 ")
            known = {entry.canonical for entry in context.gazetteer.get(before.text)} if whose else set()
            of_name[mention.text][index] = min(known) if known else before.text if whose else ""
    found: dict[int, str] = {}
    for name, states in of_name.items():
        own = next(iter(states.values())) == "" and ministry(context.gazetteer, name, None) is not None
        if len(set(states.values()) - {""}) > 1 or (own and len(set(states.values())) > 1):
            found |= {index: f"{state}@" for index, state in states.items() if state not in ("", "한국")}
    return found


#: Types of the table of organizations that every state has.
_STATE = frozenset({"ministry", "agency", "constitutional", "military"})


def _keys(context: Context, mention: Mention, named: Collection[str]) -> list[tuple[str, str]]:
    """The keys under which a mention meets others of its kind that mean the same, each with the name of the reason."""
    kind = mention.kind
    if kind in ("DATE", "TIME"):
        value = mention.value or (f"{mention.range[0]}/{mention.range[1]}" if mention.range else f"?{mention.text}")
        return [("same_value", value)]
    written = _SQUASH.sub("", _LEGAL.sub("", mention.text)).lower()
    keys = [("same_form", hangul_side(written))]  # 北한강 is 북한강
    if kind in PLACE_KINDS or kind in BODY_KINDS:
        canonical = {entry.canonical for entry in context.gazetteer.get(mention.text) if entry.kind == kind}
        if (office := _ministry(context, mention.text, named)) is not None:
            canonical = {office.canonical}
        if len(canonical) == 1:
            keys.append(("same_entry", "=" + canonical.pop()))
        if kind == "ORG" and any(
            entry.attributes.get("type") == "team" for entry in context.gazetteer.get(mention.text)
        ):
            keys.append(("same_team", "team=" + mention.text.split(" ")[0].lower()))
        if kind == "CITY":
            bare = written[:-1] if written.endswith("시") and len(written) > 2 else written
            keys.append(("place_suffix", bare + "시"))
        for long, short in _SHORTENED:
            if written.endswith(long) and len(written) > len(long) + 1:
                keys.append(("short_head", f"~{written[: -len(long)]}{short}"))
            elif written.endswith(short) and len(written) > len(short) + 1:
                keys.append(("short_head", f"~{written}"))
    if kind == "EVENT":
        typhoon = re.search(r"태풍\s[‘']?([가-힣]{2,6})$", mention.text)
        if typhoon:
            keys.append(("same_typhoon", typhoon.group(1)))
    return keys


#: Heads of bodies and how they are shortened: 온빛손해보험 → 온빛손보.
_SHORTENED = (
    ("대학교", "대"),
    ("손해보험", "손보"),
    ("생명보험", "생명"),
    ("위원회", "위"),
    ("지방법원", "지법"),
    ("고등법원", "고법"),
    ("지방검찰청", "지검"),
    ("고등검찰청", "고검"),
    ("투자증권", "증권"),
    ("교육지원청", "교육청"),
    ("노동조합", "노조"),
)


def _ministry(context: Context, name: str, named: Collection[str]) -> Entry | None:
    """The ministry that a name means in the article, which was published in some year and names bodies in full."""
    published = context.document.article.published
    return ministry(context.gazetteer, name, published.year if published else None, named)


#: What a council or school is called after it has been named in full.
_SHORT_BODIES = ("시의회", "도의회", "군의회", "구의회", "시교육청", "도교육청")


def _join_short_bodies(mentions: Sequence[Mention], groups: _Groups) -> None:
    """Join a council called by its kind to the one that the article names in full (시의회 to 통영시의회)."""
    short: dict[tuple[str, Kind], list[int]] = defaultdict(list)
    for index, mention in enumerate(mentions):
        text = mention.text
        if text[:1] in HANJA_DIVISIONS:
            text = HANJA_DIVISIONS[text[0]][0] + text[1:]
        if text in _SHORT_BODIES:
            short[text, mention.kind].append(index)
    for (text, kind), indices in short.items():
        wholes = {
            groups.find(other)
            for other, body in enumerate(mentions)
            if body.kind == kind and body.text != text and body.text.endswith(text)
        }
        if len(wholes) == 1:
            whole = wholes.pop()
            for index in indices:
                groups.join(whole, index, "short_form")


def _join_aliases(context: Context, mentions: Sequence[Mention], groups: _Groups) -> None:
    """Join a name and its alias in brackets right after it: 국제전자제품박람회’(이하 CES 2023), 리밍저(李明哲)."""
    text = context.text
    for index in range(len(mentions) - 1):
        mention = mentions[index]
        for other in range(index + 1, min(index + 4, len(mentions))):
            alias = mentions[other]
            if alias.start < mention.end:
                continue
            if alias.kind != mention.kind:
                break
            gap = text[mention.end : alias.start]
            if _ALIAS_GAP.fullmatch(gap):
                groups.join(index, other, "alias")
                following = other + 1
                if following < len(mentions) and text[alias.end : mentions[following].start] in ("·", "ㆍ", ", "):
                    if (
                        mentions[following].kind == mention.kind
                        and text[mentions[following].end : mentions[following].end + 1] == ")"
                    ):
                        groups.join(index, following, "alias")
            break


def _join_headline_forms(
    context: Context, mentions: Sequence[Mention], groups: _Groups, index_of: dict[tuple[int, int, Kind], int]
) -> None:
    """Join the letters and short forms of headlines to what the body names in full (尹, 與, 市, 국힘)."""
    for form in headline_forms(context, mentions):
        index = index_of.get((form.start, form.end, mentions[form.target].kind))
        if index is not None:
            groups.join(form.target, index, HEADLINE_FORM)


def _join_people(
    context: Context,
    mentions: Sequence[Mention],
    groups: _Groups,
    index_of: dict[tuple[int, int, Kind], int],
    links: Sequence[Link],
) -> None:
    """Join surnames and parts of foreign names to the one full name that fits."""
    title_of: dict[int, set[str]] = defaultdict(set)
    role_of: dict[int, set[str]] = defaultdict(set)
    for link in links:
        if link.person is not None:
            person = index_of[link.person.start, link.person.end, "PERSON"]
            title_of[person].add(_core(link.role))
            role_of[person].add(link.role)
    people = [index for index, mention in enumerate(mentions) if mention.kind == "PERSON"]
    # Mentions of the same full name are one group by now: short forms are looked up in the groups' forms.
    by_head: dict[str, set[int]] = defaultdict(set)
    by_word: dict[str, set[int]] = defaultdict(set)
    known_titles: dict[int, set[str]] = defaultdict(set)
    known_roles: dict[int, set[str]] = defaultdict(set)
    for index in people:
        form = mentions[index].text
        if not is_surname(form):
            root = groups.find(index)
            known_titles[root] |= title_of[index]
            known_roles[root] |= role_of[index]
            for length in (1, 2):
                if len(form) > length:
                    by_head[form[:length]].add(root)
            if " " in form:
                for word in form.split(" "):
                    by_word[word].add(root)

    by_role: dict[str, set[int]] = defaultdict(set)
    for root, roles in known_roles.items():
        for role in roles:
            by_role[role].add(root)

    @cache
    def called_by_titles(surname: str, titles: frozenset[str]) -> tuple[list[int], frozenset[int]]:
        """Whom a surname with titles can call, in text order, and those of them who have one of the titles."""
        candidates = {
            root
            for reading in surname_readings(surname)
            for root in by_head.get(reading, set())
            if not _exclude_each_other(known_titles[root], titles)
        }
        fitting = frozenset(root for root in candidates if known_titles[root] & titles)
        return sorted(fitting or candidates), fitting

    @cache
    def called(surname: str, titles: frozenset[str], roles: frozenset[str]) -> tuple[list[int], bool]:
        """The same for titles as they are written, by which somebody may be meant who has just these; and whether by a title at all."""
        candidates, fitting = called_by_titles(surname, titles)
        exact = {root for role in roles for root in by_role.get(role, ()) if root in fitting}
        return sorted(exact) or candidates, bool(fitting)

    for index in people:
        text = mentions[index].text
        if is_surname(text):
            candidates, fits = called(text, frozenset(title_of[index]), frozenset(role_of[index]))
            # Of several the only one named before, if there is just one.
            if len(candidates) == 1 or bisect_left(candidates, index) == 1:
                groups.join(candidates[0], index, "surname_and_title" if fits else "surname")
        elif " " not in text:
            wholes = by_word.get(text, set())
            if len(wholes) > 1:  # 크루즈 대통령, where 레이날도 크루즈 대통령 and 미겔 크루즈 시장 are named
                wholes = {root for root in wholes if known_titles[root] & title_of[index]}
            if len(wholes) == 1:
                groups.join(next(iter(wholes)), index, "part_of_name")


#: Offices of which nobody holds two, by the heads of their titles: 김 의장 is not 김철수 시장.
_EXCLUSIVE = frozenset("시장 군수 청장 지사 의장 육감 서장".split())


def _exclude_each_other(known: Set[str], called: Set[str]) -> bool:
    """Whether somebody with the known offices cannot be called by an office that is none of them."""
    return bool(known & _EXCLUSIVE and called & _EXCLUSIVE and not known & called)


def _core(role: str) -> str:
    """The head of a role, by which 국회의장 and 의장, 부시장 and 시장 are compared."""
    return role.split(" ")[-1][-2:]


def _join_titles(
    mentions: Sequence[Mention],
    groups: _Groups,
    index_of: dict[tuple[int, int, Kind], int],
    links: Iterable[Link],
) -> None:
    """Join the titles of one office: of one person with one role, or of one body with one role."""
    first: dict[tuple[object, str], int] = {}
    for link in links:
        index = index_of[link.title.start, link.title.end, "TITLE"]
        holder: object = link.organization or ""
        if link.person is not None:
            holder = groups.find(index_of[link.person.start, link.person.end, "PERSON"])
        key = (holder, _core(link.role))
        if key in first:
            groups.join(first[key], index, "same_office")
        else:
            first[key] = index


def _article_places(context: Context, mentions: Sequence[Mention]) -> frozenset[str]:
    """The canonical names of the places that an article names, by which ambiguous ones are resolved."""
    return frozenset(
        entry.canonical
        for mention in mentions
        if mention.kind in PLACE_KINDS
        for entry in context.gazetteer.get(mention.text)
        if entry.kind == mention.kind and len(context.gazetteer.get(mention.text)) == 1
    )


def _entity(
    context: Context, number: str, mentions: Sequence[Mention], indices: Sequence[int], places: frozenset[str]
) -> Entity:
    kind = mentions[0].kind
    name = _name(mentions)
    if kind == "COUNTRY" and len(name) == 1:
        name = _state_name(context, name)
    aliases = tuple(dict.fromkeys(mention.text for mention in mentions if mention.text != name))
    return Entity(number, kind, name, aliases, tuple(indices), _attributes(context, name, mentions, places))


def _state_name(context: Context, letter: str) -> str:
    """The usual name of a state of which the article has only a letter (美, 미): 미국."""
    states = {entry.canonical for entry in context.gazetteer.get(letter) if entry.kind == "COUNTRY"}
    name = states.pop() if len(states) == 1 else letter
    return "한국" if name == "대한민국" else name


def _name(mentions: Sequence[Mention]) -> str:
    """The fullest form: the longest in Hangul, the first of equals; a date keeps its first form."""
    if mentions[0].kind in ("DATE", "TIME"):
        return mentions[0].text
    hangul = [mention.text for mention in mentions if re.search("[가-힣]", mention.text)]
    pure = [name for name in hangul if not re.search("[\u4e00-\u9fff]", name)]  # 북구 rather than 北구
    return max(pure or hangul or [mention.text for mention in mentions], key=len)


def _attributes(
    context: Context, name: str, mentions: Sequence[Mention], places: frozenset[str]
) -> dict[str, AttributeValue]:
    """What the tables and the mentions say of an entity; nothing where several readings remain."""
    kind = mentions[0].kind
    if kind in ("DATE", "TIME"):
        return _date_attributes(mentions)
    if kind in PLACE_KINDS or kind == "COMPANY":
        entry = _reading(context, kind, mentions, places)
        if entry is not None:
            keys = ("code", "country", "lat", "lon") if kind in PLACE_KINDS else ("ticker", "market")
            return {key: entry.attributes[key] for key in keys if key in entry.attributes}
    if kind == "ORG" and (office := _ministry(context, name, {mention.text for mention in mentions})) is not None:
        return {"official_name": office.canonical, "years": office.attributes["years"]}
    return {}


def _date_attributes(mentions: Sequence[Mention]) -> dict[str, AttributeValue]:
    """The value of a date or time and how it was read, by the mention that leaves least open."""
    mention = min(mentions, key=lambda mention: mention.when is None or mention.when.ambiguous)
    found: dict[str, AttributeValue] = {}
    if mention.value is not None:
        found["value"] = mention.value
    elif mention.range is not None:
        found["range"] = list(mention.range)
    if mention.when is not None:
        found |= {"precision": mention.when.precision, "ambiguous": mention.when.ambiguous}
    return found | {"rule": mention.rule}


def _reading(context: Context, kind: Kind, mentions: Sequence[Mention], places: frozenset[str]) -> Entry | None:
    """The one reading of an entity's names in the tables; of several, the one whose province or city the article names."""
    for mention in sorted(mentions, key=lambda mention: -len(mention.text)):
        readings = [entry for entry in context.gazetteer.get(mention.text) if entry.kind == kind]
        if not readings and kind == "CITY" and mention.text.endswith("시"):
            readings = [entry for entry in context.gazetteer.get(mention.text[:-1]) if entry.kind == kind]
        if len(readings) == 1:
            return readings[0]
        if readings:
            named = [entry for entry in readings if any(part in places for part in entry.canonical.split(" ")[:-1])]
            if len(named) == 1:
                return named[0]
            whole = [entry for entry in readings if " " not in entry.canonical]
            return whole[0] if len(whole) == 1 else None
    return None

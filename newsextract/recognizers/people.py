"""PERSON and TITLE: names before, after and around titles, and names that stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsextract.context import Context
from newsextract.model import PLACE_KINDS, Mention
from newsextract.names import name_quality, surname_only
from newsextract.recognizers.people_after import body_before, people_after
from newsextract.recognizers.people_alone import bare_names, by_honorific, by_insertion
from newsextract.recognizers.people_before import people_before
from newsextract.recognizers.people_evidence import Support, full_name, particle_after, supported_surnames
from newsextract.titles import UNIQUE_OFFICES, Title

#: Titles that are more often something else (소장: possession; 시장: market): a name must be sure.
_SURE_TITLE = 0.3
_GENERIC_AFTER = re.compile(
    r"들|급|직(?![가-힣])|실|단|상(?![가-힣])|배|기 |님들|석|감|회|측|사업| ?선거| ?선출| ?인선| ?임명동의"
)


def find(context: Context) -> Iterator[Mention]:
    """Yield the people and titles of a document."""
    titles: Sequence[Title] = context.titles
    support = supported_surnames(context, titles)
    for title in titles:
        yield from _title(context, title, support)
    yield from by_insertion(context)
    yield from by_honorific(context)
    yield from bare_names(context)


def _title(context: Context, title: Title, support: Support) -> Iterator[Mention]:
    """One title with the people beside it."""
    place = (
        [context.mention(title.start, title.place_end, title.place_kind, "place_in_title")]
        if title.place_kind is not None
        else []
    )
    if title.weight >= _SURE_TITLE or title.fused or particle_after(context, title.end):
        people = list(people_before(context, title, support))
        if people and (title.weight >= _SURE_TITLE or title.fused or _sure_people(context, people)):
            yield from people
            yield context.mention(title.start, title.end, "TITLE", "title_after_name")
            yield from place
            return
        inside = list(_name_inside(context, title, support))
        if inside:
            yield from inside
            return
    if _generic(context, title):
        return
    people = list(people_after(context, title, support))
    if people:
        yield from people
        yield context.mention(title.start, title.end, "TITLE", "title_before_name")
        yield from place
    elif title.fused:
        yield context.mention(title.start, title.end, "TITLE", "fused_title")
        yield from place
    elif particle_after(context, title.end) and body_before(context, title):
        yield context.mention(title.start, title.end, "TITLE", "title_after_body")
    elif title.head in UNIQUE_OFFICES and not title.prefix:
        yield context.mention(title.start, title.end, "TITLE", "unique_office")


def _sure_people(context: Context, people: Sequence[Mention]) -> bool:
    return all(name_quality(context, person.start, person.end) == 3 for person in people)


def _generic(context: Context, title: Title) -> bool:
    """Whether what follows shows that no holder is meant: 시장 선거, 장관급, 대표단, 위원장 선출, 위원장직."""
    return _GENERIC_AFTER.match(context.text, title.end) is not None


def _name_inside(context: Context, title: Title, support: Support) -> Iterator[Mention]:
    """A name written onto its title without a space: 백시장, 백이랑논산시장."""
    text, prefix = context.text, title.prefix
    body_end = title.start + len(prefix)
    if not prefix or title.place_end == body_end:
        return
    if len(prefix) == 1 and surname_only(context, prefix) and prefix not in "부전현총최고대신":
        if full_name(context, prefix) and title.weight >= 0.5:
            yield context.mention(title.start, body_end, "PERSON", "surname_before_title")
            yield context.mention(body_end, title.end, "TITLE", "title_after_name")
        return
    for length in (3, 2, 4):
        cut = title.start + length
        rest = context.entry(text[cut:body_end]) if cut < body_end else None
        if rest is None or rest.kind == "EVENT" or text[title.start] not in context.gazetteer.surnames:
            continue
        if context.entry(text[title.start : cut]) is None:
            yield context.mention(title.start, cut, "PERSON", "name_before_title")
            yield context.mention(cut, title.end, "TITLE", "title_after_name")
            if rest.kind in PLACE_KINDS:
                yield context.mention(cut, body_end, rest.kind, "place_in_title")
            return
    if name_quality(context, title.start, body_end) == 3 and title.weight >= 0.9 and len(prefix) == 3:
        yield context.mention(title.start, body_end, "PERSON", "name_before_title")
        yield context.mention(body_end, title.end, "TITLE", "title_after_name")

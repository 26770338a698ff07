"""Who holds which title: people, titles and bodies joined into links by what stands between them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsextract.context import Context
from newsextract.discourse import Discourse
from newsextract.linking.gaps import Gaps, outer
from newsextract.linking.holders import Found, holder, list_after, list_before, share_holders
from newsextract.linking.organizations import LEADS, is_office_of_place, is_place, party_after
from newsextract.model import BODY_KINDS, Mention, Status
from newsextract.office_words import status_by_title
from newsextract.titles import PLACE_TITLES, is_profession, may_govern, split_title


@dataclass(frozen=True, slots=True)
class Link:
    """A title with its holder and body. `person` is None where the holder is not named.

    `organization` is the text of the body the phrase joins to the title, None if it joins none; `status` is what the phrase
    says of the office; `reason` names the pattern.
    """

    person: Mention | None
    title: Mention
    role: str
    organization: str | None
    status: Status
    reason: str
    #: The title as written, where it is split into role and body (첨단소재사업본부장): beside the body of the unit it stays whole.
    whole: str | None = None


def find_links(context: Context, mentions: Sequence[Mention]) -> list[Link]:
    """Link each title to its holder and its body, sentence by sentence; titles are in text order."""
    links: list[Link] = []
    discourse = Discourse(context.text, mentions)
    starts = [mention.start for mention in mentions]
    for sentence in context.document.sentences:
        low, high = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        inside = [mention for mention in mentions[low:high] if mention.end <= sentence.end]
        if any(m.kind == "TITLE" for m in inside):
            links.extend(_sentence_links(context, discourse, outer(inside), mentions, low))
    return links


def _sentence_links(
    context: Context, discourse: Discourse, mentions: list[Mention], article: Sequence[Mention], first: int
) -> Iterator[Link]:
    gaps = Gaps(context, mentions, article, first)
    titles = [index for index, mention in enumerate(mentions) if mention.kind == "TITLE"]
    found = {index: holder(context, discourse, gaps, index) for index in titles}
    share_holders(gaps, found)
    held: dict[int, str | None] = {}
    for index in titles:
        yield from _links_of(context, gaps, index, found[index], held)


def _links_of(context: Context, gaps: Gaps, index: int, found: Found, held: dict[int, str | None]) -> Iterator[Link]:
    """The links of one title. `held` keeps, by the start of a person, the body of an earlier title of the same phrase."""
    title = gaps.mentions[index]
    place = is_place(gaps, index) and not is_office_of_place(title.text, found.body or "")
    role, fused = split_title(context, title, body=found.body is not None and not place, place=place)
    organization = fused or found.body
    whole = title.text if fused is not None and found.body is None else None
    if place and organization == found.body and is_profession(context, role):
        organization = None  # 프랑스 연출가: where they come from
    office = role.split(" ")[0]
    if (
        organization is not None
        and organization == found.body
        and office in PLACE_TITLES
        and not may_govern(context.gazetteer, office, organization.split(" ")[-1])
    ):
        organization = None  # 황간면 정영철 군수: where they are
    by_title = status_by_title(role)
    status = found.status if found.status == "former" or by_title == "current" else by_title
    status = status or by_title
    if found.person is None:
        yield Link(None, title, role, organization, status, found.reason, whole)
        return
    party = party_after(gaps, index)
    if organization == "국회":  # its members are known by their party
        organization = party or organization
    elif organization is None:
        passed = found.reason in _ELSEWHERE or found.status == "former"
        organization = party or (None if passed else held.get(found.person.start))
    if organization is None and (led := LEADS.match(gaps.text, title.end)):
        after = gaps.right(index)
        if after >= 0 and gaps.mentions[after].kind in BODY_KINDS and gaps.mentions[after].start == led.end():
            organization = gaps.mentions[after].text
    if fused is None and found.reason in ("name_after_title", "name_before_title", "name_before_body", "nominated"):
        held.setdefault(found.person.start, organization)
    yield Link(found.person, title, role, organization, status, found.reason, whole)
    if (person := gaps.index_of(found.person)) is not None:
        for other, body in (*list_before(gaps, person), *list_after(gaps, person)):
            yield Link(gaps.mentions[other], title, role, body or organization, status, "name_in_list")


#: Links across a sentence: the body of an earlier office is not that of these.
_ELSEWHERE = frozenset({"appointed", "held_by_topic"})

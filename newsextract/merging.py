"""The records of officials, one for each place that tells of an office → one for each person, title and body."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush

from newsextract.model import Status
from newsextract.titles import EXTENSIONS, UNIQUE_OFFICES


@dataclass(frozen=True, slots=True)
class Record:
    """An office as one place of the text tells it. `whole` is the title before its unit was split off it."""

    name: str | None
    title: str
    organization: str | None
    status: Status
    entity: str | None
    mentions: tuple[int, ...]
    rule: str
    whole: str | None = None


def merge(records: Sequence[Record], keys: Mapping[str, str]) -> list[Record]:
    """Merge the records of one person and title; one without a body joins the ones with a body.

    `keys` are the bodies' keys (`ministries.body_key`): bodies are the same where one key begins with the other. Of several records
    that one could join, it joins the first.
    """
    merged = _Merged(keys)
    for record in sorted(records, key=lambda record: (record.organization is None, record.mentions)):
        if record.name is None and record.organization is None and record.title not in UNIQUE_OFFICES:
            continue
        merged.take(record)
    held: dict[str, _Bodies] = defaultdict(_Bodies)
    without: set[str] = set()
    for number, record in enumerate(merged.records):
        if record.name is not None and record.organization is not None:
            held[record.title].put(number, merged.key(record.organization))
        elif record.name is not None:
            without.add(record.title)

    def is_held(record: Record) -> bool:
        if record.organization is None:
            return record.title in without
        return record.title in held and held[record.title].first(merged.key(record.organization)) is not None

    return [
        replace(record, mentions=tuple(sorted(named)))
        for record, named in zip(merged.records, merged.mentions, strict=True)
        if record.name is not None or not is_held(record)
    ]


class _Merged:
    """The records merged so far, arranged for finding the first that a further one joins."""

    def __init__(self, keys: Mapping[str, str]) -> None:
        self._keys = keys
        self.records: list[Record] = []
        self.mentions: list[set[int]] = []
        #: The records with a body, by person and title.
        self._bodies: dict[tuple[str | None, str], _Bodies] = defaultdict(_Bodies)
        #: The first record of a person with a title, and the first of those without a body.
        self._titled: dict[tuple[str | None, str], int] = {}
        self._bare: dict[tuple[str | None, str], int] = {}
        #: The first record of a person whose title ends so, behind something other than 부 (부총재 ≠ 총재).
        self._longer: dict[tuple[str | None, str], int] = {}
        #: The records of a person by status, the first one first; some may have another status by now.
        self._of_status: dict[tuple[str | None, Status], list[int]] = defaultdict(list)

    def key(self, organization: str) -> str:
        """What a body is compared by."""
        return self._keys.get(organization, organization)

    def take(self, record: Record) -> None:
        """Merge a record with the first that is of one person in the same office; records with a body come first."""
        same = self._first_same(record)
        if same is None:
            self._add(record)
            return
        other = self.records[same]
        organization = other.organization
        if record.organization and organization and len(record.organization) > len(organization):
            organization = organization if record.organization.startswith(organization + " ") else record.organization
        status = joint_status(other.status, record.status)
        if organization != other.organization and organization is not None:
            self._bodies[record.entity, record.title].put(same, self.key(organization))
        if status != other.status:
            heappush(self._of_status[record.entity, status], same)
        self.records[same] = replace(other, organization=organization, status=status)
        self.mentions[same].update(record.mentions)

    def _add(self, record: Record) -> None:
        number = len(self.records)
        self.records.append(record)
        self.mentions.append(set(record.mentions))
        place = record.entity, record.title
        self._titled.setdefault(place, number)
        heappush(self._of_status[record.entity, record.status], number)
        if record.organization is None:
            self._bare.setdefault(place, number)
        else:
            self._bodies[place].put(number, self.key(record.organization))
        for shorter in _called_shorter(record.title):
            self._longer.setdefault((record.entity, shorter), number)

    def _first_same(self, record: Record) -> int | None:
        """The first record of the same person in the same office; None if there is none."""
        place = record.entity, record.title
        if record.organization is not None:
            return self._bodies[place].first(self.key(record.organization)) if place in self._bodies else None
        if record.name is None:  # offices without a holder are the same only under the same title
            return self._bare.get(place)
        # 이 장관 after 이 장관 후보자 is the same office, and 문 의장 after 국회의장; 도 의원 after 도재경 원내대표 is another.
        found = [self._titled.get(place), self._longer.get(place)]
        found += [self._bare.get((record.entity, shorter)) for shorter in _called_shorter(record.title)]
        if record.title in EXTENSIONS:  # 최 내정자 after 사장으로 내정된 최윤서
            found.append(self._first_of_status(record.entity, record.status))
        return min((number for number in found if number is not None), default=None)

    def _first_of_status(self, entity: str | None, status: Status) -> int | None:
        return _first(self._of_status[entity, status], lambda number: self.records[number].status == status)


def _called_shorter(title: str) -> Iterator[str]:
    """The shorter titles by which a title may be called: its ends, from two letters on, but for what a deputy is the deputy of."""
    for at in range(1, len(title) - 1):
        if title[at - 1] != "부":
            yield title[at:]
    if title == "대표이사":
        yield "대표"


class _Bodies:
    """Records by the keys of their bodies, for finding the first whose key begins with a given one, or the other way round."""

    def __init__(self) -> None:
        self._key: dict[int, str] = {}
        #: The records with a key, and those whose key is longer and begins so; some may have another key by now.
        self._exact: dict[str, list[int]] = defaultdict(list)
        self._begun: dict[str, list[int]] = defaultdict(list)

    def put(self, number: int, key: str) -> None:
        """Keep a record under a key, and no longer under any other."""
        self._key[number] = key
        heappush(self._exact[key], number)
        for end in range(len(key)):
            heappush(self._begun[key[:end]], number)

    def first(self, key: str) -> int | None:
        """The first record whose body is the same; None if there is none."""
        found = [_first(self._begun.get(key, []), lambda number: self._key[number].startswith(key))]
        for end in range(len(key) + 1):
            begin = key[:end]
            if begin in self._exact:
                found.append(_first(self._exact[begin], lambda number, begin=begin: self._key[number] == begin))  # type: ignore[misc]
        return min((number for number in found if number is not None), default=None)


def _first(heap: list[int], holds: Callable[[int], bool]) -> int | None:
    """The smallest number of a heap of which something still holds; those of which it no longer does are thrown away."""
    while heap:
        if holds(heap[0]):
            return heap[0]
        heappop(heap)
    return None


def joint_status(one: Status, other: Status) -> Status:
    """The status of an office by two phrases that name it: what either says, a past first (이 장관 after 이도담 전 장관).

    >>> joint_status("current", "nominee"), joint_status("nominee", "former")
    ('nominee', 'former')
    """
    told = [status for status in (one, other) if status != "current"]
    return "former" if "former" in told else told[0] if told else "current"

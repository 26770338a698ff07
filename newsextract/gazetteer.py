"""Tables of known names and their lookup: what a string of text may name, what kind of thing that is, and how surely.

The tables lie in `newsextract/data/*.tsv` (built by `python -m newsextract.data.build`; sources and licences are in
`newsextract/data/LICENSES.md`). Reading them costs some tens of milliseconds, so rows are parsed only when looked up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple, cast

from newsextract.model import Kind

#: The tables that hold entries. Of equally likely readings of a name the one of the earlier table comes first.
TABLES = (
    "countries",
    "divisions_kr",
    "world_cities",
    "world_regions",
    "places",
    "companies",
    "organizations",
    "events",
    "titles",
)
_SURNAMES = "surnames"
_DATA = Path(__file__).with_name("data")
_NUMBERS = frozenset({"lat", "lon", "population"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One reading of a name.

    `canonical` is the full name that all forms of one thing share (포항 → 포항시, 美 → 미국). `weight` is in [0, 1]:
    how often an occurrence of this form between morpheme boundaries in news really is this kind; 1.0 is unambiguous,
    below 0.5 it needs support from the context. `attributes`: places have `code` (5-digit Korean legal code), `country`
    (ISO 3166-1 alpha-2), `lat`, `lon`, cities abroad `population`; companies `ticker`, `market`; organizations `type`;
    titles `class` and, where they can end a fused title (포항시장), `fused`.
    """

    name: str
    kind: Kind
    canonical: str
    weight: float
    attributes: Mapping[str, str | float] = field(hash=False)


class Match(NamedTuple):
    """A known name in a text: `text[start:end]` in code points, with all its readings."""

    start: int
    end: int
    entries: tuple[Entry, ...]


class Gazetteer:
    """All tables together, as a mapping from a name to its readings.

    >>> gazetteer = Gazetteer.load()
    >>> [(entry.kind, entry.canonical) for entry in gazetteer.get("포항")]
    [('CITY', '포항시')]
    >>> gazetteer.get("없는이름")
    ()
    """

    def __init__(self, rows: Mapping[str, str], surnames: Mapping[str, float]) -> None:
        """Take `rows` as read: for each name its table rows without the name, joined by line ends."""
        self._rows = rows
        self._parsed: dict[str, tuple[Entry, ...]] = {}
        #: Korean surnames (one or two syllables) with their share of the population, per thousand.
        self.surnames: Mapping[str, float] = surnames
        lengths: dict[str, set[int]] = {}
        for name in rows:
            lengths.setdefault(name[:2], set()).add(len(name))
        # Names of one character are filed under it, longer ones under their first two.
        self._lengths = {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}

    @classmethod
    def load(cls) -> Gazetteer:
        """Read the tables; later calls return the same object."""
        return _load()

    def __contains__(self, name: object) -> bool:
        return name in self._rows

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def get(self, name: str) -> tuple[Entry, ...]:
        """Return the readings of exactly this name, the likeliest first; empty if it is unknown.

        >>> [entry.canonical for entry in Gazetteer.load().get("기재부")]
        ['기획재정부']
        """
        entries = self._parsed.get(name)
        if entries is None:
            rows = self._rows.get(name)
            if rows is None:
                return ()
            readings = [_entry(name, row) for row in rows.split("\n")]
            entries = self._parsed[name] = tuple(sorted(readings, key=lambda entry: -entry.weight))
        return entries

    @cached_property
    def titles(self) -> Mapping[str, Entry]:
        """The TITLE entries by name.

        >>> Gazetteer.load().titles["시장"].attributes["class"]
        'position'
        """
        return {
            name: entry
            for name, rows in self._rows.items()
            if "TITLE\t" in rows
            for entry in self.get(name)
            if entry.kind == "TITLE"
        }

    def matches(self, text: str, starts: Sequence[int], ends: Collection[int]) -> Iterator[Match]:
        """Yield each known name that begins at an offset of `starts` and ends at an offset of `ends`.

        Both are code points into `text`, `ends` exclusive, as the morpheme boundaries give them. For each start, in the
        order given, every length that is known is yielded, the longest first: the caller who wants only the longest
        takes the first of each start.

        >>> text = "경상북도 포항시장"
        >>> [text[m.start:m.end] for m in Gazetteer.load().matches(text, [0, 5], [4, 7, 8, 9])]
        ['경상북도', '포항시', '포항']
        """
        known, lengths = self._rows, self._lengths
        stops = ends if isinstance(ends, (set, frozenset)) else frozenset(ends)
        for start in starts:
            for length in lengths.get(text[start : start + 2], ()):
                end = start + length
                if end in stops and (name := text[start:end]) in known:
                    yield Match(start, end, self.get(name))
            if start + 1 in stops and (name := text[start : start + 1]) in known and len(text) > start + 1:
                yield Match(start, start + 1, self.get(name))


def _entry(name: str, row: str) -> Entry:
    """Parse a row of a table, without the name.

    >>> _entry("美", "COUNTRY\\t미국\\t0.98\\tcountry=US").canonical
    '미국'
    """
    kind, canonical, weight, attributes = row.split("\t")
    return Entry(name, cast(Kind, kind), canonical or name, float(weight or 1), _attributes(attributes))


def _attributes(text: str) -> dict[str, str | float]:
    """Parse `key=value;key=value`; coordinates and populations become numbers.

    >>> _attributes("code=47110;lat=36.0618")
    {'code': '47110', 'lat': 36.0618}
    """
    attributes: dict[str, str | float] = {}
    for pair in text.split(";") if text else ():
        key, _, value = pair.partition("=")
        attributes[key] = float(value) if key in _NUMBERS else value
    return attributes


def read_rows(table: str) -> Iterator[tuple[str, str]]:
    """Yield the rows of a table (`countries`, …) as (name, the rest of the line), without its comment lines."""
    for line in (_DATA / f"{table}.tsv").read_text(encoding="utf-8").split("\n"):
        if line and line[0] != "#":
            name, _, row = line.partition("\t")
            yield name, row


@cache
def _load() -> Gazetteer:
    rows: dict[str, str] = {}
    for table in TABLES:
        for name, row in read_rows(table):
            rows[name] = f"{rows[name]}\n{row}" if name in rows else row
    return Gazetteer(rows, {name: float(row.partition("\t")[0]) for name, row in read_rows(_SURNAMES)})

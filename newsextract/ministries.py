"""Ministries by their names and years: which one a short form means on a day (산업부: 산업통상자원부 until 2025, then 산업통상부)."""

from __future__ import annotations

import re
from collections.abc import Collection

from newsextract.gazetteer import Entry, Gazetteer
from newsextract.model import BODY_KINDS


def ministry(gazetteer: Gazetteer, name: str, year: int | None, named: Collection[str] = ()) -> Entry | None:
    """The ministry that a name means: the one that `named`, the names in the article, holds in full, else that of the year.

    None for a name that no ministry bears. Without a year, and for a year in which none bore the name, the last one.
    Source: the table of organizations, attribute `years`.

    >>> gazetteer = Gazetteer.load()
    >>> [ministry(gazetteer, "산업부", year).canonical for year in (2024, 2026, None)]
    ['산업통상자원부', '산업통상부', '산업통상부']
    >>> ministry(gazetteer, "국토부", 2024, {"국토해양부", "국토부"}).canonical
    '국토해양부'
    >>> ministry(gazetteer, "포항시", 2024) is None
    True
    """
    readings = [entry for entry in gazetteer.get(name) if "years" in entry.attributes]
    if not readings:
        return None
    own = [entry for entry in readings if entry.canonical == name]
    told = [entry for entry in readings if entry.canonical in named and entry.canonical != name]
    of_year = [entry for entry in readings if year is not None and _bore(entry, year)]
    if own and own[0] in of_year:
        return own[0]
    if len(told) == 1:
        return told[0]
    return (of_year or own or sorted(readings, key=_first))[-1]


def body_key(gazetteer: Gazetteer, name: str, year: int | None, named: Collection[str] = ()) -> str:
    """What all forms of a body's name share: its official or canonical name, else the name without spaces, marks and legal form.

    >>> gazetteer = Gazetteer.load()
    >>> body_key(gazetteer, "기재부", 2024) == body_key(gazetteer, "기획재정부", 2024)
    True
    """
    office = ministry(gazetteer, name, year, named)
    if office is not None:
        return office.canonical
    canonical = {entry.canonical for entry in gazetteer.get(name) if entry.kind in BODY_KINDS}
    return _MARKS.sub("", canonical.pop() if len(canonical) == 1 else name)


_MARKS = re.compile(r"[\s·ㆍ㈜]|\(주\)")


def _spells(entry: Entry) -> list[tuple[int, int]]:
    """The spells of years in which a ministry bore its name, first and last year inclusive.

    A change of names falls into the last year of the old and the first of the new one.
    """
    spells = (spell.partition("-") for spell in str(entry.attributes["years"]).split("+"))
    return [(int(first), int(last) if last else 9999) for first, _, last in spells]


def _bore(entry: Entry, year: int) -> bool:
    """Whether a ministry bore its name in a year; of the year of a change, the new one did."""
    return any(first <= year < last or first == year for first, last in _spells(entry))


def _first(entry: Entry) -> int:
    return max(first for first, _ in _spells(entry))

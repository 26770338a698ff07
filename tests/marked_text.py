"""The notation of the tables in `cases/`: sentences with marked spans, one example a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from _pytest.mark import ParameterSet

CASES = Path(__file__).with_name("cases")

#: A label and a half-open span of the text without marks.
Span = tuple[str, int, int]

_OPENING = re.compile(r"\{([A-Za-z]+):")
_ROW = re.compile(r"[a-z]\d{3}\t")


class Case(NamedTuple):
    """One row of a table. `expected` is empty in tables without that column; `gap` says why a row fails today."""

    id: str
    published: date | None
    text: str
    spans: tuple[Span, ...]
    expected: str
    gap: str


def read_marked(marked: str) -> tuple[str, tuple[Span, ...]]:
    """Take the marks out of a text; return it with its spans, by start and then longest first.

    Raises `ValueError` for a mark that is not closed or was never opened.

    >>> read_marked("{TITLE:{CITY:포항}시장}은")
    ('포항시장은', (('TITLE', 0, 4), ('CITY', 0, 2)))
    """
    text: list[str] = []
    spans: list[Span] = []
    opened: list[tuple[str, int]] = []
    at = 0
    while at < len(marked):
        opening = _OPENING.match(marked, at)
        if opening:
            opened.append((opening[1], len(text)))
            at = opening.end()
            continue
        if marked[at] == "}":
            if not opened:
                raise ValueError(f"a mark is closed that was never opened: {marked}")
            label, start = opened.pop()
            spans.append((label, start, len(text)))
        else:
            text.append(marked[at])
        at += 1
    if opened:
        raise ValueError(f"a mark is not closed: {marked}")
    return "".join(text), tuple(sorted(spans, key=lambda span: (span[1], -span[2], span[0])))


def read_cases(table: str, *, expected: bool = False) -> Iterator[Case]:
    """Yield the rows of `cases/<table>.tsv`; `expected` says whether it has a column for that. Raises `ValueError`."""
    columns = 5 if expected else 4
    for line in (CASES / f"{table}.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        fields = line.split("\t")
        if not _ROW.match(line) or not columns - 1 <= len(fields) <= columns:
            raise ValueError(f"{table}.tsv: not a row: {line}")
        number, published, marked, *rest = fields
        text, spans = read_marked(marked.replace(" /  / ", "\n\n").replace(" / ", "\n"))
        rest += [""] * (columns - len(fields))
        yield Case(
            id=number,
            published=date.fromisoformat(published) if published else None,
            text=text,
            spans=spans,
            expected=rest[0] if expected else "",
            gap=rest[-1],
        )


def parameters(table: str, *, expected: bool = False) -> list[ParameterSet]:
    """The rows of a table for `pytest.mark.parametrize`; those with a known gap must fail."""
    return [
        pytest.param(case, id=case.id, marks=[pytest.mark.xfail(reason=case.gap, strict=True)] if case.gap else [])
        for case in read_cases(table, expected=expected)
    ]

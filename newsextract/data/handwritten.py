"""Reads the hand-kept lists of names in `newsextract/data/source/*.txt`.

A line that begins with `#` is a comment. A line `@ KIND key=value …` sets the kind and the attributes for the lines
below it (`weight=0.8` among them sets their weight). Every other line lists things, separated by a comma and a space:

    포항시/포항{code=47110}, 구글/Google, 메타:0.6/Meta

The first form of a thing is its canonical name, the others follow after slashes. `:0.6` is the weight of one form, by
judgment; a form of weight 0 is not a name by itself and stays out of the table. Attributes in braces belong to all
things of the line, or to the one that carries them if others have their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

SOURCE = Path(__file__).with_name("source")

_WEIGHT = re.compile(r":([01]?\.?\d{1,3})$")
_BRACES = re.compile(r"\{([^{}]*)\}")


class Row(NamedTuple):
    """One row of a table. `weight` is None where no one has judged it: it is then measured or set by a prior.

    `source`: `hand` for the lists in this folder, which have been looked at; `list` for reference files and packages,
    whose names may be ordinary words.
    """

    name: str
    kind: str
    canonical: str
    weight: float | None
    attributes: dict[str, str]
    source: Literal["hand", "list"] = "hand"


def read_source(name: str) -> list[Row]:
    """Read `source/<name>.txt`. Raises `ValueError` for a line that does not follow the form."""
    return list(parse_source((SOURCE / f"{name}.txt").read_text(encoding="utf-8").split("\n")))


def parse_source(lines: Iterable[str]) -> Iterator[Row]:
    """Yield a row for every form of every thing.

    >>> rows = list(parse_source(["@ COUNTRY", "미국/美/USA:0.9{country=US}"]))
    >>> [(row.name, row.canonical, row.weight, row.attributes) for row in rows][1:]
    [('美', '미국', None, {'country': 'US'}), ('USA', '미국', 0.9, {'country': 'US'})]
    """
    kind, shared = "", dict[str, str]()
    for number, line in enumerate(lines, 1):
        if not line or line.startswith("#"):
            continue
        if line.startswith("@ "):
            kind, *pairs = line[2:].split()
            shared = dict(pair.split("=", 1) for pair in pairs)
            continue
        braces = _BRACES.findall(line)
        common = _pairs(braces[0]) if len(braces) == 1 and line.rstrip().endswith("}") else {}
        for thing in line.rstrip().rstrip(",").split(", "):
            own = _BRACES.search(thing)
            forms = _BRACES.sub("", thing).split("/")
            if not kind or not all(form and form == form.strip() and "," not in form for form in forms):
                raise ValueError(f"line {number} is not a list of names: {thing!r}")
            attributes = {**shared, **common, **(_pairs(own[1]) if own else {})}
            weight = attributes.pop("weight", None)
            canonical = _WEIGHT.sub("", forms[0])
            for form in forms:
                judged = _WEIGHT.search(form)
                value = float(judged[1]) if judged else float(weight) if weight else None
                if value != 0:
                    yield Row(_WEIGHT.sub("", form), kind, canonical, value, attributes)


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in text.split(";") if pair)

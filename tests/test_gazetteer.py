"""The tables of names: their form, their content on known names, and the lookup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from newsextract.data.handwritten import SOURCE, parse_source
from newsextract.gazetteer import TABLES, Gazetteer, read_rows
from newsextract.model import KINDS, PLACE_KINDS

DATA = SOURCE.parent
#: What all tables together may take on disk. Bytes.
MAX_SIZE = 3_000_000
KINDS_OF_TABLE = {
    "countries": {"COUNTRY"},
    "divisions_kr": {"PROVINCE", "CITY", "COUNTY"},
    "world_cities": {"CITY", "COUNTY"},
    "world_regions": {"PROVINCE"},
    "places": {"PLACE"},
    "companies": {"COMPANY"},
    "organizations": {"ORG"},
    "events": {"EVENT"},
    "titles": {"TITLE"},
}
ATTRIBUTES = {
    "code",
    "country",
    "lat",
    "lon",
    "population",
    "ticker",
    "market",
    "type",
    "sport",
    "class",
    "fused",
    "years",
}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def readings(gazetteer: Gazetteer, name: str) -> list[tuple[str, str]]:
    return [(entry.kind, entry.canonical) for entry in gazetteer.get(name)]


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_well_formed(table: str) -> None:
    for name, row in read_rows(table):
        kind, canonical, weight, attributes = row.split("\t")
        assert name == name.strip(), name
        assert not re.search(r"[\t/{}|]| {2}", name.replace("S/W", "")), name
        assert kind in KINDS_OF_TABLE[table], name
        assert kind in KINDS, name
        assert canonical != name, name
        assert weight == "" or 0 <= float(weight) < 1, name
        assert {pair.partition("=")[0] for pair in attributes.split(";") if pair} <= ATTRIBUTES, name


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_sorted_and_unique(table: str) -> None:
    keys = [
        (name, kind, canonical or name) for name, row in read_rows(table) for kind, canonical, *_ in [row.split("\t")]
    ]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize("table", [*TABLES, "surnames"])
def test_a_table_states_source_date_and_count(table: str) -> None:
    head = [line for line in (DATA / f"{table}.tsv").read_text(encoding="utf-8").split("\n") if line.startswith("#")]
    stated = re.search(r"Rows: (\d+)\.", "\n".join(head))
    assert stated is not None
    assert int(stated[1]) == sum(1 for _ in read_rows(table))
    assert re.search(r"Date: \d{4}-\d{2}-\d{2}\.", "\n".join(head))
    assert any("Source" in line for line in head)
    assert f"`{table}.tsv`" in (DATA / "LICENSES.md").read_text(encoding="utf-8")


def test_the_tables_are_small() -> None:
    assert sum(path.stat().st_size for path in DATA.glob("*.tsv")) < MAX_SIZE


def test_every_table_has_rows_and_no_table_is_forgotten() -> None:
    tables = {path.stem for path in DATA.glob("*.tsv")}
    assert set(TABLES) | {"surnames"} <= tables
    assert all(next(read_rows(table), None) for table in TABLES)


def test_positions_and_codes_are_plausible(gazetteer: Gazetteer) -> None:
    for name in gazetteer:
        for entry in gazetteer.get(name):
            if "lat" in entry.attributes:
                assert entry.kind in PLACE_KINDS, name
                assert -90 <= float(entry.attributes["lat"]) <= 90, name
                assert -180 <= float(entry.attributes["lon"]) <= 180, name
            if "code" in entry.attributes:
                assert re.fullmatch(r"\d{5}", str(entry.attributes["code"])), name
            if "country" in entry.attributes:
                assert re.fullmatch(r"[A-Z]{2}", str(entry.attributes["country"])), name
            if "ticker" in entry.attributes:
                assert re.fullmatch(r"[0-9A-Z]{6}", str(entry.attributes["ticker"])), name


@pytest.mark.parametrize(
    ("name", "kind", "canonical"),
    [
        ("美", "COUNTRY", "미국"),
        ("남아공", "COUNTRY", "남아프리카공화국"),
        ("UAE", "COUNTRY", "아랍에미리트"),
        ("대만", "COUNTRY", "대만"),
        ("경북도", "PROVINCE", "경상북도"),
        ("전라북도", "PROVINCE", "전북특별자치도"),
        ("제주", "PROVINCE", "제주특별자치도"),
        ("텍사스", "PROVINCE", "텍사스주"),
        ("지린성", "PROVINCE", "지린성"),
        ("홍콩", "PROVINCE", "홍콩"),
        ("서울", "CITY", "서울특별시"),
        ("광주", "CITY", "광주광역시"),
        ("포항", "CITY", "포항시"),
        ("훈춘", "CITY", "훈춘"),
        ("상해", "CITY", "상하이"),
        ("베이징", "CITY", "베이징"),
        ("울릉", "COUNTY", "울릉군"),
        ("해운대구", "COUNTY", "해운대구"),
        ("장안구", "COUNTY", "장안구"),
        ("구룡포읍", "COUNTY", "구룡포읍"),
        ("판교", "PLACE", "판교"),
        ("BEXCO", "PLACE", "벡스코"),
        ("동남아시아", "PLACE", "동남아"),
        ("한전", "COMPANY", "한국전력"),
        ("현대자동차", "COMPANY", "현대차"),
        ("코레일", "COMPANY", "한국철도공사"),
        ("NVIDIA", "COMPANY", "엔비디아"),
        ("기재부", "ORG", "기획재정부"),
        ("서울남부지검", "ORG", "서울남부지방검찰청"),
        ("SBS", "ORG", "SBS"),
        ("카이스트", "ORG", "한국과학기술원"),
        ("WHO", "ORG", "세계보건기구"),
        ("한국은행", "ORG", "한국은행"),
        ("CES", "EVENT", "CES"),
        ("6·25전쟁", "EVENT", "6·25전쟁"),
        ("총리", "TITLE", "총리"),
    ],
)
def test_the_likeliest_reading_of_a_name(gazetteer: Gazetteer, name: str, kind: str, canonical: str) -> None:
    assert readings(gazetteer, name)[0] == (kind, canonical)


def test_a_shared_name_has_every_reading(gazetteer: Gazetteer) -> None:
    assert {canonical for _, canonical in readings(gazetteer, "고성군")} == {
        "강원특별자치도 고성군",
        "경상남도 고성군",
    }
    assert len(gazetteer.get("중구")) == 6


@pytest.mark.parametrize(
    "word", ["한", "중", "일", "대상", "하이", "수정", "나라", "정부", "경찰", "검찰", "이상", "회사"]
)
def test_an_ordinary_word_is_no_sure_name(gazetteer: Gazetteer, word: str) -> None:
    assert all(entry.weight < 0.5 for entry in gazetteer.get(word))


def test_an_unambiguous_name_is_sure(gazetteer: Gazetteer) -> None:
    for name in ("베트남", "경상북도", "부산", "인천국제공항", "LG전자", "국토교통부", "세월호 참사"):
        assert gazetteer.get(name)[0].weight >= 0.9, name


def test_attributes_are_those_of_the_contract(gazetteer: Gazetteer) -> None:
    (pohang,) = gazetteer.get("포항")
    assert pohang.attributes == {"code": "47110", "country": "KR", "lat": 36.0618, "lon": 129.3361}
    assert gazetteer.get("삼성전자")[0].attributes == {"ticker": "005930", "market": "KOSPI"}
    assert gazetteer.get("도쿄")[0].attributes["country"] == "JP"
    assert gazetteer.get("민주당")[0].attributes["type"] == "party"


def test_titles_know_what_can_be_fused(gazetteer: Gazetteer) -> None:
    assert gazetteer.titles["시장"].attributes["fused"] == "yes"
    assert "fused" not in gazetteer.titles["가수"].attributes
    assert gazetteer.titles["감독"].weight > 0.9
    assert set(gazetteer.titles) == {name for name, _ in read_rows("titles")}


def test_surnames_have_shares(gazetteer: Gazetteer) -> None:
    assert gazetteer.surnames["김"] > gazetteer.surnames["이"] > gazetteer.surnames["박"]
    assert {name for name in gazetteer.surnames if len(name) == 2} >= {"남궁", "황보", "제갈", "선우"}
    assert 950 < sum(gazetteer.surnames.values()) <= 1010


@pytest.mark.parametrize(
    ("text", "starts", "ends", "found"),
    [
        ("경상북도 포항시장", [0, 5], [4, 7, 8, 9], ["경상북도", "포항시", "포항"]),
        ("경상북도 포항시장", [5], [7], ["포항"]),
        ("경상북도 포항시장", [6], [7, 8], []),
        ("미·중 갈등", [0, 2], [1, 3], ["미", "중"]),
        ("미", [0], [1], ["미"]),
        ("", [], [], []),
    ],
)
def test_matches_lie_between_the_boundaries_given(
    gazetteer: Gazetteer, text: str, starts: Sequence[int], ends: Sequence[int], found: list[str]
) -> None:
    matches = list(gazetteer.matches(text, starts, ends))
    assert [text[match.start : match.end] for match in matches] == found
    assert all(match.entries == gazetteer.get(text[match.start : match.end]) for match in matches)


def test_the_longest_match_of_a_start_comes_first(gazetteer: Gazetteer) -> None:
    text = "한국농수산식품유통공사는 코로나19 팬데믹 때 서울중앙지검 앞 광화문광장에서"
    everywhere = range(len(text) + 1)
    lengths: dict[int, list[int]] = {}
    for match in gazetteer.matches(text, everywhere, everywhere):
        lengths.setdefault(match.start, []).append(match.end - match.start)
    assert lengths
    assert all(found == sorted(found, reverse=True) for found in lengths.values())
    assert text[: lengths[0][0]] == "한국농수산식품유통공사"


def test_loading_twice_gives_the_same_object() -> None:
    assert Gazetteer.load() is Gazetteer.load()


@pytest.mark.parametrize(
    "path", sorted(set(SOURCE.glob("*.txt")) - {SOURCE / "surnames.txt", SOURCE / "not_cities.txt"})
)
def test_a_hand_kept_list_can_be_read(path: Path) -> None:
    rows = list(parse_source(path.read_text(encoding="utf-8").split("\n")))
    assert rows
    assert all(row.kind in {*KINDS, "OVERRIDE"} for row in rows)


@pytest.mark.parametrize("line", ["포항시/ 포항", "포항시//포항", "포항시,포항 "])
def test_a_malformed_line_of_a_list_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="line 2"):
        list(parse_source(["@ CITY", line]))

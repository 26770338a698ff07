"""`newsextract evaluate`: how labels are read, what is scored, what is printed, and what is told of bad input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from newsextract.evaluation import Gold, _as_klue, evaluate, place_names, read_gold
from newsextract.gazetteer import Gazetteer
from newsextract.pipeline import Extractor
from newsextract.spanfiles import Labelled, LabelledSpan
from tests.conftest import Command

TEXT = "이강덕 포항시장은 9일 서울에서 경찰 관계자를 만났다."
#: The same sentence as our guidelines have it, as NIKL's tag set has it, and as KLUE has it.
OURS = [[0, 3, "PERSON"], [4, 8, "TITLE"], [4, 6, "CITY"], [10, 12, "DATE"], [13, 15, "CITY"]]
NIKL = [
    [0, 3, "PS_NAME"],
    [4, 8, "CV_POSITION"],
    [10, 12, "DT_DAY"],
    [13, 15, "LCP_CAPITALCITY"],
    [18, 20, "OGG_POLITICS"],
]
KLUE = [[0, 3, "PS"], [10, 12, "DT"], [13, 15, "LC"], [18, 20, "OG"]]


def labelled(spans: list[Any], source: str = "") -> Labelled:
    return Labelled("1", source, TEXT, tuple(LabelledSpan(a, b, label, 1.0) for a, b, label in spans), "x:1")


def write(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def places() -> Any:
    return place_names(Gazetteer.load())


def test_labels_are_read_by_either_convention(places: Any) -> None:
    assert read_gold(labelled(NIKL), places, "corpus") == Gold(
        frozenset({("PERSON", 0, 3), ("TITLE", 4, 8), ("DATE", 10, 12), ("CITY", 13, 15), ("ORG", 18, 20)}), ()
    )
    # A title counts neither way by our guidelines, and 경찰 is generic.
    assert read_gold(labelled(NIKL), places, "guidelines") == Gold(
        frozenset({("PERSON", 0, 3), ("DATE", 10, 12), ("CITY", 13, 15)}), ((4, 8), (18, 20))
    )
    letter = Labelled("1", "", "A씨는", (LabelledSpan(0, 1, "PS_NAME", 1.0),), "x:1")
    assert read_gold(letter, places, "guidelines") == Gold(frozenset(), ((0, 1),))
    assert read_gold(letter, places, "corpus").spans == {("PERSON", 0, 1)}
    acting = labelled([[13, 15, "OGG_POLITICS"]])
    assert read_gold(acting, places, "guidelines").spans == {("CITY", 13, 15)}
    assert read_gold(acting, places, "corpus").spans == {("ORG", 13, 15)}
    assert read_gold(labelled(OURS), places, "guidelines").spans == {(kind, a, b) for a, b, kind in OURS}


def test_right_predictions_score_one(extractor: Extractor) -> None:
    report = evaluate(extractor, [labelled(OURS)])
    assert report.scores["ALL"].strict["ALL"] == (5, 5, 5)
    assert report.seconds > 0
    assert report.megabytes is None or report.megabytes > 50
    nikl = evaluate(extractor, [labelled(NIKL)]).scores["ALL"]
    assert nikl.strict["PERSON"] == nikl.strict["DATE"] == (1, 1, 1)
    assert "TITLE" not in nikl.strict
    klue = evaluate(extractor, [labelled(KLUE)]).scores["ALL"]
    assert klue.strict["PS"] == klue.strict["DT"] == klue.strict["LC"] == (1, 1, 1)
    assert set(klue.strict) <= {"PS", "DT", "LC", "OG", "ALL"}


def test_predictions_are_cut_as_klue_cuts() -> None:
    text = "지난 26일부터 경기 수원시 팔달구 미국 경찰이 서울 강남 신사동과"
    spans = {
        ("DATE", 0, 8),
        ("PROVINCE", 9, 11),
        ("CITY", 12, 15),
        ("COUNTY", 16, 19),
        ("COUNTRY", 20, 22),
        ("ORG", 23, 25),
        ("CITY", 27, 29),
        ("TITLE", 30, 32),
        ("COUNTY", 33, 36),
    }
    assert _as_klue(text, spans) == {("DT", 3, 6), ("OG", 9, 25), ("LC", 27, 29), ("LC", 33, 36)}


def test_rules_and_tagger_can_be_scored_alone(extractor: Extractor) -> None:
    rules = evaluate(extractor, [labelled(NIKL)], conventions="corpus", recognizers="rules").scores["ALL"]
    tagger = evaluate(extractor, [labelled(NIKL)], conventions="corpus", recognizers="tagger").scores["ALL"]
    assert "ORG" not in rules.strict or rules.strict["ORG"].right == 0  # rules know our guidelines alone
    assert tagger.strict["ORG"].right == 1  # the corpus has 경찰 as a body


def test_relaxed_scores_are_never_lower(extractor: Extractor) -> None:
    wide = [[0, 8, "PERSON"], [10, 17, "DATE"], [13, 17, "CITY"]]
    scores = evaluate(extractor, [labelled(wide)]).scores["ALL"]
    assert scores.strict["ALL"].right == 0
    assert scores.relaxed["PERSON"] == (1, 1, 1)
    assert scores.relaxed["ALL"].right == 3


def test_the_command_prints_json_by_source(command: Command, tmp_path: Path) -> None:
    gold = write(
        tmp_path / "gold.jsonl",
        {"text": TEXT, "entities": OURS, "source": "wire"},
        {"text": "눈이 내렸다.", "entities": [], "source": "web"},
    )
    run = command("evaluate", gold, "--by-source")
    assert (run.returncode, run.stderr) == (0, b"")
    report = json.loads(run.stdout)
    assert [(scores["source"], scores["sentences"]) for scores in report["scores"]] == [
        (None, 2),
        ("web", 1),
        ("wire", 1),
    ]
    perfect = {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert report["scores"][2]["kinds"]["PERSON"] == {"strict": perfect, "relaxed": perfect, "gold": 1, "predicted": 1}
    assert report["sentences"] == 2
    assert report["seconds"] > 0
    assert report["megabytes"] > 50


def test_the_command_prints_a_table(command: Command, tmp_path: Path) -> None:
    gold = write(tmp_path / "gold.jsonl", {"text": TEXT, "entities": OURS})
    run = command("evaluate", gold, "-f", "table")
    assert run.returncode == 0
    lines = run.stdout.decode().splitlines()
    assert lines[0].startswith("All sentences (1)")
    assert next(line.split() for line in lines if line.lstrip().startswith("ALL")) == ["ALL", *["100.0"] * 6, "5", "5"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((), 2, "Missing argument"),
        (("none.jsonl",), 1, "none.jsonl: no such file or folder; check the path"),
        (("bad.jsonl",), 1, "bad.jsonl:2: unknown label TOWN"),
        (("bad.jsonl", "--recognizers", "magic"), 2, "Invalid value for '--recognizers'"),
        (("good.jsonl", "--weights", "none.npz"), 2, "none.npz"),
        (("good.jsonl", "--weights", "good.jsonl"), 1, "good.jsonl: no weights of newsextract"),
        ((".",), 1, "."),
    ],
)
def test_what_is_wrong_is_told_in_one_line(
    command: Command, tmp_path: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    write(tmp_path / "good.jsonl", {"text": TEXT, "entities": OURS})
    write(tmp_path / "bad.jsonl", {"text": TEXT, "entities": OURS}, {"text": TEXT, "entities": [[0, 3, "TOWN"]]})
    run = command("evaluate", *arguments, cwd=tmp_path)
    assert run.returncode == code
    assert run.stdout == b""
    told = run.stderr.decode()
    assert told.count("\n") == 1
    assert told.startswith("newsextract: ")
    assert message in told


def test_extract_tells_of_bad_weights(command: Command, tmp_path: Path) -> None:
    (tmp_path / "bad.npz").write_bytes(b"PK\x03\x04")
    run = command("extract", "--weights", tmp_path / "bad.npz", input=TEXT.encode())
    assert run.returncode == 1
    assert b"no weights of newsextract" in run.stderr
    assert b"Traceback" not in run.stderr

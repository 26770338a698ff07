"""The accuracy gate, and the scorer it rests on: each score here was worked out by hand."""

from __future__ import annotations

import copy
import importlib.util
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newsextract.pipeline import Extractor
from newsextract.scoring import Tally
from tests import corpus, evaluate
from tests.corpus import SETS, UNTOUCHED, GoldArticle, digest, find_faults, read_set
from tests.evaluate import Evaluation, evaluate_set, find_falls, make_baseline, read_baseline, render_diff, render_table
from tests.scoring import (
    DirectQuote,
    Facts,
    OfficialKey,
    Share,
    errors,
    match_quotes,
    read_facts,
    score_article,
    score_set,
    squash,
)

#: A scorer that stands beside the project on some machines; ours must agree with it.
OTHER_SCORER = corpus.GOLD.parents[2] / "shared" / "tools" / "score.py"


@pytest.fixture(scope="module")
def evaluations(extractor: Extractor) -> dict[str, Evaluation]:
    """Every set, extracted and scored once."""
    return {name: evaluate_set(extractor, name) for name in SETS}


# The gate


@pytest.mark.parametrize("name", SETS)
def test_no_figure_is_below_its_floor(evaluations: dict[str, Evaluation], name: str) -> None:
    assert find_falls(evaluations[name], read_baseline()[name]) == []


@pytest.mark.parametrize("name", SETS)
def test_the_articles_are_those_of_the_baseline(name: str) -> None:
    assert digest(name) == read_baseline()[name]["digest"]
    assert len(read_set(name)) == read_baseline()[name]["articles"]


@pytest.mark.parametrize("name", SETS)
def test_the_gold_is_sound(name: str) -> None:
    assert {article.name: list(find_faults(article)) for article in read_set(name)} == {
        article.name: [] for article in read_set(name)
    }


def test_floors_lie_just_below_what_was_measured(evaluations: dict[str, Evaluation]) -> None:
    made = make_baseline(list(evaluations.values()))
    for name, evaluation in evaluations.items():
        assert find_falls(evaluation, made[name]) == []
        for key, figure in evaluation.scores.figures().items():
            assert figure - 0.0111 <= made[name]["floors"][key] <= max(0.0, figure - 0.0099)


def test_a_fall_is_named(evaluations: dict[str, Evaluation]) -> None:
    evaluation = evaluations["dev"]
    baseline = make_baseline([evaluation])["dev"]
    first = evaluation.articles[0]
    predictions = {**evaluation.predictions, first.name: Facts()}
    worse = replace(evaluation, scores=score_set({a.name: a.facts for a in evaluation.articles}, predictions))
    falls = find_falls(worse, baseline)
    assert any(fall.startswith("ALL: 0.") and "is below" in fall for fall in falls)
    outside = replace(evaluation, scores=replace(evaluation.scores, outside=evaluation.scores.outside + 1))
    assert [fall.partition(":")[0] for fall in find_falls(outside, baseline)] == ["mentions outside the article"]


def test_a_figure_without_a_floor_is_a_fall(evaluations: dict[str, Evaluation]) -> None:
    baseline = make_baseline([evaluations["dev"]])["dev"]
    del baseline["floors"]["EVENT"]
    assert find_falls(evaluations["dev"], baseline) == ["EVENT: no floor"]


def test_the_digest_sees_every_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder, content in (("raw", b"text"), ("gold", b"{}")):
        (tmp_path / "dev" / folder).mkdir(parents=True)
        (tmp_path / "dev" / folder / "a.txt").write_bytes(content)
    monkeypatch.setattr(corpus, "GOLD", tmp_path)
    seen = {digest("dev")}
    (tmp_path / "dev" / "raw" / "a.txt").write_bytes(b"texT")
    seen.add(digest("dev"))
    (tmp_path / "dev" / "raw" / "a.txt").rename(tmp_path / "dev" / "raw" / "b.txt")
    seen.add(digest("dev"))
    assert len(seen) == 3


def test_untouched_articles_are_shown_in_sums_alone(evaluations: dict[str, Evaluation]) -> None:
    assert UNTOUCHED.issubset(article.name for article in evaluations["heldout"].articles)
    baseline = make_baseline(list(evaluations.values()))
    assert not UNTOUCHED & baseline["heldout"]["errors"].keys()
    blank = copy.deepcopy(baseline)
    for name in SETS:
        blank[name]["errors"] = {}
    printed = "\n".join(render_diff(list(evaluations.values()), blank))
    assert printed
    assert not any(name in printed for name in UNTOUCHED)


def test_the_diff_shows_gains_and_losses_with_their_text(evaluations: dict[str, Evaluation]) -> None:
    evaluation = evaluations["dev"]
    baseline = make_baseline([evaluation])
    assert list(render_diff([evaluation], baseline)) == []
    article = next(
        a for a in evaluation.articles if set(a.facts.mentions) <= set(evaluation.predictions[a.name].mentions)
    )
    span = min(article.facts.mentions, key=lambda span: span[1])
    line = f"-{span[0]} {span[1]}:{span[2]}"
    baseline["dev"]["errors"][article.name].append(line)
    assert list(render_diff([evaluation], baseline)) == [
        f"{article.name}  1 gained, 0 lost",
        f"  + no longer missed: {line[1:]} {article.text[span[1] : span[2]]}",
    ]


def test_the_table_says_versions_and_sizes_and_no_date(evaluations: dict[str, Evaluation]) -> None:
    lines = list(render_table(list(evaluations.values())))
    assert re.fullmatch(r"newsextract [\d.]+, kiwipiepy [\d.]+, kiwipiepy_model [\d.]+", lines[0])
    assert re.search(r"42 articles with \d+ mentions.*18 articles with \d+ mentions", lines[1])
    rows = [line for line in evaluate.render_markdown(list(evaluations.values())) if line.startswith("|")]
    assert len({line.count("|") for line in rows}) == 1
    assert [line.split(" | ")[0][2:] for line in rows[2:]] == list(evaluate.ROWS)


@pytest.mark.parametrize("name", sorted(evaluate.READMES))
def test_readme_shows_the_measured_scores(evaluations: dict[str, Evaluation], name: str) -> None:
    text = (Path(__file__).parent.parent / name).read_text(encoding="utf-8")
    shown = text[text.index(evaluate.SCORES[0]) : text.index(evaluate.SCORES[1])]
    for line in evaluate.render_markdown(list(evaluations.values())):
        assert line in shown, "run python -m tests.evaluate --write-readme"


def test_the_command_prints_the_table_and_passes(
    evaluations: dict[str, Evaluation], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evaluate, "evaluate_set", lambda extractor, name: evaluations[name])
    assert evaluate.main(["--diff"]) == 0
    printed = capsys.readouterr().out
    assert "official full" in printed
    assert "No figure is below its floor." in printed


def test_the_command_fails_below_a_floor_until_the_baseline_is_written(
    evaluations: dict[str, Evaluation],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(evaluate, "evaluate_set", lambda extractor, name: evaluations[name])
    monkeypatch.setattr(evaluate, "BASELINE", tmp_path / "baseline.json")
    baseline = make_baseline(list(evaluations.values()))
    baseline["dev"]["floors"]["ALL"] = 1.01
    baseline["heldout"]["digest"] = "0" * 64
    (tmp_path / "baseline.json").write_text(json.dumps(baseline), encoding="utf-8")
    assert evaluate.main([]) == 1
    printed = capsys.readouterr().out
    assert re.search(r"development: ALL: 0\.\d+ is below 1\.010\nheld out: the articles changed\n$", printed)
    assert evaluate.main(["--write-baseline"]) == 0
    assert evaluate.main([]) == 0
    assert read_baseline() == make_baseline(list(evaluations.values()))


# The gold is checked before it is used


def _broken(change: Callable[[dict[str, Any]], object]) -> list[str]:
    """The faults of a small sound article after a change of its record."""
    text = "이강덕 포항시장은 8일 “함께 길을 찾겠다”고 말했다."
    record: dict[str, Any] = {
        "sha256": "f2b5",
        "article": {"published": "2024-05-03", "body_start": 0, "body_end": len(text)},
        "mentions": [
            {"start": 0, "end": 3, "kind": "PERSON", "text": "이강덕"},
            {"start": 4, "end": 8, "kind": "TITLE", "text": "포항시장"},
            {"start": 4, "end": 6, "kind": "CITY", "text": "포항"},
            {"start": 10, "end": 12, "kind": "DATE", "text": "8일", "value": "2024-04-08"},
        ],
        "officials": [{"name": "이강덕", "title": "시장", "organization": "포항시", "former": False}],
        "quotes": [{"start": 14, "end": 23, "text": text[14:23], "speaker": "이강덕"}],
    }
    change(record)
    article = GoldArticle("t", text.encode(), record, Facts())
    return [fault for fault in find_faults(article) if not fault.startswith("the page is not")]


def test_sound_gold_has_no_fault() -> None:
    assert _broken(lambda record: None) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda record: record["mentions"][0].update(end=4), "the text of the span"),
        (lambda record: record["mentions"][0].update(end=4, text="이강덕 "), "with a space"),
        (lambda record: record["mentions"].append(record["mentions"][0]), "there twice"),
        (lambda record: record["mentions"][0].update(kind="NAME"), "no such kind"),
        (lambda record: record["mentions"][0].update(value="2024"), "only dates and times"),
        (lambda record: record["mentions"][3].update(value="2024-02-30"), "no value"),
        (lambda record: record["mentions"][3].update(value="8일"), "no value"),
        (lambda record: record["mentions"][3].update(range=["2024-04-08", "2024-04-09"]), "no value"),
        (lambda record: record["mentions"][3].update(value=None, range=["2024-04-09", "2024-04-08"]), "no range"),
        (lambda record: record["mentions"][3].update(value=None, range=["2024-04", "2024-05"]), "no range"),
        (lambda record: record["mentions"][3].update(kind="TIME", value="25:00"), "no value"),
        (lambda record: record["mentions"][2].update(start=6, end=8, text="시장"), "overlaps"),
        (lambda record: record["mentions"][2].update(kind="ORG"), "overlaps"),
        (lambda record: record["quotes"][0].update(text="함께"), "the text of the span"),
        (lambda record: record["officials"][0].update(title=""), "without a title"),
        (lambda record: record["article"].update(published="2024-13-01"), "is no day"),
    ],
)
def test_faults_of_gold_are_found(change: Callable[[dict[str, Any]], object], fault: str) -> None:
    assert any(fault in found for found in _broken(change))


def test_another_page_than_the_annotated_one_is_a_fault() -> None:
    article = read_set("dev")[0]
    changed = replace(article, data=article.data + b"\n")
    assert list(find_faults(changed)) == ["the page is not the one that was annotated"]


# The scorer


def test_a_wrong_span_is_a_false_alarm_and_a_miss() -> None:
    gold = Facts({("CITY", 0, 2): None, ("PERSON", 5, 8): None, ("ORG", 10, 14): None})
    found = Facts({("CITY", 0, 3): None, ("PERSON", 5, 8): None, ("COMPANY", 10, 14): None, ("ORG", 20, 22): None})
    tallies = score_article(gold, found).tallies
    assert {key: tally for key, tally in tallies.items() if key.isupper()} == {
        "PERSON": Tally(1, 1, 1),
        "CITY": Tally(0, 1, 1),
        "COMPANY": Tally(0, 1, 0),
        "ORG": Tally(0, 1, 1),
        "ALL": Tally(1, 4, 3),
    }
    assert (tallies["ALL"].precision, tallies["ALL"].recall) == (1 / 4, 1 / 3)
    assert tallies["ALL"].f1 == pytest.approx(2 / 7)


def test_nothing_predicted_and_nothing_wanted_is_zero_and_no_error() -> None:
    assert (Tally(0, 0, 3).precision, Tally(0, 3, 0).recall, Tally(0, 0, 0).f1, Share(0, 0).accuracy) == (0, 0, 0, 0)


def test_values_count_only_where_the_gold_has_one() -> None:
    gold = Facts(
        {
            ("DATE", 0, 2): "2024-05-02",
            ("DATE", 3, 5): ("2024-05-01", "2024-05-03"),
            ("DATE", 6, 8): None,
            ("DATE", 9, 11): "2024-05",
            ("DATE", 12, 14): "2024",
            ("TIME", 20, 25): "14:00",
        }
    )
    found = Facts(
        {
            ("DATE", 0, 2): "2024-05-02",
            ("DATE", 3, 5): ("2024-05-01", "2024-05-04"),  # a wrong end
            ("DATE", 6, 8): "2024-05-08",  # not asked for
            ("DATE", 9, 12): "2024-05",  # a missed span is a wrong value
            ("DATE", 12, 14): None,
            ("TIME", 20, 25): "14:00",
        }
    )
    assert score_article(gold, found).shares == {"DATE value": Share(1, 4), "TIME value": Share(1, 1)}


def test_officials_are_compared_whole_and_by_name_and_title() -> None:
    gold = Facts(
        officials=frozenset(
            {
                OfficialKey("이강덕", "시장", "포항시", False),
                OfficialKey("고운", "교수", None, False),
                OfficialKey("백호", "차관", "국토교통부", True),
                OfficialKey("백호", "차관", "환경부", True),
            }
        )
    )
    found = Facts(
        officials=frozenset(
            {
                OfficialKey("이강덕", "시장", "포항시", False),
                OfficialKey("고운", "교수", "제주대", False),
                OfficialKey("백호", "차관", "국토교통부", False),
            }
        )
    )
    tallies = score_article(gold, found).tallies
    assert tallies["official full"] == Tally(1, 3, 4)
    assert tallies["official core"] == Tally(3, 3, 3)


def test_a_quote_needs_four_fifths_of_the_union_and_then_the_speaker() -> None:
    gold = Facts(quotes=(DirectQuote(0, 10, "이강덕"), DirectQuote(20, 30, None), DirectQuote(40, 50, "고운")))
    found = Facts(quotes=(DirectQuote(0, 8, "고운"), DirectQuote(20, 30, None), DirectQuote(43, 50, "고운")))
    tallies = score_article(gold, found).tallies
    assert tallies["quote span"] == Tally(2, 3, 3)
    assert tallies["quote span+speaker"] == Tally(1, 3, 3)


def test_a_predicted_quote_is_used_once() -> None:
    twice = (DirectQuote(0, 10, None), DirectQuote(0, 10, None))
    assert len(match_quotes(twice, twice[:1])) == 1


def test_reading_leaves_out_indirect_speech_and_squashes_names() -> None:
    record = {
        "article": {"headline": "길을 · 찾다", "press": None, "published": "2024-05-03", "reporters": []},
        "mentions": [{"kind": "DATE", "start": 0, "end": 2, "value": None, "range": ["2024-05-01", "2024-05-02"]}],
        "officials": [{"name": None, "title": "시장", "organization": "한 · 일 협회", "former": False}],
        "quotes": [
            {"start": 0, "end": 9, "speaker": "이 강덕", "direct": True},
            {"start": 10, "end": 19, "speaker": "이강덕", "direct": False},
        ],
    }
    assert read_facts(record) == Facts(
        {("DATE", 0, 2): ("2024-05-01", "2024-05-02")},
        frozenset({OfficialKey(None, "시장", "한일협회", False)}),
        (DirectQuote(0, 9, "이강덕"),),
        {"headline": "길을찾다", "published": "2024-05-03"},
    )
    assert squash(" · ") is None


def test_article_fields_count_where_the_gold_has_them_and_mentions_outside_are_counted() -> None:
    gold = Facts(fields={"press": "한빛일보", "headline": "길"}, body=(10, 20))
    found = Facts(
        {("CITY", 8, 11): None, ("CITY", 10, 20): None, ("CITY", 19, 21): None},
        fields={"press": "한빛일보", "published": "2024-05-03"},
    )
    scores = score_article(gold, found)
    assert scores.shares == {"press": Share(1, 1), "headline": Share(0, 1)}
    assert scores.outside == 2


def test_a_set_is_the_sum_of_its_articles_and_a_missing_article_is_missed() -> None:
    gold = Facts({("CITY", 0, 2): None}, fields={"press": "한빛일보"})
    scores = score_set({"a": gold, "b": gold}, {"a": gold})
    assert scores.tallies["CITY"] == Tally(1, 1, 2)
    assert scores.shares["press"] == Share(1, 2)


def test_errors_name_each_miss_and_false_alarm() -> None:
    gold = Facts(
        {("DATE", 0, 2): "2024", ("CITY", 3, 5): None},
        frozenset({OfficialKey("백호", "차관", None, True)}),
        (DirectQuote(10, 30, "백호"),),
    )
    found = Facts({("DATE", 0, 2): "2023"}, quotes=(DirectQuote(10, 29, None),))
    assert errors(gold, found) == {
        "-DATE 0:2 = 2024",
        "+DATE 0:2 = 2023",
        "-CITY 3:5",
        "-official 백호|차관|-|former",
        "-quote 10:30 백호",
        "+quote 10:30 -",
    }
    assert errors(gold, gold) == frozenset()


@pytest.mark.parametrize("name", SETS)
def test_agrees_with_the_other_scorer(evaluations: dict[str, Evaluation], name: str) -> None:
    if not OTHER_SCORER.exists():
        pytest.skip("the other scorer is not on this machine")
    spec = importlib.util.spec_from_file_location("other_scorer", OTHER_SCORER)
    assert spec is not None
    assert spec.loader is not None
    other = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(other)
    evaluation = evaluations[name]
    golds = {article.name: article.record for article in evaluation.articles}
    records = json.loads(json.dumps(evaluation.records))
    missing, damaged, *_ = records
    del records[missing]
    for mention in records[damaged]["mentions"][::3]:
        mention["end"] += 1
    records[damaged]["quotes"] = records[damaged]["quotes"][1:]
    for official in records[damaged]["officials"]:
        official["organization"] = None
    report = other.score(golds, records)
    ours = score_set({a.name: a.facts for a in evaluation.articles}, {n: read_facts(r) for n, r in records.items()})
    named = dict(report["mentions"])
    named |= {f"official {key}": value for key, value in report["officials"].items()}
    named |= {f"quote {key}": value for key, value in report["quotes"].items()}
    assert ours.tallies == {key: Tally(value["tp"], value["pred"], value["gold"]) for key, value in named.items()}
    for key, tally in ours.tallies.items():
        theirs = (named[key]["p"], named[key]["r"], named[key]["f1"])
        assert (tally.precision, tally.recall, tally.f1) == pytest.approx(theirs)
    shares = {f"{key} value": value for key, value in report["values"].items()} | report["article"]
    assert {key: (share.accuracy, share.gold) for key, share in ours.shares.items()} == {
        key: (value["accuracy"], value["gold"]) for key, value in shares.items()
    }
    assert ours.outside == report["mentions_outside_article"]

"""Training: examples, exchanged names, the network in PyTorch against the one in numpy, and the command from end to end."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from newsextract.context import read_context
from newsextract.evaluation import place_names
from newsextract.gazetteer import Gazetteer
from newsextract.pipeline import Extractor
from newsextract.reader import article_from_text
from newsextract.spanfiles import Labelled, LabelledSpan
from newsextract.tagger.network import Network, Order
from newsextract.tagger.tags import TAGS
from newsextract.tagger.weights import read_weights
from newsextract.training.augmentation import Augmentation, Names, augment, collect_names
from newsextract.training.examples import ANY, NONE, Example, Reading, make_examples
from tests.conftest import Command

TEXT = "이강덕 포항시장은 9일 라온피플을 찾았다. 경찰도 왔다."
OURS = [(0, 3, "PERSON"), (4, 8, "TITLE"), (4, 6, "CITY"), (10, 12, "DATE"), (13, 17, "COMPANY")]
NIKL = [(0, 3, "PS_NAME"), (4, 8, "CV_POSITION"), (10, 12, "DT_DAY"), (13, 17, "OGG_ECONOMY"), (24, 26, "OGG_POLITICS")]


def labelled(spans: list[tuple[int, int, str]], text: str = TEXT, confidence: float = 1.0) -> Labelled:
    return Labelled("1", "", text, tuple(LabelledSpan(*span, confidence) for span in spans), "x:1")


def examples_of(extractor: Extractor, sentence: Labelled) -> list[Example]:
    document = extractor.tokenize(article_from_text(sentence.text, plain=True))
    gazetteer = Gazetteer.load()
    return list(make_examples(Reading(sentence, read_context(document, gazetteer)), place_names(gazetteer)))


def states(example: Example) -> dict[str, Any]:
    """The states of each surface form, as letters."""
    names = ["O", *(f"{part}-{tag}" for tag in TAGS for part in "BI")]
    return {
        kind[2]: "any" if allowed == ANY else {names[state] for state in allowed}
        for kind, allowed in zip(example.types, example.states, strict=True)
    }


def test_corpus_labels_leave_nothing_open(extractor: Extractor) -> None:
    first, second = examples_of(extractor, labelled(NIKL))
    found = states(first)
    assert found["이강덕"] == {"B-PERSON"}
    assert found["포항시장"] == {"B-TITLE"}
    assert found["은"] == {"O"}
    assert states(second)["경찰"] == {"B-GENERIC"}


def test_our_labels_leave_open_what_the_guidelines_do_not_mark(extractor: Extractor) -> None:
    first, second = examples_of(extractor, labelled(OURS))
    found = states(first)
    assert found["이강덕"] == {"B-PERSON"}
    assert found["포항시장"] == {"B-TITLE", "B-OCCUPATION"}
    assert {"O", "B-GENERIC", "B-WORK"} <= found["찾"]
    assert "B-PERSON" not in found["찾"]
    # Right after a mention, and at the beginning, nothing goes on.
    assert {"O", "B-GENERIC"} <= found["은"]
    assert not any(state.startswith("I-") for state in found["은"])
    assert not any(state.startswith("I-") for state in states(second)["경찰"])
    # Dates are the grammar's business: the corpora differ on where they end.
    assert found["9"] == found["일"] == "any"


def test_doubtful_and_crooked_spans_are_left_open(extractor: Extractor) -> None:
    (first, _) = examples_of(extractor, labelled([(0, 3, "PS_NAME")], confidence=0.3))
    assert states(first)["이강덕"] == "any"
    (first, _) = examples_of(extractor, labelled([(1, 3, "PS_NAME")]))
    assert states(first)["이강덕"] == "any"
    first, second = examples_of(extractor, labelled([(18, 27, "EV_OTHERS")]))
    assert first.states[0] == NONE
    assert first.states[-1] == second.states[0] == ANY


def test_every_example_has_a_path(extractor: Extractor) -> None:
    """Between allowed states there is always a way; without one the loss would be no number."""
    for spans in (NIKL, OURS, [(0, 8, "PERSON")], [(0, 3, "PS_NAME"), (3, 8, "TITLE")]):
        for example in examples_of(extractor, labelled(spans)):
            reach = set(example.states[0]) - set(range(2, 2 * len(TAGS) + 1, 2))
            for allowed in example.states[1:]:
                onward = {state + state % 2 for state in reach if state}
                reach = {state for state in allowed if state % 2 or state == 0 or state in onward}
                assert reach


def test_names_are_exchanged_with_their_particles() -> None:
    names = Names({}, {"COMPANY": ["다온"]}, ["남궁"], [1.0], ["하늘"], [])
    (made, forgotten), *_ = augment([labelled(NIKL[:4])] * 5, Augmentation(names, {}, seed=3))
    by_label = {span.label: made.text[span.start : span.end] for span in made.spans}
    assert by_label["DT_DAY"] == "9일"
    assert by_label["OGG_ECONOMY"] in ("다온", "라온피플")
    assert ("다온을" in made.text) == (by_label["OGG_ECONOMY"] == "다온")
    assert forgotten <= set(made.spans)
    assert made.text.endswith("찾았다. 경찰도 왔다.")


def test_exchanged_sentences_keep_their_spans() -> None:
    gazetteer = Gazetteer.load()
    places = place_names(gazetteer)
    sentence = labelled(NIKL)
    augmentation = Augmentation(collect_names([sentence], gazetteer, places), places, seed=1)
    made = [one for one, _ in augment([sentence] * 50, augmentation)]
    assert len({one.text for one in made}) > 10
    for one in made:
        assert [span.label for span in one.spans] == [label for _, _, label in NIKL]
        for span in one.spans:
            assert 0 <= span.start < span.end <= len(one.text)
            assert one.text[span.start : span.end].strip() == one.text[span.start : span.end]
    again = Augmentation(collect_names([sentence], gazetteer, places), places, seed=1)
    assert [one for one, _ in augment([sentence] * 50, again)] == made


def test_spans_inside_others_are_left_out() -> None:
    names = Names({}, {"COMPANY": ["다온"]}, ["남궁"], [1.0], ["하늘"], [])
    for made, _ in augment([labelled(OURS)] * 20, Augmentation(names, {}, seed=1)):
        assert [span.label for span in made.spans] == ["PERSON", "TITLE", "DATE", "COMPANY"]
        assert made.text[made.spans[1].start : made.spans[1].end] == "포항시장"


# --- with PyTorch -----------------------------------------------------------------------------------------------------


def test_numpy_computes_what_was_trained(extractor: Extractor) -> None:
    torch = pytest.importorskip("torch", reason="training needs the extra newsextract[train]")
    from newsextract.training.embeddings import Embeddings
    from newsextract.training.model import Model, Rates, Sizes, Vocabulary, export, make_batch
    from newsextract.training.trainer import _units, vectors_of

    torch.manual_seed(2)
    examples = examples_of(extractor, labelled(NIKL)) + examples_of(extractor, labelled([], "서울에 눈이 왔다."))
    vectors = np.random.default_rng(0).normal(size=(2, 8)).astype(np.float32)
    vocabulary = Vocabulary(
        list(dict.fromkeys(kind for example in examples for kind in example.types)),
        Embeddings(("포항시장/NNP", "눈/NNG"), vectors),
    )
    for sizes in (Sizes(width=16, units=8), Sizes(width=12, units=8, layers=3, convolution=True)):
        model = Model(vocabulary, sizes, Rates()).eval()
        arrays = export(model, Embeddings(("포항시장/NNP", "눈/NNG"), vectors), _units(model, examples))
        network = Network(arrays)
        with torch.no_grad():
            batch = make_batch(examples, vocabulary)
            expected = model(batch)
            for row, example in enumerate(examples):
                found = network.scores(
                    vectors_of(model, example),
                    np.asarray(example.spacings),
                    np.asarray(example.marks),
                    Order([len(example.types)]),
                )
                np.testing.assert_allclose(found, expected[row, : len(example.types)].numpy(), atol=0.05)
            assert model.loss(expected, batch) > 0


@pytest.mark.slow
def test_the_command_trains_and_its_weights_are_used(command: Command, tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="training needs the extra newsextract[train]")
    draw = random.Random(4)
    names = ["누리솔", "다온글", "해밀온", "마루별", "아토품", "미르결"]
    rows = []
    for number in range(120):
        name = draw.choice(names)
        text = f"{name}은 {number + 1}일 새 제품을 내놓았다." if number % 2 else f"시장에서 {name}의 주가가 올랐다."
        rows.append({"text": text, "entities": [[text.index(name), text.index(name) + 3, "COMPANY"]]})
    data = tmp_path / "own.jsonl"
    data.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    for name in ("one.npz", "two.npz"):
        run = command("train", data, "-o", tmp_path / name, "--epochs", "40", timeout=900)
        assert run.returncode == 0, run.stderr.decode()
        assert run.stdout == b""
        assert f"{name} (".encode() in run.stderr
        assert b"epoch 40 of 40" in run.stderr
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    about = read_weights(tmp_path / "one.npz").about
    assert about["trained_on"] == [{"file": "own.jsonl", "sentences": 120}]
    scored = command("evaluate", data, "--weights", tmp_path / "one.npz", "--recognizers", "tagger")
    assert json.loads(scored.stdout)["scores"][0]["kinds"]["COMPANY"]["strict"]["f1"] > 0.9
    extracted = command(
        "extract", "--weights", tmp_path / "one.npz", "--plain", input="어제 새솔온은 제품을 내놓았다.".encode()
    )
    assert extracted.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("good.jsonl", "-o", "good.jsonl"), 2, "good.jsonl is an input and would be overwritten"),
        (("good.jsonl", "-o", ""), 2, "cannot write to a file without a name"),
        (("good.jsonl",), 2, "Missing option '-o' / '--output'"),
        (("-o", "w.npz"), 2, "Missing argument"),
        (("none.jsonl", "-o", "w.npz"), 1, "none.jsonl: no such file"),
        (("good.jsonl", "-o", "no/such/w.npz"), 2, "cannot write no/such/w.npz"),
        (("bad.jsonl", "-o", "w.npz"), 1, "bad.jsonl:2: not JSON"),
        (("good.jsonl", "-o", "w.npz", "--epochs", "0"), 2, "--epochs"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(
    command: Command, tmp_path: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    if code == 1:
        pytest.importorskip("torch", reason="training needs the extra newsextract[train]")
    row = json.dumps({"text": TEXT, "entities": OURS}, ensure_ascii=False)
    (tmp_path / "good.jsonl").write_text(row + "\n", encoding="utf-8")
    (tmp_path / "bad.jsonl").write_text(row + "\n{\n", encoding="utf-8")
    run = command("train", *arguments, cwd=tmp_path)
    told = run.stderr.decode()
    assert run.returncode == code
    assert [line for line in told.splitlines() if line.startswith("newsextract: ")] == told.splitlines()
    assert message in told
    assert not (tmp_path / "w.npz").exists()

"""The tagger: the arithmetic of its network against brute force, the built-in weights, and that nothing depends on the machine."""

from __future__ import annotations

import importlib.metadata
import itertools
import json
import math
import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from newsextract.context import Context, Tagged
from newsextract.pipeline import Extractor
from newsextract.reader import article_from_text
from newsextract.tagger import Tagger, best_spans, network
from newsextract.tagger.calibration import Calibration, fit_calibration
from newsextract.tagger.features import GAZETTEER_MARKS, HASH_ROWS, SPACINGS, gazetteer_marks, spacings, token_types
from newsextract.tagger.network import EXACT, LARGEST, Linear, Network, Order, Recurrent, gate, softsign
from newsextract.tagger.tags import CORPUS_KIND_OF, KIND_OF, TAGS, TAGS_OF_KIND, UNMARKED, tags_of_label
from newsextract.tagger.weights import BUILT_IN, Weights, WeightsError, read_weights, write_weights
from tests.conftest import SAMPLES, environment

NAMES = "라온피플과 하늘담은 오는 17일 세종 어진동에서 협약을 맺었다. 서가람이 이를 반겼다."


def context_of(extractor: Extractor, text: str) -> Context:
    return extractor.read(extractor.tokenize(article_from_text(text, plain=True)))


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger()


@pytest.fixture(scope="module")
def weights() -> Weights:
    return read_weights()


# --- the network against brute force ----------------------------------------------------------------------------------


def tiny_network(tags: int, seed: int) -> Network:
    """A network of random weights with a few tags."""
    draw = np.random.default_rng(seed)
    width, units, states = 4, 2, 1 + 2 * tags
    arrays: dict[str, NDArray[Any]] = {
        "spacing": draw.normal(size=(SPACINGS, width)).astype(np.float32),
        "gazetteer": draw.normal(size=(GAZETTEER_MARKS, width)).astype(np.float32),
        "recurrent.count": np.array(1),
        "recurrent0.size": np.array(units),
    }
    for name, inputs, outputs in (("recurrent0", width, 6 * units), ("output", 2 * units, states)):
        arrays[f"{name}.weights"] = draw.integers(-50, 50, (inputs, outputs)).astype(np.int8)
        arrays[f"{name}.scale"] = np.full(outputs, 1e-4, dtype=np.float32)
        arrays[f"{name}.bias"] = draw.normal(size=outputs).astype(np.float32)
        arrays[f"{name}.unit"] = np.array(500, dtype=np.float32)
    transitions = draw.normal(size=(states, states))
    first = np.zeros(states)
    for tag in range(tags):
        begin, inside = 1 + 2 * tag, 2 + 2 * tag
        kept = transitions[[begin, inside], inside]
        transitions[:, inside] = -1e4
        transitions[[begin, inside], inside] = kept
        first[inside] = -1e4
    arrays["transitions"], arrays["first"] = transitions, first
    return Network(arrays)


def spans_of_path(path: tuple[int, ...]) -> set[tuple[int, int, int]]:
    """The spans of a sequence of states: first, last (exclusive), tag."""
    spans, begin = set(), None
    for at, state in enumerate((*path, 0)):
        if begin is not None and not (state and state % 2 == 0):
            spans.add((begin, at, (path[begin] - 1) // 2))
            begin = None
        if state % 2:
            begin = at
    return spans


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("scaled", [1, 2, 16])
def test_probabilities_of_spans_are_those_of_all_paths(seed: int, scaled: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "LEAST", 1e-9)
    monkeypatch.setattr(network, "SCALED", scaled)
    net, lengths = tiny_network(2, seed), (4, 1, 3)
    draw = np.random.default_rng(seed)
    vectors = draw.normal(size=(sum(lengths), 4)).astype(np.float32)
    gaps, marks = draw.integers(0, SPACINGS, sum(lengths)), draw.integers(0, GAZETTEER_MARKS, sum(lengths))
    scores = net.scores(vectors, gaps, marks, Order(lengths)).astype(float)
    expected: dict[tuple[int, int, int], float] = {}
    begin = 0
    for length in lengths:
        sums: dict[tuple[int, int, int], float] = {}
        total = 0.0
        for path in itertools.product(range(5), repeat=length):
            weight = net._first[path[0]]
            for at, state in enumerate(path):
                weight *= math.exp(scores[begin + at, state]) * (net._transitions[path[at - 1], state] if at else 1)
            total += weight
            for span in spans_of_path(path) if weight else ():
                sums[span] = sums.get(span, 0.0) + weight
        expected |= {(begin + a, begin + b, tag): weight / total for (a, b, tag), weight in sums.items()}
        begin += length
    found = {(span.first, span.last, span.tag): span.score for span in net.spans(vectors, gaps, marks, lengths)}
    for span in found.keys() | expected.keys():
        assert found.get(span, 0) == pytest.approx(expected.get(span, 0), abs=1e-8)
    assert any(probability > 0.2 for probability in found.values())


def rounded(spans: list[network.Span]) -> list[network.Span]:
    """Spans without the last digits, which the CRF's sums in 64 bits leave open."""
    return [span._replace(score=round(span.score, 9)) for span in spans]


def test_sentences_do_not_touch_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    net = tiny_network(3, 7)
    draw = np.random.default_rng(1)
    lengths = [5, 2, 9, 1, 9]
    vectors = draw.normal(size=(sum(lengths), 4)).astype(np.float32)
    gaps, marks = draw.integers(0, SPACINGS, sum(lengths)), draw.integers(0, GAZETTEER_MARKS, sum(lengths))
    together = net.spans(vectors, gaps, marks, lengths)
    alone, begin = [], 0
    for length in lengths:
        part = slice(begin, begin + length)
        alone += [
            span._replace(first=span.first + begin, last=span.last + begin)
            for span in net.spans(vectors[part], gaps[part], marks[part], [length])
        ]
        begin += length
    assert rounded(together) == rounded(alone)
    monkeypatch.setattr(network, "STEP", 6)
    assert rounded(net.spans(vectors, gaps, marks, lengths)) == rounded(together)


def test_the_recurrence_is_the_one_of_its_formula() -> None:
    draw = np.random.default_rng(0)
    units, lengths = 3, [4, 6, 1]
    layer = Recurrent(
        Linear(
            draw.integers(-99, 99, (6, 6 * units)).astype(np.float32),
            np.full(6 * units, 1e-4, dtype=np.float32),
            draw.normal(size=6 * units).astype(np.float32),
            400.0,
        ),
        units,
    )
    x = draw.normal(size=(sum(lengths), 6)).astype(np.float32)
    gates = layer.linear(x)
    expected, begin = np.zeros_like(x), 0
    for length in lengths:
        for direction, steps in ((0, range(length)), (1, range(length - 1, -1, -1))):
            state = np.zeros(units)
            for at in steps:
                row, own = gates[begin + at], slice(direction * units, (direction + 1) * units)
                forget, reset = gate(row[6:12])[own], gate(row[12:18])[own]
                state = forget * state + (1 - forget) * row[:6][own]
                expected[begin + at, own] = reset * state / (1 + abs(state)) + (1 - reset) * x[begin + at, own]
        begin += length
    np.testing.assert_allclose(layer(x, Order(lengths)), expected, atol=1e-5)


def test_softsign_and_gate() -> None:
    x = np.array([-3, 0, 1], dtype=np.float32)
    assert softsign(x).tolist() == [-0.75, 0, 0.5]
    assert gate(x).tolist() == [0.125, 0.5, 0.75]


# --- the built-in weights ---------------------------------------------------------------------------------------------


def test_the_weights_are_small_and_say_what_they_are() -> None:
    assert BUILT_IN.stat().st_size <= 15_000_000
    about = read_weights().about
    assert "CC BY-SA 4.0" in about["licence"]
    assert "KLUE" in about["licence"]
    assert [file["file"] for file in about["trained_on"]] == ["train.jsonl", "sentences.jsonl"]
    assert about["settings"]["seed"] == 1


def test_the_weights_fit_the_installed_kiwi(extractor: Extractor, weights: Weights) -> None:
    """A new model of Kiwi cuts and names morphemes anew: then the weights are to be made anew, by `newsextract train`."""
    assert importlib.metadata.version("kiwipiepy_model") == weights.about["made_with"]["kiwipiepy_model"]
    known = set(weights.arrays["morphemes"].tobytes().decode().split("\n"))
    text = "".join(path.read_text("utf-8") for path in sorted(SAMPLES.glob("*.txt")) if path.stem != "cp949")
    # Marks and the second forms of particles (를) are no morphemes of the language model.
    words = ("NNG", "NNP", "NNB", "VV", "VA", "MAG", "EP", "XSN", "XSV")
    tokens = [token for token in context_of(extractor, text).document.tokens if token.known and token.tag in words]
    share = sum(f"{token.form}/{token.tag}" in known for token in tokens) / len(tokens)
    assert share > 0.9, f"only {share:.0%} of Kiwi's morphemes are in the weights"


def test_every_product_is_exact(weights: Weights) -> None:
    for name, integers in weights.arrays.items():
        if name.endswith(".weights"):
            assert integers.dtype == np.int8
            assert (np.abs(integers.astype(np.int64)).sum(axis=0) * LARGEST < EXACT).all(), name


def test_unknown_names_are_found_with_a_probability(extractor: Extractor) -> None:
    found = {(m.text, m.kind): m for m in extractor.extract(NAMES, plain=True).mentions}
    company = found["라온피플", "COMPANY"]
    assert company.score is None or 0.5 <= company.score <= 1
    scored = [mention for mention in found.values() if mention.rule.startswith("tagger")]
    assert scored
    for mention in scored:
        assert mention.score is not None
        assert mention.score == round(mention.score, 3) <= 1


def test_what_rule_and_tagger_find_keeps_the_rule_and_the_score(extractor: Extractor) -> None:
    mentions = extractor.extract((SAMPLES / "politics.txt").read_text("utf-8")).mentions
    assert any(mention.score is not None and not mention.rule.startswith("tagger") for mention in mentions)
    for mention in mentions:
        assert mention.score is not None or not mention.rule.startswith("tagger"), mention
        assert mention.score is None or mention.kind not in ("DATE", "TIME"), mention


def test_the_same_text_gives_the_same_spans_whatever_was_read_before(extractor: Extractor) -> None:
    fresh = Tagger()
    context = context_of(extractor, NAMES)
    first = fresh.tag(context)
    fresh.tag(context_of(extractor, (SAMPLES / "politics.txt").read_text("utf-8")))
    assert fresh.tag(context) == first == Tagger().tag(context)


def test_kept_vectors_are_bounded(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    context = context_of(extractor, (SAMPLES / "expo.txt").read_text("utf-8"))
    expected = Tagger().tag(context)
    monkeypatch.setattr("newsextract.tagger.MOST_VECTORS", 50)
    small = Tagger()
    assert small.tag(context) == expected
    assert small.tag(context_of(extractor, NAMES)) == Tagger().tag(context_of(extractor, NAMES))
    assert len(small._rows) <= 50


@pytest.mark.parametrize("text", ["", " ", "\n\n", "?", "가", "A" * 3000, "포항 " * 3000, "㈜㈜㈜", "\U0001f600" * 50])
def test_any_text_is_read(extractor: Extractor, text: str) -> None:
    for tagged in context_of(extractor, text).tagged or ():
        assert 0 <= tagged.start < tagged.end <= len(text)
        assert 0 < tagged.score < 1


def test_spans_are_the_same_on_every_processor() -> None:
    """Other kernels of the linear algebra and other vector units of numpy: the same bytes."""
    command = [
        sys.executable,
        "-m",
        "newsextract",
        "extract",
        str(SAMPLES / "politics.txt"),
        str(SAMPLES / "sports.txt"),
    ]
    outputs = {
        subprocess.run(command, env=environment(extra), capture_output=True, check=True).stdout
        for extra in (
            {},
            {"OPENBLAS_CORETYPE": "Haswell", "OPENBLAS_NUM_THREADS": "1"},
            {"OPENBLAS_CORETYPE": "Nehalem", "NPY_DISABLE_CPU_FEATURES": "AVX512F AVX512_SKX AVX2 FMA3"},
        )
    }
    assert len(outputs) == 1


# --- weights files ----------------------------------------------------------------------------------------------------


def test_weights_survive_writing(weights: Weights, tmp_path: Any) -> None:
    for name in ("one.npz", "two.npz"):
        write_weights(tmp_path / name, weights)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    again = read_weights(tmp_path / "one.npz")
    assert again.about == weights.about
    assert all(np.array_equal(again.arrays[name], array) for name, array in weights.arrays.items())


@pytest.mark.parametrize("content", [b"", b"no weights", b"PK\x03\x04 broken"], ids=["empty", "text", "broken"])
def test_what_is_no_weights_file_is_told(content: bytes, tmp_path: Any) -> None:
    path = tmp_path / "bad.npz"
    path.write_bytes(content)
    with pytest.raises(WeightsError, match=r"bad\.npz: no weights of newsextract; make some with `newsextract train`$"):
        read_weights(path)


@pytest.mark.parametrize("name", ["first", "pieces", "embeddings.scale", "recurrent0.weights", "output.unit"])
def test_broken_weights_are_told(weights: Weights, name: str, tmp_path: Any) -> None:
    path = tmp_path / "broken.npz"
    missing = {key: array for key, array in weights.arrays.items() if key != name}
    for arrays in (missing, {**missing, name: np.full(3, np.nan)}):
        write_weights(path, Weights(arrays, dict(weights.about)))
        with pytest.raises(WeightsError, match=r"broken weights .* make new ones with `newsextract train`"):
            read_weights(path)


def test_weights_of_another_version_are_refused(weights: Weights, tmp_path: Any) -> None:
    path = tmp_path / "old.npz"
    write_weights(path, Weights(weights.arrays, {**weights.about, "version": 0}))
    with pytest.raises(WeightsError, match="version 0, not 1"):
        read_weights(path)
    np.savez(tmp_path / "other.npz", about=np.frombuffer(json.dumps([]).encode(), dtype=np.uint8))
    with pytest.raises(WeightsError, match="other"):
        read_weights(tmp_path / "other.npz")


# --- features, tags, calibration --------------------------------------------------------------------------------------


def test_features_of_a_sentence(extractor: Extractor) -> None:
    context = context_of(extractor, "이강덕 포항시장은 갔다.")
    assert token_types(context)[:3] == [
        ("이강덕", "NNP", "이강덕", True),
        ("포항시장", "NNP", "포항시장", True),
        ("은", "JX", "은", True),
    ]
    assert spacings(context)[:3] == [3, 2, 1 if context.document.tokens[2].end == context.document.words[1].end else 0]
    assert len(gazetteer_marks(context)) == len(context.document.tokens)
    assert max(gazetteer_marks(context_of(extractor, "서울에 갔다."))) > 0


def test_every_tag_has_its_place() -> None:
    assert set(KIND_OF) | UNMARKED | {"STATE"} == set(TAGS)
    assert set(CORPUS_KIND_OF) < set(TAGS)
    assert all(tags and tags <= set(TAGS) for tags in TAGS_OF_KIND.values())
    assert len(TAGS) * 2 + 1 == len(read_weights().arrays["first"])
    assert len(read_weights().arrays["pieces"]) == HASH_ROWS


@pytest.mark.parametrize(
    ("label", "form", "tags"),
    [
        ("PS_NAME", "이강덕", {"PERSON"}),
        ("OGG_POLITICS", "북한", {"STATE"}),
        ("OGG_POLITICS", "외교부", {"ORG"}),
        ("OGG_POLITICS", "검찰", {"GENERIC"}),
        ("OGG_FOOD", "농심", {"COMPANY"}),
        ("OGG_SPORTS", "북한", {"STATE"}),
        ("OGG_SPORTS", "다저스", {"TEAM"}),
        ("LCP_CAPITALCITY", "서울", {"CITY"}),
        ("LCG_RIVER", "한강", {"PLACE"}),
        ("AF_ROAD", "1호선", {"FACILITY"}),
        ("EV_SPORTS", "16강전", {"STAGE"}),
        ("EV_SPORTS", "월드컵", {"EVENT"}),
        ("DT_DURATION", "3년", {"DURATION"}),
        ("QT_AGE", "30세", set()),
        ("ORG", "더팩트", {"ORG", "MEDIA", "TEAM"}),
        ("OG", "삼성", set(TAGS) & {"COMPANY", "MEDIA", "ORG", "TEAM", "STATE", "GENERIC"}),
    ],
)
def test_labels_leave_tags_open(label: str, form: str, tags: set[str]) -> None:
    assert tags_of_label(label, form, {"북한"}) == frozenset(tags)


@pytest.mark.parametrize("label", ["", "FOO", "OGG", "OGG-X", "person", "LCX_CITY"])
def test_unknown_labels_are_none(label: str) -> None:
    assert tags_of_label(label, "", ()) is None


def test_best_spans_do_not_overlap() -> None:
    tagged = [
        Tagged(0, 2, "ORG", 0.3),
        Tagged(0, 2, "MEDIA", 0.3),
        Tagged(0, 4, "COMPANY", 0.5),
        Tagged(4, 6, "PERSON", 0.4),
        Tagged(5, 8, "PERSON", 0.45),
        Tagged(9, 11, "GENERIC", 0.9),
    ]
    assert best_spans(tagged, KIND_OF, 0.4) == [(0, 2, "ORG", 0.6), (5, 8, "PERSON", 0.45)]
    assert best_spans(tagged, CORPUS_KIND_OF, 0.5) == [(0, 2, "ORG", 0.6), (9, 11, "ORG", 0.9)]


def test_calibration_gives_the_shares_of_right_answers() -> None:
    draw = np.random.default_rng(3)
    shown = draw.uniform(0.05, 0.95, 5000)
    true = 1 / (1 + np.exp(-(0.5 * np.log(shown / (1 - shown)) - 0.7)))
    calibration = fit_calibration(shown.tolist(), (draw.uniform(size=5000) < true).tolist())
    assert calibration.slope == pytest.approx(0.5, abs=0.1)
    assert calibration.offset == pytest.approx(-0.7, abs=0.1)
    assert fit_calibration([0.5] * 10, [True] * 10) == Calibration(1.0, 0.0)
    assert 0 < Calibration(1.5, 0.0)(0.0) < Calibration(1.5, 0.0)(1.0) < 1

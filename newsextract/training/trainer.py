"""The training run: files of labelled sentences → a weights file. The same files and seed give the same weights on one machine."""

from __future__ import annotations

import importlib.metadata
import math
import platform
import random
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from kiwipiepy import Kiwi
from torch import nn

from newsextract.errors import InputError
from newsextract.evaluation import place_names
from newsextract.gazetteer import Gazetteer
from newsextract.spanfiles import Labelled, read_labelled
from newsextract.tagger.calibration import Calibration, fit_calibration
from newsextract.tagger.network import LARGEST, Network
from newsextract.tagger.tags import TAGS
from newsextract.tagger.weights import VERSION, Weights, write_weights
from newsextract.tokenizer import Tokenizer
from newsextract.training.augmentation import Augmentation, augment, collect_names
from newsextract.training.embeddings import read_embeddings
from newsextract.training.examples import Example, analyze, make_examples
from newsextract.training.model import Batch, Model, Rates, Sizes, Vocabulary, export, make_batch

#: Tells of progress: what is being done, how much of it is done, how much there is, and a remark.
Told = Callable[[str, int, int, str], None]

#: One sentence of so many is kept out of training, for the loss that is shown and for the calibration of scores.
HELD_OUT = 20
#: How many times names are exchanged in each sentence; each epoch takes a share of these afresh.
COPIES = 3
AUGMENTED_SHARE = 0.4
BATCH = 32
LEARNING_RATE = 2e-3
WARM_UP = 200
#: Articles annotated by our own guidelines are few beside the corpus: they are read so many times an epoch.
OURS_TIMES = 2
#: Teachers may be slow.
TEACHER_SIZES = Sizes(width=192, units=160, convolution=True)
TEACHER_RATES = Rates(activations=0.5)


@dataclass(frozen=True)
class Settings:
    """How a run is made."""

    epochs: int = 8
    seed: int = 1
    threads: int = 1
    teachers: int = 0
    sizes: Sizes = field(default_factory=Sizes)
    rates: Rates = field(default_factory=Rates)


class Data(NamedTuple):
    """What a run learns from, and what it is checked on."""

    train: list[Example]
    ours: list[Example]
    augmented: list[Example]
    held_out: list[Example]


def train(paths: Sequence[str | Path], output: str | Path, settings: Settings, told: Told) -> dict[str, Any]:
    """Train on the sentences of files and write the weights; return what the weights file says of itself.

    Raises `InputError` for files that cannot be used, with the number of the line, and `OSError`.
    """
    random.seed(settings.seed)
    np.random.seed(settings.seed)
    torch.manual_seed(settings.seed)
    torch.set_num_threads(settings.threads)
    torch.use_deterministic_algorithms(True)
    by_file = {path: list(read_labelled(path)) for path in paths}
    sentences = [sentence for some in by_file.values() for sentence in some]
    data = _read(sentences, settings, told)
    if not data.train and not data.ours:
        raise InputError(f"{len(sentences)} sentences are too few to train on; give some thousand")
    embeddings = read_embeddings(
        Kiwi(load_multi_dict=False), told=lambda done, all_: told("embeddings", done, all_, "")
    )
    types = list(dict.fromkeys(kind for part in data for example in part for kind in example.types))
    vocabulary = Vocabulary(types, embeddings)
    teachers: list[Model] = []
    for number in range(settings.teachers):
        torch.manual_seed(settings.seed + 1000 * (number + 1))
        teacher = Model(vocabulary, TEACHER_SIZES, TEACHER_RATES)
        _fit(teacher, data, settings, lambda stage, *rest, n=number: told(f"teacher {n + 1}, {stage}", *rest))
        teachers.append(teacher.eval())
    torch.manual_seed(settings.seed)
    model = Model(vocabulary, settings.sizes, settings.rates)
    _fit(model, data, settings, told, teachers)
    model.eval()
    arrays = export(model, embeddings, _units(model, data.train or data.ours))
    calibration = _calibrate(model, arrays, data.held_out)
    about = {
        "version": VERSION,
        "tags": TAGS,
        "calibration": calibration,
        "trained_on": [{"file": Path(path).name, "sentences": len(some)} for path, some in by_file.items()],
        "settings": {
            "epochs": settings.epochs,
            "seed": settings.seed,
            "teachers": settings.teachers,
            "sizes": settings.sizes._asdict(),
            "rates": settings.rates._asdict(),
        },
        "made_with": {
            "python": platform.python_version(),
            **{name: importlib.metadata.version(name) for name in ("torch", "numpy", "kiwipiepy", "kiwipiepy_model")},
        },
        "licence": LICENCE,
    }
    write_weights(Path(output), Weights(arrays, about))
    return about


#: What is to be said of weights made of the project's own data. Those who train on data of their own know its licence better.
LICENCE = (
    "Weights trained on konec / konne / KLUE-NER are derived from them: CC BY-SA 4.0. KLUE: the authors of the KLUE Benchmark, "
    "https://github.com/KLUE-benchmark/KLUE. konec, konne: Cheong, Song, You (2023), 국어학 105, "
    "https://github.com/korean-named-entity/konec. Morpheme embeddings: kiwipiepy_model, https://github.com/bab2min/Kiwi, Apache License 2.0."
)


def _read(sentences: list[Labelled], settings: Settings, told: Told) -> Data:
    """Analyze the sentences, and the ones with exchanged names."""
    tokenizer, gazetteer = Tokenizer(), Gazetteer.load()
    places = place_names(gazetteer)
    data = Data([], [], [], [])
    learnt: list[Labelled] = []
    for done, reading in enumerate(analyze(sentences, tokenizer, gazetteer)):
        if done % 500 == 0:
            told("sentences", done, len(sentences), "")
        held_out = zlib.crc32(reading.labelled.text.encode()) % HELD_OUT == 0
        examples = list(make_examples(reading, places))
        ours = any(len(states) > 1 for example in examples for states in example.states[:1])
        (data.held_out if held_out else data.ours if ours else data.train).extend(examples)
        if not held_out:
            learnt.append(reading.labelled)
    augmentation = Augmentation(collect_names(learnt, gazetteer, places), places, settings.seed)
    made = [pair for _ in range(COPIES) for pair in augment(learnt, augmentation)]
    forgotten = {id(sentence): spans for sentence, spans in made}
    for done, reading in enumerate(analyze((sentence for sentence, _ in made), tokenizer, gazetteer)):
        if done % 500 == 0:
            told("exchanged names", done, len(made), "")
        spans = forgotten[id(reading.labelled)]
        data.augmented.extend(make_examples(reading, places, forget=spans.__contains__))
    return data


def _fit(model: Model, data: Data, settings: Settings, told: Told, teachers: Sequence[Model] = ()) -> None:
    """Train the model: AdamW, warm-up, then the learning rate falls along a cosine.

    With teachers, the scores of each token are also drawn to the mean of theirs.
    """
    draw = random.Random(settings.seed)
    extra = int(len(data.augmented) * AUGMENTED_SHARE)
    count = len(data.train) + OURS_TIMES * len(data.ours) + extra
    steps = settings.epochs * math.ceil(count / BATCH)
    optimizer = torch.optim.AdamW(model.parameters(), lr=LEARNING_RATE, weight_decay=0.01, betas=(0.9, 0.98))
    warm_up = min(WARM_UP, max(1, steps // 10))  # a small training set has few steps
    remark, step = "", 0
    for epoch in range(settings.epochs):
        model.train()
        examples = data.train + OURS_TIMES * data.ours + draw.sample(data.augmented, extra)
        loss_sum = 0.0
        for number, examples_of_batch in enumerate(batches := _batches(examples, draw)):
            if number % 20 == 0:
                told(f"epoch {epoch + 1} of {settings.epochs}", number, len(batches), remark)
            rate = min(1.0, (step + 1) / warm_up) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * step / steps)))
            for group in optimizer.param_groups:
                group["lr"] = LEARNING_RATE * rate
            batch = make_batch(examples_of_batch, model.vocabulary)
            scores = model(batch)
            loss = model.loss(scores, batch)
            if teachers:
                loss = loss + _distance(scores, batch, teachers)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            loss_sum += loss.item()
            step += 1
        remark = f"loss {loss_sum / len(batches):.3f}, held out {_loss(model, data.held_out):.3f}"
        told(f"epoch {epoch + 1} of {settings.epochs}", len(batches), len(batches), remark)


def _distance(scores: torch.Tensor, batch: Batch, teachers: Sequence[Model]) -> torch.Tensor:
    """How far the tokens' distributions are from the mean of the teachers' (cross entropy, a sum over tokens by example)."""
    with torch.no_grad():
        target = torch.stack([torch.softmax(teacher(batch), dim=-1) for teacher in teachers]).mean(dim=0)
    entropies = -(target * torch.log_softmax(scores, dim=-1)).sum(dim=-1)
    return (entropies * batch.mask).sum() / len(scores)


def _batches(examples: list[Example], draw: random.Random) -> list[list[Example]]:
    """Batches of examples of about the same length, in random order."""
    ordered = sorted(examples, key=lambda example: len(example.types) + 6 * draw.random())
    batches = [ordered[at : at + BATCH] for at in range(0, len(ordered), BATCH)]
    draw.shuffle(batches)
    return batches


def _loss(model: Model, examples: Sequence[Example]) -> float:
    """The mean loss on examples that were not learnt from; not a number if there are none."""
    model.eval()
    with torch.no_grad():
        losses = [
            model.loss(model(batch := make_batch(some, model.vocabulary)), batch).item() * len(some)
            for some in _in_batches(examples)
        ]
    return sum(losses) / len(examples) if examples else math.nan


def _in_batches(examples: Sequence[Example]) -> Iterator[Sequence[Example]]:
    ordered = sorted(examples, key=lambda example: len(example.types))
    return (ordered[at : at + BATCH] for at in range(0, len(ordered), BATCH))


def _units(model: Model, examples: Sequence[Example]) -> list[float]:
    """The factors by which the inputs of the linear layers are rounded: the largest input seen becomes the largest integer."""
    layers: list[nn.Module] = [*(layer.layer for layer in model.recurrent), model.output]
    if model.convolution is not None:
        layers.insert(0, model.convolution.layer)
    largest = [0.0] * len(layers)

    def watch(index: int) -> Callable[[Any, Any], None]:
        def see(_: object, inputs: tuple[torch.Tensor, ...]) -> None:
            largest[index] = max(largest[index], inputs[0].abs().max().item())

        return see

    handles = [layer.register_forward_pre_hook(watch(index)) for index, layer in enumerate(layers)]
    with torch.no_grad():
        for some in _in_batches(examples[:: max(1, len(examples) // 2000)]):
            model(make_batch(some, model.vocabulary))
    for handle in handles:
        handle.remove()
    return [LARGEST / (value or 1.0) for value in largest]


def _calibrate(model: Model, arrays: dict[str, Any], examples: Sequence[Example]) -> Calibration:
    """Fit what turns the network's probabilities into shares of right spans, on sentences that were not learnt from."""
    network = Network(arrays)
    scores: list[float] = []
    right: list[bool] = []
    with torch.no_grad():
        for example in examples:
            if any(len(states) != 1 for states in example.states):
                continue  # what the annotation leaves open can be neither right nor wrong
            vectors = vectors_of(model, example)
            for span in network.spans(
                vectors, np.asarray(example.spacings), np.asarray(example.marks), [len(example.types)]
            ):
                begin = 1 + 2 * span.tag
                inside = [begin] + [begin + 1] * (span.last - span.first - 1)
                exact = [next(iter(states)) for states in example.states[span.first : span.last]] == inside
                ends = span.last == len(example.states) or example.states[span.last] != {begin + 1}
                scores.append(span.score)
                right.append(exact and ends)
    return fit_calibration(scores, right)


def vectors_of(model: Model, example: Example) -> np.ndarray[Any, np.dtype[np.float32]]:
    """The token vectors of an example, as the tagger would compute them without rounding."""
    rows = torch.tensor([model.vocabulary.rows[kind] for kind in example.types])
    vectors = model.pieces(model.vocabulary.pieces[rows]) + model.embedding(
        model.vocabulary.vectors[model.vocabulary.embedded[rows]]
    )
    array: np.ndarray[Any, np.dtype[np.float32]] = vectors.numpy()
    return array

"""The network of `newsextract.tagger.network`, for training, in PyTorch; and its export to the arrays of a weights file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from newsextract.tagger.features import GAZETTEER_MARKS, HASH_ROWS, SPACINGS, TokenType, pieces
from newsextract.tagger.network import EXACT, LARGEST
from newsextract.tagger.tags import TAGS
from newsextract.training.embeddings import Embeddings
from newsextract.training.examples import ANY, STATES, Example

#: A score that excludes a state. exp of it is 0.
NEVER = -1e4


class Sizes(NamedTuple):
    """Width of the token vectors, units of each direction of a recurrent layer, number of those layers, and whether a
    convolution comes before them."""

    width: int = 128
    units: int = 64
    layers: int = 2
    convolution: bool = False


class Rates(NamedTuple):
    """What is dropped at random in training: activations, whole forms and embeddings, gazetteer marks."""

    activations: float = 0.35
    forms: float = 0.15
    marks: float = 0.3


class Vocabulary:
    """The token types of the examples with the rows of their pieces and of their embeddings."""

    def __init__(self, types: Sequence[TokenType], embeddings: Embeddings) -> None:
        self.rows = {kind: row for row, kind in enumerate(types)}
        row_of = {name: row for row, name in enumerate(embeddings.names)}
        hashed = [pieces(kind) for kind in types]
        #: (types + 1, longest): row HASH_ROWS is nothing; the last type is the padding.
        self.pieces = torch.full((len(types) + 1, max(map(len, hashed))), HASH_ROWS)
        for row, some in enumerate(hashed):
            self.pieces[row, : len(some)] = torch.tensor(some)
        nothing = len(embeddings.names)
        self.embedded = torch.tensor(
            [row_of.get(f"{kind[0]}/{kind[1]}", nothing) for kind in types] + [nothing], dtype=torch.long
        )
        self.vectors = torch.from_numpy(
            np.vstack([embeddings.vectors, np.zeros((1, embeddings.vectors.shape[1]), dtype=np.float32)])
        )

    @property
    def padding(self) -> int:
        """The number of the type that stands for no token."""
        return len(self.rows)


class Batch(NamedTuple):
    """Examples side by side, (examples, longest); `allowed` (examples, longest, states) is 0 or `NEVER`."""

    types: Tensor
    spacings: Tensor
    marks: Tensor
    mask: Tensor
    allowed: Tensor


def make_batch(examples: Sequence[Example], vocabulary: Vocabulary) -> Batch:
    """Lay examples side by side, the short ones filled up."""
    count, longest = len(examples), max(len(example.types) for example in examples)
    types = torch.full((count, longest), vocabulary.padding)
    spacings, marks = (torch.zeros((count, longest), dtype=torch.long) for _ in range(2))
    mask = torch.zeros(count, longest)
    allowed = np.zeros((count, longest, STATES), dtype=np.float32)
    for row, example in enumerate(examples):
        length = len(example.types)
        types[row, :length] = torch.tensor([vocabulary.rows[kind] for kind in example.types])
        spacings[row, :length] = torch.tensor(example.spacings)
        marks[row, :length] = torch.tensor(example.marks)
        mask[row, :length] = 1
        for at, states in enumerate(example.states):
            if states != ANY:
                allowed[row, at] = NEVER
                allowed[row, at, list(states)] = 0
    return Batch(types, spacings, marks, mask, torch.from_numpy(allowed))


def softsign(x: Tensor) -> Tensor:
    return x / (1 + x.abs())


def gate(x: Tensor) -> Tensor:
    return 0.5 + 0.5 * softsign(x)


class Convolution(nn.Module):
    """A gated convolution over each token and its neighbours, added to its input."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.layer = nn.Conv1d(width, 2 * width, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        value, opening = self.layer(x.transpose(1, 2)).chunk(2, 1)
        gated: Tensor = value * gate(opening)
        return x + gated.transpose(1, 2)


class Recurrent(nn.Module):
    """A bidirectional SRU layer."""

    def __init__(self, inputs: int, units: int) -> None:
        super().__init__()
        self.units = units
        self.layer = nn.Linear(inputs, 6 * units)
        self.skip = nn.Linear(inputs, 2 * units, bias=False) if inputs != 2 * units else None
        with torch.no_grad():
            self.layer.bias[2 * units : 4 * units] += 1.0

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        units = self.units
        new, forget, reset = self.layer(x).split(2 * units, dim=-1)
        forget = gate(forget) * mask + (1 - mask)  # padding keeps the state
        new = new * (1 - forget)
        f = torch.cat([forget[..., :units], forget[..., units:].flip(1)], dim=-1).unbind(1)
        g = torch.cat([new[..., :units], new[..., units:].flip(1)], dim=-1).unbind(1)
        states = [g[0]]
        for step in range(1, len(g)):
            states.append(torch.addcmul(g[step], f[step], states[-1]))
        c = torch.stack(states, dim=1)
        c = torch.cat([c[..., :units], c[..., units:].flip(1)], dim=-1)
        reset = gate(reset)
        skip: Tensor = x if self.skip is None else self.skip(x)
        return reset * softsign(c) + (1 - reset) * skip


class Model(nn.Module):
    """Vectors of tokens → convolution → recurrent layers → scores of states; and the CRF's loss."""

    allowed_next: Tensor
    allowed_first: Tensor

    def __init__(self, vocabulary: Vocabulary, sizes: Sizes, rates: Rates) -> None:
        super().__init__()
        self.vocabulary = vocabulary
        self.rates = rates
        width = sizes.width
        self.pieces = nn.EmbeddingBag(HASH_ROWS + 1, width, mode="sum", padding_idx=HASH_ROWS)
        self.embedding = nn.Linear(vocabulary.vectors.shape[1], width, bias=False)
        self.spacing = nn.Embedding(SPACINGS, width)
        self.gazetteer = nn.Embedding(GAZETTEER_MARKS, width)
        for table in (self.pieces, self.spacing, self.gazetteer):
            nn.init.normal_(table.weight, std=0.1)
        self.convolution = Convolution(width) if sizes.convolution else None
        self.recurrent = [
            Recurrent(width if layer == 0 else 2 * sizes.units, sizes.units) for layer in range(sizes.layers)
        ]
        self._registered = nn.ModuleList(self.recurrent)
        self.output = nn.Linear(2 * sizes.units, STATES)
        self.transitions = nn.Parameter(torch.zeros(STATES, STATES))
        self.dropout = nn.Dropout(rates.activations)
        follows = torch.zeros(STATES, STATES)
        for tag in range(len(TAGS)):
            begin, inside = 1 + 2 * tag, 2 + 2 * tag
            follows[:, inside] = NEVER
            follows[[begin, inside], inside] = 0
        first = torch.zeros(STATES)
        first[2::2] = NEVER
        self.register_buffer("allowed_next", follows)
        self.register_buffer("allowed_first", first)

    def forward(self, batch: Batch) -> Tensor:
        """The score of each state for each token: (examples, longest, states)."""
        rows = self.vocabulary.pieces[batch.types]
        embedded = self.vocabulary.embedded[batch.types]
        marks = batch.marks
        if self.training:
            rows = rows.clone()
            rows[..., 0][torch.rand(batch.types.shape) < self.rates.forms] = HASH_ROWS
            nothing = len(self.vocabulary.vectors) - 1
            embedded = embedded.masked_fill(torch.rand(batch.types.shape) < self.rates.forms, nothing)
            marks = marks.masked_fill(torch.rand(batch.types.shape) < self.rates.marks, 0)
        x = self.pieces(rows.view(-1, rows.shape[-1])).view(*batch.types.shape, -1)
        x = x + self.embedding(self.vocabulary.vectors[embedded]) + self.spacing(batch.spacings) + self.gazetteer(marks)
        mask = batch.mask[..., None]
        x = self.dropout(2 * softsign(x)) * mask
        if self.convolution is not None:
            x = self.convolution(x)
        for number, layer in enumerate(self.recurrent):
            x = layer(self.dropout(x) if number else x, mask)
        scores: Tensor = self.output(self.dropout(x))
        return scores

    def loss(self, scores: Tensor, batch: Batch) -> Tensor:
        """Minus the log probability that every token has one of its allowed states, a mean over the examples."""
        count = len(scores)
        weights = self._log_sum(torch.cat([scores, scores + batch.allowed]), torch.cat([batch.mask, batch.mask]))
        return (weights[:count] - weights[count:]).sum() / count

    def _log_sum(self, scores: Tensor, mask: Tensor) -> Tensor:
        """The log of the summed weights of all paths, by the forward algorithm, scaled at each token: (examples,)."""
        transitions = torch.exp(self.transitions + self.allowed_next)
        highest = scores.max(-1, keepdim=True)[0].detach()
        emission = torch.exp(scores - highest).unbind(1)
        highest = highest[..., 0]
        weights = emission[0] * torch.exp(self.allowed_first)
        norm = weights.sum(-1, keepdim=True) + 1e-30
        weights = weights / norm
        total = torch.log(norm[:, 0]) + highest[:, 0]
        for at in range(1, scores.shape[1]):
            step = (weights @ transitions) * emission[at]
            norm = step.sum(-1, keepdim=True) + 1e-30
            present = mask[:, at]
            weights = torch.where(present[:, None] > 0, step / norm, weights)
            total = total + present * (torch.log(norm[:, 0]) + highest[:, at])
        return total


def export(model: Model, embeddings: Embeddings, units: Sequence[float]) -> dict[str, NDArray[Any]]:
    """The arrays of a weights file. `units` are the factors by which the inputs of each linear layer are rounded."""
    factors = iter(units)
    vectors = embeddings.vectors @ _array(model.embedding.weight).T
    arrays: dict[str, NDArray[Any]] = {
        "morphemes": np.frombuffer("\n".join(embeddings.names).encode(), dtype=np.uint8),
        "spacing": _array(model.spacing.weight),
        "gazetteer": _array(model.gazetteer.weight),
        "transitions": _array(model.transitions + model.allowed_next),
        "first": _array(model.allowed_first),
        "recurrent.count": np.array(len(model.recurrent)),
    }
    arrays["embeddings"], arrays["embeddings.scale"] = _quantize(vectors)
    arrays["pieces"], arrays["pieces.scale"] = _quantize(_array(model.pieces.weight)[:HASH_ROWS])
    if model.convolution is not None:
        kernel = _array(model.convolution.layer.weight)  # (2 · width, width, 3)
        window = kernel.transpose(2, 1, 0).reshape(-1, len(kernel))
        _put(arrays, "convolution", window, model.convolution.layer.bias, next(factors))
    for number, layer in enumerate(model.recurrent):
        weights: Tensor = layer.layer.weight
        bias: Tensor = layer.layer.bias
        if layer.skip is not None:
            weights = torch.cat([weights, layer.skip.weight])
            bias = torch.cat([bias, torch.zeros(len(layer.skip.weight))])
        _put(arrays, f"recurrent{number}", _array(weights).T, bias, next(factors))
        arrays[f"recurrent{number}.size"] = np.array(layer.units)
    _put(arrays, "output", _array(model.output.weight).T, model.output.bias, next(factors))
    return arrays


def _array(tensor: Tensor) -> NDArray[np.float32]:
    array: NDArray[np.float32] = tensor.detach().numpy().astype(np.float32)
    return array


def _quantize(
    table: NDArray[np.float32], largest: NDArray[np.float32] | None = None
) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Round the columns of a table to integers of 8 bits; return them and what they are to be multiplied with."""
    scale = (np.abs(table).max(axis=0) / 127).clip(1e-12) if largest is None else largest
    return np.rint(table / scale).clip(-127, 127).astype(np.int8), scale.astype(np.float32)


def _put(
    arrays: dict[str, NDArray[Any]], name: str, weights: NDArray[np.float32], bias: Tensor | None, unit: float
) -> None:
    """Add a linear layer, its weights coarse enough that no sum can leave the exact integers."""
    assert bias is not None  # every layer of the model has one
    integers, scale = _quantize(weights)
    while True:
        sums = np.abs(integers.astype(np.int64)).sum(axis=0) * LARGEST
        if (sums < EXACT).all():
            break
        scale = np.where(sums < EXACT, scale, scale * np.float32(1.05)).astype(np.float32)
        integers, scale = _quantize(weights, scale)
    arrays[f"{name}.weights"] = integers
    arrays[f"{name}.scale"] = (scale / np.float32(unit)).astype(np.float32)
    arrays[f"{name}.bias"] = _array(bias)
    arrays[f"{name}.unit"] = np.array(unit, dtype=np.float32)

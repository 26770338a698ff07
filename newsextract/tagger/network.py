"""The network in numpy: tokens of an article → the probability of every span.

    vectors of tokens → gated convolution → two bidirectional recurrent layers → scores → linear-chain CRF → spans

Every number that reaches a threshold is the same on every machine. Floating-point sums depend on the order in which a
processor adds, and libraries choose that order, so all sums here are of integers: weights have 8 bits, activations are
rounded to 12, and a sum of such products that stays below 2^24 is exact in a 32-bit float in any order. What is computed
element by element needs only + − × ÷ (softsign instead of tanh and exp), which IEEE 754 rounds alike everywhere. The CRF
runs in 64 bits, whose last digits no reported score shows.

The recurrent layer is an SRU (Lei et al. 2018, "Simple Recurrent Units for Highly Parallelizable Recurrence"): its gates see
only the layer's input, so the large products are done for all tokens at once and only c = f·c + (1 − f)·z runs along the
sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]
Doubles: TypeAlias = NDArray[np.float64]
Integers: TypeAlias = NDArray[np.int64]

#: Activations are rounded to integers of at most this size. 2047 · Σ|w| must stay below 2^24 for each column of weights.
LARGEST = 2047
EXACT = 1 << 24
#: Spans below this probability are not reported. The thresholds of the recognizer are all higher.
LEAST = 0.1
#: The weights of paths are scaled at every so many tokens; between, they cannot leave the range of 64 bits.
SCALED = 16
#: So many tokens are read at once; a long article is read in several steps, cut between sentences.
STEP = 8192


def softsign(x: Floats) -> Floats:
    """x / (1 + |x|): from −1 to 1."""
    y: Floats = np.abs(x)
    y += 1
    return np.divide(x, y, out=y)


def gate(x: Floats) -> Floats:
    """(1 + softsign(x)) / 2: from 0 to 1."""
    y = softsign(x)
    y *= np.float32(0.5)
    y += np.float32(0.5)
    return y


@dataclass(frozen=True)
class Linear:
    """y = round(x · unit) @ weights · scale + bias, the product exact.

    `weights` (inputs, outputs) holds integers of 8 bits as 32-bit floats; `scale` and `bias` (outputs,).
    """

    weights: Floats
    scale: Floats
    bias: Floats
    unit: float

    def __call__(self, x: Floats) -> Floats:
        rounded = np.rint(x * np.float32(self.unit))
        np.clip(rounded, -LARGEST, LARGEST, out=rounded)
        y: Floats = rounded @ self.weights
        y *= self.scale
        y += self.bias
        return y


class Span(NamedTuple):
    """Tokens `[first, last)` of the document, the number of a tag, and the probability that the span is exactly this."""

    first: int
    last: int
    tag: int
    score: float


class Order:
    """The tokens of some sentences in the order of the recurrence: all first tokens, all second ones, and so on.

    `forward` and `backward` (tokens,) hold token numbers, counted from the first sentence's first; `bounds` where the
    steps begin in them. Sentences are taken the longest first, so those still running are always at the front.
    """

    def __init__(self, lengths: Sequence[int]) -> None:
        count = np.asarray(lengths, dtype=np.int64)
        first = np.concatenate([[0], np.cumsum(count)[:-1]])
        rank = np.empty(len(count), dtype=np.int64)
        rank[np.argsort(-count, kind="stable")] = np.arange(len(count))
        sentence = np.repeat(np.arange(len(count)), count)
        at = np.arange(len(sentence)) - first[sentence]
        self.forward: Integers = np.lexsort((rank[sentence], at))
        self.backward: Integers = np.lexsort((rank[sentence], (count[sentence] - 1) - at))
        running = np.bincount(at, minlength=1)
        self.bounds: list[int] = [0, *np.cumsum(running).tolist()]
        self.first = first
        self.last = first + count - 1

    def steps(self) -> Iterator[tuple[slice, slice]]:
        """Yield, from the second step on, the rows of a step and the rows before it that run on."""
        bounds = self.bounds
        for begin, now, end in zip(bounds, bounds[1:], bounds[2:], strict=False):
            yield slice(now, end), slice(begin, begin + end - now)


@dataclass(frozen=True)
class Recurrent:
    """One bidirectional SRU layer of `size` units each way. `linear` gives z, f, r (and the skip, if sizes differ)."""

    linear: Linear
    size: int

    def __call__(self, x: Floats, order: Order) -> Floats:
        both = 2 * self.size
        gates = self.linear(x)
        forget = gate(gates[:, both : 2 * both])
        new = gates[:, :both] * (1 - forget)
        f, c = self._arrange(forget, order), self._arrange(new, order)
        for now, before in order.steps():
            c[now] += f[now] * c[before]
        state = np.empty_like(c)
        state[order.forward, : self.size] = c[:, : self.size]
        state[order.backward, self.size :] = c[:, self.size :]
        reset = gate(gates[:, 2 * both : 3 * both])
        skip = gates[:, 3 * both :] if gates.shape[1] > 3 * both else x
        y = softsign(state)
        y -= skip
        y *= reset
        y += skip
        return y

    def _arrange(self, values: Floats, order: Order) -> Floats:
        """Put the forward half into the order of the recurrence and the backward half into the reverse one."""
        return np.concatenate(
            [values[order.forward, : self.size], values[order.backward, self.size :]], axis=1, dtype=np.float32
        )


class Network:
    """The layers, read from the arrays of a weights file (see `weights`)."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self._spacing: Floats = arrays["spacing"]
        self._gazetteer: Floats = arrays["gazetteer"]
        self._convolution = _linear(arrays, "convolution") if "convolution.weights" in arrays else None
        self._recurrent = [
            Recurrent(_linear(arrays, f"recurrent{number}"), int(arrays[f"recurrent{number}.size"]))
            for number in range(int(arrays["recurrent.count"]))
        ]
        self._output = _linear(arrays, "output")
        #: exp of the CRF's transition scores (from, to); 0 where a tag may not follow.
        self._transitions: Doubles = np.exp(arrays["transitions"].astype(np.float64))
        self._first: Doubles = np.exp(arrays["first"].astype(np.float64))

    @property
    def tags(self) -> int:
        """How many tags there are; state 0 is none, 1 + 2 · tag begins one, 2 + 2 · tag continues it."""
        return (len(self._first) - 1) // 2

    def scores(self, vectors: Floats, spacings: Integers, marks: Integers, order: Order) -> Floats:
        """The score of each state for each token: (tokens, states)."""
        x = vectors + self._spacing[spacings]
        x += self._gazetteer[marks]
        x = 2 * softsign(x)
        if self._convolution is not None:
            x = x + self._convolve(x, order)
        for layer in self._recurrent:
            x = layer(x, order)
        return self._output(x)

    def _convolve(self, x: Floats, order: Order) -> Floats:
        """A gated convolution over each token and its two neighbours in the sentence."""
        assert self._convolution is not None
        width = x.shape[1]
        window = np.zeros((len(x), 3 * width), dtype=np.float32)
        window[1:, :width] = x[:-1]
        window[order.first, :width] = 0
        window[:, width : 2 * width] = x
        window[:-1, 2 * width :] = x[1:]
        window[order.last, 2 * width :] = 0
        y = self._convolution(window)
        gated: Floats = y[:, :width] * gate(y[:, width:])
        return gated

    def spans(self, vectors: Floats, spacings: Integers, marks: Integers, lengths: Sequence[int]) -> list[Span]:
        """All spans of at least the probability `LEAST`, by first token, then last.

        `vectors` (tokens, width), `spacings` and `marks` (tokens,) describe the tokens of sentences of `lengths` tokens, one
        after another.
        """
        found: list[Span] = []
        begin = at = 0
        while at < len(lengths):
            some, stop = [lengths[at]], at + 1
            while stop < len(lengths) and sum(some) + lengths[stop] <= STEP:
                some.append(lengths[stop])
                stop += 1
            end = begin + sum(some)
            order = Order(some)
            scores = self.scores(vectors[begin:end], spacings[begin:end], marks[begin:end], order)
            found.extend(
                Span(begin + first, begin + last, tag, score)
                for first, last, tag, score in self._marginals(scores, order)
            )
            begin, at = end, stop
        return found

    def _marginals(self, scores: Floats, order: Order) -> list[Span]:
        """The probabilities of spans under the CRF: forward-backward, then each span from its beginning on."""
        rows = scores.astype(np.float64)
        emission = np.exp(rows - rows.max(axis=1, keepdims=True))
        chart = _chart(emission, self._transitions, self._first, order)
        return self._from_beginnings(emission, chart)

    def _from_beginnings(self, emission: Doubles, chart: _Chart) -> list[Span]:
        """Follow every likely beginning of a span token by token while what remains of its probability is worth it."""
        begins = np.arange(self.tags) * 2 + 1
        token, tag = np.nonzero(chart.forward[:, begins] * chart.after[:, begins] >= LEAST * chart.whole[:, None])
        state, end = begins[tag], token.copy()
        weight = chart.forward[token, state]
        found: list[Span] = []
        while len(token):
            inside = begins[tag] + 1
            onward = chart.following[end, inside] * self._transitions[state, inside]
            probability = weight * (chart.after[end, state] - onward) / chart.whole[end]
            found.extend(
                Span(int(token[at]), int(end[at]) + 1, int(tag[at]), float(probability[at]))
                for at in np.nonzero(probability >= LEAST)[0]
            )
            keep = weight * onward >= LEAST * chart.whole[end]
            token, tag, end, state, inside, weight = (
                values[keep] for values in (token, tag, end, state, inside, weight)
            )
            end = end + 1
            weight = weight * self._transitions[state, inside] * emission[end, inside] / chart.scale[end]
            state = inside
        return sorted(found)


class _Chart(NamedTuple):
    """The forward-backward algorithm's result, a row a token. Rows are scaled each for itself.

    `forward` (tokens, states): the weight of all paths up to a token, which was divided by `scale`. `after`: of all that may come
    after it; `following`: of the next token and what comes after it, 0 at the end of a sentence; `whole` (tokens,): of all paths.
    """

    forward: Doubles
    scale: Doubles
    after: Doubles
    following: Doubles
    whole: Doubles


def _chart(emission: Doubles, transitions: Doubles, first: Doubles, order: Order) -> _Chart:
    """Run forward and backward side by side, for all sentences at once."""
    both = np.stack([emission[order.forward], emission[order.backward]])
    both[0, : order.bounds[1]] *= first
    norm = np.ones((2, len(emission), 1))
    pair = np.stack([transitions, transitions.T])
    for number, (now, previous) in enumerate(order.steps()):
        step = both[:, now]
        step *= both[:, previous] @ pair
        if number % SCALED == 0:
            norm[:, now] = step.sum(axis=2, keepdims=True)
            step /= norm[:, now]
    forward, backward = np.empty_like(emission), np.empty_like(emission)
    scale = np.empty(len(emission))
    forward[order.forward], scale[order.forward] = both[0], norm[0, :, 0]
    backward[order.backward] = both[1]
    following = np.zeros_like(backward)
    following[:-1] = backward[1:]
    following[order.last] = 0
    after = following @ transitions.T
    after[order.last] = 1
    return _Chart(forward, scale, after, following, (forward * after).sum(axis=1))


def _linear(arrays: Mapping[str, NDArray[Any]], name: str) -> Linear:
    return Linear(
        arrays[f"{name}.weights"].astype(np.float32),
        arrays[f"{name}.scale"],
        arrays[f"{name}.bias"],
        float(arrays[f"{name}.unit"]),
    )

"""A trained sequence tagger: finds the names that no table has and no rule can know, each with a probability.

It reads Kiwi's morphemes sentence by sentence. Training is in `newsextract.training`; this package needs numpy alone, which
Kiwi needs anyway. README.md beside this file tells what was tried, and what the weights were made of.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from newsextract.context import Context, Tagged
from newsextract.model import Kind
from newsextract.tagger.calibration import Calibration
from newsextract.tagger.features import TokenType, gazetteer_marks, pieces, spacings, token_types
from newsextract.tagger.network import Floats, Network
from newsextract.tagger.tags import KIND_OF, TAGS
from newsextract.tagger.weights import BUILT_IN, Weights, read_weights

__all__ = ["Tagger", "best_spans"]

#: How many vectors of morphemes are kept; then they are computed anew. 20,000 of 128 numbers are 10 MB.
MOST_VECTORS = 20_000


class Tagger:
    """Tags documents one after another. The weights are read on first use (some tens of milliseconds).

    `weights` names a file that `newsextract train` wrote; by default the built-in ones.
    """

    def __init__(self, weights: Path = BUILT_IN) -> None:
        self._path = weights
        self._rows: dict[TokenType, int] = {}

    @cached_property
    def _weights(self) -> Weights:
        return read_weights(self._path)

    @cached_property
    def _network(self) -> Network:
        return Network(self._weights.arrays)

    @cached_property
    def _morphemes(self) -> Mapping[str, int]:
        names = self._weights.arrays["morphemes"].tobytes().decode().split("\n")
        return {name: row for row, name in enumerate(names)}

    @cached_property
    def _vectors(self) -> Floats:
        return np.empty((MOST_VECTORS, self._weights.arrays["pieces"].shape[1]), dtype=np.float32)

    @cached_property
    def _calibration(self) -> Calibration:
        return Calibration(*self._weights.about["calibration"])

    def load(self) -> None:
        """Read the weights now rather than on first use. Raises `WeightsError` and `OSError`."""
        _ = self._network, self._morphemes, self._vectors

    @property
    def about(self) -> Mapping[str, object]:
        """What the weights file says of itself: training data, licence, seed, Kiwi model."""
        return self._weights.about

    @cached_property
    def _libraries(self) -> ThreadpoolController:
        return ThreadpoolController()

    def tag(self, context: Context) -> list[Tagged]:
        """All spans that have a tag with a probability worth considering, by start, then end; they may overlap."""
        document = context.document
        if not document.tokens:
            return []
        tokens = document.tokens
        vectors = self._vectors_of(token_types(context))
        lengths = [sentence.last - sentence.first for sentence in document.sentences]
        # The products are small: a second thread waits longer than it works (twice the CPU time, measured on two cores).
        with self._libraries.limit(limits=1, user_api="blas"):
            spans = self._network.spans(
                vectors, np.asarray(spacings(context)), np.asarray(gazetteer_marks(context)), lengths
            )
        tagged = (
            Tagged(tokens[span.first].start, tokens[span.last - 1].end, TAGS[span.tag], self._calibration(span.score))
            for span in spans
        )
        # Kiwi's particles that are left out have no letters.
        return [span for span in tagged if span.start < span.end and not _is_marked(document.text, span)]

    def _vectors_of(self, types: list[TokenType]) -> Floats:
        """The vector of each token's type, from those kept and those computed now: (tokens, width)."""
        rows = self._rows
        try:
            found = [rows[kind] for kind in types]
        except KeyError:
            if not self._keep(types):  # a text of more different morphemes than are kept
                every = {kind: row for row, kind in enumerate(dict.fromkeys(types))}
                computed: Floats = self._compute(list(every))[[every[kind] for kind in types]]
                return computed
            found = [rows[kind] for kind in types]
        kept: Floats = self._vectors[found]
        return kept

    def _keep(self, types: list[TokenType]) -> bool:
        """Compute the vectors of types that are new, and keep them; if they are too many, the old ones go.

        False if even the new ones alone are too many.
        """
        rows = self._rows
        missing = [kind for kind in dict.fromkeys(types) if kind not in rows]
        if len(rows) + len(missing) > MOST_VECTORS:
            rows.clear()
            missing = list(dict.fromkeys(types))
        if len(missing) > MOST_VECTORS:
            return False
        self._vectors[len(rows) : len(rows) + len(missing)] = self._compute(missing)
        rows.update((kind, row) for row, kind in enumerate(missing, len(rows)))
        return True

    def _compute(self, types: list[TokenType]) -> Floats:
        """The vectors of morphemes: the sum of the pieces of the form, and Kiwi's embedding where it has one."""
        arrays = self._weights.arrays
        table: NDArray[np.int8] = arrays["pieces"]
        hashed = [pieces(kind) for kind in types]
        starts = np.cumsum([0, *map(len, hashed)])[:-1]
        rows = np.fromiter((row for some in hashed for row in some), dtype=np.int64)
        sums = np.add.reduceat(table[rows].astype(np.int32), starts, axis=0)
        vectors: Floats = sums.astype(np.float32) * arrays["pieces.scale"]
        known = [
            (index, row)
            for index, kind in enumerate(types)
            if (row := self._morphemes.get(f"{kind[0]}/{kind[1]}")) is not None
        ]
        if known:
            at, embedded = (list(column) for column in zip(*known, strict=True))
            vectors[at] += arrays["embeddings"][embedded].astype(np.float32) * arrays["embeddings.scale"]
        return vectors


def _is_marked(text: str, span: Tagged) -> bool:
    """Whether a span begins or ends with a mark that is part of no name: Kiwi takes some for letters of the word beside them."""
    return KIND_OF.get(span.tag) != "EVENT" and (text[span.start] in _OPENING or text[span.end - 1] in _ENDING)


#: What no name begins with (a bracket begins those of (주)), and what none ends with. The titles of events have marks in them.
_OPENING = frozenset("“”‘’\"')[]<>《》〈〉「」『』,.")
_ENDING = frozenset("“”‘’\"'[<《〈「『,")


def best_spans(tagged: Iterable[Tagged], kinds: Mapping[str, Kind], least: float) -> list[tuple[int, int, Kind, float]]:
    """Read tags as kinds and choose spans that do not overlap: (start, end, kind, probability), by start.

    `kinds` maps tags to kinds; spans of other tags are no mentions. The probabilities of tags of one kind add up. The most
    probable span of those that overlap is taken, if it has at least the probability `least`.

    >>> from newsextract.tagger.tags import KIND_OF
    >>> best_spans([Tagged(0, 2, "MEDIA", 0.4), Tagged(0, 2, "ORG", 0.3), Tagged(0, 3, "PERSON", 0.2)], KIND_OF, 0.5)
    [(0, 2, 'ORG', 0.7)]
    """
    sums: dict[tuple[int, int, Kind], float] = defaultdict(float)
    for span in tagged:
        if span.tag in kinds:
            sums[span.start, span.end, kinds[span.tag]] += span.score
    taken: list[tuple[int, int]] = []
    chosen: list[tuple[int, int, Kind, float]] = []
    for (start, end, kind), score in sorted(sums.items(), key=lambda item: (-item[1], item[0])):
        if score < least:
            break
        at = bisect_left(taken, (start, end))
        if (at == 0 or taken[at - 1][1] <= start) and (at == len(taken) or end <= taken[at][0]):
            taken.insert(at, (start, end))
            chosen.append((start, end, kind, round(score, 6)))
    return sorted(chosen)

"""Kiwi's own morpheme embeddings, read back from the cosines that it tells.

Kiwi's language model (CoNgram) has a vector for each of some 70,000 morphemes but gives out only similarities. The cosines of
all morphemes with a few hundred of them (anchors) are a linear image of the vectors: with C = V·Aᵀ, centred, the principal
components of C are those of V up to a scale, since anchors drawn at random have the spread of the whole.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from kiwipiepy import Kiwi
from numpy.typing import NDArray

#: How many morphemes the cosines are taken with. The vectors have 256 dimensions, so that many independent ones would do.
ANCHORS = 384
#: Principal components kept. 64, 128 and 256 of them train equally well (README.md of the tagger); 128 hold 99.8 % of the variance.
DIMENSIONS = 128


class Embeddings(NamedTuple):
    """`names` holds `form/tag` for each row of `vectors` (morphemes, dimensions), in the order of Kiwi's own ids."""

    names: tuple[str, ...]
    vectors: NDArray[np.float32]


def read_embeddings(
    kiwi: Kiwi, *, dimensions: int = DIMENSIONS, seed: int = 0, told: Callable[[int, int], None]
) -> Embeddings:
    """Read the embeddings of all morphemes of Kiwi's language model (about a minute). `told(done, all)` hears of progress."""
    first = next(iter(kiwi.tokenize("대통령")))
    similar = kiwi.most_similar_morphemes(first.id, top_n=1_000_000)
    names = {item.id: f"{item.form}/{item.tag}" for item in similar} | {first.id: f"{first.form}/{first.tag}"}
    ids = sorted(names)
    row_of = {id_: row for row, id_ in enumerate(ids)}
    anchors = np.random.default_rng(seed).choice(np.asarray(ids), size=min(ANCHORS, len(ids)), replace=False)
    cosines = np.zeros((len(ids), len(anchors)), dtype=np.float32)
    for column, anchor in enumerate(anchors.tolist()):
        told(column, len(anchors))
        for item in kiwi.most_similar_morphemes(anchor, top_n=len(ids)):
            if item.score >= -1:  # Kiwi gives the anchor itself a score far below any cosine
                cosines[row_of[item.id], column] = item.score
        cosines[row_of[anchor], column] = 1
    told(len(anchors), len(anchors))
    cosines -= cosines.mean(axis=0)
    variance, basis = np.linalg.eigh((cosines.T @ cosines).astype(np.float64))
    strongest = np.argsort(-variance)[:dimensions]
    # The singular values of C are those of V squared: dividing by the root of C's own gives back the vectors' proportions.
    vectors = cosines @ (basis[:, strongest] * variance[strongest].clip(1e-9) ** -0.25)
    vectors = (vectors - vectors.mean(axis=0)) / vectors.std()
    kept: dict[str, int] = {}
    for id_ in ids:  # of several senses the first, which is the most frequent
        kept.setdefault(names[id_], row_of[id_])
    return Embeddings(tuple(kept), vectors[list(kept.values())].astype(np.float32))

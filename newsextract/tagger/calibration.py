"""From the network's probabilities to shares of right answers: p′ = σ(a · logit(p) + b), fitted where nothing was learnt."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

_MARGIN = 1e-4  # beyond 0.9999 nothing was seen that could be counted


class Calibration(NamedTuple):
    """Slope and offset of the logit. (1, 0) leaves probabilities as they are."""

    slope: float = 1.0
    offset: float = 0.0

    def __call__(self, probability: float) -> float:
        """The calibrated probability.

        >>> round(Calibration()(0.9), 6), Calibration(1.0, -1.0)(0.9) < 0.9
        (0.9, True)
        """
        return 1 / (1 + math.exp(-(self.slope * _logit(probability) + self.offset)))


def _logit(probability: float) -> float:
    held = min(max(probability, _MARGIN), 1 - _MARGIN)
    return math.log(held / (1 - held))


def fit_calibration(probabilities: Sequence[float], right: Sequence[bool]) -> Calibration:
    """The calibration under which the answers are the most likely (logistic regression by Newton's method).

    (1, 0) where there is too little to fit: less than 200 answers, or none of one sort.
    """
    if len(probabilities) < 200 or len(set(right)) < 2:
        return Calibration()
    logits = [_logit(probability) for probability in probabilities]
    slope, offset = 1.0, 0.0
    for _ in range(50):
        gradient_a = gradient_b = aa = ab = bb = 0.0
        for x, y in zip(logits, right, strict=True):
            p = 1 / (1 + math.exp(-(slope * x + offset)))
            weight = p * (1 - p)
            gradient_a += (p - y) * x
            gradient_b += p - y
            aa += weight * x * x
            ab += weight * x
            bb += weight
        determinant = aa * bb - ab * ab
        if determinant <= 1e-12:
            break
        step_a = (bb * gradient_a - ab * gradient_b) / determinant
        step_b = (aa * gradient_b - ab * gradient_a) / determinant
        slope, offset = slope - step_a, offset - step_b
        if abs(step_a) + abs(step_b) < 1e-9:
            break
    return Calibration(round(slope, 4), round(offset, 4))

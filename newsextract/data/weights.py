"""How often a form is a name: counted in the news sentences of the training corpus, with a prior where they are few.

An occurrence counts if it begins and ends between morphemes (Kiwi) and neither lies inside a longer annotated name,
where longest match would not see it, nor holds a shorter one. It is a hit if the corpus annotates exactly this span
with a label of the kind. The corpus annotates states, provinces and cities that act as bodies, and national teams, as
organizations, which our guidelines do not: for places such labels are hits.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiwipiepy import Kiwi

#: Occurrences that the prior counts for, by judgment: two contrary ones halve the weight of a name that no one has
#: looked at, six that of a name that stands in a list of ours.
LIST_STRENGTH = 2.0
HAND_STRENGTH = 6.0
#: Spans that the projection of the labels trusts less are not counted, neither as hits nor as misses.
LEAST_CONFIDENCE = 0.5

_PLACES = ("LC", "AF_BUILDING", "AF_CULTURAL_ASSET", "AF_ROAD")
LABELS: dict[str, tuple[str, ...]] = {
    "COUNTRY": ("LC", "OGG_POLITICS", "OGG_SPORTS"),
    "PROVINCE": ("LC", "OGG_POLITICS", "OGG_SPORTS"),
    "CITY": ("LC", "OGG_POLITICS", "OGG_SPORTS"),
    "COUNTY": ("LC", "OGG_POLITICS"),
    "PLACE": _PLACES,
    "COMPANY": ("OGG", "AFW_SERVICE_PRODUCTS"),
    "ORG": ("OGG", "AF_BUILDING"),
    "EVENT": ("EV",),
    "TITLE": ("CV_POSITION", "CV_OCCUPATION"),
}
#: Kiwi numbers the morphemes of its dictionary from here on; smaller ids are guesses at unknown words.
_FIRST_DICTIONARY_ID = 100


def count_forms(corpus: Path, kiwi: Kiwi, forms: Collection[str]) -> tuple[Counter[str], dict[str, Counter[str]]]:
    """Count in the news sentences of `corpus/train.jsonl`: occurrences by form, and labels by form."""
    longest = max(map(len, forms))
    seen: Counter[str] = Counter()
    labels: dict[str, Counter[str]] = {}
    with (corpus / "train.jsonl").open(encoding="utf-8") as lines:
        sentences = [item for item in map(json.loads, lines) if item["source"] == "wikitree"]
    for item, tokens in zip(sentences, kiwi.tokenize([item["text"] for item in sentences]), strict=True):
        text, spans = item["text"], dict[tuple[int, int], str]()
        unsure: set[tuple[int, int]] = set()
        for (start, end, label), confidence in zip(item["entities"], item["conf"], strict=True):
            spans[start, end] = label
            if confidence < LEAST_CONFIDENCE:
                unsure.add((start, end))
        starts = sorted({token.start for token in tokens})
        stops = sorted({token.end for token in tokens})
        for start in starts:
            for end in stops:
                if not start < end <= start + longest or (form := text[start:end]) not in forms:
                    continue
                if (start, end) in unsure or _nested(start, end, spans):
                    continue
                seen[form] += 1
                if (start, end) in spans:
                    labels.setdefault(form, Counter())[spans[start, end]] += 1
    return seen, labels


def _nested(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    """Tell whether the span lies inside a longer annotated name, or is one that the corpus splits (부산 | 지검)."""
    return any(
        (first <= start and end <= last) or (start <= first and last <= end)
        for first, last in spans
        if (first, last) != (start, end)
    )


def weigh(prior: float, seen: int, hits: int, strength: float) -> float:
    """Mix what was counted with the prior, which counts for `strength` occurrences.

    >>> weigh(0.9, 0, 0, 2), weigh(0.5, 8, 0, 2), weigh(0.5, 98, 98, 2)
    (0.9, 0.1, 0.99)
    """
    return round((hits + prior * strength) / (seen + strength), 2)


def hits_of(kind: str, labels: Counter[str]) -> int:
    """Return how many of the counted labels are of the kind.

    >>> hits_of("CITY", Counter({"LCP_CITY": 3, "OGG_POLITICS": 1, "PS_NAME": 1}))
    4
    """
    return sum(number for label, number in labels.items() if label.startswith(LABELS[kind]))


def form_prior(form: str, base: float, kiwi: Kiwi) -> float:
    """Lower the prior of a table for forms that Kiwi knows as ordinary words, and for short ones.

    A word that is unknown to Kiwi's dictionary can hardly be anything but a name; two syllables may still be a given
    name or a fragment of one.
    """
    if not "가" <= form[0] <= "힣":
        return base if len(form) > 3 else min(base, 0.5)
    tokens = kiwi.tokenize(form)
    known = [token for token in tokens if token.id >= _FIRST_DICTIONARY_ID]
    if len(tokens) == 1 and known:
        tag = str(tokens[0].tag)
        if tag == "NNP":
            return base
        # An ordinary noun; a verb or an adverb.
        return min(base, 0.3 if tag.startswith("N") else 0.15)
    if len(form) == 2:
        return min(base, 0.55)
    if len(form) == 3 and any(str(token.tag)[0] in "EJ" for token in known):
        return min(base, 0.5)
    return base

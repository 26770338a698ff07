"""Score the recognizers on files of labelled sentences: what `newsextract evaluate` prints.

Corpora follow conventions of their own, so labels are read in one of two ways:

    guidelines   by ours: what a corpus marks and we do not (generic 경찰, lengths of time, stages, occupations) counts neither as
                 a miss nor, where something is predicted in its place, as a false alarm; a country that acts as a state is a COUNTRY
    corpus       by those of the corpus: the tagger's tags stand as the corpus has them, what only rules find is added

TITLE is not scored by the guidelines on NIKL labels: the corpus also marks titles that no one in the sentence holds. Nor are the
letters that stand for people who are not named (A씨).
KLUE's coarse labels have classes of their own (PS, LC, OG, DT, TI); titles, events and quantities are not among them. Both
corpora are flat: a place inside a title is not scored there, nor, with NIKL labels, a name inside an event.
"""

from __future__ import annotations

import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from newsextract.context import read_context
from newsextract.gazetteer import Gazetteer
from newsextract.model import KINDS, PLACE_KINDS, Mention
from newsextract.pipeline import Extractor, recognize
from newsextract.reader import article_from_text
from newsextract.recognizers.tagged import by_guidelines
from newsextract.scoring import Span, Tally, by_kind, relaxed, strict
from newsextract.spanfiles import Labelled
from newsextract.tagger import best_spans
from newsextract.tagger.tags import CORPUS_KIND_OF, KIND_OF, TAGS_OF_COARSE, tags_of_label

Conventions: TypeAlias = Literal["guidelines", "corpus"]
Recognizers: TypeAlias = Literal["all", "rules", "tagger"]

#: Our kinds as KLUE's coarse classes.
_COARSE: Mapping[str, str] = {
    "PERSON": "PS",
    **dict.fromkeys(PLACE_KINDS, "LC"),
    "COMPANY": "OG",
    "ORG": "OG",
    "DATE": "DT",
    "TIME": "TI",
}
#: The tagger's threshold where it is scored alone: spans of half the probability cannot overlap.
_LEAST = 0.5


class Gold(NamedTuple):
    """The spans of a sentence as they are scored, and the stretches where a prediction counts for nothing."""

    spans: frozenset[Span]
    ignored: tuple[tuple[int, int], ...]


@dataclass
class Scores:
    """The tallies of one source: by kind (and `ALL`), strict and relaxed."""

    strict: dict[str, Tally] = field(default_factory=dict)
    relaxed: dict[str, Tally] = field(default_factory=dict)
    sentences: int = 0

    def add(self, gold: frozenset[Span], predicted: frozenset[Span]) -> None:
        """Count one sentence."""
        self.sentences += 1
        for sums, measure in ((self.strict, strict), (self.relaxed, relaxed)):
            for kind, tally in by_kind(gold, predicted, measure).items():
                sums[kind] = sums.get(kind, Tally()).plus(tally)


@dataclass(frozen=True)
class Report:
    """What an evaluation gives: scores by source, CPU seconds for the extraction alone, and the peak memory in megabytes.

    `megabytes` is None where the system does not tell.
    """

    scores: Mapping[str, Scores]
    seconds: float
    megabytes: float | None


def evaluate(
    extractor: Extractor,
    sentences: Iterable[Labelled],
    *,
    by_source: bool = False,
    conventions: Conventions = "guidelines",
    recognizers: Recognizers = "all",
) -> Report:
    """Score the extractor on labelled sentences, each read as an article of its own; all together under `ALL`."""
    extractor.load()
    places = place_names(Gazetteer.load())
    scores: dict[str, Scores] = defaultdict(Scores)
    seconds = 0.0
    sentences = list(sentences)
    label_sets = _label_sets(sentences)
    for sentence in sentences:
        labels = _label_set(span.label for span in sentence.spans) if sentence.spans else label_sets[_file(sentence)]
        begin = time.process_time()
        predicted = _predict(extractor, sentence.text, conventions, recognizers)
        seconds += time.process_time() - begin
        gold = read_gold(sentence, places, conventions)
        if labels != "kinds":
            predicted = _flat(predicted, within={"TITLE"} if labels == "klue" else {"TITLE", "EVENT"})
        if labels == "nikl" and conventions == "guidelines":
            predicted = {span for span in predicted if span[0] != "TITLE"}
        elif labels == "klue":
            predicted = _as_klue(sentence.text, predicted)
        kept = frozenset(span for span in predicted if span in gold.spans or not _lies_in(span, gold.ignored))
        for name in {"ALL", sentence.source or "ALL"} if by_source else {"ALL"}:
            scores[name].add(gold.spans, kept)
    return Report(dict(sorted(scores.items())), seconds, _peak_megabytes())


def _peak_megabytes() -> float | None:
    """The most memory that this process has had; None where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _file(sentence: Labelled) -> str:
    return sentence.where.rpartition(":")[0]


def _label_sets(sentences: Iterable[Labelled]) -> Mapping[str, Literal["kinds", "klue", "nikl"]]:
    """Whose labels each file has; ours if it has none."""
    found: dict[str, set[str]] = defaultdict(set)
    for sentence in sentences:
        found[_file(sentence)].update(span.label for span in sentence.spans)
    return {file: _label_set(labels) for file, labels in found.items()}


def _label_set(labels: Iterable[str]) -> Literal["kinds", "klue", "nikl"]:
    """Whose labels these are, by the first that is not one of our kinds."""
    others = set(labels) - set(KINDS) - {"QT"}
    return "klue" if others & TAGS_OF_COARSE.keys() else "nikl" if others else "kinds"


def _flat(spans: set[Span], within: set[str]) -> set[Span]:
    """The spans that lie in no longer one of some kinds: corpora without nesting mark only that one."""
    outer = [(start, end) for kind, start, end in spans if kind in within]
    return {
        (kind, start, end)
        for kind, start, end in spans
        if not any(first <= start and end <= last and (first, last) != (start, end) for first, last in outer)
    }


#: What KLUE leaves out of dates and times: a lead-in before a number, particles and "about" behind.
_BEFORE_DATE = re.compile(r"(?:오는|지난) (?=\d)")
_AFTER_DATE = re.compile(r"\s?(?:부터|까지|께|경|쯤|가량|여|만|이후|전후)+$")


def _as_klue(text: str, spans: Iterable[Span]) -> set[Span]:
    """Our spans cut as KLUE cuts: places in a row are one, and so are a place, or a body, and the body right after it.

    With the gold of konec for predictions this gives PS 0.94, LC 0.76, OG 0.82, DT 0.79 and TI 0.81 on the news of dev.jsonl: the
    rest is what the two annotations of the same sentences disagree on.
    """
    cut: list[Span] = []
    for kind, start, end in sorted(spans, key=lambda span: (span[1], -span[2])):
        coarse = _COARSE.get(kind)
        if coarse is None:
            continue
        if coarse in ("DT", "TI"):
            lead, trail = _BEFORE_DATE.match(text, start, end), _AFTER_DATE.search(text[start:end])
            end = end if trail is None or trail.start() == 0 else start + trail.start()
            start = start if lead is None else lead.end()
        elif cut and cut[-1][0] in ("LC", "OG") and coarse in ("LC", "OG") and text[cut[-1][2] : start] == " ":
            if (cut[-1][0], coarse) != ("OG", "LC"):
                start = cut.pop()[1]
        cut.append((coarse, start, end))
    return set(cut)


def place_names(gazetteer: Gazetteer) -> Mapping[str, str]:
    """The names of countries, provinces, cities and counties in the tables, with the likeliest kind of each."""
    found: dict[str, str] = {}
    for name in gazetteer:
        for entry in gazetteer.get(name):
            if entry.kind in PLACE_KINDS - {"PLACE"} and entry.weight >= _LEAST_PLACE:
                found.setdefault(name, entry.kind)
    return found


#: A rarer reading of a name does not make a body of that name a state. Weight in the tables.
_LEAST_PLACE = 0.3


def read_gold(sentence: Labelled, places: Mapping[str, str], conventions: Conventions) -> Gold:
    """Read the labels of a sentence by one of the conventions."""
    spans: set[Span] = set()
    ignored: list[tuple[int, int]] = []
    for span in sentence.spans:
        form = sentence.text[span.start : span.end]
        if span.label in KINDS or span.label in TAGS_OF_COARSE:
            spans.add((span.label, span.start, span.end))
            continue
        kind: str | None = None
        for tag in tags_of_label(span.label, form, places) or ():
            if conventions == "corpus":
                kind = CORPUS_KIND_OF.get(tag)
            else:
                kind = places[form] if tag == "STATE" else KIND_OF.get(tag)
                if kind == "TITLE" or (kind == "PERSON" and _LETTER.fullmatch(form)):
                    kind = None
                if kind is None:
                    ignored.append((span.start, span.end))
        if kind is not None:
            spans.add((kind, span.start, span.end))
    return Gold(frozenset(spans), tuple(ignored))


_LETTER = re.compile(r"[A-Za-z]")


def _lies_in(span: Span, stretches: Sequence[tuple[int, int]]) -> bool:
    return any(span[1] < end and start < span[2] for start, end in stretches)


def _predict(extractor: Extractor, text: str, conventions: Conventions, recognizers: Recognizers) -> set[Span]:
    """The spans that the recognizers find in a sentence, by kind."""
    document = extractor.tokenize(article_from_text(text, plain=True))
    if recognizers == "rules":
        return {_span(mention) for mention in recognize(read_context(document, Gazetteer.load()))}
    context = extractor.read(document)
    tagged: list[Span] = []
    if recognizers == "tagger" or (conventions == "corpus" and recognizers == "all"):
        kinds = CORPUS_KIND_OF if conventions == "corpus" else KIND_OF
        spans = context.tagged or () if conventions == "corpus" else by_guidelines(context)
        tagged = [(kind, start, end) for start, end, kind, _ in best_spans(spans, kinds, _LEAST)]
    if recognizers == "tagger":
        return set(tagged)
    mentions = recognize(context)
    return {*tagged, *(_span(m) for m in mentions if not _lies_in(_span(m), [span[1:] for span in tagged]))}


def _span(mention: Mention) -> Span:
    return mention.kind, mention.start, mention.end

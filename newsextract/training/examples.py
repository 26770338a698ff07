"""Labelled sentences → what the network learns from: tokens, and for each the states that its label leaves open."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from newsextract.context import Context, read_context
from newsextract.gazetteer import Gazetteer
from newsextract.model import KINDS
from newsextract.reader import article_from_text
from newsextract.spanfiles import Labelled, LabelledSpan
from newsextract.tagger.features import TokenType, gazetteer_marks, spacings, token_types
from newsextract.tagger.tags import TAGS, UNMARKED, tags_of_label
from newsextract.tokenizer import Tokenizer

#: A span that its corpus trusts less is neither learnt nor learnt against. Of 0.3, 0.5 and 0.8, 0.5 gave the best F1.
LEAST_CONFIDENCE = 0.5

#: The states of the network: 0 is no tag, then a beginning and a continuation for each tag.
STATES = 1 + 2 * len(TAGS)
States = frozenset[int]
ANY: States = frozenset(range(STATES))
NONE: States = frozenset({0})
#: Where an annotation follows our guidelines, a token without a mention may still be any of what they leave unmarked.
_OPEN: States = NONE | {1 + 2 * TAGS.index(tag) + part for tag in UNMARKED for part in (0, 1)}
#: The same for a token right after a mention or at the beginning, where nothing goes on.
_OPEN_ANEW: States = NONE | {1 + 2 * TAGS.index(tag) for tag in UNMARKED}


class Example(NamedTuple):
    """One sentence of Kiwi: types, spacings and gazetteer marks of its tokens, and the states that each may have."""

    types: tuple[TokenType, ...]
    spacings: tuple[int, ...]
    marks: tuple[int, ...]
    states: tuple[States, ...]


class Reading(NamedTuple):
    """A labelled sentence as analyzed."""

    labelled: Labelled
    context: Context


def analyze(sentences: Iterable[Labelled], tokenizer: Tokenizer, gazetteer: Gazetteer) -> Iterator[Reading]:
    """Tokenize sentences; one that is not as it is read (not in NFC, with line ends of its own) is left out."""
    for labelled in sentences:
        article = article_from_text(labelled.text, plain=True)
        if article.text == labelled.text:
            yield Reading(labelled, read_context(tokenizer.tokenize(article), gazetteer))


def make_examples(
    reading: Reading, places: Collection[str], *, forget: Callable[[LabelledSpan], bool] = lambda _: False
) -> Iterator[Example]:
    """Yield the examples of an analyzed sentence. The tables' marks of spans that `forget` picks are left out."""
    labelled, context = reading
    tokens = context.document.tokens
    states = _states(labelled, context, places)
    marks = gazetteer_marks(context)
    for span in labelled.spans:
        if forget(span):
            for index, token in enumerate(tokens):
                if token.start < span.end and span.start < token.end:
                    marks[index] = 0
    types, gaps = token_types(context), spacings(context)
    for sentence in context.document.sentences:
        part = slice(sentence.first, sentence.last)
        yield Example(tuple(types[part]), tuple(gaps[part]), tuple(marks[part]), tuple(states[part]))


def _states(labelled: Labelled, context: Context, places: Collection[str]) -> list[States]:
    """The states that each token may have, by the outermost spans.

    Any, where a span does not end on tokens, reaches over the end of a sentence, or is doubtful.
    """
    tokens = context.document.tokens
    ours = _is_ours(labelled.spans)
    states: list[States] = [_OPEN if ours else NONE] * len(tokens)
    if ours:
        for sentence in context.document.sentences:
            states[sentence.first] = _OPEN_ANEW
    for span in outermost(labelled.spans):
        tags = tags_of_label(span.label, labelled.text[span.start : span.end], places) or frozenset()
        if not tags:
            continue
        found = _tokens_of(span, context)
        if found is None or span.confidence < LEAST_CONFIDENCE:
            for index, token in enumerate(tokens):
                if token.start < span.end and span.start < token.end:
                    states[index] = ANY
            continue
        first, last = found
        if ours and span.label in ("DATE", "TIME"):
            # The corpus takes 까지 and 께 into the span, we do not: this is the date grammar's business.
            states[first : last + 2] = [ANY] * len(states[first : last + 2])
            continue
        for index in range(first, last + 1):
            states[index] = frozenset(1 + 2 * TAGS.index(tag) + (index > first) for tag in tags)
        if ours and last + 1 < len(tokens) and states[last + 1] == _OPEN:
            states[last + 1] = _OPEN_ANEW
    return states


def _tokens_of(span: LabelledSpan, context: Context) -> tuple[int, int] | None:
    """The first and the last token of a span; None if it does not begin and end with tokens of one sentence."""
    first, last = context.starts.get(span.start), context.ends.get(span.end)
    if first is None or last is None or last < first:
        return None
    return (first, last) if context.sentence_at(span.start) == context.sentence_at(span.end - 1) else None


def _is_ours(spans: Sequence[LabelledSpan]) -> bool:
    """Whether a sentence is annotated by our guidelines: all its labels are our kinds."""
    return bool(spans) and all(span.label in KINDS for span in spans)


def outermost(spans: Iterable[LabelledSpan]) -> list[LabelledSpan]:
    """The spans that lie in no other one, by start."""
    outer: list[LabelledSpan] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not outer or span.start >= outer[-1].end:
            outer.append(span)
    return outer

"""DATE and TIME: the expressions of `newsextract.dates`, told apart and resolved with the analyzer's tokens.

The grammar finds expressions in plain text. The tokens add what plain text cannot say for sure: whether the verb that a
date belongs to is past or future, and whether a word is part of a name.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from newsextract.dates.expressions import DateExpression, Expression, TimeExpression
from newsextract.dates.grammar import find_expressions, plain_spaces
from newsextract.dates.narrative import Clause, Located, resolve_text
from newsextract.model import CONTENT_ZONES, Document, Mention, Sentence, When
from newsextract.recognizers.clauses import read_clause


def find(document: Document) -> Iterator[Mention]:
    """Yield the dates and times of a document, resolved against the published date and against each other."""
    text = document.text
    located = list(_locate(document))
    for item, resolved in zip(located, resolve_text(text, located, document.article.published), strict=True):
        expression = item.expression
        if isinstance(expression, DateExpression) and expression.recurring:
            continue
        yield Mention(
            start=expression.start,
            end=expression.end,
            text=text[expression.start : expression.end],
            kind="TIME" if isinstance(expression, TimeExpression) else "DATE",
            value=resolved.value,
            range=resolved.range,
            zone=document.article.zones[item.paragraph].zone,
            entity=None,
            rule=f"{'time' if isinstance(expression, TimeExpression) else 'date'}:{expression.rule}",
            score=None,
            when=When(resolved.precision, resolved.ambiguous) if resolved.precision else None,
        )


def _locate(document: Document) -> Iterator[Located]:
    """Find the expressions of every content zone, each with its sentence and what its clause says."""
    starts = [sentence.start for sentence in document.sentences]
    if not starts:
        return
    token_starts = [token.start for token in document.tokens]
    text = plain_spaces(document.text)
    for paragraph, zone in enumerate(document.article.zones):
        if zone.zone not in CONTENT_ZONES:
            continue
        for expression in find_expressions(text, zone.start, zone.end):
            number = max(bisect_right(starts, expression.start) - 1, 0)
            sentence = document.sentences[number]
            at = bisect_left(token_starts, expression.end, sentence.first, sentence.last)
            if _is_in_name(document, expression, sentence, token_starts):
                continue
            is_date = isinstance(expression, DateExpression)
            clause = read_clause(document, sentence, at, expression) if is_date else Clause()
            yield Located(expression, number, paragraph, clause)


def _is_in_name(document: Document, expression: Expression, sentence: Sentence, token_starts: list[int]) -> bool:
    """Whether the expression is a part of one longer word of the analyzer: a name, or 내일 in 내일채움공제."""
    at = max(bisect_right(token_starts, expression.start, sentence.first, sentence.last) - 1, sentence.first)
    token = document.tokens[at]
    if token.start < expression.start < token.end and token.tag in ("NNP", "NNG"):
        return True
    return token.start <= expression.start and token.end > expression.end and token.tag in ("NNP", "NNG")

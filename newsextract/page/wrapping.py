"""Paragraphs that were wrapped at a fixed width → one line as it is read, with the way back: the text itself keeps its line ends.

Mails and old databases break lines at words or after so many letters, within words (밝 / 혔다). Which of the two, and whether a
space belongs between two lines of the second kind, only the language tells: the caller gives a function that knows it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from newsextract.edits import Edit, Edited, apply_edits
from newsextract.model import CONTENT_ZONES, Article
from newsextract.page.segments import LINE_ENDS

#: Lines of a paragraph → for each but the last whether a space belongs after it.
Judge: TypeAlias = Callable[[Sequence[str]], Sequence[bool]]
#: Start and end of a paragraph, and its line ends.
_Paragraph: TypeAlias = tuple[tuple[int, int], list[re.Match[str]]]
#: A line end within a zone, with the white space around it.
_LINE_END = re.compile(rf"[^\S{LINE_ENDS}]*[{LINE_ENDS}]\s*")
#: Lines were broken within words if at least this share of their ends needs no space. On 42 articles that were wrapped both ways
#: it was 0.30 to 0.72 where words were broken, else 0.00 to 0.09 and once 0.18: compounds may be written either way.
_WITHIN_WORDS = 0.2
#: So many line ends tell whether that is so.
_ENOUGH = 40


def unwrap(article: Article, needs_space: Judge) -> Edited | None:
    """Return the text of an article with the lines of each paragraph joined; None if no paragraph has more than one.

    >>> from newsextract.reader import article_from_text
    >>> page = article_from_text("가\\n나", plain=True)
    >>> unwrap(page, lambda lines: [False]) is None  # two paragraphs
    True
    """
    paragraphs = list(_paragraphs(article))
    if not paragraphs:
        return None
    needed = _judge(article.text, paragraphs, needs_space)
    line_ends = [end for _, ends in paragraphs for end in ends]
    if needed is None:
        return apply_edits(article.text, (Edit(*end.span(), " ") for end in line_ends))
    return apply_edits(
        article.text,
        (
            Edit(*end.span(), " " if needs or len(end[0]) > 1 else "")
            for end, needs in zip(line_ends, needed, strict=True)
        ),
    )


def _judge(text: str, paragraphs: Sequence[_Paragraph], needs_space: Judge) -> list[bool] | None:
    """For every line end whether a space belongs there; None if the lines were broken between words, as far as their first
    ends tell."""
    needed: list[bool] = []
    without = 0
    for span, ends in paragraphs:
        answers = needs_space(_lines(text, ends, *span))
        needed += answers
        without += sum(not answer for answer in answers)
        if len(needed) >= _ENOUGH and without < len(needed) * _WITHIN_WORDS:
            return None
    return needed if without >= len(needed) * _WITHIN_WORDS else None


def _paragraphs(article: Article) -> Iterator[_Paragraph]:
    """The zones of the article that have more than one line, with their line ends."""
    for zone in article.zones:
        if zone.zone in CONTENT_ZONES:
            ends = list(_LINE_END.finditer(article.text, zone.start, zone.end))
            if ends:
                yield (zone.start, zone.end), ends


def _lines(text: str, ends: Sequence[re.Match[str]], start: int, stop: int) -> list[str]:
    starts = [start, *(end.end() for end in ends)]
    stops = [*(end.start() for end in ends), stop]
    return [text[first:last] for first, last in zip(starts, stops, strict=True)]

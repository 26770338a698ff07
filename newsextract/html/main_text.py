"""Which lines of a page are the article: trafilatura finds the main text, its lines in the page give the article's place.

What trafilatura returns is not the text itself: it drops captions, and joins or parts lines where Korean pages mark them up in their
own way. So its sentences are looked up in the lines of the page, and the element that holds them gives all of its lines.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from itertools import accumulate

from lxml.html import HtmlElement
from trafilatura import extract

from newsextract.html.blocks import TITLE, Block, Lines, Section
from newsextract.page.lines import classify

# Without this, what the libraries log would be shown on standard error where the user has configured no logging.
for _name in ("trafilatura", "htmldate", "courlan", "charset_normalizer"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

#: The share of the sentences found that the article's element holds: some stray ones stand elsewhere.
_HELD = 0.9
#: The share of the element's letters that was found, from which all of its lines belong to the article.
_TIGHT = 0.6
#: A part named as furniture that holds more than this share of what was found is none.
_MAX_FURNITURE = 0.4
#: The shortest main text. Letters.
_LEAST = 60
#: Elements that hold an article; others may hold a part of it that happens to be most of it.
_HOLDERS = frozenset(["html", "body", "main", "article", "section", "div", "td", "center", "form"])
#: The longest sub-headline. Code points.
_MAX_SUBHEADING = 120
#: A page whose main text is links to this share is a list of articles.
_MAX_LINKED = 0.5


def find_main_text(root: HtmlElement, lines: Lines, headline: int | None) -> list[int]:
    """Return the numbers of the lines of the article below its headline, in order; none where trafilatura finds no text.

    `headline` is the number of the headline's line. The tree is used up.
    """
    blocks = lines.blocks
    sentences = _sentences(extract(root, fast=True, include_comments=False, favor_recall=True) or "")
    # Paragraphs give the place: short lines that were found are as often above or below the article.
    letters = _found(blocks, sentences, is_paragraph)
    if letters[-1] < _LEAST:
        letters = _found(blocks, sentences, lambda block: block.tag != TITLE)
    total = letters[-1]
    if total < _LEAST:
        return []
    article = _article(lines.sections, letters)
    furniture = _furniture(lines.sections, letters)
    held = [number for number in range(article.first, article.last) if number not in furniture]
    found = [n for n in range(len(blocks)) if letters[n + 1] > letters[n]]
    if sum(len(_letters(blocks[number].text)) for number in held) * _TIGHT > total:
        inside = [number for number in found if article.first <= number < article.last]
        held = [number for number in held if inside[0] <= number <= inside[-1]]
    if is_list([blocks[number] for number in held]):
        return []
    chosen = {number for number in held if not blocks[number].is_link}
    chosen.update(n for n in found if n not in furniture and not blocks[n].is_link and is_paragraph(blocks[n]))
    if headline is not None:
        chosen.update(n for n in range(headline, article.first) if n not in furniture and _is_preface(blocks[n]))
        below = {number for number in chosen if number > headline}
        # A title may stand below the article too, in a list of the newest.
        chosen = below if len(below) * 2 > len(chosen) else chosen - {headline}
    return sorted(chosen)


def _sentences(text: str) -> frozenset[str]:
    """The sentences and cells of a text, without white space and punctuation."""
    return frozenset(filter(None, map(_letters, _SENTENCE_END.split(text))))


#: trafilatura parts cells by `|`.
_SENTENCE_END = re.compile(r"[.?!|\n\t]+")
_NO_LETTER = re.compile(r"[\W_]+")


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text)


def _found(blocks: Sequence[Block], sentences: frozenset[str], counts: Callable[[Block], bool]) -> list[int]:
    """How many letters of the lines before each line, and last of all, are in sentences that were found, in lines that count."""
    return list(
        accumulate(
            (
                sum(len(part) for part in map(_letters, _SENTENCE_END.split(block.text)) if part in sentences)
                if counts(block)
                else 0
                for block in blocks
            ),
            initial=0,
        )
    )


def _article(sections: Sequence[Section], letters: Sequence[int]) -> Section:
    """The innermost section that holds nearly all that was found."""
    least = letters[-1] * _HELD
    return next(  # a section stands after those within it, and the last one is the page
        section
        for section in sections
        if letters[section.last] - letters[section.first] >= least and section.tag in _HOLDERS
    )


def _furniture(sections: Sequence[Section], letters: Sequence[int]) -> set[int]:
    """The lines of parts that by their name belong to the site, but for those that hold much of what was found."""
    most = letters[-1] * _MAX_FURNITURE
    return {
        number
        for section in sections
        if section.is_furniture and letters[section.last] - letters[section.first] <= most
        for number in range(section.first, section.last)
    }


def is_list(blocks: Sequence[Block]) -> bool:
    """Whether lines are a list of links to articles."""
    return sum(len(block.text) for block in blocks if block.is_link) > _MAX_LINKED * sum(len(b.text) for b in blocks)


def is_paragraph(block: Block) -> bool:
    """Whether a line reads as a paragraph."""
    return block.tag != TITLE and classify(block.text, None) == "prose"


def _is_preface(block: Block) -> bool:
    """Whether a line between headline and text is the caption of a picture or a sub-headline."""
    if block.is_link:
        return False
    return block.is_caption or (block.is_subheading and len(block.text) <= _MAX_SUBHEADING)

"""Which lines of a page are the article: trafilatura finds the main text, its lines in the page give the article's place.

What trafilatura returns is not the text itself: it drops captions and text beside inline elements, and joins lines of pages that mark
them up in their own way. So its words are looked up in the lines of the page, and the element that holds them gives all of its lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from itertools import accumulate

from lxml.etree import strip_elements
from lxml.html import HtmlElement
from trafilatura import extract

from newsextract.html.blocks import FURNITURE_TAGS, HEADINGS, TITLE, UNSEEN, Block, Lines, Section
from newsextract.html.metadata import letters
from newsextract.page.lines import classify

#: The share of the paragraphs found that the article's element holds: some stray ones stand elsewhere.
_HELD = 0.8
#: How many letters of other paragraphs the element may have for one found, if all of its lines belong to the article.
_MISSED = 0.7
#: A part named as furniture that holds more than this share of what was found is none.
_MAX_FURNITURE = 0.4
#: The shortest main text. Letters.
_LEAST = 60
#: The least of it that must be left without what is named as furniture, for the names to be believed. Letters.
_LEAST_LEFT = 20
#: Elements that hold an article; others may hold a part of it that happens to be most of it.
_HOLDERS = frozenset(["html", "body", "main", "article", "section", "div", "td", "center", "form"])
#: Headings that name the parts of a page for screen readers.
_PARTS = frozenset(
    [
        "페이지 정보",
        "본문",
        "기사 본문",
        "본문 내용",
        "본문 영역",
        "첨부파일",
        "관련링크",
        "기사 정보",
        "기사 공유",
        "상세 내용",
    ]
)
#: The longest sub-headline. Code points.
_MAX_SUBHEADING = 120
#: So many entries make a list of other articles.
_LEAST_TEASERS = 3
#: A page whose main text is links to this share is a list of articles.
_MAX_LINKED = 0.5


def find_main_text(root: HtmlElement, lines: Lines, headline: int | None, strays: Set[int]) -> list[int]:
    """Return the numbers of the lines of the article below its headline, in order; none where trafilatura finds no text.

    `headline` is the number of the headline's line; `strays` are lines that are not taken where they stand apart from the article.
    The tree is used up.
    """
    blocks = lines.blocks
    # trafilatura drops these too, but looks at all that is in them first: a third of its time.
    strip_elements(root, *UNSEEN, *FURNITURE_TAGS, with_tail=False)
    grams = _grams(extract(root, fast=True, include_comments=False, favor_recall=True) or "")
    counts = [0 if block.tag == TITLE else _letters_found(block.text, grams) for block in blocks]
    # Paragraphs give the place: short lines that were found are as often above or below the article.
    in_paragraphs = [n and n * is_paragraph(block) for n, block in zip(counts, blocks, strict=True)]
    if sum(in_paragraphs) >= _LEAST:
        counts = in_paragraphs
    if sum(counts) < _LEAST:
        return []
    found = list(accumulate(counts, initial=0))
    outside = furniture(lines, found, headline) | _other_articles(lines, found, headline)
    if sum(n for number, n in enumerate(counts) if number not in outside) < _LEAST_LEFT:
        outside = set()  # names that speak against all that there is say nothing
    found = list(accumulate((0 if number in outside else n for number, n in enumerate(counts)), initial=0))
    article = _article(lines.sections, found)
    chosen = _lines_of(blocks, article, found, outside, headline)
    if is_list([blocks[number] for number in chosen]):
        return []
    kept = {number for number in chosen if not blocks[number].is_link}
    kept.update(n for n in range(len(blocks)) if found[n + 1] > found[n] and not blocks[n].is_link and n not in strays)
    if headline is None:
        return sorted(kept)
    kept.update(n for n in range(headline, article.first) if n not in outside and _is_preface(blocks[n]))
    below = {number for number in kept if number > headline}
    # A title may stand below the article too, in a list of the newest.
    return sorted(below if len(below) * 2 > len(kept) else kept - {headline})


def _lines_of(
    blocks: Sequence[Block], article: Section, found: Sequence[int], outside: set[int], headline: int | None
) -> list[int]:
    """The lines of the article's element. Where much of it was not found, it holds more than the article: then from the headline
    or the first paragraph found to the last one."""
    numbers = [number for number in range(article.first, article.last) if number not in outside]
    inside = [number for number in numbers if found[number + 1] > found[number]]
    missed = (blocks[number] for number in numbers if found[number + 1] == found[number])
    more = sum(len(letters(block.text)) for block in missed if is_paragraph(block))
    if more <= (found[article.last] - found[article.first]) * _MISSED:
        return numbers
    first = inside[0]
    if headline is not None and article.first <= headline < first:
        first = headline
    return [number for number in numbers if first <= number <= inside[-1]]


#: Pieces of a text by which its lines are found again. Letters.
_GRAM = 8


def _grams(text: str) -> frozenset[str]:
    """The pieces of a text, one after another: of any stretch of 15 letters at least one is whole."""
    text = letters(text)
    return frozenset(text[start : start + _GRAM] for start in range(0, len(text) - _GRAM + 1, _GRAM))


def _letters_found(text: str, grams: frozenset[str]) -> int:
    """The letters of a line of which at least half stand in the text with these pieces; 0 for other lines."""
    text = letters(text)
    at = hits = 0
    while at <= len(text) - _GRAM:
        if text[at : at + _GRAM] in grams:
            hits += 1
            at += _GRAM
        else:
            at += 1
    return len(text) if hits and hits * _GRAM * 2 >= len(text) - 2 * _GRAM else 0


def _article(sections: Sequence[Section], found: Sequence[int]) -> Section:
    """The innermost section that holds nearly all that was found."""
    least = found[-1] * _HELD
    return next(  # a section stands after those within it, and the last one is the page
        section
        for section in sections
        if found[section.last] - found[section.first] >= least and section.tag in _HOLDERS
    )


def furniture(lines: Lines, found: Sequence[int], headline: int | None) -> set[int]:
    """The lines of parts that belong to the site, to its readers or to other articles: by their name, or as entries of a list.

    `found` is how many letters were found in the lines before each line, and last of all. A part that holds the headline is none,
    nor one that is only the site's by its name but holds much of what was found.
    """
    most = found[-1] * _MAX_FURNITURE
    teasers = _teasers(lines)
    return {
        number
        for section in lines.sections
        if not (headline is not None and section.first <= headline < section.last)
        and (
            section.is_of_others
            or (section.tag, section.name) in teasers
            or (section.is_furniture and found[section.last] - found[section.first] <= most)
        )
        for number in range(section.first, section.last)
    }


def _teasers(lines: Lines) -> set[tuple[str, str]]:
    """The elements, by tag and name, of which several begin with a link above other lines: the entries of a list of articles."""
    counts = Counter(
        (section.tag, section.name)
        for section in lines.sections
        if section.last - section.first > 1 and lines.blocks[section.first].is_link
    )
    all_of_kind = Counter((section.tag, section.name) for section in lines.sections)
    return {kind for kind, count in counts.items() if count >= _LEAST_TEASERS and count * 2 > all_of_kind[kind]}


def _other_articles(lines: Lines, found: Sequence[int], headline: int | None) -> set[int]:
    """The lines of further articles that a page holds below its own, in elements like that which holds its headline and text."""
    if headline is None:
        return set()
    holding = (
        section
        for section in lines.sections
        if section.first <= headline < section.last and found[section.last] - found[section.first] >= _LEAST
    )
    own = next(holding, None)
    if own is None:
        return set()
    return {
        number
        for section in lines.sections
        if section.first >= own.last
        and (section.tag, section.kind) == (own.tag, own.kind)
        and any(block.tag in HEADINGS for block in lines.blocks[section.first : min(section.last, section.first + 4)])
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
    is_subheadline = block.is_subheading and len(block.text) <= _MAX_SUBHEADING and block.text not in _PARTS
    return block.is_caption or is_subheadline

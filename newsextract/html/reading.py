"""The bytes of a page → its article, in the order of the steps."""

from __future__ import annotations

import datetime
import hashlib
import logging
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from itertools import accumulate
from typing import NamedTuple

from newsextract.errors import InputError
from newsextract.html.blocks import HEADINGS, TITLE, Block, Lines, join, place, read_lines
from newsextract.html.charsets import decode_page
from newsextract.html.fragments import has_markup, text_of_markup
from newsextract.html.main_text import find_main_text, furniture, is_list, is_paragraph
from newsextract.html.metadata import Metadata, bare_title, letters, read_metadata, section_of_lines
from newsextract.html.scripts import article_of_scripts, data_scripts
from newsextract.html.tree import parse
from newsextract.hygiene import cleaned_text
from newsextract.model import CONTENT_ZONES, Article, Reporter, ZoneKind
from newsextract.page import Page, read_page
from newsextract.page.bylines import find_reporters
from newsextract.page.metadata import find_press
from newsextract.reader import Markup, article_from_text

#: The shortest text that is taken from JSON-LD or a script, where the page itself shows none, or less than this. Letters.
_LEAST_BODY = 80
#: So many times as much as the page shows must such a text be: what is shown is a note for the time of loading.
_MORE = 3
#: The shortest headline. Letters.
_LEAST_TITLE = 4
#: Where a byline ends at the latest. Code points.
_BYLINE = 160
#: What the libraries log would be shown on standard error where the user has configured no logging.
_LOGGERS = ("trafilatura", "htmldate", "courlan", "charset_normalizer")
_NO_OUTPUT = logging.NullHandler()


def read_html(
    data: bytes,
    *,
    path: str | None,
    published: datetime.date | None,
    plain: bool,
    id: str | None = None,
    stated: datetime.date | None = None,
    headline: str | None = None,
    press: str | None = None,
) -> Article:
    """Read the bytes of an HTML page as an article. Its text is the headline and the main text; offsets refer to that.

    What the head of the page says (JSON-LD, Open Graph, meta tags) wins over what its text says; what holds the page (a row, a mail)
    and says of it its `stated` day of publication, `headline` and `press`, over both; `published` over all. `plain` takes the whole
    main text as the body. Raises `InputError` for a page without an article.

    >>> page = "<title>진주시장 8일 일본행 | 남강타임즈</title><h1>진주시장 8일 일본행</h1><p>진주시는 8일 시장이 떠났다고 밝혔다.</p>"
    >>> article = read_html(page.encode(), path=None, published=None, plain=False)
    >>> article.text, article.press
    ('진주시장 8일 일본행\\n\\n진주시는 8일 시장이 떠났다고 밝혔다.', '남강타임즈')
    """
    for name in _LOGGERS:
        logging.getLogger(name).addHandler(_NO_OUTPUT)  # once, however often it is called
    page, encoding, replaced = decode_page(data)
    root = parse(page)
    metadata = read_metadata(root)
    scripts = data_scripts(root)
    lines = read_lines(root)
    blocks = lines.blocks
    telling = [number for number, block in enumerate(blocks) if _is_telling(block)]
    press = press or metadata.press or find_press([blocks[number].text for number in telling])
    shown, title = _headline(blocks, metadata, press)
    # The page as its reader sees it, with what stands around the article, which says more than the main text alone.
    around = [number for number in telling if title is None or number >= title]
    seen = read_page(join([blocks[number] for number in around]), press=press, has_title=title is not None)
    if shown is None:
        shown, title = seen.headline, next(iter(_numbers(blocks, around, seen, {"headline"})), None)
    strays = frozenset(_numbers(blocks, around, seen, {"boilerplate"}))
    numbers = find_main_text(root, lines, title, strays) or _content(lines, around, seen, title)
    chosen = [blocks[number] for number in numbers]
    if _size(chosen) < _LEAST_BODY:
        hidden = _paragraphs(metadata.body) or _paragraphs_of_scripts(scripts, shown)
        chosen = hidden if _size(hidden) > _MORE * _size(chosen) else chosen
    if not chosen:
        raise InputError(_no_article(page, bool(blocks)))
    if shown is not None:
        same = letters(shown)
        chosen = [_line(shown), *(block for block in chosen if letters(block.text) != same)]
    stated = stated or _stated(metadata.published, seen.published)
    if published is None and stated is None:
        stated = _guessed_day(page, metadata.modified)
    return article_from_text(
        join(chosen),
        path=path,
        id=id,
        published=published,
        stated=stated,
        headline=headline or shown,
        press=press,
        plain=plain,
        encoding=encoding,
        replaced=replaced,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="text/html",
        markup=Markup(
            reporters=_reporters(metadata.reporters, seen.reporters, blocks, press),
            modified=_stated(metadata.modified, seen.modified),
            section=metadata.section or section_of_lines(block.text for block in blocks),
            captions=frozenset(block.text for block in chosen if block.is_caption),
            has_title=shown is not None,
        ),
    )


def _is_telling(block: Block) -> bool:
    """Whether a line may say something of the article: most lines of a page are links to other ones."""
    return not block.is_link or block.tag in HEADINGS or _TELLING.search(block.text) is not None


_TELLING = re.compile(r"기자|특파원|[@ⓒ©]|저작권|[Cc]opyright|(?:19|20)\d\d")


def _headline(blocks: Sequence[Block], metadata: Metadata, press: str | None) -> tuple[str | None, int | None]:
    """The headline that the head of the page names, and the number of its line if it has one; both None if it names none.

    A title that no line has counts if the head gives it beside the page's own, which often names the paper alone.
    """
    bare = [bare_title(title, press) for title in (*metadata.titles, *metadata.page_titles)]
    titles = [title for title in bare if len(letters(title)) >= _LEAST_TITLE and letters(title) != letters(press or "")]
    match = next(filter(None, (_line_of_title(blocks, title) for title in titles)), None)
    if match is not None:
        return blocks[match.number].text, match.number
    return (titles[0], None) if titles and titles[0] in bare[: len(metadata.titles)] else (None, None)


class _Match(NamedTuple):
    """A line that a title names; the least is the best: the same words, a heading, no link, the first."""

    is_cut: bool
    is_text: bool
    is_link: bool
    number: int


def _line_of_title(blocks: Sequence[Block], title: str) -> _Match | None:
    """The line that a title names, or None."""
    wanted = letters(title)
    matches = []
    for number, block in enumerate(blocks):
        if block.tag == TITLE or len(block.text) > 2 * len(title) + 20:
            continue
        text = letters(block.text)
        is_cut = _is_cut(text, wanted) or (title.endswith(("…", "...")) and _is_cut(wanted, text))
        if text == wanted or is_cut:
            matches.append(_Match(text != wanted, block.tag not in HEADINGS, block.is_link, number))
    return min(matches, default=None)


def _is_cut(part: str, text: str) -> bool:
    """Whether a text begins with a part that is most of it."""
    return len(part) >= max(8, len(text) * 0.6) and text.startswith(part)


def _numbers(blocks: Sequence[Block], around: Sequence[int], seen: Page, kinds: Set[ZoneKind]) -> list[int]:
    """The numbers of the lines of which the page reader, who was given those `around`, says that they are of some kinds."""
    starts = place([blocks[number] for number in around])
    found = {
        around[at]
        for zone in seen.zones
        if zone.zone in kinds
        for at in range(bisect_right(starts, zone.start) - 1, bisect_left(starts, zone.end))
    }
    return sorted(found)


def _content(lines: Lines, around: Sequence[int], seen: Page, title: int | None) -> list[int]:
    """The lines of the article below its headline as the page reader finds them: for pages too short for trafilatura."""
    blocks = lines.blocks
    outside = furniture(lines, list(accumulate((len(block.text) for block in blocks), initial=0)), title)
    numbers = _numbers(blocks, around, seen, CONTENT_ZONES - {"headline"} | {"byline"})
    numbers = [number for number in numbers if blocks[number].tag != TITLE]
    numbers = [number for number in numbers if number not in outside] or numbers
    chosen = [blocks[number] for number in numbers]
    if not any(block.is_caption or is_paragraph(block) for block in chosen) or is_list(chosen):
        return []
    return [number for number in numbers if not blocks[number].is_link]


def _paragraphs(body: str | None) -> list[Block]:
    """The lines of a text that JSON-LD gives where the page itself has none; none if it is too short for an article."""
    body = cleaned_text(body or "")  # its tags may be escaped
    if has_markup(body):
        body = text_of_markup(body)
    if len(letters(body)) < _LEAST_BODY:
        return []
    return [_line(line.strip()) for line in body.splitlines() if line.strip()]


def _paragraphs_of_scripts(scripts: Sequence[str], headline: str | None) -> list[Block]:
    """The lines of the article with this headline that the page's scripts hold; none if it is too short."""
    wanted = letters(headline or "")
    text = article_of_scripts(scripts, lambda title: letters(cleaned_text(title)) == wanted) if wanted else None
    try:
        blocks = [*read_lines(parse(text)).blocks] if text else []
    except InputError:  # no more than comments
        return []
    return blocks if _size(blocks) >= _LEAST_BODY else []


def _size(blocks: Sequence[Block]) -> int:
    """How long lines are together. Letters."""
    return sum(len(letters(block.text)) for block in blocks)


def _line(text: str) -> Block:
    """A line that the page does not show."""
    return Block(text, "p", is_link=False, is_caption=False, is_subheading=False, is_paragraph=True)


def _no_article(page: str, has_lines: bool) -> str:
    """Why a page has no article, and what to do."""
    if re.search(r"<frameset\b", page, re.IGNORECASE):
        return "the page has only frames; save the page that is shown within the frame, and give that"
    if not has_lines:
        return "the page has no text of its own, as pages that a script fills in; save it as the browser shows it, or give its text"
    return "there is no article in the page; give the page of one article, or its text"


def _reporters(
    named: Sequence[Reporter], seen: Sequence[Reporter], blocks: Sequence[Block], press: str | None
) -> tuple[Reporter, ...]:
    """The reporters that the head names and those who stand in one line with them, with the addresses that the page gives.

    Where the head names none, those that the page reader found.
    """
    if not named:
        return tuple(seen)
    names = {reporter.name: reporter.email for reporter in named}
    place = re.compile(rf"{re.escape(press)}\s?[=ㅣ|]\s?[가-힣]{{2,5}}\s?," if press else "(?!)")
    for block in blocks:
        if any(reporter.name in block.text for reporter in named):
            line = find_reporters(place.sub(" ", block.text[:_BYLINE]))
            if any(reporter.name in names for reporter in line):
                for reporter in line:
                    names[reporter.name] = names.get(reporter.name) or reporter.email
    emails = {reporter.name: reporter.email for reporter in seen}
    return tuple(Reporter(name, email or emails.get(name)) for name, email in names.items())


def _stated(days: Sequence[datetime.date], seen: datetime.date | None) -> datetime.date | None:
    """The day that the head states, or else the page; of the days that the head may mean, that which the page shows too."""
    return next(iter(days), seen) if seen not in days else seen


def _guessed_day(page: str, modified: Sequence[datetime.date]) -> datetime.date | None:
    """The day of a page that states none where others do, as htmldate finds it: in its address, in the names of its parts.

    htmldate reads 24.03.09 as a day of March 2009: what it finds counts only if the page has it with the whole year first. It also
    takes the day of a change for want of another: such a day counts only if the address of the page has it.
    """
    from htmldate import find_date

    # The latest day is given, since the default is the clock's, on which no result may depend.
    root = parse(page)
    addresses = [*root.xpath('//link[@rel="canonical"]/@href'), *root.xpath('//meta[@property="og:url"]/@content')]
    found = find_date(root, extensive_search=False, original_date=True, min_date="1990-01-01", max_date="2100-01-01")
    day = datetime.date.fromisoformat(found) if found else None
    if day is None:
        return None
    places = addresses if day in modified else [page]
    written = re.compile(rf"(?<!\d){day.year}\D{{0,3}}0?{day.month}\D{{0,3}}0?{day.day}(?!\d)")
    return day if any(map(written.search, places)) else None

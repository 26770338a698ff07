"""The tree of a page → its lines as a reader sees them, its title before all, and the sections that they stand in.

Words that inline elements cut stay whole, lines that blocks, cells and `<br>` part stay apart, and what no reader sees is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from newsextract.html.tree import BLOCKS
from newsextract.hygiene import cleaned_text
from newsextract.page.vocabulary import LABEL_FIRST, LABEL_LATER, STAMP

#: Elements whose content is no text of the page.
UNSEEN = frozenset(
    "amp-ad amp-analytics amp-consent amp-embed amp-sidebar amp-social-share applet area audio base button canvas datalist embed"
    " iframe input link map marquee meta noembed noframes noscript object optgroup option param progress rp rt script select source"
    " style svg template textarea track video".split()
)
#: The title that browsers show is the first line of a page, as where a page is copied as text.
TITLE = "title"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
#: Lines of these stand close to each other.
_CLOSE = frozenset(["li", "dt", "dd", "tr", "td", "th"])
_CELLS = frozenset(["td", "th"])
_PARAGRAPHS = frozenset(["p", "div"])
#: The longest cell that is a paragraph, but no part of a page in columns. Code points.
_MAX_CELL = 60
#: The longest row of a table that is read as one line. Code points.
_MAX_ROW = 400

_HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
#: Classes by which sites keep text for screen readers, or from being seen at first. Whole names.
_HIDDEN_CLASSES = frozenset(
    "blind screen_out screenout sr-only sr_only visually-hidden hidden is-hidden d-none ir_wa u_hc hide a11y a11y-hidden"
    " screen-reader-text show-for-sr sound_only skip skipnavi skip-nav".split()
)
#: Elements that by their very name are no part of an article.
FURNITURE_TAGS = frozenset(["aside", "dialog", "footer", "menu", "nav"])
#: Names of parts of a page that are no part of the article, as words of a class or id begin: those that hold texts of others …
_OTHERS_NAME = re.compile(
    r"(?<![a-z])(?:relat(?:ed|ion)|relate(?![a-z])|rel-?(?:news|art|link|list)|recommend|popular|ranking|most-?(?:view|read|pop)"
    r"|best-?(?:news|view|click)|comment|cmt(?![a-z])|reply|livere|disqus|cbox|taboola|dable|outbrain|next-?article)"
)
#: … and those that are the site's own.
_FURNITURE_NAME = re.compile(
    r"(?<![a-z])(?:share|sns|social|font-?(?:size|control)|text-?size|zoom-?(?:in|out)|article-?(?:util|tool|func|btn)|breadcrumb"
    r"|gnb|lnb|snb|navi?(?![a-z])|menu|footer|side-?bar|side-|aside|banner|advert|ads?(?![a-z])|adsense|tag-?(?:list|cloud)"
    r"|tags(?![a-z])|keyword|hash-?tag|newsletter|subscri|login|popup|layer-?pop|modal|copy-?right"
    r"|(?:reporter|journalist|writer)-?(?:box|list|news|other|card|zone)|ccl(?![a-z])|kogl|prev-?next|pagination|paging|tool-?bar"
    r"|emotion|reaction|promotion|more-?(?:news|list)|news-?stand|skip-?(?:nav|menu)|scrap|categorize)"
)
_CAPTION_NAME = re.compile(r"caption|(?:photo|img|image|pic)-?(?:desc|txt|text|info)|desc-?photo")
_SUBHEADING_NAME = re.compile(r"sub-?(?:head|tit)|(?:head|tit)[a-z]*-?sub|(?<![a-z-])summary(?![a-z-])")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|_")


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a page."""

    text: str
    #: The tag of the innermost block element.
    tag: str
    #: Whether nearly all of it is a link.
    is_link: bool
    #: Whether it is the caption of a picture.
    is_caption: bool
    #: Whether it is marked up as a heading below the page's.
    is_subheading: bool
    #: Whether it begins a paragraph, so that an empty line stands before it.
    is_paragraph: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A block element that holds the lines `[first, last)`; `name` is its class and id."""

    first: int
    last: int
    tag: str
    name: str

    @property
    def kind(self) -> str:
        """Its first class, or its id: what elements of the same kind share."""
        return self.name.split()[0] if self.name.strip() else ""

    @property
    def is_furniture(self) -> bool:
        """Whether its name says that it is no part of the article."""
        return self.tag in FURNITURE_TAGS or _FURNITURE_NAME.search(self.name) is not None

    @property
    def is_of_others(self) -> bool:
        """Whether its name says that it holds comments or other articles."""
        return _OTHERS_NAME.search(self.name) is not None


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a page, and its sections; a section stands after those within it."""

    blocks: Sequence[Block]
    sections: Sequence[Section]


def read_lines(root: HtmlElement) -> Lines:
    """Return the lines of a page, in one pass over its tree."""
    reader = _Reader()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if (tag in UNSEEN and not (tag == "button" and _tells_day(element))) or _is_hidden(element):
                reader.skipped += 1
                walk.skip_subtree()
            else:
                reader.open(element, tag)
        else:
            if reader.skipped:
                reader.skipped -= 1
            else:
                reader.close(tag)
            reader.add(element.tail)
    reader.end_line()
    return Lines(reader.blocks, reader.sections)


def join(blocks: Sequence[Block]) -> str:
    """The text of lines: one a line, an empty line between paragraphs."""
    return "".join(gap + block.text for gap, block in zip(_gaps(blocks), blocks, strict=True))


def place(blocks: Sequence[Block]) -> list[int]:
    """Where each line begins in the text that `join` makes of them."""
    starts, end = [], 0
    for gap, block in zip(_gaps(blocks), blocks, strict=True):
        starts.append(end + len(gap))
        end = starts[-1] + len(block.text)
    return starts


def _gaps(blocks: Sequence[Block]) -> Iterator[str]:
    """What stands before each line."""
    for number, block in enumerate(blocks):
        yield "" if not number else "\n\n" if block.is_paragraph else "\n"


class _Reader:
    """The lines and sections read so far, and the state of the line that is being read."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.sections: list[Section] = []
        #: 1 between the start and the end of an element that is skipped.
        self.skipped = 0
        self._open: list[tuple[str, str, int]] = []
        self._parts: list[str] = []
        self._letters = self._linked = 0
        self._links = self._captions = self._preformatted = 0
        self._is_paragraph = True
        #: Whether the row that is being read is one line, and whether it has a cell yet.
        self._row = False

    def open(self, element: HtmlElement, tag: str) -> None:
        """Take the start of an element, and the text before its first child."""
        if tag == "br":
            self.end_line()
        elif tag in BLOCKS or tag == TITLE:
            self._open_block(element, tag)
        elif tag == "a":
            self._links += 1
        self.add(element.text)

    def _open_block(self, element: HtmlElement, tag: str) -> None:
        if self._row and tag in _CELLS:
            self._parts.append("\t")
        elif not (self._row and tag in _PARAGRAPHS):
            self.end_line()
            self._is_paragraph = self._is_paragraph or tag not in _CLOSE
        name = _CAMEL.sub("-", f"{element.get('class', '')[:200]} {element.get('id', '')[:100]}").lower()
        self._open.append((tag, name, len(self.blocks)))
        self._captions += _captions(tag, name)
        self._preformatted += tag == "pre"
        if tag == "tr":
            self._row = _is_row(element)

    def close(self, tag: str) -> None:
        """Take the end of an element."""
        if tag in BLOCKS or tag == TITLE:
            if not (self._row and (tag in _CELLS or tag in _PARAGRAPHS)):
                self.end_line()
                self._is_paragraph = self._is_paragraph or tag not in _CLOSE
            tag, name, first = self._open.pop()
            self._captions -= _captions(tag, name)
            self._preformatted -= tag == "pre"
            if tag == "tr":
                self._row = False
            if first < len(self.blocks):
                self.sections.append(Section(first, len(self.blocks), tag, name))
        elif tag == "a":
            self._links -= 1

    def add(self, text: str | None) -> None:
        """Take the text between two tags."""
        if not text:
            return
        if self._preformatted:
            *lines, text = text.split("\n")
            for line in lines:
                self._add_piece(line)
                self.end_line()
        self._add_piece(text)

    def _add_piece(self, text: str) -> None:
        piece = _SPACES.sub(" ", text)
        self._parts.append(piece)
        letters = len(piece.strip())
        self._letters += letters
        if self._links:
            self._linked += letters

    def end_line(self) -> None:
        """End the line that is being read."""
        if self._letters:
            text = _line("".join(self._parts))
            if text:
                is_link = self._linked >= self._letters * _LINKED
                tag, name, _ = self._open[-1] if self._open else ("body", "", 0)
                is_subheading = tag in HEADINGS[1:] or _SUBHEADING_NAME.search(name) is not None
                if self.blocks and _is_label(self.blocks[-1].text) and STAMP.match(text):
                    self.blocks[-1] = replace(self.blocks[-1], text=f"{self.blocks[-1].text} {text}")
                else:
                    self.blocks.append(Block(text, tag, is_link, self._captions > 0, is_subheading, self._is_paragraph))
                self._is_paragraph = False
        self._parts.clear()
        self._letters = self._linked = 0


#: The share of a line's letters that makes it a link: marks before and after are not part of it.
_LINKED = 0.9
_SPACES = re.compile(r"[ \t\n\r\f\v]+")
_BREAKS = re.compile(r"[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
_GAPS = re.compile(r" {2,}")


def _line(text: str) -> str:
    """The text of a line: without the dirt of copying, white space and line ends in it as one space, columns parted by a tab."""
    text = _GAPS.sub(" ", _BREAKS.sub(" ", cleaned_text(text)))
    if "\t" in text:
        text = "\t".join(cell.strip() for cell in text.split("\t") if cell.strip())
    return text.strip()


def _tells_day(button: HtmlElement) -> bool:
    """Whether a button shows when the article was written, and the other days where it is pressed: 수정 2024-04-18 10:52."""
    text = " ".join(islice(button.itertext(), _MAX_PIECES))[:_MAX_STAMP].strip()
    label = _LABELS.match(text)
    return label is not None and STAMP.match(text, label.end()) is not None


#: How much of a button is looked at: pieces of text, and code points.
_MAX_PIECES, _MAX_STAMP = 4, 60
_LABELS = re.compile(rf"(?:{LABEL_FIRST}|{LABEL_LATER})\s?[:：]?\s{{0,3}}")
_LABEL = re.compile(rf"(?:{LABEL_FIRST}|{LABEL_LATER})\s?[:：]?")
#: The longest label. Code points.
_MAX_LABEL = 16


def _is_label(text: str) -> bool:
    """Whether a line says only what kind of day the next one is: the term of a list of dates."""
    return len(text) <= _MAX_LABEL and _LABEL.fullmatch(text) is not None


def _captions(tag: str, name: str) -> int:
    """1 for the caption of a picture. That of a table is its title."""
    return int(tag == "figcaption" or (tag != "caption" and _CAPTION_NAME.search(name) is not None))


def _is_row(row: HtmlElement) -> bool:
    """Whether the cells of a row of a table are short and of one line each: a table of data, not of layout."""
    if len(row) < 2 or next(row.iterdescendants("br", *(BLOCKS - _CELLS - _PARAGRAPHS)), None) is not None:
        return False
    cells = [(sum(1 for _ in cell.iterdescendants(*_PARAGRAPHS)), sum(map(len, cell.itertext()))) for cell in row]
    if any(paragraphs > 1 or (paragraphs and length > _MAX_CELL) for paragraphs, length in cells):
        return False
    return sum(length for _, length in cells) <= _MAX_ROW


def _is_hidden(element: HtmlElement) -> bool:
    """Whether the element itself says that it is not shown. What style sheets hide is not known."""
    attributes = element.attrib
    if not attributes:
        return False
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    if style and _HIDDEN_STYLE.search(style[:1000]):
        return True
    classes = attributes.get("class")
    return classes is not None and not _HIDDEN_CLASSES.isdisjoint(classes[:200].split())

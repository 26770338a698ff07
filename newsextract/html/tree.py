"""HTML → its tree of elements, however broken, deep or large it is."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from newsextract.errors import InputError

#: Elements inside each other. Browsers stop at 512; the pages of papers have some 40. A deeper tree is made flat, since the search
#: for the main text takes time for every level.
MAX_DEPTH = 150
#: What XML forbids. The parser would stop at NUL; browsers ignore it.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][^\s/<>]{0,30})[^<>]*>")
_BREAKS = re.compile(r"(?:<br>\s*){2,}")
_VOID = frozenset("area base br col embed frame hr img input link meta param source track wbr".split())
#: Elements that stand on lines of their own. All others stand within a line.
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3"
    " h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)


def parse(page: str) -> HtmlElement:
    """Return the root of a page's tree, at most about `MAX_DEPTH` deep. Raises `InputError` if there is no element in it."""
    page = _FORBIDDEN.sub("", page)
    root = _parsed(page)
    if root is None or _depth(root) > MAX_DEPTH:
        root = _parsed(_flattened(page))
    if root is None:
        raise InputError("the page is empty: save it again, or give the text of the article")
    return root


def _parsed(page: str) -> HtmlElement | None:
    """The tree of a page; None if it has none, or is deeper than the parser goes."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True)
    try:
        root = document_fromstring(page.encode("utf-8", "surrogatepass"), parser=parser)
    except etree.ParserError:
        return None
    return None if any("depth" in error.message for error in parser.error_log) else root


def _depth(root: HtmlElement) -> int:
    """How many elements stand inside each other."""
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _flattened(page: str) -> str:
    """A page without the tags that are too deep; those that part lines become line breaks.

    >>> _flattened("<div>" * MAX_DEPTH + "<p>포항<b>시</b></p></div>").removeprefix("<div>" * MAX_DEPTH)
    '<br>포항시<br></div>'
    """
    depth = 0

    def kept(match: re.Match[str]) -> str:
        nonlocal depth
        name = match["name"].lower()
        if name in _VOID:
            return match[0]
        if match["close"]:
            depth -= depth > 0
            is_deep = depth >= MAX_DEPTH
        else:
            is_deep = depth >= MAX_DEPTH
            depth += 1
        return match[0] if not is_deep else "<br>" if name in BLOCKS else ""

    return _BREAKS.sub("<br>", _TAG.sub(kept, page))

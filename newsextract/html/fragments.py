"""Markup within a text, as exports of editorial systems have it (`<p>…</p>`, `<br>`, `<b>`) → the text."""

from __future__ import annotations

import re
from typing import Final

#: Elements that a text may hold, and those that part its lines. Not all of HTML: Korean texts put names in angle brackets too.
_INLINE: Final = "a b i u s em strong span font sup sub small mark ins del strike img".split()
_LINES: Final = "p br div hr h1 h2 h3 h4 h5 h6 ul ol li table tbody tr td th blockquote figure figcaption section article center".split()
#: Elements that stand beside those in exports. Alone they do not make a text one with markup.
_OTHERS: Final = (
    "script style noscript template iframe object embed param video audio source picture svg canvas map area form input button label"
    " select option textarea pre code tt kbd big nobr wbr dl dt dd caption col colgroup thead tfoot header footer main nav aside address"
    " details summary time abbr acronym cite q bdo ruby rb rt rp meta link title head body html [owv]:[a-z]+"
).split()
#: What follows the name in a tag with attributes.
_ATTRIBUTE: Final = r"\s+(?:(?:nowrap|noshade|compact|hidden)[\s/>]|[a-z_][a-z0-9_:.-]*\s*=)"


def _tag(names: list[str]) -> re.Pattern[str]:
    """The tags of these elements. A name before other words is none: `<b and c>`."""
    return re.compile(rf"</?(?:{'|'.join(names)})(?:\s*/?|(?={_ATTRIBUTE})[^<>]*)>", re.IGNORECASE)


#: All tags of these elements, and those that part lines.
MARKUP: Final = _tag([*_INLINE, *_LINES])
PARTING: Final = _tag(_LINES)
_TAG_OR_LINE_END: Final = re.compile(rf"{_tag([*_INLINE, *_LINES, *_OTHERS]).pattern}|\n", re.IGNORECASE)
#: A `<` that begins no tag, comment or declaration.
_NO_TAG: Final = re.compile(
    rf"<(?!/?(?:{'|'.join([*_INLINE, *_LINES, *_OTHERS])})(?:\s*/?>|{_ATTRIBUTE})|!--|!\[|!doctype\s|\?xml)",
    re.IGNORECASE,
)
#: A code point that no text has stands for a line end while the markup is read.
_LINE_END: Final = "\ufdd0"


def has_markup(text: str) -> bool:
    """Whether a text has HTML tags in it.

    >>> has_markup("<p>포항시는 9일"), has_markup("<속보> 포항시장 <b시"), has_markup("x < p > y")
    (True, False, False)
    """
    return MARKUP.search(text) is not None


def text_of_markup(text: str) -> str:
    """Return a text without its HTML tags, a block a line; "" if nothing is left. Its own line ends count if no tag parts lines.

    Raises `ModuleNotFoundError` where the extra `html` is not installed.

    >>> text_of_markup("<p>포항<b>시</b>는</p><p>9일&nbsp;포럼을<br>열었다.</p>")
    '포항시는\\n\\n9일 포럼을\\n열었다.'
    >>> text_of_markup("<b>포항</b>시는\\n\\n<KBS 뉴스>")
    '포항시는\\n\\n<KBS 뉴스>'
    """
    from newsextract.html.blocks import join, read_lines
    from newsextract.html.tree import parse

    if PARTING.search(text) is None:
        text = _TAG_OR_LINE_END.sub(lambda match: _LINE_END if match[0] == "\n" else match[0], text)
    root = parse(f"<body>{_NO_TAG.sub('&lt;', text)}")
    return re.sub(rf" ?{_LINE_END} ?", "\n", join(read_lines(root).blocks)).strip()

"""Markup within a text, as exports of editorial systems have it (`<p>…</p>`, `<br>`, `<b>`) → the text."""

from __future__ import annotations

import re
from typing import Final

#: Elements that a text may hold, and those that part its lines.
_INLINE: Final = "a b i u s em strong span font sup sub small mark ins del strike img".split()
_LINES: Final = "p br div hr h1 h2 h3 h4 h5 h6 ul ol li table tbody tr td th blockquote figure figcaption section article center".split()
_MARKUP: Final = re.compile(rf"</?(?:{'|'.join([*_INLINE, *_LINES])})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_PARTING: Final = re.compile(rf"</?(?:{'|'.join(_LINES)})(?:\s[^<>]*)?/?>", re.IGNORECASE)


def has_markup(text: str) -> bool:
    """Whether a text has HTML tags in it.

    >>> has_markup("<p>포항시는 9일"), has_markup("<속보> 포항시장 <b시"), has_markup("x < p > y")
    (True, False, False)
    """
    return _MARKUP.search(text) is not None


def text_of_markup(text: str) -> str:
    """Return a text without its HTML tags, a block a line. Its own line ends count if no tag parts lines.

    Raises `ModuleNotFoundError` where the extra `html` is not installed, and `InputError` for markup without text.

    >>> text_of_markup("<p>포항<b>시</b>는</p><p>9일&nbsp;포럼을<br>열었다.</p>")
    '포항시는\\n\\n9일 포럼을\\n열었다.'
    >>> text_of_markup("<b>포항</b>시는\\n9일")
    '포항시는\\n9일'
    """
    from newsextract.html.blocks import join, read_lines
    from newsextract.html.tree import parse

    if _PARTING.search(text) is None:
        text = text.replace("\n", "<br>")
    return join(read_lines(parse(text)).blocks)

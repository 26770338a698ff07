"""The bytes of a page → its article, in the order of the steps."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from newsextract.errors import InputError
from newsextract.html.charsets import decode_page
from newsextract.model import CONTENT_ZONES, Article, Reporter
from newsextract.page import Page, read_page
from newsextract.reader import Markup, article_from_text

try:
    from newsextract.html.blocks import HEADINGS, Block, Lines, join, read_lines
    from newsextract.html.main_text import find_main_text
    from newsextract.html.metadata import Metadata, bare_title, letters, read_metadata
    from newsextract.html.tree import parse
except ModuleNotFoundError as error:
    if error.name is None or error.name.startswith("newsextract"):
        raise
    raise InputError("is an HTML page; install what reads it with `pip install 'newsextract[html]'`") from None


def read_html(data: bytes, *, path: str | None, published: datetime.date | None, plain: bool) -> Article:
    """Read the bytes of an HTML page as an article. Its text is the headline and the main text; offsets refer to that.

    What the head of the page says (JSON-LD, Open Graph, meta tags) wins over what its text says, `published` over both. `plain`
    takes the whole main text as the body. Raises `InputError` for a page without an article, or if what reads pages is not there.

    >>> page = "<title>시장 순방 | 남강타임즈</title><h1>시장 순방</h1><p>진주시는 8일 시장이 일본에 간다고 밝혔다.</p>"
    >>> article = read_html(page.encode(), path=None, published=None, plain=False)
    >>> article.text, article.headline, article.press
    ('시장 순방\\n\\n진주시는 8일 시장이 일본에 간다고 밝혔다.', '시장 순방', '남강타임즈')
    """
    page, encoding, replaced = decode_page(data)
    root = parse(page)
    metadata = read_metadata(root)
    lines = read_lines(root)
    whole = read_page(join(lines.blocks))
    ...

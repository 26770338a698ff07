"""The bytes of an HTML page → the article in it: headline, main text, paper, reporters, days, section.

trafilatura, htmldate and lxml, which read pages, come with the extra `html`; they are imported with the first page. Nothing here asks
the network.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from newsextract.errors import InputError

if TYPE_CHECKING:
    from newsextract.model import Article


def read_html(data: bytes, *, path: str | None, published: datetime.date | None, plain: bool) -> Article:
    """Read the bytes of an HTML page as an article; see `reading.read_html`.

    Raises `InputError` for a page without an article, and where the extra is not installed.
    """
    try:
        from newsextract.html import reading
    except ModuleNotFoundError as error:
        if error.name is not None and error.name.startswith("newsextract"):
            raise
        raise InputError("an HTML page; install what reads pages with `pip install 'newsextract[html]'`") from None
    return reading.read_html(data, path=path, published=published, plain=plain)

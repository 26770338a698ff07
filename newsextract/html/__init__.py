"""The bytes of an HTML page → the article in it: headline, main text, paper, reporters, days, section.

trafilatura, htmldate and lxml, which read pages, come with the extra `html`; they are imported with the first page. Nothing here asks
the network.
"""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsextract.errors import InputError

if TYPE_CHECKING:
    from newsextract.model import Article


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
    """Read the bytes of an HTML page as an article; see `reading.read_html`.

    Raises `InputError` for a page without an article, and where the extra is not installed.
    """
    with _extra("an HTML page"):
        from newsextract.html import reading
    return reading.read_html(
        data, path=path, published=published, plain=plain, id=id, stated=stated, headline=headline, press=press
    )


def without_markup(text: str) -> str:
    """Return a text without the HTML tags in it, if it has any: "" for markup without text; see `fragments.text_of_markup`.

    Raises `InputError` where a text has tags and the extra is not installed.
    """
    from newsextract.html.fragments import has_markup, text_of_markup

    if not has_markup(text):
        return text
    with _extra("a text with HTML tags"):
        return text_of_markup(text)


@contextlib.contextmanager
def _extra(what: str) -> Iterator[None]:
    """Say what to install where the libraries of the extra are missing. Raises `InputError`."""
    try:
        yield
    except ImportError as error:
        if error.name is not None and error.name.startswith("newsextract"):
            raise
        raise InputError(f"{what}; install what reads pages with `pip install 'newsextract[html]'`") from None

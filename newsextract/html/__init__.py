"""The bytes of an HTML page → the article in it: main text, headline, paper, reporters, days, section.

Needs the extra `html` (`trafilatura`, `htmldate` and `lxml`, which they need). Nothing here ever asks the network.
"""

from __future__ import annotations

from newsextract.html.reading import read_html

__all__ = ["read_html"]

"""The text of a news page → the article in it: zones, headline, paper, reporters, day of publication."""

from __future__ import annotations

from newsextract.page.reading import Page, read_page

__all__ = ["Page", "read_page"]

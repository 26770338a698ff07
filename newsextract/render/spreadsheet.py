"""Plain values → rows of CSV (RFC 4180) that are safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable

from newsextract.render.visible import visible

#: Excel reads a file without this mark in the local encoding, which Hangul does not survive.
BYTE_ORDER_MARK = "\ufeff"
#: What makes a spreadsheet take a cell for a formula, and run it; in East Asian settings also the full-width signs.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: Controls that no spreadsheet shows, and that reach a terminal as commands; overrides of direction, which show another text than
#: there is; lone surrogates, which UTF-8 cannot encode.
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class _Rows(list[str]):
    """Collects the rows that a `csv.writer` writes."""

    write = list.append


def render(cells: Iterable[str | int | None]) -> str:
    """Return one row of CSV without its line end. None is an empty cell, booleans are `true` and `false`.

    A text that begins like a formula gets a leading apostrophe; controls that break nothing, and overrides of direction, are made visible.

    >>> render(["이강덕", None, True, 3, "=1+1", "하나, “둘”"])
    '이강덕,,true,3,\\'=1+1,"하나, “둘”"'
    """
    rows = _Rows()
    # With its own line end the writer quotes every cell that holds a line feed or a carriage return, with another one
    # only on some versions of Python.
    csv.writer(rows, lineterminator="\r\n").writerow(map(_cell, cells))
    return rows[0].removesuffix("\r\n")


def _cell(value: str | int | None) -> str:
    """One value as the text of its cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = _UNWANTED.sub(lambda match: visible(match.group()), value)
    # A sign alone is no formula: the path of standard input is `-`.
    return f"'{text}" if text.startswith(_FORMULA) and len(text) > 1 else text

"""Plain data → JSON text on one line."""

from __future__ import annotations

import json
import re

from newsextract.schema import Json

#: Characters that JSON allows in a string but that break readers of lines (U+0085, U+2028, U+2029), reach a terminal as commands (DEL,
#: C1 controls) or turn the direction of all that follows (U+202A to U+202E, U+2066 to U+2069): written as escapes, which every parser
#: turns back into the same character.
_FRAGILE = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def render(value: Json) -> str:
    """Return plain data as one line of JSON without its line end; UTF-8 can encode it.

    A lone surrogate, which only the name of a file can bring in, becomes U+FFFD. Raises `ValueError` for NaN.

    >>> render({"text": "이강덕\\u2028", "score": None})
    '{"text": "이강덕\\\\u2028", "score": null}'
    """
    line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    line = _FRAGILE.sub(lambda match: f"\\u{ord(match.group()):04x}", line)
    return _SURROGATE.sub("\ufffd", line)

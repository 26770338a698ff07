"""The bytes of a page → its text."""

from __future__ import annotations

import re

from newsextract.decoding import decode, normalize

#: Where a page states its charset: in its first kilobyte, says the standard; some state it later.
_HEAD = 4096
_CHARSET = re.compile(
    rb"(?:<meta\b[^<>]{0,200}?\bcharset\s{0,3}=\s{0,3}|<\?xml\s[^<>]{0,100}?\bencoding\s{0,3}=\s{0,3})[\"']?\s{0,3}"
    rb"(?P<name>[\w.:-]{2,30})",
    re.IGNORECASE,
)


def decode_page(data: bytes) -> tuple[str, str, int]:
    """Decode a page; return its text, normalized, the name of the encoding, and how many bytes could not be decoded.

    The bytes decide, since what a page states of its charset is often wrong; what it states counts where they do not tell: see
    `decoding.decode`, whose `InputError`s it raises.

    >>> decode_page('<meta charset="utf-8"><p>포항</p>'.encode("cp949"))[1]
    'cp949'
    """
    decoded = decode(data, stated_charsets(data))
    return normalize(decoded.text), decoded.encoding, decoded.replaced


def stated_charsets(data: bytes) -> list[str]:
    """Return the charset that a page states, if it states one.

    >>> stated_charsets(b"<meta charset='EUC-KR'><p>"), stated_charsets(b"<p>")
    (['EUC-KR'], [])
    """
    match = _CHARSET.search(data[:_HEAD])
    return [match["name"].decode("ascii")] if match else []

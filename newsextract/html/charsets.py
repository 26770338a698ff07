"""The bytes of a page → its text. The bytes decide: what a page says of its charset is often wrong, and only breaks ties."""

from __future__ import annotations

import re

from newsextract.decoding import decode, normalize
from newsextract.errors import InputError

#: Where a page states its charset: in its first kilobyte, says the standard; some state it later.
_HEAD = 4096
_CHARSET = re.compile(rb"""(?i)(?:<meta\b[^>]{0,200}?\bcharset\s{0,3}=\s{0,3}|<\?xml\s[^>]{0,100}?\bencoding\s{0,3}=\s{0,3})["']?\s{0,3}(?P<name>[\w.:-]{2,30})""")
#: What Korean pages call CP949.
_CP949 = frozenset(["euc-kr", "euckr", "ks_c_5601-1987", "ks_c_5601", "ksc5601", "ksc_5601", "ks_c_5601-1989", "cp949", "ms949", "uhc", "windows-949", "x-windows-949", "korean"])
#: The share of bytes that may be broken. Pages have single ones where a description was cut within a character.
_MAX_BROKEN = 0.002


def decode_page(data: bytes) -> tuple[str, str, int]:
    """Decode a page; return its text, normalized, the name of the encoding, and how many bytes could not be decoded.

    A page whose bytes are all valid is read as `decoding.decode` finds, whatever charset it states. A page with some broken bytes is
    read in the charset that it states, or in the other one if fewer are broken there. Raises `InputError` for bytes that are no text.

    >>> decode_page('<meta charset="utf-8"><p>포항</p>'.encode("cp949"))[:2]
    ('<meta charset="utf-8"><p>포항</p>', 'cp949')
    """
    try:
        text, encoding = decode(data)
    except InputError:
        text, encoding, replaced = _with_broken_bytes(data)
        if replaced > len(data) * _MAX_BROKEN:
            raise
        return normalize(text), encoding, replaced
    return normalize(text), encoding, 0


def declared_charset(data: bytes) -> str | None:
    """The encoding that a page states in its head, as `decoding` calls it; None if it states none, or one that is not read here.

    >>> declared_charset(b'<meta http-equiv="Content-Type" content="text/html; charset=ks_c_5601-1987">')
    'cp949'
    """
    match = _CHARSET.search(data[:_HEAD])
    if match is None:
        return None
    name = match["name"].decode("ascii", "replace").lower()
    return "cp949" if name in _CP949 else "utf-8" if name in ("utf-8", "utf8") else None


def _with_broken_bytes(data: bytes) -> tuple[str, str, int]:
    """The text of bytes that are valid in no encoding, in the one in which the fewest are broken; the stated one first."""
    stated = declared_charset(data)
    readings = []
    for encoding in ("utf-8", "cp949"):
        text = data.decode(encoding, "replace")
        readings.append((text.count("\ufffd"), encoding != stated, encoding, text))
    replaced, _, encoding, text = min(readings)
    return text, encoding, replaced

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
#: What Korean pages call CP949.
_CP949 = frozenset(
    b"euc-kr euckr ks_c_5601-1987 ks_c_5601-1989 ks_c_5601 ksc5601 ksc_5601 cp949 ms949 uhc windows-949 x-windows-949 korean".split()
)


def decode_page(data: bytes) -> tuple[str, str, int]:
    """Decode a page; return its text, normalized, the name of the encoding, and how many bytes could not be decoded.

    The bytes decide, since what a page states of its charset is often wrong: what is valid UTF-8 is that. A page that states CP949
    (by any of its names) and is valid in it is read so, even if little in it is Korean; all else as `decoding.decode` finds, with
    its `InputError`s.

    >>> decode_page('<meta charset="utf-8"><p>포항</p>'.encode("cp949"))[1]
    'cp949'
    """
    if _states_cp949(data) and not _is_valid(data, "utf-8") and _is_valid(data, "cp949"):
        return normalize(data.decode("cp949")), "cp949", 0
    decoded = decode(data)
    return normalize(decoded.text), decoded.encoding, decoded.replaced


def _states_cp949(data: bytes) -> bool:
    """Whether a page states that it is in CP949."""
    match = _CHARSET.search(data[:_HEAD])
    return match is not None and match["name"].lower() in _CP949


def _is_valid(data: bytes, encoding: str) -> bool:
    """Whether all bytes are valid in an encoding."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True

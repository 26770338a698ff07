"""How much is read of an input before it is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Final

from newsextract.errors import InputError

#: The longest text of one article unless the user says otherwise. Code points; the longest of a million Korean articles have 200,000.
MAX_CHARS: Final = 5_000_000
#: A code point takes at most so many bytes in any encoding of text; in JSON, written as \\uXXXX, half as many again.
_BYTES_PER_CHAR: Final = 4


def too_long(max_chars: int) -> InputError:
    """The error for an article that is longer than the user wants."""
    return InputError(f"longer than {max_chars:,} characters; raise --max-chars if this is one article")


def read_all(stream: IO[bytes], max_chars: int) -> bytes:
    """All bytes of a stream that holds one article. Raises `InputError` if they can only be a longer text than allowed."""
    limit = max_chars * _BYTES_PER_CHAR + 4
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise too_long(max_chars)
    return data


def lines(stream: IO[bytes], max_chars: int) -> Iterator[bytes | InputError]:
    """The lines of a stream without their `\\n`, which alone ends a line; an error in place of one that is too long."""
    limit = max_chars * (_BYTES_PER_CHAR + _BYTES_PER_CHAR // 2) + 65_536
    while line := stream.readline(limit + 1):
        if len(line) <= limit or line.endswith(b"\n"):
            yield line.removesuffix(b"\n")
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(1 << 20)
        yield too_long(max_chars)

"""How much is read of an input before it is refused."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import IO, Final

from newsextract.errors import InputError

#: The longest text of one article unless the user says otherwise. Code points; the longest of a million Korean articles have 200,000.
MAX_CHARS: Final = 5_000_000
#: A code point takes at most so many bytes in any encoding of text; in JSON, written as \\uXXXX, half as many again.
_BYTES_PER_CHAR: Final = 4
#: A compressed input that unpacks to more than this many bytes is looked at …
_SUSPECT: Final = 100 << 20
#: … and refused if they are more than so many times the packed ones: prose packs 3 to 5 times, JSON Lines of alike articles 30 times.
_MAX_RATIO: Final = 300


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


def read_some(stream: IO[bytes], length: int) -> bytes:
    """At most so many bytes, those of a pipe as they come; none at the end."""
    read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    return read(length)


class Counting(io.RawIOBase):
    """A stream that counts the bytes read from it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = read_some(self._stream, len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)


class Unpacked(Counting):
    """What a decompressor gives, refused once it is out of all proportion to what it was given (a decompression bomb)."""

    def __init__(self, stream: IO[bytes], packed: Counting) -> None:
        super().__init__(stream)
        self._packed = packed

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        length = super().readinto(buffer)
        if self.count > _SUSPECT and self.count > _MAX_RATIO * max(self._packed.count, 1):
            raise InputError(
                f"unpacks to more than {_MAX_RATIO} times its size, as decompression bombs do; unpack it yourself if you trust it"
            )
        return length

"""Streams of bytes as inputs are read through them."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import IO, Any, Final

from newsextract.errors import InputError

#: Bytes that are read at a time.
_BUFFER: Final = 1 << 17
#: A compressed input that unpacks to more than this many bytes is looked at …
_SUSPECT: Final = 100 << 20
#: … and refused if they are more than so many times the packed ones: prose packs 3 to 5 times, JSON Lines of alike articles 30 times.
_MAX_RATIO: Final = 300


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


class _Whole(io.RawIOBase):
    """A stream of which the beginning has been read already."""

    def __init__(self, head: bytes, stream: IO[bytes]) -> None:
        self._head = head
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._head:
            data, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        else:
            data = read_some(self._stream, len(buffer))
        buffer[: len(data)] = data
        return len(data)


def with_beginning(stream: IO[bytes], enough: Callable[[bytes], bool], most: int) -> tuple[bytes, io.BufferedReader]:
    """Read a stream until what has come is enough to tell, at most so many bytes; return that, and the whole stream."""
    head = b""
    while len(head) < most and not enough(head) and (data := read_some(stream, min(most - len(head), _BUFFER))):
        head += data
    return head, io.BufferedReader(_Whole(head, stream), _BUFFER)

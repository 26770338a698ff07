"""A path → the files behind it, unpacked: the file itself, or each member of an archive, one after another."""

from __future__ import annotations

import bz2
import contextlib
import errno
import gzip
import importlib
import io
import lzma
import re
import shutil
import struct
import sys
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from typing import IO, Any, Final, NamedTuple

from newsextract.decoding import compression
from newsextract.errors import InputError
from newsextract.inputs.kinds import HEAD, STDIN, begins_with_row, matches, nothing_matches
from newsextract.inputs.streams import Counting, Unpacked, read_some, with_beginning


class Item(NamedTuple):
    """A file as it is read: its path as it is told (`archive.zip!2023/01/a.txt` for a member), its first bytes, and all of them, or
    why there are none."""

    path: str
    head: bytes
    stream: io.BufferedReader | InputError


def open_items(path: str, globs: Sequence[str]) -> Iterator[Item]:
    """Open an input and yield the files in it: see `items_of`. Raises `InputError` and `OSError` for what concerns all of it."""
    with _open(path) as opened:
        yield from items_of(path, opened, globs)


def items_of(path: str, opened: IO[bytes], globs: Sequence[str]) -> Iterator[Item]:
    """Yield the files in a stream, each to be read before the next: one, or the members of an archive that match one of `globs`.

    Compressed files (gzip, bzip2, xz, zstd) are unpacked, also within archives and around tar archives. Archives in archives are
    refused, and members whose names lead out of the archive. Raises `InputError` for what concerns the whole input.
    """
    with ExitStack() as stack:
        head, stream = _unpacked(opened, stack)
        if _is_zip(head):
            yield from _zip_members(path, stack.enter_context(_seekable(opened, stream)), globs)
        elif _is_tar(head):
            yield from _tar_members(path, stream, globs)
        else:
            yield Item(path, head, stream)


def _open(path: str) -> IO[bytes]:
    """Open an input for reading bytes. Raises `InputError` and `OSError`."""
    if path != STDIN:
        return open(path, "rb")
    if sys.stdin is None:
        raise InputError("standard input is closed: give a FILE")
    return open(sys.stdin.fileno(), "rb", closefd=False)


def _with_head(stream: IO[bytes]) -> tuple[bytes, io.BufferedReader]:
    """The first bytes of a stream, and the whole. A row of JSON Lines is enough: more may be long in coming."""
    return with_beginning(stream, begins_with_row, HEAD)


def _gzip(stream: IO[bytes]) -> IO[bytes]:
    return gzip.GzipFile(fileobj=stream)  # type: ignore[return-value]


class _ZstdFile(io.RawIOBase):
    """A zstd file unpacked: all its frames. The library's own reader takes a file that is cut off for a whole one.

    Little is unpacked at a time: a frame may hold 30,000 times its size.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        try:
            zstandard: Any = importlib.import_module("zstandard")
        except ImportError:
            raise InputError(
                "a zstd file, for which a library is missing: pip install 'newsextract[zstd]', or unpack it first"
            ) from None
        self._stream = stream
        self._new: Callable[[], Any] = zstandard.ZstdDecompressor().decompressobj
        self._frame: Any = None
        self._packed = self._unpacked = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._unpacked:
            self._packed = self._packed or read_some(self._stream, _PACKED)
            if not self._packed:
                if self._frame is not None:
                    raise EOFError("the end of its last frame is missing")
                return 0
            self._frame = self._frame or self._new()
            self._unpacked = self._frame.decompress(self._packed)
            self._packed = b""
            if self._frame.eof:
                self._packed, self._frame = self._frame.unused_data, None
        data, self._unpacked = self._unpacked[: len(buffer)], self._unpacked[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


def _zstd(stream: IO[bytes]) -> IO[bytes]:
    return _ZstdFile(stream)  # type: ignore[return-value]


#: Bytes of a zstd file that are unpacked at a time.
_PACKED: Final = 4096


#: What reads compressed files.
_OPENERS: Final[dict[str, Callable[[IO[bytes]], IO[bytes]]]] = {
    "gzip": _gzip,
    "bzip2": bz2.BZ2File,
    "xz": lzma.LZMAFile,
    "zstd": _zstd,
}


def _unpacked(opened: IO[bytes], stack: ExitStack) -> tuple[bytes, io.BufferedReader]:
    """The first bytes of a stream without its compression, and the whole. A file compressed twice is refused: nobody makes them
    but by mistake or malice."""
    packed = Counting(opened)
    head, stream = _with_head(packed)  # type: ignore[arg-type]
    name = compression(head)
    if not name:
        return head, stream
    inner = stack.enter_context(contextlib.closing(_OPENERS[name](stream)))
    head, unpacked = _with_head(_Told(Unpacked(inner, packed), f"the {name} file"))  # type: ignore[arg-type]
    if again := compression(head):
        raise InputError(f"a {again} file within a {name} file; unpack it first")
    return head, unpacked


#: What the libraries that unpack raise for bytes that are none of theirs; `gzip.BadGzipFile` is an `OSError`, without a number.
_BROKEN: Final = (
    EOFError,
    zlib.error,
    lzma.LZMAError,
    gzip.BadGzipFile,
    tarfile.TarError,
    zipfile.BadZipFile,
    UnicodeDecodeError,  # the name of a member
    struct.error,
)


@contextlib.contextmanager
def told(what: str) -> Iterator[None]:
    """Turn the errors of the libraries that unpack into `InputError`s that say what to do."""
    try:
        yield
    except (*_BROKEN, OSError) as error:
        # bz2 gives an error without a number, zipfile looks for data before the beginning: all others are the disk's.
        if isinstance(error, OSError) and not isinstance(error, _BROKEN) and error.errno not in (None, errno.EINVAL):
            raise
        raise InputError(f"{what} is broken or cut off ({_reason(error)}); get it again") from None
    except (NotImplementedError, RuntimeError) as error:  # zipfile's errors for other compressions and for passwords
        if type(error) not in (NotImplementedError, RuntimeError):
            raise
        raise InputError(f"{what} cannot be unpacked ({_reason(error)}); unpack it first") from None
    except Exception as error:
        if type(error).__name__ != "ZstdError":  # its library may be missing
            raise
        raise InputError(f"{what} is broken or cut off ({_reason(error)}); get it again") from None


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__


class _Told(io.RawIOBase):
    """A stream whose errors say what is broken."""

    def __init__(self, stream: io.RawIOBase, what: str) -> None:
        self._stream = stream
        self._what = what

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        with told(self._what):
            return self._stream.readinto(buffer)


def _is_zip(head: bytes) -> bool:
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def _is_tar(head: bytes) -> bool:
    return head[257:262] == b"ustar"


@contextlib.contextmanager
def _seekable(opened: IO[bytes], stream: io.BufferedReader) -> Iterator[IO[bytes]]:
    """A ZIP archive as a file that can be read at any place: itself, or a temporary copy of what comes in a stream."""
    if opened.seekable():
        place = opened.tell()
        opened.seek(0)
        if _is_zip(opened.read(4)):
            yield opened
            return
        opened.seek(place)  # it is compressed once more
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(stream, copy)
        copy.seek(0)
        yield copy


#: Members by which a ZIP archive is an office document.
_OFFICE: Final = {
    "[Content_Types].xml": "a Word or Excel document",
    "Contents/content.hpf": "an HWPX document",
    "content.xml": "an OpenDocument file",
    "META-INF/container.xml": "an EPUB book",
}


def _zip_members(path: str, file: IO[bytes], globs: Sequence[str]) -> Iterator[Item]:
    with told("the ZIP archive"):
        archive = zipfile.ZipFile(file)
    with archive:
        members = archive.infolist()
        names = {member.filename for member in members}
        for name, what in _OFFICE.items():
            if name in names:
                raise InputError(f"{what}; save it as plain text, HTML or CSV")
        found = False
        for member in members:
            name = _zip_name(member)
            if member.is_dir() or not _is_wanted(name, globs):
                continue
            found = True
            with ExitStack() as stack:
                place = f"{path}!{name}"
                try:
                    _check_name(name)
                    if member.flag_bits & 0x1:
                        raise InputError("encrypted; unpack the archive with its password first")
                    with told("the member"):
                        opened = stack.enter_context(archive.open(member))
                    item = _member(place, Unpacked(opened, _Sized(member.compress_size)), stack)
                except InputError as error:
                    item = Item(place, b"", error)
                yield item
        if not found:
            raise nothing_matches("archive", names, globs)


class _Sized(Counting):
    """Stands for the packed bytes of a member, whose number the archive tells."""

    def __init__(self, size: int) -> None:
        super().__init__(io.BytesIO())
        self.count = size


def _zip_name(member: zipfile.ZipInfo) -> str:
    """The name of a member; Windows writes Korean names in CP949 and does not say so."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("cp949")
    except UnicodeError:
        return member.filename


def _tar_members(path: str, stream: io.BufferedReader, globs: Sequence[str]) -> Iterator[Item]:
    names: set[str] = set()
    found = False
    with ExitStack() as closing:
        with told("the tar archive"):
            archive = closing.enter_context(tarfile.open(fileobj=stream, mode="r|"))
        members = iter(archive)
        while True:
            with told("the tar archive"):
                member = next(members, None)
            if member is None:
                break
            names.add(member.name)
            if not member.isreg() or not _is_wanted(member.name, globs):
                continue  # links and devices lead elsewhere
            found = True
            with ExitStack() as stack:
                place = f"{path}!{member.name}"
                try:
                    _check_name(member.name)
                    opened = archive.extractfile(member)
                    if opened is None:
                        continue
                    item = _member(place, Counting(stack.enter_context(opened)), stack)
                except InputError as error:
                    item = Item(place, b"", error)
                yield item
    if not found:
        raise nothing_matches("archive", names, globs)


def _member(place: str, opened: io.RawIOBase, stack: ExitStack) -> Item:
    """A member as an item, unpacked where it is compressed itself. Raises `InputError` for an archive in an archive."""
    head, stream = _unpacked(_Told(opened, "the member"), stack)  # type: ignore[arg-type]
    if _is_zip(head) or _is_tar(head):
        raise InputError("an archive within an archive; unpack the outer one first")
    return Item(place, head, stream)


def _is_wanted(name: str, globs: Sequence[str]) -> bool:
    """Whether a member is read: its name matches, and it is no hidden file nor one that macOS adds."""
    parts = re.split(r"[/\\]", name)
    hidden = any(part.startswith(".") and part not in (".", "..") for part in parts) or parts[0] == "__MACOSX"
    return not hidden and any(matches(name.removeprefix("./"), pattern) for pattern in globs)


def _check_name(name: str) -> None:
    """Refuse a member whose name leads out of the archive. Nothing is written, but what is told of it would mislead."""
    bad = (
        name.startswith(("/", "\\"))
        or ".." in re.split(r"[/\\]", name)
        or re.match(r"[A-Za-z]:[/\\]", name)
        or "\x00" in name
    )
    if bad:
        raise InputError("a name that leads out of the archive; unpack it yourself if you trust it")

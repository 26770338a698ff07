"""Where results go: standard output or a file, as bytes, each result at once."""

from __future__ import annotations

import contextlib
import os
import sys
from types import TracebackType
from typing import IO, NamedTuple

from newsextract.errors import NewsextractError


class OutputError(NewsextractError):
    """The output cannot be written."""


class OutputClosedError(Exception):
    """The reader of our standard output has gone. No error: the run ends quietly."""


class Framing(NamedTuple):
    """What stands before, between and after the texts of the results of one run."""

    opening: str
    before_first: str
    between: str
    after_each: str
    closing: str


LINES = Framing("", "", "", "\n", "")
ARRAY = Framing("[", "\n", ",\n", "", "\n]\n")
PARAGRAPHS = Framing("", "", "\n", "", "")


class Output:
    """Writes the results of a run to a stream. A context manager: what frames the results is closed in any case."""

    def __init__(self, stream: IO[bytes], framing: Framing, *, encoding: str = "utf-8", name: str) -> None:
        self._stream = stream
        self._framing = framing
        self._encoding = encoding
        self._name = name
        self._count = 0
        self._broken = False

    def __enter__(self) -> Output:
        self._write(self._framing.opening)
        return self

    def write(self, *texts: str) -> None:
        """Write the texts of one result together and flush them.

        Raises `OutputClosedError`, or `OutputError` if the disk is full.
        """
        parts = []
        for text in texts:
            before = self._framing.between if self._count else self._framing.before_first
            parts.append(before + text + self._framing.after_each)
            self._count += 1
        self._write("".join(parts))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._broken:
            self._write(self._framing.closing)
        if self._stream is not _stdout_bytes():
            with contextlib.suppress(OSError):  # what could not be written before cannot be written on closing either
                self._stream.close()

    def _write(self, text: str) -> None:
        """Write text at once."""
        try:
            self._stream.write(text.encode(self._encoding, "replace"))
            self._stream.flush()
        except BrokenPipeError:
            self._broken = True
            raise OutputClosedError from None
        except OSError as error:
            self._broken = True
            raise OutputError(f"{self._name}: cannot write: {error.strerror}; choose another place for it") from None


def _stdout_bytes() -> IO[bytes] | None:
    """The bytes beneath standard output, if it is open."""
    return getattr(sys.stdout, "buffer", None)


def open_stdout(framing: Framing, *, encoding: str = "utf-8") -> Output:
    """Return an output to standard output. Raises `OutputError` if it is closed."""
    stream = _stdout_bytes()
    if stream is None:
        raise OutputError("standard output is closed; redirect it or give a file with --output")
    return Output(stream, framing, encoding=encoding, name="standard output")


def open_file(path: str, framing: Framing) -> Output:
    """Return an output to a new file. Raises `OSError`."""
    return Output(open(path, "wb"), framing, name=path)


def flush(stream: IO[str] | None) -> None:
    """Flush a standard stream; one whose reader has gone is silenced."""
    try:
        if stream is not None:
            stream.flush()
    except (OSError, ValueError):
        silence(stream)


def silence(stream: IO[str] | None) -> None:
    """Point a stream whose reader has gone to nowhere, so that Python does not complain when it flushes it at exit."""
    if stream is None:
        return
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def is_terminal(stream: IO[str] | None) -> bool:
    """Whether a standard stream is open and a terminal."""
    try:
        return stream is not None and bool(stream.isatty())
    except ValueError:
        return False

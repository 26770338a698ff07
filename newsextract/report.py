"""What happened in a run: failures are told on standard error and in the error file, and decide the exit code."""

from __future__ import annotations

import contextlib
import sys
import traceback
from dataclasses import asdict

from newsextract.batch import Failed
from newsextract.output import Output
from newsextract.render import jsonl
from newsextract.render.visible import visible, visible_lines

DONE, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130


class Report:
    """Tells of each failure as it happens and remembers the exit code."""

    def __init__(self, errors: Output | None = None, *, debug: bool = False) -> None:
        self._errors = errors
        self._debug = debug
        self.failures = 0

    def failed(self, failed: Failed) -> None:
        """Tell of one input that failed."""
        self.failures += 1
        say(f"{failed.failure.path}: {failed.failure.message}")
        if failed.bug is not None and self._debug:
            _write(visible_lines("".join(traceback.format_exception(failed.bug))))
        if self._errors is not None:
            self._errors.write(jsonl.render(asdict(failed.failure)))

    def replaced(self, place: str, encoding: str, count: int) -> None:
        """Tell of bytes that could not be decoded; the article is read without them, so that this is no failure."""
        what = "1 byte" if count == 1 else f"{count:,} bytes"
        say(
            f"{place}: {what} could not be decoded (read as {encoding}); U+FFFD stands for them: save the text again as UTF-8"
        )

    @property
    def exit_code(self) -> int:
        """0 if every input gave its result, else 1."""
        return FAILED if self.failures else DONE


def say(message: str) -> None:
    """Write one line about an input, or about the command itself, to standard error."""
    _write(f"newsextract: {visible(message)}\n")


def _write(text: str) -> None:
    """Write to standard error; if that is closed there is nobody to tell."""
    if sys.stderr is None:
        return
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(text)
        sys.stderr.flush()

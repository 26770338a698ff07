"""What several commands share: options, the checks of their values, and where output goes."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

import click

from newsextract.batch import STDIN, Failed
from newsextract.output import ARRAY, LINES, PARAGRAPHS, Output, is_terminal, open_file, open_stdout

if TYPE_CHECKING:
    import datetime

F = TypeVar("F", bound=Callable[..., Any])


def format_option(text: str) -> Callable[[F], F]:
    """The option for the output format, with its help."""
    return click.option("-f", "--format", "format_", type=click.Choice(["table", "json", "jsonl"]), help=text)


def published_option(text: str) -> Callable[[F], F]:
    """The option for the day of publication, with its help."""
    return click.option("--published", metavar="DATE", help=text)


def choose_format(format_: str | None, output: str | None) -> str:
    """The output format: as the user says, else a table on a terminal and JSON Lines elsewhere."""
    if format_ is not None:
        return format_
    return "table" if output is None and is_terminal(sys.stdout) else "jsonl"


def usage(message: str) -> click.UsageError:
    """An error of usage, which knows the command that was called."""
    return click.UsageError(message, click.get_current_context())


def published_day(text: str | None) -> datetime.date | None:
    """The date of `--published`. Raises `click.UsageError`."""
    if text is None:
        return None
    from newsextract.normalization import parse_published

    day = parse_published(text)
    if day is None:
        raise usage(f"--published {text}: not a date; write it like 2023-01-09")
    return day


def check_targets(inputs: Iterable[str | Failed], output: str | None, errors: str | None) -> None:
    """Refuse to write over an input, or results and errors into one file. Raises `click.UsageError`."""
    targets = [path for path in (output, errors) if path is not None]
    if output is not None and errors is not None and _identity(output) == _identity(errors):
        raise usage("--output and --errors name the same file; give two")
    identities = {_identity(path) for path in targets}
    for path in inputs:
        if targets and isinstance(path, str) and _identity(path) in identities:
            raise usage(f"{path} is an input and would be overwritten; choose another name for the output")


def _identity(path: str) -> object:
    """What makes two names the same regular file: device and number, so that links are seen; else the real path."""
    with suppress(OSError, ValueError):
        status = os.fstat(0) if path == STDIN else os.stat(path)
        if stat.S_ISREG(status.st_mode):
            return status.st_dev, status.st_ino
    return os.path.realpath(path)


@contextmanager
def opening() -> Iterator[None]:
    """Turn what keeps an output from being opened into an error of usage."""
    try:
        yield
    except OSError as error:
        raise usage(f"cannot write {error.filename}: {error.strerror}; choose another file") from None


def open_output(path: str | None, format_: str) -> Output:
    """Open where the results go. Raises `OSError` for a file, `OutputError` for standard output."""

    framing = {"json": ARRAY, "jsonl": LINES, "table": PARAGRAPHS}[format_]
    if path is not None:
        return open_file(path, framing)
    encoding = sys.stdout.encoding if format_ == "table" and is_terminal(sys.stdout) else "utf-8"
    return open_stdout(framing, encoding=encoding)

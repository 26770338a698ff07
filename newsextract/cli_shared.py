"""What several commands share: options, the checks of their values, and where output goes."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from newsextract.batch import Failed
from newsextract.inputs.kinds import STDIN
from newsextract.inputs.limits import MAX_CHARS
from newsextract.output import ARRAY, LINES, PARAGRAPHS, Output, is_terminal, open_file, open_stdout

if TYPE_CHECKING:
    import datetime

    from rich.console import Console

F = TypeVar("F", bound=Callable[..., Any])


def format_option(text: str, formats: Sequence[str] = ("table", "json", "jsonl")) -> Callable[[F], F]:
    """The option for the output format, with its help."""
    named = (
        f" A file after -o whose name ends in a format ({', '.join(f'.{f}' for f in formats if f != 'table')}) gets it."
    )
    return click.option("-f", "--format", "format_", type=click.Choice(formats), help=text + named)


def published_option(text: str) -> Callable[[F], F]:
    """The option for the day of publication, with its help."""
    return click.option("--published", metavar="DATE", help=text)


def weights_option(text: str) -> Callable[[F], F]:
    """The option that names a weights file, with its help."""
    return click.option("--weights", metavar="FILE", type=click.Path(exists=True, dir_okay=False), help=text)


def max_chars_option(text: str) -> Callable[[F], F]:
    """The option that limits how much is read as one text, with its help."""
    return click.option(
        "--max-chars",
        type=click.IntRange(1, 1_000_000_000),
        default=MAX_CHARS,
        show_default=True,
        metavar="N",
        help=text,
    )


#: The option that names the file for the results; its value is None for standard output.
output_option = click.option(
    "-o",
    "--output",
    metavar="FILE",
    callback=lambda _ctx, _option, path: None if path == STDIN else path,
    help="Write to this file instead of standard output.",
)


#: By the end of a file's name, what is expected in it.
_FORMAT_OF = {".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv"}


def choose_format(format_: str | None, output: str | None) -> str:
    """The output format: as the user says, else as the name of the file says, else a table on a terminal and JSON Lines elsewhere.

    Raises `click.UsageError` if the name says a format that the command does not write.
    """
    if format_ is not None:
        return format_
    named = _FORMAT_OF.get(Path(output).suffix.lower()) if output is not None else None
    if named is not None:
        command = click.get_current_context().command
        formats = next(option.type.choices for option in command.params if option.name == "format_")  # type: ignore[attr-defined]
        if named not in formats:
            raise usage(
                f"{output}: `{command.name}` writes no {named}; choose another name, or --format {' or '.join(formats)}"
            )
        return named
    return "table" if on_terminal(output) else "jsonl"


def on_terminal(output: str | None) -> bool:
    """Whether the results are shown on a terminal: they go to no file, and standard output is one."""
    return output is None and is_terminal(sys.stdout)


def open_table_console(output: str | None) -> Console:
    """The console that tables are drawn for: the terminal where they are shown, else one for files and pipes."""
    from newsextract.render.table import open_console

    return open_console(sys.stdout if on_terminal(output) else None)


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


def open_output(path: str | None, format_: str, header: str = "") -> Output:
    """Open where the results go. `header` is what stands before all of them in CSV.

    Raises `OSError` for a file, `OutputError` for standard output.
    """
    framings = {"json": ARRAY, "jsonl": LINES, "csv": LINES._replace(opening=header), "table": PARAGRAPHS}
    if path is not None:
        return open_file(path, framings[format_])
    encoding = sys.stdout.encoding if format_ == "table" and is_terminal(sys.stdout) else "utf-8"
    return open_stdout(framings[format_], encoding=encoding)

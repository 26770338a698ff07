"""A progress bar on standard error, for people who wait. With `table`, the sole importer of rich."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

T = TypeVar("T")


def track(items: Sequence[T]) -> Iterator[T]:
    """Yield the items while a bar shows how many are done; it disappears at the end.

    What is written to `sys.stderr` meanwhile appears above the bar. Standard output is left alone.
    """
    console = Console(file=sys.stderr, markup=False, emoji=False, highlight=False)
    progress = Progress(
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        redirect_stdout=False,
        redirect_stderr=False,
        transient=True,
    )
    with progress, contextlib.redirect_stderr(_Above(console)):
        yield from progress.track(items)


class _Above(io.TextIOBase):
    """A stream whose text appears above the bar of a console. Its lines are left to the terminal to wrap."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def write(self, text: str) -> int:
        """Show a text of whole lines."""
        self._console.print(Text(text), end="", soft_wrap=True)
        return len(text)

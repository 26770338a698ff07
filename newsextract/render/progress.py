"""A progress bar on standard error, for people who wait. With `table`, the sole importer of rich."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

T = TypeVar("T")


def track(items: Sequence[T]) -> Iterator[T]:
    """Yield the items while a bar shows how many are done; it disappears at the end.

    What is written to `sys.stderr` meanwhile appears above the bar. Standard output is left alone.
    """
    progress = Progress(
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        redirect_stdout=False,
        transient=True,
    )
    with progress:
        yield from progress.track(items)

"""A progress bar on standard error, for people who wait. With `table`, the sole importer of rich."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
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


@contextlib.contextmanager
def tell_stages(*, quiet: bool) -> Iterator[Callable[[str, int, int, str], None]]:
    """Give a function `told(stage, done, all, remark)` that shows a long run on standard error.

    On a terminal each stage has a bar; elsewhere each gives one line when it begins and one with its remark when it ends.
    """
    terminal = sys.stderr is not None and sys.stderr.isatty()
    if quiet or sys.stderr is None:
        yield lambda stage, done, all_, remark: None
    elif not terminal:
        shown = set[tuple[str, bool]]()

        def tell(stage: str, done: int, all_: int, remark: str) -> None:
            ended = done >= all_ and bool(remark)
            if (done == 0 or ended) and (stage, ended) not in shown:
                shown.add((stage, ended))
                print(f"{stage}: {remark}" if ended else stage, file=sys.stderr, flush=True)

        yield tell
    else:
        progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[remark]}"),
            console=Console(file=sys.stderr, markup=False, emoji=False, highlight=False),
        )
        tasks: dict[str, TaskID] = {}

        def draw(stage: str, done: int, all_: int, remark: str) -> None:
            if stage not in tasks:
                for task in tasks.values():  # what came before is over
                    total = next(one.total for one in progress.tasks if one.id == task)
                    progress.update(task, completed=total)
                tasks[stage] = progress.add_task(stage, total=all_, remark="")
            progress.update(tasks[stage], completed=done, remark=remark)

        with progress:
            yield draw


class _Above(io.TextIOBase):
    """A stream whose text appears above the bar of a console. Its lines are left to the terminal to wrap."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def write(self, text: str) -> int:
        """Show a text of whole lines."""
        self._console.print(Text(text), end="", soft_wrap=True)
        return len(text)

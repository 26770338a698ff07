"""Files, folders and standard input → articles in input order. A bad input never stops the others, nor is it hidden."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from newsextract.errors import InputError, NewsextractError, explain
from newsextract.inputs.kinds import STDIN, InputFormat, matches, nothing_matches
from newsextract.inputs.limits import MAX_CHARS
from newsextract.inputs.options import Reading
from newsextract.schema import Failure

if TYPE_CHECKING:
    from datetime import date

    from newsextract.model import Article

T = TypeVar("T")


class Failed(NamedTuple):
    """An input without a result: what is told of it, and the exception where it was not raised on purpose."""

    failure: Failure
    bug: Exception | None = None


def find_inputs(paths: Iterable[str], globs: Sequence[str]) -> Iterator[str | Failed]:
    """Yield the files to read, in the order of `paths`, folders walked in name order; `-` is standard input.

    Of a folder's files those are taken whose name, or path within the folder if the pattern has a slash, matches one of
    `globs`; case does not matter. Names that begin with a dot and linked folders are left out. A folder that cannot be
    read or has no such file is a failure. Whether a file given by name exists is seen when it is read.
    """
    for path in paths:
        if path == STDIN or not os.path.isdir(path):
            yield path
            continue
        found = False
        others: set[str] = set()
        for item in _walk(path, globs, others):
            found = True
            yield item
        if not found:
            yield Failed(Failure(path, "InputError", str(nothing_matches("folder", others, globs))))


def _walk(folder: str, globs: Sequence[str], others: set[str]) -> Iterator[str | Failed]:
    """Yield the matching files of a folder and its folders in name order, and a failure for each that cannot be seen.

    `others` collects the names of files that do not match.
    """
    # A stack, not recursion: folders may be nested deeper than Python calls. Each item is a path, that path from the
    # first folder on, and whether it is a folder; or a failure, which keeps its place in the order.
    stack: list[tuple[str, str, bool] | Failed] = [(folder, "", True)]
    while stack:
        item = stack.pop()
        if isinstance(item, Failed):
            yield item
            continue
        path, inside, is_folder = item
        if not is_folder:
            if any(matches(inside, pattern) for pattern in globs):
                yield path
            else:
                others.add(inside)
            continue
        try:
            with os.scandir(path) as scan:
                entries = sorted(scan, key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            yield Failed(Failure(path, type(error).__name__, explain(error)))
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            here = f"{inside}/{entry.name}" if inside else entry.name
            try:
                nested = entry.is_dir(follow_symlinks=False)
                if nested or entry.is_file():
                    stack.append((entry.path, here, nested))
            except OSError as error:
                stack.append(Failed(Failure(entry.path, type(error).__name__, explain(error))))


def run(path: str | Failed, reading: Reading, step: Callable[[Article], T]) -> Iterator[T | Failed]:
    """Yield what `step` makes of each article of one input, or why it could not, in order.

    Exceptions of the reader and of `step` become failures; those that are not raised on purpose keep the exception, so
    that it can be shown. `KeyboardInterrupt` passes.
    """
    if isinstance(path, Failed):
        yield path
        return
    from newsextract.inputs.reading import read_inputs

    try:
        for place, article in read_inputs(path, reading):
            if isinstance(article, Exception):
                yield _failed(place, article)
                continue
            try:
                made = step(article)
            except Exception as error:
                yield _failed(place, error, article.source.id)
            else:
                yield made
    except OSError as error:
        yield Failed(Failure(path, type(error).__name__, explain(error)))
    except Exception as error:
        yield _failed(path, error)


def read_articles(
    *paths: str | os.PathLike[str],
    published: date | None = None,
    input_format: InputFormat | None = None,
    plain: bool = False,
    fields: Mapping[str, str] | None = None,
    globs: Sequence[str] = (),
    max_chars: int = MAX_CHARS,
    source_offsets: bool = False,
) -> Iterator[Article | InputError]:
    """Yield the articles in files, archives and folders as the command reads them; in place of each that cannot be read an
    `InputError` whose message begins with its path.

    `published`, a day, wins over what inputs say; `fields` maps "text", "published", "id", "headline" and "press" to the names that
    rows have for them; `globs` are the patterns of files in folders and archives; `max_chars` is in code points; with
    `source_offsets` articles can be put out with offsets in the bytes of their file. Raises `ValueError` for other formats and fields.

    >>> [str(article) for article in read_articles("missing.txt")]
    ['missing.txt: no such file or folder; check the path']
    """
    reading = Reading(input_format, published, plain, fields or {}, tuple(globs), max_chars, source_offsets)
    for path in find_inputs([os.fspath(path) for path in paths], reading.patterns):
        for read in run(path, reading, lambda article: article):
            if not isinstance(read, Failed):
                yield read
            elif read.bug is not None:
                raise read.bug
            else:
                yield InputError(f"{read.failure.path}: {read.failure.message}")


def _failed(path: str, error: Exception, id_: str | None = None) -> Failed:
    """The failure for an exception that is not about opening or reading a file; `id_` is the article's own."""
    name = type(error).__name__
    place = "" if id_ is None else f"id {id_}: "
    if isinstance(error, NewsextractError):
        return Failed(Failure(path, name, f"{place}{error}"))
    reason = f"{name}: {error}" if str(error) else name
    advice = "this is a bug in newsextract: report it with the output of --debug"
    return Failed(Failure(path, name, f"{place}unexpected {reason}; {advice}"), error)

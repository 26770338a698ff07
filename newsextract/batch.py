"""Files, folders and standard input → articles in input order. A bad input never stops the others, nor is it hidden."""

from __future__ import annotations

import fnmatch
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import IO, Literal, NamedTuple, TypeAlias, TypeVar

from newsextract.errors import InputError, NewsextractError, explain
from newsextract.model import Article
from newsextract.schema import Failure

InputFormat: TypeAlias = Literal["text", "jsonl"]
T = TypeVar("T")

STDIN = "-"
#: Files whose name ends so are JSON Lines unless the input format is given.
JSONL_ENDINGS = (".jsonl", ".ndjson")
#: Which files of a folder are read unless patterns are given. JSON Lines only on demand: it is also what we write.
DEFAULT_GLOBS: dict[InputFormat | None, tuple[str, ...]] = {
    None: ("*.txt",),
    "text": ("*.txt",),
    "jsonl": ("*.jsonl", "*.ndjson"),
}
#: The fields of JSON Lines input that can be renamed.
FIELDS = ("id", "text", "published", "headline", "press")


class Failed(NamedTuple):
    """An input without a result: what is told of it, and the exception where it was not raised on purpose."""

    failure: Failure
    bug: Exception | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """How inputs are read: see the options of the same names. `fields` maps our names of fields to the input's."""

    input_format: InputFormat | None = None
    published: date | None = None
    plain: bool = False
    fields: dict[str, str] = field(default_factory=dict)


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
        for item in _walk(path, globs):
            found = True
            yield item
        if not found:
            patterns = ", ".join(globs)
            yield Failed(
                Failure(path, "InputError", f"no file in this folder matches {patterns}; choose others with --glob")
            )


def _walk(folder: str, globs: Sequence[str]) -> Iterator[str | Failed]:
    """Yield the matching files of a folder and its folders in name order, and a failure for each that cannot be seen."""
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
            if any(_matches(inside, pattern) for pattern in globs):
                yield path
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


def _matches(path: str, pattern: str) -> bool:
    """Whether a path within a folder matches a pattern.

    >>> _matches("2024/news.TXT", "*.txt"), _matches("2024/news.txt", "2023/*.txt")
    (True, False)
    """
    name = path if "/" in pattern else path.rpartition("/")[2]
    return fnmatch.fnmatchcase(name.lower(), pattern.lower())


def run(path: str | Failed, reading: Reading, step: Callable[[Article], T]) -> Iterator[T | Failed]:
    """Yield what `step` makes of each article of one input, or why it could not, in order.

    Exceptions of the reader and of `step` become failures; those that are not raised on purpose keep the exception, so
    that it can be shown. `KeyboardInterrupt` passes.
    """
    if isinstance(path, Failed):
        yield path
        return
    try:
        for article in read_articles(path, reading):
            if isinstance(article, InputError):
                yield Failed(_failure_of_line(path, article))
                continue
            try:
                made = step(article)
            except Exception as error:
                yield _failed(path, error, article.source.id)
            else:
                yield made
    except OSError as error:
        yield Failed(Failure(path, type(error).__name__, explain(error)))
    except Exception as error:
        yield _failed(path, error)


def read_articles(path: str, reading: Reading) -> Iterator[Article | InputError]:
    """Yield the articles of one input: one for a text, one for each line of JSON Lines.

    Raises `InputError` and `OSError` for what concerns the input as a whole.
    """
    from newsextract.reader import read_article, read_jsonl

    with _open(path) as stream:
        if _is_jsonl(path, reading.input_format):
            names = {f"{ours}_field": theirs for ours, theirs in reading.fields.items()}
            yield from read_jsonl(stream, path=path, published=reading.published, plain=reading.plain, **names)
        else:
            data = stream.read()
            if reading.input_format is None and data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b'{"', b"[{")):
                raise InputError(
                    "this is JSON; use --input-format jsonl if each line is an object, else --input-format text"
                )
            yield read_article(data, path=path, published=reading.published, plain=reading.plain)


def _open(path: str) -> IO[bytes]:
    """Open an input for reading bytes."""
    if path != STDIN:
        return open(path, "rb")
    if sys.stdin is None:
        raise InputError("standard input is closed: give a FILE")
    return open(sys.stdin.fileno(), "rb", closefd=False)


def _is_jsonl(path: str, input_format: InputFormat | None) -> bool:
    """Whether an input is JSON Lines: as the user says, else by its name."""
    return path.lower().endswith(JSONL_ENDINGS) if input_format is None else input_format == "jsonl"


def _failure_of_line(path: str, error: InputError) -> Failure:
    """The failure of one line of JSON Lines, whose error begins with the path and the number of the line."""
    number, _, reason = str(error).removeprefix(f"{path}:").partition(": ")
    return Failure(path, type(error).__name__, f"line {number}: {reason}" if number.isdecimal() else str(error))


def _failed(path: str, error: Exception, id_: str | None = None) -> Failed:
    """The failure for an exception that is not about opening or reading a file; `id_` is the article's own."""
    name = type(error).__name__
    place = "" if id_ is None else f"id {id_}: "
    if isinstance(error, NewsextractError):
        return Failed(Failure(path, name, f"{place}{error}"))
    reason = f"{name}: {error}" if str(error) else name
    advice = "this is a bug in newsextract: report it with the output of --debug"
    return Failed(Failure(path, name, f"{place}unexpected {reason}; {advice}"), error)

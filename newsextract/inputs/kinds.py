"""What an input is: by its name where that says it, else by how it begins."""

from __future__ import annotations

import fnmatch
import json
import posixpath
import re
from collections.abc import Iterable, Sequence
from typing import Final, Literal, TypeAlias

from newsextract.errors import InputError

InputFormat: TypeAlias = Literal["text", "html", "eml", "jsonl", "json", "csv", "tsv"]

#: The path of standard input.
STDIN: Final = "-"
#: The ends of names by what they say.
_ENDINGS: Final[dict[InputFormat, tuple[str, ...]]] = {
    "text": (".txt",),
    "html": (".html", ".htm", ".xhtml"),
    "eml": (".eml",),
    "jsonl": (".jsonl", ".ndjson"),
    "json": (".json",),
    "csv": (".csv",),
    "tsv": (".tsv", ".tab"),
}
_BY_ENDING: Final = {ending: kind for kind, endings in _ENDINGS.items() for ending in endings}
COMPRESSIONS: Final = (".gz", ".bz2", ".xz", ".zst")
ARCHIVES: Final = (".zip", ".tar", ".tgz", ".tbz2", ".txz", ".tzst", *(f".tar{ending}" for ending in COMPRESSIONS))
#: Kinds whose files are read from folders and archives unasked. Tables and JSON only on demand: they are also what programs write.
_DOCUMENTS: Final[tuple[InputFormat, ...]] = ("text", "html", "eml")


def _globs(*kinds: InputFormat) -> tuple[str, ...]:
    """The patterns of files of some kinds, compressed or not, and of archives."""
    endings = [ending for kind in kinds for ending in _ENDINGS[kind]]
    packed = [ending + compression for ending in endings for compression in COMPRESSIONS]
    return tuple(f"*{ending}" for ending in (*endings, *packed, *ARCHIVES))


#: Which files of a folder are read unless patterns are given.
DEFAULT_GLOBS: Final[dict[InputFormat | None, tuple[str, ...]]] = {
    None: _globs(*_DOCUMENTS),
    **{kind: _globs(kind) for kind in _ENDINGS},
}


def matches(path: str, pattern: str) -> bool:
    """Whether a path within a folder or archive matches a pattern: its name, or all of it if the pattern has a slash. Neither case
    nor the form of Unicode matters (macOS takes Hangul apart).

    >>> matches("2024/news.TXT", "*.txt"), matches("2024/news.txt", "2023/*.txt")
    (True, False)
    """
    name = path if "/" in pattern else path.rpartition("/")[2]
    return fnmatch.fnmatchcase(_folded(name), _folded(pattern))


def _folded(name: str) -> str:
    """A name or pattern as it is compared."""
    if not name.isascii():
        import unicodedata

        name = unicodedata.normalize("NFC", name)
    return name.lower()


def nothing_matches(place: str, names: Iterable[str], globs: Sequence[str]) -> InputError:
    """The error for a folder or archive of which nothing is read; it names the kinds of files that there are."""
    every = {posixpath.splitext(without_compression(name))[1].lower() for name in names} - {""}
    endings = sorted(ending for ending in every if len(ending) <= 10 and ending.isprintable())[:4]
    there = f"it has {', '.join(endings)}: " if endings else ""
    patterns = ", ".join(globs[:8]) + (", …" if len(globs) > 8 else "")
    return InputError(f"no file in this {place} matches {patterns}; {there}choose others with --glob")


def without_compression(name: str) -> str:
    """A name without the ends that say how it is compressed: a.txt.gz → a.txt."""
    while name.lower().endswith(COMPRESSIONS):
        name = name[: name.rindex(".")]
    return name


def kind_by_name(name: str) -> InputFormat | None:
    """What the end of a name says that a file is; None if it says nothing.

    >>> kind_by_name("news/2024.JSONL.gz"), kind_by_name("-"), kind_by_name("a.b")
    ('jsonl', None, None)
    """
    plain = without_compression(name).lower()
    return next((kind for ending, kind in _BY_ENDING.items() if plain.endswith(ending)), None)


def begins_with_row(head: bytes) -> bool:
    """Whether the first line of a file is a whole JSON object, as in JSON Lines.

    >>> begins_with_row(b'{"text": "..."}\\n'), begins_with_row(b'{"text": "..."}'), begins_with_row(b'{\\n')
    (True, False, False)
    """
    first, ended, _ = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    if not ended or not first.startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


#: How many bytes of the beginning are looked at.
HEAD: Final = 4096
_HTML: Final = re.compile(
    rb"(?i)\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,1000}?-->\s*)*(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<meta\s|<body[\s>])",
    re.DOTALL,
)
_MAIL_FIELD: Final = re.compile(
    rb"(?i)(?:Return-Path|Delivered-To|Received|Message-ID|MIME-Version|From|To|Subject|Date|Content-Type|DKIM-Signature|X-[\w-]{2,40})[ \t]*:"
)
_MAIL_SURE: Final = re.compile(rb"(?im)^(?:MIME-Version|Message-ID|Received|Return-Path|Delivered-To)[ \t]*:")


def kind_by_content(head: bytes) -> InputFormat:
    """What the first bytes of a file show it to be; "text" where they show nothing else.

    >>> kind_by_content(b"<!DOCTYPE html><html>"), kind_by_content(b'{"text": "..."}'), kind_by_content("포항시는".encode())
    ('html', 'json', 'text')
    """
    start = head.removeprefix(b"\xef\xbb\xbf")
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        start = start[2:].replace(b"\x00", b"")  # the ASCII letters of UTF-16 are enough to tell
    if _HTML.match(start):
        return "html"
    if re.match(rb'\s*(?:\{\s*"|\[\s*\{\s*")', start):
        return "json"
    if _MAIL_FIELD.match(start) and _MAIL_SURE.search(start):
        return "eml"
    return "text"

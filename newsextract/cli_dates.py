"""The command `dates`: lines of text in, their dates out, without the analyzer."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from newsextract.batch import Failed
from newsextract.cli_shared import (
    choose_format,
    format_option,
    max_chars_option,
    open_output,
    open_table_console,
    opening,
    output_option,
    published_day,
    published_option,
    usage,
)
from newsextract.errors import InputError, NewsextractError
from newsextract.inputs.kinds import STDIN
from newsextract.inputs.limits import lines, too_long
from newsextract.output import OutputClosedError, is_terminal, silence
from newsextract.report import Report, say

if TYPE_CHECKING:
    import datetime

    from newsextract.model import FoundDate


@click.command(
    short_help="Resolve date expressions or lines of text.",
    epilog="""\b
Examples:
  newsextract dates '다음 주 금요일' '추석 이틀 전' --published 2024-10-23
  newsextract dates --published 2024-10-23 < lines.txt > dates.jsonl
""",
)
@click.argument("texts", metavar="[TEXT]...", nargs=-1)
@format_option("How dates are printed. Default: table on a terminal, jsonl (one object a TEXT or line) elsewhere.")
@published_option("The day, such as 2024-10-23, to which relative dates refer. Without it they have no value.")
@max_chars_option("Refuse a line that is longer than N characters.")
@output_option
def dates(texts: Sequence[str], format_: str | None, published: str | None, max_chars: int, output: str | None) -> int:
    """Find the dates and times of texts and resolve them: value, precision, whether it was ambiguous, and the rule.

    Each TEXT is an expression or a sentence; `-` or no TEXT reads the lines of standard input. Every text stands for itself and gives
    one result, also where it has no date. For articles use `newsextract extract`: it knows the page and the verbs.
    """
    day = published_day(published)
    _check_texts(texts)
    format_ = choose_format(format_, output)
    report = Report()
    with opening():
        target = open_output(output, format_)
    try:
        with target:
            for text in _render(_read(texts or (STDIN,), report, max_chars), day, format_, output):
                target.write(text)
    except OutputClosedError:
        silence(sys.stdout)
    return report.exit_code


def _check_texts(texts: Sequence[str]) -> None:
    """Raise `click.UsageError` where no text can come, or a file is meant."""
    if not texts and is_terminal(sys.stdin):
        raise usage("no TEXT given; write an expression, or pipe lines into the command")
    for text in texts:
        if text != STDIN and os.path.isfile(text):
            raise usage(f"{text} is a file, not a text; write `newsextract dates - < {text}`, or extract its facts")


def _read(texts: Sequence[str], report: Report, max_chars: int) -> Iterator[str]:
    """Yield the texts, and the lines of standard input in the place of `-`, in NFC; bad lines are told and left out."""
    from newsextract.decoding import decode, normalize
    from newsextract.schema import Failure

    for text in texts:
        if text != STDIN:
            yield normalize(text)
            continue
        for number, line in enumerate(_lines(max_chars), 1):
            try:
                if isinstance(line, InputError):
                    raise line
                read = decode(line) if line.strip() else None
                if read and len(read.text) > max_chars:
                    raise too_long(max_chars)
            except InputError as error:
                report.failed(Failed(Failure(f"standard input, line {number}", "InputError", str(error))))
            else:
                if read and read.replaced:
                    report.replaced(f"standard input, line {number}", read.encoding, read.replaced)
                yield normalize(read.text).rstrip("\n") if read else ""


def _lines(max_chars: int) -> Iterable[bytes | InputError]:
    """The lines of standard input as they come. UTF-16 cannot be cut into lines as bytes: it is read whole and decoded.

    Raises `NewsextractError` if standard input is closed.
    """
    from newsextract.decoding import decode

    stream = getattr(sys.stdin, "buffer", None)
    if stream is None:
        raise NewsextractError("standard input is closed; give a TEXT or pipe lines into the command")
    if stream.peek(2).startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return [line.encode() for line in decode(stream.read()).text.splitlines()]
    return lines(stream, max_chars)


def _render(texts: Iterator[str], published: datetime.date | None, format_: str, output: str | None) -> Iterator[str]:
    """Yield what is printed: one object a text as soon as it is read, or one table of all."""
    from newsextract.dates import find_dates
    from newsextract.render import jsonl
    from newsextract.schema import dates_to_dict

    unresolved = 0
    found: list[tuple[str, list[FoundDate]]] = []
    for text in texts:
        dates = find_dates(text, published)
        unresolved += sum(date.precision is None and not date.recurring for date in dates)
        if format_ == "table":
            found.append((text, dates))
        else:
            yield jsonl.render(dates_to_dict(text, published, dates))
    if format_ == "table":
        from newsextract.render.table import render_dates

        yield render_dates(found, open_table_console(output))
    if unresolved and published is None:
        say(f"{unresolved} relative dates have no value; say with --published DATE to which day they refer")

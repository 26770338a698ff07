"""The commands `officials` and `quotes`: just these records of news articles, flat, one a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from newsextract.cli_articles import article_options, extraction_options, option_group, run_articles
from newsextract.cli_shared import choose_format, format_option, usage
from newsextract.model import Status
from newsextract.records import OfficialRecord, QuoteRecord, official_records, quote_records
from newsextract.render import jsonl, spreadsheet
from newsextract.render.rows import Section, official_rows, quote_rows
from newsextract.schema import keys, records_to_dicts

if TYPE_CHECKING:
    from rich.console import Console

    from newsextract.model import Article, Result
    from newsextract.pipeline import Extractor

R = TypeVar("R", OfficialRecord, QuoteRecord)


def _record_options(noun: str) -> Callable[[Any], Any]:
    """The options of both commands, with help for records of this name."""
    return option_group(
        format_option(
            f"How {noun}s are printed. Default: table on a terminal, jsonl (one {noun} a line) elsewhere. In csv, cells that "
            "begin with = + - @, also in full width, a tab or a line end get a leading apostrophe, so that spreadsheets do not run them.",
            ("table", "jsonl", "csv"),
        ),
        click.option("--bom", is_flag=True, help="Begin CSV with a byte-order mark, so that Excel reads Hangul."),
        extraction_options,
        article_options,
    )


@click.command(
    short_help="Print the officials of news articles.",
    epilog="""\b
Examples:
  newsextract officials samples/politics.txt
  newsextract officials samples --status former --status acting -f csv --bom -o officials.csv
""",
)
@click.option(
    "--status",
    "statuses",
    type=click.Choice(get_args(Status)),
    multiple=True,
    help="Print only officials with this status. Repeatable.",
)
@_record_options("official")
def officials(statuses: Sequence[str], **options: Any) -> int:
    """Print the officials of news articles: name, title, organization, status, and how often they are named.

    FILE is a text file, a JSON Lines file, or a folder; `-` or no FILE reads standard input. An article without officials
    gives no line.
    """

    def select(result: Result) -> list[OfficialRecord]:
        return [record for record in official_records(result) if not statuses or record.status in statuses]

    return _run(OfficialRecord, official_records, select, official_rows, **options)


@click.command(
    short_help="Print the quotes of news articles.",
    epilog="""\b
Examples:
  newsextract quotes samples/politics.txt
  newsextract quotes samples --direct -f csv --bom -o quotes.csv
""",
)
@click.option("--direct", is_flag=True, help="Print only words in quotation marks.")
@click.option("--indirect", is_flag=True, help="Print only reported clauses.")
@_record_options("quote")
def quotes(direct: bool, indirect: bool, **options: Any) -> int:
    """Print the quotes of news articles: who speaks, in which office, and the words.

    FILE is a text file, a JSON Lines file, or a folder; `-` or no FILE reads standard input. An article without quotes gives
    no line.
    """
    if direct and indirect:
        raise usage("--direct and --indirect exclude each other; give neither to print all quotes")

    def select(result: Result) -> list[QuoteRecord]:
        return [record for record in quote_records(result) if not (indirect if record.direct else direct)]

    return _run(QuoteRecord, quote_records, select, quote_rows, **options)


def _run(
    record: type,
    every: Callable[[Result], Sequence[R]],
    select: Callable[[Result], Sequence[R]],
    rows: Callable[[Iterable[R]], Section],
    *,
    format_: str | None,
    bom: bool,
    offsets: Any,
    **options: Any,
) -> int:
    """Print of `every` record of each article those that `select` gives. Returns the exit code. Raises `click.UsageError`."""
    format_ = choose_format(format_, options["output"])
    if bom and format_ != "csv":
        raise usage("--bom is for CSV; add -f csv")
    columns = keys(record)

    def render(extractor: Extractor, console: Console | None, article: Article) -> list[str]:
        result = extractor.extract_article(article)
        selected = select(result)
        if console is not None:
            from newsextract.render.table import render_records

            return [render_records(article, rows(selected), console, left_out=len(every(result)) - len(selected))]
        lines = records_to_dicts(selected, article, unit=offsets)
        if format_ == "csv":
            return [spreadsheet.render(line[column] for column in columns) for line in lines]
        return [jsonl.render(line) for line in lines]

    header = f"{spreadsheet.BYTE_ORDER_MARK if bom else ''}{spreadsheet.render(columns)}\n"
    return run_articles(render, format_=format_, header=header, offsets=offsets, **options)

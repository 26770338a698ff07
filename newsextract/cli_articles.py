"""What the commands that read articles share: their options, and the run over all inputs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, get_args

import click

from newsextract.batch import Failed, find_inputs, run
from newsextract.cli_shared import (
    F,
    check_targets,
    choose_format,
    max_chars_option,
    on_terminal,
    open_output,
    open_table_console,
    opening,
    output_option,
    published_day,
    published_option,
    usage,
    weights_option,
)
from newsextract.inputs.kinds import STDIN, InputFormat
from newsextract.inputs.options import FIELDS, Reading
from newsextract.output import LINES, OutputClosedError, is_terminal, open_file, silence
from newsextract.report import Report
from newsextract.schema import Unit, check_source_offsets

if TYPE_CHECKING:
    from rich.console import Console

    from newsextract.model import Article
    from newsextract.pipeline import Extractor

#: Makes of one article the texts that are printed together: a table, or lines. There is a console for a table only.
Render: TypeAlias = "Callable[[Extractor, Console | None, Article], Sequence[str]]"

#: From this many inputs on a progress bar is shown.
MANY = 4


def option_group(*options: Callable[[F], F]) -> Callable[[F], F]:
    """Several options as one decorator; `--help` lists them in this order."""

    def add(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return add


#: What is read, where the results go, and how failures are told.
article_options: Callable[[Any], Any] = option_group(
    click.argument("files", metavar="[FILE]...", nargs=-1),
    click.option("--plain", is_flag=True, help="Do not look for page structure: the whole text is the article's body."),
    click.option(
        "--input-format",
        type=click.Choice(get_args(InputFormat)),
        help="What the inputs are, compressed or not, in archives or not. Default: what the name and the first bytes say.",
    ),
    *(
        click.option(
            f"--{option}-field",
            metavar="NAME",
            help=f"JSON, JSON Lines, CSV and TSV: where the {what}. Default: {usual}.",
        )
        for option, what, usual in (
            ("text", "article's text is", "text, body, content, 본문 or the like"),
            ("date", "day of publication is", "published, date, 일자 or the like"),
            ("id", "article's id is", "id, article_id, 뉴스 식별자 or the like"),
            ("headline", "headline is, if the text is without it", "headline, title, 제목 or the like"),
            ("press", "paper's name is", "press, publisher, 언론사 or the like"),
        )
    ),
    click.option(
        "--glob",
        "globs",
        metavar="PATTERN",
        multiple=True,
        help="Which files of a folder or archive are read, such as '2024/*' or '*.jsonl'. Default: texts, pages, mails, and archives of "
        "them. Repeatable.",
    ),
    max_chars_option("Refuse an article that is longer than N characters."),
    output_option,
    click.option(
        "--offsets",
        type=click.Choice(get_args(Unit)),
        default="codepoint",
        show_default=True,
        help="The unit of offsets in JSON and CSV: code points, UTF-16 units (as in JavaScript and Java) or UTF-8 bytes of the text, or "
        "source: bytes of the untouched file (of texts only).",
    ),
    click.option("--errors", metavar="FILE", help="Also write each failed input to this file, as JSON Lines."),
    click.option("-q", "--quiet", is_flag=True, help="Show no progress bar."),
    click.option("--debug", is_flag=True, help="Show the traceback of unexpected errors."),
)
#: How facts are extracted.
extraction_options: Callable[[Any], Any] = option_group(
    published_option(
        "The day of publication, such as 2023-01-09, to which relative dates refer; it wins over the page's own."
    ),
    weights_option("The tagger's weights, as `newsextract train` writes them. Default: the built-in ones."),
)
#: For commands whose results can hold the whole article.
with_text_option = click.option("--with-text", is_flag=True, help="Add the text that all offsets refer to.")


def run_articles(
    render: Render,
    *,
    files: Sequence[str],
    format_: str | None,
    header: str = "",
    published: str | None = None,
    weights: str | None = None,
    plain: bool,
    input_format: Any,
    text_field: str | None,
    date_field: str | None,
    id_field: str | None,
    headline_field: str | None,
    press_field: str | None,
    globs: Sequence[str],
    max_chars: int,
    offsets: Unit,
    output: str | None,
    errors: str | None,
    quiet: bool,
    debug: bool,
) -> int:
    """Read the articles one after another and print what `render` makes of each as soon as it is made.

    The parameters are the options of the same names; `header` is the first line of CSV. Returns the exit code: 0, or 1 if
    some input failed. Raises `click.UsageError`, and `WeightsError` for weights that are none, before anything is read.
    """
    if not files:
        if is_terminal(sys.stdin):
            raise usage("no FILE given; name a file or a folder, or pipe a text into the command")
        files = (STDIN,)
    format_ = choose_format(format_, output)
    named = dict(zip(FIELDS, (text_field, date_field, id_field, headline_field, press_field), strict=True))
    fields = {ours: name for ours, name in named.items() if name is not None}
    from_source = offsets == "source" and format_ != "table"  # tables show no offsets but code points
    reading = Reading(input_format, published_day(published), plain, fields, tuple(globs), max_chars, from_source)
    inputs = list(find_inputs(files, reading.patterns))
    check_targets(inputs, output, errors)
    from newsextract.pipeline import Extractor

    extractor = Extractor(Path(weights) if weights is not None else None)
    if weights is not None:
        extractor.load()  # weights that are none are an error of the command, not of each article
    with ExitStack() as stack:
        with opening():
            error_file = stack.enter_context(open_file(errors, LINES)) if errors is not None else None
            target = open_output(output, format_, header)
        report = Report(error_file, debug=debug)
        console = open_table_console(output) if format_ == "table" else None

        def step(article: Article) -> Sequence[str]:
            source = article.source
            if source.replaced:
                place = f"{source.path}: id {source.id}" if source.id is not None else str(source.path)
                report.replaced(place, source.encoding, source.replaced)
            if from_source:
                check_source_offsets(article)
            return render(extractor, console, article)

        try:
            with target:
                for path in _tracked(inputs, quiet=quiet, output=output):
                    for outcome in run(path, reading, step):
                        if isinstance(outcome, Failed):
                            report.failed(outcome)
                        else:
                            target.write(*outcome)
        except OutputClosedError:
            silence(sys.stdout)
    return report.exit_code


def _tracked(inputs: Sequence[str | Failed], *, quiet: bool, output: str | None) -> Iterable[str | Failed]:
    """The inputs, with a progress bar if they are many and standard error is a terminal that shows no results."""
    if quiet or len(inputs) < MANY or on_terminal(output) or not is_terminal(sys.stderr):
        return inputs
    from newsextract.render.progress import track

    return track(inputs)

"""The command: options in; streams and exit code out. Nothing is extracted here.

The analyzer and rich are imported where they are needed: `--help` and `--version` must not wait for them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from newsextract import __version__
from newsextract.batch import DEFAULT_GLOBS, FIELDS, STDIN, Failed, Reading, find_inputs, run
from newsextract.cli_dates import dates
from newsextract.cli_shared import (
    check_targets,
    choose_format,
    format_option,
    open_output,
    opening,
    published_day,
    published_option,
    usage,
)
from newsextract.cli_tagger import evaluate, train, weights_option
from newsextract.errors import NewsextractError
from newsextract.output import (
    LINES,
    OutputClosedError,
    flush,
    is_terminal,
    open_file,
    open_stdout,
    silence,
)
from newsextract.report import DONE, FAILED, INTERRUPTED, USAGE, Report, say

if TYPE_CHECKING:
    from newsextract.model import Article

#: From this many inputs on a progress bar is shown.
MANY = 4

F = TypeVar("F", bound=Callable[..., Any])


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command and exit with its code: 0 done, 1 some input failed, 2 wrong usage, 130 interrupted."""
    code = _run_command(argv)
    flush(sys.stdout)
    flush(sys.stderr)
    sys.exit(code)


def _run_command(argv: Sequence[str] | None) -> int:
    """Run the command and return its exit code."""
    try:
        code = command.main(args=argv, prog_name="newsextract", standalone_mode=False)
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx is not None else "newsextract"
        say(f"{error.format_message().rstrip('.')}; see `{path} --help`")
        return USAGE
    except click.ClickException as error:
        say(error.format_message())
        return FAILED
    except NewsextractError as error:
        say(str(error))
        return FAILED
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except OSError as error:  # help or a version that cannot be written
        say(f"cannot write the output: {error.strerror}; free some space or write elsewhere")
        return FAILED
    except SystemExit as exit_:  # click's own answer to a pipe closed while it prints help
        return DONE if exit_.code in (None, 0, 1) else USAGE
    return code if isinstance(code, int) else DONE


class _Commands(click.Group):
    """The group of commands; it helps those who forget to name one."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command. Raises `click.UsageError`, with a hint where the first word is a file."""
        if self.get_command(ctx, args[0]) is None and (args[0] == "-" or os.path.exists(args[0])):
            ctx.fail(f"no command given; write `newsextract extract {args[0]}`")
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Example:
  newsextract extract samples/expo.txt
""",
)
@click.version_option(__version__, "--version", "-V", message="newsextract %(version)s", help="Show the version.")
@click.pass_context
def command(ctx: click.Context) -> int:
    """Extract officials, places, companies, organizations, dates, events and quotes from Korean news articles."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        return USAGE
    return DONE


def _input_options(function: F) -> F:
    """Add the options that say what is read and how failures are told; both commands have them."""
    for option in reversed(
        (
            click.argument("files", metavar="[FILE]...", nargs=-1),
            click.option(
                "--plain", is_flag=True, help="Do not look for page structure: the whole text is the article's body."
            ),
            click.option(
                "--input-format",
                type=click.Choice(["text", "jsonl"]),
                help="What the inputs are. Default: JSON Lines if the name ends in .jsonl or .ndjson, else text.",
            ),
            click.option(
                "--field",
                "fields",
                metavar="NAME=KEY",
                multiple=True,
                help="JSON Lines input: take NAME (id, text, published, headline, press) from the key KEY. Repeatable.",
            ),
            click.option(
                "--glob",
                "globs",
                metavar="PATTERN",
                multiple=True,
                help="Which files of a folder are read, such as '*.txt' (the default) or '2024/*'. Repeatable.",
            ),
            click.option("-o", "--output", metavar="FILE", help="Write to this file instead of standard output."),
            click.option("--with-text", is_flag=True, help="Add the text that all offsets refer to."),
            click.option(
                "--offsets",
                type=click.Choice(["codepoint", "utf16", "utf8"]),
                default="codepoint",
                show_default=True,
                help="The unit of offsets in JSON: code points, UTF-16 units (as in JavaScript and Java) or bytes.",
            ),
            click.option("--errors", metavar="FILE", help="Also write each failed input to this file, as JSON Lines."),
            click.option("-q", "--quiet", is_flag=True, help="Show no progress bar."),
            click.option("--debug", is_flag=True, help="Show the traceback of unexpected errors."),
        )
    ):
        function = option(function)
    return function


@command.command(
    epilog="""\b
Examples:
  newsextract extract samples/expo.txt
  newsextract extract samples --glob '*o*.txt' -f jsonl -o facts.jsonl
  cat samples/clean.txt | newsextract extract --published 2023-01-09 -f json
"""
)
@format_option("How results are printed. Default: table on a terminal, jsonl (one JSON object a line) elsewhere.")
@published_option(
    "The day of publication, such as 2023-01-09, to which relative dates refer; it wins over the page's own."
)
@click.option("--tokens", is_flag=True, help="Add the morphemes of each article.")
@weights_option("The tagger's weights, as `newsextract train` writes them. Default: the built-in ones.")
@_input_options
def extract(
    files: tuple[str, ...],
    format_: str | None,
    published: str | None,
    tokens: bool,
    weights: str | None,
    **options: Any,
) -> int:
    """Extract the facts of news articles.

    FILE is a text file, a JSON Lines file, or a folder, which is read in name order with all folders in it; `-` or no
    FILE reads standard input. Each article gives one result, in the order of the input.
    """
    return _run(
        files,
        choose_format(format_, options["output"]),
        "extract",
        published=published,
        tokens=tokens,
        weights=weights,
        **options,
    )


@command.command(
    short_help="Show the morphemes of news articles.",
    epilog="""\b
Example:
  newsextract tokens samples/clean.txt -f table
""",
)
@format_option("How morphemes are printed. Default: table on a terminal, jsonl (one article a line) elsewhere.")
@_input_options
def tokens(files: tuple[str, ...], format_: str | None, **options: Any) -> int:
    """Show the morphemes of news articles: form, tag, its meaning in Korean and English, and span.

    FILE is a text file, a JSON Lines file, or a folder; `-` or no FILE reads standard input. Menus, bylines and other
    parts of the page that are not the article's text have no morphemes.
    """
    return _run(
        files, choose_format(format_, options["output"]), "tokens", published=None, tokens=True, weights=None, **options
    )


@command.command(
    short_help="Print the JSON Schema of the output.",
    epilog="""\b
Example:
  newsextract schema > newsextract.schema.json
""",
)
@click.argument("shape", type=click.Choice(["extract", "tokens", "dates", "errors"]), default="extract")
def schema(shape: Any) -> int:
    """Print the JSON Schema of one line of output: of `extract` (the default), of `tokens`, of `dates`, or of the --errors file."""
    import json

    from newsextract.schema import json_schema

    try:
        with open_stdout(LINES) as output:
            output.write(json.dumps(json_schema(shape), ensure_ascii=False, indent=2))
    except OutputClosedError:
        silence(sys.stdout)
    return DONE


command.add_command(dates)
command.add_command(evaluate)
command.add_command(train)


def _run(
    files: Sequence[str],
    format_: str,
    what: str,
    *,
    published: str | None,
    plain: bool,
    input_format: Any,
    fields: Sequence[str],
    globs: Sequence[str],
    output: str | None,
    errors: str | None,
    quiet: bool,
    debug: bool,
    tokens: bool,
    weights: str | None,
    with_text: bool,
    offsets: Any,
) -> int:
    """Read the inputs one after another and print what each gives. Returns the exit code."""

    if not files:
        if is_terminal(sys.stdin):
            raise usage("no FILE given; name a file or a folder, or pipe a text into the command")
        files = (STDIN,)
    output = None if output == STDIN else output
    reading = Reading(input_format, published_day(published), plain, _fields(fields))
    inputs = list(find_inputs(files, globs or DEFAULT_GLOBS[input_format]))
    check_targets(inputs, output, errors)
    with ExitStack() as stack:
        with opening():
            error_file = stack.enter_context(open_file(errors, LINES)) if errors is not None else None
            target = open_output(output, format_)
        report = Report(error_file, debug=debug)
        step = _step(
            what,
            format_,
            to_file=output is not None,
            tokens=tokens,
            weights=weights,
            with_text=with_text,
            offsets=offsets,
        )
        try:
            with target:
                for path in _tracked(inputs, quiet=quiet, to_file=output is not None):
                    for outcome in run(path, reading, step):
                        if isinstance(outcome, str):
                            target.write(outcome)
                        else:
                            report.failed(outcome)
        except OutputClosedError:
            silence(sys.stdout)
    return report.exit_code


def _fields(pairs: Iterable[str]) -> dict[str, str]:
    """The renamed fields of `--field`. Raises `click.UsageError`."""

    fields = {}
    for pair in pairs:
        name, equals, key = pair.partition("=")
        if name not in FIELDS or not equals or not key:
            raise usage(f"--field {pair}: not NAME=KEY with one of the names {', '.join(FIELDS)}")
        fields[name] = key
    return fields


def _step(
    what: str, format_: str, *, to_file: bool, tokens: bool, weights: str | None, with_text: bool, offsets: Any
) -> Callable[[Article], str]:
    """Return the function from an article to the text that is printed for it."""
    from newsextract.pipeline import Extractor
    from newsextract.render import jsonl
    from newsextract.schema import to_dict, tokens_to_dict

    extractor = Extractor(Path(weights) if weights is not None else None)
    if format_ == "table":
        from newsextract.render.table import open_console, render_result, render_tokens

        console = open_console(sys.stdout if not to_file and is_terminal(sys.stdout) else None)

    def extract_one(article: Article) -> str:
        document = extractor.tokenize(article)
        result = extractor.extract_document(document)
        shown = document if tokens else None
        if format_ == "table":
            return render_result(result, console, document=shown, with_text=with_text)
        return jsonl.render(to_dict(result, document=shown, with_text=with_text, unit=offsets))

    def tokenize_one(article: Article) -> str:
        document = extractor.tokenize(article)
        if format_ == "table":
            return render_tokens(document, console, with_text=with_text)
        return jsonl.render(tokens_to_dict(document, with_text=with_text, unit=offsets))

    return extract_one if what == "extract" else tokenize_one


def _tracked(inputs: Sequence[str | Failed], *, quiet: bool, to_file: bool) -> Iterable[str | Failed]:
    """The inputs, with a progress bar if they are many and standard error is a terminal that shows no results."""
    shows_results = not to_file and is_terminal(sys.stdout)
    if quiet or len(inputs) < MANY or shows_results or not is_terminal(sys.stderr):
        return inputs
    from newsextract.render.progress import track

    return track(inputs)

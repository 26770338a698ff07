"""The command: options in; streams and exit code out. Nothing is extracted here.

The analyzer and rich are imported where they are needed: `--help` and `--version` must not wait for them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, get_args

import click

from newsextract import __version__
from newsextract.cli_articles import article_options, extraction_options, run_articles, with_text_option
from newsextract.cli_dates import dates
from newsextract.cli_records import officials, quotes
from newsextract.cli_shared import format_option
from newsextract.cli_tagger import evaluate, train
from newsextract.errors import NewsextractError
from newsextract.output import LINES, OutputClosedError, flush, open_stdout, silence
from newsextract.render import jsonl
from newsextract.report import DONE, FAILED, INTERRUPTED, USAGE, say
from newsextract.schema import Shape, json_schema, to_dict, tokens_to_dict

if TYPE_CHECKING:
    from rich.console import Console

    from newsextract.model import Article
    from newsextract.pipeline import Extractor


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


@command.command(
    epilog="""\b
Examples:
  newsextract extract samples/expo.txt
  newsextract extract samples --glob '*o*.txt' -f jsonl -o facts.jsonl
  cat samples/clean.txt | newsextract extract --published 2023-01-09 -f json
"""
)
@format_option("How results are printed. Default: table on a terminal, jsonl (one JSON object a line) elsewhere.")
@extraction_options
@click.option("--tokens", is_flag=True, help="Add the morphemes of each article.")
@with_text_option
@article_options
def extract(tokens: bool, with_text: bool, offsets: Any, **options: Any) -> int:
    """Extract the facts of news articles.

    FILE is a text file, a JSON Lines file, or a folder, which is read in name order with all folders in it; `-` or no
    FILE reads standard input. Each article gives one result, in the order of the input.
    """

    def render(extractor: Extractor, console: Console | None, article: Article) -> list[str]:
        document = extractor.tokenize(article)
        result = extractor.extract_document(document)
        shown = document if tokens else None
        if console is not None:
            from newsextract.render.table import render_result

            return [render_result(result, console, document=shown, with_text=with_text)]
        return [jsonl.render(to_dict(result, document=shown, with_text=with_text, unit=offsets))]

    return run_articles(render, offsets=offsets, **options)


@command.command(
    short_help="Show the morphemes of news articles.",
    epilog="""\b
Example:
  newsextract tokens samples/clean.txt -f table
""",
)
@format_option("How morphemes are printed. Default: table on a terminal, jsonl (one article a line) elsewhere.")
@with_text_option
@article_options
def tokens(with_text: bool, offsets: Any, **options: Any) -> int:
    """Show the morphemes of news articles: form, tag, its meaning in Korean and English, and span.

    FILE is a text file, a JSON Lines file, or a folder; `-` or no FILE reads standard input. Menus, bylines and other
    parts of the page that are not the article's text have no morphemes.
    """

    def render(extractor: Extractor, console: Console | None, article: Article) -> list[str]:
        document = extractor.tokenize(article)
        if console is not None:
            from newsextract.render.table import render_tokens

            return [render_tokens(document, console, with_text=with_text)]
        return [jsonl.render(tokens_to_dict(document, with_text=with_text, unit=offsets))]

    return run_articles(render, offsets=offsets, **options)


@command.command(
    short_help="Print the JSON Schema of the output.",
    epilog="""\b
Example:
  newsextract schema > newsextract.schema.json
""",
)
@click.argument("shape", type=click.Choice(get_args(Shape)), default="extract")
def schema(shape: Any) -> int:
    """Print the JSON Schema of one line of output: of the command of that name (`extract` by default), or of the --errors file."""
    import json

    try:
        with open_stdout(LINES) as output:
            output.write(json.dumps(json_schema(shape), ensure_ascii=False, indent=2))
    except OutputClosedError:
        silence(sys.stdout)
    return DONE


command.add_command(officials)
command.add_command(quotes)
command.add_command(dates)
command.add_command(evaluate)
command.add_command(train)

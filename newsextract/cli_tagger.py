"""The commands `train` and `evaluate`. What is computed is elsewhere; PyTorch is imported only to train."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from newsextract.cli_shared import (
    check_targets,
    format_option,
    on_terminal,
    open_table_console,
    usage,
    weights_option,
)
from newsextract.errors import NewsextractError
from newsextract.output import LINES, PARAGRAPHS, OutputClosedError, open_stdout, silence
from newsextract.report import DONE, say


@click.command(
    short_help="Score the extractor on labelled sentences.",
    epilog="""\b
Examples:
  newsextract evaluate dev.jsonl --by-source
  newsextract evaluate my.conll --recognizers tagger --weights my.npz -f json
""",
)
@click.argument("gold", nargs=-1, required=True, metavar="GOLD...")
@click.option("--by-source", is_flag=True, help="Also score the sentences of each `source` on their own.")
@format_option("Default: table on a terminal, else json.", ("table", "json"))
@click.option(
    "--recognizers",
    type=click.Choice(["all", "rules", "tagger"]),
    default="all",
    show_default=True,
    help="Which of them are scored.",
)
@click.option(
    "--conventions",
    type=click.Choice(["guidelines", "corpus"]),
    default="guidelines",
    show_default=True,
    help="NIKL labels: leave out what our guidelines do not mark, or score by the corpus' own conventions.",
)
@click.option(
    "--spans", metavar="KEY", help="JSON Lines: the key that holds the spans. Default: entities, label or labels."
)
@weights_option("The tagger's weights. Default: the built-in ones.")
def evaluate(
    gold: Sequence[str],
    by_source: bool,
    format_: str | None,
    recognizers: Any,
    conventions: Any,
    spans: str | None,
    weights: str | None,
) -> int:
    """Score the extractor on sentences with labelled spans: strict and relaxed F1 for each kind, time and memory.

    GOLD is JSON Lines ({"text", "entities": [[start, end, label]]}), doccano's JSON Lines, or CoNLL. Labels are our kinds, NIKL
    tags (OGG_POLITICS) or KLUE's (PS, LC, OG, DT, TI). Strict: same kind, start and end. Relaxed: same kind and an overlap.
    """
    import sys

    from newsextract.evaluation import evaluate as run
    from newsextract.pipeline import Extractor
    from newsextract.render import jsonl
    from newsextract.render.rows import scores_to_dict
    from newsextract.spanfiles import read_labelled

    sentences = [sentence for path in gold for sentence in read_labelled(path, key=spans)]
    extractor = Extractor(Path(weights) if weights else None)
    report = run(extractor, sentences, by_source=by_source, conventions=conventions, recognizers=recognizers)
    table = format_ == "table" or (format_ is None and on_terminal(None))
    if table:
        from newsextract.render.table import render_scores

        text = render_scores(report, open_table_console(None))
    else:
        text = jsonl.render(scores_to_dict(report))
    try:
        with open_stdout(PARAGRAPHS if table else LINES) as output:
            output.write(text)
    except OutputClosedError:
        silence(sys.stdout)
    return DONE


@click.command(
    short_help="Train the tagger on labelled sentences.",
    epilog="""\b
Example:
  newsextract train train.jsonl my-sentences.jsonl -o my.npz
  newsextract extract article.txt --weights my.npz
""",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("-o", "--output", metavar="FILE", required=True, help="Write the weights to this file (.npz).")
@click.option(
    "--epochs", type=click.IntRange(1, 1000), default=8, show_default=True, help="How often all sentences are read."
)
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=1, show_default=True, help="Decides what is random.")
@click.option(
    "--teachers",
    type=click.IntRange(0, 16),
    default=0,
    show_default=True,
    help="Train so many larger networks first and learn from them, too: slower, more accurate.",
)
@click.option("--threads", type=click.IntRange(1, 256), default=1, show_default=True, help="Cores that are used.")
@click.option("-q", "--quiet", is_flag=True, help="Show no progress.")
def train(files: Sequence[str], output: str, epochs: int, seed: int, teachers: int, threads: int, quiet: bool) -> int:
    """Train the tagger on sentences with labelled spans and write its weights.

    FILE is in one of the formats that `newsextract evaluate` reads; give several to add your own sentences to others. The same
    files, seed and threads give the same weights on the same machine. Needs PyTorch: pip install 'newsextract[train]'.
    """
    folder = os.path.dirname(os.path.abspath(output))
    if not output or not os.access(folder, os.W_OK) or (os.path.exists(output) and not os.path.isfile(output)):
        problem = f"cannot write {output or 'to a file without a name'}: its folder must exist and be writable"
        raise usage(f"{problem}; choose another name")
    check_targets(files, output, None)
    if importlib.util.find_spec("torch") is None:
        raise NewsextractError("training needs PyTorch; install it with: pip install 'newsextract[train]'")
    from newsextract.render.progress import tell_stages
    from newsextract.training.trainer import Settings
    from newsextract.training.trainer import train as run

    settings = Settings(epochs=epochs, seed=seed, teachers=teachers, threads=threads)
    with tell_stages(quiet=quiet) as told:
        about = run(files, output, settings, told)
    sentences = sum(file["sentences"] for file in about["trained_on"])
    say(f"wrote {output} ({os.path.getsize(output) / 1e6:.1f} MB), trained on {sentences} sentences")
    return DONE

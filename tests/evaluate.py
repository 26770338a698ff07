"""Run the extractor over the gold articles and print its scores: `python -m tests.evaluate`.

    python -m tests.evaluate                    the table
    python -m tests.evaluate --write-readme     put the table into README.md and README.ko.md
    python -m tests.evaluate --diff             what became right and wrong since the baseline, article by article
    python -m tests.evaluate --write-baseline   take today's figures as the new baseline: a floor falls only in this way

Single errors of the untouched articles are neither printed nor stored; they appear in sums alone.
"""

from __future__ import annotations

import argparse
import datetime
import importlib.metadata
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsextract import __version__
from newsextract.model import KINDS
from newsextract.pipeline import Extractor
from newsextract.reader import read_article
from newsextract.schema import to_dict
from tests.corpus import SETS, UNTOUCHED, GoldArticle, digest, find_faults, read_set
from tests.scoring import ARTICLE_FIELDS, VALUED_KINDS, Facts, Scores, errors, read_facts, score_article, total

#: The marks around the table in the READMEs.
SCORES = ("<!-- scores -->", "<!-- /scores -->")
BASELINE = Path(__file__).with_name("baseline.json")
#: A floor lies this far below the measured figure, so that a change of one mention in a frequent kind is no alarm.
MARGIN = 0.01
#: The rows of the table, in its order.
ROWS = (
    *KINDS,
    "ALL",
    *(f"{kind} value" for kind in VALUED_KINDS),
    "official full",
    "official core",
    "quote span",
    "quote span+speaker",
    *ARTICLE_FIELDS,
)
_SET_NAMES = {"dev": "development", "heldout": "held out"}


@dataclass(frozen=True)
class Evaluation:
    """One set as extracted: the gold, the records of the output contract by name, the facts in them, and the scores."""

    name: str
    articles: Sequence[GoldArticle]
    records: Mapping[str, Mapping[str, Any]]
    predictions: Mapping[str, Facts]
    scores: Scores

    def errors(self) -> dict[str, frozenset[str]]:
        """What is wrong in each article whose errors may be looked at."""
        return {
            article.name: errors(article.facts, self.predictions[article.name])
            for article in self.articles
            if article.name not in UNTOUCHED
        }


def evaluate_set(extractor: Extractor, name: str) -> Evaluation:
    """Extract the articles of a set and score them. Raises `ValueError` if the gold is not sound."""
    articles = read_set(name)
    faults = [f"{article.name}: {fault}" for article in articles for fault in find_faults(article)]
    if faults:
        raise ValueError("the gold is not sound:\n" + "\n".join(faults))
    records = {
        article.name: to_dict(extractor.extract_article(read_article(article.data, path=f"{article.name}.txt")))
        for article in articles
    }
    predictions = {stem: read_facts(record) for stem, record in records.items()}
    scores = total(score_article(article.facts, predictions[article.name]) for article in articles)
    return Evaluation(name, articles, records, predictions, scores)


def make_baseline(evaluations: Sequence[Evaluation]) -> dict[str, Any]:
    """What is to be held from now on: floors, the digest of each set, and today's errors."""
    return {
        evaluation.name: {
            "digest": digest(evaluation.name),
            "articles": len(evaluation.articles),
            "outside": evaluation.scores.outside,
            "floors": {
                key: max(0.0, math.floor((figure - MARGIN) * 1000 + 1e-6) / 1000)
                for key, figure in _in_order(evaluation.scores.figures())
            },
            "errors": {stem: sorted(lines) for stem, lines in evaluation.errors().items()},
        }
        for evaluation in evaluations
    }


def find_falls(evaluation: Evaluation, baseline: Mapping[str, Any]) -> list[str]:
    """What is worse than the baseline of a set allows, each as a line; none if the gate is open."""
    floors: Mapping[str, float] = baseline["floors"]
    figures = evaluation.scores.figures()
    falls = [f"{key}: no floor" for key in figures if key not in floors]
    for key, floor in floors.items():
        if figures.get(key, 0.0) < floor:
            falls.append(f"{key}: {figures.get(key, 0.0):.4f} is below {floor:.3f}")
    if evaluation.scores.outside > baseline["outside"]:
        falls.append(f"mentions outside the article: {evaluation.scores.outside}, not {baseline['outside']}")
    return falls


def render_table(evaluations: Sequence[Evaluation]) -> Iterator[str]:
    """The scores as lines: versions, sizes, then one row a kind or fact with P, R, F1 and the number in the gold."""
    yield from _head(evaluations)
    yield ""
    heads = [
        f"{_SET_NAMES[evaluation.name]} {column}" for evaluation in evaluations for column in ("P", "R", "F1", "n")
    ]
    yield " " * 20 + "".join(f"{head.replace('development', 'dev'):>12}" for head in heads)
    rows = [(row, _cells(evaluations, row)) for row in ROWS]
    yield from (f"{row:<20}" + "".join(f"{cell:>12}" for cell in cells) for row, cells in rows if any(cells))
    yield ""
    outside = sum(evaluation.scores.outside for evaluation in evaluations)
    yield f"Mentions outside the article: {outside}. Dates, times and article fields: accuracy in the column F1."


#: The READMEs, and the sentence above the table in each.
READMES = {
    "README.md": (
        "Strict scores (same kind, same start, same end) on articles written and annotated for this project, measured on "
        "{date} with `python -m tests.evaluate`. Rules were written while looking at the development articles; nobody has "
        "looked at the errors in the held-out ones, so expect their column. n: how many the held-out gold has."
    ),
    "README.ko.md": (
        "이 프로젝트를 위해 직접 쓰고 주석한 기사에서 잰 엄격한 점수입니다(종류·시작·끝이 모두 같아야 정답). 측정일 {date}, 명령은 "
        "`python -m tests.evaluate`입니다. 규칙은 개발용 기사의 오류를 보며 만들었고, 평가용 기사의 오류는 아무도 보지 않았습니다. "
        "실제로 기대할 점수는 평가용 열입니다. n은 평가용 정답의 수입니다."
    ),
}


def render_markdown(evaluations: Sequence[Evaluation]) -> Iterator[str]:
    """The scores as a table for the READMEs: F1 on the development set; P, R, F1 and size on the held-out one."""
    yield "| | dev F1 | P | R | F1 | n |"
    yield "|---|--:|--:|--:|--:|--:|"
    for row in ROWS:
        cells = _cells(evaluations, row)
        if any(cells):
            yield "| " + " | ".join([row, cells[2], *cells[4:]]) + " |"
    yield ""
    yield "; ".join(_head(evaluations)) + "."


def write_readme(name: str, lines: Sequence[str]) -> None:
    """Replace what stands between the marks of a README by these lines."""
    path = BASELINE.parent.parent / name
    text = path.read_text(encoding="utf-8")
    start, end = text.index(SCORES[0]) + len(SCORES[0]), text.index(SCORES[1])
    path.write_text(text[:start] + "\n" + "\n".join(lines) + "\n" + text[end:], encoding="utf-8")


def _head(evaluations: Sequence[Evaluation]) -> Iterator[str]:
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("kiwipiepy", "kiwipiepy_model"))
    yield f"newsextract {__version__}, {versions}"
    yield "; ".join(_describe(evaluation) for evaluation in evaluations)


def render_diff(evaluations: Sequence[Evaluation], baseline: Mapping[str, Any]) -> Iterator[str]:
    """What became right (`+`) and wrong (`-`) since the baseline, article by article, as lines."""
    for evaluation in evaluations:
        before: Mapping[str, list[str]] = baseline[evaluation.name]["errors"]
        texts = {article.name: article.text for article in evaluation.articles}
        for stem, now in evaluation.errors().items():
            fixed, broken = set(before.get(stem, ())) - now, now - set(before.get(stem, ()))
            if fixed or broken:
                yield f"{stem}  {len(fixed)} gained, {len(broken)} lost"
                yield from (f"  + no longer {_with_text(line, texts[stem])}" for line in _by_place(fixed))
                yield from (f"  - now {_with_text(line, texts[stem])}" for line in _by_place(broken))


def _describe(evaluation: Evaluation) -> str:
    scores = evaluation.scores
    return (
        f"{_SET_NAMES[evaluation.name]}: {len(evaluation.articles)} articles with {scores.tallies['ALL'].gold} mentions, "
        f"{scores.tallies['official full'].gold} officials and {scores.tallies['quote span'].gold} quotes"
    )


def _cells(evaluations: Sequence[Evaluation], row: str) -> list[str]:
    cells: list[str] = []
    for evaluation in evaluations:
        tally, share = evaluation.scores.tallies.get(row), evaluation.scores.shares.get(row)
        if tally:
            cells += [f"{tally.precision:.3f}", f"{tally.recall:.3f}", f"{tally.f1:.3f}", str(tally.gold)]
        elif share:
            cells += ["", "", f"{share.accuracy:.3f}", str(share.gold)]
        else:
            cells += ["", "", "", ""]
    return cells


def _in_order(figures: Mapping[str, float]) -> list[tuple[str, float]]:
    return sorted(figures.items(), key=lambda item: ROWS.index(item[0]))


def _span_of(line: str) -> tuple[int, int] | None:
    """The span that a line of `errors` begins with, if any."""
    words = line.split(" ")
    if words[0][1:] == "official":
        return None
    start, _, end = words[1].partition(":")
    return int(start), int(end)


def _by_place(lines: Iterable[str]) -> list[str]:
    return sorted(lines, key=lambda line: (_span_of(line) or (math.inf, math.inf), line))


def _with_text(line: str, text: str) -> str:
    span = _span_of(line)
    what = {"-": "missed:", "+": "false:"}[line[0]]
    return f"{what} {line[1:]}" + (f" {text[slice(*span)]}" if span else "")


def read_baseline() -> dict[str, Any]:
    """The baseline as stored."""
    baseline: dict[str, Any] = json.loads(BASELINE.read_text(encoding="utf-8"))
    return baseline


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; returns its exit status: 1 if a figure is below its floor or a set has changed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write-readme", action="store_true", help="put the table into README.md and README.ko.md")
    parser.add_argument("--diff", action="store_true", help="show gains and losses against the baseline")
    parser.add_argument("--write-baseline", action="store_true", help="take the figures of this run as the baseline")
    options = parser.parse_args(arguments)
    extractor = Extractor()
    evaluations = [evaluate_set(extractor, name) for name in SETS]
    print("\n".join(render_table(evaluations)))
    if options.write_readme:
        for name, note in READMES.items():
            write_readme(name, [note.format(date=datetime.date.today()), "", *render_markdown(evaluations)])
    if options.write_baseline:
        if options.diff and BASELINE.exists():
            print("\n".join(render_diff(evaluations, read_baseline())))
        text = json.dumps(make_baseline(evaluations), ensure_ascii=False, indent=1)
        BASELINE.write_text(text + "\n", encoding="utf-8")
        return 0
    baseline = read_baseline()
    if options.diff:
        print("\n".join(render_diff(evaluations, baseline)))
    falls = [
        f"{_SET_NAMES[evaluation.name]}: {fall}"
        for evaluation in evaluations
        for fall in find_falls(evaluation, baseline[evaluation.name])
    ]
    falls += [f"{_SET_NAMES[name]}: the articles changed" for name in SETS if digest(name) != baseline[name]["digest"]]
    print("\n".join(falls or ["No figure is below its floor."]))
    return 1 if falls else 0


if __name__ == "__main__":
    raise SystemExit(main())

"""Score extracted facts against gold: strict spans per kind, values of dates and times, officials, quotes, article fields.

Gold and predictions have the same form here (`Facts`, read from the output contract or from a gold file). The scores of a set
are the sums over its articles, so frequent kinds weigh more in the total and an article without a prediction is all missed.

    mentions             same kind, start and end; a wrong span is a false alarm and a miss
    DATE, TIME value     of the gold mentions with a value, the share found with exactly that value or range
    official full, core  sets of name + title + organization + former; of name + title
    quote span           intersection at least 80 % of the union, each prediction used once; with the speaker: the speaker
                         must be the same, too; indirect speech does not count
    article fields       of the gold articles that have the field, the share in which it is the same
    outside              mentions that do not lie in the gold body
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from newsextract.model import KINDS
from newsextract.scoring import Span, Tally, by_kind

#: The kinds whose mentions have values.
VALUED_KINDS = ("DATE", "TIME")
ARTICLE_FIELDS = ("headline", "press", "published", "reporters")

#: The value of a date or time, or a range of days; None where there is neither.
Reading: TypeAlias = "str | tuple[str, str] | None"

_QUOTE_OVERLAP = 0.8
_SPACES_AND_DOTS = re.compile(r"[\s·ㆍ]+")


class OfficialKey(NamedTuple):
    """An official as compared: spaces and middle dots do not matter."""

    name: str | None
    title: str | None
    organization: str | None
    former: bool

    @property
    def core(self) -> tuple[str | None, str | None]:
        """Name and title alone."""
        return self.name, self.title


class DirectQuote(NamedTuple):
    """The span of a direct quotation and who speaks."""

    start: int
    end: int
    speaker: str | None


@dataclass(frozen=True)
class Facts:
    """What is compared of one article. `body` is its span; `fields` holds the article fields that are given."""

    mentions: Mapping[Span, Reading] = field(default_factory=dict)
    officials: frozenset[OfficialKey] = frozenset()
    quotes: tuple[DirectQuote, ...] = ()
    fields: Mapping[str, object] = field(default_factory=dict)
    body: tuple[int, int] | None = None


class Share(NamedTuple):
    """Counts of what was right among what the gold has."""

    right: int = 0
    gold: int = 0

    @property
    def accuracy(self) -> float:
        return self.right / self.gold if self.gold else 0.0


@dataclass(frozen=True)
class Scores:
    """The scores of an article or a set. The keys are those of the table: a kind, `ALL`, `official full`, `headline` …"""

    tallies: Mapping[str, Tally] = field(default_factory=dict)
    shares: Mapping[str, Share] = field(default_factory=dict)
    outside: int = 0

    def figures(self) -> dict[str, float]:
        """One number from 0 to 1 for each key: F1, or accuracy for values and article fields."""
        return {key: tally.f1 for key, tally in self.tallies.items()} | {
            key: share.accuracy for key, share in self.shares.items()
        }


def read_facts(record: Mapping[str, Any]) -> Facts:
    """Read a gold record or a line of output."""
    article = record.get("article", {})
    fields = {name: squash(article[name]) for name in ARTICLE_FIELDS[:3] if article.get(name) is not None}
    reporters = frozenset((reporter["name"], reporter.get("email")) for reporter in article.get("reporters") or ())
    return Facts(
        mentions={(m["kind"], m["start"], m["end"]): read_value(m) for m in record["mentions"] if m["kind"] in KINDS},
        officials=frozenset(
            OfficialKey(
                squash(official.get("name")),
                squash(official.get("title")),
                squash(official.get("organization")),
                bool(official.get("former")),
            )
            for official in record["officials"]
        ),
        quotes=tuple(
            DirectQuote(quote["start"], quote["end"], squash(quote.get("speaker")))
            for quote in record["quotes"]
            if quote.get("direct", True)
        ),
        fields=fields | ({"reporters": reporters} if reporters else {}),
        body=(article["body_start"], article["body_end"]) if "body_start" in article else None,
    )


def squash(text: str | None) -> str | None:
    """A name as compared: without spaces and middle dots; None for one of nothing else.

    >>> squash("포항 시의회"), squash("한·일"), squash(" ")
    ('포항시의회', '한일', None)
    """
    return _SPACES_AND_DOTS.sub("", text or "") or None


def read_value(mention: Mapping[str, Any]) -> Reading:
    """The range of a mention if it has one, or else its value."""
    if mention.get("range"):
        first, last = mention["range"]
        return first, last
    value = mention.get("value")
    return None if value is None else str(value)


def score_article(gold: Facts, predicted: Facts) -> Scores:
    """Compare the facts of one article."""
    return Scores(
        tallies=_score_mentions(gold, predicted) | _score_officials(gold, predicted) | _score_quotes(gold, predicted),
        shares=_score_values(gold, predicted) | _score_fields(gold, predicted),
        outside=sum(not _lies_in(span, gold.body) for span in predicted.mentions),
    )


def score_set(golds: Mapping[str, Facts], predictions: Mapping[str, Facts]) -> Scores:
    """Compare a set of articles, by name. A gold article without a prediction counts as all missed."""
    return total(score_article(gold, predictions.get(name, Facts())) for name, gold in golds.items())


def total(scores: Iterable[Scores]) -> Scores:
    """Add scores up."""
    tallies: dict[str, Tally] = {}
    shares: dict[str, Share] = {}
    outside = 0
    for score in scores:
        for key, tally in score.tallies.items():
            tallies[key] = tallies.get(key, Tally()).plus(tally)
        for key, share in score.shares.items():
            shares[key] = Share(*map(sum, zip(shares.get(key, Share()), share, strict=True)))
        outside += score.outside
    return Scores(tallies, shares, outside)


def errors(gold: Facts, predicted: Facts) -> frozenset[str]:
    """What is wrong in one article, each as a line: `-` what was missed, `+` what was found and is not there.

    >>> sorted(errors(Facts({("CITY", 0, 2): None}), Facts({("ORG", 0, 2): None})))
    ['+ORG 0:2', '-CITY 0:2']
    """
    found = _lines(predicted, gold)
    wanted = _lines(gold, gold)
    return frozenset({f"-{line}" for line in wanted - found} | {f"+{line}" for line in found - wanted})


def _lines(facts: Facts, gold: Facts) -> set[str]:
    """Facts as lines; a quote that matches one of the gold is written as that one."""
    lines = {f"{kind} {start}:{end}" for kind, start, end in facts.mentions}
    lines |= {
        f"{span[0]} {span[1]}:{span[2]} = {reading if isinstance(reading, str) else '/'.join(reading)}"
        for span, reading in facts.mentions.items()
        if reading is not None and gold.mentions.get(span) is not None
    }
    lines |= {
        "official " + "|".join([*(part or "-" for part in official[:3]), *(["former"] if official.former else [])])
        for official in facts.officials
    }
    twins = {id(quote): wanted for wanted, quote in match_quotes(gold.quotes, facts.quotes)}
    for quote in facts.quotes:
        start, end, _ = twins.get(id(quote), quote)
        lines.add(f"quote {start}:{end} {quote.speaker or '-'}")
    return lines


def match_quotes(
    golds: Iterable[DirectQuote], predicted: Iterable[DirectQuote]
) -> list[tuple[DirectQuote, DirectQuote]]:
    """Pair each gold quote with the prediction that overlaps it best, if it does so well enough."""
    left = list(predicted)
    pairs = []
    for gold in golds:
        best = max(left, key=lambda quote: _overlap(gold, quote), default=None)
        if best is not None and _overlap(gold, best) >= _QUOTE_OVERLAP:
            left.remove(best)
            pairs.append((gold, best))
    return pairs


def _overlap(one: DirectQuote, other: DirectQuote) -> float:
    """The common part of two spans as a share of what they cover together, from the first start to the last end."""
    common = min(one.end, other.end) - max(one.start, other.start)
    covered = max(one.end, other.end) - min(one.start, other.start)
    return common / covered if common > 0 else 0.0


def _tally(gold: frozenset[Any], predicted: frozenset[Any]) -> Tally:
    return Tally(len(gold & predicted), len(predicted), len(gold))


def _score_mentions(gold: Facts, predicted: Facts) -> dict[str, Tally]:
    return by_kind(frozenset(gold.mentions), frozenset(predicted.mentions))


def _score_values(gold: Facts, predicted: Facts) -> dict[str, Share]:
    shares = {}
    for kind in VALUED_KINDS:
        valued = {span: reading for span, reading in gold.mentions.items() if span[0] == kind and reading is not None}
        if valued:
            right = sum(predicted.mentions.get(span) == reading for span, reading in valued.items())
            shares[f"{kind} value"] = Share(right, len(valued))
    return shares


def _score_officials(gold: Facts, predicted: Facts) -> dict[str, Tally]:
    return {
        "official full": _tally(gold.officials, predicted.officials),
        "official core": _tally(
            frozenset(official.core for official in gold.officials),
            frozenset(official.core for official in predicted.officials),
        ),
    }


def _score_quotes(gold: Facts, predicted: Facts) -> dict[str, Tally]:
    pairs = match_quotes(gold.quotes, predicted.quotes)
    same = sum(wanted.speaker == found.speaker for wanted, found in pairs)
    counts = len(predicted.quotes), len(gold.quotes)
    return {"quote span": Tally(len(pairs), *counts), "quote span+speaker": Tally(same, *counts)}


def _score_fields(gold: Facts, predicted: Facts) -> dict[str, Share]:
    return {name: Share(int(predicted.fields.get(name) == value), 1) for name, value in gold.fields.items()}


def _lies_in(span: Span, body: tuple[int, int] | None) -> bool:
    return body is None or (body[0] <= span[1] and span[2] <= body[1])

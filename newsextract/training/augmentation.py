"""More sentences from those there are: names are exchanged for others, from our tables, from the corpus, or made up.

More than half of the companies in unseen text are unknown to the training data. A tagger that sees the same sentence with other
names learns to read the sentence. Particles are fitted to the new name (을/를); half of the tables' marks are taken off the new
names, so that the tagger does not come to rely on them.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from newsextract.gazetteer import Gazetteer
from newsextract.model import KINDS
from newsextract.spanfiles import Labelled, LabelledSpan
from newsextract.tagger.tags import tags_of_label
from newsextract.training.examples import outermost

#: Names are taken from, and exchanged in, spans that the corpus trusts at least so much.
SURE = 0.9
#: How often a name is exchanged: people and companies are the most open classes.
_SHARES: Mapping[str, float] = {
    **dict.fromkeys(("PERSON", "COMPANY"), 0.75),
    **dict.fromkeys(("ORG", "TEAM", "MEDIA", "CITY", "COUNTY", "PROVINCE", "PLACE", "FACILITY", "EVENT"), 0.5),
    "COUNTRY": 0.2,
}
#: How often the new name is from our tables rather than from the corpus.
_FROM_TABLES = 0.6
_KOREAN_NAME = re.compile(r"[가-힣]{3}")
_FOREIGN_NAME = re.compile(r"[가-힣]{4,}")
_COMPANY_TO_MIX = re.compile(r"[가-힣]{4,6}")
#: The allomorphs of particles: after a final consonant, after a vowel.
_PARTICLES = {form: pair for pair in ("은는", "이가", "을를", "과와") for form in pair}
_PARTICLE = re.compile(r"(으로|로|은|는|이|가|을|를|과|와)(?![가-힣])")


class Names(NamedTuple):
    """What names are drawn from: forms of the corpus by tag, forms of our tables by kind, and parts of people's names."""

    corpus: Mapping[str, Sequence[str]]
    tables: Mapping[str, Sequence[str]]
    surnames: Sequence[str]
    surname_weights: Sequence[float]
    given: Sequence[str]
    foreign_words: Sequence[str]


def collect_names(sentences: Iterable[Labelled], gazetteer: Gazetteer, places: Mapping[str, str]) -> Names:
    """Gather the names of the sentences and of our tables."""
    corpus: dict[str, list[str]] = defaultdict(list)
    for sentence in sentences:
        for span in sentence.spans:
            form = sentence.text[span.start : span.end]
            if span.confidence >= SURE and len(tags := tags_of_label(span.label, form, places) or ()) == 1:
                corpus[next(iter(tags))].append(form)
    tables: dict[str, list[str]] = defaultdict(list)
    for name in gazetteer:
        for entry in gazetteer.get(name):
            if entry.weight >= 0.4 and len(name) > 1 and entry.attributes.get("type") != "team":
                tables[entry.kind].append(name)
    surnames = gazetteer.surnames
    people = corpus["PERSON"]
    foreign = sorted({form for form in people if " " in form or _FOREIGN_NAME.fullmatch(form)})
    return Names(
        corpus,
        tables,
        tuple(surnames),
        # Flattened: rare surnames are what is to be learnt.
        tuple(max(share, 0.5) ** 0.6 for share in surnames.values()),
        tuple(form[1:] for form in people if _KOREAN_NAME.fullmatch(form) and form[0] in surnames),
        tuple(sorted({word for form in foreign for word in form.split(" ") if len(word) > 1})),
    )


class Augmentation:
    """Makes new sentences; `seed` decides which."""

    def __init__(self, names: Names, places: Mapping[str, str], seed: int) -> None:
        self._names = names
        self._places = places
        self._random = random.Random(seed)
        self._makers: dict[str, Callable[[str], str | None]] = {
            "PERSON": self._person,
            "COMPANY": lambda _: self._company(),
        }

    def exchange(self, sentence: Labelled) -> tuple[Labelled, frozenset[LabelledSpan]] | None:
        """A sentence with some names exchanged, and the spans of those whose gazetteer marks are to be forgotten.

        None where nothing was exchanged. Spans inside others are left out.
        """
        text, spans, forgotten = "", list[LabelledSpan](), set[LabelledSpan]()
        drawn: dict[tuple[str, str], str | None] = {}
        done = changed = 0
        fit = ""
        for span in outermost(sentence.spans):
            text += _fitted(fit, sentence.text[done : span.start])
            form = sentence.text[span.start : span.end]
            new = self._new_name(span, form, drawn)
            fit = new or ""
            made = LabelledSpan(len(text), len(text) + len(new or form), span.label, span.confidence)
            if new is not None:
                changed += 1
                if self._random.random() < 0.6:
                    forgotten.add(made)
            spans.append(made)
            text += new or form
            done = span.end
        text += _fitted(fit, sentence.text[done:])
        if not changed:
            return None
        return sentence._replace(text=text, spans=tuple(spans)), frozenset(forgotten)

    def _new_name(self, span: LabelledSpan, form: str, drawn: dict[tuple[str, str], str | None]) -> str | None:
        """Another name for a span, the same for the same name in one sentence; None to leave it."""
        tags = tags_of_label(span.label, form, self._places) or frozenset()
        tag = span.label if span.label in KINDS else next(iter(tags), "")
        if span.confidence < SURE or tag not in _SHARES or len(form) < 2 or self._random.random() >= _SHARES[tag]:
            return None
        if (form, tag) not in drawn:
            maker = self._makers.get(tag)
            drawn[form, tag] = maker(form) if maker else self._listed(tag)
        return drawn[form, tag]

    def _listed(self, tag: str) -> str | None:
        tables, corpus = self._names.tables.get(tag, ()), self._names.corpus.get(tag, ())
        pool = tables if tables and (not corpus or self._random.random() < _FROM_TABLES) else corpus
        return self._random.choice(pool) if pool else None

    def _person(self, form: str) -> str | None:
        """A Korean name of a surname and a given name, or of two halves of given names; a foreign one of known words."""
        names, draw = self._names, self._random
        if _KOREAN_NAME.fullmatch(form) and names.given:
            surname = draw.choices(names.surnames, names.surname_weights)[0]
            kind = draw.random()
            if kind < 0.5:
                return surname + draw.choice(names.given)[0] + draw.choice(names.given)[1]
            return surname + (draw.choice(names.given)[1] if kind < 0.58 else draw.choice(names.given))
        if not names.foreign_words:
            return None
        if " " in form:
            return " ".join(draw.choice(names.foreign_words) for _ in range(min(3, form.count(" ") + 1)))
        return draw.choice(names.foreign_words) if _FOREIGN_NAME.fullmatch(form) else None

    def _company(self) -> str:
        """A company of the tables, or the first half of one with the second of another."""
        companies = self._names.tables["COMPANY"]
        if self._random.random() < 0.8:
            return self._random.choice(companies)
        halves = [self._random.choice(companies) for _ in range(2)]
        if all(_COMPANY_TO_MIX.fullmatch(half) for half in halves):
            return halves[0][:2] + halves[1][2:]
        return halves[0]


def _fitted(word: str, rest: str) -> str:
    """The text after a new word, its particle in the form that the word asks for; as it is where the word is empty.

    >>> _fitted("라온", "는 9일"), _fitted("서울", "으로"), _fitted("SK", "는")
    ('은 9일', '로', '는')
    """
    if not word or not "가" <= word[-1] <= "힣" or (match := _PARTICLE.match(rest)) is None:
        return rest
    final = (ord(word[-1]) - ord("가")) % 28
    found = match.group()
    if found in ("으로", "로"):
        return ("로" if final in (0, 8) else "으로") + rest[len(found) :]  # 8: ㄹ
    return _PARTICLES[found][0 if final else 1] + rest[len(found) :]


def augment(
    sentences: Iterable[Labelled], augmentation: Augmentation
) -> Iterator[tuple[Labelled, frozenset[LabelledSpan]]]:
    """Yield a new sentence, with the spans to forget, for each sentence in which a name could be exchanged."""
    for sentence in sentences:
        made = augmentation.exchange(sentence)
        if made is not None:
            yield made

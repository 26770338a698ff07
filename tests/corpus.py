"""The gold articles in `gold/`: reading them, checking that they are sound, and telling whether they changed."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsextract.decoding import decode
from newsextract.model import BODY_KINDS, KINDS, PLACE_KINDS
from newsextract.scoring import Span
from tests.scoring import VALUED_KINDS, Facts, read_facts

GOLD = Path(__file__).with_name("gold")
#: The sets, in the order of the table.
SETS = ("dev", "heldout")
#: Held-out articles whose single errors nobody has looked at: only their sums may be shown.
UNTOUCHED = frozenset({*(f"h{number:02}" for number in range(7, 13)), *(f"t{number:02}" for number in range(2, 25, 2))})

_VALUE = {
    "DATE": re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII),
    "TIME": re.compile(r"(?:\d{4}-\d\d-\d\dT)?\d\d:\d\d", re.ASCII),
}


@dataclass(frozen=True)
class GoldArticle:
    """One article of a set: the bytes of its page, the gold record as it is in the file, and its facts."""

    name: str
    data: bytes
    record: Mapping[str, Any]
    facts: Facts

    @property
    def text(self) -> str:
        """The text that the offsets refer to."""
        return decode(self.data)[0]


def read_set(name: str) -> list[GoldArticle]:
    """Read a set of `SETS`, in name order. Raises `ValueError` if pages and gold files do not go together."""
    folder = GOLD / name
    pages = {path.stem: path for path in sorted((folder / "raw").glob("*.txt"))}
    golds = {path.stem: path for path in sorted((folder / "gold").glob("*.json"))}
    if not pages or pages.keys() != golds.keys():
        raise ValueError(f"{name}: pages and gold files differ: {sorted(pages.keys() ^ golds.keys())}")
    articles = []
    for stem, page in pages.items():
        record = json.loads(golds[stem].read_text(encoding="utf-8"))
        articles.append(GoldArticle(stem, page.read_bytes(), record, read_facts(record)))
    return articles


def digest(name: str) -> str:
    """A digest of the names and bytes of all files of a set."""
    state = hashlib.sha256()
    for path in sorted((GOLD / name).glob("*/*.*"), key=lambda path: path.relative_to(GOLD).as_posix()):
        state.update(path.relative_to(GOLD).as_posix().encode() + b"\0")
        state.update(hashlib.sha256(path.read_bytes()).digest())
    return state.hexdigest()


def find_faults(article: GoldArticle) -> Iterator[str]:
    """Yield what is wrong with the gold of an article; nothing for sound gold."""
    record, text = article.record, article.text
    if hashlib.sha256(article.data).hexdigest() != record["sha256"]:
        yield "the page is not the one that was annotated"
    if not unicodedata.is_normalized("NFC", text):
        yield "the text is not in NFC"
    for item in [*record["mentions"], *record["quotes"]]:
        where = f"[{item['start']}:{item['end']}]"
        if not 0 <= item["start"] < item["end"] <= len(text) or text[item["start"] : item["end"]] != item["text"]:
            yield f"{where}: the text of the span is not {item['text']!r}"
        elif item["text"] != item["text"].strip():
            yield f"{where}: the span begins or ends with a space"
    spans = [(mention["kind"], mention["start"], mention["end"]) for mention in record["mentions"]]
    if len(set(spans)) != len(spans):
        yield "a mention is there twice"
    for mention in record["mentions"]:
        yield from _faults_of_value(mention)
    yield from _faults_of_nesting(spans)
    for official in record["officials"]:
        if not official["title"]:
            yield f"an official without a title: {official}"
    published = record["article"].get("published")
    if published is not None and not _is_calendar(published):
        yield f"published {published!r} is no day"


def _faults_of_value(mention: Mapping[str, Any]) -> Iterator[str]:
    where = f"[{mention['start']}:{mention['end']}] {mention['kind']}"
    value, span = mention.get("value"), mention.get("range")
    kind = mention["kind"]
    if kind not in KINDS:
        yield f"{where}: no such kind"
    elif kind not in VALUED_KINDS:
        if value is not None or span is not None:
            yield f"{where}: only dates and times have values"
    elif value is not None and (span is not None or not _VALUE[kind].fullmatch(value) or not _is_calendar(value)):
        yield f"{where}: {value!r} is no value of it"
    elif span is not None and not (
        kind == "DATE" and len(span) == 2 and all(map(_is_day, span)) and span[0] <= span[1]
    ):
        yield f"{where}: {span!r} is no range of it"


def _faults_of_nesting(spans: list[Span]) -> Iterator[str]:
    for inner in spans:
        for outer in spans:
            if inner is outer or not (outer[1] < inner[2] and inner[1] < outer[2]) or _may_nest(outer, inner):
                continue
            if not _may_nest(inner, outer):
                yield f"{inner} overlaps {outer}"


def _may_nest(inner: Span, outer: Span) -> bool:
    """The two cases of the guidelines, written here once more so that gold is not judged by the code it judges."""
    if not (outer[1] <= inner[1] and inner[2] <= outer[2]):
        return False
    if outer[0] == "TITLE":
        return inner[0] in PLACE_KINDS and inner[1] == outer[1]
    return outer[0] == "EVENT" and inner[0] in PLACE_KINDS | BODY_KINDS


def _is_day(value: str) -> bool:
    return len(value) == 10 and _is_calendar(value)


def _is_calendar(value: str) -> bool:
    """Whether a year, month, day, clock time or day with clock time exists."""
    day, _, time = value.rpartition("T") if ":" in value else (value, "", "")
    try:
        if day:
            datetime.date.fromisoformat(day + "-01-01"[len(day) - 4 :])
        if time:
            datetime.time.fromisoformat(time)
    except ValueError:
        return False
    return True

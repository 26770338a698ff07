"""Files of sentences with labelled spans → sentences: what the tagger is trained on and the extractor is scored on.

    JSON Lines   {"text": …, "entities": [[start, end, label], …]}, optionally "id", "source" and "conf" (one number a span)
    doccano      {"text": …, "label": [[start, end, label], …]}, or "entities": [{"start_offset", "end_offset", "label"}, …]
    CoNLL        a token and its tag (B-PERSON, I-PERSON, O) a line, an empty line after each sentence; in a file of single
                 characters with the spaces among them (as in KLUE-NER) they are joined as they are, else with spaces

Offsets are code points, ends exclusive. Labels are our kinds, NIKL tags (OGG_POLITICS) or KLUE's (PS, LC, OG, DT, TI, QT).
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from newsextract.decoding import decode
from newsextract.errors import InputError, explain
from newsextract.tagger.tags import tags_of_label

#: Keys under which JSON Lines hold their spans, in the order in which they are looked for.
SPAN_KEYS = ("entities", "label", "labels")


class LabelledSpan(NamedTuple):
    """`[start, end)` in code points, its label as in the file, and how sure the annotation is (0 to 1)."""

    start: int
    end: int
    label: str
    confidence: float


class Labelled(NamedTuple):
    """A sentence with its spans. `source` names the part of a corpus it is from; `where` is `file:line` for messages."""

    id: str
    source: str
    text: str
    spans: tuple[LabelledSpan, ...]
    where: str


def read_labelled(path: str | Path, *, key: str | None = None) -> Iterator[Labelled]:
    """Yield the sentences of a file in one of the formats above, told apart by its first line.

    `key` names the key of JSON Lines that holds the spans, instead of `SPAN_KEYS`. Raises `InputError` for a file that cannot be
    read, and with the number of the line for what cannot be used.
    """
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {explain(error)}") from None
    if not data.strip():
        raise InputError(f"{path}: the file is empty; give labelled sentences")
    try:
        decoded = decode(data)
    except InputError as error:
        raise InputError(f"{path}: {error}") from None
    if decoded.replaced:  # labels and offsets of a text that is not as it was written are worth nothing
        what = "1 byte is" if decoded.replaced == 1 else f"{decoded.replaced:,} bytes are"
        raise InputError(f"{path}: {what} not {decoded.encoding}; save it again as UTF-8")
    lines = decoded.text.split("\n")
    first = next((line for line in lines if line.strip()), "")
    found = False
    for sentence in _read_json(path, lines, key) if first.lstrip().startswith(("{", "[")) else _read_conll(path, lines):
        found = True
        yield sentence
    if not found:
        raise InputError(f"{path}: no sentence in this file; give labelled sentences")


def _read_json(path: str | Path, lines: Sequence[str], key: str | None) -> Iterator[Labelled]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError(f"{where}: not JSON ({error}); each line must be one object") from None
        if not isinstance(record, dict) or not isinstance(record.get("text"), str):
            raise InputError(f'{where}: no object with the key "text"; each line must be one sentence')
        _check_text(where, record["text"])
        found = next((name for name in ((key,) if key else SPAN_KEYS) if name in record), None)
        if found is None:
            raise InputError(f"{where}: no key {key or ' or '.join(SPAN_KEYS)}; name the spans' key with --spans")
        spans = _spans(where, record["text"], record[found], record.get("conf") if found == "entities" else None)
        yield Labelled(str(record.get("id", number)), str(record.get("source", "")), record["text"], spans, where)


def _spans(where: str, text: str, items: Any, confidences: Any) -> tuple[LabelledSpan, ...]:
    """Check the spans of one sentence. Raises `InputError`."""
    if not isinstance(items, list):
        raise InputError(f"{where}: the spans are no list; write [[start, end, label], …]")
    if confidences is not None and (not isinstance(confidences, list) or len(confidences) != len(items)):
        raise InputError(f'{where}: "conf" needs one number for each span')
    spans = []
    for index, item in enumerate(items):
        if isinstance(item, dict):
            item = [
                item.get("start_offset", item.get("start")),
                item.get("end_offset", item.get("end")),
                item.get("label"),
            ]
        if not (
            isinstance(item, list)
            and len(item) == 3
            and _is_offset(item[0])
            and _is_offset(item[1])
            and isinstance(item[2], str)
        ):
            raise InputError(f"{where}: {json.dumps(item, ensure_ascii=False)} is no span; write [start, end, label]")
        start, end, label = item
        if not 0 <= start < end <= len(text):
            raise InputError(f"{where}: [{start}, {end}] lies outside the text of {len(text)} characters")
        confidence = 1.0 if confidences is None else confidences[index]
        if not isinstance(confidence, (int, float)) or not 0 <= confidence <= 1:
            raise InputError(f'{where}: {confidence!r} in "conf" is no number from 0 to 1')
        spans.append(_labelled(where, start, end, label, float(confidence), text))
    return tuple(sorted(spans))


def _check_text(where: str, text: str) -> None:
    """Raise `InputError` for a text that the reader would change: its offsets would refer to another one."""
    if "\r" in text or text.startswith("\ufeff") or not unicodedata.is_normalized("NFC", text):
        raise InputError(f"{where}: the text is not in NFC with \\n line ends; normalize it, and its offsets with it")


def _is_offset(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _labelled(where: str, start: int, end: int, label: str, confidence: float, text: str) -> LabelledSpan:
    if tags_of_label(label, text[start:end], ()) is None:
        raise InputError(f"{where}: unknown label {label}; use our kinds, NIKL tags, or KLUE's PS LC OG DT TI QT")
    return LabelledSpan(start, end, label, confidence)


def _read_conll(path: str | Path, lines: Sequence[str]) -> Iterator[Labelled]:
    # A file with tokens that are spaces is one of characters (KLUE's), all of whose sentences are joined as they are.
    gap = "" if any(line.startswith(" \t") for line in lines) else " "
    tokens: list[tuple[str, str]] = []
    begin, id_ = 1, ""
    for number, line in enumerate([*lines, ""], 1):
        if line.startswith("#") and not tokens and ("\t" not in line or line.startswith("##")):
            id_ = line.lstrip("# ").partition("\t")[0].strip()
            continue
        if not line.strip() and "\t" not in line:
            if tokens:
                yield _join(tokens, gap, id_ or str(begin), f"{path}:{begin}")
            tokens, id_ = [], ""
            continue
        if not tokens:
            begin = number
        columns = line.split("\t") if "\t" in line else line.split()
        token, tag = (columns[0], columns[-1].strip()) if len(columns) > 1 else (line, "")
        head, dash, label = tag.partition("-")
        if not token or (tag != "O" and not (dash and head in "BIES" and label)):
            raise InputError(
                f"{path}:{number}: {line!r} is no token with a tag; write `token<TAB>B-PERSON`, I-PERSON or O"
            )
        tokens.append((token, tag))


def _join(tokens: Sequence[tuple[str, str]], gap: str, id_: str, where: str) -> Labelled:
    """Join the tokens of a sentence and read its tags as spans. An I- without its B- begins a span."""
    text, spans = "", list[tuple[int, int, str]]()
    before = "O"
    for token, tag in tokens:
        start = len(text) + (len(gap) if text else 0)
        text = f"{text}{gap if text else ''}{token}"
        head, _, label = tag.partition("-")
        if head in ("I", "E") and spans and before == label:
            spans[-1] = (spans[-1][0], len(text), label)
        elif tag != "O":
            spans.append((start, len(text), label))
        before = label if head in ("B", "I") else "O"
    _check_text(where, text)
    checked = tuple(_labelled(where, start, end, label, 1.0, text) for start, end, label in spans)
    return Labelled(id_, "", text, checked, where)

"""The output contract: results as plain data, and the JSON Schema of that data.

Both come from one description, the dataclasses of `model` and the tables below, so that they cannot drift apart:
the same `keys` decide what `to_dict` writes and what `json_schema` promises.
"""

from __future__ import annotations

import dataclasses
import datetime
import functools
import math
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, Literal, TypeAlias

from newsextract.errors import InputError
from newsextract.model import (
    SCHEMA,
    Article,
    Document,
    Entity,
    FoundDate,
    Mention,
    Official,
    OffsetMap,
    Quote,
    Result,
    Source,
    Zone,
)
from newsextract.records import OfficialRecord, QuoteRecord
from newsextract.tags import gloss

#: The units in which offsets can be given: Unicode code points, UTF-16 code units or UTF-8 bytes of the text, or bytes of the input.
Unit: TypeAlias = Literal["codepoint", "utf16", "utf8", "source"]
#: The things whose schema can be asked for: a line of the command of that name, or of the error file.
Shape: TypeAlias = Literal["extract", "tokens", "officials", "quotes", "dates", "errors"]
Json: TypeAlias = dict[str, Any]

#: The keys of spans: of their first offset and of the one behind them.
SPAN_KEYS: Final = (("start", "end"), ("body_start", "body_end"))
#: Fields that the contract puts elsewhere: an article's `source` beside it, its `text` beside it on demand only, its
#: `source_map` in the offsets, how a date was read in the attributes of its entity.
_MOVED: dict[type, frozenset[str]] = {
    Article: frozenset({"text", "source", "source_map"}),
    Mention: frozenset({"when"}),
}


@dataclasses.dataclass(frozen=True, slots=True)
class Morpheme:
    """A morpheme as it is printed. `text` is the slice, `form` the dictionary form; `sentence` and `word` count from 0.

    `tag` is Kiwi's, explained by `tag_ko` and `tag_en`. `known` is false for a form that is not in Kiwi's dictionary.
    """

    start: int
    end: int
    text: str
    form: str
    tag: str
    tag_ko: str
    tag_en: str
    sentence: int
    word: int
    known: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no result: `path` as the user gave it, `error` the name of the exception, and what to do."""

    path: str
    error: str
    message: str


#: The shapes whose lines are flat: the fields of a record.
_RECORDS: dict[Shape, type] = {"officials": OfficialRecord, "quotes": QuoteRecord, "errors": Failure}
#: The keys of one line of each shape, in order, and what they hold. A key in `_OPTIONAL` is there only on demand.
_LINES: dict[Shape, dict[str, Any]] = {
    "extract": {
        "schema": Literal[SCHEMA],
        "source": Source,
        "text": str,
        "article": Article,
        "mentions": tuple[Mention, ...],
        "entities": tuple[Entity, ...],
        "officials": tuple[Official, ...],
        "quotes": tuple[Quote, ...],
        "tokens": tuple[Morpheme, ...],
    },
    "tokens": {
        "schema": Literal[SCHEMA],
        "source": Source,
        "text": str,
        "tokens": tuple[Morpheme, ...],
    },
    "officials": {"schema": Literal[SCHEMA], **typing.get_type_hints(OfficialRecord)},
    "quotes": {"schema": Literal[SCHEMA], **typing.get_type_hints(QuoteRecord)},
    "dates": {
        "schema": Literal[SCHEMA],
        "text": str,
        "published": datetime.date | None,
        "dates": tuple[FoundDate, ...],
    },
    "errors": typing.get_type_hints(Failure),
}
_OPTIONAL: dict[Shape, frozenset[str]] = {
    "extract": frozenset({"text", "tokens"}),
    "tokens": frozenset({"text"}),
}


def to_dict(
    result: Result, *, document: Document | None = None, with_text: bool = False, unit: Unit = "codepoint"
) -> Json:
    """Return a result as plain data in the shape and key order of the output contract.

    With `document` its morphemes are added as `tokens`, with `with_text` the text. `unit` is the unit of all offsets; raises `InputError`
    for `source` if the article does not know its place in the input (see `check_source_offsets`).
    """
    article = result.article
    values = {
        "schema": SCHEMA,
        "source": article.source,
        "text": article.text,
        "article": article,
        "mentions": result.mentions,
        "entities": result.entities,
        "officials": result.officials,
        "quotes": result.quotes,
        "tokens": morphemes(document) if document is not None else (),
    }
    on_demand = {"text": with_text, "tokens": document is not None}
    return _line("extract", values, on_demand, article, unit)


def tokens_to_dict(document: Document, *, with_text: bool = False, unit: Unit = "codepoint") -> Json:
    """Return the morphemes of an article as plain data: `schema`, `source`, `text` on demand, `tokens`."""
    article = document.article
    values = {"schema": SCHEMA, "source": article.source, "text": article.text, "tokens": morphemes(document)}
    return _line("tokens", values, {"text": with_text}, article, unit)


def dates_to_dict(text: str, published: datetime.date | None, dates: Iterable[FoundDate]) -> Json:
    """Return the dates of a text as plain data: `schema`, `text`, `published`, `dates`; offsets are code points."""
    values = {"schema": SCHEMA, "text": text, "published": published, "dates": tuple(dates)}
    return _line("dates", values, {}, None, "codepoint")


def records_to_dicts(
    records: Iterable[OfficialRecord | QuoteRecord], article: Article, *, unit: Unit = "codepoint"
) -> list[Json]:
    """Return records of one article as plain data: `schema`, then the fields. `unit` is that of offsets, as in `to_dict`."""
    lines = [{"schema": SCHEMA, **_plain(record)} for record in records]
    _convert_offsets(lines, article, unit)
    return lines


def morphemes(document: Document) -> tuple[Morpheme, ...]:
    """Return the tokens of a document with their glosses and the numbers of their sentence and word."""
    sentences = _numbers((sentence.first, sentence.last) for sentence in document.sentences)
    words = _numbers((word.first, word.last) for word in document.words)
    rows = []
    for number, token in enumerate(document.tokens):
        korean, english = gloss(token.tag)
        rows.append(
            Morpheme(
                start=token.start,
                end=token.end,
                text=document.text[token.start : token.end],
                form=token.form,
                tag=token.tag,
                tag_ko=korean,
                tag_en=english,
                sentence=sentences.get(number, 0),
                word=words.get(number, 0),
                known=token.known,
            )
        )
    return tuple(rows)


def _numbers(groups: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Map each token's index to the number of the group `[first, last)` that it belongs to."""
    return {index: number for number, (first, last) in enumerate(groups) for index in range(first, last)}


def _line(
    shape: Shape, values: Mapping[str, Any], on_demand: Mapping[str, bool], article: Article | None, unit: Unit
) -> Json:
    """Put the values of one line in the order of the contract, all keys present but those not asked for."""
    line = {key: _plain(values[key]) for key in _LINES[shape] if on_demand.get(key, True)}
    if article is not None:
        _convert_offsets(line, article, unit)
    return line


def _plain(value: Any) -> Any:
    """Turn dataclasses, tuples and dates into dicts, lists and ISO strings; a number that is not finite into None."""
    if isinstance(value, str | int | None):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if dataclasses.is_dataclass(value):
        return {name: _plain(getattr(value, name)) for name in keys(value.__class__)}
    return [_plain(item) for item in value]


@functools.cache
def keys(record: type) -> tuple[str, ...]:
    """Return the names of the fields of a dataclass that the contract shows in its place, in order.

    >>> keys(Zone)
    ('zone', 'start', 'end')
    """
    moved = _MOVED.get(record, frozenset())
    return tuple(field.name for field in dataclasses.fields(record) if field.name not in moved)


def check_source_offsets(article: Article) -> None:
    """Raise `InputError` if offsets in bytes of the input cannot be given for an article, and say what can be done."""
    if article.source_map is None:
        raise InputError(
            f"no byte offsets for {article.source.media_type}: what is read is not as it stands in the file; "
            "choose --offsets codepoint, utf16 or utf8"
        )


def offset_table(text: str, offsets: Iterable[int], unit: Literal["utf16", "utf8"]) -> dict[int, int]:
    """Map offsets in code points to another unit of the text; time linear in the text, plus sorting the offsets.

    >>> offset_table("포항 😀 시장", {0, 3, 5}, "utf16")
    {0: 0, 3: 3, 5: 6}
    >>> offset_table("포항 😀 시장", {0, 3, 5}, "utf8")
    {0: 0, 3: 7, 5: 12}
    """
    codec, width = ("utf-16-le", 2) if unit == "utf16" else ("utf-8", 1)
    table: dict[int, int] = {}
    before = converted = 0
    for offset in sorted(set(offsets)):
        converted += len(text[before:offset].encode(codec, "surrogatepass")) // width
        table[offset] = converted
        before = offset
    return table


def _convert_offsets(value: Any, article: Article, unit: Unit) -> None:
    """Turn the spans in plain data, in code points of the article's text, into another unit, in place."""
    if unit == "codepoint":
        return
    spans = list(_spans(value))
    if unit == "source":
        check_source_offsets(article)
        for record, start, end in spans:
            record[start], record[end] = typing.cast(OffsetMap, article.source_map).span(record[start], record[end])
        return
    table = offset_table(article.text, (record[key] for record, *keys in spans for key in keys), unit)
    for record, start, end in spans:
        record[start], record[end] = table[record[start]], table[record[end]]


def _spans(value: Any) -> Iterator[tuple[Json, str, str]]:
    """Yield each object in plain data that holds a span, with the keys of its two offsets."""
    if isinstance(value, dict):
        for start, end in SPAN_KEYS:
            if start in value:
                yield value, start, end
        for item in value.values():
            yield from _spans(item)
    elif isinstance(value, list):
        for item in value:
            yield from _spans(item)


# --- JSON Schema ------------------------------------------------------------------------------------------------------

_TITLES: dict[Shape, str] = {
    "extract": "One article as `newsextract extract` prints it",
    "tokens": "The morphemes of one article as `newsextract tokens` prints them",
    "officials": "One official as `newsextract officials` prints it",
    "quotes": "One quote as `newsextract quotes` prints it",
    "dates": "The dates of one text as `newsextract dates` prints them",
    "errors": "An input that failed, as the file of `--errors` records it",
}
_DAY = r"^\d{4}-\d{2}-\d{2}$"
_VALUE = r"^(\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2})?)?)?|\d{2}:\d{2})$"
#: What is true of a field beyond its type: (dataclass, field) → keywords of JSON Schema.
_FACTS: dict[tuple[type, str], Json] = {
    (Source, "sha256"): {"pattern": "^[0-9a-f]{64}$"},
    (Source, "replaced"): {"minimum": 0},
    (Article, "body_start"): {"minimum": 0},
    (Article, "body_end"): {"minimum": 0},
    (Mention, "value"): {"pattern": _VALUE},
    (Mention, "range"): {"items": {"type": "string", "pattern": _DAY}},
    (FoundDate, "value"): {"pattern": _VALUE},
    (FoundDate, "range"): {"items": {"type": "string", "pattern": _DAY}},
    (Mention, "score"): {"minimum": 0, "maximum": 1},
    (OfficialRecord, "times"): {"minimum": 1},
    **{
        (record, name): {"minimum": 0}
        for record in (Zone, Mention, FoundDate, Quote, Morpheme, OfficialRecord, QuoteRecord)
        for name in ("start", "end", "sentence", "word")
        if name in {field.name for field in dataclasses.fields(record)}
    },
}


def json_schema(shape: Shape = "extract") -> Json:
    """Return the JSON Schema (draft 2020-12) of one line of output.

    Keys beyond those listed are allowed, since later versions may add some without a new `schema`.

    >>> json_schema()["required"]
    ['schema', 'source', 'article', 'mentions', 'entities', 'officials', 'quotes']
    """
    definitions: Json = {}
    line, record, optional = _LINES[shape], _RECORDS.get(shape), _OPTIONAL.get(shape, frozenset())
    schema: Json = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": _TITLES[shape],
        "type": "object",
        "properties": {key: _with_facts(_schema_of(hint, definitions), record, key) for key, hint in line.items()},
        "required": [key for key in line if key not in optional],
    }
    if definitions:
        schema["$defs"] = definitions
    return schema


def _schema_of(hint: Any, definitions: Json) -> Json:
    """Return the schema of a type hint; dataclasses are added to `definitions` and referred to."""
    simple = _SIMPLE.get(hint)
    if simple is not None:
        return dict(simple)
    if dataclasses.is_dataclass(hint):
        return _schema_of_record(typing.cast(type, hint), definitions)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is Literal:
        return {"const": arguments[0]} if len(arguments) == 1 else {"enum": list(arguments)}
    if origin in (typing.Union, types.UnionType):
        return _schema_of_union(arguments, definitions)
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema_of(arguments[1], definitions)}
    if origin is tuple and arguments[-1] is not Ellipsis:
        items = [_schema_of(argument, definitions) for argument in arguments]
        return {"type": "array", "prefixItems": items, "items": False, "minItems": len(items)}
    if origin in (tuple, list):
        return {"type": "array", "items": _schema_of(arguments[0], definitions)}
    raise TypeError(f"no JSON Schema for {hint!r}")


_SIMPLE: dict[Any, Json] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    types.NoneType: {"type": "null"},
    datetime.date: {"type": "string", "format": "date", "pattern": _DAY},
}


def _schema_of_union(arguments: tuple[Any, ...], definitions: Json) -> Json:
    """Return the schema of a union: one list of types where that is all there is to say, else `anyOf`."""
    schemas = [_schema_of(argument, definitions) for argument in arguments]
    if all(set(schema) == {"type"} for schema in schemas):
        return {"type": [schema["type"] for schema in schemas]}
    return {"anyOf": schemas}


def _schema_of_record(record: type, definitions: Json) -> Json:
    """Define a dataclass once and return a reference to it."""
    name = record.__name__
    if name not in definitions:
        definitions[name] = {}  # holds the place of the definition, so that they stand in the order of first use
        hints = typing.get_type_hints(record)
        properties = {key: _with_facts(_schema_of(hints[key], definitions), record, key) for key in keys(record)}
        definitions[name] = {
            "type": "object",
            "description": _first_sentence(record),
            "properties": properties,
            "required": list(properties),
        }
    return {"$ref": f"#/$defs/{name}"}


def _with_facts(schema: Json, record: type | None, key: str) -> Json:
    """Add what `_FACTS` says of a field of a record, if it is one's; a fact about a value that may be null holds for the value."""
    facts = _FACTS.get((record, key), {}) if record is not None else {}
    if "anyOf" in schema:
        choices = [choice if choice == {"type": "null"} else _tightened(choice, facts) for choice in schema["anyOf"]]
        return {"anyOf": choices}
    return _tightened(schema, facts)


def _tightened(schema: Json, facts: Json) -> Json:
    """Return a schema with the facts added; those about items go to each of them."""
    if "items" in facts and "prefixItems" in schema:
        return {**schema, "prefixItems": [{**item, **facts["items"]} for item in schema["prefixItems"]]}
    return {**schema, **facts}


def _first_sentence(record: type) -> str:
    """Return the first sentence of a docstring, on one line, without the marks of code."""
    text = " ".join((record.__doc__ or "").split())
    return text.partition(". ")[0].rstrip(".").replace("`", "") + "."

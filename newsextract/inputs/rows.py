"""Rows of data (JSON Lines, JSON, CSV, TSV) → articles: which field holds what."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import IO, Any, Final, Literal, NamedTuple, TypeAlias

from newsextract.decoding import ESCAPE, Decoded, byte_order_mark, decode, decode_escaped, normalize, unescape
from newsextract.errors import InputError
from newsextract.html import read_html, without_markup
from newsextract.inputs.kinds import HEAD, begins_with_row, kind_by_content
from newsextract.inputs.limits import too_long
from newsextract.inputs.options import FIELDS, Reading
from newsextract.inputs.streams import with_beginning
from newsextract.model import Article
from newsextract.reader import article_from_text

Row: TypeAlias = Mapping[str, Any]


class Numbered(NamedTuple):
    """A row, or why there is none, with its number, and how its bytes were decoded (see `model.Source`)."""

    number: int
    row: Row | InputError
    encoding: str = "utf-8"
    replaced: int = 0


#: A Unix timestamp in seconds or milliseconds, from September 2001 on.
_TIMESTAMP: Final = re.compile(r"(?:\d{10}|\d{13})(?:\.\d{1,9})?")
#: The largest JSON file that is read. Bytes; Python needs some ten times as much memory for it.
_MAX_JSON: Final = 256 << 20


def read_rows(
    rows: Iterable[Numbered],
    reading: Reading,
    *,
    path: str | None,
    media_type: str = "application/json",
) -> Iterator[tuple[int, Article | InputError]]:
    """The article of each numbered row, or why there is none."""
    for number, row, encoding, replaced in rows:
        if isinstance(row, InputError):
            yield number, row
            continue
        try:
            article = _article(row, reading, path=path, media_type=media_type, encoding=encoding, replaced=replaced)
            yield number, article
        except InputError as error:
            yield number, error


def json_lines(data: Iterable[bytes | InputError]) -> Iterator[Numbered]:
    """The objects of JSON Lines, numbered from 1; empty lines are passed over. Only `\\n` ends a line.

    They should be UTF-8. A line that is not is decoded as a file of its own would be, so that what is broken in it stays there.
    """
    for number, line in enumerate(data, start=1):
        if isinstance(line, InputError):
            yield Numbered(number, line)
            continue
        try:
            text, encoding, replaced = _decode_line(line)
            if number == 1:
                text = text.removeprefix("\ufeff")
            if text.strip():
                yield Numbered(number, _parse_row(text), encoding, replaced)
        except InputError as error:
            yield Numbered(number, error)


def _decode_line(line: bytes) -> Decoded:
    """One line of JSON Lines as text. Raises `InputError`."""
    try:
        return Decoded(line.decode("utf-8"), "utf-8", 0)
    except UnicodeDecodeError:
        return decode(line)


def _parse_row(line: str) -> Row:
    """One line of JSON Lines as an object. Raises `InputError`."""
    row = _parse_json(line, "write one object a line")
    if not isinstance(row, dict):
        raise InputError('not an object: write one object a line, such as {"text": "…"}')
    return row


def _parse_json(text: str, advice: str) -> Any:
    """A JSON value. Raises `InputError`."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "too deep or a number too long"
        raise InputError(f"not valid JSON ({reason}): {advice}") from None


def is_json_lines(head: bytes) -> bool:
    """Whether the first bytes of a file are JSON Lines rather than one JSON value: its first line is a whole object.

    >>> is_json_lines(b'{"a": 1}\\n{"a": 2}'), is_json_lines(b'{\\n"a": 1}'), is_json_lines(b'[{"a": 1}]')
    (True, False, False)
    """
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    first, ended, rest = start.partition(b"\n")
    if not begins_with_row(start if ended else start + b"\n"):
        return not ended and start.startswith(b"{")  # a first line that is longer than what was read
    row = json.loads(first)
    return rest.lstrip().startswith(b"{") if rest.strip() else _rows_of(row) == [row]


def json_rows(stream: IO[bytes]) -> Iterator[Numbered]:
    """The objects of a JSON file, numbered from 1: of a list, of the one list in an object, or the object itself.

    Raises `InputError` for a file that is no such JSON or too large to be read as one value.
    """
    data = stream.read(_MAX_JSON + 1)
    if len(data) > _MAX_JSON:
        raise InputError(
            f"a JSON file of more than {_MAX_JSON >> 20} MiB; write one object a line (JSON Lines), as `jq -c '.[]'` does"
        )
    text, encoding, broken = decode(data)
    # What is broken is counted for each row: it is found again where the bad bytes are told from the text.
    value = _parse_json(decode_escaped(data, encoding) if broken else text, "write a list of objects")
    rows = _rows_of(value)
    if rows is None:
        raise InputError('no list of objects: write a list such as [{"text": "…"}]')
    for number, row in enumerate(rows, start=1):
        replaced = 0
        if broken:
            line, replaced = unescape(json.dumps(row, ensure_ascii=False))
            row = json.loads(line)
        yield Numbered(number, row if isinstance(row, dict) else InputError("not an object"), encoding, replaced)


def _rows_of(value: object) -> list[Any] | None:
    """The objects in a JSON value: a list, the one list of objects in an object ({"articles": […]}), or the object alone."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        return None
    if any(name in value for name in FIELDS["text"][:-1]):
        return [value]
    lists = [
        item
        for item in value.values()
        if isinstance(item, list) and item and all(isinstance(row, dict) for row in item)
    ]
    return lists[0] if len(lists) == 1 else [value]


def kind_of_table(head: bytes, fields: Mapping[str, str]) -> Literal["csv", "tsv"] | None:
    """Whether the first bytes of a file are a table, as one is piped into the command: its header names the text of articles.

    >>> kind_of_table("일자,제목,본문\\n20230109,포럼,…".encode(), {}), kind_of_table("제목, 본문".encode(), {"text": "내용"})
    ('csv', None)
    """
    try:
        text = decode(head[: head.rfind(b"\n") + 1] or head).text
    except InputError:
        return None
    header, ended, _ = text.partition("\n")
    delimiter = _delimiter(header)
    names = [name.strip().strip('"') for name in header.split(delimiter)]
    wanted = [fields["text"]] if "text" in fields else FIELDS["text"]
    known = [name for names_of in FIELDS.values() for name in names_of]
    if not ended or len(names) < 2 or not any(name in names for name in wanted):
        return None
    # Prose may begin with a few words and a comma; a header names a second field, or the one that the user names.
    if "text" not in fields and sum(name in known for name in names) < 2:
        return None
    return "tsv" if delimiter == "\t" else "csv"


def table_rows(stream: io.BufferedReader, head: bytes, *, tabs: bool, max_chars: int) -> Iterator[Numbered]:
    """The rows of CSV (RFC 4180) or TSV with a header, numbered by their line. Raises `InputError` for a table without one.

    The encoding is told by the first rows that are not ASCII: UTF-8, UTF-16, or CP949, in which Excel writes Korean.
    """
    mark, encoding = byte_order_mark(head)
    beginning = head
    if encoding is None:
        beginning, stream = with_beginning(stream, _shows_encoding, _LONGEST_ASCII)
        _, encoding, _ = decode(beginning[: beginning.rfind(b"\n") + 1] or beginning)
    header_line = beginning[len(mark) :].decode(encoding, ESCAPE).partition("\n")[0]
    stream.read(len(mark))
    text = io.TextIOWrapper(stream, encoding=encoding, errors=ESCAPE, newline="")
    # The module's limit holds for the whole process; ours are those of `_Lines` and of articles.
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_FIELD))
    source = _Lines(text, max_chars)
    reader = csv.reader(source, delimiter="\t" if tabs else _delimiter(header_line))
    header: list[str] | None = None
    number = 0
    while True:
        number = source.number + 1
        source.left = source.limit
        try:
            row = next(reader, None)
        except InputError as error:
            yield Numbered(number, error)
            continue
        except csv.Error as error:
            reason = InputError(f"no valid CSV ({error}); quote fields that hold quotes or line ends")
            yield Numbered(number, reason)
            continue
        if row is None:
            break
        if header is None:
            header = [name.strip() for name in row]
        elif any(row[len(header) :]):
            reason = InputError(
                f"{len(row)} cells, but {len(header)} in the header; quote fields that hold commas or quotes"
            )
            yield Numbered(number, reason)
        elif any(row):
            cells = [unescape(cell) for cell in row]
            fields: dict[str, str] = {}
            for name, (cell, _) in zip(header, cells, strict=False):
                fields.setdefault(name, cell)
            yield Numbered(number, fields, encoding, sum(replaced for _, replaced in cells))
    text.detach()
    if header is None:
        raise InputError("the table is empty: give a header and rows")


#: How much of a table is read for its first letters that are not ASCII. Bytes.
_LONGEST_ASCII: Final = 16 << 20
#: The longest field that the reader of tables is let read. Code points.
_LONGEST_FIELD: Final = (1 << 31) - 1


def _shows_encoding(beginning: bytes) -> bool:
    """Whether what has been read of a table has a whole line with letters that are not ASCII, or is UTF-16."""
    last = beginning.rfind(b"\n") + 1
    return not beginning[:last].isascii() or b"\x00" in beginning


class _Lines:
    """The lines of a table as its reader takes them. One row of far more characters than an article may have is an error, after which
    the next line comes: the reader itself would keep all of it in memory.

    `left` is how much of the row may still come, `number` how many lines have been read.
    """

    def __init__(self, text: IO[str], max_chars: int) -> None:
        self._text = text
        self._max_chars = max_chars
        self.limit = 2 * max_chars + 65_536  # a field may be of quotes, which are doubled
        self.left = self.limit
        self.number = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._text.readline(self.left + 1)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) > self.left:
            while line and not line.endswith(("\n", "\r")):
                line = self._text.readline(1 << 20)
            raise too_long(self._max_chars)
        self.left -= len(line)
        return line


def _delimiter(header: str) -> str:
    """What parts the fields of CSV: a comma, or what the header has more of."""
    return max(",;\t|", key=lambda mark: (header.count(mark), mark == ","))


def _article(row: Row, reading: Reading, *, path: str | None, media_type: str, encoding: str, replaced: int) -> Article:
    """The article of one row. Raises `InputError` for a field that is missing or of the wrong type."""
    name, value = _find(row, "text", reading)
    if name is None:
        keys = ", ".join(" ".join(key.split())[:40] for key in list(row)[:20]) or "none"
        raise InputError(
            f'no field "{reading.fields.get("text", "text")}"; name the one that has the text with --text-field NAME (fields: {keys}'
            f"{', …' if len(row) > 20 else ''})"
        )
    text = _text_of(value)
    if text is None:
        raise InputError(f'the field "{name}" is not a string: give the text of the article')
    if len(text) > reading.max_chars:
        raise too_long(reading.max_chars)
    is_page = kind_by_content(text[:HEAD].encode("utf-8", "replace")) == "html"
    if not is_page:
        text = without_markup(text)
    if not text.strip():
        raise InputError(f'the field "{name}" is empty: give the text of the article')
    id_ = _id(*_find(row, "id", reading))
    stated = None if reading.published else _day(*_find(row, "published", reading))
    headline = _optional_text(*_find(row, "headline", reading))
    press = _optional_text(*_find(row, "press", reading))
    if is_page:
        page = read_html(
            text.encode("utf-8", "replace"),
            path=path,
            published=reading.published,
            plain=reading.plain,
            id=id_,
            stated=stated,
            headline=headline,
            press=press,
        )
        return replace(page, source=replace(page.source, encoding=encoding, replaced=replaced))
    return article_from_text(
        text,
        path=path,
        id=id_,
        published=reading.published,
        stated=stated,
        headline=headline,
        press=press,
        plain=reading.plain,
        encoding=encoding,
        replaced=replaced,
        media_type=media_type,
    )


def _find(row: Row, ours: str, reading: Reading) -> tuple[str | None, Any]:
    """The name and value of a field: the one that the user names, else the first of its usual names that has a value in the row."""
    names = (reading.fields[ours],) if ours in reading.fields else FIELDS[ours]
    empty: tuple[str | None, Any] = None, None
    for name in names:
        value: Any = row.get(name)
        if name not in row:
            value = row
            for part in name.split("."):
                value = value.get(part) if isinstance(value, dict) else None
        if value is not None and value != "" and value != []:
            return name, value
        if empty[0] is None and (name in row or value is not None):
            empty = name, value
    return empty


def _text_of(value: object) -> str | None:
    """The text in a field: a string, or a list of paragraphs, as strings or objects (the Modu corpora: [{"form": "…"}])."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and value:
        parts = [part.get("form", part.get("text")) if isinstance(part, dict) else part for part in value]
        words = [part for part in parts if isinstance(part, str)]
        if len(words) == len(parts):
            return "\n".join(words)
    return None


def _id(name: str | None, value: Any) -> str | None:
    if isinstance(value, (dict, list)):
        raise InputError(f'the field "{name}" is not a string or a number')
    return None if value is None else value if isinstance(value, str) else json.dumps(value)


def _optional_text(name: str | None, value: Any) -> str | None:
    """An optional field of text; an empty one counts as not given. Raises `InputError`."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise InputError(f'the field "{name}" is not a string')
    return without_markup(normalize(value)).strip() or None


def _day(name: str | None, value: Any) -> datetime.date | None:
    """The day in a row's own field; `None` if there is none. Raises `InputError` for anything that is not a date."""
    if value is None or value == "":
        return None
    from newsextract.normalization import day_of_timestamp, parse_published

    text = str(value).strip()
    day = parse_published(text) if isinstance(value, (str, int)) else None  # as a number, too: 20230109
    if day is None and _TIMESTAMP.fullmatch(text):
        day = day_of_timestamp(float(text))
    if day is None:
        raise InputError(f'the field "{name}" is not a date: write YYYY-MM-DD, or name another with --date-field')
    return day

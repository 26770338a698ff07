"""A file → its articles, by its kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from newsextract.decoding import byte_order_mark
from newsextract.errors import InputError
from newsextract.inputs.items import Item, open_items
from newsextract.inputs.kinds import InputFormat, kind_by_content, kind_by_name
from newsextract.inputs.limits import lines, read_all, too_long
from newsextract.inputs.mail import read_mail
from newsextract.inputs.options import Reading
from newsextract.inputs.rows import is_json_lines, json_lines, json_rows, kind_of_table, read_rows, table_rows
from newsextract.model import Article
from newsextract.reader import read_article


class Read(NamedTuple):
    """An article, or why there is none, with the path that is told of it. What is no `InputError` is a bug."""

    path: str
    article: Article | Exception


def read_inputs(path: str, reading: Reading) -> Iterator[Read]:
    """Yield the articles of one input: of a file, or of each file in an archive, in their order.

    Raises `InputError` and `OSError` for what concerns the input as a whole; what is wrong with one member or row does not stop
    the others.
    """
    for item in open_items(path, reading.patterns):
        try:
            yield from read_item(item, reading)
        except Exception as error:  # a bug, too, concerns this file alone
            if item.path == path:
                raise
            yield Read(item.path, error)


def read_item(item: Item, reading: Reading) -> Iterator[Read]:
    """Yield the articles of one file. Raises `InputError` for what concerns the file as a whole."""
    path, head, stream = item
    if isinstance(stream, InputError):
        raise stream
    kind = kind_of(path, head, reading)
    if kind in ("text", "html", "eml"):
        data = read_all(stream, reading.max_chars)
        if kind == "eml":
            for place, article in read_mail(data, path, lambda part: read_item(part, reading), reading):
                too_much = isinstance(article, Article) and len(article.text) > reading.max_chars
                yield Read(place, too_long(reading.max_chars) if too_much else article)
            return
        yield Read(path, read_document(data, kind, path, reading))
        return
    media_type = "application/json"
    if kind == "jsonl":
        _, encoding = byte_order_mark(head)
        if encoding not in (None, "utf-8"):  # bytes cannot be cut into lines then
            raise InputError(f"JSON Lines in {encoding}; convert them with `iconv -f {encoding[:6].upper()} -t UTF-8`")
        rows = json_lines(lines(stream, reading.max_chars))
    elif kind == "json":
        rows = json_rows(stream)
    else:
        rows = table_rows(stream, head, tabs=kind == "tsv", max_chars=reading.max_chars)
        media_type = "text/tab-separated-values" if kind == "tsv" else "text/csv"
    for number, article in read_rows(rows, reading, path=path, media_type=media_type):
        yield Read(path, InputError(f"line {number}: {article}") if isinstance(article, InputError) else article)


def kind_of(path: str, head: bytes, reading: Reading) -> InputFormat:
    """What a file is: as the user says, else by its name, else by how it begins. A page named .txt is a page."""
    if reading.input_format is not None:
        return reading.input_format
    named = kind_by_name(path)
    if named is None or named == "text" or (named == "html" and b"<" not in head):
        named = kind_by_content(head)
    if named == "text":
        named = kind_of_table(head, reading.fields) or named
    return "jsonl" if named == "json" and is_json_lines(head) else named


def read_document(data: bytes, kind: InputFormat, path: str, reading: Reading) -> Article:
    """The article of a text or page. Raises `InputError`."""
    if kind == "html":
        from newsextract.html import read_html

        article = read_html(data, path=path, published=reading.published, plain=reading.plain)
    else:
        article = read_article(
            data,
            path=path,
            published=reading.published,
            plain=reading.plain,
            source_offsets=reading.source_offsets,
        )
    if len(article.text) > reading.max_chars:
        raise too_long(reading.max_chars)
    return article

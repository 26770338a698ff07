"""E-mail (RFC 5322) → articles: what it says, under its subject, and the texts and pages attached to it."""

from __future__ import annotations

import datetime
import email
import email.policy
import hashlib
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from email.message import EmailMessage, MIMEPart
from typing import TYPE_CHECKING, Any, Final

from newsextract.decoding import Decoded, decode
from newsextract.errors import InputError
from newsextract.inputs.items import Item, items_of
from newsextract.inputs.kinds import matches
from newsextract.inputs.limits import read_all
from newsextract.model import Article
from newsextract.normalization import korean_day
from newsextract.reader import article_from_text

if TYPE_CHECKING:
    from newsextract.inputs.options import Reading
    from newsextract.inputs.reading import Read

#: What mail programs put before a subject that is answered or passed on.
_PREFIX = re.compile(r"^(?:\s*(?:RE|FW|FWD|답장|전달|회신)\s?(?:\[\d+\])?\s?:\s*)+", re.IGNORECASE)


def read_mail(
    data: bytes, path: str, read: Callable[[Item], Iterable[Read]], reading: Reading
) -> Iterator[tuple[str, Article | Exception]]:
    """Yield the article of a mail's own words, then those of each attachment that a folder's files would be read of.

    The subject is the headline, the day of sending that of publication. An attachment's path is
    `mail.eml!name`. Mails within mails are read to some depth. A mail without words and attachments is an `InputError`.
    """
    try:
        yield from _articles(_parse(data), path, read, reading, 0)
    except RecursionError:
        raise InputError("an e-mail nested too deeply; save what is in it and give that") from None


#: A field that is read when a mail is parsed: the standard library takes quadratic time for it.
_CONTENT_FIELD: Final = re.compile(rb"(?im)^(Content-[a-z-]{1,30}):[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*")
#: How long it, the subject and the date may be. Bytes, code points.
_MAX_FIELD: Final = 4000
#: How many mails are read inside each other. Those attached as files are parsed again at every level.
_MAX_DEPTH: Final = 5


def _parse(data: bytes) -> EmailMessage:
    """The mail in some bytes. Raises `InputError`."""
    for field in _CONTENT_FIELD.finditer(data):
        _check_length(field[1].decode(), field.end() - field.start())
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        for part in message.walk():
            part.get("Content-Disposition")  # fails now rather than later: parsing looks at the other fields alone
    except UnicodeError:  # the standard library catches most of what may be wrong with a charset, but not all
        raise InputError("an e-mail with a field in an unknown charset; save its text and give that") from None
    if not isinstance(message, EmailMessage):
        raise InputError("no e-mail; save it again as .eml")
    return message


def _check_length(name: str, length: int) -> None:
    """Raise `InputError` for a field that is too long to be read."""
    if length > _MAX_FIELD:
        raise InputError(f"an e-mail whose field {name} is {length:,} characters long; save its text and give that")


def _articles(
    message: EmailMessage, path: str, read: Callable[[Item], Iterable[Read]], reading: Reading, depth: int
) -> Iterator[tuple[str, Article | Exception]]:
    """The articles of a mail that so many others are around. Raises `InputError` if there are none."""
    if depth > _MAX_DEPTH:
        raise InputError(f"more than {_MAX_DEPTH} e-mails inside each other; save the inner ones and give those")
    for field, value in message.raw_items():
        if field.lower() in ("subject", "date"):
            _check_length(field, len(value))
    found = False
    article: Article | Exception | None
    try:
        article = _own_words(message, path, reading)
    except InputError as error:
        article = error
    if article is not None:
        found = True
        yield path, article
    for name, content in _attachments(message):
        if not any(matches(name, pattern) for pattern in reading.patterns):
            continue
        found = True
        place = f"{path}!{name}"
        try:
            if isinstance(content, EmailMessage):
                yield from _articles(content, place, read, reading, depth + 1)
            else:
                for item in items_of(place, io.BytesIO(content), reading.patterns):
                    yield from _attached(item, read, reading, depth)
        except InputError as error:
            yield place, error
    if not found:
        raise InputError("the e-mail has no text, and no attachment that is read; save its attachment and give that")


def _attached(
    item: Item, read: Callable[[Item], Iterable[Read]], reading: Reading, depth: int
) -> Iterator[tuple[str, Article | Exception]]:
    """The articles of an attached file, or why there are none."""
    from newsextract.inputs.reading import kind_of

    try:
        if not isinstance(item.stream, InputError) and kind_of(item.path, item.head, reading) == "eml":
            data = read_all(item.stream, reading.max_chars)
            yield from _articles(_parse(data), item.path, read, reading, depth + 1)
        else:
            for inner in read(item):
                yield inner.path, inner.article
    except InputError as error:
        yield item.path, error


def _own_words(message: EmailMessage, path: str, reading: Reading) -> Article | None:
    """The article that a mail is itself; None without words."""
    body = message.get_body(("plain", "html"))
    if body is None:
        return None
    content = _bytes(body)
    if not content.strip():
        return None
    subject = _subject(message)
    words, encoding, replaced = _decoded(body, content)
    if not words.strip():
        return None
    if body.get_content_type() == "text/html":
        from newsextract.html import read_html

        # With a byte-order mark, so that whatever charset the page states does not matter.
        page = words.encode("utf-8-sig")
        article = read_html(page, path=path, published=reading.published, plain=reading.plain, stated=_sent(message))
        sha256 = hashlib.sha256(content).hexdigest()
        source = replace(article.source, encoding=encoding, replaced=replaced, sha256=sha256)
        return replace(article, source=source, headline=article.headline or subject)
    whole = (
        f"{subject}\n\n{words}" if subject and not reading.plain and not words.lstrip().startswith(subject) else words
    )
    return article_from_text(
        whole,
        path=path,
        published=reading.published,
        stated=_sent(message),
        headline=subject,
        plain=reading.plain,
        encoding=encoding,
        replaced=replaced,
        media_type="message/rfc822",
    )


def _subject(message: EmailMessage) -> str | None:
    """The subject without what says that it is an answer; None without one."""
    subject = " ".join(str(message.get("Subject", "")).split())
    return _PREFIX.sub("", subject).strip() or None


def _sent(message: EmailMessage) -> datetime.date | None:
    """The day in Korea on which a mail was sent; None if it does not say."""
    header: Any = message.get("Date")
    moment = getattr(header, "datetime", None)
    return korean_day(moment) if isinstance(moment, datetime.datetime) else None


def _bytes(part: MIMEPart) -> bytes:
    """The bytes of a part without their transfer encoding."""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _decoded(part: MIMEPart, content: bytes) -> Decoded:
    """The text of a part of which the bytes are given. Raises `InputError`."""
    charset = part.get_content_charset()
    declared = [charset] if charset else []
    if part.get_content_type() == "text/html":
        from newsextract.html.charsets import stated_charsets

        declared += stated_charsets(content)
    return decode(content, declared)


def _attachments(message: EmailMessage) -> Iterator[tuple[str, bytes | EmailMessage]]:
    """The attached files, and the mails passed on, with their names."""
    for number, part in enumerate(message.iter_attachments(), start=1):
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0)
            if isinstance(inner, EmailMessage):
                yield f"{number}.eml", inner
            continue
        name = (part.get_filename() or "").replace("\\", "/").rpartition("/")[2]
        if name:
            yield name, _bytes(part)

"""E-mail (RFC 5322) → articles: what it says, under its subject, and the texts and pages attached to it."""

from __future__ import annotations

import datetime
import email
import email.policy
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from email.message import EmailMessage, Message, MIMEPart
from typing import TYPE_CHECKING, Any, Final

from newsextract.decoding import Decoded, decode
from newsextract.errors import InputError
from newsextract.inputs.items import Item, items_of
from newsextract.inputs.kinds import matches
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
    `mail.eml!name`. A mail without words and attachments is an `InputError`.
    """
    try:
        message = _parse(data)
        yield from _articles(message, path, read, reading)
    except RecursionError:
        raise InputError("an e-mail nested too deeply; save what is in it and give that") from None


#: A field that is read when a mail is parsed: the standard library takes quadratic time for it.
_CONTENT_FIELD: Final = re.compile(rb"(?im)^(Content-[a-z-]{1,30}):[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*")
#: How long it, the subject and the date may be. Bytes, code points.
_MAX_FIELD: Final = 4000


def _parse(data: bytes) -> EmailMessage:
    """The mail in some bytes. Raises `InputError`."""
    for field in _CONTENT_FIELD.finditer(data):
        _check_length(field[1].decode(), field.end() - field.start())
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not isinstance(message, EmailMessage):
        raise InputError("no e-mail; save it again as .eml")
    for name, value in message.raw_items():
        if name.lower() in ("subject", "date"):
            _check_length(name, len(value))
    return message


def _check_length(name: str, length: int) -> None:
    """Raise `InputError` for a field that is too long to be read."""
    if length > _MAX_FIELD:
        raise InputError(f"an e-mail whose field {name} is {length:,} characters long; save its text and give that")


def _articles(
    message: EmailMessage, path: str, read: Callable[[Item], Iterable[Read]], reading: Reading
) -> Iterator[tuple[str, Article | Exception]]:
    """The articles of a mail. Raises `InputError` if there are none."""
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
            for item in items_of(place, io.BytesIO(content), reading.patterns):
                for inner in read(item):
                    yield inner.path, inner.article
        except InputError as error:
            yield place, error
    if not found:
        raise InputError("the e-mail has no text, and no attachment that is read; save its attachment and give that")


def _own_words(message: EmailMessage, path: str, reading: Reading) -> Article | None:
    """The article that a mail is itself; None without words."""
    body = message.get_body(("plain", "html"))
    if body is None:
        return None
    subject = _subject(message)
    if body.get_content_type() == "text/html":
        from newsextract.html import read_html

        article = read_html(_bytes(body), path=path, published=reading.published, plain=reading.plain)
        if article.published_source in (None, "file-name") and (sent := _sent(message)) is not None:
            article = replace(article, published=sent, published_source="page")
        return replace(article, headline=article.headline or subject)
    words, encoding, replaced = _text(body)
    if not words.strip():
        return None
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


def _text(part: MIMEPart) -> Decoded:
    """The text of a part, in the charset that it declares, else as the decoder finds."""
    content = _bytes(part)
    charset = part.get_content_charset()
    if charset is not None and content.strip():
        charset = "cp949" if charset in ("euc-kr", "ks_c_5601-1987") else charset
        try:
            return Decoded(content.decode(charset), charset, 0)
        except (LookupError, UnicodeDecodeError):
            pass  # what it declares is wrong: look at the bytes
    return decode(content) if content.strip() else Decoded("", "utf-8", 0)


def _attachments(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """The attached files, and the mails passed on, with their names."""
    for number, part in enumerate(message.iter_attachments(), start=1):
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0)
            if isinstance(inner, Message):
                yield f"{number}.eml", inner.as_bytes()
            continue
        name = (part.get_filename() or "").replace("\\", "/").rpartition("/")[2]
        if name:
            yield name, _bytes(part)

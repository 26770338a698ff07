"""Result → flat records: one for each official and one for each quote, each with what its article says of itself.

The fields of the two dataclasses, in their order, are the keys of a line of JSON Lines and the columns of CSV.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from dataclasses import dataclass

from newsextract.model import Article, Official, Quote, Result, Status, ZoneKind


@dataclass(frozen=True, slots=True)
class OfficialRecord:
    """One official of one article. `times` says how often the person is named, or the title where nobody is.

    `path` and `id` are those of the article's source, `published` and `headline` the article's. `start` and `end` are the
    span of the first mention, of the name or of the title; for the other fields see `model.Official`.
    """

    path: str | None
    id: str | None
    published: datetime.date | None
    name: str | None
    title: str
    organization: str | None
    status: Status
    former: bool
    times: int
    entity: str | None
    start: int
    end: int
    rule: str
    headline: str | None


@dataclass(frozen=True, slots=True)
class QuoteRecord:
    """One quote of one article. `title`, `organization` and `status` are those of the office in which the speaker speaks.

    The three are None where no office is known. `path` and `id` are those of the article's source, `published` and
    `headline` the article's, `zone` is the part of the page in which the quote stands; for the other fields see
    `model.Quote`.
    """

    path: str | None
    id: str | None
    published: datetime.date | None
    speaker: str | None
    title: str | None
    organization: str | None
    status: Status | None
    text: str
    direct: bool
    verb: str | None
    entity: str | None
    start: int
    end: int
    zone: ZoneKind
    rule: str | None
    headline: str | None


def official_records(result: Result) -> list[OfficialRecord]:
    """Return the officials of an article as flat records, in their order. Offsets are code points.

    >>> from newsextract import extract
    >>> (record,) = official_records(extract("이강덕 포항시장은 8일 서울에서 말했다. 이 시장은 웃었다.", plain=True))
    >>> record.name, record.title, record.organization, record.times, (record.start, record.end)
    ('이강덕', '시장', '포항시', 2, (0, 3))
    """
    return [_official_record(result, official) for official in result.officials]


def quote_records(result: Result) -> list[QuoteRecord]:
    """Return the quotes of an article as flat records, in text order. Offsets are code points.

    >>> from newsextract import extract
    >>> (record,) = quote_records(extract("이강덕 시장은 “포항의 미래를 여는 자리”라고 말했다.", plain=True))
    >>> record.speaker, record.text, record.direct, record.zone
    ('이강덕', '포항의 미래를 여는 자리', True, 'body')
    """
    return [_quote_record(result, quote) for quote in result.quotes]


def _official_record(result: Result, official: Official) -> OfficialRecord:
    article = result.article
    mentions = [result.mentions[index] for index in official.mentions]
    named = sum(mention.kind == "PERSON" for mention in mentions)
    return OfficialRecord(
        path=article.source.path,
        id=article.source.id,
        published=article.published,
        name=official.name,
        title=official.title,
        organization=official.organization,
        status=official.status,
        former=official.former,
        times=named or len(mentions),
        entity=official.entity,
        start=mentions[0].start,
        end=mentions[0].end,
        rule=official.rule,
        headline=article.headline,
    )


def _quote_record(result: Result, quote: Quote) -> QuoteRecord:
    article = result.article
    office = None if quote.official is None else result.officials[quote.official]
    return QuoteRecord(
        path=article.source.path,
        id=article.source.id,
        published=article.published,
        speaker=quote.speaker,
        title=None if office is None else office.title,
        organization=None if office is None else office.organization,
        status=None if office is None else office.status,
        text=quote.text,
        direct=quote.direct,
        verb=quote.verb,
        entity=quote.entity,
        start=quote.start,
        end=quote.end,
        zone=_zone_at(article, quote.start),
        rule=quote.rule,
        headline=article.headline,
    )


def _zone_at(article: Article, offset: int) -> ZoneKind:
    """The zone in which a character that is not white space stands: zones are sorted and cover all of these."""
    return article.zones[bisect_right(article.zones, offset, key=lambda zone: zone.start) - 1].zone

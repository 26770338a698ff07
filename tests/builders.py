"""Small results and documents made by hand, for tests that need no analyzer."""

from __future__ import annotations

import datetime
from typing import Any

from newsextract.model import (
    Article,
    Document,
    Entity,
    Kind,
    Mention,
    Official,
    Quote,
    Reporter,
    Result,
    Sentence,
    Source,
    Token,
    Word,
    Zone,
)

TEXT = "😀 이강덕 포항시장은 9일 “포항의 미래를 여는 자리”라고 말했다."


def make_article(text: str = TEXT, **changes: Any) -> Article:
    """An article whose whole text is one zone of body."""
    values: dict[str, Any] = {
        "text": text,
        "source": Source("samples/a.txt", None, "0" * 64, "utf-8", "text/plain"),
        "headline": "포항시장 “미래를 연다”",
        "subheadlines": ("둘째 제목",),
        "press": "한빛일보",
        "reporters": (Reporter("서다온", "daon@hanbit.example"), Reporter("고운", None)),
        "published": datetime.date(2023, 1, 9),
        "published_source": "page",
        "dateline": "포항",
        "body_start": 0,
        "body_end": len(text),
        "zones": (Zone("body", 0, len(text)),),
    }
    return Article(**{**values, **changes})


def make_mention(text: str, start: int, end: int, kind: Kind, **changes: Any) -> Mention:
    """A mention of `text[start:end]`."""
    values: dict[str, Any] = {
        "value": None,
        "range": None,
        "zone": "body",
        "entity": None,
        "rule": "test",
        "score": 0.5,
    }
    return Mention(start, end, text[start:end], kind, **{**values, **changes})


def make_result(article: Article | None = None) -> Result:
    """A result with something of everything; in `TEXT` every offset is one UTF-16 unit more than in code points."""
    article = article or make_article()
    text = article.text
    person = text.index("이강덕")
    city = text.index("포항")
    day = text.index("9일")
    quote = text.index("포항의"), text.index("”")
    mentions = (
        make_mention(text, person, person + 3, "PERSON", entity="e1"),
        make_mention(text, city, city + 4, "TITLE"),
        make_mention(text, city, city + 2, "CITY", entity="e2"),
        make_mention(text, day, day + 2, "DATE", value="2023-01-09"),
    )
    entities = (
        Entity("e1", "PERSON", "이강덕", (), (0,), {}),
        Entity(
            "e2", "CITY", "포항시", ("포항",), (2,), {"code": "47110", "country": "KR", "lat": 36.019, "lon": 129.343}
        ),
    )
    officials = (Official("이강덕", "시장", "포항시", False, "current", "e1", (0, 1), "name_before_title"),)
    quotes = (Quote(*quote, text[slice(*quote)], "이강덕", "e1", "말하", True, 0, "subject_before"),)
    return Result(article, mentions, entities, officials, quotes)


def make_document(article: Article) -> Document:
    """A document with one token for each word between spaces, in one sentence."""
    tokens: list[Token] = []
    at = 0
    for form in article.text.split():
        start = article.text.index(form, at)
        at = start + len(form)
        tokens.append(Token(form, "NNG", start, at, True))
    words = tuple(Word(token.start, token.end, number, number + 1) for number, token in enumerate(tokens))
    sentence = Sentence(tokens[0].start, at, 0, len(tokens), 0, len(words), "body")
    return Document(article, tuple(tokens), words, (sentence,))

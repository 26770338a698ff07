"""The JSON-LD of a page → the article that it describes (https://schema.org/NewsArticle), also where the JSON is broken."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from lxml.html import HtmlElement

Node: TypeAlias = dict[str, Any]

_ARTICLE_TYPE = re.compile(r"(?:^|/)(?:\w*NewsArticle|Article|Report|BlogPosting|LiveBlogPosting)$")
#: What editors leave in JSON: a comma before a closing bracket, marks of CDATA and comments around it.
_TRAILING_COMMA = re.compile(r",(?=\s{0,200}[}\]])")
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*;?\s*$")
#: Where the JSON cannot be read at all, its plain fields still can.
_FIELD = re.compile(r'"(headline|datePublished|dateModified|articleSection)"\s{0,9}:\s{0,9}"((?:[^"\\\n]|\\.){1,500})"')
#: An escape; editors also write some that JSON does not know, as `\'`.
_ESCAPE = re.compile(r"\\(.)")


def article_nodes(root: HtmlElement) -> list[Node]:
    """Return the articles that the page's JSON-LD describes, those of news first.

    >>> from lxml.html import document_fromstring
    >>> script = '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "시장 순방",}]}</script>'
    >>> article_nodes(document_fromstring(script))[0]["headline"]
    '시장 순방'
    """
    found: list[Node] = []
    for script in root.iter("script"):
        if "ld+json" in script.get("type", "").lower() and script.text:
            found.extend(_articles(script.text))
    return sorted(found, key=lambda node: not any("NewsArticle" in kind for kind in _types(node)))


def way_to_page(root: HtmlElement) -> list[str]:
    """Return the names on the way from the front page to this one, as the first BreadcrumbList in the page's JSON-LD gives them.

    >>> from lxml.html import document_fromstring
    >>> items = '[{"name": "홈"}, {"item": {"@id": "https://paper.example/society", "name": "사회"}}]'
    >>> script = f'<script type="application/ld+json">{{"@type": "BreadcrumbList", "itemListElement": {items}}}</script>'
    >>> way_to_page(document_fromstring(script))
    ['홈', '사회']
    """
    for script in root.iter("script"):
        if "ld+json" in script.get("type", "").lower() and "BreadcrumbList" in (script.text or ""):
            for node in nodes(_load(_WRAPPING.sub("", script.text or ""))):
                items = node.get("itemListElement")
                if "BreadcrumbList" in _types(node) and isinstance(items, list):
                    return [
                        name
                        for item in items[:_MAX_STEPS]
                        if isinstance(item, dict)
                        for name in (texts(item) or texts(item.get("item")))
                    ]
    return []


#: So many steps of a way are read at most.
_MAX_STEPS = 10


def _articles(source: str) -> Iterator[Node]:
    """The articles in one script."""
    data = _load(_WRAPPING.sub("", source))
    if data is None:
        if re.search(r'"@type"\s{0,9}:\s{0,9}\[?\s{0,9}"\w*Article"', source):
            fields: Node = {"@type": "NewsArticle"}
            for name, value in _FIELD.findall(source):
                known = _ESCAPE.sub(lambda match: match[0] if match[1] in '"\\/bfnrtu' else match[1], value)
                fields.setdefault(name, _load(f'"{known}"') or "")
            yield fields
        return
    yield from (node for node in nodes(data) if any(map(_ARTICLE_TYPE.search, _types(node))))


def nodes(data: Any) -> Iterator[Node]:
    """The objects in a value, the outer before those in them."""
    waiting = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(reversed(value))
        elif isinstance(value, dict):
            yield value
            waiting.extend(item for item in reversed(value.values()) if isinstance(item, dict | list))


def _load(source: str) -> Any:
    """The value of a JSON text, read with patience; None if there is none."""
    for text in (source, _TRAILING_COMMA.sub("", source)):
        try:
            return json.loads(text, strict=False)  # not strict: line ends within strings
        except (ValueError, RecursionError):
            continue
    return None


def _types(node: Node) -> list[str]:
    """The types of a node."""
    kinds = node.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def texts(value: Any) -> list[str]:
    """The strings that a value gives: itself, the `name` of what it describes, those of a list.

    >>> texts([{"@type": "Person", "name": "홍길동"}, "김철수", 3])
    ['홍길동', '김철수']
    """
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, dict):
        name = value.get("name") or value.get("@value")
        return texts(name) if not isinstance(name, dict) else []
    if isinstance(value, list):
        return [text for item in value[:50] if not isinstance(item, list) for text in texts(item)]
    return []


def first_text(value: Any) -> str | None:
    """The first string that a value gives, or None."""
    return next(iter(texts(value)), None)

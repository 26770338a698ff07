"""The article that a page keeps in its scripts alone, for a program of the site to show: Arc's Fusion, Next.js and the like.

Their data are JSON, the value of a variable or all of a script. An article in them is an object that has the page's title and a text:
HTML in one field, or the elements of Arc (`content_elements`), one a paragraph.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from lxml.html import HtmlElement

from newsextract.html.structured import Node, nodes

_TITLE_FIELDS = ("headline", "headlines", "title", "subject")
_TEXT_FIELDS = (
    "content_elements",
    "articleBody",
    "article_body",
    "contentHtml",
    "bodyHtml",
    "content",
    "contents",
    "body",
)
#: What the data of a page are named by, as those scripts have it that are worth a look.
_TEXT_NAME = re.compile(rf'"(?:{"|".join(_TEXT_FIELDS)})\\?"')
_VALUE = re.compile(r"""(?<![=!<>])=\s{0,9}(?:(?=[{\[])|JSON\.parse\(\s{0,9}(?="))""")
_START = re.compile(r"\s*(?=[{\[])")
#: So many values of a script are read at most, so that a script that is no JSON is not read again from each of its brackets.
_MAX_VALUES = 20
#: The shortest text. Code points.
_LEAST = 100


def data_scripts(root: HtmlElement) -> tuple[str, ...]:
    """Return the scripts that may hold an article as data."""
    scripts = (element.text for element in root.iter("script") if "ld+json" not in element.get("type", "").lower())
    return tuple(script for script in scripts if script and _TEXT_NAME.search(script))


def article_of_scripts(scripts: Sequence[str], is_title: Callable[[str], bool]) -> str | None:
    """Return the text of the first article of which `is_title` knows the title, as HTML; None if there is none.

    >>> script = 'data={"title":"시장 순방","content":"' + "<p>시장이 10일 일본에서 투자자를 만났다.</p>" * 4 + '"};'
    >>> article_of_scripts([script], "시장 순방".__eq__)[:12]
    '<p>시장이 10일 일'
    """
    for script in scripts:
        for value in _values(script):
            for node in nodes(value):
                if any(is_title(title) for title in _titles(node)):
                    text = next(filter(None, (_text(node.get(field)) for field in _TEXT_FIELDS)), None)
                    if text is not None:
                        return _subheadline(node) + text
    return None


def _values(script: str) -> Iterator[Any]:
    """The JSON values of a script: all of it, or what it gives to its variables."""
    decoder = json.JSONDecoder(strict=False)
    start = _START.match(script) or _VALUE.search(script)
    for _ in range(_MAX_VALUES):
        if start is None:
            return
        end = start.end()
        try:
            value, end = decoder.raw_decode(script, end)
            yield decoder.decode(value) if isinstance(value, str) else value  # JSON.parse("{…}")
        except (ValueError, RecursionError):
            pass
        start = _VALUE.search(script, end)


def _titles(node: Node) -> Iterator[str]:
    """The titles of an object."""
    for field in _TITLE_FIELDS:
        value = node.get(field)
        if isinstance(value, dict):
            value = value.get("basic")
        if isinstance(value, str):
            yield value


def _text(value: Any) -> str | None:
    """The HTML in a field; None if it holds no text of an article's length."""
    if isinstance(value, list):
        value = "".join(_element(item) for item in value if isinstance(item, dict))
    return value if isinstance(value, str) and len(value) >= _LEAST else None


def _element(element: Node) -> str:
    """The HTML of an element of Arc; nothing for advertisements and links to other articles."""
    kind, content = element.get("type"), element.get("content")
    if kind == "image":
        caption = element.get("caption")
        return f"<figure><figcaption>{caption}</figcaption></figure>" if isinstance(caption, str) else ""
    if kind in ("list", "quote"):
        items = element.get("items" if kind == "list" else "content_elements")
        return "".join(_element(item) for item in items if isinstance(item, dict)) if isinstance(items, list) else ""
    if kind not in ("text", "header", "raw_html") or not isinstance(content, str):
        return ""
    return f"<h3>{content}</h3>" if kind == "header" else f"<p>{content}</p>"


def _subheadline(node: Node) -> str:
    """The sub-headline of Arc, as HTML."""
    value = node.get("subheadlines")
    basic = value.get("basic") if isinstance(value, dict) else None
    return f"<h2>{html.escape(basic)}</h2>" if isinstance(basic, str) and basic.strip() else ""

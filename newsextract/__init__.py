"""Extract officials, places, companies, organizations, dates and events from Korean news articles.

>>> import newsextract
>>> newsextract.__name__
'newsextract'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsextract import model, schema
    from newsextract.batch import read_articles
    from newsextract.dates import find_dates, resolve_date
    from newsextract.errors import InputError, NewsextractError
    from newsextract.model import Article, Entity, FoundDate, Mention, Official, Quote, Result
    from newsextract.pipeline import Extractor, extract

__version__ = "0.1.0"
__all__ = [
    "Article",
    "Entity",
    "Extractor",
    "FoundDate",
    "InputError",
    "Mention",
    "NewsextractError",
    "Official",
    "Quote",
    "Result",
    "__version__",
    "extract",
    "find_dates",
    "model",
    "read_articles",
    "resolve_date",
    "schema",
]

_HOMES = {
    "Extractor": "pipeline",
    "extract": "pipeline",
    "read_articles": "batch",
    "InputError": "errors",
    "NewsextractError": "errors",
    **dict.fromkeys(("find_dates", "resolve_date"), "dates"),
    **dict.fromkeys(("Article", "Entity", "FoundDate", "Mention", "Official", "Quote", "Result"), "model"),
}
_MODULES = frozenset({"model", "schema"})


def __getattr__(name: str) -> Any:
    """Load the public names on first use, so that `newsextract --help` stays fast (PEP 562)."""
    from importlib import import_module

    if name in _MODULES:
        return import_module(f"newsextract.{name}")
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"newsextract.{home}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)

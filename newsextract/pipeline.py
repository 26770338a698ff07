"""Article → Result: the one place where the order of the steps is written."""

from __future__ import annotations

import datetime
from functools import cache, cached_property

from newsextract.context import Context, read_context
from newsextract.gazetteer import Gazetteer
from newsextract.model import Article, Document, Mention, Result
from newsextract.reader import article_from_text
from newsextract.recognizers import RECOGNIZERS, rank
from newsextract.recognizers.organizations import introduced_names
from newsextract.repeats import find_aliases, find_repeats
from newsextract.spans import settle
from newsextract.titles import find_titles
from newsextract.tokenizer import Tokenizer


class Extractor:
    """Reads articles one after another; the analyzer is loaded once, on first use (about two seconds)."""

    def __init__(self) -> None:
        self._tokenizer = Tokenizer()

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return Gazetteer.load()

    def load(self) -> None:
        """Load the analyzer and the name tables now rather than on first use."""
        self._tokenizer.load()
        _ = self._gazetteer

    def tokenize(self, article: Article) -> Document:
        """Return the article's morphemes, words and sentences (of headline, sub-headlines, captions and body)."""
        return self._tokenizer.tokenize(article)

    def extract_article(self, article: Article) -> Result:
        """Extract all facts from an article that has been read."""
        context = read_context(self.tokenize(article), self._gazetteer)
        mentions = recognize(context)
        return Result(article, tuple(mentions), (), (), ())


def recognize(context: Context) -> list[Mention]:
    """Find the mentions of a document and settle which of them stand."""
    for name, kind, _ in introduced_names(context, list(find_titles(context))):
        context.names.setdefault(name, kind)
    candidates = [mention for find in RECOGNIZERS for mention in find(context)]
    mentions = settle(candidates, rank)
    candidates += find_aliases(context, mentions)
    mentions = settle(candidates, rank)
    candidates += find_repeats(context, mentions)
    return settle(candidates, rank)

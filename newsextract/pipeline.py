"""Article → Result: the one place where the order of the steps is written."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path

from newsextract.context import Context, read_context
from newsextract.coreference import link_entities
from newsextract.gazetteer import Gazetteer
from newsextract.headlines import find_headline_forms
from newsextract.hygiene import clean
from newsextract.linking import find_definite_titles, find_links
from newsextract.model import Article, Document, Kind, Mention, Result
from newsextract.officials import find_officials
from newsextract.page.wrapping import unwrap
from newsextract.quotes import find_quotes
from newsextract.reader import article_from_text
from newsextract.recognizers import RECOGNIZERS, rank
from newsextract.recognizers.organizations import introduced_names
from newsextract.recognizers.tagged import is_doubtful
from newsextract.repeats import find_aliases, find_repeats, find_titles_beside
from newsextract.restoring import RestoredDocument, article_as_read, restore_document, restore_result
from newsextract.spacing import correct_spaces
from newsextract.spans import settle
from newsextract.tagger import Tagger
from newsextract.tagger.weights import BUILT_IN
from newsextract.titles import find_titles
from newsextract.tokenizer import Tokenizer


class Extractor:
    """Reads articles one after another; the analyzer is loaded once, on first use (about two seconds)."""

    def __init__(self, weights: Path | None = None) -> None:
        """Take the tagger's weights from a file that `newsextract train` wrote, by default the built-in ones."""
        self._tokenizer = Tokenizer()
        self._tagger = Tagger(weights or BUILT_IN)

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return Gazetteer.load()

    def load(self) -> None:
        """Load the analyzer and the name tables now rather than on first use."""
        self._tokenizer.load()
        self._tagger.load()
        _ = self._gazetteer

    def tokenize(self, article: Article) -> Document:
        """Return the article's morphemes, words and sentences (of headline, sub-headlines, captions and body).

        What is analyzed is the text without the dirt of copying (`hygiene`), with wrapped lines joined (`wrapping`) and wrong
        spaces corrected (`spacing`); offsets refer to the article's own text.
        """
        edited = clean(article.text)
        given = article if edited is None else article_as_read(article, edited)
        joined = unwrap(given, self._tokenizer.needs_space)
        if joined is not None:
            edited = joined if edited is None else edited.then(joined)
            given = article_as_read(article, edited)
        document, spaced = correct_spaces(given, self._tokenizer.for_one_article(), self._gazetteer)
        if spaced is not None:
            edited = spaced if edited is None else edited.then(spaced)
        return document if edited is None else restore_document(document, article, edited.offsets)

    def read(self, document: Document) -> Context:
        """Prepare a tokenized article for the recognizers: noun chunks, known names, and what the tagger finds likely.

        The offsets of the context, and of all that is found in it, refer to the text as it is read (`context.text`).
        """
        reading = document.reading if isinstance(document, RestoredDocument) else document
        context = read_context(reading, self._gazetteer)
        return replace(context, tagged=tuple(self._tagger.tag(context)))

    def extract_article(self, article: Article) -> Result:
        """Extract all facts from an article that has been read."""
        return self.extract_document(self.tokenize(article))

    def extract_document(self, document: Document) -> Result:
        """Extract all facts from an article that has been tokenized."""
        context = self.read(document)
        found = recognize(context)
        links = find_links(context, found)
        definite = list(find_definite_titles(context, found, links))
        found = sorted([*found, *(title for title, _ in definite)], key=lambda mention: (mention.start, -mention.end))
        links += [link for _, link in definite]
        mentions, entities = link_entities(context, found, links)
        officials = find_officials(context, mentions, entities, links)
        quotes = find_quotes(context, mentions, entities, officials, links)
        result = Result(context.document.article, tuple(mentions), tuple(entities), tuple(officials), tuple(quotes))
        if isinstance(document, RestoredDocument):
            return restore_result(result, document.article, document.offsets)
        return result

    def extract(
        self,
        text: str,
        *,
        published: datetime.date | None = None,
        headline: str | None = None,
        press: str | None = None,
        id: str | None = None,
        plain: bool = False,
    ) -> Result:
        """Extract all facts from the text of a page or article.

        `published` is the day that relative dates are resolved against; it, `headline` and `press` win over what the page
        says. `plain` skips the search for page structure. Offsets in the result refer to `result.article.text`: the text in
        NFC with `\\n` line ends. Raises `TypeError` for a text that is no `str` or a day that is no `date`.
        """
        return self.extract_article(
            article_from_text(text, id=id, published=published, headline=headline, press=press, plain=plain)
        )


def _is_own_reporter(context: Context, mention: Mention) -> bool:
    """Whether a mention names the article's own reporter, who is no person in the news: 송단비 기자가 다녀왔습니다."""
    if mention.kind == "PERSON":
        name, after = mention.text, context.text[mention.end : mention.end + 4].strip()
    elif mention.kind == "TITLE" and mention.text in _REPORTING:
        name, after = context.text[max(mention.start - 6, 0) : mention.start].strip(), mention.text
    else:
        return False
    return after.startswith((*_REPORTING, "입니다")) and any(
        name.endswith(reporter.name) for reporter in context.document.article.reporters
    )


_REPORTING = ("기자", "특파원", "앵커")


@cache
def _shared() -> Extractor:
    return Extractor()


def extract(text: str, *, published: datetime.date | None = None, plain: bool = False) -> Result:
    """Extract all facts from the text of a page or article, with an extractor shared by all calls.

    >>> result = extract("이강덕 포항시장은 8일 서울에서 말했다.", published=datetime.date(2023, 1, 9), plain=True)
    >>> [(official.name, official.title, official.organization) for official in result.officials]
    [('이강덕', '시장', '포항시')]
    """
    return _shared().extract(text, published=published, plain=plain)


def recognize(context: Context) -> list[Mention]:
    """Find the mentions of a document and settle which of them stand."""
    titles = list(find_titles(context))
    for name, kind, _ in introduced_names(context, titles):
        context.names.setdefault(name, kind)
    # The names that the article introduces can show that what looked like a title is a body (산업연구원 실장).
    context.titles.extend(find_titles(context) if context.names else titles)
    candidates = [mention for find in RECOGNIZERS for mention in find(context) if not is_doubtful(context, mention)]
    mentions = _settle(candidates)
    for find_more in (find_aliases, find_repeats, find_titles_beside, find_headline_forms):
        more = list(find_more(context, mentions))
        if more:
            candidates += more
            mentions = _settle(candidates)
    return [mention for mention in mentions if not _is_own_reporter(context, mention)]


def _settle(candidates: Sequence[Mention]) -> list[Mention]:
    """Settle which candidates stand. What a rule and the tagger both found keeps the rule's name and the tagger's score."""
    scores = {(m.start, m.end, m.kind): m.score for m in candidates if m.score is not None}
    rules: dict[tuple[int, int, Kind], Mention] = {}
    for mention in candidates:
        key = mention.start, mention.end, mention.kind
        if mention.score is None and key in scores:
            if key not in rules or rank(mention.rule) > rank(rules[key].rule):
                rules[key] = mention
    both = {key: replace(mention, score=scores[key]) for key, mention in rules.items()}
    return [both.get((m.start, m.end, m.kind), m) for m in settle(candidates, rank)]

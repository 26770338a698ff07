"""Quotations and who says them: words in quotation marks, and reported clauses (…다고 밝혔다)."""

from __future__ import annotations

from collections.abc import Sequence

from newsextract.context import Context
from newsextract.discourse import Discourse
from newsextract.linking import Link
from newsextract.model import Entity, Mention, Official, Quote
from newsextract.quotes.attribution import Attribution
from newsextract.quotes.direct import find_direct
from newsextract.quotes.reported import find_reported
from newsextract.quotes.speakers import Speakers


def find_quotes(
    context: Context,
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
    officials: Sequence[Official],
    links: Sequence[Link],
) -> list[Quote]:
    """Find the quotations of an article with their speakers, in text order."""
    speakers = Speakers(context, mentions, links, Discourse(context.text, mentions))
    attribution = Attribution(context, mentions, entities, officials, speakers.holders)
    direct = list(find_direct(context, speakers, attribution))
    reported = list(find_reported(context, speakers, attribution, [(quote.start, quote.end) for quote in direct]))
    return sorted([*direct, *reported], key=lambda quote: (quote.start, quote.end))

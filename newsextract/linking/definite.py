"""Titles that stand alone for the one person who holds them in the article."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsextract.context import Context
from newsextract.linking.links import Link
from newsextract.model import Mention
from newsextract.names import is_surname
from newsextract.spans import Cover
from newsextract.titles import Title


def find_definite_titles(
    context: Context, mentions: Sequence[Mention], links: Sequence[Link]
) -> Iterator[tuple[Mention, Link]]:
    """Yield the titles that stand alone for the one person who holds them in the article (시장은 “…”고 했다), each with its link.

    Only where the title is the subject of somebody who speaks, after the one person whom the article names with it.
    """
    held: dict[str, dict[str, Link]] = defaultdict(dict)
    for link in links:
        if link.person is not None and not is_surname(link.person.text):
            held[link.role].setdefault(link.person.text, link)
    covered = Cover((mention.start, mention.end) for mention in mentions)
    for title in context.titles:
        holders = list(held.get(title.head, {}).values()) if not title.prefix and not title.extension else []
        if len(holders) != 1 or holders[0].person is None or covered.reaches(title.start, title.end):
            continue
        if holders[0].person.start < title.start and _is_definite(context, title):
            mention = context.mention(title.start, title.end, "TITLE", "title_of_holder")
            yield mention, replace(holders[0], title=mention, reason="definite_title")


_SUBJECT = re.compile(r"(?:은|는|이|가|도|께서는?)(?= )")


_SPEAKS = re.compile(
    r"[“\"]|(?:다|라|자|냐)(?:고|며|면서)(?: [가-힣]{1,8}){0,2} (?:말|밝|강조|설명|전|덧붙|주장|약속|당부|촉구|지적|반박|답|선언|다짐|호소|해명|언급)"
)


def _is_definite(context: Context, title: Title) -> bool:
    """Whether a title is the subject of a sentence about what somebody says, with no word before it that makes it another's."""
    text, sentence = context.text, context.sentence_at(title.start)
    if not _SUBJECT.match(text, title.end) or not _SPEAKS.search(text, title.end, sentence.end):
        return False
    if sentence.start == title.start or text[title.start - 1] in '“"‘(,':
        return True
    before = context.ends.get(title.start - 1)
    if before is None:
        return False
    token = context.document.tokens[before]
    return token.tag in ("JX", "JKB", "MAJ", "EC") or token.form in ("이날", "전날", "당시", "이후", "이어")

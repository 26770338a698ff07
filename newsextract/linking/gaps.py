"""What stands between the mentions of one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsextract.context import Context
from newsextract.discourse import particle_of
from newsextract.model import Mention

_BRACKETED = re.compile(r"\s?\([^()]{0,80}\)")


def outer(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions that lie in no other one, dates and times left out."""
    outer: list[Mention] = []
    for mention in mentions:
        if mention.kind in ("DATE", "TIME"):
            continue
        if outer and mention.end <= outer[-1].end:
            continue
        outer.append(mention)
    return outer


class Gaps:
    """What stands between the mentions of one sentence."""

    def __init__(self, context: Context, mentions: Sequence[Mention], article: Sequence[Mention], first: int) -> None:
        """Take the outer mentions of a sentence, and all mentions of the article, of which `first` is the sentence's first."""
        self.text = context.text
        self.mentions = mentions
        self._article = article
        self._first = first
        self._at = {mention.start: index for index, mention in enumerate(mentions)}
        self.depths = [self._depth(mention.start) for mention in mentions]

    def _depth(self, at: int) -> int:
        low = max(at - 200, 0)
        start = max(self.text.rfind("\n", low, at), low)
        return max(self.text.count("(", start, at) - self.text.count(")", start, at), 0)

    def left(self, index: int) -> int:
        """The mention left of `index` at the same bracket depth; -1 if there is none."""
        for at in range(index - 1, -1, -1):
            if self.depths[at] == self.depths[index]:
                return at
            if self.depths[at] < self.depths[index]:
                return -1
        return -1

    def right(self, index: int) -> int:
        """The mention right of `index` at the same bracket depth; -1 if there is none."""
        for at in range(index + 1, len(self.mentions)):
            if self.depths[at] == self.depths[index]:
                return at
            if self.depths[at] < self.depths[index]:
                return -1
        return -1

    def index_of(self, mention: Mention) -> int | None:
        """The index of a mention of the article among those of the sentence; None if it is none of them."""
        index = self._at.get(mention.start)
        return index if index is not None and self.mentions[index].kind == mention.kind else None

    def between(self, left: int, right: int) -> str:
        """The text between two mentions without bracketed insertions."""
        return _BRACKETED.sub("", self.text[self.mentions[left].end : self.mentions[right].start])

    def backwards(self, index: int) -> Iterator[Mention]:
        """Yield the mentions before `index`, nearest first: of the sentence, then of the article before it."""
        yield from reversed(self.mentions[:index])
        for at in range(self._first - 1, -1, -1):
            yield self._article[at]

    def particle(self, person: int) -> str:
        """The particle that follows a person and the title right after the name; empty if there is none."""
        return particle_of(self.text, self.mentions, person)

    def before(self, index: int, length: int = 6) -> str:
        """The few code points before a mention."""
        start = self.mentions[index].start
        return self.text[max(start - length, 0) : start]


def is_part(gaps: Gaps, index: int) -> bool:
    """Whether a mention is only a part of a longer word, of a name that is no mention (한국 in 한국스포츠TV)."""
    return gaps.text[gaps.mentions[index].end : gaps.mentions[index].end + 1].isalnum()

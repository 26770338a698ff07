"""Who is spoken of at a place of the text: whom 그는 and 고인은 mean, and who goes on as the topic where a sentence names no subject."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from newsextract.model import Mention
from newsextract.office_words import MODIFIER_RUN

#: What stands for a person named before. 고인은 is whose death is the news.
PRONOUN = re.compile(r"(?<![가-힣])(?:그|그녀|고인)(?=[는은이가도의]|께서)")
_JOINED = re.compile(rf"\s?{MODIFIER_RUN}")
_PARTICLE = re.compile(
    r"(?:\s?\([^()\n]{0,60}\))?(?: ?씨| 양| 군| 할머니| 할아버지| 어르신)?(?:\s?\([^()\n]{0,60}\))?(께서는|께서|을|를|은|는|이|가|도)(?![가-힣])"
)
_PARAGRAPH = re.compile(r"[^\n]+")
_DIED = re.compile(r"[^.\n]{0,60}(?:별세|타계|영면|향년|숨을 거뒀|세상을 떠)")


def particle_of(text: str, mentions: Sequence[Mention], index: int) -> str:
    """The particle that follows a person, the body and title right after the name skipped; empty if there is none."""
    at = index
    while at + 1 < len(mentions) and mentions[at + 1].kind != "PERSON":
        following = mentions[at + 1]
        if following.start < mentions[at].end:  # a place inside a title
            at += 1
            continue
        if not _JOINED.fullmatch(re.sub(r"\([^()\n]{0,80}\)", "", text[mentions[at].end : following.start])):
            break
        at += 1
        if following.kind == "TITLE":
            break
    end = max(mentions[at].end, mentions[index].end)
    while at > index and mentions[at].kind != "TITLE":
        at -= 1
        end = max(mentions[at].end, mentions[index].end)
    match = _PARTICLE.match(text, end)
    return "" if match is None else "는" if match.group(1).startswith("께서") else match.group(1)


class Discourse:
    """The people of an article in text order, with the particle of each."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self._text = text
        #: The paragraphs, by where each begins.
        self._paragraphs = [match.start() for match in _PARAGRAPH.finditer(text)]
        self._people: list[tuple[int, str, Mention]] = [
            (mention.start, particle_of(text, mentions, index), mention)
            for index, mention in enumerate(mentions)
            if mention.kind == "PERSON"
        ]
        self._starts = [start for start, _, _ in self._people]
        #: By how many people come before a place, the index of the last subject (은, 는, 이, 가) among them; -1 without one.
        self._last_subject = list(
            accumulate(
                (
                    at if particle in ("은", "는", "이", "가") else -1
                    for at, (_, particle, _) in enumerate(self._people)
                ),
                max,
                initial=-1,
            )
        )

    def antecedent(self, position: int) -> Mention | None:
        """Whom 그 at an offset means: the last person before it who is a subject, in its paragraph or else in the one before;
        without one the last person of the paragraph; None if there is none."""
        at = bisect_right(self._paragraphs, position) - 1
        paragraph, before = (self._paragraphs[max(number, 0)] for number in (at, at - 1))
        first, here, last = (bisect_left(self._starts, at) for at in (before, paragraph, position))
        for low, high in ((here, last), (first, here)):
            if self._last_subject[high] >= low:
                return self._people[self._last_subject[high]][2]
        return self._people[last - 1][2] if last > here else None

    def topic(self, low: int, position: int) -> Mention | None:
        """Who is the topic (은, 는) of the last sentence in `[low, position)` that has one, by name or by a pronoun; None if nobody."""
        people = [
            (mention.start, mention) for particle, mention in self._between(low, position) if particle in ("은", "는")
        ]
        pronouns = [
            found.start() for found in PRONOUN.finditer(self._text, low, position) if self._text[found.end()] in "은는"
        ]
        if pronouns and (not people or pronouns[-1] > people[-1][0]):
            return self.pronoun(pronouns[-1], pronouns[-1] + 4)
        return people[-1][1] if people else None

    def pronoun(self, low: int, position: int) -> Mention | None:
        """Whom the last pronoun in `[low, position)` means; None if there is none."""
        pronouns = list(PRONOUN.finditer(self._text, low, position))
        if not pronouns:
            return None
        found = pronouns[-1]
        if found.group() == "고인":
            return self._deceased
        return self.antecedent(found.start())

    @cached_property
    def _deceased(self) -> Mention | None:
        """The first person of whose death the article tells; None if nobody."""
        return next((mention for _, _, mention in self._people if _DIED.match(self._text, mention.end)), None)

    def _between(self, low: int, high: int) -> list[tuple[str, Mention]]:
        first, last = bisect_left(self._starts, low), bisect_left(self._starts, high)
        return [(particle, mention) for _, particle, mention in self._people[first:last]]

"""Reading leftwards from a title: the words before it in its sentence, bracketed insertions skipped."""

from __future__ import annotations

from typing import NamedTuple

_OPENING = "([〈《「『【‘“'\"<"
_STOPS = ",.;:!?…·ㆍ’”'\"“‘〉》」』】〈《「『【<>/|=▲△◇▷■●-–~→"
_MAX_BRACKET = 120


class LeftWord(NamedTuple):
    """A word before a title: `text[start:end]`; `bracket`: the span of a bracketed insertion right after it, if any;
    `joined`: what stands between it and the word to its right (" ", "·", "")."""

    start: int
    end: int
    text: str
    bracket: tuple[int, int] | None
    joined: str


def left_words(text: str, low: int, position: int, limit: int = 7) -> list[LeftWord]:
    """Return up to `limit` words before `position` and not before `low`, nearest first.

    Stops at punctuation other than a middle dot; a round bracket and what it holds is skipped and noted.

    >>> [word.text for word in left_words("차분해(53·연수원 27기) 대검찰청 부장", 0, 20)]
    ['대검찰청', '차분해']
    """
    words: list[LeftWord] = []
    right = position
    while len(words) < limit:
        at = right
        while at > low and text[at - 1] in "  ":
            at -= 1
        if at < right - 2:
            break  # more than a space or two is a gap in the layout
        joined = text[at:right]
        bracket: tuple[int, int] | None = None
        if at > low and text[at - 1] == ")":
            opening = text.rfind("(", max(low, at - _MAX_BRACKET), at)
            if opening < 0:
                break
            bracket = (opening, at)
            at = opening
            while at > low and text[at - 1] == " ":
                at -= 1
        elif not joined and words:
            if at > low and text[at - 1] in "·ㆍ":
                joined = text[at - 1]
                at -= 1
            else:
                break
        end = at
        while at > low and not text[at - 1].isspace() and text[at - 1] != ")":
            character = text[at - 1]
            if character in _OPENING or (character in _STOPS and not _inner(text, at - 1, low, end)):
                break
            at -= 1
        if at == end or (at > low and text[at - 1] in '”"'):
            break  # nothing, or the particle of a quotation (…”고 안성규 대표는)
        words.append(LeftWord(at, end, text[at:end], bracket, joined))
        right = at
    return words


def _inner(text: str, at: int, low: int, end: int) -> bool:
    """Whether the punctuation at `at` belongs to the word: an initial's period, a hyphen or dot within Latin letters."""
    character = text[at]
    if character == ".":
        return at > low and text[at - 1].isascii() and text[at - 1].isalpha()
    if character in "-·" and at > low and at + 1 < end:
        return text[at - 1].isascii() and text[at - 1].isalnum() and text[at + 1].isascii() and text[at + 1].isalnum()
    return False

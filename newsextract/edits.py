"""A text with changes made to it, and the way back: from every offset of the new text to the old one.

Recognition reads a cleaned text, offsets refer to the text as it was, and `--offsets source` refers to bytes: each step that
changes a text is written as edits, and steps are chained with `then`. All is linear in the length of the text.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from itertools import compress, count
from operator import eq
from typing import NamedTuple

from newsextract.model import OffsetMap


class Edit(NamedTuple):
    """`[start, end)` of a text is replaced by `text`: dropped where that is empty, put in where the span is."""

    start: int
    end: int
    text: str


class Edited(NamedTuple):
    """A new text and where its code points stand in the old one."""

    text: str
    offsets: OffsetMap

    def then(self, later: Edited) -> Edited:
        """Return this step and a later one, which was made to its text, as one step.

        >>> once = apply_edits("A&amp;B", [Edit(1, 6, "&")])
        >>> twice = once.then(apply_edits(once.text, [Edit(3, 3, "!")]))
        >>> twice.text, twice.offsets.span(1, 3)
        ('A&B!', (1, 7))
        """
        new = later.offsets
        # What `OffsetMap.span` does, for all spans at once.
        after = self.offsets.ends[-1] if self.offsets.ends else 0
        firsts = array("q", (*self.offsets.starts, after))
        lasts = array("q", (0, *self.offsets.ends))
        starts = array("q", map(firsts.__getitem__, new.starts))
        ends = array("q", map(lasts.__getitem__, new.ends))
        for at in compress(count(), map(eq, new.starts, new.ends)):  # what was put in
            ends[at] = starts[at]
        return Edited(later.text, OffsetMap(starts, ends))


def apply_edits(text: str, edits: Iterable[Edit]) -> Edited:
    """Make edits, which are in text order and do not overlap. Offsets are code points.

    Where as many code points are put in as are taken out, each stands for the one in its place; else each of them stands
    for all that was taken out, so that no span of the new text cuts it.

    >>> edited = apply_edits("포항\\u200b시", [Edit(2, 3, "")])
    >>> edited.text, edited.offsets.span(0, 2), edited.offsets.span(1, 3)
    ('포항시', (0, 2), (1, 4))
    """
    parts: list[str] = []
    starts, ends = array("q"), array("q")
    done = 0
    for start, end, new in edits:
        parts += text[done:start], new
        same = len(new) == end - start
        _keep(starts, ends, done, end if same else start)
        if not same:
            starts.extend([start] * len(new))
            ends.extend([end] * len(new))
        done = end
    parts.append(text[done:])
    _keep(starts, ends, done, len(text))
    return Edited("".join(parts), OffsetMap(starts, ends))


def _keep(starts: array[int], ends: array[int], start: int, end: int) -> None:
    """Add code points that stand for themselves."""
    starts.extend(range(start, end))
    ends.extend(range(start + 1, end + 1))

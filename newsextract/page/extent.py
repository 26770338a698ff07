"""The lines of a page with their roles, and where the article ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsextract.page.lines import ENDING, Role
from newsextract.page.segments import Segment

#: Roles that belong to the site, never to the article.
FURNITURE: frozenset[Role] = frozenset(
    {
        "masthead",
        "breadcrumb",
        "menu",
        "buttons",
        "hashtags",
        "link",
        "related",
        "comments",
        "notice",
        "summary",
        "copyright",
        "rights_mark",
        "advertisement",
        "separator",
        "stamp",
    }
)
BYLINES: frozenset[Role] = frozenset({"byline", "sign_off", "crew"})
PARAGRAPHS: frozenset[Role] = frozenset({"prose", "caption"})
#: Where the headline is surely above.
BELOW_HEADLINE: frozenset[Role] = frozenset({"prose", "caption", "script"})
#: Below these the article has ended, if at most this share of the paragraphs before follows (see `end_of_article`).
_ENDINGS: dict[Role, float] = {
    "copyright": 1.0,
    "comments": 0.5,
    "notice": 0.25,
    "byline": 0.25,
    "sign_off": 0.25,
    "related": 0.1,
    "buttons": 0.1,
}
#: What stands below the last paragraph of an article, so that paragraphs above it belong to the article.
_SIGNATURES: frozenset[Role] = frozenset({"byline", "sign_off", "copyright"})


@dataclass(frozen=True, slots=True)
class Line:
    """A segment, its role, and its place among the segments."""

    segment: Segment
    role: Role
    number: int

    @property
    def text(self) -> str:
        return self.segment.text


def end_of_article(lines: Sequence[Line]) -> int:
    """The number of the segment after the last one of the article.

    The article ends at its last paragraph before a line that closes pages: a claim of copyright, comments, a request
    for tips, the reporter's address, a list of other articles. Such a line may also stand inside an article, so it
    closes only if what follows it is small against what stands before: a claim of copyright always if as much follows,
    a list of related articles only if nearly nothing does and no signature comes after that.
    """
    roles = _paragraph_roles(lines)
    mass = [0]
    for line in lines:
        mass.append(mass[-1] + (len(line.text) if line.role in roles else 0))
    last_paragraph = max((line.number for line in lines if line.role in roles), default=-1)
    last_signature = max((line.number for line in lines if line.role in _SIGNATURES), default=-1)
    closings = (
        line.number
        for line in lines
        if line.role in _ENDINGS
        and mass[line.number]
        and _is_closing(lines, mass, line.number)
        and not (line.role in ("related", "buttons") and line.number < last_paragraph < last_signature)
    )
    close = next(closings, len(lines))
    end = 1 + max((line.number for line in lines[:close] if line.role in roles), default=-1)
    while end < close and (
        _continues(lines[end], close == len(lines)) or _heads_list(lines[end : min(end + 2, close)])
    ):
        end += 1
    return end


def _paragraph_roles(lines: Sequence[Line]) -> frozenset[Role]:
    """The roles that are the article's paragraphs: in a list of appointments the entries, in a mere headline any
    text."""
    present = {line.role for line in lines}
    if "prose" in present or "caption" in present:
        return PARAGRAPHS
    return frozenset({"item"}) if "item" in present else frozenset({"text", "credit"})


def _continues(line: Line, is_last: bool) -> bool:
    """Whether a line below the last paragraph still belongs to the article: an entry of a list, a sentence without its
    full stop, and, where nothing of the site follows, any text."""
    return line.role in ("item", "script") or (line.role == "text" and (is_last or bool(ENDING.search(line.text))))


def _heads_list(lines: Sequence[Line]) -> bool:
    """Whether a short line stands over the entries of a list: [인사]."""
    if len(lines) < 2 or lines[1].role != "item" or len(lines[0].text) > 20:
        return False
    return lines[0].role == "text" or (lines[0].role == "menu" and lines[0].text[0] in "[<〈【")


def _is_closing(lines: Sequence[Line], mass: Sequence[int], number: int) -> bool:
    """Whether a line that can close an article does. A list of other articles right below a signature always does unless
    more follows than stands before: with the first words of each article it may be long."""
    role = lines[number].role
    before, after = mass[number], mass[-1] - mass[number]
    if role == "related" and number and lines[number - 1].role in _SIGNATURES:
        return after <= before
    return after <= before * _ENDINGS[role] or (role == "copyright" and before >= 400)


def first_content(lines: Sequence[Line], end: int) -> int:
    """The number of the first segment of an article without a headline."""
    for line in lines[:end]:
        if line.role in ("prose", "caption", "item", "text", "script"):
            return line.number
    return end

"""What each part of the article is: zones for every segment of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsextract.model import Zone, ZoneKind
from newsextract.page.bylines import closing_credit, opening_byline
from newsextract.page.extent import BYLINES, FURNITURE, Line
from newsextract.page.headline import headline_span
from newsextract.page.lines import SENTENCE_END
from newsextract.page.segments import trim

#: What a question in an interview begins with.
_QUESTION = frozenset("―—QA")
#: The longest line that is taken as a heading between two paragraphs. Code points.
_MAX_CROSSHEAD = 50


def find_zones(
    text: str, lines: Sequence[Line], start: int, end: int, headline: Line | None, press: str | None
) -> Iterator[Zone]:
    """One zone for each segment; a byline at the head of a paragraph and a photographer's name at its end are cut
    off."""
    first_prose = next((line.number for line in lines[start:end] if line.role in ("prose", "script")), end)
    related = False
    for line in lines:
        begin, stop = line.segment.start, line.segment.end
        if not start <= line.number < end:
            yield Zone("byline" if line.role in BYLINES else "boilerplate", begin, stop)
            continue
        if headline and line.number == headline.number:
            for kind, first, last in _parts_of_title(line, press):
                yield Zone(kind, *trim(text, begin + first, begin + last))
            continue
        related = line.role == "related" or (related and line.role in ("text", "link"))
        kind = "boilerplate" if related else _kind(line, lines, first_prose, end)
        if kind in ("body", "caption") and line.role != "script":
            yield from _paragraph(text, begin, stop, kind, press)
        else:
            yield Zone(kind, begin, stop)


def _parts_of_title(line: Line, press: str | None) -> Iterator[tuple[ZoneKind, int, int]]:
    """The headline and what names the paper before or after it, as offsets into the line."""
    start, stop = headline_span(line.text, press)
    parts: tuple[tuple[ZoneKind, int, int], ...] = (
        ("boilerplate", 0, start),
        ("headline", start, stop),
        ("boilerplate", stop, len(line.text)),
    )
    return ((kind, first, last) for kind, first, last in parts if line.text[first:last].strip())


def _kind(line: Line, lines: Sequence[Line], first_prose: int, end: int) -> ZoneKind:
    """The zone of a segment between headline and last paragraph."""
    if line.role in BYLINES:
        return "byline"
    if line.role in FURNITURE:
        return "boilerplate"
    following = lines[line.number + 1].role if line.number + 1 < len(lines) else None
    if line.role in ("caption", "credit") or (line.role == "text" and following == "credit"):
        return "caption"
    if line.role == "prose":
        return "caption" if _is_repeated(line, lines) else "body"
    if line.role == "script" or first_prose == end:
        return "body"
    if line.number < first_prose and (line.role == "text" or len(line.text) <= _MAX_CROSSHEAD):
        return "subheadline"
    if line.text[0] in _QUESTION:
        return "body"
    follows_sentence = bool(SENTENCE_END.search(lines[line.number - 1].text[-60:]))
    if follows_sentence and following == "prose" and line.number + 1 < end and len(line.text) <= _MAX_CROSSHEAD:
        return "subheadline"
    return "body"


def _is_repeated(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a neighbour says the same: pages give a caption twice, as text and as the description of the picture."""
    return any(
        0 <= number < len(lines) and lines[number].text == line.text for number in (line.number - 1, line.number + 1)
    )


def _paragraph(text: str, start: int, end: int, kind: ZoneKind, press: str | None) -> Iterator[Zone]:
    """The zones of one paragraph: a byline at its head, the paragraph, the photographer's or writer's name at its
    end."""
    head = opening_byline(text[start : start + 200] if end - start > 200 else text[start:end], press)
    if head:
        first, last = trim(text, start, start + head)
        if first < last:
            yield Zone("byline", first, last)
        start = trim(text, start + head, end)[0]
    tail_from = max(start, end - 200)
    credit = closing_credit(text[tail_from:end], press)
    stop = tail_from + credit if credit is not None else end
    first, last = trim(text, start, stop)
    if first < last:
        yield Zone(kind, first, last)
    first, last = trim(text, stop, end)
    if first < last:
        yield Zone("byline", first, last)


def find_subheadlines(text: str, zones: Sequence[Zone]) -> Iterator[str]:
    """The sub-headlines above the first paragraph, without the dashes around them."""
    for zone in zones:
        if zone.zone == "body":
            return
        if zone.zone == "subheadline":
            yield re.sub(r"^[\-–—─=△▲■□◆◇●○·•\s]+|[\s\-–—─=]+$", "", text[zone.start : zone.end])

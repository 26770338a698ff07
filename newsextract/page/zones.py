"""What each part of the article is: zones for every segment of the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from newsextract.model import Zone, ZoneKind
from newsextract.page.bylines import closing_credit, opening_byline
from newsextract.page.extent import BYLINES, FURNITURE, Line
from newsextract.page.headline import COMPARED, INFLECTED, headline_span, heads_signature, share_of_words, word_starts
from newsextract.page.lines import SENTENCE_END
from newsextract.page.segments import trim

#: What a question in an interview begins with.
_QUESTION = frozenset("―—QA")
#: How far below a heading its first paragraph stands, pictures between them. Lines.
_NEAR = 6
#: The longest line that is taken as a heading between two paragraphs. Code points.
_MAX_CROSSHEAD = 50


def find_zones(
    text: str, lines: Sequence[Line], start: int, end: int, headline: Line | None, press: str | None
) -> Iterator[Zone]:
    """One zone for each segment; a byline at the head of a paragraph and a photographer's name at its end are cut
    off."""
    first_prose = next(
        (
            line.number
            for line in lines[start:end]
            if line.role in ("prose", "script") and not heads_signature(line, lines, end)
        ),
        end,
    )
    about = cache(lambda: _words_of(lines[first_prose:end], headline))  # few pages need it
    above = {line.text for line in lines[:start]}  # the names of sections, which stand at the article, too
    is_script = any(line.role == "script" for line in lines[start:end])
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
        related = line.role == "related" or (related and line.role in ("text", "link", "item"))
        kind = "boilerplate" if related else _kind(line, lines, first_prose, end)
        if kind == "subheadline" and line.number < first_prose:
            if line.text in above or _is_label(line, about):
                kind = "boilerplate"
        elif kind == "subheadline" and is_script:
            kind = "body"  # who speaks: 주민
        if kind in ("body", "caption") and line.role != "script":
            yield from _paragraph(text, begin, stop, kind, press)
        else:
            yield Zone(kind, begin, stop)


def _words_of(lines: Sequence[Line], headline: Line | None) -> frozenset[str]:
    """What the article is about: the starts of the words of its headline and its paragraphs."""
    text = "\n".join(line.text for line in lines)[:COMPARED]
    return word_starts(f"{headline.text if headline else ''}\n{text}")


def _is_label(line: Line, about: Callable[[], frozenset[str]]) -> bool:
    """Whether a line above the first paragraph is one of the site: too short for a sub-headline, or short and about nothing
    that the article is about. Fires on `뉴스플리`, `viewer`, `편집자주`, `동영상 고정 취소`."""
    letters = len(re.sub(r"[\W\d_]", "", line.text))
    if letters < _MIN_SUBHEADLINE or not re.search("[가-힣]", line.text):
        return True
    is_bare = letters <= _MAX_LABEL and _BARE.fullmatch(line.text) is not None and not INFLECTED.search(line.text)
    return is_bare and not share_of_words(line.text, about())


#: Letters of a sub-headline at least, and of a line of the site at most.
_MIN_SUBHEADLINE = 5
_MAX_LABEL = 14
#: Words without figures and marks, which sub-headlines are full of.
_BARE = re.compile(r"[가-힣A-Za-z]+(?: [가-힣A-Za-z]+){0,3}")


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
    below = lines[line.number + 1 : line.number + _NEAR]
    following = below[0].role if below else None
    if line.role in ("caption", "credit") or (line.role == "text" and following == "credit"):
        return "caption"
    if line.role == "prose" and line.number < first_prose:
        return "subheadline"
    if line.role == "prose":
        return "caption" if _is_repeated(line, lines) else "body"
    if line.role == "script" or first_prose == end:
        return "body"
    if line.number < first_prose and len(line.text) > 20 and _SCENE_END.search(line.text):
        return "caption"
    if line.number < first_prose and _follows_picture(line, lines) and following == "caption":
        return "caption"
    if line.number < first_prose and re.search(r"[가-힣]\.[”\"’']?$", line.text) and line.role == "text":
        return "body"  # a short sentence, which no sub-headline is
    if line.number < first_prose and (line.role == "text" or len(line.text) <= _MAX_CROSSHEAD):
        return "subheadline"
    if line.text[0] in _QUESTION:
        return "body"
    follows_sentence = bool(SENTENCE_END.search(lines[line.number - 1].text[-60:]))
    paragraph = next((other for other in below if other.role not in ("caption", "credit")), None)
    if paragraph is None or paragraph.role != "prose" or paragraph.number >= end:
        return "body"
    if follows_sentence and len(line.text) <= _MAX_CROSSHEAD:
        return "subheadline"
    return "body"


#: How the description of a picture ends that names no source.
_SCENE_END = re.compile(r"[고어아여려가해와나워] 있다$|(?:모습|장면|전경|풍경)\.?$")


def _follows_picture(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a button to see a picture in full stands above a line: 이미지 확대, then its title."""
    above = lines[line.number - 1] if line.number else line
    return above.role == "buttons" and re.search("이미지|사진|크게", above.text) is not None


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

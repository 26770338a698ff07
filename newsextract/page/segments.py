"""A page is judged in segments: its lines, the parts of lines that hold a whole page, and a broadcaster's sign-off behind a sentence.

A segment is a stretch of text without white space at its ends. Offsets are code points, ends exclusive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from newsextract.page.bylines import SIGN_OFF
from newsextract.page.vocabulary import (
    BUREAU,
    EMAIL,
    GRADE,
    LABEL_FIRST,
    LABEL_LATER,
    MENU_WORD,
    NO_NAMES,
    OUTLETS,
    PLACES,
    RIGHTS_START,
    STAMP,
)

#: Everything that ends a line in some viewer, for a class of characters. The text keeps these; they only part segments.
LINE_ENDS = r"\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_LINE = re.compile(f"[^{LINE_ENDS}]+")
#: A line of this many characters may be a whole page whose line ends were lost; a paragraph is rarely longer.
_LONG = 350
#: Where a page in one line is cut: before and after its dates, before and after the names of reporters, before a byline in brackets, before the copyright.
_JOINT = re.compile(
    rf"(?P<stamp>(?<![가-힣])(?:{LABEL_FIRST}|{LABEL_LATER})\s?[:：]?\s?{STAMP.pattern}"
    r"|(?<!\d)20\d\d[.\-/]\s?\d{1,2}[.\-/]\s?\d{1,2}\.?\s(?:(?:오전|오후)\s)?\d{1,2}:\d\d(?::\d\d)?(?!\d))"
    r"|(?P<byline>\[[^\[\]\n]{2,30}(?:기자|특파원)\]|【[^【】\n]{2,30}】|\([가-힣]{2,8}=[가-힣A-Za-z0-9]{2,12}\))"
    rf"|(?P<rights>{RIGHTS_START.pattern})"
    rf"|(?P<signature>(?<![^\s|])[가-힣]{{2,4}}(?:[·ㆍ,]\s?[가-힣]{{2,4}}){{0,5}}\s?(?:(?:{BUREAU}|{GRADE})\s?)?(?:기자|특파원)"
    rf"(?:\s?[(/]?\s?{EMAIL.pattern}\)?|(?=[\s,|]|$)(?!\s?(?:출신|시절|간담회|회견|생활|경력|지망|등\s|[=:]))))"
    rf"|(?P<address>(?<![^\s(\[]){EMAIL.pattern}(?![가-힣]))"
)


@dataclass(frozen=True, slots=True)
class Segment:
    """`[start, end)` of the page, its text, and whether an empty line stands before it."""

    start: int
    end: int
    text: str
    after_blank: bool
    #: False for the second and later parts of a line that was cut.
    starts_line: bool


def split_segments(text: str) -> tuple[Segment, ...]:
    """Cut a text into segments that cover every character that is not white space.

    >>> [segment.text for segment in split_segments("제목\\n\\n  본문이다.")]
    ['제목', '본문이다.']
    """
    return tuple(_join_wrapped(text, list(_segments(text))))


def _segments(text: str) -> Iterator[Segment]:
    last_end = 0
    for line in _LINE.finditer(text):
        start, end = trim(text, line.start(), line.end())
        if start == end:
            continue
        after_blank = text.count("\n", last_end, start) > 1
        last_end = end
        pieces = (piece for part in _parts(text, start, end) for piece in _without_sign_off(text, *part))
        for number, (piece_start, piece_end) in enumerate(pieces):
            piece = text[piece_start:piece_end]
            yield Segment(piece_start, piece_end, piece, after_blank and not number, not number)


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a line that may hold a whole page at its joints; any other line is its only part."""
    if end - start < _LONG and not _holds_page(text, start, end):
        yield start, end
        return
    cuts = [start]
    whole: set[int] = set()
    joints = list(_JOINT.finditer(text, start, end))
    is_page = any(joint["stamp"] or joint["rights"] for joint in joints)
    for joint in joints:
        # A paragraph may name a reporter or an address, too: one that has neither a date nor a claim is no page.
        if joint["address"] and not is_page:
            continue
        if joint["signature"] and not ((is_page or "@" in joint[0]) and _names_reporters(joint["signature"])):
            continue
        cuts.append(joint.start())
        if joint["rights"]:
            break
        if not joint["byline"]:
            whole.add(joint.start())
            cuts.append(joint.end())
    cuts.append(end)
    for first, last in pairwise(cuts):
        menu_end = first if first in whole or len(cuts) == 2 else _end_of_menu(text, first, last)
        for part in (trim(text, first, menu_end), trim(text, menu_end, last)):
            if part[0] < part[1]:
                yield part


def _without_sign_off(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut off the sign-off that a reporter adds to a paragraph: … 찾을 예정입니다. 지금까지 의성에서 KBS 뉴스 민들레입니다."""
    found = _SIGN_OFF.search(text, max(start, end - _MAX_SIGN_OFF), end)
    if found is None or found.start() == start or found["name"] in NO_NAMES:
        yield start, end
        return
    yield start, found.start("last") - len(found["blank"])
    yield found.start("last"), end


#: The last sentence of a report: where it was made, the broadcaster and the name.
_SIGN_OFF = re.compile(
    r"(?<=[가-힣)][.!?]|[.!?][”’\"'\])])(?P<blank>\s+)"
    rf"(?P<last>(?:(?:지금까지|이상)\s)?(?:(?:[가-힣]{{1,8}}(?<![은는을를])\s){{0,3}}[가-힣0-9]{{1,12}}에서\s?,?\s?)?{SIGN_OFF.pattern})"
)
_MAX_SIGN_OFF = 130
#: Behind these a number is a part of the menu: 댓글 12.
_COUNTED = frozenset(("댓글", "추천", "조회수", "조회", "공감", "좋아요"))


def _names_reporters(signature: str) -> bool:
    """Whether what stands before 기자 can be names: 홍길동 기자, not 방송 기자, 서울 기자."""
    names = re.split(r"[·ㆍ,]\s?|\s", signature)
    return names[0] not in NO_NAMES and names[0] not in PLACES and names[0] not in OUTLETS


def _holds_page(text: str, start: int, end: int) -> bool:
    """Whether a line holds a short page: a claim of copyright stands in it behind a sentence."""
    if end - start < _SHORT:
        return False
    claim = RIGHTS_START.search(text, start + _SHORT // 2, end)
    return claim is not None and _SENTENCE.search(text, start, claim.start()) is not None


#: A line of fewer characters holds no page.
_SHORT = 100
_SENTENCE = re.compile(r"[다요]\.[”\"’']?\s")
#: Words looked at for a menu, and the share of them that must be of one.
_MENU_LENGTH = 60
_MENU_SHARE = 0.6
#: Marks of headlines, which menus do not have.
_IN_HEADLINES = re.compile(r"[“”‘’\"'…?!]|[가-힣],$")
#: So many other words in a row are the headline, one less within a menu than before it: the name of the paper.
_MAX_UNKNOWN = 3
#: Dates, numbers and lines between the words of a menu.
_NEUTRAL = re.compile(r"(?:[^\w>]|\d|[년월일시분](?!\w))*(?:[(\[]?[월화수목금토일](?:요일)?[)\]]?)?")


def _end_of_menu(text: str, start: int, end: int) -> int:
    """Where the menu ends that a part of a page in one line begins with; `start` if it begins with none.

    The menu ends with the last word up to which most words are of menus; what follows a `>` counts as one.
    """
    menu_end = start
    known = unknown = 0
    follows_mark = False
    previous = ""
    for number, word in enumerate(islice(re.finditer(r"\S+", text[start : min(end, start + 2000)]), _MENU_LENGTH), 1):
        is_separator = _NEUTRAL.fullmatch(word[0]) is not None
        is_word = (
            ">" in word[0] or follows_mark or word[0] in ("홈", "가") or not MENU_WORD.sub("", word[0]).strip("|·/,")
        )
        follows_mark = word[0] in (">", "›")
        known += is_word or is_separator
        unknown = 0 if is_word else unknown + (not is_separator)
        if unknown > (_MAX_UNKNOWN if menu_end == start else 1) or _IN_HEADLINES.search(word[0]):
            break
        if (is_word and not is_separator and known >= number * _MENU_SHARE) or (
            previous in _COUNTED and menu_end == start + word.start() - 1 and word[0].isdigit()
        ):
            menu_end = start + word.end()
        previous = word[0]
    return menu_end if known > 1 else start


#: A line of more columns is no wrapped one. A column is a Latin letter, a Hangul letter takes two.
_MAX_COLUMNS = 200
_MIN_COLUMNS = 40
#: A wrapped line has at least this share of the columns of the longest: the rest is the word that did not fit.
_FULL = 0.78
#: Texts that were wrapped at so many letters have lines with more columns: those with fewer Latin ones.
_WIDER = 1.08
#: So many lines that break off within a sentence show that a text was wrapped.
_MIN_BROKEN = 3
#: A larger share of the lines of wrapped paragraphs has the end of a sentence; lists of titles have none.
_MIN_ENDS = 0.25
#: What ends a sentence, and what begins a new line though it may follow a full one: marks of lists and headings, brackets.
_CLOSED = re.compile(r"[.?!][\"”’'」』)\]]*$")
_HAS_END = re.compile(r"[^\d\s][.?!][\"”’'」』)\]]*(?=\s|$|[/(\[])")
_OPENS_LINE = re.compile(r"[-–—■□▲△▶▷◆◇●○◎☞※*•·\[【〈<ⓒ©#@]|\([가-힣]{2,6}=|https?:|\d{1,2}[.)]\s")


def _join_wrapped(text: str, segments: list[Segment]) -> Iterator[Segment]:
    """Join the lines of paragraphs that were wrapped at a fixed width, as in mails and old databases."""
    columns = [_columns(segment.text) for segment in segments]
    width = _wrapped_width(segments, columns)
    if width is None:
        yield from segments
        return
    for first, last in _paragraphs(segments, columns, width):
        start, end = segments[first].start, segments[last].end
        yield Segment(start, end, text[start:end], segments[first].after_blank, segments[first].starts_line)


def _paragraphs(segments: Sequence[Segment], columns: Sequence[int], width: int) -> Iterator[tuple[int, int]]:
    """The first and the last line of each paragraph. A sentence ends in the last one of a paragraph of several lines: a
    headline and its sub-headline are none, though both may be full."""
    first = 0
    for number, segment in enumerate(segments):
        if number + 1 < len(segments) and _breaks_off(segments, columns, number, width):
            continue
        if _HAS_END.search(segment.text):
            yield first, number
        else:
            yield from ((line, line) for line in range(first, number + 1))
        first = number + 1


def _ends_sentence(segment: Segment) -> bool:
    """Whether a sentence ends with a line."""
    return _CLOSED.search(segment.text[-8:]) is not None


def _columns(line: str) -> int:
    """How wide a line is on a terminal. Long lines are not measured: they are wider than any wrapped one."""
    return len(line.encode("cp949", "replace")) if len(line) <= _MAX_COLUMNS else len(line)


def _breaks_off(segments: Sequence[Segment], columns: Sequence[int], number: int, width: int) -> bool:
    """Whether a line is full, ends within a sentence, and the next line goes on with it."""
    following = segments[number + 1]
    return (
        width * _FULL <= columns[number] <= width * _WIDER
        and columns[number + 1] <= width * _WIDER
        and not following.after_blank
        and not _ends_sentence(segments[number])
        and not _OPENS_LINE.match(following.text)
        and not STAMP.search(following.text)
        and not EMAIL.search(following.text)
    )


def _wrapped_width(segments: Sequence[Segment], columns: Sequence[int]) -> int | None:
    """The width at which a text was wrapped, in columns; `None` for a text that was not.

    It is the width that most lines that break off within a sentence nearly have. Where it is one, nearly no sentence ends
    beyond it, most of these lines belong to paragraphs, and their sentences are short.
    """
    open_lines = sorted(
        columns[number]
        for number, following in enumerate(segments[1:])
        if not following.after_blank
        and _MIN_COLUMNS <= columns[number] <= _MAX_COLUMNS
        and not _ends_sentence(segments[number])
    )
    if len(open_lines) < _MIN_BROKEN:
        return None
    most, width, low = 0, 0, 0
    for high, value in enumerate(open_lines):
        while open_lines[low] < value * _FULL:
            low += 1
        if high - low + 1 >= most:
            most, width = high - low + 1, value
    beyond = sum(
        size > width * _WIDER and _ends_sentence(segment) for segment, size in zip(segments, columns, strict=True)
    )
    if beyond * 4 > most:
        return None
    paragraphs = [(first, last) for first, last in _paragraphs(segments, columns, width) if first < last]
    broken = sum(last - first for first, last in paragraphs)
    ends = sum(
        _HAS_END.search(segment.text) is not None
        for first, last in paragraphs
        for segment in segments[first : last + 1]
    )
    if broken < _MIN_BROKEN or broken * 3 < most * 2:
        return None
    return width if ends > (broken + len(paragraphs)) * _MIN_ENDS else None


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Move both ends inwards over white space; an empty span stays where it began.

    >>> trim(" 가 ", 0, 3)
    (1, 2)
    """
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end

"""The dirt of copied and converted text → the text that recognition reads, with the way back.

The text of an article is never changed: offsets refer to it. The page reader and the recognizers read what `clean` makes of it,
and what they find is mapped back (`restoring`). What `clean` does, and why:

| in the text                                         | read as                                                            |
|-----------------------------------------------------|--------------------------------------------------------------------|
| HTML character references, also escaped twice       | their character, which is then read as all others                  |
| zero-width and direction marks, soft hyphens, joiners, variation selectors, tags | nothing: no reader sees them          |
| control characters, terminal sequences              | nothing: viewers show nothing, and NUL stands inside words          |
| marks on Hangul and on ideographs (accents, strokes) | nothing: they are ornament                                         |
| no-break, thin, wide and other odd spaces, Hangul filler | one space; the dirt and spaces around it are a part of it      |
| full-width ASCII, Kangxi radicals                   | ASCII, the ideograph                                               |
| half-width jamo, katakana and marks                 | full width; the half-width middle dot is the dot of Korean print    |
| syllables spelled in compatibility jamo: two or more in a row, or one after a filler as KS X 1001 writes 똠 | the syllable |

Tabs and line ends stay, U+2028 too: the page reader knows them. So do ㈜, ①, ㎞, Ⅱ and all other signs of Korean print: the
recognizers read them, and folding would lose what they mean. Legitimate joiners lose nothing either: no name that we recognize
holds an emoji sequence, and mentions are the slices of the text itself.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from newsextract.decoding import compositions
from newsextract.edits import Edit, Edited, apply_edits

#: No reader sees these: format characters, joiners, selectors, and controls but tab, line ends and the separators of lines.
_INVISIBLE = (
    r"\x00-\x08\x0e-\x1a\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    r"\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_ODD_SPACE = r"\xa0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000\u3164\uffa0"
_FULL_WIDTH = r"\uff01-\uff5e"
#: A half-width letter or mark of print; katakana with its own half-width mark of voicing.
_HALF_WIDTH = r"[\uff66-\uff9d][\uff9e\uff9f]?|[\uff61-\uff65\uff9e\uff9f\uffa1-\uffbe\uffc2-\uffc7\uffca-\uffcf\uffd2-\uffd7\uffda-\uffdc]"
_RADICAL = r"\u2f00-\u2fd5"
_MARK = r"\u0300-\u034e\u0350-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u302a-\u302f\ufe20-\ufe2f"
#: A character reference; every further escape is one more `amp;`. The longest name of HTML has 31 letters. Pages forget the semicolon
#: of a few.
_REFERENCE = (
    r"&(?:(?:amp|AMP|#0{0,4}38|#[xX]0{0,4}26);)*(?:(?P<core>#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
    r"|(?P<open>nbsp|lt|gt|quot)(?![A-Za-z0-9;=]))"
)
#: A syllable in compatibility jamo. A consonant before a vowel belongs to the next syllable.
_SPELLED = r"[ㄱ-ㅎ][ㅏ-ㅣ](?:[ㄱ-ㅎ](?![ㅏ-ㅣ]))?"

#: What a text without dirt has none of: a set of characters, which is searched fast. Not all that has them is dirty.
_DIRT = re.compile(f"[\x1b{_INVISIBLE}{_ODD_SPACE}{_FULL_WIDTH}{_RADICAL}{_MARK}\\uff61-\\uffdc&ㄱ-ㅎ]")
_UNSEEN = rf"{_INVISIBLE}{_ODD_SPACE}"
#: The escape character, and what terminals take for a command with it.
_ESCAPE = r"\x1b(?:\[[0-9;?]{0,20}[A-Za-z])?"
_PIECE = re.compile(
    rf"(?P<filled>\u3164[ㄱ-ㅎ][ㅏ-ㅣ][ㄱ-ㅎ\u3164])"
    rf"|(?P<gap>(?:{_ESCAPE}|[{_UNSEEN}])(?:{_ESCAPE}|[{_UNSEEN} \t]+)*)"
    rf"|(?P<mark>(?<=[가-힣ㄱ-ㆎ一-鿿])[{_MARK}]+)"
    rf"|(?P<spelled>(?:{_SPELLED}){{2,}})"
    rf"|(?P<narrow>{_HALF_WIDTH})|(?P<wide>[{_FULL_WIDTH}{_RADICAL}]+)"
)
_SPACES = re.compile(rf"[{_ODD_SPACE} \t]")
_REFERENCES = re.compile(_REFERENCE)
_SYLLABLE = re.compile(_SPELLED)
#: What is found once may hide more: dirt within a reference, a reference within full-width letters. Nobody nests deeper but to do harm.
_PASSES: Final = 4


def clean(text: str) -> Edited | None:
    """Return the text as it is read, with the offsets of its code points in the text given; None if nothing is changed.

    >>> cleaned = clean("이\u200b강덕&nbsp; 포항시장은 １５일 A&amp;amp;B를 찾았다.")
    >>> cleaned.text
    '이강덕 포항시장은 15일 A&B를 찾았다.'
    >>> cleaned.offsets.span(0, 3), cleaned.offsets.span(14, 17)
    ((0, 4), (21, 32))
    >>> clean("㈜젠셀 대표가 ① 밝혔다.")
    """
    if _DIRT.search(text) is None:
        return None
    cleaned: Edited | None = None
    read = text
    for _ in range(_PASSES):
        before = read
        for find in (_references, _pieces, compositions):  # what was dropped may have kept a letter and its mark apart
            edits = list(find(read))
            if edits:
                step = apply_edits(read, edits)
                cleaned = step if cleaned is None else cleaned.then(step)
                read = step.text
        if read == before:
            break
    return cleaned if read != text else None


def cleaned_text(text: str) -> str:
    """Return the text as it is read, without the way back: for a headline or name that is shown, not located.

    >>> cleaned_text("시장&nbsp;순방")
    '시장 순방'
    """
    cleaned = clean(text)
    return text if cleaned is None else cleaned.text


def _references(text: str) -> Iterator[Edit]:
    """The character references of a text. One that HTML does not know, or that stands for two characters, stays."""
    for match in _REFERENCES.finditer(text):
        character = html.unescape(f"&{match['core'] or match['open']};")
        if len(character) == 1 and character != "\ufffd":
            yield Edit(*match.span(), "\n" if character == "\r" else character)


def _pieces(text: str) -> Iterator[Edit]:
    """The other dirt of a text."""
    for match in _PIECE.finditer(text):
        if match["spelled"]:  # one edit a syllable: a name may begin with any of them
            for syllable in _SYLLABLE.finditer(text, *match.span()):
                yield Edit(*syllable.span(), _syllable(*syllable[0]))
        elif (new := _read_as(match, text)) != match[0]:
            yield Edit(*match.span(), new)


def _read_as(match: re.Match[str], text: str) -> str:
    """How a piece of dirt that is one edit is read."""
    piece, start = match[0], match.start()
    if match["gap"]:
        spaces = len(_SPACES.findall(piece))
        before = bool(spaces) and text[start - 1 : start] in (" ", "\t")
        # A wide gap parts columns: menus are known by it.
        return " " * (min(spaces, 2 if spaces + before > 3 else 1) - before)
    if match["mark"]:
        return ""
    if match["filled"]:
        syllable = _syllable(*piece[1:].rstrip("\u3164"))
        return syllable if len(syllable) == 1 else piece
    if match["narrow"]:
        return unicodedata.normalize("NFC", "".join(map(_wide, piece)))
    return unicodedata.normalize("NFKC", piece)


#: The consonants that may end a syllable, in the order of Unicode.
_FINALS: Final = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"


def _syllable(first: str, vowel: str, final: str = "") -> str:
    """The syllable of compatibility jamo; the jamo as they are where a consonant cannot stand in its place.

    >>> _syllable("ㄸ", "ㅗ", "ㅁ"), _syllable("ㄳ", "ㅏ"), _syllable("ㄱ", "ㅏ", "ㄸ")
    ('똠', 'ㄳㅏ', '가ㄸ')
    """
    syllable = unicodedata.normalize("NFKC", first + vowel)
    if len(syllable) > 1:
        return first + vowel + final
    at = _FINALS.find(final)
    return chr(ord(syllable) + at + 1) if final and at >= 0 else syllable + final


def _wide(character: str) -> str:
    """The full-width form of a half-width letter or mark; the middle dot is that of Korean print, not of Japanese.

    >>> "".join(map(_wide, "ﾡｱ･｢"))
    'ㄱア·「'
    """
    if character == "･":
        return "·"
    return chr(int(unicodedata.decomposition(character).removeprefix("<narrow> "), 16))

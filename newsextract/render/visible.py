"""Text of strangers made safe to print: what cannot be seen, or moves the cursor, is shown as a symbol instead."""

from __future__ import annotations

import re
import unicodedata

#: Candidates for a closer look: controls, everything from the first format character of Unicode that is not a letter
#: of everyday text, surrogates and the tag characters. A text without any of these is returned as it is.
_SUSPECT = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0001-\U000e007f]"
)
#: Joiners are part of ordinary text in some scripts and in emoji, and have no effect beyond their neighbours.
_HARMLESS = frozenset("\u200c\u200d")


def visible(text: str) -> str:
    """Return a text on one line in which control, bidirectional and other invisible characters can be seen.

    White space that breaks or jumps becomes one space; C0 controls become their pictures; the rest is named.

    >>> visible("포항\\n시장\\x1b[31m")
    '포항 시장␛[31m'
    >>> visible("이\\u202e강덕")
    '이⟨U+202E⟩강덕'
    """
    return _SUSPECT.sub(_picture, text)


def visible_lines(text: str) -> str:
    """The same for a text of several lines: line feeds stay.

    >>> visible_lines("가\\n나\\x07")
    '가\\n나␇'
    """
    return "\n".join(visible(line) for line in text.split("\n"))


def _picture(match: re.Match[str]) -> str:
    """Return what is shown for one character."""
    character = match.group()
    code = ord(character)
    if character in _HARMLESS:
        return character
    if character in "\t\n\x0b\x0c\r\x85\u2028\u2029":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return f"⟨U+{code:04X}⟩"


#: Conjoining jamo (final consonants of endings such as ᆫ다) have no width of their own: terminals draw them over the
#: character before. In tables they are written as the letters one reads on a keyboard.
def standalone(form: str) -> str:
    """Return a morpheme's form with conjoining jamo as letters that stand for themselves.

    >>> standalone("\\u11ab다")
    'ㄴ다'
    """
    return "".join(_letter(character) for character in form) if not form.isascii() else form


def _letter(character: str) -> str:
    """Return the compatibility letter of a conjoining jamo, any other character unchanged."""
    if not "\u1100" <= character <= "\u11ff":
        return character
    name = unicodedata.name(character, "")
    for position in ("CHOSEONG ", "JUNGSEONG ", "JONGSEONG "):
        if name.startswith("HANGUL " + position):
            try:
                return unicodedata.lookup("HANGUL LETTER " + name.removeprefix("HANGUL " + position))
            except KeyError:
                return character
    return character

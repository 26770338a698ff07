"""Numbers in Hangul: the Sino-Korean ones of years, months, days and minutes (이천이십삼, 십오)."""

from __future__ import annotations

from typing import Final

_DIGITS: Final = "일이삼사오육칠팔구"
_UNITS: Final = {"천": 1000, "백": 100, "십": 10}
_D: Final = f"[{_DIGITS}]"
#: A pattern without groups for a Sino-Korean number from 1 to 9999; it matches nothing empty.
SINO: Final = rf"(?:{_D}?천(?:{_D}?백)?(?:{_D}?십)?{_D}?|{_D}?백(?:{_D}?십)?{_D}?|{_D}?십{_D}?|{_D})"

#: The hours of twelve in native words.
NATIVE_HOURS: Final = {
    word: number for number, word in enumerate("한 두 세 네 다섯 여섯 일곱 여덟 아홉 열 열한 열두".split(), 1)
}
#: A pattern without groups for one of them.
NATIVE: Final = f"(?:{'|'.join(sorted(NATIVE_HOURS, key=len, reverse=True))})"


def read_number(written: str) -> int:
    """Return the value of a number in digits or in Sino-Korean words that the pattern `SINO` matches.

    >>> read_number("이천이십삼"), read_number("십오"), read_number("12")
    (2023, 15, 12)
    """
    if written[0] not in "천백십" and written[0] not in _DIGITS:
        return int(written)
    total = digit = 0
    for letter in written:
        if letter in _UNITS:
            total += (digit or 1) * _UNITS[letter]
            digit = 0
        else:
            digit = _DIGITS.index(letter) + 1
    return total + digit

"""Whose address is it: fewer addresses than names are told apart by how the names are written in Latin letters."""

from __future__ import annotations

from collections.abc import Sequence

_INITIALS = "g g n d d r m b b s s  j j j k t p h".split(" ")
_VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(" ")
_FINALS = " g g g n n n d r g m r r r b r m b b d d ng d j k t p d".split(" ")
#: Letters that papers and writers exchange, as they are compared: tak and tag, lee and ree, joo and ju.
_SAME = str.maketrans("kptlcfvz", "gbdrjpbj")
#: Letters of a name that an address must have at least, as a sum over its syllables.
_LEAST = 3


def assign_addresses(names: Sequence[str], addresses: Sequence[str]) -> list[str | None]:
    """One address or None for each name: in their order if there are enough, else to whose name the address is made of.

    >>> assign_addresses(["봉다온", "탁서진"], ["tak@paper.kr"]), assign_addresses(["길다은", "석양"], ["a@b.kr", "c@b.kr"])
    ([None, 'tak@paper.kr'], ['a@b.kr', 'c@b.kr'])
    >>> assign_addresses(["봉다온", "탁서진"], ["desk@paper.kr"])
    [None, None]
    """
    if len(addresses) >= len(names):
        return list(addresses[: len(names)])
    assigned: dict[int, str] = {}
    for address in addresses:
        scores = [_likeness(name, address) for name in names]
        best = max(scores, default=0)
        if best >= _LEAST and scores.count(best) == 1:
            assigned.setdefault(scores.index(best), address)
    return [assigned.get(number) for number in range(len(names))]


def _likeness(name: str, address: str) -> int:
    """How many letters of the name's syllables the address has before its at sign.

    >>> _likeness("편나래", "nrpyeon@paper.kr"), _likeness("박하늘", "nrpyeon@paper.kr")
    (5, 0)
    """
    local = _comparable(address.partition("@")[0].casefold())
    syllables = [_comparable(_romanized(letter)) for letter in name]
    return sum(len(syllable) for syllable in syllables if len(syllable) > 1 and syllable in local)


def _comparable(letters: str) -> str:
    return letters.replace("ch", "j").replace("oo", "u").replace("ee", "i").translate(_SAME)


def _romanized(letter: str) -> str:
    """A Hangul syllable in Latin letters, nearly as in the Revised Romanization; any other letter as it is.

    >>> _romanized("편"), _romanized("강")
    ('pyeon', 'gang')
    """
    code = ord(letter) - ord("가")
    if not 0 <= code < 11172:
        return letter
    return _INITIALS[code // 588] + _VOWELS[code % 588 // 28] + _FINALS[code % 28]

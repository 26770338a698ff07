"""What the body of an article offers for the letters and short forms of its headline (`headlines`): each answer once an article."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from newsextract.context import Context
from newsextract.gazetteer import Gazetteer
from newsextract.heads import HANJA_DIVISIONS
from newsextract.model import BODY_KINDS, HEADLINES, PLACE_KINDS, Kind, Mention
from newsextract.names import surname_readings
from newsextract.titles import UNIQUE_OFFICES

#: What one of these letters stands for, by the names that the body may have for it, the first that it has.
NAMES: dict[str, tuple[str, ...]] = {
    "靑": ("청와대",),
    "靑瓦臺": ("청와대",),
    "國會": ("국회",),
    "大法": ("대법원", "대법"),
    "憲裁": ("헌법재판소", "헌재"),
    "大檢": ("대검찰청", "대검"),
    "國情院": ("국가정보원", "국정원"),
    "韓銀": ("한국은행", "한은"),
}
#: The same of short forms in Hangul that are no first letters of a name's words.
SHORT_NAMES: dict[str, tuple[str, ...]] = {
    "대법": ("대법원",),
    "대검": ("대검찰청",),
    "민주": ("더불어민주당", "민주당"),
}
#: The letters of parties, and what the body calls such a party.
PARTIES = {"與": "여당", "野": "야당"}


class _Official(NamedTuple):
    """Somebody of the body who stands beside a title: the index of the first such mention, and whether an office is unique."""

    first: int
    unique: bool


class Meanings:
    """What the mentions of a body can be meant by. All answers are indices of mentions; None where none or several fit."""

    def __init__(self, context: Context, mentions: Sequence[Mention]) -> None:
        self._context = context
        self._mentions = mentions
        self._named = [index for index, mention in enumerate(mentions) if mention.zone not in HEADLINES]
        self._meant: dict[tuple[str, bool], int | None] = {}

    def official(self, letter: str) -> int | None:
        """The one official whom a surname in hanja can mean; of several the one of a unique office (대통령)."""
        fitting = {
            name: told
            for reading in surname_readings(letter)
            for name, told in self._officials.get(reading, {}).items()
        }
        if len(fitting) > 1:
            fitting = {name: told for name, told in fitting.items() if told.unique}
        return next(iter(fitting.values())).first if len(fitting) == 1 else None

    def body(self, word: str, *, alone: bool) -> int | None:
        """What a letter or short form for an office, party or municipality means (靑, 與, 市, 민주).

        `alone`: whether the headline has only one of 與 and 野.
        """
        key = word, alone
        if key not in self._meant:
            names = NAMES.get(word) or SHORT_NAMES.get(word)
            if names is not None:
                self._meant[key] = self._first_named(names)
            elif word in PARTIES:
                self._meant[key] = self._party(word, alone)
            else:
                self._meant[key] = self._municipality(*HANJA_DIVISIONS[word])
        return self._meant[key]

    def names_state(self, letter: str) -> bool:
        """Whether the body names the state whose letter this is."""
        return letter in self._states

    @cached_property
    def people(self) -> dict[str, int]:
        """The names of three and more letters of people, also the words of foreign ones, each with its first mention.

        A word of two people's names is left out.
        """
        wholes: dict[str, int] = {}
        of_word: dict[str, set[str]] = defaultdict(set)
        for index in self._named:
            if self._mentions[index].kind == "PERSON":
                name = self._mentions[index].text
                wholes.setdefault(name, index)
                if " " in name:
                    for word in name.split(" "):
                        of_word[word].add(name)
        parts = {word: wholes[next(iter(names))] for word, names in of_word.items() if len(names) == 1}
        return {name: index for name, index in (parts | wholes).items() if len(name) >= 3}

    @cached_property
    def places(self) -> frozenset[str]:
        """The forms of places in the body."""
        return frozenset(self._mentions[i].text for i in self._named if self._mentions[i].kind in PLACE_KINDS)

    @cached_property
    def short_forms(self) -> dict[str, int]:
        """The short forms that names of bodies can have by their words, each with the first mention of the only such name."""
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for index in self._named:
            mention = self._mentions[index]
            if mention.kind in BODY_KINDS and 4 <= len(mention.text) <= _LONGEST and " " not in mention.text:
                for form in _initials(self._context, mention):
                    found[form].setdefault(mention.text, index)
        return {form: next(iter(names.values())) for form, names in found.items() if len(names) == 1}

    @cached_property
    def _officials(self) -> dict[str, dict[str, _Official]]:
        """By surname, the people who stand beside a title, by name."""
        found: dict[str, dict[str, _Official]] = defaultdict(dict)
        for at, index in enumerate(self._named):
            person = self._mentions[index]
            if person.kind != "PERSON" or not _KOREAN_NAME.fullmatch(person.text):
                continue
            titles = self._titles_beside(at)
            if titles:
                for surname in {person.text[:1], person.text[:2]}:
                    known = found[surname].get(person.text, _Official(index, False))
                    unique = known.unique or any(title in UNIQUE_OFFICES for title in titles)
                    found[surname][person.text] = known._replace(unique=unique)
        return found

    def _titles_beside(self, at: int) -> list[str]:
        """The titles right before or after a name, what stands between being at most a few words of its body."""
        person = self._mentions[self._named[at]]
        found = []
        for other in self._named[at + 1 : at + 4]:
            mention = self._mentions[other]
            if mention.kind == "TITLE" and mention.start - person.end <= _BESIDE:
                found.append(mention.text)
            if mention.kind == "PERSON" or mention.start - person.end > _BESIDE:
                break
        if at:
            before = self._mentions[self._named[at - 1]]
            if before.kind == "TITLE" and 0 <= person.start - before.end <= 2:
                found.append(before.text)
        return found

    @cached_property
    def _states(self) -> frozenset[str]:
        """The letters of `STATE_SURNAMES` whose states the body names."""
        named = {
            entry.canonical
            for text in {self._mentions[i].text for i in self._named if self._mentions[i].kind == "COUNTRY"}
            for entry in self._context.gazetteer.get(text)
        }
        return frozenset(
            letter
            for letter in STATE_SURNAMES
            if any(entry.canonical in named for entry in self._context.gazetteer.get(letter))
        )

    def _first_named(self, names: Sequence[str]) -> int | None:
        for name in names:
            for index in self._named:
                if self._mentions[index].text == name and self._mentions[index].kind == "ORG":
                    return index
        return None

    def _party(self, letter: str, alone: bool) -> int | None:
        """The party that 與 or 野 means: the one that the body calls so (여당인 한빛당), else the only one that it names.

        None where the body has 여당 or 야당 for a party that it does not name, or where the headline has both letters and
        one of them cannot be told.
        """
        parties: dict[str, int] = {}
        called: dict[str, set[str]] = {side: set() for side in PARTIES}
        for index in self._named:
            mention = self._mentions[index]
            if mention.kind != "ORG" or not (key := _party_key(self._context.gazetteer, mention.text)):
                continue
            parties.setdefault(key, index)
            before = _CALLED.search(self._context.text, max(mention.start - 8, 0), mention.start)
            if before is not None:
                called["野" if before.group(1) == "야당" else "與"].add(key)
        own = called.pop(letter)
        if own:
            return parties[own.pop()] if len(own) == 1 else None
        (other,) = called.values()
        left = set(parties) - other
        if len(left) != 1 or not (alone or other) or self._is_generic(PARTIES[letter]):
            return None
        return parties[left.pop()]

    def _is_generic(self, word: str) -> bool:
        """Whether the body has 여당 or 야당 for no party that it names with it."""
        generic = re.compile(f"{word}(?!인)")
        return any(
            generic.search(self._context.text, zone.start, zone.end)
            for zone in self._context.document.article.zones
            if zone.zone in ("body", "caption")
        )

    def _municipality(self, suffix: str, kind: Kind) -> int | None:
        """The municipality that 市 means: the only one of the body with its suffix, of several the only one that acts."""
        found: dict[str, int] = {}
        acting: dict[str, int] = {}
        for index in self._named:
            mention = self._mentions[index]
            if mention.kind == kind and mention.text.endswith(suffix) and len(mention.text) > 2:
                found.setdefault(mention.text, index)
                if _ACTS.match(self._context.text, mention.end):
                    acting.setdefault(mention.text, index)
        chosen = found if len(found) == 1 else acting
        return next(iter(chosen.values())) if len(chosen) == 1 else None


#: Surnames in hanja that are letters of states, too.
STATE_SURNAMES = "韓南印"
_KOREAN_NAME = re.compile("[가-힣]{2,5}")
#: How far behind a name its title may begin, in code points: 한서율 더불어민주당 원내대표.
_BESIDE = 20
#: The longest name of a body whose short forms are read, in code points.
_LONGEST = 30
_CALLED = re.compile(r"(여당|집권당|야당)(?:인|,)? $")
_ACTS = re.compile(r"(?:은|는|이|가|과|와) |, |[·ㆍ]")
#: What short forms leave out at the head of a name.
_DROPPED = frozenset(("한국", "대한", "국립", "전국", "더불어"))


def _party_key(gazetteer: Gazetteer, name: str) -> str | None:
    """What all forms of a party's name share; None for what is no party."""
    for entry in gazetteer.get(name):
        if entry.attributes.get("type") == "party":
            return entry.canonical
    return name if len(name) >= 3 and name.endswith("당") and name not in gazetteer else None


def _initials(context: Context, mention: Mention) -> Iterator[str]:
    """The short forms of a name by its morphemes: 농촌 + 진흥청 → 농진, 농진청; 한국 + 항공 + 우주 + 연구원 → 항우연."""
    words = [token for token in context.tokens_in(mention.start, mention.end) if token.tag[0] in "NXS"]
    if not words:
        return
    letters = [context.text[token.start] for token in words]
    for first in (0, 1):
        if first and context.text[words[0].start : words[0].end] not in _DROPPED:
            break
        initials = "".join(letters[first:])
        if not 2 <= len(initials) <= 4:
            continue
        yield initials
        if words[-1].end - words[-1].start > 1 and len(initials) <= 3:
            yield initials + context.text[words[-1].end - 1]

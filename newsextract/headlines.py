"""Headline Korean: letters and short forms that stand for what the body names in full (尹, 與, 靑, 市, 국힘, 트럼프發).

Only headlines and sub-headlines are read. A form stands for something only if exactly one thing of the body can be meant;
otherwise it is no mention: a missing link is cheaper than a false one. Letters of states (美, 韓日) need no body and are
read with the other places (`recognizers.places`); 檢, 警, 軍, 法, 與野 are generic nouns (검찰, 여야), which are not marked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from newsextract.context import Context
from newsextract.gazetteer import Gazetteer
from newsextract.model import BODY_KINDS, PLACE_KINDS, Kind, Mention
from newsextract.names import HANJA_SURNAMES, surname_readings
from newsextract.spans import Cover
from newsextract.titles import UNIQUE_OFFICES

#: The rule of the mentions found here, and the reason by which they are joined to what they stand for.
RULE = "headline_form"


class Form(NamedTuple):
    """A form of a headline: its span, and the index of a mention of the body that names in full what it stands for."""

    start: int
    end: int
    target: int


def find_headline_forms(context: Context, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the forms of headlines that stand for what other mentions name in full, of their kind."""
    for form in headline_forms(context, mentions):
        yield context.mention(form.start, form.end, mentions[form.target].kind, RULE)


def headline_forms(context: Context, mentions: Sequence[Mention]) -> list[Form]:
    """The forms of the headline and the sub-headlines that mean exactly one of the things that the body names."""
    zones = [zone for zone in context.document.article.zones if zone.zone in _HEADLINES]
    if not zones:
        return []
    named = [index for index, mention in enumerate(mentions) if mention.zone not in _HEADLINES]
    letters = [
        match
        for zone in zones
        for match in _LETTER.finditer(context.text, zone.start, zone.end)
        if _stands(context.text, zone.start, match.start())
    ]
    found = [*_surnames(context, mentions, named, letters), *_bodies(context, mentions, named, letters)]
    for zone in zones:
        found += _repeated(context, mentions, named, zone.start, zone.end)
        found += _shortened(context, mentions, named, zone.start, zone.end)
    return found


_HEADLINES = frozenset({"headline", "subheadline"})

# Letters in hanja

#: Surnames that are words of their own (金 gold, 安 peace): read only where a clause begins with them.
_WORDLIKE = frozenset("金文安高方車千成元全林黃田石南白王明太馬丁池印西史皮陰溫夫景")
_PARTICLES = "(?:은|는|이|가|을|를|의|에|와|과|도|만|에게|에도|에는|에만|엔|한테|까지|보다)(?![가-힣])"
#: What may be written onto a surname, a party, the president's office without making another word.
_OF_PERSON = re.compile("(?:측|표|호|정부|정권|캠프|체제|대행)|[發號側]")
_ONTO = {
    "person": re.compile(f"{_PARTICLES}|{_OF_PERSON.pattern}"),
    "body": re.compile(
        rf"{_PARTICLES}|(?:측|의원|지도부|대표|원내|당권|중진|초선|재선|최고위|대변인|비서관|수석|참모|관계자|안보실|일각)"
    ),
}
_BORDER = re.compile(r"\W|$")
#: What follows a letter that is the subject of its clause, or is joined to another.
_SUBJECT = re.compile(r"\s?[,“‘\"'·ㆍ…↔-]")
#: What joins two letters: 尹·李.
_JOINTS = "·ㆍ-↔/vV,"

#: What one of these letters stands for, by the names that the body may have for it, the first that it has.
_NAMES: dict[str, tuple[str, ...]] = {
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
_SHORT: dict[str, tuple[str, ...]] = {
    "대법": ("대법원",),
    "대검": ("대검찰청",),
    "민주": ("더불어민주당", "민주당"),
}
#: The letters of municipalities: what the full name ends with, and its kind.
_DIVISIONS: dict[str, tuple[str, Kind]] = {
    "市": ("시", "CITY"),
    "道": ("도", "PROVINCE"),
    "郡": ("군", "COUNTY"),
    "區": ("구", "COUNTY"),
}
#: The letters of parties, and what the body calls such a party.
_PARTIES = {"與": "여당", "野": "야당"}

_WORDS = sorted((*_NAMES, *_DIVISIONS, *_PARTIES, *HANJA_SURNAMES), key=len, reverse=True)
_LETTER = re.compile(
    rf"(?<!\w)(?:{'|'.join(_WORDS)})(?![\u4e00-\u9fffA-Za-z0-9])|(?<!\w)[{HANJA_SURNAMES}](?=[發號側])"
)


def _stands(text: str, low: int, at: int) -> bool:
    """Whether a letter is no part of a name in brackets (이서온(李…)) and no mark of a photo (金 =)."""
    return at == low or text[at - 1] != "("


def _opens(text: str, low: int, at: int) -> bool:
    """Whether a clause of a headline begins at an offset: at its start, after a mark, or joined to what stands before."""
    before = text[max(low, at - 2) : at].rstrip()
    return not before or not (before[-1].isalnum() or before[-1] in ")%")


def _follows(text: str, end: int, onto: str) -> bool:
    """Whether a letter that ends at an offset is a word of its own there: before a border, or with what may be written onto it."""
    return _BORDER.match(text, end) is not None or _ONTO[onto].match(text, end) is not None


def _surnames(
    context: Context, mentions: Sequence[Mention], named: Sequence[int], letters: Sequence[re.Match[str]]
) -> Iterator[Form]:
    """Surnames in hanja for the one official of that surname: 尹 “타협은 없다”, 尹·李 회동, 文정부; not 金값, 安全."""
    surnames = {match.start(): match.group() for match in letters if match.group() in HANJA_SURNAMES}
    if not surnames:
        return
    text = context.text
    titled = {mention.start - 1 for mention in mentions if mention.kind == "TITLE"}
    people = _officials(mentions, named)
    meant = {start: _the_one(people, letter) for start, letter in surnames.items()}
    states = context.once(("state letters",), lambda: _state_letters(context.gazetteer))
    for start, letter in surnames.items():
        target, end = meant[start], start + 1
        if target is None or end in titled or not _follows(text, end, "person"):
            continue  # 尹 대통령 is found by the title
        joined = [at for at in (start - 2, end + 1) if at in surnames and text[min(start, at) + 1] in _JOINTS]
        if letter in states and _names_state(context, mentions, named, states[letter]):
            if all(surnames[at] in _WORDLIKE or surnames[at] in states for at in joined):
                continue
        if letter in _WORDLIKE and not (joined and all(meant[at] is not None for at in joined)):
            if not _is_subject(context, start):
                continue
        yield Form(start, end, target)


def _is_subject(context: Context, start: int) -> bool:
    """Whether a letter that is also a word (金, 安) stands where only a name does: at the head of a clause, before what is said."""
    text, end = context.text, start + 1
    if _QUOTED.match(text, end) is not None or _OF_PERSON.match(text, end) is not None:
        return True
    if text[start] == "金":  # 金, 사상 최고; 金은 온스당 …
        return False
    opens = _opens(text, context.sentence_at(start).start, start)
    return opens and (_SUBJECT.match(text, end) or _ONTO["person"].match(text, end)) is not None


_QUOTED = re.compile(r"\s?[“‘\"']")


def _state_letters(gazetteer: Gazetteer) -> dict[str, str]:
    """By each surname in hanja that is also a state's letter (韓, 南, 印), the canonical name of the state."""
    return {
        letter: entry.canonical for letter in "韓南印" for entry in gazetteer.get(letter) if entry.kind == "COUNTRY"
    }


def _names_state(context: Context, mentions: Sequence[Mention], named: Sequence[int], state: str) -> bool:
    """Whether the body names the state that a letter can mean."""
    return any(
        mentions[index].kind == "COUNTRY"
        and any(entry.canonical == state for entry in context.gazetteer.get(mentions[index].text))
        for index in named
    )


def _officials(mentions: Sequence[Mention], named: Sequence[int]) -> dict[str, dict[str, tuple[int, bool]]]:
    """By surname, the people of the body who stand beside a title: name → first mention, whether of a unique office."""
    found: dict[str, dict[str, tuple[int, bool]]] = defaultdict(dict)
    for at, index in enumerate(named):
        person = mentions[index]
        if person.kind != "PERSON" or not _KOREAN_NAME.fullmatch(person.text):
            continue
        titles = _titles_beside(mentions, named, at)
        if titles:
            for surname in {person.text[:1], person.text[:2]}:
                first, unique = found[surname].get(person.text, (index, False))
                found[surname][person.text] = first, unique or any(title in UNIQUE_OFFICES for title in titles)
    return found


_KOREAN_NAME = re.compile("[가-힣]{2,5}")


def _titles_beside(mentions: Sequence[Mention], named: Sequence[int], at: int) -> list[str]:
    """The titles right before or after a name, what stands between being at most a few words of its body."""
    person = mentions[named[at]]
    found = []
    for other in named[at + 1 : at + 4]:
        mention = mentions[other]
        if mention.kind == "TITLE" and mention.start - person.end <= _BESIDE:
            found.append(mention.text)
        if mention.kind == "PERSON" or mention.start - person.end > _BESIDE:
            break
    if at:
        before = mentions[named[at - 1]]
        if before.kind == "TITLE" and 0 <= person.start - before.end <= 2:
            found.append(before.text)
    return found


#: How far behind a name its title may begin, in code points: 한서율 더불어민주당 원내대표.
_BESIDE = 20


def _the_one(people: dict[str, dict[str, tuple[int, bool]]], letter: str) -> int | None:
    """The one official whom a surname in hanja can mean; of several the one of a unique office (대통령); None if unclear."""
    fitting = {name: told for reading in surname_readings(letter) for name, told in people.get(reading, {}).items()}
    if len(fitting) > 1:
        fitting = {name: told for name, told in fitting.items() if told[1]}
    return next(iter(fitting.values()))[0] if len(fitting) == 1 else None


def _bodies(
    context: Context, mentions: Sequence[Mention], named: Sequence[int], letters: Sequence[re.Match[str]]
) -> Iterator[Form]:
    """Letters of offices, parties and municipalities: 靑, 大法, 與, 市."""
    text = context.text
    sides = {match.group() for match in letters if match.group() in _PARTIES}
    for match in letters:
        word, end = match.group(), match.end()
        low = context.sentence_at(match.start()).start
        if not _follows(text, end, "body"):
            continue
        if word in _NAMES:
            target = _first_named(mentions, named, _NAMES[word])
        elif word in _PARTIES:
            target = _party(context, mentions, named, word, alone=len(sides) == 1)
        elif word in _DIVISIONS and (word != "道" or _opens(text, low, match.start())):
            target = _municipality(context, mentions, named, *_DIVISIONS[word])
        else:
            continue
        if target is not None:
            yield Form(match.start(), end, target)


def _first_named(mentions: Sequence[Mention], named: Sequence[int], names: Sequence[str]) -> int | None:
    for name in names:
        for index in named:
            if mentions[index].text == name and mentions[index].kind == "ORG":
                return index
    return None


def _party(
    context: Context, mentions: Sequence[Mention], named: Sequence[int], letter: str, *, alone: bool
) -> int | None:
    """The party that 與 or 野 means: the one that the body calls so (여당인 한빛당), else the only one that it names.

    None where the body has 여당 or 야당 for a party that it does not name, or where the headline has both letters and one
    of them cannot be told.
    """
    parties: dict[str, int] = {}
    called: dict[str, set[str]] = {"與": set(), "野": set()}
    for index in named:
        mention = mentions[index]
        if mention.kind != "ORG" or not (key := _party_key(context.gazetteer, mention.text)):
            continue
        parties.setdefault(key, index)
        before = _CALLED.search(context.text, max(mention.start - 8, 0), mention.start)
        if before is not None:
            called["與" if before.group(1)[0] in "여집" else "野"].add(key)
    own, other = called[letter], called["野" if letter == "與" else "與"]
    if own:
        return parties[own.pop()] if len(own) == 1 else None
    left = set(parties) - other
    generic = re.search(rf"{_PARTIES[letter]}(?!인)", _body(context)) is not None
    if len(left) != 1 or generic or not (alone or other):
        return None
    return parties[left.pop()]


_CALLED = re.compile(r"(여당|집권당|야당)(?:인|,)? $")


def _body(context: Context) -> str:
    """The text of the article behind its headline."""
    return context.once(
        ("body text",),
        lambda: "\n".join(
            context.text[zone.start : zone.end]
            for zone in context.document.article.zones
            if zone.zone in ("body", "caption")
        ),
    )


def _party_key(gazetteer: Gazetteer, name: str) -> str | None:
    """What all forms of a party's name share; None for what is no party."""
    for entry in gazetteer.get(name):
        if entry.attributes.get("type") == "party":
            return entry.canonical
    return name if len(name) >= 3 and name.endswith("당") and name not in gazetteer else None


def _municipality(
    context: Context, mentions: Sequence[Mention], named: Sequence[int], suffix: str, kind: Kind
) -> int | None:
    """The municipality that 市 means: the only one of the body with its suffix, of several the only one that acts."""
    found: dict[str, int] = {}
    acting: dict[str, int] = {}
    for index in named:
        mention = mentions[index]
        if mention.kind == kind and mention.text.endswith(suffix) and len(mention.text) > 2:
            found.setdefault(mention.text, index)
            if _ACTS.match(context.text, mention.end):
                acting.setdefault(mention.text, index)
    chosen = found if len(found) == 1 else acting
    return next(iter(chosen.values())) if len(chosen) == 1 else None


_ACTS = re.compile(r"(?:은|는|이|가|과|와) |, |[·ㆍ]")

# Names and short forms in Hangul

#: What may follow a name of a headline: a border, a particle, or a letter written onto it (트럼프發).
_NAME_ENDS = re.compile(
    rf"\W|$|{_PARTICLES}|(?:로|으로|서|에서|처럼|부터)(?![가-힣])|[發號行産系式側派表前後](?![\u4e00-\u9fff])"
)


def _repeated(
    context: Context, mentions: Sequence[Mention], named: Sequence[int], low: int, high: int
) -> Iterator[Form]:
    """Names that the body has, where the analyzer read the headline otherwise: 박새롬 복귀포 (박새 + 로 + ㅁ), 트럼프發."""
    names = context.once(("names for headlines", str(len(mentions))), lambda: _full_names(mentions, named))
    text = context.text
    read = [mention for mention in mentions if mention.start < high and mention.end > low]
    places = {mentions[index].text for index in named if mentions[index].kind in PLACE_KINDS}
    taken = Cover((m.start, m.end) for m in read if not _gives_way(m, names, places))
    for match in _WORD.finditer(text, low, high):
        word, start = match.group(), match.start()
        for length in range(min(len(word), _LONGEST), 2, -1):
            index = names.get(word[:length])
            if (
                index is not None
                and _NAME_ENDS.match(text, start + length)
                and not taken.reaches(start, start + length)
            ):
                yield Form(start, start + length, index)
                break


def _gives_way(mention: Mention, names: Collection[str], places: Collection[str]) -> bool:
    """Whether the body's name stands against what was read: 트럼프發; a place (하마다) that is only a person's name in the body."""
    if mention.kind in PLACE_KINDS:
        return mention.text in names and mention.text not in places
    return mention.score is not None and _WRITTEN_ON.search(mention.text) is not None


_WORD = re.compile(r"(?<!\w)[가-힣]{2,}")
#: A letter written onto a name, which the tagger takes for a part of it.
_WRITTEN_ON = re.compile("[가-힣][發號行産系式側派表前後]$")
_LONGEST = 20


def _full_names(mentions: Sequence[Mention], named: Sequence[int]) -> dict[str, int]:
    """The names of three and more letters of people, also the words of foreign ones, each with its first mention.

    A word of two people's names is left out.
    """
    wholes: dict[str, int] = {}
    of_word: dict[str, set[str]] = defaultdict(set)
    for index in named:
        if mentions[index].kind == "PERSON":
            name = mentions[index].text
            wholes.setdefault(name, index)
            if " " in name:
                for word in name.split(" "):
                    of_word[word].add(name)
    parts = {word: wholes[next(iter(names))] for word, names in of_word.items() if len(names) == 1}
    return {name: index for name, index in (parts | wholes).items() if len(name) >= 3}


def _shortened(
    context: Context, mentions: Sequence[Mention], named: Sequence[int], low: int, high: int
) -> Iterator[Form]:
    """Short forms made of the first letters of a body's words: 국힘 (국민의힘), 농진청 (농촌진흥청), 법사위 (법제사법위원회)."""
    text = context.text
    for match in _WORD.finditer(text, low, high):
        word = match.group()
        for length in range(min(len(word), 4), 1, -1):
            form, end = word[:length], match.start() + length
            if not _NAME_ENDS.match(text, end):
                continue
            if form in _SHORT:
                if form == "민주" and not _SUBJECT.match(text, end):
                    continue  # 민주 시민 교육
                target = _first_named(mentions, named, _SHORT[form])
            elif _is_word(context, match.start(), end):
                continue
            else:
                forms = context.once(
                    ("short forms", str(len(mentions))), lambda: _short_forms(context, mentions, named)
                )
                target = forms.get(form)
            if target is not None:
                yield Form(match.start(), end, target)
                break


def _is_word(context: Context, start: int, end: int) -> bool:
    """Whether the analyzer or the tables know a word: it is no short form that only this article explains."""
    if context.text[start:end] in context.gazetteer:
        return True
    tokens = context.tokens_in(start, end)
    return len(tokens) == 1 and tokens[0].end == end and tokens[0].known


def _short_forms(context: Context, mentions: Sequence[Mention], named: Sequence[int]) -> dict[str, int]:
    """The short forms that the body's names can have, each with the first mention of the one name that it can be of."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for index in named:
        mention = mentions[index]
        if mention.kind in BODY_KINDS and len(mention.text) >= 4 and " " not in mention.text:
            for form in _initials(context, mention):
                found[form].setdefault(mention.text, index)
    return {form: next(iter(names.values())) for form, names in found.items() if len(names) == 1}


def _initials(context: Context, mention: Mention) -> Iterator[str]:
    """The short forms of a name by its morphemes: 농촌 + 진흥청 → 농진, 농진청; 한국 + 항공 + 우주 + 연구원 → 항우연."""
    words = [token for token in context.tokens_in(mention.start, mention.end) if token.tag[0] in "NXS"]
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


#: What short forms leave out at the head of a name.
_DROPPED = frozenset(("한국", "대한", "국립", "전국", "더불어"))

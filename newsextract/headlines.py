"""Headline Korean: letters and short forms that stand for what the body names in full (尹, 與, 靑, 市, 국힘, 트럼프發).

Only headlines and sub-headlines are read. A form stands for something only if exactly one thing of the body can be meant;
otherwise it is no mention: a missing link is cheaper than a false one. Letters of states (美, 韓日) need no body and are
read with the other places (`recognizers.places`); 檢, 警, 軍, 法, 與野 are generic nouns (검찰, 여야), which are not marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsextract.context import Context
from newsextract.headline_meanings import NAMES, PARTIES, SHORT_NAMES, STATE_SURNAMES, Meanings
from newsextract.heads import HANJA_DIVISIONS
from newsextract.model import HEADLINES, PLACE_KINDS, Mention
from newsextract.names import HANJA_SURNAMES
from newsextract.spans import Cover

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
    zones = [zone for zone in context.document.article.zones if zone.zone in HEADLINES]
    if not zones:
        return []
    meanings = Meanings(context, mentions)
    letters = [
        match
        for zone in zones
        for match in _LETTER.finditer(context.text, zone.start, zone.end)
        if match.start() == zone.start or context.text[match.start() - 1] != "("  # 이서온(李…)
    ]
    words = [match for zone in zones for match in _WORD.finditer(context.text, zone.start, zone.end)]
    return [
        *_surnames(context, mentions, meanings, letters),
        *_bodies(context, meanings, letters),
        *_repeated(context, mentions, meanings, words),
        *_shortened(context, meanings, words),
    ]


# Letters in hanja

#: Surnames that are words of their own (金 gold, 安 peace): read only where a clause begins with them.
_WORDLIKE = frozenset("金文安高方車千成元全林黃田石南白王明太馬丁池印西史皮陰溫夫景")
#: Those that stand behind names in headlines.
_PARTICLE_BEHIND = "(?:은|는|이|가|을|를|의|에|와|과|도|만|에게|에도|에는|에만|엔|한테|까지|보다)(?![가-힣])"
#: What may be written onto a surname, a party, the president's office without making another word.
_OF_PERSON = re.compile("(?:측|표|호|정부|정권|캠프|체제|대행)|[發號側]")
_ONTO = {
    "person": re.compile(f"{_PARTICLE_BEHIND}|{_OF_PERSON.pattern}"),
    "body": re.compile(
        rf"{_PARTICLE_BEHIND}|(?:측|의원|지도부|대표|원내|당권|중진|초선|재선|최고위|대변인|비서관|수석|참모|관계자|안보실|일각)"
    ),
}
_BORDER = re.compile(r"\W|$")
#: What follows a letter that is the subject of its clause, or is joined to another.
_SUBJECT = re.compile(r"\s?[,“‘\"'·ㆍ…↔-]")
#: What joins two letters: 尹·李.
_JOINTS = "·ㆍ-↔/vV,"

_WORDS = sorted((*NAMES, *HANJA_DIVISIONS, *PARTIES, *HANJA_SURNAMES), key=len, reverse=True)
_LETTER = re.compile(
    rf"(?<!\w)(?:{'|'.join(_WORDS)})(?![\u4e00-\u9fffA-Za-z0-9])|(?<!\w)[{HANJA_SURNAMES}](?=[發號側])"
)


def _opens(text: str, low: int, at: int) -> bool:
    """Whether a clause of a headline begins at an offset: at its start, after a mark, or joined to what stands before."""
    before = text[max(low, at - 2) : at].rstrip()
    return not before or not (before[-1].isalnum() or before[-1] in ")%")


def _follows(text: str, end: int, onto: str) -> bool:
    """Whether a letter that ends at an offset is a word of its own there: before a border, or with what may be written onto it."""
    return _BORDER.match(text, end) is not None or _ONTO[onto].match(text, end) is not None


def _surnames(
    context: Context, mentions: Sequence[Mention], meanings: Meanings, letters: Sequence[re.Match[str]]
) -> Iterator[Form]:
    """Surnames in hanja for the one official of that surname: 尹 “타협은 없다”, 尹·李 회동, 文정부; not 金값, 安全."""
    surnames = {match.start(): match.group() for match in letters if match.group() in HANJA_SURNAMES}
    if not surnames:
        return
    text = context.text
    titled = {mention.start - 1 for mention in mentions if mention.kind == "TITLE"}
    meant = {letter: meanings.official(letter) for letter in set(surnames.values())}
    for start, letter in surnames.items():
        target, end = meant[letter], start + 1
        if target is None or end in titled or not _follows(text, end, "person"):
            continue  # 尹 대통령 is found by the title
        joined = [surnames[at] for at in (start - 2, end + 1) if at in surnames and text[min(start, at) + 1] in _JOINTS]
        if letter in STATE_SURNAMES and meanings.names_state(letter):
            if all(other in _WORDLIKE or other in STATE_SURNAMES for other in joined):
                continue
        if letter in _WORDLIKE and not (joined and all(meant[other] is not None for other in joined)):
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


def _bodies(context: Context, meanings: Meanings, letters: Sequence[re.Match[str]]) -> Iterator[Form]:
    """Letters of offices, parties and municipalities: 靑, 大法, 與, 市."""
    text = context.text
    alone = len({match.group() for match in letters if match.group() in PARTIES}) == 1
    for match in letters:
        word, (start, end) = match.group(), match.span()
        if word in HANJA_SURNAMES or not _follows(text, end, "body"):
            continue
        if word == "道" and not _opens(text, context.sentence_at(start).start, start):
            continue  # the way
        target = meanings.body(word, alone=alone)
        if target is not None:
            yield Form(start, end, target)


# Names and short forms in Hangul

#: What may follow a name of a headline: a border, a particle, or a letter written onto it (트럼프發).
_AFTER_NAME_OF_HEADLINE = re.compile(
    rf"\W|$|{_PARTICLE_BEHIND}|(?:로|으로|서|에서|처럼|부터)(?![가-힣])|[發號行産系式側派表前後](?![\u4e00-\u9fff])"
)


def _repeated(
    context: Context, mentions: Sequence[Mention], meanings: Meanings, words: Sequence[re.Match[str]]
) -> Iterator[Form]:
    """Names that the body has, where the analyzer read the headline otherwise: 박새롬 복귀포 (박새 + 로 + ㅁ), 트럼프發."""
    taken = Cover((m.start, m.end) for m in mentions if m.zone in HEADLINES and not _gives_way(m, meanings))
    for match in words:
        word, start = match.group(), match.start()
        for length in range(min(len(word), _LONGEST), 2, -1):
            index, end = meanings.people.get(word[:length]), start + length
            if index is not None and _AFTER_NAME_OF_HEADLINE.match(context.text, end) and not taken.reaches(start, end):
                yield Form(start, end, index)
                break


def _gives_way(mention: Mention, meanings: Meanings) -> bool:
    """Whether the body's name stands against what was read: 트럼프發; a place (하마다) that is only a person's name in the body."""
    if mention.kind in PLACE_KINDS:
        return mention.text in meanings.people and mention.text not in meanings.places
    return mention.score is not None and _WRITTEN_ON.search(mention.text) is not None


_WORD = re.compile(r"(?<!\w)[가-힣]{2,}")
#: A letter written onto a name, which the tagger takes for a part of it.
_WRITTEN_ON = re.compile("[가-힣][發號行産系式側派表前後]$")
_LONGEST = 20


def _shortened(context: Context, meanings: Meanings, words: Sequence[re.Match[str]]) -> Iterator[Form]:
    """Short forms made of the first letters of a body's words: 국힘 (국민의힘), 농진청 (농촌진흥청), 법사위 (법제사법위원회)."""
    text = context.text
    for match in words:
        word, start = match.group(), match.start()
        for length in range(min(len(word), 4), 1, -1):
            form, end = word[:length], start + length
            if not _AFTER_NAME_OF_HEADLINE.match(text, end):
                continue
            if form in SHORT_NAMES:
                if form == "민주" and not _SUBJECT.match(text, end):
                    continue  # 민주 시민 교육
                target = meanings.body(form, alone=True)
            else:
                target = meanings.short_forms.get(form)
                if target is not None and _is_word(context, start, end):
                    target = None
            if target is not None:
                yield Form(start, end, target)
                break


def _is_word(context: Context, start: int, end: int) -> bool:
    """Whether the analyzer or the tables know a word: it is no short form that only this article explains."""
    if context.text[start:end] in context.gazetteer:
        return True
    tokens = context.tokens_in(start, end)
    return len(tokens) == 1 and tokens[0].end == end and tokens[0].known

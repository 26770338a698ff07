"""People without a title beside them: names with an age, a hanja form or 씨, and bare names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsextract.context import Context
from newsextract.heads import head_of
from newsextract.leftward import LeftWord, left_words
from newsextract.model import BODY_KINDS, Mention
from newsextract.names import MASKED, NOT_PERSONS, clear_particle, foreign_word, name_quality, surname_only
from newsextract.office_words import FORMER
from newsextract.phrases import Phrases
from newsextract.recognizers.people_evidence import DETERMINERS, HANJA, common_words, has_age
from newsextract.titles import is_title_word

_LATIN = re.compile(r"\(([A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,4})\)")


def by_insertion(context: Context) -> Iterator[Mention]:
    """Names before an age, a hanja form or a role in brackets: 박달린(25·한국전력), 후쿠다 렌(福田蓮), 문가비(서울대 교수)."""
    text = context.text
    for sentence in context.document.sentences:
        at = text.find("(", sentence.start, sentence.end)
        while at >= 0:
            yield from _before_bracket(context, sentence.start, at)
            at = text.find("(", at + 1, sentence.end)


def _before_bracket(context: Context, low: int, at: int) -> Iterator[Mention]:
    text = context.text
    hanja = HANJA.match(text, at)
    age = has_age(context, at)
    latin = _LATIN.match(text, at)
    role = None if hanja or age or latin else _role_in_bracket(context, at)
    if not (hanja or age or latin or role):
        return
    words = left_words(text, low, at, 6)
    if not words or words[0].joined:
        return
    nearest = words[0]
    if nearest.text.endswith("모") and len(nearest.text) == 2 and age:
        return  # 이모(33)씨: the surname alone is the name
    if (
        (found := head_of(nearest.text)) is not None
        and found[1].kind in BODY_KINDS
        and len(nearest.text) > len(found[0]) + 1
    ):
        return
    quality = name_quality(context, nearest.start, nearest.end)
    run = 0
    for word in words:
        if run and (word.joined != " " or word.bracket is not None):
            break
        if context.entry(word.text) is not None or word.text in FORMER or word.text in context.names:
            break
        if head_of(word.text) is not None and run:
            break
        odd = hanja is not None and run <= 1 and not clear_particle(context, word.start, word.end)
        if not (
            foreign_word(context, word.start, word.end)
            or (run == 0 and quality)
            or odd
            or (run and (hanja or latin) and _short_name(context, word))
        ):
            break
        if is_title_word(context, word.text, 0.3):
            break
        run += 1
    while run > 1 and words[run - 1].text in DETERMINERS | NOT_PERSONS:
        run -= 1
    if latin is not None and latin.group(1).count(" ") + 1 <= len(words):
        # As many words as the Latin form has: 응우옌 득 타인(Nguyen Duc Thanh).
        count = latin.group(1).count(" ") + 1
        group = words[:count]
        plain = all(word.joined == " " and word.bracket is None for word in group[1:])
        if plain and not any(context.entry(word.text) or word.text in context.names for word in group):
            if any(foreign_word(context, word.start, word.end) for word in group):
                run = count
    korean = quality and (age or role or (hanja is not None and len(hanja.group()) - 1 == len(nearest.text)))
    if run >= 2 and not (korean and quality == 3 and not hanja and not latin):
        if (
            hanja is not None
            and len(hanja.group()) - 1 == len(nearest.text)
            and quality
            and surname_only(context, hanja.group()[1])
        ):
            run = 1
        yield context.mention(
            words[run - 1].start, nearest.end, "PERSON", "name_with_alias" if hanja or latin else "name_with_age"
        )
    elif (korean or (hanja is not None and run == 1 and quality)) and (age or quality >= 2 or hanja is not None):
        yield context.mention(nearest.start, nearest.end, "PERSON", "name_with_age" if age else "name_with_alias")
    else:
        return
    if role is not None:
        yield context.mention(role[0], role[1], "TITLE", "title_in_bracket")
    if hanja is not None:
        yield context.mention(at + 1, hanja.end(), "PERSON", "hanja_alias")
    elif latin is not None:
        yield context.mention(latin.start(1), latin.end(1), "PERSON", "latin_alias")


def _short_name(context: Context, word: LeftWord) -> bool:
    """A syllable or two within a Vietnamese, Thai or Chinese name (응우옌 득 타인, 위라퐁 나 아유타야)."""
    tokens = context.tokens_in(word.start, word.end)
    return (
        len(word.text) <= 2
        and bool(tokens)
        and tokens[0].tag not in ("MM", "MAJ", "IC")
        and "가" <= word.text[0] <= "힣"
    )


def _role_in_bracket(context: Context, at: int) -> tuple[int, int] | None:
    """The span of the title where a bracket holds `body title`: (서울대 교수), (제주환경운동연합 사무처장)."""
    match = re.compile(r"\((?:[^()]{2,30}? )?([가-힣]{2,8})\)").match(context.text, at)
    if match is None:
        return None
    word = match.group(1)
    for length in range(len(word), 1, -1):
        if any(entry.kind == "TITLE" and entry.weight >= 0.4 for entry in context.gazetteer.get(word[-length:])):
            return match.span(1)
    return None


_HONORIFIC_NAME = re.compile(
    r"(?<![가-힣A-Za-z])([가-힣]{2,4}) ?(씨|(?<= )양|(?<= )군)(?=[은는이가의와도를에(,\s]|로부터|에게)"
)
_HONORIFIC_SURNAME = re.compile(
    r"(?<![가-힣A-Za-z])([가-힣]{1,2}?)(?:모)?(?:\(\d{1,2}[^()]{0,20}\))? ?(?:씨|군|양)(?=[은는이가의와과도를에(,]|\s|로부터|에게)"
)


def by_honorific(context: Context) -> Iterator[Mention]:
    """Names before 씨: 함초롬 씨(61), 조바심 씨는; a bare surname too: 박씨는, 이모(33)씨."""
    text = context.text
    for sentence in context.document.sentences:
        for match in _HONORIFIC_NAME.finditer(text, sentence.start, sentence.end):
            start, end = match.span(1)
            if start not in context.starts or text[end - 1] == "모":
                continue
            if match.group(2) != "씨" and name_quality(context, start, end) < 3:
                continue
            before = re.search(r"(?<![가-힣])([가-힣]{2,6}) $", text[max(start - 8, sentence.start) : start])
            if (
                before
                and foreign_word(context, start - 1 - len(before.group(1)), start - 1)
                and foreign_word(context, start, end)
            ):
                start -= 1 + len(before.group(1))
            elif not (quality := name_quality(context, start, end)) or (
                quality == 2 and end - start == 2 and text[match.end() : match.end() + 1] in "를을"
            ):
                continue  # 사과 씨를 뿌리고
            yield context.mention(start, end, "PERSON", "name_before_honorific")
        for match in _HONORIFIC_SURNAME.finditer(text, sentence.start, sentence.end):
            start, end = match.span(1)
            word = text[start:end]
            if (
                surname_only(context, word)
                and start in context.starts
                and (word not in "이그저전두한주" or "씨" in match.group())
            ):
                if match.group()[-1] == "씨" or "모" in match.group():
                    yield context.mention(start, end, "PERSON", "surname_before_honorific")


def masked_names(context: Context) -> Iterator[Mention]:
    """Names that the paper hides: 김○○(52) 대표, 박〇〇씨."""
    for sentence in context.document.sentences:
        for match in MASKED.finditer(context.text, sentence.start, sentence.end):
            before = context.text[match.start() - 1 : match.start()]
            if not before.isalnum() and surname_only(context, match.group()[0]) and not match.group().endswith("OO"):
                yield context.mention(match.start(), match.end(), "PERSON", "masked_name")


def _noun_next(context: Context, end: int) -> bool:
    """Whether a noun follows after a space."""
    index = context.starts.get(end + 1)
    return index is not None and context.document.tokens[index].tag in ("NNG", "NNP", "XR", "SN", "MAG")


def bare_names(context: Context) -> Iterator[Mention]:
    """Proper nouns with the shape of a Korean name, and runs of foreign name words, that nothing else explains.

    The conditions were read off 5,000 konec/KLUE-NER training sentences (November 2026). Of proper nouns of three syllables
    that Kiwi knows, 92 % and more are people if the surname is common (5 in 1,000), 97 % if it is rarer (1 in 1,000) and a
    particle follows; of unknown ones 84 to 95 % if no particle follows. Of runs of two foreign words before a
    particle 73 % are.
    """
    text = context.text
    surnames = context.gazetteer.surnames
    for phrases in context.phrases:
        skip = -1
        for index, chunk in enumerate(phrases.chunks):
            if index <= skip:
                continue
            if text[chunk.start - 1 : chunk.start] in tuple("㈜‘'“\"") or text[chunk.end : chunk.end + 2].startswith(
                ("(주", "㈜")
            ):
                continue
            last = _run_end(context, phrases, index)
            if last > index:
                skip = last
                if _follows(context, phrases.chunks[last].end) == "particle":
                    yield context.mention(chunk.start, phrases.chunks[last].end, "PERSON", "bare_foreign_name")
                continue
            if (
                chunk.last - chunk.first != 1
                or len(chunk.text) != 3
                or name_quality(context, chunk.start, chunk.end) < 3
            ):
                continue
            token = context.document.tokens[chunk.first]
            if token.tag != "NNP" or context.entry(chunk.text) or head_of(chunk.text) or chunk.text in common_words():
                continue
            share, follows = surnames.get(chunk.text[0], 0.0), _follows(context, chunk.end)
            known = share >= 5 or (share >= 1 and follows != "noun") or follows == "particle"
            quoted = _SPEAKS.match(text, chunk.end) is not None
            unknown = share >= 5 and (follows != "particle" or quoted)
            if (known if token.known else unknown) and not text[chunk.end : chunk.end + 1].startswith(("에", "서")):
                yield context.mention(chunk.start, chunk.end, "PERSON", "bare_name")


#: What follows one who is quoted: 오재혁은 “직구 하나만 노리고 들어갔다”고 했다.
_SPEAKS = re.compile(r"[은는] [“\"]")


def _follows(context: Context, end: int) -> str:
    """What follows a name: a particle (or copula), a noun after a space, or something else."""
    index = context.starts.get(end)
    if index is not None and context.document.tokens[index].tag[:1] in ("J", "V"):
        return "particle"
    return "noun" if index is None and _noun_next(context, end) else "other"


def _run_end(context: Context, phrases: Phrases, index: int) -> int:
    """The last chunk of a run of foreign name words that begins with chunk `index`."""
    last = index
    while True:
        chunk = phrases.chunks[last]
        if not foreign_word(context, chunk.start, chunk.end) or not 2 <= len(chunk.text) <= 6 or head_of(chunk.text):
            return last - 1 if last > index else index
        if (
            last + 1 >= len(phrases.chunks)
            or context.text[chunk.end : phrases.chunks[last + 1].start] != " "
            or last - index >= 3
        ):
            return last
        last += 1

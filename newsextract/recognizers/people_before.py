"""The person named to the left of a title, read off the classes of the words there.

이두희 산업연구원 실장            name, body                홍석우 전 장관        name, former
서울대 고운 교수                 name (body before it)     이 시장              surname
러시아 알렉산더 라트킨 블라디보스톡경제서비스대학 학장          foreign words, body
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsextract.context import Context
from newsextract.leftward import LeftWord, left_words
from newsextract.model import Mention
from newsextract.names import NOT_PERSONS, foreign_word, surname_only
from newsextract.office_words import FORMER, is_modifier
from newsextract.recognizers.people_evidence import (
    Support,
    classify,
    common_words,
    ends_in_particle,
    full_name,
    held_by,
    is_body,
    is_foreign_country,
    is_surname_here,
    opens,
    places_as_names,
    taken_apart,
)
from newsextract.recognizers.tagged import BORDER, LEAST, people_seen
from newsextract.titles import PLACE_TITLES, Title, is_title_word, title_class

#: Classes left of a title, nearest first, up to the name, which the group holds.
_SURNAME = re.compile(r"[FM]?(S)")
_NEAR = re.compile(r"[FM]{0,2}([Kk])")
_NEAR_DIRTY = re.compile(r"[F]?(d)")
_FOREIGN_NEAR = re.compile(r"[FM]{0,2}([NS]?X[XkKSNDd#]{0,4})")
_FAR = re.compile(r"([FMPBN]{1,5}?)([Kkd])")
_FOREIGN_FAR = re.compile(r"([FMPB]{1,5}?)([NSk]{0,2}X[XkKSND]{0,4})|([FMPBN]{1,5}?)(X[XkKSND]{0,4})")


def people_before(context: Context, title: Title, support: Support) -> Iterator[Mention]:
    """The person named to the left of a title, if any; several if they are coordinated (이슬·이하늘 박사후연구원)."""
    sentence = context.sentence_at(title.start)
    words = left_words(context.text, sentence.start, title.start, 8)
    if not words:
        return
    yield from _syllable_name(context, words, title, support)
    reach = next((at for at in range(1, len(words)) if words[at].joined not in (" ", " ")), len(words))
    near = words[:reach]
    if near[0].joined not in (" ", " "):
        return
    wholes = [span for span in people_seen(context, near[0].start, near[0].end, _WHOLE) if span.end == near[0].end]
    if (
        wholes
        and wholes[0].start in {word.start for word in near[1:]}
        and not (is_modifier(near[0].text) or near[0].text in FORMER)
    ):
        yield context.mention(wholes[0].start, near[0].end, "PERSON", "foreign_name_before_title")
        return
    if (
        len(near) > 1
        and len(near[0].text) >= 4
        and len(near[1].text) == 3
        and _exact(context, near[0])
        and _exact(context, near[1])
    ):
        # 탁은결 나래물결 소장: of two names the one of a Korean's length is the holder's.
        yield context.mention(near[1].start, near[1].end, "PERSON", "foreign_name_before_title")
        return
    classes = "".join(classify(context, word, title, support) for word in near)
    if (
        classes[0] == "F"
        and (len(near) == 1 or (classes[1] == "#" and near[1].joined != " "))
        and surname_only(context, near[0].text)
    ):
        if full_name(context, near[0].text) and near[0].start - sentence.start <= 1:
            yield context.mention(near[0].start, near[0].end, "PERSON", "surname_before_title")
        return
    if classes[0] == "F" and len(near) > 1 and classes[1] == "#" and near[0].start - sentence.start <= 1:
        return
    if (match := _SURNAME.match(classes)) and (at := match.start(1)) >= 0:
        word = near[at]
        if word.bracket is None and is_surname_here(context, near, at, title):
            yield context.mention(word.start, word.end, "PERSON", "surname_before_title")
            return
        if classes.startswith("SS") and near[1].bracket is None and near[0].text in FORMER | {"현", "신"}:
            yield context.mention(near[1].start, near[1].end, "PERSON", "surname_before_title")
            return
        if near[at].text not in FORMER | {"현", "신", "주", "위"} or at + 1 >= len(classes):
            return
        classes = classes[:at] + "F" + classes[at + 1 :]
    if (match := _SURNAME_AND_BODY.match(classes)) and _calls(context, near, match.start(1), title):
        word = near[match.start(1)]
        yield context.mention(word.start, word.end, "PERSON", "surname_before_title")
        return
    classes = places_as_names(context, near, classes, title)
    if (match := _BEFORE_FORMER.match(classes)) and (name := _before_former(context, near, classes, match.end())):
        yield name
        return
    if match := _NEAR.match(classes):
        at = match.start(1)
        word = near[at]
        run = _foreign_run(context, near, classes, at)
        if _foreign_wins(context, near, classes, at, run):
            yield _span(context, near, at, run)
        elif title.head == "시장" and not title.fused and classes[at] == "k":
            return
        elif classes[at] == "K" or _plain_enough(context, near, at, classes, title):
            yield context.mention(word.start, word.end, "PERSON", "name_before_title")
            yield from _coordinated(context, words, at, title, support)
        return
    if (match := re.match(r"X{1,2}(K)", classes)) and title.head not in ("선수", "가수", "배우"):
        # 김다운 누비아 대표: a common Korean name before an unknown word, which is then the body.
        word = near[match.start(1)]
        seen = people_seen(context, word.start, word.end, BORDER)
        alone = _exact(context, word)
        whole = any(span.start == word.start and span.end == near[0].end for span in seen)  # 이르지 스보보다 교수
        if alone or (not whole and len(word.text) == 3 and context.gazetteer.surnames.get(word.text[0], 0.0) >= 10):
            yield context.mention(word.start, word.end, "PERSON", "name_before_body")
            return
    if match := _FOREIGN_NEAR.match(classes):
        run = _foreign_run(context, near, classes, match.start(1))
        seen = people_seen(context, near[match.start(1)].start, near[match.start(1)].end, LEAST)
        if run and (title.weight >= 0.5 or seen) and _foreign_enough(context, near, match.start(1), run):
            # 에르네스토 바르가스 푸에르토아이센 시장: before such an office the last of three words is what it governs.
            governed = run >= 3 and title.head in PLACE_TITLES and not title.prefix
            yield _span(context, near, match.start(1) + governed, run - governed)
        if run or classes[0] != "N":
            return
    if (match := _NEAR_DIRTY.match(classes)) and (
        match.start(1) + 1 < len(near)
        and near[match.start(1) + 1].text.endswith("의")
        and is_body(context, near[match.start(1) + 1].text[:-1])
        and title.weight >= 0.5
    ):
        word = near[match.start(1)]
        yield context.mention(word.start, word.end, "PERSON", "name_before_title")
        return
    if classes.startswith("Fd") and len(near[1].text) == 3 and near[1].text not in common_words():
        if not ends_in_particle(context, near[1]):
            yield context.mention(near[1].start, near[1].end, "PERSON", "name_before_title")
            return
    if classes.startswith("dB") and title_class(context, title.head) == "rank":
        yield context.mention(near[0].start, near[0].end, "PERSON", "name_before_title")  # 해군 유해나 중사
        return
    if (match := _NEAR_DIRTY.match(classes)) and _dirty_enough(context, near, match.start(1), title):
        word = near[match.start(1)]
        yield context.mention(word.start, word.end, "PERSON", "name_before_title")
        return
    if not re.search("[PBN]", classes[:1]) and classes[:1] not in "FM":
        return
    far, foreign = _FAR.match(classes), _FOREIGN_FAR.match(classes)
    group = 2 if foreign and foreign.group(2) else 4
    if foreign and (not far or foreign.start(group) < far.start(2)):
        at = foreign.start(group)
        run = _foreign_run(context, near, classes, at)
        seen = people_seen(context, near[at].start, near[at].end, LEAST)
        whole = any(span.end == near[at].end for span in seen)
        if run and (whole or "B" in classes[:at] or "P" in classes[:at]) and _foreign_enough(context, near, at, run):
            yield _span(context, near, at, run)
        return
    if far:
        at = far.start(2)
        word, between = near[at], classes[:at]
        bodies = sum(between.count(letter) for letter in "PB")
        run = _foreign_run(context, near, classes, at)
        if bodies and _foreign_wins(context, near, classes, at, run):
            yield _span(context, near, at, run)
            return
        sure = classes[at] == "K" or (classes[at] == "k" and bodies and word.text not in common_words())
        if classes[at] == "k" and not sure and bodies:
            sure = (
                opens(context, word.start)
                and len(word.text) >= 2
                and word.text not in NOT_PERSONS
                and "N" not in between
            )
        verb = [token.tag for token in context.tokens_in(word.start, word.end)]
        if (
            classes[at] == "d"
            and verb
            and (verb[0][0], verb[-1]) == ("V", "ETM")
            and not people_seen(context, word.start, word.end, _ANY)
        ):
            return  # 대출을 내준 새마을금고 전 이사장: a verb, which the tagger does not take for a name
        if classes[at] == "d":
            sure = bool(bodies) and opens(context, word.start) and not ends_in_particle(context, word)
        if "F" in between and classes[at] in "kd" and bodies and len(word.text) <= 3:
            sure = True
        if sure and (bodies or (classes[at] == "K" and between.count("N") <= 2)):
            yield context.mention(word.start, word.end, "PERSON", "name_before_body")
            yield from _coordinated(context, words, at, title, support)


#: From this probability on the tagger's word for a name of several words right before a title is taken.
_WHOLE = 0.5
#: The least probability that the tagger tells of.
_ANY = 0.05
#: A surname, a body and the title: 이 기획재정부 장관.
_SURNAME_AND_BODY = re.compile(r"[BP]{1,2}F?(S)")


def _calls(context: Context, words: Sequence[LeftWord], at: int, title: Title) -> bool:
    """Whether a surname before a body and a title calls somebody named in full before: not 이 회사 대표, 전 산업은행 회장."""
    word = words[at]
    if (
        word.text in FORMER
        or word.text in "미중일영러북한독불"
        or word.bracket is not None
        or not opens(context, word.start)
    ):
        return False
    return held_by(context, word.text, title.head)


#: Words of a body between a title and 전 (right to left): what stands left of 전 is the name (마르쿠스 빙켈만 전 리히터오토마티온 부사장).
_BEFORE_FORMER = re.compile(r"[XBPNkK]{1,3}F(?=[XkKP])")


def _before_former(context: Context, words: Sequence[LeftWord], classes: str, at: int) -> Mention | None:
    """The name that ends with word `at`, left of 전: a Korean one, or foreign words (온드르제이 말리, whose last is a country)."""
    if classes[at] == "P":
        if classes[at + 1 : at + 2] != "X":
            return None
        classes = classes[:at] + "X" + classes[at + 1 :]
    run = _foreign_run(context, words, classes, at)
    if run > 1 and (classes[at] != "K" or _foreign_wins(context, words, classes, at, run)):
        return _span(context, words, at, run)
    if classes[at] in "Kk" or (run and _foreign_enough(context, words, at, run)):
        return context.mention(words[at].start, words[at].end, "PERSON", "name_before_body")
    return None


def _exact(context: Context, word: LeftWord) -> bool:
    """Whether the tagger sees a person in exactly this word."""
    seen = people_seen(context, word.start, word.end, LEAST)
    return any((span.start, span.end) == (word.start, word.end) for span in seen)


def _syllable_name(context: Context, words: Sequence[LeftWord], title: Title, support: Support) -> Iterator[Mention]:
    """A name of three syllables apart, before a country or body and a title: 쩐 티 란 베트남 대사."""
    at = 0
    while at < len(words) and at < 3 and classify(context, words[at], title, support) in "PBFM":
        at += 1
    count = 0
    while (
        at + count < len(words)
        and words[at + count].joined == " "
        and len(words[at + count].text) == 1
        and "가" <= words[at + count].text <= "힣"
    ):
        count += 1
    if at and 3 <= count <= 4:
        yield context.mention(words[at + count - 1].start, words[at].end, "PERSON", "foreign_name_before_title")


def _span(context: Context, words: Sequence[LeftWord], at: int, run: int) -> Mention:
    return context.mention(words[at + run - 1].start, words[at].end, "PERSON", "foreign_name_before_title")


def _plain_enough(context: Context, words: Sequence[LeftWord], at: int, classes: str, title: Title) -> bool:
    """Whether an ordinary noun right before a title is a name there (강산 회장) and not its modifier (도시 시장)."""
    word = words[at]
    if title.weight < 0.5 and not title.fused and not title.head[0].isdigit():
        return False
    if at + 1 < len(words) and words[at + 1].text.endswith("의") and words[at + 1].joined == " ":
        # ㈜모래시계의 소망 대표: a body and 의 before it.
        if is_body(context, words[at + 1].text[:-1]):
            return True
    if word.text in common_words():
        return False
    if (
        title.head in ("시장", "선수", "모델", "작가", "학생", "위원", "의원", "대표", "감독", "교수", "이사", "소장")
        and not title.fused
    ):
        # 기업용 시장, 연고 선수: the noun before such a title is most often a modifier.
        return len(word.text) == 3 or (at + 1 < len(words) and classes[at + 1] in "B") or title.head in ("교수", "감독")
    return True


def _dirty_enough(context: Context, words: Sequence[LeftWord], at: int, title: Title) -> bool:
    """Whether a word that reads as an adjective or verb is a name: only at a clause's head, before a plain title."""
    word = words[at]
    if not opens(context, word.start) or ends_in_particle(context, word) or word.text in common_words():
        return False
    tokens = context.tokens_in(word.start, word.end)
    return title.weight >= 0.6 and len(word.text) == 3 and not any(token.tag == "XSV" for token in tokens)


def _foreign_run(context: Context, words: Sequence[LeftWord], classes: str, at: int) -> int:
    """How many words from `at` leftwards make one foreign name; 0 if none of them is unknown enough."""
    count = 0
    strong = False
    while at + count < len(words) and count < 6:
        word, letter = words[at + count], classes[at + count]
        if count and (
            word.bracket is not None
            or (
                len(word.text) >= 3
                and word.text[-1] in _OF_BODY
                and classes[at] in "Kk"
                and _is_korean(context, words[at])
            )
        ):
            break
        if letter in "d#" and count and taken_apart(context, word):
            letter = "X"
        if letter == "d" and count == 0 and classes[at + 1 : at + 2] == "X" and len(word.text) <= 4:
            letter = "k"
        if letter not in "XkKSND" or (letter == "N" and len(word.text) > (1 if count else 2)):
            break
        if letter in "ND" and not (at + count + 1 < len(words) and classes[at + count + 1] in "XkKS"):
            break
        if letter in "kK" and count and len(word.text) >= 3 and not foreign_word(context, word.start, word.end):
            if letter == "K" or not any(
                token.tag in ("MAG", "IC", "MM") for token in context.tokens_in(word.start, word.end)
            ):
                break
        if letter == "S" and word.text in FORMER:
            break
        strong = strong or letter == "X"
        count += 1
    while count > 1 and (
        classes[at + count - 1] in "ND"
        or words[at + count - 1].text in NOT_PERSONS
        or is_title_word(context, words[at + count - 1].text, 0.3)
    ):
        count -= 1
    if _beside_country(context, words, classes, at):
        return 2
    return count if strong else (1 if count and classes[at] in "kK" else 0)


#: Last syllables of villages and units: before a Korean name they are no part of it (현장대응단 남기문 소방위).
_OF_BODY = "리읍면동단팀과실국부"


def _is_korean(context: Context, word: LeftWord) -> bool:
    """Whether a word has the shape of a common Korean name."""
    return len(word.text) == 3 and context.gazetteer.surnames.get(word.text[0], 0.0) >= 1


def _beside_country(context: Context, words: Sequence[LeftWord], classes: str, at: int) -> bool:
    """Whether two words of a Korean name's shape stand beside a foreign country: 페루 오얀타 우말라 대통령, 이시바 시게루 일본 총리."""
    if classes[at : at + 3] == "KKP" and is_foreign_country(context, words[at + 2].text):
        return True
    right = at > 0 and classes[at - 1] == "P" and is_foreign_country(context, words[at - 1].text)
    return right and classes[at : at + 2] in ("kK", "KK", "dK") and words[at + 1].bracket is None


def _foreign_wins(context: Context, words: Sequence[LeftWord], classes: str, at: int, run: int) -> bool:
    """Whether a word of a Korean name's shape is rather the last word of a foreign name (애덤스 오말리, 알렉산더 라트킨)."""
    if run >= 2 and _beside_country(context, words, classes, at):
        return True
    if run < 2 or not any(letter in "Xd#" for letter in classes[at + 1 : at + run]):
        return False
    word = words[at].text
    if classes[at] != "K" or len(word) in (2, 4) or run > 2:
        return True
    return context.gazetteer.surnames.get(word[0], 0.0) < 10


def _foreign_enough(context: Context, words: Sequence[LeftWord], at: int, run: int) -> bool:
    """Whether a run of foreign words is a name: several words, or one that Kiwi does not know or knows as a name."""
    if run > 1:
        return True
    tokens = context.tokens_in(words[at].start, words[at].end)
    if words[at].text.endswith(
        ("사고", "사건", "사태", "논란", "의혹", "회사", "업체", "기업", "단체", "기관", "부문", "분야", "업계")
    ):
        return False
    return len(words[at].text) >= 2 and (any(not token.known for token in tokens) or tokens[0].tag == "NNP")


def _coordinated(
    context: Context, words: Sequence[LeftWord], at: int, title: Title, support: Support
) -> Iterator[Mention]:
    """Names joined to a name by a middle dot: 이슬·이하늘 박사후연구원."""
    while at + 1 < len(words) and words[at + 1].joined in ("·", "ㆍ"):
        at += 1
        if classify(context, words[at], title, support) not in "Kkd":
            return
        yield context.mention(words[at].start, words[at].end, "PERSON", "name_in_list")

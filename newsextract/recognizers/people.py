"""PERSON and TITLE: names before, after and around titles, surnames before titles, names with an age or a hanja form.

The words to the left of a title are read nearest first and each is put into a class (`_classify`). The pattern of classes
decides which word is the name and which words are the body:

    이두희 산업연구원 실장            name, body                홍석우 전 장관        name, former
    서울대 고운 교수                 name (body before it)     이 시장              surname
    러시아 알렉산더 라트킨 블라디보스톡경제서비스대학 학장          foreign words, body
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from newsextract.context import Context
from newsextract.gazetteer import read_rows
from newsextract.heads import head_of
from newsextract.leftward import LeftWord, left_words
from newsextract.model import BODY_KINDS, PLACE_KINDS, Kind, Mention
from newsextract.names import NOT_PERSONS, clear_particle, foreign_word, name_quality, surname_only
from newsextract.phrases import Phrases
from newsextract.titles import UNIQUE_OFFICES, Title, find_titles

#: Words that may stand between a name or body and its title without being part of either.
MODIFIERS = frozenset(
    "현 現 신임 당시 전임 현직 초대 2대 3대 역대 차기 공동 상임 비상임 겸 수석 선임 제1 제2 초선 재선 3선 4선 5선 다선 상근 비상근 명예 특별 "
    "정무 행정 주한 주미 주중 주일 주영 주유엔 주러 주프랑스 주독일 글로벌 아태 여자 남자 담당 총괄 부문 사업 영업 기획 재무 임시 선임 특임 "
    "첫 최초 유일 출신 소속 산하 북미 유럽 아시아 아시아태평양 중남미 동남아 국내 해외".split()
)
FORMER = frozenset("전 前 전직 前前 (전) 전(前)".split())
_DETERMINERS = frozenset("그 저 두 세 네 다섯 여섯 새 첫 각 모든 어느 여러 몇 전체 해당 타 내 귀 매 때 것".split())
#: Surnames that are also words before a title (이 시장: this market; 전 의원: all or former members).
_DOUBTFUL = frozenset("이 전 한 신 현 본 제 주 모 여 총 단 반 부 대 당 위 구".split())
#: Titles that are more often something else (소장: possession; 시장: market): a name must be sure.
_SURE_TITLE = 0.3

_AGE = re.compile(r"\s?\((?:[A-Z]?\d{1,2}(?:세|살|[·,)])|\d{1,2} ?· ?)")
_HANJA = re.compile(r"\((?:[\u4e00-\u9fff]{2,5})(?=[)·,∼~\d])")
_LATIN = re.compile(r"\(([A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,4})\)")
_GENERIC_AFTER = re.compile(
    r"들|급|직(?![가-힣])|실|단|상(?![가-힣])|배|기 |님들|석|감|회|측|사업| ?선거| ?선출| ?인선| ?임명동의"
)


def find(context: Context) -> Iterator[Mention]:
    """Yield the people and titles of a document."""
    titles = list(find_titles(context))
    support = _supported_surnames(context, titles)
    for title in titles:
        yield from _title(context, title, support)
    yield from _by_insertion(context)
    yield from _by_honorific(context)
    yield from _bare_names(context)


def _title(context: Context, title: Title, support: Support) -> Iterator[Mention]:
    """One title with the people beside it."""
    place = (
        [context.mention(title.start, title.place_end, title.place_kind, "place_in_title")]
        if title.place_kind is not None
        else []
    )
    if title.weight >= _SURE_TITLE or title.fused or _particle_after(context, title.end):
        people = list(_people_before(context, title, support))
        if people and (title.weight >= _SURE_TITLE or title.fused or _sure_people(context, people)):
            yield from people
            yield context.mention(title.start, title.end, "TITLE", "title_after_name")
            yield from place
            return
        inside = list(_name_inside(context, title, support))
        if inside:
            yield from inside
            return
    if _generic(context, title):
        return
    people = list(_people_after(context, title, support))
    if people:
        yield from people
        yield context.mention(title.start, title.end, "TITLE", "title_before_name")
        yield from place
    elif title.fused:
        yield context.mention(title.start, title.end, "TITLE", "fused_title")
        yield from place
    elif _particle_after(context, title.end) and _body_before(context, title):
        yield context.mention(title.start, title.end, "TITLE", "title_after_body")
    elif title.head in UNIQUE_OFFICES and not title.prefix:
        yield context.mention(title.start, title.end, "TITLE", "unique_office")


def _particle_after(context: Context, end: int) -> bool:
    """Whether a particle, comma or closing mark follows: what stands here is a noun phrase of its own."""
    index = context.starts.get(end)
    if index is not None and context.document.tokens[index].tag.startswith(("J", "VCP")):
        return True
    if re.match(r" (?:등|자격|출신|겸)(?![가-힣])|\(", context.text[end : end + 4]):
        return True
    return context.text[end : end + 1] in tuple(",.)·…”\"’'") or end >= len(context.text) or context.text[end] == "\n"


def _sure_people(context: Context, people: Sequence[Mention]) -> bool:
    return all(name_quality(context, person.start, person.end) == 3 for person in people)


def _generic(context: Context, title: Title) -> bool:
    """Whether what follows shows that no holder is meant: 시장 선거, 장관급, 대표단, 위원장 선출, 위원장직."""
    return _GENERIC_AFTER.match(context.text, title.end) is not None


class Support(NamedTuple):
    """Surnames that stand alone before titles in an article (이 시장), with those title heads."""

    heads: dict[str, set[str]]

    def has(self, name: str, head: str) -> bool:
        """Whether the surname of a full name stands alone before a title that ends like `head`."""
        for length in (2, 1):
            for other in self.heads.get(name[:length], ()):
                if len(name) > length and (head.endswith(other) or other.endswith(head)):
                    return True
        return False


def _supported_surnames(context: Context, titles: Sequence[Title]) -> Support:
    heads: dict[str, set[str]] = defaultdict(set)
    for title in titles:
        words = left_words(context.text, context.sentence_at(title.start).start, title.start, 2)
        if len(words) > 1 and words[0].text in FORMER and surname_only(context, words[1].text):
            words = words[1:]
        if words and words[0].bracket is None and surname_only(context, words[0].text):
            heads[words[0].text].add(title.head)
        elif title.prefix and surname_only(context, title.prefix):
            heads[title.prefix].add(title.head)
    return Support(heads)


@cache
def _common_words() -> frozenset[str]:
    """Common words that begin like a surname (data/common_words.tsv)."""
    return frozenset(word for word, _ in read_rows("common_words"))


def _classify(context: Context, word: LeftWord, title: Title, support: Support) -> str:
    """The class of a word left of a title.

    F former · M modifier · S surname · K sure Korean name · k word of a name's shape that is clean (nouns) · d one that
    looks like a particle, verb or adjective · X foreign name word · P place · B body · N noun · D determiner · # other.
    """
    text = word.text
    if text in FORMER:
        return "F"
    if text.endswith("대") and len(text) >= 3 and title.head in _ACADEMIC:
        return "B"
    if text in _DETERMINERS:
        return "D"
    if surname_only(context, text) or _alias_surname(context, text):
        return "S"
    if text in MODIFIERS or (
        text[0] == "주" and (abroad := context.entry(text[1:])) is not None and abroad.kind == "COUNTRY"
    ):
        return "M"
    if text in context.names:
        return "B"
    entry = context.entry(text)
    quality = name_quality(context, word.start, word.end) if text not in context.names else 0
    backed = quality and (_has_age(context, word.end) or support.has(text, title.head))
    if entry is not None and not (backed and entry.weight < 0.9 and len(text) >= 3):
        return "P" if entry.kind in PLACE_KINDS else "B"
    found = head_of(text)
    if (
        found is not None
        and len(text) >= 4
        and found[1].kind in BODY_KINDS
        and len(text) - len(found[0]) >= found[1].stem
    ):
        return "B"
    if quality == 3 and not backed and len(text) == 3 and context.gazetteer.surnames.get(text[0], 0.0) < 0.5:
        return "X"  # 제임스: a surname so rare that the word is rather a foreign name
    if quality == 3 or backed:
        return "K"
    if clear_particle(context, word.start, word.end):
        return "d" if quality else "#"
    if len(text) >= 3 and text[-1] in "부성청처" and title.head in _MINISTERS:
        return "B"
    if len(text) >= 3 and text[-1] in "주성현" and title.head.endswith(("지사", "장관", "의원", "총리", "국장")):
        if any(not token.known or token.tag == "NNP" for token in context.tokens_in(word.start, word.end)):
            return "P"
    if found is not None and len(text) - len(found[0]) >= found[1].stem and found[1].kind != "EVENT" and quality < 2:
        return "P" if found[1].kind == "PLACE" else "B"
    if foreign_word(context, word.start, word.end):
        return "k" if quality == 2 and len(text) >= 3 else "X"
    if quality:
        return "k" if quality == 2 else "d"
    if any("A" <= letter <= "Z" or letter in "㈜&" for letter in text):
        return "B"
    tokens = context.tokens_in(word.start, word.end)
    if (
        tokens
        and tokens[-1].end == word.end
        and tokens[-1].tag in ("NNG", "NNP", "XSN", "SL", "NR", "SN", "MAG", "XPN")
    ):
        return "N"
    return "#"


#: Classes left of a title, nearest first, up to the name, which the group holds.
_SURNAME = re.compile(r"[FM]?(S)")
_NEAR = re.compile(r"[FM]{0,2}([Kk])")
_NEAR_DIRTY = re.compile(r"[F]?(d)")
_FOREIGN_NEAR = re.compile(r"[FM]{0,2}([NS]?X[XkKSNDd#]{0,4})")
_FAR = re.compile(r"([FMPBN]{1,5}?)([Kkd])")
_FOREIGN_FAR = re.compile(r"([FMPB]{1,5}?)([NSk]{0,2}X[XkKSND]{0,4})|([FMPBN]{1,5}?)(X[XkKSND]{0,4})")


def _people_before(context: Context, title: Title, support: Support) -> Iterator[Mention]:
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
    classes = "".join(_classify(context, word, title, support) for word in near)
    if (
        classes[0] == "F"
        and (len(near) == 1 or (classes[1] == "#" and near[1].joined != " "))
        and surname_only(context, near[0].text)
    ):
        if _full_name(context, near[0].text) and near[0].start - sentence.start <= 1:
            yield context.mention(near[0].start, near[0].end, "PERSON", "surname_before_title")
        return
    if classes[0] == "F" and len(near) > 1 and classes[1] == "#" and near[0].start - sentence.start <= 1:
        return
    if (match := _SURNAME.match(classes)) and (at := match.start(1)) >= 0:
        word = near[at]
        if word.bracket is None and _is_surname_here(context, near, at, title):
            yield context.mention(word.start, word.end, "PERSON", "surname_before_title")
            return
        if classes.startswith("SS") and near[1].bracket is None and near[0].text in FORMER | {"현", "신"}:
            yield context.mention(near[1].start, near[1].end, "PERSON", "surname_before_title")
            return
        if near[at].text not in FORMER | {"현", "신", "주", "위"} or at + 1 >= len(classes):
            return
        classes = classes[:at] + "F" + classes[at + 1 :]
    classes = _places_as_names(context, near, classes, title)
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
    if match := _FOREIGN_NEAR.match(classes):
        run = _foreign_run(context, near, classes, match.start(1))
        if run and title.weight >= 0.5 and _foreign_enough(context, near, match.start(1), run):
            yield _span(context, near, match.start(1), run)
        return
    if (match := _NEAR_DIRTY.match(classes)) and (
        match.start(1) + 1 < len(near)
        and near[match.start(1) + 1].text.endswith("의")
        and _is_body(context, near[match.start(1) + 1].text[:-1])
        and title.weight >= 0.5
    ):
        word = near[match.start(1)]
        yield context.mention(word.start, word.end, "PERSON", "name_before_title")
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
        if run and ("B" in classes[:at] or "P" in classes[:at]) and _foreign_enough(context, near, at, run):
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
        sure = classes[at] == "K" or (classes[at] == "k" and bodies and word.text not in _common_words())
        if classes[at] == "k" and not sure and bodies:
            sure = (
                _opens(context, word.start)
                and len(word.text) >= 2
                and word.text not in NOT_PERSONS
                and "N" not in between
            )
        if classes[at] == "d":
            sure = bool(bodies) and _opens(context, word.start) and not _ends_in_particle(context, word)
        if "F" in between and classes[at] in "kd" and bodies and len(word.text) <= 3:
            sure = True
        if sure and (bodies or (classes[at] == "K" and between.count("N") <= 2)):
            yield context.mention(word.start, word.end, "PERSON", "name_before_body")
            yield from _coordinated(context, words, at, title, support)


_ACADEMIC = frozenset(
    "교수 총장 학장 명예교수 석좌교수 부교수 조교수 겸임교수 초빙교수 연구원 연구교수 특임교수 대학원장 부총장".split()
)
#: Offices that a place can have: before others a place's name may be a person's (엘리너 휘트비 연구원).
_OF_PLACES = re.compile(
    r"(?:시장|시의원|의원|지사|군수|구청장|대사|영사|총리|대통령|장관|차관|국장|특파원|주교|서장|지점장|본부장|지사장|법인장|의장|청장|회장|대표|감독|국왕|주석|명창)$"
)


def _places_as_names(context: Context, words: Sequence[LeftWord], classes: str, title: Title) -> str:
    """Read a word of class P as a name where the phrase leaves no place for a place.

    여수광양항만공사의 주문진 본부장 (a body and 의 before it) · 남해 전 해양수산부 차관 (전 after it) · 엘리너 휘트비 연구원.
    """
    if classes.startswith("P") and len(classes) > 1:
        quality = name_quality(context, words[0].start, words[0].end)
        left = words[1]
        if quality and left.text.endswith("의") and left.joined == " " and _is_body(context, left.text[:-1]):
            return "K" + classes[1:]
        if title.head in _NATIONAL and not title.fused and _is_foreign_place(context, words[0].text):
            return "X" + classes[1:]
        if classes[1] == "X" and not _OF_PLACES.search(title.head) and len(words[0].text) >= 2:
            return "X" + classes[1:]
    elif classes == "P" and title.head in _NATIONAL and not title.fused and _is_foreign_place(context, words[0].text):
        return "X"
    # 이시카와 고이치 일본 총리: a foreign place right before a piece of a name is the family name.
    if (found := re.match(r"([FMPB]{0,4}[XdkK])P", classes)) and _is_foreign_place(context, words[found.end(1)].text):
        at = found.end(1)
        if not _OF_PLACES.search(title.head) or title.head in _NATIONAL:
            letter = "X" if _taken_apart_alone(context, words[at - 1]) else classes[at - 1]
            classes = classes[: at - 1] + letter + "X" + classes[at + 1 :]
    found = re.match(r"[BP]{1,3}F(P)", classes)
    if found and name_quality(context, words[found.start(1)].start, words[found.start(1)].end):
        at = found.start(1)
        return classes[:at] + "K" + classes[at + 1 :]
    return classes


#: Offices of a whole country, and others that no province or city has.
_NATIONAL = frozenset(
    "총리 대통령 장관 외무상 방위상 관방장관 외무장관 국방장관 국무장관 주석 교수 박사 선수 CEO 의장 연구원".split()
)


def _is_foreign_place(context: Context, word: str) -> bool:
    entry = context.entry(word)
    return (
        entry is not None
        and entry.kind in ("PROVINCE", "CITY")
        and entry.attributes.get("country", "KR") != "KR"
        and word[-1] not in "시주성현"
    )


def _taken_apart_alone(context: Context, word: LeftWord) -> bool:
    """Whether a word of a name's shape is read as no noun at all (고이치: 이 + 고 + 이치)."""
    tokens = context.tokens_in(word.start, word.end)
    return bool(tokens) and any(token.tag[:1] in ("V", "E", "J") for token in tokens)


def _is_body(context: Context, word: str) -> bool:
    """Whether a word names a body: by legal form, by the article, the tables or its head noun."""
    if word.startswith("㈜") or word.endswith("㈜") or context.names.get(word) in BODY_KINDS:
        return True
    entry = context.entry(word)
    if entry is not None:
        return entry.kind in BODY_KINDS
    found = head_of(word)
    return found is not None and found[1].kind in BODY_KINDS and len(word) - len(found[0]) >= 2


def _syllable_name(context: Context, words: Sequence[LeftWord], title: Title, support: Support) -> Iterator[Mention]:
    """A name of three syllables apart, before a country or body and a title: 쩐 티 란 베트남 대사."""
    at = 0
    while at < len(words) and at < 3 and _classify(context, words[at], title, support) in "PBFM":
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


def _opens(context: Context, start: int) -> bool:
    """Whether a word opens its sentence, clause or quotation."""
    sentence = context.sentence_at(start)
    before = context.text[max(sentence.start, start - 2) : start].rstrip()
    if start - sentence.start <= 1 or (before and before[-1] in ",“\"‘'…·▲△◇(:"):
        return True
    # after a topic or subject: 이 자리에서는 …, 좌장은 황보민 …
    return bool(
        re.search(
            r"[은는이가도](?: |, )$|에서 $|에는 $|으로는 $|[은는]$",
            context.text[max(sentence.start, start - 4) : start],
        )
    )


def _plain_enough(context: Context, words: Sequence[LeftWord], at: int, classes: str, title: Title) -> bool:
    """Whether an ordinary noun right before a title is a name there (강산 회장) and not its modifier (도시 시장)."""
    word = words[at]
    if title.weight < 0.5 and not title.fused:
        return False
    if at + 1 < len(words) and words[at + 1].text.endswith("의") and words[at + 1].joined == " ":
        # ㈜모래시계의 소망 대표: a body and 의 before it.
        if _is_body(context, words[at + 1].text[:-1]):
            return True
    if word.text in _common_words():
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
    if not _opens(context, word.start) or _ends_in_particle(context, word) or word.text in _common_words():
        return False
    tokens = context.tokens_in(word.start, word.end)
    return title.weight >= 0.6 and len(word.text) == 3 and not any(token.tag == "XSV" for token in tokens)


def _ends_in_particle(context: Context, word: LeftWord) -> bool:
    tokens = context.tokens_in(word.start, word.end)
    return bool(tokens) and tokens[-1].tag in ("JKS", "JKO", "JKG", "JKB", "JC") and word.end - word.start > 2


def _foreign_run(context: Context, words: Sequence[LeftWord], classes: str, at: int) -> int:
    """How many words from `at` leftwards make one foreign name; 0 if none of them is unknown enough."""
    count = 0
    strong = False
    while at + count < len(words) and count < 6:
        word, letter = words[at + count], classes[at + count]
        if count and word.bracket is not None:
            break
        if letter in "d#" and count and _taken_apart(context, word):
            letter = "X"
        if letter == "d" and count == 0 and classes[at + 1 : at + 2] == "X" and len(word.text) <= 4:
            letter = "k"
        if letter not in "XkKSND" or (letter == "N" and len(word.text) > 2):
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
        or _is_title(context, words[at + count - 1].text)
    ):
        count -= 1
    return count if strong else (1 if count and classes[at] in "kK" else 0)


def _taken_apart(context: Context, word: LeftWord) -> bool:
    """Whether Kiwi read a foreign name as a noun with a particle: 우 + 에다; 이시카 + 와, where 이시카와 comes up again."""
    tokens = context.tokens_in(word.start, word.end)
    if len(tokens) < 2 or not 3 <= len(word.text) <= 6:
        return False
    if tokens[0].end - tokens[0].start == 1 and tokens[0].tag in ("NNG", "NNP", "NP", "IC", "MM"):
        return True
    return (
        tokens[0].tag == "NNP"
        and context.entry(context.text[tokens[0].start : tokens[0].end]) is None
        and context.once(
            ("count", word.text), lambda: len(re.findall(rf"(?<![가-힣]){word.text}(?![가-힣]{{2}})", context.text))
        )
        >= 2
    )


def _foreign_wins(context: Context, words: Sequence[LeftWord], classes: str, at: int, run: int) -> bool:
    """Whether a word of a Korean name's shape is rather the last word of a foreign name (애덤스 오말리, 알렉산더 라트킨)."""
    if run < 2 or not any(letter in "Xd#" for letter in classes[at + 1 : at + run]):
        return False
    word = words[at].text
    if classes[at] != "K" or len(word) == 2 or run > 2:
        return True
    return context.gazetteer.surnames.get(word[0], 0.0) < 10


def _foreign_enough(context: Context, words: Sequence[LeftWord], at: int, run: int) -> bool:
    """Whether a run of foreign words is a name: several words, or one that Kiwi does not know or knows as a name."""
    if run > 1:
        return True
    tokens = context.tokens_in(words[at].start, words[at].end)
    return len(words[at].text) >= 2 and (any(not token.known for token in tokens) or tokens[0].tag == "NNP")


def _coordinated(
    context: Context, words: Sequence[LeftWord], at: int, title: Title, support: Support
) -> Iterator[Mention]:
    """Names joined to a name by a middle dot: 이슬·이하늘 박사후연구원."""
    while at + 1 < len(words) and words[at + 1].joined in ("·", "ㆍ"):
        at += 1
        if _classify(context, words[at], title, support) not in "Kkd":
            return
        yield context.mention(words[at].start, words[at].end, "PERSON", "name_in_list")


def _is_surname_here(context: Context, words: Sequence[LeftWord], at: int, title: Title) -> bool:
    """Whether a surname before a title stands for a person named in full in the article (이 시장 → 이강덕)."""
    word = words[at]
    if at + 1 < len(words) and word.text in FORMER:
        left = words[at + 1]
        if left.joined == " " and (surname_only(context, left.text) or name_quality(context, left.start, left.end)):
            return False
    if word.text not in _DOUBTFUL:
        return _full_name(context, word.text) or (title.weight >= 0.6 and _particle_after(context, title.end))
    if not _full_name(context, word.text):
        return False
    if not _held_by(context, word.text, title.head):
        return False
    if at + 1 < len(words) and words[at + 1].joined:
        # 당 소속 전 의원: a bare noun makes it 'former' or 'all'; 쌓아 올린 이 시장, 국민의힘의 한 의원: 'this', 'one'.
        left = words[at + 1]
        tokens = context.tokens_in(left.start, left.end)
        if not tokens or tokens[-1].tag in ("ETM", "NNG", "NNP", "XSN", "SL", "MM", "JKG", "SH"):
            return False
    return True


def _held_by(context: Context, surname: str, head: str) -> bool:
    """Whether somebody with this surname stands beside a title with this head (이강덕 포항시장, 대표 이도윤)."""
    name = rf"(?<![가-힣]){surname}[가-힣]{{1,3}}"
    before = rf"{name}(?:\([^()\n]{{1,20}}\))? (?:[^\s.,]{{1,20}} ){{0,3}}[가-힣A-Za-z0-9]{{0,12}}{head}"
    after = rf"{head}(?:인)? {name}"
    return context.once(
        ("held by", surname, head), lambda: re.search(f"{before}|{after}", context.text) is not None
    )


_ALIASED = re.compile(r"(?<![가-힣])([가-힣])[가-힣]{1,3}\([\u4e00-\u9fff]{2,4}\)")


def _alias_surname(context: Context, word: str) -> bool:
    """Whether a syllable begins a name that the article gives in hanja too (리밍저(李明哲) → 리)."""
    return len(word) == 1 and word in context.once(("aliased",), lambda: frozenset(_ALIASED.findall(context.text)))


_HANGUL_WORD = re.compile(r"(?<![가-힣])[가-힣]{2,7}")


def _full_name(context: Context, surname: str) -> bool:
    """Whether some word of the article can be a full name with this surname (any, for a surname in hanja)."""
    if not "가" <= surname[0] <= "힣":
        return True
    heads = context.once(
        ("word heads",),
        lambda: frozenset(word[:size] for word in _HANGUL_WORD.findall(context.text) for size in (1, 2) if len(word) > size),
    )
    return surname in heads


def _has_age(context: Context, end: int) -> bool:
    return _AGE.match(context.text, end) is not None


def _has_hanja(context: Context, end: int) -> bool:
    return _HANJA.match(context.text, end) is not None


def _name_inside(context: Context, title: Title, support: Support) -> Iterator[Mention]:
    """A name written onto its title without a space: 백시장, 백이랑논산시장."""
    text, prefix = context.text, title.prefix
    body_end = title.start + len(prefix)
    if not prefix or title.place_end == body_end:
        return
    if len(prefix) == 1 and surname_only(context, prefix) and prefix not in "부전현총최고대신":
        if _full_name(context, prefix) and title.weight >= 0.5:
            yield context.mention(title.start, body_end, "PERSON", "surname_before_title")
            yield context.mention(body_end, title.end, "TITLE", "title_after_name")
        return
    for length in (3, 2, 4):
        cut = title.start + length
        rest = context.entry(text[cut:body_end]) if cut < body_end else None
        if rest is None or rest.kind == "EVENT" or text[title.start] not in context.gazetteer.surnames:
            continue
        if context.entry(text[title.start : cut]) is None:
            yield context.mention(title.start, cut, "PERSON", "name_before_title")
            yield context.mention(cut, title.end, "TITLE", "title_after_name")
            if rest.kind in PLACE_KINDS:
                yield context.mention(cut, body_end, rest.kind, "place_in_title")
            return
    if name_quality(context, title.start, body_end) == 3 and title.weight >= 0.9 and len(prefix) == 3:
        yield context.mention(title.start, body_end, "PERSON", "name_before_title")
        yield context.mention(body_end, title.end, "TITLE", "title_after_name")


def _people_after(context: Context, title: Title, support: Support) -> Iterator[Mention]:
    """The person named after a title: 대표 이도윤(41), 화가 이중섭(李仲燮), 대변인 패트릭 라이언 두건은."""
    text = context.text
    at = title.end
    if text[at : at + 2] == "인 " and title.weight >= 0.5:
        at += 2
    elif text[at : at + 1] == " ":
        at += 1
    else:
        return
    sentence = context.sentence_at(title.start)
    found = re.compile(r"[가-힣]{2,8}").match(text, at, sentence.end)
    if found is None or at not in context.starts:
        return
    end = _name_end_after(context, at, found.end())
    quality = name_quality(context, at, end)
    if quality:
        word = text[at:end]
        sure = _has_age(context, end) or _has_hanja(context, end) or support.has(word, title.head)
        sure = sure or bool(re.match(r"\s?씨(?![가-힣])|\s?씨[은는이가의와도를]", text[end : end + 4]))
        sure = sure or (
            quality == 3 and title.weight >= 0.1 and not _title_follows(context, end) and not word.endswith("사")
        )
        if not sure and quality >= 2 and title.weight >= 0.4 and _title_follows(context, end):
            sure = word not in _common_words() and _body_before(context, title)
        if (
            not sure
            and quality == 2
            and word not in _NOT_AFTER_TITLE
            and re.match(r"[은는이가]\s", text[end : end + 2])
        ):
            # 금융정의연대 사무국장 나눔은: a body, its office and then the holder.
            ranked = title.head in _RANKS and _after_body(context, title)
            sure = ranked or (title.weight >= 0.4 and _body_before(context, title))
        if not sure and quality == 2 and title.weight >= 0.4 and re.match(r"[은는이가]\s", text[end : end + 2]):
            sure = word not in _common_words() and len(word) == 3
        if sure:
            yield context.mention(at, end, "PERSON", "name_after_title")
            return
    run_end = 0
    words = 0
    position = at
    while words < 5:
        piece = re.compile(r"[가-힣]{1,7}|[A-Z]\.").match(text, position, sentence.end)
        if piece is None or position not in context.starts:
            break
        stop = _name_end_after(context, position, piece.end())
        if context.entry(text[position:stop]) is not None or not (
            foreign_word(context, position, stop) or (words and _short_piece(context, position, piece.end()))
        ):
            break
        if words and _short_piece(context, position, piece.end()) and not foreign_word(context, position, stop):
            stop = _cut_particle(text, position, piece.end())
        words += 1
        run_end = stop
        if stop != piece.end() or text[stop : stop + 1] != " ":
            break
        position = stop + 1
    if words >= 2 and title.weight >= 0.4:
        yield context.mention(at, run_end, "PERSON", "foreign_name_after_title")


#: Nouns that follow a title as the next part of the phrase: 총재 연임은, 회장 인선이.
_NOT_AFTER_TITLE = frozenset(
    "연임 인선 선출 선거 임기 사퇴 해임 임명 취임 교체 주재 대행 후보 자리 일행 지시 주장 발언 방문 면담 회동 회담 초청 명의 직속 산하 소속 부부 "
    "부인 아들 가족 측근 자격 시절 출신 임명안 탄핵 구속 고발 수사 재판 선고 징역 공약 정책 제안 요청 건의 취지 의견 입장 해명 사과 신분".split()
)
_RANKS = frozenset(
    "대장 중장 소장 준장 대령 중령 소령 대위 중위 소위 원사 상사 중사 하사 병장 상병 일병 이병 경감 경위 경사 순경 소방장 소방교".split()
)


def _after_body(context: Context, title: Title) -> bool:
    """Whether a body stands right before a title, of whatever sort (해군 중위)."""
    words = left_words(context.text, context.sentence_at(title.start).start, title.start, 1)
    return bool(words) and (entry := context.entry(words[0].text)) is not None and entry.kind in BODY_KINDS


def _short_piece(context: Context, start: int, end: int) -> bool:
    """Whether a word that Kiwi took apart (두건은 → 두 + 건 + 은) can be the last piece of a foreign name."""
    tokens = context.tokens_in(start, end)
    return (
        2 <= end - start <= 5
        and len(tokens) >= 2
        and tokens[0].tag in ("MM", "NR", "XPN", "NNB")
        and tokens[-1].tag in ("JX", "JKS")
    )


def _cut_particle(text: str, start: int, end: int) -> int:
    return end - 1 if text[end - 1] in "은는이가을를의" and end - start > 2 else end


def _name_end_after(context: Context, start: int, end: int) -> int:
    """Where the name at `start` ends: before a particle at the end of its word. Code points."""
    tokens = context.tokens_in(start, end)
    for token in tokens:
        if token.start - start >= 2 and token.tag in ("JKS", "JKO", "JKG", "JKB", "JX", "JC", "VCP", "JKC"):
            return token.start
    word = context.text[start:end]
    if len(word) == 4 and word[-1] in "은는이가의을를도과와" and word[0] in context.gazetteer.surnames:
        if tokens and tokens[-1].end == end and len(tokens) > 1:
            return end - 1
    return end


def _title_follows(context: Context, end: int) -> bool:
    """Whether a title stands right after a name: it, not the one before, belongs to the name."""
    match = re.compile(r" ([가-힣]{2,8})").match(context.text, end)
    return match is not None and any(
        entry.kind == "TITLE" and entry.weight >= 0.6
        for length in range(2, len(match.group(1)) + 1)
        for entry in context.gazetteer.get(match.group(1)[:length])
    )


def _body_before(context: Context, title: Title) -> bool:
    """Whether a body or place stands right before a title (국방성 대변인, 작센주 경제장관)."""
    if title.weight < 0.5 or title.head in ("시장", "선수", "위원", "총괄", "모델", "학생"):
        return False
    words = left_words(context.text, context.sentence_at(title.start).start, title.start, 1)
    if not words or words[0].joined != " ":
        return False
    word = words[0]
    kind: Kind | None = context.names.get(word.text)
    if kind is None and (entry := context.entry(word.text)) is not None:
        kind = entry.kind
    if kind is None and (found := head_of(word.text)) is not None:
        if found[1].kind in BODY_KINDS and len(word.text) - len(found[0]) >= 2:
            kind = found[1].kind
    if (
        kind is None
        and word.text[-1:] in "주성현도부"
        and any(not token.known for token in context.tokens_in(word.start, word.end))
    ):
        kind = "PROVINCE"
    if (
        kind is None
        and word.text.endswith(("부", "성", "청", "처"))
        and len(word.text) >= 3
        and title.head in _MINISTERS
    ):
        kind = "ORG"
    if kind in PLACE_KINDS and title.head in ("대표", "감독", "의원", "부장", "작가", "가수", "배우", "국장"):
        return False
    return kind in BODY_KINDS or kind in PLACE_KINDS


_MINISTERS = frozenset("장관 차관 대변인 부장 차관보 대사 총리 국장 부상".split())


def _by_insertion(context: Context) -> Iterator[Mention]:
    """Names before an age, a hanja form or a role in brackets: 박달린(25·한국전력), 후쿠다 렌(福田蓮), 문가비(서울대 교수)."""
    text = context.text
    for sentence in context.document.sentences:
        at = text.find("(", sentence.start, sentence.end)
        while at >= 0:
            yield from _before_bracket(context, sentence.start, at)
            at = text.find("(", at + 1, sentence.end)


def _before_bracket(context: Context, low: int, at: int) -> Iterator[Mention]:
    text = context.text
    hanja = _HANJA.match(text, at)
    age = _has_age(context, at)
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
        if _is_title(context, word.text):
            break
        run += 1
    while run > 1 and words[run - 1].text in _DETERMINERS | NOT_PERSONS:
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


def _is_title(context: Context, word: str) -> bool:
    return any(entry.kind == "TITLE" and entry.weight >= 0.3 for entry in context.gazetteer.get(word))


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
    match = re.compile(r"\((?!전 |前 )([^()]{2,30}?) ([가-힣]{2,8})\)").match(context.text, at)
    if match is None:
        return None
    word = match.group(2)
    for length in range(len(word), 1, -1):
        if any(entry.kind == "TITLE" and entry.weight >= 0.4 for entry in context.gazetteer.get(word[-length:])):
            return match.span(2)
    return None


_HONORIFIC_NAME = re.compile(r"(?<![가-힣A-Za-z])([가-힣]{2,4}) ?씨(?=[은는이가의와도를에(,\s]|로부터|에게)")
_HONORIFIC_SURNAME = re.compile(
    r"(?<![가-힣A-Za-z])([가-힣]{1,2}?)(?:모)?(?:\(\d{1,2}[^()]{0,20}\))? ?(?:씨|군|양)(?=[은는이가의와과도를에(,]|\s|로부터|에게)"
)


def _by_honorific(context: Context) -> Iterator[Mention]:
    """Names before 씨: 함초롬 씨(61), 조바심 씨는; a bare surname too: 박씨는, 이모(33)씨."""
    text = context.text
    for sentence in context.document.sentences:
        for match in _HONORIFIC_NAME.finditer(text, sentence.start, sentence.end):
            start, end = match.span(1)
            if start in context.starts and name_quality(context, start, end) and text[end - 1] != "모":
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


def _noun_next(context: Context, end: int) -> bool:
    """Whether a noun follows after a space."""
    index = context.starts.get(end + 1)
    return index is not None and context.document.tokens[index].tag in ("NNG", "NNP", "XR", "SN", "MAG")


def _bare_names(context: Context) -> Iterator[Mention]:
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
            if token.tag != "NNP" or context.entry(chunk.text) or head_of(chunk.text) or chunk.text in _common_words():
                continue
            share, follows = surnames.get(chunk.text[0], 0.0), _follows(context, chunk.end)
            if token.known:
                sure = share >= 5 or (share >= 1 and follows != "noun") or follows == "particle"
            else:
                sure = share >= 5 and follows != "particle"
            if sure and not text[chunk.end : chunk.end + 1].startswith(("에", "서")):
                yield context.mention(chunk.start, chunk.end, "PERSON", "bare_name")


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

"""What the words beside a title are: the class of each, and the evidence that a word is a name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from newsextract.context import Context
from newsextract.gazetteer import read_rows
from newsextract.heads import head_of
from newsextract.leftward import LeftWord, left_words
from newsextract.model import BODY_KINDS, PLACE_KINDS
from newsextract.names import MASKED, clear_particle, foreign_word, name_quality, surname_only
from newsextract.office_words import FORMER, is_modifier
from newsextract.recognizers.tagged import BORDER, LEAST, SURE, people_seen
from newsextract.titles import Title

DETERMINERS = frozenset("그 저 두 세 네 다섯 여섯 새 첫 각 모든 어느 여러 몇 전체 해당 타 내 귀 매 때 것".split())
#: Surnames that are also words before a title (이 시장: this market; 전 의원: all or former members).
_WORDLIKE_SURNAMES = frozenset("이 전 한 신 현 본 제 주 모 여 총 단 반 부 대 당 위 구".split())
_AGE = re.compile(r"\s?\((?:[A-Z]?\d{1,2}(?:세|살|[·,)])|\d{1,2} ?· ?)")
HANJA = re.compile(r"\((?:[\u4e00-\u9fff]{2,5})(?=[)·,∼~\d])")


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


def supported_surnames(context: Context, titles: Sequence[Title]) -> Support:
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
def common_words() -> frozenset[str]:
    """Common words that begin like a surname (data/common_words.tsv)."""
    return frozenset(word for word, _ in read_rows("common_words"))


def classify(context: Context, word: LeftWord, title: Title, support: Support) -> str:
    """The class of a word left of a title.

    F former · M modifier · S surname · K sure Korean name · k word of a name's shape that is clean (nouns) · d one that
    looks like a particle, verb or adjective · X foreign name word · P place · B body · N noun · D determiner · # other.
    """
    text = word.text
    if text in FORMER:
        return "F"
    if text.endswith("대") and len(text) >= 3 and title.head in _ACADEMIC:
        return "B"
    if (
        text.endswith("대")
        and len(text) >= 3
        and (word.start, word.end)
        in context.once(
            ("tagged organizations",),
            lambda: {(span.start, span.end) for span in context.tagged or () if span.tag == "ORG"},
        )
    ):
        return "B"  # 민병훈 한빛대 교수회 의장
    if len(text) >= 4 and text.endswith(("지부", "지회", "지역본부", "사업본부", "출장소")):
        return "B"
    if text in DETERMINERS:
        return "D"
    if text.endswith("당") and len(text) >= 3 and _OF_PARTY.search(title.head) and not has_age(context, word.end):
        return "B"
    if title.head in ("이장", "통장", "부녀회장", "청년회장") and text.endswith(("리", "마을")) and len(text) >= 3:
        return "P"
    if word.start in context.once(("inside names",), lambda: _inside_names(context)):
        return "B"
    if MASKED.fullmatch(text):
        return "K"
    if text in _GIVEN_NAMES:
        return "X"
    if surname_only(context, text) or _alias_surname(context, text):
        return "S"
    if is_modifier(text) or (
        text[0] == "주" and (abroad := context.entry(text[1:])) is not None and abroad.kind in ("COUNTRY", "CITY")
    ):
        return "M"
    if text in context.names:
        return "B"
    entry = context.entry(text)
    quality = name_quality(context, word.start, word.end) if text not in context.names else 0
    backed = quality and (has_age(context, word.end) or support.has(text, title.head))
    if (
        entry is None
        and quality
        and len(text) <= 3
        and any(
            span.start == word.start and word.end - 1 <= span.end <= word.end
            for span in people_seen(context, word.start, word.end, LEAST)
        )
    ):
        return "K"  # 차정은: Kiwi sees 차정 and a particle, the tagger a name
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
    if len(text) >= 3 and text[-1] in "부성청처" and title.head in MINISTERS:
        return "B"
    # 박지현 의원, 김민주 의원: names of common surnames end like provinces too.
    named = len(text) == 3 and quality >= 2 and context.gazetteer.surnames.get(text[0], 0.0) >= 5
    if (
        len(text) >= 3
        and text[-1] in "주성현"
        and not named
        and title.head.endswith(("지사", "장관", "의원", "총리", "국장"))
    ):
        if any(not token.known or token.tag == "NNP" for token in context.tokens_in(word.start, word.end)):
            return "P"
    if found is not None and any(
        (s.start, s.end) == (word.start, word.end) for s in people_seen(context, word.start, word.end, BORDER)
    ):
        # The tagger sees a name where the last syllable is a head noun: 이은강 전 차관, and 리위항 9단 with no common surname.
        korean = quality and len(text) == 3 and context.gazetteer.surnames.get(text[0], 0.0) >= 5
        return "K" if korean else "X"
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


def _inside_names(context: Context) -> frozenset[int]:
    """Where the further words of known bodies of several words begin (위즈 in KT 위즈)."""
    return frozenset(
        at + 1
        for known in context.known
        if " " in known.entry.name and known.entry.kind in BODY_KINDS
        for at in range(known.start, known.end)
        if context.text[at] == " "
    )


#: Offices of a party: what ends in 당 before them is one.
_OF_PARTY = re.compile(r"대표|최고위원|의원|대변인|사무총장|정책위의장|후보|위원장|총재|당수|총비서")
#: Given names of one syllable, which are left where a longer foreign name is (폴 스미스, 존 림).
_GIVEN_NAMES = frozenset("존 폴 톰 짐 밥 샘 댄 잭 빌 닉 론 켄 벤 숀 션 칼 얀 맷 앤 젠".split())
_ACADEMIC = frozenset(
    "교수 총장 학장 명예교수 석좌교수 부교수 조교수 겸임교수 초빙교수 연구원 연구교수 특임교수 대학원장 부총장".split()
)
#: Offices that a place can have: before others a place's name may be a person's (엘리너 휘트비 연구원).
_OF_PLACES = re.compile(
    r"(?:시장|시의원|의원|지사|군수|구청장|대사|영사|총리|대통령|장관|차관|국장|특파원|주교|서장|지점장|본부장|지사장|법인장|의장|청장|회장|대표|감독|국왕|주석|명창)(?:대행|대리|직무대행|권한대행|후보|후보자|내정자)?$"
)


def places_as_names(context: Context, words: Sequence[LeftWord], classes: str, title: Title) -> str:
    """Read a word of class P as a name where the phrase leaves no place for a place.

    여수광양항만공사의 주문진 본부장 (a body and 의 before it) · 남해 전 해양수산부 차관 (전 after it) · 엘리너 휘트비 연구원.
    """
    if classes.startswith("P") and len(classes) > 1:
        quality = name_quality(context, words[0].start, words[0].end)
        left = words[1]
        if quality and left.text.endswith("의") and left.joined == " " and is_body(context, left.text[:-1]):
            return "K" + classes[1:]
        if title.head in _NATIONAL and not title.fused and _is_foreign_place(context, words[0].text):
            return "X" + classes[1:]
        if (
            classes[1] == "X"
            and not _OF_PLACES.search(title.head)
            and len(words[0].text) >= 2
            and not is_foreign_country(context, words[0].text)
        ):
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


def is_foreign_country(context: Context, word: str) -> bool:
    """Whether a word is a country other than Korea."""
    entry = context.entry(word)
    return entry is not None and entry.kind == "COUNTRY" and entry.attributes.get("country") not in ("KR", "KP")


def _taken_apart_alone(context: Context, word: LeftWord) -> bool:
    """Whether a word of a name's shape is read as no noun at all (고이치: 이 + 고 + 이치)."""
    tokens = context.tokens_in(word.start, word.end)
    return bool(tokens) and any(token.tag[:1] in ("V", "E", "J") for token in tokens)


def is_body(context: Context, word: str) -> bool:
    """Whether a word names a body: by legal form, by the article, the tables or its head noun."""
    if word.startswith("㈜") or word.endswith("㈜") or context.names.get(word) in BODY_KINDS:
        return True
    entry = context.entry(word)
    if entry is not None:
        return entry.kind in BODY_KINDS
    found = head_of(word)
    return found is not None and found[1].kind in BODY_KINDS and len(word) - len(found[0]) >= 2


def opens(context: Context, start: int) -> bool:
    """Whether a word opens its sentence, clause or quotation."""
    sentence = context.sentence_at(start)
    before = context.text[max(sentence.start, start - 2) : start].rstrip()
    if start - sentence.start <= 1 or (before and before[-1] in ",“\"‘'…·▲△◇(:"):
        return True
    # after a topic or subject: 이 자리에서는 …, 좌장은 황보민 …
    return bool(
        re.search(
            r"[은는이가도](?: |, )$|(?:지낸|역임한|맡은|이끄는|이끈|출신) $|에서 $|에는 $|으로는 $|[은는]$",
            context.text[max(sentence.start, start - 4) : start],
        )
    )


def ends_in_particle(context: Context, word: LeftWord) -> bool:
    """Whether a word ends in a particle; 나 is as likely the end of a name (조하나)."""
    tokens = context.tokens_in(word.start, word.end)
    if not tokens or word.end - word.start <= 2 or tokens[-1].form == "나":
        return False
    if tokens[-1].tag == "JX" and tokens[-1].form in ("은", "는"):
        return len(tokens) == 2 and tokens[0].known and tokens[0].tag == "NNG" and tokens[0].end - tokens[0].start > 1
    return tokens[-1].tag in ("JKS", "JKO", "JKG", "JKB", "JC")


def taken_apart(context: Context, word: LeftWord) -> bool:
    """Whether Kiwi read a foreign name as a noun with a particle: 우 + 에다; 이시카 + 와, where 이시카와 comes up again."""
    if any(
        span.start == word.start and span.end >= word.end - 1
        for span in people_seen(context, word.start, word.end, BORDER)
    ):
        return True
    tokens = context.tokens_in(word.start, word.end)
    if len(tokens) != 2 or not 3 <= len(word.text) <= 6 or tokens[1].tag not in ("JKB", "JC", "JX", "JKS", "MAG"):
        return False
    if tokens[0].end - tokens[0].start == 1 and tokens[0].tag in ("NNG", "NNP", "NP", "IC", "MM"):
        return True
    return (
        tokens[0].tag == "NNP"
        and context.entry(context.text[tokens[0].start : tokens[0].end]) is None
        and context.once(
            ("count", word.text),
            lambda: len(re.findall(rf"(?<![가-힣]){re.escape(word.text)}(?![가-힣]{{2}})", context.text)),
        )
        >= 2
    )


def is_surname_here(context: Context, words: Sequence[LeftWord], at: int, title: Title) -> bool:
    """Whether a surname before a title stands for a person named in full in the article (이 시장 → 이강덕)."""
    word = words[at]
    if at + 1 < len(words) and word.text in FORMER:
        left = words[at + 1]
        if left.joined == " " and (surname_only(context, left.text) or name_quality(context, left.start, left.end)):
            return False
    if word.text not in _WORDLIKE_SURNAMES:
        return full_name(context, word.text) or (title.weight >= 0.6 and particle_after(context, title.end))
    if not full_name(context, word.text):
        return False
    if not held_by(context, word.text, title.head):
        return False
    if at + 1 < len(words) and words[at + 1].joined:
        # 당 소속 전 의원: a bare noun makes it 'former' or 'all'; 쌓아 올린 이 시장, 국민의힘의 한 의원: 'this', 'one'.
        left = words[at + 1]
        tokens = context.tokens_in(left.start, left.end)
        if word.text == "한" and tokens and tokens[-1].tag == "ETM" and title.head not in _SEVERAL:
            return True
        if not tokens or tokens[-1].tag in ("ETM", "NNG", "NNP", "XSN", "SL", "MM", "JKG", "SH"):
            return False
    return True


#: Titles that many have at a time: 한 의원 is some member.
_SEVERAL = frozenset("의원 국회의원 시의원 도의원 구의원 교수 위원 선수 변호사 이사 과장 팀장 직원".split())


def held_by(context: Context, surname: str, head: str) -> bool:
    """Whether somebody with this surname stands beside a title with this head (이강덕 포항시장, 대표 이도윤)."""
    name = rf"(?<![가-힣]){surname}[가-힣]{{1,3}}"
    before = rf"{name}(?:\([^()\n]{{1,20}}\))? (?:[^\s.,]{{1,20}} ){{0,3}}[가-힣A-Za-z0-9]{{0,12}}{head}"
    after = rf"{head}(?:인)? {name}"
    return context.once(("held by", surname, head), lambda: re.search(f"{before}|{after}", context.text) is not None)


_ALIASED = re.compile(r"(?<![가-힣])([가-힣])[가-힣]{1,3}\([\u4e00-\u9fff]{2,4}\)")


def _alias_surname(context: Context, word: str) -> bool:
    """Whether a syllable begins a name that the article gives in hanja too (리밍저(李明哲) → 리), or that the tagger is sure of."""
    return len(word) == 1 and word in context.once(("aliased",), lambda: _family_names(context))


def _family_names(context: Context) -> frozenset[str]:
    names = {
        context.text[span.start : span.end]
        for span in context.tagged or ()
        if span.tag == "PERSON" and span.score >= SURE
    }
    heads = {name[0] for name in names if re.fullmatch("[가-힣]{2,4}", name)}
    tails = {name[-1] for name in names if re.fullmatch("[가-힣]{2,6} [가-힣]", name)}  # 데이비드 리
    return frozenset(_ALIASED.findall(context.text)) | heads | tails


_HANGUL_WORD = re.compile(r"(?<![가-힣])[가-힣]{2,7}")


def full_name(context: Context, surname: str) -> bool:
    """Whether some word of the article can be a full name with this surname (any, for a surname in hanja)."""
    if not "가" <= surname[0] <= "힣":
        return True
    heads = context.once(
        ("word heads",),
        lambda: frozenset(
            word[:size] for word in _HANGUL_WORD.findall(context.text) for size in (1, 2) if len(word) > size
        ),
    )
    return surname in heads


def particle_after(context: Context, end: int) -> bool:
    """Whether a particle, comma or closing mark follows: what stands here is a noun phrase of its own."""
    index = context.starts.get(end)
    if index is not None and context.document.tokens[index].tag.startswith(("J", "VCP")):
        return True
    if re.match(r" (?:등|자격|출신|겸)(?![가-힣])|\(", context.text[end : end + 4]):
        return True
    return context.text[end : end + 1] in tuple(",.)·…”\"’'") or end >= len(context.text) or context.text[end] == "\n"


def has_age(context: Context, end: int) -> bool:
    return _AGE.match(context.text, end) is not None


def has_hanja(context: Context, end: int) -> bool:
    return HANJA.match(context.text, end) is not None


MINISTERS = frozenset("장관 차관 대변인 부장 차관보 대사 총리 국장 부상".split())

"""Who wrote it: reporters, bylines at the head of a paragraph, names at the end of a caption."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsextract.page.addresses import assign_addresses
from newsextract.page.vocabulary import BUREAU, DESK, EMAIL, GRADE, MEDIA_SUFFIX, MENU_WORDS, NO_NAMES, OUTLETS, PLACES

#: The name of a reporter, with more names before it that share the role: 길다은·석양 기자.
REPORTER = re.compile(
    r"(?<![가-힣])(?P<names>[가-힣]{2,4}(?:\s?[·ㆍ‧∙･,/]\s?[가-힣]{2,4}){0,7})"
    rf"\s{{0,3}}(?:{DESK}\s)?(?:(?:{BUREAU})\s?(?=특파원))?(?:(?:{GRADE})\s?)?"
    r"(?P<role>기자|특파원|통신원|리포터|논설위원|칼럼니스트|기상캐스터|편집위원|대기자)"
    r"(?=의\s|입력|등록|승인|송고|[^가-힣]|$)"
)
#: Names without a role next to an address: 홍길동 hong@paper.com.
_BARE = re.compile(rf"(?<![가-힣])(?P<name>[가-힣]{{2,4}})\s{{0,3}}[(/|]?\s?(?P<email>{EMAIL.pattern})")
#: The role before the name: 기자 홍길동, 취재 : 홍길동, 글·사진 홍길동, 시민기자 홍길동.
_ROLE_FIRST = re.compile(
    r"(?:^|[\s|/(\[])(?:(?:시민|객원|명예|취재)?기자|기자명|취재|글|글·사진|글\s?/\s?사진|작성자|글쓴이)\s{0,2}(?:[:：=]\s?"
    r"|\s)(?P<name>[가-힣]{2,4})(?=\s?(?:$|[\s|/()\[\]]))"
)
#: A citizen who writes, with the name of the account: 글 홍길동 (gildong).
WRITER_ID = re.compile(r"(?:(?:글|사진|글\s?[·/]\s?사진)\s)?(?P<name>[가-힣]{2,4})\s?\([a-z][a-z0-9_]{2,19}\)")
#: A broadcaster's sign-off: KBS 뉴스 홍길동입니다. YTN 홍길동[hong@ytn.co.kr]입니다.
SIGN_OFF = re.compile(
    r"(?<![가-힣A-Za-z])(?P<press>(?:KBS|MBC|SBS|YTN|JTBC|MBN|OBS|TBC|KNN|TJB|kbc|KBC|JTV|CJB|G1|UBC|CBS|BBS|EBS|[가-힣A-Za-z]{1,6}뉴스"
    r"|연합뉴스TV|채널A|TV조선|TV\s?CHOSUN|채널에이|국회방송|한국경제TV|[가-힣]{2,6}방송"
    r"|[가-힣]{2,6}TV))\s?(?:뉴스)?,?\s?"
    rf"(?P<name>[가-힣]{{2,4}}?)\s?(?:기자)?\s?(?:[\[(]\s?(?P<email>{EMAIL.pattern})\s?[\])])?\s?(?:이었습니다|입니다"
    rf"|이에요"
    rf"|였습니다)\s?\.?(?:\s?[\[(]\s?{EMAIL.pattern}\s?[\])])?$"
)
#: The anchor names the reporter: 홍길동 기자가 취재했습니다, 홍길동 기자의 보도입니다, 보도에 홍길동 기자입니다.
HANDOVER = re.compile(
    r"(?<![가-힣])(?P<name>[가-힣]{2,4})\s?(?:기자|특파원|리포터|기상캐스터)(?:가|의)\s?(?:[가-힣]{1,8}\s){0,3}"
    r"(?:보도|취재|리포트|단독\s?보도|전합|전해|짚어|알아|정리|살펴|따라가|다녀|만나|분석)"
    r"|(?:^|보도에\s|[.?]\s)(?P<alone>[가-힣]{2,4})(?<![은는])\s?(?:기자|특파원|리포터)입니다\.?$"
)

_ROLE = "기자|특파원|통신원|리포터|논설위원|앵커"
_OPENING = {"[": "]", "【": "】", "(": ")", "〔": "〕"}
#: 홍길동 기자 = , 홍길동·김철수 특파원 = after the bracket of an agency.
_AFTER_BRACKET = re.compile(
    rf"\s?(?:[가-힣]{{2,5}}(?:(?:\s?[·ㆍ,]\s?|\s)[가-힣]{{2,4}}){{0,5}}\s{{0,2}}(?:(?:{BUREAU}|{GRADE})\s?)?(?:{_ROLE})\s?"
    rf"(?:{EMAIL.pattern})?\s?[=:]?|[=:])\s?"
)
#: Without a bracket: 홍길동 기자 = 본문, 진주=오세림 기자 / 본문.
_OPEN_BYLINE = re.compile(
    rf"(?:[가-힣A-Za-z]{{2,12}}\s?[=/]\s?)?[가-힣]{{2,4}}(?:[·,][가-힣]{{2,4}}){{0,4}}\s?(?:(?:{BUREAU}"
    rf"|{GRADE})\s?)?(?:{_ROLE})\s?(?:{EMAIL.pattern}\s?)?[=/]\s?(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A reporter as found in one place, with the address that stands there."""

    name: str
    email: str | None


def find_reporters(text: str) -> list[Found]:
    """The reporters that a byline names, in its order, each with its address if there is one.

    >>> [(found.name, found.email) for found in find_reporters("길다은·석양 기자 gil@paper.kr sun@paper.kr")]
    [('길다은', 'gil@paper.kr'), ('석양', 'sun@paper.kr')]
    """
    text = part_names(part_place(text))
    matches = [match for match in REPORTER.finditer(text) if split_names(match["names"])]
    found: list[Found] = []
    for number, match in enumerate(matches):
        until = matches[number + 1].start() if number + 1 < len(matches) else len(text)
        names = split_names(match["names"])
        emails = EMAIL.findall(text, match.end(), until)
        if not emails and not number:
            emails = EMAIL.findall(text, 0, match.start())
        found.extend(map(Found, names, assign_addresses(names, emails)))
    if not found:
        found.extend(Found(m["name"], m["email"]) for m in _BARE.finditer(text) if _is_name(m["name"]))
    if not found:
        citizen = WRITER_ID.fullmatch(text)
        found.extend([Found(citizen["name"], None)] if citizen and _is_name(citizen["name"]) else [])
    if not found:
        found.extend(Found(m["name"], None) for m in _ROLE_FIRST.finditer(text) if _is_name(m["name"]))
    return found


def split_names(names: str) -> list[str]:
    """The names of a list like 길다은·석양, without words that are no names.

    >>> split_names("글·사진"), split_names("별하·노란")
    ([], ['별하', '노란'])
    """
    parts = [part.strip() for part in re.split(r"[·ㆍ‧∙･,/]", names)]
    return [part for part in parts if len(part) > 1 and _is_name(part)]


def _is_name(word: str) -> bool:
    """Whether a word that stands where a reporter's name does can be one."""
    return word not in NO_NAMES and word not in OUTLETS and not (len(word) > 3 and MEDIA_SUFFIX.search(word))


def part_names(text: str) -> str:
    """Put dots between the names that an agency parts by spaces alone. The length stays.

    >>> part_names("(서울=뉴스1) 마루한 금빛나 기자 ="), part_names("[이데일리 봉해찬 나윤슬 기자]")
    ('(서울=뉴스1) 마루한·금빛나 기자 =', '[이데일리 봉해찬·나윤슬 기자]')
    """
    match = _SPACED_NAMES.match(text) or _LINE_OF_NAMES.fullmatch(text)
    if match is None:
        return text
    start = match.start("names")
    words = [(start + word.start(), word[0]) for word in re.finditer(r"\S+", match["names"])]
    known = match.re is _LINE_OF_NAMES or bool(match["lead"])
    while words and (is_press(words[0][1], None) or (known and words[0][1] in PLACES)):
        del words[0]
        known = True
    while words and (words[-1][1] in NO_NAMES or words[-1][1] in PLACES or _NOT_LAST.fullmatch(words[-1][1])):
        del words[-1]
    if not known or any(word in MENU_WORDS for _, word in words) or not all(_is_name(word) for _, word in words):
        return text
    for at, _ in words[1:]:
        text = text[: at - 1] + "·" + text[at:]
    return text


#: A line of nothing but names and the role: 탁서진 봉다온 기자. Words of other lengths may be papers, places or desks.
_LINE_OF_NAMES = re.compile(r"(?P<names>[가-힣]{3}(?:\s[가-힣]{3}){1,3})\s?(?:기자|특파원)")
#: Words that stand between the last name and the role.
_NOT_LAST = re.compile(f"{BUREAU}|{GRADE}|{DESK}")
#: Words in a row before the role: after the bracket of an agency, after the mark or the paper's name in one.
_SPACED_NAMES = re.compile(
    r"\s?(?:(?P<lead>[(\[【][^()\[\]【】\n]{2,30}[)\]】]\s?|[(\[【][^()\[\]【】\n=ㅣ|│]{2,20}[=ㅣ|│]\s?)|[(\[【])"
    r"(?P<names>[가-힣A-Za-z0-9]{2,12}(?:\s[가-힣]{2,4}){1,5})\s?(?:기자|특파원)(?![가-힣])"
)


def part_place(text: str) -> str:
    """Part a place from the names after it: in `OSEN=사직, 나루터 기자` the comma does not join two reporters."""
    match = _PRESS_PLACE.search(text[:60])
    if match is None or not is_press(match["press"], None):
        return text
    return text[: match.end() - 1] + "|" + text[match.end() :]


_PRESS_PLACE = re.compile(r"(?P<press>[가-힣A-Za-z0-9]{2,12})\s?[=ㅣ|\s]\s?[가-힣]{2,5}(?:구장)?\s?,")


def opening_byline(text: str, press: str | None) -> int:
    """The length of the byline at the head of a paragraph, 0 if there is none.

    Fires on `[진주=오세림 기자] 정도영 …`, `(도쿄=동아시아뉴스) 최강 특파원 = …`, `【파이낸셜뉴스 부산】`, `홍길동
    기자 = …`.
    Must not fire on `[앵커]`, `(사진) 정 시장은 …`, `[단독] …`.

    >>> opening_byline("(서울=연합뉴스) 홍길동 기자 = 국회는", None)
    19
    """
    head = text[:120]
    closing = _OPENING.get(head[:1])
    if closing is None:
        match = _OPEN_BYLINE.match(head)
        return match.end() if match else 0
    end = head.find(closing, 1, 60)
    if end < 0 or not _is_byline_bracket(head[1:end], head[0], press):
        return 0
    end += 1
    more = _AFTER_BRACKET.match(head, end)
    if more:
        end = more.end()
    while end < len(text) and text[end].isspace():
        end += 1
    return end


def _is_byline_bracket(inside: str, opening: str, press: str | None) -> bool:
    """Whether what stands in a bracket at the head of a paragraph is a byline."""
    inside = inside.strip()
    if _SCRIPT.fullmatch(inside) or re.match(r"(?:사진|자료|영상|그래픽|출처)\s?[=:]", inside):
        return False
    if re.search(rf"[가-힣]\s?(?:{_ROLE})(?:\s|$)", inside) and not re.match(r"^(?:사진|영상|그래픽)", inside):
        return not re.fullmatch(rf"(?:{_ROLE})", inside)
    parts = [part.strip() for part in re.split(r"[=ㅣ|│/]", inside) if part.strip()]
    if any(is_press(part, press) for part in parts):
        return True
    # A place and a paper that we do not know: (진주=남강), only in the form that agencies use.
    return len(parts) == 2 and opening in "[【" and "=" in inside and all(len(part) <= 12 for part in parts)


_SCRIPT = re.compile(
    r"(?:앵커|기자|리포트|리포터|녹취|인터뷰|현장음|질문|답변|사진|영상|단독|속보|종합|포토)(?:\s?멘트)?"
)


def is_press(part: str, press: str | None) -> bool:
    """Whether a part of a byline names a paper: the page's own, a known one, or one by its form.

    >>> is_press("연합뉴스", None), is_press("진주", None), is_press("cbn뉴스", "CBN뉴스")
    (True, False, True)
    """
    word = part.split()[0] if part.split() else ""
    if press and (part.casefold() == press.casefold() or word.casefold() == press.casefold()):
        return True
    return part in OUTLETS or word in OUTLETS or (len(word) > 2 and bool(MEDIA_SUFFIX.search(word)))


def closing_credit(text: str, press: str | None) -> int | None:
    """Where the name of a photographer, or the paper's own, begins at the end of a caption or paragraph; or `None`.

    Fires on `… 있다. /사진=부수아 기자`, `… 개최했다./포항=김달년기자`, `… 있다. 서다온 기자`, `… /빛고을경제
    자료사진`.
    Must not fire on `진주시 제공`, `연합뉴스`, `(사진=모두)`: bodies that gave the picture are marked as mentions.

    >>> "포럼을 개최했다./포항=김달년기자"[closing_credit("포럼을 개최했다./포항=김달년기자", None):]
    '/포항=김달년기자'
    """
    tail_start = max(0, len(text) - 120)
    match = _CREDIT.search(text, tail_start)
    if match and match.start() and split_names(match["names"]):
        return match.start() + len(match[0]) - len(match[0].lstrip())
    match = _AGENCY_TAIL.search(text, tail_start)
    if match:
        return match.start() + len(match[0]) - len(match[0].lstrip())
    if press:
        own = re.compile(
            rf"\s?[/(\[ⓒ©]?\s?(?:사진\s?[=:]?\s?)?[ⓒ©]?\s?(?:{re.escape(press)}|본지)\s?(?:자료\s?사진|자료|DB"
            rf"|사진부)?\s?[)\]]?\s?\.?$"
        )
        match = own.search(text, tail_start)
        if match and match.start() and re.search(r"[.!?…\])/ⓒ=]", text[max(0, match.start() - 1) : match.start() + 4]):
            return match.start() + len(match[0]) - len(match[0].lstrip())
    return None


_CREDIT = re.compile(
    r"(?P<lead>\s{0,2}(?:/\s?[가-힣A-Za-z0-9]{2,8}\s)?[/(\[<ⓒ©ⓒ|]\s?|(?<=[.!?…”\"’'\])])\s{0,3}|\s{2,3})"
    r"(?:(?:글\s?[·,]\s?)?(?:사진|영상|촬영)\s?(?:[=:·]|\s)\s?)?(?:[가-힣A-Za-z]{2,10}\s?[=/|ㅣ]\s?"
    r"|(?:[가-힣A-Za-z]{2,10}(?:뉴스|일보|신문|경제|투데이)|News1|뉴스1|뉴시스)\s)?"
    r"(?P<names>[가-힣]{2,4}(?:\s?[·ㆍ,]\s?[가-힣]{2,4}){0,4})\s?"
    rf"(?:(?:{BUREAU}|{GRADE})\s?)?(?:기자|특파원|통신원|리포터|인턴)\s?[)\]>]?\s?[/"
    rf"|(\[]?\s?(?:{EMAIL.pattern})?\s?[)\]>]?\s?\.?$"
)


#: What agencies add to the pictures they sell: photo@newsis.com *재판매 및 DB 금지.
_AGENCY_TAIL = re.compile(rf"\s(?:{EMAIL.pattern}\s?)?\*\s?재판매\s?및\s?DB\s?금지\.?$|\s(?:/\s?)?{EMAIL.pattern}$")


def merge_reporters(found: Iterator[Found] | list[Found]) -> list[Found]:
    """One entry for each name, in the order of first appearance, with the first address given for it."""
    emails: dict[str, str | None] = {}
    for reporter in found:
        emails[reporter.name] = emails.get(reporter.name) or reporter.email
    return [Found(name, email) for name, email in emails.items()]

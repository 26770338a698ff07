"""What the page says about the article: the paper, when it was published, and where it was written."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence

from newsextract.page.bylines import REPORTER, SIGN_OFF, is_press, part_names, part_place, split_names
from newsextract.page.lines import classify
from newsextract.page.vocabulary import (
    COPYRIGHT,
    EMAIL,
    LABEL_FIRST,
    LABEL_LATER,
    MEDIA_SUFFIX,
    MENU_WORD,
    OUTLETS,
    PLACES,
    RIGHTS_START,
    STAMP,
)

_MARK = r"(?:저작권자|저작권(?!법)|[Cc]opyrights?|COPYRIGHT|[ⓒⒸ©℗]|\([cC]\))"
_OWNER = re.compile(rf"{_MARK}(?:\s*{_MARK})*\s*[:：]?\s*(?P<owner>.+)")
#: Where the name of the owner ends.
_OWNER_END = re.compile(
    r"[,.>\])(<\[|;&/]|\s-\s|\s–\s|\s{2,}|\s?무단|\s?재배포|\s?[Aa]ll\s?[Rr]ights|\s?ALL|\s?AI\s?학습|\s?(?:19|20)\d\d"
    r"|\s(?:Inc|Co|Corp|주식회사)\b|\s?금지|\s?정기구독|\s?[Cc]opyright|[ⓒ©]|\s?기사|\s?https?:"
)
#: Outlets that claim the copyright under the name of their site.
_LATIN_NAMES = {
    "newsis": "뉴시스",
    "news1": "뉴스1",
    "yna": "연합뉴스",
    "imbc": "MBC",
    "chosun": "조선일보",
    "chosunbiz": "조선비즈",
    "donga": "동아일보",
    "joongang": "중앙일보",
    "hankyung": "한국경제",
    "edaily": "이데일리",
    "etnews": "전자신문",
    "ohmynews": "오마이뉴스",
    "한겨레신문사": "한겨레",
    "한경닷컴": "한국경제",
    "조선닷컴": "조선일보",
    "동아닷컴": "동아일보",
    "매경닷컴": "매일경제",
    "뉴시스통신사": "뉴시스",
}
_BRACKET = re.compile(r"[\[【(](?P<inside>[^\[\]【】()\n]{2,40})[\]】)]")


def find_press(lines: Sequence[str]) -> str | None:
    """The name of the paper: whoever claims the copyright, else who stands in the byline, in the title or at the head.

    `lines` are the segments of the page in order.

    >>> find_press(["남강타임즈", "시장 순방", "<저작권자 © 남강타임즈 무단전재 및 재배포 금지>"])
    '남강타임즈'
    """
    short = [line[:400] for line in lines if len(line) <= 400 or RIGHTS_START.match(line)]
    return (
        _press_of_copyright(short)
        or _press_of_byline(lines)
        or _press_of_sign_off(short)
        or _press_of_title(short)
        or _press_of_notice(short)
        or _press_of_masthead(short)
    )


def _press_of_copyright(lines: Iterable[str]) -> str | None:
    """Fires on `ⓒ월간 문화공간  정기구독 …`, `Copyrights ⓒCBN뉴스 - 포항. …`; not on `ⓒ 구미시 제공`."""
    weak: str | None = None
    for line in lines:
        match = _OWNER.search(line)
        if match is None or re.search(r"제공|사진", line):
            continue
        owner = clean_owner(match["owner"])
        if owner is None:
            continue
        if owner.isascii():  # 한국일보 Copyright © Hankookilbo
            owner = next(
                (word for word in re.findall(r"[가-힣A-Za-z0-9]+", line[: match.start()]) if word in OUTLETS), owner
            )
        if COPYRIGHT.search(line):
            return owner
        weak = weak or (owner if not match.start() and len(line) <= 60 else None)
    return weak


def clean_owner(owner: str) -> str | None:
    """The name in a copyright claim, without a slogan in quotation marks, a year, a company form or a site.

    >>> clean_owner("'돈이 보이는 리얼타임 뉴스' 머니투데이, 무단전재 및 재배포 금지")
    '머니투데이'
    """
    owner = re.sub(r"^[\s:@]*(?:(?:19|20)\d\d[\s.,\-~]*)*", "", owner)
    owner = re.sub(r"^(?:by|BY|By)\s+", "", owner)
    owner = re.sub(r"[‘'“\"][^‘’'“”\"]{1,40}[’'”\"]\s*", "", owner)
    owner = re.sub(r"^(?:㈜|\(주\)|주식회사)\s*", "", owner).strip()
    owner = _after_slogan(owner)
    end = _OWNER_END.search(owner, 1)
    name = (owner[: end.start()] if end else owner).strip(" -·:")
    name = _LATIN_NAMES.get(name.casefold(), name)
    known = [outlet for outlet in OUTLETS if outlet in name and len(outlet) >= 2]
    if name not in OUTLETS and known:
        longest = max(known, key=lambda outlet: (len(outlet), outlet))
        rest = name.replace(longest, " ").split()
        if (
            name.startswith(longest) and re.fullmatch(r"신문사|통신사|신문|사|닷컴|미디어|코리아", "".join(rest))
        ) or len(rest) > 1:
            return longest
        if rest and name.endswith(("통신사", "신문사")):
            return longest
    return name if 2 <= len(name) <= 20 and re.search(r"[가-힣A-Za-z]", name) else None


def _after_slogan(owner: str) -> str:
    """The claim without the slogan before a known paper: `투자를 위한 플랫폼, 아시아경제 무단전재 …` → `아시아경제 …`."""
    slogan, comma, rest = owner[:80].partition(",")
    first = re.match(r"\s*(?P<name>[가-힣A-Za-z0-9]{2,12})", rest)
    if comma and slogan.strip() not in OUTLETS and first and first["name"] in OUTLETS:
        return owner[len(slogan) + 1 :].strip()
    return owner


def byline_brackets(lines: Iterable[str]) -> Iterable[list[str]]:
    """The parts of each bracket that holds a byline at the head of a paragraph: `[더팩트ㅣ포항=김달년 기자]` →
    더팩트, 포항."""
    for line in lines:
        match = _BRACKET.match(line[:60].lstrip())
        if match is None:
            continue
        inside = part_names(part_place(match[0]))[1:-1]
        if not re.search(r"[=ㅣ|│]|기자|특파원|뉴스|일보|신문", inside):
            continue
        bare = REPORTER.sub(lambda found: "" if split_names(found["names"]) else found[0], inside)
        yield [part.strip(" ,") for part in re.split(r"[=ㅣ|│/]", bare) if part.strip(" ,")]


def _press_of_byline(lines: Sequence[str]) -> str | None:
    """Fires on `[더팩트ㅣ포항=김달년 기자]`, `(도쿄=동아시아뉴스)`, `【파이낸셜뉴스 부산】`; not on `[진주=오세림
    기자]`."""
    for parts in byline_brackets(lines):
        for part in parts:
            if is_press(part, None):
                return part.split()[0] if part not in OUTLETS and part.split()[0] in OUTLETS else _first_name(part)
        name = re.compile(re.escape(parts[0]) + r"(?:\s*[|ㅣ│:\-–—].{0,40}|\s[A-Za-z.&\s]+)?") if parts else None
        if name is not None and any(name.fullmatch(line) for line in lines[:3]):
            return parts[0]
    for line in lines:
        match = _PRESS_AND_NAME.fullmatch(line)
        if match is not None and is_press(match["press"], None) and split_names(match["name"]):
            return match["press"]
    return None


#: A byline of its own: 한빛경제 김도윤 기자 doyun@hanbit.kr.
_PRESS_AND_NAME = re.compile(
    rf"(?P<press>[가-힣A-Za-z0-9]{{3,12}})\s(?P<name>[가-힣]{{2,4}})\s?(?:기자|특파원)\s?(?:{EMAIL.pattern})?"
)


def _first_name(part: str) -> str:
    """The paper in a part of a byline that may hold a place too: 파이낸셜뉴스 부산 → 파이낸셜뉴스."""
    words = part.split()
    return words[0] if MEDIA_SUFFIX.search(words[0]) else part


def _press_of_sign_off(lines: Sequence[str]) -> str | None:
    """Fires on `KBS 뉴스 홍길동입니다.`; not on `사장은 홍길동입니다.`"""
    for line in lines:
        match = SIGN_OFF.search(line[-80:])
        if match:
            return re.sub(r"\s", "", match["press"])
    return None


def _press_of_title(lines: Sequence[str]) -> str | None:
    """Fires on a title line that another line repeats without its end: `독 기업, 평택에 센터 : 경기산업뉴스`, and on
    one that
    ends in a paper's name; not on `회의 - 2부`."""
    head = lines[:15]
    for line in head:
        match = _TITLE_END.search(line)
        if match is None or match.start() < 8 or MENU_WORD.fullmatch(match["name"]) or line.count("|") > 2:
            continue
        title, name = line[: match.start()].strip(), match["name"]
        if name in OUTLETS or MEDIA_SUFFIX.search(name):
            return name
        if any(other is not line and other.startswith(title) for other in head):
            return name
    return None


_TITLE_END = re.compile(r"\s?[-–—|:<｜]\s(?P<name>[가-힣A-Za-z0-9]{2,14}(?:\s[가-힣A-Za-z0-9]{2,10})?)$")


def _press_of_notice(lines: Sequence[str]) -> str | None:
    """Fires on `카카오톡: '더팩트제보' 검색`, `[기사제보] 금오산업신문은 독자 여러분의 제보를 …`; not on `경찰은
    제보를 …`."""
    for line in lines:
        match = re.search(r"['‘\"“](?P<press>[가-힣A-Za-z0-9]{2,12})\s?제보['’\"”]", line)
        if match:
            return match["press"]
        match = re.search(
            r"(?P<press>[가-힣A-Za-z0-9]{2,12})(?:은|는)\s(?:24시간\s)?(?:독자\s)?여러분의\s(?:소중한\s)?제보", line
        ) or re.match(
            r"(?P<press>[가-힣A-Za-z0-9]{2,14})의\s모든\s(?:기사|콘텐츠|컨텐츠|뉴스)(?:\([^()]{1,9}\))?[는은]\s", line
        )
        if match:
            return match["press"]
    return None


def _press_of_masthead(lines: Sequence[str]) -> str | None:
    """Fires on a first line that is a paper's name, alone or before a slogan or a menu; not on a headline."""
    for line in lines[:4]:
        if re.search(r"[“”‘’\"…?!]", line) or len(line) > 60:
            continue
        first = re.split(r"\s*[|ㅣ│>:]\s*|\s{2,}|\s-\s", line)[0].strip()
        if first in OUTLETS:
            return first
        words = first.split()
        if not words:
            continue
        issue = _ISSUE.fullmatch(first)
        if issue:
            return issue["name"]
        if len(words) <= 5 and words[0] in OUTLETS and not MENU_WORD.sub("", "".join(words[1:])):
            return words[0]
        if MEDIA_SUFFIX.search(first) and len(first) <= 12 and len(words) <= 2 and not MENU_WORD.fullmatch(first):
            return first
        slogan = re.sub(r"[A-Za-z\s]|로고|메뉴|닫기|열기", "", MENU_WORD.sub("", " ".join(words[1:])))
        if MEDIA_SUFFIX.search(words[0]) and len(words) > 1 and not MENU_WORD.fullmatch(words[0]) and not slogan:
            return words[0]
    return _press_above_menu(lines)


#: A magazine with its number: 주간교육나루 제412호.
_ISSUE = re.compile(r"(?P<name>[가-힣A-Za-z0-9]{2,12}(?:\s[가-힣]{2,8})?)\s(?:제\s?\d{1,5}호|통권\s?\d{1,5}호?)")


def _press_above_menu(lines: Sequence[str]) -> str | None:
    """Fires on a name of any form in the first line, if the menu follows: `테크오름 TECH OREUM`, then `AI | 반도체 |
    게임 | 리뷰`;
    not on a first line that is part of a menu itself, or a headline."""
    if len(lines) < 3 or classify(lines[1], None) not in ("menu", "buttons", "breadcrumb"):
        return None
    match = re.match(r"(?P<name>[가-힣A-Za-z0-9]{2,12}(?:\s[가-힣]{2,8})?)\s*(?:$|[|ㅣ│]|[A-Z&.\s]+$)", lines[0])
    if match is None or classify(lines[0], None) != "text" or len(lines[0]) > 40:
        return None
    return match["name"]


FIRST_LABEL = re.compile(LABEL_FIRST)
_FIRST_BEFORE = re.compile(rf"(?:{LABEL_FIRST})\s?[:：]?\s{{0,3}}$")
_LATER_BEFORE = re.compile(rf"(?:{LABEL_LATER})\s?[:：]?\s{{0,3}}$")
_FIRST_AFTER = re.compile(rf"\s?(?:{LABEL_FIRST})(?!\s?[:：]?\s?(?:19|20)\d\d)")
_EDITION = re.compile(r"최종\s?편집|오늘|현재")


def find_published(stamps: Sequence[str], heads: Sequence[str]) -> datetime.date | None:
    """The day of first publication that the page states, or `None`.

    `stamps` are the lines that state when the article was written (from the headline downwards), `heads` those above
    the headline, whose date is the page's own "today". A labelled first publication (입력, 등록, 승인, 송고) wins;
    then a
    date without a label, a date of a change, and last, if there is nothing else, the date at the head of the page.

    >>> find_published(["최종수정 2023.12.28 13:33 기사입력 2023.12.27 09:10"], ["2026.01.15 (목)"])
    datetime.date(2023, 12, 27)
    """
    found = _labelled_days(stamps)
    for label in ("first", "plain", "later"):
        if found[label]:
            return found[label][0]
    for line in heads:
        match_head = STAMP.search(line)
        if match_head and not _EDITION.search(line):
            return _day(match_head)
    return None


def find_modified(stamps: Sequence[str]) -> datetime.date | None:
    """The day of the last change that the page states with a label (수정, 업데이트), or `None`.

    >>> find_modified(["최종수정 2023.12.28 13:33 기사입력 2023.12.27 09:10"]), find_modified(["입력 2023.12.27"])
    (datetime.date(2023, 12, 28), None)
    """
    return max(_labelled_days(stamps)["later"], default=None)


def _labelled_days(stamps: Sequence[str]) -> dict[str, list[datetime.date]]:
    """The days in lines, by what their label says: the `first` publication, a `later` change, or nothing (`plain`)."""
    found: dict[str, list[datetime.date]] = {"first": [], "plain": [], "later": []}
    for line in stamps:
        for match in STAMP.finditer(line):
            day = _day(match)
            if day is None:
                continue
            before = line[max(0, match.start() - 14) : match.start()]
            if _FIRST_BEFORE.search(before):
                found["first"].append(day)
            elif _LATER_BEFORE.search(before):
                if not _EDITION.search(before):
                    found["later"].append(day)
            elif _FIRST_AFTER.match(line, match.end()):
                found["first"].append(day)
            else:
                found["plain"].append(day)
    return found


def _day(match: re.Match[str]) -> datetime.date | None:
    """The day of a matched stamp; `None` for a day that does not exist (2023.2.30)."""
    try:
        year = int(match["year"])
        return datetime.date(year if year > 99 else 2000 + year, int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def find_dateline(lines: Sequence[str], bylines: Sequence[str], press: str | None) -> str | None:
    """The place where the article was written, from the byline at its head: `[진주=오세림 기자]`,
    `(도쿄=동아시아뉴스)`, or `None`.

    >>> find_dateline(["[더팩트ㅣ포항=김달년 기자] 포항시가 …"], [], "더팩트")
    '포항'
    """
    for parts in byline_brackets(lines):
        for part in parts:
            place = _place(part, press)
            if place:
                return place
    for line in bylines:
        match = _BYLINE_PLACE.search(line) or _EDITION_PLACE.search(line)
        if match is None or is_press(match["place"], press) or match["place"] in ("사진", "영상", "글"):
            continue
        if match.re is _BYLINE_PLACE and match["mark"] == "/" and match["place"] not in PLACES:
            continue  # 라온하/서미르 기자
        return match["place"]
    return None


#: 라스베이거스=별하·노란 기자.
_BYLINE_PLACE = re.compile(
    r"(?:^|\s)(?P<place>[가-힣]{2,8})\s?(?P<mark>[=/])\s?[가-힣]{2,4}(?:[·,][가-힣]{2,4})*\s?(?:기자|특파원)"
)
#: ⓒ CBN뉴스 - 포항: papers with local editions name them after their own name.
_EDITION_PLACE = re.compile(r"^[ⓒ©]\s?[가-힣A-Za-z]{2,12}\s-\s(?P<place>[가-힣]{2,4})$")


def _place(part: str, press: str | None) -> str | None:
    """The place in a part of a byline's bracket, which may hold the paper's name before it; or `None`."""
    words = [word for word in part.replace(",", " ").split() if not is_press(word, press)]
    if press:
        part = part.replace(press, "").strip()
    if len(words) != 1 or not re.fullmatch(r"[가-힣]{2,8}", words[0]) or words[0] in ("기자", "특파원", "사진", "앵커"):
        return None
    return None if is_press(part, press) else words[0]

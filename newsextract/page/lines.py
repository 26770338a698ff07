"""What one line of a page is, judged by itself: an ordered list of small named rules, the first that fires decides.

`classify` gives a line its role. Roles say what the line looks like; what it is on this page (the headline, part of
the article, something below it) is decided in `zones`, where the neighbours are known.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, TypeAlias

from newsextract.page.bylines import (
    REPORTER,
    SIGN_OFF,
    WRITER_ID,
    closing_credit,
    find_reporters,
    is_press,
    split_names,
)
from newsextract.page.vocabulary import (
    BUTTON_WORD,
    CONTACT,
    COPYRIGHT,
    EMAIL,
    IMPRINT,
    LABEL_FIRST,
    LABEL_LATER,
    MENU_WORD,
    MENU_WORDS,
    NO_NAMES,
    NOTICE,
    NOTICE_SENTENCE,
    OUTLETS,
    PLACES,
    RELATED,
    RELATED_TAIL,
    RIGHTS_MARK,
    RIGHTS_START,
    STAMP,
    SUMMARY,
    URL,
)

Role: TypeAlias = Literal[
    "prose",  # a paragraph of sentences
    "caption",  # says what a picture shows, with its source
    "text",  # none of the others: a headline, a sub-headline, a title in a list, an unfinished line
    "item",  # an entry of a list in the article: ▲ ◇ ■
    "byline",  # reporters and their addresses, with or without dates
    "stamp",  # dates of publication without reporters
    "sign_off",  # KBS 뉴스 홍길동입니다.
    "crew",  # 영상취재: 홍길동 / 영상편집: 김철수
    "masthead",  # the name of the paper, with its slogan
    "breadcrumb",  # 홈 > 뉴스 > 경제
    "menu",  # sections of the site
    "buttons",  # share, print, font size
    "hashtags",  # #생성형AI #온디바이스
    "link",  # ▶ 다시보기, https://…
    "related",  # the heading over a list of other articles
    "comments",  # what belongs to the readers' comments
    "notice",  # the paper about itself
    "summary",  # the heading over a summary, and what a machine summarized
    "copyright",  # 저작권자 ⓒ …
    "rights_mark",  # ⓒ CBN뉴스 - 포항
    "credit",  # 사진=SSG 랜더스
    "script",  # [앵커], 〈녹취〉
    "advertisement",  # AD
    "separator",  # * * *
]

#: A sentence ends here, maybe followed by closing marks.
SENTENCE_END = re.compile(r"[가-힣][.!?]+[\"'”’)\]」』》〉]*(?:\s?[(\[].{0,40}[)\]])?$")
#: A sentence may end here, though its full stop is missing.
ENDING = re.compile(r"(?:다|요|죠|까|음|임|함|됨|듯|니다|세요|라)[.!?]?[\"'”’)\]]*$")
_SENTENCES = re.compile(r"(?:다|요|죠|까)[.!?][\"'”’)\]]*\s")
#: The end of a sentence of an article in English.
_LATIN_SENTENCE = re.compile(r"[a-z]{2}[.!?][\"”’)]*$")
#: The shortest paragraph that is told from a headline by its form alone. Code points.
_MIN_PROSE = 25
#: No line of a menu, byline, button or notice is longer; a longer line is a paragraph.
_MAX_FURNITURE = 400

#: A plain statement, which no notice or claim ends in: these end in 습니다, 세요, 금지.
_STATEMENT = r"[^니\\s]다[.”\"][\"'”’)]*$"

_STATEMENT_ENDS = tuple(f"{verb}다{end}" for verb in "했었았됐였렸혔한된인이있없는간온" for end in (".", '."', ".”"))

Rule: TypeAlias = Callable[[str, "str | None"], bool]


def copyright_line(text: str, press: str | None) -> bool:
    """Fires on `<저작권자 © 남강타임즈 무단전재 및 재배포 금지>`; not on `AI의 기사 무단 사용… 언론사 소송`,
    `저작권자에게 알렸다.`"""
    if not COPYRIGHT.search(text):
        return False
    return bool(
        re.search(r"[ⓒⒸ©@]|\([cC]\)|[Cc]opyright|COPYRIGHT|[Rr]eserved|RESERVED|금지|금합니다|저작권자\s?[<:]", text)
    ) and not (len(text) > 60 and re.search(_STATEMENT, text))


def rights_mark(text: str, press: str | None) -> bool:
    """Fires on `ⓒ CBN뉴스 - 포항`; not on a caption that ends in `ⓒ 구미시 제공`."""
    return len(text) <= 60 and bool(RIGHTS_MARK.match(text)) and not re.search("제공|사진", text)


def advertisement(text: str, press: str | None) -> bool:
    """Fires on `AD`, `[AD]`, `광고`; not on a sentence about 광고."""
    return bool(
        re.fullmatch(r"[\[(<\-\s]*(?:AD|ad|Ad|광고|ADVERTISEMENT|Advertisement|스폰서|Sponsored)[\])>\-\s]*", text)
    )


def hashtags(text: str, press: str | None) -> bool:
    """Fires on `#생성형AI #딥시크쇼크`, `관련태그 #김장 #배추`; not on `#1 병실 안`."""
    tags = re.findall(r"#[^\s#]+", text)
    return (
        bool(tags)
        and len(re.sub(r"#[^\s#]+|관련\s?태그|태그|해시태그|키워드|[\s:,|]", "", text)) <= 1
        and (len(tags) > 1 or "태그" in text or bool(re.fullmatch(r"#[가-힣A-Za-z][^\s]*", text)))
    )


def breadcrumb(text: str, press: str | None) -> bool:
    """Fires on `홈 > 뉴스 > 지방자치 > 진주`, `뉴스 › 투자·기업`, `> 농정 > 정책`; not on a headline with `>`
    in quotes."""
    plain = text.replace("›", ">").replace("»", ">")
    if ">" not in plain or len(plain) > 80 or "<" in plain or SENTENCE_END.search(plain):
        return False
    parts = [part.strip() for part in plain.split(">")]
    if not all(len(part) <= 16 and len(part.split()) <= 3 for part in parts) or re.search(r"[“”‘’\"…!?,]", plain):
        return False
    return any(part in ("", "홈", press) or not MENU_WORD.sub("", part).strip(" ·/|") for part in parts)


def buttons(text: str, press: str | None) -> bool:
    """Fires on `트위터페이스북밴드카카오스토리`, `글자크기 가 가 가`, `가가`, `지면 A3`, `댓글 38 좋아요 112 공유하기`; not on
    `카카오, 네이버와 손잡다`."""
    rest = re.sub(r"지면\s?[A-Z]?\d{1,2}면?|(?<![가-힣])가(?:\s?[+\-]?\s?가)*(?![가-힣])|[+\-]?\d[\d,]*", "", text)
    if rest != text and not _MARKS.sub("", rest):
        return True
    return _coverage(rest, BUTTON_WORD) >= 0.85 and not re.search(r"[“”‘’…?!]", text)


def menu(text: str, press: str | None) -> bool:
    """Fires on `뉴스정치경제사회국제문화스포츠`, `부산 경남 울산`, `AI | 반도체 | 모빌리티 | 플랫폼`, `대회일정 기록실 훈련법
    러닝화리뷰`; not on
    `정치 개혁 논의 시작`."""
    if re.search(r"[“”‘’\"…?!]", text) or SENTENCE_END.search(text):
        return False
    bare = STAMP.sub("", text)
    if press:
        bare = bare.replace(press, "")
    items = [item for item in re.split(r"[\s|·,/ㆍㅣ>:]+", re.sub(r"[^\w\s|·,/ㆍㅣ>:+]", " ", bare)) if item]
    if not items:
        return True
    coverage = _coverage(bare, MENU_WORD)
    if coverage >= 0.8 and (len(items) >= 3 or len(bare) <= 14 or coverage >= 0.95):
        return True
    if len(items) >= 2 and all(item in PLACES or item in MENU_WORDS for item in items):
        return True
    known = sum(1 for item in items if item in MENU_WORDS)
    # Headlines can be made of short nouns too, but hardly of this many names of sections.
    if (
        len(items) >= 4
        and all(len(item) <= 8 for item in items)
        and known >= len(items) * (0.5 if len(items) >= 6 else 0.8)
    ):
        return True
    columns = [item for item in re.split(r"\s*[|│ㅣ]\s*|\s{2,}", text) if item]
    return len(columns) >= 4 and all(len(column) <= 10 for column in columns)


def related_heading(text: str, press: str | None) -> bool:
    """Fires on `관련기사`, `인기기사 주간 | 월간`, `▶ 관련기사`, `[관련기사]`, `지금 뜨는 기사`; not on `주요 기사
    내용을 보면 …다.`"""
    if SENTENCE_END.search(text):
        return False
    start = RELATED_TAIL.match(text)
    begin = start.end() if start else 0
    match = RELATED.search(text, begin, begin + 40)
    if match is None:
        return False
    if re.match(r"(?:관련|연관|추천|이전|다음)\s?(?:기사|뉴스|글|컨텐츠|콘텐츠|태그)", match[0]):
        return match.start() == begin
    rest = RELATED.sub("", text[begin:])
    return len(_MARKS.sub("", _LIST_WORD.sub("", rest))) <= 3 and (
        match.start() == begin or match.end() >= len(text) - 2
    )


#: What the heading of a list says besides that it is one.
_LIST_WORD = re.compile(
    r"좋은|만한|본|읽은|뜨는|기사|뉴스|이슈|영상|포토|콘텐츠|컨텐츠|주간|월간|일간|오늘|더\s?보기|전체|종합"
    r"|헤드라인"
)


def comments(text: str, press: str | None) -> bool:
    """Fires on `댓글 0`, `댓글쓰기 계정을 선택하시면 …`, `0 / 300 등록`, `이 기사 어떠셨나요?`; not on prose about
    댓글."""
    if len(text) > 30 and re.search(_STATEMENT, text):
        return False
    return bool(
        re.match(
            r"(?:전체\s?)?댓글\s?(?:\(?\d|쓰기|입력|목록|보기|달기|운영|정책|\[|$)|\d+\s?/\s?\d{3,4}|개의\s?댓글"
            r"|이름\s비밀번호|기자에게\s|"
            r"(?:이\s?기사에\s?대한\s?)?독자\s?의견|의견\s?쓰기|베스트\s?댓글|내\s?댓글|[가-힣]\*{2,}\s|0\s?/\s?\d+"
            r"|(?:좋아요|공감)\s?\d",
            text,
        )
    )


def notice(text: str, press: str | None) -> bool:
    """Fires on `… 여러분의 제보를 기다립니다.`, `네이버 메인 더팩트 구독하기`; not on `회사는 고객센터를 24시간
    운영한다고 밝혔다.`"""
    if len(text) > 160 or re.search(_STATEMENT, text):
        return False
    imprint = len(IMPRINT.findall(text))
    if imprint > 1 or (imprint and re.search(r"[:：|]|\d-\d", text)):
        return True
    return bool(NOTICE.search(text)) and (not SENTENCE_END.search(text) or bool(NOTICE_SENTENCE.search(text)))


#: Entries of a list of appointments: ▷대표이사 문정환 ▷상무 하예린.
_APPOINTED = re.compile(
    r"(?:[▶▷]\s?(?:[^\s▶▷]{1,20} )?[^\s▶▷]{0,20}?"
    r"(?:장|관|감|이사|상무|전무|대표|교수|위원|총괄|담당|고문)(?:\s[가-힣]{2,4}(?=\s|$))+\s*)+"
)


def summary(text: str, press: str | None) -> bool:
    """Fires on `세 줄 요약`, `기사내용 요약`, `AI 핵심 요약 beta`, `핵심 요약 쏙`; not on `국감 핵심 요약 보고서 공개`."""
    return SUMMARY.fullmatch(text) is not None


def link(text: str, press: str | None) -> bool:
    """Fires on `https://…`, `▶ CES 2025 다시보기 ▶ 혁신상 수상기업 명단`, `[영상] KTX-청룡 타 보니 ▶`, `☞ …`; not
    on `▷대표이사 문정환 ▷상무 하예린`, `▲ 정도영 진주시장(왼쪽)과 …`"""
    if text[0] in "▶▷►☞◀◁" and not SENTENCE_END.search(text) and not _APPOINTED.fullmatch(text):
        return True
    return bool(URL.search(text)) and len(URL.sub("", text).strip(" :-▶[]()")) <= 20


def masthead(text: str, press: str | None) -> bool:
    """Fires on `남강타임즈`, `국토레일뉴스 GUKTO RAIL NEWS`, `국방전선 | 1%의 군사정보`, `부산해안일보 로고`; not on
    a headline that
    begins with the paper's name."""
    if not press or not text.casefold().startswith(press.casefold()) or len(text) > len(press) + 30:
        return False
    rest = text[len(press) :].strip()
    if not rest or rest[0] in "|ㅣ│:-–—/" or re.fullmatch(r"[A-Za-z.&\s'·\-]+", rest):
        return True
    return _coverage(rest, re.compile(MENU_WORD.pattern + "|로고|메뉴|닫기|열기|창간|대한민국|언론")) >= 0.8


def sign_off(text: str, press: str | None) -> bool:
    """Fires on `KBS 뉴스 홍길동입니다.`; not on `대표는 홍길동입니다.`, `장관이 왔습니다. 그가 믿는 것은 남강뉴스 홍길동입니다.`"""
    found = SIGN_OFF.search(text) if len(text) <= 70 else None
    return found is not None and _BEFORE_SIGN_OFF.search(text, 0, found.start()) is None


#: A sentence of the article before a sign-off, or the topic that it tells the name of.
_BEFORE_SIGN_OFF = re.compile(r"[가-힣][.!?][”’\"')\]]?\s|[가-힣][은는]\s?$")


def crew(text: str, press: str | None) -> bool:
    """Fires on `촬영기자:홍길동/영상편집:김철수/그래픽:이영희`, `(영상취재: 김철수, 영상편집: 이영희)`; not on
    `편집: 새로운 질서`."""
    jobs = re.findall(
        r"(?:영상|촬영|취재|편집|그래픽|자막|VJ|CG|디자인|구성|연출|리서처|PD|스크립터|작가|진행|오디오"
        r"|제작|화면\s?제공)(?:[가-힣]{0,4})\s?[:：]\s?[가-힣]{2,4}",
        text,
    )
    return len(text) <= 120 and (
        len(jobs) >= 2
        or (bool(jobs) and len(text) <= 24)
        or text.startswith(("촬영기자", "영상취재", "영상편집"))
        or re.match(r"\(?화면\s?제공\s?[:：]", text) is not None
    )


def byline(text: str, press: str | None) -> bool:
    """Fires on `오세림 기자 serim@paper.kr`, `승인 2024.03.04 17:05 | 구슬아 기자`, `라스베이거스=별하·노란 기자`,
    `여명 기자의 전체기사 보기`,
    `choikang@paper.kr`, `글 홍길동 (gildong)`; not on `한 기자가 물었다.`"""
    if len(text) > 160:
        return False
    if WRITER_ID.fullmatch(text):
        return True
    if not (EMAIL.search(text) or find_reporters(text)):
        return False
    bare = re.sub(r"^[\[(【]?[가-힣]{2,8}\s?[=/]\s?", "", text)
    return _residue(bare, press) <= (6 if EMAIL.search(text) or STAMP.search(text) else 3)


def stamp(text: str, press: str | None) -> bool:
    """Fires on `입력 2024.05.03 10:12 수정 2024.05.03 14:20`, `최종편집:2024-04-26 오후 07:32:46`; not on `2024년
    5월 3일 회의록`."""
    if len(text) > 160:
        return False
    if not STAMP.search(text) and not re.fullmatch(rf"(?:{LABEL_FIRST}|{LABEL_LATER})\s?[:：]?", text):
        return False
    return _residue(text, press) <= 4


def item(text: str, press: str | None) -> bool:
    """Fires on `◇ 국장급 전보 ▲ 기획조정실장 김하늘`, `■ 증권시장`, `- 일시 : 5월 3일`; not on `▶ 관련기사`."""
    return len(text) > 2 and (text[0] in "◇◆▲△■□●○◎▣▪•※" or _APPOINTED.fullmatch(text) is not None)


def caption(text: str, press: str | None) -> bool:
    """Fires on `… 악수하고 있다. /사진=진주시 제공`, `▲ … 몰아치고 있다. 연합뉴스 제공`; not on `진주시는 자료를
    제공했다.`"""
    if len(text) > 400:
        return False
    text = _DATED_PICTURE.sub("", text)
    if CAPTION_CREDIT.search(text) or STOCK_CREDIT.search(text):
        return len(text) > 12
    cut = closing_credit(text, press)
    if cut is not None and len(text) <= 250 and len(_SENTENCES.findall(text)) <= 2:
        return bool(re.match(r"[/(\[ⓒ©]?\s?\S{0,12}사진|[/(\[ⓒ©]", text[cut:]) or re.search(_SCENE, text[:cut]))
    return text[0] in "▲△◀▼" and len(text) > 20 and bool(re.search(_SCENE, text))


#: Agencies close with the day and the photographer's address: … [사진=한밭시] 2024.06.25 haram@paper.kr.
_DATED_PICTURE = re.compile(rf"(?<=[)\]])\s?\d{{4}}\.\s?\d{{1,2}}\.\s?\d{{1,2}}\.?(?:\s{EMAIL.pattern})?$")
#: How a picture is described.
_SCENE = r"(?:있다|모습|장면|전경|풍경|현장)\s?\.?(?:\s|$|/|\()"
CAPTION_CREDIT = re.compile(
    r"(?:[/(\[ⓒ©<]\s?|\s|[.]\s?)(?:사진\s?[=:]\s?[^\s].{0,30}|사진\s?제공\s?[=:]?.{0,30}|(?:사진\s?)?제공\s?=\s?\S{1,15}|[^\s/]{2,20}\s?(?:제공"
    r"|제공사진|자료사진|캡처"
    r"|캡쳐|갈무리)|자료\s?사진|연합뉴스|뉴시스|뉴스1|로이터|AP|AFP|EPA|게티이미지\S*|\S{2,6}\s?DB|교도통신|신화통신"
    r"|사진공동취재단|\S{2,12}사진(?:공동)?(?:기자|취재)단|ⓒ\s?\S{2,12})\s?[)\]>]?\.?$|재판매\s?및\s?DB\s?금지\]?$"
    r"|^(?:\[사진\]|\(사진\)|<사진>"
    r"|사진\s?[=:])"
)


#: The picture is of an agency that sells pictures of anything.
STOCK_CREDIT = re.compile(
    r"[.\s/(\[=](?:ⓒ\s?)?(?:이미지투데이|클립아트코리아|셔터스톡|픽사베이|픽셀스|언스플래시|아이클릭아트|토픽이미지|프리픽"
    r"|(?i:pixabay|unsplash|freepik|pexels|shutterstock|getty\s?images(?:\s?bank)?|istock))\s?[)\]]?\.?$"
)


def credit(text: str, press: str | None) -> bool:
    """Fires on a line of its own `사진=SSG 랜더스`, `(사진=연합뉴스)`, `ⓒ 연합뉴스`; not on a caption with its
    source."""
    if re.fullmatch(r"[\[(<][^\[\]()<>]{2,40}(?:제공|자료\s?사진|캡처|갈무리)[^\[\]()<>]{0,20}[\])>]", text):
        return True
    if re.fullmatch(r"\S{2,15}(?:\s\S{2,10})?\s(?:제공|자료사진|캡처|갈무리)", text):
        return True
    return len(text) <= 40 and bool(
        re.match(r"[\[(<]?\s?(?:사진|자료|영상|그래픽|이미지)\s?(?:제공|출처)?\s?[=:ⓒ©/]", text)
    )


def prose(text: str, press: str | None) -> bool:
    """Fires on a paragraph: a sentence of some length that ends as sentences do, or several; not on a headline."""
    if len(text) < 12:
        return False
    if SENTENCE_END.search(text[-60:]):
        return len(text) >= _MIN_PROSE or bool(re.search(r"(?:다|요|죠)\.[\"'”’]?$", text))
    if _SENTENCES.search(text):
        return len(text) >= 40
    if len(text) >= 60 and _LATIN_SENTENCE.search(text[-20:]):
        return True
    return (len(text) >= 60 and bool(ENDING.search(text))) or len(text) >= 150


def contact(text: str, press: str | None) -> bool:
    """Fires on `▷ 이메일 : jebo@paper.kr`, `[전화] 02-398-8585`; not on a reporter's own address."""
    return len(text) <= 80 and bool(CONTACT.search(text))


def script(text: str, press: str | None) -> bool:
    """Fires on `[앵커]`, `〈녹취〉`, `<앵커 멘트>`, `▶ 인터뷰 : 홍길동 / 상인`; not on `[앵커] 남부 지방에 …` in one line,
    `[인터뷰] 해녀 사진가 “…”`."""
    return SCRIPT.fullmatch(text) is not None or (
        SPEAKER.match(text) is not None and len(text) <= 60 and not SENTENCE_END.search(text)
    )


#: A mark of the script alone on its line.
SCRIPT = re.compile(
    r"[\[<〈(【■◀▶\-\s]*(?:앵커|기자|리포트|리포터|녹취|인터뷰|현장음|VCR|앵커\s?멘트|기자\s?멘트|출연|답변|질문)[\]>〉)】◀▶:\-\s]*"
)
_SPOKEN = r"(?:(?:전화\s?)?인터뷰|(?:전화\s?|현장\s?)?녹취|싱크|스탠딩|현장음|INT|SYN)"
#: Who speaks next: `▶ 인터뷰 : 홍길동 / 상인`, `〈녹취〉 홍길동 / 소방관`, `◀INT▶ 홍길동/농민`.
SPEAKER = re.compile(
    rf"(?:[▶◀■●◇\s]{{0,3}}{_SPOKEN}\s?[:：]|[▶\s]{{0,3}}[\[<〈【]\s?{_SPOKEN}\s?[\]>〉】]\s?[:：]?)\s?[가-힣A-Za-z ]{{2,20}}\s?[/(:]"
    rf"|◀\s?{_SPOKEN}\s?▶\s?[가-힣A-Z]"
)


def separator(text: str, press: str | None) -> bool:
    """Fires on a line without a letter, and on a mark of the end: `0`, `* * *`, `-----`, `(끝)`; not on `1부`."""
    return not re.search(r"[^\W\d_]", text) or bool(re.fullmatch(r"[(<\[/]?\s?끝\s?[)>\]/.]?", text))


#: The rules in the order in which they are tried. What may look like something else comes after what it may look like.
RULES: tuple[tuple[Role, Rule], ...] = (
    ("advertisement", advertisement),
    ("script", script),
    ("copyright", copyright_line),
    ("rights_mark", rights_mark),
    ("summary", summary),
    ("hashtags", hashtags),
    ("sign_off", sign_off),
    ("crew", crew),
    ("comments", comments),
    ("notice", contact),
    ("masthead", masthead),
    ("breadcrumb", breadcrumb),
    ("related", related_heading),
    ("byline", byline),
    ("stamp", stamp),
    ("separator", separator),
    ("buttons", buttons),
    ("credit", credit),
    ("menu", menu),
    ("notice", notice),
    ("link", link),
    ("caption", caption),
    ("prose", prose),
    ("item", item),
)


def classify(text: str, press: str | None) -> Role:
    """The role of a line, given the name of the paper if it is known.

    >>> classify("홈 > 뉴스 > 경제", None), classify("포항시는 30일 포럼을 열고 협력을 모색했다고 밝혔다.", None)
    ('breadcrumb', 'prose')
    """
    if len(text) > _MAX_FURNITURE:
        return "copyright" if RIGHTS_START.match(text) else "prose"
    if len(text) > 60 and text.endswith(_STATEMENT_ENDS) and text[0] not in "▲△▼◀▶":
        return "prose"  # most lines of an article; no rule that comes before `prose` fires on these
    for role, rule in RULES:
        if rule(text, press):
            return role
    return "text"


_MARKS = re.compile(r"[^\w]|_")
_FURNITURE = re.compile(
    rf"(?:{LABEL_FIRST}|{LABEL_LATER})|기자명|기자\s?(?:의|페이지|프로필|구독)|의?\s?(?:다른|최신|전체)\s?기사"
    rf"|전체기사|더\s?보기|보기|구독|응원|글·사진|사진"
    rf"|글|취재|기사제공|기사원문|댓글\s?\d*|조회수?\s?\d*|작성자|"
    rf"호수\s?\d*|지면\s?[A-Z]?\d*|\d{{1,5}}호|면\b|{BUTTON_WORD.pattern}"
)


def _residue(text: str, press: str | None) -> int:
    """How many letters and digits are left of a line without names, addresses, dates, labels and buttons."""
    rest = EMAIL.sub(" ", text)
    rest = STAMP.sub(" ", rest)
    if press:
        rest = re.sub(re.escape(press), " ", rest, flags=re.IGNORECASE)
    rest = REPORTER.sub(lambda match: " " if split_names(match["names"]) else match[0], rest)
    rest = _FURNITURE.sub(" ", rest)
    words = re.sub(r"\d", "", _MARKS.sub(" ", rest)).split()
    return sum(
        len(word) for word in words if word not in NO_NAMES and not is_press(word, press) and word[2:] not in OUTLETS
    )


def _coverage(text: str, words: re.Pattern[str]) -> float:
    """The share of letters and digits of a line in words that consist of nothing but the given ones; 0 without letters.

    A word that merely contains one (한국투자증권) does not count, a row of glued ones (뉴스정치경제사회) does.
    """
    tokens = _MARKS.sub(" ", text).split()
    letters = sum(map(len, tokens))
    if not letters:
        return 0.0
    return sum(len(token) for token in tokens if not words.sub("", token)) / letters

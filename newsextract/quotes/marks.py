"""What stands in quotation marks: the spans inside them, and whether they hold words that somebody said."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: A direct quotation has at least so many code points (guidelines); what is shorter is a word in quotation marks.
MIN_LENGTH = 10
#: No quotation is longer; a mark that is not closed by then stays open. Code points.
_MAX_LENGTH = 2000
_OPENING = '“"”〝'
_SAYING = "말|밝히|밝혔|털어놓|털어놨|강조|설명|토로|주장|답|전했|덧붙|호소|당부|했다|했고|한다|외쳤|썼다|적었|되물|물었|반문|지적"
#: What follows the closing mark of words that somebody said.
QUOTATIVE = re.compile(r"(?:이라고|라고|고|이라며|라며|며|이라면서|라면서|면서)(?:도|는)?(?=[ ,])")
#: The analyzer's forms of the endings that close a reported clause.
QUOTATIVE_ENDINGS = frozenset(
    "다고 ᆫ다고 는다고 라고 자고 냐고 으라고 다며 라며 자며 으라며 ᆫ다며 는다며 다면서 ᆫ다면서 는다면서 라면서 자면서".split()
)
#: What follows words that somebody said or is said to say, behind their closing mark.
SAID = re.compile(
    r"[”\"’'」]?(?:이라고|라고|고|이라며|라며|며|이라면서|라면서|면서|이라는|라는|는|이란|란|이라|"
    r"이냐고|냐고|자고|자는|이라던|라던|던|하고|이라 |라 )(?:도|는|만|까지)?(?=[ ,.)]|$)"
)
#: Words in single marks or corner brackets are speech where a quotative and, near it, a verb of saying follow.
_SPEECH = re.compile(
    rf"(?:이라고|라고|고|이라며|라며|며) (?:[가-힣]{{1,8}} ){{0,2}}(?:{_SAYING})"
    r"|(?<=[다요까자라죠][’'」])(?:고|라고|며|라며)는? (?![가-힣 ]{0,12}(?:생각|느끼|느꼈|믿|판단|여기|여겼|"
    r"보았|봤|적힌|쓰인|쓴|적은|불리|부르|부른|정하|정했|알려|해석))"
)
_SINGLE = re.compile(r"‘([^‘’“”\n]{10,200})’|(?<![A-Za-z가-힣0-9])'([^'\"“”\n]{10,200})'|「([^「」\n]{10,300})」")
#: What somebody says in a broadcast, with who it is, in brackets: [이철호 / 경상북도지사 : 주민 대피가 최우선입니다.]
_CUED = re.compile(
    r"[\[〈【<](?=[^:：\n]{2,60}[/|])[^\[\]〈〉【】<>“”\":：\n]{2,60}[:：]\s?([^\s“”\"][^\n“”\"]{9,600}?)\s?[\]〉】>]\s*"
)
#: Where words end whose closing mark is missing.
_UNCLOSED_END = re.compile(
    rf"(?<=[다요까라자죠것음임])[.!?]?(?=(?:이라고|라고|고|며|라며|이라며) (?:[가-힣]{{1,8}} )?(?:{_SAYING}))"
)
#: Words that are only told of: “…”는 고함이 터졌다, “…”는 지적에.
NOBODY_SAYS = re.compile(
    r"[”\"]?(?:이라는|라는|는|이란|란) (?:[가-힣]{1,6} )?(?:지적|비판|목소리|말|고함|질문|물음|반응|주장|의견|우려|여론|얘기|이야기|함성|구호|탄식|하소연|"
    r"불만|평가|관측|전망|반론|해석|분석|소문|볼멘소리|푸념|응원|외침|댓글|글|항의)(?:이|가|도|만|과|에|에는|에도|까지|마저|부터|들이|들도|이나|조차) "
)
_THEMES = "주제|제목|이름|명칭|문구|구호|슬로건|표어|현수막|플래카드|펼침막|팻말|손팻말|피켓|글귀|키워드|부제|노래|가사|캐치프레이즈"
_THEME_AFTER = re.compile(
    rf"[”\"]?(?:(?:을|를|이라는|라는|이란|란)\s(?:[가-힣]+ ){{0,4}}?(?:{_THEMES}|내용의 현수막)"
    r"|(?:이라고|라고|고) (?:쓴|적힌|쓰인|새긴|새겨진|적은)\s"
    r"|\s(?:이벤트|행사|시리즈|캠페인|프로젝트|전시|공연|축제|특별전|기획전|콘서트|프로그램|코너|편|전(?= |이|을|은)))"
)
_THEME_BEFORE = re.compile(
    rf"(?:(?:{_THEMES})(?:는|은|로|인|을|를)?|(?:책|저서|소설|시집|영화|드라마|앨범|회고록|에세이|산문집|가곡|연극|뮤지컬)(?:는|은|로|인)?)\s?[“\"]?$"
)


def double_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans inside double marks within one paragraph `text[start:end]`; an unclosed mark runs to the quotative, else to the end.

    >>> text = "그는 “가자. 어서 가자”며 “예산을 크게 늘리겠다고 말했다."
    >>> [text[first:last] for first, last in double_spans(text, 0, len(text))]
    ['가자. 어서 가자', '예산을 크게 늘리겠다']
    """
    at = start
    mixed = text.count('"', start, end) % 2 == 1
    while at < end:
        opening = next((i for i in range(at, end) if text[i] in _OPENING), -1)
        if opening < 0:
            return
        if text[opening] == "”":
            at = opening + 1
            continue
        closing = _closing(text, opening, end, mixed=mixed)
        if closing < 0:
            if opening == start and text[end : end + 3].lstrip("\n ").startswith("“"):
                yield opening + 1, end  # goes on in the next paragraph, which opens the marks anew
                return
            limit = text.find("“", opening + 1, end)
            limit = end if limit < 0 else limit
            cut = _UNCLOSED_END.search(text, opening + 1, limit)
            if text[opening] == "“" and limit - opening > MIN_LENGTH and (cut is not None or limit == end):
                yield opening + 1, cut.end() if cut is not None else end
            if text[opening] != "“" or limit == end:
                return
            at = limit
            continue
        yield opening + 1, closing
        at = closing + 1


def _closing(text: str, opening: int, end: int, *, mixed: bool) -> int:
    """Where the mark that an opening one waits for stands; -1 if it is missing: another opens before, and none is left for it.

    `mixed`: a straight mark of the paragraph has no partner, so that it closes a curly one.
    """
    limit = min(end, opening + _MAX_LENGTH)
    if text[opening] == '"':
        return next((i for i in range(opening + 1, limit) if text[i] in '"”'), -1)
    closers = '”〞"' if mixed else "”〞"
    closing = next((i for i in range(opening + 1, limit) if text[i] in closers), -1)
    inner = text.find("“", opening + 1, closing) if closing >= 0 else -1
    if inner < 0:
        return closing
    # “저는 “가자”는 말을 들었다”: marks in marks, if one more closes before the next opens.
    outer = next((i for i in range(closing + 1, limit) if text[i] in "“”〞"), -1)
    return outer if outer >= 0 and text[outer] in closers else -1


def single_spans(text: str, start: int, end: int, *, spoken: bool) -> Iterator[tuple[int, int]]:
    """Yield the spans in single marks or corner brackets; `spoken`: only those that a verb of saying follows."""
    for match in _SINGLE.finditer(text, start, end):
        if not spoken or _SPEECH.match(text, match.end()):
            yield match.span(match.lastindex or 0)


def cued_span(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span of the words of a paragraph that is a broadcast's bracket with a name and, without marks, what they say; None else.

    >>> text = "[이철호 / 지사 : 주민 대피가 최우선입니다.]"
    >>> text[slice(*cued_span(text, 0, len(text)))]
    '주민 대피가 최우선입니다.'
    """
    match = _CUED.fullmatch(text, start, end)
    return match.span(1) if match is not None else None


def theme_spans(text: str) -> Iterator[str]:
    """Yield what stands in single marks as a theme or title: a headline that has it in double marks quotes nobody."""
    for match in _SINGLE.finditer(text):
        start, end = match.span(match.lastindex or 0)
        if is_theme(text, start, end) or _THEME_AFTER.match(text, match.end()):
            yield text[start:end]


def is_theme(text: str, start: int, end: int) -> bool:
    """Whether the marks around `text[start:end]` hold a theme, a title or a slogan rather than words that somebody said."""
    return bool(_THEME_AFTER.match(text, end) or _THEME_BEFORE.search(text, max(start - 12, 0), start))

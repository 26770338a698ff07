"""Which line is the headline: every line above the first paragraph is weighed by what speaks for and against it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from newsextract.page.extent import BELOW_HEADLINE, PARAGRAPHS, Line
from newsextract.page.lines import SENTENCE_END, Role
from newsextract.page.vocabulary import MENU_WORDS, PLACES

#: How much of a body is compared with a headline. Code points; a headline is about the first paragraphs.
COMPARED = 20_000
#: A candidate's share of words is measured against the best one's, but never against less than this, so that chance
#: matches do not count where no line shares anything.
_LEAST_SHARE = 0.3
#: The headline is the first line that scores at most this much less than the best: what stands below it and scores as
#: much is its sub-headline. Set on 32 annotated pages and 58 of our own: 1.4 to 2.0 give the same on them, but where
#: titles of other articles are put right above the headline, each step up takes a few more of these for it.
_MARGIN = 1.6
#: The longest headline that is told from a paragraph though it ends as a sentence does. Code points.
_MAX_SENTENCE = 70
#: How many lines above the first paragraph can be the headline. Menus come with one section a line, too.
_MAX_ABOVE = 60
#: What a page prints between its headline and its first paragraph.
_SIGNATURE: frozenset[Role] = frozenset({"byline", "stamp", "buttons", "summary"})
#: What no article has below its first paragraph.
_NAVIGATION: frozenset[Role] = frozenset({"breadcrumb", "menu", "masthead"})
#: What a headline stands below where nothing else of the article stands above it.
_HEAD: frozenset[Role] = frozenset({"masthead", "menu", "buttons", "stamp", "separator", "advertisement"})
#: What a headline may be taken for, since it is made of the same words: `댓글 운영 방식 개편`.
_DISGUISES: frozenset[Role] = frozenset({"menu", "related", "notice", "breadcrumb", "item", "buttons", "link"})


@dataclass(frozen=True, slots=True)
class _Context:
    """What a candidate is weighed against: the page above its first paragraph."""

    lines: Sequence[Line]
    candidates: Sequence[Line]
    shares: dict[int, float]
    best_share: float
    #: The words of the paths above the first paragraph, with the number of the line they stand in.
    sections: dict[str, int]
    press: str | None


def find_headline(lines: Sequence[Line], end: int, press: str | None) -> Line | None:
    """The headline, or `None`: an article of one paragraph has none.

    Every line above the first paragraph is scored by `FEATURES`; of those that come near the best, the first is the
    headline and the others are its sub-headlines. Page titles, which a later line repeats, are passed over.
    """
    first = _first_paragraph(lines, end)
    if first is None:
        return _headline_without_prose(lines, end)
    words = word_starts("\n".join(line.text for line in lines[first:end])[:COMPARED])
    above = lines[max(0, first - _MAX_ABOVE) : first]
    candidates = [line for line in above if line.role in ("text", "prose") and len(_letters(line.text)) >= 4]
    if not candidates:
        return _headline_in_disguise(lines, first) or _headline_like_furniture(lines, first, words)
    shares = {line.number: share_of_words(_title(line.text, press), words) for line in candidates}
    if max(shares.values()) < _LEAST_SHARE:
        hidden = _headline_like_furniture(lines, first, words)
        if hidden:
            return hidden
    context = _Context(lines, candidates, shares, max(_LEAST_SHARE, *shares.values()), _sections(lines[:first]), press)
    scores = {line.number: sum(weight * feature(line, context) for feature, weight in FEATURES) for line in candidates}
    least = max(scores.values()) - _MARGIN
    chosen = next(line for line in candidates if scores[line.number] >= least)
    return _repeated_below(chosen, context)


def shares_words(line: Line, context: _Context) -> float:
    """How many of the words of the body a line has, against the best line: a menu or a link to another article has
    few."""
    return context.shares[line.number] / context.best_share


def shares_no_word(line: Line, context: _Context) -> bool:
    """Fires on a line that has no word of the body, where another has half of its words: a title of another article."""
    return context.best_share >= 0.5 and context.shares[line.number] < 0.08


def follows_path(line: Line, context: _Context) -> bool:
    """Fires right below `HOME > 공연 > 국악`."""
    return line.number > 0 and context.lines[line.number - 1].role == "breadcrumb"


def follows_section(line: Line, context: _Context) -> bool:
    """Fires right below the name of the section: `사회`, then the headline."""
    return line.number > 0 and is_section(context.lines[line.number - 1], context)


def stands_above_path(line: Line, context: _Context) -> bool:
    """Fires on what stands above the page's path: tickers and titles of other articles, which change from day to
    day."""
    return any(number > line.number for number in context.sections.values())


def opens_the_text(line: Line, context: _Context) -> bool:
    """Fires on the first candidate of all, where only the head of the page stands above it."""
    if line.number != context.candidates[0].number:
        return False
    return not line.number or context.lines[line.number - 1].role in _HEAD


def has_headline_form(line: Line, context: _Context) -> bool:
    """Fires on marks that headlines are full of: `…`, quotation marks, a comma, a question mark."""
    return bool(re.search(r"[…“”‘’\"'?!]|\.{2,}|[가-힣],", line.text))


def repeats_the_title(line: Line, context: _Context) -> bool:
    """Fires on a line that a title above it announces: `헤드라인 - 남강타임즈`, then `헤드라인`."""
    return any(_is_title_of(other, line, context.press) for other in context.candidates if other.number < line.number)


def stands_above_signature(line: Line, context: _Context) -> bool:
    """Fires if the line after this and its sub-headlines names the reporter or the day."""
    number = line.number + 1
    while context.lines[number].role in ("text", "item") and number < line.number + 6:
        number += 1
    return context.lines[number].role in _SIGNATURE


def is_promotion(line: Line, context: _Context) -> bool:
    """Fires on `[화보] 한벽당 여름밤`, `속보 나토, 증액안 합의`; not on `[단독] …`, `[속보] …`, which headlines have."""
    return bool(_PROMOTION.match(line.text))


_PROMOTION = re.compile(
    r"[\[<(〈【](?:영상|그래픽|포토|포토뉴스|사진|화보|동영상|카드뉴스|이벤트|알림|공지|광고|AD|PR|인포그래픽|VOD|라이브|LIVE|"
    r"날씨|오늘의?\s?날씨|운세|오늘의?\s?운세|부고|인사|만평|퀴즈|설문)[\])>〉】]"
    r"|(?:실시간\s?)?(?:속보|단독|긴급|헤드라인|핫이슈|이슈|주요뉴스|최신뉴스|포토|영상|화보|공지)\s?[|ㅣ│:：▶>\s]\s?(?=\S)"
    r"|(?:많이\s?본|인기|주요|실시간)\s?(?:뉴스|기사)\s?\d"
)


def is_series(line: Line, context: _Context) -> bool:
    """Fires on `[사라지는 학교]`: the name of a series above a headline; not on `[사설] 물 관리 …`."""
    return re.fullmatch(r"[\[<〈【《][^\[\]<>〈〉【】《》]{1,24}[\]>〉】》]", line.text) is not None


def is_list_of_sections(line: Line, context: _Context) -> bool:
    """Fires on a row of names that holds a section of the path below it: `채용 공채 인턴 면접` above `홈 > 채용`."""
    words = line.text.split()
    if len(words) < 4 or not _is_row_of_names(words):
        return False
    return any(context.sections.get(word, -1) > line.number for word in words)


def is_section(line: Line, context: _Context) -> bool:
    """Fires on the name of the section above a headline: a word or two that a menu above holds as well, or a very
    short line."""
    text = line.text
    if line.role not in ("text", "menu") or len(text) > 12 or has_headline_form(line, context):
        return False
    above = (other.text for other in context.lines[: line.number] if other.role != "breadcrumb")
    return len(_letters(text)) < 6 or any(text in re.split(r"\s*[|·ㆍ/▣■•,]\s*|\s+", other) for other in above)


def is_row_of_names(line: Line, context: _Context) -> bool:
    """Fires on four or more bare words in a row, as menus have them; headlines in short nouns do as well."""
    words = line.text.split()
    return len(words) >= 4 and _is_row_of_names(words)


def has_words_of_menus(line: Line, context: _Context) -> float:
    """The share of names of sections and places among four or more bare words: `홈 뉴스 마을 사람 책동네`."""
    words = line.text.split()
    if len(words) < 4 or not _is_row_of_names(words):
        return 0.0
    share = sum(1 for word in words if word == "홈" or word in MENU_WORDS or word in PLACES) / len(words)
    return share if share >= 0.4 else 0.0  # a headline has one or two by chance


def _is_row_of_names(words: Sequence[str]) -> bool:
    """Whether words stand side by side without particles and endings."""
    return all(re.fullmatch(r"[가-힣A-Za-z+·&]{1,8}", word) and not INFLECTED.search(word) for word in words)


#: Particles and endings that a headline keeps.
INFLECTED = re.compile(r"[가-힣]{2}(?:에|을|를|은|는|다|려|까|해)$|[가-힣](?:에서|으로|까지|부터)$")


Feature = Callable[[Line, _Context], float]
#: What speaks for a line and against it. The words shared with the body weigh most; every other feature alone decides
#: only between lines that share about as many.
FEATURES: tuple[tuple[Feature, float], ...] = (
    (shares_words, 3.0),
    (shares_no_word, -0.8),
    (follows_path, 1.2),
    (follows_section, 0.5),
    (opens_the_text, 0.6),
    (has_headline_form, 0.4),
    (repeats_the_title, 1.5),
    (stands_above_signature, 0.4),
    (stands_above_path, -1.0),
    (is_promotion, -1.5),
    (is_series, -4.0),
    (is_list_of_sections, -2.5),
    (is_section, -2.0),
    (is_row_of_names, -0.4),
    (has_words_of_menus, -1.5),
)


def _first_paragraph(lines: Sequence[Line], end: int) -> int | None:
    """The number of the first line below the headline, or `None`. A headline that ends in a question mark or in a
    quoted sentence looks like a paragraph, and so does a message of the site; they are none if the reporter's name or
    the date follows."""
    for line in lines[:end]:
        if line.role in BELOW_HEADLINE and not heads_signature(line, lines, end):
            return line.number
    return None


#: Where the first paragraph stands below a headline that looks like one. Lines.
_NEAR = 16


def heads_signature(line: Line, lines: Sequence[Line], end: int) -> bool:
    """Fires on `집값 다시 오르는데 정부는 왜 말이 없을까?` and `구독이 해지되었습니다.` above a byline or a date; not on
    `시장이 떠났다.`"""
    if line.role != "prose" or len(line.text) > _MAX_SENTENCE or re.search(r"[^니]다\.$", line.text):
        return False
    below = lines[line.number + 1 : min(end, line.number + _NEAR)]
    following = next((other.role for other in below if other.role != "text"), None)
    return following in _SIGNATURE | _NAVIGATION and any(other.role in PARAGRAPHS for other in below)


def _sections(above: Sequence[Line]) -> dict[str, int]:
    """The words of the paths above the first paragraph, each with the number of the last line that holds it."""
    sections: dict[str, int] = {}
    for line in above:
        if line.role == "breadcrumb":
            for word in re.split(r"\s*[>›»]\s*|\s+", line.text):
                sections[word] = line.number
    return sections


def _repeated_below(chosen: Line, context: _Context) -> Line:
    """The last line that repeats the chosen one, if that is the page's title."""
    for other in context.candidates:
        if other.number > chosen.number and _is_title_of(chosen, other, context.press):
            chosen = other
    return chosen


def _is_title_of(title: Line, headline: Line, press: str | None) -> bool:
    """Whether one line is the page's title, which a later line repeats as the headline."""
    bare, text = _letters(_title(title.text, press)), _letters(headline.text)
    if bare == text or (title.text.startswith(headline.text) and _TITLE_TAIL.match(title.text, len(headline.text))):
        return True
    return bare != _letters(title.text) and (
        text.startswith(bare)
        or bare.startswith(text)
        or share_of_words(_title(title.text, press), word_starts(text)) >= 0.8
    )


#: What a title adds to the headline: ` < 초등 < 뉴스 - 교육나침반`.
_TITLE_TAIL = re.compile(r"\s*[-–—|:<>ㅣ│·]{1,3}\s.{2,50}$")


def _headline_in_disguise(lines: Sequence[Line], first: int) -> Line | None:
    """A headline that looks like a sentence: a short first paragraph above the others, if there is no candidate."""
    paragraphs = [line for line in lines[first:] if line.role in PARAGRAPHS]
    head = lines[first]
    if len(paragraphs) < 2 or head.role in ("caption", "script") or len(head.text) > 60 or not head.segment.starts_line:
        return None
    if SENTENCE_END.search(head.text) and not re.search(r"[?!][\"”’']?$", head.text):
        return None
    return head


def _headline_like_furniture(lines: Sequence[Line], first: int, words: frozenset[str]) -> Line | None:
    """A headline that was taken for a menu or a notice, since it is made of such words: `댓글 운영 방식 개편`."""
    disguised = (line for line in lines[:first] if line.role in _DISGUISES and " " in line.text)
    return next((line for line in disguised if share_of_words(line.text, words) >= 0.5), None)


def _headline_without_prose(lines: Sequence[Line], end: int) -> Line | None:
    """The headline of a text without paragraphs, such as a list of appointments: its first line, if more follow."""
    content = [line for line in lines[:end] if line.role in ("text", "item")]
    if len(content) < 2 or content[0].role != "text" or len(content[0].text) > 80:
        return None
    return content[0]


def headline_text(line: Line | None, press: str | None) -> str | None:
    if line is None:
        return None
    start, end = headline_span(line.text, press)
    return line.text[start:end]


_BETWEEN = r"\s*(?::{2,3}|[-–—|:<>ㅣ│·])\s*"


def headline_span(text: str, press: str | None) -> tuple[int, int]:
    """Where the headline stands in a title that names the paper (and the section) at its end or its head.

    >>> headline_span("평택에 R&D센터 : 경기산업뉴스", "경기산업뉴스"), headline_span("남강타임즈 :: 시장 순방", "남강타임즈")
    ((0, 9), (9, 14))
    """
    if not press:
        return 0, len(text)
    name = re.escape(press)
    start, end = 0, len(text)
    head = re.match(
        rf"\s*(?:[\[【<]{name}[\]】>]|{name}(?=\s?[:|>ㅣ│]|\s[-–—]\s))\s*[:|>ㅣ│\-–—]{{0,3}}\s*(?=\S)",
        text,
        re.IGNORECASE,
    )
    if head and len(text) - head.end() >= 5:
        start = head.end()
    tail = re.compile(
        rf"{_BETWEEN}(?:[가-힣A-Za-z\s·>]{{1,16}}\s*[-–—|:<>ㅣ│]\s*)?[\[【<]?{name}[\]】>]?\s*$", re.IGNORECASE
    ).search(text, start)
    if tail and tail.start() >= start + 5:
        end = tail.start()
    return start, end


def _title(text: str, press: str | None) -> str:
    start, end = headline_span(text, press)
    return text[start:end]


def _letters(text: str) -> str:
    return re.sub(r"[^\w]|_", "", text)


_WORD = re.compile(r"[^\W_]+")
#: Words are compared from their start, since particles follow them: at most so many letters.
_LONGEST = 8


def word_starts(text: str) -> frozenset[str]:
    """Every start of two or more letters of every word."""
    return frozenset(word[:length] for word in _WORD.findall(text) for length in range(2, min(len(word), _LONGEST) + 1))


def share_of_words(text: str, starts: frozenset[str]) -> float:
    """The share of the letters of a text's words of two letters or more that are a start of a word of the body too.

    >>> share_of_words("포항시의 포럼, 성황", word_starts("포항시가 포럼을 열었다."))
    0.625
    """
    words = [word for word in _WORD.findall(text) if len(word) > 1]
    letters = sum(map(len, words))
    return sum(_common(word, starts) for word in words) / letters if letters else 0.0


def _common(word: str, starts: frozenset[str]) -> int:
    """The length of the longest start of a word that a word of the body has too."""
    return next((length for length in range(min(len(word), _LONGEST), 1, -1) if word[:length] in starts), 0)

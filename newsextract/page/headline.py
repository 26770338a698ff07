"""Which line is the headline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsextract.page.extent import BELOW_HEADLINE, PARAGRAPHS, Line
from newsextract.page.lines import SENTENCE_END

#: How much of a body is compared with a headline. Code points; a headline is about the first paragraphs.
_COMPARED = 20_000
#: The share of its pairs of letters that a headline must have in the body is 0.2, and 0.45 of the best candidate's.
#: Measured on 26 pages: headlines have 0.38 to 0.85 and at least 0.58 of the best sub-headline's share, links to other
#: articles at most 0.25. Of an article that is shorter than this (code points) less is asked in proportion.
_FULL_ARTICLE = 600


def find_headline(lines: Sequence[Line], end: int, press: str | None) -> Line | None:
    """The headline: the first line above the body that could be one and shares enough of its letters with the body.

    What stands above a headline (sections, links to other articles) says little of what the body says. A title that
    only repeats the headline with the name of the paper is passed over. An article of one paragraph has no headline.
    """
    first = next((line.number for line in lines[:end] if line.role in BELOW_HEADLINE), None)
    if first is None:
        return _headline_without_prose(lines, end)
    article = "".join(line.text for line in lines[first:end])[:_COMPARED]
    body = _bigrams(article)
    candidates = [line for line in lines[:first] if line.role == "text" and len(_letters(line.text)) >= 4]
    if not candidates:
        return _headline_in_disguise(lines, first) or _headline_like_furniture(lines, first, body)
    shares = {line.number: _share(without_press(line.text, press), body) for line in candidates}
    best = max(shares.values())
    least = max(0.2, best * 0.45) * min(1.0, len(article) / _FULL_ARTICLE)
    good = [line for line in candidates if shares[line.number] >= least or _is_at_head(line, lines)] or candidates
    whole = [line for line in good if not _is_promotion(line.text)] or good
    chosen = whole[0]
    for other in candidates:
        if other.number > chosen.number and _is_title_of(chosen, other, press):
            chosen = other
    return chosen


def _is_at_head(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a line stands where only headlines do: right below the path of the page, or where the page begins."""
    if len(_letters(line.text)) < 8:
        return False
    if line.number == 0:
        return lines[1].role not in ("menu", "buttons", "breadcrumb")
    return lines[line.number - 1].role == "breadcrumb"


def _is_title_of(title: Line, headline: Line, press: str | None) -> bool:
    """Whether one line is the page's title, which a later line repeats as the headline."""
    bare, text = _letters(without_press(title.text, press)), _letters(headline.text)
    if bare == text:
        return True
    return bare != _letters(title.text) and (
        text.startswith(bare) or bare.startswith(text) or _share(bare, _bigrams(text)) >= 0.8
    )


def _headline_in_disguise(lines: Sequence[Line], first: int) -> Line | None:
    """A headline that looks like a sentence: a short first paragraph above the others, if there is no candidate."""
    paragraphs = [line for line in lines[first:] if line.role in PARAGRAPHS]
    head = lines[first]
    if len(paragraphs) < 2 or head.role == "caption" or len(head.text) > 60 or not head.segment.starts_line:
        return None
    if SENTENCE_END.search(head.text) and not re.search(r"[?!][\"”’']?$", head.text):
        return None
    return head


def _headline_like_furniture(lines: Sequence[Line], first: int, body: frozenset[str]) -> Line | None:
    """A headline that was taken for a menu or a notice, since it is made of such words: `댓글 운영 방식 개편`."""
    disguised = (
        line
        for line in lines[:first]
        if line.role in ("menu", "related", "notice", "breadcrumb", "item", "buttons") and " " in line.text
    )
    return next((line for line in disguised if _share(line.text, body) >= 0.5), None)


def _headline_without_prose(lines: Sequence[Line], end: int) -> Line | None:
    """The headline of a text without paragraphs, such as a list of appointments: its first line, if more follow."""
    content = [line for line in lines[:end] if line.role in ("text", "item")]
    if len(content) < 2 or content[0].role != "text" or len(content[0].text) > 80:
        return None
    return content[0]


def _is_promotion(text: str) -> bool:
    """Fires on `[그래픽] 전국 철도망 한눈에`; not on `[단독] …`, which many headlines begin with."""
    return bool(
        re.match(
            r"[\[<(](?:영상|그래픽|포토|사진|동영상|카드뉴스|이벤트|알림|광고|AD|인포그래픽|VOD|라이브|LIVE)[\])>]",
            text,
        )
    )


def headline_text(line: Line | None, press: str | None) -> str | None:
    return without_press(line.text, press) if line else None


def without_press(text: str, press: str | None) -> str:
    """A title without the name of the paper at its end.

    >>> without_press("평택에 R&D센터 : 경기산업뉴스", "경기산업뉴스")
    '평택에 R&D센터'
    """
    if not press:
        return text
    match = re.search(
        rf"\s*[-–—|:<ㅣ│·]\s*(?:[가-힣A-Za-z\s·>]{{1,16}}\s*[-–—|:<>ㅣ│]\s*)?{re.escape(press)}\s*$",
        text,
        re.IGNORECASE,
    )
    return text[: match.start()] if match and match.start() >= 6 else text


def _letters(text: str) -> str:
    return re.sub(r"[^\w]|_", "", text)


def _bigrams(text: str) -> frozenset[str]:
    letters = _letters(text)
    return frozenset(letters[i : i + 2] for i in range(len(letters) - 1))


def _share(text: str, body: frozenset[str]) -> float:
    """The share of the pairs of letters of a text that the body has too."""
    pairs = _bigrams(text)
    return sum(1 for pair in pairs if pair in body) / len(pairs) if pairs else 0.0

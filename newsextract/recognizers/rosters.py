"""People in lists and cues, where a title and a name stand side by side without a sentence.

▲원전산업정책국장 서늘봄 ▲주미국대사관 상무관 오가람 ▲전무 김도균 이상미 ▲한바다 총무국장 (appointments) ·
〈녹취〉 강나루 / 소양호 여객선 선장 · [우고 만시야/마가야네스대 정치학과 교수 : “…”] (broadcast scripts).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsextract.context import Context
from newsextract.heads import head_of
from newsextract.model import BODY_KINDS, Mention
from newsextract.names import NOT_PERSONS
from newsextract.titles import EXTENSIONS, is_title_word, title_tail

_BULLETS = "▲△▷▶○●◦■□◇◆"
_ITEM = re.compile(rf"[{_BULLETS}]\s?([^{_BULLETS}\n]{{3,80}})")
#: Items behind a heading in <>, up to commas: <3급 승진> 정책실장 한바다, 산업국장 남정민.
_LISTED = re.compile(rf"[^{_BULLETS}<>,\n]{{3,40}}")
_LIST = re.compile(r"<[^<>\n]{0,12}(?:승진|전보|임용|발령|선임|임명|인사|위촉)>")
_BODY_LINE = re.compile(r"(?m)^[\[<〈【◆■□●◎▣]\s?([가-힣A-Za-z0-9·&㈜]{3,20})[\]>〉】]?\s?$")
#: A heading within a list, which names no one: ◇ 국장급 전보.
_HEADING = re.compile(r"(?:급|승진|전보|임용|발령|신규|퇴직|파견|채용|복직|인사|보직|위촉|전입|전출|부)$")
_CATEGORY = re.compile(r"(?:신규)?(?:승진|전보|선임|임명|위촉|발령|임용|보임)")
_WORD = re.compile(r"[^\s,·ㆍ]+")
#: What may end an item: 7월 3일자, a bracket.
_TAIL = re.compile(r"(?:\s?\([^()]{1,40}\)|\s?<[^<>]{1,20}>|[\s,.])*$")
_NAME = re.compile(r"[가-힣]{2,4}")
#: How offices end in lists: what is no title of the table is one in such a place.
_OFFICE = re.compile(
    r"(?:장|관|감|원|사|위|보|무|역|임|대표|교수|검사|판사|수석|총괄|담당|영사|위원|이사|간사|팀장|상무|상무보|전무보|실장)$"
)
_CUE = re.compile(
    r"[〈<\[(【▶◀]?\s?(?:녹취|인터뷰|싱크|SYNC|현장음|전화\s?인터뷰)\s?[〉>\])】:]?\s*([가-힣]{2,4})(?=\s?[/|(:(,]|\s)"
)
#: A cue with the words behind it: [배효정/인근 상인 : “…”], 우고 만시야 / 교수 : “…”.
_LABEL = re.compile(
    r"(?:[\[〈<【](?=[^“\"\n]{0,80}[:：])|[(▶]?(?=[^“\"\n]{0,80}[:：]\s?[“\"]))\s?"
    r"([가-힣]{2,7}(?: [가-힣]{1,7}){0,3})(?=\s?[/|]\s?[^:“\"\n]{1,40}[:：])"
)
#: The office that ends an interview cue: / 소양호 여객선 선장.
_ROLE = re.compile(r"\s?[/|]\s?(?:[^/|()\n:]{1,40} )?([가-힣]{2,10})\)?\s*(?:[:：]|$)")


def find(context: Context) -> Iterator[Mention]:
    """Yield the people, and the titles, of appointment lists and interview cues, and the bodies that head such lists."""
    text, lists = context.text, False
    for zone in context.document.article.zones:
        if zone.zone not in ("body", "subheadline"):
            continue
        items = [match.span(1) for match in _ITEM.finditer(text, zone.start, zone.end)]
        heading = _LIST.search(text, zone.start, zone.end)
        if heading is not None and not any(start > heading.end() for start, _ in items):
            items = [match.span() for match in _LISTED.finditer(text, heading.end(), zone.end)]
        items = [(start, end) for start, end in items if not _HEADING.search(text[start:end].strip())]
        named = [_entry(context, start, text[start:end]) for start, end in items]
        if any(named) and sum(map(bool, named)) * 2 >= len(named):
            lists = True
            for entry in filter(None, named):
                yield from entry
        cue = _CUE.match(text, zone.start, zone.end) or _LABEL.match(text, zone.start, zone.end)
        if cue is not None and cue.start(1) in context.starts and not is_title_word(context, cue.group(1), 0.3):
            yield context.mention(cue.start(1), cue.end(1), "PERSON", "interview_cue")
            role = _ROLE.match(text, cue.end(1), zone.end)
            if role is not None and _OFFICE.search(role.group(1)) and title_tail(context, role.group(1)):
                yield context.mention(role.start(1), role.end(1), "TITLE", "appointment")
    if lists:
        yield from _heads(context)


def _heads(context: Context) -> Iterator[Mention]:
    """The bodies that stand alone on a line, in marks, as their head noun shows: <온빛전자>, ◆ 남강문화재단."""
    for zone in context.document.article.zones:
        for line in _BODY_LINE.finditer(context.text, zone.start, zone.end):
            found = head_of(line.group(1))
            if found is not None and found[1].kind in BODY_KINDS and len(line.group(1)) - len(found[0]) >= 2:
                yield context.mention(line.start(1), line.end(1), found[1].kind, "list_heading")


def _entry(context: Context, start: int, item: str) -> list[Mention]:
    """The title and the names of an item of a list of appointments; empty if it is none."""
    words = list(_WORD.finditer(item, 0, _TAIL.search(item).start()))  # type: ignore[union-attr]  # it matches anywhere
    words = words[:1] + [
        word for word in words[1:] if not _CATEGORY.fullmatch(word.group())
    ]  # 상무 승진 이종필, 박미란
    first = len(words)
    while first > 1 and _is_name(context, words[first - 1].group()):
        first -= 1
    if first + 1 < len(words) and _is_office(context, words[first].group()):
        first += 1  # 주미국대사관 상무관 오가람
    names, titles = words[first:], words[:first]
    if not names and len(words) > 1 and _is_name(context, words[0].group()):
        names, titles = words[:1], words[1:]  # 한바다 총무국장
    if not names or not titles:
        return []
    office = titles[-1:]
    if office[0].group() in EXTENSIONS and len(titles) > 1:  # 총장 직무대행
        office = titles[-2:]
    if not (_OFFICE.search(office[0].group()) or office[-1].group() in EXTENSIONS):
        return []
    if not (office[0].group()[0].isalnum() and office[-1].group()[-1].isalnum()):
        return []
    both = (
        titles[-3:-1] if len(titles) >= 3 and titles[-2].group() == "겸" and _OFFICE.search(titles[-3].group()) else []
    )
    found = [context.mention(start + both[0].start(), start + both[0].end(), "TITLE", "appointment")] if both else []
    found += [context.mention(start + office[0].start(), start + office[-1].end(), "TITLE", "appointment")]
    return found + [
        context.mention(start + name.start(), start + name.end(), "PERSON", "appointment") for name in names
    ]


def _is_office(context: Context, word: str) -> bool:
    """Whether a word of a name's shape is an office by its end, and to the tagger no person."""
    return _OFFICE.search(word) is not None and word not in context.once(
        ("words of people",),
        lambda: {context.text[span.start : span.end] for span in context.tagged or () if span.tag == "PERSON"},
    )


def _is_name(context: Context, word: str) -> bool:
    """Whether a word of a list can be a Korean name: a surname before one to three syllables, and no title or known name."""
    surnames = context.gazetteer.surnames
    if not _NAME.fullmatch(word) or not (word[0] in surnames or word[:2] in surnames) or word in NOT_PERSONS:
        return False
    return not title_tail(context, word) and context.entry(word) is None

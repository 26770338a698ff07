"""People in lists and cues, where a title and a name stand side by side without a sentence.

▲원전산업정책국장 서늘봄 ▲주미국대사관 상무관 오가람 (appointments) · 〈녹취〉 강나루 / 소양호 여객선 선장 (broadcast scripts).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsextract.context import Context
from newsextract.model import Mention
from newsextract.names import name_quality
from newsextract.titles import is_title_word

_BULLETS = "▲△▷▶○●◦"
_ITEM = re.compile(rf"[{_BULLETS}]\s?([^{_BULLETS}\n]{{3,60}})")
#: The last two words of an item: a title and a name, then at most a bracket (7월 3일자).
_TITLE_AND_NAME = re.compile(r"(?:^|\s)([가-힣A-Za-z·]{2,20}) ([가-힣]{2,4})(?:\s?\([^()]{1,30}\))?[\s,.]*$")
#: How offices end in lists: what is no title of the table is one in such a place.
_OFFICE = re.compile(
    r"(?:장|관|감|원|사|위|보|무|역|임|대표|교수|검사|판사|수석|총괄|담당|영사|위원|이사|간사|본부|팀장)$"
)
_CUE = re.compile(
    r"[〈<\[(【▶◀]?\s?(?:녹취|인터뷰|싱크|SYNC|현장음|전화\s?인터뷰)\s?[〉>\])】:]?\s*([가-힣]{2,4})(?=\s?[/|(:(,]|\s)"
)
#: The office that ends an interview cue: / 소양호 여객선 선장.
_ROLE = re.compile(r"\s?[/|]\s?(?:[^/|()\n]{1,40} )?([가-힣]{2,10})\)?\s*$")


def find(context: Context) -> Iterator[Mention]:
    """Yield the people, and the titles, of appointment lists and interview cues."""
    text = context.text
    for zone in context.document.article.zones:
        if zone.zone not in ("body", "subheadline"):
            continue
        items = list(_ITEM.finditer(text, zone.start, zone.end))
        if items and sum(_TITLE_AND_NAME.search(item.group(1)) is not None for item in items) * 2 >= len(items):
            for item in items:
                yield from _appointment(context, item.start(1), item.group(1))
        cue = _CUE.match(text, zone.start, zone.end)
        if cue is not None and cue.start(1) in context.starts and not is_title_word(context, cue.group(1), 0.3):
            yield context.mention(cue.start(1), cue.end(1), "PERSON", "interview_cue")
            role = _ROLE.match(text, cue.end(1), zone.end)
            if role is not None and _OFFICE.search(role.group(1)):
                yield context.mention(role.start(1), role.end(1), "TITLE", "appointment")


def _appointment(context: Context, start: int, item: str) -> Iterator[Mention]:
    """The title and the name that end an item of a list of appointments."""
    match = _TITLE_AND_NAME.search(item)
    if match is None or not _OFFICE.search(match.group(1)) or context.entry(match.group(2)) is not None:
        return
    title, name = (start + match.start(1), start + match.end(1)), (start + match.start(2), start + match.end(2))
    surname = context.gazetteer.surnames.get(match.group(2)[0], 0.0)
    if name_quality(context, *name) or surname:
        yield context.mention(*title, "TITLE", "appointment")
        yield context.mention(*name, "PERSON", "appointment")

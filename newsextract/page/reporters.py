"""Who wrote the article: the bylines of the whole page, weighed against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsextract.model import Reporter, Zone
from newsextract.page.addresses import assign_addresses
from newsextract.page.bylines import HANDOVER, SIGN_OFF, Found, find_reporters, merge_reporters
from newsextract.page.extent import PARAGRAPHS, Line
from newsextract.page.vocabulary import EMAIL, NO_NAMES


def select_reporters(text: str, lines: Sequence[Line], zones: Sequence[Zone]) -> Iterator[Reporter]:
    """The reporters of the bylines, in order, each once; if there is no byline, those that the script or a photo
    names."""
    bylines: list[Found] = []
    credits: list[Found] = []
    by_line = _zones_by_line(lines, zones)
    lone: list[str] = []
    for line in lines:
        if line.role == "byline":
            found = find_reporters(line.text)
            (credits if _PHOTOGRAPHER.match(line.text) else bylines).extend(found)
            if not found:
                lone.extend(EMAIL.findall(line.text))
        elif line.role == "sign_off":
            match = SIGN_OFF.search(line.text)
            if match and match["name"] not in NO_NAMES:
                address = EMAIL.search(match[0])
                bylines.append(Found(match["name"], address[0] if address else None))
        elif line.role == "text" and any(zone.zone == "body" for zone in by_line.get(line.number, ())):
            bylines.extend(_handed_over(line))
        elif line.role in PARAGRAPHS:
            for zone in by_line.get(line.number, ()):
                if zone.zone == "byline":
                    found = find_reporters(text[zone.start : zone.end])
                    if not found and line.role == "prose":
                        lone.extend(EMAIL.findall(text[zone.start : zone.end]))
                    (credits if line.role == "caption" else bylines).extend(found)
            bylines.extend(_handed_over(line))
    writers = {found.name for found in bylines}
    bylines.extend(found for found in credits if found.name in writers)  # with the address that stands there
    reporters = merge_reporters(bylines) or merge_reporters(credits)
    without = [reporter for reporter in reporters if reporter.email is None]
    personal = [email for email in dict.fromkeys(lone) if not _is_desk(email)]
    if personal and len(without) == len(reporters) >= len(personal):
        names = [reporter.name for reporter in reporters]
        reporters = list(map(Found, names, assign_addresses(names, personal)))
    for reporter in reporters:
        yield Reporter(reporter.name, reporter.email)


#: A line that names who took the pictures: [사진] 홍길동 기자.
_PHOTOGRAPHER = re.compile(r"\W{0,3}(?:사진|영상|그래픽)\W{1,3}[가-힣]{2,4}\s?(?:[가-힣]{2}\s?)?기자")


def _handed_over(line: Line) -> Iterator[Found]:
    """The reporters whom the anchor names."""
    for match in HANDOVER.finditer(line.text[-200:]):
        name = match["name"] or match["alone"]
        if name not in NO_NAMES:
            yield Found(name, None)


def _zones_by_line(lines: Sequence[Line], zones: Sequence[Zone]) -> dict[int, list[Zone]]:
    """The zones of each segment, by its number. Both are sorted, and a zone lies in one segment."""
    result: dict[int, list[Zone]] = {}
    number = 0
    for zone in zones:
        while lines[number].segment.end < zone.end:
            number += 1
        result.setdefault(number, []).append(zone)
    return result


def _is_desk(email: str) -> bool:
    """Whether an address is the paper's, not a person's: `news@paper.kr`, `tktf@tf.co.kr`.

    >>> _is_desk("tamna@tamna.kr"), _is_desk("choikang@eanews.kr")
    (True, False)
    """
    local, _, domain = email.casefold().partition("@")
    return bool(_DESK.match(local)) or "jebo" in local or domain.split(".")[0] in local


#: Desks, not persons.
_DESK = re.compile(
    r"^(?:jebo|news|desk|web|webmaster|master|admin|info|press|edit|editor|help|ad|cs|tip|tips|report|contact|online"
    r"|digital)\d*$",
    re.I,
)

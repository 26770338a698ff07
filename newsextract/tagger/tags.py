"""What the tagger tells apart: its tags, and how they go with the kinds, with the labels of corpora, and with conventions.

The tags are finer than the kinds because corpora and guidelines cut differently. The NIKL tag set of konec annotates generic
경찰 and 정부, states that act as bodies, lengths of time and stages of a tournament; the guidelines of this project do not,
or otherwise. A tag for each such class lets one set of weights serve both: `KIND_OF` reads tags by our guidelines,
`CORPUS_KIND_OF` by those of the corpus. A label that leaves several tags open (a plain `ORG`) allows all of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from newsextract.model import KINDS, Kind

#: The tags, in the order of the weights. `O` is no tag: it is state 0 of the network.
TAGS: tuple[str, ...] = (
    "PERSON",
    "CHARACTER",  # of fiction; a pet
    "TITLE",
    "OCCUPATION",  # a title only beside a name (교수, 선수), often none
    "COUNTRY",
    "PROVINCE",
    "CITY",
    "COUNTY",
    "PLACE",
    "FACILITY",  # a building, road or monument
    "COMPANY",
    "MEDIA",
    "ORG",
    "TEAM",
    "STATE",  # a country, province or city that acts as a body or plays as a team
    "GENERIC",  # 경찰, 정부: a body without a name
    "DATE",
    "DURATION",
    "TIME",
    "TIME_SPAN",  # three hours; the morning
    "EVENT",
    "STAGE",  # of a tournament: 16강, 3회, 결승
    "WORK",  # a work of art, product or service: no mention, but the nearest thing to one
)

#: What a tag is by our guidelines; the others are no mentions.
KIND_OF: Mapping[str, Kind] = {
    "PERSON": "PERSON",
    "TITLE": "TITLE",
    "OCCUPATION": "TITLE",
    "COUNTRY": "COUNTRY",
    "PROVINCE": "PROVINCE",
    "CITY": "CITY",
    "COUNTY": "COUNTY",
    "PLACE": "PLACE",
    "FACILITY": "PLACE",
    "COMPANY": "COMPANY",
    "MEDIA": "ORG",
    "ORG": "ORG",
    "TEAM": "ORG",
    "DATE": "DATE",
    "TIME": "TIME",
    "EVENT": "EVENT",
}
#: What a tag is by the conventions of konec. Occupations, characters and works are none of the twelve kinds there.
CORPUS_KIND_OF: Mapping[str, Kind] = {
    **{tag: kind for tag, kind in KIND_OF.items() if tag != "OCCUPATION"},
    "STATE": "ORG",
    "GENERIC": "ORG",
    "DURATION": "DATE",
    "TIME_SPAN": "TIME",
    "STAGE": "EVENT",
}

#: Prefix of a NIKL label → tag; the longest prefix that fits decides. A label under none of them is no tag.
_NIKL: Mapping[str, str] = {
    "PS_NAME": "PERSON",
    "PS_CHARACTER": "CHARACTER",
    "PS_PET": "CHARACTER",
    "CV_POSITION": "TITLE",
    "CV_OCCUPATION": "OCCUPATION",
    "LCP_COUNTRY": "COUNTRY",
    "LCP_PROVINCE": "PROVINCE",
    "LCP_CITY": "CITY",
    "LCP_CAPITALCITY": "CITY",
    "LCP_COUNTY": "COUNTY",
    "LC_": "PLACE",
    "LCG_": "PLACE",
    "AF_BUILDING": "FACILITY",
    "AF_CULTURAL_ASSET": "FACILITY",
    "AF_ROAD": "FACILITY",
    "OGG_": "ORG",
    "OGG_ECONOMY": "COMPANY",
    "OGG_FOOD": "COMPANY",
    "OGG_HOTEL": "COMPANY",
    "OGG_MEDIA": "MEDIA",
    "OGG_SPORTS": "TEAM",
    "DT_": "DATE",
    "DT_DURATION": "DURATION",
    "TI_": "TIME",
    "TI_DURATION": "TIME_SPAN",
    "EV_": "EVENT",
    "AFA_": "WORK",
    "AFW_": "WORK",
    "AF_TRANSPORT": "WORK",
    "AF_WEAPON": "WORK",
    "TMI_": "WORK",
}
_NIKL_LABEL = re.compile(r"(?:PS|LC[PG]?|OGG|AF[AW]?|DT|TI|CV|AM|PT|QT|EV|MT|TM(?:M|I|IG)?|FD|TR)_[A-Z_]+")
_STAGE = re.compile(
    r"(?:예선|본선|결선|(?:준|준준)?결승|조별|\d+강|\d+회|\d+차전|\d+라운드|전반|후반|개막|홈|원정|친선|경기|최종|단판|\d+세트|\d+쿼터|연장)"
    r"(?:전|경기|리그|리그전|라운드|토너먼트|전에서)?"
)
#: Bodies without a name, which the corpus annotates and the guidelines do not. From the inventory of konec (`forms.tsv`).
_GENERIC = frozenset(
    (
        "경찰 검찰 정부 중앙정부 법원 군 시 도 구 당 당국 소방당국 보건당국 금융당국 공안당국 수사당국 방역당국 교육당국 여당 야당 여야 여·야 양당 "
        "경찰서 검찰청 지검 소방서 소방 교육청 도교육청 보건소 지구대 파출소 구급대 119구급대 119구조대 재판부 시청 구청 군청 도청 대사관 "
        "학교 고등학교 중학교 초등학교 대학 대학교 대학원 병원 은행 회사 기업 지방자치단체 지자체 행정부 위원회 특위 의회 노조 구단 본사 교회"
    ).split()
)
#: What each kind leaves open where an annotation follows our guidelines, and what stays open where it has no mention.
TAGS_OF_KIND: Mapping[str, frozenset[str]] = {
    kind: frozenset(tag for tag, made in KIND_OF.items() if made == kind)
    | (frozenset({"STATE"}) if kind in ("COUNTRY", "PROVINCE", "CITY", "COUNTY") else frozenset())
    for kind in KINDS
}
UNMARKED: frozenset[str] = frozenset(TAGS) - frozenset(KIND_OF) - {"STATE"} | {"TITLE", "OCCUPATION"}
#: KLUE's coarse labels.
TAGS_OF_COARSE: Mapping[str, frozenset[str]] = {
    "PS": frozenset({"PERSON", "CHARACTER"}),
    "LC": frozenset({"COUNTRY", "PROVINCE", "CITY", "COUNTY", "PLACE", "FACILITY"}),
    "OG": frozenset({"COMPANY", "MEDIA", "ORG", "TEAM", "STATE", "GENERIC"}),
    "DT": frozenset({"DATE", "DURATION"}),
    "TI": frozenset({"TIME", "TIME_SPAN"}),
}


def tags_of_label(label: str, form: str, places: Collection[str]) -> frozenset[str] | None:
    """The tags that a label of a training file leaves open for a span; empty for a label that is no tag.

    `label` is one of our kinds, a KLUE coarse label or a NIKL label; `form` is the text of the span; `places` holds the
    names of countries, provinces, cities and counties. None for a label of no known set.

    >>> sorted(tags_of_label("OGG_POLITICS", "경찰", ())), sorted(tags_of_label("OGG_SPORTS", "한국", {"한국"}))
    (['GENERIC'], ['STATE'])
    >>> sorted(tags_of_label("PLACE", "영일만항", ())), tags_of_label("QT_COUNT", "세 개", ()), tags_of_label("XYZ", "", ())
    (['FACILITY', 'PLACE'], frozenset(), None)
    """
    if label in TAGS_OF_KIND:
        return TAGS_OF_KIND[label]
    if label in TAGS_OF_COARSE or label == "QT":
        return TAGS_OF_COARSE.get(label, frozenset())
    if not _NIKL_LABEL.fullmatch(label):
        return None
    prefix = max((prefix for prefix in _NIKL if label.startswith(prefix)), key=len, default=None)
    if prefix is None:
        return frozenset()
    tag = _NIKL[prefix]
    if label.startswith("OGG_") and tag in ("ORG", "TEAM"):
        if form in places:
            tag = "STATE"
        elif form in _GENERIC:
            tag = "GENERIC"
    elif tag == "EVENT" and _STAGE.fullmatch(form):
        tag = "STAGE"
    return frozenset({tag})

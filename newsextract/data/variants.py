"""Other spellings of a name by rule: the space before its head noun, the endings of universities."""

from __future__ import annotations

from collections.abc import Iterator

from newsextract.data.handwritten import Row

#: Heads before which news writes a space or not (올림픽공원, 올림픽 공원), longest first where one ends another.
_HEADS = (
    *("엔터테인먼트", "텔레콤", "자산운용", "홀딩스", "인베스트먼트", "법률사무소", "모빌리티", "그룹"),
    *("신문", "타임스", "포스트", "통신", "방송", "경찰청", "지방법원", "지방검찰청", "대학교", "대학병원", "병원"),
    *("연구소", "연구원", "위원회", "협회", "연맹", "재단", "미술관", "박물관"),
    *("해수욕장", "국제공항", "공항", "공원", "터미널", "컨벤션센터", "월드컵경기장", "경기장", "체육관", "스타디움"),
    *("전통시장", "수산시장", "신도시", "국가산업단지", "국가산단", "고속도로", "대교", "호텔", "캠퍼스", "원전"),
    *("국제영화제", "영화제", "비엔날레", "페스티벌", "콩쿠르", "모터쇼", "패션위크", "엑스포", "마라톤"),
    *("동계올림픽", "올림픽", "패럴림픽", "월드컵", "아시안게임", "챔피언십", "선수권대회", "챔피언스리그"),
    *("정상회의", "정상회담", "총회", "포럼", "참사", "사태", "사건", "대지진", "지진", "산불", "전쟁", "혁명"),
)
#: What remains before the head must be a word of its own. Syllables.
_LEAST_STEM = 2
#: A joined spelling of two words is made for names up to this length; longer ones are not written together. Characters.
_LONGEST_JOINED = 14
#: Universities are written with 대, 대학 and 대학교 alike, but not the clipped ones (이화여대, 서울교대, 뮌헨공대).
_UNIVERSITY = ("대학교", "대학", "대")
_CLIPPED = ("여", "교", "외", "공", "체", "예", "립", "의", "과기", "방통")


def spellings(row: Row) -> Iterator[Row]:
    """Yield the row, then rows for the other spellings of its name, which may be known already.

    >>> park = Row("올림픽공원", "PLACE", "올림픽공원", None, {})
    >>> [row.name for row in spellings(park)]
    ['올림픽공원', '올림픽 공원']
    >>> [row.name for row in spellings(Row("듀크대", "ORG", "듀크대", None, {"type": "university"}))]
    ['듀크대', '듀크대학교', '듀크대학']
    >>> [row.name for row in spellings(Row("텍사스주", "PROVINCE", "텍사스주", None, {"country": "US"}))]
    ['텍사스주', '텍사스 주']
    """
    yield row
    for name in _names(row):
        yield row._replace(name=name)


def _names(row: Row) -> Iterator[str]:
    name = row.name
    if row.kind == "PROVINCE" and name.endswith("주") and row.attributes.get("country") != "KR" and len(name) > 3:
        yield f"{name[:-1]} 주"
    if row.kind not in {"PLACE", "COMPANY", "ORG", "EVENT"}:
        return
    if row.attributes.get("type") == "university" and name.endswith(_UNIVERSITY):
        stem = next(name.removesuffix(ending) for ending in _UNIVERSITY if name.endswith(ending))
        if len(stem) >= _LEAST_STEM and not stem.endswith(_CLIPPED):
            yield from (stem + ending for ending in _UNIVERSITY if stem + ending != name)
        return
    if " " in name:
        if len(name) <= _LONGEST_JOINED and not any(character.isdecimal() for character in name):
            yield name.replace(" ", "")
        return
    head = next((head for head in _HEADS if name.endswith(head)), None)
    if head and len(name) - len(head) >= _LEAST_STEM:
        yield f"{name.removesuffix(head)} {head}"

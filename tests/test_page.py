"""Pages in many shapes: which zone each line belongs to, and what the page says about the article."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from newsextract.page import Page, read_page
from newsextract.page.bylines import closing_credit, find_reporters, opening_byline
from newsextract.page.lines import classify
from newsextract.page.metadata import find_press, find_published

FOLDER = Path(__file__).parent / "cases"
CASES = (FOLDER / "page_shapes.tsv", FOLDER / "page_tops.tsv")
LINES = [
    row.split("\t")
    for row in (FOLDER / "page_lines.tsv").read_text(encoding="utf-8").splitlines()
    if row and not row.startswith("#\t") and not row.startswith("# ")
]


@dataclass
class Shape:
    """One page of the case file: its text, the zones it must have, the fields it must give."""

    text: str = ""
    zones: list[tuple[str, str]] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)

    def add(self, kinds: str, line: str) -> None:
        """Add one row of the case file. `body+` is continued by the next row, whose kind is `+`."""
        if kinds.startswith("="):
            self.fields[kinds[1:]] = line
            return
        parts = line.split("‖") if line else []
        plain = line.replace("‖", "")
        if kinds == "+":
            kind, text = self.zones[-1]
            self.zones[-1] = (kind, f"{text}\n{plain}")
        else:
            self.zones.extend(zip(kinds.rstrip("+").split(","), map(str.strip, parts), strict=False))
        self.text += plain + "\n"


def read_shapes() -> dict[str, Shape]:
    shapes: dict[str, Shape] = {}
    for path in CASES:
        for row in path.read_text(encoding="utf-8").splitlines():
            if row and not row.startswith("#"):
                name, kinds, line = row.split("\t")
                shapes.setdefault(f"{path.stem}:{name}", Shape()).add(kinds, line)
    return shapes


SHAPES = read_shapes()


@pytest.mark.parametrize("name", SHAPES)
def test_every_line_is_in_its_zone(name: str) -> None:
    shape = SHAPES[name]
    page = read_page(shape.text)
    assert [(zone.zone, shape.text[zone.start : zone.end]) for zone in page.zones] == shape.zones


@pytest.mark.parametrize("name", SHAPES)
def test_page_says_who_wrote_what_when(name: str) -> None:
    shape = SHAPES[name]
    assert _fields(read_page(shape.text)) == shape.fields


@pytest.mark.parametrize("name", [name for name in SHAPES if name.startswith("page_tops:")])
def test_titles_of_other_articles_above_do_not_become_the_headline(name: str) -> None:
    """The headlines of two other pages are put above the menus, below the first line, as tickers are."""
    shape, names = SHAPES[name], [other for other in SHAPES if other.startswith("page_tops:") and other != name]
    at = sum(map(ord, name)) % (len(names) - 1)
    teasers = [SHAPES[other].fields["headline"] for other in names[at : at + 2]]
    first, _, rest = shape.text.partition("\n")
    if first == shape.fields["headline"]:
        pytest.skip("nothing stands above the headline of this page")
    page = read_page("\n".join([first, *teasers, rest]))
    assert page.headline == shape.fields["headline"]


@pytest.mark.parametrize("name", [name for name in SHAPES if name.startswith("page_tops:")])
def test_a_page_title_above_is_not_the_headline(name: str) -> None:
    shape = SHAPES[name]
    text = f"{shape.fields['headline']} < 사회 < 기사본문 - 새길소식\n{shape.text}"
    page = read_page(text)
    assert page.headline == shape.fields["headline"]
    assert page.body_start >= text.index("\n")


def _fields(page: Page) -> dict[str, str]:
    """What a page says, as the case file writes it; only what it says."""
    fields = {
        "headline": page.headline,
        "press": page.press,
        "reporters": ",".join(f"{reporter.name} {reporter.email or ''}".strip() for reporter in page.reporters),
        "published": page.published.isoformat() if page.published else None,
        "dateline": page.dateline,
    }
    return {name: value for name, value in fields.items() if value}


@pytest.mark.parametrize(("role", "line"), LINES)
def test_a_line_has_its_role(role: str, line: str) -> None:
    assert classify(line.replace("&gt;", ">"), "남강타임즈") == role


@pytest.mark.parametrize(
    ("paragraph", "byline"),
    [
        ("[진주=오세림 기자] 시장이 일본을 찾았다.", "[진주=오세림 기자]"),
        ("(도쿄=동아시아뉴스) 최강 특파원 = 세 정상이 만났다.", "(도쿄=동아시아뉴스) 최강 특파원 ="),
        ("【파이낸셜뉴스 부산】 부산시는 8일 밝혔다.", "【파이낸셜뉴스 부산】"),
        ("[더팩트ㅣ포항=김달년 기자] 포항시가 포럼을 열었다.", "[더팩트ㅣ포항=김달년 기자]"),
        ("[스포츠한마당=인천 | 나루터 기자] 두 경기를 이겼다.", "[스포츠한마당=인천 | 나루터 기자]"),
        ("[서울=뉴시스]여명 기자 = 박물관이 문을 연다.", "[서울=뉴시스]여명 기자 ="),
        ("길다은 기자 = 정부가 대책을 냈다.", "길다은 기자 ="),
        ("[단독] 시장이 물러난다.", ""),
        ("[앵커] 가뭄이 이어지고 있습니다.", ""),
        ("(사진=연합뉴스) 시장이 말했다.", ""),
        ("[리포트] 저수지가 말랐습니다.", ""),
        ("한 기자가 물었다. 시장은 답하지 않았다.", ""),
        ("(이하 현지시간) 8일 열린 회의에서 합의했다.", ""),
        ("<한겨레>가 입수한 보고서를 보면 다르다.", ""),
    ],
)
def test_byline_at_the_head_of_a_paragraph(paragraph: str, byline: str) -> None:
    assert paragraph[: opening_byline(paragraph, None)].strip() == byline


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("시장이 서명하고 있다. /사진=부수아 기자", "/사진=부수아 기자"),
        ("포럼을 개최했다./포항=김달년기자", "/포항=김달년기자"),
        ("두 사람이 악수하고 있다. 서다온 기자", "서다온 기자"),
        ("관람객들이 로봇을 살펴보고 있다. /빛고을경제 자료사진", "/빛고을경제 자료사진"),
        ("시장이 서명하고 있다. /사진=진주시 제공", None),
        ("의장이 분향하고 있다. 국회 제공", None),
        ("선수들이 기뻐하고 있다. 연합뉴스", None),
        ("대표가 시연하고 있다.(사진=모두)", None),
        ("시장은 “한 기자가 물었다”고 말했다.", None),
    ],
)
def test_photographer_at_the_end_of_a_caption(caption: str, credit: str | None) -> None:
    at = closing_credit(caption, "빛고을경제")
    assert (None if at is None else caption[at:]) == credit


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("이재영 기자 / youngl@paper.example입력 : 2023년 01월 09일", [("이재영", "youngl@paper.example")]),
        ("민들레 기자 박이든 기자", [("민들레", None), ("박이든", None)]),
        ("길다은 기자 a@b.kr / 석양 기자 c@b.kr", [("길다은", "a@b.kr"), ("석양", "c@b.kr")]),
        ("한달음·지구력 기자 run@b.kr power@b.kr", [("한달음", "run@b.kr"), ("지구력", "power@b.kr")]),
        ("한글 기자  기자 페이지 구독 기자의 다른기사 보기", [("한글", None)]),
        ("글·사진  채움 기자", [("채움", None)]),
        ("기자명 고요한 기자", [("고요한", None)]),
        ("배꽃·서리 기자, 안개 인턴기자", [("배꽃", None), ("서리", None), ("안개", None)]),
        ("최강 도쿄 특파원", [("최강", None)]),
        ("[OSEN=사직, 나루터 기자]", [("나루터", None)]),
        ("시민기자 하늘", [("하늘", None)]),
        ("노을 (noeul@b.kr)", [("노을", "noeul@b.kr")]),
        ("사진 기자", []),
        ("다른 기자 보기", []),
        ("◎공감언론 뉴시스 dawn@b.kr", []),
    ],
)
def test_reporters_of_a_byline(line: str, found: list[tuple[str, str | None]]) -> None:
    assert [(reporter.name, reporter.email) for reporter in find_reporters(line)] == found


@pytest.mark.parametrize(
    ("line", "press"),
    [
        ("<저작권자 © 남강타임즈 무단전재 및 재배포 금지>", "남강타임즈"),
        ("- Copyrights ⓒCBN뉴스 - 포항. 무단 전재 및 재배포 금지 -", "CBN뉴스"),
        ("ⓒ월간 문화공간  정기구독 02-000-7788", "월간 문화공간"),
        ("ⓒ 부산바다일보 & busanbada.example 무단전재-재배포금지", "부산바다일보"),
        ("Copyright © 2024 조선일보. All rights reserved.", "조선일보"),
        ("<저작권자ⓒ 공감언론 뉴시스통신사. 무단전재-재배포 금지>", "뉴시스"),
        ("Copyright © MBC&iMBC 무단 전재, 재배포 및 이용 금지", "MBC"),
        ("<저작권자 © '돈이 보이는 뉴스' 머니투데이, 무단전재 금지>", "머니투데이"),
        ("▶카카오톡: '더팩트제보' 검색", "더팩트"),
        ("[탐라저널ㅣ서귀포=부수아 기자] 도시들이 제주에 모였다.", "탐라저널"),
        ("(도쿄=동아시아뉴스) 최강 특파원 = 세 정상이 만났다.", "동아시아뉴스"),
        ("[진주=오세림 기자] 시장이 일본을 찾았다.", None),
        ("시장이 서명하고 있다. ⓒ 구미시 제공", None),
    ],
)
def test_press(line: str, press: str | None) -> None:
    assert find_press([line]) == press


@pytest.mark.parametrize(
    ("stamps", "heads", "published"),
    [
        (["최종수정 2023.12.28 13:33 기사입력 2023.12.27 09:10"], ["2026.01.15 (목)"], "2023-12-27"),
        (["입력2024.08.22. 오전 10:05  수정2024.08.23. 오후 5:47"], [], "2024-08-22"),
        (["나루 기자 입력 : 2019/11/27 [17:05]"], ["2019년 11월 28일 목요일"], "2019-11-27"),
        (["2024/05/14 10:21 송고"], [], "2024-05-14"),
        (["여명 기자 2024-02-14 16:22:08"], ["2024년 02월 15일 (목)"], "2024-02-14"),
        (["수정 2024.05.03 14:20"], [], "2024-05-03"),
        (["24.04.05 15:20l최종 업데이트 24.04.06 09:01l"], [], "2024-04-05"),
        (["등록 2023.2.30"], [], None),
        ([], ["2024년 03월 05일 화요일"], "2024-03-05"),
        ([], ["최종편집 : 2025-08-11 09:14 (월)"], None),
    ],
)
def test_published(stamps: list[str], heads: list[str], published: str | None) -> None:
    day = find_published(stamps, heads)
    assert (day.isoformat() if day else None) == published

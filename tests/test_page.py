"""Pages in many shapes: which zone each line belongs to, and what the page says about the article."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from newsextract.page import read_page
from newsextract.page.bylines import closing_credit, find_reporters, opening_byline
from newsextract.page.lines import classify
from newsextract.page.metadata import find_press, find_published
from newsextract.pipeline import Extractor
from tests.pages import FOLDER, SETS, Shape, errors, fields_of, read_shapes, render_table, score_page

LINES = [
    row.split("\t")
    for row in (FOLDER / "page_lines.tsv").read_text(encoding="utf-8").splitlines()
    if row and not row.startswith("#\t") and not row.startswith("# ")
]
SHAPES = {f"{name}:{page}": shape for name in SETS for page, shape in read_shapes(name).items()}


@pytest.mark.parametrize("name", SHAPES)
def test_every_line_is_in_its_zone(name: str) -> None:
    shape = SHAPES[name]
    page = read_page(shape.text)
    assert [(zone.zone, shape.text[zone.start : zone.end]) for zone in page.zones] == shape.zones


@pytest.mark.parametrize("name", SHAPES)
def test_page_says_who_wrote_what_when(name: str) -> None:
    shape = SHAPES[name]
    assert fields_of(read_page(shape.text)) == shape.fields


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


def _changed(shape: Shape, change: Callable[[str], str]) -> Shape:
    """A page whose characters are changed one by one, its zones where they are then."""
    starts = [0]
    for character in shape.text:
        starts.append(starts[-1] + len(change(character)))
    ends = [start + len(change(character)) for start, character in zip(starts, shape.text, strict=False)]
    spans = [(kind, starts[first], ends[last - 1]) for kind, first, last in shape.spans]
    return Shape("".join(map(change, shape.text)), spans, shape.fields)


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("line_end", ["\n\n", "\n \n\n", "  \n", "\n\t  "])
def test_blanks_between_and_beside_lines_change_nothing(name: str, line_end: str) -> None:
    shape = SHAPES[name]
    if "\n\n" in line_end.replace(" ", "") and any("\n" in text for _, text in shape.zones):
        pytest.skip("an empty line ends a wrapped paragraph")
    changed = _changed(shape, lambda character: line_end if character == "\n" else character)
    score = score_page(changed)
    assert (score.lost, score.foreign) == (0, 0)
    assert fields_of(read_page(changed.text)) == shape.fields


#: The shares that pages of one line must reach: article kept, site left out.
_ONE_LINE = {"page_outlets": (0.99, 0.75), "page_others": (0.98, 0.75), "page_fresh": (0.95, 0.8)}


@pytest.mark.parametrize("name", _ONE_LINE)
def test_most_of_a_page_in_one_line_is_told_apart(name: str) -> None:
    scores = [
        score_page(_changed(shape, lambda character: " " if character == "\n" else character))
        for shape in read_shapes(name).values()
    ]
    kept = 1 - sum(score.lost for score in scores) / sum(score.article for score in scores)
    left_out = 1 - sum(score.foreign for score in scores) / sum(score.site for score in scores)
    assert (kept, left_out) >= _ONE_LINE[name]
    assert left_out >= _ONE_LINE[name][1]


def test_a_score_counts_what_is_lost_and_what_is_foreign() -> None:
    """The same page with other marks: its menu is called article, its last paragraph is called menu."""
    shape = SHAPES["page_outlets:yonhap_two"]
    kinds = {"boilerplate": "body", "body": "boilerplate"}
    wrong = Shape(shape.text, [(kinds.get(kind, kind), start, end) for kind, start, end in shape.spans], shape.fields)
    right, score = score_page(shape), score_page(wrong)
    assert (right.lost, right.foreign, right.exact) == (0, 0, right.zones)
    assert (score.lost > 0, score.foreign > 0, score.exact < score.zones, score.whole) == (True, True, True, False)
    assert list(errors(shape)) == []
    assert len(list(errors(wrong))) == 2 * (score.zones - score.exact)
    assert [row.split()[:3] for row in render_table({"some": [right, score]})][1] == ["some", "2", "0.500"]


@pytest.mark.parametrize(("role", "line"), LINES)
def test_a_line_has_its_role(role: str, line: str) -> None:
    assert classify(line, "남강타임즈") == role


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
        ("(서울=뉴스1) 마루한 금빛나 기자 = 비가 온다.", "(서울=뉴스1) 마루한 금빛나 기자 ="),
        ("[세종=뉴시스]안서윤 남경우 기자 = 세금을 걷었다.", "[세종=뉴시스]안서윤 남경우 기자 ="),
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
        ("(서울=뉴스1) 마루한 금빛나 기자 =", [("마루한", None), ("금빛나", None)]),
        ("[이데일리 봉해찬 나윤슬 기자]", [("봉해찬", None), ("나윤슬", None)]),
        ("[헤럴드경제=연다솜 길한결 기자]", [("연다솜", None), ("길한결", None)]),
        ("(워싱턴=연합뉴스) 최강 워싱턴 특파원 =", [("최강", None)]),
        ("탁서진 봉다온 기자 tak@b.kr", [("봉다온", "tak@b.kr")]),
        ("탁서진 봉다온 기자", [("탁서진", None), ("봉다온", None)]),
        ("뉴스룸 봉다온 기자", [("봉다온", None)]),
        ("탁서진·봉다온 기자 tak@b.kr", [("탁서진", "tak@b.kr"), ("봉다온", None)]),
        ("탁서진·봉다온 기자 desk@b.kr", [("탁서진", None), ("봉다온", None)]),
        ("홍이든 의학전문기자 도연우 과학기자", [("홍이든", None), ("도연우", None)]),
        ("강나루 사회부 선임기자", [("강나루", None)]),
        ("옥다온 (daon)", [("옥다온", None)]),
        ("기자명 설다현", [("설다현", None)]),
        ("사진 기자", []),
        ("다른 기자 보기", []),
        ("◎공감언론 뉴시스 dawn@b.kr", []),
    ],
)
def test_reporters_of_a_byline(line: str, found: list[tuple[str, str | None]]) -> None:
    assert [(reporter.name, reporter.email) for reporter in find_reporters(line)] == found


def test_photographer_is_a_reporter_only_where_a_byline_says_so() -> None:
    body = "시장이 8일 일본에 간다고 밝혔다. 시는 두 도시의 교류를 넓힌다.\n\n"
    credits = "글 가락 기자 garak@b.kr\n사진 이지음 기자 jieum@b.kr\n"
    alone = read_page(f"시장 순방\n\n{body}{credits}")
    both = read_page(f"시장 순방\n가락·이지음 기자\n\n{body}{credits}")
    assert [(reporter.name, reporter.email) for reporter in alone.reporters] == [("가락", "garak@b.kr")]
    assert [(reporter.name, reporter.email) for reporter in both.reporters] == [
        ("가락", "garak@b.kr"),
        ("이지음", "jieum@b.kr"),
    ]


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
        ("세상을 보는 균형, 한국일보 Copyright © Hankookilbo", "한국일보"),
        ("<ⓒ투자를 위한 경제콘텐츠, 아시아경제(www.asiae.example) 무단전재 배포금지>", "아시아경제"),
        ("ⓒ 한경닷컴, 무단전재 및 재배포 금지", "한국경제"),
        ("주간마을길 제412호", "주간마을길"),
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


#: Paragraphs that old databases and mails break into lines.
PARAGRAPHS = [
    "바다숲 1000ha 더 심는다",
    (
        "해양수산부는 10일 경북 울진군 후포항에서 기념식을 열고 2025년까지 동해안에 바다숲을 더 만들겠다고 밝혔다. 해양수산부 "
        "윤가람 해양정책실장은 “후속 예산 120억 원을 확보하겠다”고 말했다."
    ),
    "한국수산자원연구원 배미르 원장은 “바다숲은 이산화탄소를 빨아들이는 바다의 탄소 창고”라고 강조했다. 연구원은 내년 3월까지 성과를 분석한다.",
]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "broken_at",
    [
        pytest.param(r".{1,%d}", id="letters"),  # within words, too
        pytest.param(r".{1,%d}(?=\s|$)", id="words"),
    ],
)
@pytest.mark.parametrize("width", [30, 36])
def test_wrapped_lines_are_read_as_one(extractor: Extractor, broken_at: str, width: int, gap: str) -> None:
    wrapped = ["\n".join(line.strip() for line in re.findall(broken_at % width, text)) for text in PARAGRAPHS]
    plain, result = extractor.extract(gap.join(PARAGRAPHS)), extractor.extract(gap.join(wrapped))
    text = result.article.text
    assert next(text[zone.start : zone.end] for zone in result.article.zones) == PARAGRAPHS[0]
    assert all(zone.zone == "body" for zone in result.article.zones[1:])
    assert all(text[mention.start : mention.end] == mention.text for mention in result.mentions)
    assert [(m.kind, _bare(m.text), m.value) for m in result.mentions] == [
        (m.kind, _bare(m.text), m.value) for m in plain.mentions
    ]
    assert result.officials[0].title == "해양정책실장"
    assert [(quote.speaker, _bare(quote.text)) for quote in result.quotes] == [
        (quote.speaker, _bare(quote.text)) for quote in plain.quotes
    ]


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize(
    "text",
    [
        # A list of titles of one width, above a sentence.
        "시장 순방\n\n시장이 떠났다.\n\n"
        + "서울 강남구 아파트값 또 올라 한숨만 늘어 가는 사람들\n" * 5
        + "의견을 남겨 주세요.",
        # A headline and its sub-headline of one width, and paragraphs of one line.
        "바다숲 1000ha 더 심는다… 동해안 갯녹음 절반 회복 목표로\n어민들 “환영하지만 늦었다”… 내년 예산은 아직 미정인 상태\n"
        * 2
        + "정부가 나섰다. 어민은 반겼다.\n" * 4,
    ],
)
def test_lines_that_are_whole_are_not_joined(text: str) -> None:
    assert all("\n" not in text[zone.start : zone.end] for zone in read_page(text).zones)

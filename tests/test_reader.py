"""From bytes, texts and JSON Lines to articles: what wins over what, and input that must not hurt."""

from __future__ import annotations

import datetime
import hashlib
import io
import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract.errors import InputError
from newsextract.inputs.items import Item
from newsextract.inputs.options import Reading
from newsextract.inputs.reading import read_item
from newsextract.model import CONTENT_ZONES, Article
from newsextract.reader import article_from_text, published_of_name, read_article
from tests.contract import find_article_violations

PAGE = """남강타임즈
최종편집 : 2025-08-11 09:14 (월)
홈 > 뉴스 > 지방자치
정도영 진주시장, 일본 자매도시 순방
입력 2024.05.03 10:12 수정 2024.05.04 14:20

[진주=오세림 기자] 정도영 진주시장이 일본 자매도시를 찾았다. 순방은 나흘 걸린다.

오세림 기자 serim@namgang.example
<저작권자 © 남강타임즈 무단전재 및 재배포 금지>
관련기사
조은별 의장 “협치의 의회 만들 것”
"""
DAY = datetime.date(2020, 1, 2)


def content(article: Article) -> list[str]:
    return [article.text[zone.start : zone.end] for zone in article.zones if zone.zone in CONTENT_ZONES]


def read_jsonl(data: bytes, **options: Any) -> list[Article | Exception]:
    """The articles of JSON Lines, and what is wrong with single lines."""
    item = Item("in.jsonl", data, io.BufferedReader(io.BytesIO(data)))
    return [article for _, article in read_item(item, Reading(input_format="jsonl", **options))]


def check_zones(article: Article) -> None:
    assert list(find_article_violations(article)) == []


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp949", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_same_page_in_every_encoding_is_the_same_article(codec: str) -> None:
    data = PAGE.replace("©", "ⓒ").encode(codec)
    article = read_article(data, path="a.txt")
    assert article.headline == "정도영 진주시장, 일본 자매도시 순방"
    assert article.press == "남강타임즈"
    assert [(reporter.name, reporter.email) for reporter in article.reporters] == [("오세림", "serim@namgang.example")]
    assert (article.published, article.published_source) == (datetime.date(2024, 5, 3), "page")
    assert article.dateline == "진주"
    assert content(article) == [
        "정도영 진주시장, 일본 자매도시 순방",
        "정도영 진주시장이 일본 자매도시를 찾았다. 순방은 나흘 걸린다.",
    ]
    assert article.source.sha256 == hashlib.sha256(data).hexdigest()
    check_zones(article)


def test_plain_takes_everything_as_the_body() -> None:
    article = read_article(PAGE.encode(), plain=True)
    assert {zone.zone for zone in article.zones} == {"body"}
    assert len(article.zones) == len([line for line in PAGE.splitlines() if line])
    assert (article.headline, article.press, article.reporters, article.published) == (None, None, (), None)
    check_zones(article)


def test_option_wins_over_page_and_page_over_file_name() -> None:
    assert read_article(PAGE.encode(), path="20240101.txt", published=DAY).published_source == "option"
    assert read_article(PAGE.encode(), path="20240101.txt").published == datetime.date(2024, 5, 3)
    article = read_article("시는 8일 밝혔다.".encode(), path="x/20240101.txt")
    assert (article.published, article.published_source) == (datetime.date(2024, 1, 1), "file-name")
    assert read_article("시는 8일 밝혔다.".encode(), path="x/a.txt").published_source is None


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("2024-05-03.txt", datetime.date(2024, 5, 3)),
        ("news_20240503_2.txt", datetime.date(2024, 5, 3)),
        ("202405031234.txt", None),
        ("20241332.txt", None),
        ("2024-0503.txt", None),
        ("2024-05-03/a.txt", None),
        ("20230230_20240503.txt", datetime.date(2024, 5, 3)),
        ("2024.txt", None),
        ("-", None),
    ],
)
def test_only_a_complete_date_in_the_stem_counts(path: str, day: datetime.date | None) -> None:
    assert published_of_name(path) == day


def test_given_headline_and_press_win() -> None:
    article = article_from_text(PAGE, headline="다른 제목", press="다른신문", id="7", published=DAY)
    assert (article.headline, article.press, article.source.id) == ("다른 제목", "다른신문", "7")
    assert (article.published, article.published_source) == (DAY, "option")
    assert article.source.sha256 == hashlib.sha256(PAGE.encode()).hexdigest()


def test_offsets_refer_to_the_normalized_text() -> None:
    article = read_article("\ufeff제목 하나\r\n\r\n시는 8일 포럼을 연다고 밝혔다. 시장도 온다.\r\n".encode())
    assert article.text == "제목 하나\n\n시는 8일 포럼을 연다고 밝혔다. 시장도 온다.\n"
    check_zones(article)


def test_json_lines_carry_their_fields_and_a_bad_line_stops_nothing() -> None:
    rows = [
        json.dumps({"id": "a1", "text": PAGE, "headline": "제목", "press": "신문"}, ensure_ascii=False),
        "{broken",
        "",
        json.dumps({"id": 3, "title": "없음"}),
        json.dumps({"text": 5}),
        json.dumps([1]),
        json.dumps({"text": " "}),
        '{"text": "시장\\ud800이 8일 밝혔다.", "id": 12}',
        json.dumps({"text": "시는 8일 밝혔다.", "headline": 3}),
    ]
    results = read_jsonl("\n".join(rows).encode())
    good = [result for result in results if isinstance(result, Article)]
    bad = [str(result) for result in results if isinstance(result, InputError)]
    assert [article.source.id for article in good] == ["a1", "12"]
    assert (good[0].headline, good[0].press) == ("제목", "신문")
    assert good[1].text == "시장\ufffd이 8일 밝혔다."
    assert [message.split(":")[0] for message in bad] == [f"line {number}" for number in (2, 4, 5, 6, 7, 9)]
    assert all("\n" not in message for message in bad)


def test_json_lines_accept_other_field_names() -> None:
    lines = '\ufeff{"key": "x", "content": "시는 8일 밝혔다.", "date": "2024-05-03"}\n'.encode() + b"\xff\xfe\n"
    article, error = read_jsonl(lines, fields={"id": "key", "text": "content", "published": "date"})
    assert isinstance(article, Article)
    assert (article.source.id, article.published) == ("x", datetime.date(2024, 5, 3))
    assert isinstance(error, InputError)
    assert str(error).startswith("line 2: ")


def test_json_lines_refuse_a_bad_date_and_the_option_wins() -> None:
    bad = b'{"text": "x", "published": "soon"}\n{"text": "x", "published": "2024-05-03"}'
    error, article = read_jsonl(bad)
    assert isinstance(error, InputError)
    assert "published" in str(error)
    assert isinstance(article, Article)
    assert article.published == datetime.date(2024, 5, 3)
    for article in read_jsonl(bad, published=DAY):
        assert isinstance(article, Article)
        assert article.published == DAY


@pytest.mark.parametrize("text", ["서울 부산", "서울 부산 대구", "정치 경제 사회", "서울 \ufffd 부산"])
def test_a_lone_line_of_names_is_no_menu(text: str) -> None:
    assert [zone.zone for zone in article_from_text(text).zones] == ["body"]


@pytest.mark.parametrize(
    "text",
    [
        "\u202e포항\u202c시장이 8일 밝혔다.\x00\x07\x1b[31m",
        "\n\n\n",
        "가",
        "\u2028\u2029\x0b\x0c",
        "기자",
        "[",
        "2024.05.03",
        "> > >",
        "#",
        "저작권자",
        "<저작권자 © 무단전재>",
        "입력",
        "=",
        "a@b.kr",
        "&gt;&lt;&amp;",
    ],
)
def test_odd_texts_do_no_harm(text: str) -> None:
    check_zones(article_from_text(text))
    check_zones(article_from_text(text, plain=True))


FRAGMENTS = st.sampled_from(
    [
        "홈 > 뉴스",
        "오세림 기자 s@paper.kr",
        "입력 2024.05.03",
        "관련기사",
        "저작권자 © 남강타임즈 무단전재",
        "[진주=오세림 기자] 시장이 8일 일본을 찾았다고 시가 밝혔다.",
        "시장, 일본 간다",
        "- 협약 맺기로 -",
        "▲ 악수하고 있다. /사진=부수아 기자",
        "[앵커]",
        "AD",
        "",
        "  ",
        "정치 경제 사회",
        "KBS 뉴스 민들레입니다.",
        "◇ 국장급 ▲ 항만국장 김하늘",
        "사진=남강",
        "\u2028",
    ]
)


@given(st.lists(st.one_of(FRAGMENTS, st.text(max_size=30)), max_size=25))
def test_zones_cover_any_page(lines: list[str]) -> None:
    check_zones(article_from_text("\n".join(lines)))


@pytest.mark.parametrize(
    "unit",
    [
        "포항시는 30일 포럼을 열고 협력을 모색했다고 이강덕 시장이 밝혔다. ",
        "가[",
        "a@a.",
        "오세림 기자 s@n.kr ",
        "가나·",
        "저작권자 ©",
        "&gt;",
    ],
)
def test_a_huge_line_takes_linear_time(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    start = time.process_time()
    check_zones(article_from_text(text))
    assert time.process_time() - start < 20


@pytest.mark.parametrize("line", ["포항시장", "정치 경제 사회", "시는 8일 포럼을 연다고 밝혔다.", "오세림 기자 s@n.kr"])
def test_many_short_lines_take_linear_time(line: str) -> None:
    start = time.process_time()
    check_zones(article_from_text(f"{line}\n" * 30_000))
    assert time.process_time() - start < 20


@pytest.mark.parametrize(
    ("text", "published", "told"),
    [
        (b"\xea\xb0\x80", None, "text must be a str, not bytes"),
        ("가", "2023-01-09", "published must be a datetime.date, not str"),
    ],
)
def test_wrong_types_are_told_at_once(text: Any, published: Any, told: str) -> None:
    with pytest.raises(TypeError, match=told):
        article_from_text(text, published=published)


def test_a_day_with_a_time_is_taken_as_the_day() -> None:
    article = article_from_text("가", published=datetime.datetime(2023, 1, 9, 10, 30))
    assert article.published == datetime.date(2023, 1, 9)
    assert type(article.published) is datetime.date

"""HTML pages: what the head says, which lines are the article, encodings, and pages made to harm."""

from __future__ import annotations

import contextlib
import datetime
import gzip
import json
import logging
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import tostring

from newsextract.errors import InputError
from newsextract.html import read_html
from newsextract.html.blocks import join, read_lines
from newsextract.html.fragments import has_markup, text_of_markup
from newsextract.html.metadata import bare_title, days_of_moment, read_metadata
from newsextract.html.tree import MAX_DEPTH, parse
from newsextract.hygiene import cleaned_text
from newsextract.inputs.options import Reading
from newsextract.inputs.reading import read_inputs
from newsextract.model import CONTENT_ZONES, Article
from tests.conftest import ROOT, Command, environment, lines

FOLDER = Path(__file__).parent
PAGES = FOLDER / "pages"
PROSE = "진주시는 8일 시장이 일본에 간다고 밝혔다. 시장은 나흘 동안 세 도시를 돌며 투자자를 만난다."


def read(
    page: str | bytes, *, path: str | None = None, published: datetime.date | None = None, plain: bool = False
) -> Article:
    """The article of a page."""
    return read_html(page.encode() if isinstance(page, str) else page, path=path, published=published, plain=plain)


def page(body: str, head: str = "") -> str:
    """A page with a headline and a paragraph, then what is given."""
    return (
        f"<html><head><title>진주시장 8일 일본행</title>{head}</head>"
        f"<body><div class=article><h1>진주시장 8일 일본행</h1><p>{PROSE}</p>{body}</div></body></html>"
    )


def zones(article: Article) -> list[tuple[str, str]]:
    """The zones of an article with their texts."""
    return [(zone.zone, article.text[zone.start : zone.end]) for zone in article.zones]


# --- Whole pages ------------------------------------------------------------------------------------------------------


@dataclass
class Expected:
    """What a page of `tests/pages` must give: its fields and its zones."""

    fields: dict[str, str] = field(default_factory=dict)
    zones: list[tuple[str, str]] = field(default_factory=list)


def expected_pages() -> dict[str, Expected]:
    pages: dict[str, Expected] = {}
    for row in (FOLDER / "cases" / "html_pages.tsv").read_text(encoding="utf-8").splitlines():
        if not row.startswith("#"):
            name, kind, text = row.split("\t")
            expected = pages.setdefault(name, Expected())
            if kind.startswith("="):
                expected.fields[kind[1:]] = text
            else:
                expected.zones.append((kind, text.replace("‖", "\t")))
    return pages


EXPECTED = expected_pages()
ARTICLES = [name for name, expected in EXPECTED.items() if "error" not in expected.fields]


#: The pages that show nothing of the article themselves.
IN_SCRIPTS = ("arc_fusion", "next_data", "script_page")


def saved(name: str) -> bytes:
    """The bytes of a page of `tests/pages`."""
    return (PAGES / f"{name}.html").read_bytes()


def fields(article: Article) -> dict[str, str]:
    """What an article says of itself, as the case file writes it; only what it says."""
    said = {
        "headline": article.headline,
        "press": article.press,
        "reporters": ",".join(f"{reporter.name} {reporter.email or ''}".strip() for reporter in article.reporters),
        "published": article.published.isoformat() if article.published else None,
        "modified": article.modified.isoformat() if article.modified else None,
        "section": article.section,
        "dateline": article.dateline,
    }
    return {name: value for name, value in said.items() if value}


def test_every_page_has_its_expectation() -> None:
    assert {path.stem for path in PAGES.glob("*.html")} == set(EXPECTED)


@pytest.mark.parametrize("name", ARTICLES)
def test_every_sentence_of_the_article_is_kept_and_none_of_the_site(name: str) -> None:
    assert zones(read(saved(name))) == EXPECTED[name].zones


@pytest.mark.parametrize("name", ARTICLES)
def test_a_page_says_who_wrote_what_when(name: str) -> None:
    article = read(saved(name))
    assert fields(article) == EXPECTED[name].fields
    assert article.published_source == ("page" if article.published else None)
    assert article.source.media_type == "text/html"


@pytest.mark.parametrize("name", [name for name in EXPECTED if name not in ARTICLES])
def test_a_page_without_an_article_is_told_as_such(name: str) -> None:
    with pytest.raises(InputError) as caught:
        read(saved(name))
    assert str(caught.value) == EXPECTED[name].fields["error"]


@pytest.mark.parametrize("name", ARTICLES)
def test_the_words_of_the_head_alone_are_not_needed_for_the_zones(name: str) -> None:
    """Without metadata the body of a page is found just as well."""
    if name in IN_SCRIPTS:
        pytest.skip("all of this page is in its scripts")
    root = parse(saved(name).decode("cp949" if name in ("old_table", "portal_cp949", "table_page") else "utf-8"))
    for element in [*root.iter("meta"), *root.iter("script")]:
        element.drop_tree()
    article = read(tostring(root, encoding="utf-8"))
    bodies = [text for zone, text in EXPECTED[name].zones if zone == "body"]
    assert [text for zone, text in zones(article) if zone == "body"] == bodies


# --- The head ---------------------------------------------------------------------------------------------------------


def script(source: str) -> str:
    """A script of JSON-LD."""
    return f'<script type="application/ld+json">{source}</script>'


def json_ld(**fields: object) -> str:
    """A script of JSON-LD with an article of news."""
    return script(json.dumps({"@type": "NewsArticle", **fields}))


def meta(name: str, content: str) -> str:
    """A meta tag."""
    return f'<meta property="{name}" content="{content}">'


NEWS = '"@type":"NewsArticle"'
PUBLISHED, MODIFIED, SECTION = "article:published_time", "article:modified_time", "article:section"
HEADS = {
    "graph": (script('{"@graph":[{"@type":"WebPage"},{"@type":"Article","articleSection":"경제"}]}'), "section", "경제"),
    "type in a list": (script('[{"@type":["NewsArticle","Thing"],"articleSection":"경제"}]'), "section", "경제"),
    "line end in a string": (script(f'{{{NEWS},"description":"가\n나","articleSection":"경제"}}'), "section", "경제"),
    "comma too many": (script(f'{{{NEWS},"articleSection":"경제",}}'), "section", "경제"),
    "quotation marks not escaped": (script(f'{{{NEWS},"headline":"그는 "간다"","datePublished":"2024-05-03"}}'), "published", "2024-05-03"),
    "escapes in broken JSON": (script(f'{{{NEWS},"articleSection":"\\uacbd\\uc81c \\"\\/\\\'","x":"그는 "간다""}}'), "section", "경제 \"/'"),
    "no escapes in broken JSON": (script(f'{{{NEWS},"headline":"\\u시장","datePublished":"2024-05-03","x":""y""}}'), "published", "2024-05-03"),
    "in CDATA": (script(f'//<![CDATA[\n{{{NEWS},"articleSection":"경제"}}\n//]]>'), "section", "경제"),
    "broken script before a good one": (script("{{") + json_ld(articleSection="경제"), "section", "경제"),
    "authors": (json_ld(author=[{"name": "김하나 기자"}, {"name": "디지털뉴스팀"}, {"name": "이두리"}]), "reporters", "김하나,이두리"),
    "author with address": (json_ld(author="김하나 기자 hana@paper.example"), "reporters", "김하나 hana@paper.example"),
    "press as author": (meta("author", "남강타임즈") + meta("og:site_name", "남강타임즈"), "press", "남강타임즈"),
    "portal as site": (meta("og:site_name", "네이트 뉴스") + meta("og:article:author", "남강타임즈"), "press", "남강타임즈"),
    "company of the press": (json_ld(publisher={"name": "㈜남강타임즈"}), "press", "남강타임즈"),
    "author with address in brackets": (meta("author", "김하나 &lt;hana@paper.example&gt;"), "reporters", "김하나 hana@paper.example"),
    "author in an address": (meta("article:author", "https://www.facebook.com/namgang"), "reporters", ""),
    "time in Korea": (meta(PUBLISHED, "2024-05-03T23:59:00+09:00"), "published", "2024-05-03"),
    "time in UTC": (meta(PUBLISHED, "2024-05-03T16:00:00Z"), "published", "2024-05-04"),
    "digits only": (meta("og:regDate", "20240503101200"), "published", "2024-05-03"),
    "another spelling of the name": ('<meta name="DC.date.issued" content="2024.05.03 10:12">', "published", "2024-05-03"),
    "no day": (meta(PUBLISHED, "0000-00-00 00:00:00") + meta("pubdate", "2024-05-03"), "published", "2024-05-03"),
    "JSON-LD before tags": (json_ld(datePublished="2024-05-03") + meta(PUBLISHED, "2020-01-01"), "published", "2024-05-03"),
    "change": (meta(PUBLISHED, "2024-05-03") + meta(MODIFIED, "2024-05-05T08:00:00+09:00"), "modified", "2024-05-05"),
    "change before the publication": (meta(PUBLISHED, "2024-05-03") + meta(MODIFIED, "2024-05-02"), "modified", ""),
    "section says nothing": (meta(SECTION, "뉴스") + meta(SECTION, "정치"), "section", "정치"),
    "way to the page": (script('{"@type":"BreadcrumbList","itemListElement":[{"name":"홈"},{"item":{"name":"경제"}}]}'), "section", "경제"),
    "section below a section": (meta(SECTION, "문화 > 전시"), "section", "문화"),
    "only a change": (meta(MODIFIED, "2023-01-05T08:00:00+09:00"), "published", ""),
    "address with the day of a change": (
        meta(MODIFIED, "2024-05-03") + '<link rel="canonical" href="https://paper.example/2024/05/03/mayor">', "published", "2024-05-03",
    ),
    "address with the day": ('<link rel="canonical" href="https://paper.example/2024/05/03/mayor">', "published", "2024-05-03"),
}  # fmt: skip


@pytest.mark.parametrize("case", HEADS)
def test_the_head_is_read_as_outlets_fill_it_in(case: str) -> None:
    head, name, value = HEADS[case]
    assert fields(read(page("", head))).get(name, "") == value


def test_of_several_articles_in_json_the_page_s_own_is_read() -> None:
    nodes = [{"@type": "NewsArticle", "headline": name, "articleSection": section}
             for name, section in (("첫눈 내린 대관령", "날씨"), ("진주시장 8일 일본행", "지역"))]  # fmt: skip
    assert read(page("", script(json.dumps(nodes)))).section == "지역"


def test_the_clock_on_the_page_tells_which_day_a_time_in_utc_means() -> None:
    head = '<meta property="article:published_time" content="2024-05-03T16:00:00Z">'
    assert read(page("<p>입력 2024.05.03 16:00</p>", head)).published == datetime.date(2024, 5, 3)
    assert read(page("<p>입력 2024.05.04 01:00</p>", head)).published == datetime.date(2024, 5, 4)


def test_an_address_of_the_page_goes_to_the_reporter_that_the_head_names() -> None:
    article = read(page("<p>김하나 기자 hana@paper.example</p>", json_ld(author="김하나")))
    assert [(reporter.name, reporter.email) for reporter in article.reporters] == [("김하나", "hana@paper.example")]


def test_the_second_reporter_of_a_byline_is_one_though_the_head_names_the_first_alone() -> None:
    article = read(page("<p>김하나·이두리 기자</p>", '<meta name="dable:author" content="김하나">'))
    assert [reporter.name for reporter in article.reporters] == ["김하나", "이두리"]


def test_a_day_with_a_short_year_is_not_taken_for_one_of_another_century() -> None:
    assert read(page('<div class="date">24-03-09</div>')).published is None


def test_the_place_in_a_byline_is_no_reporter() -> None:
    head = meta("og:site_name", "축구마당") + meta("author", "김하나 기자")
    article = read(page("<p>[축구마당=강릉, 김하나 기자] 강릉이 22일 이겼다.</p>", head))
    assert [reporter.name for reporter in article.reporters] == ["김하나"]


def test_the_day_of_a_change_does_not_hide_that_in_the_name_of_the_file() -> None:
    article = read(page("", meta(MODIFIED, "2023-01-05T08:00:00+09:00")), path="pg_20221231.html")
    assert (article.published, article.published_source) == (datetime.date(2022, 12, 31), "file-name")
    assert article.modified == datetime.date(2023, 1, 5)


def test_the_day_comes_from_the_option_then_the_page_then_the_name() -> None:
    dated = page("<p>입력 2024.05.03 10:12</p>")
    assert read(dated, published=datetime.date(2024, 6, 1), path="20240101.html").published_source == "option"
    assert (read(dated, path="20240101.html").published, read(dated).published_source) == (
        datetime.date(2024, 5, 3),
        "page",
    )
    article = read(page(""), path="20240101.html")
    assert (article.published, article.published_source) == (datetime.date(2024, 1, 1), "file-name")
    assert read(page("")).published is None


@pytest.mark.parametrize(
    "title", ["영화 <기생충> 아카데미 네 관왕", "<속보> 진주시장 8일 일본행", "칸이 고른 영화 <기생충>"]
)
def test_names_in_angle_brackets_are_no_tags(title: str) -> None:
    escaped = title.replace("<", "&lt;").replace(">", "&gt;")
    head = meta("og:title", f"{escaped} &lt;br&gt;".replace("고른", "&lt;b&gt;고&lt;/b&gt;른"))
    for heading in (f"<h1>{escaped}</h1>", ""):
        article = read(f"<html><head>{head}</head><body>{heading}<p>{PROSE}</p></body></html>")
        assert (article.headline, article.text) == (title, f"{title}\n\n{PROSE}")


def test_tags_in_the_text_of_json_are_no_text() -> None:
    body = f"<p>{PROSE}</p><p>시장은 <KBS 뉴스>에서 <b>12일</b>에 <a href='x'>돌아온다</a>고 했다.<br/>끝 &lt; 끝.</p>"
    expected = ["진주시장 8일 일본행", PROSE, "시장은 <KBS 뉴스>에서 12일에 돌아온다고 했다.", "끝 < 끝."]
    for source in (body, body.replace("<", "&lt;").replace(">", "&gt;")):
        head = json_ld(headline="진주시장 8일 일본행", articleBody=source + f"<p>{PROSE}</p>")
        found = read(f"<html><head>{head}</head><body><div id=root></div></body></html>").text
        assert found.split("\n\n") == [*expected, PROSE]


@pytest.mark.parametrize(
    ("title", "press", "bare"),
    [
        ("시장 순방 - 남강타임즈", "남강타임즈", "시장 순방"),
        ("시장 순방 | 남강타임즈 : 네이트 뉴스", "남강타임즈", "시장 순방"),
        ("시장 순방 < 정치 < 기사본문 - 남강타임즈", "남강타임즈", "시장 순방"),
        ("남강타임즈 :: 시장 순방", "남강타임즈", "시장 순방"),
        ("[남강타임즈] 시장 순방", "남강타임즈", "시장 순방"),
        ("[단독] 시장 순방", "남강타임즈", "[단독] 시장 순방"),
        ("한국 - 일본, 무승부", "남강타임즈", "한국 - 일본, 무승부"),
        ("시장 순방 - 경기일보", None, "시장 순방"),
        ("시장 순방 | paper.co.kr", None, "시장 순방"),
        ("남강타임즈", "남강타임즈", "남강타임즈"),
        ("칸의 영화 <기생충> - 남강타임즈", "남강타임즈", "칸의 영화 <기생충>"),
        ("칸의 영화 <기생충>", None, "칸의 영화 <기생충>"),
        ("칸의 영화 <기생충> | 남강타임즈", "남강타임즈", "칸의 영화 <기생충>"),
        ("시장 순방 <정치> 남강타임즈", "남강타임즈", "시장 순방"),
        ("시장 순방 > 정치 > 남강타임즈", "남강타임즈", "시장 순방"),
        ("<남강타임즈> 시장 순방", "남강타임즈", "시장 순방"),
        ("<속보> 시장 순방 <정치>", "남강타임즈", "<속보> 시장 순방"),
    ],
)
def test_a_title_is_bared_of_the_site(title: str, press: str | None, bare: str) -> None:
    assert bare_title(title, press) == bare


def test_a_title_of_marks_alone_takes_no_time() -> None:
    start = time.perf_counter()
    for title in ("<" * 20_000, "가 | " * 5_000, "가 <뉴스>" * 5_000, "가<가>" * 5_000):
        bare_title(title, "남강타임즈")
    assert time.perf_counter() - start < 5


def test_days_that_are_none_are_not_read() -> None:
    assert [days_of_moment(text) for text in ("", "어제", "1970-01-01T00:00:00Z", "2024-13-01", "9" * 5000)] == [()] * 5


# --- The lines --------------------------------------------------------------------------------------------------------

MARKUP = {
    "inline elements in words": ("<p>이<b>강</b>덕 <a href=x>포항</a>시<span>장</span>은</p>", "이강덕 포항시장은"),
    "line breaks": ("<p>가<br>나<br/>다</p>", "가\n나\n다"),
    "blocks without white space": ("<div>가</div><div>나</div>", "가\n\n나"),
    "white space": ("<p>  가 \n\t 나&nbsp;&nbsp;다\u200b라 </p>", "가 나 다라"),
    "cells": ("<table><tr><th>이름<td>나이<tr><td>홍 길동<td>34</table>", "이름\t나이\n홍 길동\t34"),
    "cells with paragraphs": ("<table><tr><td><p>가</p><p>나</p><td>다</table>", "가\n\n나\n\n다"),
    "cells of one paragraph": ("<table><tr><td><p>가</p><td><p><b>나</b>다</p></table>", "가\t나다"),
    "a table of columns": (f"<table><tr><td><div>메뉴</div><td><div>{PROSE * 2}</div></table>", f"메뉴\n\n{PROSE * 2}"),
    "list": ("<ul><li>가<li>나 <em>다</em></ul>", "가\n나 다"),
    "preformatted": ("<pre>가  나\n다</pre>", "가 나\n다"),
    "quote": ("가<blockquote>나</blockquote>다", "가\n\n나\n\n다"),
    "hidden": ("<p>가<span style='color:red; display : none'>나</span>다<i hidden>라</i><b class='x blind'>마</b></p>", "가다"),
    "scripts": ("<p>가<script>나</script>다<style>라</style></p><template>마</template><noscript>바</noscript>", "가다"),
    "references": ("<p>A&amp;amp;B &lt;b&gt; &#39;가&#x27; &middot;</p>", "A&B <b> '가' ·"),
    "comments": ("<p>가<!-- 나 --><!--[if IE]>다<![endif]-->라</p>", "가라"),
    "not closed": ("<p>가<p>나<div>다<b>라", "가\n\n나\n\n다라"),
    "misnested": ("<b><p>가</b>나</p>", "가나"),
    "a label and its day": ("<dl><dt>수정 :</dt><dd>2024.05.03 10:12</dd></dl>", "수정 : 2024.05.03 10:12"),
    "a label without a day": ("<dl><dt>수정</dt><dd>김하나</dd></dl>", "수정\n김하나"),
    "a button that shows the day": ("<button><span>수정 2024.05.03</span></button><button>공유</button>", "수정 2024.05.03"),
    "ruby": ("<ruby>進<rt>진</rt></ruby>주", "進주"),
    "nothing": ("<p> </p><div>\u200b</div>", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", MARKUP)
def test_lines_are_those_that_a_reader_sees(case: str) -> None:
    markup, text = MARKUP[case]
    assert join(read_lines(parse(f"<body>{markup}</body>")).blocks) == text


FRAGMENTS = {
    "names": ("포항시장은 <KBS 뉴스>에 출연했다.<br>끝", "포항시장은 <KBS 뉴스>에 출연했다.\n끝"),
    "names like tags": ("a <b and c> d 는 <p 값> 이다<br/>x < y", "a <b and c> d 는 <p 값> 이다\nx < y"),
    "not closed": ("<p>포항 <b시는 3<5", "포항 <b시는 3<5"),
    "attributes": ("<P\nCLASS = 'a>b'>포항<img src=x\n alt='<속보>'/>시<hr noshade /><td nowrap width=3>장</td>", "포항시\n\n장"),
    "unseen": ("<p>포항<!-- 가 --><script>나 < 다</script><STYLE type=x>라</STYLE><o:p></o:p>시</p>", "포항시"),
    "empty lines": ("시장 순방\n\n진주시는 <b>8일</b> 밝혔다.\n 끝&nbsp;&lt;b&gt;", "시장 순방\n\n진주시는 8일 밝혔다.\n끝 <b>"),
    "line ends within tags": ("시장\n\n<a\nhref=x>순방</a>", "시장\n\n순방"),
    "nothing": ("<p></p><br>", ""),
    "nothing but line ends": ("\n<b>\n</b>", ""),
    "an end": ("</p>", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", FRAGMENTS)
def test_markup_in_a_text_is_dropped_and_nothing_else(case: str) -> None:
    markup, text = FRAGMENTS[case]
    assert has_markup(markup)
    assert text_of_markup(markup) == text


def test_names_like_tags_are_no_markup() -> None:
    assert not any(map(has_markup, ["<속보> 포항", "a <b and c> d", "<p 값>", "<KBS 뉴스>", "<article 1>"]))


def test_hostile_markup_in_a_text_is_dropped_in_time() -> None:
    for piece in ("<", "<a ", "<a b=", "<a b='", "<!--", "<b\n", "</", "<p x"):
        start = time.perf_counter()
        text_of_markup("<b>" + piece * 20_000)
        assert time.perf_counter() - start < 5


OUTSIDE = {
    "related": '<div class="article-related"><h4>관련기사</h4><a href=x>첫눈 내린 대관령</a></div>',
    "links in the text": "<p><a href=x>▶ 첫눈 내린 대관령, 나들이객 몰려</a></p>",
    "share": "<ul class=snsShare><li>페이스북<li>트위터</ul>",
    "comments": "<section id=comments><p>정말 반가운 소식입니다. 시장님 잘 다녀오세요.</p></section>",
    "aside": "<aside><p>첫눈이 내렸다. 기상청은 내일도 눈이 온다고 예보했다.</p></aside>",
    "menu": "<nav><ul><li>정치<li>경제<li>사회</ul></nav>",
    "buttons": "<button>글자크기 키우기</button>",
    "advertisement": "<div class='ad-box'><p>지금 가입하면 반값에 드립니다.</p></div>",
    "writer": "<div class=writer-zone><strong>김하나기자</strong><a href=x>기자 페이지</a></div>",
    "licence": "<div class=ccl><p>이 글은 출처를 밝히면 누구나 이용할 수 있습니다.</p></div>",
    "hidden": "<div style='display:none'><p>보이지 않는 문장이 여기에 있다고 한다.</p></div>",
}


@pytest.mark.parametrize("case", OUTSIDE)
def test_what_is_no_part_of_the_article_is_not_in_its_text(case: str) -> None:
    assert read(page(OUTSIDE[case] + "<p>시장은 12일 돌아온다.</p>")).text.splitlines()[::2] == [
        "진주시장 8일 일본행",
        PROSE,
        "시장은 12일 돌아온다.",
    ]


def shown_by_script(source: str, shown: str = "<div>불러오는 중입니다. 잠시만 기다려 주세요.</div>") -> str:
    """A page that shows a note until a script has shown the article that it holds."""
    return f"{meta('og:title', '진주시장 8일 일본행')}<body>{shown}<script>{source}</script></body>"


def story(title: str, text: str) -> str:
    """An article as the data of scripts have it."""
    return json.dumps({"headlines": {"basic": title}, "content_elements": [{"type": "text", "content": text}]})


def test_an_article_that_only_scripts_hold_is_read_by_its_title() -> None:
    own, other = (
        story("진주시장 8일 일본행", f"{PROSE * 4}<br>시장은 <b>12일</b> 돌아온다."),
        story("첫눈", COMMENT * 4),
    )
    for source in (
        f"x.data={own};y={other};",
        f"y={other};x.data={own}",
        f"[{other},{own}]",
        f'{{"props":{{"a":{own}}}}}',
        f"y={other};x=JSON.parse({json.dumps(own)});",
    ):
        found = read(shown_by_script(source))
        assert found.text.splitlines()[2:] == [PROSE * 4, "시장은 12일 돌아온다."]


def test_a_page_that_shows_its_article_is_not_read_from_its_scripts() -> None:
    data = f"<script>x={story('진주시장 8일 일본행', COMMENT * 40)}</script>"
    assert COMMENT not in read(page(f"<p>{PROSE}</p><p>{LONG}</p>", data)).text


def test_data_of_scripts_that_hold_no_text_leave_what_the_page_shows() -> None:
    for text in ("<!-- x -->" * 20, "", "짧다"):
        with pytest.raises(InputError):
            read(shown_by_script(f"x={story('진주시장 8일 일본행', text)}", shown=""))


LONG = "시는 다섯 나라의 투자자 마흔 명을 오는 가을에 초청한다. 이들은 사흘 동안 산업단지와 항공우주 기업을 둘러볼 예정이다."
COMMENT = "{}번째로 말하지만 정말 좋은 소식이 아닐 수 없습니다. 우리 동네에도 있으면 좋겠어요."
TEASER = "{}호선 지하철이 오늘부터 늦게까지 다닌다. 서울교통공사는 2일 막차를 30분 늦춘다고 밝혔다"
LONGER = {
    "comments": f"<div class=cmt_lst><ul>{''.join(f'<li><b>시민</b><p>{COMMENT.format(n)}</p>' for n in range(30))}</ul></div>",
    "teasers": "".join(
        f"<div class=x><h4><a href=y>제목 {n}</a></h4><p>{TEASER.format(n)}…</p></div>" for n in range(12)
    ),
}


@pytest.mark.parametrize("case", LONGER)
def test_a_short_article_is_not_lost_among_longer_texts_of_others(case: str) -> None:
    for markup in (page(LONGER[case]), page("").replace("</body>", f"{LONGER[case]}</body>")):
        assert read(markup).text == read(page("")).text


def test_an_article_in_an_element_with_the_name_of_furniture_is_one() -> None:
    for name in ("news_comment_wrap", "snsBox", "sidebar"):
        text = f"<div class={name}><p>{PROSE}</p><p>시장은 12일 돌아온다.</p></div>"
        assert PROSE in read(f"<title>진주시장 8일 일본행</title><h1>진주시장 8일 일본행</h1>{text}").text


def test_captions_are_told_by_their_markup_alone() -> None:
    article = read(page("<figure><img><figcaption>진주시청 앞뜰</figcaption></figure><p>시장은 12일 돌아온다.</p>"))
    assert ("caption", "진주시청 앞뜰") in zones(article)


def test_the_headline_is_the_first_line_and_a_zone_of_its_own() -> None:
    article = read(page(""))
    assert zones(article)[0] == ("headline", "진주시장 8일 일본행")
    assert article.text.startswith("진주시장 8일 일본행\n")


def test_plain_takes_all_of_the_main_text_as_body() -> None:
    article = read(page("<p>김하나 기자</p>"), plain=True)
    assert {zone.zone for zone in article.zones} == {"body"}
    assert (article.body_start, article.body_end) == (0, len(article.text))


# --- Encodings --------------------------------------------------------------------------------------------------------

DECLARED = '<meta http-equiv="Content-Type" content="text/html; charset={}">'
KOREAN = page("<p>똠방각하 펲씨가 말했다.</p>", DECLARED)


@pytest.mark.parametrize("declared", ["utf-8", "euc-kr", "ks_c_5601-1987", "iso-8859-1", "x-nonsense"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16", "utf-16-le"])
def test_the_bytes_decide_whatever_charset_is_stated(encoding: str, declared: str) -> None:
    article = read(KOREAN.format(declared).encode(encoding))
    assert article.text == read(KOREAN.format("utf-8")).text
    assert article.source.encoding == encoding.replace("-sig", "").replace("utf-16", "utf-16-le").replace(
        "-le-le", "-le"
    )


def test_a_stated_charset_breaks_the_tie_where_little_is_korean() -> None:
    odd = page("<p>" + "쟁떫뵤 뷁 " * 40 + "</p>", DECLARED.format("euc-kr")).replace(PROSE, "A sentence. " * 20)
    odd = odd.replace("진주시장 8일 일본행", "Mayor leaves for Japan")
    assert read(odd.encode("cp949")).source.encoding == "cp949"


def test_a_declaration_of_xml_does_not_matter() -> None:
    xhtml = (
        '<?xml version="1.0" encoding="euc-kr"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x.dtd">' + page("")
    )
    assert read(xhtml).text == read(page("")).text


# --- Pages made to harm -----------------------------------------------------------------------------------------------

EMPTY: dict[str, str | bytes] = {
    "nothing": "",
    "white space": " \n ",
    "no element": "<!-- x -->",
    "no text": "<html><body><div id=root></div><script>draw()</script></body></html>",
    "a menu": "<html><body><ul><li><a href=x>정치</a><li><a href=y>경제</a></ul></body></html>",
    "binary": b"\x00\x01\x02\x03<html>" * 100,
    "one tag": "<",
}


@pytest.mark.parametrize("case", EMPTY)
def test_a_page_with_nothing_to_read_is_an_error_of_one_line(case: str) -> None:
    with pytest.raises(InputError) as caught:
        read(EMPTY[case])
    assert str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td", "blockquote", "font", "section", "x-y"])
@pytest.mark.parametrize("depth", [MAX_DEPTH, 10_000, 100_000])
def test_text_below_any_number_of_tags_is_read(tag: str, depth: int) -> None:
    text = read(page(f"<{tag}>" * depth + f"<p>시장은 <b>12일</b> 돌아온다.</p><p>{PROSE}</p>")).text
    assert "시장은 12일 돌아온다.\n" in text
    assert text.endswith(PROSE)


HOSTILE = {
    "NUL in words": page("<p>시\x00장은 12일 돌아온다.</p>"),
    "NUL as a reference": page("<p>시&#0;장은 12일 돌아온다.</p>"),
    "large attribute": page(f"<img src='data:image/png;base64,{'A' * 12_000_000}'><p>시장은 12일 돌아온다.</p>"),
    "many attributes": page(f"<p {'a=1 ' * 100_000}>시장은 12일 돌아온다.</p>"),
    "entities": '<!DOCTYPE html [<!ENTITY a "aa"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    + page("<p>&b;&c;시장은 12일 돌아온다.</p>"),
    "deep JSON": page("<p>시장은 12일 돌아온다.</p>", f'<script type="application/ld+json">{"[" * 100_000}</script>'),
    "long number in JSON": page("<p>시장은 12일 돌아온다.</p>", f'<script type="application/ld+json">{"9" * 10_000}</script>'),
    "JSON of other shapes": page(
        "<p>시장은 12일 돌아온다.</p>",
        json_ld(headline=[[]], author={"name": {"name": 1}}, publisher=[None], datePublished=3, articleSection={}, articleBody=[1]),
    ),
    "deep JSON in a script": page("<p>시장은 12일 돌아온다.</p>", f'<script>a={{"content":{"[" * 100_000}</script>'),
    "data of other shapes": page(
        "<p>시장은 12일 돌아온다.</p>",
        '<script>a={"title":"진주시장 8일 일본행","content_elements":[[],1,{"type":"quote","content_elements":[{}]}]}</script>',
    ),
    "lone surrogates": page("<p>\\ud800&#xd800;&#xdfff;시장은 12일 돌아온다.</p>"),
    "base and links": page("<base href='http://127.0.0.1:9/'><link rel=stylesheet href='x.css'><p>시장은 12일 돌아온다.</p>"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_pages_made_to_harm_do_not(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    text = read(HOSTILE[case]).text
    assert "돌아온다." in text
    assert "root:" not in text


def test_nothing_is_printed_or_logged_where_the_user_has_not_asked_for_it(capfd: pytest.CaptureFixture[str]) -> None:
    for name in EXPECTED:
        try:
            read(saved(name))
        except InputError:
            continue
    assert capfd.readouterr() == ("", "")
    code = (
        "import sys; from newsextract.html import read_html\n"
        "for data in (b'<html>' + b'<' * 9999 + b'<p>' * 99, b'<html><body><p>' + b'x' * 40):\n"
        "    try: read_html(data, path=None, published=None, plain=False)\n"
        "    except Exception as error: assert type(error).__name__ == 'InputError', error\n"
        "import logging; assert logging.getLogger().handlers == []; assert logging.getLogger('trafilatura').propagate\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, env=environment(), check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")
    assert logging.getLogger("trafilatura").level == logging.NOTSET


def test_the_loggers_of_others_are_left_alone_at_import() -> None:
    code = (
        "import logging, trafilatura, htmldate; names = ('trafilatura', 'htmldate', 'courlan', 'charset_normalizer')\n"
        "before = [list(logging.getLogger(name).handlers) for name in names]; import newsextract.html.reading\n"
        "assert before == [list(logging.getLogger(name).handlers) for name in names]"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, env=environment(), check=False)
    assert (run.returncode, run.stderr) == (0, b"")


SENTENCE = "포항시는 {}일 시장이 일본에 간다고 밝혔다. "
GROWING: dict[str, Callable[[int], str]] = {
    "paragraphs": lambda n: page("".join(f"<p>{SENTENCE.format(i)}</p>" for i in range(n))),
    "one paragraph": lambda n: page("<p>" + "".join(SENTENCE.format(i) for i in range(n * 5))),
    "alike lines": lambda n: page(f"<p>{SENTENCE}</p>" * n),
    "line breaks": lambda n: page("<div>" + f"{SENTENCE}<br>" * n),
    "links": lambda n: page(f"<li><a href=x>{SENTENCE}</a>" * n),
    "nested blocks": lambda n: page(f"<div>{SENTENCE}" * n),
    "nested inline elements": lambda n: page(f"<b>{SENTENCE}" * n),
    "tags not closed": lambda n: page("<a" * n * 20),
    "brackets": lambda n: page("<" * n * 20),
    "spans": lambda n: page("<p>" + "<span>가</span>" * n * 5),
    "rows": lambda n: page("<table>" + f"<tr><td>가<td>{SENTENCE}" * n),
    "nested tables": lambda n: page("<table><tr><td>" * n),
    "classes": lambda n: page(f"<p class='{'related ' * n * 20}'>{PROSE}"),
    "commas in broken JSON": lambda n: page("", f'<script type="application/ld+json">{{"@type":"NewsArticle"{", " * n * 20}</script>'),
    "quotation marks in broken JSON": lambda n: page("", f'<script type="application/ld+json">{{"@type":"NewsArticle"{" 가" * n * 20}</script>'),
    "values in scripts": lambda n: "<h1>시장 순방</h1><script>" + 'a={"content":' * n * 20 + "</script>",
    "objects in scripts": lambda n: "<h1>시장 순방</h1><script>a=[" + '{"title":"순방","body":"가"},' * n * 5 + "1]</script>",
    "buttons": lambda n: page("<button>수정 2024.05.03 " * n),
    "titles": lambda n: page("", '<meta property="og:title" content="가 | 나 | 다">' * n),
    "headings": lambda n: page("<h1>진주시장 8일 일본행</h1>" * n),
    "articles": lambda n: page(f"<article class=a><h2>제목이다</h2><p>{SENTENCE}</p></article>" * n),
    "preformatted": lambda n: page("<pre>" + "\t \n" * n * 5),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("shape", GROWING)
def test_time_grows_with_the_length_of_the_page_not_faster(shape: str) -> None:
    def seconds(size: int) -> float:
        data = GROWING[shape](size).encode()
        start = time.perf_counter()
        with contextlib.suppress(InputError):
            read(data)
        return time.perf_counter() - start

    seconds(10)
    small, large = min(seconds(150), seconds(150)), seconds(1200)
    assert large < 0.1 + 8 * 2.5 * small


# --- The extra, the command -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("missing", ["trafilatura", "lxml"])
def test_without_the_extra_it_is_told_how_to_install_it(missing: str, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(page(""), encoding="utf-8")
    code = f"import sys; sys.modules[{missing!r}] = None; from newsextract.cli import main; main()"
    run = subprocess.run(
        [sys.executable, "-c", code, "extract", str(path)],
        capture_output=True,
        cwd=ROOT,
        env=environment(),
        check=False,
    )
    assert run.returncode == 1
    assert run.stdout == b""
    assert "an HTML page; install what reads pages with `pip install 'newsextract[html]'`" in run.stderr.decode()
    assert "Traceback" not in run.stderr.decode()


def test_what_reads_pages_is_not_imported_for_texts() -> None:
    code = (
        "import sys; from newsextract.cli import main; from newsextract.reader import read_article\n"
        "import newsextract.inputs.reading; read_article('포항시는 밝혔다.'.encode())\n"
        "print([name for name in ('lxml', 'trafilatura', 'htmldate') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, env=environment(), check=False)
    assert (run.stdout.decode().strip(), run.stderr) == ("[]", b"")


def test_the_command_reads_a_page(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(saved("ndsoft"))
    run = command("extract", "--format", "jsonl", "--with-text", path)
    assert (run.returncode, run.stderr) == (0, b"")
    [line] = lines(run.stdout)
    article = line["article"]
    assert list(article)[-2:] == ["modified", "section"]
    assert (article["published"], article["modified"], article["section"]) == ("2024-05-03", "2024-05-04", "지역")
    assert line["source"]["media_type"] == "text/html"
    assert all(line["text"][m["start"] : m["end"]] == m["text"] for m in line["mentions"])
    assert "윤다온" in {official["name"] for official in line["officials"]}
    assert {mention["zone"] for mention in line["mentions"]} <= CONTENT_ZONES
    assert {"박하늘", "윤다온"} <= {entity["name"] for entity in line["entities"]}
    assert "김샛별" not in run.stdout.decode()


def test_what_the_head_says_is_read_once_for_all_names() -> None:
    metadata = read_metadata(parse(page("", json_ld(headline="가나다라", dateModified="2024-05-03"))))
    assert (metadata.titles, metadata.modified) == (("가나다라",), (datetime.date(2024, 5, 3),))


# --- Any page ---------------------------------------------------------------------------------------------------------

TAGS = [
    "p", "div", "b", "a href=x", "br", "table", "tr", "td", "th", "ul", "li", "h1", "h3", "title", "figure", "figcaption",
    "span style='display:none'", "pre", "script", "style", "!--", "!DOCTYPE html", "body", "html", "head", "meta charset=euc-kr",
    "meta property=og:title content='시장 순방'", "meta name=author content='김하나, 이두리 기자'", "blockquote", "section class=related",
    "script type='application/ld+json'", "template", "svg", "math", "select", "option", "frameset", "frame src=a", "noscript", "x:y",
]  # fmt: skip
PIECES = st.one_of(
    st.sampled_from(TAGS).map("<{}>".format),
    st.sampled_from(TAGS).map(lambda tag: f"</{tag.split()[0]}>"),
    st.sampled_from([PROSE, "김하나 기자 hana@paper.example", "입력 2024.05.03 10:12", "&nbsp;", "&#0;", "&#xd800;", "]]>", "-->",
                     '{"@type":"NewsArticle","headline":"시장 순방","author":{}}', "<", "&", "\x00", "\ufeff", "▶ 관련기사"]),
    st.text(max_size=12),
)  # fmt: skip


def check(data: bytes) -> None:
    """A page is an article whose zones cover its text, or an error."""
    try:
        article = read(data)
    except InputError:
        return
    covered = "".join(article.text[zone.start : zone.end] for zone in article.zones)
    assert "".join(cleaned_text(covered).split()) == "".join(cleaned_text(article.text).split())
    assert all(before.end <= after.start for before, after in pairwise(article.zones))
    assert read(data) == article


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_page_is_an_article_or_an_error(markup: str) -> None:
    check(markup.encode("utf-8", "replace"))


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(sorted(EXPECTED)), st.integers(0, 10_000), st.integers(0, 300), st.binary(max_size=8))
def test_any_damage_to_a_page_leaves_an_article_or_an_error(name: str, at: int, length: int, put: bytes) -> None:
    data = saved(name)
    at %= len(data)
    check(data[:at] + put + data[at + length :])


def mail(body: str, *attachments: str) -> bytes:
    """A mail whose words are a page, with texts attached."""
    message = EmailMessage()
    message["Subject"], message["Date"] = "진주시장 8일 일본행", "Fri, 03 May 2024 10:12:00 +0900"
    message.set_content(body, subtype="html")
    for number, text in enumerate(attachments, start=1):
        message.add_attachment(text, filename=f"{number}.txt")
    return message.as_bytes()


def test_a_mail_in_html_has_the_day_and_the_subject_that_its_page_lacks(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(mail(f"<html><body><p>{PROSE}</p></body></html>"))
    [found] = read_inputs(str(path), Reading())
    assert isinstance(found.article, Article)
    assert (found.article.headline, found.article.published) == ("진주시장 8일 일본행", datetime.date(2024, 5, 3))


def test_a_mail_in_html_that_says_nothing_does_not_hide_what_is_attached(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(mail("<html><body><p>첨부합니다</p></body></html>", PROSE))
    words, attached = read_inputs(str(path), Reading())
    assert isinstance(words.article, InputError)
    assert isinstance(attached.article, Article)
    assert (attached.path, attached.article.text.strip()) == (f"{path}!1.txt", PROSE)


def test_a_page_is_told_by_its_content_and_read_out_of_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("b.txt", saved("ndsoft"))
    (tmp_path / "c").write_bytes(gzip.compress(saved("old_table")))
    for name, headline in (
        ("a.zip", "가온시, 달빛천 복원 첫 삽…2026년 마무리"),
        ("c", "태풍이 할퀸 포구, 복구의 망치 소리"),
    ):
        [found] = read_inputs(str(tmp_path / name), Reading())
        assert isinstance(found.article, Article)
        assert (found.article.headline, found.article.source.media_type) == (headline, "text/html")

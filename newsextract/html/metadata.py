"""What the head of a page says of the article: JSON-LD, Open Graph and the other meta tags that Korean outlets fill in."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from newsextract.html.fragments import MARKUP, PARTING
from newsextract.html.structured import Node, article_nodes, first_text, texts, way_to_page
from newsextract.hygiene import cleaned_text
from newsextract.model import Reporter
from newsextract.normalization import parse_published
from newsextract.page.bylines import find_reporters, is_press, split_names
from newsextract.page.metadata import clean_owner
from newsextract.page.vocabulary import MENU_WORD

#: The names of meta tags by what they say, the more telling first. In lower case; `_` and `-` read as `.`.
_PUBLISHED = (
    "article:published.time article:published og:article:published.time og:published.time og:regdate datepublished dable:published.time"
    " dc.date.issued dcterms.issued dc.date.created pubdate publish.date publication.date publishdate parsely.pub.date sailthru.date"
    " date.published article.published dc.date dcterms.created article:created date created"
).split()
_MODIFIED = (
    "article:modified.time article:modified og:article:modified.time og:updated.time datemodified dc.date.modified dcterms.modified"
    " lastmod last.modified article.updated revised"
).split()
_SECTION = (
    "article:section og:article:section articlesection dd:category og:section section dable:category category classification"
).split()
_AUTHOR = (
    "dable:author article:author og:article:author dd:author author byl dc.creator dcterms.creator sailthru.author parsely.author"
    " twitter:creator nate:author reporter writer"
).split()
_OWNER = (
    "article:media.name",
    "media.name",
    "og:site.name",
    "dd:publisher",
    "publisher",
    "dc.publisher",
    "dcterms.publisher",
)
#: These name the paper, a person, or neither.
_PRESS = ("og:article:author", "article:publisher", "application.name", "twitter:creator", "author", "copyright")
_TITLE = ("og:title", "twitter:title", "dd:title", "dc.title")

#: How many meta tags of one name are read.
_MAX_VALUES = 10
#: Portals show the articles of others: their own name says nothing of the paper.
_PORTAL = re.compile(
    r"(?:네이버|다음|네이트|카카오|줌|구글|야후|MSN|NAVER|Naver|naver|Daum|DAUM|daum|NATE|Nate|nate|ZUM|zum|Google|msn|Yahoo)"
    r"(?:\s?(?:뉴스|스포츠|연예|News|news|NEWS|TV|콘텐츠뷰))?|v\.daum\.net"
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the head of a page says. `page_titles` are those that browsers show; titles may name the paper and its sections besides.
    `published` and `modified` are the days that a moment may mean, `body` is the text of the article.
    """

    titles: tuple[str, ...]
    page_titles: tuple[str, ...]
    press: str | None
    reporters: tuple[Reporter, ...]
    published: tuple[datetime.date, ...]
    modified: tuple[datetime.date, ...]
    section: str | None
    body: str | None


def read_metadata(root: HtmlElement) -> Metadata:
    """Return what the head of a page says of its article."""
    metas = _metas(root)
    node = _node_of_page(article_nodes(root), metas)
    owners = [*texts(node.get("publisher")), *texts(node.get("sourceOrganization")), *_values(metas, _OWNER)]
    press = _press(owners, _values(metas, _PRESS))
    authors = [name for field in ("author", "creator") for name in texts(node.get(field))] or _values(metas, _AUTHOR)
    body = first_text(node.get("articleBody"))
    titles = _distinct([*texts(node.get("headline")), *_values(metas, _TITLE)])
    return Metadata(
        titles=titles,
        page_titles=_distinct(metas.get("title", ())),
        press=press,
        reporters=tuple(_reporters(authors, press)),
        published=_days([*texts(node.get("datePublished")), *_values(metas, _PUBLISHED)]),
        modified=_days([*texts(node.get("dateModified")), *_values(metas, _MODIFIED)]),
        section=_section([*texts(node.get("articleSection")), *_values(metas, _SECTION)])
        or _section_on_way(way_to_page(root), press, titles),
        body=body,
    )


def _metas(root: HtmlElement) -> dict[str, list[str]]:
    """The contents of the meta tags, and of elements with `itemprop`, by their names; the page's title as `title`."""
    metas: dict[str, list[str]] = {}
    for element in root.iter("meta", "time", "title"):
        if element.tag == "title":
            name, content = "title", element.text_content() if not metas.get("title") else None
        else:
            name = element.get("property") or element.get("name") or element.get("itemprop")
            content = element.get("content") or element.get("datetime")
        if name and content and content.strip():
            values = metas.setdefault(re.sub("[-_]", ".", name[:60].strip().lower()), [])
            if len(values) < _MAX_VALUES:
                values.append(content[:2000])
    return metas


def _values(metas: dict[str, list[str]], names: Iterable[str]) -> list[str]:
    """The contents of meta tags with these names, in the order of the names."""
    return [content for name in names for content in metas.get(name, ())]


def _node_of_page(nodes: Sequence[Node], metas: dict[str, list[str]]) -> Node:
    """The article of JSON-LD that is the page's own: the only one, or the one whose headline is in the page's title."""
    if len(nodes) == 1:
        return nodes[0]
    titles = [letters(title) for title in [*_values(metas, _TITLE), *metas.get("title", ())]]
    for node in nodes:
        headline = letters(first_text(node.get("headline")) or "")
        if headline and any(title.startswith(headline) or headline.startswith(title) for title in titles if title):
            return node
    return {}


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    """The values on one line, each once."""
    return tuple(dict.fromkeys(filter(None, map(_plain, values))))


def letters(text: str) -> str:
    """A text without white space and punctuation."""
    return re.sub(r"[\W_]+", "", text)


def _plain(text: str) -> str:
    """A text of the head on one line, with its character references resolved: JSON and attributes are often escaped twice.

    >>> _plain("영화 &lt;기생충&gt;&lt;br&gt;네 <b>관</b>왕")
    '영화 <기생충> 네 관왕'
    """
    return " ".join(MARKUP.sub("", PARTING.sub(" ", cleaned_text(text))).split())


# --- Titles -----------------------------------------------------------------------------------------------------------

#: What parts a headline from the name of the paper or section: ` - `, ` | `, ` < `, `::`; and names in brackets.
_PARTS = re.compile(r"\s*<(?P<name>(?! )[^<>]{1,40}(?<! ))>|\s*(?:::+|[|｜ㅣ│<>»])\s*|\s[-–—·:]\s")


def bare_title(title: str, press: str | None) -> str:
    """A title without the names of paper, portal and sections at its end or its head.

    >>> bare_title("진주시장 일본 방문 < 정치 < 기사본문 - 남강타임즈", "남강타임즈")
    '진주시장 일본 방문'
    >>> bare_title("[남강타임즈] 시장 순방 | 네이트 뉴스", "남강타임즈"), bare_title("한일 - 두 나라의 길", None)
    ('시장 순방', '한일 - 두 나라의 길')
    """
    names = {letters(press).casefold()} if press else set()
    for parting in reversed(list(_PARTS.finditer(title))):
        if parting["name"] is not None and not _is_site(parting["name"], names):
            continue
        if not title[: parting.start()].strip() or not _is_site(title[parting.end() :], names):
            break
        title = title[: parting.start()]
    first = _PARTS.search(title)
    if first and letters(title[: first.start()]).casefold() in names and title[first.end() :].strip():
        title = title[first.end() :]
    bracket = re.match(r"\s*[\[【<](?P<name>[^\[\]【】<>]{2,20})[\]】>]\s*(?=\S)", title)
    if bracket and letters(bracket["name"]).casefold() in names:
        title = title[bracket.end() :]
    return title.strip()


def _is_site(part: str, names: set[str]) -> bool:
    """Whether the end of a title names the paper, a portal, a section or an address."""
    part = part.strip()
    name = letters(part).casefold()
    return (
        name in names
        or (bool(names) and len(part) <= 30 and any(known in name for known in names if len(known) > 2))
        or not MENU_WORD.sub("", part).strip(" ·/,본문")
        or _PORTAL.fullmatch(part) is not None
        or re.fullmatch(r"[\w.-]+\.(?:com|net|kr|co\.kr|org|tv|news)", part) is not None
        or (len(part) <= 12 and " " not in part and is_press(part, None))
    )


# --- Names ------------------------------------------------------------------------------------------------------------


def _press(owners: Iterable[str], others: Iterable[str]) -> str | None:
    """The first name of a paper. `owners` are given as the publisher's, `others` may name a person too, or be an address.

    >>> _press(["다음"], ["홍길동 기자", "https://paper.kr", "남강타임즈 | 네이버"])
    '남강타임즈'
    """
    for name, is_owner in [*((owner, True) for owner in owners), *((other, False) for other in others)]:
        parts = [part for part in re.split(r"\s*[|｜│ㅣ]\s*|\s-\s|\s*::+\s*", _plain(name)) if part]
        for part in sorted(parts, key=lambda part: not is_press(part, None)):
            if _PORTAL.fullmatch(part) or re.search(r"[/@]|^www\.|(?:기자|특파원)$", part):
                continue
            owner = clean_owner(part)
            if owner is not None and (is_owner or is_press(owner, None)):
                return owner
    return None


#: Desks that sign in place of a person.
_DESK = re.compile(
    r"(?:팀|센터|데스크|본부|관리자|운영자|위원회|신문사|방송국)$"
    r"|^(?:편집|보도|취재|사회|정치|경제|문화|국제|체육|산업|지역|전국|사진|디지털|온라인|영상|미디어|뉴스|생활|교육)\S?(?:부|국|실)$"
)
#: Beside a name: an address, or his desk.
_BRACKETS = re.compile(r"\s?<(?P<inside>[^<>]{0,200})>")
_LATIN_NAME = re.compile(r"(?:[Bb]y )?(?P<name>[A-Z][A-Za-z.'’-]+(?: [A-Z][A-Za-z.'’-]*){1,3})")
_LATIN_PRESS = re.compile(
    r"\b(?:news|times|daily|media|press|herald|post|journal|desk|staff|team|editor|today|korea)\b", re.I
)


def _reporters(authors: Iterable[str], press: str | None) -> Iterator[Reporter]:
    """The reporters that a page names as its authors; none of a paper, a desk or an address.

    >>> [reporter.name for reporter in _reporters(["홍길동 기자", "김철수, 이영희", "남강타임즈", "디지털뉴스팀"], None)]
    ['홍길동', '김철수', '이영희']
    """
    for author in dict.fromkeys(map(_plain, authors)):
        author = _BRACKETS.sub(lambda match: f" {match['inside']}" if "@" in match["inside"] else " ", author).strip()
        if len(author) > 200 or "://" in author or author.startswith(("@", "www.")):
            continue
        found = find_reporters(author)
        if found:
            yield from (Reporter(reporter.name, reporter.email) for reporter in found)
            continue
        for part in re.split(r"\s*[,;·ㆍ/|&]\s*", author):
            name = re.sub(r"\s*(?:기자|특파원|논설위원|칼럼니스트|PD|앵커|에디터|[Rr]eporter)$", "", part)
            if (
                _DESK.search(name)
                or _PORTAL.fullmatch(name)
                or (press is not None and name.casefold() == press.casefold())
            ):
                continue
            latin = _LATIN_NAME.fullmatch(name)
            if latin and not _LATIN_PRESS.search(name):
                yield Reporter(latin["name"], None)
            elif re.fullmatch(r"[가-힣]{2,4}", name):
                yield from (Reporter(one, None) for one in split_names(name))


def _section(names: Iterable[str]) -> str | None:
    """The first name of a section that says more than that the page is news."""
    for name in map(_plain, names):
        first = re.split(r"\s*[,;|]\s*|\s>\s", name)[0]
        if 1 < len(first) <= 40 and first.casefold() not in _NO_SECTIONS and "://" not in first:
            return first
    return None


def _section_on_way(way: Iterable[str], press: str | None, titles: Iterable[str]) -> str | None:
    """The first name on the way to the page that is neither the paper's nor the article's.

    >>> _section_on_way(["남강타임즈", "사회", "시장 순방"], "남강타임즈", ["시장 순방"])
    '사회'
    """
    others = {letters(name) for name in (press or "", *titles)}
    return _section(name for name in way if letters(name) not in others and len(name) <= _MAX_SECTION)


#: The longest name of a section on a way. Code points.
_MAX_SECTION = 12


def section_of_lines(lines: Iterable[str]) -> str | None:
    """The section that a page names on its way from the front page, or where a portal tells how the paper files the article.

    >>> section_of_lines(["홈 > 전국 > 강원"]), section_of_lines(["이 기사는 언론사에서 사회 섹션으로 분류했습니다."])
    ('전국', '사회')
    """
    for line in lines:
        match = _FILED.fullmatch(line[:_MAX_WAY])
        section = _section([match["way"] or match["filed"]]) if match else None
        if section is not None:
            return section
    return None


_MAX_WAY = 80
_FILED = re.compile(
    r"(?:홈|HOME|Home)\s?[>›»〉]\s?(?P<way>[가-힣A-Za-z·&/]{2,12})(?:\s?[>›»〉].*)?"
    r"|이 기사는 언론사에서 (?P<filed>[가-힣A-Za-z/]{2,12})(?:, ?[가-힣A-Za-z/, ]{2,40})? ?섹션으로 분류했습니다\."
)
_NO_SECTIONS = frozenset(
    "뉴스 기사 전체 전체기사 홈 뉴스홈 메인 기사본문 main news article articles home website all uncategorized 미분류".split()
)


# --- Days -------------------------------------------------------------------------------------------------------------

_UTC = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})[T ][\d:.]{5,16}(?:Z|\+00:?00)")


def days_of_moment(moment: str) -> tuple[datetime.date, ...]:
    """Return the day of a moment as pages write it, by the clock of Korea; none if it cannot be read.

    Some pages call the time of Korea UTC: for a time in UTC the day there is the second, if it is another.

    >>> days_of_moment("2024-05-03T16:10:00Z"), days_of_moment("20240503101200"), days_of_moment("0000-00-00")
    ((datetime.date(2024, 5, 4), datetime.date(2024, 5, 3)), (datetime.date(2024, 5, 3),), ())
    """
    moment = moment.strip()
    utc = _UTC.fullmatch(moment)
    days = dict.fromkeys([parse_published(moment), parse_published(utc["day"]) if utc else None])
    return tuple(day for day in days if day is not None and day != _EPOCH)


#: What programs write for a day that they do not know.
_EPOCH = datetime.date(1970, 1, 1)


def _days(moments: Iterable[str]) -> tuple[datetime.date, ...]:
    """The days of the first moment that can be read."""
    return next(filter(None, map(days_of_moment, moments)), ())

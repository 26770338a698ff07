"""Dirt in the text and in the bytes: the same is found as without it, in its place, and told in bytes of the untouched file."""

from __future__ import annotations

import dataclasses
import gzip
import json
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsextract import schema
from newsextract.batch import read_articles
from newsextract.decoding import decode, normalize, normalize_mapped, source_text
from newsextract.errors import InputError
from newsextract.hygiene import clean, cleaned_text
from newsextract.inputs.options import Reading
from newsextract.inputs.reading import read_inputs
from newsextract.model import Article, Result
from newsextract.pipeline import Extractor
from newsextract.reader import article_from_text, read_article
from tests import robustness
from tests.conftest import SAMPLES, Command, errors, lines
from tests.test_decoding import is_of

ARTICLE = """나루시, 햇살에너지와 1,200억 원 협약 맺어

[나루=한빛일보] 도하늘 나루시장은 9일 시청에서 햇살에너지㈜ 권보람 대표와 투자협약을 맺었다고 밝혔다. 협약식에는 최여울 나루시의회 의장과
한국전력공사 관계자도 참석했다.

도 시장은 “내년 3월 15일 공장을 착공해 2026년까지 일자리 300개를 만들겠다”고 말했다. R&D 센터는 경북 포항시 북구에 들어선다.
"""

#: A text, and how it is read.
READ_AS: list[tuple[str, str]] = [
    # What nobody sees.
    ("나\u200b루\u200c시\u200d장\u2060", "나루시장"),
    ("\ufeff나루\ufeff시장", "나루시장"),
    ("나\xad루\xad시\xad장", "나루시장"),
    ("나\u202e루\u202c시\u2066장\u2069\u061c", "나루시장"),
    ("나\U000e0041루\ufe0f시\U000e0100장", "나루시장"),
    ("나\x00루\x08시\x1b[31m장\x1b[0m\x9b", "나루시장"),
    ("나\u0301루\u0336\u0323시\u20dd장\u302e", "나루시장"),
    ("李\u0308 대통령", "李 대통령"),
    ("나\u115f루\u1160시장", "나루시장"),
    # Marks stay on letters that bear them.
    ("x\u0302값 Ēlan", "x\u0302값 Ēlan"),
    # Spaces.
    ("도하늘\xa0나루시장은", "도하늘 나루시장은"),
    ("도하늘 \xa0\u200b 나루시장은", "도하늘 나루시장은"),
    ("도하늘\u3000나루시장은\u2003\u20039일", "도하늘 나루시장은 9일"),
    ("도하늘\u3164나루시장은\uffa09일\u28002시", "도하늘 나루시장은 9일 2시"),
    ("정치\xa0\xa0\xa0\xa0경제 \xa0 \xa0 사회", "정치  경제  사회"),
    ("제목\u2028본문\x0b둘\x0c셋\t넷", "제목\u2028본문\x0b둘\x0c셋\t넷"),
    # Character references.
    ("A&amp;B", "A&B"),
    ("A&amp;amp;#38;B &lt;나루&gt;", "A&B <나루>"),
    ("&#45208;&#xB8E8;시&#8203;장", "나루시장"),
    ("&ldquo;말&rdquo;&middot;&hellip;&quot;&apos;&#39;", "“말”·…\"''"),
    ("도하늘&nbsp나루시장 &nbsp;&nbsp; 9일", "도하늘 나루시장  9일"),
    (
        "&amp&copyright; R&D; &foo; ?a=1&lt=2 &#0; &#xD800; &#1114112;",
        "&amp&copyright; R&D; &foo; ?a=1&lt=2 &#0; &#xD800; &#1114112;",
    ),
    ("줄&#13;줄&#10;줄&Tab;", "줄\n줄\n줄\t"),
    # What hides behind other dirt.
    ("&am\u200bp;l\u200bt;", "<"),
    ("＆ａｍｐ；＆＃４５２０８；", "&나"),
    ("나\u200b\u0301루", "나루"),
    ("하\u200b\u11ab국", "한국"),
    # Width.
    ("ＣＥＳ ２０２６，（９일）", "CES 2026,(9일)"),
    ("ﾡﾡ ﾅｶﾞ･｢", "ㄱㄱ ナガ·「"),
    ("⼤한民国", "大한民国"),
    ("㈜햇살 ① ㎞ Ⅱ ％", "㈜햇살 ① ㎞ Ⅱ %"),
    # Jamo.
    ("ㄴㅏㄹㅜㅅㅣㅈㅏㅇ", "나루시장"),
    ("ㄱㅏㅄㅇㅡㄴ", "값은"),
    ("ﾷￜﾡￂﾷ", "이강"),
    ("\u3164ㄸㅗㅁ방각하 \u3164ㄱㅏ\u3164", "똠방각하 가"),
    ("ㅋㅋㅋ ㅠㅠ ㄱㄴㄷ순 ㄱ씨 ㅇㅏ", "ㅋㅋㅋ ㅠㅠ ㄱㄴㄷ순 ㄱ씨 ㅇㅏ"),
    # What stays.
    ("나루\ufffd시장", "나루\ufffd시장"),
    (ARTICLE, ARTICLE),
]


@pytest.mark.parametrize(("text", "expected"), READ_AS)
def test_dirt_is_read_as_what_readers_see(text: str, expected: str) -> None:
    assert cleaned_text(text) == expected
    cleaned = clean(text)
    assert (cleaned is None) == (text == expected)


DIRT = [
    *(
        "\u200b",
        "\u200d",
        "\xad",
        "\ufeff",
        "\u202e",
        "\U000e0041",
        "\ufe0f",
        "\x00",
        "\x1b[0m",
        "\u0301",
        "\u0336\u20dd",
    ),
    *("&#8203;", "&shy;", "&amp;zwnj;", "\u2060\u200e", "\u180e"),
]
PIECES = [
    *DIRT,
    *(
        "&",
        "amp;",
        "&amp;",
        "#38;",
        "lt;",
        "&lt",
        ";",
        "＆",
        "ａ",
        "m",
        "p",
        " ",
        "\t",
        "\n",
        "\xa0",
        "\u3000",
        "\u3164",
        "&nbsp;",
        "\r",
    ),
    *(
        "나루",
        "가",
        "ㄱ",
        "ㅏ",
        "ㄴ",
        "ﾡ",
        "ￂ",
        "ｶ",
        "ﾞ",
        "ᄒ",
        "ᅡ",
        "ᆫ",
        "é",
        "e",
        "\u0323",
        "李",
        "⼤",
        "\ud800",
        "\ufffd",
        "\u2028",
        "\x1b[",
    ),
]
DIRTY = st.lists(st.one_of(st.sampled_from(PIECES), st.characters()), max_size=40).map("".join)


@given(DIRTY)
def test_cleaning_twice_is_cleaning_once_and_offsets_never_fall(text: str) -> None:
    text = normalize(text)
    cleaned = clean(text)
    if cleaned is None:
        return
    assert clean(cleaned.text) is None
    starts, ends = map(list, cleaned.offsets)
    assert len(starts) == len(ends) == len(cleaned.text)
    assert (starts, ends) == (sorted(starts), sorted(ends))
    assert all(0 <= start < end <= len(text) for start, end in zip(starts, ends, strict=True))


def inject(text: str, dirt: list[tuple[int, str]]) -> tuple[str, list[int]]:
    """Put dirt between syllables of a text; return it and for each offset of the text that of the same character in it."""
    inside = [at for at in range(1, len(text)) if all("가" <= character <= "힣" for character in text[at - 1 : at + 1])]
    chosen: dict[int, str] = {inside[place % len(inside)]: piece for place, piece in dirt}
    parts, origins, length = [], [], 0
    for at, character in enumerate(text):
        parts.append(chosen.get(at, "") + character)
        length += len(parts[-1])
        origins.append(length - 1)
    return "".join(parts), [*origins, length]


INJECTED = st.lists(st.tuples(st.integers(0, 10_000), st.sampled_from(DIRT)), min_size=1, max_size=60)


@given(INJECTED)
def test_dirt_within_words_is_not_read_and_every_offset_is_found_again(dirt: list[tuple[int, str]]) -> None:
    text, origins = inject(ARTICLE, dirt)
    cleaned = clean(text)
    assert cleaned is not None
    assert cleaned.text == ARTICLE
    assert list(cleaned.offsets.starts) == origins[:-1]
    assert list(cleaned.offsets.ends) == [at + 1 for at in origins[:-1]]


def names(result: Result) -> list[Any]:
    """What a result says, without spans and slices of the text."""
    quotes = [dataclasses.replace(quote, start=0, end=0, text="") for quote in result.quotes]
    return [result.entities, result.officials, quotes, [(m.kind, m.value, m.entity, m.rule) for m in result.mentions]]


@settings(max_examples=25, deadline=None)  # the analyzer is loaded by the first
@given(INJECTED)
def test_what_is_found_in_dirt_is_what_is_found_without(extractor: Extractor, dirt: list[tuple[int, str]]) -> None:
    text, origins = inject(ARTICLE, dirt)
    plain, dirty = extractor.extract(ARTICLE), extractor.extract(text)
    assert names(dirty) == names(plain)
    assert dataclasses.replace(
        dirty.article, text="", zones=(), body_start=0, body_end=0, source=plain.article.source
    ) == dataclasses.replace(plain.article, text="", zones=(), body_start=0, body_end=0)
    for clean_mention, mention in zip(plain.mentions, dirty.mentions, strict=True):
        assert (mention.start, mention.end) == (origins[clean_mention.start], origins[clean_mention.end - 1] + 1)
        assert mention.text == text[mention.start : mention.end]
        assert cleaned_text(mention.text) == clean_mention.text
    for clean_quote, quote in zip(plain.quotes, dirty.quotes, strict=True):
        assert cleaned_text(quote.text) == clean_quote.text


# --- offsets in the file ----------------------------------------------------------------------------------------------

CHANGES: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "entities": lambda text: text.replace("하", "&#54616;").replace("&D", "&amp;D").replace(" ", "&nbsp;"),
    "dirt": lambda text: inject(text, [(7 * at, piece) for at, piece in enumerate(DIRT * 4)])[0],
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32-be", "cp949", "johab"]
)
def test_source_offsets_cut_the_mentions_out_of_the_untouched_file(
    codec: str, change: str, extractor: Extractor
) -> None:
    if change == "NFD" and not codec.startswith("utf"):
        pytest.skip("the encoding has no pieces of syllables")
    data = CHANGES[change](ARTICLE).encode(codec, "ignore")
    article = read_article(data, source_offsets=True)
    document = extractor.tokenize(article)
    line = schema.to_dict(extractor.extract_document(document), document=document, unit="source")
    encoding = line["source"]["encoding"]
    assert line["mentions"]
    assert line["quotes"]
    for span in [*line["mentions"], *line["quotes"]]:
        assert normalize(data[span["start"] : span["end"]].decode(encoding)) == span["text"]
    if change != "NFD":  # a morpheme may be a part of a syllable
        assert all(data[token["start"] : token["end"]].decode(encoding) == token["text"] for token in line["tokens"])
    body = data[line["article"]["body_start"] : line["article"]["body_end"]].decode(encoding)
    assert normalize(body) == article.text[article.body_start : article.body_end]
    for shown, zone in zip(line["article"]["zones"], article.zones, strict=True):
        assert normalize(data[shown["start"] : shown["end"]].decode(encoding)) == article.text[zone.start : zone.end]


@given(DIRTY, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp949"]), st.binary(max_size=3))
def test_every_character_is_in_its_place_in_the_file(dirt: str, codec: str, bad: bytes) -> None:
    data = (ARTICLE + dirt + ARTICLE).encode(codec, "ignore") + bad
    try:
        decoded = decode(data)
    except InputError:
        return
    article = article_from_text(decoded.text, plain=True)
    mapped = source_text(data, decoded.encoding)
    mapped = mapped.then(normalize_mapped(mapped.text))
    assert mapped.text == article.text
    starts, ends = map(list, mapped.offsets)
    assert (starts, ends) == (sorted(starts), sorted(ends))
    for at, character in enumerate(mapped.text):
        assert is_of(character, data[starts[at] : ends[at]].decode(decoded.encoding, "replace"))


def test_offsets_are_those_in_the_member_that_was_unpacked(tmp_path: Path, extractor: Extractor) -> None:
    text = ARTICLE.replace("\n", "\r\n")
    for ending, data in (robustness.in_zip(text), robustness.packed(".gz", gzip.compress)(text)):
        (tmp_path / f"a{ending}").write_bytes(data)
        ((_, article),) = read_inputs(str(tmp_path / f"a{ending}"), Reading(source_offsets=True))
        assert isinstance(article, Article)
        line = schema.to_dict(extractor.extract_article(article), unit="source")
        assert [text.encode()[m["start"] : m["end"]].decode() for m in line["mentions"]] == [
            m["text"] for m in line["mentions"]
        ]


def test_articles_that_are_not_the_file_s_text_have_no_source_offsets(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": ARTICLE}), encoding="utf-8")
    (article,) = read_articles(tmp_path / "a.jsonl", source_offsets=True)
    assert isinstance(article, Article)
    with pytest.raises(InputError, match="choose --offsets codepoint, utf16 or utf8"):
        schema.check_source_offsets(article)


def test_the_command_gives_source_offsets_or_says_why_not(tmp_path: Path, command: Command) -> None:
    data = b"\xff\xfe" + ARTICLE.replace("\n", "\r\n").encode("utf-16-le")
    (tmp_path / "a.txt").write_bytes(data)
    (tmp_path / "b.jsonl").write_text(json.dumps({"id": "b1", "text": ARTICLE}))
    for name in ("extract", "tokens", "officials"):
        run = command(name, "--offsets", "source", "-f", "jsonl", "a.txt", "b.jsonl", cwd=tmp_path)
        assert run.returncode == 1
        assert errors(run.stderr) == [
            (
                "b.jsonl: id b1: no byte offsets for application/json: what is read is not as it stands in the file; "
                "choose --offsets codepoint, utf16 or utf8"
            )
        ]
        found = lines(run.stdout)
        spans = found if name == "officials" else found[0]["mentions" if name == "extract" else "tokens"]
        texts = [data[span["start"] : span["end"]].decode("utf-16-le") for span in spans]
        if name == "officials":
            assert texts[0] == "도하늘"
        else:
            assert texts == [span["text"] for span in spans]
    table = command("quotes", "--offsets", "source", "-f", "table", "b.jsonl", cwd=tmp_path)
    assert (table.returncode, table.stderr) == (0, b"")


# --- broken bytes -----------------------------------------------------------------------------------------------------


def test_broken_bytes_are_told_and_the_article_is_read(tmp_path: Path, command: Command) -> None:
    data = ARTICLE.encode()
    (tmp_path / "a.txt").write_bytes(data.replace("참석".encode(), "참석".encode()[:-1] + b"\xff") + b"\xea\xb0")
    (tmp_path / "b.txt").write_bytes(data)
    run = command("extract", "-f", "jsonl", "--with-text", "a.txt", "b.txt", cwd=tmp_path)
    assert run.returncode == 0
    assert errors(run.stderr) == [
        "a.txt: 5 bytes could not be decoded (read as utf-8); U+FFFD stands for them: save the text again as UTF-8"
    ]
    broken, whole = lines(run.stdout)
    assert (broken["source"]["replaced"], whole["source"]["replaced"]) == (5, 0)
    assert broken["text"] == ARTICLE.replace("참석", "참\ufffd") + "\ufffd"
    assert [entity["name"] for entity in broken["entities"]] == [entity["name"] for entity in whole["entities"]]


def rows_of(path: Path, data: bytes) -> list[tuple[str, int, str] | str]:
    """The encoding, the bad bytes and the text of each row of a file; for a row that is not read, why."""
    path.write_bytes(data)
    return [
        (article.source.encoding, article.source.replaced, article.text)
        if isinstance(article, Article)
        else str(article)
        for _, article in read_inputs(str(path), Reading(plain=True))
    ]


ROW = "도하늘 나루시장은 9일 밝혔다."
CUT = ROW.encode()[:-3]
CUT_ROW = ROW[:-2] + "\ufffd"


def test_bad_bytes_in_a_row_concern_that_row_alone(tmp_path: Path) -> None:
    good, cut = ("utf-8", 0, ROW), ("utf-8", 1, CUT_ROW)
    row = f'{{"text": "{ROW}"}}\n'
    cut_row = b'{"text": "' + CUT + b'"}\n'
    latin = '{"text": "Genève déclaré"}\n'.encode("latin-1")
    read = rows_of(tmp_path / "a.jsonl", row.encode() + row.encode("cp949") + cut_row + latin + row.encode())
    assert read[:3] == [good, ("cp949", 0, ROW), cut]
    assert "iconv" in str(read[3])
    assert read[4:] == [good]
    assert rows_of(tmp_path / "a.json", b"[" + row.encode() + b"," + cut_row + b"]") == [good, cut]
    table = f"id,text\n1,{ROW}\n".encode() + b"2," + CUT + f"\n3,{ROW}\n".encode()
    assert rows_of(tmp_path / "a.csv", table) == [good, cut, good]


@pytest.mark.parametrize(
    ("codec", "name"), [("utf-8-sig", "utf-8"), ("cp949", "cp949"), ("utf-16", "utf-16-le"), ("utf-16-be", "utf-16-be")]
)
def test_tables_are_read_in_their_encoding(codec: str, name: str, tmp_path: Path) -> None:
    assert rows_of(tmp_path / "a.csv", f'"text",id\n"{ROW}",1\n"{ROW}",2\n'.encode(codec)) == [(name, 0, ROW)] * 2


def test_json_lines_in_utf_16_are_refused_as_a_whole(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="JSON Lines in utf-16-le; convert them with `iconv -f UTF-16 -t UTF-8`"):
        rows_of(tmp_path / "a.jsonl", f'{{"text": "{ROW}"}}\n'.encode("utf-16") * 2)


def test_a_surrogate_in_json_is_one_bad_character(tmp_path: Path) -> None:
    assert rows_of(tmp_path / "a.jsonl", b'{"text": "\\ub098\\ud83d\\ub8e8 \\udc80 \\ud83d\\ude00"}\n') == [
        ("utf-8", 0, "나\ufffd루 \ufffd 😀")
    ]


# --- the same entities, whatever the form -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def samples(extractor: Extractor) -> list[robustness.Sample]:
    """Three articles as they are."""
    return robustness.read_samples(extractor, [SAMPLES / name for name in ("expo.txt", "politics.txt", "cp949.txt")])


@pytest.mark.parametrize("variant", robustness.VARIANTS)
def test_the_same_entities_are_found_in_every_form(
    variant: str, samples: list[robustness.Sample], extractor: Extractor
) -> None:
    if reason := robustness.skipped(variant):
        pytest.skip(reason)
    score, told = robustness.measure(extractor, samples, variant)
    assert told == []
    assert (score.share, score.extra, score.same) == (1, 0, score.mentions)


# --- worst cases ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "unit",
    [
        "\xa0",
        "&amp;",
        "&#38;",
        "amp;",
        "\u0301\u0323",
        "\u200d",
        "하\u0301",
        "ㄴㅏ",
        "ｶﾞ",
        "\x1b[",
        "\x1b[" + "0" * 20,
        "&a&#8203;mp;",
        "\u3164ㄱㅏ",
        unicodedata.normalize("NFD", "나루시장 "),
    ],
)
def test_a_text_of_dirt_takes_linear_time(unit: str) -> None:
    text = "&" + unit * (500_000 // len(unit)) + "lt;"
    start = time.process_time()
    data = text.encode()
    assert normalize_mapped(decode(data).text).text == normalize(text)
    source_text(data, "utf-8")
    clean(normalize(text))
    assert time.process_time() - start < 15

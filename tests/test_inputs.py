"""Kinds of input: what a file is, what is in it, and that nothing that a stranger packs does harm."""

from __future__ import annotations

import bz2
import csv
import datetime
import email
import gzip
import hashlib
import io
import json
import lzma
import os
import subprocess
import sys
import tarfile
import threading
import time
import unicodedata
import zipfile
from collections.abc import Callable, Iterable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import zstandard

from newsextract.errors import InputError
from newsextract.inputs import streams
from newsextract.inputs.kinds import InputFormat, kind_by_content, kind_by_name
from newsextract.inputs.options import Reading
from newsextract.inputs.reading import Read, kind_of, read_inputs
from newsextract.model import Article
from newsextract.reader import read_article

DAY = datetime.date(2023, 1, 9)
TEXT = "달구벌시장 순방\n\n달구벌시는 9일 박여울 시장이 훈춘시를 찾았다고 밝혔다.\n"
OTHER = "두물시는 10일 포럼을 열었다.\n"

PACKERS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstandard.compress,
}


def read(path: Path, reading: Reading | None = None) -> list[Read]:
    """The articles of a file, and what is wrong with its parts."""
    return list(read_inputs(str(path), reading or Reading()))


def only(path: Path, reading: Reading | None = None) -> Article:
    """The one article of a file."""
    ((_, article),) = read(path, reading)
    assert isinstance(article, Article), article
    return article


def told(path: Path, reading: Reading | None = None) -> list[tuple[str, str]]:
    """Paths below the file's folder with the text of each article, or what is wrong with it."""
    return [
        (
            Path(place).relative_to(path.parent).as_posix(),
            article.text if isinstance(article, Article) else str(article),
        )
        for place, article in read(path, reading)
    ]


def refusal(path: Path, reading: Reading | None = None) -> str:
    """Why a whole file is refused."""
    with pytest.raises(InputError) as caught:
        read(path, reading)
    message = str(caught.value)
    assert "\n" not in message
    return message


# --- kinds ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.txt", "text"),
        ("a.TXT.GZ", "text"),
        ("a.html", "html"),
        ("a.htm.xz", "html"),
        ("a.eml", "eml"),
        ("a.jsonl", "jsonl"),
        ("a.ndjson.zst", "jsonl"),
        ("a.json", "json"),
        ("a.csv.bz2", "csv"),
        ("a.tsv", "tsv"),
        ("2023.html/a", None),
        ("-", None),
        ("a.md", None),
    ],
)
def test_names_say_what_a_file_is(name: str, kind: InputFormat | None) -> None:
    assert kind_by_name(name) == kind


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("<!DOCTYPE html>\n<html><head>", "html"),
        ("\ufeff  <!-- saved from -->\n<HTML lang='ko'>", "html"),
        ('<?xml version="1.0" encoding="euc-kr"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN">', "html"),
        ('{"text": "포항시"}\n', "json"),
        ('[\n  {"text": "포항시"}\n', "json"),
        ("From: a@b.kr\nTo: c@d.kr\nMIME-Version: 1.0\n", "eml"),
        ("Received: from a\n by b\nSubject: x\n", "eml"),
        # Prose that begins alike.
        ("<속보> 포항시장 사퇴", "text"),
        ("<앵커> 안녕하십니까", "text"),
        ("[앵커] 안녕하십니까", "text"),
        ("{포항시}는 9일", "text"),
        ("From: 포항시\n보도자료를 보냅니다.", "text"),
        ("Date: 2023-01-09\n\n포항시는", "text"),
        ("", "text"),
    ],
)
def test_first_bytes_say_what_a_file_is(head: str, kind: InputFormat) -> None:
    assert kind_by_content(head.encode()) == kind


def test_utf16_is_seen_through() -> None:
    assert kind_by_content("<html><body>포항".encode("utf-16")) == "html"
    assert kind_by_content('{"text": "포항"}'.encode("utf-16")) == "json"


def test_the_user_s_word_then_the_name_then_the_content() -> None:
    row = b'{"text": "..."}\n{"text": "..."}\n'
    assert kind_of("a.txt", row, Reading()) == "jsonl"
    assert kind_of("a.json", row, Reading()) == "jsonl"
    assert kind_of("a.csv", row, Reading()) == "csv"
    assert kind_of("a.csv", row, Reading("text")) == "text"
    assert kind_of("a", b'{\n "text": "..."\n}', Reading()) == "json"


# --- compression and archives -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", PACKERS)
def test_compressed_files_are_unpacked(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"20230109.txt{ending}"
    path.write_bytes(PACKERS[ending](TEXT.encode("cp949")))
    article = only(path)
    assert (article.text, article.source.encoding) == (TEXT, "cp949")
    assert (article.source.path, article.headline) == (str(path), "달구벌시장 순방")


@pytest.mark.parametrize("ending", PACKERS)
def test_compressed_files_go_by_content_not_by_name(ending: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(PACKERS[ending](TEXT.encode()))
    assert only(path).text == TEXT


@pytest.mark.parametrize("ending", PACKERS)
def test_several_members_of_a_stream_are_one_text(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.txt{ending}"
    path.write_bytes(PACKERS[ending](TEXT.encode()) + PACKERS[ending](OTHER.encode()))
    assert only(path).text == TEXT + OTHER


@pytest.mark.parametrize("ending", PACKERS)
def test_a_compressed_file_that_is_cut_off_is_refused(ending: str, tmp_path: Path) -> None:
    noise = "".join(chr(0xAC00 + at * 7919 % 11172) for at in range(20_000))
    packed = PACKERS[ending]((TEXT + noise).encode())
    path = tmp_path / f"a.txt{ending}"
    for cut in (len(packed) // 2, len(packed) - 5):
        path.write_bytes(packed[:cut])
        assert "is broken or cut off" in refusal(path)
    path.write_bytes(packed[: len(packed) // 2] + b"\x00" * 50 + packed[len(packed) // 2 + 50 :])
    assert "is broken or cut off" in refusal(path)


def zipped(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A ZIP archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return buffer.getvalue()


def tarred(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A tar archive."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, data in members:
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return buffer.getvalue()


MEMBERS = [
    ("2023/01/가.txt", TEXT.encode()),
    ("2023/01/b.txt.gz", gzip.compress(OTHER.encode())),
    ("notes.md", "읽지 않음".encode()),
    (".hidden/a.txt", "읽지 않음".encode()),
    ("__MACOSX/2023/._a.txt", "읽지 않음".encode()),
]
ARCHIVES: dict[str, Callable[[], bytes]] = {
    "a.zip": lambda: zipped(MEMBERS),
    "a.tar": lambda: tarred(MEMBERS),
    **{f"a.tar{ending}": lambda pack=pack: pack(tarred(MEMBERS)) for ending, pack in PACKERS.items()},  # type: ignore[misc]
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_archives_are_read_member_by_member(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(ARCHIVES[name]())
    assert told(path) == [(f"{name}!2023/01/가.txt", TEXT), (f"{name}!2023/01/b.txt.gz", OTHER)]
    assert told(path, Reading(globs=("*.md",))) == [(f"{name}!notes.md", "읽지 않음")]
    assert told(path, Reading(globs=("2023/*",)))[0][1] == TEXT
    assert "no file in this archive matches *.csv; it has .md, .txt" in refusal(path, Reading(globs=("*.csv",)))


def test_rows_in_archives_keep_their_ids(tmp_path: Path) -> None:
    rows = [{"id": 7, "text": TEXT}, {"id": 8}, {"id": 9, "text": OTHER}]
    lines = "\n".join(json.dumps(row) for row in rows).encode()
    path = tmp_path / "a.zip"
    path.write_bytes(zipped([("x/1.jsonl", lines), ("x/2.csv", f'id,text\n5,"{OTHER}"'.encode())]))
    one, two, three, table = read(path, Reading(globs=("*.jsonl", "*.csv")))
    assert isinstance(one.article, Article)
    assert isinstance(three.article, Article)
    assert isinstance(table.article, Article)
    assert [one.article.source.id, three.article.source.id, table.article.source.id] == ["7", "9", "5"]
    assert str(two.article).startswith('line 2: no field "text"')
    assert {Path(item.path).name for item in (one, two, three)} == {"1.jsonl"}


def test_names_that_windows_wrote_in_cp949_are_read(tmp_path: Path) -> None:
    data = zipped([("AAAA.txt", TEXT.encode())])
    path = tmp_path / "a.zip"
    path.write_bytes(data.replace(b"AAAA.txt", "포항.txt".encode("cp949")))
    assert told(path) == [("a.zip!포항.txt", TEXT)]


@pytest.mark.parametrize("pack", [zipped, tarred])
@pytest.mark.parametrize(
    "name", ["../../a.txt", "/etc/a.txt", "a/../../b.txt", "C:/a.txt", "..\\a.txt", "\\\\host\\a.txt"]
)
def test_names_that_lead_out_of_the_archive_are_refused(
    name: str, pack: Callable[[Iterable[tuple[str, bytes]]], bytes], tmp_path: Path
) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(pack([(name, TEXT.encode()), ("good.txt", OTHER.encode())]))
    bad, good = read(path)
    assert "leads out of the archive" in str(bad.article)
    assert isinstance(good.article, Article)
    assert [item.name for item in tmp_path.iterdir()] == ["a.zip"]  # nothing is ever written


def test_links_in_tar_archives_lead_nowhere(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE):
            member = tarfile.TarInfo(f"{kind.decode()}.txt")
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
    path = tmp_path / "a.tar"
    path.write_bytes(buffer.getvalue())
    assert "no file in this archive" in refusal(path)


def test_one_bad_member_does_not_stop_the_others(tmp_path: Path) -> None:
    data = bytearray(zipped([("a.txt", TEXT.encode() * 50), ("b.txt", OTHER.encode()), ("c.txt", b"")]))
    data[60:70] = b"\xff" * 10  # within the first member
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    broken, good, empty = told(path)
    assert "the member is broken or cut off" in broken[1]
    assert good == ("a.zip!b.txt", OTHER)
    assert "the input is empty" in empty[1]


def test_archives_in_archives_and_double_compression_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped([("inner.zip", zipped(MEMBERS)), ("x.tar", tarred(MEMBERS)), ("b.txt", OTHER.encode())]))
    first, second, good = told(path)
    assert "an archive within an archive; unpack the outer one first" in first[1]
    assert "an archive within an archive" in second[1]
    assert good[1] == OTHER
    path.write_bytes(gzip.compress(bz2.compress(TEXT.encode())))
    assert refusal(path) == "a bzip2 file within a gzip file; unpack it first"


def test_encrypted_members_and_cut_archives_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    data = bytearray(zipped([("a.txt", TEXT.encode())]))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert "encrypted; unpack the archive with its password first" in told(path)[0][1]
    path.write_bytes(zipped(MEMBERS)[:-30])
    assert "the ZIP archive is broken or cut off" in refusal(path)
    path.write_bytes(tarred([("a.txt", TEXT.encode() * 200)])[:9000])
    parts = read_inputs(str(path), Reading())
    assert "the member is broken or cut off" in str(next(parts).article)
    with pytest.raises(InputError, match="the tar archive is broken or cut off"):
        next(parts)


@pytest.mark.parametrize(
    ("member", "what"),
    [("[Content_Types].xml", "Word or Excel"), ("Contents/content.hpf", "HWPX"), ("content.xml", "OpenDocument")],
)
def test_office_documents_are_no_archives(member: str, what: str, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(zipped([(member, b"<x/>")]))
    assert what in refusal(path)


@pytest.mark.parametrize("ending", [".gz", ".xz", ".zip", ".jsonl.gz"])
def test_decompression_bombs_are_refused(ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "_SUSPECT", 4 << 20)
    zeros = b"0" * (12 << 20)
    path = tmp_path / f"a{ending}"
    path.write_bytes(
        zipped([("a.txt", zeros)])
        if ending == ".zip"
        else lzma.compress(zeros)
        if ending == ".xz"
        else gzip.compress(zeros)
    )
    assert path.stat().st_size < 1 << 20
    reading = Reading(max_chars=1 << 30)
    message = str(read(path, reading)[0].article) if ending == ".zip" else refusal(path, reading)
    assert "unpacks to more than 300 times its size" in message


def test_a_missing_library_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zstandard", None)
    path = tmp_path / "a.txt.zst"
    path.write_bytes(zstandard.compress(TEXT.encode()))
    assert "pip install 'newsextract[zstd]'" in refusal(path)


# --- limits -----------------------------------------------------------------------------------------------------------


def test_an_article_may_be_as_long_as_the_user_says(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    for length, encoding in ((100, "utf-8"), (100, "utf-32"), (101, "cp949"), (5000, "utf-8")):
        path.write_bytes(("가" * length).encode(encoding))
        if length == 100:
            assert only(path, Reading(max_chars=100)).text == "가" * 100
        else:
            assert (
                refusal(path, Reading(max_chars=100))
                == "longer than 100 characters; raise --max-chars if this is one article"
            )


def test_a_row_that_is_too_long_does_not_stop_the_others(tmp_path: Path) -> None:
    rows = [{"text": "가"}, {"text": "나" * 101}, {"text": "다" * 90_000}, {"text": "라" * 100}]
    reading = Reading(max_chars=100)
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    expected = ["가", "line 2: longer than 100", "line 3: longer than 100", "라" * 100]
    for (_, text), start in zip(told(path, reading), expected, strict=True):
        assert text.startswith(start)
    path = tmp_path / "a.csv"
    path.write_text("text\n" + "".join(f"{row['text']}\n" for row in rows), encoding="utf-8")
    for (_, text), start in zip(
        told(path, reading), ["가", "line 3: longer", "line 4: longer", "라" * 100], strict=True
    ):
        assert text.startswith(start)


@pytest.mark.slow
def test_a_stream_of_rows_is_read_in_constant_memory(tmp_path: Path) -> None:
    """A hundred megabytes of rows through a pipe: the memory is that of a few rows."""
    program = (
        "import sys, tracemalloc\n"
        "from newsextract.inputs.options import Reading\n"
        "from newsextract.inputs.reading import read_inputs\n"
        "tracemalloc.start()\n"
        "count = sum(1 for _ in read_inputs('-', Reading(input_format=sys.argv[1])))\n"
        "print(count, tracemalloc.get_traced_memory()[1] >> 20)\n"
    )
    row = json.dumps({"text": OTHER, "blob": "x" * 1_000_000}).encode() + b"\n"
    table = f'"{OTHER}",{"x" * 1_000_000}\n'.encode()
    for kind, header, line in (("jsonl", b"", row), ("csv", b"text,blob\n", table)):
        with subprocess.Popen(
            [sys.executable, "-c", program, kind], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as run:
            assert run.stdin is not None
            run.stdin.write(header)
            for _ in range(100):
                run.stdin.write(line)
            out, _ = run.communicate()
        count, megabytes = map(int, out.split())
        assert count == 100
        assert megabytes < 30, kind


def test_the_first_rows_of_a_pipe_are_not_kept_waiting() -> None:
    """A reader of a stream that goes on sees each row when it comes."""
    source, sink = os.pipe()
    first = threading.Event()

    def write() -> None:
        with os.fdopen(sink, "wb", buffering=0) as file:
            file.write(json.dumps({"text": OTHER}).encode() + b"\n")
            assert first.wait(20)
            file.write(json.dumps({"text": TEXT}).encode() + b"\n")

    writer = threading.Thread(target=write)
    writer.start()
    rows = read_inputs(f"/dev/fd/{source}", Reading(input_format="jsonl"))
    article = next(rows).article
    first.set()
    assert isinstance(article, Article)
    assert (article.text, len(list(rows))) == (OTHER, 1)
    writer.join()
    os.close(source)


# --- rows -------------------------------------------------------------------------------------------------------------


def test_fields_have_the_names_that_exports_give_them(tmp_path: Path) -> None:
    rows = {
        "a.json": {
            "articles": [{"id": 7, "title": "포럼 개최", "body": OTHER, "date": "2023-01-09", "media": "두물일보"}]
        },
        "b.json": {"기사번호": "7", "제목": "포럼 개최", "본문": OTHER, "일자": 20230109, "언론사": "두물일보"},
        "c.json": [
            {
                "news_id": "7",
                "headline": "포럼 개최",
                "content": [OTHER.strip(), ""],
                "published_at": 1673222400,
                "press": "두물일보",
            }
        ],
        "d.jsonl": {
            "document_id": "7",
            "paragraph": [{"form": OTHER}],
            "title": "포럼 개최",
            "date": "20230109",
            "publisher": "두물일보",
        },
    }
    for name, row in rows.items():
        (tmp_path / name).write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
        article = only(tmp_path / name)
        facts = (
            article.source.id,
            article.headline,
            article.text.strip(),
            article.published,
            article.published_source,
            article.press,
        )
        assert facts == ("7", "포럼 개최", OTHER.strip(), DAY, "page", "두물일보"), name


def test_the_user_names_other_fields_also_within_objects(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        json.dumps({"text": "x", "doc": {"raw": OTHER, "when": "2023-01-09", "no": 7}, "a.b": "두물일보"}),
        encoding="utf-8",
    )
    fields = {"text": "doc.raw", "published": "doc.when", "id": "doc.no", "press": "a.b"}
    article = only(path, Reading(fields=fields))
    assert (article.text, article.published, article.source.id, article.press) == (OTHER, DAY, "7", "두물일보")
    assert 'no field "doc.text"' in told(path, Reading(fields={"text": "doc.text"}))[0][1]
    with pytest.raises(ValueError, match="no field 'txt'; there are text, published"):
        Reading(fields={"txt": "x"})


MARKUP = {
    "<p>두물시는 10일 <b>포럼</b>을 열었다.</p><p>끝.</p>": "두물시는 10일 포럼을 열었다.\n\n끝.",
    "두물시는 10일&nbsp;포럼을<br/>열었다.": "두물시는 10일 포럼을\n열었다.",
    "두물<b>시</b>는 10일\n포럼을 열었다.": "두물시는 10일\n포럼을 열었다.",
    "두물시는 <속보> 3 < 5 포럼을 열었다.": "두물시는 <속보> 3 < 5 포럼을 열었다.",
}


@pytest.mark.parametrize("text", MARKUP)
def test_markup_in_rows_is_no_text(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": text, "title": "두물시 <b>포럼</b> &quot;개최&quot;"}), encoding="utf-8")
    article = only(path)
    assert (article.text, article.headline) == (MARKUP[text], '두물시 포럼 "개최"')


def test_whole_pages_in_rows_are_read_as_pages(tmp_path: Path) -> None:
    page = f"<!DOCTYPE html><title>두물시, 국제 포럼 개최</title><nav>메뉴</nav><h1>두물시, 국제 포럼 개최</h1><p>{OTHER}</p><footer>저작권자</footer>"
    path = tmp_path / "a.jsonl"
    path.write_text(
        json.dumps({"id": 7, "content": page, "date": "2023-01-09", "press": "두물&amp;일보"}), encoding="utf-8"
    )
    article = only(path)
    assert article.text == f"두물시, 국제 포럼 개최\n\n{OTHER.strip()}"
    facts = (article.source.id, article.headline, article.press, article.published, article.published_source)
    assert facts == ("7", "두물시, 국제 포럼 개최", "두물&일보", DAY, "page")


def test_markup_needs_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("newsextract.html.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "lxml", None)
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "<p>포항"}\n{"text": "포항시는"}', encoding="utf-8")
    bad, good = told(path)
    assert "a text with HTML tags; install what reads pages with `pip install 'newsextract[html]'`" in bad[1]
    assert good[1] == "포항시는"


def table(rows: list[list[str]], dialect: str = "excel") -> str:
    """A table as programs write it."""
    buffer = io.StringIO()
    csv.writer(buffer, dialect).writerows(rows)
    return buffer.getvalue()


ROWS = [
    ["뉴스 식별자", "일자", "언론사", "제목", "본문"],
    ["7", "20230109", "두물일보", "포럼, “개최”", TEXT],
    ["8", "", "", "", OTHER],
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
@pytest.mark.parametrize(("name", "dialect"), [("a.csv", "excel"), ("a.tsv", "excel-tab")])
def test_tables_are_read_as_excel_and_others_write_them(name: str, dialect: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(table(ROWS, dialect).encode(encoding))
    first, second = (item.article for item in read(path))
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.source.id, first.published, first.press, first.headline, first.text) == (
        "7",
        DAY,
        "두물일보",
        "포럼, “개최”",
        TEXT,
    )
    assert (second.source.id, second.published, second.press, second.text) == ("8", None, None, OTHER)


def test_semicolons_part_the_fields_of_some_csv(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'id;text\n7;"{OTHER}"\n', encoding="utf-8")
    assert (only(path).source.id, only(path).text) == ("7", OTHER)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.csv", "", "the input is empty"),
        (
            "a.csv",
            "id,blurb\n1,x\n",
            'line 2: no field "text"; name the one that has the text with --text-field NAME (fields: id, blurb)',
        ),
        ("a.csv", "id,text\n1,\n", 'line 2: the field "text" is empty'),
        ("a.json", "{", "line 1: not valid JSON"),
        ("a.json", "[" * 100_000, "not valid JSON"),
        ("a.json", '"포항시"', "no list of objects"),
        ("a.json", '[1, {"text": "포항시"}]', "line 1: not an object"),
        ("a.jsonl", "[]", "line 1: not an object"),
        ("a.jsonl", '{"text": ["a", 1]}', 'line 1: the field "text" is not a string'),
        ("a.jsonl", '{"text": "x", "id": []}', 'line 1: the field "id" is not a string or a number'),
        ("a.jsonl", '{"text": "x", "date": "soon"}', 'line 1: the field "date" is not a date'),
        ("a.jsonl", '{"text": "x", "title": 5}', 'line 1: the field "title" is not a string'),
    ],
)
def test_bad_rows_say_what_to_do(name: str, content: str, expected: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    try:
        message = str(read(path)[0].article)
    except InputError as error:
        message = str(error)
    assert message.startswith(expected)


def slowly(chunks: list[bytes], *command: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command on a pipe through which a file comes in pieces."""
    with subprocess.Popen(
        [sys.executable, "-m", "newsextract", "tokens", "-f", "jsonl", "--with-text", *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as run:
        assert run.stdin is not None
        for chunk in chunks:
            run.stdin.write(chunk)
            run.stdin.flush()
            time.sleep(0.3)
        out, errors = run.communicate()
    return subprocess.CompletedProcess([], run.returncode, out, errors)


@pytest.mark.slow
def test_a_file_is_the_same_however_its_pieces_come() -> None:
    row = json.dumps({"text": OTHER}).encode() + b"\n"
    csv_file = table([["본문", "언론사"], *[[OTHER, ""]] * 3]).encode("cp949")
    mail_file = mail().as_bytes()
    page = f"<?xml version='1.0'?>\n<!DOCTYPE html>\n<html><h1>두물시, 포럼 개최</h1><p>{OTHER}</p></html>".encode()
    for data, cut, count in ((row + row, len(row), 2), (csv_file, 13, 3), (mail_file, 20, 1), (page, 22, 1)):
        whole, pieces = slowly([data]), slowly([data[:cut], data[cut:]])
        assert (pieces.returncode, pieces.stdout, pieces.stderr) == (0, whole.stdout, b"")
        assert len(pieces.stdout.splitlines()) == count


def test_tables_are_told_by_their_header() -> None:
    for head, fields, kind in (
        ("일자,언론사,제목,본문\n20230109,…", {}, "csv"),
        ('"id"\t"text"\n1\t…', {}, "tsv"),
        ("가;나\n1;2\n", {"text": "나"}, "csv"),
        ("가;나\n1;2\n", {}, "text"),
        ("포항시장, 본문\n포항시는", {}, "text"),
        ("제목, 내용, 그리고 형식\n", {}, "csv"),
    ):
        assert kind_of("-", head.encode(), Reading(fields=fields)) == kind, head


def test_the_encoding_of_a_table_is_told_where_korean_begins(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [["text", "note"], *[["plain words", "x" * 50]] * 200, [OTHER, "끝"]]
    path.write_bytes(table(rows).encode("cp949"))
    last = read(path)[-1].article
    assert isinstance(last, Article)
    assert (last.text, last.source.encoding, last.source.replaced) == (OTHER, "cp949", 0)


def test_surplus_cells_are_told_and_the_first_of_two_columns_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,text,text\n1,하나,,\n2,둘, 셋, 넷\n3,셋\n", encoding="utf-8")
    first, bad, third = told(path)
    assert (first[1], third[1]) == ("하나", "셋")
    assert bad[1] == "line 3: 4 cells, but 3 in the header; quote fields that hold commas or quotes"


def test_the_first_field_with_a_value_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    rows = [{"text": None, "body": OTHER}, {"text": "", "본문": OTHER}, {"text": ""}, {"text": "<p></p><br>"}]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    one, two, three, four = told(path)
    assert one[1] == two[1] == OTHER
    assert 'the field "text" is empty' in three[1]
    assert 'the field "text" is empty' in four[1]


def test_names_in_either_form_of_unicode_match(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped([(unicodedata.normalize("NFD", "수소.txt"), TEXT.encode())]))
    assert [text for _, text in told(path, Reading(globs=("*수소*",)))] == [TEXT]


def test_a_bug_in_one_member_does_not_stop_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(data: bytes, **options: Any) -> Article:
        if b"bug" in data:
            raise ZeroDivisionError
        return read_article(data, **options)

    monkeypatch.setattr("newsextract.inputs.reading.read_article", broken)
    path = tmp_path / "a.zip"
    path.write_bytes(zipped([("a.txt", b"bug"), ("b.txt", OTHER.encode())]))
    bad, good = read(path)
    assert isinstance(bad.article, ZeroDivisionError)
    assert isinstance(good.article, Article)


def test_a_text_named_html_is_a_text(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(TEXT, encoding="utf-8")
    assert (only(path).text, only(path).source.media_type) == (TEXT, "text/plain")


# --- mail -------------------------------------------------------------------------------------------------------------


def mail(body: str = OTHER, subject: str = "FW: [보도자료] 두물시, 포럼 개최") -> EmailMessage:
    """A mail sent from Seoul in the morning of 9 January 2023, which is the evening before in London."""
    message = EmailMessage()
    message["From"] = "두물시 공보실 <press@example.kr>"
    message["To"] = "desk@example.kr"
    message["Subject"] = subject
    message["Date"] = "Sun, 08 Jan 2023 22:10:00 +0000"
    message["MIME-Version"] = "1.0"
    message.set_content(body)
    return message


def test_a_mail_is_an_article_under_its_subject(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(mail().as_bytes())
    article = only(path)
    assert (article.headline, article.published, article.published_source) == (
        "[보도자료] 두물시, 포럼 개최",
        DAY,
        "page",
    )
    assert article.text == f"[보도자료] 두물시, 포럼 개최\n\n{OTHER}"
    assert [zone.zone for zone in article.zones] == ["headline", "body"]
    assert article.source.media_type == "message/rfc822"
    assert only(path, Reading(published=datetime.date(2024, 5, 3))).published_source == "option"


def test_attachments_are_read_like_files(tmp_path: Path) -> None:
    message = mail()
    message.add_attachment(TEXT.encode("cp949"), maintype="text", subtype="plain", filename="달구벌.txt")
    message.add_attachment(gzip.compress(TEXT.encode()), maintype="application", subtype="gzip", filename="b.txt.gz")
    message.add_attachment(zipped(MEMBERS), maintype="application", subtype="zip", filename="z.zip")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="c.pdf")
    message.add_attachment(b"", maintype="text", subtype="plain", filename="../../empty.txt")
    message.add_attachment(mail("속 편지다.\n", "안"))
    path = tmp_path / "a.eml"
    path.write_bytes(message.as_bytes())
    found = told(path)
    assert [place for place, _ in found] == [
        "a.eml",
        "a.eml!달구벌.txt",
        "a.eml!b.txt.gz",
        "a.eml!z.zip!2023/01/가.txt",
        "a.eml!z.zip!2023/01/b.txt.gz",
        "a.eml!empty.txt",
        "a.eml!6.eml",
    ]
    assert [found[1][1], found[2][1], found[3][1], found[6][1]] == [TEXT, TEXT, TEXT, "안\n\n속 편지다.\n"]
    assert "the input is empty" in found[5][1]


#: What a mail declares, what its bytes are in, and the encoding that it is read in.
DECLARED: list[tuple[str | None, str, str]] = [
    ("euc-kr", "cp949", "cp949"),
    ("ks_c_5601-1987", "cp949", "cp949"),
    ("MS949", "cp949", "cp949"),
    ("utf-8", "cp949", "cp949"),
    ("iso-8859-1", "cp949", "cp949"),
    ("iso-8859-1", "utf-8", "utf-8"),
    ("windows-1252", "utf-8", "utf-8"),
    ("euc-kr", "utf-8", "utf-8"),
    ("utf-16", "utf-8", "utf-8"),
    ("unicode_escape", "cp949", "cp949"),
    ("undefined", "cp949", "cp949"),
    ("undefined", "utf-8", "utf-8"),
    ("x-unknown", "utf-8", "utf-8"),
    (None, "johab", "johab"),
    ("iso-2022-kr", "iso2022_kr", "iso-2022-kr"),
    ("csISO2022KR", "iso2022_kr", "iso-2022-kr"),
    ("iso-2022-kr", "cp949", "cp949"),
    ("iso-2022-kr", "utf-8", "utf-8"),
]


def written(content: bytes, declared: str | None, subtype: str = "plain") -> bytes:
    """A mail without a subject as other programs write it: its bytes, and the charset that it declares."""
    charset = f'; charset="{declared}"' if declared else ""
    head = f"Date: Mon, 09 Jan 2023 09:10:00 +0900\nMIME-Version: 1.0\nContent-Type: text/{subtype}{charset}\n"
    return f"{head}Content-Transfer-Encoding: 8bit\n\n".encode() + content


@pytest.mark.parametrize(("declared", "codec", "encoding"), DECLARED)
def test_the_bytes_of_a_mail_decide_whatever_charset_it_declares(
    declared: str | None, codec: str, encoding: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.eml"
    body = f"제5회 두물 \\u0041 포럼\n{OTHER * 3}"
    path.write_bytes(written(body.encode(codec), declared))
    article = only(path)
    assert (article.text, article.source.encoding, article.source.replaced) == (body, encoding, 0)
    page = body.replace("\n", "<p>")
    for meta in ("utf-8", "euc-kr", "iso-2022-kr", "iso-8859-1"):
        data = f"<html><meta charset={meta}><body><p>{page}</body></html>".encode(codec)
        path.write_bytes(written(data, declared, "html"))
        article = only(path)
        assert "두물시는 10일 포럼을 열었다." in article.text, meta
        assert (article.source.encoding, article.source.replaced) == (encoding, 0), meta
        assert article.source.sha256 == hashlib.sha256(data).hexdigest()


def test_a_mail_too_short_to_judge_is_read_as_it_declares(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    body = "똠 펲 뷁"
    path.write_bytes(written(body.encode("cp949"), "ks_c_5601-1987"))
    assert (only(path).text, only(path).source.encoding) == (body, "cp949")
    path.write_bytes(written(body.encode("cp949"), "iso-8859-1"))
    [(_, error)] = told(path)
    assert "are not UTF-8" in error


def test_a_mail_of_nothing_but_spaces_does_not_hide_what_is_attached(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    for subtype in ("plain", "html"):
        message = mail()
        message.set_content("\u3000\n", subtype=subtype)
        message.add_attachment(TEXT, filename="b.txt")
        path.write_bytes(message.as_bytes())
        assert told(path) == [("a.eml!b.txt", TEXT)]


def test_a_mail_in_iso_2022_kr_that_is_cut_off_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    for subtype in ("plain", "html"):
        cut = (OTHER * 3).strip().encode("iso2022_kr").removesuffix(b"\x0f.")[:-1]
        path.write_bytes(written(cut, "iso-2022-kr", subtype))
        article = only(path)
        assert article.text.endswith("두물시는 10일 포럼을 열었\ufffd")
        assert (article.source.encoding, article.source.replaced) == ("iso-2022-kr", 1)


@pytest.mark.parametrize(
    "field",
    [
        "Content-Type: text/plain; charset*=undefined''abc",
        "Content-Type: text/plain\nContent-Disposition: attachment; filename*=undefined''a%b0.txt",
    ],
)
def test_a_field_in_no_charset_is_told(field: str, tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(f"MIME-Version: 1.0\n{field}\n\n{OTHER}".encode())
    assert "a field in an unknown charset" in refusal(path)


@pytest.mark.parametrize("is_file", [False, True])
def test_mails_in_mails_are_read_to_some_depth(is_file: bool, tmp_path: Path) -> None:
    message = mail("글 6.\n", "제목 6")
    for number in reversed(range(6)):
        outer = mail(f"글 {number}.\n", f"제목 {number}")
        if is_file:
            outer.add_attachment(message.as_bytes(), maintype="application", subtype="octet-stream", filename="a.eml")
        else:
            outer.add_attachment(message)
        message = outer
    path = tmp_path / "a.eml"
    path.write_bytes(message.as_bytes())
    *found, (place, error) = told(path)
    name = "!a.eml" if is_file else "!1.eml"
    assert found == [(f"a.eml{name * number}", f"제목 {number}\n\n글 {number}.\n") for number in range(6)]
    assert place == f"a.eml{name * 6}"
    assert error == "more than 5 e-mails inside each other; save the inner ones and give those"


def test_one_bad_file_in_an_attached_archive_does_not_stop_the_others(tmp_path: Path) -> None:
    message = mail()
    members = [("a.txt", b"%PDF-1.4"), ("b.eml", b"From: a\nMIME-Version: 1.0\n"), ("c.txt", TEXT.encode())]
    message.add_attachment(zipped(members), maintype="application", subtype="zip", filename="z.zip")
    path = tmp_path / "a.eml"
    path.write_bytes(message.as_bytes())
    _, first, second, third = told(path)
    assert (first[0], second[0], third) == ("a.eml!z.zip!a.txt", "a.eml!z.zip!b.eml", ("a.eml!z.zip!c.txt", TEXT))
    assert "a PDF file" in first[1]
    assert "the e-mail has no text" in second[1]


def test_mails_in_mails_are_parsed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = mail()
    for _ in range(4):
        outer = mail()
        outer.add_attachment(inner)
        inner = outer
    path = tmp_path / "a.eml"
    path.write_bytes(inner.as_bytes())
    parse = email.message_from_bytes
    parsed: list[int] = []

    def counted(data: bytes, **options: Any) -> Any:
        parsed.append(len(data))
        return parse(data, **options)

    monkeypatch.setattr(email, "message_from_bytes", counted)
    assert len(read(path)) == 5
    assert parsed == [path.stat().st_size]


@pytest.mark.parametrize(
    "data", [b"MIME-Version: 1.0\n\n", b"MIME-Version: 1.0\nContent-Type: image/png\n\nxx", b"From: a\n"]
)
def test_a_mail_without_words_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(data)
    assert "the e-mail has no text" in refusal(path)


HEAD = b"MIME-Version: 1.0\nSubject: x\n"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (HEAD + b"Content-Type: text/plain; charset=" + b"((" * 1500 + b"\n\nxx", "nested too deeply"),
        (
            HEAD + b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(3000)),
            "nested",
        ),
        ((HEAD + b"Content-Type: message/rfc822\n\n") * 3000 + HEAD, "nested too deeply"),
        (HEAD + b"Content-Type: text/plain; " + b"a=b; " * 20_000 + b"\n\nxx", "whose field Content-Type is 100,"),
    ],
)
def test_mails_made_to_exhaust_their_readers_are_refused(data: bytes, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(data)
    assert expected in refusal(path)

"""Every encoding that Korean news is stored in, on texts short enough for guessing to be hard."""

from __future__ import annotations

import bz2
import codecs
import gzip
import lzma
import time
import unicodedata

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from newsextract.decoding import Decoded, decode, normalize, normalize_mapped, source_text
from newsextract.errors import InputError

SHORT_TEXTS = (
    "포항시장",
    "이강덕",
    "훈춘",
    "정부, 내년 예산 확정",
    "[포토] 눈 내린 한라산",
    "㈜젠셀 대표",
    "한·일·중 정상회의 도쿄서 폐막…FTA 협상 재개 합의",
    "北, 경의·동해선 도로 폭파",
    "CES 2023 개막",
    "A사 B씨",
    "코스피 2,700선\r\n회복",
)


@pytest.mark.parametrize("text", SHORT_TEXTS)
@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("cp949", "cp949"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32-le", "utf-32-le"),
        ("utf-32-be", "utf-32-be"),
    ],
)
def test_short_korean_texts_are_read_in_their_encoding(text: str, codec: str, name: str) -> None:
    assert decode(text.encode(codec)) == (text, name, 0)


@pytest.mark.parametrize("text", [text for text in SHORT_TEXTS if len(text) > 8])
def test_johab_is_read_where_it_is_plain(text: str) -> None:
    assert decode(text.encode("johab")) == (text, "johab", 0)


@pytest.mark.parametrize("text", SHORT_TEXTS)
def test_euc_kr_is_read_as_cp949(text: str) -> None:
    assert decode(text.encode("euc-kr")) == (text, "cp949", 0)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_byte_order_mark_decides_and_is_no_part_of_the_text(codec: str) -> None:
    assert decode(("\ufeff" + "Mayor of Pohang").encode(codec)) == ("Mayor of Pohang", codec, 0)


def test_ascii_in_utf_16_is_not_taken_for_utf_8_with_nuls() -> None:
    assert decode("CES 2023 opens".encode("utf-16-le")) == ("CES 2023 opens", "utf-16-le", 0)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf", "byte-order mark"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00", "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "HWP"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "PNG"),
        (gzip.compress(b"x", mtime=0), "gzip file, not text: unpack it first, as newsextract.read_articles does"),
        (bz2.compress(b"x"), "bzip2 file, not text: unpack it first, as newsextract.read_articles does"),
        (bz2.compress(b""), "bzip2 file"),
        (lzma.compress(b"x"), "xz file, not text: unpack it first, as newsextract.read_articles does"),
        (zstandard.compress(b"x"), "zstd file, not text: unpack it first, as newsextract.read_articles does"),
        (b"7z\xbc\xaf\x27\x1c", "7-Zip archive, not text: unpack it first"),
        (b"\x00\x01\x02\x03" * 200, "binary"),
        (bytes(range(256)) * 8, "binary"),
        ("東京都知事は8日、記者会見で述べた。".encode("shift_jis"), "iconv"),
        ("北京市市长8日在记者会上表示。".encode("gbk"), "iconv"),
        ("Le maire a déclaré à Genève".encode("latin-1"), "iconv"),
        ("이다에는 ".encode() * 3 + b"\xff" * 14, "it begins as utf-8, but 14 of 53 bytes are not"),
        (b"\xef\xbb\xbf" + "포항시장이 밝혔다. ".encode("cp949") * 3, "its byte-order mark says utf-8, but"),
        ("포항시장이 밝혔다. ".encode("utf-16-le")[1:], "binary"),
    ],
)
def test_what_is_no_text_is_refused_with_advice_in_one_line(data: bytes, what: str) -> None:
    with pytest.raises(InputError) as raised:
        decode(data)
    message = str(raised.value)
    assert what in message
    assert "\n" not in message
    assert ": " in message


def test_stray_nul_and_control_characters_are_kept() -> None:
    text = "포항시는 30일 포럼을 열었다.\x00\x07 이강덕 시장이 밝혔다. 시는 내년에도 연다. " * 5
    assert decode(text.encode()) == (text, "utf-8", 0)


@pytest.mark.parametrize("word", ["BZh는 압축 형식이다.", "ID3 태그는 음악 파일에 쓴다.", "RIFF 형식이 쓰인다."])
def test_a_text_that_begins_like_a_magic_number_is_a_text(word: str) -> None:
    assert decode(word.encode()) == (word, "utf-8", 0)


@pytest.mark.parametrize(
    ("declared", "data", "expected"),
    [
        (["EUC-KR"], "쟁떫뵤".encode("cp949"), ("쟁떫뵤", "cp949", 0)),
        (["iso-8859-1", " x-windows-949"], "쟁떫뵤".encode("cp949"), ("쟁떫뵤", "cp949", 0)),
        (["euc-kr"], "쟁떫뵤".encode(), ("쟁떫뵤", "utf-8", 0)),
        (["euc-kr"], codecs.BOM_UTF8 + "포항".encode(), ("포항", "utf-8", 0)),
        (["ISO-2022-KR"], "포항시장".encode("iso2022_kr"), ("포항시장", "iso-2022-kr", 0)),
        (["ISO-2022-KR"], b"Mayor", ("Mayor", "utf-8", 0)),
        (["utf-16"], "포항시장".encode(), ("포항시장", "utf-8", 0)),
        (["undefined", "unicode_escape", "rot13"], b"\\u0041", ("\\u0041", "utf-8", 0)),
    ],
)
def test_a_declared_charset_counts_where_the_bytes_do_not_tell(
    declared: list[str], data: bytes, expected: tuple[str, str, int]
) -> None:
    assert decode(data, declared) == expected


PAGE = "포항시는 30일 포럼을 열었다. 이강덕 시장이 밝혔다. 시는 내년에도 연다.\n" * 3
CODECS = ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp949", "johab"]

#: Broken bytes, and what is read of them: text, encoding, bytes that could not be decoded.
BROKEN: list[tuple[bytes, Decoded]] = [
    (PAGE.encode()[:-3], Decoded(PAGE[:-3] + "\ufffd", "utf-8", 2)),
    (PAGE.encode("cp949")[:-3], Decoded(PAGE[:-3] + "\ufffd", "cp949", 1)),
    (PAGE.encode("johab")[:-3], Decoded(PAGE[:-3] + "\ufffd", "johab", 1)),
    (PAGE.encode("utf-16-le")[:-1], Decoded(PAGE[:-1] + "\ufffd", "utf-16-le", 1)),
    (PAGE.encode("utf-16-be")[:-1], Decoded(PAGE[:-1] + "\ufffd", "utf-16-be", 1)),
    (PAGE.encode("utf-32-be")[:-2], Decoded(PAGE[:-1] + "\ufffd", "utf-32-be", 2)),
    (PAGE.encode() + b"\xff\xfe\xff" + PAGE.encode(), Decoded(f"{PAGE}\ufffd{PAGE}", "utf-8", 3)),
    (PAGE.encode() + b"\xff.\xff" + PAGE.encode(), Decoded(f"{PAGE}\ufffd.\ufffd{PAGE}", "utf-8", 2)),
    (PAGE.encode() + "포항".encode("cp949") + b"\n", Decoded(f"{PAGE}\ufffd\n", "utf-8", 4)),
    (PAGE.encode("cp949") + b"\xff\xff\n", Decoded(f"{PAGE}\ufffd\n", "cp949", 2)),
    (b"\xef\xbb\xbf" + PAGE.encode() + b"\x80", Decoded(f"{PAGE}\ufffd", "utf-8", 1)),
    (("\ufeff" + PAGE).encode("utf-16-le") + b"\x00\xd8", Decoded(f"{PAGE}\ufffd", "utf-16-le", 2)),
    (b"<html>" * 30_000 + PAGE.encode("cp949"), Decoded("<html>" * 30_000 + PAGE, "cp949", 0)),
    (PAGE.encode() + "\ufffd".encode(), Decoded(f"{PAGE}\ufffd", "utf-8", 0)),
]


@pytest.mark.parametrize(("data", "expected"), BROKEN)
def test_broken_bytes_are_counted_and_the_rest_is_read(data: bytes, expected: Decoded) -> None:
    assert decode(data) == expected
    assert source_text(data, expected.encoding).text == expected.text


@pytest.mark.parametrize("codec", CODECS)
@given(st.lists(st.integers(0, 1000)), st.integers(0, 255))
def test_bytes_lost_and_added_are_told_and_every_offset_is_the_file_s(codec: str, places: list[int], byte: int) -> None:
    data = bytearray(PAGE.encode(codec))
    for place in places[:4]:
        data[place % len(data) : place % len(data) + place % 2] = bytes([byte])
    try:
        decoded = decode(bytes(data))
    except InputError:
        return
    mapped = source_text(bytes(data), decoded.encoding)
    assert mapped.text == decoded.text
    bad = 0
    end = 0
    for at, character in enumerate(mapped.text):
        assert mapped.offsets.starts[at] == end
        start, end = mapped.offsets.span(at, at + 1)
        piece = bytes(data[start:end])
        assert piece.decode(decoded.encoding, "replace").strip("\ufffd") == character.strip("\ufffd")
        bad += len(piece) if character == "\ufffd" and piece != "\ufffd".encode(decoded.encoding, "replace") else 0
    assert (end, bad) == (len(data), decoded.replaced)


def test_normalize_composes_and_unifies_line_ends() -> None:
    assert normalize(unicodedata.normalize("NFD", "포항\r\n시장\r훈춘")) == "포항\n시장\n훈춘"
    assert normalize("\ufeff포항\ud800시장\u2028훈춘\x00") == "포항\ufffd시장\u2028훈춘\x00"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=600))
def test_normalize_is_nfc_and_idempotent(text: str) -> None:
    normal = normalize(text)
    assert normalize(normal) == normal or text.startswith("\ufeff")
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    assert normal == unicodedata.normalize("NFC", plain)


@given(st.text("가각힣ㄱᄀ까ᅥᆨᆫe\u0301\u0323\u1100가 .", min_size=200, max_size=1500))
def test_normalizing_in_pieces_changes_nothing(text: str) -> None:
    assert normalize(text) == unicodedata.normalize("NFC", text)


#: Letters of every script that NFC composes of two or three, and their pieces.
LETTERS = (
    "".join(map(chr, (0xCC6, 0xCC2, 0xCD5, 0xDD9, 0xDCF, 0xDCA, 0x9C7, 0x9BE, 0x1025, 0x102E)))
    + "ᄒ한ᅡᆫᆨ가각eéù\u0300\u0301\u0323\u302eΩ李"
)


def is_of(character: str, piece: str) -> bool:
    """Whether a character of a normalized text comes of a piece of the text before. Marks of a letter may have changed places."""
    letter = unicodedata.normalize("NFD", character)[0]
    return unicodedata.combining(letter) > 0 or letter in unicodedata.normalize("NFD", normalize(f".{piece}"))


@given(st.text(st.one_of(st.sampled_from(LETTERS + "\r\n\ufeff\ud800"), st.characters()), max_size=300))
def test_the_mapped_text_is_the_normalized_one_and_its_offsets_never_fall(text: str) -> None:
    mapped = normalize_mapped(text)
    assert mapped.text == normalize(text)
    starts, ends = map(list, mapped.offsets)
    assert len(starts) == len(ends) == len(mapped.text)
    assert (starts, ends) == (sorted(starts), sorted(ends))
    assert all(0 <= start < end <= len(text) for start, end in zip(starts, ends, strict=True))
    for at, character in enumerate(mapped.text):
        assert is_of(character, text[starts[at] : ends[at]])


def test_hostile_combining_marks_take_linear_time() -> None:
    text = "가" + "\u0315\u0300" * 200_000
    start = time.process_time()
    assert normalize_mapped(text).text == normalize(text)
    assert time.process_time() - start < 10

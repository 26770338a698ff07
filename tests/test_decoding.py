"""Every encoding that Korean news is stored in, on texts short enough for guessing to be hard."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract.decoding import decode, normalize
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
    ],
)
def test_short_korean_texts_are_read_in_their_encoding(text: str, codec: str, name: str) -> None:
    assert decode(text.encode(codec)) == (text, name)


@pytest.mark.parametrize("text", SHORT_TEXTS)
def test_euc_kr_is_read_as_cp949(text: str) -> None:
    assert decode(text.encode("euc-kr")) == (text, "cp949")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_byte_order_mark_decides_and_is_no_part_of_the_text(codec: str) -> None:
    assert decode(("\ufeff" + "Mayor of Pohang").encode(codec)) == ("Mayor of Pohang", codec)


def test_ascii_in_utf_16_is_not_taken_for_utf_8_with_nuls() -> None:
    assert decode("CES 2023 opens".encode("utf-16-le")) == ("CES 2023 opens", "utf-16-le")


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
        (b"\x00\x01\x02\x03" * 200, "binary"),
        (bytes(range(256)) * 8, "binary"),
        ("東京都知事は8日、記者会見で述べた。".encode("shift_jis"), "iconv"),
        ("北京市市长8日在记者会上表示。".encode("gbk"), "iconv"),
        ("Le maire a déclaré à Genève".encode("latin-1"), "iconv"),
        ("포항시장이 밝혔다. ".encode() * 3 + b"\xff\xfe\xff" + "포항".encode(), "offset 81"),
        ("포항시장이 밝혔다. ".encode("cp949") * 3 + b"\xff\xff", "offset 57"),
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
    assert decode(text.encode()) == (text, "utf-8")


@pytest.mark.parametrize("word", ["BZh는 압축 형식이다.", "ID3 태그는 음악 파일에 쓴다.", "RIFF 형식이 쓰인다."])
def test_a_text_that_begins_like_a_magic_number_is_a_text(word: str) -> None:
    assert decode(word.encode()) == (word, "utf-8")


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


def test_hostile_combining_marks_take_linear_time() -> None:
    text = "가" + "\u0315\u0300" * 200_000
    start = time.process_time()
    normalize(text)
    assert time.process_time() - start < 10

"""Bytes → text: which encoding the bytes are in, and one normal form for all that follows.

The decision is closed: only what Korean news is stored in is considered. A byte-order mark decides; then strict UTF-8,
UTF-16 without a mark, and CP949 (which contains EUC-KR) compete, and a decoding is believed only if it reads like
Korean. Measured on KLUE-NER news against charset-normalizer 3.5 (share of texts that come back unchanged):

| texts                 | CP949      | UTF-16 LE  | UTF-16 BE  |
|-----------------------|------------|------------|------------|
| 400 single words      | 99 : 26 %  | 99 : 48 %  | 99 : 67 %  |
| 300 of 12 characters  | 100 : 90 % | 100 : 94 % | 100 : 99 % |
| 200 sentences         | 100 : 99 % | 100 : 99 % | 100 : 99 % |

and none of 23 short Japanese, Chinese and Western texts in their own encodings is taken for Korean. So there is no
dependency for guessing encodings.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator

from newsextract.edits import Edit, Edited, apply_edits
from newsextract.errors import InputError

#: Byte-order marks, longest first: the mark of UTF-32 LE begins with that of UTF-16 LE.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: First bytes of files that are sometimes given in place of text, what they are, and what to do with them.
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF file", "extract its text first, for example with `pdftotext`"),
    (b"PK\x03\x04", "a ZIP archive or an office document", "unpack it, or save the document as plain text"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an HWP or old office document", "save it as plain text"),
    (b"HWP Document File", "an HWP document", "save it as plain text"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image", "give the text of the article"),
    (b"\xff\xd8\xff", "a JPEG image", "give the text of the article"),
    (b"GIF87a", "a GIF image", "give the text of the article"),
    (b"GIF89a", "a GIF image", "give the text of the article"),
    (b"\x1f\x8b\x08", "a gzip file", "unpack it first"),
    (b"BZh", "a bzip2 file", "unpack it first"),
    (b"\xfd7zXZ\x00", "an xz file", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd file", "unpack it first"),
    (b"\x7fELF", "a program", "give the text of an article"),
    (b"MZ\x90\x00", "a program", "give the text of an article"),
    (b"SQLite format 3\x00", "a database", "export the articles as text or JSON Lines"),
    (b"RIFF", "a media file", "give the text of the article"),
    (b"OggS", "a media file", "give the text of the article"),
    (b"ID3", "a media file", "give the text of the article"),
)

#: The 150 commonest syllables of Korean news, 76 % of all (counted in the news part of KLUE-NER, 1.1 million
#: syllables).
_COMMON_SYLLABLES = frozenset(
    "이다에는을의로고지가한사서은를하대기시일인해전으도정했부자원국리수장아스상과보있씨주제나들라경어위니공진만소구오동회명성"
    "관중등조신것와선개게모그여영화난면당방연문년행발내유트비터후적미안통마재입된드우계간무월치차습현교용찰분실세생려학며거출"
    "러운단김민할날산됐결역최남받청예호체금달르업속표법던박울식건강데포었되반북근요심타두작직바"
)
_PUNCTUATION = frozenset(
    "“”‘’…·ㆍ「」『』《》〈〉【】〔〕△▲▽▼◇◆○●◎□■☆★※→←↑↓㈜㎡㎞㎝㎏％～∼─━│ㅣⓒ©®™℃°±×÷　「」、。–—―￦£€′″"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")

#: Share of control characters above which a file is not text. A text with single stray ones stays below 1 %, a
#: compressed or compiled file has about 10 % and is hardly ever valid UTF-8 besides.
_MAX_CONTROL = 0.05
#: Plausibility (see `_plausibility`) from which a decoding that is merely valid is believed. Of pieces of
#: eight characters of Korean news 99.9 % reach 0.5; GBK, Shift-JIS, Big5 and Latin-1 read as CP949 stay below 0.4.
_MIN_PLAUSIBLE = 0.45
#: Characters judged: what the first of a long text says does not change afterwards.
_SAMPLE = 20_000


def decode(data: bytes) -> tuple[str, str]:
    """Decode the bytes of one article; return the text and the name of its encoding.

    The name is `utf-8`, `utf-16-le`, `utf-16-be`, `utf-32-le`, `utf-32-be` or `cp949` (which stands for EUC-KR too:
    every EUC-KR text is the same text in CP949). A byte-order mark is not part of the text. NUL and other control
    characters are kept where there are few of them.

    Raises `InputError` for an empty file, a binary file, and bytes that are valid in none of these encodings.

    >>> decode("포항시장".encode("cp949"))
    ('포항시장', 'cp949')
    >>> decode("훈춘".encode("utf-16-be"))
    ('훈춘', 'utf-16-be')
    """
    if not data.strip(b" \t\r\n\x00"):
        raise InputError("the input is empty: give the text of an article")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding), encoding
    for magic, what, advice in _MAGIC:
        if data.startswith(magic) and not _is_ascii_word(data, magic):
            raise InputError(f"the input is {what}, not text: {advice}")
    text, encoding = _decode_unmarked(data)
    if _share_of_controls(text) > _MAX_CONTROL:
        raise InputError("the input looks binary (many control characters): give the text of an article")
    return text, encoding


def normalize(text: str) -> str:
    """Return the text that all offsets refer to: NFC, `\\n` line ends, no byte-order mark, no lone surrogates.

    `\\r\\n` and `\\r` become `\\n`; a lone surrogate becomes U+FFFD. Everything else stays, also NUL, control
    characters, right-to-left marks, U+2028 and U+00A0, so that a caller who applies the same steps finds the same
    offsets.

    >>> normalize("\\ufeff포항\\r\\n시장")
    '포항\\n시장'
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = _SURROGATE.sub("\ufffd", text)
        text = _to_nfc(text)
    return text


_SURROGATE = re.compile(r"[\ud800-\udfff]")
#: A character before which a text may be cut without changing its NFC: it never joins what stands before it.
_CUT = re.compile(r"[\x00-\x7f\u1100-\u115f\u3000-\u3029\u3041-\u3098\u30a0-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
_PIECE = 200


def _to_nfc(text: str) -> str:
    """NFC in linear time.

    `unicodedata.normalize` sorts each run of combining marks by insertion, which takes minutes for a hostile megabyte
    of marks. A text that is not in NFC yet is therefore normalized in pieces of some hundred characters, cut where
    nothing joins; only a run of more than 200 marks without a base character, which no script has, is cut inside.
    """
    if all(unicodedata.is_normalized("NFC", piece) for piece in _pieces(text)):
        return text
    return "".join(unicodedata.normalize("NFC", piece) for piece in _pieces(text))


def normalize_mapped(text: str) -> Edited:
    """Return the text that `normalize` gives, with the offsets of its code points in the text given."""
    edited = apply_edits(text, (Edit(*match.span(), _unified(match[0])) for match in _UNWANTED.finditer(text)))
    return edited.then(apply_edits(edited.text, compositions(edited.text)))


_UNWANTED = re.compile("^\ufeff|\r\n?|[\ud800-\udfff]")


def _unified(piece: str) -> str:
    """What `normalize` makes of a byte-order mark, a line end or a lone surrogate."""
    return "" if piece == "\ufeff" else "\n" if piece[0] == "\r" else "\ufffd"


def compositions(text: str) -> Iterator[Edit]:
    """Yield the edits that bring a text into NFC: each replaces one letter with what joins it.

    >>> list(compositions("가\u1112\u1161\u11abe\u0301."))
    [Edit(start=1, end=4, text='한'), Edit(start=4, end=6, text='é')]
    """
    start = 0
    for piece in _pieces(text):
        if not unicodedata.is_normalized("NFC", piece):
            for first, last in _letters(piece):
                letter = piece[first:last]
                composed = unicodedata.normalize("NFC", letter)
                if composed != letter:
                    yield Edit(start + first, start + last, composed)
        start += len(piece)


def _letters(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the letters of a text, each with all that may join it or change places with it in NFC."""
    first = 0
    for at in range(1, len(text)):
        if _CUT.match(text, at) or not _may_join(text[at - 1], text[at]):
            yield first, at
            first = at
    if text:
        yield first, len(text)


def _may_join(before: str, after: str) -> bool:
    """Whether a character may join the letter before it: a mark, a jamo within a syllable, or half of a letter."""
    if unicodedata.combining(after) or "\u1160" <= after <= "\u11ff":
        return True
    return unicodedata.normalize("NFC", before + after) != "".join(
        unicodedata.normalize("NFC", character) for character in (before, after)
    )


def _pieces(text: str) -> Iterator[str]:
    """Cut a text into pieces of 200 to 400 characters, if possible where NFC joins nothing."""
    start = 0
    while start < len(text):
        cut = _CUT.search(text, start + _PIECE, start + 2 * _PIECE)
        end = cut.start() if cut else start + 2 * _PIECE
        yield text[start:end]
        start = end


def _decode_marked(data: bytes, encoding: str) -> str:
    """Decode what follows a byte-order mark."""
    if not data.strip(b" \t\r\n\x00"):
        raise InputError("the input is empty but for its byte-order mark: give the text of an article")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"the byte-order mark says {encoding}, but the bytes at offset {error.start} are not: "
            f"save the file again, or convert it with `iconv -c -f {encoding} -t UTF-8`"
        ) from None


def _decode_unmarked(data: bytes) -> tuple[str, str]:
    """Decode bytes without a byte-order mark."""
    candidates: list[tuple[float, str, str]] = []
    utf8_error = -1
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        utf8_error = error.start
    else:
        if "\x00" not in text:
            return text, "utf-8"
        candidates.append((_plausibility(text), text, "utf-8"))
    for encoding in ("utf-16-le", "utf-16-be"):
        wide = _decode_wide(data, encoding)
        if wide is not None:
            candidates.append((_plausibility(wide), wide, encoding))
    cp949_error = -1
    if utf8_error >= 0:
        try:
            text = data.decode("cp949")
        except UnicodeDecodeError as error:
            cp949_error = error.start
        else:
            candidates.append((_plausibility(text), text, "cp949"))
    if candidates:
        plausibility, text, encoding = max(candidates, key=lambda candidate: candidate[0])
        if plausibility >= _MIN_PLAUSIBLE or encoding == "utf-8":
            return text, encoding
    raise InputError(_undecodable(data, utf8_error, cp949_error))


def _decode_wide(data: bytes, encoding: str) -> str | None:
    """Decode UTF-16 without a mark; `None` if the bytes are not valid in it."""
    if len(data) % 2:
        return None
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _plausibility(text: str) -> float:
    """How much a decoding reads like Korean news, from 0 to 1.

    A common syllable counts 1, any other syllable of the 2,350 of KS X 1001 a half, ASCII and the punctuation of
    Korean print 1 but at most as much as half of the text (ASCII alone says nothing about the other bytes).

    >>> round(_plausibility("포항시장"), 2), round(_plausibility("쟁떫뵤"), 2)
    (0.88, 0.5)
    """
    sample = text[:_SAMPLE]
    points = 0.0
    counted = 0
    for character in sample:
        if character <= "\x7f":
            if "\x00" <= character < " " and character not in "\t\n\r\x0b\x0c\x1b":
                counted += 1
            continue
        counted += 1
        if character in _COMMON_SYLLABLES:
            points += 1
        elif "가" <= character <= "힣":
            points += 0.5 if _in_ksx1001(character) else 0.1
        elif character in _PUNCTUATION:
            points += 0.8
        elif "一" <= character <= "鿿":
            points += 0.1
    if not counted:
        return 1.0 if sample.strip() else 0.0
    return points / counted


def _in_ksx1001(syllable: str) -> bool:
    """Whether a syllable is one of the 2,350 that EUC-KR has: the others are very rare in print."""
    try:
        # Python's EUC-KR writes every other syllable too, as a sequence of four characters.
        return len(syllable.encode("euc-kr")) == 2
    except UnicodeEncodeError:
        return False


def _share_of_controls(text: str) -> float:
    """The share of control characters (other than white space and escape) in the beginning of a text."""
    sample = text[:_SAMPLE]
    return len(_CONTROL.findall(sample)) / len(sample)


def _is_ascii_word(data: bytes, magic: bytes) -> bool:
    """Whether a magic number made of letters is only the first word of a text (`ID3`, `RIFF`, `BZh`)."""
    return magic.isalnum() and b"\x00" not in data[:64] and _is_utf8(data[:4096])


def _is_utf8(data: bytes) -> bool:
    """Whether the bytes are valid UTF-8, but for a character cut at the end."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return False
    return True


def _undecodable(data: bytes, utf8_error: int, cp949_error: int) -> str:
    """The message for bytes that are valid, or at least plausible, in no encoding that is considered."""
    if _share_of_controls(data[:_SAMPLE].decode("latin-1")) > _MAX_CONTROL:
        return "the input looks binary (NUL bytes or many control characters): give the text of an article"
    if cp949_error < 0:
        return (
            f"the bytes from offset {utf8_error} are not UTF-8 and make no Korean text in CP949 or UTF-16: "
            "find out the encoding and convert the file with `iconv -f ENCODING -t UTF-8`"
        )
    # The encoding that went further is the one the file was meant to be in.
    name, offset = ("UTF-8", utf8_error) if utf8_error >= cp949_error else ("CP949", cp949_error)
    return (
        f"the input breaks off as {name} at byte offset {offset} (0x{data[offset]:02x}) and is no other encoding of "
        f"Korean: save it again as UTF-8, or drop the broken bytes with `iconv -c -f {name} -t UTF-8`"
    )

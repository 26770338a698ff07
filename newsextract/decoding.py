"""Bytes → text: which encoding the bytes are in, and one normal form for all that follows.

The decision is closed: only what Korean news is stored in is considered. A byte-order mark decides, then strict UTF-8; else
UTF-8 with errors, UTF-16 and UTF-32 without a mark, CP949 (which contains EUC-KR) and Johab compete, and a decoding is
believed only if it reads like Korean. Bytes that cannot be decoded are no reason to refuse a text of which the rest can be
read: each run of them is one U+FFFD of the text, and their number is told.

Measured on KLUE-NER news against charset-normalizer 3.5 (share of texts that come back unchanged):

| texts                 | CP949      | UTF-16 LE  | UTF-16 BE  |
|-----------------------|------------|------------|------------|
| 400 single words      | 99 : 26 %  | 99 : 48 %  | 99 : 67 %  |
| 300 of 12 characters  | 100 : 90 % | 100 : 94 % | 100 : 99 % |
| 200 sentences         | 100 : 99 % | 100 : 99 % | 100 : 99 % |

Of 2,468 sentences in Johab all come back, of 2,000 words 98 %, and of as many in CP949 two words are taken for Johab. Of 2,400
sentences with a stray byte all but one are read in their encoding; in UTF-16, which it shifts, fewer than half are.
None of 23 short Japanese, Chinese and Western texts in their own encodings is taken for Korean. So there is no dependency for
guessing encodings.

What a mail or page declares is often wrong, and counts only where the bytes do not tell: see `decode`.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Final, NamedTuple

from newsextract.edits import Edit, Edited, apply_edits
from newsextract.errors import InputError
from newsextract.model import OffsetMap

#: Byte-order marks, longest first: the mark of UTF-32 LE begins with that of UTF-16 LE.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: What mails and pages call CP949, and ISO-2022-KR.
_CP949_NAMES: Final = frozenset(
    "euc-kr euckr ks_c_5601-1987 ks_c_5601-1989 ks_c_5601 ksc5601 ksc_5601 cp949 ms949 uhc windows-949 x-windows-949 korean".split()
)
_ISO_2022_KR_NAMES: Final = frozenset("iso-2022-kr iso2022-kr iso2022kr csiso2022kr".split())
#: What stands in a text in ISO-2022-KR before its first Hangul.
_ISO_2022_KR_START: Final = b"\x1b$)C"

#: First bytes of compressed files that are unpacked where files are read, and what they are.
_COMPRESSIONS: Final = (
    (re.compile(rb"\x1f\x8b\x08"), "gzip"),
    (re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"), "bzip2"),  # the second without content
    (re.compile(rb"\xfd7zXZ\x00"), "xz"),
    (re.compile(rb"\x28\xb5\x2f\xfd"), "zstd"),
)

#: First bytes of other files that are sometimes given in place of text, what they are, and what to do with them.
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF file", "extract its text first, for example with `pdftotext`"),
    (b"PK\x03\x04", "a ZIP archive or an office document", "unpack it, or save the document as plain text"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an HWP or old office document", "save it as plain text"),
    (b"HWP Document File", "an HWP document", "save it as plain text"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image", "give the text of the article"),
    (b"\xff\xd8\xff", "a JPEG image", "give the text of the article"),
    (b"GIF87a", "a GIF image", "give the text of the article"),
    (b"GIF89a", "a GIF image", "give the text of the article"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it first"),
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
#: Plausibility (see `_plausibility`) from which a decoding that is merely possible is believed. Of pieces of
#: eight characters of Korean news 99.9 % reach 0.5; GBK, Shift-JIS, Big5 and Latin-1 read as CP949 stay below 0.4.
_MIN_PLAUSIBLE = 0.45
#: Plausibility above which so many bytes need no other reading: sentences of KLUE-NER read in a wrong encoding reach 0.43.
_CERTAIN = 0.75
_ENOUGH_BYTES = 100
#: Johab is the encoding of DOS: it must be this much more plausible than every other.
_JOHAB_LEAD = 0.2
#: Characters and bytes judged: what the first of a long text says does not change afterwards.
_SAMPLE = 20_000
_SAMPLE_BYTES = 4 * _SAMPLE
#: Share of the bytes that may be broken. A page of UTF-8 with a paragraph of CP949 stays below it.
_MAX_REPLACED = 0.25


class Decoded(NamedTuple):
    """A decoded text, the name of its encoding, and how many bytes could not be decoded: each run of them is one U+FFFD."""

    text: str
    encoding: str
    replaced: int


def decode(data: bytes, declared: Iterable[str] = ()) -> Decoded:
    """Decode the bytes of one article. `declared` are the charsets that they are said to be in.

    The encoding is `utf-8`, `utf-16-le`, `utf-16-be`, `utf-32-le`, `utf-32-be`, `cp949` (which stands for EUC-KR too: every
    EUC-KR text is the same text in CP949) or `johab`; or `iso-2022-kr`, whose bytes are ASCII, where it is declared. Bytes that
    are declared to be CP949, valid in it and not valid UTF-8 need not read like Korean. All else that is declared is ignored. A
    byte-order mark is not part of the text. NUL and other control characters are kept where there are few of them.

    Raises `InputError` for an empty file, a binary file, and bytes that read as Korean in none of these encodings.

    >>> decode("포항시장".encode("cp949"))
    Decoded(text='포항시장', encoding='cp949', replaced=0)
    >>> decode("훈춘".encode("utf-16-be")).encoding
    'utf-16-be'
    >>> decode("포항".encode("iso-2022-kr"), ["ISO-2022-KR"])
    Decoded(text='포항', encoding='iso-2022-kr', replaced=0)
    >>> decode("포항시장이 밝혔다.".encode()[:-2])
    Decoded(text='포항시장이 밝혔\ufffd', encoding='utf-8', replaced=2)
    """
    if not data.strip(b" \t\r\n\x00"):
        raise InputError("the input is empty: give the text of an article")
    mark, encoding = byte_order_mark(data)
    if not data[len(mark) :].strip(b" \t\r\n\x00"):
        raise InputError("the input is empty but for its byte-order mark: give the text of an article")
    if encoding is None:
        encoding = _encoding_declared(data, declared)
    if encoding is None:
        if name := compression(data):
            raise InputError(
                f"the input is a compressed {name} file, not text: unpack it first, as newsextract.read_articles does"
            )
        for magic, what, advice in _MAGIC:
            if data.startswith(magic) and not _is_ascii_word(data, magic):
                raise InputError(f"the input is {what}, not text: {advice}")
        encoding = _encoding_of(data)
    decoded = _decode_as(data, encoding)
    if decoded.replaced > _MAX_REPLACED * len(data):
        raise InputError(_broken(data, decoded, marked=bool(mark)))
    if _share_of_controls(decoded.text) > _MAX_CONTROL:
        raise InputError("the input looks binary (many control characters): give the text of an article")
    return decoded


def source_text(data: bytes, encoding: str) -> Edited:
    """Return the text that `decode` gives of bytes that it found to be in this encoding, with its offsets in the bytes.

    >>> decoded = source_text(b"\\xff\\xfe" + "포항".encode("utf-16-le") + b"!", "utf-16-le")
    >>> decoded.text, decoded.offsets.span(0, 2), decoded.offsets.span(2, 3)
    ('포항\\ufffd', (2, 6), (6, 7))
    """
    escaped = decode_escaped(data, encoding)
    first = len(byte_order_mark(data)[0])
    bounds = array("q", accumulate(map(_WIDTHS[encoding], escaped), initial=first))
    decoded = Edited(escaped, OffsetMap(bounds[:-1], bounds[1:]))
    return decoded.then(apply_edits(escaped, (Edit(*run.span(), "\ufffd") for run in _ESCAPED.finditer(escaped))))


def byte_order_mark(data: bytes) -> tuple[bytes, str | None]:
    """Return the byte-order mark of a file and the encoding that it stands for; nothing and None without one."""
    return next(((mark, encoding) for mark, encoding in _MARKS if data.startswith(mark)), (b"", None))


def _escape(error: UnicodeError) -> tuple[str, int]:
    """Let each byte that cannot be decoded stand in the text as a lone surrogate, which no encoding gives for anything else."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(chr(0xDC00 + byte) for byte in error.object[error.start : error.end]), error.end


#: The name of this way to deal with bad bytes, for `bytes.decode` and streams.
ESCAPE: Final = "newsextract.escape"
codecs.register_error(ESCAPE, _escape)
_ESCAPED = re.compile("[\udc00-\udcff]+")


def decode_escaped(data: bytes, encoding: str) -> str:
    """Decode bytes without their byte-order mark; each byte that cannot be decoded is a lone surrogate (see `unescape`)."""
    return data[len(byte_order_mark(data)[0]) :].decode(encoding, ESCAPE)


def unescape(text: str) -> tuple[str, int]:
    """Return a text that was decoded with the error handler `ESCAPE`, with U+FFFD for each run of bad bytes, and their number.

    >>> unescape(b"\\xed\\x8f\\xac\\xff\\xfe".decode("utf-8", ESCAPE))
    ('포\\ufffd', 2)
    """
    replaced = sum(end - start for start, end in (run.span() for run in _ESCAPED.finditer(text)))
    return (_ESCAPED.sub("\ufffd", text), replaced) if replaced else (text, 0)


def _decode_as(data: bytes, encoding: str) -> Decoded:
    """Decode bytes without their byte-order mark, whatever is broken in them."""
    try:
        return Decoded(data[len(byte_order_mark(data)[0]) :].decode(encoding), encoding, 0)
    except UnicodeDecodeError:
        text, replaced = unescape(decode_escaped(data, encoding))
        return Decoded(text, encoding, replaced)


def _width_in_utf8(character: str) -> int:
    if character < "\x80" or "\udc00" <= character <= "\udcff":
        return 1
    return 2 if character < "\u0800" else 3 if character < "\U00010000" else 4


def _width_in_utf16(character: str) -> int:
    return 1 if "\udc00" <= character <= "\udcff" else 2 if character < "\U00010000" else 4


def _width_in_utf32(character: str) -> int:
    return 1 if "\udc00" <= character <= "\udcff" else 4


def _width_in_ks(character: str) -> int:
    return 1 if character < "\x80" or "\udc00" <= character <= "\udcff" else 2


#: How many bytes a character takes in each encoding; an escaped byte is one. ASCII is ASCII in CP949 and Johab.
_WIDTHS: Final = {
    "utf-8": _width_in_utf8,
    "utf-16-le": _width_in_utf16,
    "utf-16-be": _width_in_utf16,
    "utf-32-le": _width_in_utf32,
    "utf-32-be": _width_in_utf32,
    "cp949": _width_in_ks,
    "johab": _width_in_ks,
}


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
    last = text[:1]  # what the letter ends with once it is composed
    for at in range(1, len(text)):
        character = text[at]
        joined = unicodedata.normalize("NFC", last + character)
        if _CUT.match(text, at) or not (
            unicodedata.combining(character)
            or "\u1160" <= character <= "\u11ff"
            or joined != unicodedata.normalize("NFC", last) + unicodedata.normalize("NFC", character)
        ):
            yield first, at
            first = at
        last = joined[-1]
    if text:
        yield first, len(text)


def _pieces(text: str) -> Iterator[str]:
    """Cut a text into pieces of 200 to 400 characters, if possible where NFC joins nothing."""
    start = 0
    while start < len(text):
        cut = _CUT.search(text, start + _PIECE, start + 2 * _PIECE)
        end = cut.start() if cut else start + 2 * _PIECE
        yield text[start:end]
        start = end


def compression(head: bytes) -> str:
    """Return how a file that begins so is compressed: `gzip`, `bzip2`, `xz` or `zstd`; nothing if it is not."""
    return next((name for magic, name in _COMPRESSIONS if magic.match(head)), "")


def _encoding_declared(data: bytes, declared: Iterable[str]) -> str | None:
    """The encoding of bytes without a byte-order mark, if it is declared and they may be in it but need not show it."""
    names = {name.strip().lower() for name in declared}
    if names & _ISO_2022_KR_NAMES and _ISO_2022_KR_START in data:
        return "iso-2022-kr"
    if names & _CP949_NAMES and not _is_valid(data, "utf-8") and _is_valid(data, "cp949"):
        return "cp949"
    return None


def _is_valid(data: bytes, encoding: str) -> bool:
    """Whether all bytes are valid in an encoding."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _encoding_of(data: bytes) -> str:
    """The encoding of bytes without a byte-order mark. Raises `InputError` if they read as Korean in none."""
    is_utf8 = _is_valid(data, "utf-8")
    if is_utf8 and b"\x00" not in data:
        return "utf-8"
    first = _NOT_ASCII.search(data)
    # ASCII says nothing; a multiple of four is where a character begins in every encoding, since only ASCII stands before.
    start = first.start() & ~3 if first and b"\x00" not in data[: first.start()] else 0
    sample = data[start : start + _SAMPLE_BYTES]
    wide: tuple[str, ...] = ("utf-32-le", "utf-32-be") if sample.count(0) * 4 > len(sample) else ()
    plausible: dict[str, float] = {}
    for encoding in ("cp949", "utf-8", "utf-16-le", "utf-16-be", "johab", *wide):
        plausible[encoding] = _plausibility(sample.decode(encoding, ESCAPE))
        if plausible[encoding] > _CERTAIN and len(sample) > _ENOUGH_BYTES:
            return encoding
    best = max(plausible, key=lambda encoding: plausible[encoding] - (_JOHAB_LEAD if encoding == "johab" else 0))
    if plausible[best] < _MIN_PLAUSIBLE and not (is_utf8 and best == "utf-8"):
        raise InputError(_undecodable(data))
    return best


_NOT_ASCII = re.compile(rb"[\x80-\xff]")


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
    for character, times in Counter(sample).items():
        if character <= "\x7f":
            if "\x00" <= character < " " and character not in "\t\n\r\x0b\x0c\x1b":
                counted += times
            continue
        counted += times
        if character in _COMMON_SYLLABLES:
            points += times
        elif "가" <= character <= "힣":
            points += times * (0.5 if _in_ksx1001(character) else 0.1)
        elif "\u1100" <= character <= "\u11ff":
            points += times * 0.8  # the pieces of syllables, in which macOS writes them
        elif character in _PUNCTUATION:
            points += times * 0.8
        elif "一" <= character <= "鿿":
            points += times * 0.1
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
    """Whether a magic number made of letters is only the first word of a text (`ID3`, `RIFF`)."""
    return magic.isalnum() and b"\x00" not in data[:64] and _is_utf8(data[:4096])


def _is_utf8(data: bytes) -> bool:
    """Whether the bytes are valid UTF-8, but for a character cut at the end."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return False
    return True


def _broken(data: bytes, decoded: Decoded, *, marked: bool) -> str:
    """The message for a text too much of which cannot be decoded."""
    name = decoded.encoding
    why = "its byte-order mark says" if marked else "it begins as"
    return (
        f"{why} {name}, but {decoded.replaced:,} of {len(data):,} bytes are not: "
        f"save it again as UTF-8, or drop the broken bytes with `iconv -c -f {name.upper()} -t UTF-8`"
    )


def _undecodable(data: bytes) -> str:
    """The message for bytes that are plausible in no encoding that is considered."""
    if _share_of_controls(data[:_SAMPLE].decode("latin-1")) > _MAX_CONTROL:
        return "the input looks binary (NUL bytes or many control characters): give the text of an article"
    try:
        offset = len(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        offset = error.start
    return (
        f"the bytes from offset {offset} are not UTF-8 and make no Korean text in CP949, Johab or UTF-16: "
        "find out the encoding and convert the file with `iconv -f ENCODING -t UTF-8`"
    )

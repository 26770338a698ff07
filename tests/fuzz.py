"""Coverage-guided fuzzing of what reads strangers' data: `python -m tests.fuzz --minutes 30`. Needs the extra `fuzz`.

Each target runs in a process of its own for its share of the time. An input counts as a finding if it raises anything but the errors
that are promised, breaks the contract (`tests.contract`), gives other bytes the second time, or takes seconds. A finding is kept as a
file, once for each place in the code, and the run goes on. Nothing here is part of the suite: what a run finds becomes a row of it.
"""

from __future__ import annotations

import argparse
import bz2
import contextlib
import datetime
import email.message
import gzip
import hashlib
import io
import itertools
import json
import lzma
import random
import re
import subprocess
import sys
import tarfile
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from tests.conftest import ROOT, SAMPLES

#: CPU seconds beyond which an input of a few thousand bytes is too slow, with all the instrumentation.
SLOW: Final = 5.0
#: The longest input. Bytes.
MAX_LENGTH: Final = 3_000
DAY: Final = datetime.date(2024, 5, 3)

#: What is put into texts: what rules look for, and what breaks careless code.
DIRT: Final = (
    *"()[]{}<>“”‘’\"'「」『』《》〈〉【】·ㆍ,.:;=/|…-–—―~▲◇■▶◆○●※★©ⓒ@#*_+?!&%$^\\`",
    *"\0\t\n\r\x0b\x0c\x1b\x7f\x85\x9b\xa0\xad\u034f\u061c\u1160\u200b\u200d\u200e\u2028\u2029\u202e\u2060\u2066\u3000\u3164\ufe0f\ufeff\uffa0\ufffd",
    "\ud800", "\U000e0001", "\U0001f468\u200d\U0001f469", "e\u0301", "\u1112\u1161\u11ab", "ᄒ", "𠮷", "ｱﾞ", "１５", "Ａ", "㈜", "(주)", "①", "Ⅱ",
    "\r\n", "\n\n", "&nbsp;", "&amp;amp;lt;", "&#0;", "&#x110000;", "&#xD800;", "\x1b[31m", "<br>", "<script>", "=1+1", '"', "\\u0000",
    "美", "尹", "靑", "○○", "김○○", "모(33)씨", "(45) ", "전 ", "前 ", "겸 ", "이자 ", "씨", " 씨는", "의원", " 시장은 ", "시장(", "총리", "후보",
    "김철수", "이강덕 포항시장은 ", "고인은 ", "그는 ", "협회는 ", "회사 측은 ", "같은 당 ", "국민의힘", "삼성전자", "라고 말했다.", "라며", "고 밝혔다. ",
    "는 주장이", "에 따르면 ", "을 지낸 ", "으로 임명", "기자", "특파원", "[앵커]", "〈녹취〉 ", "<승진> ", "▲ ", "사진=", "/사진=", "= ", " 기자 a@b.kr",
    "입력 2024.05.03 10:12", "2024년 ", "13월 ", "32일", "0시", "99999년 ", "지난달 ", "다음 주 ", "음력 ", "윤달 ", "매주 ", "~",
    "부터 ", "까지 ", "오전 ", "25시 ",
    "추석 ", "0월 0일", "2월 30일", "2월 29일", "천 ", "만 ", "반", "하반기", "첫째 주 ", "관련기사", "저작권자 ©", "무단전재", "AD", "[서울=뉴스] ",
)  # fmt: skip


class FindingError(Exception):
    """An input that does what it must not: the message says what."""


class Target(NamedTuple):
    """What is fuzzed: seeds, how an input is mutated, and the check, which raises for a finding."""

    seeds: Callable[[], Sequence[bytes]]
    mutate: Callable[[bytes, random.Random, Sequence[bytes]], bytes]
    check: Callable[[], Callable[[bytes], None]]


# --- the checks -------------------------------------------------------------------------------------------------------


def _demand(violations: Iterator[str]) -> None:
    """Raise `FindingError` for the first of the violations."""
    for violation in violations:
        raise FindingError(violation)


def _same(first: Any, second: Any, what: str) -> None:
    """Raise `FindingError` where two things differ."""
    if first != second:
        raise FindingError(f"{what}: {str(first)[:200]!r} and {str(second)[:200]!r}")


def _decoded(data: bytes, *, surrogates: bool) -> str:
    """Bytes as a text: with lone surrogates where they are such, and U+FFFD for what is no UTF-8."""
    if surrogates:
        with contextlib.suppress(UnicodeDecodeError):
            return data.decode("utf-8", "surrogatepass")
    return data.decode("utf-8", "replace")


def check_reader() -> Callable[[bytes], None]:
    """Bytes → article: decoding, normalizing, cleaning and the page."""
    from newsextract.decoding import normalize, normalize_mapped
    from newsextract.errors import InputError
    from newsextract.hygiene import clean
    from newsextract.reader import read_article
    from tests.contract import find_article_violations

    def check(data: bytes) -> None:
        plain, data = bool(data) and data[0] % 2 == 1, data[1:]
        text = _decoded(data, surrogates=len(data) % 2 == 0)
        normal = normalize(text)
        if not normal.startswith("\ufeff"):
            _same(normalize(normal), normal, "normalize is not idempotent")
        _same(normalize_mapped(text).text, normal, "the mapped text is another")
        cleaned = clean(normal)
        if cleaned is not None:
            starts, ends = cleaned.offsets
            _same(len(starts), len(cleaned.text), "not an offset for each character")
            ordered = list(starts) == sorted(starts) and list(ends) == sorted(ends)
            if not ordered or any(not 0 <= a <= b <= len(normal) for a, b in zip(starts, ends, strict=True)):
                raise FindingError("offsets fall or lead out of the text")
        try:
            article = read_article(data, plain=plain, path="a.txt")
        except InputError as error:
            _one_line(str(error))
            return
        _demand(find_article_violations(article))
        _same(read_article(data, plain=plain, path="a.txt"), article, "the second article is another")

    return check


def _one_line(message: str) -> None:
    """Raise `FindingError` for a message that is empty or has more than one line of reasonable length."""
    if not message.strip() or len(message.splitlines()) != 1 or len(message) > 2_000:
        raise FindingError(f"no message of one line: {message[:200]!r}")


def check_extract() -> Callable[[bytes], None]:
    """Text → result: analysis, recognition, linking, officials, quotes, JSON, CSV and tables."""
    import jsonschema

    from newsextract.pipeline import Extractor
    from newsextract.records import official_records, quote_records
    from newsextract.render import jsonl, spreadsheet
    from newsextract.render.table import open_console, render_result
    from newsextract.schema import json_schema, to_dict
    from tests.contract import find_violations, is_safe_on_a_terminal

    extractor = Extractor()
    extractor.load()
    validator = jsonschema.Draft202012Validator(json_schema())
    console = open_console(None)

    def check(data: bytes) -> None:
        options = data[0] if data else 0
        text = _decoded(data[1:], surrogates=bool(options & 4))
        published, plain = DAY if options & 1 else None, bool(options & 2)
        result = extractor.extract(text, published=published, plain=plain)
        _demand(find_violations(result))
        if sum(data) % 4:  # the rest costs more than the reading
            return
        line = to_dict(result, with_text=True, unit="utf8" if options & 8 else "utf16")
        for error in validator.iter_errors(line):
            raise FindingError(f"not valid against the schema: {error.message[:200]}")
        again = extractor.extract(text, published=published, plain=plain)
        _same(
            jsonl.render(to_dict(again)), jsonl.render(to_dict(result)), "the same input does not give the same bytes"
        )
        for record in (*official_records(result), *quote_records(result)):
            spreadsheet.render(value for value in vars_of(record))
        if not is_safe_on_a_terminal(render_result(result, console)):
            raise FindingError("the table commands the terminal")

    return check


def vars_of(record: Any) -> Iterator[Any]:
    """The values of a dataclass with slots."""
    for name in record.__dataclass_fields__:
        value = getattr(record, name)
        yield value if value is None or isinstance(value, (str, int)) else str(value)


def check_dates() -> Callable[[bytes], None]:
    """Text → dates, without the analyzer."""
    import jsonschema

    from newsextract.dates import find_dates
    from newsextract.decoding import normalize
    from newsextract.normalization import parse_published
    from newsextract.schema import dates_to_dict, json_schema

    validator = jsonschema.Draft202012Validator(json_schema("dates"))

    def check(data: bytes) -> None:
        published = (None, DAY, datetime.date.min, datetime.date.max)[data[0] % 4 if data else 0]
        text = normalize(_decoded(data[1:], surrogates=data[:1] > b"\x80"))
        found = find_dates(text, published)
        _same(find_dates(text, published), found, "the second time other dates")
        spans = [(date.start, date.end) for date in found]
        if any(text[date.start : date.end] != date.text or not date.text for date in found):
            raise FindingError("not the slice")
        if any(before[1] > after[0] for before, after in itertools.pairwise(spans)):
            raise FindingError("dates are not sorted, or overlap")
        for date in found:
            days = date.range or ((date.value,) if date.value and len(date.value) == 10 else ())
            read = [datetime.date.fromisoformat(day) for day in days]
            if read != sorted(read):
                raise FindingError(f"a range that ends before it begins: {date}")
        for error in validator.iter_errors(dates_to_dict(text, published, found)):
            raise FindingError(f"not valid against the schema: {error.message[:200]}")
        parse_published(text)

    return check


#: Names under which an input is read: they choose its kind where the bytes do not.
NAMES: Final = ("a", "a.txt", "a.jsonl", "a.json", "a.csv", "a.tsv", "a.eml", "a.html", "a.zip", "a.tar", "a.gz")


def check_inputs() -> Callable[[bytes], None]:
    """Files of any kind → articles: packing, archives, JSON, tables, mail, pages."""
    from newsextract.errors import InputError
    from newsextract.inputs.options import Reading
    from newsextract.inputs.reading import read_inputs
    from newsextract.model import Article
    from tests.contract import find_article_violations

    folder = Path(tempfile.mkdtemp(prefix="newsextract-fuzz-"))
    reading = Reading(max_chars=50_000, globs=("*",))

    def check(data: bytes) -> None:
        path = folder / NAMES[data[0] % len(NAMES) if data else 0]
        path.write_bytes(data[1:])
        read: list[list[Any]] = []
        for _ in range(2):
            read.append([])
            try:
                for place, article in read_inputs(str(path), reading):
                    read[-1].append(str(article) if isinstance(article, InputError) else article)
                    if not place.startswith(str(path)):
                        raise FindingError(f"a place elsewhere: {place!r}")
            except InputError as error:
                read[-1].append(str(error))
        _same(read[1], read[0], "the second time other articles")
        for item in read[0]:
            if isinstance(item, Article):
                _demand(find_article_violations(item))
            else:
                _one_line(item)

    return check


# --- seeds and mutations ----------------------------------------------------------------------------------------------


def text_seeds() -> list[bytes]:
    """Our samples and the sentences of the tables of tests, each behind one byte of options."""
    from tests.marked_text import CASES, read_marked

    texts = [path.read_bytes() for path in sorted(SAMPLES.glob("*.txt"))]
    for table in sorted(CASES.glob("*.tsv")):
        rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
        marked = [row[2] for row in rows if len(row) > 2]
        for part in range(0, len(marked), 8):
            text = "\n".join(
                re.sub(r"[⟦⟧]", "", read_marked_or_plain(one, read_marked)) for one in marked[part : part + 8]
            )
            texts.append(text.encode())
    return [bytes([number % 16]) + text[: MAX_LENGTH - 1] for number, text in enumerate(texts)]


def read_marked_or_plain(text: str, read: Callable[[str], tuple[str, Any]]) -> str:
    """A text without the marks of its spans, if it has marks."""
    with contextlib.suppress(ValueError):
        return read(text)[0].replace(" / ", "\n")
    return text


def input_seeds() -> list[bytes]:
    """A sample in every packing."""
    text = (SAMPLES / "wire.txt").read_text(encoding="utf-8")[:700]
    row = {"id": 7, "date": "2024-05-03", "title": "제목", "body": text}
    mail = email.message.EmailMessage()
    mail["Subject"], mail["From"], mail["Date"] = "Re: 시장 순방", "a@b.kr", "Fri, 03 May 2024 10:00:00 +0900"
    mail["MIME-Version"] = "1.0"
    mail.set_content(text)
    mail.add_attachment(text.encode("cp949"), maintype="text", subtype="plain", filename="첨부.txt")
    packed_zip, packed_tar = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(packed_zip, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("2024/가.txt", text)
        archive.writestr("b.jsonl", json.dumps(row))
    with tarfile.open(fileobj=packed_tar, mode="w") as tar:
        member = tarfile.TarInfo("가/b.txt")
        member.size = len(text.encode())
        tar.addfile(member, io.BytesIO(text.encode()))
    head = "<head><title>제목</title><meta property='article:published_time' content='2024-05-03'></head>"
    page = f"<!DOCTYPE html><html>{head}<body><article><h1>제목</h1><p>{text}</p></article></body></html>"
    kinds: dict[str, Sequence[bytes]] = {
        "a.txt": (text.encode(), text.encode("cp949"), text.encode("utf-16"), text.encode("utf-32"), b"\xff\xfe\x00"),
        "a.jsonl": (f"{json.dumps(row)}\n{json.dumps(row, ensure_ascii=False)}\n".encode(),),
        "a.json": (json.dumps([row, row]).encode(), json.dumps({"articles": [row]}).encode()),
        "a.csv": (f'date,title,body\n2024-05-03,제목,"{text}"\n'.encode(), "제목;본문\n가;나\n".encode("cp949")),
        "a.tsv": ("title\tbody\n제목\t본문\n".encode("utf-16"),),
        "a.eml": (mail.as_bytes(),),
        "a.html": (page.encode(),),
        "a.zip": (packed_zip.getvalue(),),
        "a.tar": (packed_tar.getvalue(), gzip.compress(packed_tar.getvalue())),
        "a.gz": (gzip.compress(text.encode()), bz2.compress(text.encode()), lzma.compress(text.encode())),
    }
    return [bytes([NAMES.index(name)]) + data[: MAX_LENGTH * 4] for name, datas in kinds.items() for data in datas]


def mutate_text(data: bytes, chance: random.Random, seeds: Sequence[bytes]) -> bytes:
    """A text with some lines and pieces taken out, doubled, moved, put in from another, or soiled."""
    options, text = data[:1] or b"\0", data[1:].decode("utf-8", "surrogateescape")
    if chance.random() < 0.2:
        options = bytes([chance.randrange(256)])
    for _ in range(chance.randint(1, 4)):
        text = chance.choice(_TEXT_STEPS)(text, chance, seeds)
    return options + text.encode("utf-8", "surrogatepass" if chance.random() < 0.5 else "replace")


def _splice(text: str, chance: random.Random, seeds: Sequence[bytes]) -> str:
    lines, others = text.split("\n"), chance.choice(seeds)[1:].decode("utf-8", "replace").split("\n")
    at, first = chance.randrange(len(lines) + 1), chance.randrange(len(others))
    lines[at : at + chance.randrange(3)] = others[first : first + chance.randint(1, 4)]
    return "\n".join(lines)


def _shuffle(text: str, chance: random.Random, seeds: Sequence[bytes]) -> str:
    del seeds
    lines = text.split(chance.choice(["\n", " ", ". ", ","]))
    at, to = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines.insert(to, lines.pop(at))
    return chance.choice(["\n", " ", ". "]).join(lines) if chance.random() < 0.1 else "\n".join(lines)


def _cut(text: str, chance: random.Random, seeds: Sequence[bytes]) -> str:
    del seeds
    at = chance.randrange(len(text) + 1)
    return text[:at] + text[at + chance.choice([1, 1, 2, 5, 30, 400]) :]


def _repeat(text: str, chance: random.Random, seeds: Sequence[bytes]) -> str:
    del seeds
    at, length = chance.randrange(len(text) + 1), chance.choice([1, 1, 2, 5, 20, 100])
    piece = text[at : at + length]
    return text[:at] + piece * chance.choice([2, 2, 3, 10, 50]) + text[at + length :]


def _soil(text: str, chance: random.Random, seeds: Sequence[bytes]) -> str:
    del seeds
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(DIRT) + text[at + chance.choice([0, 0, 1, 2]) :]
    return text


def _take_part(text: str, chance: random.Random, seeds: Sequence[bytes]) -> str:
    """Short texts are read much faster, and what is odd in them stands next to each other."""
    del seeds
    at = chance.randrange(len(text) + 1)
    return text[at : at + chance.choice([20, 100, 300])]


_TEXT_STEPS: Final[tuple[Callable[[str, random.Random, Sequence[bytes]], str], ...]] = (
    _splice,
    _shuffle,
    _cut,
    _repeat,
    _soil,
    _soil,
    _take_part,
)


def mutate_bytes(data: bytes, chance: random.Random, seeds: Sequence[bytes]) -> bytes:
    """Bytes cut, doubled or spliced; of what is compressed, often what is inside."""
    import atheris

    name, body = data[:1] or b"\0", data[1:]
    draw = chance.random()
    if draw < 0.1:
        return bytes([chance.randrange(len(NAMES))]) + body
    if body.startswith(b"\x1f\x8b") and draw < 0.6:
        with contextlib.suppress(Exception):
            return name + gzip.compress(mutate_bytes(b"\0" + gzip.decompress(body), chance, seeds)[1:])
    if draw < 0.5:
        return name + bytes(atheris.Mutate(body, MAX_LENGTH * 4))
    if draw < 0.8:
        return name + mutate_text(data, chance, seeds)[1:]
    at, length, other = chance.randrange(len(body) + 1), chance.choice([1, 4, 50, 500]), chance.choice(seeds)[1:]
    start = chance.randrange(len(other) + 1)
    return name + body[:at] + other[start : start + length] + body[at + chance.choice([0, length]) :]


TARGETS: Final[dict[str, Target]] = {
    "reader": Target(text_seeds, mutate_text, check_reader),
    "extract": Target(text_seeds, mutate_text, check_extract),
    "dates": Target(text_seeds, mutate_text, check_dates),
    "inputs": Target(input_seeds, mutate_bytes, check_inputs),
}


# --- one run ----------------------------------------------------------------------------------------------------------


def fuzz(name: str, seconds: int, folder: Path, seed: int) -> None:
    """Fuzz one target in this process, which ends with it. Inputs of interest stay in `folder/corpus`, findings in `folder/findings`."""
    import atheris

    target = TARGETS[name]
    with atheris.instrument_imports(include=["newsextract"]):
        check = target.check()
    seeds = target.seeds()
    corpus, findings = folder / "corpus" / name, folder / "findings" / name
    corpus.mkdir(parents=True, exist_ok=True)
    findings.mkdir(parents=True, exist_ok=True)
    for data in seeds:
        (corpus / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)

    def keep(place: str, what: str, data: bytes) -> None:
        path = findings / re.sub(r"[^\w.-]+", "_", place)[:120]
        if not path.exists() or path.stat().st_size > len(data):
            path.write_bytes(data)
            path.with_suffix(path.suffix + ".txt").write_text(what, encoding="utf-8", errors="backslashreplace")

    def one(data: bytes) -> None:
        start = time.process_time()
        try:
            check(data)
        except FindingError as error:
            keep(re.split(r"[:{]", str(error))[0][:60], str(error), data)
        except Exception as error:
            frame = traceback.extract_tb(error.__traceback__)[-1]
            keep(f"{type(error).__name__}-{Path(frame.filename).name}-{frame.lineno}", traceback.format_exc(), data)
        if time.process_time() - start > SLOW:
            keep(f"slow-{len(data).bit_length()}", f"{time.process_time() - start:.1f} s", data)

    def mutate(data: bytes, max_size: int, seed: int) -> bytes:
        chance = random.Random(seed)
        if chance.random() < 0.15:
            return bytes(atheris.Mutate(data, max_size))
        return target.mutate(data, chance, seeds)[:max_size]

    options = [f"-max_total_time={seconds}", f"-max_len={MAX_LENGTH * (4 if name == 'inputs' else 1)}", f"-seed={seed}"]
    atheris.Setup([sys.argv[0], *options, "-rss_limit_mb=6000", str(corpus)], one, custom_mutator=mutate)
    atheris.Fuzz()


def main() -> None:
    """Run the targets one after another and print what each did, as JSON Lines."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Fuzz the reader and the recognizers.")
    parser.add_argument("--minutes", type=float, default=30, help="time for all targets together")
    parser.add_argument("--target", choices=TARGETS, action="append", help="repeatable; all by default")
    parser.add_argument("--folder", type=Path, help="where inputs and findings are kept; a temporary folder by default")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp(prefix="newsextract-fuzz-"))
    names = options.target or list(TARGETS)
    seconds = max(1, round(60 * options.minutes / len(names)))
    if options.here:
        fuzz(names[0], seconds, folder, options.seed)
        return
    for name in names:
        line = [sys.executable, "-m", "tests.fuzz", "--here", "--target", name, "--folder", str(folder)]
        line += ["--minutes", str(seconds / 60), "--seed", str(options.seed)]
        ended = subprocess.run(line, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        told = ended.stdout.decode(errors="replace")
        runs, covered = re.findall(r"Done (\d+) runs", told), re.findall(r"cov: (\d+) ft: (\d+) corp: (\d+)", told)
        kept = sorted(path.name for path in (folder / "findings" / name).glob("*.txt"))
        figures = dict(zip(("edges", "features", "corpus"), map(int, covered[-1]), strict=True)) if covered else {}
        print(
            json.dumps(
                {
                    "target": name,
                    "seconds": seconds,
                    "executions": int(runs[-1]) if runs else None,
                    **figures,
                    "findings": kept,
                },
                ensure_ascii=False,
            ),
            flush=True,
        )
        if not runs:
            print(told[-3000:], file=sys.stderr)
    print(f"kept in {folder}", file=sys.stderr)


if __name__ == "__main__":
    main()

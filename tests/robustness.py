"""The same article in every form that archives have: `python -m tests.robustness [-e] [FILE…]` (by default those in samples/).

Each article is written in many ways, read by its file as users give it, and extracted. What is scored is how much of the result of
the article as plain UTF-8 is found again: entities by kind and name, mentions by kind and text as it is read, as shares; and how many
entities were found that the plain article does not have. `-e` also prints what is lost (-) and new (+) in each article, and why an
article was not read at all. Characters that CP949 lacks are replaced beforehand in all variants, so that all write the same text.
"""

from __future__ import annotations

import bz2
import csv
import gzip
import html
import io
import json
import lzma
import random
import re
import sys
import tempfile
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

from newsextract.decoding import decode, normalize
from newsextract.errors import InputError
from newsextract.hygiene import cleaned_text
from newsextract.inputs.options import Reading
from newsextract.inputs.reading import read_inputs
from newsextract.model import Article, Result
from newsextract.pipeline import Extractor

SAMPLES: Final = Path(__file__).parent.parent / "samples"

#: Writes a text as a file: the end of the file's name and its bytes. What is random depends on the text alone.
Write: TypeAlias = Callable[[str], tuple[str, bytes]]


def in_encoding(encoding: str, mark: str = "") -> Write:
    """The text in an encoding, with a byte-order mark or without."""
    return lambda text: (".txt", (mark + text).encode(encoding))


def changed(change: Callable[[str], str]) -> Write:
    """A change made to the text, which is written as UTF-8."""
    return lambda text: (".txt", change(text).encode())


def packed(ending: str, pack: Callable[[bytes], bytes]) -> Write:
    """The text as UTF-8 in a compressed file."""
    return lambda text: (f".txt{ending}", pack(text.encode()))


def full_width(text: str) -> str:
    """The digits and letters of a text in full width, but in addresses, which nobody writes so.

    >>> full_width("CES 2023, a@b.kr")
    'ＣＥＳ ２０２３, a@b.kr'
    """
    return re.sub(
        r"(?P<address>\S+@\S+|\S+://\S+)|[0-9A-Za-z]",
        lambda match: match[0] if match["address"] else chr(ord(match[0]) + 0xFEE0),
        text,
    )


def sprinkle(*dirt: str, share: float = 0.2) -> Callable[[str], str]:
    """Put dirt behind a share of the syllables that stand before another one, within words."""

    def change(text: str) -> str:
        chance = random.Random(text)
        return re.sub(
            r"[가-힣](?=[가-힣])",
            lambda match: match[0] + (chance.choice(dirt) if chance.random() < share else ""),
            text,
        )

    return change


def entities_of_html(text: str) -> str:
    """A text with its markup characters, quotation marks and some syllables written as HTML character references."""
    chance = random.Random(text)
    written = (
        html.escape(text)
        .replace("“", "&ldquo;")
        .replace("”", "&rdquo;")
        .replace("·", "&middot;")
        .replace("…", "&hellip;")
    )
    return re.sub("[가-힣]", lambda match: f"&#{ord(match[0])};" if chance.random() < 0.1 else match[0], written)


def in_zip(text: str) -> tuple[str, bytes]:
    """The text as the one member of a ZIP archive; its name is put in when it is read."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("article.txt", text)
    return ".zip", target.getvalue()


def in_json_lines(text: str) -> tuple[str, bytes]:
    """The text as a row of JSON Lines."""
    return ".jsonl", json.dumps({"id": 1, "text": text}).encode() + b"\n"


def in_csv(encoding: str) -> Write:
    """The text as a field of CSV."""

    def write(text: str) -> tuple[str, bytes]:
        target = io.StringIO()
        csv.writer(target).writerows([["id", "text"], ["1", text]])
        return ".csv", target.getvalue().encode(encoding)

    return write


def in_mail(charset: str) -> Write:
    """The text as an e-mail without subject and date, of which the article would get its headline and its day."""

    def write(text: str) -> tuple[str, bytes]:
        message = EmailMessage()
        message["From"] = "desk@paper.example"
        message["Message-ID"] = "<1@paper.example>"
        message.set_content(text, charset=charset)
        return ".eml", message.as_bytes()

    return write


def in_html(text: str) -> tuple[str, bytes]:
    """The text as a page of paragraphs."""
    paragraphs = "\n".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n") if line.strip())
    page = f'<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"></head><body><article>{paragraphs}</article></body></html>'
    return ".html", page.encode()


VARIANTS: Final[dict[str, Write]] = {
    "UTF-8": in_encoding("utf-8"),
    "UTF-8 with mark": in_encoding("utf-8-sig"),
    "CP949": in_encoding("cp949"),
    "UTF-16 LE": in_encoding("utf-16-le"),
    "UTF-16 BE": in_encoding("utf-16-be"),
    "UTF-16 LE with mark": in_encoding("utf-16-le", "\ufeff"),
    "UTF-16 BE with mark": in_encoding("utf-16-be", "\ufeff"),
    "UTF-32 LE": in_encoding("utf-32-le"),
    "UTF-32 BE with mark": in_encoding("utf-32-be", "\ufeff"),
    "NFD": changed(lambda text: unicodedata.normalize("NFD", text)),
    "CRLF": changed(lambda text: text.replace("\n", "\r\n")),
    "CR": changed(lambda text: text.replace("\n", "\r")),
    "full width": changed(full_width),
    "HTML entities": changed(entities_of_html),
    "HTML entities twice": changed(lambda text: html.escape(entities_of_html(text))),
    "no-break spaces": changed(lambda text: text.replace(" ", "\xa0")),
    "zero-width characters": changed(sprinkle("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff")),
    "soft hyphens": changed(sprinkle("\xad")),
    "bidi and tags": changed(sprinkle("\u202a", "\u202e", "\u2066", "\U000e0041", "\ufe0f")),
    "NUL and controls": changed(sprinkle("\x00", "\x08", "\x1b[0m", share=0.05)),
    "accents on Hangul": changed(sprinkle("\u0301", "\u0336", "\u20dd")),
    "gzip": packed(".gz", lambda data: gzip.compress(data, mtime=0)),
    "bzip2": packed(".bz2", bz2.compress),
    "xz": packed(".xz", lzma.compress),
    "ZIP member": in_zip,
    "JSON Lines": in_json_lines,
    "CSV": in_csv("utf-8-sig"),
    "CSV in CP949": in_csv("cp949"),
    "e-mail": in_mail("utf-8"),
    "e-mail in EUC-KR": in_mail("cp949"),
    "HTML page": in_html,
}


class Sample(NamedTuple):
    """An article: the name of its file without the end, its text, and what is found in it as plain UTF-8."""

    stem: str
    text: str
    plain: Found


class Found(NamedTuple):
    """What is compared: the entities by kind and name, and the mentions by kind and what tells them apart: here their text as it
    is read."""

    entities: Counter[tuple[str, str]]
    mentions: Counter[Any]


@dataclass
class Score:
    """Sums over articles."""

    entities: int = 0
    found: int = 0
    extra: int = 0
    mentions: int = 0
    same: int = 0

    def add(self, plain: Found, found: Found) -> None:
        """Add what was found of an article to what is found of it as it is."""
        self.entities += plain.entities.total()
        self.found += (plain.entities & found.entities).total()
        self.extra += (found.entities - plain.entities).total()
        self.mentions += plain.mentions.total()
        self.same += (plain.mentions & found.mentions).total()

    @property
    def share(self) -> float:
        """The share of the entities that were found."""
        return self.found / max(self.entities, 1)

    def row(self) -> str:
        """The shares, for the table."""
        return f"{self.share:8.3f} {self.extra / max(self.entities, 1):8.3f} {self.same / max(self.mentions, 1):9.3f}"


def text_of(data: bytes) -> str:
    """The text of an article, with what CP949 has in place of what it lacks."""
    text = normalize(decode(data).text)
    for lacking, like in {"©": "ⓒ", "–": "-", "—": "―", "\xa0": " ", "•": "·"}.items():
        text = text.replace(lacking, like)
    return text.encode("cp949", "replace").decode("cp949")


def skipped(variant: str) -> str | None:
    """Why a variant cannot be read here; None if it can."""
    if variant == "HTML page" and find_spec("trafilatura") is None:
        return "pages are not read by this installation"
    return None


def read(extractor: Extractor, folder: Path, stem: str, variant: str, text: str) -> Found:
    """Write an article in one way, read that file, and extract it. Raises `InputError` if it is not read."""
    ending, data = VARIANTS[variant](text)
    path = folder / f"{stem}{ending}"
    path.write_bytes(data)
    try:
        (read,) = read_inputs(str(path), Reading())
    finally:
        path.unlink()
    if not isinstance(read.article, Article):
        raise read.article
    return found_in(extractor.extract_article(read.article))


def found_in(result: Result) -> Found:
    """What is compared of a result."""
    return Found(
        Counter((entity.kind, entity.name) for entity in result.entities),
        Counter((mention.kind, cleaned_text(mention.text)) for mention in result.mentions),
    )


def compare(plain: Found, found: Found, score: Score) -> list[str]:
    """Add to the score; return the entities that are lost and new, for display."""
    score.add(plain, found)
    lost = [f"- {kind} {name}" for kind, name in sorted((plain.entities - found.entities).elements())]
    return lost + [f"+ {kind} {name}" for kind, name in sorted((found.entities - plain.entities).elements())]


def read_samples(extractor: Extractor, files: Sequence[Path]) -> list[Sample]:
    """The articles of some files."""
    samples = []
    with tempfile.TemporaryDirectory() as folder:
        for file in files:
            text = text_of(file.read_bytes())
            samples.append(Sample(file.stem, text, read(extractor, Path(folder), file.stem, "UTF-8", text)))
    return samples


def measure(extractor: Extractor, samples: Sequence[Sample], variant: str) -> tuple[Score, list[str]]:
    """The score of one variant over articles, and a line for each article that is not found as it was."""
    score, told = Score(), []
    with tempfile.TemporaryDirectory() as folder:
        for stem, text, plain in samples:
            try:
                found = read(extractor, Path(folder), stem, variant, text)
            except InputError as error:
                compare(plain, Found(Counter(), Counter()), score)
                told.append(f"{stem}: {error}")
            else:
                if differences := compare(plain, found, score):
                    told.append(f"{stem}: {'  '.join(differences)}")
    return score, told


def main() -> None:
    """Measure and print."""
    names = [name for name in sys.argv[1:] if name != "-e"]
    files = [Path(name) for name in names] or sorted(SAMPLES.glob("*.txt"))
    extractor = Extractor()
    samples = read_samples(extractor, files)
    print(f"{len(samples)} articles, {sum(len(sample.text) for sample in samples)} characters")
    print(f"{'':26} entities    extra  mentions")
    for variant in VARIANTS:
        if reason := skipped(variant):
            print(f"{variant:26} {reason}")
            continue
        score, told = measure(extractor, samples, variant)
        if "-e" in sys.argv:
            print(*(f"  {line}" for line in told), sep="\n", end="\n" if told else "")
        print(f"{variant:26} {score.row()}", flush=True)


if __name__ == "__main__":
    main()

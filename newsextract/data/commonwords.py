"""Common words that begin like a Korean surname (도시, 전날, 지자체): what stands before a title without being a name.

Counted in all training sentences: spaced words as written, and in the news sentences noun chunks too. A word is common
that stands at least `LEAST` times for no person, and for a person less than a fifth as often.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

from newsextract.gazetteer import Gazetteer
from newsextract.model import Article, Source, Zone
from newsextract.phrases import find_phrases
from newsextract.tokenizer import Tokenizer

#: On the development articles 4 keeps every adversarial name (이슬, 노을, 전진) off the list; by judgment.
LEAST = 4
_WORD = re.compile(r"(?<!\S)[‘“'\"(]?([가-힣]{2,4})(?=[\s,.)’”'\"])")
_HANGUL = re.compile(r"[가-힣]{2,4}")

ABOUT = (
    "Common words that begin like a Korean surname, with how often they stand in the corpus without being a person.",
    "Source: counted in the train part of konec/KLUE-NER (CC BY-SA 4.0).",
)


def common_words(corpus: Path) -> dict[str, int]:
    """Return the common words of two or three syllables with their counts, sorted, from `corpus/train.jsonl`."""
    surnames = Gazetteer.load().surnames
    tokenizer = Tokenizer()
    people: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for line in (corpus / "train.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        text = item["text"]
        spans = [(start, end) for start, end, label in item["entities"] if label.startswith("PS")]
        found = [match.span(1) for match in _WORD.finditer(text)]
        if item["source"] == "wikitree":
            found += _chunks(tokenizer, text)
        for start, end in found:
            word = text[start:end]
            if word[0] in surnames:
                person = any(left < end and start < right for left, right in spans)
                (people if person else others)[word] += 1
    return {
        word: count
        for word, count in sorted(others.items())
        if count >= LEAST and people[word] * 5 < count and len(word) <= 3
    }


def _chunks(tokenizer: Tokenizer, text: str) -> list[tuple[int, int]]:
    """The spans of the noun chunks of two to four syllables."""
    source = Source(None, None, "", "utf-8", "text/plain")
    zones = (Zone("body", 0, len(text)),)
    article = Article(text, source, None, (), None, (), None, None, None, 0, len(text), zones)
    return [
        (chunk.start, chunk.end)
        for phrases in find_phrases(tokenizer.tokenize(article))
        for chunk in phrases.chunks
        if _HANGUL.fullmatch(chunk.text)
    ]

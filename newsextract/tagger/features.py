"""What the network sees of a morpheme: hashed pieces of its form, its place in the spaced word, and the name tables.

Everything that depends on the morpheme alone (form, tag, surface, whether Kiwi knows it) is computed once for each and
kept, since news repeats its words. The rest is two small numbers for each token.
"""

from __future__ import annotations

from typing import TypeAlias
from zlib import crc32

from newsextract.context import TRUSTED, Context
from newsextract.model import KINDS

#: How many rows the table of hashed pieces has. A power of two.
HASH_ROWS = 1 << 15
#: How many values `spacings` and `gazetteer_marks` can give.
SPACINGS = 4
GAZETTEER_MARKS = 1 + 4 * len(KINDS)
#: A longer form is read up to this many of its pieces. Code points.
_PIECES = 8


#: All that is known of a morpheme without its context: form, tag, surface, whether Kiwi's dictionary has it. A plain tuple: one
#: is made for each token of each article.
TokenType: TypeAlias = tuple[str, str, str, bool]


def shape(text: str) -> str:
    """The classes of a text's characters, runs as one: H Hangul, A and a Latin, d digit, K hanja, p other.

    >>> shape("SK이노베이션"), shape("2023년"), shape("美")
    ('AH', 'dH', 'K')
    """
    classes = ""
    for letter in text[:_PIECES]:
        if "가" <= letter <= "힣":
            found = "H"
        elif letter.isdigit():
            found = "d"
        elif "A" <= letter <= "Z":
            found = "A"
        elif letter.isalpha() and letter < "\u0250":
            found = "a"
        elif "\u4e00" <= letter <= "\u9fff":
            found = "K"
        else:
            found = "p"
        if not classes.endswith(found):
            classes += found
    return classes


def pieces(token: TokenType) -> list[int]:
    """The rows of the hash table that make up a morpheme; the first is that of the whole form, dropped at random in training.

    >>> len(pieces(("포항", "NNP", "포항", True)))
    14
    """
    form, tag, surface, known = token
    kind = shape(surface)
    names = [
        f"F{form}/{tag}",
        f"T{tag}",
        f"S{kind}{'' if known else '!'}",
        f"L{min(len(surface), _PIECES)}{kind[:1]}",
        f"TS{tag}{surface[-1:]}",
    ]
    for length in (1, 2, 3):
        if len(form) >= length:
            names += [f"p{length}{form[:length]}", f"s{length}{form[-length:]}"]
    framed = f"^{form}$"
    names += [f"g{framed[at : at + 2]}" for at in range(min(len(framed) - 1, _PIECES))]
    names += [f"h{framed[at : at + 3]}" for at in range(min(len(framed) - 2, _PIECES - 1))]
    return [crc32(name.encode()) % HASH_ROWS for name in names]


def token_types(context: Context) -> list[TokenType]:
    """The type of each token of a document, in order."""
    text = context.text
    return [(form, tag, text[start:end], known) for form, tag, start, end, known in context.document.tokens]


def spacings(context: Context) -> list[int]:
    """For each token: 2 if it begins a spaced word, plus 1 if it ends one."""
    first = {word.start for word in context.document.words}
    last = {word.end for word in context.document.words}
    return [2 * (start in first) + (end in last) for _, _, start, end, _ in context.document.tokens]


def gazetteer_marks(context: Context) -> list[int]:
    """For each token: 0 outside the names of the tables, else a number for kind, first or later token, trusted or not."""
    tokens = context.document.tokens
    marks = [0] * len(tokens)
    for known in context.known:
        trusted = known.entry.weight >= TRUSTED
        base = 1 + 4 * KINDS.index(known.entry.kind) + trusted
        index = context.starts[known.start]
        later = 0
        while index < len(tokens) and tokens[index].start < known.end:
            marks[index] = base + later
            later = 2
            index += 1
    return marks

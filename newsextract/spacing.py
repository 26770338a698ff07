"""Wrong spaces → the edits that put right what would hide names: 협약식에참석한한서율춘천시장은, 한국은 행.

The analyzer reads words run together quite well, recognition does not: it works on words. So the morphemes of the first reading say
where a word holds two, and the text is read again with a space there (`Extractor.tokenize`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias

from newsextract.edits import Edit, Edited, apply_edits
from newsextract.gazetteer import Gazetteer
from newsextract.model import Article, Document, Token, Word
from newsextract.restoring import article_as_read
from newsextract.run_together import LEAST, Cut, Vocabulary, find_cuts
from newsextract.split_words import find_joins
from newsextract.tokenizer import Analysis, SplitWord

#: How often an article is read at most to find more of its errors: what was run together may hide another.
ROUNDS = 3

#: An article with a sure error in so many words has others, so that doubtful ones are believed.
WORDS_AN_ERROR = 150

#: Particles that the analyzer finds where they may be syllables of names and compounds (국민의힘, 하나로마트, 부산이스포츠경기장).
_DOUBTFUL_TAGGED = frozenset("의 이 가 로 만 랑 나".split())
#: Laws are written in one word, whatever it holds: 성폭력범죄의처벌등에관한특례법.
_LAWS = ("법률", "특례법", "특별법", "조치법", "기본법")
#: Endings after which a verb is another word; behind the others it may be a part of the same (끌어모으다, 나뉘게 되다).
_CLAUSE_ENDS = ("고", "며", "면서", "지만", "는데", "다가", "으니", "자")
#: Endings that a numeral or a long noun may be written onto even where the verb has one syllable: 열어2025년, 넘어지난해.
_LINKS = frozenset("어 고 며 면서 지만 어서".split())
#: What no date runs through.
_DATE_UNITS = frozenset("년 월 일 시 분".split())
#: A date or time that is written onto the word before it: 앞서지난 5일, 이날오후 2시. Not a longer word of the same: 같은달, 지지난 5일.
_BEFORE_DATE = re.compile(r"(?<=[가-힣])(?=(?:지난|오는|올해|내년|작년|이달|다음 ?달|오전|오후) ?\d)(?<!같은)(?<!지)")


#: How sure a change is: it shows that the article has errors; it counts only in an article that has; it counts and shows nothing,
#: since careful writers leave this space out too.
Weight: TypeAlias = Literal["sure", "doubtful", "no sign"]
SURE: Weight = "sure"
DOUBTFUL: Weight = "doubtful"
NO_SIGN: Weight = "no sign"


class Change(NamedTuple):
    """A space that is put in or taken out, and how sure that is."""

    edit: Edit
    weight: Weight


def correct_spaces(
    article: Article, analyze: Callable[[Article], Analysis], gazetteer: Gazetteer
) -> tuple[Document, Edited | None]:
    """Return an article as it is read with right spaces, and the edits to its text; None if it needs none."""
    edited: Edited | None = None
    errors = 0
    document, split = analyze(article)
    for _ in range(ROUNDS):
        changes = find_changes(document, split, gazetteer)
        errors += sum(change.weight == SURE for change in changes)
        spoilt = errors * WORDS_AN_ERROR >= len(document.words)
        edits = [change.edit for change in changes if spoilt or change.weight != DOUBTFUL]
        if not edits:
            break
        made = apply_edits(document.text, edits)
        edited = made if edited is None else edited.then(made)
        document, split = analyze(article_as_read(article, edited))
    return document, edited


def find_changes(document: Document, split: Iterable[SplitWord], gazetteer: Gazetteer) -> list[Change]:
    """Return the spaces that are missing and those that should not be there, in text order."""
    vocabulary = Vocabulary(document, gazetteer)
    starts = {token.start for token in document.tokens}
    missing = {match.start(): NO_SIGN for match in _BEFORE_DATE.finditer(document.text) if match.start() in starts}
    has_addresses = any(map(_is_of_address, document.tokens))
    for word in document.words:
        if word.end - word.start < LEAST:
            continue
        if has_addresses and any(map(_is_of_address, document.tokens[word.first : word.last])):
            continue
        gaps = list(_gaps_in(document, word))
        if not any(gap.sure for gap in gaps):
            gaps += find_cuts(document, word, vocabulary)
        for gap in gaps:
            missing[gap.at] = SURE if gap.sure else DOUBTFUL
    changes = [Change(Edit(at, at, " "), weight) for at, weight in missing.items()]
    joins = {join.at: join.sure for join in find_joins(document, vocabulary, split)}
    changes += [Change(Edit(at, at + 1, ""), SURE if sure else DOUBTFUL) for at, sure in joins.items()]
    return sorted(changes)


def _is_of_address(token: Token) -> bool:
    """Whether a token is a link, a mail address, a hashtag or the like: a word with one has no spaces."""
    return token.tag.startswith("W_") and token.tag != "W_SERIAL"


def _gaps_in(document: Document, word: Word) -> Iterator[Cut]:
    """The gaps after particles and endings in a word."""
    if word.last - word.first < 3:
        return
    tokens = document.tokens[word.first : word.last]
    gaps = []
    for number, (before, after) in enumerate(pairwise(tokens)):
        if before.tag == "NNB" and before.form in _DATE_UNITS and number and tokens[number - 1].tag == "SN":
            if after.tag.startswith(("VV", "VA")) or (after.tag in ("NNP", "NNG") and after.end - after.start >= 2):
                gaps.append(Cut(after.start, False))
        elif before.tag == "SN" and not after.known and after.end - after.start > 3 and after.form[0] in _DATE_UNITS:
            gaps.append(Cut(after.start + 1, False))
        elif before.tag == "NNB" and before.form == "등" and after.tag in ("NNP", "NNG"):
            gaps.append(Cut(after.start, False))
        elif after.start >= before.end and _begins_word(after):
            sure = _ends_word(word, before, after)
            if sure is not None:
                gaps.append(Cut(after.start, sure))
    if gaps and not _is_law(document, tokens):
        yield from gaps


def _ends_word(word: Word, before: Token, after: Token) -> bool | None:
    """Whether a word surely ends with a token though another follows without a space; None if it does not."""
    if before.tag == "EC" and before.start > word.start and before.form in _LINKS:
        if after.tag == "SN" or (after.tag in ("NNG", "NNP") and after.end - after.start >= 3):
            return True
    if before.start - word.start < 2:
        return None  # a syllable and what looks like a particle: 석만득
    if before.tag in ("ETM", "ETN"):
        return False if after.tag in ("NNG", "NNP") and after.end - after.start >= 2 else None
    if not "가" <= before.form[-1] <= "힣":
        return None  # the last consonant of a syllable
    if before.tag[0] == "J":
        return before.form not in _DOUBTFUL_TAGGED or (False if after.end - after.start >= 2 else None)
    if before.tag in ("EC", "EF") and after.tag != "SN":
        return True if after.tag[0] != "V" or before.form.endswith(_CLAUSE_ENDS) else None
    return None


def _begins_word(token: Token) -> bool:
    return token.tag in ("NNG", "NNP", "NP", "MM", "MAG", "MAJ", "VV", "VA", "VCN", "SN", "SL", "SH", "XPN", "XR") or (
        token.tag.startswith(("VV-", "VA-"))
    )


def _is_law(document: Document, tokens: Sequence[Token]) -> bool:
    """Whether a word is the name of a law."""
    nouns = [token for token in tokens if token.tag[0] == "N"]
    return bool(nouns) and document.text.endswith(_LAWS, tokens[0].start, nouns[-1].end)

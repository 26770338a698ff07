"""Names that the article has made known once are recognized wherever they stand again, in full or in part."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence

from newsextract.context import Context, behind_names
from newsextract.discourse import PRONOUN
from newsextract.model import BODY_KINDS, PLACE_KINDS, Kind, Mention
from newsextract.office_words import GETS_OFFICE, HOLDS_OFFICE, INTO_OFFICE, JOINS_NAME, NAMES_HOLDER, behind_title
from newsextract.spans import overlaps
from newsextract.titles import Title

#: An alias in brackets right after a name: (이하 CES 2023), (WHO), (Fed·연준), (이하 ‘국토부’).
_ALIAS = re.compile(
    r"\s?\((?:이하|약칭|구|舊|옛|일명)?\s?[‘'“\"]?([가-힣A-Za-z0-9\u4e00-\u9fff&.·ㆍ’\- ]{2,40}?)[’'”\"]?\)"
)
_ALIAS_KINDS: frozenset[Kind] = BODY_KINDS | {"EVENT", "PLACE", "CITY", "COUNTRY", "PROVINCE"}


def find_aliases(context: Context, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the aliases in brackets right after a name, of the same kind: 국제전자제품박람회(이하 CES 2023)."""
    text = context.text
    for mention in mentions:
        if mention.kind not in _ALIAS_KINDS:
            continue
        end = mention.end
        if text[end : end + 1] in "’'〉》」』”\"":
            end += 1
        if mention.kind in ("CITY", "COUNTRY", "PROVINCE", "PLACE") and not re.match(
            r"\((?:이하 )?[A-Z]{2,}", text[end : end + 6]
        ):
            continue
        match = _ALIAS.match(text, end)
        if match is None:
            continue
        start = match.start(1)
        for part in re.split(r"([·ㆍ])", match.group(1)):
            if _is_alias(context, mention, part) and start in context.starts:
                yield context.mention(start, start + len(part), mention.kind, "bracketed_alias")
            start += len(part)


def _is_alias(context: Context, mention: Mention, alias: str) -> bool:
    """Whether the words in brackets name the same thing: Latin letters, or a short form made of the name's syllables."""
    if re.fullmatch(r"[\u4e00-\u9fff]{2,10}", alias):
        return mention.kind in BODY_KINDS
    if re.fullmatch(r"[A-Z][A-Za-z0-9&.’\- ]*(?: \d{2,4})?|[a-z]{2,10}", alias):
        entry = context.entry(alias)
        return entry is None or entry.kind == mention.kind or entry.kind in BODY_KINDS
    if not re.fullmatch(r"[가-힣A-Za-z0-9]{2,12}", alias):
        return False
    entry = context.entry(alias)
    if entry is not None:
        return entry.kind == mention.kind
    rest = iter(mention.text)
    return all(letter in rest for letter in alias.rstrip("사단부위청처회원"))


def find_repeats(context: Context, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield further places of names that are sure in this article; common words only where they stand like names."""
    names: dict[str, Kind] = {}
    parts: dict[str, Kind] = {}
    for mention in mentions:
        if mention.rule in (
            "known_place",
            "known_body",
            "known_event",
            "bare_name",
            "bare_foreign_name",
            "city_after_country",
            "repeated_part",
        ):
            if mention.rule not in ("bare_name", "bare_foreign_name", "city_after_country"):
                continue
        if mention.kind == "PERSON":
            words = mention.text.split(" ")
            if len(words) > 1:
                for word in words:
                    if len(word) >= 3:
                        parts.setdefault(word, "PERSON")
                if len(words[-1]) == 2 or len(words[0]) == 2:
                    for word in (words[0], words[-1]):
                        parts.setdefault(word, "PERSON")
            if len(mention.text) >= 2:
                names.setdefault(mention.text, "PERSON")
        elif mention.kind in BODY_KINDS or mention.kind in ("EVENT", "PLACE", "CITY", "PROVINCE"):
            names.setdefault(mention.text, mention.kind)
            if mention.kind == "COMPANY":
                bare = re.sub(r"^(?:㈜|\(주\)|주식회사 )|(?:㈜|\(주\))$", "", mention.text)
                names.setdefault(bare, "COMPANY")
    yield from _occurrences(context, names, mentions, "repeated_name")
    yield from _occurrences(
        context, {part: kind for part, kind in parts.items() if part not in names}, mentions, "repeated_part"
    )


def _occurrences(context: Context, names: dict[str, Kind], mentions: Sequence[Mention], rule: str) -> Iterator[Mention]:
    if not names:
        return
    covered = sorted((mention.start, mention.end) for mention in mentions)
    at = 0
    for start, end in context.occurrences(names):
        if end not in context.ends and not _ends_name(context, names, start, end):
            continue
        while at < len(covered) and covered[at][1] <= start:
            at += 1
        if any(overlaps(start, end, *span) for span in covered[at : at + 6]):
            continue
        if end > context.sentence_at(start).end and _crosses(context, start, end):
            continue
        kind = names[context.text[start:end]]
        if _stands_alone(context, start, end, kind, short=rule == "repeated_part"):
            yield context.mention(start, end, kind, rule)


def _crosses(context: Context, start: int, end: int) -> bool:
    """Whether a span reaches out of the zone in which it begins: a page in one line may be cut within a word."""
    ends = context.once(("zone ends",), lambda: [zone.end for zone in context.document.article.zones])
    return ends[bisect_right(ends, start)] < end


def _ends_name(context: Context, names: dict[str, Kind], start: int, end: int) -> bool:
    """Whether a person's name ends before a particle that Kiwi does not see (페레이라는, of which it makes 페레 + 이라는)."""
    name, text = context.text[start:end], context.text
    if names[name] != "PERSON" or len(name) < 4 or text[start - 1 : start].isalnum():
        return False
    return re.match(r"(?:은|는|이|가|을|를|의|와|과|도|에게)(?![가-힣])", text[end : end + 3]) is not None


def _stands_alone(context: Context, start: int, end: int, kind: Kind, *, short: bool) -> bool:
    """Whether a repeated name is a word of its own here, and not an ordinary word that looks the same."""
    tokens = context.tokens_in(start, end)
    if not tokens:
        return False
    if tokens[-1].end != end:
        return True  # see `_ends_name`
    text = context.text
    before = text[start - 1 : start]
    if before and (before.isalnum()) and kind != "PLACE":
        return False
    following = context.starts.get(end)
    if following is not None:
        tag = context.document.tokens[following].tag
        if tag in ("NNG", "NNP", "SL", "XSN", "XSV", "XSA", "NNB") and kind == "PERSON":
            return False
        if tag in ("NNG", "NNP", "SL", "SN", "XSV", "XSA") and kind in BODY_KINDS and text[end : end + 1] != " ":
            return False
    common = all(token.known and token.tag not in ("NNP", "SL", "SH") for token in tokens)
    if not common:
        return True
    if kind == "PERSON":
        # 이 + 나라, written together: read as two words only because the name is unknown.
        if short and end - start >= 3 and text[end : end + 1] == " ":
            return True
        odd = any(token.tag not in ("NNG", "NNP", "XSN", "XPN") for token in tokens)
        return odd and len(tokens) >= 2 and end - start >= 3 and text[end : end + 1] in tuple("은는이가의을를과와도(,")
    return len(tokens) > 2 or (end - start >= 4)


def find_titles_beside(context: Context, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the titles beside a person who was found otherwise: 우에다 시장 after 우에다 겐지 마쓰에시장, 부군수인 민 권한대행."""
    starts = {mention.start for mention in mentions}
    people = {
        edge: mention for mention in mentions if mention.kind == "PERSON" for edge in (mention.start, mention.end)
    }
    edges = sorted(people)
    bodies = {mention.start: mention.end for mention in mentions if mention.kind in BODY_KINDS | PLACE_KINDS}
    text = context.text
    given: set[int] = set()
    begins = {mention.start for mention in mentions if mention.kind == "TITLE"}
    ends = {mention.end for mention in mentions if mention.kind == "TITLE"}
    for title in reversed(context.titles):
        if title.start in starts:
            continue
        bracket = _BRACKET_BEFORE.search(text, max(title.start - 40, 0), title.start)
        if (title.start - 1 in people and text[title.start - 1] == " ") or (
            bracket is not None
            and (person := people.get(bracket.start())) is not None
            and person.end == bracket.start()
        ):
            yield context.mention(title.start, title.end, "TITLE", "title_after_name")
        elif title.weight >= 0.3 and text[title.end : title.end + 1] == ")" and _in_bracket(text, title, ends):
            yield context.mention(title.start, title.end, "TITLE", "title_in_bracket")
        elif title.weight < 0.4:
            continue
        elif text[title.end : title.end + 3] == " 겸 " and title.end + 3 in begins:
            yield context.mention(title.start, title.end, "TITLE", "title_beside_title")
        elif (joins := JOINS_NAME.match(text, title.end)) and joins.group() != " ":
            person = people.get(_behind(context, bodies, joins.end()))
            if (person is not None and person.start >= joins.end()) or PRONOUN.match(text, joins.end()):
                yield context.mention(title.start, title.end, "TITLE", "title_before_name")
        elif (title.end + 1 in given and text[title.end] == " ") or _is_given(context, title, people, edges):
            given.add(title.start)
            yield context.mention(title.start, title.end, "TITLE", "title_given")


def _behind(context: Context, bodies: Mapping[int, int], at: int) -> int:
    """The offset behind the bodies and places (by start, their ends) that follow one another from an offset, with a space behind each."""
    while at in bodies and context.text[bodies[at] : bodies[at] + 1] == " ":
        at = bodies[at] + 1
    return at


def _in_bracket(text: str, title: Title, ends: Collection[int]) -> bool:
    """Whether a title ends a bracket right behind another: 회장(IOC 위원), 전략기획총괄(부사장)."""
    opening = text.rfind("(", max(title.start - 20, 0), title.start)
    return opening in ends and ")" not in text[opening : title.start] and not text[title.start].isascii()


#: An insertion between a name and a title: 리쉬안(26) 9단.
_BRACKET_BEFORE = re.compile(r"\([^()\n]{1,30}\) $")


#: Between 사장에 and the name of who becomes it: what they were (투자은행 출신인).
_DESCRIBED = re.compile(r"(?:[^\s,.“”\"]+ ){0,4}")


def _is_given(context: Context, title: Title, people: Mapping[int, Mention], edges: Sequence[int]) -> bool:
    """Whether a sentence tells that somebody named in it gets an office: 부사장을 대표이사로 선임했다, 최고재무책임자에는 서유나 전무가 …

    `people`: by where a name begins and by where it ends; `edges`: these offsets, sorted.
    """
    text, sentence = context.text, context.sentence_at(title.start)
    at = behind_title(text, title.end)
    if (names := NAMES_HOLDER.match(text, at)) and GETS_OFFICE.search(text, at, sentence.end):
        following = bisect_left(edges, behind_names(context, names.end()))
        person = people[edges[following]] if following < len(edges) else None
        if person is not None and person.start >= names.end() and _DESCRIBED.fullmatch(text, names.end(), person.start):
            return True
    named = bisect_left(edges, title.start) > bisect_left(edges, sentence.start)
    if HOLDS_OFFICE.match(text, at) is not None:
        return named or PRONOUN.search(text, sentence.start, title.start) is not None
    if INTO_OFFICE.match(text, at) is None or title.head in ("후보", "선수"):
        return False
    return named

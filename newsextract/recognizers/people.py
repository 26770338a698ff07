"""PERSON and TITLE: names before, after and around titles, and names that stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsextract.context import Context
from newsextract.leftward import left_words
from newsextract.model import BODY_KINDS, PLACE_KINDS, Mention
from newsextract.names import NOT_PERSONS, name_quality, surname_only
from newsextract.office_words import FORMER, is_modifier
from newsextract.recognizers.people_after import body_before, people_after
from newsextract.recognizers.people_alone import bare_names, by_honorific, by_insertion, masked_names
from newsextract.recognizers.people_before import people_before
from newsextract.recognizers.people_evidence import Support, full_name, particle_after, supported_surnames
from newsextract.recognizers.tagged import BORDER, LEAST, people_seen
from newsextract.titles import COMPANY_TITLES, UNIQUE_OFFICES, Title, governed_kind

#: Titles that are more often something else (소장: possession; 시장: market): a name must be sure.
_SURE_TITLE = 0.3
_GENERIC_AFTER = re.compile(
    r"들|급|직(?![가-힣])|실|단|상(?![가-힣])|배|기 |님들|석|감|회|측|에서|사업| ?출마| ?선거| ?선출| ?인선| ?임명동의"
)


def find(context: Context) -> Iterator[Mention]:
    """Yield the people and titles of a document."""
    titles: Sequence[Title] = context.titles
    support = supported_surnames(context, titles)
    for title in titles:
        yield from _title(context, title, support)
    yield from by_insertion(context)
    yield from by_honorific(context)
    yield from masked_names(context)
    yield from bare_names(context)


def _title(context: Context, title: Title, support: Support) -> Iterator[Mention]:
    """One title with the people beside it."""
    place = (
        [context.mention(title.start, title.place_end, title.place_kind, "place_in_title")]
        if title.place_kind is not None
        else []
    )
    if title.weight >= _SURE_TITLE or title.fused or particle_after(context, title.end):
        people = [_bordered(context, person, title) for person in people_before(context, title, support)]
        if [person.text for person in people] == ["전"] and (after := list(people_after(context, title, support))):
            people = [_whole(context, person) for person in after]  # 전 재무이사 라시드 벤할리마: former, not a surname
        if people and _rather_after(context, people, title):
            people = [_whole(context, person) for person in people_after(context, title, support)]
        if people and (title.weight >= _SURE_TITLE or title.fused or _sure_people(context, people)):
            yield from people
            yield context.mention(title.start, title.end, "TITLE", "title_after_name")
            yield from place
            yield from _between(context, people[0], title)
            yield from _body_of(context, people[-1], title)
            return
        inside = list(_name_inside(context, title, support))
        if inside:
            yield from inside
            return
    if _generic(context, title):
        return
    people = [_whole(context, person) for person in people_after(context, title, support)]
    if people:
        yield from people
        yield from _village_of(context, title)
        yield context.mention(title.start, title.end, "TITLE", "title_before_name")
        yield from place
    elif title.fused:
        yield context.mention(title.start, title.end, "TITLE", "fused_title")
        yield from place
    elif particle_after(context, title.end) and body_before(context, title):
        yield context.mention(title.start, title.end, "TITLE", "title_after_body")
    elif title.head in UNIQUE_OFFICES and not title.prefix:
        yield context.mention(title.start, title.end, "TITLE", "unique_office")


def _rather_after(context: Context, people: Sequence[Mention], title: Title) -> bool:
    """Whether the tagger sees the holder right after a title and nobody before it (주역은 소리꾼 남해린과 …)."""
    after = people_seen(context, title.end + 1, title.end + 2, LEAST)
    if not any(span.start == title.end + 1 for span in after):
        return False
    return not any(people_seen(context, person.start, person.end, BORDER) for person in people)


def _bordered(context: Context, person: Mention, title: Title) -> Mention:
    """A name among unknown words with the borders that the tagger sees (아이굴 사타로바 비상사태부 장관, 탁은결 나래물결 소장)."""
    if person.rule == "name_before_title":
        # 고이케 유리코 도쿄도지사: what looks like a Korean name is the end of a foreign one.
        likeliest = next(iter(people_seen(context, person.start, person.end, BORDER)), None)
        if likeliest is not None and likeliest.start < person.start and likeliest.end == person.end:
            return context.mention(likeliest.start, person.end, "PERSON", person.rule)
        return person
    if person.rule not in ("foreign_name_before_title", "name_before_body"):
        return person
    extends = person.rule == "name_before_body" or context.text.startswith((" 전 ", " 前 "), person.end)
    for seen in people_seen(context, person.start, person.end, BORDER):
        if seen.start > person.start or (extends and seen.end != person.end) or seen.end > title.start:
            continue
        words = context.text[seen.start : seen.end].split(" ")
        cut = context.text[seen.start - 1 : seen.start].isalnum() or context.text[seen.end].isalnum()
        if cut or "(" in words[-1] or is_modifier(words[-1]):
            continue
        if seen.end < person.end and seen.score < LEAST and people_seen(context, seen.end + 1, person.end, _PART):
            continue  # 제이슨 홀브룩: what would be cut off looks like a name, too
        return context.mention(seen.start, seen.end, "PERSON", person.rule)
    return person


#: From this probability on a word is rather a part of the name before it than of a body's.
_PART = 0.3


def _whole(context: Context, person: Mention) -> Mention:
    """A name after a title with all the words that the tagger sees in it (재무이사 라시드 벤할리마)."""
    for seen in people_seen(context, person.start, person.end, LEAST):
        if seen.start == person.start and seen.end > person.end and seen.end in context.ends:
            return context.mention(seen.start, seen.end, "PERSON", person.rule)
    return person


def _between(context: Context, person: Mention, title: Title) -> Iterator[Mention]:
    """What an office is of, where an unknown word stands between the name and the title: 에르네스토 바르가스 푸에르토아이센 시장."""
    start, end = person.end + 1, title.start - 1
    former = re.match(r"(?:전|前|현|당시) ", context.text[start:end])
    start += former.end() if former else 0
    word = context.text[start:end]
    if person.rule != "foreign_name_before_title" or title.prefix or not re.fullmatch(r"[가-힣]{2,8}", word):
        return
    if is_modifier(word) or word in FORMER or context.entry(word) is not None or word in context.names:
        return
    kind = governed_kind(title.head) or ("COMPANY" if title.head in COMPANY_TITLES else "ORG")
    yield context.mention(start, end, kind, "body_between")


def _body_of(context: Context, person: Mention, title: Title) -> Iterator[Mention]:
    """The body or village right before a holder's name, which no table has: 봉화여객 문상철 대표, 인제대 조백현 명예교수, 현동리 … 이장."""
    words = left_words(context.text, context.sentence_at(person.start).start, person.start, 1)
    if not words or words[0].joined != " " or words[0].bracket is not None:
        return
    word, end = words[0], words[0].end
    if word.text.endswith("의") and len(word.text) > 2:
        end -= 1
    if title.head in _OF_VILLAGE and context.text[end - 1] in "리동" and end - word.start >= 2:
        yield context.mention(word.start, end, "COUNTY", "village_of_head")
        return
    if title.head in COMPANY_TITLES and end < word.end and person.rule.startswith("foreign"):
        name = context.text[word.start : end]
        if re.fullmatch("[가-힣A-Za-z&]{2,12}", name) and context.entry(name) is None and name not in NOT_PERSONS:
            yield context.mention(word.start, end, "COMPANY", "body_of_person")  # 독일 베르거의 클라우스 베버 부사장
            return
    if title.head in ("교장", "교감", "교사") and context.text[end - 1] in "고중초" and end - word.start >= 3:
        yield context.mention(word.start, end, "ORG", "school_of_head")
        return
    bodies = context.once(
        ("tagged bodies",),
        lambda: {
            (span.start, span.end): span
            for span in context.tagged or ()
            if span.tag in BODY_KINDS and span.score >= _BODY
        },
    )
    # One word: 홍익대 게임학부 are two bodies, and what the tables have is found by them.
    if (seen := bodies.get((word.start, end))) is not None:
        yield context.mention(word.start, end, "COMPANY" if seen.tag == "COMPANY" else "ORG", "body_of_person")


def _village_of(context: Context, title: Title) -> Iterator[Mention]:
    """The village right before the title of its head: 월포2리 이장 강만수 씨."""
    words = left_words(context.text, context.sentence_at(title.start).start, title.start, 1)
    if title.head in _OF_VILLAGE and words and words[0].joined == " " and words[0].text.endswith(("리", "동")):
        yield context.mention(words[0].start, words[0].end, "COUNTY", "village_of_head")


_OF_VILLAGE = ("이장", "통장", "부녀회장", "청년회장", "노인회장", "어촌계장", "새마을지도자")
#: From this probability on the tagger's word for a body is taken where a holder of an office in it follows.
_BODY = 0.3


def _sure_people(context: Context, people: Sequence[Mention]) -> bool:
    return all(name_quality(context, person.start, person.end) == 3 for person in people)


def _generic(context: Context, title: Title) -> bool:
    """Whether what follows shows that no holder is meant: 시장 선거, 장관급, 대표단, 위원장 선출, 위원장직."""
    return _GENERIC_AFTER.match(context.text, title.end) is not None


def _name_inside(context: Context, title: Title, support: Support) -> Iterator[Mention]:
    """A name written onto its title without a space: 백시장, 백이랑논산시장."""
    text, prefix = context.text, title.prefix
    body_end = title.start + len(prefix)
    if not prefix or title.place_end == body_end:
        return
    if len(prefix) == 1 and surname_only(context, prefix) and prefix not in "부전현총최고대신시":
        if full_name(context, prefix) and title.weight >= 0.5:
            yield context.mention(title.start, body_end, "PERSON", "surname_before_title")
            yield context.mention(body_end, title.end, "TITLE", "title_after_name")
        return
    for length in (3, 2, 4):
        cut = title.start + length
        rest = context.entry(text[cut:body_end]) if cut < body_end else None
        if rest is None or rest.kind == "EVENT" or text[title.start] not in context.gazetteer.surnames:
            continue
        if context.entry(text[title.start : cut]) is None:
            yield context.mention(title.start, cut, "PERSON", "name_before_title")
            yield context.mention(cut, title.end, "TITLE", "title_after_name")
            if rest.kind in PLACE_KINDS:
                yield context.mention(cut, body_end, rest.kind, "place_in_title")
            return
    if name_quality(context, title.start, body_end) == 3 and title.weight >= 0.9 and len(prefix) == 3:
        yield context.mention(title.start, body_end, "PERSON", "name_before_title")
        yield context.mention(body_end, title.end, "TITLE", "title_after_name")

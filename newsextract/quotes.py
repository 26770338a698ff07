"""Quotations and who says them: direct ones in double marks, and reported clauses (…다고 밝혔다)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsextract.context import Context
from newsextract.linking import Link
from newsextract.model import BODY_KINDS, PLACE_KINDS, Entity, Mention, Quote, Sentence, Token

#: A direct quotation has at least so many code points (guidelines); what is shorter is a word in quotation marks.
MIN_LENGTH = 10
_MAX_LENGTH = 2000
#: How far from a quotation its sentence is read, in code points; the longest in the development articles reaches 190.
_REACH = 600

_THEME_AFTER = re.compile(
    r"[”\"]?(?:을|를|이라는|라는|이란|란|이라고 쓴|라고 쓴)\s(?:주제|제목|이름|문구|구호|슬로건|표어|내용의 현수막|플래카드|글귀|키워드|부제)"
)
_THEME_BEFORE = re.compile(
    r"(?:주제|제목|슬로건|구호|표어|이름|부제|문구|책|저서|소설|시집|영화|드라마|노래|앨범|회고록|에세이|산문집|가곡|연극|뮤지컬)"
    r"(?:는|은|로|인)?\s?[“\"]?$"
)
#: Nouns for people who are not named: a speaker, but null.
_PEOPLE = re.compile(
    r"(?:주민|시민|관계자|당국자|소식통|학생|교사|직원|어민|농민|상인|팬|관객|참가자|참석자|피해자|유족|가족|환자|의원|전문가|대표|누리꾼|네티즌|이용자|"
    r"업계|측|당국|경찰|검찰|정부|군|노조|회사|위원|위원장|시장|장관|교수|부모|어머니|아버지|남성|여성|청년|노인|운전자|목격자|경찰관|소방관|기자|판사|재판부|"
    r"변호인|선수|감독|작가|주인|사장|손님|고객|승객|관광객|대변인|고위관계자|측근|인사|선언문|성명|단체|연구팀|연구진|그|그녀|이들|그들|한 사람|누구)$"
)
_SINGLE = re.compile(
    r"‘([^‘’“”\n]{10,200})’(?=(?:이라고|라고|고|이라며|라며|며) (?:[가-힣]{1,8} )?"
    r"(?:말|밝히|밝혔|털어놓|털어놨|강조|설명|토로|주장|답|전했|덧붙|호소|당부|했다|했고|한다))"
)
_TOPIC_TAGS = frozenset({"JX", "JKS"})
_OPENING = re.compile(r"[“\"‘]")
#: 김상호 수석연구원의 말이다: a sentence after a quotation that says whose words it was.
_WORDS_OF = re.compile(
    r"의 (?:말|설명|지적|전망|분석|평가|주장|이야기|얘기|귀띔|토로|하소연|반응|진단|당부|고백)(?:이다|이었다|입니다|\.|$)"
)
#: The end of a sentence that announces the quotation after it: 교육감은 이렇게 말했다. “…”
_ANNOUNCED = re.compile(r"(?:이렇게|다음과 같이|이같이) [가-힣]{1,6}(?:했|였|었|았|혔|렸|였)다[.:] ?$")


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Who speaks: the mention that names them (a person, a title or a body); None for somebody not named."""

    mention: Mention | None


def find_quotes(
    context: Context, mentions: Sequence[Mention], entities: Sequence[Entity], links: Sequence[Link]
) -> list[Quote]:
    """Find the quotations of an article with their speakers, in text order."""
    finder = _Finder(context, mentions, entities, links)
    direct = list(finder.direct())
    indirect = list(finder.indirect([(quote.start, quote.end) for quote in direct]))
    return sorted([*direct, *indirect], key=lambda quote: (quote.start, quote.end))


def _quoted_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans inside double marks within one paragraph; an unclosed mark runs to its end."""
    at = start
    while at < end:
        opening = next((i for i in range(at, end) if text[i] in '“"”〝'), -1)
        if opening < 0:
            return
        if text[opening] == "”":
            at = opening + 1
            continue
        closers = "”〞" if text[opening] in "“〝" else '"'
        closing = next((i for i in range(opening + 1, min(end, opening + _MAX_LENGTH)) if text[i] in closers), -1)
        if closing < 0:
            if end - opening > MIN_LENGTH and text[opening] == "“":
                yield opening + 1, end
            return
        yield opening + 1, closing
        at = closing + 1


class _Finder:
    """One pass over an article; remembers the last speaker."""

    def __init__(
        self, context: Context, mentions: Sequence[Mention], entities: Sequence[Entity], links: Sequence[Link]
    ) -> None:
        self._context = context
        self._text = context.text
        self._mentions = _speaking(mentions)
        self._starts = [mention.start for mention in self._mentions]
        self._by_end: dict[int, list[Mention]] = defaultdict(list)
        for mention in self._mentions:
            self._by_end[mention.end].append(mention)
        self._entity = {entity.id: entity for entity in entities}
        by_span = {(mention.start, mention.end, mention.kind): mention for mention in mentions}
        self._holder: dict[int, Mention] = {}
        for link in links:
            if link.person is not None:
                self._holder[link.title.start] = by_span[link.person.start, link.person.end, "PERSON"]

    def direct(self) -> Iterator[Quote]:
        """Direct quotations: those of the body first, so that a headline's can look for the same words there."""
        found: list[Quote] = []
        headlines: list[tuple[int, int]] = []
        previous: Mention | None = None
        cue: Mention | None = None
        for zone in self._context.document.article.zones:
            if zone.zone not in ("headline", "subheadline", "caption", "body"):
                continue
            last_end, last_speaker = -1, None
            cued, cue = cue, self._cue(zone.start, zone.end)
            for start, end in sorted(
                (*_quoted_spans(self._text, zone.start, zone.end), *self._single_quotes(zone.start, zone.end))
            ):
                while start < end and self._text[start] == " ":
                    start += 1
                if end - start < MIN_LENGTH or self._is_theme(start, end):
                    continue
                if zone.zone in ("headline", "subheadline"):
                    headlines.append((start, end))
                    continue
                speaker = self._speaker(start, end, zone.start, zone.end, previous)
                if cued is not None and start - zone.start <= 2:
                    speaker = _Speaker(cued)
                if speaker is None and last_end >= 0 and not re.search(r"[.다]\s", self._text[last_end:start]):
                    speaker = last_speaker
                mention = speaker.mention if speaker is not None else None
                found.append(self._quote(start, end, mention))
                last_end, last_speaker = end, speaker
                if mention is not None:
                    previous = mention
            if last_end < 0 and zone.zone == "body":
                previous = self._paragraph_topic(zone.start, zone.end) or previous
        yield from (self._headline(start, end, found) for start, end in headlines)
        yield from found

    def _single_quotes(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Spans in single marks that hold a person's words: a whole sentence, and then a verb of saying (guidelines)."""
        for match in _SINGLE.finditer(self._text, start, end):
            index = self._context.ends.get(match.end(1))
            if index is not None and self._context.document.tokens[index].tag == "EF":
                yield match.span(1)

    def _cue(self, start: int, end: int) -> Mention | None:
        """The person whom an interview cue of a broadcast script announces: 〈녹취〉 강나루 / 소양호 여객선 선장."""
        at = bisect_left(self._starts, start)
        if at < len(self._mentions) and self._starts[at] < end and self._mentions[at].rule == "interview_cue":
            return self._mentions[at]
        return None

    def _sentence(self, at: int) -> Sentence:
        return self._context.sentence_at(at)

    def _is_theme(self, start: int, end: int) -> bool:
        """Whether the marks hold a theme, a title or a slogan rather than words that somebody said."""
        if _THEME_AFTER.match(self._text, end):
            return True
        before = self._text[max(start - 12, 0) : start]
        return bool(_THEME_BEFORE.search(before))

    def _quote(self, start: int, end: int, speaker: Mention | None, *, direct: bool = True) -> Quote:
        name, entity = self._name(speaker)
        return Quote(start, end, self._text[start:end], name, entity, self._verb(end), direct, None, None)

    def _name(self, mention: Mention | None) -> tuple[str | None, str | None]:
        """A speaker's full name and entity."""
        if mention is None:
            return None, None
        if mention.kind == "TITLE":
            holder = self._holder.get(mention.start)
            if holder is None:
                return None, None
            mention = holder
        entity = self._entity.get(mention.entity or "")
        return (entity.name if entity is not None else mention.text), mention.entity

    def _verb(self, end: int) -> str | None:
        """The stem of the reporting verb after a quotation (밝히, 말하); None if the sentence ends before one."""
        tokens = self._context.document.tokens
        at = self._context.starts.get(end) or self._context.starts.get(end + 1)
        if at is None:
            return None
        sentence = self._sentence(min(end, len(self._text) - 1))
        limit = min(sentence.last, len(tokens)) if sentence.end > end else at
        opening = _OPENING.search(
            self._text, end + 1, sentence.end
        )  # …것"이라며 "…거듭나겠다"고 강조: the verb is not in there
        if opening is not None:
            limit = min(limit, bisect_left(tokens, opening.start(), key=lambda token: token.start))
        for index in range(at, min(limit, at + 40)):
            token = tokens[index]
            if (token.tag in ("VV", "XSV") and token.form not in ("하", "되")) or (
                token.tag == "VV" and token.form == "하"
            ):
                return token.form
            if token.tag == "XSV" and index > at:
                return tokens[index - 1].form + token.form
        return None

    def _speaker(self, start: int, end: int, low: int, high: int, previous: Mention | None) -> _Speaker | None:
        """The subject of the sentence that holds a quotation: before it, else after it, else who spoke last."""
        low, high = max(low, start - _REACH), min(high, end + _REACH)
        sentence_start = max(self._sentence_start(start, low), low)
        before = self._subject(sentence_start, start - 1)
        if before is not None:
            return before
        stop = self._sentence_end(end + 1, high)
        after = self._subject_after(end + 1, stop) or self._whose_words(end + 1, stop)
        if after is not None:
            return after
        announced = _ANNOUNCED.search(self._text, low, start - 1)
        if announced is not None:
            earlier = self._subject(max(self._sentence(announced.start()).start, low), announced.start())
            if earlier is not None:
                return earlier
        lead = self._text[sentence_start : start - 1].strip()
        if (
            re.match(
                r"(?:그는|그녀는|이어|또|또한|그러면서|아울러|특히|이에|다만|한편|이어서|더불어|끝으로|앞서)?[\s,]*",
                lead,
            )
            is not None
            and previous is not None
        ):
            if re.match(r"(?:그는|그녀는|이어|또|그러면서|아울러|특히|이어서|더불어|끝으로)", lead) or not lead:
                return _Speaker(previous)
        return None

    def _sentence_start(self, at: int, low: int) -> int:
        """The start of the sentence around a quotation, sentence ends inside other quotations left out."""
        position = at - 1
        depth = 0
        while position > low:
            character = self._text[position - 1]
            if character == "”":
                depth += 1
            elif character == "“":
                depth -= 1
            elif (
                depth <= 0
                and character in ".!?"
                and self._text[position : position + 1] in (" ", "\n", " ")
                and position >= 2
            ):
                if self._text[position - 2] in "다까요죠자라임음함됨됐" or character in "!?":
                    break
            position -= 1
        return position

    def _sentence_end(self, at: int, high: int) -> int:
        match = re.compile(r"[다요까]\.(?=\s|$)").search(self._text, at, high)
        return match.end() if match else high

    def _subject(self, start: int, end: int) -> _Speaker | None:
        """The last topic (은/는) or else subject (이/가) before a quotation: somebody named, or somebody not named."""
        weak: _Speaker | None = None
        quoted = list(_quoted_spans(self._text, start, end))
        for position, particle in reversed(self._particles(start, end)):
            if any(left <= position < right for left, right in quoted):
                continue
            speaker = self._named_at(position)
            if (
                speaker is None
                and self._text[max(position - 2, 0) : position].strip() == "그"
                and particle in ("는", "가")
            ):
                speaker = _Speaker(self._antecedent(position))
            if particle in ("은", "는", "도"):
                if speaker is not None:
                    return speaker
                noun = self._noun_before(position)
                if noun is not None and (_PEOPLE.search(noun) and particle != "도"):
                    return _Speaker(None)
            elif weak is None:
                if speaker is not None and self._can_speak(speaker):
                    weak = speaker
                elif (noun := self._noun_before(position)) is not None and _PEOPLE.search(noun) and len(noun) >= 2:
                    weak = _Speaker(None)
        return weak

    def _antecedent(self, position: int) -> Mention | None:
        """Whom 그 means: the last person before it who is a topic or subject, in the same paragraph or the one before."""
        low = max(position - _REACH, 0)
        low = max(self._text.rfind("\n", low, max(self._text.rfind("\n", low, position) - 2, low)) + 1, low)
        found: Mention | None = None
        for mention in self._mentions[bisect_left(self._starts, low) : bisect_left(self._starts, position)]:
            if mention.end >= position:
                continue
            after = self._text[mention.end : mention.end + 1]
            if mention.kind in ("PERSON", "TITLE") and after in ("은", "는", "이", "가"):
                if mention.kind == "PERSON" or mention.start in self._holder:
                    found = mention
        return found

    def _can_speak(self, speaker: _Speaker) -> bool:
        return speaker.mention is not None and speaker.mention.kind in ("PERSON", "TITLE", "ORG", "COMPANY")

    def _subject_after(self, start: int, end: int) -> _Speaker | None:
        """The subject between a quotation and its verb (…”고 이강덕 시장은 말했다)."""
        for position, particle in self._particles(start, end):
            if particle in ("은", "는", "이", "가"):
                speaker = self._named_at(position)
                if speaker is not None and self._can_speak(speaker):
                    return speaker
                noun = self._noun_before(position)
                if noun is not None and _PEOPLE.search(noun):
                    return _Speaker(None)
        return None

    def _whose_words(self, start: int, end: int) -> _Speaker | None:
        """Who is named where the sentence after a quotation says whose words it was."""
        match = _WORDS_OF.search(self._text, start, end)
        return self._named_at(match.start()) if match else None

    def _particles(self, start: int, end: int) -> list[tuple[int, str]]:
        """Topic and subject particles in `[start, end)` right after a noun: where each begins, and its form."""
        tokens = self._context.document.tokens
        sentence = self._sentence(start)
        found: list[tuple[int, str]] = []
        index = bisect_left(tokens, start, lo=sentence.first, key=lambda token: token.start)
        while index < len(tokens) and tokens[index].start < end:
            token = tokens[index]
            if (
                token.tag in _TOPIC_TAGS
                and index
                and tokens[index - 1].tag in ("NNG", "NNP", "XSN", "SL", "SH", "SSC", "NP", "NNB", "NR", "SW")
            ):
                form = self._text[token.start : token.end]
                if form in ("은", "는", "이", "가", "도", "께서", "께서는"):
                    found.append((token.start, "는" if form.startswith("께서") else form))
            index += 1
        taken = {position for position, _ in found}
        low, high = bisect_left(self._starts, start - 40), bisect_left(self._starts, end)
        for mention in self._mentions[max(low, 0) : high]:
            # A particle that Kiwi missed after a name it does not know.
            if start <= mention.end < end and mention.kind in ("PERSON", "TITLE") and self._text[mention.end] in "은는":
                if mention.end not in taken:
                    found.append((mention.end, self._text[mention.end]))
        return sorted(found)

    def _named_at(self, position: int) -> _Speaker | None:
        """The person, title or body that ends where a particle begins, brackets between them skipped."""
        end = position
        for _ in range(2):  # 김철수(45) 씨는, 김철수 씨(45)는
            if match := re.search(
                r"\s?씨$|\s(?:할머니|할아버지|어르신|아주머니|양|군)$", self._text[max(end - 6, 0) : end]
            ):
                end -= len(match.group())
            if self._text[end - 1] == ")" and (opening := self._text.rfind("(", max(end - 60, 0), end)) > 0:
                end = opening
        for mention in self._by_end.get(end, ()):
            if (
                mention.kind in ("PERSON", "TITLE")
                or mention.kind in BODY_KINDS
                or mention.kind in PLACE_KINDS - {"PLACE"}
            ):
                if mention.kind == "TITLE" and mention.start not in self._holder:
                    return _Speaker(None)
                return _Speaker(mention)
        return None

    def _noun_before(self, position: int) -> str | None:
        """The noun that a particle follows."""
        tokens = self._context.document.tokens
        index = self._context.ends.get(position)
        if index is None or tokens[index].tag not in ("NNG", "NNP", "XSN", "NP", "NNB"):
            return None
        first = index
        while (
            first
            and tokens[first - 1].end == tokens[first].start
            and tokens[first - 1].tag in ("NNG", "NNP", "XSN", "XPN")
        ):
            first -= 1
        return self._text[tokens[first].start : position]

    def _paragraph_topic(self, start: int, end: int) -> Mention | None:
        """The last person who is a topic in a paragraph without quotations: who 그는 and 이어 mean after it."""
        found: Mention | None = None
        for position, particle in self._particles(start, end):
            if particle in ("은", "는"):
                speaker = self._named_at(position)
                if speaker is not None and speaker.mention is not None and speaker.mention.kind in ("PERSON", "TITLE"):
                    found = speaker.mention
        return found

    def _headline(self, start: int, end: int, body: Sequence[Quote]) -> Quote:
        """A headline's quotation: said by who says nearly the same in the body, else by who stands before it."""
        words = _bigrams(self._text[start:end])
        best, best_share = None, 0.0
        for quote in body:
            share = len(words & _bigrams(quote.text)) / len(words) if words else 0.0
            if share > best_share:
                best, best_share = quote, share
        if best is not None and best_share >= 0.6:
            return Quote(start, end, self._text[start:end], best.speaker, best.entity, None, True, None, None)
        reported = self._reported(words)
        if reported is not None:
            name, entity = self._name(reported)
            return Quote(start, end, self._text[start:end], name, entity, None, True, None, None)
        line = self._text.rfind("\n", 0, start) + 1
        before = [mention for mention in self._mentions if line <= mention.start and mention.end < start]
        segment = re.split(r"[…·]|\.\.\.|[”\"] ?", self._text[line : start - 1])[-1]
        low = start - 1 - len(segment)
        near = [m for m in before if m.start >= low]
        speaker = self._headline_speaker(near, start) or self._headline_speaker(before, start, anywhere=True)
        name, entity = self._name(speaker)
        return Quote(start, end, self._text[start:end], name, entity, None, True, None, None)

    def _reported(self, words: set[str]) -> Mention | None:
        """Who reports in the body, without marks, what a headline quotes: the topic of the sentence with its words."""
        best: tuple[float, Sentence] | None = None
        for sentence in self._context.document.sentences:
            if sentence.zone != "body" or not words:
                continue
            share = len(words & _bigrams(self._text[sentence.start : sentence.end])) / len(words)
            if share >= 0.6 and (best is None or share > best[0]):
                best = share, sentence
        if best is None:
            return None
        for position, particle in self._particles(best[1].start, best[1].end):
            if particle in ("은", "는"):
                speaker = self._named_at(position)
                if speaker is not None and speaker.mention is not None and self._can_speak(speaker):
                    return speaker.mention
        return None

    def _headline_speaker(self, mentions: Sequence[Mention], start: int, *, anywhere: bool = False) -> Mention | None:
        for mention in reversed(mentions):
            rest = self._text[mention.end : start - 1]
            if mention.kind in ("PERSON", "TITLE") and (mention.kind == "PERSON" or mention.start in self._holder):
                return mention
            if mention.kind in BODY_KINDS and (anywhere or not rest.strip(" ,:")) and "," not in rest.strip(", "):
                return mention
        if anywhere:
            first = [m for m in mentions if m.kind in BODY_KINDS and self._text[m.end : m.end + 1] in (",", " ")]
            return first[0] if first else None
        return None

    def indirect(self, direct: Sequence[tuple[int, int]]) -> Iterator[Quote]:
        """Reported clauses: 이 시장은 [포항의 미래가 밝다]고 말했다. Only where the sentence names who says it."""
        tokens = self._context.document.tokens
        spans = sorted(direct)
        for sentence in self._context.document.sentences:
            before = bisect_left(spans, (sentence.end, -1)) - 1
            if sentence.zone != "body" or (before >= 0 and spans[before][1] > sentence.start):
                continue
            index = self._reporting(tokens, sentence)
            if index is None:
                continue
            end = tokens[index].end - 1
            topic = None
            for position, particle in self._particles(sentence.start, end):
                if particle in ("은", "는"):
                    speaker = self._named_at(position)
                    if (
                        speaker is not None
                        and speaker.mention is not None
                        and self._name(speaker.mention)[0] is not None
                    ):
                        topic = (position + 1, speaker.mention)
                        break
            if topic is None:
                continue
            start = topic[0]
            while start < end and self._text[start] in " ,":
                start += 1
            if end - start >= MIN_LENGTH:
                yield self._quote(start, end, topic[1], direct=False)

    def _reporting(self, tokens: Sequence[Token], sentence: Sentence) -> int | None:
        """The index of the quotative ending (…다고, …라고, …자고) before a reporting verb at the sentence's end."""
        for index in range(sentence.last - 1, max(sentence.first, sentence.last - 14), -1):
            token = tokens[index]
            if token.tag == "EC" and token.form in (
                "다고",
                "ᆫ다고",
                "는다고",
                "라고",
                "자고",
                "냐고",
                "으라고",
                "다며",
                "라며",
                "자며",
                "ᆫ다며",
                "는다며",
                "다면서",
                "라면서",
            ):
                following = [t for t in tokens[index + 1 : sentence.last] if t.tag in ("VV", "XSV", "NNG")]
                return index if following else None
        return None


def _speaking(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions that can name a speaker: no dates, and nothing within the name of an event (농심 in 농심배)."""
    found: list[Mention] = []
    event_end = 0
    for mention in mentions:
        if mention.kind == "EVENT":
            event_end = max(event_end, mention.end)
        elif mention.kind not in ("DATE", "TIME") and mention.start >= event_end:
            found.append(mention)
    return found


def _bigrams(text: str) -> set[str]:
    letters = re.sub(r"[^가-힣A-Za-z0-9]", "", text)
    return {letters[at : at + 2] for at in range(len(letters) - 1)}

"""Who speaks: read off the sentence around the words, the sentences before it, and who spoke last."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsextract.context import Context
from newsextract.discourse import PRONOUN, Discourse
from newsextract.linking import Link
from newsextract.model import BODY_KINDS, HEADLINES, PLACE_KINDS, Kind, Mention
from newsextract.quotes.marks import NOBODY_SAYS, QUOTATIVE, QUOTATIVE_ENDINGS, SAID, double_spans

#: How far from a quotation its sentence is read, in code points; the longest in the development articles reaches 190.
REACH = 600
#: Nouns for people who are not named: a speaker, but null.
_PEOPLE = re.compile(
    r"(?:주민|시민|관계자|당국자|소식통|학생|교사|직원|어민|농민|상인|팬|관객|참가자|참석자|피해자|유족|가족|환자|의원|전문가|대표|누리꾼|네티즌|이용자|"
    r"업계|측|당국|경찰|검찰|정부|군|노조|회사|위원|위원장|시장|장관|교수|부모|어머니|아버지|남성|여성|청년|노인|운전자|목격자|경찰관|소방관|기자|판사|재판부|"
    r"변호인|선수|감독|작가|주인|사장|손님|고객|승객|관광객|대변인|고위관계자|측근|인사|선언문|성명|단체|연구팀|연구진|그|그녀|이들|그들|한 사람|누구|참모|"
    r"업자|업주|학부모|누나|언니|형|동생|이웃|보고서|논문|판결문|공소장|성명서|입장문|사설|신문|매체|통신|방송|할머니|할아버지|아주머니|아저씨|법원|야당|여당|"
    r"취재진|기자단|심판|관중|신도|직장인|회사원|주부|대학생|자영업자|제보자|유가족|관람객|간부|임원|실무자|담당자|원장|이장|소식통|당직자|보좌진|시민단체|지도부|시위대|군민|도민|구민|주주|회원|조합원|노동자)(?:들)?$"
)
_NOUNS = ("NNG", "NNP", "XSN", "SL", "SH", "SSC", "NP", "NNB", "NR", "SW")
#: Endings after which another subject goes on: 재정경제부가 금리 인하를 요구하자 …
_BREAKS = frozenset({"자", "으면", "면", "지만", "도록", "자마자", "을수록", "ᆯ수록", "었지만", "더니"})
#: 김상호 수석연구원의 말이다: a sentence after a quotation that says whose words it was.
_WORDS_OF = re.compile(
    r"의 (?:말|설명|지적|전망|분석|평가|주장|이야기|얘기|귀띔|토로|하소연|반응|진단|당부|고백)(?:이다|이었다|입니다|\.|$)"
)
#: The end of a sentence that announces the quotation after it: 교육감은 이렇게 말했다. “…” · 권태자씨가 거들었다. “…”
_ANNOUNCED = re.compile(
    r"(?:(?:이렇게|다음과 같이|이같이) [가-힣]{1,6}(?:했|였|었|았|혔|렸|였)다|거들었다|입을 열었다|입을 뗐다|말문을 열었다|말을 이었다|운을 뗐다|되물었다|"
    r"맞장구를 쳤다|소리쳤다|외쳤다|털어놨다|말을 꺼냈다|속내를 털어놓았다|말했다|물었다|이유를 설명했다|소감을 전했다|소감을 밝혔다)[.:] ?$"
)
#: What opens a sentence in which the last speaker goes on.
_GOES_ON = re.compile(
    r"(?:그는|그녀는|이어서?|또한?|그러면서도?|아울러|특히|이에|다만|한편|더불어|끝으로|앞서|그리고|마지막으로|이와 함께|나아가|계속해서)?[\s,]*"
)
#: A name and maybe an office before a colon: [배효정/인근 상인 : “…”], ▶ 홍길동 시장: “…”, ▶홍길동 교수=“…”
_LABEL = re.compile(
    r"([\[〈<【(▶◀\-–―■◆△▲\s]*(?:(?:녹취|인터뷰|싱크|SYNC|현장음|전화\s?인터뷰)\s?[\]〉>】)]?\s?)?)[^\n“”\":：=.]{2,50}[:：=]\s?"
)
#: A longer beginning of a line is no label. Code points.
_LONGEST_LABEL = 90
#: Whose words are told of: “…”라는 이강수 대표의 말에
_WORDS_OF_BEFORE = re.compile(
    r"[”\"]?(?:이라는|라는|는) (?=.{2,40}?의 (?:말|지적|주장|설명|발언|호소|당부|제안|질문|물음|답변|분석|전망|진단|조언|경고|고백))"
)
#: People whose names the paper hides: 이모(27)씨, A씨.
_HIDDEN = re.compile(r"(?:[가-힣]모|[A-Z])(?:\s?\([^()\n]{1,20}\))? ?(?:씨|군|양)(?:\s?\([^()\n]{1,20}\))?$")
#: Kinds of what a noun calls (협회는, 시는: a body or place whose name ends so); bodies where none stands here.
_CALLED_KINDS: dict[str, frozenset[Kind]] = {
    **dict.fromkeys(("시", "군", "구", "도"), PLACE_KINDS),
    **dict.fromkeys(("회사", "업체", "기업"), frozenset({"COMPANY"})),
    **dict.fromkeys(("단체", "기관"), frozenset({"ORG"})),
}
#: Endings of names, where they are not the noun; none: whatever has acted before.
_ENDINGS: dict[str, tuple[str, ...]] = {
    "대학": ("대학", "대", "대학교"),
    "당": ("당", "힘"),
    **dict.fromkeys(("회사", "업체", "기업", "단체", "기관"), ()),
}
#: Nouns that mean a body of their kind at large.
_GENERIC = frozenset(
    "경찰 검찰 법원 정부 당국 학교 군 측 재판부 국회 의회 언론 방송 신문 통신 그 나 저 우리 이 대 부 원 시장 회 위 이날".split()
) - {"군"}
_ACTS = re.compile(r"(?:\([^()\n]{1,20}\))?[은는이가](?![가-힣])")
_GOES_ON_AT_LENGTH = re.compile(
    r"의 (?:말|이야기|얘기|하소연|설명)(?:은|는|이|가) (?:[가-힣]+ )?(?:이어졌다|계속됐다|이렇다|다음과 같다)\. ?$"
)
#: A paragraph that is a question of an interview.
_QUESTION = re.compile(r"^\s?[―—–\-▷▶■◆Q]|(?:나|까|가|요|지)[.?]?\s*$|\?\s*$")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the mention that names them (a person, a title or a body); None for somebody not named. `rule`: what showed it."""

    mention: Mention | None
    rule: str


class Speakers:
    """Finds the speakers of an article's quotations. `holders`: by the start of a title's mention, who holds it."""

    def __init__(
        self, context: Context, mentions: Sequence[Mention], links: Sequence[Link], discourse: Discourse
    ) -> None:
        self._context = context
        self._text = context.text
        self._discourse = discourse
        self.mentions = _speaking(mentions)
        self.starts = [mention.start for mention in self.mentions]
        self._callable: dict[str, list[Mention]] = {}
        self._by_end: dict[int, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            self._by_end[mention.end].append(mention)
        by_span = {(mention.start, mention.end, mention.kind): mention for mention in mentions}
        self.holders: dict[int, Mention] = {}
        for link in links:
            if link.person is not None:
                self.holders[link.title.start] = by_span[link.person.start, link.person.end, "PERSON"]

    def of_quote(
        self, start: int, end: int, low: int, high: int, previous: Speaker | None, named: Speaker | None
    ) -> Speaker | None:
        """The speaker of the words `[start, end)` in a paragraph `[low, high)`; None if unclear.

        `previous` has spoken last in the paragraph, or before where the words open it, `named` is the last who was named.

        In this order, since each sign is surer than the next: a label (홍길동: “…”), whose words they are called, that nobody says
        them, the subject of the sentence before the words, the end of the sentence before it that announces them (…이 말했다. “…”),
        the subject between them and their verb, the next sentence that says whose words it was, and who goes on.
        """
        label = self._label(start, low)
        if label is not None:
            return label
        if (whose := _WORDS_OF_BEFORE.match(self._text, end)) and (teller := self._told_of(whose.end())) is not None:
            return teller
        if NOBODY_SAYS.match(self._text, end):
            return Speaker(None, "unnamed")
        low, high = max(low, start - REACH), min(high, end + REACH)
        sentence_start = max(self._sentence_start(start, low), low)
        said = SAID.match(self._text, end) is not None
        if (before := self._subject(sentence_start, start - 1, said=said)) is not None:
            return before
        alone = QUOTATIVE.match(self._text, end + 1) is None
        announced = _ANNOUNCED.search(self._text, low, start - 1) if alone else None
        if announced is not None and announced.end() >= start - 2:
            earlier = self._subject(max(self._context.sentence_at(announced.start()).start, low), announced.start())
            if earlier is not None:
                return Speaker(earlier.mention, "announced")
        stop = self._sentence_end(end + 1, high)
        after = self._subject_after(end + 1, stop) or self._whose_words(end + 1, stop)
        if after is not None:
            return after
        return self._who_goes_on(sentence_start, start, low, previous, named)

    def _who_goes_on(
        self, sentence_start: int, start: int, low: int, previous: Speaker | None, named: Speaker | None
    ) -> Speaker | None:
        """Who spoke last or is the topic, where the sentence of a quotation has no subject."""
        lead = self._text[sentence_start : start - 1].strip()
        last = next(reversed([last for _, last in double_spans(self._text, low, sentence_start)]), None)
        if last is not None and (since := self._discourse.topic(last + 1, sentence_start)) is not None:
            return Speaker(since, "topic_of_paragraph")
        if _GOES_ON.fullmatch(lead) and (last_one := previous or (named if lead else None)) is not None:
            return Speaker(last_one.mention, "continued")
        topic = self._discourse.topic(low, sentence_start)
        return Speaker(topic, "topic_of_paragraph") if topic is not None else None

    def _told_of(self, start: int) -> Speaker | None:
        """Whose words a phrase tells of: the last name before 의 말에."""
        end = self._text.find("의 ", start, start + 44)
        return self.named_at(end, "whose_words") if end > 0 else None

    def _label(self, start: int, low: int) -> Speaker | None:
        """The person before a colon at the head of a line."""
        line = self._text.rfind("\n", max(low - 1, 0), max(start - 2, 0)) + 1
        if line < low or start - line > _LONGEST_LABEL:
            return None
        # In a broadcast's bracket the colon may stand where the mark would.
        match = _LABEL.fullmatch(self._text, line, start if self._text[start - 1] in ":：" else start - 1)
        if match is None:
            return None
        at = bisect_left(self.starts, match.end(1))
        first = self.mentions[at] if at < len(self.mentions) and self.starts[at] < start else None
        if first is None or first.start > match.end(1):
            return None
        people = [m for m in self.mentions[at:] if m.start < start and m.kind == "PERSON"]
        if people:
            return Speaker(people[0], "label")
        alone = first.kind in BODY_KINDS and not self._text[first.end : start - 1].strip(" :：=")
        return Speaker(first, "label") if alone else Speaker(None, "unnamed")

    def protagonist(self) -> Mention | None:
        """Whom an interview is with: the first person whom the headline names, else the one named most often; None without people."""
        people = [mention for mention in self.mentions if mention.kind == "PERSON"]
        titled = [mention for mention in people if mention.zone in HEADLINES]
        counts = Counter(mention.entity for mention in people)
        return next(iter(titled), None) or max(people, key=lambda mention: counts[mention.entity], default=None)

    def announces(self, start: int, end: int) -> Mention | None:
        """Whose words a paragraph announces at its end: 박옥남(72)씨의 말은 길게 이어졌다."""
        match = _GOES_ON_AT_LENGTH.search(self._text, start, end)
        speaker = self.named_at(match.start(), "announced") if match is not None else None
        return speaker.mention if speaker is not None else None

    def is_question(self, start: int, end: int) -> bool:
        """Whether a paragraph is a question of an interview."""
        return _QUESTION.search(self._text[start:end]) is not None

    def cue(self, start: int, end: int) -> Mention | None:
        """The person whom an interview cue of a broadcast script announces: 〈녹취〉 강나루 / 소양호 여객선 선장."""
        at = bisect_left(self.starts, start)
        if at < len(self.mentions) and self.starts[at] < end and self.mentions[at].rule == "interview_cue":
            return self.mentions[at]
        return None

    def _sentence_start(self, at: int, low: int) -> int:
        """The start of the sentence around a quotation, sentence ends inside other quotations left out."""
        inside = list(double_spans(self._text, low, at - 1))
        position = at - 1
        while position > low:
            quoted = next((first for first, last in inside if first <= position <= last + 1), None)
            if quoted is not None:
                position = quoted - 1
                continue
            character = self._text[position - 1]
            if character in ".!?" and self._text[position : position + 1] in (" ", "\n", " ") and position >= 2:
                if self._text[position - 2] in "다까요죠자라임음함됨됐" or character in "!?":
                    break
            position -= 1
        return position

    def _sentence_end(self, at: int, high: int) -> int:
        match = re.compile(r"[다요까]\.(?=\s|$)").search(self._text, at, high)
        return match.end() if match else high

    def _is_some(self, position: int, noun: str) -> bool:
        """Whether a noun is 한 의원 (some member), which 도 makes no less a subject."""
        before = self._text[max(position - len(noun) - 12, 0) : position - len(noun)]
        return re.search(r"(?:^|[\s의])한 (?:[가-힣]{1,6} )?$", before) is not None

    def _subject(self, start: int, end: int, *, said: bool = False) -> Speaker | None:
        """The last topic (은/는) or else subject (이/가) before a quotation: somebody named, or somebody not named.

        A subject of its own clause is none (…가 요구하자), one right before the words is (조 대표가 보낸 “…”). `said`: a
        quotative follows the words, so that any topic is who says them.
        """
        weak: Speaker | None = None
        quoted = list(double_spans(self._text, start, end))
        adnominal = self._ends_adnominal(end)
        for position, particle in reversed(self.particles(start, end)):
            if any(left <= position < right for left, right in quoted):
                continue
            speaker = self._at(position, particle, "subject_before")
            if particle in ("은", "는", "도"):
                if speaker is not None:
                    return speaker
                noun = self._noun_before(position)
                if (
                    noun is not None
                    and (particle != "도" or self._is_some(position, noun))
                    and (_PEOPLE.search(noun) or (said and not self._is_reported(position, end)))
                ):
                    return Speaker(None, "unnamed")  # whoever or whatever it is, nobody before it speaks
                continue
            breaks, verbs, relative = self._clause(position, end, quoted)
            if breaks or weak is not None or (relative and not adnominal):
                continue
            if speaker is not None and can_speak(speaker):
                weak = speaker
            elif (noun := self._noun_before(position)) is not None and _PEOPLE.search(noun) and len(noun) >= 2:
                weak = Speaker(None, "unnamed")
            if weak is not None and (adnominal or not verbs):
                return weak
        return weak

    def _at(self, position: int, particle: str, rule: str) -> Speaker | None:
        """Whom a noun phrase before a particle means: by name, by a pronoun, by what a body is called, or somebody hidden."""
        speaker = self.named_at(position, rule)
        if speaker is None and self._is_pronoun(position, particle):
            return Speaker(self._discourse.antecedent(position - 1), "pronoun")
        if speaker is None and _HIDDEN.search(self._text[max(position - 30, 0) : position]):
            return Speaker(None, "unnamed")
        if speaker is None and (body := self._called(position)) is not None:
            return Speaker(body, "called_by_noun")
        return speaker

    def _called(self, position: int) -> Mention | None:
        """The one body named before that a noun calls (협회는, 회사 측은, 시는); None if it calls none or could call several."""
        noun = self._noun_before(position)
        if noun is not None and noun.endswith("측"):
            noun = noun[:-1] or self._noun_before(position - 2)
        if noun is None or noun in _GENERIC:
            return None
        if noun not in self._callable:
            self._callable[noun] = self._first_two(noun)
        before = [mention for mention in self._callable[noun] if mention.start < position]
        return before[0] if len(before) == 1 else None

    def _first_two(self, noun: str) -> list[Mention]:
        """The first mention of the first body that a noun can call, and that of the second; fewer where there are fewer."""
        kinds = _CALLED_KINDS.get(noun, BODY_KINDS)
        endings = _ENDINGS.get(noun, (noun,))
        found: dict[str | None, Mention] = {}
        for mention in self.mentions:
            if mention.kind not in kinds or mention.text == noun:
                continue
            fits = mention.text.endswith(endings) if endings else _ACTS.match(self._text, mention.end) is not None
            if fits:
                found.setdefault(mention.entity, mention)
            if len(found) == 2:
                break
        return list(found.values())

    def _is_pronoun(self, position: int, particle: str) -> bool:
        found = PRONOUN.search(self._text, max(position - 2, 0), position + 1)
        return found is not None and found.end() == position and particle in ("는", "가", "은", "이")

    def _clause(self, position: int, end: int, quoted: Sequence[tuple[int, int]]) -> tuple[bool, bool, bool]:
        """Whether the clause of a subject ends before a quotation, whether a predicate stands between them, and whether the first
        one makes it a relative clause (한동규 대표가 밀어붙인 공장의 …)."""
        tokens = self._context.document.tokens
        index = bisect_left(tokens, position, key=lambda token: token.start)
        breaks = verbs = relative = ended = False
        while index < len(tokens) and tokens[index].start < end:
            token = tokens[index]
            if not any(left <= token.start < right for left, right in quoted):
                breaks = breaks or (token.tag == "EC" and token.form in _BREAKS)
                verbs = verbs or token.tag in ("VV", "XSV", "VA")
                if verbs and not ended and token.tag[0] == "E" and token.tag != "EP":
                    ended, relative = True, token.tag == "ETM"
            index += 1
        return breaks, verbs, relative

    def _is_reported(self, position: int, end: int) -> bool:
        """Whether a topic is that of a reported clause before a quotation: 고 지사는 바람은 자원이라며 “…”."""
        tokens = self._context.tokens_within(position, end)
        return any(token.tag == "EC" and token.form in QUOTATIVE_ENDINGS for token in tokens)

    def _ends_adnominal(self, end: int) -> bool:
        """Whether the word before a quotation is the adnominal form of a verb (보낸 “…”)."""
        index = self._context.ends.get(end) or self._context.ends.get(end - 1)
        return index is not None and self._context.document.tokens[index].tag == "ETM"

    def _subject_after(self, start: int, end: int) -> Speaker | None:
        """The subject between a quotation and its verb (…”고 이강덕 시장은 말했다)."""
        for position, particle in self.particles(start, end):
            if particle in ("은", "는", "이", "가"):
                speaker = self._at(position, particle, "subject_after")
                if speaker is not None and can_speak(speaker):
                    return speaker
                noun = self._noun_before(position)
                if noun is not None and _PEOPLE.search(noun):
                    return Speaker(None, "unnamed")
        return None

    def _whose_words(self, start: int, end: int) -> Speaker | None:
        """Who is named where the sentence after a quotation says whose words it was."""
        match = _WORDS_OF.search(self._text, start, end)
        return self.named_at(match.start(), "whose_words") if match else None

    def particles(self, start: int, end: int) -> list[tuple[int, str]]:
        """Topic and subject particles in `[start, end)` right after a noun: where each begins, and its form."""
        tokens = self._context.document.tokens
        sentence = self._context.sentence_at(start)
        found: list[tuple[int, str]] = []
        index = bisect_left(tokens, start, lo=sentence.first, key=lambda token: token.start)
        while index < len(tokens) and tokens[index].start < end:
            token = tokens[index]
            if token.tag in ("JX", "JKS") and index and tokens[index - 1].tag in _NOUNS:
                form = self._text[token.start : token.end]
                if form in ("은", "는", "이", "가", "도", "께서", "께서는"):
                    found.append((token.start, "는" if form.startswith("께서") else form))
            index += 1
        taken = {position for position, _ in found}
        low, high = bisect_left(self.starts, start - 40), bisect_left(self.starts, end)
        for mention in self.mentions[max(low, 0) : high]:
            # A particle that Kiwi missed after a name it does not know.
            if start <= mention.end < end and mention.kind in ("PERSON", "TITLE") and self._text[mention.end] in "은는":
                if mention.end not in taken:
                    found.append((mention.end, self._text[mention.end]))
        return sorted(found)

    def named_at(self, position: int, rule: str) -> Speaker | None:
        """The person, title or body that ends where a particle begins, brackets between them skipped."""
        end = position
        for _ in range(2):  # 김철수(45) 씨는, 김철수 씨(45)는
            if match := re.search(
                r"\s?씨$|(?:\s|(?<=\)))(?:할머니|할아버지|어르신|아주머니|양|군)$|(?<=[가-힣]{3})(?:양|군)$",
                self._text[max(end - 6, 0) : end],
            ):
                end -= len(match.group())
            if self._text[end - 1] == ")" and (opening := self._text.rfind("(", max(end - 60, 0), end)) > 0:
                end = opening
        side = re.search(r" ?측$", self._text[max(end - 2, 0) : end])
        if side is not None:
            end -= len(side.group())
        for mention in self._by_end.get(end, ()):
            if side is not None and mention.kind in ("PERSON", "TITLE"):
                return Speaker(None, "unnamed")
            if (
                mention.kind in ("PERSON", "TITLE")
                or mention.kind in BODY_KINDS
                or mention.kind in PLACE_KINDS - {"PLACE"}
            ):
                if mention.kind == "TITLE" and mention.start not in self.holders:
                    return Speaker(None, "unnamed")
                return Speaker(mention, rule)
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

    def topics(self, start: int, end: int) -> Iterator[tuple[int, Speaker]]:
        """Yield who is a topic in a stretch, named or not, with the offset behind the particle."""
        for position, particle in self.particles(start, end):
            if particle in ("은", "는", "도"):
                speaker = self._at(position, particle, "topic")
                noun = self._noun_before(position) if speaker is None and particle != "도" else None
                if noun is not None and _PEOPLE.search(noun):
                    speaker = Speaker(None, "unnamed")
                if speaker is not None:
                    yield position + 1, speaker

    def topic_of(self, start: int, end: int) -> Mention | None:
        """The last person who is a topic in a paragraph without quotations: who 이어 means after it."""
        found: Mention | None = None
        for position, particle in self.particles(start, end):
            if particle in ("은", "는"):
                speaker = self.named_at(position, "topic")
                if speaker is not None and speaker.mention is not None and speaker.mention.kind in ("PERSON", "TITLE"):
                    found = speaker.mention
        return found


def can_speak(speaker: Speaker) -> bool:
    """Whether a speaker is a person or a body and no place."""
    return speaker.mention is not None and speaker.mention.kind in ("PERSON", "TITLE", "ORG", "COMPANY")


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

"""COUNTRY, PROVINCE, CITY, COUNTY and PLACE: by the tables, by suffix (…시, …군, …역), by what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsextract.context import SIZES, TRUSTED, Context, Known
from newsextract.gazetteer import Entry
from newsextract.heads import NOT_NAMES
from newsextract.model import BODY_KINDS, HEADLINES, PLACE_KINDS, Kind, Mention
from newsextract.names import hangul_side
from newsextract.phrases import Chunk, Phrases

#: One-syllable names of countries, as they stand in 미·중, 한일, 北.
_SYLLABLES = "한미중일북남러영독불인호베"
_HANJA = "韓美中日北南獨英佛露蘇印濠伊越泰臺"
_COUNTRY_LIST = re.compile(
    rf"(?<![가-힣])[{_SYLLABLES}](?:[·ㆍ‧-][{_SYLLABLES}])+(?![가-힣]*[·ㆍ]?[{_SYLLABLES}]?[가-힣]{{9}})"
)
#: Words made of two or three such syllables; what is not here (남북, 중미) names something else.
_COUNTRY_PAIRS = frozenset(
    "한미 한일 한중 미중 미일 중일 북미 북중 북러 미러 중러 한미일 한중일 북중러 미북 한러 한영 한독 한불 한호 미영 한베 남북".split()
)

#: What shows that 북미 is North Korea and the United States, and what that it is North America.
_DIPLOMACY = re.compile(r"\s?(?:정상|회담|협상|관계|대화|실무|고위급|양국|핵|간|접촉|합의|교착|수교|비핵화)")
_REGION = re.compile(r"\s?(?:지역|시장|본부|법인|대륙|지사|투어|판매|수출|현지|전역|최대|에서|의|와|과|·|로)")

#: Administrative suffix → kind; the stem must be a name of two or more letters.
_DIVISIONS: dict[str, Kind] = {
    "시": "CITY",
    "군": "COUNTY",
    "구": "COUNTY",
    "읍": "COUNTY",
    "면": "COUNTY",
    "동": "COUNTY",
    "리": "COUNTY",
    "주": "PROVINCE",
    "성": "PROVINCE",
    "현": "PROVINCE",
    "도": "PROVINCE",
    "부": "PROVINCE",
}
#: Suffixes that alone prove little: they need a division or country right before them (용인시 처인구 남사읍).
_WEAK_DIVISIONS = frozenset("동리주성현도부면군")
_PLACE_AFTER = re.compile(
    r"\s?(?:에서|에|으로|로|서|까지|부터|의|을|를|행|발|산|현지|시내|일대|인근|지역|근교|주민|시민|본사|법인|공장|특파원|출신)"
)


def find(context: Context) -> Iterator[Mention]:
    """Yield the places of a document."""
    for known in context.known:
        if known.entry.kind in PLACE_KINDS and known.entry.weight >= TRUSTED and len(known.entry.name) > 1:
            if known.entry.name == "서면" and _IN_WRITING.match(context.text, known.end):
                continue
            yield context.mention(known.start, known.end, known.entry.kind, "known_place")
            if known.entry.kind == "CITY" and context.text[known.end : known.end + 1] == "시":
                following = context.text[known.end + 1 : known.end + 2]
                if known.end + 1 in context.ends and not known.entry.name.endswith("시") and following != "장":
                    yield context.mention(known.start, known.end + 1, "CITY", "city_suffix")
    yield from _backed(context)
    yield from _pavilions(context)
    yield from _countries(context)
    yield from _headline_syllables(context)
    yield from _divisions(context)
    yield from _by_head(context)
    yield from _beside_country(context)


#: What makes 서면 'in writing' rather than the quarter of Busan.
_IN_WRITING = re.compile(
    r"(?:으로|을|이나)|\s?(?:브리핑|축사|인사|답변|질의|질문|인터뷰|경고|자료|진술|조사|보고|계약|통보|메시지|논평|입장|의견|합의|약속|심사|심의|결의|신청|"
    r"제출|동의|요청|회신|사과|해명|평가|결재|통지|고지)"
)


#: What only a division has right after its name.
_OF_DIVISION = re.compile(
    r" ?(?:앞바다|시민|군민|구민|주민|지역|남부|북부|시내|읍내|일대|인근|현지|출신|터미널|향교|에서 (?:열린|온|태어|만난|발생))"
)


def _backed(context: Context) -> Iterator[Mention]:
    """Doubtful names of divisions that a place beside them backs: 경기 평택시, 해운대구 우동, 중동과 우동."""
    for known in context.known:
        if known.entry.weight >= TRUSTED or len(known.entry.name) < 2:
            continue
        for entry in context.gazetteer.get(known.entry.name):
            size = SIZES.get(entry.kind, 0)
            if size and _OF_DIVISION.match(context.text, known.end):
                yield context.mention(known.start, known.end, entry.kind, "place_by_what_follows")
                break
            if size and (_place_beside(context, known, size) or _named_in_full(context, entry)):
                yield context.mention(known.start, known.end, entry.kind, "place_beside_place")
                break


def _named_in_full(context: Context, entry: Entry) -> bool:
    """Whether the article also has the full name of a division or its office: 고성군, 진도군수, 양산시장."""
    full = entry.canonical.split(" ")[-1]
    return full != entry.name and _has(context, full)


def _place_beside(context: Context, known: Known, size: int) -> bool:
    """Whether a larger division stands right before a name, a smaller one right after it, or one joined to it."""
    chunks = context.phrases[known.phrase].chunks
    if chunks[known.chunk].end != known.end:
        return False
    for other, step in ((known.chunk - 1, -1), (known.chunk + 1, 1)):
        if not 0 <= other < len(chunks):
            continue
        left, right = sorted((known.chunk, other))
        between = context.text[chunks[left].end : chunks[right].start]
        entry = context.entry(chunks[other].text)
        kind = entry.kind if entry is not None else _division_kind(context, chunks[other])
        if kind is None or kind not in SIZES:
            continue
        if between == " " and ((step < 0 and SIZES[kind] > size) or (step > 0 and SIZES[kind] < size)):
            return True
        if between in ("·", "ㆍ") and entry is not None:
            return True
        if between in ("과 ", "와 ") and entry is not None and SIZES[kind] == size:
            return True
    return False


def _division_kind(context: Context, chunk: Chunk) -> Kind | None:
    """The kind of a division that its suffix shows, where its stem is a name."""
    kind = _DIVISIONS.get(chunk.text[-1:])
    return kind if kind is not None and len(chunk.text) >= 3 and context.is_named(chunk) else None


_PAVILION = re.compile(r"(?:[가-힣]{2})?(?:관|공동관|홍보관|국가관|통합관)")


def _pavilions(context: Context) -> Iterator[Mention]:
    """A place and 관 in one word is the place's pavilion or wing: 포항관, 덕수궁관, 대구경북공동관."""
    for phrases in context.phrases:
        for chunk in phrases.chunks:
            word = chunk.text
            if (
                not word.endswith("관")
                or word.endswith(("기관", "장관", "차관", "사관", "영사관", "대사관"))
                or context.entry(word)
            ):
                continue
            for cut in range(len(word) - 1, 1, -1):
                entry = context.entry(word[:cut])
                if entry is not None and entry.kind in PLACE_KINDS and _PAVILION.fullmatch(word, cut):
                    yield context.mention(chunk.start, chunk.end, "PLACE", "pavilion")
                    break


def _countries(context: Context) -> Iterator[Mention]:
    """One-syllable countries: 미·중, 한일, 北, 미 국방부."""
    text = context.text
    for phrases in context.phrases:
        low, high = phrases.sentence.start, phrases.sentence.end
        for match in _COUNTRY_LIST.finditer(text, low, high):
            for at in range(match.start(), match.end(), 2):
                yield context.mention(at, at + 1, "COUNTRY", "country_syllable_list")
        for chunk in phrases.chunks:
            word = chunk.text
            if chunk.depth and len(word) > 1 and all("\u4e00" <= letter <= "\u9fff" for letter in word):
                continue
            for length in (3, 2):
                if (
                    len(word) >= length
                    and word[:length] in _COUNTRY_PAIRS
                    and (len(word) == length or chunk.start + length in context.starts or word[length:] in ("전", "간"))
                ):
                    if _is_adjective(context, chunk.start + length):
                        break
                    if word[:length] in ("북미", "미북") and not _DIPLOMACY.match(text, chunk.start + length):
                        if _REGION.match(text, chunk.start + length) and len(word) == length:
                            yield context.mention(chunk.start, chunk.end, "PLACE", "north_america")
                    elif word[:length] != "남북":
                        for at in range(chunk.start, chunk.start + length):
                            yield context.mention(at, at + 1, "COUNTRY", "country_syllable_pair")
                    break
        for match in _BEFORE_NAME.finditer(text, low, high):
            if match.start(2) in context.starts and _names_place_or_body(context, match.start(2), match.end(2)):
                yield context.mention(match.start(1), match.end(1), "COUNTRY", "country_syllable_list")
        for match in _SOUTH_NORTH.finditer(text, low, high):
            yield context.mention(match.start(), match.start() + 1, "COUNTRY", "country_syllable_list")
            yield context.mention(match.end() - 1, match.end(), "COUNTRY", "country_syllable_list")
        yield from _hanja_countries(context, low, high)
        yield from _sides(context, low, high)
        for match in re.finditer(
            r"(?<![가-힣·])[미일중영독불] (?=[가-힣]{2,8}(?:부|성|청|군|의회|법원|백악관|연준|하원|상원|정부|언론|당국)|\d함대)",
            text[low:high],
        ):
            yield context.mention(low + match.start(), low + match.start() + 1, "COUNTRY", "country_before_body")


def _is_adjective(context: Context, end: int) -> bool:
    """Whether the letters before an offset are the stem of an adjective: 한미한 가문."""
    following = context.starts.get(end)
    return following is not None and context.document.tokens[following].tag in ("XSA", "XSV")


#: 한·메콩, 한-유럽: one syllable joined to a full name.
_BEFORE_NAME = re.compile(r"(?<![가-힣])([한미중일북러])[·ㆍ-]([가-힣A-Z]{2,6})")
_SOUTH_NORTH = re.compile(r"(?<![가-힣])남(?:과 |·)북(?=[을이은의과 ])")


def _names_place_or_body(context: Context, start: int, end: int) -> bool:
    return any(
        (entry := context.entry(context.text[start:stop])) is not None and entry.kind in PLACE_KINDS | BODY_KINDS
        for stop in range(end, start + 1, -1)
    )


def _hanja_countries(context: Context, low: int, high: int) -> Iterator[Mention]:
    """Letters of states in hanja, alone or in a row: 美, 韓日, 北·러; not in another word (회의 中, 4日, 訪韓, 美의 기준)."""
    text = context.text
    for match in _HANJA_RUN.finditer(text, low, high):
        start, end = match.span()
        if end - start == 1 and _is_other_word(context, low, start):
            continue
        for at in range(start, end):
            if text[at] not in "·ㆍ-":
                yield context.mention(at, at + 1, "COUNTRY", "country_hanja")


#: Letters of states in a row, the first in hanja (北러, 日·대만) or before one in hanja (한美).
_HANJA_RUN = re.compile(
    rf"(?<![\w(])(?:[한미중일북러][·ㆍ]?)?[{_HANJA}](?:[·ㆍ-]?[{_HANJA}])*"
    rf"(?:(?:[·ㆍ-][{_SYLLABLES}]|[미중일북러])(?![가-힣]{{2}}|[가-힣](?<![은는이가을를의와과에도])))?(?![\u4e00-\u9fff])"
    rf"|(?<![\w(])[{_HANJA}](?=[發製](?!\w|[\u4e00-\u9fff]))"
)
#: What of a state stands right behind its syllable.
_OF_STATE = (
    "정부|외무|국방|총리|대통령|외교|매체|언론|국무|상무|재무|의회|정찰|미사일|위성|도발|핵|노동당|노동신문|주민|병사|해군|공군|육군|당국|"
    "대사|백악관|연준|상원|하원|법원|증시|관영|왕실|여왕|국왕|국적|군함|잠수함|전투기|통상|관세|중앙은행|특사|대표단"
)
#: What shows that a state acts: 협의 中 “수용 불가”, 회의 中 외교부장.
_ACTS = re.compile(rf"\s?[“‘\"]| ?(?:{_OF_STATE})")
#: 中 after a noun of something that goes on (회의 中), or between a number and a part of it (열 곳 中 둘): during, among.
_DURING = re.compile(
    r"(?:회의|수술|공사|운전|근무|수업|통화|재판|조사|수사|시험|경기|훈련|작업|비행|이동|휴가|임신|방송|생방송|촬영|녹화|식사|복무|공연|연습|수감|"
    r"복역|구속|치료|입원|투병|재직|재임|임기|여행|산책|등산|운동|사냥|조업|항해|운항|운행|주행|정비|점검|청소|요리|면담|상담|인터뷰|연설|강의|강연|"
    r"발표|토론|심사|심의|검토|논의|협의|진행|상영|전시|판매|모집|접수|개발|연구|실험|실습|출장|파업|농성|시위|집회|행진|유세|선거|유학|체류|도주|"
    r"도피|추격|순찰|출동|진화|구조|수색|대피|피서|휴식|외출|귀가|출근|퇴근|등교|하교|잠복|배달|주차|정차|대기|은퇴|부재|작전|전투|생존|가동|백수|"
    r"명|곳|개|대|건|채|마리|가구|가지|팀|사람|하나|둘|셋|열|이|그|요|이번 주|오늘) $"
)
#: How much comes a day: 日 3시간, 日 평균.
_A_DAY = re.compile(
    r" ?(?:\d[\d,.]*(?:만|천|백|억)?\s?(?:여 ?)?"
    r"(?:시간|회|차례|잔|끼|배럴|톤|리터|건|명|번|보|걸음|㎞|km|쪽|장|개|판|봉|대|칼로리|t(?![a-z])|ℓ|㎎|mg|kWh|원|편|마리|분)"
    r"|평균|매출 \d|교통량|방문객|이용객)"
)
#: What beauty has, or is written onto its letter: 美의 기준, 美학.
_BEAUTY = re.compile(
    r"의 (?:기준|여신|역사|재발견|본질|제전|완성|전당|감각|향연|조건|비밀|탐구|추구|이상|전령|대명사|극치|정수|상징|화신)"
    r"|(?:학|적|인|술|모|담)(?![가-힣]{2})"
)
#: What has beauty: 한옥의 美, 여백의 美; behind others only where the phrase ends (신라의 美를).
_BEAUTIFUL = re.compile(
    r"(?:한국|우리|한옥|한복|전통|곡선|여백|동양|자연|절제|백자|도자|건축|균형|비움|파격|중용|단색)의 $"
)
_ENDS_PHRASE = re.compile(r"$|[^\w\s]|[를을에와과가은는도](?![가-힣])")
#: What 北 and 南 have when they are only a side: 北쪽, 北한강 (a name that the tables have is another one).
_SIDE = re.compile(r"(?:쪽|부|단|향|방|상|반구|녘|문|벽|사면)|측 (?:출입문|출구|입구|벽|창|도로|방향|사면|광장)")


def _is_other_word(context: Context, low: int, at: int) -> bool:
    """Whether a letter in hanja stands for another word than a state."""
    text, letter = context.text, context.text[at]
    if letter == "中":
        return _DURING.search(text, max(low, at - 6), at) is not None and not _ACTS.match(text, at + 1)
    if letter == "日":
        return _A_DAY.match(text, at + 1) is not None
    if letter == "美":
        if text[max(low, at - 2) : at] == "의 ":
            return bool(_BEAUTIFUL.search(text, max(low, at - 6), at) or _ENDS_PHRASE.match(text, at + 1))
        return _BEAUTY.match(text, at + 1) is not None
    if letter in "北南":
        return _SIDE.match(text, at + 1) is not None or _named_side(context, at) is not None
    return False


def _named_side(context: Context, at: int) -> tuple[int, Entry] | None:
    """Where the name of a place ends that begins with the side in hanja at an offset, and its entry: 北한강, 南구; None if none does."""
    text = context.text
    for end in range(at + _LONGEST_SIDE, at + 1, -1):
        if text[end - 1 : end].isalnum() and _AFTER_SIDE_NAME.match(text, end):
            for entry in context.gazetteer.get(hangul_side(text[at:end])):
                if entry.kind in PLACE_KINDS - {"COUNTRY"} and (end - at >= 3 or entry.weight >= TRUSTED):
                    return end, entry
    return None


#: The longest name that is looked up, in code points: 北아메리카.
_LONGEST_SIDE = 6
#: What may follow such a name: a border or a particle.
_AFTER_SIDE_NAME = re.compile(r"\W|$|(?:은|는|이|가|을|를|의|에|와|과|도|서|에서|으로)(?![가-힣])")


def _sides(context: Context, low: int, high: int) -> Iterator[Mention]:
    for match in _SIDE_LETTER.finditer(context.text, low, high):
        if (named := _named_side(context, match.start())) is not None:
            yield context.mention(match.start(), named[0], named[1].kind, "known_place_with_side")


_SIDE_LETTER = re.compile(r"(?<!\w)[東西南北](?=[가-힣])")


def _headline_syllables(context: Context) -> Iterator[Mention]:
    """States of one syllable where a clause of a headline begins, if the body names them: 북, 또 쐈다 · 미 국무장관 · 러 유조선."""
    for zone in context.document.article.zones:
        if zone.zone not in HEADLINES:
            continue
        for match in _CLAUSE_SYLLABLE.finditer(context.text, zone.start, zone.end):
            at = match.start(match.lastindex or 0)
            if _has(context, _FULL[context.text[at]]):
                yield context.mention(at, at + 1, "COUNTRY", "country_in_headline")


def _has(context: Context, name: str) -> bool:
    """Whether the article has a name anywhere."""
    return context.once(("has", name), lambda: name in context.text)


_FULL = {"미": "미국", "중": "중국", "일": "일본", "북": "북한", "러": "러시아", "독": "독일", "영": "영국"}
_CLAUSE_SYLLABLE = re.compile(
    r"(?:^\W{0,3}|[…”’\"'] ?)"
    rf"(?:([미중북])(?=,(?! (?:장구|꽹과리)))|([미중일북])(?=\s?[“‘\"]| (?:{_OF_STATE}))|([독영])(?= (?:{_OF_STATE})))"
    r"|(?<![\w·ㆍ-])(러)(?=(?:에|의|와|는|가|도|를)?(?: [가-힣“‘]|,|…))",
    re.MULTILINE,
)


def _divisions(context: Context) -> Iterator[Mention]:
    """Administrative divisions by suffix: 산동읍, 고성군 현내면, 지린성, 떠이호군."""
    for phrases in context.phrases:
        for index, chunk in enumerate(phrases.chunks):
            kind = _DIVISIONS.get(chunk.text[-1:])
            if kind is None or not 3 <= len(chunk.text) <= 7 or context.entry(chunk.text) is not None:
                continue
            if not all("가" <= letter <= "힣" for letter in chunk.text) or chunk.text in NOT_NAMES:
                continue
            last = context.document.tokens[chunk.last - 1]
            named = context.is_named(chunk)
            suffix = chunk.text[-1]
            if suffix in _WEAK_DIVISIONS or not named:
                beside = _follows_place(context, phrases, index) or _joined_division(context, phrases, index)
                if not (beside and (named or suffix in "읍면동리구군")):
                    continue
                if suffix in "주성현도부" and not named:
                    continue
            if last.known and last.tag == "NNG" and last.start == chunk.start and suffix in "시주성현도부리동":
                continue
            stem = context.entry(chunk.text[:-1])
            sure = stem is not None and stem.kind in PLACE_KINDS
            yield context.mention(
                chunk.start, chunk.end, kind, "known_place_with_suffix" if sure else "division_suffix"
            )


def _joined_division(context: Context, phrases: Phrases, index: int) -> bool:
    """Whether a chunk is joined to a division by 과, 와 or a middle dot (부적면과 연무읍)."""
    chunks = phrases.chunks
    for other in (index - 1, index + 1):
        if 0 <= other < len(chunks):
            left, right = sorted((index, other))
            if context.text[chunks[left].end : chunks[right].start] in ("과 ", "와 ", "·", "ㆍ", ", "):
                if (
                    chunks[other].text[-1:] in "읍면동구군리"
                    and chunks[other].text[-1:] in chunks[index].text[-1:] + "읍"
                    and context.is_named(chunks[other])
                ):
                    return True
    return False


def _follows_place(context: Context, phrases: Phrases, index: int) -> bool:
    """Whether a country, province, city or county stands right before a chunk (경기 파주시, 일본 시마네현)."""
    if index == 0:
        return False
    left = phrases.chunks[index - 1]
    between = context.text[left.end : phrases.chunks[index].start]
    if between not in (" ", "·", "ㆍ", ", ", "와 ", "과 ", "의 "):
        return False
    entry = context.entry(left.text)
    if entry is not None:
        return entry.kind in PLACE_KINDS
    return left.text[-1:] in _DIVISIONS and len(left.text) >= 3 and context.is_named(left)


def _by_head(context: Context) -> Iterator[Mention]:
    """Places by head noun: 미포정거장, 운정중앙역, 베네시안 엑스포; the owner before it is part of it (포스코 국제관)."""
    for phrases in context.phrases:
        for index, chunk in enumerate(phrases.chunks):
            sea = chunk.text.endswith("해") and len(chunk.text) >= 3 and chunk.last - chunk.first == 1
            if sea and not context.document.tokens[chunk.first].known:
                yield context.mention(chunk.start, chunk.end, "PLACE", "sea")
            if context.kind_by_head(chunk) == "PLACE" and context.entry(chunk.text) is None:
                yield context.mention(chunk.start, chunk.end, "PLACE", "place_head")
            if index and chunk.last - chunk.first == 1 and _on_mountain(context, phrases, index):
                yield context.mention(chunk.start, chunk.end, "PLACE", "on_mountain")
            if chunk.text in _GEOGRAPHIC and index and context.text[phrases.chunks[index - 1].end : chunk.start] == " ":
                left = phrases.chunks[index - 1]
                if context.is_named(left) and left.last - left.first == 1 and context.kind_of(left) in (None, "PLACE"):
                    yield context.mention(left.start, chunk.end, "PLACE", "named_geography")
            if chunk.text.endswith("호선") and chunk.text[0].isdigit() and index:
                left = phrases.chunks[index - 1]
                if context.text[left.end : chunk.start] == " " and left.text.endswith(("도시철도", "지하철", "전철")):
                    yield context.mention(left.start, chunk.end, "PLACE", "railway_line")
            owner = _owner(context, phrases, index)
            if owner is not None:
                yield context.mention(owner.start, chunk.end, "PLACE", "owner_and_venue")


def _on_mountain(context: Context, phrases: Phrases, index: int) -> bool:
    """Whether a proper noun right after a mountain names a part of it: 설악산 대청봉, 한라산 백록담."""
    chunk, left = phrases.chunks[index], phrases.chunks[index - 1]
    if len(chunk.text) < 3 or not chunk.text.endswith(("봉", "담", "대", "령", "폭포", "계곡", "능선", "바위")):
        return False
    token = context.document.tokens[chunk.first]
    entry = context.entry(left.text)
    return (
        left.text.endswith("산")
        and entry is not None
        and entry.kind == "PLACE"
        and context.text[left.end : chunk.start] == " "
        and (token.tag == "NNP" or not token.known)
    )


_GEOGRAPHIC = frozenset(
    "빙하 호수 산맥 해협 반도 사막 섬 제도 군도 열도 평원 고원 계곡 해구 운하 만 곶 화산 분지 빙붕".split()
)


def _owner(context: Context, phrases: Phrases, index: int) -> Chunk | None:
    """The body or name right before a venue's head noun that makes one place with it (연세대 신촌캠퍼스)."""
    chunk = phrases.chunks[index]
    if index == 0:
        return None
    left = phrases.chunks[index - 1]
    if context.text[left.end : chunk.start] != " ":
        return None
    for venue in ("캠퍼스", "국제관", "영빈관", "컨벤션홀", "아트홀", "콘서트홀", "APEC하우스", "엑스포", "대강당"):
        if chunk.text.endswith(venue):
            entry = context.entry(left.text)
            if entry is not None and entry.kind in PLACE_KINDS and entry.kind != "PLACE" and venue not in ("영빈관",):
                return None
            kind = context.kind_of(left)
            if kind in ("COMPANY", "ORG", "PLACE") or (kind is None and context.is_named(left)):
                return left
    return None


def _beside_country(context: Context) -> Iterator[Mention]:
    """An unknown name right after a country or foreign region and before a place's particle: 네덜란드 펠트호번의, 독일 X에서."""
    for phrases in context.phrases:
        for index in range(1, len(phrases.chunks)):
            chunk, left = phrases.chunks[index], phrases.chunks[index - 1]
            if context.text[left.end : chunk.start] != " " or len(chunk.text) < 2:
                continue
            entry = context.entry(left.text)
            if entry is None or entry.kind not in ("COUNTRY", "PROVINCE") or entry.attributes.get("country") == "KR":
                continue
            tokens = context.document.tokens[chunk.first : chunk.last]
            if len(tokens) != 1 or tokens[0].known or context.kind_of(chunk) is not None:
                continue
            if not all("가" <= letter <= "힣" for letter in chunk.text):
                continue
            if _PLACE_AFTER.match(context.text, chunk.end):
                yield context.mention(chunk.start, chunk.end, "CITY", "city_after_country")

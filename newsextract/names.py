"""What a person's name looks like: Korean names by surname and length, foreign names by their unknown words."""

from __future__ import annotations

import re

from newsextract.context import SWALLOWED_PARTICLES, Context
from newsextract.heads import HEADS, NOT_NAMES, head_of

_HANGUL = re.compile(r"[가-힣]+")
#: A name that the paper hides: 박○○, 김〇〇, 이OO.
MASKED = re.compile(r"[가-힣][○〇◯]{1,2}|[가-힣]OO")
_INITIAL = re.compile(r"[A-Z]\.?")

#: Particles that a name takes; what Kiwi tags as one of these after a known noun is no part of a name.
_PARTICLE_TAGS = ("JKS", "JKO", "JKG", "JKB", "JX", "JC", "JKC", "JKQ", "JKV", "VCP")

#: Words that begin with a surname's syllable and stand before titles without being names. Collected from the words
#: before titles in the konec/KLUE-NER training sentences (news part) that are no PERSON there, and from the guidelines.
NOT_PERSONS = frozenset(
    "신예 무명 전반기 후반기 한때 한동안 청원인 고소인 의뢰인 진정인 승진 전보 임명 전출 전입 전임 신임 경로당 고로 전직 전원 전액 전체 전면 상호금융 전날 "
    "다음날 이튿날 당일 그날 이날 지난달 지난해 올해 내년 이달 매년 "
    "소속 여야 국내 당시 현직 이날 동료 여성 남성 예능 이번 유명 사퇴 해당 신임 전직 현역 전문 야당 여당 우리 오디션 가운데 양국 공식 현재 "
    "국가 선발 차기 함께 최근 이어 여자 남자 추가 야권 여권 경우 연방 양당 오전 오후 현장 시즌 유력 이후 지역 도피 초대 여러 상주 상임 비상임 "
    "부처 최우수 대표팀 대상 최종 한편 대기업 나머지 주미 주일 주한 주중 주영 주러 경제 사격 단계 인기 당선인 상대 예비역 전자 공동 주재 "
    "내각 하원 상원 고교 이상 해외 시절 국제 최고 홍보 장기 하지만 신인 부문 임시 인근 해산 인민군 지원 예비 경영 명품 기기 가족 국내외 "
    "모든 주요 주요국 공직 원내 기존 주연 고령화 정권 민간 초선 재선 삼선 사직 공연 인수위 최전방 기업 육상 정당 시민 시사 대형 공천 여군 "
    "남측 북측 기간 양측 이틀간 주축 주력 이래 원로 중견 신진 강연 한미 한일 한중 남북 미중 은퇴 유치원 대학 대학원 학교 회사 구단 정부 당국 "
    "지도 지방 이사 감사 조직 주장 안보 국방 외교 통일 홍보 기획 재무 영업 전략 연구 사업 생산 품질 인사 총무 구매 공동대표 각자 단독 전임 "
    "후임 선임 수석 책임 주임 사외 상근 비상근 명예 석좌 겸임 초빙 특임 객원 정년 주무 담당 소관 관할 유관 안전 방송 연예 문화 노동 강력 형사 "
    "민사 공안 공판 여성가족 보건 복지 교육 의회 모든 이런 저런 그런 어떤 같은 다른 지난 오는 양사 전국 임원 직원 위원 의원 주민 시민 국민 "
    "도민 군민 구민 학생 교사 하나 이들 이외 이하 기타 제가 나의 우리나라 선수 고문 전담 전속 방한 방미 방중 방일 방북 조만간 반면 이에 여기 "
    "오늘 내일 어제 다음 하루 경찰 검찰 법원 군대 주식 부동산 마지막 유일 단일 정식 공인 인턴 수습 소재 제조 유통 현지 한인 교민 전시 "
    "진보 보수 중도 주류 비주류 온건 강경 황금 최장수 최연소 최고령 최다선 부회장 서민 노인 장년 청년 여대생 "
    "남학생 여학생 초등 고위 주관사 주최사 후원사 협력사 운영사 제조사 시공사 시행사 자회사 계열사".split()
)


def clear_particle(context: Context, start: int, end: int) -> bool:
    """Whether a word ends in a particle after a noun of two or more syllables, or in a verbal ending."""
    tokens = context.tokens_in(start, end)
    if not tokens:
        return True
    for token in tokens[1:]:
        if token.tag in _PARTICLE_TAGS and token.start - start >= 2:
            return True
    return tokens[-1].tag in ("EC", "EF", "ETM", "ETN") and end - start > 3


def name_quality(context: Context, start: int, end: int) -> int:
    """How much `text[start:end]` looks like a Korean full name: 3 a proper noun or unknown word with a surname, 2 an
    ordinary noun of that shape, 1 another part of speech of that shape (차분해), 0 not at all.

    The shape: a surname of the table and one or two more syllables (three in 석다니엘, 남궁하늘).
    """
    word = context.text[start:end]
    if not 2 <= len(word) <= 4 or not _HANGUL.fullmatch(word) or word in NOT_PERSONS or word in HEADS:
        return 0
    if word.endswith("들") and len(word) > 2:
        return 0
    surnames = context.gazetteer.surnames
    share = surnames.get(word[:2], 0.0) if len(word) > 2 else 0.0
    double = share > 0
    share = share or surnames.get(word[0], 0.0)
    if share <= 0:
        return 0
    tokens = context.tokens_in(start, end)
    if len(word) == 3 and share >= 1 and len(tokens) == 1 and not tokens[0].known and tokens[0].end == end + 1:
        return 3 if context.text[end] in SWALLOWED_PARTICLES else 1  # 정윤석이: the particle is no part of the name
    if not tokens or tokens[-1].end != end:
        return 1 if tokens and len(word) <= 3 else 0
    unknown = any(not token.known for token in tokens)
    if len(word) == 4 and not double and not (unknown and len(tokens) == 1):
        return 0
    if any(entry.kind == "TITLE" and entry.weight >= 0.5 for entry in context.gazetteer.get(word)):
        return 0
    if len(tokens) == 1 and len(word) >= 3 and (unknown or tokens[0].tag == "NNP") and (share >= 0.1 or double):
        return 3
    if all(token.tag in _NAME_TAGS for token in tokens):
        return 3 if len(word) >= 3 and tokens[0].tag == "NNP" and tokens[0].end - start == 1 else 2
    return 1


def surname_only(context: Context, word: str) -> bool:
    """Whether a word is nothing but a Korean surname, in Hangul or as one hanja (文 의장)."""
    if len(word) == 1 and "\u4e00" <= word <= "\u9fff":
        return word in _READINGS
    return context.gazetteer.surnames.get(word, 0.0) > 0


def foreign_word(context: Context, start: int, end: int) -> bool:
    """Whether `text[start:end]` can be one word of a foreign person's name: an unknown word, initial or known name."""
    word = context.text[start:end]
    if _INITIAL.fullmatch(word):
        return True
    if not _HANGUL.fullmatch(word) or len(word) > 8 or word in NOT_PERSONS or word in context.names:
        return False
    if context.entry(word) is not None or word in NOT_NAMES:
        return False
    if word[-1] in "의은는이가을를도에" and context.entry(word[:-1]) is not None:
        return False
    if any(entry.kind == "TITLE" and entry.weight >= 0.3 for entry in context.gazetteer.get(word)):
        return False
    tokens = context.tokens_in(start, end)
    if not tokens or tokens[-1].end != end:
        return False
    if any(not token.known for token in tokens):
        return not clear_particle(context, start, end) and (head_of(word) is None or len(tokens) == 1)
    if len(tokens) == 1:
        return tokens[0].tag == "NNP" and len(word) >= 2
    # A name that Kiwi took apart: the first piece is a proper noun or a lone syllable (이시카 + 와, 우 + 에다, 고이치).
    if tokens[0].tag == "NNP" and len(word) >= 3 and tokens[-1].tag in ("JC", "JKB", "JX", "JKS"):
        return _next_is_foreign(context, end)
    return False


def _next_is_foreign(context: Context, end: int) -> bool:
    """Whether an unknown word follows after one space: what looks like a particle is then the end of a name."""
    following = context.starts.get(end + 1)
    if following is None or context.text[end : end + 1] != " ":
        return False
    token = context.document.tokens[following]
    return not token.known or (token.tag in ("VCP", "NNP", "NNG") and token.end - token.start == 1)


_NAME_TAGS = frozenset({"NNG", "NNP", "XPN", "XSN", "NR", "XR", "MM", "IC", "MAG", "NP", "NNB"})

#: Surnames in hanja that newspapers use alone (文 의장 → 문), by the Korean table of surnames; some have two readings (柳).
_READINGS = dict(
    zip(
        "金李朴崔鄭姜趙尹張林韓吳徐申權黃安宋柳全洪高文孫梁裵裴白曺曹許南沈盧丁河郭成車兪劉朱禹具羅閔陳嚴蔡元千方孔玄咸卞邊廉"
        "秋都石宣薛馬吉延魏表奇潘王琴玉陸印孟諸牟卓鞠魚殷片龍芮慶奉史田愼辛池太睦邢桂皮杜甘陰",
        "김이박최정강조윤장임한오서신권황안송류전홍고문손양배배백조조허남심노정하곽성차유유주우구나민진엄채원천방공현함변변염"
        "추도석선설마길연위표기반왕금옥육인맹제모탁국어은편용예경봉사전신신지태목형계피두감음",
        strict=True,
    )
)
#: What the law of initial sounds makes of a surname, or not (류, 유).
_SOUNDS = {"이": "리", "임": "림", "류": "유", "양": "량", "노": "로", "나": "라", "염": "렴", "육": "륙", "용": "룡"}
#: All surnames in hanja, one letter each.
HANJA_SURNAMES = "".join(_READINGS)


def is_surname(text: str) -> bool:
    """Whether a person's mention is a surname alone: one letter, or a double surname."""
    return len(text) == 1 or text in ("남궁", "황보", "선우", "제갈", "독고", "사공", "서문", "동방", "어금")


_SIDES = {"東": "동", "西": "서", "南": "남", "北": "북"}


def hangul_side(text: str) -> str:
    """A name that begins with a side in hanja, in Hangul; other text as it is.

    >>> hangul_side("北한강"), hangul_side("한강")
    ('북한강', '한강')
    """
    return _SIDES[text[0]] + text[1:] if len(text) > 1 and text[0] in _SIDES else text


def surname_readings(text: str) -> tuple[str, ...]:
    """The readings in Hangul of a surname: 文 → 문, 柳 → 류 and 유; other text as it is.

    >>> surname_readings("文"), surname_readings("柳"), surname_readings("이")
    (('문',), ('류', '유'), ('이',))
    """
    reading = _READINGS.get(text)
    if reading is None:
        return (text,)
    return (reading, _SOUNDS[reading]) if reading in _SOUNDS else (reading,)

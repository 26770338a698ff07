"""Head nouns: what kind of thing a noun chunk names, judged by its last morphemes (…위원회, …은행, …역, …포럼).

Which heads are trustworthy was read off the konec/KLUE-NER training sentences (news part, 137,000 noun chunks, November
2026): a head is listed where at least 55 % of the chunks that end with it carry the label, or where the guidelines
decide so. Heads that also end ordinary nouns (시중은행, 국내공항) are marked as needing a *named* stem: one with a proper
noun, an unknown word or Latin letters.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from newsextract.model import Kind


class Head(NamedTuple):
    """A head noun: the kind it makes, the least length of what precedes it (code points), whether that must be named."""

    kind: Kind
    stem: int
    named: bool


def _table(kind: Kind, words: str, *, stem: int = 1, named: bool = False) -> dict[str, Head]:
    return {word: Head(kind, stem, named) for word in words.split()}


#: Suffix → what it makes. The longest suffix that fits decides.
HEADS: dict[str, Head] = {
    # Bodies whose head noun is enough: the stem says which one.
    **_table(
        "ORG",
        "위원회 협회 재단 학회 연맹 연합회 협의회 조합 노조 공단 진흥원 관리원 대학교 의료원 상공회의소 테크노파크 사령부 "
        "지검 고검 지법 고법 검찰청 경찰청 경찰서 소방서 소방본부 교육청 시청 군청 구청 도청 시의회 도의회 군의회 구의회 대사관 "
        "총영사관 영사관 특위 대책본부 수사본부 수사단 사무국 사업단 추진단 총연맹 평의회 교육원 개발원 평가원 기술원 과학원 연구원 "
        "연구소 조사단 지방법원 고등법원 행정법원 가정법원 박물관 미술관 과학관 교육지원청 지원단 기술센터 소비자원 번역원 "
        "거래소 적십자사 의사회 변호사회 약사회 상인회 동창회 총학생회 향우회 유족회 시민연대 참여연대 환경운동연합 운동본부 "
        "해양경찰청 기상청 보건소 수련원 문화원 축구단 야구단 배구단 농구단 육상단 교향악단 합창단 발레단 오케스트라 필하모닉 대학원 "
        "노동청 노동지청 기상지청 지방기상청 세무서 세관 우체국 보훈청 보훈지청 병무청 환경청 국토관리청 해양수산청 국세청 지방국세청 출입국사무소 "
        "교도소 구치소 소년원 보호관찰소 우정청 소방학교 해양경찰서 총국 관리공단 국악원 미술원 기록원 자원관 "
        "관측소 검역소 참모본부 합동참모본부 선수촌 체육회 감리회 조계종 수도회 정책실 안보실 비서실 의장실 "
        "총리실 대통령실 국무원 인민은행 연합군 함대  "
        "비행단 기동대 특공대 수비대 공수여단 기갑여단 보병사단 기구 공동체 연대본부 법무관실 심의위 조사위 특별위 진상규명위 선관위 "
        "인권위 방통위 공정위 금융위 법사위 예결위 운영위 과방위 국방위 외통위 정무위 기재위 교육위 행안위 산자위 복지위 환노위 국토위 "
        "작목반 교총 지청 기사회 대표부 이비인후과 정형외과 소아청소년과 한의원 연합회 정보위 여가위 윤리위 최고위 비대위 공관위 선대위 혁신위 인수위 노사정위",
        stem=2,
    ),
    # The same, but these end many ordinary words, so the stem must be a name or the head long enough.
    **_table(
        "ORG",
        "병원 대학 센터 본부 초등학교 중학교 고등학교 학교 여대 공대 의대 법대 교대 한의대 사범대 과기대 "
        "외대 농협 수협 축협 신협 법원 연구센터 사무소 군단 사단 여단 통신 일보 신문 방송 뉴스 타임스 저널 데일리 경제신문 경찰 "
        "학원 교회 노총 청년회 부녀회 총회 의회 본사 시티 유나이티드 그린피스 과학기술원 도서관 문화재단",
        stem=2,
        named=True,
    ),
    **_table("ORG", "연대 연합 네트워크 시민모임 공동행동", stem=4),
    # Businesses.
    **_table(
        "COMPANY",
        "전자 은행 증권 카드 생명 화재 손해보험 손보 생명보험 캐피탈 캐피털 자산운용 투자증권 건설 산업개발 중공업 조선해양 제약 "
        "바이오 바이오로직스 바이오팜 바이오텍 테크 테크놀로지 테크놀로지스 그룹 홀딩스 벤처스 인베스트먼트 파트너스 솔루션 솔루션즈 "
        "시스템즈 소프트 소프트웨어 게임즈 게임스 엔터테인먼트 엔터 모터스 모빌리티 항공 해운 제철 케미칼 텔레콤 물산 상사 식품 "
        "제과 주류 백화점 마트 홈쇼핑 로지스틱스 로보틱스 일렉트론 일렉트릭 일렉트로닉스 코리아 컴퍼니 컨설팅 네트웍스 네트웍 "
        "클라우드 디스플레이 이노텍 머티리얼즈 에너빌리티 에어로스페이스 오션 시큐리티 플랫폼즈 커머스 인터내셔널 "
        "인더스트리 인더스트리즈 팩토리 스튜디오 스튜디오스 픽처스 미디어그룹 바쿰 모직 화학 정유 유업 제지 제강 타이어 자동차 중공 정밀 "
        "저축은행 금융지주 지주 금융그룹 파이낸셜 페이 페이먼츠 뱅크 랩스 다이내믹스 에어로 스페이스 로템 도로공사 수자원공사 "
        "토지주택공사 관광공사 유통공사 공항공사 도시공사 교통공사 가스공사 석유공사 철도공사 주택공사 개발공사 항만공사 회계법인 법무법인 "
        "로펌 푸드 푸드시스템 베이커리 코스메틱 금속 기계 정공 산업 레일 프레시 팜 헬스케어 메디컬 메디칼 제네릭스 테라퓨틱스 세미콘 세미컨덕터 옵틱스 "
        "비전 캐피탈파트너스 에셋 투자자문 투자파트너스 새마을금고 감정평가법인 여객 운수 농업법인 영농조합법인 어업회사법인",
        named=True,
    ),
    # Places.
    **_table(
        "PLACE",
        "국제공항 공항 대교 고속도로 국도 나들목 분기점 휴게소 해수욕장 산업단지 국가산단 일반산단 산단 신도시 자유구역 연구개발특구 특구 "
        "혁신도시 컨벤션센터 국제회의장 종합운동장 경기장 주경기장 야구장 축구장 구장 체육관 스타디움 아레나 스카이돔 돔구장 광장 "
        "국립공원 도립공원 공원 전망대 기념관 추모관 국제관 회관 문화회관 시민회관 예술회관 아트센터 아트홀 콘서트홀 오페라하우스 캠퍼스 "
        "제철소 발전소 원전 조선소 화랑 갤러리 호텔 리조트 골프장 컨트리클럽 터미널 정거장 나루터 선착장 방파제 등대 터널 지하차도 고가도로 "
        "교차로 사거리 삼거리 오거리 네거리 로터리 대로 저수지 수목원 식물원 동물원 휴양림 생태원 유원지 랜드 월드타워 타워 빌딩 플라자 "
        "스퀘어 몰 복합쇼핑몰 전통시장 수산시장 농수산물시장 도매시장 청사 세종청사 과천청사 대전청사 서울청사 묘지 현충원 묘역 민주묘지 "
        "영빈관 공관 궁전 왕궁 성당 대성당 사원 서원 향교 산성 읍성 고분군 유적지 선사유적 하우스 필드 파크 라이온즈파크 챔피언스필드 "
        "이글스파크 전시관 홍보관 체험관 반도 해협 평야 산맥 분지 고원 군도 열도 제도 해역 만 해안 앞바다 폭포 계곡 온천 사막 "
        "군사분계선 비무장지대 공동경비구역 한계선 철교 육교 출렁다리 다리 둘레길 올레길 산책로 자전거길 의전당 미디어센터 "
        "엑스포공원 센트럴파크 스키장 활주로 물류센터 쉼터 마을 테크노밸리 밸리 지구 역세권 순환도로 간선도로 경전철 지하철역",
        named=True,
    ),
    **_table("PLACE", "역 항 궁 섬 천 강", stem=2, named=True),
    **_table("PLACE", "호선", stem=1),
    # Events.
    **_table(
        "EVENT",
        "박람회 전시회 무역상담회 상담회 포럼 심포지엄 콘퍼런스 컨퍼런스 콘그레스 학술대회 대회 축제 페스티벌 영화제 연극제 음악제 예술제 "
        "가요제 문화제 미술제 비엔날레 트리엔날레 엑스포 산업대전 산업전 도서전 모터쇼 에어쇼 정상회의 정상회담 장관회의 총선 대선 "
        "지방선거 보궐선거 재보궐선거 재보선 총선거 대통령선거 월드컵 올림픽 패럴림픽 아시안게임 유니버시아드 전국체전 체전 선수권대회 "
        "챔피언십 마라톤 그랑프리 오픈 투어 마스터스 리그 챔피언스리그 한국시리즈 슈퍼볼 서밋 어워즈 시상식 "
        "혁명 민주항쟁 항쟁 민주화운동 학생운동 독립운동 참사 사태 대지진 지진 쓰나미 전쟁 대첩 해전 전투 사변 사화 난 봉기 학살 "
        "해커톤 경진대회 경연대회 공모전 콘테스트 훈련 연합훈련 한마당 대축제 대축전 기념식 취임식 개막식 국제회의 총회 세계대회 "
        "전당대회 걷기대회 불꽃축제 유등축제 등축제 꽃축제 아트페어 페어 위크 홍보주간 주간 대제전 품평회 워크숍 세미나 캠프 올스타전 "
        "잼버리 카니발 퍼레이드 팬데믹",
        named=True,
    ),
}

#: Heads of firms that make a name even of an ordinary word of two syllables (하늘은행, 가온생명) …
FIRM_HEADS = frozenset(
    "은행 증권 생명 화재 카드 캐피탈 캐피털 자산운용 투자증권 제약 홀딩스 화학 중공업 해운 제과 건설 전자 제강 제철 제지 물산 정밀 식품 유업".split()
)
#: … unless that word only says what sort of firm it is.
GENERIC_STEMS = frozenset(
    "국내 해외 외국 시중 지방 중앙 저축 투자 상업 국책 특수 대형 중소 중형 일반 종합 전문 인수 합병 개인 법인 신용 체크 교통 선불 회원 보험 "
    "손해 동네 현지 글로 민간 공공 국영 국유 주요 일부 양대 우량 부실 신규 기존 자체 관련 전국 지역 토목 건축 주택 신축 아파 도로 가전 전기 "
    "정보 석유 정밀 무기 유기 바이 의료 완성 소형 우리 생산 연안 국제 외항 근해 건강 인간 인공 초 새로 소중 고귀 가정 자동 고체 입체 미세".split()
)

#: The letters of municipalities (市의회, 道): what the full name ends with, and its kind.
HANJA_DIVISIONS: dict[str, tuple[str, Kind]] = {
    "市": ("시", "CITY"),
    "道": ("도", "PROVINCE"),
    "郡": ("군", "COUNTY"),
    "區": ("구", "COUNTY"),
}

_LONGEST = max(map(len, HEADS))

#: Ordinary words that end like names.
NOT_NAMES = frozenset(
    "특별위원회 분과위원회 운영위원회 실무협의회 노동조합 협동조합 시민단체 이사회 총회 사무국 사무소 연구소 연구원 연구센터 대학교 "
    "국제공항 종합운동장 고속도로 체육관 도서관 박물관 미술관 과학관 기념관 전시관 홍보관 문화회관 시민회관 대학원 초등학교 중학교 고등학교 "
    "지방법원 고등법원 검찰청 경찰청 경찰서 소방서 교육청 보건소 사업단 추진단 대책본부 수사본부 합동수사본부 상임위 상임위원회 "
    "전체회의 임시총회 정기총회 주주총회 의원총회 국내외 일자리 임시회 정례회 정부청사 종합병원 대학병원 대형병원 요양병원 동물병원 "
    "어린이병원 시중은행 지방은행 중앙은행 저축은행 인터넷은행 투자은행 대형마트 대기업 중소기업 자회사 계열사 완성차 반도체 자동차 전기차 "
    "신용카드 체크카드 교통카드 국제선 국내선 지하철 도시철도 세계대전 국회의원선거 대통령선거 지방선거 총선거 보궐선거 재보궐선거 "
    "국제회의 정상회담 정상회의 장관회의 국제행사 기념행사 부대행사 신도시 산업단지 국가산업단지 연구단지 자유무역지대 방역협의체 "
    "지원센터 콜센터 물류센터 데이터센터 연구개발센터 서비스센터 문화센터 복지센터 주민센터 행정복지센터 컨벤션센터 고객센터 쇼핑센터 "
    "전통시장 재래시장 수산시장 도매시장 해외시장 주식시장 노동시장 금융시장 부동산시장 초대장 정당 여당 야당 거대양당 신당 "
    "상공인 경제인 기업인 지도부 집행부 수뇌부 사법부 입법부 행정부 정보기관 수사기관 전문기관 공공기관 금융기관 "
    "방송 통신 신문 언론 뉴스 정책포럼 토론회 공청회 설명회 간담회 발표회 보고회 상담회 채용설명회 주민설명회 기업설명회 실무회의 "
    "그랜드 R&D센터 AI센터 IT센터 규제자유특구 경제자유구역 "
    "주경기장 경기장 야구장 축구장 훈련 군사훈련 합동훈련 연합훈련 공동훈련 소방훈련 개막식 폐막식 기념식 시상식 축제 대축제 "
    "월드컵경기장 종합청사 사전투표 결선투표 특별전 기획전 개인전 회고전 무역전쟁 관세전쟁 가격전쟁 법무법인 회계법인".split()
)


#: Words of two syllables whose last is no head noun (지역 is no station).
_NOT_HEADS = frozenset(
    "지역 구역 영역 권역 광역 무역 용역 방역 교역 검역 통역 현역 병역 수역 사항 조항 저항 대항 반항 하천 추천 실천 온천 원천 건강 철강 "
    "특강 보강 하강 자궁 강산 불만 정만 위만 자만".split()
)


@lru_cache(maxsize=8192)
def head_of(text: str) -> tuple[str, Head] | None:
    """Return the longest head noun that `text` ends with, with what it makes; None if there is none.

    >>> head_of("산업전략연구재단")
    ('재단', Head(kind='ORG', stem=2, named=False))
    >>> head_of("사과") is None
    True
    """
    if text in NOT_NAMES or text[-2:] in _NOT_HEADS:
        return None
    for length in range(min(_LONGEST, len(text) - 1), 0, -1):
        head = HEADS.get(text[-length:])
        if head is not None and len(text) - length >= head.stem:
            return text[-length:], head
    return None

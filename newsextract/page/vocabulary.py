"""The words and patterns that news sites put around an article. Only data: the rules that use them are in `lines`.

Source: our own knowledge of the pages of Korean papers, broadcasters, agencies and portals, as they look when the
whole page is copied as text.
"""

from __future__ import annotations

import re

#: Sections, menus and tools of a news site. A line that consists of these words is a menu, also where the words are
#: glued together. Words that are as well a whole headline's subject (대통령, 코스피) are left out on purpose.
_SECTIONS = """
정치 경제 사회 문화 국제 세계 스포츠 연예 오피니언 사설 칼럼 사설·칼럼 기고 만평 사람들 사람 피플 인물 부고 인사 동정
인사·동정
인사·부고 인사·부음 부음 지역 전국 지방자치 지방 수도권 북한 외교 국방 안보 청와대 대통령실 국회 정당 선거 행정
사건사고 사건·사고
사건 법원 검찰 법조 교육 노동 환경 복지 의료 건강 의학 과학 과학기술 IT 테크 Tech 산업 기업 재계 금융 증권 부동산
재테크 생활 소비자 유통
자동차 모빌리티 게임 플랫폼 스타트업 벤처 반도체 바이오 블록체인 글로벌 글로벌경제 국제경제 취업 여행 레저 음식 패션
종교 책
출판 공연 전시 미술 음악 영화 방송 TV 드라마 가요 영화·방송 축구 야구 농구 배구 골프 해외축구 해외야구 e스포츠 E스포츠
일반 격투기 바둑 라이프 리빙 푸드
날씨 재난 재난안전 운세 포토 포토뉴스 사진 영상 사진/영상 사진·영상 동영상 비디오 그래픽 카드뉴스 인터랙티브
인포그래픽 웹툰 만화 팟캐스트 숏폼 쇼츠
특집 기획 기획특집 연재 시리즈 이슈 이슈+ 심층 탐사 단독 속보 실시간 최신 최신뉴스 최신기사 전체 전체기사 전체기사보기
주요뉴스 많이본뉴스 랭킹 랭킹뉴스 헤드라인
뉴스 뉴스홈 기사 종합 홈 Home HOME home 메인 더보기 섹션 전체메뉴 메뉴 메뉴열기 메뉴닫기 닫기 열기 구·군소식 농정 농업
농업·유통 축산 수산 협동조합 전원생활
항공 항만 철도 도로 도시개발 건설 에너지 화학 중공업 조선 방산 병영 무기·장비 주변국 정책 IPO 투자 행사 리뷰 인터뷰
기업탐방 창업 캠퍼스 대학 청년
여성 어린이 시니어 실버 반려동물 다문화 커뮤니티 자유게시판 독자마당 독자투고 시민기자 노컷뉴스 토론 블로그 이벤트
공지 공지사항 알림 사고 회사소개 광고문의
광고안내 제휴문의 기사제보 제보 제보하기 구독 구독하기 구독신청 정기구독 지면보기 지면구독 지면 신문보기 신문구독 PDF
PDF보기 초판 뉴스레터 뉴스레터신청 신청 신간
로그인 로그아웃 회원가입 회원로그인 마이페이지 마이뉴스 내정보 검색 통합검색 상세검색 검색어를 입력하세요 검색어
즐겨찾기 즐겨찾기추가 즐겨찾기+ 시작페이지 모바일 모바일웹 모바일버전 PC버전
RSS 사이트맵 기사쓰기 기사작성 한국어 English ENGLISH 日本語 中文 Español عربي Русский 다국어 언어선택 바로가기
본문바로가기 본문으로 주메뉴
생방송 온에어 편성표 다시보기 LIVE 라이브 VOD 시사 교양 예능 라디오 칼럼·연재 오늘의운세 대회일정 기록실 캘린더 채용
구인구직 쇼핑 아카데미 포럼 콘퍼런스
법률 로스쿨 변협 특허 판결 세무 회계 의생명 기후 우주 연구 건축 무용 클래식 국악 문학 학술 육상 마라톤 수영 격투
동호회 훈련법 러닝화리뷰 부상클리닉 가정 육아 맛집
"""

#: Cities, counties and provinces by the short names that regional papers use as sections. Source: our own knowledge.
#: Only for rows of names: one of them alone says nothing.
_PLACES = """
서울 부산 대구 인천 광주 대전 울산 세종 경기 강원 충북 충남 전북 전남 경북 경남 제주 호남 영남 영동 영서 수도권
수원 성남 용인 고양 부천 안산 안양 남양주 화성 평택 의정부 시흥 파주 광명 김포 군포 이천 양주 오산 구리 안성 포천 의왕
하남 여주 동두천 과천 가평 양평 연천 춘천 원주 강릉 동해 태백 속초 삼척 홍천 횡성 영월 평창 정선 철원 화천 양구 인제
고성 양양 청주 충주 제천 보은 옥천 영동 증평 진천 괴산 음성 단양 천안 공주 보령 아산 서산 논산 계룡 당진 금산 부여 서천
청양 홍성 예산 태안 전주 군산 익산 정읍 남원 김제 완주 진안 무주 장수 임실 순창 고창 부안 목포 여수 순천 나주 광양 담양
곡성 구례 고흥 보성 화순 장흥 강진 해남 영암 무안 함평 영광 장성 완도 진도 신안 포항 경주 김천 안동 구미 영주 영천 상주
문경 경산 군위 의성 청송 영양 영덕 청도 고령 성주 칠곡 예천 봉화 울진 울릉 창원 진주 통영 사천 김해 밀양 거제 양산 의령
함안 창녕 남해 하동 산청 함양 거창 합천 서귀포 강화 옹진 기장 달성 울주
"""

#: Buttons and counters at the article: sharing, font size, printing, comments, reactions.
_BUTTONS = """
페이스북 트위터 엑스 X 카카오톡 카카오스토리 카카오 카톡 카스 밴드 네이버 네이버밴드 네이버블로그 네이버카페 블로그
라인 텔레그램 링크드인 핀터레스트 인스타그램 유튜브 스레드 구글 구글플러스
NAVER Daum DAUM PICK 프리미엄 엔터
Facebook Twitter KakaoTalk Kakao Band Naver Line Instagram YouTube facebook twitter kakao
URL복사 URL 복사하기 복사 링크복사 링크 주소복사 주소 공유하기 공유 기사공유 SNS공유 SNS보내기 SNS 보내기 기사보내기
기사 내보내기 다른 찾기 기사스크랩하기 스크랩하기 스크랩 북마크
저장 저장하기 인쇄하기 인쇄 프린트
이메일 이메일보내기 메일 메일보내기 이 글자크기 글자 크기 글씨크기 글씨 폰트 변경하기 변경 조절 조정 설정 키우기
줄이기 확대 축소 크게 작게 텍스트 글꼴 보통 가장 본문 요약봇 요약 음성
음성으로 듣기 변환 서비스 사용하기 번역 다크모드
댓글 댓글쓰기 댓글보기 댓글입력 의견 의견쓰기 좋아요 싫어요 슬퍼요 화나요 훈훈해요 추천 추천해요 비추천 공감 비공감
공감수 응원 응원하기 기사원문 원문 원문보기 입력 조회수 조회 기자페이지
기자구독 페이지 프로필 더보기 다른기사 다른기사보기 보기
고정 조절하기 출력 타임톡 성별 남성 여성 말하기 속도 느림 빠름 icon 퍼가기 플레이어 Video Player video viewer Viewer close
열기 펼치기 접기 beta BETA 구독중 썝蹂몃낫湲 아이콘
기사의 본문 내용은 이 글자크기로 변환됩니다 취소 확인 닫기 위로 맨위로 TOP Top 목록 이전 다음 이전기사 다음기사 이전글
다음글 후속요청 도움돼요 유익해요 흥미진진 유익 쏠쏠정보 공감백배 분석탁월 후속강추
AD 광고 ad Ad Advertisement ADVERTISEMENT 스폰서 Sponsored 닫기 동영상 재생 재생하기 음소거 전체화면 구독자 팔로우
알림받기 사진크게보기 크게보기 이미지
확대하기 원본보기 기사듣기 듣기 AI 요약보기 공유버튼 폰트사이즈 폰트 사이즈 메일보내기 재생목록 VIEW View 기사보기
(으)로 으로
"""


def _alternatives(words: str) -> str:
    """The words as regular-expression alternatives, longest first."""
    return "|".join(re.escape(word) for word in sorted(_words(words), key=lambda word: (-len(word), word)))


def _words(words: str) -> frozenset[str]:
    """The words of a list, without single syllables, which are part of too many other words."""
    return frozenset(word for word in words.split() if len(word) > 1)


MENU_WORD = re.compile(_alternatives(_SECTIONS + _BUTTONS))
BUTTON_WORD = re.compile(_alternatives(_BUTTONS))
MENU_WORDS = _words(_SECTIONS + _BUTTONS)
PLACES = _words(_PLACES)


def _any_of(*patterns: str) -> re.Pattern[str]:
    """One expression that matches where any of the patterns does."""
    return re.compile("|".join(patterns))


#: A heading over a list of other articles.
RELATED = _any_of(
    r"(?:관련|연관|인기|최신|추천|주요|이슈|핫|랭킹|베스트|화제의?|실시간|헤드라인|속보|연재|핫이슈|톱|탑|포토)\s?(?:인기)?\s?"
    r"(?:기사|뉴스|이슈|컨텐츠|콘텐츠|검색어|TOP\s?\d*|포토|영상)",
    r"많이\s?(?:본|읽은|찾는|클릭한|공유한|하는|댓글)",
    r"지금\s?(?:뜨는|핫한|많이|이\s?시각)",
    r"이\s?시각\s?(?:주요|헤드라인|인기|추천|많이|핫)?",
    r"오늘의\s?(?:주요|핫|인기|추천|헤드라인|운세|포토|이슈|톱)",
    r"함께\s?(?:보면|본|볼\s?만한|읽으면|읽은|많이)",
    r"이\s?기사와\s?(?:함께|관련)",
    r"놓치면\s?안\s?",
    r"당신이?\s?(?:좋아할|관심|놓친)",
    r"다른\s?사람들이\s?(?:많이\s?)?(?:본|읽은)",
    r"(?:기자|언론사|섹션|분야)(?:의|별)?\s?(?:다른|주요|인기|추천|최신)\s?(?:기사|뉴스)",
    r"(?:최신|추천|공감)\s?순",
    r"베스트\s?댓글",
    r"(?:이전|다음)\s?(?:글|기사)(?=\s|$|[▶◀:])",
    r"에디터\s?(?:추천|픽)",
    r"더\s?클릭$",
    r"뉴스\s?(?:랭킹|픽|스탠드)",
    r"TOP\s?\d+",
    r"관련\s?태그",
    r"[가-힣A-Za-z]{2,12}\s헤드라인$",
)
#: What a heading of a list may carry besides.
RELATED_TAIL = re.compile(r"^[\s\[\]【】<>〈〉《》「」▶▷◀■□◆◇●○★☆☞※#|/:·\-–—+>\d]*")

#: The heading over a summary of the article. What follows it was written by a machine if it says so (`MACHINE`).
SUMMARY = re.compile(
    r"[\[<【■▶◆※!\s]*(?:(?:AI|AI가|핵심|세\s?줄|[3-5]\s?줄|한\s?줄|기사\s?내용|기사|본문|뉴스|한눈에\s?보는)\s?){0,3}"
    r"(?:요약|핵심)\s?(?:봇|쏙|정리|포인트)?\s?(?:beta|BETA|베타|열기|닫기|펼치기)?[\]>】\s]*"
)
MACHINE = re.compile(r"AI|줄|봇|쏙")

#: A right to the text is claimed: below this line there is no article.
COPYRIGHT = _any_of(
    r"저작권자",
    r"저작권은",
    r"저작권\s?[ⓒ©(]",
    r"무단\s?(?:전재|복제|배포|복사|사용|도용)",
    r"재배포\s?(?:를\s?)?(?:금지|및)",
    r"[Aa]ll\s?[Rr]ights?\s?[Rr]eserved|ALL RIGHTS RESERVED",
    r"[Cc]opyrights?\s?(?:[ⓒⒸ©(]|by|20)|COPYRIGHT",
    r"ⓒ.{0,40}금합니다",
)
#: How a claim of copyright begins where a page stands in one line.
RIGHTS_START = re.compile(
    r"[<\[(]?\s?(?:저작권자?\s?[ⓒⒸ©(]|[Cc]opyrights?\s?[ⓒⒸ©(]|[ⓒⒸ©]\s?[^\s]{2,15}(?:\s[^\s]{2,10}|[(,][^\s]{0,60})?\s?무단\s?전재|무단\s?전재\s?[및\-,·])"
)
RIGHTS_MARK = re.compile(r"^[<\[(【\s\-]*(?:[ⓒⒸ©℗]|\([cC]\)|[Cc]opyrights?\b)")

#: The paper speaks about itself: tips, subscriptions, comments, its own data.
NOTICE = _any_of(
    r"제보(?:를|는|해|하기|하려면|주세요|바랍니다|받습니다|[가-힣\s]{0,12}기다립니다)",
    r"['‘\"“][가-힣A-Za-z0-9]{1,12}제보['’\"”]",
    r"구독(?:이|을)?\s?(?:해지|완료|취소|신청이\s?완료)?\s?(?:되었|됐|하셨)습니다",
    r"구독\s?(?:하기|하세요|신청|하시면|을\s?눌러|[가-힣\s]{0,6}클릭)|구독\s?\[|구독하고\s?\[",
    r"(?:카카오톡|카톡|텔레그램|이메일|전화|뉴스\s?홈페이지|유튜브|네이버)\s?(?:채널)?\s?[:：]|친구\s?추가",
    r"앱\s?(?:다운로드|에서\s?보기|으로\s?보기)|알림을?\s?받",
    r"이\s?기사를\s?(?:공유|추천|읽고)|(?:이|본|해당)\s?(?:기사|콘텐츠|보도|칼럼)[는은]\s|이\s?기사\s?어떠",
    r"기사\s?(?:섹션\s?)?분류\s?안내|언론사\s?(?:홈|편집|구독|페이지)|모바일\s?(?:메인|앱)에서",
    r"(?:네이버|다음|구글|카카오)[가-힣\s]{0,14}(?:구독|메인|뉴스스탠드|채널)",
    r"댓글을\s?(?:남기|입력|작성|달)|등록된\s?댓글|개의\s?댓글|댓글\s?\(?\d|의견을?\s?(?:쓰|남기|입력)",
    r"로그인\s?(?:후|하시면|이\s?필요|·)|검색어를\s?입력|본문\s?(?:바로가기|영역|듣기)|메뉴\s?(?:바로가기|닫기|열기)",
    r"자바스크립트|JavaScript|이\s?브라우저|크롬\s?기반|핫\s?클릭|뜨거운\s?관심|만나세요",
    r"후원\s?(?:하기|계좌|해\s?주세요)|응원(?:해\s?주세요|하기)|독자\s?(?:의견|여러분의|투고)",
    r"기사\s?(?:제보|공유|추천|보내기|스크랩)|더\s?많은\s?(?:기사|뉴스|정보|콘텐츠)",
    r"기사의\s?본문\s?내용은|글자크기로\s?변환|사진을?\s?(?:누르면|클릭하면)|클릭하시?면\s?(?:확대|원본|큰)",
    r"읽어\s?(?:주기|드립니다)|시각장애인|음성\s?재생|동영상\s?(?:플레이어|뉴스\s?보기)|오디오\s?(?:듣기|북)",
    r"\bapp\s?store\b|\bgoogle\s?play\b|(?i:browser\sdoes\snot)|음성을\s?재생|분류를\s?따르고",
    r"이\s?기사의\s?구독료|여러분의\s?(?:소중한\s?)?제보|AI(?:가|로)?\s.{0,16}(?:요약|생성)[가-힣]{1,3}[\s,]",
)
#: The paper's own data at the foot of a page. One of these words may stand in a headline, two together do not.
IMPRINT = re.compile(
    r"쿠키|개인정보\s?(?:처리|취급)|청소년\s?보호|이용약관|고객센터|통신판매|비밀번호|정기구독|팔로우|언론윤리|신문윤리"
    r"|윤리강령|등록번호|사업자\s?(?:등록)?번호|발행인|편집인|대표전화|대표번호|등록일자|발행일자|인터넷신문|제호|주소\s?:"
)
#: Whole sentences of that kind: what must be in them to tell them from a broadcaster's report.
NOTICE_SENTENCE = _any_of(
    r"제보.{0,20}(?:기다|받|부탁|주세요|바랍|됩니다)",
    r"(?:이|본|해당)\s?(?:기사|콘텐츠|보도)",
    r"여러분의\s?(?:소중한\s?)?제보|AI(?:가|로)?\s|음성|분류",
    r"구독|읽어|로그인|앱|후원|독자|저작권|댓글|브라우저|자바스크립트|만나세요|등록|금지|회원|언론",
)

URL = re.compile(r"(?:https?://|www\.)[^\s]{3,}")
EMAIL = re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")

#: How to reach the paper: ▷ 이메일 : …, [전화] 02-….
CONTACT = re.compile(
    r"^(?:이메일|메일)\s?[:：]\s?(?:jebo|news|desk|tip|report)\w*@|^[※*■▶\s]*(?:자료\s?)?문의(?:처)?\s?[:：].*@"
    r"|^[▶▷►■※☎◎\-·\s]*[\[<(]?\s?(?:제보|카카오톡|카톡|전화|팩스|라인|유튜브|페이스북|홈페이지"
    r"|뉴스\s?홈페이지)\s?(?:제보)?\s?[\]>):：]"
    r"|^[▶▷►■※☎\-·\[<][\s]*(?:이메일|메일|[Ee]-?[Mm]ail)\s?[\]>:：]|^[▷▶]\s?(?:이메일|메일|전화|카카오톡|유튜브|카톡"
    r"|홈페이지)\s"
)

#: A date with its year, and the weekday and clock time that may follow. A year of two digits needs a clock time.
STAMP = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d|\d\d(?=\.\d\d\.\d\d\.?\s\d\d:\d\d))\s?(?:[.\-/]|년)\s?"
    r"(?P<month>1[0-2]|0?[1-9])\s?(?:[.\-/]|월)\s?"
    r"(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)\s?(?:일|\.)?"
    r"(?:\s?[(\[]?[월화수목금토일](?:요일)?[)\]]?(?![가-힣]))?"
    r"(?P<time>(?:[T\s]{0,3}|\s?\[\s?)(?:(?:오전|오후|AM|PM|am|pm)\s?)?"
    r"\d{1,2}\s?(?:[:시])\s?\d{2}(?:\s?분)?(?:\s?[:]\s?\d{2})?(?:\s?초)?(?:\s?(?:AM|PM|am|pm))?\]?)?"
)
#: Labels of the first publication and of later changes, as they stand before (or after) a date.
LABEL_FIRST = (
    r"기사\s?(?:입력|등록|승인|송고|작성)|최초\s?(?:입력|등록|작성|승인)"
    r"|(?:입력|등록|승인|송고|작성|발행|게시|게재|배포|보도|방송|업로드|출고)\s?(?:일시|일자|시간|시각|일)?"
    r"|[Pp]ublished|PUBLISHED|[Pp]osted"
)
LABEL_LATER = (
    r"(?:최종|마지막|기사)?\s?(?:수정|편집|업데이트|갱신)\s?(?:일시|일자|시간|시각|일)?"
    r"|[Uu]pdated?|UPDATED?|[Mm]odified"
)

#: Where papers have correspondents, and the grades of reporters, as they stand before 특파원 and 기자.
BUREAU = (
    "도쿄|베이징|워싱턴|뉴욕|파리|런던|상하이|홍콩|하노이|모스크바|베를린|로스앤젤레스|실리콘밸리|브뤼셀|자카르타|"
    "방콕|두바이|카이로|제네바|선양|타이베이|싱가포르|뉴델리|이스탄불|마닐라|시드니|국제|유럽|북미"
)
GRADE = (
    "선임|수석|인턴|수습|객원|시민|명예|대학생|논설|영상|사진|스포츠|데이터|촬영|전문|의학|과학|환경|기후|노동|여성|젠더|교육|"
    "종교|법조|국방|복지|농업|바둑|미술|음악|탐사|"
    "(?:국제|경제|의학|과학|군사|북한|문화|법조|부동산|환경|음식|산업|중국|탐사|노동|여성|교육|종교|국방|복지|농업|음악|미술|바둑|영화|"
    "기후|해양|보건|금융|통일|외교|데이터|사진|스포츠)전문"
)
#: The desk of a reporter, between name and role: 김하늘 사회부 선임기자.
DESK = r"(?:[가-힣]{1,3}[가-힣]부|[가-힣]{2,6}팀)"
#: Words that stand before 기자 and are no names.
NO_NAMES = _words(
    """
기자 사진 영상 취재 다른 본지 현장 전문 선임 인턴 수습 특별 그림 편집 데스크 온라인 담당 구독 해당 모든 최신 관리자
편집국 디지털 뉴스 기획 취재팀 객원 시민 동료 후배 선배 여성 외신 국내 일부 출입 방송 신문 관련 촬영 기사 이름 전체
대표 수석 명예 스포츠 정치 경제 사회 문화 국제 연예 산업 정치부 경제부 사회부 문화부 국제부 산업부 체육부 연예부
전국부 증권부 금융부 입력 등록 승인 수정 송고 이메일 메일 페이지 프로필 응원 전체기사 다른기사 채널 소개 알림 추가
여기까지 기자명 뉴스룸 보도국 편집부 보도부
보기 작성 부동산부 글쓴이 작성자 글 제공 공동 합동 사진부 영상부 미디어 종합 그래픽 교통 의학 과학 한국 일본 중국
미국 특파원 사회팀 정치팀 경제팀 이슈팀 취재부 지역 구독중 메일보내기 네티즌 게시판 객원기자 시민기자
"""
)
#: What the names of papers end in.
MEDIA_SUFFIX = re.compile(
    r"(?:뉴스|일보|(?<!\d)일간|신문|타임[즈스]|저널|투데이|데일리|경제|방송|통신|미디어|매일|TV|tv|닷컴|헤럴드|포스트|매거진"
    r"|위클리|리뷰|팩트|프레스|프레시안|한겨레|리포트|News|NEWS"
    r"|[Tt]imes|[Dd]aily|[Pp]ost)\d?$"
)
#: Papers, broadcasters, agencies and magazines by the name they use in bylines. Source: our own knowledge.
OUTLETS = _words(
    """
연합뉴스 뉴시스 뉴스1 조선일보 중앙일보 동아일보 한겨레 경향신문 한국일보 서울신문 국민일보 세계일보 문화일보
내일신문 매일경제 한국경제 서울경제 헤럴드경제 아시아경제 파이낸셜뉴스 머니투데이 이데일리 아주경제 이투데이 뉴스핌
조선비즈 비즈워치 더벨 머니S 디지털타임스 전자신문 디지털데일리 지디넷코리아 ZDNet 블로터 아이뉴스24
바이라인네트워크 테크M 노컷뉴스 CBS노컷뉴스 오마이뉴스 프레시안 미디어오늘 시사IN 시사저널 한겨레21 주간조선
주간동아 주간경향 신동아 월간조선 뉴스타파 더팩트 위키트리 인사이트 쿠키뉴스 데일리안 뉴데일리 KBS MBC SBS YTN JTBC
MBN TV조선 채널A 연합뉴스TV EBS CBS BBS 한국경제TV 매일경제TV OBS 국제신문 부산일보 매일신문 영남일보 대구일보
경북일보 경북매일 경남신문 경남도민일보 경남일보 광주일보 전남일보 무등일보 전북일보 전북도민일보 전라일보 대전일보
충청투데이 중도일보 충청일보 강원일보 강원도민일보 경인일보 경기일보 인천일보 기호일보 중부일보 제주일보 제민일보
한라일보 울산매일 경상일보 스포츠조선 스포츠동아 스포츠서울 스포츠경향 일간스포츠 스포츠한국 스타뉴스 OSEN
엑스포츠뉴스 마이데일리 텐아시아 뉴스엔 스포탈코리아 스포티비뉴스 STN 여성신문 여성동아 농민신문 법률신문
코리아헤럴드 코리아타임스 로이터 AP AFP 교도통신 신화통신 타스통신 블룸버그 CNN BBC NHK 데일리한국 뉴스토마토
폴리뉴스 더스쿠프 이코노미스트 포브스코리아 메디칼타임즈 청년의사 데일리팜 대한경제 건설경제 에너지경제 브릿지경제
메트로신문 톱스타뉴스 천지일보 아시아투데이 아시아타임즈 민중의소리 뉴스웨이 비즈니스포스트 시사위크 CEO스코어데일리
더퍼블릭 포쓰저널 일요신문 일요시사 스카이데일리 서울와이어 평화방송 가톨릭평화신문 불교신문 국방일보 KTV 정책브리핑
"""
)

"""What the tags of Kiwi's morphemes mean, in Korean and in English.

The tag set is that of the Sejong corpus with Kiwi's own additions (kiwipiepy 0.24: `W_*`, `Z_*`, `SB`, `USER0` … and
the endings `-R` and `-I` for regular and irregular inflection). The Korean terms are those of Kiwi's documentation.
"""

from __future__ import annotations

from typing import NamedTuple


class Gloss(NamedTuple):
    """The name of a tag in both languages."""

    korean: str
    english: str


TAGS: dict[str, Gloss] = {
    "NNG": Gloss("일반 명사", "common noun"),
    "NNP": Gloss("고유 명사", "proper noun"),
    "NNB": Gloss("의존 명사", "dependent noun"),
    "NR": Gloss("수사", "numeral"),
    "NP": Gloss("대명사", "pronoun"),
    "VV": Gloss("동사", "verb"),
    "VA": Gloss("형용사", "adjective"),
    "VX": Gloss("보조 용언", "auxiliary predicate"),
    "VCP": Gloss("긍정 지정사", "positive copula"),
    "VCN": Gloss("부정 지정사", "negative copula"),
    "MM": Gloss("관형사", "determiner"),
    "MAG": Gloss("일반 부사", "adverb"),
    "MAJ": Gloss("접속 부사", "conjunctive adverb"),
    "IC": Gloss("감탄사", "interjection"),
    "JKS": Gloss("주격 조사", "subject particle"),
    "JKC": Gloss("보격 조사", "complement particle"),
    "JKG": Gloss("관형격 조사", "genitive particle"),
    "JKO": Gloss("목적격 조사", "object particle"),
    "JKB": Gloss("부사격 조사", "adverbial particle"),
    "JKV": Gloss("호격 조사", "vocative particle"),
    "JKQ": Gloss("인용격 조사", "quotative particle"),
    "JX": Gloss("보조사", "auxiliary particle"),
    "JC": Gloss("접속 조사", "conjunctive particle"),
    "EP": Gloss("선어말 어미", "pre-final ending"),
    "EF": Gloss("종결 어미", "sentence-final ending"),
    "EC": Gloss("연결 어미", "connective ending"),
    "ETN": Gloss("명사형 전성 어미", "nominalizing ending"),
    "ETM": Gloss("관형형 전성 어미", "adnominal ending"),
    "XPN": Gloss("체언 접두사", "noun prefix"),
    "XSN": Gloss("명사 파생 접미사", "noun suffix"),
    "XSV": Gloss("동사 파생 접미사", "verb suffix"),
    "XSA": Gloss("형용사 파생 접미사", "adjective suffix"),
    "XSM": Gloss("부사 파생 접미사", "adverb suffix"),
    "XR": Gloss("어근", "root"),
    "SF": Gloss("종결 부호", "sentence-final mark"),
    "SP": Gloss("구분 부호", "separator"),
    "SS": Gloss("인용 부호 및 괄호", "quotation mark or bracket"),
    "SSO": Gloss("여는 인용 부호·괄호", "opening quotation mark or bracket"),
    "SSC": Gloss("닫는 인용 부호·괄호", "closing quotation mark or bracket"),
    "SE": Gloss("줄임표", "ellipsis"),
    "SO": Gloss("붙임표", "hyphen or tilde"),
    "SW": Gloss("기타 특수 문자", "other symbol"),
    "SL": Gloss("알파벳", "Latin letters"),
    "SH": Gloss("한자", "Chinese characters"),
    "SN": Gloss("숫자", "digits"),
    "SB": Gloss("순서 있는 글머리", "list marker"),
    "UN": Gloss("분석 불능", "not analyzable"),
    "W_URL": Gloss("인터넷 주소", "web address"),
    "W_EMAIL": Gloss("이메일 주소", "e-mail address"),
    "W_HASHTAG": Gloss("해시태그", "hashtag"),
    "W_MENTION": Gloss("멘션", "account name"),
    "W_SERIAL": Gloss("일련번호", "serial number"),
    "W_EMOJI": Gloss("이모지", "emoji"),
    "Z_CODA": Gloss("덧붙은 받침", "added final consonant"),
    "Z_SIOT": Gloss("사이시옷", "linking siot"),
}
_USER_DEFINED = Gloss("사용자 정의", "user-defined")
_INFLECTION = {"R": Gloss("규칙", "regular"), "I": Gloss("불규칙", "irregular")}


def gloss(tag: str) -> Gloss:
    """Return what a tag means. A tag that is not known stands for itself, so that a newer Kiwi breaks nothing.

    >>> gloss("JKS")
    Gloss(korean='주격 조사', english='subject particle')
    >>> gloss("VV-I").korean, gloss("VV-I").english
    ('동사(불규칙)', 'verb (irregular)')
    """
    base, _, inflection = tag.partition("-")
    found = TAGS.get(base, _USER_DEFINED if base.startswith("USER") else Gloss(base, base))
    if not inflection:
        return found
    how = _INFLECTION.get(inflection, Gloss(inflection, inflection))
    return Gloss(f"{found.korean}({how.korean})", f"{found.english} ({how.english})")

"""What the user can say of the inputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from newsextract.inputs.kinds import DEFAULT_GLOBS, InputFormat
from newsextract.inputs.limits import MAX_CHARS

#: Our fields, each with the names under which exports have it: the first that a row has is taken unless the user names another.
#: 언론사 … are those of BigKinds.
FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "text": (
        "text",
        "body",
        "content",
        "article",
        "articleBody",
        "본문",
        "내용",
        "기사본문",
        "기사내용",
        "기사 본문",
        "기사 내용",
        "paragraph",
    ),
    "published": (
        "published",
        "date",
        "datePublished",
        "published_at",
        "publishedAt",
        "pubDate",
        "pubdate",
        "일자",
        "날짜",
        "작성일",
        "게재일",
        "발행일",
        "입력일",
        "보도일자",
        "기사일자",
    ),
    "id": (
        "id",
        "article_id",
        "articleId",
        "news_id",
        "newsId",
        "뉴스 식별자",
        "기사ID",
        "기사 ID",
        "기사번호",
        "document_id",
    ),
    "headline": ("headline", "title", "제목", "기사제목", "기사 제목"),
    "press": ("press", "publisher", "media", "언론사", "매체", "매체명", "신문사"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """How inputs are read: see the options of the same names.

    `fields` maps our names of fields to those of rows, `globs` says which members of archives are read (none: the usual ones),
    `max_chars` how long an article may be at most, in code points. With `source_offsets` articles know where their text stands in the
    bytes of the file, if it is the file's.
    """

    input_format: InputFormat | None = None
    published: date | None = None
    plain: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)
    globs: tuple[str, ...] = ()
    max_chars: int = MAX_CHARS
    source_offsets: bool = False

    def __post_init__(self) -> None:
        """Check what the user says. Raises `ValueError`."""
        if self.input_format not in DEFAULT_GLOBS:
            known = ", ".join(kind for kind in DEFAULT_GLOBS if kind)
            raise ValueError(f"no input format {self.input_format!r}; there are {known}")
        if unknown := self.fields.keys() - FIELDS.keys():
            raise ValueError(f"no field {min(unknown)!r}; there are {', '.join(FIELDS)}")

    @property
    def patterns(self) -> tuple[str, ...]:
        """Which files of folders and archives are read."""
        return self.globs or DEFAULT_GLOBS[self.input_format]

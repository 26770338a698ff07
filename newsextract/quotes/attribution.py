"""Speaker → the quotation as it is given out: full name, entity, the office in which they speak, and the verb."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from newsextract.context import Context
from newsextract.model import Entity, Mention, Official, Quote
from newsextract.quotes.speakers import Speaker

_MARKS = re.compile(r"[“\"‘]")
#: How far behind a quotation its verb is looked for. Tokens.
_VERB_REACH = 40


class Attribution:
    """Makes the quotations of an article."""

    def __init__(
        self,
        context: Context,
        mentions: Sequence[Mention],
        entities: Sequence[Entity],
        officials: Sequence[Official],
        holders: Mapping[int, Mention],
    ) -> None:
        self._context = context
        self._entities = {entity.id: entity for entity in entities}
        self._officials = officials
        self._offices: dict[str | None, list[int]] = defaultdict(list)
        for index, official in enumerate(officials):
            self._offices[official.entity].append(index)
        self._index = {(mention.start, mention.end): index for index, mention in enumerate(mentions)}
        self._holders = holders

    def quote(self, start: int, end: int, speaker: Speaker | None, *, direct: bool, behind: int | None = None) -> Quote:
        """The quotation `[start, end)` of a speaker; its verb is looked for from the offset `behind` (a headline has none)."""
        mention = speaker.mention if speaker is not None else None
        said = self.holder(mention)
        return Quote(
            start,
            end,
            self._context.text[start:end],
            self.name(mention),
            said.entity if said is not None else None,
            self._verb(behind) if behind is not None else None,
            direct,
            self._official(mention, said),
            speaker.rule if speaker is not None and said is not None else None,
        )

    def holder(self, mention: Mention | None) -> Mention | None:
        """Who is meant by a mention: for a title its holder; None for a title whose holder is not known."""
        return self._holders.get(mention.start) if mention is not None and mention.kind == "TITLE" else mention

    def name(self, mention: Mention | None) -> str | None:
        """The full name of whom a mention means; None if nobody is known."""
        said = self.holder(mention)
        if said is None:
            return None
        entity = self._entities.get(said.entity or "")
        return entity.name if entity is not None else said.text

    def _official(self, mention: Mention | None, said: Mention | None) -> int | None:
        """The office in which a speaker speaks: the one named in the place, else one of today, else the first."""
        if said is None or said.kind != "PERSON" or mention is None:
            return None
        offices = self._offices[said.entity]
        here = {self._index.get((m.start, m.end)) for m in (mention, said)}
        beside = [index for index in offices if here & set(self._officials[index].mentions)]
        now = [index for index in (beside or offices) if self._officials[index].status != "former"]
        return next(iter(now or beside or offices), None)

    def _verb(self, end: int) -> str | None:
        """The stem of the reporting verb after a quotation (밝히, 말하); None if the sentence ends before one."""
        tokens = self._context.document.tokens
        at = self._context.starts.get(end) or self._context.starts.get(end + 1)
        if at is None:
            return None
        text = self._context.text
        sentence = self._context.sentence_at(min(end, len(text) - 1))
        limit = min(sentence.last, len(tokens)) if sentence.end > end else at
        opening = _MARKS.search(
            text, end + 1, sentence.end
        )  # …것"이라며 "…거듭나겠다"고 강조: the verb is not in there
        if opening is not None:
            limit = min(limit, bisect_left(tokens, opening.start(), key=lambda token: token.start))
        for index in range(at, min(limit, at + _VERB_REACH)):
            token = tokens[index]
            if (token.tag in ("VV", "XSV") and token.form not in ("하", "되")) or (
                token.tag == "VV" and token.form == "하"
            ):
                return token.form
            if token.tag == "XSV" and index > at:
                return tokens[index - 1].form + token.form
        return None

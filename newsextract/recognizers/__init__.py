"""The recognizers, and the policy by which their findings are settled."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from newsextract.context import Context
from newsextract.model import Mention
from newsextract.recognizers import dates, events, organizations, people, places, rosters


def _dates(context: Context) -> Iterator[Mention]:
    return dates.find(context.document)


#: The recognizers, each `find(context) -> Iterator[Mention]`. They do not know each other.
RECOGNIZERS: tuple[Callable[[Context], Iterator[Mention]], ...] = (
    _dates,
    events.find,
    people.find,
    rosters.find,
    organizations.find,
    places.find,
)

#: Who wins where findings overlap: the higher rank; among equals the longer span. A rule that is not named has rank 2.
_RANKS: dict[str, int] = {
    # What a mark, a number or a legal form shows is sure.
    **dict.fromkeys(
        (
            "quoted_event",
            "quoted_exhibition",
            "quoted_after_event_noun",
            "dated_event",
            "month_event",
            "typhoon",
            "legal_form",
            "appointment",
            "interview_cue",
        ),
        5,
    ),
    # An event with its number reaches over dates and names.
    **dict.fromkeys(("known_event_with_number", "numbered_event", "event_head"), 4),
    # Dates keep their grammar against names.
    # (rules named date:… and time:…)
    # A name or title shown by the other.
    **dict.fromkeys(
        (
            "title_after_name",
            "name_before_title",
            "name_after_title",
            "title_before_name",
            "surname_before_title",
            "foreign_name_before_title",
            "fused_title",
            "place_in_title",
            "name_with_age",
            "name_with_alias",
            "hanja_alias",
            "name_in_list",
        ),
        3,
    ),
    **dict.fromkeys(("pavilion", "known_place_with_suffix", "team_name", "venue_not_body", "university_of_place"), 3),
    # What only its shape shows.
    **dict.fromkeys(("bare_name", "bare_foreign_name", "city_after_country", "division_suffix", "repeated_part"), 1),
}


def rank(rule: str) -> int:
    """The rank of a rule: mentions of higher rank win where two overlap."""
    if rule.startswith(("date:", "time:")):
        return 3
    return _RANKS.get(rule, 2)

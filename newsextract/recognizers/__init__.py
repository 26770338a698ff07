"""The recognizers, and the policy by which their findings are settled."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from newsextract.context import Context
from newsextract.model import Mention
from newsextract.recognizers import dates, events, organizations, people, places, rosters, tagged


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
    tagged.find,
)

#: Who wins where findings overlap: the higher rank, among equals the longer span (`spans.settle`). One group a reason;
#: a rule that stands in none has `USUAL`: it read a table, a head noun or what the article says of a name. What each place of
#: the tagger costs and gains is in README.md of the tagger.
GROUPS: tuple[tuple[int, str, str], ...] = (
    (
        7,
        "a mark, a number, a legal form or a list shows it",
        "quoted_event quoted_exhibition quoted_after_event_noun dated_event month_event typhoon legal_form appointment interview_cue",
    ),
    (
        6,
        "an event with its number reaches over the dates and names in it",
        "known_event_with_number numbered_event event_head",
    ),
    (
        5,
        "a name and a title show each other",
        (
            "title_after_name title_before_name fused_title place_in_title name_before_title name_after_title "
            "name_in_list surname_before_title name_with_age name_with_alias hanja_alias"
        ),
    ),
    (
        5,
        "what stands in or beside a known name makes it another",
        "mission village_of_head school_of_head pavilion known_place_with_suffix team_name venue_not_body university_of_place",
    ),
    (5, "a headline has it for what the body names in full", "headline_form country_in_headline"),
    (4, "the tagger is sure of it, or a name and a body of the title show each other", "tagger_sure name_before_body"),
    (2, "the tagger finds it likely", "tagger"),
    (1, "only its shape shows it", "bare_name bare_foreign_name city_after_country division_suffix repeated_part"),
)
#: Dates and times keep their grammar against what tables, head nouns and the tagger show.
CALENDAR = 5
USUAL = 3

_RANKS = {rule: rank for rank, _, rules in GROUPS for rule in rules.split()}


def rank(rule: str) -> int:
    """The rank of a rule: mentions of higher rank win where two overlap.

    >>> rank("legal_form"), rank("date:bare_day"), rank("known_place"), rank("bare_name")
    (7, 5, 3, 1)
    """
    return CALENDAR if rule.startswith(("date:", "time:")) else _RANKS.get(rule, USUAL)

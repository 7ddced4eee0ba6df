"""Which events of a sentence its figures belong to."""

from collections.abc import Sequence

from orchestration.articles.claim import Figure
from orchestration.articles.counts import PEOPLE, STRANGERS, Counted, Counts
from orchestration.articles.events import RESULT, Event
from orchestration.articles.found_words import FoundWords
from orchestration.articles.listed import add_up
from orchestration.articles.numbers import Number
from orchestration.articles.words import Token

VIOLENCE = frozenset(
    {
        "explosion_remote_violence",
        "armed_clash",
        "attack_on_civilians",
        "military_operation",
        "protest_riot",
        "coup",
    }
)
AT_LEAST_THERE = frozenset(
    {"abduction", "blockade", "looting_property_destruction", "territorial_change"}
)
# The events a unit belongs to: those of the first group before those of the second; among
# equals the nearest.
BELONGS = {
    "killed": (VIOLENCE, AT_LEAST_THERE),
    "attackers_killed": (VIOLENCE, AT_LEAST_THERE),
    "injured": (VIOLENCE, AT_LEAST_THERE),
    "abducted": ({"abduction"}, {"armed_clash", "attack_on_civilians"}),
    "missing": ({"abduction"}, {"armed_clash", "attack_on_civilians"}, {"displacement"}),
    "arrested": ({"arrest_expulsion"}, {"military_operation", "coup", "protest_riot"}),
    "displaced": ({"displacement"},),
    "refugees": ({"displacement"},),
    "households": ({"displacement"}, {"shortage"}),
    "vehicles": (
        {"looting_property_destruction"},
        VIOLENCE,
        {"blockade", "armed_group_movement"},
    ),
}
# What the words of an event themselves count, if they stand near: people, or who is not known.
OF_EVENT = {"abduction": "abducted", "arrest_expulsion": "arrested", "displacement": "displaced"}
OF_EVENT_REACH = {PEOPLE: 8, STRANGERS: 3}
MEANS = frozenset({"on", "aboard", "riding", "bord", "متن"})
# Behind these stand those who were there, not those to whom something happened.
PRESENT = frozenset(
    {"carrying", "transporting", "numbering", "transportant", "convoyant"}
    | {"يقل", "تقل", "قوامها", "قوامهم", "عددهم"}
)


def find_figures(
    text: str,
    words: Sequence[Token],
    numbers: Sequence[Number],
    events: Sequence[Event],
    language: str,
    found: FoundWords | None = None,
) -> list[list[Figure]]:
    """The figures of each event, in the order of the events.

    A figure whose unit is none of ours, or whose event is not told, is left out.

    Args:
        text: the article's text.
        words: the tokens of a sentence.
        numbers: its numbers.
        events: what it tells.
        language: ar, en or fr.
        found: what the lexicons find in it; sought here if left out.
    """
    figures: list[list[Figure]] = [[] for _ in events]
    if not events:
        return figures
    counts = Counts(words, numbers, language, found or FoundWords(words, language))
    if not (numbers or counts.persons):
        return figures
    for counted in add_up(counts, counts.counted()):
        unit, owner = _unit_and_owner(counted, events)
        if owner is None or _is_left_out(counts, counted, unit, figures):
            continue
        number = counted.number
        surface = text[number.start : max(number.end, words[counted.end - 1].end)]
        bounds = (number.value, number.low, number.high, number.comparator)
        figures[owner].append(Figure(unit, *bounds, surface))
    return figures


def _unit_and_owner(counted: Counted, events: Sequence[Event]) -> tuple[str, int | None]:
    """The likeliest unit that one of the events has, and the event."""
    span = counted.start, counted.end
    for unit in counted.units:
        if unit in OF_EVENT_REACH:
            unit = _unit_of_event(span, events, OF_EVENT_REACH[unit])
        owner = _owner(unit, span, events)
        if owner is not None:
            return unit, owner
    return "", None


def _is_left_out(
    counts: Counts, counted: Counted, unit: str, figures: Sequence[Sequence[Figure]]
) -> bool:
    """Whether a number is a part of another one, or tells how many were there."""
    start = counted.start
    before = [word.form for word in counts.words[max(0, start - 2) : start]]
    if not PRESENT.isdisjoint(before) or (unit == "vehicles" and not MEANS.isdisjoint(before)):
        return True
    if counts.is_part_before(start):
        return True
    known = any(figure.unit == unit for several in figures for figure in several)
    return known and counts.is_of_them(start)


def _unit_of_event(span: tuple[int, int], events: Sequence[Event], reach: int) -> str:
    """The unit of the nearest event that counts people by its own words."""
    units = [
        (gap, "killed" if event.strength == RESULT else OF_EVENT[event.event_type])
        for event in events
        if (event.strength == RESULT or event.event_type in OF_EVENT)
        and (gap := _gap(span, event)) <= reach
    ]
    return min(units)[1] if units else ""


def _owner(unit: str, span: tuple[int, int], events: Sequence[Event]) -> int | None:
    fitting = [
        (rank, _gap(span, event), index)
        for index, event in enumerate(events)
        for rank, group in enumerate(BELONGS.get(unit, ()))
        if event.event_type in group
    ]
    return min(fitting)[2] if fitting else None


def _gap(span: tuple[int, int], event: Event) -> int:
    """How many tokens stand between a number and the trigger of an event."""
    return max(0, event.start - span[1], span[0] - event.end)

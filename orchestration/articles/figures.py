"""What the figures of a sentence count, and which of its events they belong to."""

from collections.abc import Sequence

from orchestration.articles.claim import Figure
from orchestration.articles.events import RESULT, Event
from orchestration.articles.found_words import FoundWords
from orchestration.articles.lexicon import Match
from orchestration.articles.numbers import Number
from orchestration.articles.words import Token

# What a count of people can be told to have undergone, and the unit it is then published under.
FATES = {
    "killed": "killed",
    "civilians_killed": "killed",
    "soldiers_killed": "killed",
    "attackers_killed": "attackers_killed",
    "injured": "injured",
    "abducted": "abducted",
    "arrested": "arrested",
    "displaced": "displaced",
    "refugees": "refugees",
    "missing": "missing",
}
# Counted for themselves, whatever befell them.
THINGS = frozenset({"vehicles", "households"})
COUNTABLE = frozenset({"people", "troops", "fighters", "protesters", *FATES})
ATTACKERS = frozenset({"fighters", "attackers_killed"})
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
    "missing": ({"abduction"}, {"armed_clash", "attack_on_civilians"}),
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
PEOPLE, STRANGERS = "people", "strangers"
OF_EVENT_REACH = {PEOPLE: 8, STRANGERS: 3}
# A number beside these is part of another one, which holds it already.
PARTS_BEFORE = frozenset(
    {"dont", "including", "among", "notamment", "بينهم", "بينها", "ضمنهم", "منهم"}
)
PARTS_BEHIND = (("of", "them"), ("of", "whom"), ("d'", "entre"), ("منهم",), ("منها",))
# How far behind a number its noun may stand, and how far from it the word of its fate, in tokens;
# the latter is nearer where the number counts something that has no unit.
NOUN_REACH = 4
FATE_REACH, STRANGE_REACH = 16, 4
# What stands between a number and a word that is not its fate, dearer than a plain token.
PUNCTUATION = {",": 4, ";": 6, "(": 2, '"': 4}
CIRCUMSTANCE = frozenset({"in", "during", "dans", "lors", "pendant", "في", "خلال"})
JOINTS = frozenset({"and", "et", "و", "while", "tandis", "but", "mais"})
JOINT, IN_CIRCUMSTANCE, OTHER_NUMBER = 3, 4, 5
# Words of this length behind a number are no nouns: it stands for people named before.
FUNCTION_WORD = 3


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
    if not numbers or not events:
        return figures
    counts = _Counts(words, numbers, language, found or FoundWords(words, language))
    for number, span in zip(numbers, counts.spans, strict=True):
        if _is_part(words, span, is_first=span == counts.spans[0]):
            continue
        unit, end = counts.unit(span)
        if unit in OF_EVENT_REACH:
            unit = _unit_of_event(span, events, OF_EVENT_REACH[unit])
        owner = _owner(unit, span, events)
        if owner is not None:
            surface = text[number.start : max(number.end, words[end - 1].end)]
            bounds = (number.value, number.low, number.high, number.comparator)
            figures[owner].append(Figure(unit, *bounds, surface))
    return figures


class _Counts:
    """The numbers of a sentence and the words that tell what they count."""

    def __init__(
        self,
        words: Sequence[Token],
        numbers: Sequence[Number],
        language: str,
        found: FoundWords,
    ):
        self.words = words
        self.spans = [_span(words, number) for number in numbers]
        self.units = found.of("units")
        self.is_arabic = language == "ar"

    def unit(self, span: tuple[int, int]) -> tuple[str, int]:
        """What a number counts, empty if none of ours, and the index behind its noun."""
        end = span[1]
        nouns = self._nouns(span)
        counted = {match.row for match in nouns}
        behind = nouns[0].start + 1 if nouns else end
        if things := counted & THINGS:
            return min(things), behind
        fates = {match.row for match in nouns if match.end - match.start == 1} & FATES.keys()
        if fates:
            return FATES[min(fates)], behind
        if nouns and not counted & COUNTABLE:
            return "", behind
        fate = self._fate(span, FATE_REACH if nouns or self._stands_alone(end) else STRANGE_REACH)
        if fate == "killed" and counted & ATTACKERS:
            fate = "attackers_killed"
        return fate or (PEOPLE if nouns else STRANGERS), behind

    def _nouns(self, span: tuple[int, int]) -> list[Match[str]]:
        """The units whose first word is the nearest behind a number, or its own last one."""
        end = span[1]
        fence = min((start for start, _ in self.spans if start >= end), default=len(self.words))
        near = [
            match
            for match in self.units
            if end - 1 <= match.start < min(end + NOUN_REACH, fence)
            and not any(self._parts(index) for index in range(end, match.start + 1))
        ]
        first = min((match.start for match in near), default=0)
        return [match for match in near if match.start == first]

    def _parts(self, index: int) -> int:
        """What a word costs that stands between a number and what it may count."""
        form = self.words[index].form
        if form in JOINTS or (self.is_arabic and form.startswith("و") and form[1:2] != "ف"):
            return JOINT
        if form in CIRCUMSTANCE:
            return IN_CIRCUMSTANCE
        return PUNCTUATION.get(form, 0)

    def _stands_alone(self, end: int) -> bool:
        return end >= len(self.words) or len(self.words[end].form) <= FUNCTION_WORD

    def _fate(self, span: tuple[int, int], reach: int) -> str:
        costs = [
            (cost, match.start - match.end, FATES[match.row])
            for match in self.units
            if match.row in FATES and (cost := self._cost(span, match)) <= reach
        ]
        return min(costs)[2] if costs else ""

    def _cost(self, span: tuple[int, int], match: Match[str]) -> int:
        """How far a word of fate is from a number, in tokens and what stands between."""
        if match.start >= span[1]:
            first, last = span[1], match.start
            joint = self._parts(match.start)
        else:
            first, last = min(match.end, span[0]), span[0]
            joint = 0
        between = sum(1 + self._parts(index) for index in range(first, last))
        return between + joint + OTHER_NUMBER * sum(first <= at < last for at, _ in self.spans)


def _span(words: Sequence[Token], number: Number) -> tuple[int, int]:
    inside = [
        index
        for index, word in enumerate(words)
        if word.start < number.end and number.start < word.end
    ]
    return inside[0], inside[-1] + 1


def _is_part(words: Sequence[Token], span: tuple[int, int], *, is_first: bool) -> bool:
    start, end = span
    before = {word.form.removeprefix("و") for word in words[max(0, start - 2) : start]}
    behind = tuple(word.form for word in words[end : end + 2])
    return bool(before & PARTS_BEFORE) or (
        not is_first and any(behind[: len(phrase)] == phrase for phrase in PARTS_BEHIND)
    )


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

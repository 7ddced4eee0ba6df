"""What the numbers of a sentence count, by the nouns behind them and the words of fate around."""

from collections.abc import Sequence
from typing import NamedTuple

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
# Counted for themselves, whatever befell them, unless they are a means to kill.
THINGS = frozenset({"vehicles", "households"})
NOT_COUNTED = frozenset({"weapons", "incidents"})
PEOPLE_WORDS = frozenset({"people", "troops", "fighters", "protesters"})
COUNTABLE = PEOPLE_WORDS | FATES.keys()
PERSONS = COUNTABLE - {"fighters", "attackers_killed"}
ATTACKERS = frozenset({"fighters", "attackers_killed"})
# Persons whom no number counts, by an article, a possessive or an Arabic dual.
UNNUMBERED = {"one_person": 1.0, "two_persons": 2.0}
# A number beside these is part of another one, which holds it already.
PARTS_BEFORE = frozenset(
    {"dont", "including", "among", "notamment", "lesquels", "lesquelles", "parmi"}
    | {"بينهم", "بينها", "ضمنهم", "مقدمتهم", "ابرزهم"}
)
WHOLE = frozenset({"the", "les", "ces", "these"})
PARTS_BEHIND = (("of", "them"), ("of", "whom"), ("d'", "entre"), ("منهم",), ("منها",))
OF_THEM_BEFORE = frozenset({"منهم", "منها"})
# Those whose fate no word tells: people, or who is not known.
PEOPLE, STRANGERS = "people", "strangers"
# How far behind a number its noun may stand, and how far from it the word of its fate, in tokens;
# the latter is nearer where the number counts something that has no unit.
NOUN_REACH = 4
FATE_REACH, STRANGE_REACH = 20, 4
# What stands between a number and a word that is not its fate, dearer than a plain token.
PUNCTUATION = {",": 4, ";": 6, "(": 2, '"': 4}
CIRCUMSTANCE = frozenset({"in", "during", "dans", "lors", "pendant", "في", "خلال"})
JOINTS = frozenset({"and", "et", "و", "while", "tandis", "but", "mais"})
JOINT, IN_CIRCUMSTANCE, OTHER_NUMBER = 3, 4, 5
# Words of this length behind a number are no nouns: it stands for people named before, unless
# they lead to a noun.
FUNCTION_WORD = 3
LEADS_TO_NOUN = frozenset({"de", "des", "d'", "من"})
# "26 dead among the fighters": who they were is told behind the dead.
AMONG = frozenset({"among", "parmi", "rangs", "ranks", "بين", "صفوف"})
AMONG_REACH = 4

Span = tuple[int, int]


class Counted(NamedTuple):
    """A number, or one person, and what it counts.

    Attributes:
        start: index of its first token.
        end: index behind its noun.
        units: what it may count, the likeliest first; `people` or `strangers` if no word tells.
        number: the figure.
    """

    start: int
    end: int
    units: tuple[str, ...]
    number: Number


class Counts:
    """The numbers of a sentence and the words that tell what they count."""

    def __init__(
        self,
        words: Sequence[Token],
        numbers: Sequence[Number],
        language: str,
        found: FoundWords,
    ):
        """Takes the tokens of a sentence, its numbers, and what the lexicons find in it."""
        self.words = words
        self.numbers = [(_span(words, number), number) for number in numbers]
        self.spans = [span for span, _ in self.numbers]
        units = found.of("units")
        self.units = [match for match in units if match.row not in UNNUMBERED]
        self.persons = [match for match in units if match.row in UNNUMBERED]
        self.is_arabic = language == "ar"
        self._people = {match.start for match in self.units if match.row in PEOPLE_WORDS}

    def counted(self) -> list[Counted]:
        """The numbers with what they count, in their order."""
        return [self._counted(span, number) for span, number in self.numbers]

    def fate(self, span: Span, reach: int = FATE_REACH, itself: int = -1) -> str:
        """What the words around a span say that its people underwent; empty if nothing.

        Args:
            span: a number, or people.
            reach: how far the word of the fate may stand.
            itself: index of a noun that tells a fate of its own, left out here.
        """
        costs = [
            (cost, match.start - match.end, FATES[match.row])
            for match in self.units
            if match.row in FATES
            and match[:2] != (itself, itself + 1)
            and (cost := self._cost(span, match)) <= reach
        ]
        return min(costs)[2] if costs else ""

    def joins(self, index: int) -> bool:
        """Whether a word joins what is behind it to what is before."""
        form = self.words[index].form
        return form in JOINTS or (self.is_arabic and form[0] == "و" and form[1:2] != "ف")

    def is_part_before(self, index: int) -> bool:
        """Whether words before an index make what is behind them part of another number."""
        before = {word.form.removeprefix("و") for word in self.words[max(0, index - 2) : index]}
        return not PARTS_BEFORE.isdisjoint(before) and WHOLE.isdisjoint(before)

    def is_of_them(self, start: int) -> bool:
        """Whether the number that begins at an index may be a part of another: four of them."""
        end = next((last for first, last in self.spans if first == start), start)
        behind = tuple(word.form for word in self.words[end : end + 2])
        if start and self.words[start - 1].form.removeprefix("و") in OF_THEM_BEFORE:
            return True
        return any(behind[: len(phrase)] == phrase for phrase in PARTS_BEHIND)

    def _counted(self, span: Span, number: Number) -> Counted:
        nouns = self._nouns(span)
        counted = {match.row for match in nouns}
        end = max((match.end for match in nouns if match.end - match.start == 1), default=span[1])
        return Counted(span[0], end, tuple(self._units(span, nouns, counted)), number)

    def _units(self, span: Span, nouns: list[Match[str]], counted: set[str]) -> list[str]:
        if counted & NOT_COUNTED:
            return []
        if things := counted & THINGS:
            return [min(things)]
        if nouns and not counted & COUNTABLE:
            return []
        named = {match.row for match in nouns if match.end - match.start == 1} & FATES.keys()
        if named == {"killed"} and self._among_fighters(nouns[0].end):
            named = {"attackers_killed"}
        known = nouns or self._stands_alone(span[1])
        itself = nouns[0].start if named else -1
        fate = self.fate(span, FATE_REACH if known else STRANGE_REACH, itself)
        if fate == "killed" and (counted & ATTACKERS or self._among_fighters(span[1])):
            fate = "attackers_killed"
        elif fate == "attackers_killed" and counted & PERSONS and self._is_other(nouns):
            fate = "killed"
        if fate == "refugees" and nouns:
            fate = "displaced"
        units = [FATES[min(named)]] if named else []
        return [*units, fate or (PEOPLE if nouns else STRANGERS)]

    def _is_other(self, nouns: list[Match[str]]) -> bool:
        """Whether those counted are no fighters: they were killed by them."""
        return not {match.row for match in nouns} & ATTACKERS

    def _among_fighters(self, index: int) -> bool:
        near = range(index, min(index + AMONG_REACH, len(self.words)))
        first = next((at for at in near if self.words[at].form in AMONG), None)
        return first is not None and any(
            match.row == "fighters" and first < match.start <= first + AMONG_REACH
            for match in self.units
        )

    def _nouns(self, span: Span) -> list[Match[str]]:
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
        if self.joins(index):
            return JOINT
        form = self.words[index].form
        return IN_CIRCUMSTANCE if form in CIRCUMSTANCE else PUNCTUATION.get(form, 0)

    def _stands_alone(self, end: int) -> bool:
        form = self.words[end].form if end < len(self.words) else ""
        return len(form) <= FUNCTION_WORD and form not in LEADS_TO_NOUN

    def _cost(self, span: Span, match: Match[str]) -> int:
        """How far a word of fate is from a number, in tokens and what stands between.

        Of words around the number ("killed at least ten soldiers") one end tells the fate.
        """
        if match.start >= span[1]:
            return self._between(span[1], match.start) + self._parts(match.start)
        if match.end <= span[0]:
            return self._between(match.end, span[0])
        if match.start < span[0] and (match.end <= span[1] or match.end - 1 in self._people):
            return self._between(match.start + 1, span[0])
        return self._between(span[1], match.end - 1)

    def _between(self, first: int, last: int) -> int:
        cost = sum(1 + self._parts(index) for index in range(first, last))
        return cost + OTHER_NUMBER * sum(first <= at < last for at, _ in self.spans)


def _span(words: Sequence[Token], number: Number) -> Span:
    inside = [
        index
        for index, word in enumerate(words)
        if word.start < number.end and number.start < word.end
    ]
    return inside[0], inside[-1] + 1

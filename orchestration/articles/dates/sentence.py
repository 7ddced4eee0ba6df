"""A sentence as the readers of dates look at it: its words, and the phrases found among them.

What a phrase means is not decided here.
"""

from collections.abc import Callable, Sequence

from orchestration.articles.cardinals import Numerals
from orchestration.articles.dates.moments import Moment
from orchestration.articles.vocabulary import FOUR_DIGITS, NO_ROLES, Phrases
from orchestration.articles.words import Token

# Words without which there is no date, and how far behind the beginning of one they may stand.
CORE = frozenset(
    {"month", "weak_month", "hijri", "weekday", "day", "unit", "dual_unit", "recent", "weekend"}
    | {"coming", "quarter", "night", "beside", "day_of_told", "nth_before", FOUR_DIGITS}
)
CORE_REACH = 7
UNIT = frozenset({"unit"})
# What may stand behind a number of units: three days ago, deux jours plus tard.
COUNTED_OFF = ("ago_after", "beside_after")

# A date and the index behind it.
Found = tuple[Moment, int]


class Sentence:
    """A sentence whose dates are read.

    Attributes:
        words: its tokens.
        language: ar, en or fr.
        phrases: the date words in it.
        roles: what those that begin at a token may do, as `Phrases.roles`.
        numerals: the number words in it, and the numbers that they make.
        find: the longest phrase of some roles at a token, as `Phrases.find`.
        has: whether there is one, as `Phrases.has`.
        near: for each token, whether a date may begin there: see `CORE`.
        present: the roles that some phrase of the sentence has: what needs another is not tried.
        tells_ago: whether something is told as so many units before or after.
    """

    def __init__(
        self,
        phrases: Phrases,
        near: list[bool],
        language: str,
        read: Callable[["Sentence", int], Found | None],
    ):
        """Takes the date words found, where they are near, and the reader of a single date."""
        self.words: Sequence[Token] = phrases.words
        self.language = language
        self.phrases = phrases
        self.roles = phrases.roles
        self.numerals = Numerals(phrases.words, language)
        self.find = phrases.find
        self.has = phrases.has
        self.near = near
        self.present = NO_ROLES.union(*[found.roles for found in phrases.at.values()])
        self.tells_ago = not self.present.isdisjoint(COUNTED_OFF) and any(
            phrases.has(index + 1, *COUNTED_OFF) for index in phrases.starts(UNIT, near)
        )
        self._read = read
        self._moments: dict[int, Found | None] = {}

    def moment(self, index: int) -> Found | None:
        """The date that begins at a token; remembered, since pairs and single dates try it."""
        if index >= len(self.words) or not self.near[index]:
            return None
        if index not in self._moments:
            self._moments[index] = self._read(self, index)
        return self._moments[index]

    def after(self, index: int, *roles: str) -> int:
        """The index behind a phrase of some roles, or the same one if there is none."""
        found = self.find(index, *roles)
        return found[1] if found else index

    def form(self, index: int) -> str:
        """The word at an index; empty outside of the sentence."""
        return self.words[index].form if 0 <= index < len(self.words) else ""

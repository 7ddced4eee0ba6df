"""What the lexicons find in a sentence: one pass for all of them but the triggers.

The triggers are sought first, by `events`: half of all sentences tell no event, and there nothing
else is asked. What the words mean together is told in `events`, `figures`, `actors` and others.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, cached_property

from orchestration.articles.lexicon import Match, Patterns
from orchestration.articles.people.actor_words import actor_rows
from orchestration.articles.tables import read_table
from orchestration.articles.words import Token

ACTORS = "actor_words"
# The tables, and the column that tells what a pattern stands for; of some it is the whole row.
COLUMNS = {
    "suppressions": "why",
    "circumstances": "",
    "units": "unit",
    "zones": "",
    "attributions": "kind",
}


class FoundWords:
    """The matches of each table in one sentence, sought together when the first are asked for."""

    def __init__(self, words: Sequence[Token], language: str):
        """Takes the tokens of the sentence, and ar, en or fr."""
        self._words = words
        self._language = language

    def of(self, table: str) -> list[Match]:
        """The matches of a table such as `units`, in the order of `Patterns.find`."""
        return self._by_table[table]

    @cached_property
    def _by_table(self) -> dict[str, list[Match]]:
        found: dict[str, list[Match]] = defaultdict(list)
        for start, end, (table, row) in _patterns(self._language).find(self._words):
            found[table].append(Match(start, end, row))
        return found


@cache
def _patterns(language: str) -> Patterns[tuple[str, object]]:
    return Patterns(_rows(language), arabic=language == "ar")


def _rows(language: str) -> Iterator[tuple[str, tuple[str, object]]]:
    """The patterns of all tables, each with its table and what it stands for."""
    for table, column in COLUMNS.items():
        for row in read_table(f"{table}_{language}"):
            yield row["pattern"], (table, row[column] if column else row)
    # All the names of an actor share one row, so that two that fit the same words are one match.
    actors = {word: (ACTORS, word) for _, word in actor_rows(language)}
    for pattern, word in actor_rows(language):
        yield pattern, actors[word]

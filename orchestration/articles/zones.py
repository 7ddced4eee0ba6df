"""The zone levels that a sentence on travel advice names: what an area was, and what it is now."""

from collections.abc import Sequence
from functools import cache

from orchestration.articles.lexicon import Patterns
from orchestration.articles.tables import read_table
from orchestration.articles.words import Token

LEVELS = ("green", "yellow", "orange", "red")


@cache
def _zones(language: str) -> Patterns[dict[str, str]]:
    rows = ((row["pattern"], row) for row in read_table(f"zones_{language}"))
    return Patterns(rows, arabic=language == "ar")


def find_zones(words: Sequence[Token], language: str) -> tuple[str | None, str | None]:
    """The level before and the level now; None where the sentence does not tell it.

    A level behind "from", "no longer" or "had been" is the one before. Of several others the
    last is the one now, and the one named before it was left ("orange to red").
    """
    before, now = [], []
    for match in sorted(_zones(language).find(words), key=lambda match: match.end):
        (before if match.row["role"] == "from" else now).append((match.end, match.row["level"]))
    ends = {end for end, _ in before}
    levels = [level for end, level in now if end not in ends]
    if len(levels) > 1 and not before and levels[0] != levels[-1]:
        before = [(0, levels[0])]
    return (before[-1][1] if before else None), (levels[-1] if levels else None)

"""The zone levels that a sentence on travel advice names: what an area was, and what it is now."""

from collections.abc import Sequence

from orchestration.articles.found_words import FoundWords
from orchestration.articles.lexicon import Match
from orchestration.articles.words import Token

FROM, WHOLE = "from", "whole"


def find_zones(
    words: Sequence[Token], language: str, found: FoundWords | None = None
) -> tuple[str | None, str | None]:
    """The level before and the level now; None where the sentence does not tell it.

    A level behind "from", "no longer" or "had been" is the one before. Of several others the
    last is the one now, and the one named before it was left ("orange to red").

    Args:
        words: the tokens of the sentence.
        language: ar, en or fr.
        found: what the lexicons find in it; sought here if left out.
    """
    found = found or FoundWords(words, language)
    before, now = [], []
    levelled = [match for match in found.of("zones") if match.row["role"] != WHOLE]
    for match in sorted(levelled, key=lambda match: match.end):
        (before if match.row["role"] == FROM else now).append((match.end, match.row["level"]))
    ends = {end for end, _ in before}
    levels = [level for end, level in now if end not in ends]
    if len(levels) > 1 and not before and levels[0] != levels[-1]:
        before = [(0, levels[0])]
    return (before[-1][1] if before else None), (levels[-1] if levels else None)


def find_whole_country(found: FoundWords) -> Match | None:
    """The words by which advice covers the whole of a country, if it does."""
    return next((match for match in found.of("zones") if match.row["role"] == WHOLE), None)

"""Runs of digits among the tokens, and whether two tokens touch."""

from collections.abc import Sequence

from orchestration.articles.words import Token


def adjoin(words: Sequence[Token], index: int) -> bool:
    """Whether a token touches the one before it."""
    return 0 < index < len(words) and words[index - 1].end == words[index].start


def is_digits(words: Sequence[Token], index: int) -> bool:
    """Whether there is a run of digits at an index."""
    return 0 <= index < len(words) and words[index].form.isdecimal()

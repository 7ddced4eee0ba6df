"""The number words of a sentence, and the numbers that they make."""

from collections.abc import Sequence
from functools import lru_cache

from orchestration.articles.cardinals.reader import FIRST, Quantity, Reader
from orchestration.articles.vocabulary import (
    DIGITS,
    Phrases,
    Vocabulary,
    read_lexicon,
    vocabularies,
)
from orchestration.articles.words import Token

STARTS = frozenset({DIGITS, *FIRST})


@lru_cache(maxsize=1)
def number_words() -> dict[str, Vocabulary]:
    """The number words of each language."""
    return vocabularies(read_lexicon("number_words"))


class Numerals(Phrases):
    """The number words of a sentence, and the numbers that they make, each read once.

    Attributes:
        language: ar, en or fr.
    """

    def __init__(self, words: Sequence[Token], language: str):
        """Takes the tokens and their language."""
        super().__init__(number_words()[language], words)
        self.language = language
        self._quantities: dict[int, Quantity | None] = {}

    def quantity(self, index: int) -> Quantity | None:
        """The number that begins at a token, as far as it reaches."""
        if STARTS.isdisjoint(self.roles(index)):
            return None
        if index not in self._quantities:
            self._quantities[index] = Reader(self, self.language).read(index)
        return self._quantities[index]

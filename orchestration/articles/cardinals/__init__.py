"""Numbers as they are written: digits of both scripts, words, and mixtures of them.

`sums` knows how words add up, `reader` reads one number, `numerals` finds the number words of a
sentence and keeps the numbers that they make.
"""

from orchestration.articles.cardinals.digits import adjoin, is_digits
from orchestration.articles.cardinals.numerals import Numerals, number_words
from orchestration.articles.cardinals.reader import FIRST, Quantity

__all__ = ["FIRST", "Numerals", "Quantity", "adjoin", "is_digits", "number_words"]

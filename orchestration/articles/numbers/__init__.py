"""Figures in a sentence: `reader` finds them, `refusals` tell which numbers are none."""

from orchestration.articles.numbers.reader import Number, find_numbers

__all__ = ["Number", "find_numbers"]

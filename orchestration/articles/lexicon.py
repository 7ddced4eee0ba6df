"""Patterns of words, as the lexicons write them, found among tokens.

A pattern is words set apart by blanks: `a|b` is either word, `word*` any ending, `~` up to three
tokens between, `~6` up to six. Words are compared in their normalised form; Arabic ones also
behind the clitics that are written as one with them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import itemgetter, or_
from typing import Generic, NamedTuple, TypeVar

from orchestration.articles.words import Memory, Token, normalise

Row = TypeVar("Row")

USUAL_GAP = 3
SHORTEST_WORD = 2
# And, so; by, for, like; the, for the.
CLITICS = re.compile("(?P<joins>[وف]?)(?P<leads>[بلك]?)(?P<article>ال|لل|)")


class Element(NamedTuple):
    """A word of a pattern: its forms, its beginnings, and how many tokens may stand before it."""

    forms: frozenset[str]
    beginnings: tuple[str, ...]
    gap: int


class Match(NamedTuple, Generic[Row]):
    """Where a pattern was found: index of its first token, index behind its last, and its row."""

    start: int
    end: int
    row: Row


@dataclass(frozen=True, slots=True, eq=False)
class _Pattern(Generic[Row]):
    """A pattern by the numbers of its elements.

    Attributes:
        number: its place among the rows.
        row: what it stands for.
        elements: the number of each element.
        gaps: how many tokens may stand before each element.
        lead: how far behind the first element the rarest one may stand, in tokens.
    """

    number: int
    row: Row
    elements: tuple[int, ...]
    gaps: tuple[int, ...]
    lead: int


class _Fit(NamedTuple):
    """What a word fits.

    Attributes:
        bits: a bit for the number of each element.
        patterns: those whose rarest element it is, with the bits of all their elements: a sentence
            that lacks one cannot have the pattern.
        order: for the number of each element how loosely the word fits: as it stands, by its
            beginning, or only without its clitics.
    """

    bits: int
    patterns: tuple[tuple[int, _Pattern], ...]
    order: dict[int, int]


NO_FIT = _Fit(0, (), {})


class Patterns(Generic[Row]):
    """The patterns of one language, found by their rarest word.

    What a word fits is remembered, so most tokens cost one look into a dict, however many
    patterns there are; and the hundreds that begin with "was" are not tried at every "was".
    Several lexicons are found in one go if their rows are given together.
    """

    def __init__(self, rows: Iterable[tuple[str, Row]], *, arabic: bool = False):
        """Takes pairs of a pattern and what it stands for.

        Raises:
            ValueError: a pattern has no word, or begins or ends with a gap.
        """
        self._arabic = arabic
        self._numbers: dict[tuple[frozenset[str], tuple[str, ...]], int] = {}
        self._by_form: dict[str, list[int]] = defaultdict(list)
        self._by_beginning: dict[str, list[int]] = defaultdict(list)
        self._by_rarest: dict[int, list[tuple[int, _Pattern[Row]]]] = defaultdict(list)
        for number, (pattern, row) in enumerate(rows):
            self._add(number, read_pattern(pattern), row)
        self._lengths = sorted({len(beginning) for beginning in self._by_beginning})
        self._fits = Memory(self._fit)

    def find(self, words: Sequence[Token]) -> list[Match[Row]]:
        """Every match among the tokens, the shortest for each pattern and beginning.

        They come from left to right; those that begin with one token by how closely it fits them,
        then as in the lexicon.
        """
        remembered = self._fits
        fits = [remembered[word.form] for word in words]
        rare = [(index, fit.patterns) for index, fit in enumerate(fits) if fit.patterns]
        if not rare:
            return []
        absent = ~reduce(or_, [fit.bits for fit in fits])
        likely = [
            (index, pattern)
            for index, patterns in rare
            for needs, pattern in patterns
            if not needs & absent
        ]
        if not likely:
            return []
        orders = [fit.order for fit in fits]
        found = []
        for index, pattern in likely:
            first = pattern.elements[0]
            for start in range(max(0, index - pattern.lead), index + 1):
                if first in orders[start]:
                    end = _end(pattern, orders, start)
                    if end is not None:
                        found.append(
                            (start, orders[start][first], pattern.number, end, pattern.row)
                        )
        found.sort(key=itemgetter(0, 1, 2))
        matches = {(start, end, id(row)): Match(start, end, row) for start, _, _, end, row in found}
        return list(matches.values())

    def _add(self, number: int, elements: tuple[Element, ...], row: Row) -> None:
        numbers = tuple(self._number(element) for element in elements)
        gaps = tuple(element.gap for element in elements)
        rarest = max(range(len(elements)), key=lambda index: _rarity(elements[index]))
        lead = rarest + sum(gaps[: rarest + 1])
        needs = reduce(or_, (1 << element for element in numbers))
        pattern = _Pattern(number, row, numbers, gaps, lead)
        self._by_rarest[numbers[rarest]].append((needs, pattern))

    def _number(self, element: Element) -> int:
        """The number of an element, the same in all patterns that have it."""
        key = element.forms, element.beginnings
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._numbers)
            for form in element.forms:
                self._by_form[form].append(number)
            for beginning in element.beginnings:
                self._by_beginning[beginning].append(number)
        return number

    def _fit(self, form: str) -> _Fit:
        order: dict[int, int] = {}
        for place, numbers in enumerate(self._elements(form)):
            for number in numbers:
                order.setdefault(number, place)
        if not order:
            return NO_FIT
        patterns = (pattern for number in order for pattern in self._by_rarest.get(number, ()))
        return _Fit(sum(1 << number for number in order), tuple(patterns), order)

    def _elements(self, form: str) -> Iterator[list[int]]:
        """The numbers of the elements that a word fits, the closest ones first."""
        for stem in bare_forms(form) if self._arabic else (form,):
            if stem in self._by_form:
                yield self._by_form[stem]
            for length in self._lengths:
                if length <= len(stem) and stem[:length] in self._by_beginning:
                    yield self._by_beginning[stem[:length]]


def read_pattern(pattern: str) -> tuple[Element, ...]:
    """The elements of a pattern.

    Raises:
        ValueError: it has no word, or begins or ends with a gap.
    """
    elements, gap = [], 0
    for part in pattern.split():
        if part.startswith("~"):
            gap = int(part[1:] or USUAL_GAP)
            continue
        elements.append(Element(*_alternatives(part), gap))
        gap = 0
    if not elements or gap or elements[0].gap:
        raise ValueError(f"{pattern!r} is no pattern: expected words, and gaps between them.")
    return tuple(elements)


@lru_cache(maxsize=1 << 14)
def _alternatives(part: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The forms and the beginnings that `a|b*` stands for; word classes come again and again."""
    words = part.split("|")
    forms = frozenset(normalise(word) for word in words if not word.endswith("*"))
    beginnings = tuple(normalise(word[:-1]) for word in words if word.endswith("*"))
    return forms, beginnings


@lru_cache(maxsize=1 << 16)
def bare_forms(form: str) -> tuple[str, ...]:
    """A word, and what is left of it behind each run of clitics that it may begin with."""
    found = {form: None}
    longest = CLITICS.match(form)
    for joins in {"", longest["joins"]}:
        rest = form[len(joins) :]
        for leads in ("", *"بلك"):
            if leads and not rest.startswith(leads):
                continue
            bare = rest[len(leads) :]
            found[bare] = None
            for article in ("ال", "لل"):
                if bare.startswith(article):
                    found[bare[len(article) :]] = None
    return tuple(bare for bare in found if bare == form or len(bare) >= SHORTEST_WORD)


def _rarity(element: Element) -> int:
    """How rare the words of an element are likely to be: common words are short."""
    return min(map(len, (*element.forms, *element.beginnings)))


def _end(
    pattern: _Pattern, orders: Sequence[dict[int, int]], index: int, number: int = 1
) -> int | None:
    """The index behind the rest of a pattern whose elements before `number` end at `index`."""
    if number == len(pattern.elements):
        return index + 1
    element = pattern.elements[number]
    for position in range(index + 1, min(index + 2 + pattern.gaps[number], len(orders))):
        if element in orders[position]:
            end = _end(pattern, orders, position, number + 1)
            if end is not None:
                return end
    return None

"""Patterns of words, as the lexicons write them, found among tokens.

A pattern is words set apart by blanks: `a|b` is either word, `word*` any ending, `~` up to three
tokens between, `~6` up to six. Words are compared in their normalised form; Arabic ones also
behind the clitics that are written as one with them.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from orchestration.articles.vocabulary import LEXICONS
from orchestration.articles.words import Token, normalise

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


class Patterns(Generic[Row]):
    """The patterns of one language, found by their first word."""

    def __init__(self, rows: Iterable[tuple[str, Row]], *, arabic: bool = False):
        """Takes pairs of a pattern and what it stands for.

        Raises:
            ValueError: a pattern has no word, or begins or ends with a gap.
        """
        self._arabic = arabic
        self._by_form: dict[str, list[tuple[tuple[Element, ...], Row]]] = defaultdict(list)
        self._by_beginning: dict[str, list[tuple[tuple[Element, ...], Row]]] = defaultdict(list)
        for pattern, row in rows:
            elements = read_pattern(pattern)
            for form in elements[0].forms:
                self._by_form[form].append((elements, row))
            for beginning in elements[0].beginnings:
                self._by_beginning[beginning].append((elements, row))
        self._shortest = min(map(len, self._by_beginning), default=0)

    def find(self, words: Sequence[Token]) -> list[Match[Row]]:
        """Every match among the tokens, the shortest for each pattern and beginning."""
        found = []
        stems = [self._stems(word.form) for word in words]
        for index, forms in enumerate(stems):
            seen = set()
            for elements, row in self._candidates(forms):
                end = _end(elements, stems, index)
                if end is not None and (end, id(row)) not in seen:
                    seen.add((end, id(row)))
                    found.append(Match(index, end, row))
        return found

    def _candidates(self, forms: tuple[str, ...]) -> Iterator[tuple[tuple[Element, ...], Row]]:
        for form in forms:
            yield from self._by_form.get(form, ())
            if self._by_beginning:
                for length in range(self._shortest, len(form) + 1):
                    yield from self._by_beginning.get(form[:length], ())

    def _stems(self, form: str) -> tuple[str, ...]:
        return bare_forms(form) if self._arabic else (form,)


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
        words = part.split("|")
        forms = frozenset(normalise(word) for word in words if not word.endswith("*"))
        beginnings = tuple(normalise(word[:-1]) for word in words if word.endswith("*"))
        elements.append(Element(forms, beginnings, gap))
        gap = 0
    if not elements or gap or elements[0].gap:
        raise ValueError(f"{pattern!r} is no pattern: expected words, and gaps between them.")
    return tuple(elements)


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


def _end(
    elements: Sequence[Element], stems: Sequence[tuple[str, ...]], index: int, number: int = 1
) -> int | None:
    """The index behind the rest of a pattern whose elements before `number` end at `index`."""
    if number == len(elements):
        return index + 1
    element = elements[number]
    for position in range(index + 1, min(index + 2 + element.gap, len(stems))):
        if _fits(element, stems[position]):
            end = _end(elements, stems, position, number + 1)
            if end is not None:
                return end
    return None


def _fits(element: Element, forms: tuple[str, ...]) -> bool:
    if any(form in element.forms for form in forms):
        return True
    return bool(element.beginnings) and any(form.startswith(element.beginnings) for form in forms)


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of a lexicon's file, such as `triggers_ar`."""
    with (LEXICONS / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))

"""Figures in a sentence: values, ranges and how exactly they are meant, without their units."""

from collections.abc import Sequence
from typing import NamedTuple

from orchestration.articles.cardinals import (
    FIRST,
    Numerals,
    Quantity,
    adjoin,
    is_digits,
    number_words,
)
from orchestration.articles.dates.phrases import read_phrases
from orchestration.articles.numbers.refusals import (
    UNIT_REACH,
    begins_number,
    is_article,
    is_refused,
    is_year,
)
from orchestration.articles.vocabulary import DIGITS, LANGUAGES, Entry
from orchestration.articles.words import Token

# How far before "from 20 to 30" a verb of change tells that it is no range, in tokens.
CHANGE_REACH = 8
# Words without which there is no figure, and how far behind its beginning they may stand.
CORE = frozenset(
    {"add", "one", "scale", "plural", "tanwin", "group", "half", "many", "dual", "eleven", DIGITS}
)
CORE_REACH = 6
# What a figure may begin with, and a range of two.
OPENERS = frozenset({"between", "from"})
ARTICLE = frozenset({"article", "one"})
VAGUE = frozenset({"few", "many"})
STARTS = OPENERS | {"comparator", "few", "many", "dual", DIGITS, *FIRST}
SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9}


class Number(NamedTuple):
    """A figure and its bounds.

    Attributes:
        start: where it begins in the text, its comparator included.
        end: where it ends.
        value: the figure that was said; None for a range and for "dozens", which name none.
        low: the least that it can mean; None if nothing is said.
        high: the most that it can mean; None if nothing is said.
        comparator: exactly, at_least, more_than, at_most, less_than, about, range, or dozens,
            hundreds, thousands (which stands for everything above: tens of thousands, millions).
    """

    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    comparator: str


def find_numbers(words: Sequence[Token], language: str) -> list[Number]:
    """The figures of a sentence, in order.

    Left out: dates, years, times, ordinals, percentages, ages and labels ("Resolution 2100"),
    articles (un, a) and pronouns ("one of them"). "Dozens" is bounded by 24 – 99: two dozen is
    the least that its plural can mean, and a hundred would be said as such; dizaines and عشرات
    count by tens (20 – 99), "hundreds" are 200 – 999, "thousands" 2,000 – 9,999.

    Args:
        words: the tokens of one sentence.
        language: ar, en or fr; another gives no figures.
    """
    if language not in LANGUAGES:
        return []
    if not number_words()[language].may_occur(words, CORE):
        return []
    words = tuple(words)
    dated = read_phrases(words, language)
    dates = {phrase.start: phrase.end for phrase in dated.phrases}
    return _Reader(dated.numerals or Numerals(words, language), dates).read()


class _Reader:
    def __init__(self, numerals: Numerals, dates: dict[int, int]):
        self.numerals = numerals
        self.words = numerals.words
        self.language = numerals.language
        self.dates = dates
        self._find = numerals.find

    def read(self) -> list[Number]:
        near = self.numerals.near(CORE, CORE_REACH)
        if True not in near:
            return []
        starts = self.numerals.starts(STARTS, near)
        numbers: list[Number] = []
        end = 0
        for index in sorted({*starts, *self.dates}) if self.dates else starts:
            if index < end:
                continue
            if index in self.dates:
                end = self.dates[index]
            elif found := self._at(index):
                number, end = found
                if number:
                    numbers.append(number)
        return numbers

    def _at(self, index: int) -> tuple[Number | None, int] | None:
        """The figure that begins at a token, and where to go on; no figure, but a way to go on."""
        roles = self.numerals.roles(index)
        if roles == ARTICLE and is_article(self.numerals, index + 1):
            return None
        if not OPENERS.isdisjoint(roles) and (found := self._range(index)):
            return found
        comparator, position = self._comparator(index) if "comparator" in roles else ("", index)
        vague = not VAGUE.isdisjoint(self.numerals.roles(position))
        if vague and (found := self._vague(position, index)):
            return found
        if "dual" in roles and position == index:
            return self._dual(index)
        return self._plain(index, position, comparator)

    def _dual(self, index: int) -> tuple[Number, int]:
        """مدنيان, مدنيان اثنان: two of something."""
        twice = self._find(index + 1, "add")
        end = twice[1] if twice and twice[0].value == "2" and not twice[0].clitic else index + 1
        start = self.words[index].start
        return Number(start, self.words[end - 1].end, 2.0, 2.0, 2.0, "exactly"), end

    def _plain(
        self, index: int, position: int, comparator: str
    ) -> tuple[Number | None, int] | None:
        """A number behind its comparator, and the second one if it begins a range."""
        quantity = self._quantity(position)
        if quantity is None:
            return None
        spelt = DIGITS not in self.numerals.roles(position)
        if spelt and (several := self._open_range(index, quantity)):
            return several
        if is_refused(self.numerals, position, quantity, comparator):
            percent = self._find(quantity.end, "percent")
            return None, percent[1] if percent else quantity.end
        quantity = self._short_scale(quantity)
        if several := self._open_range(index, quantity):
            return several
        kind = comparator or self._said_after(quantity.end)
        kind = kind or ("about" if quantity.about else "exactly")
        return self._number(index, quantity, kind), quantity.end

    def _number(self, index: int, quantity: Quantity, kind: str) -> Number:
        start, end = self.words[index].start, self.words[quantity.end - 1].end
        value = quantity.value
        low = value if kind in ("exactly", "at_least", "more_than") else None
        high = value if kind in ("exactly", "at_most", "less_than") else None
        return Number(start, end, value, low, high, kind)

    def _quantity(self, index: int) -> Quantity | None:
        return None if index in self.dates else self.numerals.quantity(index)

    # Comparators

    def _comparator(self, index: int) -> tuple[str, int]:
        """What stands before a figure ("at least"), and where the figure begins."""
        found = self._find(index, "comparator")
        if found is None:
            return "", index
        entry, position = found
        while filler := self._find(position, "filler", "comparator"):
            if filler[0].clitic:
                return "", index
            position = filler[1]
        return entry.value, position

    def _said_after(self, index: int) -> str:
        """What stands behind a figure, its unit between: "20 morts au moins"."""
        link = self._find(index, "of") if self.language == "fr" else None
        index = link[1] if link else index
        for position in range(index, min(index + UNIT_REACH, len(self.words))):
            found = self._find(position, "after")
            if found:
                entry, end = found
                return "" if begins_number(self.numerals, end) else entry.value
            if not self.words[position].form[0].isalpha() or begins_number(self.numerals, position):
                return ""
        return ""

    # Dozens, hundreds, thousands

    def _vague(self, index: int, start: int) -> tuple[Number, int] | None:
        """Dozens of, des centaines de milliers, عشرات الآلاف."""
        found = self._find(index, "few")
        several = found[1] if found else index
        found = self._find(several, "many") or self._few_hundred(several, index)
        if found is None:
            return None
        entry, end = found
        low, high = (float(bound) for bound in entry.value.split("-"))
        link = self._find(end, "of")
        for position in (link[1], end) if link else (end,):
            scale = self._find(position, "plural")
            if scale and not scale[0].clitic and float(scale[0].value) >= 1000:
                unit, end = float(scale[0].value), scale[1]
                low, high = low * unit, (high + 1) * unit - 1
                break
        kind = "dozens" if high < 100 else "hundreds" if high < 1000 else "thousands"
        first, last = self.words[start], self.words[end - 1]
        return Number(first.start, last.end, None, low, high, kind), end

    def _few_hundred(self, index: int, start: int) -> tuple[Entry, int] | None:
        """Several hundred, a few thousand, several dozen: English has no plural there."""
        if self.language != "en" or index == start:
            return None
        found = self._find(index, "scale", "group")
        if found is None or found[0].value == "20":
            return None
        size = float(found[0].value)
        low, high = (24, 99) if size == 12 else (2 * size, 10 * size - 1)
        return found[0]._replace(value=f"{low}-{high}"), found[1]

    # Ranges

    def _range(self, index: int) -> tuple[Number, int] | None:
        """Between 20 and 30; from 20 to 30, where it is no change from one to the other."""
        opener = self._find(index, "between", "from")
        if opener is None:
            return None
        entry, position = opener
        first = self._quantity(position)
        if first is None or (entry.role == "from" and self._tells_a_change(index)):
            return None
        return self._closed(index, first, ("to", "and"), entry.role == "between")

    def _open_range(self, index: int, first: Quantity) -> tuple[Number, int] | None:
        """20 to 30, 20-30, deux ou trois; not where "from" stands before it."""
        before = self._find(index - 1, "from") if index else None
        if before and before[1] == index:
            return None
        return self._closed(index, first, ("to", "or"), False)

    def _closed(
        self, index: int, first: Quantity, roles: tuple[str, ...], between: bool
    ) -> tuple[Number, int] | None:
        link = self._find(first.end, *roles)
        if link is None or (
            link[0].role == "to" and self.numerals.has(first.end, "and") and not between
        ):
            position = self._joined_by_clitic(first.end, between)
        else:
            position = link[1]
        if position is None:
            return None
        second = self._quantity(position)
        if second is None or not self._second_fits(first, second, between, position):
            return None
        second = self._short_scale(second)
        low, high = first.value, second.value
        if first.scale == 1 and second.scale > 1 and low < high / second.scale:
            low *= second.scale
        if low >= high:
            return None
        end = self.words[second.end - 1].end
        return Number(self.words[index].start, end, None, low, high, "range"), second.end

    def _second_fits(self, first: Quantity, second: Quantity, between: bool, position: int) -> bool:
        if between:
            return True
        if is_refused(self.numerals, position, second, "", dashed=True):
            return False
        return not (first.digits and second.digits and is_year(first.value))

    def _joined_by_clitic(self, index: int, between: bool) -> int | None:
        """بين عشرين وثلاثين: the link is the first letter of the second number."""
        if self.language != "ar" or not between or index >= len(self.words):
            return None
        roles = ("add", "scale", "one", "tanwin", "half")
        found = self._find(index, *roles)
        return index if found and found[0].clitic.startswith("و") else None

    def _tells_a_change(self, index: int) -> bool:
        """Whether a verb of change stands before: rose from 20 to 30."""
        for position in range(max(0, index - CHANGE_REACH), index):
            if self._find(position, "change"):
                return True
        return False

    def _short_scale(self, quantity: Quantity) -> Quantity:
        """1.2m people, 5k refugees, 1,2 M de personnes: a letter behind digits, before people."""
        index = quantity.end
        if index >= len(self.words) or not is_digits(self.words, index - 1):
            return quantity
        if not adjoin(self.words, index) and not (
            self.words[index].form == "m" and self._find(index + 1, "of")
        ):
            return quantity
        scale = SHORT_SCALES.get(self.words[index].form)
        near = range(index + 1, index + 1 + UNIT_REACH)
        if scale is None or not any(self.numerals.has(position, "counted") for position in near):
            return quantity
        return quantity._replace(end=index + 1, value=quantity.value * scale, scale=scale)

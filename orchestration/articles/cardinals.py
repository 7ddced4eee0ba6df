"""The value of a number as it is written: digits of both scripts, words, and mixtures of them.

Whether it counts anything, and what stands before it ("more than"), is not decided here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from orchestration.articles.vocabulary import (
    Entry,
    Vocabulary,
    read_lexicon,
    vocabularies,
)
from orchestration.articles.words import Token

THOUSANDS = {"en": {","}, "fr": {".", "'"}, "ar": {",", "٬", "."}}
DECIMAL = {"en": {"."}, "fr": {",", "."}, "ar": {".", ",", "٫"}}
# The longest number that is one, in digits.
LONGEST = 15
SCALES = ("scale", "plural", "tanwin")
FIRST = ("half", "article", "eleven", "add", "one", "scale", "group", "tanwin")
NEXT = ("add", "one", "eleven", "group", *SCALES)
# What a ten leaves room for: French counts soixante-dix and quatre-vingt-dix by twenties.
TWENTIES = (60, 80)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that was read.

    Attributes:
        end: index of the token behind it.
        value: what it comes to.
        about: it is rounded by its word (une trentaine, a dozen).
        scale: the thousand, million … that it ends with; 1 if it ends with none.
        digits: it is one bare run of digits, which may be a year.
    """

    end: int
    value: float
    about: bool = False
    scale: float = 1
    digits: bool = False


@lru_cache(maxsize=1)
def number_words() -> dict[str, Vocabulary]:
    """The number words of each language."""
    return vocabularies(read_lexicon("number_words"))


def adjoin(words: Sequence[Token], index: int) -> bool:
    """Whether a token touches the one before it."""
    return 0 < index < len(words) and words[index - 1].end == words[index].start


def is_digits(words: Sequence[Token], index: int) -> bool:
    """Whether there is a run of digits at an index."""
    return 0 <= index < len(words) and words[index].form.isdecimal()


@dataclass(slots=True)
class _Sum:
    """A number under construction: finished thousands, and what comes below them."""

    language: str
    total: float = 0
    current: float | None = None
    last: float = 0
    room: float = 0
    bound: float = float("inf")
    scale: float = 1
    about: bool = False
    items: int = 0

    @property
    def value(self) -> float:
        return round(float(self.total + (self.current or 0)), 6)

    def add(self, value: float, joined: bool) -> bool:
        """Take in a number below a thousand (or an Arabic dual of a scale), if it can follow."""
        if value >= 1000:
            return self._add_dual(value)
        if self.current is None:
            if value >= self.bound or (self.items and self.language == "ar" and not joined):
                return False
            self.current = value
        elif self.language == "fr" and (self.last, value) == (4, 20) and not joined:
            self.current += 76
            value = 80
        elif self._fits(value, joined):
            self.current += value
        else:
            return False
        self.last, self.scale, self.room = value, 1, self._room_after(value)
        return True

    def _add_dual(self, value: float) -> bool:
        if self.current is not None or value >= self.bound:
            return False
        self.total += value
        self.bound = self.scale = value / 2
        self.last = value
        return True

    def _fits(self, value: float, joined: bool) -> bool:
        if self.language == "ar":
            unit = 1 <= self.last <= 9
            if unit and (value == 10) != joined and value % 10 == 0 and 10 <= value <= 90:
                return True
            return joined and value < self.room
        if self.language == "fr":
            if joined:
                return value in (1, 11) and 20 <= self.last <= 70
            return value < self.room and (self.last != 10 or 7 <= value <= 9)
        return 0 < value < self.room and (not joined or self.room == 100)

    def _room_after(self, value: float) -> float:
        if value >= 100 and value % 100 == 0:
            return 100
        if self.language == "ar" or value % 10 or value < 10:
            return 0
        if self.language == "fr":
            return 20 if value in TWENTIES else 10
        return 10 if value >= 20 else 0

    def multiply(self, scale: float, joined: bool) -> bool:
        """Take in hundred, thousand, million …, if it can follow."""
        if scale == 100 and not (self.current is not None and self.current % 1):
            return self._hundred(joined)
        if scale >= self.bound or (self.current is None and self.items and not joined):
            return False
        if self.current is not None and joined:
            return False
        self.total += (1 if self.current is None else self.current) * scale
        self.current = None
        self.bound = self.scale = self.last = scale
        return True

    def _hundred(self, joined: bool) -> bool:
        most = 100 if self.language == "en" else 10
        if self.current is None:
            if self.bound < 1000 or (self.items and self.language == "ar" and not joined):
                return False
            self.current = 100
        elif joined or not 1 < self.last < most or self.current % 100 != self.last:
            if not (self.language == "en" and self.current == 1):
                return False
            self.current = 100
        else:
            self.current += self.last * 99
        self.last, self.room, self.scale = 100, 100, 100 if self.current % 100 == 0 else 1
        return True

    def group(self, size: float) -> bool:
        """Take in a dozen, une trentaine: a rounded number, or so many of them."""
        self.current = (self.value if self.items else 1) * size
        self.total, self.last, self.room = 0, self.current, 0
        self.about, self.scale = True, 1
        return True


def read_quantity(words: Sequence[Token], index: int, language: str) -> Quantity | None:
    """The number that begins at a token, as far as it reaches."""
    roles = number_words()[language].roles(words[index].form)
    if roles.isdisjoint(FIRST) and not is_digits(words, index):
        return None
    return _Reader(words, language).read(index)


class _Reader:
    def __init__(self, words: Sequence[Token], language: str):
        self.words = words
        self.language = language
        self.known = number_words()[language]
        self._find = partial(self.known.find, words)
        self.sum = _Sum(language)

    def read(self, index: int) -> Quantity | None:
        if start := self._digits(index):
            position, self.sum.current = start
            self.sum.last = self.sum.current
        else:
            opening = self._opening(index)
            if opening is None:
                return None
            position = opening
        self.sum.items = 1
        bare = bool(start) and position == index + 1
        while (behind := self._next_item(position)) is not None:
            position = behind
            self.sum.items += 1
        bare = bare and position == index + 1
        return Quantity(position, self.sum.value, self.sum.about, self.sum.scale, bare)

    def _form(self, index: int) -> str:
        return self.words[index].form if index < len(self.words) else ""

    # Digits

    def _digits(self, index: int) -> tuple[int, float] | None:
        """A number in digits, its separators read in the language's style."""
        text = self._form(index)
        if not text.isdecimal() or len(text) > LONGEST:
            return None
        end = index + 1
        if len(text) <= 3 and not text.startswith("0"):
            text, end = self._grouped(text, end)
        if self._form(end) not in DECIMAL[self.language] or not self._joint(end):
            return end, float(text)
        fraction = self._form(end + 1)
        if self._form(end + 2) == self._form(end) and self._joint(end + 2):
            return None
        counts = len(fraction) == 3 and len(text) <= 3 and text != "0" and end == index + 1
        if counts and not self._find(end + 2, *SCALES):
            return end + 2, float(text + fraction)
        return end + 2, float(f"{text}.{fraction}")

    def _joint(self, index: int) -> bool:
        """Whether a mark touches digits on both its sides."""
        touching = adjoin(self.words, index) and adjoin(self.words, index + 1)
        return touching and is_digits(self.words, index + 1)

    def _grouped(self, text: str, end: int) -> tuple[str, int]:
        """Groups of three digits behind the first: by one kind of separator, or by one blank."""
        mark = self._form(end) if self._form(end) in THOUSANDS[self.language] else ""
        while len(text) <= LONGEST:
            digits = end + 1 if mark else end
            if not is_digits(self.words, digits) or len(self._form(digits)) != 3:
                break
            if mark and not (self._form(end) == mark and self._joint(end)):
                break
            if not mark and self.words[end].start - self.words[end - 1].end != 1:
                break
            if mark and self._divides(end, text):
                break
            text, end = text + self._form(digits), digits + 1
        return text, end

    def _divides(self, mark: int, text: str) -> bool:
        """Whether a mark that may group or divide divides: 2.062 million against 2.062 people."""
        if self._form(mark) not in DECIMAL[self.language] or len(text) > 3:
            return False
        return self._find(mark + 2, *SCALES) is not None

    # The first word

    def _opening(self, index: int) -> int | None:
        """Take in the first word of a number; gives the index behind it."""
        found = self._find(index, *FIRST)
        if found is None:
            return None
        entry, end = found
        value = float(entry.value)
        if entry.role == "eleven":
            return self._eleven(end, joined=True)
        if entry.role == "half":
            return self._half(end, value)
        if entry.role == "article":
            return self._scaled(end, value) or self._article_as_one(index)
        if entry.role == "scale" and self.language == "en":
            return None
        return end if self._take_word(found, joined=False) else None

    def _article_as_one(self, index: int) -> int | None:
        """French un is an article and a number; English a is not."""
        found = self._find(index, "one")
        return found[1] if found and self.sum.add(1, joined=False) else None

    def _half(self, index: int, value: float) -> int | None:
        """Half a million, a quarter of a million, un demi-million, نصف مليون."""
        if link := self._find(index, "of"):
            index = link[1]
        if article := self._find(index, "article"):
            index = article[1]
        elif self._form(index) == "-":
            index += 1
        return self._scaled(index, value)

    def _scaled(self, index: int, value: float) -> int | None:
        """What an article or a half needs behind it: a hundred, a dozen, un demi-million."""
        found = self._find(index, *SCALES, "group", "half")
        if found is None or found[0].clitic:
            return None
        entry, end = found
        size = float(entry.value)
        if entry.role == "half":
            return self._half(end, size) if value == 1 else None
        if size == 100 and value == 1 and entry.role != "group":
            return end if self.sum.multiply(size, joined=False) else None
        self.sum.current = self.sum.last = value
        self.sum.items = 1
        taken = self._take("group" if entry.role == "group" else "scale", size, joined=False)
        return end if taken else None

    def _eleven(self, index: int, joined: bool) -> int | None:
        """أحد عشر, إحدى وعشرون: a one that needs the ten behind it."""
        ten = self._find(index, "add")
        if ten is None or not 10 <= float(ten[0].value) <= 90:
            return None
        if ten[0].value == "10" and not ten[0].clitic:
            return ten[1] if self.sum.add(11, joined) else None
        return index if ten[0].clitic == "و" and self.sum.add(1, joined) else None

    # The next ones

    def _next_item(self, index: int) -> int | None:
        """Take in the next part of a number; gives the index behind it, None if there is none."""
        link = self._link(index)
        if link is None:
            return None
        position, joined = link
        if is_digits(self.words, position):
            return self._next_digits(position, joined)
        if (half := self._trailing_half(position, joined)) is not None:
            return half
        if self.sum.about and (of := self._find(position, "of")):
            found = self._find(of[1], "plural")
        else:
            found = self._find(position, *NEXT)
        if found is None or found[0].clitic not in ("", "و") or self._find(position, "percent"):
            return None
        return self._next_word(found, position, joined)

    def _next_word(self, found: tuple[Entry, int], position: int, joined: bool) -> int | None:
        entry, end = found
        joined = joined or entry.clitic == "و"
        # After another number واحد is و + أحد, and needs its ten; "1.9 million one year earlier",
        # "1,9 million un an plus tôt": a one that follows unlinked begins something else.
        if entry.role == "eleven" or (self._form(position) == "واحد" and not joined):
            return self._eleven(end, joined or entry.role == "one")
        unlinked = entry.role == "one" and not joined and self.sum.current is None
        if unlinked and not self._find(end, "scale"):
            return None
        return end if self._take_word(found, joined) else None

    def _link(self, index: int) -> tuple[int, bool] | None:
        """Where the next part may begin: behind a hyphen, an "and" (then joined), or at once."""
        if self._form(index) == "-":
            touching = adjoin(self.words, index) and adjoin(self.words, index + 1)
            if self.language == "ar" or not touching:
                return None
            index += 1
        link = self._find(index, "and")
        if link is None:
            return index, False
        index = link[1]
        if self._form(index) == "-" and adjoin(self.words, index):
            index += 1
        return index, True

    def _take_word(self, found: tuple[Entry, int], joined: bool) -> bool:
        entry, end = found
        value = float(entry.value)
        if entry.role == "tanwin" and self.sum.current is None and self._is_dual(end):
            return self.sum.add(2 * value, joined)
        return self._take(entry.role, value, joined)

    def _is_dual(self, end: int) -> bool:
        """ألفا شخص is two thousand, ألفا و… one thousand: only a dual takes its noun at once."""
        word = self.words[end - 1]
        following = self._form(end)
        marked = word.end - word.start > len(word.form)  # ألفًا, with its tanwin
        linked = self._find(end, "and", "of")
        if marked or linked or not following[:1].isalpha():
            return False
        return not any(entry.clitic == "و" for entry in self.known.entries(following))

    def _take(self, role: str, value: float, joined: bool) -> bool:
        total = self.sum
        if role in ("add", "one"):
            return total.add(value, joined)
        if role == "group":
            return not joined and (not total.items or total.value < 100) and total.group(value)
        if role == "plural" and total.current is None:
            return False
        return total.multiply(value, joined)

    def _next_digits(self, index: int, joined: bool) -> int | None:
        """مليونين و864 ألف: digits may go on below a scale that was said in words."""
        total = self.sum
        if total.current is not None or total.scale < 1000 or joined != (self.language == "ar"):
            return None
        found = self._digits(index)
        if found is None or found[1] >= total.bound:
            return None
        total.current = total.last = found[1]
        total.scale, total.room = 1, 0
        return found[0]

    def _trailing_half(self, index: int, joined: bool) -> int | None:
        """A million and a half, مليون ونصف المليون, two and a half million."""
        if article := self._find(index, "article"):
            index = article[1]
        found = self._find(index, "half")
        if found is None or not (joined or found[0].clitic == "و"):
            return None
        part, end = float(found[0].value), found[1]
        following = self._find(end, "scale", "plural")
        if self.sum.current is not None:
            if following is None:
                return None
            self.sum.current += part
            return end
        if self.sum.scale < 1000:
            return None
        self.sum.total += self.sum.scale * part
        self.sum.bound = 0
        again = following and float(following[0].value) == self.sum.scale
        return following[1] if again else end

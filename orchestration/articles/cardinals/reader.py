"""The value of a number as it is written: digits of both scripts, words, and mixtures of them.

Whether it counts anything, and what stands before it ("more than"), is not decided here.
"""

from typing import NamedTuple

from orchestration.articles.cardinals.digits import adjoin, is_digits
from orchestration.articles.cardinals.sums import Sum
from orchestration.articles.vocabulary import Entry, Phrases

THOUSANDS = {"en": {","}, "fr": {".", "'"}, "ar": {",", "٬", "."}}
DECIMAL = {"en": {"."}, "fr": {",", "."}, "ar": {".", ",", "٫"}}
# The longest number that is one, in digits.
LONGEST = 15
SCALES = ("scale", "plural", "tanwin")
FIRST = ("half", "article", "eleven", "add", "one", "scale", "group", "tanwin")
NEXT = ("add", "one", "eleven", "group", *SCALES)


class Quantity(NamedTuple):
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


class Reader:
    """Reads one number: its first part, then part after part that may follow."""

    def __init__(self, phrases: Phrases, language: str):
        """Takes the number words of a sentence and their language."""
        self.phrases = phrases
        self.words = phrases.words
        self.language = language
        self._find = phrases.find
        self.sum = Sum(language)

    def read(self, index: int) -> Quantity | None:
        """The number that begins at a token, as far as it reaches."""
        start = self._digits(index)
        if start:
            position, value = start
            if not self._may_go_on(position):
                return Quantity(position, round(value, 6), digits=position == index + 1)
            self.sum.current = self.sum.last = value
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

    def _may_go_on(self, index: int) -> bool:
        """Whether the next part of a number can stand at an index, told at a glance."""
        return index in self.phrases.at or self._form(index) == "-"

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
        if not self._may_go_on(index):
            return None
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
        return not any(entry.clitic == "و" for entry in self.phrases.known.entries(following))

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

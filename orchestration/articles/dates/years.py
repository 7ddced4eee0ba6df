"""Years by themselves: in 2012, the year 2015, عام 1446 هـ; and what a year is not."""

from orchestration.articles.cardinals import adjoin, is_digits
from orchestration.articles.dates.moments import HIJRI_YEARS, Calendar
from orchestration.articles.dates.sentence import Found, Sentence

YEARS = range(1900, 2101)


def read_year_number(sentence: Sentence, index: int) -> int | None:
    """A year in four digits; not a part of a number, nor so many percent or degrees."""
    form = sentence.form(index)
    if len(form) != 4 or not is_digits(sentence.words, index) or int(form) not in YEARS:
        return None
    if adjoin(sentence.words, index) and sentence.form(index - 1) in {".", ",", ":"}:
        return None
    if adjoin(sentence.words, index + 1) and sentence.form(index + 1) in {"%", "°"}:
        return None
    separated = sentence.form(index + 1) in {",", "."} and is_digits(sentence.words, index + 2)
    if separated and adjoin(sentence.words, index + 1) and adjoin(sentence.words, index + 2):
        return None
    return int(form)


def read_hijri_year(sentence: Sentence, index: int) -> int | None:
    """A year of the Hijri calendar in digits."""
    form = sentence.form(index)
    if is_digits(sentence.words, index) and len(form) == 4 and int(form) in HIJRI_YEARS:
        return int(form)
    return None


def read_bare_year(sentence: Sentence, index: int) -> Found | None:
    """A year with nothing before it, where another word has made a date of it."""
    index = sentence.after(index, "year_word")
    year = read_year_number(sentence, index)
    if year is None or counts_year(sentence, index):
        return None
    return Calendar(year), index + 1


def read_year(sentence: Sentence, index: int) -> Found | None:
    """The year 2015, عام 1446 هـ; in 2012, depuis 2013: bare only behind such a word."""
    word = sentence.find(index, "year_word")
    if word:
        if year := read_year_number(sentence, word[1]):
            return Calendar(year), behind_era(sentence, word[1] + 1)
        if year := read_hijri_year(sentence, word[1]):
            return Calendar(year, hijri=True), behind_era(sentence, word[1] + 1)
        return None
    found = sentence.find(index, "in")
    if found is None or sentence.find(found[1], "year_word"):
        return None
    year = read_year_number(sentence, found[1])
    if year is None or counts_year(sentence, found[1]):
        return None
    return Calendar(year), behind_era(sentence, found[1] + 1)


def behind_era(sentence: Sentence, index: int) -> int:
    """The index behind what names the calendar of a year, if it is there (هـ, م, AD)."""
    return sentence.after(index, "era")


def counts_year(sentence: Sentence, index: int) -> bool:
    """In May, 2000 people fled: a round year before people is a count."""
    if int(sentence.form(index)) % 100:
        return False
    return sentence.numerals.find(index + 1, "counted") is not None

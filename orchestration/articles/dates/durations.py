"""Numbers of units of time: three days ago, the past two weeks, in recent months."""

from orchestration.articles.cardinals import is_digits
from orchestration.articles.dates.moments import Offset, Window
from orchestration.articles.dates.months import read_month
from orchestration.articles.dates.sentence import Found, Sentence
from orchestration.articles.dates.years import read_hijri_year, read_year_number

UNITS = frozenset({"unit", "dual_unit"})


def count_of_units(sentence: Sentence, index: int) -> tuple[str, int, int] | None:
    """Three days, deux semaines, أسبوعين, عام: unit, count and the index behind."""
    if sentence.present.isdisjoint(UNITS):
        return None
    position = index
    while found := sentence.numerals.find(position, "comparator"):
        position = found[1]
    if dual := sentence.find(position, "dual_unit"):
        return dual[0].value, 2, dual[1]
    quantity = _read_count(sentence, index)
    if quantity:
        unit = sentence.find(quantity[1], "unit")
        return (unit[0].value, quantity[0], unit[1]) if unit else None
    unit = sentence.find(position, "unit") if sentence.language == "ar" else None
    if unit is None or read_year_number(sentence, unit[1]) or read_hijri_year(sentence, unit[1]):
        return None
    single = sentence.form(position) in {"يوم", "اسبوع", "شهر", "عام", "سنه", "عقد"}
    return (unit[0].value, 1, unit[1]) if single else None


def _read_count(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """A small whole number before a unit, its comparator skipped; "a week" is one."""
    while found := sentence.numerals.find(index, "comparator", "filler"):
        index = found[1]
    if index >= len(sentence.words):
        return None
    if sentence.language == "en" and (article := sentence.numerals.find(index, "article")):
        return 1, article[1]
    quantity = sentence.numerals.quantity(index)
    if quantity is None or quantity.value % 1 or not 0 < quantity.value < 1000:
        return None
    return int(quantity.value), quantity.end


def read_ago(sentence: Sentence, index: int) -> Found | None:
    """Three days ago, il y a deux mois, قبل ثلاثة أيام."""
    opener = sentence.find(index, "ago_before")
    if opener is None and "ago_after" not in sentence.present:
        return None
    found = count_of_units(sentence, opener[1] if opener else index)
    if found is None or found[0] == "weekend":
        return None
    unit, count, end = found
    if opener:
        if unit == "month" and read_month(sentence, end):
            return None
        return Offset(unit, -count), end
    closer = sentence.find(end, "ago_after")
    return (Offset(unit, -count), closer[1]) if closer else None


def read_length(sentence: Sentence, index: int) -> Found | None:
    """Behind "since": depuis deux semaines, منذ ثلاثة أيام."""
    found = count_of_units(sentence, index)
    if found is None or found[0] == "weekend":
        return None
    return Window(found[0], found[1]), found[2]


def read_past(sentence: Sentence, index: int) -> Found | None:
    """The past three months, ces deux dernières semaines, الأشهر الثلاثة الماضية."""
    if sentence.language == "ar":
        return read_past_arabic(sentence, index)
    opener = sentence.find(index, "past_opener" if sentence.language == "fr" else "turn_before")
    if opener is None or opener[0].value in ("this", "next"):
        return None
    if opener[0].value == "last" and sentence.numerals.find(opener[1], "comparator"):
        return None  # cuts last up to 20 hours
    # French says ces deux dernières semaines, but ces dernières 24 heures.
    before = sentence.after(opener[1], "past_adjective")
    quantity = _read_count(sentence, before)
    if quantity is None:
        return None
    end = sentence.after(quantity[1], "past_adjective")
    if sentence.language == "fr" and (before, end) == (opener[1], quantity[1]):
        return None
    unit = sentence.find(end, "unit")
    if unit is None or unit[0].value == "weekend":
        return None
    return Window(unit[0].value, quantity[0]), unit[1]


def read_past_arabic(sentence: Sentence, index: int) -> Found | None:
    """الأشهر الثلاثة الماضية, 24 ساعة الماضية."""
    if is_digits(sentence.words, index):
        found = count_of_units(sentence, index)
    else:
        found = _definite_units(sentence, index)
    turn = sentence.find(found[2], "turn_after") if found else None
    if turn is None or turn[0].value != "last":
        return None
    return Window(found[0], found[1]), turn[1]


def _definite_units(sentence: Sentence, index: int) -> tuple[str, int, int] | None:
    """الأشهر الثلاثة, الأسبوعين: unit, count and the index behind."""
    unit = sentence.find(index, "unit", "dual_unit")
    if unit is None or unit[0].role == "dual_unit":
        return (unit[0].value, 2, unit[1]) if unit else None
    digits = unit[1] + 1
    if sentence.form(unit[1]) == "ال" and is_digits(sentence.words, digits):  # الساعات الـ48
        return unit[0].value, int(sentence.form(digits)), digits + 1
    number = sentence.find(unit[1], "definite")
    return (unit[0].value, int(number[0].value), number[1]) if number else None


def read_recent(sentence: Sentence, index: int) -> Found | None:
    """In recent months, ces derniers jours, الأيام الأخيرة; in the coming days."""
    found = sentence.find(index, "recent", "coming")
    if found is None:
        return None
    entry, end = found
    return Window(entry.value, None, entry.role == "coming"), end

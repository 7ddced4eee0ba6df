"""Numbers that are no figures: years, times, ordinals, labels, ages, articles and pronouns."""

from orchestration.articles.cardinals import Numerals, Quantity, adjoin, is_digits

YEARS = range(1900, 2101)
# How far behind a number its unit may stand ("2000 Malian refugees"), in tokens.
UNIT_REACH = 3
ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th", "er", "ere", "re", "e", "eme", "nde"})
ARABIC_BEFORE_DIGITS = frozenset({"و", "ف", "ب", "ل", "ك", "ال", "بال", "وب", "ول", "لل"})


def is_refused(
    numerals: Numerals, index: int, quantity: Quantity, comparator: str, dashed: bool = False
) -> bool:
    """Whether a number counts nothing; `dashed` if it is the second behind a dash (20-30)."""
    if numerals.has(quantity.end, "percent", "fraction", "years"):
        return True
    if _labelled(numerals, index) and not _counts(numerals, quantity.end):
        return True
    if is_digits(numerals.words, index):
        return _digits_refused(numerals, index, quantity, comparator, dashed)
    return _word_refused(numerals, index, quantity, comparator)


def _labelled(numerals: Numerals, index: int) -> bool:
    """A number that is a name: Resolution 2100, base 101, n° 5, aged 12."""
    for back in (1, 2, 3):
        start = index - back
        if start < 0:
            return False
        found = numerals.find(start, "label")
        if found and found[1] == index:
            return True
    return False


def _digits_refused(
    numerals: Numerals, index: int, quantity: Quantity, comparator: str, dashed: bool
) -> bool:
    if _stuck_before(numerals, index, dashed) or _stuck_behind(numerals, quantity.end):
        return True
    if numerals.has(quantity.end, "time") or _is_clock(numerals, index):
        return True
    if quantity.digits and is_year(quantity.value):
        return not _year_counts(numerals, quantity, comparator)
    return False


def _stuck_before(numerals: Numerals, index: int, dashed: bool) -> bool:
    """M23, Ouaga-2, AK-47: letters that touch, but for the Arabic clitics."""
    if not adjoin(numerals.words, index):
        return False
    before = numerals.words[index - 1].form
    if before in ARABIC_BEFORE_DIGITS or before.endswith("'"):
        return False
    if before == "-":
        return not dashed and adjoin(numerals.words, index - 1)
    return before[0].isalpha() or before in {":", "/", "#", "."}


def _stuck_behind(numerals: Numerals, index: int) -> bool:
    """5th, 14h30, 12-year-old, 10:15, 3/4."""
    if not adjoin(numerals.words, index):
        return False
    behind = numerals.words[index].form
    if behind in ORDINAL_ENDINGS or behind in {"h", "°", ":"}:
        return True
    touching = adjoin(numerals.words, index + 1)
    if behind == "/":
        return touching and is_digits(numerals.words, index + 1)
    if behind == "-" and touching:
        return numerals.words[index + 1].form[0].isalpha() and not begins_number(
            numerals, index + 1
        )
    return False


def _is_clock(numerals: Numerals, index: int) -> bool:
    return index > 0 and numerals.find(index - 1, "time") is not None


def is_year(value: float) -> bool:
    """Whether a number may be a year."""
    return YEARS.start <= value < YEARS.stop and value % 1 == 0


def _year_counts(numerals: Numerals, quantity: Quantity, comparator: str) -> bool:
    """2000 réfugiés, more than 2012 people: a unit or a bound tells that it is no year."""
    if comparator in ("at_least", "more_than", "at_most", "less_than"):
        return True
    return _counts(numerals, quantity.end)


def _counts(numerals: Numerals, index: int) -> bool:
    """Whether people or things that are counted follow shortly."""
    for position in range(index, min(index + UNIT_REACH, len(numerals.words))):
        if not numerals.words[position].form[0].isalpha():
            return False
        if numerals.has(position, "counted"):
            return True
    return False


def is_article(numerals: Numerals, index: int) -> bool:
    """Un village: most of them, told by the next word before anything else is tried."""
    if numerals.language != "fr" or index == len(numerals.words):
        return False
    form = numerals.words[index].form
    return form.isalpha() and not numerals.known.entries(form)


def _word_refused(numerals: Numerals, index: int, quantity: Quantity, comparator: str) -> bool:
    if _hyphenated(numerals, quantity.end):
        return True
    if quantity.value != 1 or quantity.end != index + 1:
        return False
    if numerals.language == "fr":
        return not (comparator or numerals.has(quantity.end, "casualty"))
    if numerals.language == "en":
        return _is_pronoun(numerals, index, quantity.end)
    return numerals.has(quantity.end, "of") or (index and numerals.words[index - 1].form == "كل")


def _hyphenated(numerals: Numerals, index: int) -> bool:
    """A two-day visit: a compound, not a count."""
    dash = index < len(numerals.words) and numerals.words[index].form == "-"
    if not dash or not (adjoin(numerals.words, index) and adjoin(numerals.words, index + 1)):
        return False
    return numerals.language != "ar" and numerals.words[index + 1].form[0].isalpha()


def _is_pronoun(numerals: Numerals, index: int, end: int) -> bool:
    if index and numerals.find(index - 1, "no_one"):
        return True
    return end >= len(numerals.words) or numerals.has(end, "not_one")


def begins_number(numerals: Numerals, index: int) -> bool:
    """Whether another number, or what may stand before one, begins at a token."""
    if index >= len(numerals.words):
        return False
    roles = ("filler", "add", "one", "scale", "group", "many", "article")
    found = numerals.find(index, *roles)
    return is_digits(numerals.words, index) or (found is not None and not found[0].clitic)

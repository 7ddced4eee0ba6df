"""What lasts from or to a date: since September, until Friday, for the third day running."""

from orchestration.articles.cardinals import is_digits
from orchestration.articles.dates.durations import read_ago, read_length, read_recent
from orchestration.articles.dates.moments import Window
from orchestration.articles.dates.months import any_month
from orchestration.articles.dates.phrase import Phrase
from orchestration.articles.dates.ranges import day_starts, read_pair
from orchestration.articles.dates.sentence import Found, Sentence
from orchestration.articles.dates.years import read_bare_year
from orchestration.articles.vocabulary import Entry

# Lengths after "for" that may be told of what still lasts; years of an office are not.
LASTING = frozenset({"day", "week", "month"})
# How far before "for 45 days" the verb may stand that tells that it still lasts, in tokens.
LASTING_REACH = 10
NTH_ARTICLES = frozenset({"the", "a", "le", "la"})


def read_since(sentence: Sentence, index: int) -> list[Phrase]:
    """Since September, depuis deux semaines, منذ 2013; from … until is a range."""
    opener = sentence.find(index, "since")
    if opener is None:
        return []
    if recent := read_recent(sentence, index):
        return [Phrase(index, recent[1], recent[0], kind="since")]
    for position in day_starts(sentence, opener[1]):
        if pair := read_pair(sentence, position, ("to",), opened=True):
            return [Phrase(index, pair.end, pair.first, pair.last, "range")]
        found = (
            read_bare_year(sentence, position)
            or sentence.moment(position)
            or read_length(sentence, position)
        )
        found = found or any_month(sentence, position)
        if found:
            future = "likely" if opener[0].value == "open" else ""
            return [Phrase(index, found[1], found[0], kind="since", future=future)]
    return []


def read_until(sentence: Sentence, index: int) -> list[Phrase]:
    """Until Friday, jusqu'au 5 mai, حتى نهاية الشهر."""
    opener = sentence.find(index, "until")
    if opener is None or sentence.has(index, "recent"):
        return []
    if sentence.language == "ar" and read_ago(sentence, index):
        return []
    for position in day_starts(sentence, opener[1]):
        found = sentence.moment(position) or read_bare_year(sentence, position)
        if found:
            return [Phrase(index, found[1], found[0], None, "until", opener[0].value)]
    return []


def read_lasting(sentence: Sentence, index: int) -> list[Phrase]:
    """For 45 days, for the third day running, pour la deuxième semaine consécutive."""
    found = None
    if "running" in sentence.present:
        opener = sentence.find(index, "nth_before")
        found = _read_nth(sentence, opener) if opener else _read_for_nth(sentence, index + 1)
    if found is None and "perfect" in sentence.present and _still_lasts(sentence, index):
        found = read_length(sentence, index + 1) or _read_lengths(sentence, index + 1)
        if found and (found[0].unit not in LASTING or sentence.has(found[1], "until", "of")):
            found = None
    return [Phrase(index, found[1], found[0], kind="since")] if found else []


def _read_lengths(sentence: Sentence, index: int) -> Found | None:
    """For weeks: nobody says how many."""
    unit = sentence.find(index, "unit")
    several = unit and sentence.form(index).endswith("s")
    return (Window(unit[0].value, None), unit[1]) if several else None


def read_standing(sentence: Sentence, index: int) -> list[Phrase]:
    """Voilà trois semaines que, cela fait deux mois que."""
    if sentence.language != "fr":
        return []
    found = read_length(sentence, sentence.find(index, "ago_before", "length_before")[1])
    if found is None or sentence.form(found[1]) not in {"que", "qu'"}:
        return []
    return [Phrase(index, found[1], found[0], kind="since")]


def _still_lasts(sentence: Sentence, index: int) -> bool:
    """Whether the verb before is one of what has lasted to this day: has, have been."""
    first = max(0, index - LASTING_REACH)
    return any(sentence.has(position, "perfect") for position in range(first, index))


def _read_nth(sentence: Sentence, opener: tuple[Entry, int]) -> Found | None:
    """لليوم الثالث على التوالي."""
    number = sentence.find(opener[1], "ordinal", "nth")
    if number is None or not sentence.has(number[1], "running"):
        return None
    count = int(number[0].value)
    return Window(opener[0].value, count), sentence.after(number[1], "running")


def _read_for_nth(sentence: Sentence, index: int) -> Found | None:
    """For the third consecutive day, pour le troisième jour d'affilée."""
    index += sentence.form(index) in NTH_ARTICLES
    count, position = 0, index
    if is_digits(sentence.words, index):
        count, position = int(sentence.form(index)), index + 2
    elif number := sentence.find(index, "ordinal", "nth"):
        count, position = int(number[0].value), number[1]
    between = sentence.after(position, "running")
    unit = sentence.find(between, "unit") if 0 < count < 1000 else None
    if unit is None or unit[0].value == "weekend":
        return None
    end = sentence.after(unit[1], "running")
    if between == position and end == unit[1]:
        return None
    return Window(unit[0].value, count), end

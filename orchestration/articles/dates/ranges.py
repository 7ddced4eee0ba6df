"""Two dates and more with links between: 3 to 5 May, 2012-2015, Saturday and Sunday."""

from typing import NamedTuple

from orchestration.articles.cardinals import adjoin
from orchestration.articles.dates.days import read_weekday
from orchestration.articles.dates.moments import Calendar, Moment, Offset, Weekday
from orchestration.articles.dates.months import (
    any_month,
    counts_people,
    read_day_month,
    read_day_number,
    read_month,
    with_year,
)
from orchestration.articles.dates.phrase import Phrase
from orchestration.articles.dates.sentence import Sentence
from orchestration.articles.dates.years import behind_era, read_bare_year

LONGEST_LIST = 10


class Pair(NamedTuple):
    """Two dates with a link between.

    Attributes:
        first: the one.
        last: the other.
        first_end: the index behind the first.
        second: where the second begins.
        end: the index behind it.
        shared: the first took something over from the second, or the second from the first.
    """

    first: Moment
    last: Moment
    first_end: int
    second: int
    end: int
    shared: bool = False


def opened_range(sentence: Sentence, index: int) -> list[Phrase]:
    """Between 3 and 5 May, du 3 au 5 mai, من يناير إلى مارس 2025."""
    opener = sentence.find(index, "between", "from", "years_word")
    if opener is None:
        return []
    links = ("to",) if opener[0].role == "from" else ("and", "to")
    for position in day_starts(sentence, opener[1]):
        if pair := read_pair(sentence, position, links, opened=True):
            return [Phrase(index, pair.end, pair.first, pair.last, "range")]
    return []


def day_starts(sentence: Sentence, index: int) -> list[int]:
    """Where a date may begin behind a link: at once, or behind "the day of"."""
    skipped = sentence.after(index, "day_word")
    return [index] if skipped == index else [index, skipped]


def open_pair(sentence: Sentence, index: int) -> list[Phrase]:
    """A range (3-5 May, January to March 2025, 2012-2015), or a list (24 and 26 October)."""
    pair = read_pair(sentence, index, ("to", "and"), opened=False)
    if pair is None:
        return []
    if sentence.has(pair.first_end, "to"):
        return [Phrase(index, pair.end, pair.first, pair.last, "range")]
    if not pair.shared:
        return _two_days(sentence, index, pair)
    first = Phrase(index, pair.first_end, pair.first)
    return [first, Phrase(pair.second, pair.end, pair.last, joined=True)]


def two_weekdays(sentence: Sentence, index: int) -> list[Phrase]:
    """ليل الأربعاء الخميس: the night from one to the other."""
    if sentence.language != "ar":
        return []
    first = sentence.find(sentence.after(index, "daytime_before"), "weekday")
    last = None
    if first:
        # ليل الجمعة السبت, ليل الجمعة/السبت, ليلة الجمعة على السبت
        linked = sentence.form(first[1]) in {"/", "علي"}
        start = first[1] + 1 if linked else sentence.after(first[1], "to")
        last = sentence.find(start, "weekday")
    if last is None or last[0].clitic not in ("", "ل"):
        return []
    one, other = int(first[0].value), int(last[0].value)
    if (one + 1) % 7 != other:
        return []
    return [Phrase(index, last[1], Weekday(one), Weekday(other), "range")]


def _two_days(sentence: Sentence, index: int, pair: Pair) -> list[Phrase]:
    """Saturday and Sunday, hier et aujourd'hui: one stretch of time."""
    one, other = pair.first, pair.last
    weekdays = isinstance(one, Weekday) and isinstance(other, Weekday) and not one.turn
    days = isinstance(one, Offset) and isinstance(other, Offset) and one.unit == "day"
    if weekdays or (days and other.unit == "day" and one.count < other.count):
        return [Phrase(index, pair.end, one, other, "range")]
    return []


def open_list(sentence: Sentence, index: int) -> list[Phrase]:
    """3, 4 and 5 May: days before a pair that has the month; the first begins no pair."""
    days: list[tuple[int, int, int]] = []
    position = index
    while len(days) < LONGEST_LIST and (day := read_day_number(sentence, position)):
        if days and (pair := open_pair(sentence, position)):
            dated = pair[0].moment
            if len(pair) == 1 or not isinstance(dated, Calendar):
                break
            listed = [
                Phrase(start, end, dated._replace(day=number), joined=start > index)
                for start, end, number in days
            ]
            pair[0] = pair[0]._replace(joined=True)
            return listed + pair
        days.append((position, day[1], day[0]))
        position = day[1] + 1 if sentence.form(day[1]) == "," else sentence.after(day[1], "and")
    return []


def read_pair(sentence: Sentence, index: int, links: tuple[str, ...], opened: bool) -> Pair | None:
    """Two dates with a link between; each takes over what only the other says."""
    if not sentence.tells_ago and index not in sentence.phrases.at:
        return None
    return (
        _days_of_month(sentence, index, links, opened)
        or _month_and_days(sentence, index, links)
        or _two_years(sentence, index, links, opened)
        or _two_moments(sentence, index, links, opened)
    )


def _days_of_month(
    sentence: Sentence, index: int, links: tuple[str, ...], opened: bool
) -> Pair | None:
    """3 to 5 May: the first has only its day."""
    first = read_day_number(sentence, sentence.after(index, "weekday"))
    if first is None:
        return None
    starts = behind_link(sentence, first[1], links)
    if not (opened or sentence.has(index - 1, "day_word")):
        # "12 morts et le 15 mai": an article before the second alone parts the two.
        starts = starts[:1]
    for position in starts:
        last = read_weekday(sentence, position) or read_day_month(sentence, position)
        if last is None or not isinstance(last[0], Calendar) or not last[0].month:
            continue
        if last[0].day and first[0] < last[0].day:
            start = last[0]._replace(day=first[0], weekday=None)
            return Pair(start, last[0], first[1], position, last[1], shared=True)
    return None


def _month_and_days(sentence: Sentence, index: int, links: tuple[str, ...]) -> Pair | None:
    """May 3-5, 2025: the second has only its day."""
    month = read_month(sentence, index) if sentence.language == "en" else None
    first = read_day_number(sentence, month[1]) if month else None
    if first is None:
        return None
    for position in behind_link(sentence, first[1], links):
        last = read_day_number(sentence, position)
        if last is None or last[0] <= first[0] or read_month(sentence, last[1]):
            continue
        if counts_people(sentence, last[1]):
            continue
        end, behind = with_year(sentence, month[0]._replace(day=last[0]), last[1])
        return Pair(end._replace(day=first[0]), end, first[1], position, behind, shared=True)
    return None


def _two_years(sentence: Sentence, index: int, links: tuple[str, ...], opened: bool) -> Pair | None:
    """2012-2015, between 2012 and 2015."""
    first = read_bare_year(sentence, index)
    if first is None:
        return None
    for position in behind_link(sentence, first[1], links):
        if not opened and not (
            sentence.form(position - 1) == "-" and adjoin(sentence.words, position)
        ):
            continue
        last = read_bare_year(sentence, position)
        if last and first[0].year < last[0].year:
            return Pair(first[0], last[0], first[1], position, behind_era(sentence, last[1]))
    return None


def _two_moments(
    sentence: Sentence, index: int, links: tuple[str, ...], opened: bool
) -> Pair | None:
    first = sentence.moment(index) or any_month(sentence, index)
    if first is None:
        return None
    doubtful = not opened and sentence.moment(index) is None
    for position in behind_link(sentence, first[1], links):
        last = sentence.moment(position) or any_month(sentence, position)
        if last is None or (doubtful and not last[0].absolute):
            continue
        one, other = _completed(first[0], last[0])
        return Pair(one, other, first[1], position, last[1], shared=one != first[0])
    return None


def behind_link(sentence: Sentence, index: int, links: tuple[str, ...]) -> list[int]:
    """Where a second date may begin: behind the link, or at a word with the clitic و."""
    if found := sentence.find(index, *links):
        return day_starts(sentence, found[1])
    if sentence.language != "ar" or "and" not in links:
        return []
    entries = sentence.phrases.known.entries(sentence.form(index))
    return [index] if any(entry.clitic.startswith("و") for entry in entries) else []


def _completed(first: Moment, last: Moment) -> tuple[Moment, Moment]:
    """Both ends of a pair, with the year that only one of them says."""
    if not (isinstance(first, Calendar) and isinstance(last, Calendar)):
        return first, last
    if not first.month or not last.month or first.hijri != last.hijri:
        return first, last
    crosses = (first.month, first.day or 1) > (last.month, last.day or 31)
    if first.year is None and last.year is not None and not first.turn:
        return first._replace(year=last.year - crosses), last
    if last.year is None and first.year is not None and not last.turn:
        return first, last._replace(year=first.year + crosses)
    if not first.turn and first.year_shift is None and (last.turn or last.year_shift is not None):
        return first._replace(turn=last.turn, year_shift=last.year_shift), last
    return first, last

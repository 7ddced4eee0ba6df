"""Weekdays, today and the day beside another, nights, and parts of longer times."""

from orchestration.articles.cardinals import is_digits
from orchestration.articles.dates.durations import count_of_units
from orchestration.articles.dates.moments import Beside, Calendar, Night, Offset, Part, Weekday
from orchestration.articles.dates.months import (
    MONTHS,
    read_day_month,
    read_day_number,
    read_month,
    read_month_day,
    read_numeric,
    with_year,
)
from orchestration.articles.dates.periods import read_period
from orchestration.articles.dates.sentence import Found, Sentence
from orchestration.articles.dates.years import read_bare_year
from orchestration.articles.vocabulary import DIGITS

# What stands before "next day", "lendemain", "nuit" and the like where they are dates.
BESIDE_ARTICLES = frozenset({"the", "le", "la", "au", "du"})
# What a date behind a weekday begins with.
DAY_STARTS = MONTHS | {"ordinal", DIGITS}
NIGHT_OPENERS = frozenset({"dans", "durant", "pendant", "de"})


def read_weekday(sentence: Sentence, index: int) -> Found | None:
    """Monday, lundi dernier, يوم الجمعة 7 نوفمبر 2025, samedi 24 août."""
    if _is_prayer(sentence, index):
        return None
    found = sentence.find(sentence.after(index, "daytime_before"), "weekday")
    if found is None:
        return None
    number, end = int(found[0].value), found[1]
    if sentence.has(end, "prayer"):
        return None
    for position in _date_starts(sentence, end):
        if DAY_STARTS.isdisjoint(sentence.roles(position)):
            continue
        dated = read_day_month(sentence, position) or read_month_day(sentence, position)
        dated = dated or _read_numeric_at(sentence, position)
        if dated and isinstance(dated[0], Calendar) and dated[0].day:
            closing = sentence.form(position - 1) == "(" and sentence.form(dated[1]) == ")"
            return dated[0]._replace(weekday=number), dated[1] + closing
    end = sentence.after(end, "daytime")
    if turn := sentence.find(end, "turn_after"):
        return Weekday(number, turn[0].value), sentence.after(turn[1], "daytime")
    return Weekday(number), end


def _is_prayer(sentence: Sentence, index: int) -> bool:
    if "prayer" not in sentence.present:
        return False
    for start in (index - 1, index - 2, index - 3):
        found = sentence.find(start, "prayer") if start >= 0 else None
        if found and found[1] == index:
            return True
    return False


def _date_starts(sentence: Sentence, index: int) -> list[int]:
    """Where a date may go on behind a weekday: at once, behind a comma, a bracket, "the"."""
    if index not in sentence.phrases.at and sentence.form(index) not in {",", "("}:
        return []
    starts = [index]
    mark = index + 1 if sentence.form(index) in {",", "("} else index
    starts.append(mark)
    starts += [sentence.after(start, "day_word", "corresponds") for start in (index, mark)]
    return list(dict.fromkeys(starts))


def _read_numeric_at(sentence: Sentence, index: int) -> Found | None:
    return read_numeric(sentence, index) if is_digits(sentence.words, index) else None


def read_today(sentence: Sentence, index: int) -> Found | None:
    """Today, hier soir, أول أمس; with the weekday or the date that it is said with."""
    found = sentence.find(index, "day")
    if found is None or sentence.has(found[1], "not_today"):
        return None
    if index and sentence.has(index - 1, "not_today_before") and not found[0].clitic:
        return None
    entry, end = found
    end = sentence.after(end, "daytime")
    mark = end + 1 if sentence.form(end) in {",", "("} else end
    dated = read_weekday(sentence, mark) if mark < len(sentence.words) else None
    if dated is None:
        return Offset("day", int(entry.value)), end
    closing = mark > end and sentence.form(dated[1]) == ")"
    if isinstance(dated[0], Calendar):
        return dated[0], dated[1] + closing
    if mark > end and not closing:
        return Offset("day", int(entry.value)), end
    return Offset("day", int(entry.value)), dated[1] + closing


def read_turned(sentence: Sentence, index: int) -> Found | None:
    """Last September, this Monday, ce lundi."""
    turn = sentence.find(index, "turn_before")
    if turn is None:
        return None
    if weekday := sentence.find(turn[1], "weekday"):
        behind = sentence.after(weekday[1], "daytime")
        dated = read_weekday(sentence, turn[1])
        if dated and isinstance(dated[0], Calendar):
            return dated
        value = "last" if turn[0].value == "past" else turn[0].value
        return Weekday(int(weekday[0].value), value), behind
    month = read_month(sentence, turn[1])
    if month is None or (month[2] and turn[0].value == "this"):
        return None
    value = {"past": "last"}.get(turn[0].value, turn[0].value)
    return month[0]._replace(turn=value), month[1]


def read_night(sentence: Sentence, index: int) -> Found | None:
    """Overnight, dans la nuit: by itself, with no day behind."""
    found = sentence.find(index, "night")
    if sentence.has(index - 1, "no_night_before") or sentence.has(found[1], "no_night"):
        return None
    if sentence.language == "fr" and sentence.form(index - 2) not in NIGHT_OPENERS:
        return None
    return Night(), found[1]


def read_beside(sentence: Sentence, index: int) -> Found | None:
    """The next day, le lendemain, two days later; not "the day after the attack"."""
    if found := sentence.find(index, "beside"):
        if sentence.language != "ar" and sentence.form(index - 1) not in BESIDE_ARTICLES:
            return None
        moment, end = Beside(int(found[0].value)), found[1]
    else:
        opener = sentence.find(index, "beside_before")
        length = count_of_units(sentence, opener[1] if opener else index)
        if length is None or length[0] not in ("day", "week"):
            return None
        unit, count, end = length
        closer = opener or sentence.find(end, "beside_after")
        if closer is None:
            return None
        end = end if opener else closer[1]
        days = count * (7 if unit == "week" else 1)
        moment = Beside(days * int(closer[0].value))
    if sentence.has(end, "of", "beside_of") or sentence.form(end).startswith("لل"):
        return None
    return moment, end


def read_day_of_told(sentence: Sentence, index: int) -> Found | None:
    """في 14 منه, le 14 du même mois: of the month that was named before; le 14 courant."""
    day = read_day_number(sentence, index)
    found = sentence.find(day[1], "day_of_told") if day else None
    if found is None:
        return None
    this = found[0].value == "this"
    return (Calendar(day=day[0], month_shift=0) if this else Beside(day=day[0])), found[1]


def read_part(sentence: Sentence, index: int) -> Found | None:
    """Mid-August 2025, early 2024, fin de l'année dernière, أواخر الشهر الماضي."""
    found = sentence.find(index, "part")
    if found is None or sentence.has(index, "weekend"):
        return None
    part, end = found[0].value, found[1]
    if sentence.form(end) == "-":
        end += 1
    for position in (end, sentence.after(end, "of"), sentence.after(end, "in")):
        period = _read_parted(sentence, position)
        if period is None:
            continue
        moment, behind = period
        if isinstance(moment, Offset):
            return Part(moment, part), behind
        return moment._replace(part=part), behind
    if whole := sentence.find(end, "whole_unit"):
        return Part(Offset(whole[0].value, 0), part), whole[1]
    if alone := sentence.find(index, "quarter"):
        last = alone[0].value == "last"
        return (Offset("quarter", -1) if last else Calendar(part=part)), alone[1]
    return None


def _read_parted(sentence: Sentence, index: int) -> Found | None:
    """What may have an early, middle or late part: a month, a year, this year."""
    if index >= len(sentence.words):
        return None
    month = read_month(sentence, index)
    if month:
        return with_year(sentence, month[0], month[1])
    if year := read_bare_year(sentence, index):
        return year
    if turned := read_turned(sentence, index):
        return turned if isinstance(turned[0], Calendar) else None
    period = read_period(sentence, index)
    if period and isinstance(period[0], Offset):
        return period
    return None

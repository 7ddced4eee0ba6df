"""Days of a month and months, with the year behind them: 5 May 2025, September, 10 رمضان."""

from orchestration.articles.cardinals import adjoin, is_digits
from orchestration.articles.dates.moments import HIJRI_YEARS, Calendar, Offset
from orchestration.articles.dates.periods import read_period
from orchestration.articles.dates.sentence import Found, Sentence
from orchestration.articles.dates.years import (
    YEARS,
    behind_era,
    counts_year,
    read_hijri_year,
    read_year_number,
)
from orchestration.articles.vocabulary import Entry

# "In May 20 people" counts people, "On May 20 people" names a day.
COUNTED_AFTER = frozenset({"in", "during", "last", "of", "since"})
ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th", "er"})
# What parts year, month and day in digits.
MARKS = frozenset({"-", "/", "."})
MONTHS = frozenset({"month", "weak_month", "hijri"})


def read_numeric(sentence: Sentence, index: int) -> Found | None:
    """2025-05-03, 2025/5/3, 03/05/2025, 3.5.2025; in English only where it is unambiguous."""
    if sentence.form(index + 1) not in MARKS:
        return None
    parts = sentence.words[index : index + 5]
    if len(parts) < 5 or parts[1].form != parts[3].form:
        return None
    if not all(parts[k].form.isdecimal() for k in (0, 2, 4)):
        return None
    if not all(adjoin(sentence.words, index + k) for k in range(1, 5)):
        return None
    lengths = [len(parts[k].form) for k in (0, 2, 4)]
    one, two, three = (int(parts[k].form) for k in (0, 2, 4))
    if lengths[0] == 4 and max(lengths[1:]) <= 2:
        year, month, day = one, two, three
    elif lengths[2] == 4 and max(lengths[:2]) <= 2:
        year, month, day = three, two, one
        if sentence.language == "en":
            month, day = _english_order(one, two)
    else:
        return None
    if year in HIJRI_YEARS:
        return Calendar(year, month, day, hijri=True), behind_era(sentence, index + 5)
    if year not in YEARS or not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    return Calendar(year, month, day), index + 5


def read_day_number(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """A day of the month in digits or as an ordinal, and the index behind it."""
    if is_digits(sentence.words, index):
        return _day_in_digits(sentence, index)
    found = sentence.find(index, "ordinal")
    if found is None or found[0].clitic not in ("", "و"):
        return None
    return int(found[0].value), found[1]


def _day_in_digits(sentence: Sentence, index: int) -> tuple[int, int] | None:
    form, before = sentence.form(index), sentence.form(index - 1)
    if len(form) > 2 or not 1 <= int(form) <= 31:
        return None
    if adjoin(sentence.words, index) and (before in {".", ":", "/", ","} or before[:1] == "%"):
        return None
    end = index + 1
    if adjoin(sentence.words, end) and sentence.form(end) in ORDINAL_ENDINGS:
        end += 1
    return int(form), end


def read_month(sentence: Sentence, index: int) -> tuple[Calendar, int, bool] | None:
    """A month's name, in one or both of its Arabic forms; whether it needs more to be one."""
    found = sentence.find(index, "month", "weak_month", "hijri")
    if found is None:
        return None
    entry, end = found
    weak = entry.role != "month"
    if weak and entry.clitic not in ("", "و", "ل"):
        return None
    if _is_abbreviated(sentence, entry, index) and sentence.form(end) == ".":
        end += 1
    month = Calendar(month=int(entry.value), hijri=entry.role == "hijri")
    twin = _behind_twin(sentence, end, entry.value)
    return month, twin or end, weak and not twin


def _is_abbreviated(sentence: Sentence, entry: Entry, index: int) -> bool:
    short = entry.role == "weak_month" and sentence.language != "ar"
    return short and len(sentence.form(index)) <= 4 and sentence.form(index) != "may"


def _behind_twin(sentence: Sentence, index: int, value: str) -> int | None:
    """تموز/يوليو, تشرين الثاني (نوفمبر): the same month by another name."""
    mark = sentence.form(index)
    if sentence.language != "ar":
        return None
    found = sentence.find(index + (mark in {"/", "(", "-"}), "month", "weak_month")
    if found is None or found[0].value != value or found[0].clitic:
        return None
    return found[1] + (mark == "(" and sentence.form(found[1]) == ")")


def any_month(sentence: Sentence, index: int) -> Found | None:
    """A month, also one whose name alone is not enough."""
    month = read_month(sentence, index) if index < len(sentence.words) else None
    return with_year(sentence, month[0], month[1]) if month else None


def read_day_month(sentence: Sentence, index: int) -> Found | None:
    """5 May 2025, le 1er mai, الرابع من يونيو 2021, 10 رمضان 1446 هـ, the 7th of this month."""
    found = read_day_number(sentence, index)
    if found is None:
        return None
    day, end = found
    position = sentence.after(end, "of") if sentence.form(end) != "," else end
    month = read_month(sentence, position)
    if month:
        return with_year(sentence, month[0]._replace(day=day), month[1])
    if position == end:
        return None
    period = read_period(sentence, position)
    if period and isinstance(period[0], Offset) and period[0].unit == "month":
        return Calendar(day=day, month_shift=period[0].count), period[1]
    return None


def read_month_day(sentence: Sentence, index: int) -> Found | None:
    """May 5, 2025; not "in May 20 people"."""
    if sentence.language != "en":
        return None
    month = read_month(sentence, index)
    day = read_day_number(sentence, month[1]) if month else None
    if day is None or (
        sentence.form(index - 1) in COUNTED_AFTER and counts_people(sentence, day[1])
    ):
        return None
    return with_year(sentence, month[0]._replace(day=day[0]), day[1])


def counts_people(sentence: Sentence, index: int) -> bool:
    """Whether what stands before an index counts people or things."""
    if sentence.numerals.find(index, "scale", "percent"):
        return True
    if sentence.form(index) == "," and is_digits(sentence.words, index + 1):
        return len(sentence.form(index + 1)) == 3
    for position in range(index, min(index + 3, len(sentence.words))):
        if not sentence.form(position)[0].isalpha() or sentence.has(position, "in", "to", "and"):
            return False
        if sentence.numerals.find(position, "counted"):
            return True
    return False


def read_month_year(sentence: Sentence, index: int) -> Found | None:
    """September 2025, شهر أغسطس, سبتمبر الماضي, last September."""
    month = read_month(sentence, index)
    if month is None:
        return None
    calendar, end, weak = month
    found = with_year(sentence, calendar, end)
    if weak and found[0] == calendar and not _is_introduced(sentence, index):
        return None
    return found


def _is_introduced(sentence: Sentence, index: int) -> bool:
    """Whether a word before makes a date of what may be none (in May, خلال مارس)."""
    roles = ("in", "since", "until", "between", "from", "part", "of", "turn_before")
    for start in (index - 1, index - 2):
        found = sentence.find(start, *roles) if start >= 0 else None
        if found and found[1] == index and sentence.form(start) != ",":
            return found[0].value != "this" and sentence.form(start) not in {"to", "l'"}
    return False


def with_year(sentence: Sentence, calendar: Calendar, end: int) -> Found:
    """A day or month with the year that follows it, or what stands for one."""
    if end not in sentence.phrases.at:
        return calendar, end
    if same := sentence.find(end, "same_year"):
        return calendar._replace(turn="same"), same[1]
    read = read_hijri_year if calendar.hijri else read_year_number
    for position in _year_starts(sentence, end):
        year = read(sentence, position)
        if year and not counts_year(sentence, position):
            return _with_other_calendar(sentence, calendar._replace(year=year), position + 1)
        period = read_period(sentence, position) if position < len(sentence.words) else None
        if period and isinstance(period[0], Offset) and period[0].unit == "year":
            return calendar._replace(year_shift=period[0].count), period[1]
    if turn := sentence.find(end, "turn_after"):
        return calendar._replace(turn=turn[0].value), turn[1]
    return _with_other_calendar(sentence, calendar, end)


def _year_starts(sentence: Sentence, index: int) -> list[int]:
    starts = [index]
    behind = sentence.after(index, "of")
    if behind != index:
        starts.append(behind)
    starts += [sentence.after(start, "year_word") for start in starts]
    return list(dict.fromkeys(starts))


def _with_other_calendar(sentence: Sentence, calendar: Calendar, end: int) -> Found:
    """The era behind a year, and the same day by the other calendar: الموافق 5 مايو."""
    end = behind_era(sentence, end) if calendar.absolute else end
    link = sentence.find(end, "corresponds")
    if link is None:
        return calendar, end
    other = sentence.moment(link[1])
    if other is None or not isinstance(other[0], Calendar):
        return calendar, end
    better = other[0] if calendar.hijri else calendar
    return better, other[1]


def _english_order(one: int, two: int) -> tuple[int, int]:
    """Month and day of 05/13/2025 or 13/05/2025; what may be either is no date."""
    if one > 12 >= two:
        return two, one
    if two > 12 >= one or one == two:
        return one, two
    return 0, 0

"""Which reader reads the one date that begins at a token."""

from orchestration.articles.cardinals import is_digits
from orchestration.articles.dates.days import (
    read_beside,
    read_day_of_told,
    read_night,
    read_part,
    read_today,
    read_turned,
    read_weekday,
)
from orchestration.articles.dates.durations import (
    read_ago,
    read_past,
    read_past_arabic,
    read_recent,
)
from orchestration.articles.dates.months import (
    MONTHS,
    read_day_month,
    read_month_day,
    read_month_year,
    read_numeric,
)
from orchestration.articles.dates.periods import read_period
from orchestration.articles.dates.sentence import Found, Sentence
from orchestration.articles.dates.years import read_year
from orchestration.articles.words import Memory

# Which reader may succeed at a word of which roles; the first that does wins.
READERS = (
    (read_part, frozenset({"part"})),
    (read_recent, frozenset({"recent", "coming"})),
    (read_night, frozenset({"night"})),
    (read_today, frozenset({"day"})),
    (read_beside, frozenset({"beside", "beside_before"})),
    (read_weekday, frozenset({"weekday", "daytime_before"})),
    (read_ago, frozenset({"ago_before"})),
    (read_past, frozenset({"turn_before", "past_opener", "unit", "dual_unit"})),
    (read_day_month, frozenset({"ordinal"})),
    (read_day_of_told, frozenset({"ordinal"})),
    (read_month_day, MONTHS),
    (read_turned, frozenset({"turn_before"})),
    (read_month_year, MONTHS),
    (read_year, frozenset({"year_word", "in"})),
    (read_period, frozenset({"turn_before", "unit", "weekend"})),
)
STARTS = frozenset().union(*(roles for _, roles in READERS))
_BY_ROLES = Memory(lambda roles: [read for read, some in READERS if not some.isdisjoint(roles)])


def read_moment(sentence: Sentence, index: int) -> Found | None:
    """The date that begins at a token, by itself."""
    if is_digits(sentence.words, index):
        return _read_digits(sentence, index)
    for read in _BY_ROLES[sentence.roles(index)]:
        if found := read(sentence, index):
            return found
    return _read_counted_off(sentence, index) if sentence.tells_ago else None


def _read_digits(sentence: Sentence, index: int) -> Found | None:
    found = (
        read_numeric(sentence, index)
        or read_day_month(sentence, index)
        or read_day_of_told(sentence, index)
        or _read_counted_off(sentence, index)
    )
    return found or (read_past_arabic(sentence, index) if sentence.language == "ar" else None)


def _read_counted_off(sentence: Sentence, index: int) -> Found | None:
    """Three days ago, two days later."""
    found = read_ago(sentence, index)
    return found or (read_beside(sentence, index) if sentence.tells_ago else None)

"""Dates in a sentence, absolute and told from publication, as first and last day.

The phrases are found here; what they come to is in `moments`, their words are in
the tables `date_words_…` and, for the names of months and weekdays, in CLDR through Babel.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial

from babel import Locale

from orchestration.articles.cardinals import adjoin, is_digits, number_words, read_quantity
from orchestration.articles.moments import (
    HIJRI_YEARS,
    Beside,
    Calendar,
    Clock,
    Moment,
    Night,
    Offset,
    Part,
    Span,
    Weekday,
    Window,
    coarser,
)
from orchestration.articles.vocabulary import (
    LANGUAGES,
    Entry,
    Vocabulary,
    read_lexicon,
    vocabularies,
)
from orchestration.articles.words import Memory, Token

LOCALES = {
    "ar": ("ar", "ar_DZ", "ar_EG", "ar_MA", "ar_MR", "ar_SY", "ar_TN"),
    "en": ("en",),
    "fr": ("fr",),
}
YEARS = range(1900, 2101)
# How far before a phrase a word of the future tense is heard, in tokens.
FUTURE_REACH = 8
FUTURES = frozenset({"future", "closed"})
# Words without which there is no date, and how far behind the beginning of one they may stand.
CORE = frozenset(
    {"month", "weak_month", "hijri", "weekday", "day", "unit", "dual_unit", "recent", "weekend"}
    | {"coming", "quarter", "night", "beside", "day_of_told", "nth_before"}
)
CORE_REACH = 7
CORE_DIGITS = range(4, 5)
LONGEST_LIST = 10
# "In May 20 people" counts people, "On May 20 people" names a day.
COUNTED_AFTER = frozenset({"in", "during", "last", "of", "since"})
# What may stand behind a number of units: three days ago, deux jours plus tard.
COUNTED_OFF = ("ago_after", "beside_after")
# What stands before "next day", "lendemain", "nuit" and the like where they are dates.
BESIDE_ARTICLES = frozenset({"the", "le", "la", "au", "du"})
NTH_ARTICLES = frozenset({"the", "a", "le", "la"})
NIGHT_OPENERS = frozenset({"dans", "durant", "pendant", "de"})
MONTHS = frozenset({"month", "weak_month", "hijri"})
UNITS = frozenset({"unit", "dual_unit"})
PERIODS = frozenset({"unit", "weekend"})
# How much may lie between two dates that an "and" joins to one stretch of time, in days.
JOINED = {"day": 7, "month": 1}
# Lengths after "for" that may be told of what still lasts; years of an office are not.
LASTING = frozenset({"day", "week", "month"})
# How far before "for 45 days" the verb may stand that tells that it still lasts, in tokens.
LASTING_REACH = 10
# Which reader may succeed at a word of which roles; the first that does wins.
READERS = (
    ("_part", frozenset({"part"})),
    ("_recent", frozenset({"recent", "coming"})),
    ("_night", frozenset({"night"})),
    ("_day", frozenset({"day"})),
    ("_beside", frozenset({"beside", "beside_before"})),
    ("_weekday", frozenset({"weekday", "daytime_before"})),
    ("_ago", frozenset({"ago_before"})),
    ("_past", frozenset({"turn_before", "past_opener", "unit", "dual_unit"})),
    ("_day_month", frozenset({"ordinal"})),
    ("_day_of_told", frozenset({"ordinal"})),
    ("_month_day", MONTHS),
    ("_turned", frozenset({"turn_before"})),
    ("_month_year", MONTHS),
    ("_year", frozenset({"year_word", "in"})),
    ("_period", frozenset({"turn_before", "unit", "weekend"})),
)
OPENERS = (
    ("_opened_range", frozenset({"between", "from", "years_word"})),
    ("_since", frozenset({"since"})),
    ("_until", frozenset({"until"})),
    ("_lasting", frozenset({"lasting", "nth_before"})),
    ("_standing", frozenset({"ago_before", "length_before"})),
)
STARTS = frozenset().union(*(roles for _, roles in READERS + OPENERS))
READERS_BY_ROLES, OPENERS_BY_ROLES = (
    Memory(lambda roles, readers=readers: [n for n, some in readers if not some.isdisjoint(roles)])
    for readers in (READERS, OPENERS)
)
# What may begin a pair or a list of dates though it is no date by itself (3 to 5 May).
SHARING = MONTHS | {"weekday", "daytime_before", "ordinal", "year_word"}
# Where the first of a pair may be more or less than the date that begins there.
PAIRED_OTHERWISE = MONTHS | {"weekday", "daytime_before", "ordinal"}


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date phrase and the days that it comes to.

    Attributes:
        start: where it begins in the text.
        end: where it ends.
        first: the first day that it can mean.
        last: the last one.
        precision: day, week, month, quarter, year or unknown; of a range, that of its ends.
        kind: absolute (says its year), relative (told from the anchor), range, since (up to the
            anchor), or until: the end of something, not when it happened.
    """

    start: int
    end: int
    first: date
    last: date
    precision: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A date phrase before the clock is known, by the indexes of its tokens."""

    start: int
    end: int
    moment: Moment
    to: Moment | None = None
    kind: str = ""
    future: str = ""
    joined: bool = False


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two dates with a link between; `shared` if the first took something over from the second."""

    first: Moment
    last: Moment
    first_end: int
    second: int
    end: int
    shared: bool = False


Found = tuple[Moment, int]


@lru_cache(maxsize=1)
def date_words() -> dict[str, Vocabulary]:
    """The date words of each language: those of CLDR, and the table's."""
    rows = read_lexicon("date_words")
    weak = {
        language: {phrase for phrase, role, _ in rows[language] if role == "weak_month"}
        for language in LANGUAGES
    }
    for language, locales in LOCALES.items():
        for locale in map(Locale.parse, locales):
            names = locale.months["format"]["wide"]
            rows[language] += [
                (name, "month", str(number))
                for number, name in names.items()
                if name.lower() not in weak[language]
            ]
            names = locale.days["format"]["wide"]
            rows[language] += [(name, "weekday", str(number)) for number, name in names.items()]
    return vocabularies(rows)


def find_dates(
    words: Sequence[Token], anchor: date | None, language: str, *, published: bool = True
) -> list[DateMention]:
    """The dates of a sentence, in order.

    A month or a day without a year is the latest one that has begun by the anchor, the nearest
    one after a word of the future ("will", "المقرر"). "Since" lasts to the anchor.

    Args:
        words: the tokens of one sentence.
        anchor: day of publication, or the last absolute date named before. Without one only
            absolute dates are given.
        language: ar, en or fr; another gives no dates.
        published: whether the anchor is the day of publication. If not, "yesterday", weekdays
            and the like are left out, and a month without a year is the one nearest to it.
    """
    if language not in LANGUAGES:
        return []
    mentions: list[DateMention] = []
    year = day = month = None
    phrases = _phrases(tuple(words), language)
    for phrase in phrases:
        kind, future = phrase.kind, phrase.future
        until = kind == "until"
        weekday = isinstance(phrase.moment, Weekday)
        ahead = future == "sure" or (until and future == "likely")
        ahead = (ahead and (until or weekday)) or (until and weekday and future == "closed")
        until = until and future != "past"
        past = kind == "since" and not future
        clock = Clock(
            anchor, published, future not in ("", "past"), ahead, until, past, year, day, month
        )
        span = _resolve(phrase, clock)
        if span is None:
            continue
        if isinstance(phrase.moment, Night) and len(phrases) > 1:
            continue
        if phrase.moment.absolute:
            year = span.last.year
        if span.precision == "day":
            day = span.last
        if span.precision in ("day", "month"):
            month = span.last.replace(day=1)
        start, end = words[phrase.start].start, words[phrase.end - 1].end
        kind = kind or ("absolute" if phrase.moment.absolute else "relative")
        mention = DateMention(start, end, span.first, span.last, span.precision, kind)
        if phrase.joined and mentions and _are_one(mentions[-1], mention):
            begun = mentions.pop()
            mention = replace(mention, start=begun.start, first=begun.first, kind="range")
        mentions.append(mention)
    return mentions


def _are_one(one: DateMention, other: DateMention) -> bool:
    """Whether two dates of a list make a stretch of time: 3, 4 and 5 May."""
    gap = (other.first - one.last).days
    return one.precision == other.precision and 0 < gap <= JOINED.get(one.precision, 0)


def date_spans(words: Sequence[Token], language: str) -> list[tuple[int, int]]:
    """Which tokens are dates, whether or not an anchor is known: first index, index behind."""
    if language not in LANGUAGES:
        return []
    return [(phrase.start, phrase.end) for phrase in _phrases(tuple(words), language)]


@lru_cache(maxsize=64)
def _phrases(words: tuple[Token, ...], language: str) -> list[_Phrase]:
    """The date phrases of a sentence; remembered, since dates and figures ask for the same."""
    reader = _Reader(words, language)
    if True not in reader.near:
        return []
    return [
        replace(phrase, future=future) if (future := reader.future(phrase)) else phrase
        for phrase in reader.phrases()
    ]


def _resolve(phrase: _Phrase, clock: Clock) -> Span | None:
    try:
        span = _resolve_range(phrase, clock) if phrase.to else phrase.moment.resolve(clock)
    except (ValueError, OverflowError):  # before the year 1, after 9999, 30 February
        return None
    if span is None or phrase.kind != "since":
        return span
    end = clock.anchor if clock.anchor and clock.anchor >= span.first else span.last
    return Span(span.first, end, span.precision)


def _resolve_range(phrase: _Phrase, clock: Clock) -> Span | None:
    last = phrase.to.resolve(clock)
    if last is None:
        return None
    first = phrase.moment
    if first.follows:
        # It is told from the second end, so that "December to March" is one winter.
        clock = replace(clock, anchor=last.last, future=False, ahead=False, until=False)
    first = first.resolve(clock)
    if first is None or first.first > last.last:
        return None
    return Span(first.first, last.last, coarser(first.precision, last.precision))


class _Reader:
    def __init__(self, words: Sequence[Token], language: str):
        self.words = words
        self.language = language
        self.known = date_words()[language]
        self._find = partial(self.known.find, words)
        self.near = self.known.near(words, CORE, CORE_REACH, CORE_DIGITS)
        # Roles that no word of the sentence has: what needs one is not tried.
        self.present = self.known.present(words) if True in self.near else frozenset()
        self.tells_ago = not self.present.isdisjoint(COUNTED_OFF) and any(
            near and self._find(index + 1, *COUNTED_OFF) and self._has(index, "unit")
            for index, near in enumerate(self.near)
        )
        self.moments: dict[int, Found | None] = {}

    # The sentence

    def phrases(self) -> list[_Phrase]:
        """All date phrases, from left to right, none inside another."""
        found: list[_Phrase] = []
        end = 0
        for index, near in enumerate(self.near):
            if near and index >= end and (several := self._at(index)):
                found += several
                end = several[-1].end
        return found

    def future(self, phrase: _Phrase) -> str:
        """What words shortly before tell: sure, likely, closed; "had" behind an until: past."""
        if phrase.kind == "until" and "pluperfect" in self.present:
            behind = range(phrase.end, phrase.end + FUTURE_REACH)
            if any(self._find(position, "pluperfect") for position in behind):
                return "past"
        if phrase.future or FUTURES.isdisjoint(self.present):
            return phrase.future
        roles = ("future", "closed") if phrase.kind == "until" else ("future",)
        first = max(0, phrase.start - FUTURE_REACH)
        heard = [
            found[0].value or "likely"
            for position in range(first, phrase.start)
            if (found := self._find(position, *roles))
        ]
        return "sure" if "sure" in heard else heard[-1] if heard else ""

    def _at(self, index: int) -> list[_Phrase]:
        roles = self.known.roles_at(self.words, index)
        digits = self.words[index].form.isdecimal()
        if not (digits or self.tells_ago or not STARTS.isdisjoint(roles)):
            return []
        for name in OPENERS_BY_ROLES[roles]:
            if found := getattr(self, name)(index):
                return found
        moment = self._moment(index)
        if moment is None and not digits and SHARING.isdisjoint(roles):
            return []
        if self._stands_alone(index, moment, roles, digits):
            return [_Phrase(index, moment[1], moment[0])] if moment else []
        if found := self._two_weekdays(index) or self._open_pair(index):
            return found
        if (digits or "ordinal" in roles) and (found := self._open_list(index)):
            return found
        return [_Phrase(index, moment[1], moment[0])] if moment else []

    def _stands_alone(
        self, index: int, moment: Found | None, roles: frozenset[str], digits: bool
    ) -> bool:
        """Whether no pair or list of dates can begin here, told by what is cheap to look at."""
        if digits:
            return moment is None and len(self._form(index)) not in (1, 2, 4)
        if moment is None or not PAIRED_OTHERWISE.isdisjoint(roles):
            return False
        return not self._behind_link(moment[1], ("to", "and"))

    def _has(self, index: int, *roles: str) -> bool:
        return self._find(index, *roles) is not None

    def _after(self, index: int, *roles: str) -> int:
        """The index behind a phrase of some roles, or the same one if there is none."""
        found = self._find(index, *roles)
        return found[1] if found else index

    def _form(self, index: int) -> str:
        return self.words[index].form if 0 <= index < len(self.words) else ""

    # Ranges, since, until

    def _opened_range(self, index: int) -> list[_Phrase]:
        """Between 3 and 5 May, du 3 au 5 mai, من يناير إلى مارس 2025."""
        opener = self._find(index, "between", "from", "years_word")
        if opener is None:
            return []
        links = ("to",) if opener[0].role == "from" else ("and", "to")
        for position in self._starts(opener[1]):
            if pair := self._pair(position, links, opened=True):
                return [_Phrase(index, pair.end, pair.first, pair.last, "range")]
        return []

    def _two_weekdays(self, index: int) -> list[_Phrase]:
        """ليل الأربعاء الخميس: the night from one to the other."""
        if self.language != "ar":
            return []
        first = self._find(self._after(index, "daytime_before"), "weekday")
        last = None
        if first:
            # ليل الجمعة السبت, ليل الجمعة/السبت, ليلة الجمعة على السبت
            linked = self._form(first[1]) in {"/", "علي"}
            start = first[1] + 1 if linked else self._after(first[1], "to")
            last = self._find(start, "weekday")
        if last is None or last[0].clitic not in ("", "ل"):
            return []
        one, other = int(first[0].value), int(last[0].value)
        if (one + 1) % 7 != other:
            return []
        return [_Phrase(index, last[1], Weekday(one), Weekday(other), "range")]

    def _open_pair(self, index: int) -> list[_Phrase]:
        """A range (3-5 May, January to March 2025, 2012-2015), or a list (24 and 26 October)."""
        pair = self._pair(index, ("to", "and"), opened=False)
        if pair is None:
            return []
        if self._has(pair.first_end, "to"):
            return [_Phrase(index, pair.end, pair.first, pair.last, "range")]
        if not pair.shared:
            return self._two_days(index, pair)
        first = _Phrase(index, pair.first_end, pair.first)
        return [first, _Phrase(pair.second, pair.end, pair.last, joined=True)]

    def _two_days(self, index: int, pair: _Pair) -> list[_Phrase]:
        """Saturday and Sunday, hier et aujourd'hui: one stretch of time."""
        one, other = pair.first, pair.last
        weekdays = isinstance(one, Weekday) and isinstance(other, Weekday) and not one.turn
        days = isinstance(one, Offset) and isinstance(other, Offset) and one.unit == "day"
        if weekdays or (days and other.unit == "day" and one.count < other.count):
            return [_Phrase(index, pair.end, one, other, "range")]
        return []

    def _open_list(self, index: int) -> list[_Phrase]:
        """3, 4 and 5 May: days before a pair that has the month; the first begins no pair."""
        days: list[tuple[int, int, int]] = []
        position = index
        while len(days) < LONGEST_LIST and (day := self._day_number(position)):
            if days and (pair := self._open_pair(position)):
                dated = pair[0].moment
                if len(pair) == 1 or not isinstance(dated, Calendar):
                    break
                listed = [
                    _Phrase(start, end, replace(dated, day=number), joined=start > index)
                    for start, end, number in days
                ]
                pair[0] = replace(pair[0], joined=True)
                return listed + pair
            days.append((position, day[1], day[0]))
            position = day[1] + 1 if self._form(day[1]) == "," else self._after(day[1], "and")
        return []

    def _pair(self, index: int, links: tuple[str, ...], opened: bool) -> _Pair | None:
        """Two dates with a link between; each takes over what only the other says."""
        return (
            self._days_of_month(index, links, opened)
            or self._month_and_days(index, links)
            or self._years(index, links, opened)
            or self._two_moments(index, links, opened)
        )

    def _days_of_month(self, index: int, links: tuple[str, ...], opened: bool) -> _Pair | None:
        """3 to 5 May: the first has only its day."""
        first = self._day_number(self._after(index, "weekday"))
        if first is None:
            return None
        starts = self._behind_link(first[1], links)
        if not (opened or self._has(index - 1, "day_word")):
            # "12 morts et le 15 mai": an article before the second alone parts the two.
            starts = starts[:1]
        for position in starts:
            last = self._weekday(position) or self._day_month(position)
            if last is None or not isinstance(last[0], Calendar) or not last[0].month:
                continue
            if last[0].day and first[0] < last[0].day:
                start = replace(last[0], day=first[0], weekday=None)
                return _Pair(start, last[0], first[1], position, last[1], shared=True)
        return None

    def _month_and_days(self, index: int, links: tuple[str, ...]) -> _Pair | None:
        """May 3-5, 2025: the second has only its day."""
        month = self._month(index) if self.language == "en" else None
        first = self._day_number(month[1]) if month else None
        if first is None:
            return None
        for position in self._behind_link(first[1], links):
            last = self._day_number(position)
            if last is None or last[0] <= first[0] or self._month(last[1]):
                continue
            if self._counts(last[1]):
                continue
            end, behind = self._with_year(replace(month[0], day=last[0]), last[1])
            return _Pair(replace(end, day=first[0]), end, first[1], position, behind, shared=True)
        return None

    def _years(self, index: int, links: tuple[str, ...], opened: bool) -> _Pair | None:
        """2012-2015, between 2012 and 2015."""
        first = self._bare_year(index)
        if first is None:
            return None
        for position in self._behind_link(first[1], links):
            if not opened and not (
                self._form(position - 1) == "-" and adjoin(self.words, position)
            ):
                continue
            last = self._bare_year(position)
            if last and first[0].year < last[0].year:
                return _Pair(first[0], last[0], first[1], position, self._behind_era(last[1]))
        return None

    def _two_moments(self, index: int, links: tuple[str, ...], opened: bool) -> _Pair | None:
        first = self._moment(index) or self._any_month(index)
        if first is None:
            return None
        doubtful = not opened and self._moment(index) is None
        for position in self._behind_link(first[1], links):
            last = self._moment(position) or self._any_month(position)
            if last is None or (doubtful and not last[0].absolute):
                continue
            one, other = _completed(first[0], last[0])
            return _Pair(one, other, first[1], position, last[1], shared=one != first[0])
        return None

    def _any_month(self, index: int) -> Found | None:
        """A month, also one whose name alone is not enough."""
        month = self._month(index) if index < len(self.words) else None
        return self._with_year(month[0], month[1]) if month else None

    def _behind_link(self, index: int, links: tuple[str, ...]) -> list[int]:
        """Where a second date may begin: behind the link, or at a word with the clitic و."""
        if found := self._find(index, *links):
            return self._starts(found[1])
        entries = self.known.entries(self._form(index))
        if "and" in links and any(entry.clitic.startswith("و") for entry in entries):
            return [index]
        return []

    def _bare_year(self, index: int) -> Found | None:
        index = self._after(index, "year_word")
        year = self._year_number(index)
        if year is None or self._counts_year(index):
            return None
        return Calendar(year), index + 1

    def _since(self, index: int) -> list[_Phrase]:
        """Since September, depuis deux semaines, منذ 2013; from … until is a range."""
        opener = self._find(index, "since")
        if opener is None:
            return []
        if recent := self._recent(index):
            return [_Phrase(index, recent[1], recent[0], kind="since")]
        for position in self._starts(opener[1]):
            if pair := self._pair(position, ("to",), opened=True):
                return [_Phrase(index, pair.end, pair.first, pair.last, "range")]
            found = self._bare_year(position) or self._moment(position) or self._length(position)
            found = found or self._any_month(position)
            if found:
                future = "likely" if opener[0].value == "open" else ""
                return [_Phrase(index, found[1], found[0], kind="since", future=future)]
        return []

    def _until(self, index: int) -> list[_Phrase]:
        opener = self._find(index, "until")
        if opener is None or self._has(index, "recent"):
            return []
        if self.language == "ar" and self._ago(index):
            return []
        for position in self._starts(opener[1]):
            found = self._moment(position) or self._bare_year(position)
            if found:
                return [_Phrase(index, found[1], found[0], None, "until", opener[0].value)]
        return []

    def _lasting(self, index: int) -> list[_Phrase]:
        """For 45 days, for the third day running, pour la deuxième semaine consécutive."""
        found = None
        if "running" in self.present:
            opener = self._find(index, "nth_before")
            found = self._nth(opener) if opener else self._for_nth(index + 1)
        if found is None and "perfect" in self.present and self._still_lasts(index):
            found = self._length(index + 1) or self._lengths(index + 1)
            if found and (found[0].unit not in LASTING or self._has(found[1], "until", "of")):
                found = None
        return [_Phrase(index, found[1], found[0], kind="since")] if found else []

    def _lengths(self, index: int) -> Found | None:
        """For weeks: nobody says how many."""
        unit = self._find(index, "unit")
        several = unit and self._form(index).endswith("s")
        return (Window(unit[0].value, None), unit[1]) if several else None

    def _standing(self, index: int) -> list[_Phrase]:
        """Voilà trois semaines que, cela fait deux mois que."""
        if self.language != "fr":
            return []
        found = self._length(self._find(index, "ago_before", "length_before")[1])
        if found is None or self._form(found[1]) not in {"que", "qu'"}:
            return []
        return [_Phrase(index, found[1], found[0], kind="since")]

    def _still_lasts(self, index: int) -> bool:
        """Whether the verb before is one of what has lasted to this day: has, have been."""
        first = max(0, index - LASTING_REACH)
        return any(self._has(position, "perfect") for position in range(first, index))

    def _nth(self, opener: tuple[Entry, int]) -> Found | None:
        """لليوم الثالث على التوالي."""
        number = self._find(opener[1], "ordinal", "nth")
        if number is None or not self._has(number[1], "running"):
            return None
        count = int(number[0].value)
        return Window(opener[0].value, count), self._after(number[1], "running")

    def _for_nth(self, index: int) -> Found | None:
        """For the third consecutive day, pour le troisième jour d'affilée."""
        index += self._form(index) in NTH_ARTICLES
        count, position = 0, index
        if is_digits(self.words, index):
            count, position = int(self._form(index)), index + 2
        elif number := self._find(index, "ordinal", "nth"):
            count, position = int(number[0].value), number[1]
        between = self._after(position, "running")
        unit = self._find(between, "unit") if 0 < count < 1000 else None
        if unit is None or unit[0].value == "weekend":
            return None
        end = self._after(unit[1], "running")
        if between == position and end == unit[1]:
            return None
        return Window(unit[0].value, count), end

    def _starts(self, index: int) -> list[int]:
        skipped = self._after(index, "day_word")
        return [index] if skipped == index else [index, skipped]

    # One date

    def _moment(self, index: int) -> Found | None:
        """The date that begins at a token; remembered, since pairs and single dates try it."""
        if index >= len(self.words) or not self.near[index]:
            return None
        if index not in self.moments:
            self.moments[index] = self._read_moment(index)
        return self.moments[index]

    def _read_moment(self, index: int) -> Found | None:
        if is_digits(self.words, index):
            found = self._numeric(index) or self._day_month(index) or self._day_of_told(index)
            found = found or self._counted_off(index)
            return found or (self._past_arabic(index) if self.language == "ar" else None)
        for name in READERS_BY_ROLES[self.known.roles_at(self.words, index)]:
            if found := getattr(self, name)(index):
                return found
        return self._counted_off(index) if self.tells_ago else None

    def _counted_off(self, index: int) -> Found | None:
        """Three days ago, two days later."""
        return self._ago(index) or (self._beside(index) if self.tells_ago else None)

    def _beside(self, index: int) -> Found | None:
        """The next day, le lendemain, two days later; not "the day after the attack"."""
        if found := self._find(index, "beside"):
            if self.language != "ar" and self._form(index - 1) not in BESIDE_ARTICLES:
                return None
            moment, end = Beside(int(found[0].value)), found[1]
        else:
            opener = self._find(index, "beside_before")
            length = self._count_of_units(opener[1] if opener else index)
            if length is None or length[0] not in ("day", "week"):
                return None
            unit, count, end = length
            closer = opener or self._find(end, "beside_after")
            if closer is None:
                return None
            end = end if opener else closer[1]
            days = count * (7 if unit == "week" else 1)
            moment = Beside(days * int(closer[0].value))
        if self._has(end, "of", "beside_of") or self._form(end).startswith("لل"):
            return None
        return moment, end

    def _night(self, index: int) -> Found | None:
        """Overnight, dans la nuit: by itself, with no day behind."""
        found = self._find(index, "night")
        if self._has(index - 1, "no_night_before") or self._has(found[1], "no_night"):
            return None
        if self.language == "fr" and self._form(index - 2) not in NIGHT_OPENERS:
            return None
        return Night(), found[1]

    def _day_of_told(self, index: int) -> Found | None:
        """في 14 منه, le 14 du même mois: of the month that was named before; le 14 courant."""
        day = self._day_number(index)
        found = self._find(day[1], "day_of_told") if day else None
        if found is None:
            return None
        this = found[0].value == "this"
        return (Calendar(day=day[0], month_shift=0) if this else Beside(day=day[0])), found[1]

    def _numeric(self, index: int) -> Found | None:
        """2025-05-03, 2025/5/3, 03/05/2025, 3.5.2025; in English only where it is unambiguous."""
        parts = self.words[index : index + 5]
        if len(parts) < 5 or parts[1].form != parts[3].form or parts[1].form not in "-/.":
            return None
        if not all(parts[k].form.isdecimal() for k in (0, 2, 4)):
            return None
        if not all(adjoin(self.words, index + k) for k in range(1, 5)):
            return None
        lengths = [len(parts[k].form) for k in (0, 2, 4)]
        one, two, three = (int(parts[k].form) for k in (0, 2, 4))
        if lengths[0] == 4 and max(lengths[1:]) <= 2:
            year, month, day = one, two, three
        elif lengths[2] == 4 and max(lengths[:2]) <= 2:
            year, month, day = three, two, one
            if self.language == "en":
                month, day = _english_order(one, two)
        else:
            return None
        if year in HIJRI_YEARS:
            return Calendar(year, month, day, hijri=True), self._behind_era(index + 5)
        if year not in YEARS or not 1 <= month <= 12 or not 1 <= day <= 31:
            return None
        return Calendar(year, month, day), index + 5

    def _day_number(self, index: int) -> tuple[int, int] | None:
        """A day of the month in digits or as an ordinal, and the index behind it."""
        if is_digits(self.words, index):
            return self._day_in_digits(index)
        found = self._find(index, "ordinal")
        if found is None or found[0].clitic not in ("", "و"):
            return None
        return int(found[0].value), found[1]

    def _day_in_digits(self, index: int) -> tuple[int, int] | None:
        form, before = self._form(index), self._form(index - 1)
        if len(form) > 2 or not 1 <= int(form) <= 31:
            return None
        if adjoin(self.words, index) and (before in {".", ":", "/", ","} or before[:1] == "%"):
            return None
        end = index + 1
        if adjoin(self.words, end) and self._form(end) in {"st", "nd", "rd", "th", "er"}:
            end += 1
        return int(form), end

    def _year_number(self, index: int) -> int | None:
        form = self._form(index)
        if len(form) != 4 or not is_digits(self.words, index) or int(form) not in YEARS:
            return None
        if adjoin(self.words, index) and self._form(index - 1) in {".", ",", ":"}:
            return None
        if adjoin(self.words, index + 1) and self._form(index + 1) in {"%", "°"}:
            return None
        separated = self._form(index + 1) in {",", "."} and is_digits(self.words, index + 2)
        if separated and adjoin(self.words, index + 1) and adjoin(self.words, index + 2):
            return None
        return int(form)

    def _month(self, index: int) -> tuple[Calendar, int, bool] | None:
        """A month's name, in one or both of its Arabic forms; whether it needs more to be one."""
        found = self._find(index, "month", "weak_month", "hijri")
        if found is None:
            return None
        entry, end = found
        weak = entry.role != "month"
        if weak and entry.clitic not in ("", "و", "ل"):
            return None
        if self._is_abbreviated(entry, index) and self._form(end) == ".":
            end += 1
        month = Calendar(month=int(entry.value), hijri=entry.role == "hijri")
        twin = self._twin(end, entry.value)
        return month, twin or end, weak and not twin

    def _is_abbreviated(self, entry: Entry, index: int) -> bool:
        short = entry.role == "weak_month" and self.language != "ar"
        return short and len(self._form(index)) <= 4 and self._form(index) != "may"

    def _twin(self, index: int, value: str) -> int | None:
        """تموز/يوليو, تشرين الثاني (نوفمبر): the same month by another name."""
        mark = self._form(index)
        if self.language != "ar":
            return None
        found = self._find(index + (mark in {"/", "(", "-"}), "month", "weak_month")
        if found is None or found[0].value != value or found[0].clitic:
            return None
        return found[1] + (mark == "(" and self._form(found[1]) == ")")

    def _day_month(self, index: int) -> Found | None:
        """5 May 2025, le 1er mai, الرابع من يونيو 2021, 10 رمضان 1446 هـ, the 7th of this month."""
        found = self._day_number(index)
        if found is None:
            return None
        day, end = found
        position = self._after(end, "of") if self._form(end) != "," else end
        month = self._month(position)
        if month:
            return self._with_year(replace(month[0], day=day), month[1])
        if position == end:
            return None
        period = self._period(position)
        if period and isinstance(period[0], Offset) and period[0].unit == "month":
            return Calendar(day=day, month_shift=period[0].count), period[1]
        return None

    def _month_day(self, index: int) -> Found | None:
        """May 5, 2025; not "in May 20 people"."""
        if self.language != "en":
            return None
        month = self._month(index)
        day = self._day_number(month[1]) if month else None
        if day is None or (self._form(index - 1) in COUNTED_AFTER and self._counts(day[1])):
            return None
        return self._with_year(replace(month[0], day=day[0]), day[1])

    def _counts(self, index: int) -> bool:
        """Whether what stands before an index counts people or things."""
        words = number_words()["en"]
        if words.find(self.words, index, "scale", "percent"):
            return True
        if self._form(index) == "," and is_digits(self.words, index + 1):
            return len(self._form(index + 1)) == 3
        for position in range(index, min(index + 3, len(self.words))):
            if not self._form(position)[0].isalpha() or self._has(position, "in", "to", "and"):
                return False
            if words.find(self.words, position, "counted"):
                return True
        return False

    def _month_year(self, index: int) -> Found | None:
        """September 2025, شهر أغسطس, سبتمبر الماضي, last September."""
        month = self._month(index)
        if month is None:
            return None
        calendar, end, weak = month
        found = self._with_year(calendar, end)
        if weak and found[0] == calendar and not self._introduced(index):
            return None
        return found

    def _introduced(self, index: int) -> bool:
        """Whether a word before makes a date of what may be none (in May, خلال مارس)."""
        roles = ("in", "since", "until", "between", "from", "part", "of", "turn_before")
        for start in (index - 1, index - 2):
            found = self._find(start, *roles) if start >= 0 else None
            if found and found[1] == index and self._form(start) != ",":
                return found[0].value != "this" and self._form(start) not in {"to", "l'"}
        return False

    def _with_year(self, calendar: Calendar, end: int) -> Found:
        """A day or month with the year that follows it, or what stands for one."""
        if same := self._find(end, "same_year"):
            return replace(calendar, turn="same"), same[1]
        for position in self._year_starts(end):
            read = self._hijri_year if calendar.hijri else self._year_number
            year = read(position)
            if year and not self._counts_year(position):
                return self._corresponding(replace(calendar, year=year), position + 1)
            period = self._period(position) if position < len(self.words) else None
            if period and isinstance(period[0], Offset) and period[0].unit == "year":
                return replace(calendar, year_shift=period[0].count), period[1]
        if turn := self._find(end, "turn_after"):
            return replace(calendar, turn=turn[0].value), turn[1]
        return self._corresponding(calendar, end)

    def _year_starts(self, index: int) -> list[int]:
        starts = [index]
        behind = self._after(index, "of")
        if behind != index:
            starts.append(behind)
        starts += [self._after(start, "year_word") for start in starts]
        return list(dict.fromkeys(starts))

    def _counts_year(self, index: int) -> bool:
        """In May, 2000 people fled: a round year before people is a count."""
        if int(self._form(index)) % 100:
            return False
        words = number_words()[self.language]
        return words.find(self.words, index + 1, "counted") is not None

    def _hijri_year(self, index: int) -> int | None:
        form = self._form(index)
        if is_digits(self.words, index) and len(form) == 4 and int(form) in HIJRI_YEARS:
            return int(form)
        return None

    def _corresponding(self, calendar: Calendar, end: int) -> Found:
        """The era behind a year, and the same day by the other calendar: الموافق 5 مايو."""
        end = self._behind_era(end) if calendar.absolute else end
        link = self._find(end, "corresponds")
        if link is None:
            return calendar, end
        other = self._moment(link[1])
        if other is None or not isinstance(other[0], Calendar):
            return calendar, end
        better = other[0] if calendar.hijri else calendar
        return better, other[1]

    def _behind_era(self, index: int) -> int:
        return self._after(index, "era")

    def _weekday(self, index: int) -> Found | None:
        """Monday, lundi dernier, يوم الجمعة 7 نوفمبر 2025, samedi 24 août."""
        if self._is_prayer(index):
            return None
        found = self._find(self._after(index, "daytime_before"), "weekday")
        if found is None:
            return None
        number, end = int(found[0].value), found[1]
        if self._has(end, "prayer"):
            return None
        for position in self._date_starts(end):
            dated = self._day_month(position) or self._month_day(position)
            dated = dated or self._numeric_at(position)
            if dated and isinstance(dated[0], Calendar) and dated[0].day:
                closing = self._form(position - 1) == "(" and self._form(dated[1]) == ")"
                return replace(dated[0], weekday=number), dated[1] + closing
        end = self._after(end, "daytime")
        if turn := self._find(end, "turn_after"):
            return Weekday(number, turn[0].value), self._after(turn[1], "daytime")
        return Weekday(number), end

    def _is_prayer(self, index: int) -> bool:
        if "prayer" not in self.present:
            return False
        for start in (index - 1, index - 2, index - 3):
            found = self._find(start, "prayer") if start >= 0 else None
            if found and found[1] == index:
                return True
        return False

    def _date_starts(self, index: int) -> list[int]:
        """Where a date may go on behind a weekday: at once, behind a comma, a bracket, "the"."""
        starts = [index]
        mark = index + 1 if self._form(index) in {",", "("} else index
        starts.append(mark)
        starts += [self._after(start, "day_word", "corresponds") for start in (index, mark)]
        return list(dict.fromkeys(starts))

    def _numeric_at(self, index: int) -> Found | None:
        return self._numeric(index) if is_digits(self.words, index) else None

    def _day(self, index: int) -> Found | None:
        """Today, hier soir, أول أمس; with the weekday or the date that it is said with."""
        found = self._find(index, "day")
        if found is None or self._has(found[1], "not_today"):
            return None
        if index and self._has(index - 1, "not_today_before") and not found[0].clitic:
            return None
        entry, end = found
        end = self._after(end, "daytime")
        mark = end + 1 if self._form(end) in {",", "("} else end
        dated = self._weekday(mark) if mark < len(self.words) else None
        if dated is None:
            return Offset("day", int(entry.value)), end
        closing = mark > end and self._form(dated[1]) == ")"
        if isinstance(dated[0], Calendar):
            return dated[0], dated[1] + closing
        if mark > end and not closing:
            return Offset("day", int(entry.value)), end
        return Offset("day", int(entry.value)), dated[1] + closing

    def _part(self, index: int) -> Found | None:
        """Mid-August 2025, early 2024, fin de l'année dernière, أواخر الشهر الماضي."""
        found = self._find(index, "part")
        if found is None or self._has(index, "weekend"):
            return None
        part, end = found[0].value, found[1]
        if self._form(end) == "-":
            end += 1
        for position in (end, self._after(end, "of"), self._after(end, "in")):
            period = self._parted(position)
            if period is None:
                continue
            moment, behind = period
            if isinstance(moment, Offset):
                return Part(moment, part), behind
            return replace(moment, part=part), behind
        if whole := self._find(end, "whole_unit"):
            return Part(Offset(whole[0].value, 0), part), whole[1]
        if alone := self._find(index, "quarter"):
            last = alone[0].value == "last"
            return (Offset("quarter", -1) if last else Calendar(part=part)), alone[1]
        return None

    def _parted(self, index: int) -> Found | None:
        """What may have an early, middle or late part: a month, a year, this year."""
        if index >= len(self.words):
            return None
        month = self._month(index)
        if month:
            return self._with_year(month[0], month[1])
        if year := self._bare_year(index):
            return year
        if turned := self._turned(index):
            return turned if isinstance(turned[0], Calendar) else None
        period = self._period(index)
        if period and isinstance(period[0], Offset):
            return period
        return None

    def _turned(self, index: int) -> Found | None:
        """Last September, this Monday, ce lundi."""
        turn = self._find(index, "turn_before")
        if turn is None:
            return None
        if weekday := self._find(turn[1], "weekday"):
            behind = self._after(weekday[1], "daytime")
            dated = self._weekday(turn[1])
            if dated and isinstance(dated[0], Calendar):
                return dated
            value = "last" if turn[0].value == "past" else turn[0].value
            return Weekday(int(weekday[0].value), value), behind
        month = self._month(turn[1])
        if month is None or (month[2] and turn[0].value == "this"):
            return None
        value = {"past": "last"}.get(turn[0].value, turn[0].value)
        return replace(month[0], turn=value), month[1]

    def _year(self, index: int) -> Found | None:
        """The year 2015, عام 1446 هـ; in 2012, depuis 2013: bare only behind such a word."""
        word = self._find(index, "year_word")
        if word:
            if year := self._year_number(word[1]):
                return Calendar(year), self._behind_era(word[1] + 1)
            if year := self._hijri_year(word[1]):
                return Calendar(year, hijri=True), self._behind_era(word[1] + 1)
            return None
        found = self._find(index, "in")
        if found is None or self._find(found[1], "year_word"):
            return None
        year = self._year_number(found[1])
        if year is None or self._counts_year(found[1]):
            return None
        return Calendar(year), self._behind_era(found[1] + 1)

    def _period(self, index: int) -> Found | None:
        """Last week, cette année, الشهر الماضي, over the weekend."""
        if self.present.isdisjoint(PERIODS):
            return None
        if weekend := self._find(index, "weekend"):
            turn = self._find(weekend[1], "turn_after")
            if turn is None:
                return Offset("weekend", -1), weekend[1]
            return Offset("weekend", 1 if turn[0].value == "next" else -1), turn[1]
        before = self._find(index, "turn_before")
        unit = self._find(before[1] if before else self._after(index, "of"), "unit")
        if unit is None or unit[0].value in ("day", "hour") or self._is_title(index):
            return None
        name, end = unit[0].value, unit[1]
        after = self._find(end, "turn_after")
        if before is None and after is None:
            whole = name == "weekend" and self._form(index - 1) in {"the", "le", "du"}
            return (Offset(name, -1), end) if whole else None
        turn = before[0].value if before else after[0].value
        if after:
            end = after[1]
        if turn == "past":
            return Window("week" if name == "weekend" else name, 1), end
        return Offset(name, {"last": -1, "this": 0, "next": 1}[turn]), end

    def _is_title(self, index: int) -> bool:
        """الأمين العام الحالي: the secretary-general, not this year."""
        return index > 0 and self._has(index - 1, "title")

    # Told in units of time

    def _quantity(self, index: int) -> tuple[int, int] | None:
        """A small whole number before a unit, its comparator skipped; "a week" is one."""
        words = number_words()[self.language]
        while found := words.find(self.words, index, "comparator", "filler"):
            index = found[1]
        if index >= len(self.words):
            return None
        if self.language == "en" and (article := words.find(self.words, index, "article")):
            return 1, article[1]
        quantity = read_quantity(self.words, index, self.language)
        if quantity is None or quantity.value % 1 or not 0 < quantity.value < 1000:
            return None
        return int(quantity.value), quantity.end

    def _count_of_units(self, index: int) -> tuple[str, int, int] | None:
        """Three days, deux semaines, أسبوعين, عام: unit, count and the index behind."""
        if self.present.isdisjoint(UNITS):
            return None
        words = number_words()[self.language]
        position = index
        while found := words.find(self.words, position, "comparator"):
            position = found[1]
        if dual := self._find(position, "dual_unit"):
            return dual[0].value, 2, dual[1]
        quantity = self._quantity(index)
        if quantity:
            unit = self._find(quantity[1], "unit")
            return (unit[0].value, quantity[0], unit[1]) if unit else None
        unit = self._find(position, "unit") if self.language == "ar" else None
        if unit is None or self._year_number(unit[1]) or self._hijri_year(unit[1]):
            return None
        single = self._form(position) in {"يوم", "اسبوع", "شهر", "عام", "سنه", "عقد"}
        return (unit[0].value, 1, unit[1]) if single else None

    def _ago(self, index: int) -> Found | None:
        """Three days ago, il y a deux mois, قبل ثلاثة أيام."""
        opener = self._find(index, "ago_before")
        if opener is None and "ago_after" not in self.present:
            return None
        found = self._count_of_units(opener[1] if opener else index)
        if found is None or found[0] == "weekend":
            return None
        unit, count, end = found
        if opener:
            if unit == "month" and self._month(end):
                return None
            return Offset(unit, -count), end
        closer = self._find(end, "ago_after")
        return (Offset(unit, -count), closer[1]) if closer else None

    def _length(self, index: int) -> Found | None:
        """Behind "since": depuis deux semaines, منذ ثلاثة أيام."""
        found = self._count_of_units(index)
        if found is None or found[0] == "weekend":
            return None
        return Window(found[0], found[1]), found[2]

    def _past(self, index: int) -> Found | None:
        """The past three months, ces deux dernières semaines, الأشهر الثلاثة الماضية."""
        if self.language == "ar":
            return self._past_arabic(index)
        opener = self._find(index, "past_opener" if self.language == "fr" else "turn_before")
        if opener is None or opener[0].value in ("this", "next"):
            return None
        words = number_words()[self.language]
        if opener[0].value == "last" and words.find(self.words, opener[1], "comparator"):
            return None  # cuts last up to 20 hours
        # French says ces deux dernières semaines, but ces dernières 24 heures.
        before = self._after(opener[1], "past_adjective")
        quantity = self._quantity(before)
        if quantity is None:
            return None
        end = self._after(quantity[1], "past_adjective")
        if self.language == "fr" and (before, end) == (opener[1], quantity[1]):
            return None
        unit = self._find(end, "unit")
        if unit is None or unit[0].value == "weekend":
            return None
        return Window(unit[0].value, quantity[0]), unit[1]

    def _past_arabic(self, index: int) -> Found | None:
        if is_digits(self.words, index):
            found = self._count_of_units(index)
        else:
            found = self._definite_units(index)
        turn = self._find(found[2], "turn_after") if found else None
        if turn is None or turn[0].value != "last":
            return None
        return Window(found[0], found[1]), turn[1]

    def _definite_units(self, index: int) -> tuple[str, int, int] | None:
        """الأشهر الثلاثة, الأسبوعين: unit, count and the index behind."""
        unit = self._find(index, "unit", "dual_unit")
        if unit is None or unit[0].role == "dual_unit":
            return (unit[0].value, 2, unit[1]) if unit else None
        digits = unit[1] + 1
        if self._form(unit[1]) == "ال" and is_digits(self.words, digits):  # الساعات الـ48
            return unit[0].value, int(self._form(digits)), digits + 1
        number = self._find(unit[1], "definite")
        return (unit[0].value, int(number[0].value), number[1]) if number else None

    def _recent(self, index: int) -> Found | None:
        """In recent months, ces derniers jours, الأيام الأخيرة; in the coming days."""
        found = self._find(index, "recent", "coming")
        if found is None:
            return None
        entry, end = found
        return Window(entry.value, None, entry.role == "coming"), end


def _english_order(one: int, two: int) -> tuple[int, int]:
    """Month and day of 05/13/2025 or 13/05/2025; what may be either is no date."""
    if one > 12 >= two:
        return two, one
    if two > 12 >= one or one == two:
        return one, two
    return 0, 0


def _completed(first: Moment, last: Moment) -> tuple[Moment, Moment]:
    """Both ends of a pair, with the year that only one of them says."""
    if not (isinstance(first, Calendar) and isinstance(last, Calendar)):
        return first, last
    if not first.month or not last.month or first.hijri != last.hijri:
        return first, last
    crosses = (first.month, first.day or 1) > (last.month, last.day or 31)
    if first.year is None and last.year is not None and not first.turn:
        return replace(first, year=last.year - crosses), last
    if last.year is None and first.year is not None and not last.turn:
        return first, replace(last, year=first.year + crosses)
    if not first.turn and first.year_shift is None and (last.turn or last.year_shift is not None):
        return replace(first, turn=last.turn, year_shift=last.year_shift), last
    return first, last

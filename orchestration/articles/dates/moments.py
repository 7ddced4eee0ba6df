"""What a date phrase means in days, once the day of publication is known.

Phrases are found in `phrases`; here they are shapes that resolve to a first and a last day, or
raise ValueError or OverflowError where the calendar has none.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from hijridate import Gregorian, Hijri

from orchestration.articles.dates.clock import Clock, Span, choose, month_end, shift_months

HOURS = 24
EVERY_MONTH_HAS = 28
# Windows of "recent days/weeks/months/years" in days: nobody says how many, so they are our guess.
RECENT = {"day": 7, "week": 28, "month": 92, "year": 1096}
# First and last day of a part of a month; 0 stands for the month's end.
PARTS_OF_MONTH = {"early": (1, 10), "mid": (11, 20), "late": (21, 0), "h1": (1, 15), "h2": (16, 0)}
# First and last month of a part of a year: "early 2024" is its first quarter, "late 2024" its
# last; the middle is given four months, since it is said of May as of August.
PARTS_OF_YEAR = {
    "early": (1, 3, "quarter"),
    "mid": (5, 8, "quarter"),
    "late": (10, 12, "quarter"),
    "q1": (1, 3, "quarter"),
    "q2": (4, 6, "quarter"),
    "q3": (7, 9, "quarter"),
    "q4": (10, 12, "quarter"),
    "h1": (1, 6, "year"),
    "h2": (7, 12, "year"),
    "m9": (1, 9, "year"),
}
# An Umm al-Qura year that the conversion knows: 1343 to 1500.
HIJRI_YEARS = range(1343, 1501)
# "On 9 November" printed on the 7th is to come: a day a year ago would have been given its year.
GRACE = 14


class Calendar(NamedTuple):
    """A date of the calendar, more or less complete: 5 May 2025, mid-August, last September.

    Attributes:
        year: its year; None if not said.
        month: its month; None for a year, or for a day of "this month".
        day: its day.
        part: early, mid, late, whole, q1 – q4, h1, h2, m9; empty for all of it.
        turn: last, next or this, said of the month; same for "of the same year".
        year_shift: -1 for "September last year".
        month_shift: -1 for "the 7th of last month".
        weekday: 0 (Monday) to 6, if named with it.
        hijri: year and month are those of the Hijri calendar.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""
    turn: str = ""
    year_shift: int | None = None
    month_shift: int | None = None
    weekday: int | None = None
    hijri: bool = False

    @property
    def absolute(self) -> bool:
        """Whether it says its year."""
        return self.year is not None

    @property
    def follows(self) -> bool:
        """Whether, as the beginning of a range, it is told from the end."""
        return self.year_shift is None and self.month_shift is None

    def resolve(self, clock: Clock) -> Span | None:
        """Its days; None if it needs an anchor that is not known, or does not exist."""
        if self.year is not None:
            return self._in(self.year)
        if self.turn == "same":
            return self._in(clock.year) if clock.year else None
        if clock.anchor is None:
            return None
        if self.month_shift is not None:
            first = shift_months(clock.anchor, self.month_shift)
            return self._replace(year=first.year, month=first.month, month_shift=None)._in(
                first.year
            )
        if self.year_shift is not None:
            return self._in(clock.anchor.year + self.year_shift) if clock.published else None
        return self._nearest_of_years(clock)

    def _in(self, year: int) -> Span | None:
        try:
            return self._hijri(year) if self.hijri else self._gregorian(year)
        except (ValueError, OverflowError):
            return None

    def _gregorian(self, year: int) -> Span:
        if self.month is None:
            first, last, precision = PARTS_OF_YEAR.get(self.part, (1, 12, "year"))
            return Span(date(year, first, 1), month_end(date(year, last, 1)), precision)
        if self.day is not None:
            day = date(year, self.month, self.day)
            return Span(day, day, "day")
        start = date(year, self.month, 1)
        end = month_end(start)
        first, last = PARTS_OF_MONTH.get(self.part, (1, 0))
        return Span(start.replace(day=first), start.replace(day=last or end.day), "month")

    def _hijri(self, year: int) -> Span | None:
        if year not in HIJRI_YEARS:
            return None
        if self.month is None:
            first = Hijri(year, 1, 1).to_gregorian()
            end = Hijri(year, 12, Hijri(year, 12, 1).month_length()).to_gregorian()
            return Span(_plain(first), _plain(end), "year")
        if self.day is not None:
            day = _plain(Hijri(year, self.month, self.day).to_gregorian())
            return Span(day, day, "day")
        length = Hijri(year, self.month, 1).month_length()
        first, last = PARTS_OF_MONTH.get(self.part, (1, 0))
        return Span(
            _plain(Hijri(year, self.month, first).to_gregorian()),
            _plain(Hijri(year, self.month, last or length).to_gregorian()),
            "month",
        )

    def _nearest_of_years(self, clock: Clock) -> Span | None:
        """The span of the year that is meant where none is said."""
        middle = clock.anchor.year
        if self.hijri:
            if middle not in range(1925, 2077):
                return None
            middle = Gregorian(clock.anchor.year, clock.anchor.month, clock.anchor.day).to_hijri()
            middle = middle.year
        # The year before and the one after are enough, unless the day is not in every year or
        # its weekday tells the year.
        far = self.weekday is not None or (self.day or 0) > EVERY_MONTH_HAS
        years = range(middle - 6, middle + 3) if far else range(middle - 1, middle + 2)
        spans = [span for year in years if (span := self._in(year))]
        if self.weekday is not None and self.day is not None:
            fitting = [span for span in spans if span.first.weekday() == self.weekday]
            if fitting and not self.turn:
                return min(fitting, key=lambda span: abs((span.first - clock.anchor).days))
        if (self.day or self.part) and not (self.turn or clock.past):
            soon = [span for span in spans if 0 < (span.first - clock.anchor).days <= GRACE]
            if soon:
                return soon[0]
        return choose(spans, clock, self.turn)


@dataclass(frozen=True, slots=True)
class Weekday:
    """On Monday, lundi dernier, الاثنين المقبل."""

    weekday: int
    turn: str = ""
    absolute = False
    follows = True

    def resolve(self, clock: Clock) -> Span | None:
        """The latest such day up to the day of publication, unless it is said to come."""
        if clock.anchor is None or not clock.published:
            return None
        back = (clock.anchor.weekday() - self.weekday) % 7
        days = [clock.anchor + timedelta(days=7 * k - back) for k in (-1, 0, 1)]
        return choose([Span(day, day, "day") for day in days], clock, self.turn)


@dataclass(frozen=True, slots=True)
class Offset:
    """Today, yesterday, three days ago: a number of units from the day of publication."""

    unit: str
    count: int
    absolute = False
    follows = False

    def resolve(self, clock: Clock) -> Span | None:
        """The day, calendar week, month or year that lies so far away."""
        if clock.anchor is None or not clock.published:
            return None
        return self._from(clock.anchor)

    def _from(self, anchor: date) -> Span:
        if self.unit == "hour":
            day = anchor - timedelta(days=-self.count // HOURS)
            return Span(day, anchor, "day")
        if self.unit == "day":
            day = anchor + timedelta(days=self.count)
            return Span(day, day, "day")
        if self.unit == "weekend":
            saturday = anchor - timedelta(days=(anchor.weekday() - 5) % 7)
            saturday += timedelta(days=7 * max(self.count, 0))
            return Span(saturday, saturday + timedelta(days=1), "day")
        if self.unit == "week":
            monday = anchor + timedelta(days=7 * self.count - anchor.weekday())
            return Span(monday, monday + timedelta(days=6), "week")
        if self.unit == "month":
            first = shift_months(anchor, self.count)
            return Span(first, month_end(first), "month")
        if self.unit == "quarter":
            first = shift_months(anchor, 3 * self.count - (anchor.month - 1) % 3)
            return Span(first, month_end(shift_months(first, 2)), "quarter")
        size = 10 if self.unit == "decade" else 1
        year = anchor.year + size * self.count
        return Span(date(year, 1, 1), date(year, 12, 31), "year" if size == 1 else "unknown")


@dataclass(frozen=True, slots=True)
class Part:
    """Early this month, fin de l'année dernière: a part of a period that is told by the clock."""

    period: Offset
    part: str
    absolute = False
    follows = False

    def resolve(self, clock: Clock) -> Span | None:
        """The part of the month or year."""
        span = self.period.resolve(clock)
        if span is None or self.period.unit not in ("month", "year"):
            return span
        month = span.first.month if self.period.unit == "month" else None
        return Calendar(span.first.year, month, part=self.part).resolve(clock)


@dataclass(frozen=True, slots=True)
class Window:
    """The past three months, in recent days, depuis deux semaines: up to publication.

    Attributes:
        unit: day, week …
        count: how many; None if that is not said.
        ahead: from publication on ("in the coming days").
    """

    unit: str
    count: int | None
    ahead: bool = False
    absolute = False
    follows = False

    def resolve(self, clock: Clock) -> Span | None:
        """From so long ago to the day of publication."""
        if clock.anchor is None or not clock.published:
            return None
        anchor = clock.anchor
        if self.count is None:
            length = timedelta(days=RECENT[self.unit])
            if self.ahead:
                return Span(anchor, anchor + length, "unknown")
            return Span(anchor - length, anchor, "unknown")
        return Span(self._start(anchor, self.count), anchor, self._precision())

    def _start(self, anchor: date, count: int) -> date:
        if self.unit == "hour":
            return anchor - timedelta(days=-(-count // HOURS))
        if self.unit in ("day", "week"):
            return anchor - timedelta(days=count * (7 if self.unit == "week" else 1))
        months = {"month": 1, "year": 12, "decade": 120}[self.unit] * count
        first = shift_months(anchor, -months)
        return first.replace(day=min(anchor.day, month_end(first).day))

    def _precision(self) -> str:
        return {"decade": "unknown", "hour": "day"}.get(self.unit, self.unit)


@dataclass(frozen=True, slots=True)
class Night:
    """Overnight, dans la nuit: from yesterday to the day of publication."""

    absolute = False
    follows = False

    def resolve(self, clock: Clock) -> Span | None:
        """Yesterday and today."""
        if clock.anchor is None or not clock.published:
            return None
        return Span(clock.anchor - timedelta(days=1), clock.anchor, "day")


@dataclass(frozen=True, slots=True)
class Beside:
    """The next day, deux jours plus tard, في 14 منه: told from a date named before it.

    Attributes:
        days: how many days after it.
        day: which day of that date's month, instead.
    """

    days: int = 0
    day: int = 0
    absolute = False
    follows = False

    def resolve(self, clock: Clock) -> Span | None:
        """The day; None if the sentence has named no date before."""
        told = clock.month if self.day else clock.day
        if told is None:
            return None
        day = told.replace(day=self.day) if self.day else told + timedelta(days=self.days)
        return Span(day, day, "day")


Moment = Calendar | Weekday | Offset | Part | Window | Night | Beside


def _plain(day: Gregorian) -> date:
    return date(day.year, day.month, day.day)

"""What the phrases are told against, the days that they come to, and which of several is meant."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

PRECISIONS = ("day", "week", "month", "quarter", "year", "unknown")
DECEMBER = 12
# How far ahead "until" may point before it must be taken for the past, in days.
UNTIL_REACH = 92


class Span(NamedTuple):
    """Days from the first to the last, and how precisely they were said."""

    first: date
    last: date
    precision: str


class Clock(NamedTuple):
    """What a phrase is told against.

    Attributes:
        anchor: day of publication, or a date named before; None if neither is known.
        published: the anchor is the day of publication. A date that was merely named cannot
            anchor "yesterday", and a month without a year is then the nearest one.
        future: the sentence speaks of what is to come ("scheduled for Friday").
        ahead: it surely does ("will meet on Friday"), and what has begun is not meant.
        until: the phrase ends a period ("until 9 November").
        past: the phrase begins a period that lasts ("since September").
        year: the last year that the sentence has named.
        day: the last day that it has named, from which "the next day" is told.
        month: the first day of the last month that it has named.
    """

    anchor: date | None
    published: bool = True
    future: bool = False
    ahead: bool = False
    until: bool = False
    past: bool = False
    year: int | None = None
    day: date | None = None
    month: date | None = None


def choose(spans: Sequence[Span], clock: Clock, turn: str) -> Span | None:
    """Which of several like spans is meant, told from the anchor.

    By itself: the latest that has begun. "last": the latest that is over. "next": the earliest
    that has not begun. Of what surely is to come: the earliest that is not over. Of what may be,
    or where the anchor is not the publication: the nearest. "Until" looks a quarter ahead before
    it looks back.
    """
    anchor = clock.anchor

    def distance(span: Span) -> int:
        return abs((span.first - anchor).days)

    ahead = [span for span in spans if span.first > anchor]
    if turn == "next":
        return min(ahead, key=distance, default=None)
    if clock.ahead and clock.published and not turn:
        left = [span for span in spans if span.last >= anchor]
        return min(left, key=lambda span: span.first, default=None)
    if not clock.published or (clock.future and not turn):
        return min(spans, key=distance, default=None)
    if turn == "last":
        over = [span for span in spans if span.last < anchor]
        return max(over, key=lambda span: span.first, default=None)
    begun = [span for span in spans if span.first <= anchor]
    latest = max(begun, key=lambda span: span.first, default=None)
    soon = min(ahead, key=distance, default=None) if clock.until else None
    if soon and distance(soon) <= UNTIL_REACH:
        return min((span for span in (latest, soon) if span), key=distance)
    return latest


def coarser(one: str, other: str) -> str:
    """The less precise of two precisions."""
    return max(one, other, key=PRECISIONS.index)


def month_end(day: date) -> date:
    """The last day of a day's month."""
    if day.month == DECEMBER:
        return day.replace(day=31)
    return day.replace(month=day.month + 1, day=1) - timedelta(days=1)


def shift_months(day: date, months: int) -> date:
    """The first day of the month so many months away."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)

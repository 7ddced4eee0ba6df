"""When an article came out: said by someone, or told by the dates that its text names."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from email.utils import parsedate_to_datetime

from orchestration.articles.article import Published

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?=[T ]|\Z))?)?(?:[T ]\d.*)?", re.DOTALL)
PRECISIONS = ("day", "week", "month", "quarter", "year", "unknown")
ANCHORS = ("day", "month", "year")
# East of Greenwich it is tomorrow already.
AHEAD = timedelta(days=1)
EARLIEST = date(1900, 1, 1)


def said(value: str, precision: str, basis: str, today: date) -> tuple[Published, str]:
    """A publication date that a file gives, and why it is not taken if it is not.

    Args:
        value: an ISO date, year and month, or year, with or without a time; or an RFC 822 date.
        precision: how precise it is said to be; as precise as it is written if empty.
        basis: what says it.
        today: no article comes out later.
    """
    written = read_date(value)
    if written is None:
        return Published(), (
            f"{value[:80]!r} is no date; expected YYYY-MM-DD, YYYY-MM or YYYY. "
            "The date of publication is not known"
        )
    first, last, exact = written
    if first > today + AHEAD:
        return Published(), (
            f"{value[:80]!r} lies in the future; expected a day up to {today}. "
            "The date of publication is not known"
        )
    if first < EARLIEST:
        return Published(), (
            f"{value[:80]!r} lies before {EARLIEST.year}. The date of publication is not known"
        )
    wider = precision and PRECISIONS.index(precision) > PRECISIONS.index(exact)
    if not wider:
        return Published(first, last, exact, basis), ""
    if precision == "unknown":
        return Published(first, last, precision, basis), ""
    return Published(first, _last_of(first, precision), precision, basis), ""


def self_anchored(text: str, start: int, language: str, today: date) -> Published:
    """The latest day, month or year that a text names, as the time when it came out.

    Left out is what lies ahead: dates behind a word of the future ("will", "المقرر"), ends of
    something ("until"), and all that is later than today. An article cannot be older than the
    latest date that it tells of; it may be younger.

    Args:
        text: an article's text.
        start: where the article begins in it.
        language: ar, fr or en; others give nothing.
        today: the day of reading.
    """
    found = [
        (first, last, precision)
        for first, last, precision in _absolute_dates(text, start, language)
        if precision in ANCHORS and first <= today
    ]
    if not found:
        return Published()
    # Of those that begin on one day, the most precise.
    first, last, precision = max(found, key=lambda one: (one[0], -one[1].toordinal()))
    return Published(first, min(last, today), precision, "self_anchored")


def _absolute_dates(text: str, start: int, language: str) -> Iterator[tuple[date, date, str]]:
    """First day, last day and precision of dates that do not lie ahead of what is told."""
    from orchestration.articles.dates import FUTURE_REACH, date_words, find_dates
    from orchestration.articles.sections.segment import sentences
    from orchestration.articles.vocabulary import LANGUAGES
    from orchestration.articles.words import tokens

    if language not in LANGUAGES:
        return
    known = date_words()[language]
    for sentence in sentences(text, start):
        if sentence.section == "related":
            continue
        words = tokens(text, sentence.start, sentence.end)
        places = {word.start: index for index, word in enumerate(words)}
        for mention in find_dates(words, None, language):
            at = places[mention.start]
            before = range(max(0, at - FUTURE_REACH), at)
            if any(known.find(words, index, "future") for index in before):
                continue
            if mention.kind == "range" and mention.precision == "day":
                yield mention.last, mention.last, mention.precision
            elif mention.kind == "absolute":
                yield mention.first, mention.last, mention.precision


def read_date(value: str) -> tuple[date, date, str] | None:
    """First day, last day and precision of a date as it is written; None if it is none."""
    value = value.strip()
    try:
        if match := _ISO.fullmatch(value):
            year, month, day = (int(part) if part else None for part in match.groups())
            if day:
                return date(year, month, day), date(year, month, day), "day"
            if match.end() > max(match.end(1), match.end(2)):
                return None
            first = date(year, month or 1, 1)
            precision = "month" if month else "year"
            return first, _last_of(first, precision), precision
        day = parsedate_to_datetime(value).date()
    except (ValueError, TypeError, OverflowError):
        return None
    return day, day, "day"


def _last_of(first: date, precision: str) -> date:
    """The last day of the week, month, quarter or year that begins on a day."""
    if precision == "week":
        return first + timedelta(days=6)
    month = {"month": first.month, "quarter": (first.month - 1) // 3 * 3 + 3, "year": 12}[precision]
    return date(first.year, month, monthrange(first.year, month)[1])

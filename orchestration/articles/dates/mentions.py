"""The dates of a sentence, told against the day of publication."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from orchestration.articles.dates.clock import Clock, Span, coarser
from orchestration.articles.dates.moments import Night, Weekday
from orchestration.articles.dates.phrase import Phrase
from orchestration.articles.dates.phrases import read_phrases
from orchestration.articles.vocabulary import LANGUAGES
from orchestration.articles.words import Token

# How much may lie between two dates that an "and" joins to one stretch of time, in days.
JOINED = {"day": 7, "month": 1}


class DateMention(NamedTuple):
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
    phrases = read_phrases(tuple(words), language).phrases
    for phrase in phrases:
        moment, kind = phrase.moment, phrase.kind
        clock = Clock(anchor, published, *_tense(phrase), year, day, month)
        span = _resolve(phrase, clock)
        if span is None or (isinstance(moment, Night) and len(phrases) > 1):
            continue
        if moment.absolute:
            year = span.last.year
        if span.precision == "day":
            day = span.last
        if span.precision in ("day", "month"):
            month = span.last.replace(day=1)
        start, end = words[phrase.start].start, words[phrase.end - 1].end
        kind = kind or ("absolute" if moment.absolute else "relative")
        mention = DateMention(start, end, span.first, span.last, span.precision, kind)
        if phrase.joined and mentions and _are_one(mentions[-1], mention):
            begun = mentions.pop()
            mention = mention._replace(start=begun.start, first=begun.first, kind="range")
        mentions.append(mention)
    return mentions


def date_spans(words: Sequence[Token], language: str) -> list[tuple[int, int]]:
    """Which tokens are dates, whether or not an anchor is known: first index, index behind."""
    if language not in LANGUAGES:
        return []
    return [(phrase.start, phrase.end) for phrase in read_phrases(tuple(words), language).phrases]


def _tense(phrase: Phrase) -> tuple[bool, bool, bool, bool]:
    """How a phrase is told: the `future`, `ahead`, `until` and `past` of its clock."""
    future, kind = phrase.future, phrase.kind
    if not (future or kind):
        return False, False, False, False
    until, weekday = kind == "until", isinstance(phrase.moment, Weekday)
    ahead = future == "sure" or (until and future == "likely")
    ahead = (ahead and (until or weekday)) or (until and weekday and future == "closed")
    is_future = future not in ("", "past")
    return is_future, ahead, until and future != "past", kind == "since" and not future


def _are_one(one: DateMention, other: DateMention) -> bool:
    """Whether two dates of a list make a stretch of time: 3, 4 and 5 May."""
    gap = (other.first - one.last).days
    return one.precision == other.precision and 0 < gap <= JOINED.get(one.precision, 0)


def _resolve(phrase: Phrase, clock: Clock) -> Span | None:
    try:
        span = _resolve_range(phrase, clock) if phrase.to else phrase.moment.resolve(clock)
    except (ValueError, OverflowError):  # before the year 1, after 9999, 30 February
        return None
    if span is None or phrase.kind != "since":
        return span
    end = clock.anchor if clock.anchor and clock.anchor >= span.first else span.last
    return Span(span.first, end, span.precision)


def _resolve_range(phrase: Phrase, clock: Clock) -> Span | None:
    last = phrase.to.resolve(clock)
    if last is None:
        return None
    first = phrase.moment
    if first.follows:
        # It is told from the second end, so that "December to March" is one winter.
        clock = clock._replace(anchor=last.last, future=False, ahead=False, until=False)
    first = first.resolve(clock)
    if first is None or first.first > last.last:
        return None
    return Span(first.first, last.last, coarser(first.precision, last.precision))

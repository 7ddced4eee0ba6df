"""All date phrases of a sentence, from left to right, and what is told of their future."""

from functools import lru_cache
from typing import NamedTuple

from orchestration.articles.cardinals import FIRST, Numerals
from orchestration.articles.dates.lasting import read_lasting, read_since, read_standing, read_until
from orchestration.articles.dates.lexicon import date_words
from orchestration.articles.dates.months import MONTHS, ORDINAL_ENDINGS
from orchestration.articles.dates.phrase import Phrase
from orchestration.articles.dates.ranges import (
    behind_link,
    open_list,
    open_pair,
    opened_range,
    two_weekdays,
)
from orchestration.articles.dates.sentence import CORE, CORE_REACH, COUNTED_OFF, Found, Sentence
from orchestration.articles.dates.single import STARTS as SINGLE_STARTS
from orchestration.articles.dates.single import read_moment
from orchestration.articles.vocabulary import DIGITS, FOUR_DIGITS, Phrases
from orchestration.articles.words import Memory, Token

# How far before a phrase a word of the future tense is heard, in tokens.
FUTURE_REACH = 8
FUTURES = frozenset({"future", "closed"})
TENSES = FUTURES | {"pluperfect"}
# Which reader of ranges and the like may succeed at a word of which roles; the first wins.
OPENERS = (
    (opened_range, frozenset({"between", "from", "years_word"})),
    (read_since, frozenset({"since"})),
    (read_until, frozenset({"until"})),
    (read_lasting, frozenset({"lasting", "nth_before"})),
    (read_standing, frozenset({"ago_before", "length_before"})),
)
_OPENERS_BY_ROLES = Memory(
    lambda roles: [read for read, some in OPENERS if not some.isdisjoint(roles)]
)
STARTS = SINGLE_STARTS.union({DIGITS}, *(roles for _, roles in OPENERS))
# What begins a date only where the sentence has a year in digits.
YEAR_STARTS = frozenset({"in", "year_word"})
STARTS_WITHOUT_YEARS = STARTS - YEAR_STARTS
# What a number of units begins with, which may be told of as "ago".
COUNTS = frozenset({"comparator", "filler", "article", DIGITS, *FIRST})
# What may begin a pair or a list of dates though it is no date by itself (3 to 5 May).
SHARING = MONTHS | {"weekday", "daytime_before", "ordinal", "year_word", DIGITS}
# Where the first of a pair may be more or less than the date that begins there.
PAIRED_OTHERWISE = MONTHS | {"weekday", "daytime_before", "ordinal", DIGITS}
DAYS = frozenset({DIGITS, "ordinal"})
# What may stand behind a number of units and make a date of it.
BEHIND_COUNTS = frozenset({"turn_after", *COUNTED_OFF})
# How many digits may begin a pair of dates: those of a day or a year.
PAIRED_DIGITS = (1, 2, 4)


class Dated(NamedTuple):
    """The date phrases of a sentence, and the number words that were found on the way.

    Attributes:
        phrases: from left to right, none inside another.
        numerals: the number words and the numbers they make; None if nothing was read.
    """

    phrases: list[Phrase]
    numerals: Numerals | None


@lru_cache(maxsize=64)
def read_phrases(words: tuple[Token, ...], language: str) -> Dated:
    """The date phrases of a sentence; remembered, since dates and figures ask for the same."""
    known = date_words()[language]
    if not known.may_occur(words, CORE):
        return Dated([], None)
    phrases = Phrases(known, words)
    near = phrases.near(CORE, CORE_REACH)
    if True not in near:
        return Dated([], None)
    sentence = Sentence(phrases, near, language, read_moment)
    found: list[Phrase] = []
    end = 0
    for index in _starts(sentence):
        if index >= end and (several := _phrases_at(sentence, index)):
            found += several
            end = several[-1].end
    if not sentence.present.isdisjoint(TENSES):
        found = [phrase._replace(future=_future(sentence, phrase)) for phrase in found]
    return Dated(found, sentence.numerals)


def _starts(sentence: Sentence) -> list[int]:
    """The tokens at which a date may begin."""
    starts = STARTS if FOUR_DIGITS in sentence.present else STARTS_WITHOUT_YEARS
    found = sentence.phrases.starts(starts, sentence.near)
    if not sentence.tells_ago:
        return found
    return sorted({*found, *sentence.numerals.starts(COUNTS, sentence.near)})


def _phrases_at(sentence: Sentence, index: int) -> list[Phrase]:
    roles = sentence.roles(index)
    if DIGITS in roles and _counts_other(sentence, index):
        return []
    for read in _OPENERS_BY_ROLES[roles]:
        if found := read(sentence, index):
            return found
    moment = sentence.moment(index)
    if moment is None and SHARING.isdisjoint(roles):
        return []
    if not _stands_alone(sentence, index, moment, roles):
        if found := two_weekdays(sentence, index) or open_pair(sentence, index):
            return found
        if (DIGITS in roles or "ordinal" in roles) and (found := open_list(sentence, index)):
            return found
    return [Phrase(index, moment[1], moment[0])] if moment else []


def _stands_alone(
    sentence: Sentence, index: int, moment: Found | None, roles: frozenset[str]
) -> bool:
    """Whether no pair or list of dates can begin here, told by what is cheap to look at."""
    if moment is None:
        return DIGITS in roles and len(sentence.form(index)) not in PAIRED_DIGITS
    behind = {moment[1]}
    if not PAIRED_OTHERWISE.isdisjoint(roles):
        if sentence.language == "ar" or "ordinal" in roles:
            return False
        # The day of a month stands at once or behind a mark: Sept. 5, 5th, Monday 5.
        behind |= {index + 1, index + 2}
    return not any(_is_paired(sentence, position) for position in behind)


def _is_paired(sentence: Sentence, index: int) -> bool:
    """Whether a pair or a list of dates may go on at an index."""
    if sentence.form(index) == "," or not DAYS.isdisjoint(sentence.roles(index)):
        return True
    return bool(behind_link(sentence, index, ("to", "and")))


def _counts_other(sentence: Sentence, index: int) -> bool:
    """Whether digits count what is no date: a word behind them that no date has (12 people)."""
    return (
        index + 1 not in sentence.phrases.at
        and sentence.form(index + 1).isalpha()
        and sentence.form(index + 1) not in ORDINAL_ENDINGS
        and sentence.present.isdisjoint(BEHIND_COUNTS)
    )


def _future(sentence: Sentence, phrase: Phrase) -> str:
    """What words shortly before tell: sure, likely, closed; "had" behind an until: past."""
    if phrase.kind == "until" and "pluperfect" in sentence.present:
        behind = range(phrase.end, phrase.end + FUTURE_REACH)
        if any(sentence.find(position, "pluperfect") for position in behind):
            return "past"
    if phrase.future or FUTURES.isdisjoint(sentence.present):
        return phrase.future
    roles = ("future", "closed") if phrase.kind == "until" else ("future",)
    first = max(0, phrase.start - FUTURE_REACH)
    heard = [
        found[0].value or "likely"
        for position in range(first, phrase.start)
        if (found := sentence.find(position, *roles))
    ]
    return "sure" if "sure" in heard else heard[-1] if heard else ""

"""Dates in a sentence, absolute and told from publication, as first and last day.

From the ground up: `lexicon` (the words), `sentence` (how the readers look at one), readers of
one date each (`periods`, `months`, `durations`, `days`; `single` chooses among them), of two
(`ranges`) and of what lasts (`lasting`), `phrases` (all of a sentence), `moments` and `clock`
(what they come to in days), `mentions` (the dates that are given out).
"""

from orchestration.articles.dates.lexicon import date_words
from orchestration.articles.dates.mentions import DateMention, date_spans, find_dates
from orchestration.articles.dates.phrases import FUTURE_REACH

__all__ = ["FUTURE_REACH", "DateMention", "date_spans", "date_words", "find_dates"]

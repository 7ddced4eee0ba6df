"""Sentences that tell something and make no claim: where a lexicon may lack a word."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from orchestration.articles.article import Article
from orchestration.articles.claim import Claim
from orchestration.articles.dates import find_dates
from orchestration.articles.numbers import find_numbers
from orchestration.articles.places.gazetteer import Gazetteer
from orchestration.articles.places.mentions import find_places
from orchestration.articles.records import read_claims
from orchestration.articles.sections.segment import sentences
from orchestration.articles.vocabulary import LANGUAGES
from orchestration.articles.words import tokens

BODY = "body"


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A sentence without a claim.

    Attributes:
        start: where it begins in the article's text, in code points.
        end: where it ends.
        text: its words.
        holds: what it holds of date, number and place.
    """

    start: int
    end: int
    text: str
    holds: tuple[str, ...]


def unmatched_sentences(
    article: Article, gazetteer: Gazetteer, claims: Iterable[Claim] | None = None
) -> Iterator[Unmatched]:
    """Sentences of an article's body that hold a date, number or place, and make no claim.

    Args:
        article: the article.
        gazetteer: the names of places.
        claims: those of the article, where they are known; it is read for them otherwise.
    """
    if article.language not in LANGUAGES:
        return
    known = read_claims(article, gazetteer) if claims is None else claims
    taken = [(claim.evidence.start, claim.evidence.end) for claim in known]
    parts = [s for s in sentences(article.text, article.body_start) if s.section == BODY]
    words = [tokens(article.text, part.start, part.end) for part in parts]
    places, _ = find_places(words, article.language, gazetteer, article.text)
    anchor = article.published.last
    for part, told, where in zip(parts, words, places, strict=True):
        if any(start < part.end and part.start < end for start, end in taken):
            continue
        holds = {
            "date": find_dates(told, anchor, article.language),
            "number": find_numbers(told, article.language),
            "place": where,
        }
        names = tuple(name for name, found in holds.items() if found)
        if names:
            yield Unmatched(part.start, part.end, article.text[part.start : part.end], names)

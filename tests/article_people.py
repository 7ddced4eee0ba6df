"""Sentences with who takes part in them and who says so, for the tests of people and speech."""

import csv

from orchestration.articles.vocabulary import LANGUAGES
from orchestration.articles.words import Token
from orchestration.settings import PROJECT

SENTENCES = PROJECT / "tests" / "data" / "article_people"


def read_sentences() -> list[tuple[str, dict[str, str]]]:
    """The sentences of all languages, each with its language."""
    found = []
    for language in LANGUAGES:
        with (SENTENCES / f"{language}.csv").open(encoding="utf-8", newline="") as stream:
            found += [(language, row) for row in csv.DictReader(stream)]
    return found


def span(words: list[Token], text: str, trigger: str) -> tuple[int, int]:
    """The token indexes of some words of a text."""
    start = text.index(trigger)
    end = start + len(trigger)
    inside = [index for index, word in enumerate(words) if word.start < end and word.end > start]
    return inside[0], inside[-1] + 1

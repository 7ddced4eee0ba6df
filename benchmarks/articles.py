"""How many articles a second are read for claims, beside pyahocorasick finding names alone.

The texts are the seeds' digests, their sentences put together to articles of so many words. The
floor is a C automaton over the same gazetteer that finds the names of places and nothing else.
"""

import argparse
import gc
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from itertools import cycle, islice
from pathlib import Path

import ahocorasick

from orchestration.articles.article import Article, Published
from orchestration.articles.files.load import load_articles
from orchestration.articles.places.gazetteer import Gazetteer, load_gazetteer
from orchestration.articles.records import read_claims
from orchestration.articles.sections.segment import sentences
from orchestration.articles.vocabulary import LANGUAGES
from orchestration.settings import PROJECT

WORDS, SIZES, COPIES = 400, (100, 200, 400, 800, 1600), 60
MOST_SECONDS_A_WORD_MORE = 1.3
LEAST_NAMES, LEAST_A_SECOND, MOST_LOAD_SECONDS = 75_000, 200, 1.0
DAY = date(2026, 11, 2)


def articles(language: str, words: int, count: int) -> list[Article]:
    """Articles of so many words, each beginning at another sentence of the seeds' digests."""
    told = [
        article.text[sentence.start : sentence.end]
        for path in sorted((PROJECT / "seeds" / "articles").glob(f"{language}-*.md"))
        for article in load_articles(path)
        for sentence in sentences(article.text, article.body_start)
        if sentence.section == "body"
    ]
    return [_article(language, told, first * 7, words) for first in range(count)]


def _article(language: str, told: list[str], first: int, words: int) -> Article:
    text, left = [], words
    for sentence in islice(cycle(told), first, None):
        text.append(sentence)
        left -= len(sentence.split())
        if left <= 0:
            break
    published = Published(DAY, DAY, "day", "option")
    return Article(f"{language}-{first}", language, "", "", published, " ".join(text))


def seconds_each(run: Callable[[Article], object], batch: list[Article]) -> float:
    """The quickest of three rounds, in seconds of the processor an article."""
    best = float("inf")
    gc.disable()
    for _ in range(3):
        began = time.process_time()
        for article in batch:
            run(article)
        best = min(best, (time.process_time() - began) / len(batch))
    gc.enable()
    return best


def floor(gazetteer: Gazetteer) -> Callable[[Article], object]:
    """A reader that finds names with pyahocorasick."""
    automaton = ahocorasick.Automaton()
    for name in gazetteer.names():
        automaton.add_word(name, len(name))
    automaton.make_automaton()
    return lambda article: list(automaton.iter(article.text.lower()))


def main() -> int:
    """Measure, print, and fail where a limit is not kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        load_gazetteer(Path(folder))
        load_gazetteer.cache_clear()
        began = time.process_time()
        gazetteer = load_gazetteer(Path(folder))
        loaded = time.process_time() - began
    count = len(gazetteer.names())
    print(f"gazetteer: {count:,} names in {loaded:.2f} s")
    began = time.process_time()
    for language in LANGUAGES:
        read_claims(_article(language, ["x"], 0, 1), gazetteer)
    print(f"lexicons: {time.process_time() - began:.2f} s")
    kept = count >= LEAST_NAMES and loaded <= MOST_LOAD_SECONDS
    names_alone = floor(gazetteer)
    for language in LANGUAGES:
        times = {}
        for words in SIZES:
            batch = articles(language, words, COPIES)
            times[words] = seconds_each(lambda article: read_claims(article, gazetteer), batch)
        batch = articles(language, WORDS, COPIES)
        alone = seconds_each(names_alone, batch)
        rate = 1 / times[WORDS]
        linear = times[max(SIZES)] / times[WORDS] / (max(SIZES) / WORDS)
        print(
            f"{language}: {rate:,.0f} articles of {WORDS} words a second; names alone "
            f"{1 / alone:,.0f}; {max(SIZES)} words cost {linear:.2f} times as much a word; "
            + ", ".join(f"{words}: {spent * 1000:.1f} ms" for words, spent in times.items())
        )
        kept &= rate >= LEAST_A_SECOND and linear <= MOST_SECONDS_A_WORD_MORE
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())

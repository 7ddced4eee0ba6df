"""`redzone extract`: what a file of articles claims, as lines for people or as JSON."""

import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from orchestration.articles.article import Article
from orchestration.articles.claim import Claim
from orchestration.articles.files.load import load_articles
from orchestration.articles.places.gazetteer import load_gazetteer
from orchestration.articles.records import read_claims
from orchestration.articles.reviews.candidates import dates_of, figure_of
from orchestration.articles.show import END_ISOLATE, ISOLATE, marked, plain
from orchestration.articles.vocabulary import LANGUAGES
from orchestration.errors import FileRefusedError, RedzoneError
from orchestration.settings import Settings

READ, NOT_READ = 0, 1
# What a terminal would obey and JSON leaves as it is.
_OBEYED = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def extract(settings: Settings, file: str, published: date | None, *, as_json: bool) -> int:
    """Print what the articles of a file claim.

    Args:
        settings: names the home, where the names of places are kept from one call to the next.
        file: path of a file of one article or more.
        published: day of publication, where the file does not tell it.
        as_json: write one JSON array of records instead of lines.

    Returns:
        0 if an article was read, whether it claims anything or not; 1 if there is none, or none
        in a language that has a lexicon.

    Raises:
        RedzoneError: the file cannot be read.
    """
    articles = list(_articles(file, published))
    cache = settings.build_file.parent
    cache.mkdir(parents=True, exist_ok=True)
    gazetteer = load_gazetteer(cache)
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    records, lines, code = [], [], NOT_READ
    for article in articles:
        claims = read_claims(article, gazetteer)
        records += [claim.record() for claim in claims]
        lines += _lines(article, claims)
        code = READ if code == READ or article.language in LANGUAGES else NOT_READ
        for problem in _problems(article):
            _tell(f"{article.article_id}: {problem}")
    if as_json:
        sys.stdout.write(as_safe_json(records) + "\n")
    elif lines:
        sys.stdout.write("\n".join(lines) + "\n")
    return code


def _articles(file: str, published: date | None) -> Iterator[Article]:
    path = Path(file)
    try:
        yield from load_articles(path, published=published, tell=_tell)
    except FileRefusedError as error:
        raise RedzoneError(f"{plain(path.name)}: {error}") from error
    except OSError as error:
        raise RedzoneError(f"{plain(path.name)} cannot be read: {error.strerror}.") from error


def _tell(line: str) -> None:
    sys.stderr.write(f"redzone: {plain(line)}\n")


def as_safe_json(records: list[dict]) -> str:
    """Records as JSON that people can read and no terminal obeys."""
    text = json.dumps(records, ensure_ascii=False, indent=2)
    return _OBEYED.sub(lambda mark: f"\\u{ord(mark[0]):04x}", text)


def _problems(article: Article) -> Iterator[str]:
    if article.language not in LANGUAGES:
        told = ", ".join(LANGUAGES)
        yield f"its language is {plain(article.language)}; claims are read in {told} only."
    elif article.published.basis == "self_anchored":
        yield (
            "nothing tells when it was published; its dates are reckoned from the latest month "
            f"that it names, {article.published.first:%Y-%m}. Give the day with --published."
        )
    elif article.published.first is None:
        yield (
            "nothing tells when it was published, so dates such as yesterday stay empty. Give the "
            "day with --published."
        )


def _lines(article: Article, claims: list[Claim]) -> Iterator[str]:
    published = article.published
    when = f"published {published.first} ({published.precision}, {published.basis})"
    what = "1 claim" if len(claims) == 1 else f"{len(claims)} claims"
    title = f": {_shown(article.title)}" if article.title else ""
    yield f"{plain(article.article_id)}{title}"
    yield f"{plain(article.language)}, {when if published.first else 'no date'}, {what}"
    for number, claim in enumerate(claims, start=1):
        yield ""
        yield (
            f"{number}. {claim.event_type}, {claim.epistemic_status}, "
            f"confidence {claim.confidence:.2f}"
        )
        yield from (f"   {name:<8} {value}" for name, value in _fields(claim))
        place = f"{claim.evidence.start}:{claim.evidence.end}, {claim.evidence.section}"
        yield f"   {'evidence':<8} {ISOLATE}{marked(claim)}{END_ISOLATE} [{place}]"
    yield ""


def _fields(claim: Claim) -> Iterator[tuple[str, str]]:
    if when := dates_of(claim):
        yield "date", f"{when}{_quoted(claim.date_surface)}"
    for place in claim.places:
        where = [
            place.country_code,
            place.place_id,
            f"precision {place.geo_precision}",
            *(["one of several"] if place.candidates else []),
        ]
        told = ", ".join(dict.fromkeys(part for part in where if part))
        yield "place", f"{_shown(place.name)} ({told}){_quoted(place.surface)}"
    for actor in claim.actors:
        name = f"{_shown(actor.name)} ({actor.actor_id})"
        yield actor.role, f"{name}{_quoted(actor.surface)}"
    for figure in claim.figures:
        yield "figure", f"{figure_of(figure)}{_quoted(figure.surface)}"
    if claim.zone_from or claim.zone_to:
        yield "zone", f"{claim.zone_from or '?'} → {claim.zone_to or '?'}"
    if claim.attribution:
        yield "says", _shown(claim.attribution)


def _shown(words: str) -> str:
    return f"{ISOLATE}{plain(words)}{END_ISOLATE}"


def _quoted(words: str | None) -> str:
    return f" “{_shown(words)}”" if words else ""

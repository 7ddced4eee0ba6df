"""The tables behind `actors`: names of the reference and the words that stand for an actor."""

import csv
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple, TypeVar

from orchestration.articles.lexicon import Match
from orchestration.articles.tables import read_table
from orchestration.articles.words import normalise, tokens
from orchestration.settings import PROJECT

Row = TypeVar("Row")

REFERENCE = PROJECT / "seeds" / "reference" / "actors.csv"
KINDS = {
    "jihadist_group": "armed",
    "rebel_group": "armed",
    "militia": "armed",
    "unidentified": "armed",
    "state_force": "state",
    "foreign_force": "state",
    "peacekeepers": "state",
    "government": "government",
    "intergovernmental": "government",
    "civilians": "civilian",
    "other": "civilian",
}
KIND_OF = {"protesters": "protesters", "vdp": "state"}
STATES = {"MLI": "mali", "BFA": "burkina", "NER": "niger"}
# Forces and authorities of other countries, as far as the reference has them.
ABROAD = {
    ("army", "TCD"): "chad_army",
    ("army", "MRT"): "mauritania_army",
    ("army", "NGA"): "nigeria_army",
    ("army", "CIV"): "cote_divoire_army",
    ("army", "FRA"): "french_forces",
    ("army", "USA"): "us_forces",
    ("army", "RUS"): "africa_corps",
    ("army", "DZA"): "algeria_government",
    ("government", "DZA"): "algeria_government",
    ("government", "FRA"): "france_government",
    ("government", "RUS"): "russia_government",
    ("government", "USA"): "us_government",
    ("government", "GBR"): "uk_government",
    ("government", "ARE"): "uae_government",
    ("volunteers", "BFA"): "vdp",
}
# What a noun and its nationality name: the grammar reads these, and several of them at once.
NATIONAL = frozenset({"state_force", "government"})
# The rank of a row among those that cover the same words.
RANKS = {"none": 0, "country": 1, "capital": 1, "demonym": 1, "actor": 2, "people": 3}
RANKS["displaced"] = 3


class Word(NamedTuple):
    """A row of the tables: an actor, or a role that a country turns into one.

    Attributes:
        actor_id: key of an actor, a role such as `army_of_country`, or the code of a country.
        kind: as in the table.
        rank: rank among rows that cover the same words.
        role: army, police, government …
        whose: `country`, `named_country` or `owner`; empty for an actor.
    """

    actor_id: str
    kind: str
    rank: int
    role: str
    whose: str


def forms(text: str) -> frozenset[str]:
    """The words of a text, as tokens have them."""
    return frozenset(map(normalise, text.split()))


def longest(matches: Sequence[Match[Row]], rank: Callable[[Row], int]) -> list[Match[Row]]:
    """The longest of matches that overlap, the first in rank among equals, in their order."""
    if all(one.end <= other.start for one, other in pairwise(matches)):
        return list(matches)
    taken: set[int] = set()
    chosen = []
    for match in sorted(matches, key=lambda one: (one.start - one.end, rank(one.row), one.start)):
        span = range(match.start, match.end)
        if taken.isdisjoint(span):
            taken.update(span)
            chosen.append(match)
    chosen.sort(key=attrgetter("start"))
    return chosen


def rank(row: Word) -> int:
    """The rank of a row among those that cover the same words."""
    return row.rank


def of_country(role: str, country: str) -> str | None:
    """The army, police, government … of a country, if the reference has it."""
    actor_id = f"{STATES[country]}_{role}" if country in STATES else None
    if actor_id not in reference():
        return ABROAD.get((role, country))
    return actor_id


@cache
def reference() -> dict[str, tuple[str, str]]:
    """English name and kind of each actor."""
    return {
        row["actor_id"]: (
            row["name_en"],
            KIND_OF.get(row["actor_id"], KINDS[row["actor_type"]]),
        )
        for row in _actors()
    }


@cache
def _actors() -> list[dict[str, str]]:
    with REFERENCE.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@cache
def actor_rows(language: str) -> list[tuple[str, Word]]:
    """Patterns of the names in the reference and of the words of a language."""
    table = read_table(f"actor_words_{language}")
    demonyms = {
        form
        for row in table
        if row["kind"] == "demonym"
        for form in _all_forms(row["pattern"], language)
    }
    rows = []
    for row in _actors():
        word = _word(row["actor_id"], "actor")
        for name in _names(row, language):
            told = [token.form for token in tokens(name)]
            if told and not (row["actor_type"] in NATIONAL and demonyms.intersection(told)):
                rows.append((" ".join(told), word))
    for row in table:
        rows.append((row["pattern"], _word(row["actor_id"], row["kind"])))
    return list(dict.fromkeys(rows))


@cache
def _word(actor_id: str, kind: str) -> Word:
    role, _, whose = actor_id.partition("_of_")
    return Word(actor_id, kind, RANKS[kind], role, whose)


def _names(row: dict[str, str], language: str) -> set[str]:
    """The names of an actor that a text in a language may have."""
    columns = ("ar", "en") if language == "ar" else ("en", "fr")
    return {
        name
        for column in columns
        for name in (row[f"name_{column}"], *row[f"aliases_{column}"].split("|"))
    }


def _all_forms(pattern: str, language: str) -> set[str]:
    """The words of a pattern of one word, in Arabic with and without article."""
    told = forms(pattern.replace("|", " "))
    return told | {f"ال{form}" for form in told} if language == "ar" else set(told)


@cache
def first_forms() -> frozenset[str]:
    """The first words of the Arabic patterns."""
    return frozenset(
        form
        for pattern, _ in actor_rows("ar")
        for form in (token.form for token in tokens(pattern.split()[0].replace("|", " ")))
    )

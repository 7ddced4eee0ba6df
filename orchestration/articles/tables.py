"""The tables of the lexicons, their word classes written out."""

import csv
import re
from functools import cache

from orchestration.articles.vocabulary import LEXICONS

CLASS = re.compile(r"<(\w+)>")


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of a table such as `triggers_ar`; `<soldiers>` in a pattern becomes its words.

    Raises:
        ValueError: a pattern names a class that `word_classes` of its language has not.
    """
    language = name.rpartition("_")[2]
    rows = _rows(name)
    for row in rows:
        if "<" in row.get("pattern", ""):
            row["pattern"] = _written_out(row["pattern"], language)
    return rows


@cache
def word_classes(language: str) -> dict[str, str]:
    """The word classes of a language: their words set apart by `|`; one may hold others."""
    classes: dict[str, str] = {}
    for row in _rows(f"word_classes_{language}"):
        classes[row["class"]] = row["words"]
    return classes


def _written_out(pattern: str, language: str) -> str:
    def words(match: re.Match[str]) -> str:
        known = word_classes(language)
        if match[1] not in known:
            raise ValueError(f"{pattern!r}: {match[0]} is no word class of {language}.")
        return _written_out(known[match[1]], language)

    return CLASS.sub(words, pattern) if "<" in pattern else pattern


def _rows(name: str) -> list[dict[str, str]]:
    with (LEXICONS / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))

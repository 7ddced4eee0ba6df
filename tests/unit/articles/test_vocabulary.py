"""Word lists of dates and numbers: tables that read well in a diff, and phrases that are found."""

import csv

import pytest

from orchestration.articles.cardinals import number_words
from orchestration.articles.dates import date_words
from orchestration.articles.vocabulary import LANGUAGES, LEXICONS, Vocabulary
from orchestration.articles.words import tokens

TABLES = [(name, language) for name in ("date_words", "number_words") for language in LANGUAGES]


def rows(name: str, language: str) -> list[list[str]]:
    with (LEXICONS / f"{name}_{language}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize(("name", "language"), TABLES)
def test_a_table_is_sorted_and_says_nothing_twice(name: str, language: str):
    header, *body = rows(name, language)
    assert header == ["phrase", "role", "value"]
    assert body == sorted(body)
    assert len({tuple(row) for row in body}) == len(body)


@pytest.mark.parametrize(("name", "language"), TABLES)
def test_every_phrase_is_found_by_its_own_words(name: str, language: str):
    known = (date_words() if name == "date_words" else number_words())[language]
    for phrase, role, _ in rows(name, language)[1:]:
        words = tokens(phrase + ("x" if phrase.endswith("'") else ""))
        found = known.find(words, 0, role)
        assert found, phrase
        assert found[1] == len(words) - phrase.endswith("'"), phrase


@pytest.mark.parametrize("language", LANGUAGES)
def test_months_and_weekdays_are_numbered(language: str):
    for phrase, role, value in rows("date_words", language)[1:]:
        if role in ("month", "weak_month", "hijri"):
            assert 1 <= int(value) <= 12, phrase
        elif role == "weekday":
            assert 0 <= int(value) <= 6, phrase


def test_arabic_words_are_found_behind_their_clitics():
    known = date_words()["ar"]
    for text in ("سبتمبر", "وسبتمبر", "بسبتمبر", "لسبتمبر", "ولسبتمبر"):
        found = known.find(tokens(text), 0, "month")
        assert found, text
        assert found[0].value == "9"
    assert known.find(tokens("للاثنين"), 0, "weekday")
    assert known.find(tokens("xسبتمبر")[:1], 0, "month") is None


def test_longer_phrases_win_and_roles_choose():
    known = Vocabulary([("a", "short", "1"), ("a b", "long", "2"), ("a b", "short", "3")])
    assert known.find(tokens("a b"), 0, "short", "long")[1] == 2
    assert known.find(tokens("a c"), 0, "short", "long")[1] == 1
    assert known.find(tokens("a b"), 0, "other") is None
    assert known.find(tokens("a"), 1, "short") is None

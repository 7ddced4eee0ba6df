"""What the figures of a sentence count."""

import pytest

from orchestration.articles.events import find_events
from orchestration.articles.figures import find_figures
from orchestration.articles.numbers import find_numbers
from orchestration.articles.words import tokens


def counted(sentence: str, language: str) -> list[tuple[str, float | None]]:
    """Unit and value of the figures of all events of a sentence."""
    words = tokens(sentence)
    events = find_events(words, language)
    figures = find_figures(sentence, words, find_numbers(words, language), events, language)
    return sorted((told.unit, told.value) for several in figures for told in several)


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("en", "The attack killed 12 people and wounded 20.", [("injured", 20), ("killed", 12)]),
        ("en", "Twelve people were killed and 20 wounded.", [("injured", 20), ("killed", 12)]),
        ("en", "The army killed 30 militants in an ambush.", [("attackers_killed", 30)]),
        ("en", "Gunmen abducted six drivers.", [("abducted", 6)]),
        ("en", "They set fire to 40 trucks.", [("vehicles", 40)]),
        ("fr", "L'attaque a fait douze morts et vingt blessés.", [("injured", 20), ("killed", 12)]),
        ("fr", "Six chauffeurs ont été enlevés.", [("abducted", 6)]),
        ("fr", "Quelque 300 ménages ont fui.", [("households", 300)]),
        ("ar", "قتل 12 شخصا وأصيب 20 في الهجوم.", [("injured", 20), ("killed", 12)]),
        ("ar", "خلف الهجوم 12 قتيلا و20 جريحا.", [("injured", 20), ("killed", 12)]),
        ("ar", "خطف المسلحون ستة سائقين.", [("abducted", 6)]),
    ],
)
def test_a_figure_has_the_unit_that_its_words_give_it(language, sentence, expected):
    assert counted(sentence, language) == expected


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The village, 40 kilometres from the town, was attacked."),
        ("en", "The siege has lasted 12 days."),
        ("fr", "Le village, situé à 40 kilomètres, a été attaqué."),
        ("ar", "هاجم مسلحون القرية الواقعة على بعد 40 كيلومترا."),
    ],
)
def test_distances_and_spans_of_time_are_no_figures(language, sentence):
    assert counted(sentence, language) == []


def test_a_figure_shows_the_words_that_tell_it():
    sentence = "At least 12 people were killed in the attack."
    words = tokens(sentence)
    events = find_events(words, "en")
    (figures,) = find_figures(sentence, words, find_numbers(words, "en"), events, "en")
    assert [(told.comparator, told.surface) for told in figures] == [
        ("at_least", "At least 12 people")
    ]

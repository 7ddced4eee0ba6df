"""Which events a sentence tells."""

import pytest

from orchestration.articles.events import find_events
from orchestration.articles.words import tokens


def told(sentence: str, language: str) -> set[str]:
    """The types of events in a sentence."""
    return {event.event_type for event in find_events(tokens(sentence), language)}


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("en", "Gunmen ambushed a convoy and burned the village.", 2),
        ("fr", "Des hommes armés ont enlevé deux chauffeurs puis incendié un marché.", 2),
        ("ar", "خطف مسلحون ثلاثة عمال وأحرقوا السوق.", 2),
    ],
)
def test_several_events_of_a_sentence_are_told_apart(language, sentence, expected):
    assert len(told(sentence, language)) == expected


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "A roadside bomb killed five people and wounded eleven."),
        ("fr", "L'explosion d'une mine a tué cinq personnes et en a blessé onze."),
        ("ar", "أدى انفجار لغم إلى مقتل خمسة أشخاص وإصابة أحد عشر."),
    ],
)
def test_the_dead_of_an_explosion_are_no_attack_of_their_own(language, sentence):
    assert told(sentence, language) == {"explosion_remote_violence"}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Nine people were killed on Monday."),
        ("fr", "Neuf personnes ont été tuées lundi."),
        ("ar", "قتل تسعة أشخاص يوم الاثنين."),
    ],
)
def test_the_dead_alone_make_an_attack(language, sentence):
    assert told(sentence, language) == {"attack_on_civilians"}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The striker scored twice as the team attacked in the second half of the match."),
        ("fr", "Le film raconte l'attaque d'un village."),
        ("ar", "يروي الفيلم قصة هجوم على قرية."),
    ],
)
def test_sport_and_fiction_tell_nothing(language, sentence):
    assert told(sentence, language) == set()


def test_one_event_of_a_type_stands_for_the_sentence():
    events = find_events(tokens("They burned houses, torched shops and looted the market."), "en")
    assert [event.event_type for event in events] == ["looting_property_destruction"]


def test_a_sentence_without_triggers_tells_nothing():
    assert find_events(tokens("The rain was late."), "en") == []
    assert find_events([], "ar") == []

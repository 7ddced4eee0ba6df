"""Who takes part in an event, and whether as actor or as target."""

import pytest

from orchestration.articles.people.actors import find_actors
from orchestration.articles.people.roles import roles
from orchestration.articles.people.speech import find_speech
from orchestration.articles.vocabulary import LANGUAGES
from orchestration.articles.words import tokens
from tests.article_people import read_sentences, span


def parts(language: str, row: dict[str, str]) -> set[str]:
    words = tokens(row["text"])
    actors = find_actors(words, language, row["country"])
    speech = find_speech(words, language, actors)
    trigger = span(words, row["text"], row["trigger"])
    found = roles(words, trigger, row["voice"], row["event_type"], actors, speech)
    return {f"{actor.actor_id}:{role}" for actor, role in found}


@pytest.mark.parametrize(("language", "row"), read_sentences(), ids=lambda value: value and "")
def test_each_actor_has_its_part(language: str, row: dict[str, str]):
    assert parts(language, row) == set(row["roles"].split()), row["text"]


def test_there_are_sentences_enough_in_each_language():
    for language in LANGUAGES:
        assert sum(told == language for told, _ in read_sentences()) >= 40


@pytest.mark.parametrize(
    ("language", "text", "trigger", "event_type", "expected"),
    [
        ("en", "Jihadists killed ten soldiers.", "killed", "armed_clash", {
            "unidentified_armed_group:actor", "mali_army:target"}),
        ("en", "Ten soldiers were killed by jihadists.", "killed", "armed_clash", {
            "unidentified_armed_group:actor", "mali_army:target"}),
        ("en", "Soldiers killed ten jihadists.", "killed", "armed_clash", {
            "unidentified_armed_group:target", "mali_army:actor"}),
        ("en", "Ten soldiers died.", "died", "armed_clash", {"mali_army:target"}),
        ("fr", "Les jihadistes ont tué dix soldats.", "tué", "armed_clash", {
            "unidentified_armed_group:actor", "mali_army:target"}),
        ("fr", "Dix soldats ont été tués par des jihadistes.", "tués", "armed_clash", {
            "unidentified_armed_group:actor", "mali_army:target"}),
        ("fr", "Des soldats ont tué dix jihadistes.", "tué", "armed_clash", {
            "unidentified_armed_group:target", "mali_army:actor"}),
        ("ar", "قتل جهاديون عشرة جنود.", "قتل", "armed_clash", {
            "unidentified_armed_group:actor", "mali_army:target"}),
        ("ar", "قتل عشرة جنود على يد جهاديين.", "قتل", "armed_clash", {
            "unidentified_armed_group:actor", "mali_army:target"}),
        ("ar", "قتل الجيش عشرة جهاديين.", "قتل", "armed_clash", {
            "unidentified_armed_group:target", "mali_army:actor"}),
        ("ar", "قتل 10 جنود.", "قتل", "armed_clash", {"mali_army:target"}),
    ],
)  # fmt: skip
def test_order_and_voice_tell_actor_from_target(
    language: str, text: str, trigger: str, event_type: str, expected: set[str]
):
    row = {"text": text, "country": "MLI", "trigger": trigger, "event_type": event_type}
    assert parts(language, {**row, "voice": "active"}) == expected


def test_who_merely_speaks_takes_no_part():
    row = {
        "text": "The army said gunmen had killed two villagers.",
        "country": "BFA",
        "trigger": "killed",
        "event_type": "attack_on_civilians",
        "voice": "active",
    }
    assert parts("en", row) == {"unidentified_armed_group:actor", "civilians:target"}


def test_without_actors_nobody_takes_part():
    words = tokens("A bomb went off.")
    assert roles(words, (1, 2), "noun", "explosion_remote_violence", [], []) == []

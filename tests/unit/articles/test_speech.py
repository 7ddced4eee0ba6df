"""Who says so, and what that makes of an event."""

from itertools import pairwise

import pytest

from orchestration.articles.people.actors import find_actors
from orchestration.articles.people.speech import Speech, find_speech, status_of
from orchestration.articles.words import Token, tokens
from tests.article_people import read_sentences, span


def heard(language: str, text: str, country: str = "MLI") -> tuple[list[Token], list[Speech]]:
    words = tokens(text)
    return words, find_speech(words, language, find_actors(words, language, country))


def status(language: str, text: str, trigger: str, own: str = "") -> tuple[str, str | None]:
    """The status of an event and the words that name who says so."""
    words, speech = heard(language, text)
    found, said = status_of(words, span(words, text, trigger), own, speech, language)
    return found, said and text[said.surface_start : said.surface_end]


@pytest.mark.parametrize(("language", "row"), read_sentences(), ids=lambda value: value and "")
def test_status_and_attribution_are_told(language: str, row: dict[str, str]):
    expected = (row["status"], row["attribution"] or None)
    assert status(language, row["text"], row["trigger"]) == expected, row["text"]


@pytest.mark.parametrize(
    ("language", "text", "speakers"),
    [
        ("en", "The governor said the road was cut.", ["The governor"]),
        ("en", "The road was cut, said the governor of Gao.", ["the governor of Gao"]),
        ("en", '"They fled," a trader said on Monday.', ["a trader"]),
        ("en", "On Monday the army said it had retaken the town.", ["the army"]),
        ("en", "The army, in a statement on Friday, said the town was calm.", ["The army"]),
        ("en", "A resident who fled the town said houses were burnt.", ["A resident"]),
        ("en", "It was quiet, two officials told reporters.", ["two officials"]),
        ("en", "The army said the road was open, but residents said it was not.",
         ["The army", "residents"]),
        ("en", "The U.S. Embassy said roads were unsafe.", ["The U.S. Embassy"]),
        ("en", "A trader accused of theft fled.", []),
        ("en", "The United States closed its base.", []),
        ("en", "He said the road was cut.", [""]),
        ("fr", "Le gouverneur a déclaré que la route était coupée.", ["Le gouverneur"]),
        ("fr", "La route est coupée, a déclaré le gouverneur.", ["le gouverneur"]),
        ("fr", "Le gouvernement a confirmé l'attaque.", ["Le gouvernement"]),
        ("fr", "« Ils ont fui », explique un commerçant joint par téléphone.", ["un commerçant"]),
        ("fr", "Selon un élu local, la route est coupée.", ["un élu local"]),
        ("fr", "L'armée a, dans un communiqué, annoncé la reprise du camp.", ["L'armée"]),
        ("fr", "Une source qui a requis l'anonymat affirme que tout va bien.", ["Une source"]),
        ("fr", "L'armée a donné l'alerte.", []),
        ("ar", "وقال المحافظ إن الطريق مقطوع.", ["المحافظ"]),
        ("ar", "أما السكان فقالوا إن الطريق مقطوع.", ["السكان"]),
        ("ar", "وأكد متحدث باسم الجيش استعادة البلدة.", ["متحدث باسم الجيش"]),
        ("ar", "وفقا لمصادر محلية، الطريق مقطوع.", ["مصادر محلية"]),
        ("ar", "قالت وزارة الدفاع في بيان إن البلدة هادئة.", ["وزارة الدفاع"]),
        ("ar", "وذكر مسؤول في البلدية أن الطريق مقطوع.", ["مسؤول في البلدية"]),
        ("ar", "لم يعلن المنظمون موعدا جديدا.", []),
    ],
)  # fmt: skip
def test_the_speaker_is_named(language: str, text: str, speakers: list[str]):
    _, speech = heard(language, text)
    assert [text[one.surface_start : one.surface_end] for one in speech] == speakers


@pytest.mark.parametrize(
    ("language", "text", "trigger", "expected"),
    [
        ("en", "Militants could attack the town.", "attack", "warning"),
        ("en", "Soldiers allegedly shot two herders.", "shot", "allegation"),
        ("en", "The army denied that soldiers had shot herders.", "shot", "denial"),
        ("en", "The group claimed the army shot herders.", "shot", "claim"),
        ("en", "Suspected militants attacked the town.", "attacked", "reported"),
        ("fr", "Les jihadistes pourraient attaquer la ville.", "attaquer", "warning"),
        ("fr", "Ils auraient incendié le marché.", "incendié", "allegation"),
        ("fr", "L'armée dément avoir incendié le marché.", "incendié", "denial"),
        ("fr", "Des présumés jihadistes ont incendié le marché.", "incendié", "reported"),
        ("ar", "قد يهاجم المسلحون البلدة.", "يهاجم", "warning"),
        ("ar", "نفى الجيش إحراق السوق.", "إحراق", "denial"),
        ("ar", "زعمت الحكومة أن الجيش استعاد البلدة.", "استعاد", "claim"),
        ("ar", "أحرق مسلحون السوق.", "أحرق", "reported"),
    ],
)  # fmt: skip
def test_words_near_the_event_give_it_a_status(
    language: str, text: str, trigger: str, expected: str
):
    assert status(language, text, trigger)[0] == expected


def test_the_trigger_s_own_status_stands_above_the_speaker():
    text = "The army said it had not attacked the village."
    assert status("en", text, "attacked", "denial") == ("denial", "The army")


def test_a_pronoun_speaks_for_the_speaker_before_it():
    text = "وأحصت هيئة الأركان قتلى، وقالت إنها ضبطت أسلحة."
    assert status("ar", text, "ضبطت") == ("official", "هيئة الأركان")


@pytest.mark.parametrize(("language", "row"), read_sentences(), ids=lambda value: value and "")
def test_spans_lie_in_the_sentence_and_in_order(language: str, row: dict[str, str]):
    _, speech = heard(language, row["text"], row["country"])
    assert all(before.start < after.start for before, after in pairwise(speech))
    for one in speech:
        assert 0 <= one.scope_start <= one.scope_end <= len(row["text"])
        assert one.surface_start <= one.surface_end


def test_nothing_is_said_in_an_empty_sentence():
    assert find_speech([], "en") == []

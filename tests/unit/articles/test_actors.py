"""The actors that a sentence names, by their names or by what they are."""

import csv
from dataclasses import dataclass

import pytest

from orchestration.articles.lexicon import read_pattern
from orchestration.articles.people.actor_words import reference
from orchestration.articles.people.actors import find_actors
from orchestration.articles.tables import read_table
from orchestration.articles.vocabulary import LANGUAGES
from orchestration.articles.words import tokens
from orchestration.settings import PROJECT

ROLES = ("army", "police", "government", "presidential_guard", "intelligence", "volunteers")
KINDS = {"actor", "people", "displaced", "none", "country", "capital", "demonym"}


@dataclass(frozen=True)
class Place:
    """As much of a place as `find_actors` looks at."""

    start: int
    end: int
    kind: str
    located: bool


def found(language: str, text: str, country: str | None = "MLI", places=()) -> dict[str, str]:
    """The actors of a text and the words that name them."""
    mentions = find_actors(tokens(text), language, country, places)
    return {mention.actor_id: text[mention.start : mention.end] for mention in mentions}


@pytest.mark.parametrize(
    ("language", "country", "text", "expected"),
    [
        ("en", "NER", "The army retook the town.", {"niger_army": "army"}),
        ("en", "NER", "Malian and Nigerien soldiers met.",
         dict.fromkeys(("mali_army", "niger_army"), "Malian and Nigerien soldiers")),
        ("en", "MLI", "Burkina Faso's army crossed the river.",
         {"burkina_army": "Burkina Faso's army"}),
        ("en", "MLI", "The armed forces of Niger are here.",
         {"niger_army": "armed forces of Niger"}),
        ("en", "MLI", "Italian soldiers left.", {}),
        ("en", "MLI", "Former soldiers met.", {}),
        ("en", "MLI", "JNIM fighters came.", {"jnim": "JNIM"}),
        ("en", "MLI", "Boko Haram gunmen came.", {"boko_haram": "Boko Haram"}),
        ("en", "MLI", "Gunmen suspected of belonging to Boko Haram came.",
         {"boko_haram": "Boko Haram"}),
        ("en", "MLI", "The terrorist attack was condemned.", {}),
        ("en", "MLI", "Russian mercenaries arrived.", {"wagner": "Russian mercenaries"}),
        ("en", "BFA", "Allied militiamen burnt houses.", {"vdp": "Allied militiamen"}),
        ("en", "MLI", "A health worker and a driver were hurt.",
         {"journalists_aid_workers": "health worker", "private_company": "driver"}),
        ("en", "MLI", "Women and children fled.", {"civilians": "Women and children"}),
        ("en", "MLI", "The ambassador resigned.", {}),
        ("en", "MLI", "The French ambassador resigned.",
         {"france_government": "French ambassador"}),
        ("fr", "BFA", "L'armée a repris la ville.", {"burkina_army": "armée"}),
        ("fr", "BFA", "Les forces armées maliennes avancent.",
         {"mali_army": "forces armées maliennes"}),
        ("fr", "MLI", "Un soldat burkinabè est rentré.", {"burkina_army": "soldat burkinabè"}),
        ("fr", "MLI", "Des soldats italiens sont partis.", {}),
        ("fr", "MLI", "Le président du club est parti.", {}),
        ("fr", "NER", "La garde nationale patrouille.", {"niger_police": "garde nationale"}),
        ("fr", "NER", "Des combattants de l'État islamique sont venus.",
         {"is_sahel": "État islamique"}),
        ("fr", "MLI", "Un véhicule a été vu.", {}),
        ("fr", "MLI", "Les assaillants ont fui.", {}),
        ("fr", "MLI", "Des assaillants non identifiés sont venus.",
         {"unidentified_armed_group": "assaillants non identifiés"}),
        ("ar", "NER", "استعاد الجيش البلدة.", {"niger_army": "الجيش"}),
        ("ar", "NER", "وصل الجيشان المالي والنيجري.",
         {"mali_army": "الجيشان المالي والنيجري", "niger_army": "الجيشان المالي والنيجري"}),
        ("ar", "MLI", "غادرت القوات الإيطالية.", {}),
        ("ar", "MLI", "وصل جنود من الجيش البوركيني.", {"mali_army": "جنود", "burkina_army":
         "الجيش البوركيني"}),
        ("ar", "MLI", "جاء مقاتلو جبهة تحرير أزواد.", {"fla": "جبهة تحرير أزواد"}),
        ("ar", "NER", "جاء مسلحون ينتمون إلى بوكو حرام.", {"boko_haram": "بوكو حرام"}),
        ("ar", "MLI", "زادت قطاع الطرق.", {"bandits": "قطاع الطرق"}),
        ("ar", "MLI", "التقى ركابا وسائقين.", {"civilians": "ركابا", "private_company": "سائقين"}),
        ("ar", "BFA", "قالت السلطات ذلك.", {"burkina_government": "السلطات"}),
        ("ar", "BFA", "قال مصدر عسكري ذلك.", {}),
    ],
)  # fmt: skip
def test_names_and_nouns_are_known(
    language: str, country: str, text: str, expected: dict[str, str]
):
    assert found(language, text, country) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Paris and Bamako broke off relations.", {"france_government", "mali_government"}),
        ("en", "Talks were held in Bamako.", set()),
        ("en", "They met near Mali's border.", set()),
        ("en", "Washington protested.", {"us_government"}),
        ("fr", "Alger a répondu à Niamey.", {"algeria_government"}),
        ("fr", "La frontière avec le Niger est fermée.", set()),
        ("ar", "طردت نيامي السفير.", {"niger_government"}),
        ("ar", "عقد اللقاء في باماكو.", set()),
        ("ar", "وقعت مالي وبوركينا فاسو والنيجر الاتفاق.",
         {"mali_government", "burkina_government", "niger_government"}),
    ],
)  # fmt: skip
def test_a_capital_or_country_that_is_no_place_is_its_government(
    language: str, text: str, expected: set[str]
):
    assert set(found(language, text)) == expected


@pytest.mark.parametrize("located", [True, False])
def test_places_say_whether_a_capital_acts(located: bool):
    places = [Place(0, 6, "settlement", located)]
    assert set(found("en", "Bamako burned.", "MLI", places)) == (
        set() if located else {"mali_government"}
    )


def test_without_a_country_bare_nouns_mean_nobody():
    assert found("en", "The army met villagers.", None) == {"civilians": "villagers"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_names_an_actor_or_a_country(language: str):
    roles = {f"{role}{of}" for role in ROLES for of in ("_of_country", "_of_named_country")}
    for row in read_table(f"actor_words_{language}"):
        assert read_pattern(row["pattern"])
        assert row["kind"] in KINDS, row
        if row["kind"] in {"country", "capital", "demonym"}:
            assert len(row["actor_id"]) == 3, row
        elif row["kind"] != "none":
            assert row["actor_id"] in {*reference(), *roles, "army_of_owner"}, row


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_names_of_the_reference_are_found(language: str):
    with (PROJECT / "seeds/reference/actors.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["actor_type"] == "jihadist_group"]
    for row in rows:
        text = row[f"name_{language}"]
        assert row["actor_id"] in found(language, text), text


def test_an_empty_sentence_names_nobody():
    assert find_actors([], "ar", "MLI") == []

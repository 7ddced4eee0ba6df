"""Sources spell actors in their own ways; the reference must know whom they mean, one by one."""

import csv
import re
import unicodedata
from collections import defaultdict

import pytest

from orchestration.settings import PROJECT

NAMES = ("name_en", "name_fr", "name_ar")
ALIASES = ("aliases_en", "aliases_fr", "aliases_ar")


def folded(name: str) -> str:
    """As the model `int_actor_keys` compares names."""
    letters = unicodedata.normalize("NFD", name)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[\W_]+", " ", plain).strip().lower()


@pytest.fixture(scope="module")
def actors() -> dict[str, set[str]]:
    """Whom each folded name means."""
    found = defaultdict(set)
    with (PROJECT / "seeds/reference/actors.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            aliases = [alias for column in ALIASES for alias in row[column].split("|")]
            for name in (*(row[column] for column in NAMES), *aliases):
                found[folded(name)].add(row["actor_id"])
    found.pop("", None)
    return found


def test_no_name_means_two_actors(actors: dict[str, set[str]]):
    assert {name: ids for name, ids in actors.items() if len(ids) > 1} == {}


@pytest.mark.parametrize(
    ("spelling", "actor_id"),
    [
        ("JNIM: Group for Support of Islam and Muslims", "jnim"),
        ("Islamic State Sahel Province (ISSP)", "is_sahel"),
        ("Islamic State (Greater Sahara)", "is_sahel"),
        ("Islamic State (West Africa) - Greater Sahara Faction", "is_sahel"),
        ("AQIM: Al Qaeda in the Islamic Maghreb", "aqim"),
        ("MUJAO: Movement for Unity and Jihad in West Africa", "mujao"),
        ("GATIA: Imghad Tuareg and Allies Self-Defense Group", "gatia"),
        ("Katiba Macina", "katiba_macina"),
        ("Military Forces of Mali", "mali_army"),
        ("Police Forces of Mali Gendarmerie", "mali_police"),
        ("Military Forces of Burkina Faso", "burkina_army"),
        ("Military Forces of Niger", "niger_army"),
        ("Fulani Ethnic Militia (Niger)", "fulani_militia"),
        ("Civilians (Mali)", "civilians"),
        ("Unidentified Armed Group (Niger)", "unidentified_armed_group"),
    ],
)
def test_acled_s_spellings_are_known(actors: dict[str, set[str]], spelling: str, actor_id: str):
    assert actors[folded(spelling)] == {actor_id}


@pytest.mark.parametrize(
    ("spelling", "actor_id"),
    [
        ("Jama'at Nasr al-Islam wal Muslimin", "jnim"),
        ("Islamic State of the Greater Sahara", "is_sahel"),
        ("Islamic State West Africa Province", "iswap"),
        ("Mali Armed Forces", "mali_army"),
        ("National Police Force (Mali)", "mali_police"),
        ("Volunteers for the Defence of the Homeland", "vdp"),
        ("Unidentified Armed Actor", "unidentified_armed_group"),
        ("Criminal", "bandits"),
    ],
)
def test_insecurity_insight_s_spellings_are_known(
    actors: dict[str, set[str]], spelling: str, actor_id: str
):
    assert actors[folded(spelling)] == {actor_id}

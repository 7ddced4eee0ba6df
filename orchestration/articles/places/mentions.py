"""Places that an article names: which they are, how near the words come, and where they only act.

The names are found in `naming`; several places of one name are told apart here.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from orchestration.articles.places.gazetteer import (
    FOCUS,
    NEAR,
    PRECISION,
    SAHEL,
    Gazetteer,
    Place,
    kilometres,
)
from orchestration.articles.places.naming import INTRODUCED, Named, Reader
from orchestration.articles.places.surroundings import LOCATED, Setting
from orchestration.articles.words import Token

# Sentences after which a mention counts half; kilometres within which places support each other.
FADING = 2
# What "Malian" counts for the country of an article, beside a place in Mali.
PEOPLE = 0.75
NEARBY = 250
METROPOLIS = 3_000_000
MOST_CANDIDATES = 5
WANTED = {
    "settlement": ("settlement",),
    "village": ("settlement",),
    "admin1": ("admin1", "admin2"),
    "admin2": ("admin2", "admin1"),
    "area": ("admin2", "admin1", "feature"),
    "feature": ("feature",),
    "river": ("feature",),
}


class PlaceMention(NamedTuple):
    """A place where a text names it.

    Attributes:
        start: where the name begins, in code points, without clitics and locatives.
        end: where it ends.
        name: the English name; the text's own where only the text knows the place.
        place_id: key in `places.csv`, a country's code, `geonames:` and the number there, or None.
        country_code: ISO 3166-1 alpha-3, or None.
        latitude: of a point in it; None if not known.
        longitude: of that point.
        geo_precision: UCDP's precision of place, widened by words such as "north of".
        kind: settlement, admin1, admin2, country or feature.
        located: whether the words say that something is there. A capital or country of which
            they do not say so acts or speaks.
        candidates: other places of that name that were passed over, as `name (country)`; first of
            all the place itself where the name was only recognised by its sound.
    """

    start: int
    end: int
    name: str
    place_id: str | None
    country_code: str | None
    latitude: float | None
    longitude: float | None
    geo_precision: int
    kind: str
    located: bool
    candidates: tuple[str, ...]


def find_places(
    sentences: Sequence[Sequence[Token]], language: str, gazetteer: Gazetteer, text: str = ""
) -> tuple[list[list[PlaceMention]], str | None]:
    """The places that an article names, and the country that it is about.

    Args:
        sentences: the tokens of all its sentences, in order.
        language: ISO 639-1 code.
        gazetteer: the names that are known.
        text: what the tokens' offsets count in; its capitals tell names from words in French and
            English. Without it any word may be a name.

    Returns:
        The mentions of each sentence in the order of the text, and an ISO 3166-1 alpha-3 code, or
        None where no country stands out.
    """
    reader = Reader(language, gazetteer, text)
    read = [reader.read(words) for words in sentences]
    found, demonyms = [names for names, _ in read], [peoples for _, peoples in read]
    country = _country(found, demonyms)
    told = {code for peoples in demonyms for code in peoples} | {country}
    told |= {
        p.country_code
        for names in found
        for named in names
        for p in named.places
        if p.kind == "country"
    }
    resolved: dict[str, Place] = {}
    for names in found:
        if names:
            _choose(names, country, told, resolved)
    return [_mentions(names, country, text) if names else [] for names in found], country


def _country(found: Sequence[Sequence[Named]], demonyms: Sequence[Sequence[str]]) -> str | None:
    """The country of which most is said: one of the three, else one of their neighbours.

    What stands early counts more: further down come neighbours, background and related headlines.
    """
    votes: Counter[str] = Counter()
    for number, (names, peoples) in enumerate(zip(found, demonyms, strict=True)):
        weight = FADING / (FADING + number)
        for code in peoples:
            votes[code] += PEOPLE * weight
        for named in names:
            if named.heard or named.common or not named.places:
                continue
            known = min([place.tier for place in named.places])
            codes = {place.country_code for place in named.places if place.tier == known}
            if len(codes) == 1:
                votes[codes.pop()] += weight
    for group in (FOCUS, NEAR):
        best = max(group, key=lambda code: votes[code])
        if votes[best]:
            return best
    return None


def _choose(
    names: Sequence[Named], country: str | None, told: set[str | None], resolved: dict[str, Place]
) -> None:
    """Chooses for each name of a sentence the likeliest of its places; the clear ones first."""
    spoken = {
        named.places[0].country_code
        for named in names
        if len(named.places) == 1 and named.places[0].kind in ("country", "admin1")
    }
    for named in sorted(names, key=lambda named: len({p.country_code for p in named.places})):
        places = [place for place in named.places if _is_plausible(place, told)]
        if named.heard:
            places = [place for place in places if place.country_code in {country, *spoken}]
        if named.common:
            places = [place for place in places if place.country_code == country]
        if not places:
            continue
        if len(places) > 1:
            areas = {p.place_id for other in names if other is not named for p in other.places}
            near = resolved.values()
            places.sort(
                key=lambda place: _likelihood(place, named.setting, country, spoken, areas, near),
                reverse=True,
            )
        named.chosen, *named.passed = places
        spoken.add(named.chosen.country_code)
        if named.chosen.latitude is not None and named.chosen.kind != "country":
            resolved[named.chosen.place_id] = named.chosen


def _is_plausible(place: Place, told: set[str | None]) -> bool:
    """Whether a place abroad is known well enough, or its country is named in the article."""
    if place.tier <= SAHEL or place.capital or place.population >= METROPOLIS:
        return True
    return place.country_code in told


def _likelihood(
    place: Place,
    setting: Setting,
    country: str | None,
    spoken: set[str],
    areas: set[str],
    resolved: Iterable[Place],
) -> float:
    """How much speaks for a place among others of its name."""
    wanted = WANTED.get(setting.kind, ("country", "settlement", "admin1", "admin2", "feature"))
    points = 0.0
    if place.kind in wanted:
        points += 2 * (8 - wanted.index(place.kind))
    if place.country_code in spoken:
        points += 4
    if place.country_code == country:
        points += 4
    if place.admin1_id and place.admin1_id in areas and place.admin1_id != place.place_id:
        points += 3
    if place.latitude is not None and any(kilometres(place, other) < NEARBY for other in resolved):
        points += 1
    return points - place.tier + math.log10(1 + place.population) / 4


def _mentions(names: Sequence[Named], country: str | None, text: str) -> list[PlaceMention]:
    located = [named.chosen is not None and _is_located(named, named.chosen) for named in names]
    narrower = {
        code
        for named, there in zip(names, located, strict=True)
        if there and named.chosen.kind != "country"
        for code in named.chosen.country_code.split("|")
    }
    mentions = []
    for named, there in zip(names, located, strict=True):
        if named.chosen is not None:
            if named.chosen.kind == "country" and named.chosen.country_code in narrower:
                there = False
            mentions.append(_known(named, named.chosen, country, there))
        elif not named.common and named.setting.kind in INTRODUCED:
            mentions.append(_untold(named, country, text))
    return mentions


def _is_located(named: Named, place: Place) -> bool:
    """Whether the words say that something is at a place, or merely speak of it."""
    setting = named.setting
    if setting.office:
        return False
    if place.kind in ("country", "feature") or place.capital:
        return setting.strength >= LOCATED
    return True


def _known(named: Named, place: Place, country: str | None, located: bool) -> PlaceMention:
    precision = max(place.precision, PRECISION[place.kind])
    if named.setting.direction and place.kind == "country":
        precision = named.setting.precision
    return PlaceMention(
        start=named.start,
        end=named.end,
        name=place.name,
        place_id=place.place_id or None,
        country_code=_country_of(place, country),
        latitude=place.latitude,
        longitude=place.longitude,
        geo_precision=max(precision, named.setting.precision),
        kind=place.kind,
        located=located,
        candidates=_candidates(named, place) if named.heard or named.passed else (),
    )


def _candidates(named: Named, place: Place) -> tuple[str, ...]:
    """The other places of a name, behind the place itself where the name was only heard."""
    others = () if place.kind == "country" else named.passed
    passed = dict.fromkeys(f"{other.name} ({other.country_code})" for other in others)
    itself = f"{place.name} ({place.country_code})"
    passed.pop(itself, None)
    if named.heard:
        passed = {itself: None, **passed}
    return tuple(passed)[:MOST_CANDIDATES]


def _country_of(place: Place, country: str | None) -> str:
    """The country of a place; of an area across borders the article's, if it lies there too."""
    codes = place.country_code.split("|")
    return country if country in codes else codes[0]


def _untold(named: Named, country: str | None, text: str) -> PlaceMention:
    """A place of which there is only the name, such as the village of X."""
    kind = named.setting.kind
    return PlaceMention(
        start=named.start,
        end=named.end,
        name=text[named.start : named.end],
        place_id=None,
        country_code=country,
        latitude=None,
        longitude=None,
        geo_precision=max(INTRODUCED[kind], named.setting.precision),
        kind=WANTED[kind][0],
        located=True,
        candidates=(),
    )

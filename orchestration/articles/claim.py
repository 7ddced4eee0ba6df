"""A claim: what one sentence of an article says of one kind of event, and where it says so."""

import hashlib
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of the text: `text == article.text[start:end]`, offsets in code points."""

    start: int
    end: int
    text: str
    section: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is said to have happened.

    Attributes:
        place_id: key in the reference, or `geonames:` and the number there; None for a name that
            only the text knows.
        geo_precision: UCDP's precision of place, 1 (exact) to 7.
        surface: the words of the text; None where the article's country stands in.
        candidates: other places of that name that were passed over, as `name (country)`.
    """

    name: str
    place_id: str | None
    country_code: str | None
    latitude: float | None
    longitude: float | None
    geo_precision: int
    surface: str | None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does it (`actor`) or whom it is done to (`target`)."""

    name: str
    actor_id: str
    role: str
    surface: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A count, with the bounds that its words leave it."""

    unit: str
    value: float | None
    low: float | None
    high: float | None
    comparator: str
    surface: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One record of an article.

    Attributes:
        claim_id: digest of article text, evidence and event type; the same on every machine.
        epistemic_status: reported, official, claim, allegation, denial, warning or assessment.
        start_date: first day on which it may have happened, or may have begun; None if not said.
        end_date: last such day.
        date_precision: day, week, month, quarter, year or unknown.
        date_surface: the words that tell the date; None where an earlier sentence told it.
        date_basis: `sentence`, `context` (an earlier sentence) or `none`.
        zone_from: zone level of a travel advisory before: green, yellow, orange, red.
        zone_to: level that it has now.
        attribution: the words that name who says so; None for the article's own voice.
        confidence: 0 to 1, the sum of its parts.
        confidence_parts: name and weight of each.
        trigger_id: the row of the lexicon whose words told the event.
        trigger_start: where those words begin in the text.
        trigger_end: where they end.
    """

    claim_id: str
    article_id: str
    event_type: str
    epistemic_status: str
    start_date: date | None
    end_date: date | None
    date_precision: str
    date_surface: str | None
    date_basis: str
    places: tuple[Place, ...]
    actors: tuple[Actor, ...]
    figures: tuple[Figure, ...]
    zone_from: str | None
    zone_to: str | None
    attribution: str | None
    confidence: float
    confidence_parts: dict[str, float]
    evidence: Evidence
    trigger_id: str
    trigger_start: int
    trigger_end: int

    def record(self) -> dict[str, Any]:
        """The claim as JSON-ready values, dates in ISO 8601."""
        told = asdict(self)
        for name in ("start_date", "end_date"):
            told[name] = told[name] and told[name].isoformat()
        return told


def text_digest(text: str) -> bytes:
    """The digest of an article's text, of which the names of its claims are made."""
    return hashlib.sha256(text.encode()).digest()


def claim_key(digest: bytes, start: int, end: int, event_type: str) -> str:
    """The name of the claim of a type whose evidence stands at `start` to `end` of a text."""
    return hashlib.sha256(digest + f"{start}:{end}:{event_type}".encode()).hexdigest()[:16]

"""Incident records in the canonical columns: the curated landmarks, and files of that layout."""

from orchestration.sources.source import Source, field
from orchestration.sources.vocabulary import (
    CITATION,
    CONFIDENCE,
    COUNTRY,
    DATE_PRECISIONS,
    EVENT_TYPES,
)

INCIDENTS = Source(
    name="incidents",
    description="One row is an incident as its source tells it, in the canonical columns.",
    seeds="incidents/*.csv",
    inbox="incidents",
    schema={
        "primaryKey": ["incident_id"],
        "fields": [
            field("incident_id", required=True),
            field("event_type", required=True, enum=EVENT_TYPES),
            field("start_date", "date", required=True),
            field("end_date", "date", required=True),
            field("date_precision", required=True, enum=DATE_PRECISIONS),
            field("country_code", required=True, pattern=COUNTRY),
            field("admin1_name"),
            field("place_name"),
            field("latitude", "number", minimum=-90, maximum=90),
            field("longitude", "number", minimum=-180, maximum=180),
            field("geo_precision", "integer", required=True, minimum=1, maximum=7),
            field("actor_1_id"),
            field("actor_2_id"),
            field("fatalities_low", "integer", minimum=0),
            field("fatalities_best", "integer", minimum=0),
            field("fatalities_high", "integer", minimum=0),
            field("civilian_fatalities_best", "integer", minimum=0),
            field("summary", required=True),
            field("source_id", required=True),
            field("coverage", required=True, enum=["selective", "complete"]),
            *CITATION,
            CONFIDENCE,
        ],
    },
)

"""Exports of the Armed Conflict Location & Event Data project (ACLED), before and since 2023."""

from orchestration.sources.days import DAY_IN_WORDS, ISO_MIDNIGHT
from orchestration.sources.source import Source, field
from orchestration.sources.vocabulary import COUNTRY

EVENT_TYPES = [
    "Battles",
    "Explosions/Remote violence",
    "Violence against civilians",
    "Protests",
    "Riots",
    "Strategic developments",
]
MOST_DEATHS = 10_000_000
# Seconds since 1970, so far as a date goes.
LAST_SECOND = 4_102_444_800

ACLED = Source(
    name="acled",
    description=(
        "One row is an event as an export of ACLED tells it (Raleigh, Kishi and Linke 2023); its "
        "terms forbid passing it on."
    ),
    inbox="acled",
    source_id="acled",
    country_names=("country",),
    # In March 2023 data_id, event_id_no_cnty and iso3 left and disorder_type, civilian_targeting
    # and tags came; populations are there when asked for.
    optional=(
        "data_id",
        "event_id_no_cnty",
        "iso3",
        "disorder_type",
        "civilian_targeting",
        "tags",
        "population_1km",
        "population_2km",
        "population_5km",
        "population_best",
    ),
    as_of='max(cast(make_timestamp(cast("timestamp" as bigint) * 1000000) as date))',
    schema={
        "primaryKey": ["event_id_cnty"],
        "fields": [
            field("data_id"),
            field("event_id_cnty", required=True),
            field("event_id_no_cnty"),
            # 2024-01-05 in the present layout, 05 January 2024 in the one before
            field("event_date", required=True, pattern=f"{ISO_MIDNIGHT}|{DAY_IN_WORDS}"),
            field("year", "integer", required=True, minimum=1997, maximum=2100),
            field("time_precision", "integer", required=True, enum=[1, 2, 3]),
            field("disorder_type"),
            field("event_type", required=True, enum=EVENT_TYPES),
            field("sub_event_type", required=True),
            field("actor1", required=True),
            field("assoc_actor_1"),
            # a number up to 2024, words since
            field("inter1"),
            field("actor2"),
            field("assoc_actor_2"),
            field("inter2"),
            field("interaction"),
            field("civilian_targeting"),
            field("iso", "integer", required=True, minimum=0, maximum=999),
            field("iso3", pattern=COUNTRY),
            field("region"),
            field("country", required=True),
            field("admin1"),
            field("admin2"),
            field("admin3"),
            field("location", required=True),
            field("latitude", "number", required=True, minimum=-90, maximum=90),
            field("longitude", "number", required=True, minimum=-180, maximum=180),
            field("geo_precision", "integer", required=True, enum=[1, 2, 3]),
            field("source"),
            field("source_scale"),
            field("notes"),
            field("fatalities", "integer", required=True, minimum=0, maximum=MOST_DEATHS),
            field("tags"),
            field("timestamp", "integer", required=True, minimum=0, maximum=LAST_SECOND),
            field("population_1km"),
            field("population_2km"),
            field("population_5km"),
            field("population_best"),
        ],
    },
)

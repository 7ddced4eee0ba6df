"""Reference tables: what codes and names mean, in Arabic, French and English."""

from orchestration.sources.source import Source, field
from orchestration.sources.vocabulary import CITATION, CONFIDENCE, COUNTRY, EVENT_TYPES

NAMES = [field("name_en", required=True), field("name_fr"), field("name_ar")]

COUNTRIES = Source(
    name="countries",
    description="One row is a country of ISO 3166-1 with its names and its Gleditsch-Ward number.",
    seeds="reference/countries.csv",
    schema={
        "primaryKey": ["country_code"],
        "fields": [
            field("country_code", required=True, pattern=COUNTRY),
            field("iso2"),
            *NAMES,
            field("gw_number", "integer"),
            field("in_focus", "boolean", required=True),
            field("in_series", "boolean", required=True),
            *CITATION,
            CONFIDENCE,
        ],
    },
)

PLACES = Source(
    name="places",
    description="One row is a country, area or settlement of the Sahel, or that its news names.",
    seeds="reference/places.csv",
    schema={
        "primaryKey": ["place_id"],
        "fields": [
            field("place_id", required=True),
            *NAMES,
            field("name_ar_kind", enum=["attested", "transliterated"]),
            field("place_type", required=True, enum=["country", "admin1", "admin2", "settlement"]),
            field("country_code", required=True, pattern=COUNTRY),
            field("admin1_id"),
            field("latitude", "number", minimum=-90, maximum=90),
            field("longitude", "number", minimum=-180, maximum=180),
            field("position_precision", "integer", minimum=1, maximum=7),
            field("aliases"),
            field("source_id", required=True),
            field("licence", required=True),
            *CITATION,
            CONFIDENCE,
        ],
    },
)

ACTORS = Source(
    name="actors",
    description="One row is an armed group, a force, a government or another party to events.",
    seeds="reference/actors.csv",
    schema={
        "primaryKey": ["actor_id"],
        "fields": [
            field("actor_id", required=True),
            *NAMES,
            field("actor_type", required=True),
            field("country_code", pattern=COUNTRY),
            field("parent_actor_id"),
            field("active_from"),
            field("active_to"),
            field("aliases_en"),
            field("aliases_fr"),
            field("aliases_ar"),
            field("ucdp_actor_id", "integer"),
            *CITATION,
            CONFIDENCE,
        ],
    },
)

EVENT_TYPE_MAP = Source(
    name="event_types",
    description="One row is an event type with its counterparts in ACLED, UCDP and PLOVER.",
    seeds="reference/event_types.csv",
    schema={
        "primaryKey": ["event_type"],
        "fields": [
            field("event_type", required=True, enum=EVENT_TYPES),
            *NAMES,
            field("description_en", required=True),
            field("acled_event_type"),
            field("acled_sub_event_type"),
            field("ucdp_type_of_violence"),
            field("plover_event_type"),
            field("plover_mode"),
            *CITATION,
            CONFIDENCE,
        ],
    },
)

SOURCE_CATALOGUE = Source(
    name="sources",
    description="One row is a source of records with its licence, citation and coverage.",
    seeds="reference/sources.csv",
    schema={
        "primaryKey": ["source_id"],
        "fields": [
            field("source_id", required=True),
            field("name", required=True),
            field("publisher", required=True),
            field("url"),
            field("licence", required=True),
            field("licence_url"),
            field("redistributable", "boolean", required=True),
            field("forecasts_publishable", "boolean", required=True),
            field("citation", required=True),
            field("coverage_countries"),
            field("coverage_start"),
            field("coverage_end"),
            field("coverage_event_types"),
            field(
                "coverage_kind",
                required=True,
                enum=["complete", "selective", "not_applicable"],
            ),
            field("description", required=True),
            CONFIDENCE,
        ],
    },
)

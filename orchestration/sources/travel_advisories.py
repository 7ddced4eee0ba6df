"""Government travel advisories: the level of a zone as one issuer set it, from date to date."""

from orchestration.sources.source import Source, field
from orchestration.sources.vocabulary import CITATION, CONFIDENCE, COUNTRY, DATE_PRECISIONS

TRAVEL_ADVISORIES = Source(
    name="travel_advisories",
    description="One row is the level that one government set for an area, while it was valid.",
    seeds="advisories/travel_advisories.csv",
    schema={
        "primaryKey": ["advisory_id"],
        "fields": [
            field("advisory_id", required=True),
            field("issuer", required=True, pattern=COUNTRY),
            field("country_code", required=True, pattern=COUNTRY),
            field("area_name"),
            field("level", "integer", required=True, minimum=1, maximum=4),
            field("native_level", required=True),
            field("valid_from", "date", required=True),
            field("valid_from_precision", required=True, enum=DATE_PRECISIONS),
            field("valid_to", "date"),
            field("source_id", required=True),
            *CITATION,
            CONFIDENCE,
            field("note"),
        ],
    },
)

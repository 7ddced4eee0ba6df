"""Government travel advisories: levels of areas from date to date, and a log of what changed."""

from orchestration.sources.source import Source, field
from orchestration.sources.vocabulary import CITATION, CONFIDENCE, COUNTRY, DATE_PRECISIONS

TRAVEL_ADVISORIES = Source(
    name="travel_advisories",
    description="One row is the level that one government set for an area, while it was valid.",
    seeds="advisories/travel_advisories.csv",
    inbox="travel_advisories",
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

TRAVEL_ADVISORY_CHANGES = Source(
    name="travel_advisory_changes",
    description=(
        "One row is a change that somebody saw on a government's page on a country; its level may "
        "be the same as before, or not told."
    ),
    inbox="travel_advisories",
    schema={
        "primaryKey": ["government", "iso3", "observed_at", "risk_level"],
        "fields": [
            field("government", required=True, enum=["unitedstates", "unitedkingdom"]),
            field("iso3", required=True, pattern=COUNTRY),
            field("destination", required=True),
            field("observed_at", "datetime", required=True),
            # The log holds a page twice at one time, once with its level and once without: no
            # level counts as a value.
            {**field("risk_level"), "missingValues": []},
            field("risk_level_number", "integer", minimum=1, maximum=4),
            field("last_updated", "datetime"),
            field("source_commit"),
        ],
    },
    optional=("source_commit",),
)

"""Monthly series of incidents and fatalities, computed from sources with complete coverage."""

from orchestration.sources.source import Source, field
from orchestration.sources.vocabulary import COUNTRY

MONTHLY_SERIES = Source(
    name="monthly_series",
    description="One row is the value of a series in a month that its source covers.",
    seeds="series/*.csv",
    schema={
        "primaryKey": ["series_id", "month"],
        "fields": [
            field("series_id", required=True),
            field("target", required=True, enum=["incidents", "fatalities"]),
            field("country_code", required=True, pattern=COUNTRY),
            field("admin1_name"),
            field("month", "date", required=True),
            field("value", "integer", required=True, minimum=0),
            field("observation_status", required=True, enum=["observed", "zero_by_coverage"]),
            field("source_id", required=True),
            field("source_version", required=True),
            field("data_as_of", "date"),
            field("level_break", "boolean", required=True),
            field("licence", required=True),
        ],
    },
)

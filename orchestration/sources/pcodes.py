"""OCHA place codes: the administrative areas of the countries, from admin 1 downwards."""

from orchestration.sources.source import Source, field
from orchestration.sources.vocabulary import COUNTRY

PCODES = Source(
    name="pcodes",
    description="One row is an administrative area with its place code and that of its parent.",
    inbox="pcodes",
    source_id="ocha_pcodes",
    schema={
        "primaryKey": ["p_code"],
        "fields": [
            field("location", pattern=COUNTRY, required=True),
            field("admin_level", "integer", required=True, minimum=1, maximum=5),
            field("p_code", required=True),
            field("name", required=True),
            field("parent_p_code", required=True),
            field("valid_from_date", "date"),
        ],
    },
)

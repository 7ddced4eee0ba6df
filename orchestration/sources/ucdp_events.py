"""UCDP events as others pass them on: a list of eight columns, without places and sides."""

from orchestration.sources.days import ISO_DAY
from orchestration.sources.source import Source, field
from orchestration.sources.ucdp_ged import LARGEST_ID, MOST_DEATHS
from orchestration.sources.vocabulary import COUNTRY

UCDP_EVENTS = Source(
    name="ucdp_events",
    description=(
        "One row is an event of UCDP in a compact list that leaves out its place, its sides, its "
        "low and high figures and the edition it is from."
    ),
    inbox="ucdp_ged",
    source_id="ucdp_candidate",
    schema={
        "primaryKey": ["id"],
        "fields": [
            # written as a decimal: 599649.0
            field("id", "number", required=True, minimum=0, maximum=LARGEST_ID),
            field("conflict_new_id"),
            field("conflict_name", required=True),
            field("country", required=True),
            field("best", "integer", required=True, minimum=0, maximum=MOST_DEATHS),
            field("type_of_violence", "integer", required=True, enum=[1, 2, 3]),
            field("date", required=True, pattern=ISO_DAY),
            field("iso3", required=True, pattern=COUNTRY),
        ],
    },
)

"""UCDP deaths summed by country and month, as they stand now or as they stood at given times."""

from orchestration.sources.source import Source, field
from orchestration.sources.vocabulary import COUNTRY, MONTH

UCDP_COUNTRY_MONTH = Source(
    name="ucdp_country_month",
    description=(
        "One row is UCDP's best estimate of the deaths of a country and month, in one state of the "
        "data."
    ),
    inbox="ucdp_country_month",
    source_id="ucdp_ged",
    schema={
        "primaryKey": ["month", "iso3", "vintage", "file"],
        "fields": [
            field("month", pattern=MONTH, required=True),
            field("iso3", pattern=COUNTRY, required=True),
            field("fatalities_best", "integer", required=True, minimum=0),
            # One state of the data may hold a month in two of its files.
            field("file", required=True),
            field("vintage", "datetime", required=True),
            field("commit"),
        ],
    },
    optional=("file", "vintage", "commit"),
    # Without a vintage: the last month is out by the end of the month after it.
    as_of=("greatest(max(vintage[:10]::date), max(last_day((month[:7] || '-01')::date + 31)))"),
)

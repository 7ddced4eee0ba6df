"""Government travel advisories: levels of areas from date to date, and a log of what changed."""

import re
from datetime import date

from orchestration.sources.days import ISO_DAY
from orchestration.sources.source import Release, Source, field
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


def _release(name: str) -> Release:
    """The day on which the list was fetched, where the name tells it."""
    found = re.search(r"\d{4}-\d{2}-\d{2}", name)
    return Release(as_of=date.fromisoformat(found[0])) if found else Release()


US_TRAVEL_ADVISORIES = Source(
    name="us_travel_advisories",
    description=(
        "One row is the advisory of the United States on a country as its list told it on a day."
    ),
    inbox="travel_advisories",
    source_id="us_state_travel_advisories",
    schema={
        "primaryKey": ["title"],
        "fields": [
            field("title", required=True),
            field("link"),
            field("category"),
            field("summary"),
            field("id"),
            field("published", pattern=f"(?:{ISO_DAY})T.*"),
            field("updated", pattern=f"(?:{ISO_DAY})T.*", required=True),
        ],
    },
    optional=("category", "summary", "id"),
    release=_release,
    as_of="max(left(updated, 10)::date)",
    country_names=("regexp_replace(title, ' - .*', '')",),
)

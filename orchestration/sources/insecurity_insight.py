"""Incidents that Insecurity Insight gathers: against health care, education, aid and civilians."""

from orchestration.sources.days import ISO_MIDNIGHT
from orchestration.sources.source import Source, field
from orchestration.sources.vocabulary import COUNTRY

INSECURITY_INSIGHT = Source(
    name="insecurity_insight",
    description=(
        "One row is an incident as one of Insecurity Insight’s themes tells it; an incident may "
        "stand under several themes."
    ),
    inbox="insecurity_insight",
    source_id="insecurity_insight",
    country_names=("country",),
    # The files of a theme on HDX hold no column for it; each theme calls the number otherwise.
    optional=("theme",),
    aliases={
        "SiND Event ID": "sind_id",
        "Event ID": "sind_id",
        "Event Public Description": "event_description",
    },
    schema={
        "primaryKey": ["sind_id", "theme"],
        "fields": [
            field("date", required=True, pattern=ISO_MIDNIGHT),
            field("country", required=True),
            field("country_iso", required=True, pattern=COUNTRY),
            field("admin_1"),
            field("latitude", "number", minimum=-90, maximum=90),
            field("longitude", "number", minimum=-180, maximum=180),
            # (2) 25 km precision; censored where the copy on HDX holds the place back
            field("geo_precision", pattern=r"\([1-7]\).*|[Cc]ensored"),
            field("event_description"),
            field("reported_perpetrator"),
            field("reported_perpetrator_name"),
            field("sind_id", "integer", required=True, minimum=0, maximum=2**63 - 1),
            field("theme"),
        ],
    },
)

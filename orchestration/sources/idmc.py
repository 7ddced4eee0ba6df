"""IDMC: validated figures of the year (GIDD), and updates on single displacements (IDU)."""

from orchestration.sources.source import Source, field
from orchestration.sources.vocabulary import COUNT, COUNTRY, MONTH, YEAR

# IDMC's own code for the Abyei area.
PLACE = f"{COUNTRY}|AB9"

IDMC_GIDD = Source(
    name="idmc_gidd",
    description=(
        "One row is what IDMC counted in a country and year: displacements in the year (flow), and "
        "displaced people at its end (stock)."
    ),
    inbox="idmc_gidd",
    source_id="idmc_gidd",
    schema={
        "primaryKey": ["iso3", "year"],
        "fields": [
            field("iso3", pattern=PLACE, required=True),
            field("name"),
            field("year", pattern=YEAR, required=True),
            field("conflict_stock_displacement", pattern=COUNT),
            field("conflict_stock_displacement_raw", pattern=COUNT),
            field("conflict_internal_displacements", pattern=COUNT),
            field("conflict_internal_displacements_raw", pattern=COUNT),
            field("disaster_internal_displacements", pattern=COUNT),
            field("disaster_internal_displacements_raw", pattern=COUNT),
            field("disaster_stock_displacement", pattern=COUNT),
            field("disaster_stock_displacement_raw", pattern=COUNT),
            # A file of single disasters bears the labels of the conflict file, and these besides:
            # where they are filled, the figures are neither a year's nor a conflict's.
            field("hazard_type_name", maxLength=0),
            field("start_date", maxLength=0),
        ],
    },
    # The labels of the conflict file on HDX and of IDMC's interface.
    aliases={
        "country_name": "name",
        "total_displacement": "conflict_stock_displacement_raw",
        "total_displacement_rounded": "conflict_stock_displacement",
        "new_displacement": "conflict_internal_displacements_raw",
        "new_displacement_rounded": "conflict_internal_displacements",
    },
    optional=(
        "name",
        "conflict_stock_displacement_raw",
        "conflict_internal_displacements_raw",
        "disaster_internal_displacements",
        "disaster_internal_displacements_raw",
        "disaster_stock_displacement",
        "disaster_stock_displacement_raw",
        "hazard_type_name",
        "start_date",
    ),
)

IDMC_IDU = Source(
    name="idmc_idu",
    description="One row is a figure of people who had to flee within a country, as reported.",
    inbox="idmc_idu",
    source_id="idmc_idu",
    schema={
        "primaryKey": ["id"],
        "fields": [
            field("id", "integer", required=True),
            field("country"),
            field("iso3", pattern=PLACE, required=True),
            field("latitude", "number", minimum=-90, maximum=90),
            field("longitude", "number", minimum=-180, maximum=180),
            field("role"),
            field("displacement_type", required=True, enum=["Conflict", "Disaster", "Other"]),
            field("qualifier"),
            field("figure", "integer", required=True, minimum=0),
            field("displacement_date", "date", required=True),
            field("displacement_start_date", "date"),
            field("displacement_end_date", "date"),
            field("year", pattern=YEAR),
            field("event_id", "integer"),
            field("event_name"),
            field("category"),
            field("type"),
            field("subtype"),
            field("sources"),
            field("source_url"),
            field("locations_name"),
            field("locations_coordinates"),
            field("created_at", "date", format="any"),
        ],
    },
    optional=(
        "country",
        "role",
        "qualifier",
        "year",
        "event_id",
        "event_name",
        "category",
        "type",
        "subtype",
        "sources",
        "source_url",
        "locations_name",
        "locations_coordinates",
        "created_at",
    ),
)

IDMC_IDU_MONTHLY = Source(
    name="idmc_idu_monthly",
    description=(
        "One row is the sum of the updates of a country and month, conflict and disaster together."
    ),
    inbox="idmc_idu",
    source_id="idmc_idu",
    schema={
        "primaryKey": ["month", "iso3"],
        "fields": [
            field("month", pattern=MONTH, required=True),
            field("iso3", pattern=PLACE, required=True),
            field("new_displacements", pattern=COUNT),
        ],
    },
)

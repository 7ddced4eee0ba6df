"""Displacement figures: stock (displaced at a date) and flow (new displacements in a period)."""

from orchestration.sources.source import Source, field
from orchestration.sources.vocabulary import CITATION, CONFIDENCE, COUNTRY, DATE_PRECISIONS

STATUS = field("status", required=True, enum=["final", "provisional"])

DISPLACEMENT_STOCK = Source(
    name="displacement_stock",
    description="One row is the number of displaced people of one kind in a country at a date.",
    seeds="displacement/displacement_stock.csv",
    schema={
        "primaryKey": ["stock_id"],
        "fields": [
            field("stock_id", required=True),
            field("population_type", required=True, enum=["idp", "refugee", "asylum_seeker"]),
            field("country_code", pattern=COUNTRY),
            field("origin_country_code", pattern=COUNTRY),
            field("as_of_date", "date", required=True),
            field("date_precision", required=True, enum=DATE_PRECISIONS),
            field("figure", "integer", required=True, minimum=0),
            field("source_id", required=True),
            STATUS,
            *CITATION,
            CONFIDENCE,
            field("note"),
        ],
    },
)

DISPLACEMENT_FLOW = Source(
    name="displacement_flow",
    description="One row is the number of new displacements in a country and period.",
    seeds="displacement/displacement_flow.csv",
    schema={
        "primaryKey": ["flow_id"],
        "fields": [
            field("flow_id", required=True),
            field("country_code", required=True, pattern=COUNTRY),
            field("cause", required=True, enum=["conflict", "disaster", "mixed"]),
            field("figure", "integer", required=True, minimum=0),
            field("period_start", "date", required=True),
            field("period_end", "date", required=True),
            field("date_precision", required=True, enum=DATE_PRECISIONS),
            field("months_covered", "integer", required=True, minimum=1),
            field("source_id", required=True),
            STATUS,
            field("quality_flag", enum=["outlier"]),
            *CITATION,
            CONFIDENCE,
            field("note"),
        ],
    },
)

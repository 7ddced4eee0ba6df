"""UNHCR's Refugee Data Finder: people by country of origin and asylum, and IDMC's displaced."""

from orchestration.sources.source import Source, field
from orchestration.sources.vocabulary import COUNT, COUNTRY, YEAR

# UNHCR's own codes (coo, coa) are not those of ISO, its NGR is Niger: only coo_iso and coa_iso are
# used. A total over all countries has a dash there, and so no code.
MISSING = ["", "-"]
PAIR = [
    field("year", pattern=YEAR, required=True),
    field("coo_name"),
    field("coo"),
    field("coo_iso", pattern=COUNTRY, required=True),
    field("coa_name"),
    field("coa"),
    field("coa_iso", pattern=COUNTRY, required=True),
]
PAIR_KEY = ["year", "coo_iso", "coa_iso"]
PAIR_NAMES = ("coo_name", "coo", "coa_name", "coa")
PAIR_LABELS = {
    "Country of origin": "coo_name",
    "Country of origin (ISO)": "coo_iso",
    "Country of asylum": "coa_name",
    "Country of asylum (ISO)": "coa_iso",
}

UNHCR = Source(
    name="unhcr",
    description=(
        "One row is what UNHCR counted of the people from one country in another, or in their own, "
        "at the end of a year."
    ),
    inbox="unhcr",
    source_id="unhcr_population",
    schema={
        "missingValues": MISSING,
        "primaryKey": PAIR_KEY,
        "fields": [
            *PAIR,
            field("refugees", pattern=COUNT),
            field("asylum_seekers", pattern=COUNT),
            field("returned_refugees", pattern=COUNT),
            field("idps", pattern=COUNT),
            field("returned_idps", pattern=COUNT),
            field("stateless", pattern=COUNT),
            field("ooc", pattern=COUNT),
            field("oip", pattern=COUNT),
            field("hst", pattern=COUNT),
        ],
    },
    # The labels of the Refugee Data Finder's download.
    aliases={
        **PAIR_LABELS,
        "Refugees under UNHCR's mandate": "refugees",
        "IDPs of concern to UNHCR": "idps",
        "Returned IDPss": "returned_idps",
        "Stateless persons": "stateless",
        "Others of concern": "ooc",
        "Other people in need of international protection": "oip",
        "Host Community": "hst",
    },
    optional=(
        *PAIR_NAMES,
        "returned_refugees",
        "returned_idps",
        "stateless",
        "ooc",
        "oip",
        "hst",
    ),
)

UNHCR_IDP_STOCK = Source(
    name="unhcr_idp_stock",
    description=(
        "One row is the number of people displaced by conflict and violence within a country at "
        "the end of a year, from IDMC as UNHCR passes it on."
    ),
    inbox="unhcr",
    source_id="idmc_idp_stock",
    schema={
        "missingValues": MISSING,
        "primaryKey": PAIR_KEY,
        "fields": [*PAIR, field("total", pattern=COUNT, required=True)],
    },
    aliases=PAIR_LABELS,
    optional=PAIR_NAMES,
)

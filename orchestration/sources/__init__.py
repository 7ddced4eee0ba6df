"""One module a source: what its files are, where they lie, and the contract a row must keep."""

from orchestration.sources.acled import ACLED
from orchestration.sources.articles import ARTICLES
from orchestration.sources.displacement import DISPLACEMENT_FLOW, DISPLACEMENT_STOCK
from orchestration.sources.files import open_source_file
from orchestration.sources.gdelt import GDELT
from orchestration.sources.idmc import IDMC_GIDD, IDMC_IDU, IDMC_IDU_MONTHLY
from orchestration.sources.incidents import INCIDENTS
from orchestration.sources.insecurity_insight import INSECURITY_INSIGHT
from orchestration.sources.pcodes import PCODES
from orchestration.sources.reference import (
    ACTORS,
    COUNTRIES,
    EVENT_TYPE_MAP,
    PLACES,
    SOURCE_CATALOGUE,
)
from orchestration.sources.series import MONTHLY_SERIES
from orchestration.sources.source import Source
from orchestration.sources.travel_advisories import (
    TRAVEL_ADVISORIES,
    TRAVEL_ADVISORY_CHANGES,
    US_TRAVEL_ADVISORIES,
)
from orchestration.sources.ucdp_country_month import UCDP_COUNTRY_MONTH
from orchestration.sources.ucdp_events import UCDP_EVENTS
from orchestration.sources.ucdp_ged import UCDP_GED
from orchestration.sources.unhcr import UNHCR, UNHCR_IDP_STOCK

SOURCES: tuple[Source, ...] = (
    COUNTRIES,
    PLACES,
    ACTORS,
    EVENT_TYPE_MAP,
    SOURCE_CATALOGUE,
    ARTICLES,
    INCIDENTS,
    UCDP_GED,
    UCDP_EVENTS,
    ACLED,
    INSECURITY_INSIGHT,
    GDELT,
    UCDP_COUNTRY_MONTH,
    DISPLACEMENT_STOCK,
    DISPLACEMENT_FLOW,
    UNHCR,
    UNHCR_IDP_STOCK,
    IDMC_GIDD,
    IDMC_IDU,
    IDMC_IDU_MONTHLY,
    PCODES,
    TRAVEL_ADVISORIES,
    TRAVEL_ADVISORY_CHANGES,
    US_TRAVEL_ADVISORIES,
    MONTHLY_SERIES,
)
INBOX_FOLDERS = tuple(dict.fromkeys(source.inbox for source in SOURCES if source.inbox))

__all__ = ["INBOX_FOLDERS", "SOURCES", "Source", "open_source_file"]

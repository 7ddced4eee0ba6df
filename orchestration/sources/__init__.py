"""One module a source: what its files are, where they lie, and the contract a row must keep."""

from orchestration.sources.articles import ARTICLES
from orchestration.sources.displacement import DISPLACEMENT_FLOW, DISPLACEMENT_STOCK
from orchestration.sources.files import open_source_file
from orchestration.sources.incidents import INCIDENTS
from orchestration.sources.reference import (
    ACTORS,
    COUNTRIES,
    EVENT_TYPE_MAP,
    PLACES,
    SOURCE_CATALOGUE,
)
from orchestration.sources.series import MONTHLY_SERIES
from orchestration.sources.source import Source
from orchestration.sources.travel_advisories import TRAVEL_ADVISORIES
from orchestration.sources.ucdp_ged import UCDP_GED

SOURCES: tuple[Source, ...] = (
    COUNTRIES,
    PLACES,
    ACTORS,
    EVENT_TYPE_MAP,
    SOURCE_CATALOGUE,
    ARTICLES,
    INCIDENTS,
    UCDP_GED,
    DISPLACEMENT_STOCK,
    DISPLACEMENT_FLOW,
    TRAVEL_ADVISORIES,
    MONTHLY_SERIES,
)
INBOX_FOLDERS = tuple(source.inbox for source in SOURCES if source.inbox)

__all__ = ["INBOX_FOLDERS", "SOURCES", "Source", "open_source_file"]

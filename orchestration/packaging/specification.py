"""The packages that Redzone publishes: what each is about and which marts it holds.

Columns are not described here: they come from dbt's manifest.
"""

from dataclasses import dataclass

from orchestration.contracts.sql import literal


@dataclass(frozen=True)
class PackageResource:
    """A mart in a package.

    Attributes:
        mart: name of the mart, also of the resource.
        where: SQL condition that a row must meet to be in the package; none takes every row.
    """

    mart: str
    where: str | None = None


@dataclass(frozen=True)
class PackageSpec:
    """One data package.

    Attributes:
        name: its lasting name, which never holds a date.
        title: one line for people.
        description: what it holds, in a few sentences.
        keywords: words to find it by.
        resources: its tables in reading order.
        caveats: what a reader must know before using a number; one sentence or two each.
    """

    name: str
    title: str
    description: str
    keywords: tuple[str, ...]
    resources: tuple[PackageResource, ...]
    caveats: tuple[str, ...]


# What a source does not allow to be passed on stays in the warehouse: rows that say so of
# themselves, rows by the source that they name, and forecasts by the series that they rest on.
_OPEN_ROW = "is_redistributable"
_OPEN_SOURCE = "source_id in (select source_id from marts.sources where redistributable)"
_OPEN_SERIES = f"""series_id in (
    select series_id from marts.monthly_series where {_OPEN_SOURCE}
)"""
_OPEN_TARGET = """target not in (
    select target from marts.monthly_series
    inner join marts.sources using (source_id)
    where not forecasts_publishable
)"""
# Files of the whole world may lie in the inbox; a package holds what its title says.
_IN_FOCUS = """event_id in (
    select event_id from marts.events
    inner join marts.countries using (country_code)
    where in_focus and is_redistributable
)"""
_EVENTS = f"{_OPEN_ROW} and {_IN_FOCUS}"
# A claim of an article has no event yet; it counts where its place lies.
_REPORTS = f"""{_OPEN_ROW} and ({_IN_FOCUS} or (
    article_id is not null
    and country_code in (select country_code from marts.countries where in_focus)
))"""
_EVIDENCE = f"report_id in (select report_id from marts.event_reports where {_REPORTS})"


def _marts(*names: str, where: str | None = None) -> tuple[PackageResource, ...]:
    return tuple(PackageResource(name, where) for name in names)


def _rejected(*raw_tables: str) -> PackageResource:
    names = ", ".join(literal(name) for name in (*raw_tables, "countries", "sources"))
    return PackageResource("rejected_rows", f"{_OPEN_ROW} and source in ({names})")


INCIDENTS = PackageSpec(
    name="sahel-incidents",
    title="Conflict incidents in the central Sahel",
    description=(
        "Conflict events in Mali, Burkina Faso and Niger, the source rows and the sentences of "
        "articles that report them, and the actors and places that they name. Every row says how "
        "well it is attested and which source it comes from."
    ),
    keywords=("Sahel", "Mali", "Burkina Faso", "Niger", "conflict", "incidents", "fatalities"),
    resources=(
        *_marts("events", where=_EVENTS),
        *_marts("event_reports", where=_REPORTS),
        *_marts("event_evidence", where=f"{_OPEN_ROW} and {_EVIDENCE}"),
        *_marts("articles", where=_OPEN_ROW),
        *_marts("places", where=_OPEN_SOURCE),
        *_marts(
            "actors",
            "countries",
            "event_types",
            "sources",
        ),
        _rejected(
            "incidents",
            "ucdp_ged",
            "ucdp_events",
            "insecurity_insight",
            "articles",
            "actors",
            "places",
            "pcodes",
            "event_types",
        ),
    ),
    caveats=(
        "A selective list of landmark incidents is not a census: never count its rows to compare "
        "places or years. The column `coverage` tells selective sources from complete ones.",
        "Events elsewhere, and events whose country is not known, are left out, though the files "
        "of the sources may hold them.",
        "Reports of one event by several sources are not linked yet, so an event that two sources "
        "report stands here as two events.",
        "Reports that bear an `article_id` were read out of articles by rules and are linked to no "
        "event: look at their `epistemic_status`, `confidence` and evidence, and never count them "
        "as events.",
        "Deaths have a low, a best and a high figure. An empty figure is not known; it is not "
        "zero.",
    ),
)

DISPLACEMENT = PackageSpec(
    name="sahel-displacement",
    title="Displacement and travel advisories in the central Sahel",
    description=(
        "How many people are displaced at a date, how many were newly displaced in a period, and "
        "which level of travel advisory was in force where, for the central Sahel and its "
        "neighbours."
    ),
    keywords=(
        "Sahel",
        "Mali",
        "Burkina Faso",
        "Niger",
        "displacement",
        "refugees",
        "travel advisories",
    ),
    resources=(
        *_marts("displacement_stock", "displacement_flow", "travel_advisories", where=_OPEN_SOURCE),
        *_marts("countries", "sources"),
        _rejected(
            "displacement_stock",
            "displacement_flow",
            "travel_advisories",
            "travel_advisory_changes",
            "us_travel_advisories",
            "unhcr",
            "unhcr_idp_stock",
            "idmc_gidd",
            "idmc_idu",
            "idmc_idu_monthly",
        ),
    ),
    caveats=(
        "A stock counts people at a date, a flow counts movements in a period: they are never "
        "added up, and one person can be displaced more than once.",
        "Figures of different sources count different populations and are not summed across "
        "sources.",
        "A date without a row is a date without a figure; it is not zero.",
    ),
)

FORECASTS = PackageSpec(
    name="sahel-forecasts",
    title="Monthly conflict forecasts for the central Sahel",
    description=(
        "Monthly series of incidents and deaths, what was known of them at earlier dates, "
        "forecasts of the months ahead as whole distributions, and how earlier forecasts of the "
        "same models fared."
    ),
    keywords=("Sahel", "Mali", "Burkina Faso", "Niger", "conflict", "forecast", "uncertainty"),
    resources=(
        *_marts("monthly_series", "series_vintages", where=_OPEN_SERIES),
        *_marts(
            "forecasts",
            "forecasts_wide",
            "forecast_selection",
            "forecast_score_summary",
            "forecast_scores",
            "forecast_skipped",
            where=_OPEN_TARGET,
        ),
        *_marts("models", "countries", "sources"),
        _rejected("monthly_series", "ucdp_country_month"),
    ),
    caveats=(
        "From 2025-01 on the series hold first releases, which are provisional and not on the "
        "level of the final data before: months on either side of the break are not comparable.",
        "A month that no source covers is not a zero; the column `observation_status` tells them "
        "apart.",
        "A forecast is a distribution: read the quantiles, not the mean alone, and look at "
        "`forecast_scores` before relying on it.",
    ),
)

PACKAGES = (INCIDENTS, DISPLACEMENT, FORECASTS)

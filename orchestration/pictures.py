"""Pictures of the tables that people would rather look at than read, drawn from the marts."""

from collections.abc import Callable

import duckdb

FOCUS_SQL = "select country_code, name_en from marts.countries where in_focus order by name_en"
VINTAGES_SQL = """
select country_code, month, as_of_date, value
from marts.series_vintages
inner join (select distinct series_id, target, country_code from marts.monthly_series)
    using (series_id)
where target = 'fatalities'
"""
SERIES_SQL = "select target, country_code, month, value from marts.monthly_series"


def series_history(connection: duckdb.DuckDBPyConnection) -> dict[str, bytes]:
    """Fatalities of the countries in focus, month by month."""
    from forecasts import plots

    series, names = connection.execute(SERIES_SQL).df(), _focus(connection)
    return {"fatalities": plots.history(series, names, "fatalities")}


def fan_charts(connection: duckdb.DuckDBPyConnection) -> dict[str, bytes]:
    """The published forecasts of the countries in focus behind their last 36 months."""
    from forecasts import plots

    series, names = connection.execute(SERIES_SQL).df(), _focus(connection)
    wide = connection.execute("from marts.forecasts_wide where model_id = 'redzone'").df()
    return {
        target: plots.fan_chart(series, wide, names, target)
        for target in sorted(wide["target"].unique())
    }


def revisions(connection: duckdb.DuckDBPyConnection) -> dict[str, bytes]:
    """How the deaths of a month were revised in the months after it."""
    from forecasts import plots

    vintages, names = connection.execute(VINTAGES_SQL).df(), _focus(connection)
    return {"revisions": plots.revisions(vintages, names)}


def skill(connection: duckdb.DuckDBPyConnection) -> dict[str, bytes]:
    """Error of each model against the baseline by horizon, for targets that have matured."""
    from forecasts import plots

    scores = connection.execute("from marts.forecast_scores").df()
    matured = scores.loc[scores["model_id"] == plots.BASELINE, "target"].unique()
    return {target: plots.skill_by_horizon(scores, target) for target in sorted(matured)}


def _focus(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    return dict(connection.execute(FOCUS_SQL).fetchall())


PICTURES: dict[str, Callable[[duckdb.DuckDBPyConnection], dict[str, bytes]]] = {
    "marts.monthly_series": series_history,
    "marts.series_vintages": revisions,
    "marts.forecasts_wide": fan_charts,
    "marts.forecast_scores": skill,
}

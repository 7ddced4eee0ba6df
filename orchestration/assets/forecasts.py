"""The forecasts: the monthly series go out to the `forecasts` library, its tables come back."""

from collections.abc import Iterator

import dagster as dg

from orchestration.metadata import table_metadata
from orchestration.resources import Home

# Raw table: the field of a forecast run that fills it, and what one row is.
TABLES = {
    "forecasts": ("forecasts_long", "One row is one output of a model's forecast of a month."),
    "forecasts_wide": ("forecasts_wide", "One row is a model's forecast of a series and month."),
    "forecast_scores": ("scores", "One row scores a model on a past origin and horizon."),
    "forecast_score_summary": ("score_summary", "One row scores a model over all its origins."),
    "forecast_skipped": ("skipped", "One row is a forecast that was not made, with the reason."),
    "forecast_selection": ("selection", "One row says which model is published, and why."),
    "models": ("models", "One row is the card of a model."),
}
SERIES_SQL = """
select series_id, target, country_code, month, value
from marts.monthly_series
order by series_id, month
"""
AS_OF_SQL = """
select target, case when bool_and(data_as_of is not null) then max(data_as_of) end
from marts.monthly_series
where observation_status <> 'not_covered'
group by target
"""


@dg.multi_asset(
    specs=[
        dg.AssetSpec(
            ["raw", name],
            group_name="forecasts",
            kinds={"statsmodels"},
            description=description,
            deps=[["marts", "monthly_series"]],
        )
        for name, (_, description) in TABLES.items()
    ],
    pool="duckdb",
)
def forecast_tables(home: Home) -> Iterator[dg.MaterializeResult]:
    """Forecast 12 months ahead, score on past origins, and store what comes of it."""
    from forecasts.run import run_forecasts

    with home.build_file(read_only=True) as connection:
        series = connection.execute(SERIES_SQL).df()
        data_as_of = dict(connection.execute(AS_OF_SQL).fetchall())
    run = run_forecasts(series, data_as_of=data_as_of)
    with home.build_file() as connection:
        for name, (attribute, _) in TABLES.items():
            connection.register("arriving", getattr(run, attribute))
            connection.execute(f"create or replace table raw.{name} as from arriving")
            connection.unregister("arriving")
            metadata = table_metadata(connection, "raw", name)
            yield dg.MaterializeResult(asset_key=["raw", name], metadata=metadata)

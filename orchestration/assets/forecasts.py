"""The forecasts: the monthly series go out to the `forecasts` library, its tables come back."""

from collections.abc import Iterator

import dagster as dg

from orchestration.metadata import table_metadata
from orchestration.resources import Home

TABLES = {
    "forecasts": "One row is one output of one model's forecast of a series and month.",
    "forecasts_wide": "One row is one model's forecast of a series and month.",
    "forecast_scores": "One row scores a model on one past origin and horizon.",
    "forecast_score_summary": "One row scores a model over all matured origins.",
    "forecast_skipped": "One row is a forecast that was not made, with the reason.",
    "forecast_selection": "One row says which model is published for a target, and why.",
    "models": "One row is the card of a model.",
}
ATTR = {
    "forecasts": "forecasts_long",
    "forecasts_wide": "forecasts_wide",
    "forecast_scores": "scores",
    "forecast_score_summary": "score_summary",
    "forecast_skipped": "skipped",
    "forecast_selection": "selection",
    "models": "models",
}
SERIES_SQL = """
select series_id, target, country_code, month, value, data_as_of
from marts.monthly_series
order by series_id, month
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
        for name, description in TABLES.items()
    ],
    pool="duckdb",
)
def forecast_tables(home: Home) -> Iterator[dg.MaterializeResult]:
    """Forecast 12 months ahead, score on past origins, and store what comes of it."""
    from forecasts.run import run_forecasts

    with home.build_file(read_only=True) as connection:
        series = connection.execute(SERIES_SQL).df()
    run = run_forecasts(series, data_as_of=series["data_as_of"].max().date())
    with home.build_file() as connection:
        for name in TABLES:
            frame = getattr(run, ATTR[name])
            connection.register("arriving", frame)
            connection.execute(f"create or replace table raw.{name} as from arriving")
            connection.unregister("arriving")
            metadata = table_metadata(connection, "raw", name)
            yield dg.MaterializeResult(asset_key=["raw", name], metadata=metadata)

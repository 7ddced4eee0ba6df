"""The only place where the parts are put together. Importing it does nothing."""

import dagster as dg

from orchestration.settings import Settings


def build_defs(settings: Settings | None = None) -> dg.Definitions:
    """Assemble Dagster's definitions for one home.

    Args:
        settings: paths to use; those of the environment by default.
    """
    from orchestration.assets.articles import article_tables
    from orchestration.assets.forecasts import forecast_tables
    from orchestration.assets.packages import data_packages, published_warehouse
    from orchestration.assets.raw import raw_assets
    from orchestration.assets.warehouse import dbt_steps
    from orchestration.dbt import parse_if_stale
    from orchestration.jobs import build_all, publish
    from orchestration.resources import Home
    from orchestration.schedules import daily_build
    from orchestration.sensors import dead_runs, inbox_sensor

    settings = settings or Settings.from_env()
    parse_if_stale(settings)
    return dg.Definitions(
        assets=[
            *raw_assets,
            article_tables,
            *dbt_steps(settings.manifest),
            forecast_tables,
            *data_packages,
            published_warehouse,
        ],
        jobs=[build_all, publish],
        schedules=[daily_build],
        sensors=[inbox_sensor(settings), dead_runs],
        resources={
            "home": Home(home=str(settings.home), seeds=str(settings.seeds)),
        },
        executor=dg.in_process_executor,
    )


@dg.definitions
def defs() -> dg.Definitions:
    """What Dagster loads: the definitions for the home that the environment names."""
    return build_defs()

"""What stands in a home: what was loaded, which checks fail, how old the forecasts' data are."""

import os
import sys

from orchestration.home import unclaimed_files
from orchestration.settings import Settings
from orchestration.warehouse import connect

LOADS_SQL = """
select
    source,
    count(*) filter (status = 'loaded') as files,
    sum(rows_in) as rows_in,
    sum(rows_loaded) as loaded,
    sum(rows_rejected) as rejected,
    count(*) filter (status = 'refused') as files_refused,
    strftime(max(loaded_at), '%Y-%m-%d %H:%M') as loaded_at_utc
from marts.loads group by source order by source
"""
FORECASTS_SQL = """
select
    target,
    max(origin_date) as last_month_used,
    max(data_as_of) as data_as_of,
    max(model_version) as version,
    count(distinct series_id) as series
from marts.forecasts where model_id = 'redzone' group by target order by target
"""
RUNS_READ = 20


def show_status(settings: Settings) -> bool:
    """Print what stands in the home.

    Returns:
        Whether no blocking check failed when it last ran.

    Raises:
        RedzoneError: nothing is published yet.
    """
    with connect(settings.warehouse, read_only=True) as connection:
        sys.stdout.write(f"Published warehouse: {settings.warehouse}\n\nLoaded\n")
        sys.stdout.flush()
        connection.sql(LOADS_SQL).show(max_rows=100)
        sys.stdout.write("Forecasts (origin is the last month whose value was used)\n")
        sys.stdout.flush()
        connection.sql(FORECASTS_SQL).show(max_rows=100)
    failing = _failing_checks(settings)
    for severity, name in failing:
        sys.stdout.write(f"{'✗' if severity == 'ERROR' else '!'} check failed: {name}\n")
    if not failing:
        sys.stdout.write("✓ No check failed when it last ran.\n")
    for path in unclaimed_files(settings):
        sys.stdout.write(f"! {settings.relative(path)} is in no source's folder; not read.\n")
    return all(severity != "ERROR" for severity, _ in failing)


def _failing_checks(settings: Settings) -> list[tuple[str, str]]:
    """Severity and name of each check whose latest evaluation in the recent runs failed."""
    import dagster as dg

    os.environ["DAGSTER_HOME"] = str(settings.dagster_home)
    latest: dict[str, tuple[bool, str]] = {}
    with dg.DagsterInstance.get() as instance:
        for run in instance.get_runs(limit=RUNS_READ):
            evaluations = instance.all_logs(
                run.run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION
            )
            for entry in evaluations:
                check = entry.dagster_event.asset_check_evaluation_data
                name = f"{check.asset_key.to_user_string()}: {check.check_name}"
                latest.setdefault(name, (check.passed, check.severity.value))
    return sorted((severity, name) for name, (passed, severity) in latest.items() if not passed)

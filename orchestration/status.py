"""What stands in a home: what was loaded, which checks fail, how old the forecasts' data are."""

import os
import sys

import duckdb

from orchestration.contracts.result import printable
from orchestration.settings import Settings
from orchestration.warehouse import connect

LOADS_SQL = """
select
    source,
    count(*) filter (status = 'loaded') as files,
    sum(rows_in) as rows_in,
    sum(rows_loaded) as loaded,
    sum(rows_rejected) as rejected,
    count(*) filter (status not in ('loaded', 'duplicate')) as files_not_loaded,
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
FILES_SHOWN = 10
FILES_SQL = """
select
    status,
    case
        when number > $shown then format(
            '{:,} more files: {:,} rows in, {:,} loaded as {}, {:,} rejected',
            count(*), sum(rows_in)::bigint, sum(rows_loaded)::bigint, source,
            sum(rows_rejected)::bigint
        )
        when status = 'loaded' then format(
            '{}: {:,} rows in, {:,} loaded as {}, {:,} rejected; data as of {}',
            any_value(file), any_value(rows_in), any_value(rows_loaded), source,
            any_value(rows_rejected), any_value(data_as_of)
        ) || coalesce('; ' || any_value(reason), '')
        else any_value(file) || ': ' || status || ', ' || any_value(reason)
    end as line
from (
    select
        *, row_number() over (
            partition by source, status order by loaded_at desc, file
        ) as number
    from marts.loads where origin = 'inbox'
)
group by status, source, number > $shown, least(number, $shown + 1)
order by status = 'loaded', source, min(number)
"""
MARKS = {"loaded": "✓", "duplicate": "=", "waiting": "…"}
UNMAPPED_SQL = """
select kind, count(*), sum(row_count), list(name order by row_count desc)[:5]
from (
    select kind, name, sum(row_count) as row_count from marts.unmapped_names group by all
)
group by kind order by kind
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
        _show_files(connection)
        _show_unmapped_names(connection)
        sys.stdout.write("Forecasts (origin is the last month whose value was used)\n")
        sys.stdout.flush()
        connection.sql(FORECASTS_SQL).show(max_rows=100)
    failing = _failing_checks(settings)
    for severity, name in failing:
        sys.stdout.write(f"{'✗' if severity == 'ERROR' else '!'} check failed: {name}\n")
    if not failing:
        sys.stdout.write("✓ No check failed when it last ran.\n")
    return all(severity != "ERROR" for severity, _ in failing)


def _show_files(connection: duckdb.DuckDBPyConnection) -> None:
    """A line a file of the inbox: those that need a look first; many of a source in one line."""
    files = connection.execute(FILES_SQL, {"shown": FILES_SHOWN}).fetchall()
    for status, line in files:
        sys.stdout.write(f"{MARKS.get(status, '✗')} {printable(line)}\n")
    sys.stdout.write("\n" if files else "")


def _show_unmapped_names(connection: duckdb.DuckDBPyConnection) -> None:
    for kind, names, rows, examples in connection.execute(UNMAPPED_SQL).fetchall():
        shown = printable(", ".join(examples))
        sys.stdout.write(
            f"! {names:,} {kind} names of {rows:,} rows map to no reference, such as {shown}; "
            "they stand in marts.unmapped_names.\n"
        )


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

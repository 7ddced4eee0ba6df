"""Asset checks beside those that dbt's tests bring: no row is lost, none leaks."""

import dagster as dg
import duckdb

from orchestration.sources import Source

ACCOUNT_SQL = """
with stored as (
    select _file as file, count(*) as rows_stored from raw.{table} group by _file
),

rejected as (
    select file, count(distinct row_number) as rows_rejected
    from raw.rejected_rows where source = $source group by file
)

select loads.file, loads.rows_in, coalesce(stored.rows_stored, 0),
    coalesce(rejected.rows_rejected, 0)
from raw.loads as loads
left join stored on loads.file = stored.file
left join rejected on loads.file = rejected.file
where loads.source = $source
order by loads.file
"""
TROUBLE_SQL = """
select rejected.file || case
    when rejected.row_number is null then ': ' || rejected.expected
    else format(
        ', row {}, {}: ''{}''; expected {}', rejected.row_number, rejected.column_name,
        coalesce(rejected.value, ''), rejected.expected
    )
end
from raw.rejected_rows as rejected
inner join raw.loads as loads using (source, file)
where rejected.source = ? and loads.origin = ?
order by rejected.file, rejected.row_number, rejected.column_name
"""
LINES_SHOWN = 20
LICENCES = "all_may_be_passed_on"
BALANCE = "rows_in_are_loaded_or_rejected"
# Check of a source: whose rows it is about, how grave a rejected one is, and what it proves.
ORIGINS = {
    "shipped_rows_are_loaded": (
        "seeds",
        dg.AssetCheckSeverity.ERROR,
        "No file that ships with the project is refused, no row rejected.",
    ),
    "dropped_rows_are_loaded": (
        "inbox",
        dg.AssetCheckSeverity.WARN,
        "No file of the inbox is refused, no row rejected.",
    ),
}


def accounting_specs(key: dg.AssetKey) -> list[dg.AssetCheckSpec]:
    """The checks that a raw asset brings with each load."""
    balance = dg.AssetCheckSpec(
        BALANCE,
        asset=key,
        blocking=True,
        description="For every file: rows in = rows loaded + rows rejected.",
    )
    origins = [
        dg.AssetCheckSpec(
            name,
            asset=key,
            blocking=severity == dg.AssetCheckSeverity.ERROR,
            description=description,
        )
        for name, (_, severity, description) in ORIGINS.items()
    ]
    return [balance, *origins]


def accounting_results(
    connection: duckdb.DuckDBPyConnection, source: Source
) -> list[dg.AssetCheckResult]:
    """What the checks of a source find in the tables as they are stored."""
    files = connection.execute(
        ACCOUNT_SQL.format(table=source.name), {"source": source.name}
    ).fetchall()
    lost = [file for file, rows_in, stored, rejected in files if rows_in != stored + rejected]
    key = dg.AssetKey(["raw", source.name])
    balance = dg.AssetCheckResult(
        asset_key=key,
        check_name=BALANCE,
        passed=not lost,
        metadata={
            "rows_in": sum(rows_in for _, rows_in, _, _ in files),
            "rows_loaded": sum(stored for _, _, stored, _ in files),
            "rows_rejected": sum(rejected for _, _, _, rejected in files),
            **_trouble(lost),
        },
    )
    results = [balance]
    for name, (origin, severity, _) in ORIGINS.items():
        found = connection.execute(TROUBLE_SQL, [source.name, origin]).fetchall()
        lines = [line for (line,) in found]
        results.append(
            dg.AssetCheckResult(
                asset_key=key,
                check_name=name,
                passed=not lines,
                severity=severity,
                metadata=_trouble(lines),
            )
        )
    return results


def licence_spec(key: dg.AssetKey) -> dg.AssetCheckSpec:
    """The check that a package brings with each publication."""
    return dg.AssetCheckSpec(
        LICENCES,
        asset=key,
        blocking=True,
        description=(
            "No row of the published files comes from a source that forbids it to be passed on, "
            "and no forecast rests on one."
        ),
    )


def licence_result(key: dg.AssetKey, closed: list[str]) -> dg.AssetCheckResult:
    """What the check found: sentences on the rows that must not be there."""
    return dg.AssetCheckResult(
        asset_key=key, check_name=LICENCES, passed=not closed, metadata=_trouble(closed)
    )


def _trouble(lines: list[str]) -> dict[str, str]:
    more = len(lines) - LINES_SHOWN
    shown = [*lines[:LINES_SHOWN], *([f"and {more} more"] if more > 0 else [])]
    return {"trouble": "\n".join(shown)} if lines else {}

"""Asset checks beside those that dbt's tests bring: no row is lost, and no file in silence."""

import dagster as dg

from orchestration.resources import Home
from orchestration.sources import SOURCES, Source

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


def accounting_checks(source: Source) -> dg.AssetChecksDefinition:
    """Two checks of a source: every row is loaded or rejected, and every file could be read."""
    key = dg.AssetKey(["raw", source.name])

    @dg.multi_asset_check(
        name=f"accounting_of_{source.name}",
        specs=[
            dg.AssetCheckSpec(
                "rows_in_are_loaded_or_rejected",
                asset=key,
                blocking=True,
                description="For every file: rows in = rows loaded + rows rejected.",
            ),
            dg.AssetCheckSpec(
                "shipped_files_are_read",
                asset=key,
                blocking=True,
                description="No file that ships with the project is refused, and no row of it.",
            ),
            dg.AssetCheckSpec(
                "dropped_files_are_read",
                asset=key,
                description="No file of the inbox is refused, and no row of it.",
            ),
        ],
        pool="duckdb",
    )
    def account(home: Home):
        with home.build_file(read_only=True) as connection:
            files = connection.execute(
                ACCOUNT_SQL.format(table=source.name), {"source": source.name}
            ).fetchall()
            troubled = connection.execute(
                "select origin, file, reason, rows_rejected from raw.loads "
                "where source = ? and (status = 'refused' or rows_rejected > 0)",
                [source.name],
            ).fetchall()
        lost = [file for file, rows_in, stored, rejected in files if rows_in != stored + rejected]
        yield dg.AssetCheckResult(
            asset_key=key,
            check_name="rows_in_are_loaded_or_rejected",
            passed=not lost,
            metadata={
                "rows_in": sum(rows_in for _, rows_in, _, _ in files),
                "rows_loaded": sum(stored for _, _, stored, _ in files),
                "rows_rejected": sum(rejected for _, _, _, rejected in files),
                "files_out_of_balance": "; ".join(lost),
            },
        )
        for origin, check, severity in (
            ("seeds", "shipped_files_are_read", dg.AssetCheckSeverity.ERROR),
            ("inbox", "dropped_files_are_read", dg.AssetCheckSeverity.WARN),
        ):
            lines = [
                f"{file}: {reason or f'{rejected} rows rejected'}"
                for where, file, reason, rejected in troubled
                if where == origin
            ]
            yield dg.AssetCheckResult(
                asset_key=key,
                check_name=check,
                passed=not lines,
                severity=severity,
                metadata={"trouble": "\n".join(lines)},
            )

    return account


asset_checks = [accounting_checks(source) for source in SOURCES]

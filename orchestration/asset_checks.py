"""Asset checks beside those that dbt's tests bring: no row is lost, and no file in silence."""

from collections.abc import Iterator

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


def accounting_checks(source: Source) -> dg.AssetChecksDefinition:
    """Three checks of a source: every row is accounted for, and what was not read is named."""
    key = dg.AssetKey(["raw", source.name])
    origins = {
        "shipped_rows_are_loaded": ("seeds", dg.AssetCheckSeverity.ERROR),
        "dropped_rows_are_loaded": ("inbox", dg.AssetCheckSeverity.WARN),
    }

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
                "shipped_rows_are_loaded",
                asset=key,
                blocking=True,
                description="No file that ships with the project is refused, no row rejected.",
            ),
            dg.AssetCheckSpec(
                "dropped_rows_are_loaded",
                asset=key,
                description="No file of the inbox is refused, no row rejected.",
            ),
        ],
        pool="duckdb",
    )
    def account(home: Home) -> Iterator[dg.AssetCheckResult]:
        with home.build_file(read_only=True) as connection:
            files = connection.execute(
                ACCOUNT_SQL.format(table=source.name), {"source": source.name}
            ).fetchall()
            trouble = {
                check: [
                    line
                    for (line,) in connection.execute(TROUBLE_SQL, [source.name, origin]).fetchall()
                ]
                for check, (origin, _) in origins.items()
            }
        lost = [file for file, rows_in, stored, rejected in files if rows_in != stored + rejected]
        yield dg.AssetCheckResult(
            asset_key=key,
            check_name="rows_in_are_loaded_or_rejected",
            passed=not lost,
            metadata={
                "rows_in": sum(rows_in for _, rows_in, _, _ in files),
                "rows_loaded": sum(stored for _, _, stored, _ in files),
                "rows_rejected": sum(rejected for _, _, _, rejected in files),
                **_trouble(lost),
            },
        )
        for check, (_, severity) in origins.items():
            yield dg.AssetCheckResult(
                asset_key=key,
                check_name=check,
                passed=not trouble[check],
                severity=severity,
                metadata=_trouble(trouble[check]),
            )

    return account


def _trouble(lines: list[str]) -> dict[str, str]:
    more = len(lines) - LINES_SHOWN
    shown = [*lines[:LINES_SHOWN], *([f"and {more} more"] if more > 0 else [])]
    return {"trouble": "\n".join(shown)} if lines else {}


asset_checks = [accounting_checks(source) for source in SOURCES]

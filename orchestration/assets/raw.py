"""The raw layer: the files of all sources, loaded as they are, every row accounted for."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import dagster as dg
import duckdb

from orchestration.asset_checks import accounting_results, accounting_specs
from orchestration.country_names import map_country_names
from orchestration.loading import load_files
from orchestration.metadata import table_metadata
from orchestration.resources import Home
from orchestration.sources import SOURCES, Source

ACCOUNT_SQL = """
select
    count(*) filter (status = 'loaded') as files,
    coalesce(sum(rows_in), 0) as rows_in,
    coalesce(sum(rows_loaded), 0) as rows_loaded,
    coalesce(sum(rows_rejected), 0) as rows_rejected,
    count(*) filter (status = 'refused') as files_refused,
    count(*) filter (status = 'waiting') as files_waiting,
    round(coalesce(sum(seconds) filter (loaded_at = $now), 0), 3) as seconds
from raw.loads where source = $source
"""
LOADS_SQL = """
select file, status, rows_in, rows_loaded, rows_rejected, data_as_of, seconds, reason
from raw.loads where source = ? order by loaded_at desc, file limit 200
"""
LOADS_TYPES = {
    "file": "string",
    "status": "string",
    "rows_in": "int",
    "rows_loaded": "int",
    "rows_rejected": "int",
    "data_as_of": "string",
    "seconds": "float",
    "reason": "string",
}
TROUBLE_SQL = """
select file, status, reason from raw.loads
where status = 'waiting' or (status = 'loaded' and reason is not null)
    or (status = 'refused' and source not in (select unnest(?)))
order by file
"""
BOOKS = {
    "loads": "One row is a file that was found, and what became of it.",
    "rejected_rows": "One row is a rule that a row of a file broke, with the whole record.",
    "revisions": "One row is a value that a newer copy of a file changed, with the old one.",
}


@dg.multi_asset(
    name="load",
    specs=[
        dg.AssetSpec(
            ["raw", source.name],
            group_name="raw",
            kinds={"duckdb"},
            description=source.description,
        )
        for source in SOURCES
    ],
    check_specs=[
        check for source in SOURCES for check in accounting_specs(dg.AssetKey(["raw", source.name]))
    ],
    can_subset=True,
    pool="duckdb",
)
def load(context: dg.AssetExecutionContext, home: Home) -> Iterator[dg.MaterializeResult]:
    """Load the files that are new, and show each source's table as it then stands."""
    now = datetime.now(UTC).replace(tzinfo=None)
    keys = context.selected_asset_keys
    chosen = [source for source in SOURCES if dg.AssetKey(["raw", source.name]) in keys]
    with home.build_file() as connection:
        load_files(connection, home.settings, now, chosen)
        names = [source.name for source in SOURCES]
        for file, status, reason in connection.execute(TROUBLE_SQL, [names]).fetchall():
            context.log.warning(f"{file}: {status}, {reason}")
        for source in chosen:
            yield dg.MaterializeResult(
                asset_key=["raw", source.name],
                metadata=_account(connection, source, now),
                check_results=accounting_results(connection, source),
            )


def _account(
    connection: duckdb.DuckDBPyConnection, source: Source, now: datetime
) -> dict[str, Any]:
    account = connection.execute(ACCOUNT_SQL, {"source": source.name, "now": now})
    names = [column[0] for column in account.description]
    counts = dict(zip(names, account.fetchone(), strict=True))
    loads = connection.execute(LOADS_SQL, [source.name]).fetchall()
    metadata = table_metadata(connection, "raw", source.name)
    return {**metadata, **counts, "loads": _as_table(loads)}


def _as_table(loads: list[tuple]) -> dg.TableMetadataValue:
    records = [
        dg.TableRecord(
            {
                name: value if isinstance(value, int | float) else str(value or "")
                for name, value in zip(LOADS_TYPES, row, strict=True)
            }
        )
        for row in loads
    ]
    columns = [dg.TableColumn(name, kind) for name, kind in LOADS_TYPES.items()]
    return dg.TableMetadataValue(records=records, schema=dg.TableSchema(columns))


@dg.multi_asset(
    specs=[
        dg.AssetSpec(
            ["raw", name],
            group_name="raw",
            kinds={"duckdb"},
            description=description,
            deps=load.keys,
        )
        for name, description in BOOKS.items()
    ],
    pool="duckdb",
)
def books(home: Home) -> Iterator[dg.MaterializeResult]:
    """The books that every load writes into, shown once all of them are closed."""
    with home.build_file(read_only=True) as connection:
        for name in BOOKS:
            metadata = table_metadata(connection, "raw", name)
            yield dg.MaterializeResult(asset_key=["raw", name], metadata=metadata)


@dg.asset(
    key=["raw", "country_names"],
    group_name="raw",
    kinds={"duckdb"},
    description="One row is a spelling of a country's name in a source, and the country it means.",
    deps=[["raw", "countries"], *(["raw", s.name] for s in SOURCES if s.country_names)],
    pool="duckdb",
)
def country_names(context: dg.AssetExecutionContext, home: Home) -> dg.MaterializeResult:
    """Map the countries' names; those that map to none are told and never stop a run."""
    with home.build_file() as connection:
        unknown = map_country_names(connection)
        metadata = table_metadata(connection, "raw", "country_names")
    if unknown:
        context.log.warning(f"These name no country: {', '.join(unknown)}")
    return dg.MaterializeResult(metadata={**metadata, "unmapped": len(unknown)})


raw_assets = [load, books, country_names]

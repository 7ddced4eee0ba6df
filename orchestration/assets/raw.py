"""The raw layer: one asset a source, its files loaded as they are, every row accounted for."""

from collections.abc import Iterator
from datetime import UTC, datetime

import dagster as dg

from orchestration.asset_checks import accounting_results, accounting_specs
from orchestration.loading import load_source
from orchestration.metadata import table_metadata
from orchestration.resources import Home
from orchestration.sources import SOURCES, Source

ACCOUNT_SQL = """
select
    count(*) filter (status = 'loaded') as files,
    coalesce(sum(rows_in), 0) as rows_in,
    coalesce(sum(rows_loaded), 0) as rows_loaded,
    coalesce(sum(rows_rejected), 0) as rows_rejected,
    count(*) filter (status = 'refused') as files_refused
from raw.loads where source = ?
"""
LOADS_COLUMNS = ("file", "status", "rows_in", "rows_loaded", "rows_rejected", "reason")
LOADS_SQL = f"select {', '.join(LOADS_COLUMNS)} from raw.loads where source = ? order by file"


def raw_asset(source: Source) -> dg.AssetsDefinition:
    """The asset that loads one source's files into `raw.<source>`."""

    @dg.asset(
        key=["raw", source.name],
        group_name="raw",
        kinds={"duckdb"},
        description=source.description,
        pool="duckdb",
        check_specs=accounting_specs(dg.AssetKey(["raw", source.name])),
    )
    def load(context: dg.AssetExecutionContext, home: Home) -> dg.MaterializeResult:
        now = datetime.now(UTC).replace(tzinfo=None)
        with home.build_file() as connection:
            load_source(connection, source, home.settings, now)
            account = connection.execute(ACCOUNT_SQL, [source.name])
            names = [column[0] for column in account.description]
            counts = dict(zip(names, account.fetchone(), strict=True))
            loads = connection.execute(LOADS_SQL, [source.name]).fetchall()
            metadata = table_metadata(connection, "raw", source.name)
            checks = accounting_results(connection, source)
        for file, status, *_, reason in loads:
            if status == "refused":
                context.log.warning(f"{file} is refused: {reason}")
        return dg.MaterializeResult(
            metadata={**metadata, **counts, "loads": _as_table(loads)},
            check_results=checks,
        )

    return load


def _as_table(loads: list[tuple]) -> dg.TableMetadataValue:
    types = {name: "int" if name.startswith("rows") else "string" for name in LOADS_COLUMNS}
    shown = [["" if value is None else value for value in row] for row in loads]
    return dg.TableMetadataValue(
        records=[dg.TableRecord(dict(zip(LOADS_COLUMNS, row, strict=True))) for row in shown],
        schema=dg.TableSchema([dg.TableColumn(name, kind) for name, kind in types.items()]),
    )


source_assets = [raw_asset(source) for source in SOURCES]
LEDGER = {
    "loads": "One row is a file that was found, and what became of it.",
    "rejected_rows": "One row is a rule that a row of a file broke, with the whole record.",
}


@dg.multi_asset(
    specs=[
        dg.AssetSpec(
            ["raw", name],
            group_name="raw",
            kinds={"duckdb"},
            description=description,
            deps=[asset.key for asset in source_assets],
        )
        for name, description in LEDGER.items()
    ],
    pool="duckdb",
)
def ledger(home: Home) -> Iterator[dg.MaterializeResult]:
    """The books that every load writes into, shown once all of them are closed."""
    with home.build_file(read_only=True) as connection:
        for name in LEDGER:
            metadata = table_metadata(connection, "raw", name)
            yield dg.MaterializeResult(asset_key=["raw", name], metadata=metadata)


raw_assets = [*source_assets, ledger]

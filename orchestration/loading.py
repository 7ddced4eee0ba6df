"""From files to raw tables: every row of a file is loaded or rejected, and both are counted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from orchestration.contracts import TableResult, check_tables, digests, identifier, workspace
from orchestration.errors import FileRefusedError, RedzoneError
from orchestration.settings import Settings
from orchestration.sources import Source, open_source_file

LEDGER = """
create schema if not exists raw;
create table if not exists raw.loads (
    source varchar, file varchar, origin varchar, sha256 varchar, bytes bigint, rows_in bigint,
    rows_loaded bigint, rows_rejected bigint, status varchar, reason varchar,
    ignored_columns varchar, loaded_at timestamp
);
create table if not exists raw.rejected_rows (
    source varchar, file varchar, sha256 varchar, row_number bigint, column_name varchar,
    value varchar, rule varchar, expected varchar, record varchar, loaded_at timestamp
);
"""
HEADER_ERRORS = ("missing-label", "duplicate-label", "blank-header")


@dataclass
class _File:
    """A file on its way in: what it is, and what became of it.

    Its checked rows and errors stand under `keep`, as `check_tables` leaves them.
    """

    path: Path
    name: str
    origin: str
    keep: str
    sha256: str = ""
    size: int = 0
    rows_in: int = 0
    rows_loaded: int = 0
    rows_rejected: int = 0
    status: str = "loaded"
    reason: str | None = None
    ignored: str | None = None


def load_source(
    connection: duckdb.DuckDBPyConnection, source: Source, settings: Settings, now: datetime
) -> None:
    """Replace `raw.<source>` by the rows of its files in the seeds and in the inbox.

    Every file gets a row in `raw.loads`. A file that cannot be read is refused with the reason, a
    file with the same bytes as an earlier one is a duplicate, and a row that breaks its contract
    stands in `raw.rejected_rows` once for each broken rule, with its whole record.

    Args:
        connection: the build file, open for writing.
        source: what to load.
        settings: names the seeds and the inbox.
        now: time of the load, UTC.

    Raises:
        RedzoneError: the source ships with the project and its seed files are missing.
    """
    with workspace() as folder:
        files = list(_find_files(source, settings))
        seen: dict[str, str] = {}
        for file in files:
            _check(connection, source, file, seen, folder)
        _store(connection, source, files, now)


def _store(
    connection: duckdb.DuckDBPyConnection, source: Source, files: list[_File], now: datetime
) -> None:
    connection.execute(LEDGER)
    columns = ", ".join(f"{identifier(name)} varchar" for name in source.columns)
    connection.execute("begin")
    connection.execute(
        f"create or replace table raw.{identifier(source.name)} "
        f"({columns}, _file varchar, _row bigint, _sha256 varchar, _loaded_at timestamp)"
    )
    for ledger in ("loads", "rejected_rows"):
        connection.execute(f"delete from raw.{ledger} where source = ?", [source.name])
    for file in files:
        _store_file(connection, source, file, now)
    connection.execute("commit")


def _find_files(source: Source, settings: Settings) -> Iterator[_File]:
    found: list[tuple[str, Path]] = []
    if source.seeds:
        found += [
            ("seeds", path)
            for path in sorted(settings.seeds.glob(source.seeds))
            if path.name != "README.md"
        ]
        if not found:
            raise RedzoneError(
                f"No file matches {settings.seeds / source.seeds}. The seeds ship with the "
                "project: restore them with `git checkout -- seeds`."
            )
    if source.inbox:
        folder = settings.inbox / source.inbox
        found += [
            ("inbox", path)
            for path in sorted(folder.rglob("*"))
            if path.is_file() and not path.name.startswith((".", "~"))
        ]
    for number, (origin, path) in enumerate(found):
        yield _File(path, settings.relative(path), origin, f"checked_{number}")


def _check(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    file: _File,
    seen: dict[str, str],
    folder: Path,
) -> None:
    """Hold a file's rows against the source's contract, or note why it is not read."""
    try:
        file.size = file.path.stat().st_size
        file.sha256 = digests([file.path], ["sha256"]).hexdigests["sha256"]
        if file.sha256 in seen:
            file.status, file.reason = "duplicate", f"the same bytes as {seen[file.sha256]}"
            return
        table = open_source_file(file.path, source, name=file.name, folder=folder)
        result = check_tables([table], source.contract, connection=connection, keep=file.keep)
        _refuse_header(result, table.labels)
        seen[file.sha256] = file.name
        file.rows_in, file.rows_loaded = result.rows_in, result.accepted
        file.rows_rejected = result.rejected
        ignored = [label for label in table.labels if label not in source.columns]
        file.ignored = ", ".join(ignored) or None
    except (FileRefusedError, OSError, duckdb.Error) as error:
        file.status, file.reason = "refused", str(error).splitlines()[0]


def _refuse_header(result: TableResult, labels: tuple[str, ...]) -> None:
    """A file whose header lacks a column, or repeats one, has no row that could be loaded."""
    lacking = [error.field for error in result.errors if error.type == "missing-label"]
    repeated = [error.value for error in result.errors if error.type == "duplicate-label"]
    if lacking or result.counts.get("blank-header"):
        raise FileRefusedError(
            f"the header lacks {', '.join(lacking)}. It has: {', '.join(labels) or 'nothing'}."
        )
    if repeated:
        raise FileRefusedError(f"the header names {', '.join(repeated)} more than once.")


def _store_file(
    connection: duckdb.DuckDBPyConnection, source: Source, file: _File, now: datetime
) -> None:
    if file.status == "loaded":
        rows, errors = identifier(f"{file.keep}_rows"), identifier(f"{file.keep}_errors")
        columns = ", ".join(map(identifier, source.columns))
        connection.execute(
            f"insert into raw.{identifier(source.name)} select {columns}, ?, _row, ?, ? "
            f"from {rows} where _row not in (select _row from {errors}) order by _row",
            [file.name, file.sha256, now],
        )
        connection.execute(
            "insert into raw.rejected_rows select ?, ?, ?, _row, error.field, error.value, "
            f"error.type, error.expected, _record, ? from {errors} as error "
            f"inner join {rows} using (_row) order by _row, error.ordinal",
            [source.name, file.name, file.sha256, now],
        )
    elif file.status == "refused":
        connection.execute(
            "insert into raw.rejected_rows (source, file, sha256, rule, expected, loaded_at) "
            "values (?, ?, ?, 'source-error', ?, ?)",
            [source.name, file.name, file.sha256 or None, file.reason, now],
        )
    connection.execute(
        "insert into raw.loads values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            source.name,
            file.name,
            file.origin,
            file.sha256 or None,
            file.size,
            file.rows_in,
            file.rows_loaded,
            file.rows_rejected,
            file.status,
            file.reason,
            file.ignored,
            now,
        ],
    )

"""From files to raw tables: every row of a file is loaded or rejected, and both are counted."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from orchestration.articles.read import read_article
from orchestration.contracts import checked_rows_sql, identifier, literal, open_csv
from orchestration.errors import FileRefusedError, RedzoneError
from orchestration.settings import Settings
from orchestration.sources import Source

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
LONGEST_VALUE = 1000


@dataclass
class _File:
    """A file on its way in: what it is, and what became of it."""

    path: Path
    name: str
    origin: str
    table: str
    sha256: str = ""
    size: int = 0
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
    files = list(_find_files(source, settings))
    seen: dict[str, str] = {}
    for file in files:
        _read(connection, source, file, seen)
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
        _store(connection, source, file, now)
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


def _read(
    connection: duckdb.DuckDBPyConnection, source: Source, file: _File, seen: dict[str, str]
) -> None:
    """Check a file's rows into a temporary table, or note why it is not read."""
    wanted = Path(source.seeds).suffix or ".csv"
    try:
        file.size = file.path.stat().st_size
        if file.path.suffix.lower() != wanted:
            raise FileRefusedError(f"only {wanted} files are read here.")
        rows = _article_sql(source, file) if wanted == ".md" else _csv_sql(source, file)
        if file.sha256 in seen:
            file.status, file.reason = "duplicate", f"the same bytes as {seen[file.sha256]}"
            return
        connection.execute(
            f"create or replace temp table {file.table} as " + checked_rows_sql(rows, source.schema)
        )
        seen[file.sha256] = file.name
    except (FileRefusedError, OSError, duckdb.Error) as error:
        file.status, file.reason = "refused", str(error).splitlines()[0]


def _csv_sql(source: Source, file: _File) -> str:
    opened = open_csv(file.path, source.schema)
    file.sha256, file.ignored = opened.sha256, ", ".join(opened.ignored) or None
    return opened.rows_sql()


def _article_sql(source: Source, file: _File) -> str:
    file.sha256 = hashlib.sha256(file.path.read_bytes()).hexdigest()
    article = read_article(file.path)
    file.ignored = ", ".join(sorted(article.keys() - set(source.columns))) or None
    values = ", ".join(
        f"{literal(article.get(name, ''))} as {identifier(name)}" for name in source.columns
    )
    return f"select 1 as _row, {values}, false as _missing_cells, false as _extra_cells"


def _store(
    connection: duckdb.DuckDBPyConnection, source: Source, file: _File, now: datetime
) -> None:
    rows_in = loaded = rejected = 0
    if file.status == "loaded":
        columns = ", ".join(f"nullif({identifier(name)}, '')" for name in source.columns)
        connection.execute(
            f"insert into raw.{identifier(source.name)} select {columns}, ?, _row, ?, ? "
            f"from {file.table} where len(_errors) = 0 order by _row",
            [file.name, file.sha256, now],
        )
        record = ", ".join(f"{literal(name)}, {identifier(name)}" for name in source.columns)
        connection.execute(
            "insert into raw.rejected_rows select ?, ?, ?, _row, error.column_name, "
            "left(error.value, ?), error.rule, error.expected, record, ? from ("
            f"select _row, unnest(_errors) as error, json_object({record}) as record "
            f"from {file.table} where len(_errors) > 0) order by _row",
            [source.name, file.name, file.sha256, LONGEST_VALUE, now],
        )
        rows_in, loaded = connection.execute(
            f"select count(*), count(*) filter (len(_errors) = 0) from {file.table}"
        ).fetchone()
        rejected = rows_in - loaded
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
            rows_in,
            loaded,
            rejected,
            file.status,
            file.reason,
            file.ignored,
            now,
        ],
    )

"""The books of the raw layer: what became of each file, which rows were rejected, what changed."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import astuple, dataclass, fields
from datetime import date, datetime
from functools import cache

import duckdb

from orchestration.contracts import identifier
from orchestration.inbox import Found
from orchestration.settings import PROJECT
from orchestration.sources import Source

LOADED, DUPLICATE, REFUSED, WAITING = "loaded", "duplicate", "refused", "waiting"
PROVENANCE = {
    "_file": "varchar",
    "_row": "bigint",
    "_sha256": "varchar",
    "_loaded_at": "timestamp",
    "_version": "varchar",
    "_as_of": "date",
}
BOOKS = {
    "rejected_rows": (
        "source varchar, file varchar, sha256 varchar, row_number bigint, column_name varchar, "
        "value varchar, rule varchar, expected varchar, record varchar, loaded_at timestamp"
    ),
    "revisions": (
        "source varchar, file varchar, record_key varchar, change varchar, column_name varchar, "
        "old_value varchar, new_value varchar, old_sha256 varchar, new_sha256 varchar, "
        "old_as_of date, new_as_of date, revised_at timestamp"
    ),
}
# Kept when a file leaves: bytes that come back are dated as they were when they first came.
DATES = "source varchar, file varchar, sha256 varchar, data_as_of date, as_of_basis varchar"
TYPES = {str: "varchar", int: "bigint", float: "double", date: "date", datetime: "timestamp"}
# Of the reader of articles, what decides how a file becomes text; claims are read anew anyway.
# What decides how a file is read: where it changes, files are read anew.
READERS = ("contracts", "sources", "articles", "loading.py", "ledger.py")


@cache
def reader_digest() -> str:
    """A digest of the code that reads files."""
    found = [PROJECT / "orchestration" / name for name in READERS]
    code = [
        path for place in found for path in (place.rglob("*.py") if place.is_dir() else [place])
    ]
    digest = hashlib.sha256()
    for path in sorted(code):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@dataclass
class Load:
    """What became of a file; a row of `raw.loads`.

    Attributes:
        source: raw table of its rows; `unrecognised` where it is a file of no source.
        source_id: the source's entry in the catalogue; none where each row names its own.
        modified_ns: time of the file's last change, nanoseconds since 1970.
        reader: digest of the code that read it.
        sha256: digest of its bytes; none where they could not be read to their end.
        status: loaded, duplicate, refused or waiting.
        source_version: the publisher's version of the data.
        data_as_of: the day whose state of knowledge the data show.
        as_of_basis: what tells that day: the file's name (`release`), its `rows`, the time of the
            `file`, or that it `replaced` other bytes on that day.
        known_since: when the first of the bytes came that this name has had.
    """

    file: str
    source: str
    source_id: str | None
    origin: str
    bytes: int
    modified_ns: int
    reader: str
    sha256: str | None = None
    rows_in: int = 0
    rows_loaded: int = 0
    rows_rejected: int = 0
    status: str = LOADED
    reason: str | None = None
    ignored_columns: str | None = None
    absent_columns: str | None = None
    source_version: str | None = None
    data_as_of: date | None = None
    as_of_basis: str | None = None
    seconds: float = 0.0
    loaded_at: datetime | None = None
    known_since: datetime | None = None

    @property
    def waits(self) -> bool:
        """Whether a copy is still arriving, of a file that is new or beside the rows it had."""
        return self.status == WAITING or (self.status == LOADED and self.reason is not None)


LOAD_COLUMNS = [column.name for column in fields(Load)]


def load_table_sql() -> str:
    """Columns of `raw.loads` with their types."""
    typed = []
    for column in fields(Load):
        kinds = getattr(column.type, "__args__", (column.type,))
        typed.append(f"{column.name} {TYPES[kinds[0]]}")
    return ", ".join(typed)


def _names(columns: str) -> list[str]:
    return [column.split()[0] for column in columns.split(", ")]


class Ledger:
    """The books in one build file."""

    def __init__(self, connection: duckdb.DuckDBPyConnection):
        self.connection = connection
        connection.execute("begin")
        connection.execute("create schema if not exists raw")
        books = {"loads": load_table_sql(), **BOOKS}
        if any(self._columns(name) != _names(columns) for name, columns in books.items()):
            self._start_anew()
            for name, columns in books.items():
                connection.execute(f"create table raw.{name} ({columns})")
        connection.execute(f"create table if not exists raw.dates ({DATES})")
        connection.execute("commit")

    def prepare_table(self, source: Source) -> None:
        """Make a source's raw table; one of other columns than now is emptied, to be read anew."""
        wanted = [*source.columns, *PROVENANCE]
        if self._columns(source.name) == wanted:
            return
        table = identifier(source.name)
        columns = [f"{identifier(name)} varchar" for name in source.columns]
        columns += [f"{name} {kind}" for name, kind in PROVENANCE.items()]
        self.connection.execute("begin")
        self.connection.execute(f"create or replace table raw.{table} ({', '.join(columns)})")
        for book in ("loads", *BOOKS):
            self.connection.execute(f"delete from raw.{book} where source = ?", [source.name])
        self.connection.execute("commit")

    def known(self) -> dict[str, Load]:
        """What became of each file before, by its name."""
        found = self.connection.execute(f"select {', '.join(LOAD_COLUMNS)} from raw.loads")
        return {row[0]: Load(*row) for row in found.fetchall()}

    def first_seen(self, source: Source, sha256: str) -> date | None:
        """The day on which these bytes took the place of others, under whatever name."""
        return self.connection.execute(
            "select min(data_as_of) from raw.dates "
            "where source = ? and sha256 = ? and as_of_basis = 'replaced'",
            [source.name, sha256],
        ).fetchone()[0]

    def last_dated(self, source: Source, file: str, sha256: str) -> date | None:
        """Of when the newest of the other bytes are that a file's name has had."""
        return self.connection.execute(
            "select max(data_as_of) from raw.dates where source = ? and file = ? and sha256 <> ?",
            [source.name, file, sha256],
        ).fetchone()[0]

    def note_date(self, load: Load) -> None:
        """Note of when a file's bytes are."""
        self.connection.execute(
            "insert into raw.dates values (?, ?, ?, ?, ?)",
            [load.source, load.file, load.sha256, load.data_as_of, load.as_of_basis],
        )

    def original(self, sha256: str, but: Collection[str]) -> str | None:
        """The file from which the same bytes were loaded, other than those named."""
        found = self.connection.execute(
            "select file from raw.loads where sha256 = ? and status = 'loaded' order by file",
            [sha256],
        )
        return next((file for (file,) in found.fetchall() if file not in but), None)

    def remove(self, load: Load) -> None:
        """Take a file's rows out, and it out of the books, but for its revisions."""
        if load.status == LOADED:
            self.connection.execute(
                f"delete from raw.{identifier(load.source)} where _file = ?", [load.file]
            )
        for book in ("loads", "rejected_rows"):
            self.connection.execute(f"delete from raw.{book} where file = ?", [load.file])

    def remove_gone(self, loads: Iterable[Load]) -> None:
        """Take out what is left of files that are no longer there."""
        for load in loads:
            self.connection.execute("begin")
            self.remove(load)
            self.connection.execute("delete from raw.revisions where file = ?", [load.file])
            self.connection.execute("commit")

    def touch(self, load: Load, file: Found) -> None:
        """Note that a file was written again with the bytes that it had."""
        self.connection.execute(
            "update raw.loads set modified_ns = ?, reason = null where file = ?",
            [file.modified_ns, load.file],
        )

    def wait(self, load: Load, reason: str) -> None:
        """Note beside the rows of a file that another copy of it is arriving."""
        self.connection.execute(
            "update raw.loads set reason = ? where file = ?",
            [f"a newer copy waits: {reason}", load.file],
        )

    def enter(self, load: Load) -> None:
        """Enter what became of a file; a refusal also stands among the rejected rows."""
        if load.status == REFUSED:
            self.connection.execute(
                "insert into raw.rejected_rows (source, file, sha256, rule, expected, loaded_at) "
                "values (?, ?, ?, 'source-error', ?, ?)",
                [load.source, load.file, load.sha256, load.reason, load.loaded_at],
            )
        marks = ", ".join("?" * len(LOAD_COLUMNS))
        self.connection.execute(f"insert into raw.loads values ({marks})", list(astuple(load)))

    def _columns(self, table: str) -> list[str]:
        found = self.connection.execute(
            "select column_name from duckdb_columns() where database_name = current_database() "
            "and schema_name = 'raw' and table_name = ? order by column_index",
            [table],
        )
        return [name for (name,) in found.fetchall()]

    def _start_anew(self) -> None:
        """Drop what an older version wrote: books of another shape, and the rows they told of."""
        for table in ("loads", *BOOKS):
            self.connection.execute(f"drop table if exists raw.{table}")
        tables = self.connection.execute(
            "select distinct table_name from duckdb_columns() where schema_name = 'raw' "
            "and column_name = '_sha256'"
        ).fetchall()
        for (table,) in tables:
            self.connection.execute(f"drop table raw.{identifier(table)}")

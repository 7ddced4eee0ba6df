"""From files to raw tables: only what is new is read, and every row is loaded or rejected."""

import time
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from orchestration.contracts import TableResult, check_tables, digests, identifier, workspace
from orchestration.contracts.sql import literal
from orchestration.errors import FileRefusedError
from orchestration.inbox import Found, find_files, let_settle, unfinished
from orchestration.ledger import DUPLICATE, LOADED, REFUSED, WAITING, Ledger, Load, reader_digest
from orchestration.settings import Settings
from orchestration.sources import SOURCES, Source, open_source_file

UNRECOGNISED = "unrecognised"
# Under these names `check_tables` leaves the rows and errors of the file in hand.
KEPT = "arriving"
ROWS, ERRORS, GOOD = f"{KEPT}_rows", f"{KEPT}_errors", f"{KEPT}_good"


def load_files(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    now: datetime,
    sources: Sequence[Source] = SOURCES,
) -> None:
    """Bring the raw tables in line with the files of the seeds and of the inbox.

    A file that is known and unchanged is not read. A new one is loaded under the source that its
    folder or its columns tell; one whose bytes were loaded before is a duplicate; one that cannot
    be read is refused with the reason; one that is still arriving waits. Where a file holds other
    bytes than before, its new rows take the place of the old, and each value that differs goes to
    `raw.revisions`. The rows of a file that is gone leave. A row that breaks its contract stands
    in `raw.rejected_rows` once for each broken rule, with its whole record.

    Args:
        connection: the build file, open for writing.
        settings: names the seeds and the inbox.
        now: time of the load, UTC.
        sources: those whose files are looked at.

    Raises:
        RedzoneError: a source ships with the project and its seed files are missing.
    """
    found = find_files(settings, sources)
    ledger = Ledger(connection)
    for source in sources:
        ledger.prepare_table(source)
    known = ledger.known()
    there = {file.name for file in found}
    names = {source.name for source in sources}
    if names == {source.name for source in SOURCES}:
        names |= {UNRECOGNISED, *(load.source for load in known.values())}
    gone = [load for name, load in known.items() if name not in there and load.source in names]
    changed = _changed(found, known, {load.file for load in gone})
    ledger.remove_gone(gone)
    let_settle([file for file in changed if not file.shipped])
    pending = {file.name for file in changed}
    for file in changed:
        with workspace() as folder:
            _Loader(ledger, file, known.get(file.name), pending, now).run(folder, names)
        pending.remove(file.name)


def _changed(found: Sequence[Found], known: dict[str, Load], gone: Collection[str]) -> list[Found]:
    """Files that must be looked into, and duplicates whose original is no longer what it was."""
    changed = [file for file in found if not _is_current(known.get(file.name), file)]
    moved = {*gone, *(file.name for file in changed)}
    standing = {
        load.sha256 for name, load in known.items() if load.status == LOADED and name not in moved
    }
    orphans = [
        file
        for file in found
        if file.name not in moved
        and known[file.name].status == DUPLICATE
        and known[file.name].sha256 not in standing
    ]
    return [*changed, *orphans]


def _is_current(load: Load | None, file: Found) -> bool:
    return (
        load is not None
        and not load.waits
        and load.sha256 is not None
        and (load.bytes, load.modified_ns) == (file.size, file.modified_ns)
        and load.reader == reader_digest()
    )


class _Loader:
    """One file on its way in.

    Args:
        ledger: the books.
        file: the file.
        before: what became of its earlier bytes.
        pending: names of the files, this one among them, that are not looked into yet.
        now: time of the load.
    """

    def __init__(
        self,
        ledger: Ledger,
        file: Found,
        before: Load | None,
        pending: Collection[str],
        now: datetime,
    ):
        self.ledger, self.connection = ledger, ledger.connection
        self.file, self.before, self.pending = file, before, pending
        folders = {source.inbox for source in file.candidates}
        self.load = Load(
            file=file.name,
            source=file.candidates[0].name if len(folders) == 1 else UNRECOGNISED,
            source_id=None,
            origin="seeds" if file.shipped else "inbox",
            bytes=file.size,
            modified_ns=file.modified_ns,
            reader=reader_digest(),
            loaded_at=now,
            known_since=before.known_since if before else now,
        )

    def run(self, folder: Path, names: Collection[str]) -> None:
        """Load the file, or note why not; one of a source that is not named is left alone."""
        began = time.monotonic()
        source = self._read(folder)
        load, before = self.load, self.before
        if load.source not in names:
            return
        if load.status == WAITING and before and before.status == LOADED:
            self.ledger.wait(before, load.reason)
        elif load.status == LOADED and source is None:
            self.ledger.touch(before, self.file)
        else:
            self._enter(source, began)

    def _read(self, folder: Path) -> Source | None:
        """Tell in the load what becomes of the file; gives the source of rows that are to be kept.

        Seeds that cannot be read now are refused, which stops the build; other files wait.
        """
        later = replace(self.load, status=REFUSED if self.file.shipped else WAITING)
        source = None
        try:
            source = self._look(folder)
        except (OSError, duckdb.OperationalError) as error:
            self.load = replace(later, reason=self._told(error))
        except (FileRefusedError, duckdb.Error) as error:
            self.load.status, self.load.reason = REFUSED, self._told(error)
        if self.load.sha256 and not self.file.unchanged:
            self.load, source = replace(later, reason="it changed while it was read."), None
        return source

    def _told(self, error: Exception) -> str:
        """What an error says, without the places of this machine."""
        if isinstance(error, OSError):
            return f"it cannot be read: {error.strerror or type(error).__name__}."
        return str(error).splitlines()[0].replace(str(self.file.path.resolve()), self.file.name)

    def _look(self, folder: Path) -> Source | None:
        load, file = self.load, self.file
        if not file.shipped and (reason := unfinished(file)):
            load.status, load.reason = WAITING, reason
            return None
        load.sha256 = digests([file.path], ["sha256"]).hexdigests["sha256"]
        if original := self.ledger.original(load.sha256, self.pending):
            load.status, load.reason = DUPLICATE, f"the same bytes as {original}"
            return None
        return None if self._is_known() else self._check(folder)

    def _enter(self, source: Source | None, began: float) -> None:
        """Replace in one step what the books and the tables hold of the file."""
        self.connection.execute("begin")
        if source:
            self._compare(source)
        if self.before:
            self.ledger.remove(self.before)
        if source:
            self._insert(source)
            self.ledger.note_date(self.load)
        self.load.seconds = round(time.monotonic() - began, 3)
        self.ledger.enter(self.load)
        self.connection.execute("commit")

    def _is_known(self) -> bool:
        before, load = self.before, self.load
        return (
            before is not None
            and before.status == LOADED
            and (before.sha256, before.reader) == (load.sha256, load.reader)
        )

    def _check(self, folder: Path) -> Source:
        """Hold the rows against the contract of the source that they are of."""
        load, file = self.load, self.file
        source, table = open_source_file(file.path, file.candidates, name=file.name, folder=folder)
        load.source, load.source_id = source.name, source.source_id or None
        contract = source.contract(table.labels)
        table = table.stored(self.connection, f"{KEPT}_cells")
        result = check_tables([table], contract, connection=self.connection, keep=KEPT)
        refuse_header(result, table.labels)
        ignored = [label for label in table.labels if label not in source.columns]
        absent = [column for column in source.columns if column not in table.labels]
        load.ignored_columns = ", ".join(ignored) or None
        load.absent_columns = ", ".join(absent) or None
        self._keep_good_rows(source, absent, result.rejected)
        load.source_version, load.data_as_of, load.as_of_basis = self._release(source)
        load.rows_in, load.rows_loaded = result.rows_in, result.accepted
        load.rows_rejected = result.rejected
        return source

    def _keep_good_rows(self, source: Source, absent: Collection[str], rejected: int) -> None:
        """Let a view hold the rows that keep the contract, with every column of the source."""
        columns = ", ".join(
            f"null::varchar as {identifier(name)}" if name in absent else identifier(name)
            for name in source.columns
        )
        good = f" where _row not in (select _row from {ERRORS})" if rejected else ""
        self.connection.execute(
            f"create or replace temp view {GOOD} as select {columns}, _row from {ROWS}{good}"
        )

    def _release(self, source: Source) -> tuple[str | None, date, str]:
        """The version of the data, the day at which they stood, and what tells that day."""
        version, as_of = source.release(self.file.path.name)
        basis = "release"
        if as_of is None and source.as_of:
            found = self.connection.execute(f"select ({source.as_of})::date from {GOOD}")
            (as_of,), basis = found.fetchone(), "rows"
        if as_of is None:
            as_of = datetime.fromtimestamp(self.file.modified_ns / 1e9, UTC).date()
            basis = "file"
        today = self.load.loaded_at.date()
        if basis != "release":  # no clock that runs ahead dates what is already here
            as_of = min(as_of, today)
        if self.file.shipped:
            return version, as_of, basis
        seen = self.ledger.first_seen(source, self.load.sha256)
        before = self.ledger.last_dated(source, self.load.file, self.load.sha256)
        if seen:
            as_of, basis = seen, "replaced"
        elif before and before >= as_of:
            as_of, basis = max(before, today), "replaced"
        return version, as_of, basis

    def _loaded_before(self, source: Source) -> Load | None:
        """The file's load before this one, where its rows are the source's."""
        before = self.before
        loaded = before is not None and before.status == LOADED and before.source == source.name
        return before if loaded else None

    def _compare(self, source: Source) -> None:
        """Note each value that differs from what the file said before, by the natural key."""
        before, load = self._loaded_before(source), self.load
        if before is None or before.sha256 == load.sha256:
            return
        old = f"(from raw.{identifier(source.name)} where _file = $file)"
        marks = {
            "source": source.name,
            "file": load.file,
            "old_sha256": before.sha256,
            "new_sha256": load.sha256,
            "old_as_of": before.data_as_of,
            "new_as_of": load.data_as_of,
            "now": load.loaded_at,
        }
        self.connection.execute(
            "insert into raw.revisions select $source, $file, record_key, change.*, $old_sha256, "
            "$new_sha256, $old_as_of, $new_as_of, $now "
            f"from ({changes_sql(source, old, GOOD)})",
            marks,
        )

    def _insert(self, source: Source) -> None:
        load = self.load
        columns = ", ".join(map(identifier, source.columns))
        self.connection.execute(
            f"insert into raw.{identifier(source.name)} "
            f"select {columns}, ?, _row, ?, ?, ?, ? from {GOOD}",
            [load.file, load.sha256, load.loaded_at, load.source_version, load.data_as_of],
        )
        if load.rows_rejected:
            self.connection.execute(
                "insert into raw.rejected_rows select ?, ?, ?, _row, error.field, error.value, "
                f"error.type, error.expected, _record, ? from {ERRORS} as error "
                f"inner join {ROWS} using (_row) order by _row, error.ordinal",
                [source.name, load.file, load.sha256, load.loaded_at],
            )


def changes_sql(source: Source, old: str, new: str) -> str:
    """A select of `record_key` and `change`: what two states of a file's records differ in.

    `change` is a struct of change (added, removed, revised), column, old and new value. A removed
    record is told whole, as JSON.

    Args:
        source: names the columns and the natural key.
        old: the records before, in a FROM clause.
        new: the records now.
    """
    key = [identifier(name) for name in source.key]
    matching = " and ".join(f"old.{name} is not distinct from new.{name}" for name in key)
    told = ", ".join(f"coalesce(old.{name}, new.{name})" for name in key)
    whole = ", ".join(f"{literal(name)}, old.{identifier(name)}" for name in source.columns)
    revised = ", ".join(
        f"{{change: 'revised', name: {literal(name)}, old_value: old.{identifier(name)}, "
        f"new_value: new.{identifier(name)}}}"
        for name in source.columns
        if name not in source.key
    )
    once = "{{change: '{}', name: null::varchar, old_value: {}::varchar, new_value: null::varchar}}"
    removed, added = once.format("removed", f"json_object({whole})"), once.format("added", "null")
    return (
        f"select concat_ws(' | ', {told}) as record_key, unnest(case "
        f"when new._there is null then [{removed}] when old._there is null then [{added}] "
        f"else list_filter([{revised}], "
        "lambda pair: pair.old_value is distinct from pair.new_value) end) as change "
        f"from (select *, true as _there from {old}) as old "
        f"full join (select *, true as _there from {new}) as new on {matching}"
    )


def refuse_header(result: TableResult, labels: tuple[str, ...]) -> None:
    """See that a header names every column once; else no row could be loaded.

    Raises:
        FileRefusedError: it does not.
    """
    lacking = [error.field for error in result.errors if error.type == "missing-label"]
    repeated = [error.value for error in result.errors if error.type == "duplicate-label"]
    if result.counts.get("blank-header"):
        raise FileRefusedError("it has no columns.")
    if lacking:
        raise FileRefusedError(
            f"the header lacks {', '.join(lacking)}. It has: {', '.join(labels)}."
        )
    if repeated:
        raise FileRefusedError(f"the header names {', '.join(repeated)} more than once.")

"""Records that Python has read, stored where DuckDB can select them: the careful way."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from orchestration.contracts.reading.table_file import TableFile
from orchestration.contracts.reading.unpack import free_path
from orchestration.contracts.sql import literal
from orchestration.errors import FileRefusedError

BATCH_ROWS = 20_000
BATCH_CHARACTERS = 1 << 25
# A record: its number in the file, and its cells.
Record = tuple[int, Sequence[str]]


def from_records(
    labels: Sequence[str],
    records: Iterable[Record],
    *,
    name: str,
    workspace: Path,
    header_row: int = 1,
    width: int | None = None,
    notes: tuple[str, ...] = (),
    null_sequence: str | None = None,
) -> TableFile:
    """Store records as text cells and give the table file that reads them.

    Args:
        labels: header labels; none without a header.
        records: the records below the header in order.
        name: the file as people name it.
        workspace: a temporary folder.
        header_row: number of the last header record.
        width: number of columns where there is no header; that of the first record if not given.
        notes: what was recognised on the way.
        null_sequence: a text that stands for no value.
    """
    records = iter(records)
    columns = len(labels)
    if not header_row:
        first = next(records, None)
        columns = len(first[1]) if width is None and first else width or 0
        records = itertools.chain([first], records) if first else records
    path = free_path(workspace, ".parquet")
    count = _write(records, columns, path)
    cells = "".join(f"c{number}, " for number in range(1, columns + 1))
    source = f"from read_parquet({literal(str(path))})"
    return TableFile(
        name=name,
        labels=tuple(labels),
        types=("VARCHAR",) * columns,
        header_row=header_row,
        records=count,
        columns_sql=f"select {cells}_extra {source}",
        numbered_sql=f"select {cells}_row, _extra {source}",
        notes=notes,
        null_sequence=null_sequence,
    )


def _write(records: Iterable[Record], columns: int, path: Path) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    names = [f"c{number}" for number in range(1, columns + 1)]
    schema = pa.schema(
        [
            *((name, pa.large_string()) for name in names),
            ("_row", pa.int64()),
            ("_extra", pa.list_(pa.large_string())),
        ]
    )
    count = 0
    with pq.ParquetWriter(path, schema, compression="zstd", use_dictionary=False) as writer:
        for batch in _batches(records):
            numbers, found = zip(*batch, strict=True)
            cells = zip(*(_fitted(record, columns) for record in found), strict=True)
            extra = [list(record[columns:]) or None for record in found]
            try:
                arrays = [pa.array(values, pa.large_string()) for values in cells]
                arrays.append(pa.array(numbers, pa.int64()))
                arrays.append(pa.array(extra, schema.field("_extra").type))
            except UnicodeEncodeError as error:
                raise FileRefusedError(
                    f"among its rows {numbers[0]:,} to {numbers[-1]:,}, a cell holds half a "
                    f"character: {error.object[error.start : error.end]!a}.",
                    "encoding-error",
                ) from error
            writer.write_batch(pa.record_batch(arrays, schema=schema))
            count += len(batch)
    return count


def _fitted(record: Sequence[str], columns: int) -> Sequence[str | None]:
    if len(record) == columns:
        return record
    return [*record[:columns], *[None] * (columns - len(record))]


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    """Records in lists that are bounded in rows and in characters."""
    batch: list[Record] = []
    characters = 0
    for record in records:
        batch.append(record)
        characters += sum(map(len, record[1]))
        if len(batch) >= BATCH_ROWS or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch

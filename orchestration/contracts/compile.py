"""A contract and a table's files, compiled to SQL: the rows with their values, rules and keys."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from orchestration.contracts.functions import NAME, register
from orchestration.contracts.header import HeaderError, match_header
from orchestration.contracts.logical import TEXT, Cell
from orchestration.contracts.reading import TableFile
from orchestration.contracts.rules import Column, Rule, check_constants, constants, field_rules
from orchestration.contracts.schema import Contract, Field, ForeignKey, SchemaError, read_schema
from orchestration.contracts.sql import identifier, literal
from orchestration.errors import FileRefusedError

# A blank row is told as such, whatever stands beyond its last column.
EXTRA_CELLS = "(_extra is not null and not _blank)"
# A table's files and its Table Schema descriptor.
Table = tuple[Sequence[TableFile], Mapping[str, Any]]


@dataclass(frozen=True)
class Key:
    """Columns that must not hold the same values in two rows.

    Attributes:
        type: type of the error that a repetition is.
        columns: the key's columns.
        expected: what was expected, in words.
    """

    type: str
    columns: tuple[Column, ...]
    expected: str

    @property
    def name(self) -> str:
        """Names of the fields."""
        return ", ".join(column.field.name for column in self.columns)


class CompiledTable:
    """The SQL of a table under its contract.

    Attributes:
        header_errors: what is wrong with the header, by file.
        rules: conditions that are true where a row breaks them.
        keys: what must not repeat.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        files: Sequence[TableFile],
        contract: Contract,
        references: Mapping[str, Table],
    ):
        self._connection = connection
        self._contract = contract
        self.files = files
        fields, self.header_errors = _match(files, contract)
        self._columns = [
            _column(number, field, type)
            for number, (field, type) in enumerate(zip(fields, files[0].types, strict=True), 1)
        ]
        named = [list(constants(column)) for column in self._columns]
        self._register(str(named))
        check_constants(connection, [constant for several in named for constant in several])
        self.rules = list(self._record_rules())
        for column, several in zip(self._columns, named, strict=True):
            self.rules += field_rules(column, several, connection)
        self.rules += self._missing_keys()
        self.keys = tuple(self._keys())
        for number, key in enumerate(contract.foreign_keys):
            self.rules += self._foreign_key(key, number, references)
        keys = "".join(column.key() for key in self.keys for column in key.columns)
        self._register(self.rows_sql(numbered=False) + str(self.rules) + keys)

    @property
    def broken(self) -> str:
        """Condition that is true where a row breaks any rule but that of a key."""
        rules = [f"coalesce({rule.broken}, false)" for rule in self.rules]
        return " or ".join([EXTRA_CELLS, *rules])

    def rows_sql(self, *, numbered: bool) -> str:
        """A with clause that ends in `valued`, the table's rows.

        They have `_file` (number of the file, from 0), `_row` where they are numbered, the cells
        as c1, c2, …, `_extra`, `_blank`, and what the rules ask for.
        """
        source = " union all ".join(
            f"select {number} as _file, * from ({file.sql(numbered=numbered)})"
            for number, file in enumerate(self.files)
        )
        numbers = range(1, len(self._columns) + 1)
        present = "".join(
            f", {_present(f'c{number}', column, self.files[0])} as {column.cell.present}"
            for number, column in zip(numbers, self._columns, strict=True)
        )
        values = "".join(
            f", {column.cell.value()} as {column.value}"
            for column in self._columns
            if not column.cell.is_plain
        )
        cells = ", ".join(column.cell.text for column in self._columns)
        blank = f"coalesce({cells}) is null" if cells else "false"
        return (
            f"with source as ({source}), present as (select *{present} from source), "
            f"valued as (select *, {blank} as _blank{values} from present) "
        )

    def fields_sql(self) -> str:
        """The rows by their fields' names: what each cell holds, NULL where that means no value.

        They also have `_file`, `_row`, and `_record`: every cell of the record by its label, and
        the cells beyond the last column as `_extra`, as JSON.
        """
        found = {name: column.cell.present for name, column in self._by_name().items()}
        fields = "".join(
            f", {found.get(field.name, 'null')}::varchar as {identifier(field.name)}"
            for field in self._contract.fields
        )
        labels = [column.field.name for column in self._columns]
        cells = ", ".join(f"{literal(label)}, c{n}" for n, label in enumerate(labels, start=1))
        record = (
            f"case when _extra is null then json_object({cells}) "
            f"else json_object({cells}, '_extra', _extra) end"
        )
        rows = self.rows_sql(numbered=True)
        return f"{rows} select _file, _row{fields}, {record} as _record from valued"

    def _by_name(self) -> dict[str, Column]:
        """The column of each field: the first, where others bear its name as their label."""
        return {column.field.name: column for column in reversed(self._columns)}

    def _register(self, sql: str) -> None:
        if NAME in sql:
            register(self._connection)

    def _record_rules(self) -> Iterator[Rule]:
        yield Rule("blank-row", None, "_blank", "null", "a row with a value in it")
        if self.files[0].is_text:
            expected = f"{len(self._columns)} cells, one for each column"
            for number, column in enumerate(self._columns, start=1):
                broken = f"c{number} is null and not _blank"
                yield Rule("missing-cell", column.field.name, broken, "null", expected)

    def _missing_keys(self) -> Iterator[Rule]:
        key = self._contract.primary_key
        for column in self._named(key):
            broken = f"{column.cell.present} is null and not _blank"
            expected = f"a value, being part of the primary key {', '.join(key)}"
            yield Rule("primary-key", column.field.name, broken, "null", expected)

    def _keys(self) -> Iterator[Key]:
        key = self._contract.primary_key
        if columns := self._named(key):
            yield Key("primary-key", columns, f"the primary key {', '.join(key)} to stand once")
        unique = [(c.field.name,) for c in self._columns if c.field.constraints.get("unique")]
        for names in (*unique, *self._contract.unique_keys):
            if columns := self._named(names):
                yield Key("unique-error", columns, f"each {', '.join(names)} to stand once")

    def _foreign_key(
        self, key: ForeignKey, number: int, references: Mapping[str, Table]
    ) -> Iterator[Rule]:
        columns = self._named(key.fields)
        there = self._referenced(key, references) if key.resource else self
        found = there._named(key.reference)
        if not columns:
            return
        broken = complete(columns)
        families = [column.family() for column in columns]
        # Keys of another family are never equal, nor are those of fields that are not there.
        if found and families == [column.family() for column in found]:
            table = f"contract_reference_{number}"
            there._store_keys(table, found)
            broken += f" and {packed(columns)} not in (select key from {table})"
        target = f"{key.resource or 'the table itself'} ({', '.join(key.reference)})"
        name = ", ".join(key.fields)
        yield Rule("foreign-key", name, broken, joined(columns), f"a value that stands in {target}")

    def _referenced(self, key: ForeignKey, references: Mapping[str, Table]) -> "CompiledTable":
        if key.resource not in references:
            raise SchemaError(
                f"A foreign key leads to the resource {key.resource}, which is not there. "
                f"There are: {', '.join(references) or 'none'}."
            )
        files, schema = references[key.resource]
        contract = read_schema(schema)
        unknown = set(key.reference) - {field.name for field in contract.fields}
        if unknown:
            raise SchemaError(
                f"A foreign key leads to {min(unknown)} of {key.resource}, which is no field there."
            )
        bare = Contract(contract.fields, contract.fields_match)
        return CompiledTable(self._connection, files, bare, {})

    def _store_keys(self, table: str, columns: tuple[Column, ...]) -> None:
        keys = (
            f"{self.rows_sql(numbered=False)} select distinct {packed(columns)} as key "
            f"from valued where {complete(columns)}"
        )
        self._register(keys)
        self._connection.execute(f"create or replace temp table {table} as {keys}")

    def _named(self, names: Sequence[str]) -> tuple[Column, ...]:
        """The columns of some fields; none where one of them is not in the file."""
        by_name = self._by_name()
        found = tuple(by_name[name] for name in names if name in by_name)
        return found if len(found) == len(names) else ()


def complete(columns: Sequence[Column]) -> str:
    """Condition that is true where no part of a key is missing."""
    return "(" + " and ".join(f"{column.value} is not null" for column in columns) + ")"


def packed(columns: Sequence[Column]) -> str:
    """A key as one value."""
    parts = ", ".join(f"k{n} := {column.key()}" for n, column in enumerate(columns))
    return f"struct_pack({parts})"


def joined(columns: Sequence[Column]) -> str:
    """A key as one text to show."""
    return f"concat_ws(', ', {', '.join(column.cell.text for column in columns)})"


def _match(
    files: Sequence[TableFile], contract: Contract
) -> tuple[Sequence[Field], list[list[HeaderError]]]:
    """The fields of a table's columns, and the errors of each file's header.

    Raises:
        FileRefusedError: the parts of a table have not the same columns.
    """
    first = files[0]
    for part in files[1:]:
        if (part.labels, part.types) != (first.labels, first.types):
            raise FileRefusedError(
                f"{part.name} has not the same columns as {first.name}, of whose table it is a "
                f"part: {', '.join(part.labels)} against {', '.join(first.labels)}."
            )
    if not first.header_row:
        return contract.fields[: len(first.types)], [[] for _ in files]
    missing = contract.fields[0].missing
    header = match_header(first.labels, contract, missing)
    return header.fields, [list(header.errors), *([] for _ in files[1:])]


def _column(number: int, field: Field, type: str) -> Column:
    cell = Cell(field, f"p{number}", type.upper())
    return Column(cell, cell.text if cell.is_plain else f"v{number}")


def _present(cell: str, column: Column, file: TableFile) -> str:
    """A cell, NULL where it means no value."""
    missing = column.field.missing
    if file.null_sequence is not None:
        missing = (*missing, file.null_sequence)
    text = cell if column.cell.type == TEXT else f"{cell}::varchar"
    if not missing or (text != cell and missing == ("",)):
        return cell
    values = ", ".join(map(literal, missing))
    return f"case when {text} in ({values}) then null else {cell} end"

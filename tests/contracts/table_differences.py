"""Where our reading of rows, headers and keys parts from frictionless-py's on purpose."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from harness import Told
from strategies import Table


@dataclass(frozen=True)
class TableDifference:
    """One way of ours that is not theirs.

    Attributes:
        clause: name of the clause of the specification that decides.
        because: why we do as we do.
        explains: whether an error that only one of us tells comes from it.
    """

    clause: str
    because: str
    explains: Callable[[Table, Told], bool]


def table_difference(table: Table, error: Told) -> TableDifference | None:
    """The difference by which only one of us tells an error."""
    return next((known for known in TABLE_DIFFERENCES if known.explains(table, error)), None)


def _labels_are_ambiguous(table: Table, _: Told) -> bool:
    labels = table.records[0]
    return "fieldsMatch" in table.schema and len(set(labels)) < len(labels)


def _key_has_a_missing_part(table: Table, error: Told) -> bool:
    return error[0] == "primary-key" and _has_none(table, error, table.schema["primaryKey"])


def _reference_has_a_missing_part(table: Table, error: Told) -> bool:
    (key,) = table.schema.get("foreignKeys", [{"fields": []}])
    return error[0] == "foreign-key" and _has_none(table, error, key["fields"])


def _unique_key_repeats(table: Table, error: Told) -> bool:
    for names in table.schema.get("uniqueKeys", []):
        seen: set[tuple[Any, ...]] = set()
        for row, record in _values(table):
            key = tuple(record[name] for name in names)
            if None not in key and key in seen and error == ("unique-error", row, ", ".join(names)):
                return True
            seen.add(key)
    return False


def _blank_line_ends_the_file(table: Table, error: Told) -> bool:
    type, row, _ = error
    beyond = row is not None and row > len(table.rows) + 1
    return beyond and type in ("blank-row", "primary-key")


def _extra_column_has_a_label_that_repeats(table: Table, error: Told) -> bool:
    extra = table.records[0][len(table.schema["fields"]) :]
    type, _, name = error
    return type == "missing-cell" and (name or "").rstrip("0123456789") in extra


TABLE_DIFFERENCES = (
    TableDifference(
        "Table Schema, fieldsMatch",
        "A label that repeats is an error of the header; frictionless-py gives up on the file.",
        _labels_are_ambiguous,
    ),
    TableDifference(
        "Table Schema, primaryKey",
        "Each field of the key is as if it were required, and what has no value is not compared.",
        _key_has_a_missing_part,
    ),
    TableDifference(
        "Table Schema, foreignKeys",
        "Foreign keys are modelled on SQL's, which are not checked where a part is null.",
        _reference_has_a_missing_part,
    ),
    TableDifference(
        "Table Schema, uniqueKeys",
        "Unique keys are to be checked in every row; frictionless-py does not look at them.",
        _unique_key_repeats,
    ),
    TableDifference(
        "Glossary, tabular data",
        "The specification does not say; editors leave blank lines at the end, and nobody means "
        "rows by them.",
        _blank_line_ends_the_file,
    ),
    TableDifference(
        "Table Schema, fieldsMatch",
        "A column beyond the fields has the label that it has; frictionless-py adds a number.",
        _extra_column_has_a_label_that_repeats,
    ),
)


def _has_none(table: Table, error: Told, names: Sequence[str]) -> bool:
    record = dict(_values(table)).get(error[1])
    return record is not None and any(record[name] is None for name in names)


def _values(table: Table) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each row's number and its logical values by field, none where the field has no column."""
    fields = table.schema["fields"]
    labels = table.records[0]
    if "fieldsMatch" not in table.schema:
        labels = tuple(field["name"] for field in fields)
    for number, record in enumerate(table.records[1:], start=2):
        cells = dict(zip(labels, record, strict=False))
        yield number, {f["name"]: _value(f["type"], cells.get(f["name"], "")) for f in fields}


def _value(type: str, cell: str) -> Any:
    if not cell or type == "string":
        return cell or None
    try:
        return int(cell) if type == "integer" else Decimal(cell)
    except (ValueError, InvalidOperation):
        return None

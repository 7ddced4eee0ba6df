"""A resource's inline data, JSON or CSV, as the records of a table."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from orchestration.contracts.reading import TableFile, from_records, open_table
from orchestration.contracts.reading.unpack import free_path
from orchestration.errors import FileRefusedError

# Stands for JSON's null, which no text is taken for.
NULL = "\x02null\x02"


def open_inline(
    data: Any,
    *,
    name: str,
    workspace: Path,
    dialect: Mapping[str, Any],
    fields: Sequence[str] = (),
) -> TableFile:
    """Open inline data: an array of arrays, an array of objects, or a text of CSV.

    A cell that is no JSON string is read as its JSON text; null means no value.

    Args:
        data: as the descriptor has it.
        name: the resource's name.
        workspace: a temporary folder.
        dialect: Table Dialect descriptor.
        fields: names of the schema's fields, in whose order objects are read.

    Raises:
        FileRefusedError: the data are no table.
    """
    if isinstance(data, str):
        path = free_path(workspace, ".csv")
        path.write_text(data, encoding="utf-8", newline="")
        return open_table(
            path,
            name=name,
            workspace=workspace,
            dialect=dialect,
            format="csv",
            width=len(fields) or None,
        )
    kinds = {type(row) for row in data} if isinstance(data, list) else set()
    header_row = 0 if dialect.get("header") is False else 1
    if kinds == {dict} and (fields or any(data)):
        labels = list(dict.fromkeys([*fields, *(key for row in data for key in row)]))
        rows = [[row.get(label) for label in labels] for row in data]
        header_row = 1
    elif kinds == {list}:
        labels = [_text(cell, "") for cell in data[0]] if header_row else []
        rows = data[header_row:]
    else:
        raise FileRefusedError(
            "its inline data are no table. Expected an array of arrays, an array of objects, or "
            "a text of CSV."
        )
    records = (
        (number, [_text(cell, NULL) for cell in row])
        for number, row in enumerate(rows, start=header_row + 1)
    )
    return from_records(
        labels,
        records,
        name=name,
        workspace=workspace,
        header_row=header_row,
        width=len(fields) or None,
        null_sequence=NULL,
    )


def _text(cell: Any, null: str) -> str:
    if cell is None:
        return null
    return cell if isinstance(cell, str) else json.dumps(cell, ensure_ascii=False)

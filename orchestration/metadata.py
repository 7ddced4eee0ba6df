"""What a table is, as Dagster's UI shows it: its rows, its columns, a picture."""

import base64
from collections.abc import Iterable
from typing import Any

import dagster as dg
import duckdb

from orchestration.pictures import PICTURES


def table_metadata(
    connection: duckdb.DuckDBPyConnection, schema: str, table: str
) -> dict[str, Any]:
    """Row count, column schema and pictures of a table or view, in the keys that the UI knows."""
    relation = f'"{schema}"."{table}"'
    (rows,) = connection.execute(f"select count(*) from {relation}").fetchone()
    columns = connection.execute(
        "select column_name, data_type, comment from duckdb_columns() "
        "where schema_name = ? and table_name = ? order by column_index",
        [schema, table],
    ).fetchall()
    draw = PICTURES.get(f"{schema}.{table}")
    pictures = draw(connection) if draw else {}
    return {
        "dagster/row_count": rows,
        "dagster/column_schema": _column_schema(columns),
        **{f"picture_{name}": _picture(png, name) for name, png in pictures.items()},
    }


def _column_schema(columns: Iterable[tuple[str, str, str | None]]) -> dg.TableSchema:
    return dg.TableSchema(
        columns=[
            dg.TableColumn(name, data_type.lower(), description=comment)
            for name, data_type, comment in columns
        ]
    )


def _picture(png: bytes, alternative: str) -> dg.MarkdownMetadataValue:
    """A PNG as metadata that the UI draws in place."""
    encoded = base64.b64encode(png).decode("ascii")
    return dg.MetadataValue.md(f"![{alternative}](data:image/png;base64,{encoded})")

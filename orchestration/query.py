"""A question to the published warehouse, its answer as a table or as CSV."""

import csv
import shutil
import sys

import duckdb

from orchestration.errors import RedzoneError
from orchestration.settings import Settings
from orchestration.warehouse import connect

MOST_ROWS = 200


def run_query(settings: Settings, sql: str, *, as_csv: bool = False) -> None:
    """Print the answer to `sql`: at most 200 rows as a table, or all of them as CSV.

    Raises:
        RedzoneError: nothing is published yet, or DuckDB cannot answer.
    """
    with connect(settings.warehouse, read_only=True) as connection:
        try:
            if as_csv:
                _write_csv(connection.execute(sql))
            elif answer := connection.sql(sql):
                width = shutil.get_terminal_size((120, 24)).columns
                answer.show(max_rows=MOST_ROWS, max_width=width)
        except duckdb.Error as error:
            raise RedzoneError(f"DuckDB cannot answer: {error}") from error


def _write_csv(answer: duckdb.DuckDBPyConnection) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([column[0] for column in answer.description])
    while rows := answer.fetchmany(10_000):
        writer.writerows(rows)

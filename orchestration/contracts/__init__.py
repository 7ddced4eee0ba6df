"""Table Schema as DuckDB SQL: what a row must satisfy, checked in one pass. Imports no Dagster."""

from orchestration.contracts.check import checked_rows_sql
from orchestration.contracts.files import CsvFile, open_csv
from orchestration.contracts.sql import identifier, literal

__all__ = ["CsvFile", "checked_rows_sql", "identifier", "literal", "open_csv"]

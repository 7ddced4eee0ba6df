"""Table Schema as DuckDB SQL: what a table must satisfy, every row checked. Imports no Dagster."""

from orchestration.contracts.check import check_file, check_tables, scratch, workspace
from orchestration.contracts.package.result import PackageResult
from orchestration.contracts.package.verify import verify_descriptor, verify_package
from orchestration.contracts.reading import TableFile, digests, from_records, open_table
from orchestration.contracts.result import Error, TableResult
from orchestration.contracts.schema import SchemaError
from orchestration.contracts.sql import identifier, literal

__all__ = [
    "Error",
    "PackageResult",
    "SchemaError",
    "TableFile",
    "TableResult",
    "check_file",
    "check_tables",
    "digests",
    "from_records",
    "identifier",
    "literal",
    "open_table",
    "scratch",
    "verify_descriptor",
    "verify_package",
    "workspace",
]

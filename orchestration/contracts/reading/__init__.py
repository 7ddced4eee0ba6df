"""Files as records that DuckDB can select: opening, recognising, unpacking. Knows no schema."""

from orchestration.contracts.reading.open import Digests, digests, open_table
from orchestration.contracts.reading.records import from_records
from orchestration.contracts.reading.table_file import TableFile

__all__ = ["Digests", "TableFile", "digests", "from_records", "open_table"]

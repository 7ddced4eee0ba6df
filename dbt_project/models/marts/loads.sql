select
    source,
    file,
    origin,
    sha256 as file_sha256,
    bytes,
    rows_in,
    rows_loaded,
    rows_rejected,
    status,
    reason,
    ignored_columns,
    loaded_at
from {{ source('raw', 'loads') }}

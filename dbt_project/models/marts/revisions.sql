select
    source,
    file,
    record_key,
    change,
    column_name,
    old_value,
    new_value,
    old_sha256,
    new_sha256,
    old_as_of as old_data_as_of,
    new_as_of as new_data_as_of,
    revised_at
from {{ source('raw', 'revisions') }}

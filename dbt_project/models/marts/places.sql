select * exclude (is_reference) from {{ ref('int_places') }}

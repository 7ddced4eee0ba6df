select * from {{ ref('stg_event_types') }}

select * from {{ ref('stg_actors') }}

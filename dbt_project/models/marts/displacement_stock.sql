select * from {{ ref('stg_displacement_stock') }}

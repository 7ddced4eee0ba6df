select
    series_id,
    month,
    data_as_of as as_of_date,
    value
from {{ ref('stg_monthly_series') }}
where data_as_of is not null

select
    model_id,
    series_id,
    target,
    cast(origin_date as date) as origin_date,
    reason
from {{ source('raw', 'forecast_skipped') }}

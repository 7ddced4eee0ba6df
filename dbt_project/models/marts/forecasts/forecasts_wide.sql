select
    cast(origin_date as date) as origin_date,
    target,
    series_id,
    country_code,
    cast(horizon as integer) as horizon,
    cast(target_end_date as date) as target_end_date,
    model_id,
    mean,
    median,
    q05,
    q25,
    q75,
    q95,
    p_gt0,
    p_ge25,
    model_version,
    cast(data_as_of as date) as data_as_of
from {{ source('raw', 'forecasts_wide') }}

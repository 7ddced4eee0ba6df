with source as (

    select * from {{ source('raw', 'forecasts') }}

)

select
    cast(origin_date as date) as origin_date,
    target,
    series_id,
    cast(horizon as integer) as horizon,
    cast(target_end_date as date) as target_end_date,
    output_type,
    case
        when output_type_id is null then 'NA'
        when output_type = 'cdf' then cast(cast(output_type_id as integer) as varchar)
        else cast(output_type_id as varchar)
    end as output_type_id,
    value,
    model_id,
    model_version,
    cast(data_as_of as date) as data_as_of,
    cast(seed as bigint) as seed
from source

{#- Values of files that were replaced since are in no table any more: this one is only
    ever added to, so a state of a series is known as long as the build file is kept. -#}
{{ config(
    materialized='incremental',
    unique_key=['series_id', 'month', 'as_of_date'],
    incremental_strategy='delete+insert',
    full_refresh=false,
) }}

with dated as (

    select
        series_id,
        month,
        data_as_of as as_of_date,
        value,
        source_id,
        source_version,
        file,
        row_number() over (
            partition by series_id, month, data_as_of order by rank
        ) as rank
    from {{ ref('int_series_values') }}
    where data_as_of is not null

)

select
    dated.series_id,
    dated.month,
    dated.as_of_date,
    dated.value,
    dated.source_id,
    dated.source_version,
    dated.file,
    loads.loaded_at
from dated
inner join {{ source('raw', 'loads') }} as loads on dated.file = loads.file
where dated.rank = 1

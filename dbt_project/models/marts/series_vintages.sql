with history as (

    select * from {{ ref('int_series_history') }}

),

files as (

    select file from {{ source('raw', 'loads') }}

)

select
    series_id,
    month,
    as_of_date,
    value,
    source_id,
    source_version,
    file
from history
where file in (select files.file from files)

with history as (

    select * from {{ ref('int_series_history') }}

),

loads as (

    select * from {{ source('raw', 'loads') }}

)

-- the states of a file that was deleted left with it, whatever bears its name now
select
    history.series_id,
    history.month,
    history.as_of_date,
    history.value,
    history.source_id,
    history.source_version,
    history.file
from history
inner join loads on history.file = loads.file
where history.loaded_at >= loads.known_since

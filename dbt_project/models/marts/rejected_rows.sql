with rejected as (

    select * from {{ source('raw', 'rejected_rows') }}

),

loads as (

    select * from {{ source('raw', 'loads') }}

),

sources as (

    select * from {{ ref('stg_sources') }}

),

-- where nothing says that a row may be passed on, it may not; what a file of no known
-- source holds is told in the reason for which it was refused
numbered as (

    select
        rejected.*,
        loads.origin = 'seeds' or case rejected.source
            when 'articles'
                then {{ is_open_licence("rejected.record ->> '$.licence'") }}
            else coalesce(sources.redistributable, false)
        end as is_redistributable,
        row_number() over (
            partition by rejected.source, rejected.file, rejected.row_number
            order by rejected.column_name, rejected.rule, rejected.expected
        ) as broken_rule
    from rejected
    inner join loads on rejected.file = loads.file
    left join sources
        on
            sources.source_id = coalesce(
                loads.source_id, json_extract_string(rejected.record, '$.source_id')
            )

)

select
    concat_ws(
        '-', source, left(md5(file), 8), coalesce(row_number, 0), broken_rule
    ) as rejection_id,
    source,
    file,
    sha256 as file_sha256,
    row_number,
    column_name,
    value,
    rule,
    expected,
    record,
    is_redistributable
from numbered

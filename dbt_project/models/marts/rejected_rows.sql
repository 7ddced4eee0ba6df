with rejected as (

    select * from {{ source('raw', 'rejected_rows') }}

),

numbered as (

    select
        *,
        row_number() over (
            partition by source, file, row_number
            order by column_name, rule, expected
        ) as broken_rule
    from rejected

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
    record
from numbered

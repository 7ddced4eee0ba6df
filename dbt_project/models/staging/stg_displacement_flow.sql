with source as (

    select * from {{ source('raw', 'displacement_flow') }}

),

renamed as (

    select
        flow_id,
        country_code,
        cause,
        cast(figure as bigint) as figure,
        cast(period_start as date) as period_start,
        cast(period_end as date) as period_end,
        date_precision,
        cast(months_covered as integer) as months_covered,
        source_id,
        status,
        quality_flag,
        {{ citation_columns() }},
        confidence,
        note,
        {{ origin_columns() }}
    from source

)

select * from renamed

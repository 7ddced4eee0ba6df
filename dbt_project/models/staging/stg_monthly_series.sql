with source as (

    select * from {{ source('raw', 'monthly_series') }}

),

renamed as (

    select
        series_id,
        target,
        country_code,
        admin1_name,
        cast(month as date) as month,
        cast(value as bigint) as value,
        observation_status,
        source_id,
        source_version,
        cast(data_as_of as date) as data_as_of,
        cast(level_break as boolean) as level_break,
        licence,
        {{ origin_columns() }}
    from source

)

select * from renamed

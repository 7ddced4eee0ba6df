with source as (

    select * from {{ source('raw', 'pcodes') }}

),

renamed as (

    select
        p_code,
        name,
        location as country_code,
        cast(admin_level as integer) as admin_level,
        parent_p_code,
        cast(valid_from_date as date) as valid_from,
        {{ is_latest(['p_code']) }} as is_latest,
        {{ release_columns() }},
        {{ origin_columns() }}
    from source

)

select * from renamed

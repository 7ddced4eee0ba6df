with source as (

    select * from {{ source('raw', 'idmc_idu') }}

),

dated as (

    select
        *,
        cast(displacement_date as date) as last_resort,
        cast(displacement_start_date as date) as first_date,
        cast(displacement_end_date as date) as second_date
    from source

),

-- some updates have their dates the wrong way round
renamed as (

    select
        cast(id as bigint) as idu_id,
        iso3 as country_code,
        lower(displacement_type) as cause,
        role,
        cast(figure as bigint) as figure,
        least(
            coalesce(first_date, last_resort), coalesce(second_date, last_resort)
        ) as start_date,
        greatest(
            coalesce(first_date, last_resort), coalesce(second_date, last_resort)
        ) as end_date,
        last_resort as displacement_date,
        cast(event_id as bigint) as event_id,
        event_name,
        cast(latitude as double) as latitude,
        cast(longitude as double) as longitude,
        locations_name as place_names,
        coalesce(locations_coordinates, locations_name) as place_key,
        sources as publishers,
        try_cast(created_at as timestamp) as created_at,
        {{ is_latest(['id']) }} as is_latest,
        {{ release_columns() }},
        {{ origin_columns() }}
    from dated

)

select * from renamed

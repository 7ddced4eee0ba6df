with source as (

    select * from {{ source('raw', 'acled') }}

),

renamed as (

    select
        event_id_cnty as acled_id,
        -- 2024-01-05, or 05 January 2024 in the older layout
        cast(coalesce(
            try_cast(left(event_date, 10) as date),
            try_strptime(replace(event_date, '-', ' '), '%d %B %Y')
        ) as date) as event_date,
        cast(time_precision as integer) as time_precision,
        event_type,
        sub_event_type,
        disorder_type,
        civilian_targeting,
        actor1 as actor_1,
        assoc_actor_1 as associated_actor_1,
        inter1 as actor_1_kind,
        actor2 as actor_2,
        assoc_actor_2 as associated_actor_2,
        inter2 as actor_2_kind,
        interaction,
        cast(iso as integer) as iso_number,
        iso3 as country_code,
        region,
        country as country_name,
        admin1 as admin1_name,
        admin2 as admin2_name,
        admin3 as admin3_name,
        location as place_name,
        cast(latitude as double) as latitude,
        cast(longitude as double) as longitude,
        cast(geo_precision as integer) as geo_precision,
        source as sources,
        source_scale,
        notes,
        cast(fatalities as integer) as fatalities,
        tags,
        cast(timestamp as bigint) as uploaded_second,
        {{ release_columns() }},
        {{ origin_columns() }}
    from source

)

select * from renamed

with source as (

    select * from {{ source('raw', 'ucdp_events') }}

),

renamed as (

    select
        cast(cast(id as double) as bigint) as ucdp_id,
        cast(type_of_violence as integer) as type_of_violence,
        try_cast(conflict_new_id as bigint) as conflict_id,
        conflict_name,
        country as country_name,
        iso3 as country_code,
        cast(date as date) as event_date,
        cast(best as integer) as fatalities_best,
        {{ release_columns() }},
        {{ origin_columns() }}
    from source

)

select * from renamed

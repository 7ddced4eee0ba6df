with source as (

    select * from {{ source('raw', 'incidents') }}

),

renamed as (

    select
        incident_id,
        event_type,
        cast(start_date as date) as start_date,
        cast(end_date as date) as end_date,
        date_precision,
        country_code,
        admin1_name,
        place_name,
        cast(latitude as double) as latitude,
        cast(longitude as double) as longitude,
        cast(geo_precision as integer) as geo_precision,
        actor_1_id,
        actor_2_id,
        cast(fatalities_low as integer) as fatalities_low,
        cast(fatalities_best as integer) as fatalities_best,
        cast(fatalities_high as integer) as fatalities_high,
        cast(civilian_fatalities_best as integer) as civilian_fatalities_best,
        summary,
        source_id,
        coverage,
        {{ citation_columns() }},
        confidence,
        {{ origin_columns() }}
    from source

)

select * from renamed

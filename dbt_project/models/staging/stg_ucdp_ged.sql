with source as (

    select * from {{ source('raw', 'ucdp_ged') }}

),

renamed as (

    select
        cast(id as bigint) as ucdp_id,
        cast(type_of_violence as integer) as type_of_violence,
        side_a,
        side_b,
        try_cast(side_a_new_id as bigint) as side_a_id,
        try_cast(side_b_new_id as bigint) as side_b_id,
        cast(number_of_sources as integer) as number_of_sources,
        source_article,
        source_headline,
        cast(where_prec as integer) as geo_precision,
        where_coordinates as place_name,
        adm_1 as admin1_name,
        adm_2 as admin2_name,
        cast(latitude as double) as latitude,
        cast(longitude as double) as longitude,
        region,
        country as country_name,
        cast(cast(country_id as double) as integer) as gw_number,
        cast(event_clarity as integer) as event_clarity,
        cast(date_prec as integer) as date_prec,
        cast(left(date_start, 10) as date) as start_date,
        cast(left(date_end, 10) as date) as end_date,
        cast(low as integer) as fatalities_low,
        cast(best as integer) as fatalities_best,
        cast(high as integer) as fatalities_high,
        cast(deaths_civilians as integer) as civilian_fatalities_best,
        {{ release_columns() }},
        {{ origin_columns() }}
    from source

)

select * from renamed

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
        country as country_name,
        cast(cast(country_id as double) as integer) as gw_number,
        cast(event_clarity as integer) as event_clarity,
        cast(date_prec as integer) as date_prec,
        cast(cast(date_start as timestamp) as date) as start_date,
        cast(cast(date_end as timestamp) as date) as end_date,
        cast(low as integer) as fatalities_low,
        cast(best as integer) as fatalities_best,
        cast(high as integer) as fatalities_high,
        cast(deaths_civilians as integer) as civilian_fatalities_best,
        -- v26_0_2 of a file's name as [26, 0, 2]; a final release (25_1) is above the
        -- Candidate files (25_0_x) of its year
        list_transform(
            regexp_extract_all(
                regexp_extract(lower(_file), 'v([0-9]+(_[0-9]+)+)', 1), '[0-9]+'
            ),
            lambda part: cast(part as integer)
        ) as file_version,
        {{ origin_columns() }}
    from source

)

select * from renamed

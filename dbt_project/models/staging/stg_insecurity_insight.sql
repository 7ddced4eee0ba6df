with source as (

    select * from {{ source('raw', 'insecurity_insight') }}

),

renamed as (

    select
        cast(sind_id as bigint) as sind_id,
        theme,
        cast(left(date, 10) as date) as incident_date,
        country as country_name,
        country_iso as country_code,
        nullif(admin_1, 'No Information') as admin1_name,
        cast(latitude as double) as latitude,
        cast(longitude as double) as longitude,
        -- (2) 25 km precision: the numbers are those of UCDP; a place that is held back
        -- is known by its area at best
        coalesce(
            cast(nullif(regexp_extract(geo_precision, '[1-7]'), '') as integer),
            if(nullif(admin_1, 'No Information') is null, 6, 4)
        ) as geo_precision,
        trim(event_description) as event_description,
        reported_perpetrator as perpetrator_kind,
        case
            when
                lower(replace(reported_perpetrator_name, ' ', '')) <> 'noinformation'
                then reported_perpetrator_name
        end as perpetrator_name,
        {{ release_columns() }},
        {{ origin_columns() }}
    from source

)

select * from renamed

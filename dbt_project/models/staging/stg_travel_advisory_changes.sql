with source as (

    select * from {{ source('raw', 'travel_advisory_changes') }}

),

renamed as (

    select
        case government
            when 'unitedstates' then 'USA'
            when 'unitedkingdom' then 'GBR'
        end as issuer,
        iso3 as country_code,
        destination,
        cast(observed_at as timestamptz) at time zone 'UTC' as observed_at,
        nullif(risk_level, '') as native_level,
        cast(risk_level_number as integer) as level,
        -- the day that the issuer writes, in its own time
        cast(left(last_updated, 10) as date) as updated_date,
        {{ is_latest(['government', 'iso3', 'observed_at', 'risk_level']) }}
            as is_latest,
        {{ release_columns() }},
        {{ origin_columns() }}
    from source

)

select * from renamed

with source as (

    select * from {{ source('raw', 'us_travel_advisories') }}

),

country_names as (

    select * from {{ source('raw', 'country_names') }}

),

-- Mali - Level 4: Do Not Travel
renamed as (

    select
        regexp_replace(title, ' - .*', '') as destination,
        cast(nullif(regexp_extract(title, 'Level ([1-4])', 1), '') as integer) as level,
        nullif(regexp_extract(title, 'Level [1-4].*'), '') as native_level,
        cast(left(updated, 10) as date) as updated_date,
        {{ release_columns() }},
        {{ origin_columns() }}
    from source

)

select
    renamed.*,
    country_names.country_code
from renamed
left join country_names on renamed.destination = country_names.spelling

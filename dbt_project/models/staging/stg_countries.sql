with source as (

    select * from {{ source('raw', 'countries') }}

),

renamed as (

    select
        country_code,
        iso2,
        name_en,
        name_fr,
        name_ar,
        cast(gw_number as integer) as gw_number,
        cast(in_focus as boolean) as in_focus,
        cast(in_series as boolean) as in_series,
        {{ citation_columns() }},
        confidence,
        {{ origin_columns() }}
    from source

)

select * from renamed

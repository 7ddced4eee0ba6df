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
        citation_publisher,
        citation_title,
        citation_date,
        citation_kind,
        confidence,
        _file as file,
        _row as file_row,
        _sha256 as file_sha256
    from source

)

select * from renamed

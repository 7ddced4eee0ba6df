with source as (

    select * from {{ source('raw', 'places') }}

),

renamed as (

    select
        place_id,
        name_en,
        name_fr,
        name_ar,
        name_ar_kind,
        place_type,
        country_code,
        admin1_id,
        cast(latitude as double) as latitude,
        cast(longitude as double) as longitude,
        cast(position_precision as integer) as position_precision,
        aliases,
        source_id,
        licence,
        {{ citation_columns() }},
        confidence,
        {{ origin_columns() }}
    from source

)

select * from renamed

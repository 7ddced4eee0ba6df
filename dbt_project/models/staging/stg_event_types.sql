with source as (

    select * from {{ source('raw', 'event_types') }}

),

renamed as (

    select
        event_type,
        name_en,
        name_fr,
        name_ar,
        description_en,
        acled_event_type,
        acled_sub_event_type,
        ucdp_type_of_violence,
        plover_event_type,
        plover_mode,
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

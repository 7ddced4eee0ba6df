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
        {{ citation_columns() }},
        confidence,
        {{ origin_columns() }}
    from source

)

select * from renamed

with source as (

    select * from {{ source('raw', 'actors') }}

),

renamed as (

    select
        actor_id,
        name_en,
        name_fr,
        name_ar,
        actor_type,
        country_code,
        parent_actor_id,
        active_from,
        active_to,
        aliases_en,
        aliases_fr,
        aliases_ar,
        cast(ucdp_actor_id as bigint) as ucdp_actor_id,
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

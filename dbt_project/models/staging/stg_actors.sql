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
        {{ citation_columns() }},
        confidence,
        {{ origin_columns() }}
    from source

)

select * from renamed

with source as (

    select * from {{ source('raw', 'article_copies') }}

),

renamed as (

    select
        article_id,
        original_id
    from source

)

select * from renamed

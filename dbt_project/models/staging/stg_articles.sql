with source as (

    select * from {{ source('raw', 'articles') }}

),

renamed as (

    select
        article_id,
        language,
        title,
        publisher,
        cast(published_date as date) as published_date,
        date_precision,
        topics,
        sources,
        confidence,
        licence,
        text,
        {{ origin_columns() }}
    from source

)

select * from renamed

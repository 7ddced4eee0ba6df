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
        _file as file,
        _row as file_row,
        _sha256 as file_sha256
    from source

)

select * from renamed

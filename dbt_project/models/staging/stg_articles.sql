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
        published_basis,
        topics,
        sources,
        confidence,
        licence,
        url,
        text,
        cast(body_start as bigint) as body_start,
        {{ origin_columns() }}
    from source
    -- an article of the inbox takes the place of one that ships under its name
    qualify row_number() over (
        partition by article_id
        order by starts_with(_file, 'inbox/') desc, _file asc, _row asc
    ) = 1

)

select * from renamed

with articles as (

    select * from {{ ref('stg_articles') }}

),

fingerprinted as (

    select
        *,
        first_value(article_id) over (
            partition by md5({{ folded("text") }})
            order by published_date nulls last, article_id
        ) as first_article_id
    from articles

)

select
    article_id,
    language,
    title,
    publisher,
    published_date,
    date_precision,
    topics,
    sources,
    confidence,
    licence,
    text,
    nullif(first_article_id, article_id) as duplicate_of,
    {{ is_open_licence('licence') }} as is_redistributable,
    file,
    file_row,
    file_sha256
from fingerprinted

with articles as (

    select * from {{ ref('stg_articles') }}

),

fingerprinted as (

    select
        *,
        {{ is_open_licence('licence') }} as is_redistributable,
        -- one that may be passed on is no copy of one that may not
        first_value(article_id) over (
            partition by md5({{ folded("text") }})
            order by
                {{ is_open_licence('licence') }} desc,
                published_date asc nulls last,
                article_id asc
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
    is_redistributable,
    file,
    file_row,
    file_sha256
from fingerprinted

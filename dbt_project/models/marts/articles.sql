with articles as (

    select * from {{ ref('stg_articles') }}

),

copies as (

    select * from {{ ref('stg_article_copies') }}

),

claims as (

    select
        article_id,
        count(*) as claim_count
    from {{ ref('int_article_claims') }}
    group by article_id

),

-- the front matter is told in columns; blanks around the text say nothing
cut as (

    select
        *,
        substring(text, body_start + 1) as body,
        body_start + length(regexp_extract(body, '^\s*')) as text_start,
        regexp_replace(body, '^\s+|\s+$', '', 'g') as body_text
    from articles

)

select
    cut.article_id,
    cut.language,
    cut.title,
    cut.publisher,
    cut.published_date,
    cut.date_precision,
    cut.published_basis,
    cut.topics,
    cut.sources,
    cut.confidence,
    cut.licence,
    cut.url,
    cut.body_text as text,
    cut.text_start,
    nullif(copies.original_id, cut.article_id) as duplicate_of,
    coalesce(claims.claim_count, 0) as claim_count,
    {{ is_open_licence('cut.licence') }} as is_redistributable,
    cut.file,
    cut.file_row,
    cut.file_sha256
from cut
left join copies on cut.article_id = copies.article_id
left join claims on cut.article_id = claims.article_id

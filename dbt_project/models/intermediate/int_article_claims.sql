{#- What a section heading or the headline of another story says is told elsewhere in
    full, or by another article. -#}
with claims as (

    select * from {{ ref('stg_article_claims') }}
    where section in ('title', 'body') and review_decision is distinct from 'reject'

),

articles as (

    select * from {{ ref('stg_articles') }}

),

copies as (

    select * from {{ ref('stg_article_copies') }}

)

select
    claims.*,
    articles.title,
    articles.publisher,
    articles.published_date,
    copies.original_id as original_article_id,
    claims.article_id || '/' || claims.claim_id as source_record_id,
    'articles-' || claims.article_id || '/' || claims.claim_id
    || '-' || left(claims.file_sha256, 8) as report_id,
    {{ is_open_licence('articles.licence') }} as is_redistributable
from claims
inner join articles on claims.article_id = articles.article_id
inner join copies on claims.article_id = copies.article_id

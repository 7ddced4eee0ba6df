with claims as (

    select * from {{ ref('int_article_claims') }}

)

select
    report_id,
    article_id,
    claim_id,
    language,
    section,
    evidence_start as start_offset,
    evidence_end as end_offset,
    evidence_text,
    trigger_id,
    trigger_start as trigger_start_offset,
    trigger_end as trigger_end_offset,
    substring(
        evidence_text, trigger_start - evidence_start + 1, trigger_end - trigger_start
    ) as trigger_text,
    places,
    actors,
    figures,
    zone_from,
    zone_to,
    date_basis,
    confidence,
    confidence_parts,
    is_found,
    review_decision,
    is_redistributable
from claims

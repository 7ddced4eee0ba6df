with source as (

    select * from {{ source('raw', 'article_claims') }}

),

decided as (

    select
        claim_id,
        article_id,
        language,
        coalesce(fixed_event_type, event_type) as event_type,
        coalesce(fixed_status, epistemic_status) as epistemic_status,
        case
            when fixed_start_date is null then start_date
            else cast(nullif(fixed_start_date, 'none') as date)
        end as start_date,
        case
            when fixed_end_date is null then end_date
            else cast(nullif(fixed_end_date, 'none') as date)
        end as end_date,
        coalesce(fixed_date_precision, date_precision) as date_precision,
        date_basis,
        places,
        fixed_place,
        actors,
        figures,
        -- one figure that is filled in replaces all three: they are one statement
        coalesce(fixed_killed_low, fixed_killed_best, fixed_killed_high) is not null
            as is_toll_fixed,
        try_cast(fixed_killed_low as integer) as fixed_killed_low,
        try_cast(fixed_killed_best as integer) as fixed_killed_best,
        try_cast(fixed_killed_high as integer) as fixed_killed_high,
        zone_from,
        zone_to,
        attribution,
        confidence,
        confidence_parts,
        section,
        evidence_start,
        evidence_end,
        evidence_text,
        trigger_id,
        trigger_start,
        trigger_end,
        is_found,
        review_decision,
        {{ origin_columns() }}
    from source

)

select * from decided

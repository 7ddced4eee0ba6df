{#- No column tells the kind of an incident: it is read off the words of its
    description. The first that fits counts: the weapon, what was done to people, what
    was done to things. -#}
{%- set kinds = [
    ('explosion_remote_violence', 'air ?strike|shell|land ?mine|bomb|explosi|ied\\b'),
    ('abduction', 'kidnap|abduct|hostage'),
    ('attack_on_civilians', '(kill|injur|wound|assault|stabb|rap)(ed|ing)\\b|shot|beaten'),
    ('looting_property_destruction',
        'looted|stole|robbed|hijacked|burn|set on fire|vandali|damaged|destroyed'),
    ('arrest_expulsion', 'arrested|detained'),
] -%}
{%- set denied = '\\b(no|nobody|none|not)\\b[^.]*' -%}

with rows_of_themes as (

    select * from {{ ref('stg_insecurity_insight') }}

),

least_exact as (

    -- where the themes of an incident place it otherwise, the least exact place is safe
    select * from rows_of_themes
    qualify row_number() over (
        partition by sind_id, file order by geo_precision desc, file_row asc
    ) = 1

),

incidents as (

    select
        sind_id,
        file,
        min(file_row) as file_row,
        string_agg(distinct theme, ', ' order by theme) as themes,
        min(incident_date) as start_date,
        max(incident_date) as end_date,
        arg_min(nullif(event_description, ''), file_row) as description,
        arg_min(perpetrator_name, file_row) as perpetrator_name
    from rows_of_themes
    group by sind_id, file

),

told as (

    select
        *,
        -- without what did not happen: No one was hurt
        regexp_replace(lower(description), '{{ denied }}', '', 'g') as words
    from incidents

),

reports as (

    select
        'insecurity_insight' as origin,
        'insecurity_insight' as source_id,
        cast(told.sind_id as varchar) as source_record_id,
        'insecurity-insight-' || told.sind_id as event_id,
        cast(null as bigint[]) as file_version,
        false as is_superseded,
        'selective' as coverage,
        case
            when contains(told.themes, 'crsv') then 'attack_on_civilians'
            {%- for kind, pattern in kinds %}
                when regexp_matches(told.words, '\b({{ pattern }})') then '{{ kind }}'
            {%- endfor %}
            else 'other'
        end as event_type,
        told.start_date,
        told.end_date,
        'day' as date_precision,
        least_exact.country_code,
        least_exact.country_name,
        least_exact.admin1_name,
        cast(null as varchar) as place_name,
        least_exact.latitude,
        least_exact.longitude,
        least_exact.geo_precision,
        cast(null as varchar) as actor_1_key,
        told.perpetrator_name as actor_1_name,
        cast(null as varchar) as actor_2_key,
        cast(null as varchar) as actor_2_name,
        cast(null as integer) as fatalities_low,
        cast(null as integer) as fatalities_best,
        cast(null as integer) as fatalities_high,
        cast(null as integer) as civilian_fatalities_best,
        told.description as summary,
        'Insecurity Insight, incident ' || told.sind_id
        || coalesce(' (' || told.themes || ')', '') as citation,
        'medium' as confidence,
        least_exact.source_version,
        least_exact.data_as_of,
        told.file,
        told.file_row,
        least_exact.file_sha256
    from told
    inner join least_exact
        on
            told.sind_id = least_exact.sind_id
            and told.file = least_exact.file

)

select * from reports

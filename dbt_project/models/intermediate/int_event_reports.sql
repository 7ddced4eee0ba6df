{#- A place is only taken for the reference place of its name when it lies within this
    many degrees of it: villages of one name are many. -#}
{% set near = 0.6 %}

with told as (

    select * from {{ ref('int_reports_incidents') }}
    union all by name
    select * from {{ ref('int_reports_ucdp_ged') }}
    union all by name
    select * from {{ ref('int_reports_ucdp_events') }}
    union all by name
    select * from {{ ref('int_reports_acled') }}
    union all by name
    select * from {{ ref('int_reports_insecurity_insight') }}
    union all by name
    select * from {{ ref('int_reports_articles') }}

),

reports as (

    select
        told.* replace (
            coalesce(told.country_code, names.country_code) as country_code
        ),
        coalesce(told.may_be_passed_on, sources.redistributable, false)
            as is_redistributable
    from told
    left join {{ source('raw', 'country_names') }} as names
        on told.country_name = names.spelling
    left join {{ ref('stg_sources') }} as sources on told.source_id = sources.source_id

),

keyed as (

    select
        *,
        {{ place_key('admin1_name') }} as admin1_key,
        {{ place_key('place_name') }} as place_key,
        {{ folded('actor_1_name') }} as actor_1_folded,
        {{ folded('actor_2_name') }} as actor_2_folded,
        case
            when geo_precision <= 2 then 'settlement'
            when geo_precision = 3 then 'admin2'
            when geo_precision = 4 then 'admin1'
            when geo_precision = 6 then 'country'
        end as place_type,
        row_number() over (
            partition by origin, source_record_id
            order by file_version desc nulls last, data_as_of desc nulls last, file desc
        ) = 1 and not is_superseded as is_latest
    from reports

),

actor_keys as (

    select * from {{ ref('int_actor_keys') }}

),

place_names as (

    select * from {{ ref('int_place_names') }}

),

focus as (

    select country_code from {{ ref('stg_countries') }}
    where in_focus

),

matched as (

    select
        keyed.*,
        {{ actor_in_place('actor_1') }} as actor_1_id,
        {{ actor_in_place('actor_2') }} as actor_2_id,
        admin1.place_id as admin1_id,
        admin1.reference_name as admin1_reference_name,
        coalesce(keyed.known_place_id, places.place_id) as place_id
    from keyed
    left join focus on keyed.country_code = focus.country_code
    left join actor_keys as actor_1 on keyed.actor_1_key = actor_1.actor_key
    left join actor_keys as actor_1_by_name
        on keyed.actor_1_folded = actor_1_by_name.actor_key
    left join actor_keys as actor_2 on keyed.actor_2_key = actor_2.actor_key
    left join actor_keys as actor_2_by_name
        on keyed.actor_2_folded = actor_2_by_name.actor_key
    left join place_names as admin1
        on
            keyed.country_code = admin1.country_code
            and keyed.admin1_key = admin1.place_name
            and admin1.place_type = 'admin1'
    left join place_names as places
        on
            keyed.country_code = places.country_code
            and keyed.place_key = places.place_name
            and keyed.place_type = places.place_type
            and (
                (
                    places.latitude is null
                    and (
                        admin1.place_id is null
                        or places.admin1_id is null
                        or admin1.place_id = places.admin1_id
                    )
                )
                or (places.latitude is not null and keyed.latitude is null)
                or (
                    abs(places.latitude - keyed.latitude) < {{ near }}
                    and abs(places.longitude - keyed.longitude) < {{ near }}
                )
                or places.place_type in ('admin1', 'country')
            )

)

select
    origin || '-' || source_record_id || '-' || left(file_sha256, 8) as report_id,
    event_id,
    source_id,
    source_record_id,
    is_latest,
    coverage,
    event_type,
    start_date,
    end_date,
    date_precision,
    country_code,
    country_name,
    admin1_name,
    admin1_id,
    admin1_reference_name,
    place_name,
    place_id,
    latitude,
    longitude,
    geo_precision,
    actor_1_name,
    actor_1_id,
    actor_2_name,
    actor_2_id,
    fatalities_low,
    fatalities_best,
    fatalities_high,
    civilian_fatalities_best,
    summary,
    citation,
    confidence,
    article_id,
    original_article_id,
    epistemic_status,
    attribution,
    is_redistributable,
    source_version,
    data_as_of,
    file,
    file_row,
    file_sha256
from matched

with acled as (

    select * from {{ ref('stg_acled') }}

),

event_types as (

    select
        event_type,
        lower(unnest(string_split(acled_sub_event_type, '|'))) as sub_event_type
    from {{ ref('stg_event_types') }}

),

country_names as (

    select * from {{ source('raw', 'country_names') }}

),

reports as (

    select
        'acled' as origin,
        'acled' as source_id,
        acled.acled_id as source_record_id,
        'acled-' || acled.acled_id as event_id,
        -- ACLED uploads an event anew when it has changed
        [acled.uploaded_second] as file_version,
        false as is_superseded,
        'complete' as coverage,
        coalesce(event_types.event_type, 'other') as event_type,
        acled.event_date as start_date,
        acled.event_date as end_date,
        -- ACLED codebook: 1 the day is known, 2 the week, 3 the month
        case acled.time_precision
            when 1 then 'day'
            when 2 then 'week'
            else 'month'
        end as date_precision,
        coalesce(acled.country_code, country_names.country_code) as country_code,
        acled.country_name,
        acled.admin1_name,
        acled.place_name,
        acled.latitude,
        acled.longitude,
        -- ACLED codebook: 1 a named town, 2 near a town or in a small part of a region,
        -- for which the nearest town stands, 3 a larger region, for which often its
        -- capital stands: UCDP’s exact place, its district and its province
        case acled.geo_precision
            when 1 then 1
            when 2 then 3
            else 4
        end as geo_precision,
        {{ acled_actor_key('acled.actor_1') }} as actor_1_key,
        acled.actor_1 as actor_1_name,
        {{ acled_actor_key('acled.actor_2') }} as actor_2_key,
        acled.actor_2 as actor_2_name,
        cast(null as integer) as fatalities_low,
        acled.fatalities as fatalities_best,
        cast(null as integer) as fatalities_high,
        cast(null as integer) as civilian_fatalities_best,
        acled.notes as summary,
        concat_ws(', ', 'ACLED event ' || acled.acled_id, acled.sources) as citation,
        if(contains(acled.sources, ';'), 'high', 'medium') as confidence,
        acled.source_version,
        acled.data_as_of,
        acled.file,
        acled.file_row,
        acled.file_sha256
    from acled
    left join event_types on lower(acled.sub_event_type) = event_types.sub_event_type
    left join country_names on acled.country_name = country_names.spelling

)

select * from reports

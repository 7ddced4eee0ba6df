with events as (

    select * from {{ ref('stg_ucdp_events') }}

),

reissues as (

    select distinct month from {{ ref('int_ucdp_coverage') }}
    where is_reissue

),

reports as (

    select
        -- the origin of the full rows, so that an event that both hold meets itself
        'ucdp_ged' as origin,
        'ucdp_candidate' as source_id,
        cast(events.ucdp_id as varchar) as source_record_id,
        'ucdp-' || events.ucdp_id as event_id,
        -- below every full row, whatever its version
        cast(null as integer[]) as file_version,
        date_trunc('month', events.event_date) in (select reissues.month from reissues)
            as is_superseded,
        'complete' as coverage,
        {{ ucdp_event_type('events.type_of_violence') }} as event_type,
        events.event_date as start_date,
        events.event_date as end_date,
        'unknown' as date_precision,
        events.country_code,
        events.country_name,
        cast(null as varchar) as admin1_name,
        cast(null as varchar) as place_name,
        cast(null as double) as latitude,
        cast(null as double) as longitude,
        6 as geo_precision,
        cast(null as varchar) as actor_1_key,
        cast(null as varchar) as actor_1_name,
        cast(null as varchar) as actor_2_key,
        cast(null as varchar) as actor_2_name,
        cast(null as integer) as fatalities_low,
        events.fatalities_best,
        cast(null as integer) as fatalities_high,
        cast(null as integer) as civilian_fatalities_best,
        events.conflict_name as summary,
        'UCDP event ' || events.ucdp_id as citation,
        'medium' as confidence,
        events.source_version,
        events.data_as_of,
        events.file,
        events.file_row,
        events.file_sha256
    from events

)

select * from reports

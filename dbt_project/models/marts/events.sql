with reports as (

    select * from {{ ref('int_event_reports') }}
    -- a claim of an article is no event until it is linked to one
    where is_latest and event_id is not null

),

events as (

    select
        event_id,
        event_type,
        start_date,
        end_date,
        date_precision,
        country_code,
        coalesce(admin1_reference_name, admin1_name) as admin1_name,
        admin1_id,
        place_name,
        place_id,
        latitude,
        longitude,
        geo_precision,
        actor_1_id,
        actor_1_name,
        actor_2_id,
        actor_2_name,
        fatalities_low,
        fatalities_best,
        fatalities_high,
        civilian_fatalities_best,
        cast(1 as integer) as report_count,
        cast(1 as integer) as independent_source_count,
        coverage,
        confidence,
        is_redistributable
    from reports

)

select * from events

with incidents as (

    select * from {{ ref('stg_incidents') }}

),

reports as (

    select
        'incidents' as origin,
        source_id,
        incident_id as source_record_id,
        -- a user's own record takes no name that events of other sources bear
        regexp_replace(incident_id, '^(ucdp|acled|insecurity-insight)-', 'incident-\1-')
            as event_id,
        -- a file of the inbox replaces the record that ships with the project
        [cast(starts_with(file, 'inbox/') as integer)] as file_version,
        false as is_superseded,
        coverage,
        event_type,
        start_date,
        end_date,
        date_precision,
        country_code,
        cast(null as varchar) as country_name,
        admin1_name,
        place_name,
        latitude,
        longitude,
        geo_precision,
        actor_1_id as actor_1_key,
        actor_1_id as actor_1_name,
        actor_2_id as actor_2_key,
        actor_2_id as actor_2_name,
        fatalities_low,
        fatalities_best,
        fatalities_high,
        civilian_fatalities_best,
        summary,
        concat_ws(', ', citation_publisher, citation_title, citation_date) as citation,
        confidence,
        file,
        file_row,
        file_sha256
    from incidents

)

select * from reports

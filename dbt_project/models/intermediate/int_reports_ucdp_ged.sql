with ged as (

    select
        *,
        {{ ucdp_version('source_version') }} as file_version
    from {{ ref('stg_ucdp_ged') }}

),

countries as (

    select
        country_code,
        gw_number
    from {{ ref('stg_countries') }}

),

reissues as (

    select * from {{ ref('int_ucdp_coverage') }}
    where is_reissue

),

reports as (

    select
        'ucdp_ged' as origin,
        if(len(ged.file_version) = 2, 'ucdp_ged', 'ucdp_candidate') as source_id,
        cast(ged.ucdp_id as varchar) as source_record_id,
        'ucdp-' || ged.ucdp_id as event_id,
        ged.file_version,
        -- an event that a newer release of its whole period leaves out did not hold
        exists(
            select 1 from reissues
            where
                date_trunc('month', ged.start_date) = reissues.month
                and (
                    coalesce(reissues.edition > ged.file_version, true)
                    or (reissues.is_final and len(ged.file_version) <> 2)
                )
        ) as is_superseded,
        'complete' as coverage,
        {{ ucdp_event_type('ged.type_of_violence') }} as event_type,
        ged.start_date,
        ged.end_date,
        -- UCDP codebook: 1 day, 2 two to six days, 3 week, 4 month, 5 more than a month
        case ged.date_prec
            when 1 then 'day'
            when 2 then 'week'
            when 3 then 'week'
            when 4 then 'month'
            else 'year'
        end as date_precision,
        countries.country_code,
        ged.country_name,
        ged.admin1_name,
        ged.place_name,
        ged.latitude,
        ged.longitude,
        ged.geo_precision,
        cast(ged.side_a_id as varchar) as actor_1_key,
        ged.side_a as actor_1_name,
        cast(ged.side_b_id as varchar) as actor_2_key,
        ged.side_b as actor_2_name,
        ged.fatalities_low,
        ged.fatalities_best,
        ged.fatalities_high,
        ged.civilian_fatalities_best,
        ged.source_headline as summary,
        coalesce(ged.source_article, 'UCDP event ' || ged.ucdp_id) as citation,
        case
            when ged.event_clarity = 1 and ged.number_of_sources >= 2 then 'high'
            when ged.event_clarity = 1 then 'medium'
            else 'low'
        end as confidence,
        ged.source_version,
        ged.data_as_of,
        ged.file,
        ged.file_row,
        ged.file_sha256
    from ged
    left join countries on ged.gw_number = countries.gw_number

)

select * from reports

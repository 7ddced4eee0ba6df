with shipped as (

    select * from {{ ref('stg_monthly_series') }}

),

-- the yearly release ends with 2024; what follows are first releases
country_months as (

    select
        series_id,
        'fatalities' as target,
        country_code,
        cast(null as varchar) as admin1_name,
        month,
        fatalities_best as value,
        'ucdp_ged' as source_id,
        'country and month, state of ' || as_of_date as source_version,
        as_of_date as data_as_of,
        month >= date '2025-01-01' as level_break,
        file,
        file_row,
        file_sha256
    from {{ ref('stg_ucdp_country_month') }}
    where is_latest and not is_faulty

),

found as (

    select * exclude (observation_status, licence)
    from shipped
    union all by name
    select * from country_months
    union all by name
    select * from {{ ref('int_series_ucdp') }}
    union all by name
    select * from {{ ref('int_series_acled') }}

)

-- final values stand above first releases, newer states above older ones
select
    *,
    row_number() over (
        partition by series_id, month
        order by level_break, data_as_of desc nulls last, source_version desc, file desc
    ) as rank
from found

{#- The sums by country and month are those of this yearly release, which ends with
    2024, and after it of first releases, which every file of events supersedes. -#}
{% set edition_of_sums = [25, 1] %}
{% set first_provisional_month = '2025-01-01' %}

with shipped as (

    select
        * exclude (observation_status, licence),
        case when source_version like 'GED %' then {{ edition_of_sums }} end as edition
    from {{ ref('stg_monthly_series') }}

),

country_months as (

    select
        series_id,
        'fatalities' as target,
        country_code,
        cast(null as varchar) as admin1_name,
        month,
        fatalities_best as value,
        if(month < date '{{ first_provisional_month }}', 'ucdp_ged', 'ucdp_candidate')
            as source_id,
        'country and month, state of ' || as_of_date as source_version,
        case
            when month < date '{{ first_provisional_month }}' then {{ edition_of_sums }}
        end as edition,
        as_of_date as data_as_of,
        month >= date '{{ first_provisional_month }}' as level_break,
        file,
        file_row,
        file_sha256
    from {{ ref('stg_ucdp_country_month') }}
    where is_latest and not is_faulty

),

found as (

    select * from shipped
    union all by name
    select * from country_months
    union all by name
    select * from {{ ref('int_series_ucdp') }}
    union all by name
    select * from {{ ref('int_series_acled') }}

)

-- final values stand above first releases, newer editions above older ones, and of one
-- edition the newer state
select
    * exclude (edition),
    row_number() over (
        partition by series_id, month
        order by
            level_break asc,
            edition desc nulls last,
            data_as_of desc nulls last,
            source_version desc,
            file desc
    ) as rank
from found

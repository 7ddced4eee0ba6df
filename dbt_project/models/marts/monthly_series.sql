with covered as (

    select * from {{ ref('stg_monthly_series') }}

),

spans as (

    select
        series_id,
        target,
        country_code,
        admin1_name,
        unnest(generate_series(min(month), max(month), interval 1 month)) as month
    from covered
    group by series_id, target, country_code, admin1_name

)

select
    spans.series_id,
    spans.target,
    spans.country_code,
    spans.admin1_name,
    cast(spans.month as date) as month,
    covered.value,
    coalesce(covered.observation_status, 'not_covered') as observation_status,
    covered.source_id,
    covered.source_version,
    covered.data_as_of,
    covered.level_break,
    covered.licence,
    covered.file,
    covered.file_row,
    covered.file_sha256
from spans
left join covered on spans.series_id = covered.series_id and spans.month = covered.month

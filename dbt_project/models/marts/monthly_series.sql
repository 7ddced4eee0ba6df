with covered as (

    select * from {{ ref('int_series_values') }}
    where rank = 1

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
    case
        when covered.value is null then 'not_covered'
        when covered.value = 0 then 'zero_by_coverage'
        else 'observed'
    end as observation_status,
    covered.source_id,
    covered.source_version,
    covered.data_as_of,
    covered.level_break,
    sources.licence,
    covered.file,
    covered.file_row,
    covered.file_sha256
from spans
left join covered on spans.series_id = covered.series_id and spans.month = covered.month
left join {{ ref('stg_sources') }} as sources on covered.source_id = sources.source_id

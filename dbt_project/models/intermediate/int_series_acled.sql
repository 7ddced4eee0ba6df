{#- An export begins and ends where its user cut it: the month at either end counts only
    where events reach to within this many days of its edge. -#}
{% set days_from_the_edge = 3 %}
{% set political_violence = [
    'battles', 'explosions/remote violence', 'violence against civilians'
] %}

with countries as (

    select country_code from {{ ref('stg_countries') }}
    where in_series

),

violence as (

    select
        events.file,
        events.file_sha256,
        events.data_as_of,
        lower(events.event_type) as event_type,
        events.event_date,
        cast(date_trunc('month', events.event_date) as date) as month,
        reports.country_code,
        events.fatalities
    from {{ ref('stg_acled') }} as events
    inner join {{ ref('int_reports_acled') }} as reports
        on events.file = reports.file and events.file_row = reports.file_row
    inner join countries on reports.country_code = countries.country_code
    where lower(events.event_type) in ('{{ political_violence | join("', '") }}')

),

-- an export of some kinds of violence only is no measure of violence
files as (

    select
        file,
        any_value(file_sha256) as file_sha256,
        any_value(data_as_of) as data_as_of,
        list(distinct country_code) as country_codes,
        date_trunc(
            'month',
            min(event_date) - interval {{ days_from_the_edge }} day + interval 1 month
        ) as first_month,
        date_trunc(
            'month',
            max(event_date) + interval {{ days_from_the_edge }} day - interval 1 month
        ) as last_month
    from violence
    group by file
    having count(distinct event_type) = {{ political_violence | length }}

),

covered as (

    select
        * exclude (country_codes, first_month, last_month),
        unnest(country_codes) as country_code,
        generate_series(first_month, last_month, interval 1 month) as months
    from files

),

counted as (

    select
        file,
        country_code,
        month,
        count(*) as acled_incidents,
        sum(fatalities) as acled_fatalities
    from violence
    group by all

),

values_of_files as (

    select
        covered.* exclude (months),
        covered.month,
        coalesce(counted.acled_incidents, 0) as acled_incidents,
        coalesce(counted.acled_fatalities, 0) as acled_fatalities
    from (
        select
            *,
            cast(unnest(months) as date) as month
        from covered
    ) as covered
    left join counted
        on
            covered.file = counted.file
            and covered.country_code = counted.country_code
            and covered.month = counted.month

),

long as (

    unpivot values_of_files on acled_incidents, acled_fatalities into name target value value

)

select
    target || ':' || country_code as series_id,
    target,
    country_code,
    cast(null as varchar) as admin1_name,
    month,
    cast(value as bigint) as value,
    'acled' as source_id,
    'export of ' || data_as_of as source_version,
    data_as_of,
    false as level_break,
    file,
    cast(null as bigint) as file_row,
    file_sha256
from long

{#- A later export may be cut by actor or place: one that holds less than this share of
    the events that another one has in a country and month does not count there. -#}
{% set share_of_the_fullest = 0.9 %}

with countries as (

    select country_code from {{ ref('stg_countries') }}
    where in_series

),

loads as (

    select file from {{ source('raw', 'loads') }}
    where rows_rejected = 0

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
    inner join loads on events.file = loads.file
    where
        lower(events.event_type) in (
            'battles', 'explosions/remote violence', 'violence against civilians'
        )

),

-- an export of some kinds of violence only is no measure of violence
whole_files as (

    select file
    from violence
    group by file
    having count(distinct event_type) = 3

),

-- it begins and ends where its user cut it: the months at its ends count only if it has
-- events on their first or last day
spans as (

    select
        file,
        country_code,
        any_value(file_sha256) as file_sha256,
        any_value(data_as_of) as data_as_of,
        date_trunc('month', min(event_date) - interval 1 day) + interval 1 month
            as first_month,
        date_trunc('month', max(event_date) + interval 1 day) - interval 1 month
            as last_month
    from violence
    where file in (select whole_files.file from whole_files)
    group by file, country_code

),

covered as (

    select
        * exclude (first_month, last_month),
        cast(unnest(generate_series(first_month, last_month, interval 1 month)) as date)
            as month
    from spans

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
        covered.*,
        coalesce(counted.acled_incidents, 0) as acled_incidents,
        coalesce(counted.acled_fatalities, 0) as acled_fatalities
    from covered
    left join counted
        on
            covered.file = counted.file
            and covered.country_code = counted.country_code
            and covered.month = counted.month
    qualify
        coalesce(counted.acled_incidents, 0)
        >= {{ share_of_the_fullest }} * max(coalesce(counted.acled_incidents, 0)) over (
            partition by covered.country_code, covered.month
        )

),

long as (

    unpivot values_of_files
    on acled_incidents, acled_fatalities
    into name target value value

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
    cast(null as integer[]) as edition,
    data_as_of,
    false as level_break,
    file,
    cast(null as bigint) as file_row,
    file_sha256
from long

{#- A file of the whole world names events in this many of UCDP's regions at least; one of
    fewer is taken for an extract, which says nothing of countries that it does not name. -#}
{% set regions_of_the_world = 3 %}

with events as (

    select
        *,
        {{ ucdp_version('source_version') }} as file_version,
        string_split(source_version, '.') as version_parts
    from {{ ref('stg_ucdp_ged') }}
    where source_version is not null

),

countries as (

    select
        country_code,
        gw_number
    from {{ ref('stg_countries') }}
    where in_series

),

files as (

    select
        file,
        any_value(file_sha256) as file_sha256,
        any_value(file_row) as file_row,
        any_value(source_version) as source_version,
        any_value(data_as_of) as data_as_of,
        any_value(version_parts) as parts,
        min(start_date) as first_day,
        count(distinct region) >= {{ regions_of_the_world }} as is_of_the_world,
        list(distinct gw_number) as gw_numbers
    from events
    group by file

),

-- 25.1 holds whole years to 2024; 25.0.9 holds September 2025; 25.01.25.09 January to
-- September 2025
periods as (

    select
        *,
        len(parts) = 2 as is_final,
        case len(parts)
            when 2 then date_trunc('year', first_day)
            when 3 then make_date(2000 + cast(parts[1] as bigint), cast(parts[3] as bigint), 1)
            else make_date(2000 + cast(parts[1] as bigint), cast(parts[2] as bigint), 1)
        end as first_month,
        case len(parts)
            when 2 then make_date(1999 + cast(parts[1] as bigint), 12, 1)
            when 3 then make_date(2000 + cast(parts[1] as bigint), cast(parts[3] as bigint), 1)
            else make_date(2000 + cast(parts[3] as bigint), cast(parts[4] as bigint), 1)
        end as last_month
    from files

),

covered as (

    select
        periods.* exclude (gw_numbers),
        countries.country_code,
        countries.gw_number,
        cast(unnest(generate_series(
            cast(periods.first_month as date), periods.last_month, interval 1 month
        )) as date) as month
    from periods
    inner join countries
        on
            periods.is_of_the_world
            or list_contains(periods.gw_numbers, countries.gw_number)

),

-- an incident counts in the month in which it starts; deaths of an event that spans two
-- months belong to neither
counted as (

    select
        file,
        gw_number,
        cast(date_trunc('month', start_date) as date) as month,
        count(*) as incidents,
        coalesce(sum(fatalities_best) filter (
            date_trunc('month', start_date) = date_trunc('month', end_date)
        ), 0) as fatalities
    from events
    group by all

),

values_of_files as (

    select
        covered.*,
        coalesce(counted.incidents, 0) as incidents,
        coalesce(counted.fatalities, 0) as fatalities
    from covered
    left join counted
        on
            covered.file = counted.file
            and covered.gw_number = counted.gw_number
            and covered.month = counted.month

),

long as (

    unpivot values_of_files on incidents, fatalities into name target value value

)

select
    target || ':' || country_code as series_id,
    target,
    country_code,
    cast(null as varchar) as admin1_name,
    month,
    cast(value as bigint) as value,
    if(is_final, 'ucdp_ged', 'ucdp_candidate') as source_id,
    if(is_final, 'GED ', 'Candidate ') || source_version as source_version,
    data_as_of,
    not is_final as level_break,
    file,
    cast(null as bigint) as file_row,
    file_sha256
from long

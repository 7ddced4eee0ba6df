with coverage as (

    select * from {{ ref('int_ucdp_coverage') }}

),

countries as (

    select
        country_code,
        gw_number
    from {{ ref('stg_countries') }}
    where in_series

),

events as (

    select
        *,
        cast(date_trunc('month', start_date) as date) as month,
        date_trunc('month', start_date) = date_trunc('month', end_date)
            as is_of_one_month
    from {{ ref('stg_ucdp_ged') }}

),

-- an incident counts in the month in which it starts; deaths of an event that spans two
-- months belong to neither, and leave a month without others unknown
counted as (

    select
        file,
        gw_number,
        month,
        count(*) as incidents,
        sum(fatalities_best) filter (is_of_one_month) as deaths,
        coalesce(sum(fatalities_best) filter (not is_of_one_month), 0) as deaths_between
    from events
    group by all

),

values_of_files as (

    select
        coverage.*,
        countries.country_code,
        coalesce(counted.incidents, 0) as incidents,
        case
            when counted.deaths_between > 0 then nullif(coalesce(counted.deaths, 0), 0)
            else coalesce(counted.deaths, 0)
        end as fatalities
    from coverage
    cross join countries
    left join counted
        on
            coverage.file = counted.file
            and coverage.month = counted.month
            and countries.gw_number = counted.gw_number

),

-- a value that is not known makes no row
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
    edition,
    data_as_of,
    not is_final as level_break,
    file,
    cast(null as bigint) as file_row,
    file_sha256
from long

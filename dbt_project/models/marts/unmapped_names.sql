with reports as (

    select * from {{ ref('int_event_reports') }}
    where is_latest

),

focus as (

    select country_code from {{ ref('stg_countries') }}
    where in_focus

),

in_focus as (

    select reports.*
    from reports
    inner join focus on reports.country_code = focus.country_code

),

unmapped as (

    select
        'country' as kind,
        source_id,
        cast(null as varchar) as country_code,
        country_name as name
    from reports
    where country_code is null and country_name is not null
    union all
    select
        'admin1' as kind,
        source_id,
        country_code,
        admin1_name as name
    from in_focus
    where admin1_id is null and admin1_name is not null
    union all
    select
        'actor' as kind,
        source_id,
        country_code,
        unnest(list_filter(
            [
                if(actor_1_id is null, actor_1_name, null),
                if(actor_2_id is null, actor_2_name, null)
            ],
            lambda name: name is not null
        )) as name
    from in_focus

)

select
    kind,
    source_id,
    country_code,
    name,
    count(*) as row_count
from unmapped
group by all

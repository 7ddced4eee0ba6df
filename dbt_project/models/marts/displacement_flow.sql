with loaded as (

    select * from {{ ref('int_displacement_flow_loaded') }}

),

seeds as (

    select * from {{ ref('stg_displacement_flow') }}

),

told_months as (

    select
        country_code,
        month
    from {{ ref('int_displacement_updates_monthly') }}
    union
    select
        country_code,
        month
    from {{ ref('stg_idmc_idu_monthly') }}
    where is_latest and figure is not null

),

months_of_seeds as (

    select
        flow_id,
        country_code,
        cast(
            unnest(generate_series(period_start, period_end, interval 1 month)) as date
        ) as month
    from seeds
    where source_id = 'idmc_idu'

),

-- A sum over several months gives way once the inbox tells all of them; until then it
-- stays, and the single months within it wait. So no displacement stands here twice.
kept as (

    select distinct months_of_seeds.flow_id
    from months_of_seeds
    anti join told_months
        on
            months_of_seeds.country_code = told_months.country_code
            and months_of_seeds.month = told_months.month

),

sums as (

    select seeds.*
    from seeds
    left join kept on seeds.flow_id = kept.flow_id
    where seeds.source_id <> 'idmc_idu' or kept.flow_id is not null

)

select * from sums
union all by name
select loaded.* from loaded
anti join sums
    on
        loaded.source_id = sums.source_id
        and loaded.country_code = sums.country_code
        and loaded.period_start between sums.period_start and sums.period_end

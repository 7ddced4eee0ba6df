with updates as (

    select * from {{ ref('stg_idmc_idu') }}

),

-- A file holds the updates that end in some stretch of time. The month in which its
-- first one ends may have begun before it, and the month in which it breaks off is not
-- over: the months between them are the ones that it covers.
stretches as (

    select
        file,
        date_trunc('month', min(displacement_date)) + interval 1 month as first_month,
        max(greatest(displacement_date, cast(created_at as date))) as last_day
    from updates
    group by file

),

covered as (

    select distinct
        updates.country_code,
        cast(unnest(generate_series(
            stretches.first_month,
            date_trunc('month', stretches.last_day + 1) - interval 1 month,
            interval 1 month
        )) as date) as month
    from updates
    inner join stretches on updates.file = stretches.file

),

latest as (

    select
        *,
        coalesce('event ' || event_id, 'update ' || idu_id) as event_key,
        starts_with(lower(role), 'recommended') as is_recommended
    from updates
    where is_latest and cause in ('conflict', 'disaster')

),

-- IDMC: only recommended figures may be added up; the others of their event are first
-- estimates of the same people. An event that has none yet counts with the newest
-- estimate of each of its places, as OCHA counts it.
counted as (

    select * from latest
    qualify
        coalesce(is_recommended, true)
        or (
            not bool_or(is_recommended) over (partition by country_code, event_key)
            and row_number() over (
                partition by country_code, event_key, place_key
                order by created_at desc nulls last, idu_id desc
            ) = 1
        )

),

-- an update that runs over several months is spread over its days evenly
months as (

    select
        *,
        cast(unnest(generate_series(
            date_trunc('month', start_date),
            cast(end_date as timestamp),
            interval 1 month
        )) as date) as month,
        end_date - start_date + 1 as days
    from counted

),

shares as (

    select
        *,
        round(figure * (least(end_date, last_day(month)) - start_date + 1) / days)
        - round(figure * greatest(month - start_date, 0) / days) as share
    from months

)

select
    covered.country_code,
    covered.month,
    shares.cause,
    cast(sum(shares.share) as bigint) as figure,
    count(shares.idu_id) as updates,
    count(*) filter (
        last_day(shares.start_date) <> last_day(shares.end_date)
    ) as spread_updates,
    bool_and(shares.is_recommended) as are_recommended,
    bool_or(shares.role is null) as are_of_unknown_role,
    max(shares.data_as_of) as data_as_of,
    arg_max(shares.file, shares.share) as file,
    arg_max(shares.file_row, shares.share) as file_row,
    arg_max(shares.file_sha256, shares.share) as file_sha256
from covered
left join shares
    on covered.country_code = shares.country_code and covered.month = shares.month
group by covered.country_code, covered.month, shares.cause

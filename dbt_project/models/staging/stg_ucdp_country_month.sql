with source as (

    select * from {{ source('raw', 'ucdp_country_month') }}

),

dated as (

    select
        *,
        cast(left(month, 7) || '-01' as date) as first_day,
        cast(vintage as timestamptz) at time zone 'UTC' as stood_at
    from source

),

renamed as (

    select
        'fatalities:' || iso3 as series_id,
        iso3 as country_code,
        first_day as month,
        cast(fatalities_best as integer) as fatalities_best,
        vintage,
        stood_at,
        coalesce(cast(stood_at as date), _as_of) as as_of_date,
        -- From 10 to 27 March 2026 the states hold months of false zeros, and others
        -- that count events twice, as the states before and after them show. The state
        -- of 2 April, 10:16, holds zeros for March 2026, a month that was not out yet.
        coalesce(
            cast(stood_at as date) between date '2026-03-10' and date '2026-03-27'
            or (
                stood_at = timestamp '2026-04-02 10:16:00'
                and first_day = date '2026-03-01'
            ),
            false
        ) as is_faulty,
        {{ release_columns() }},
        {{ origin_columns() }},
        _loaded_at as loaded_at
    from dated

),

-- of several states of one day the last sound one counts
ranked as (

    select
        * exclude (loaded_at),
        row_number() over (
            partition by series_id, month, as_of_date
            order by
                is_faulty asc, stood_at desc nulls last, loaded_at desc, file desc,
                file_row asc
        ) = 1 as is_latest
    from renamed

)

select * from ranked

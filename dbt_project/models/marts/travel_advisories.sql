with stated as (

    select * exclude (is_latest)
    from {{ ref('stg_travel_advisories') }}
    where is_latest

),

logged as (

    select * from {{ ref('int_travel_advisories_logged') }}

),

-- A row of the log takes the place of the seed of its name where it tells something
-- else; a file of whole advisories in the inbox has the last word.
told as (

    select
        stated.* exclude (valid_to),
        coalesce(stated.valid_to, logged.valid_to) as valid_to
    from stated
    left join logged on stated.advisory_id = logged.advisory_id
    where
        logged.advisory_id is null
        or starts_with(stated.file, 'inbox/')
        or (
            stated.level = logged.level and stated.valid_from = logged.valid_from
        )
    union all by name
    select
        logged.* exclude (valid_to),
        coalesce(logged.valid_to, stated.valid_to) as valid_to
    from logged
    left join stated on logged.advisory_id = stated.advisory_id
    where
        stated.advisory_id is null
        or not (
            starts_with(stated.file, 'inbox/')
            or (
                stated.level = logged.level
                and stated.valid_from = logged.valid_from
            )
        )

),

one_a_day as (

    select
        *,
        coalesce(area_name, '') as area
    from told
    qualify
        row_number() over (
            partition by issuer, country_code, coalesce(area_name, ''), valid_from
            order by starts_with(file, 'inbox/') desc, advisory_id
        ) = 1

),

marked as (

    select
        *,
        coalesce(
            level = lag(level) over spans
            and coalesce(lag(valid_to) over spans >= valid_from, true),
            false
        ) as goes_on
    from one_a_day
    window
        spans as (
            partition by issuer, country_code, area
            order by valid_from
        )

),

-- rows of one level that go on from each other are one row
numbered as (

    select
        *,
        count(*) filter (not goes_on) over (
            partition by issuer, country_code, area
            order by valid_from
        ) as span
    from marked

),

joined as (

    select
        * exclude (valid_to),
        max(valid_to) over (partition by issuer, country_code, area, span) as valid_to
    from numbered
    qualify not goes_on

)

select
    advisory_id,
    issuer,
    country_code,
    area_name,
    level,
    native_level,
    valid_from,
    valid_from_precision,
    least(
        valid_to,
        lead(valid_from) over (
            partition by issuer, country_code, area
            order by valid_from
        )
    ) as valid_to,
    source_id,
    citation_publisher,
    citation_title,
    citation_date,
    citation_kind,
    confidence,
    note,
    file,
    file_row,
    file_sha256
from joined

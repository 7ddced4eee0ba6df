-- A page of the log that tells no level is no evidence of a change: Britain's tell
-- none, and advise by area in words.
with seen as (

    select
        issuer,
        country_code,
        observed_at,
        native_level,
        level,
        updated_date,
        file,
        file_row,
        file_sha256
    from {{ ref('stg_travel_advisory_changes') }}
    where is_latest
    union all by name
    select
        'USA' as issuer,
        country_code,
        cast(data_as_of as timestamp) as observed_at,
        native_level,
        level,
        updated_date,
        file,
        file_row,
        file_sha256
    from {{ ref('stg_us_travel_advisories') }}

),

texts as (

    select
        *,
        cast(observed_at as date) as observed_date
    from seen
    where
        country_code is not null
        and level is not null
        and native_level is not null

),

followed as (

    select
        *,
        lag(level) over pages as level_before,
        coalesce(lag(updated_date) over pages, lag(observed_date) over pages)
            as date_before,
        max(observed_date) over (partition by issuer) as log_end
    from texts
    window
        pages as (
            partition by issuer, country_code
            order by observed_at, updated_date
        )

),

-- The issuer's own date is the start where it lies between the text before and the
-- observation; the first text only tells that its level was in force by then.
turns as (

    select
        *,
        case
            when
                updated_date <= observed_date
                and (date_before is null or updated_date > date_before)
                then updated_date
            else observed_date
        end as valid_from,
        case when level_before is null then 'unknown' else 'day' end
            as valid_from_precision
    from followed
    where level_before is null or level <> level_before

),

-- of two turns that fall on one day the last one counts
distinct_days as (

    select * from turns
    qualify
        row_number() over (
            partition by issuer, country_code, valid_from
            order by observed_at desc
        ) = 1

),

spans as (

    select
        *,
        lead(valid_from) over (
            partition by issuer, country_code
            order by valid_from
        ) as valid_to,
        row_number() over (
            partition by issuer, country_code, date_trunc('month', valid_from)
            order by valid_from
        ) as turn_of_month
    from distinct_days

),

countries as (

    select
        country_code,
        name_en
    from {{ ref('stg_countries') }}

)

select
    lower(spans.issuer || '-' || spans.country_code) || '-' || left(
        cast(spans.valid_from as varchar),
        case spans.turn_of_month when 1 then 7 else 10 end
    ) as advisory_id,
    spans.issuer,
    spans.country_code,
    cast(null as varchar) as area_name,
    spans.level,
    spans.native_level,
    spans.valid_from,
    spans.valid_from_precision,
    spans.valid_to,
    case spans.issuer
        when 'USA' then 'us_state_travel_advisories'
        when 'GBR' then 'uk_fcdo_travel_advice'
    end as source_id,
    case spans.issuer
        when 'USA' then 'U.S. Department of State'
        when 'GBR' then 'Foreign, Commonwealth & Development Office'
    end as citation_publisher,
    'travel advisory for ' || countries.name_en
    || ' as recorded in a public log of advisory changes' as citation_title,
    cast(coalesce(spans.updated_date, spans.observed_date) as varchar)
        as citation_date,
    'described' as citation_kind,
    'medium' as confidence,
    nullif(concat_ws(
        ' ',
        case
            when spans.valid_from_precision = 'unknown' then
                'Start is the date of the first text observed (' || spans.observed_date
                || '): in force then at the latest, the level may be older.'
        end,
        case
            when spans.valid_to is null then
                'The log of these levels ends on ' || spans.log_end
                || ': it knows of no later change.'
        end
    ), '') as note,
    spans.file,
    spans.file_row,
    spans.file_sha256
from spans
inner join countries on spans.country_code = countries.country_code

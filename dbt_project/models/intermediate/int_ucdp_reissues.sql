with versions as (

    select distinct
        gw_number,
        {{ ucdp_version('source_version') }} as file_version,
        list_transform(
            string_split(source_version, '.'), lambda part: cast(part as integer)
        ) as parts
    from {{ ref('stg_ucdp_ged') }}

),

reissues as (

    -- 25.1 holds all from 1989 to 2024, 25.01.25.09 all from January to September 2025
    select
        gw_number,
        file_version,
        len(parts) = 2 as is_final,
        case len(parts)
            when 2 then date '1989-01-01'
            else make_date(2000 + parts[1], parts[2], 1)
        end as first_day,
        case len(parts)
            when 2 then make_date(1999 + parts[1], 12, 31)
            else last_day(make_date(2000 + parts[3], parts[4], 1))
        end as last_day
    from versions
    where len(parts) in (2, 4)

)

select * from reissues

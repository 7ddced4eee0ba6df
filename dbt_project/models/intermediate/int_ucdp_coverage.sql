{#- A file covers a month for the whole world only if it is of the whole world: UCDP
    counts violence of three types in five regions, of which a month may lack some. An
    extract by country, type or size says nothing of what it leaves out, and neither does
    a file whose name tells another month than its rows, or one of which rows were
    rejected. -#}
{% set types_of_violence = 3 %}
{% set regions, regions_of_a_month = 5, 3 %}

with events as (

    select
        file,
        file_sha256,
        source_version,
        data_as_of,
        type_of_violence,
        region,
        cast(date_trunc('month', start_date) as date) as month
    from {{ ref('stg_ucdp_ged') }}
    where source_version is not null

),

loads as (

    select file from {{ source('raw', 'loads') }}
    where rows_rejected = 0

),

files as (

    select
        file,
        any_value(file_sha256) as file_sha256,
        any_value(source_version) as source_version,
        any_value(data_as_of) as data_as_of,
        list_transform(
            string_split(any_value(source_version), '.'),
            lambda part: cast(part as bigint)
        ) as parts,
        count(distinct type_of_violence) as types,
        count(distinct region) as regions
    from events
    where file in (select loads.file from loads)
    group by file

),

-- 25.1 holds whole years to 2024; 25.0.9 holds September 2025; 25.01.25.09 January to
-- September 2025
periods as (

    select
        * exclude (types, regions),
        {{ ucdp_version('source_version') }} as edition,
        len(parts) = 2 as is_final,
        len(parts) <> 3 as is_reissue,
        case len(parts)
            when 2 then date '1989-01-01'
            when 3 then make_date(2000 + parts[1], parts[3], 1)
            else make_date(2000 + parts[1], parts[2], 1)
        end as first_month,
        case len(parts)
            when 2 then make_date(1999 + parts[1], 12, 1)
            when 3 then make_date(2000 + parts[1], parts[3], 1)
            else make_date(2000 + parts[3], parts[4], 1)
        end as last_month
    from files
    where
        types = {{ types_of_violence }}
        and regions >= if(len(parts) = 2, {{ regions }}, {{ regions_of_a_month }})

),

months as (

    select distinct
        file,
        month
    from events

)

select
    periods.file,
    periods.file_sha256,
    periods.source_version,
    periods.data_as_of,
    periods.edition,
    periods.is_final,
    periods.is_reissue,
    months.month
from periods
inner join months
    on
        periods.file = months.file
        and months.month between periods.first_month and periods.last_month

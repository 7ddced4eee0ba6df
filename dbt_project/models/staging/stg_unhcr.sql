with source as (

    select * from {{ source('raw', 'unhcr') }}

),

renamed as (

    select
        cast(cast(year as double) as integer) as year,
        coo_iso as origin_country_code,
        coa_iso as country_code,
        cast(cast(refugees as double) as bigint) as refugees,
        cast(cast(asylum_seekers as double) as bigint) as asylum_seekers,
        cast(cast(idps as double) as bigint) as idps,
        {{ is_latest(['cast(year as double)', 'coo_iso', 'coa_iso']) }} as is_latest,
        {{ release_columns() }},
        {{ origin_columns() }}
    from source

)

select * from renamed

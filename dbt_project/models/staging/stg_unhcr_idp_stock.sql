with source as (

    select * from {{ source('raw', 'unhcr_idp_stock') }}

),

renamed as (

    select
        cast(cast(year as double) as integer) as year,
        coo_iso as origin_country_code,
        coa_iso as country_code,
        cast(cast(total as double) as bigint) as idps,
        {{ is_latest(['cast(year as double)', 'coo_iso', 'coa_iso']) }} as is_latest,
        {{ release_columns() }},
        {{ origin_columns() }}
    from source

)

select * from renamed

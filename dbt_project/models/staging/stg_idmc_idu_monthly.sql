with source as (

    select * from {{ source('raw', 'idmc_idu_monthly') }}

),

renamed as (

    select
        cast(left(month, 7) || '-01' as date) as month,
        iso3 as country_code,
        cast(cast(new_displacements as double) as bigint) as figure,
        {{ is_latest(['left(month, 7)', 'iso3']) }} as is_latest,
        {{ release_columns() }},
        {{ origin_columns() }}
    from source

)

select * from renamed

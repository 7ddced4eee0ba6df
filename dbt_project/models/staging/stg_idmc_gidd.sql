with source as (

    select * from {{ source('raw', 'idmc_gidd') }}

),

-- the figure itself where the file has it, else the one that IDMC rounded
renamed as (

    select
        iso3 as country_code,
        cast(cast(year as double) as integer) as year,
        cast(cast(coalesce(
            conflict_internal_displacements_raw, conflict_internal_displacements
        ) as double) as bigint) as conflict_displacements,
        cast(cast(coalesce(
            disaster_internal_displacements_raw, disaster_internal_displacements
        ) as double) as bigint) as disaster_displacements,
        cast(cast(coalesce(
            conflict_stock_displacement_raw, conflict_stock_displacement
        ) as double) as bigint) as conflict_idps,
        cast(cast(coalesce(
            disaster_stock_displacement_raw, disaster_stock_displacement
        ) as double) as bigint) as disaster_idps,
        {{ is_latest(['iso3', 'cast(year as double)']) }} as is_latest,
        {{ release_columns() }},
        {{ origin_columns() }}
    from source

)

select * from renamed

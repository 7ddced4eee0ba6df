with source as (

    select * from {{ source('raw', 'displacement_stock') }}

),

renamed as (

    select
        stock_id,
        population_type,
        country_code,
        origin_country_code,
        cast(as_of_date as date) as as_of_date,
        date_precision,
        cast(figure as bigint) as figure,
        source_id,
        status,
        {{ citation_columns() }},
        confidence,
        note,
        {{ origin_columns() }}
    from source

)

select * from renamed

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
        citation_publisher,
        citation_title,
        citation_date,
        citation_kind,
        confidence,
        note,
        _file as file,
        _row as file_row,
        _sha256 as file_sha256
    from source

)

select * from renamed

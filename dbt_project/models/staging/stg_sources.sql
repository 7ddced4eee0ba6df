with source as (

    select * from {{ source('raw', 'sources') }}

),

renamed as (

    select
        source_id,
        name,
        publisher,
        url,
        licence,
        licence_url,
        cast(redistributable as boolean) as redistributable,
        cast(forecasts_publishable as boolean) as forecasts_publishable,
        citation,
        coverage_countries,
        coverage_start,
        coverage_end,
        coverage_event_types,
        coverage_kind,
        description,
        confidence,
        {{ origin_columns() }}
    from source

)

select * from renamed

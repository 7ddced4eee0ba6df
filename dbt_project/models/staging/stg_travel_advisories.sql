with source as (

    select * from {{ source('raw', 'travel_advisories') }}

),

renamed as (

    select
        advisory_id,
        issuer,
        country_code,
        area_name,
        cast(level as integer) as level,
        native_level,
        cast(valid_from as date) as valid_from,
        valid_from_precision,
        cast(valid_to as date) as valid_to,
        source_id,
        {{ citation_columns() }},
        confidence,
        note,
        -- a file of the inbox replaces the row that ships with the project
        row_number() over (
            partition by advisory_id
            order by
                starts_with(_file, 'inbox/') desc, _as_of desc, _loaded_at desc,
                _file desc
        ) = 1 as is_latest,
        {{ origin_columns() }}
    from source

)

select * from renamed

with reference as (

    select
        *,
        true as is_reference
    from {{ ref('stg_places') }}

),

pcodes as (

    select * from {{ ref('stg_pcodes') }}
    where is_latest

),

countries as (

    select country_code from {{ ref('stg_countries') }}

),

catalogue as (

    select
        source_id,
        licence
    from {{ ref('stg_sources') }}
    where source_id = 'ocha_pcodes'

),

added as (

    select
        pcodes.p_code as place_id,
        pcodes.name as name_en,
        'admin' || pcodes.admin_level as place_type,
        pcodes.country_code,
        case pcodes.admin_level when 1 then pcodes.p_code else parents.p_code end
            as admin1_id,
        catalogue.source_id,
        catalogue.licence,
        'OCHA' as citation_publisher,
        'p-code list of the administrative boundaries (COD-AB), admin 1 and 2'
            as citation_title,
        cast(pcodes.valid_from as varchar) as citation_date,
        'described' as citation_kind,
        'high' as confidence,
        pcodes.file,
        pcodes.file_row,
        pcodes.file_sha256,
        false as is_reference
    from pcodes
    inner join countries on pcodes.country_code = countries.country_code
    cross join catalogue
    left join pcodes as parents
        on pcodes.parent_p_code = parents.p_code and parents.admin_level = 1
    left join reference on pcodes.p_code = reference.place_id
    where pcodes.admin_level <= 2 and reference.place_id is null

)

select * from reference
union all by name
select * from added

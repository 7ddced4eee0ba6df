with ged as (

    select
        gw_number,
        {{ ucdp_version('source_version') }} as file_version
    from {{ ref('stg_ucdp_ged') }}

),

final_releases as (

    -- release 25.1 ends with 2024
    select
        gw_number,
        1999 + max(file_version[1]) as last_year
    from ged
    where len(file_version) = 2
    group by gw_number

)

select * from final_releases

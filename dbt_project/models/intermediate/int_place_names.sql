with places as (

    select * from {{ ref('stg_places') }}

),

written as (

    select
        place_id,
        place_type,
        country_code,
        {{ folded(
            "unnest([name_en, name_fr, name_ar]"
            " || string_split(coalesce(aliases, ''), '|'))"
        ) }} as place_name
    from places

),

unambiguous as (

    select
        country_code,
        place_type,
        place_name,
        min(place_id) as place_id
    from written
    where place_name <> ''
    group by country_code, place_type, place_name
    having count(distinct place_id) = 1

)

select
    unambiguous.*,
    places.name_fr as reference_name,
    places.latitude,
    places.longitude
from unambiguous
inner join places on unambiguous.place_id = places.place_id

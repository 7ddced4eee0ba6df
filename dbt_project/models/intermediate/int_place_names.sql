with places as (

    select * from {{ ref('int_places') }}

),

written as (

    select
        place_id,
        place_type,
        country_code,
        is_reference,
        {{ folded(
            "unnest([name_en, name_fr, name_ar]"
            " || string_split(coalesce(aliases, ''), '|'))"
        ) }} as place_name
    from places

),

-- a name that the reference knows never becomes ambiguous through a list of place codes
known as (

    select * from written
    where place_name <> ''
    qualify
        is_reference
        or not bool_or(is_reference) over (
            partition by country_code, place_type, place_name
        )

),

unambiguous as (

    select
        country_code,
        place_type,
        place_name,
        min(place_id) as place_id
    from known
    group by country_code, place_type, place_name
    having count(distinct place_id) = 1

)

select
    unambiguous.*,
    coalesce(places.name_fr, places.name_en) as reference_name,
    places.admin1_id,
    places.latitude,
    places.longitude
from unambiguous
inner join places on unambiguous.place_id = places.place_id

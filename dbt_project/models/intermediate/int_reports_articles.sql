{#- Units of figures that are deaths. -#}
{% set deaths = ('killed', 'attackers_killed') %}

with claims as (

    select * from {{ ref('int_article_claims') }}

),

figures as (

    select
        source_record_id,
        unnest(
            from_json(
                figures,
                '[{"unit": "VARCHAR", "value": "DOUBLE", "low": "DOUBLE",
                   "high": "DOUBLE", "comparator": "VARCHAR"}]'
            ),
            recursive := true
        ) as figure
    from claims

),

-- "at least 40" has a low figure and no high one, "up to 40" a high one and no best; of
-- several figures one may count the others in or not, so that no number of them is the
-- toll: what is certain is the highest low
tolls as (

    select
        source_record_id,
        max(low) as low,
        case
            when
                count(*) = 1
                and min(comparator) not in ('at_most', 'less_than')
                then min(value)
        end as best,
        case when count(*) = 1 then min(high) end as high
    from figures
    where unit in {{ deaths }}
    group by source_record_id

),

places as (

    select
        source_record_id,
        unnest(
            from_json(
                places,
                '[{"name": "VARCHAR", "place_id": "VARCHAR",
                   "country_code": "VARCHAR", "latitude": "DOUBLE",
                   "longitude": "DOUBLE", "geo_precision": "INTEGER"}]'
            ),
            recursive := true
        ) as place,
        generate_subscripts(from_json(places, '["JSON"]'), 1) as place_number
    from claims
    where fixed_place is null

),

-- the most exact of the places that a sentence names, the first of several
read_places as (

    select * from places
    qualify row_number() over (
        partition by source_record_id
        order by geo_precision asc nulls last, place_number asc
    ) = 1

),

listed as (

    select
        source_record_id,
        unnest(
            from_json(
                actors,
                '[{"name": "VARCHAR", "actor_id": "VARCHAR", "role": "VARCHAR"}]'
            ),
            recursive := true
        ) as person,
        generate_subscripts(from_json(actors, '["JSON"]'), 1) as person_number
    from claims

),

people as (

    select
        source_record_id,
        list(actor_id order by person_number) filter (role = 'actor') as acting,
        list(name order by person_number) filter (role = 'actor') as acting_names,
        list(actor_id order by person_number) filter (role = 'target') as targets,
        list(name order by person_number) filter (role = 'target') as target_names
    from listed
    group by source_record_id

),

reference as (

    select * from {{ ref('int_places') }}

),

countries as (

    select country_code from {{ ref('stg_countries') }}

),

placed as (

    select
        claims.source_record_id,
        coalesce(fixed.place_id, known.place_id) as place_id,
        coalesce(fixed.name_en, read_places.name) as place_name,
        coalesce(fixed.country_code, read_places.country_code) as country_code,
        coalesce(fixed.latitude, read_places.latitude) as latitude,
        coalesce(fixed.longitude, read_places.longitude) as longitude,
        coalesce(fixed.admin1_id, known.admin1_id) as admin1_id,
        case fixed.place_type
            when 'settlement' then 1
            when 'admin2' then 3
            when 'admin1' then 4
            when 'country' then 6
            else read_places.geo_precision
        end as geo_precision
    from claims
    left join read_places on claims.source_record_id = read_places.source_record_id
    left join reference as fixed on claims.fixed_place = fixed.place_id
    left join reference as known on read_places.place_id = known.place_id

),

reports as (

    select
        'articles' as origin,
        case
            when starts_with(claims.file, 'seeds/') then 'redzone_articles'
            else 'press_articles'
        end as source_id,
        claims.source_record_id,
        cast(null as varchar) as event_id,
        cast(null as bigint[]) as file_version,
        false as is_superseded,
        'selective' as coverage,
        claims.event_type,
        claims.start_date,
        claims.end_date,
        claims.date_precision,
        countries.country_code,
        cast(null as varchar) as country_name,
        admin1.name_en as admin1_name,
        placed.place_name,
        placed.place_id as known_place_id,
        placed.latitude,
        placed.longitude,
        placed.geo_precision,
        people.acting[1] as actor_1_key,
        people.acting_names[1] as actor_1_name,
        -- two who act together are the two sides
        coalesce(people.targets[1], people.acting[2]) as actor_2_key,
        coalesce(people.target_names[1], people.acting_names[2]) as actor_2_name,
        case
            when claims.is_toll_fixed then claims.fixed_killed_low
            else try_cast(tolls.low as integer)
        end as fatalities_low,
        case
            when claims.is_toll_fixed then claims.fixed_killed_best
            else try_cast(tolls.best as integer)
        end as fatalities_best,
        case
            when claims.is_toll_fixed then claims.fixed_killed_high
            else try_cast(tolls.high as integer)
        end as fatalities_high,
        cast(null as integer) as civilian_fatalities_best,
        claims.evidence_text as summary,
        coalesce(
            nullif(
                concat_ws(
                    ', ',
                    nullif(claims.publisher, ''),
                    nullif(claims.title, ''),
                    claims.published_date
                ),
                ''
            ),
            claims.article_id
        ) as citation,
        case
            when claims.epistemic_status not in ('reported', 'official') then 'low'
            when claims.review_decision in ('accept', 'correct') then 'medium'
            when claims.confidence >= 0.6 then 'medium'
            else 'low'
        end as confidence,
        cast(null as varchar) as source_version,
        claims.published_date as data_as_of,
        claims.article_id,
        claims.original_article_id,
        claims.epistemic_status,
        claims.attribution,
        claims.is_redistributable as may_be_passed_on,
        claims.file,
        claims.file_row,
        claims.file_sha256
    from claims
    inner join placed on claims.source_record_id = placed.source_record_id
    left join people on claims.source_record_id = people.source_record_id
    left join tolls on claims.source_record_id = tolls.source_record_id
    left join countries on placed.country_code = countries.country_code
    left join reference as admin1 on placed.admin1_id = admin1.place_id

)

select * from reports

with actors as (

    select * from {{ ref('stg_actors') }}

),

written as (

    select
        actor_id,
        actor_id as actor_key
    from actors
    union
    select
        actor_id,
        cast(ucdp_actor_id as varchar) as actor_key
    from actors
    where ucdp_actor_id is not null
    union
    select
        actor_id,
        {{ folded(
            "unnest([name_en, name_fr, name_ar]"
            " || string_split(coalesce(aliases_en, ''), '|')"
            " || string_split(coalesce(aliases_fr, ''), '|')"
            " || string_split(coalesce(aliases_ar, ''), '|'))"
        ) }} as actor_key
    from actors

),

unambiguous as (

    select
        actor_key,
        min(actor_id) as actor_id
    from written
    where actor_key <> ''
    group by actor_key
    having count(distinct actor_id) = 1

)

select * from unambiguous

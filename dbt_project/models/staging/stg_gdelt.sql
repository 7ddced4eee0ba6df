{%- set sides = [('actor_1', 'actor1'), ('actor_2', 'actor2')] -%}
{%- set places = sides + [('action', 'action')] -%}

with source as (

    select * from {{ source('raw', 'gdelt') }}

),

renamed as (

    select
        cast(globaleventid as bigint) as gdelt_id,
        cast(strptime(day, '%Y%m%d') as date) as event_date,
        {%- for side, raw in sides %}
            {{ raw }}code as {{ side }}_code,
            {{ raw }}name as {{ side }}_name,
            {{ raw }}countrycode as {{ side }}_country_cameo_code,
            {{ raw }}knowngroupcode as {{ side }}_group_code,
            {{ raw }}ethniccode as {{ side }}_ethnic_code,
            {{ raw }}religion1code as {{ side }}_religion_1_code,
            {{ raw }}religion2code as {{ side }}_religion_2_code,
            {{ raw }}type1code as {{ side }}_type_1_code,
            {{ raw }}type2code as {{ side }}_type_2_code,
            {{ raw }}type3code as {{ side }}_type_3_code,
        {%- endfor %}
        cast(isrootevent as integer) = 1 as is_root_event,
        eventcode as cameo_code,
        eventbasecode as cameo_base_code,
        eventrootcode as cameo_root_code,
        cast(quadclass as integer) as quad_class,
        cast(goldsteinscale as double) as goldstein_scale,
        cast(nummentions as integer) as mention_count,
        cast(numsources as integer) as source_count,
        cast(numarticles as integer) as article_count,
        cast(avgtone as double) as average_tone,
        {%- for place, raw in places %}
            cast({{ raw }}geo_type as integer) as {{ place }}_place_type,
            {{ raw }}geo_fullname as {{ place }}_place_name,
            {{ raw }}geo_countrycode as {{ place }}_country_fips_code,
            {{ raw }}geo_adm1code as {{ place }}_admin1_code,
            {{ raw }}geo_adm2code as {{ place }}_admin2_code,
            cast({{ raw }}geo_lat as double) as {{ place }}_latitude,
            cast({{ raw }}geo_long as double) as {{ place }}_longitude,
            {{ raw }}geo_featureid as {{ place }}_feature_id,
        {%- endfor %}
        try_strptime(dateadded, '%Y%m%d%H%M%S') as added_at,
        sourceurl as source_url,
        {{ release_columns() }},
        {{ origin_columns() }}
    from source

)

select * from renamed

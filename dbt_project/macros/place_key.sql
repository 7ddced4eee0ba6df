{% macro place_key(column) -%}
    {#- The folded name of a place without the word for its kind: Kidal town, Mopti region. -#}
    regexp_replace(
        {{ folded(column) }},
        ' (town|village|city|region|cercle|commune|department|province|district)$',
        ''
    )
{%- endmacro %}

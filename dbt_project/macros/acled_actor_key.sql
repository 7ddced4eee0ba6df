{% macro acled_actor_key(column) -%}
    {#- ACLED names a force with the years of its regime, Military Forces of Mali (2021-):
        the reference knows it without them. -#}
    {{ folded(
        "regexp_replace(" ~ column ~ ", ' [(][0-9]{4}-([0-9]{4})?[)]', '')"
    ) }}
{%- endmacro %}

{% macro generate_schema_name(custom_schema_name, node) -%}
    {#- A model's schema is the one it names: marts.events, not main_marts.events. -#}
    {{ (custom_schema_name or target.schema) | trim }}
{%- endmacro %}

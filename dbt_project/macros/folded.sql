{% macro folded(column) -%}
    {#- A name as it is compared: without accents, case, and marks between words. -#}
    trim(regexp_replace(lower(strip_accents({{ column }})), '[^[:alnum:]]+', ' ', 'g'))
{%- endmacro %}

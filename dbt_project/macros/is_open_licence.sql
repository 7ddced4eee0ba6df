{% macro is_open_licence(column) -%}
    {#- Licences under which a text may be passed on, changed and sold, by their SPDX names. -#}
    coalesce(regexp_full_match(
        {{ column }},
        '(CC0|CC-BY|CC-BY-SA|ODC-By|ODbL|PDDL|OGL-UK|US-PD)(-[0-9.]+)?(-IGO)?'
    ), false)
{%- endmacro %}

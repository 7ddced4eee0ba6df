{% macro ucdp_event_type(type_of_violence) -%}
    {#- UCDP tells conflict between sides (1, 2) from violence against civilians (3). -#}
    case {{ type_of_violence }}
            when 3 then 'attack_on_civilians' else 'armed_clash'
        end
{%- endmacro %}

{% macro ucdp_event_type(type_of_violence) -%}
    {#- UCDP tells state-based and non-state conflict (1, 2) from one-sided violence. -#}
    case {{ type_of_violence }}
            when 3 then 'attack_on_civilians' else 'armed_clash'
        end
{%- endmacro %}

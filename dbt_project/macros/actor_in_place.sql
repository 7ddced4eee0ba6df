{% macro actor_in_place(side) -%}
    {#- The reference actor behind a name, which depends on where the event is: the
        reference knows the actors of the three countries only, and what UCDP calls IS is
        Islamic State West Africa Province around Lake Chad (Diffa), elsewhere in them
        Islamic State Sahel Province. -#}
    case
        when focus.country_code is null then null
        when coalesce({{ side }}.actor_id, {{ side }}_by_name.actor_id) = 'is_sahel'
            and keyed.admin1_key = 'diffa'
            then 'iswap'
        else coalesce({{ side }}.actor_id, {{ side }}_by_name.actor_id)
    end
{%- endmacro %}

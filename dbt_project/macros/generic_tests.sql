{% test unique_together(model, columns) %}
    {#- No two rows agree in all of these columns; missing values count as equal. -#}
    select {{ columns | join(', ') }}, count(*) as copies
    from {{ model }}
    group by {{ columns | join(', ') }}
    having count(*) > 1
{% endtest %}

{% test holds(model, expression) %}
    {#- The expression is true, or not known, in every row. -#}
    select *
    from {{ model }}
    where not ({{ expression }})
{% endtest %}

{% test periods_apart(model, columns, starts, ends, kind="true") %}
    {#- No two rows that agree in the columns overlap in time, but for rows of one kind
        and period. A period begins on `starts` and is over on `ends`; open where that is
        missing. -#}
    with periods as (

        select distinct
            {{ columns | join(', ') }},
            {{ starts }} as starts,
            {{ ends }} as ends,
            {{ kind }} as kind
        from {{ model }}

    ),

    followed as (

        select
            *,
            lead(starts) over (
                partition by {{ columns | join(', ') }}
                order by starts, ends, kind
            ) as next_starts
        from periods

    )

    select * from followed
    where next_starts < coalesce(ends, date '9999-12-31')
{% endtest %}

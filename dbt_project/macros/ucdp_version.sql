{% macro ucdp_version(version) -%}
    {#- A version of UCDP as numbers in the order in which releases supersede each other:
        26.0.2 is [26, 0, 2], a month; 25.1 is [25, 1], the yearly release, above the
        months before it; 25.01.25.09, which gathers January to September, is
        [25, 0, 9, 1], above the months that it holds and below October. -#}
    list_transform(
            string_split(regexp_replace(
                {{ version }}, '^[0-9]+[.][0-9]+[.]([0-9]+)[.]([0-9]+)$', '\1.0.\2.1'
            ), '.'),
            lambda part: cast(part as integer)
        )
{%- endmacro %}

{% macro release_columns() -%}
    _version as source_version,
        _as_of as data_as_of
{%- endmacro %}

{% macro is_latest(key) -%}
    {#- Whether a row is what the newest of the files says that hold its record: the natural
        key is the same, and its version, date and time of loading are the latest. -#}
    row_number() over (
            partition by {{ key | join(', ') }}
            order by
                list_transform(
                    regexp_extract_all(_version, '[0-9]+'),
                    lambda part: cast(part as bigint)
                ) desc nulls last,
                _as_of desc nulls last, _loaded_at desc, _file desc
        ) = 1
{%- endmacro %}

{% macro citation_columns() -%}
    citation_publisher,
        citation_title,
        citation_date,
        citation_kind
{%- endmacro %}

{% macro origin_columns() -%}
    _file as file,
        _row as file_row,
        _sha256 as file_sha256
{%- endmacro %}

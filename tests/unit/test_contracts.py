"""Contracts: which rows break which rule."""

import duckdb
import pytest

from orchestration.contracts import checked_rows_sql, identifier, literal


def errors_of(value: str | None, field: dict) -> list[tuple[str, str]]:
    """Rule and expectation of each rule that one value breaks."""
    shown = "null" if value is None else literal(value)
    rows = (
        f"select 2 as _row, {shown} as {identifier(field['name'])}, "
        "false as _missing_cells, false as _extra_cells"
    )
    found = duckdb.execute(
        f"select unnest(_errors) from ({checked_rows_sql(rows, {'fields': [field]})})"
    ).fetchall()
    return [(error["rule"], error["expected"]) for (error,) in found]


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        ("integer", "7"), ("integer", "-7"), ("integer", "+0"),
        ("number", "1.5"), ("number", "-2e3"), ("number", ".5"),
        ("boolean", "true"), ("boolean", "0"),
        ("date", "2024-02-29"),
        ("string", "anything 'at' all"),
        ("integer", ""), ("date", ""),
    ],
)  # fmt: skip
def test_a_value_of_its_type_breaks_nothing(type_: str, value: str):
    assert errors_of(value, {"name": "x", "type": type_}) == []


@pytest.mark.parametrize(
    ("type_", "value", "expected"),
    [
        ("integer", "1.0", "a whole number"),
        ("integer", "1e3", "a whole number"),
        ("integer", "99999999999999999999", "a whole number"),
        ("number", "1,5", "a number"),
        ("number", "nan", "a number"),
        ("number", "inf", "a number"),
        ("boolean", "yes", "true or false"),
        ("date", "2023-02-29", "a date written YYYY-MM-DD"),
        ("date", "2023-2-9", "a date written YYYY-MM-DD"),
        ("date", "09/02/2023", "a date written YYYY-MM-DD"),
    ],
)
def test_a_value_of_another_type_is_a_type_error(type_: str, value: str, expected: str):
    assert errors_of(value, {"name": "x", "type": type_}) == [("type-error", expected)]


@pytest.mark.parametrize(
    ("constraints", "type_", "value", "expected"),
    [
        ({"required": True}, "string", "", "a value"),
        ({"minimum": 0}, "integer", "-1", "at least 0"),
        ({"maximum": 90}, "number", "90.5", "at most 90"),
        ({"pattern": "[A-Z]{3}"}, "string", "Mali", "the pattern [A-Z]{3}"),
        ({"enum": ["ar", "fr"]}, "string", "en", "one of ar, fr"),
    ],
)
def test_a_broken_constraint_says_what_was_expected(constraints, type_, value, expected):
    field = {"name": "x", "type": type_, "constraints": constraints}
    assert errors_of(value, field) == [("constraint-error", expected)]


def test_an_empty_value_breaks_only_required():
    field = {"name": "x", "type": "integer", "constraints": {"minimum": 3, "enum": [3, 4]}}
    assert errors_of("", field) == []


def test_a_timestamp_is_a_date_where_any_format_will_do():
    field = {"name": "x", "type": "date", "format": "any"}
    assert errors_of("2023-10-02 00:00:00.000", field) == []
    assert errors_of("early October", field) == [("type-error", "a date or date and time")]


def test_the_second_row_with_a_key_breaks_it_and_the_first_does_not():
    rows = (
        "select row_number() over () + 1 as _row, k, "
        "false as _missing_cells, false as _extra_cells from (values ('a'), ('b'), ('a')) as v(k)"
    )
    schema = {"fields": [{"name": "k", "type": "string"}], "primaryKey": ["k"]}
    found = duckdb.execute(
        f"select _row, _errors[1].rule from ({checked_rows_sql(rows, schema)}) order by _row"
    ).fetchall()
    assert found == [(2, None), (3, None), (4, "primary-key")]


def test_names_and_values_that_are_sql_are_harmless():
    field = {"name": 'x"; drop table y; --', "type": "integer"}
    assert errors_of("'); drop table y; --", field) == [("type-error", "a whole number")]


def test_a_type_that_is_not_known_is_an_error_of_ours():
    with pytest.raises(ValueError, match="geojson is not known"):
        checked_rows_sql("select 1", {"fields": [{"name": "x", "type": "geojson"}]})

"""From a Table Schema to the SQL that finds every broken rule of every row in one pass."""

from collections.abc import Iterator
from typing import Any

from orchestration.contracts.sql import identifier, literal

TRUE_VALUES = ("true", "True", "TRUE", "1")
FALSE_VALUES = ("false", "False", "FALSE", "0")


def checked_rows_sql(rows_sql: str, schema: dict[str, Any]) -> str:
    """Select the rows of `rows_sql` with the rules that each of them breaks.

    Args:
        rows_sql: a select of text columns with `_row`, `_missing_cells` and `_extra_cells`.
        schema: Table Schema descriptor. Types: string, integer, number, boolean, date (format
            `default` or `any`); constraints: required, minimum, maximum, pattern, enum; primaryKey.

    Returns:
        A select with the same columns and `_errors`, a list of structs (column, value, rule,
        expected), empty for a row that satisfies its contract. Rules bear the error names of
        frictionless-py.
    """
    key = schema.get("primaryKey", [])
    rank = (
        f"row_number() over (partition by {', '.join(map(identifier, key))} order by _row)"
        if key
        else "1"
    )
    problems = ",\n".join(_problems(schema))
    return (
        f"with rows as ({rows_sql}), ranked as (select *, {rank} as _key_rank from rows)\n"
        f"select * exclude (_key_rank), list_filter([\n{problems}\n], lambda e: e is not null) "
        "as _errors from ranked"
    )


def _problems(schema: dict[str, Any]) -> Iterator[str]:
    last = schema["fields"][-1]["name"]
    yield _when("_missing_cells", last, "missing-cell", "as many cells as the header has columns")
    yield _when("_extra_cells", last, "extra-cell", "as many cells as the header has columns")
    for field in schema["fields"]:
        yield from _field_problems(field)
    if key := schema.get("primaryKey"):
        columns = ", ".join(key)
        value = "concat_ws(', ', " + ", ".join(map(identifier, key)) + ")"
        yield _when("_key_rank > 1", columns, "primary-key", f"{columns} once in a file", value)


def _field_problems(field: dict[str, Any]) -> Iterator[str]:
    name, constraints = field["name"], field.get("constraints", {})
    column = identifier(name)
    present = f"{column} <> ''"
    if constraints.get("required"):
        yield _when(f"coalesce({column}, '') = ''", name, "constraint-error", "a value")
    broken, expected = _type_rule(field, column)
    if broken:
        yield _when(f"{present} and {broken}", name, "type-error", expected)
    number = f"try_cast({column} as double)"
    for bound, operator, words in (("minimum", "<", "at least"), ("maximum", ">", "at most")):
        if bound in constraints:
            limit = constraints[bound]
            broken = f"{present} and {number} {operator} {limit}"
            yield _when(broken, name, "constraint-error", f"{words} {limit}")
    if pattern := constraints.get("pattern"):
        broken = f"{present} and not regexp_full_match({column}, {literal(pattern)})"
        yield _when(broken, name, "constraint-error", f"the pattern {pattern}")
    if allowed := constraints.get("enum"):
        values = ", ".join(literal(str(value)) for value in allowed)
        broken = f"{present} and {column} not in ({values})"
        yield _when(broken, name, "constraint-error", f"one of {', '.join(map(str, allowed))}")


def _type_rule(field: dict[str, Any], column: str) -> tuple[str, str]:
    """The predicate that is true when a value has not its field's type, and what was expected."""
    match field["type"], field.get("format", "default"):
        case "string", _:
            return "", ""
        case "integer", _:
            whole = f"regexp_full_match({column}, '[+-]?[0-9]+')"
            return f"(not {whole} or try_cast({column} as bigint) is null)", "a whole number"
        case "number", _:
            return f"not coalesce(isfinite(try_cast({column} as double)), false)", "a number"
        case "boolean", _:
            values = ", ".join(map(literal, TRUE_VALUES + FALSE_VALUES))
            return f"{column} not in ({values})", "true or false"
        case "date", "default":
            shape = f"regexp_full_match({column}, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}')"
            broken = f"(not {shape} or try_cast({column} as date) is null)"
            return broken, "a date written YYYY-MM-DD"
        case "date", "any":
            return f"try_cast({column} as timestamp) is null", "a date or date and time"
    raise ValueError(f"Field {field['name']}: type {field['type']} is not known.")


def _when(broken: str, name: str, rule: str, expected: str, value: str | None = None) -> str:
    shown = value or identifier(name)
    return (
        f"case when {broken} then struct_pack(column_name := {literal(name)}, value := {shown}, "
        f"rule := {literal(rule)}, expected := {literal(expected)}) end"
    )

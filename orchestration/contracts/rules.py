"""The rules of a field as SQL conditions that are true where a row breaks them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import duckdb

from orchestration.contracts.functions import call
from orchestration.contracts.logical import MOMENTS, TEXT, Cell, bare_number
from orchestration.contracts.schema import Field, SchemaError
from orchestration.contracts.sql import literal

# Up to this many characters a decimal number is told from any other by its double.
EXACT_CHARACTERS = 15
BOUNDS = {
    "minimum": ("<", "at least"),
    "maximum": (">", "at most"),
    "exclusiveMinimum": ("<=", "more than"),
    "exclusiveMaximum": (">=", "less than"),
}
EXPECTED = {
    "integer": "a whole number of at most 38 digits",
    "number": "a number",
    "date": "a date written YYYY-MM-DD",
    "datetime": "a date and time written YYYY-MM-DDThh:mm:ss, with a zone or without",
    "time": "a time written hh:mm:ss",
    "year": "a year written YYYY",
    "yearmonth": "a month written YYYY-MM",
    "duration": "a duration written PnYnMnDTnHnMnS",
    "object": "a JSON object",
    "array": "a JSON array",
    "geojson": "GeoJSON",
    "geopoint": "a longitude and a latitude written lon, lat",
}


@dataclass(frozen=True)
class Rule:
    """A rule that a row can break.

    Attributes:
        type: the error's type.
        field: name of the field; none where no single field is to blame.
        broken: SQL condition.
        value: SQL of the text that breaks it.
        expected: what was expected, in words.
    """

    type: str
    field: str | None
    broken: str
    value: str
    expected: str


@dataclass(frozen=True)
class Column:
    """A field's cell and its logical value, under the names that a query has for them."""

    cell: Cell
    value: str

    @property
    def field(self) -> Field:
        """The field."""
        return self.cell.field

    def key(self) -> str:
        """A text that is the same for equal logical values, and for no others of its family."""
        value = self.value
        match self.field.type:
            case "string" | "any" | "object" | "array" | "geojson":
                return value
            case "number":
                whole = f"{value} = trunc({value}) and abs({value}) < 1e38"
                double = (
                    f"case when {whole} then {value}::hugeint::varchar else {value}::varchar end"
                )
                exact = call(self.decimal, "decimal")
                there = f"{value} is not null"
                return f"case when {self.is_double} then {double} when {there} then {exact} end"
            case "datetime":
                return f"epoch_us({value})::varchar"
            case "list" | "duration" | "geopoint":
                return f"to_json({value})::varchar"
        return f"{value}::varchar"

    def family(self) -> str:
        """Types whose keys can be equal."""
        families = {"any": "string", "integer": "number", "year": "number"}
        return families.get(self.field.type, self.field.type)

    @property
    def decimal(self) -> str:
        """The text of a number as XML Schema writes it."""
        if self.cell.type == TEXT:
            return bare_number(self.field, self.cell.present)
        return self.cell.text

    @property
    def is_double(self) -> str:
        """Condition that is true where a number's double is all that there is to it."""
        if self.cell.type in ("DOUBLE", "FLOAT"):
            return "true"
        text, value = self.decimal, self.value
        vanished = f"{value} = 0 and regexp_matches({text}, '[1-9]')"
        return f"strlen({text}) <= {EXACT_CHARACTERS} and isfinite({value}) and not ({vanished})"


@dataclass(frozen=True)
class Constant:
    """A value that a constraint names: as the descriptor writes it, and as a column of one row."""

    constraint: str
    raw: Any
    column: Column


def constants(column: Column) -> Iterator[Constant]:
    """The values in a field's constraints and categories."""
    field = column.field
    for constraint in BOUNDS:
        if constraint in field.constraints:
            yield _constant(column, constraint, field.constraints[constraint])
    for raw in field.constraints.get("enum", []):
        yield _constant(column, "enum", raw)
    for raw in field.categories or ():
        yield _constant(column, "categories", raw)


def check_constants(connection: duckdb.DuckDBPyConnection, found: list[Constant]) -> None:
    """See that each value is of its field's type.

    Raises:
        SchemaError: names the first that is not.
    """
    tested = [constant for constant in found if constant.column.field.type != "any"]
    if not tested:
        return
    values = ", ".join(
        f"({constant.column.value}) is null{_or_no_bound(constant)}" for constant in tested
    )
    for constant, none in zip(
        tested, connection.execute(f"select {values}").fetchone(), strict=True
    ):
        if none:
            _refuse(constant.column.field, constant.constraint, constant.raw)


def _or_no_bound(constant: Constant) -> str:
    """Nothing lies on either side of NaN."""
    is_bound = constant.column.field.type == "number" and constant.constraint in BOUNDS
    return f" or isnan({constant.column.value})" if is_bound else ""


def _constant(column: Column, constraint: str, raw: Any) -> Constant:
    """A constraint's value: a string in the field's own format, or what JSON has for its type."""
    field = column.field
    if isinstance(raw, str):
        cell = Cell(field, literal(raw))
    elif field.type == "string":
        _refuse(field, constraint, raw)
    elif field.type == "list" and isinstance(raw, list):
        delimiter = field.options.get("delimiter", ",")
        cell = Cell(field, literal(delimiter.join(map(_json_text, raw))))
    else:
        if isinstance(raw, float) and raw.is_integer() and field.type in ("integer", "year"):
            raw = int(raw)
        format = field.format if isinstance(raw, list | dict) else "default"
        cell = Cell(Field(field.name, field.type, format), literal(_json_text(raw)))
    return Constant(constraint, raw, Column(cell, cell.value()))


def _json_text(raw: Any) -> str:
    return raw if isinstance(raw, str) else json.dumps(raw)


def _refuse(field: Field, constraint: str, raw: Any) -> None:
    raise SchemaError(
        f"Field {field.name}: {constraint} has {raw!r}. Expected a value of type {field.type}, "
        f"format {field.format}.",
        "field-error",
    )


def field_rules(
    column: Column, found: list[Constant], connection: duckdb.DuckDBPyConnection
) -> Iterator[Rule]:
    """The rules of one field but for those that compare rows.

    Args:
        column: the field's cell and value.
        found: the values that its constraints name.
        connection: tells whether a pattern is one.

    Raises:
        SchemaError: a constraint cannot be applied.
    """
    field, cell = column.field, column.cell

    def rule(broken: str, expected: str, type: str = "constraint-error") -> Rule:
        return Rule(type, field.name, broken, cell.text, expected)

    if field.required:
        yield rule(f"{cell.present} is null and not _blank", "a value")
    if not cell.is_plain:
        broken = f"{cell.present} is not null and {column.value} is null"
        yield rule(broken, _expected(field), "type-error")
    for constant in found:
        if constant.constraint in BOUNDS:
            operator, words = BOUNDS[constant.constraint]
            broken = _out_of_bounds(column, constant.column, operator, connection)
            yield rule(broken, f"{words} {constant.raw}")
    named = {"enum": field.constraints.get("enum"), "categories": field.categories}
    for constraint, values in named.items():
        allowed = [constant for constant in found if constant.constraint == constraint]
        if values is not None:
            yield rule(_not_among(column, allowed), f"one of {_named(allowed)}")
    yield from _size_rules(column, rule)
    if pattern := field.constraints.get("pattern"):
        yield rule(_mismatch(field, column.value, pattern, connection), f"the pattern {pattern}")
    if schema := field.constraints.get("jsonSchema"):
        good = call(column.value, "json schema", _json_schema(field, schema))
        broken = f"{column.value} is not null and {good} is null"
        yield rule(broken, "a value that satisfies the jsonSchema")


def _expected(field: Field) -> str:
    if field.type == "boolean":
        true = field.options.get("trueValues", ["true"])
        false = field.options.get("falseValues", ["false"])
        return f"one of {', '.join([*true, *false])}"
    if field.type == "string":
        return f"a string in the format {field.format}"
    if field.type == "list":
        return f"a list of {field.options.get('itemType', 'string')} items"
    if field.format == "default":
        return EXPECTED[field.type]
    return f"a {field.type} in the format {field.format}"


def _out_of_bounds(
    column: Column, bound: Column, operator: str, connection: duckdb.DuckDBPyConnection
) -> str:
    value, limit = column.value, bound.value
    if column.field.type == "number":
        (text,) = connection.execute(f"select {bound.decimal}").fetchone()
        beside = f"isnan({value}) or {value} {operator} {limit}"
        exact = f"{call(column.decimal, 'compared', text)}::integer {operator} 0"
        doubles = f"{column.is_double} and {bound.is_double}"
        tie = f"case when {doubles} then 0 {operator} 0 else {exact} end"
        return f"case when {value} = {limit} then {tie} else {beside} end"
    if column.field.type == "duration":
        # Good only where it is in bounds from each of the four moments on.
        def end(duration: str, moment: str) -> str:
            return (
                f"(timestamp '{moment}' + to_months({duration}.months::integer) "
                f"+ to_microseconds({duration}.microseconds::bigint))"
            )

        beyond = " or ".join(
            f"{end(value, moment)} {operator} {end(limit, moment)}" for moment in MOMENTS
        )
        return f"({beyond})"
    return f"{value} {operator} {limit}"


def _not_among(column: Column, allowed: list[Constant]) -> str:
    # A text of a file is never what JSON calls a number, unless a type says so.
    untyped = column.field.type == "any" and column.cell.type == TEXT
    keys = [
        constant.column.key()
        for constant in allowed
        if not untyped or isinstance(constant.raw, str)
    ]
    if not keys:
        return f"{column.cell.present} is not null"
    return f"{column.key()} not in ({', '.join(keys)})"


def _named(allowed: list[Constant]) -> str:
    return ", ".join(_json_text(constant.raw) for constant in allowed) or "nothing"


def _size_rules(column: Column, rule: Any) -> Iterator[Rule]:
    field, value = column.field, column.value
    if field.type in ("object", "array"):
        length = call(value, "json length") + "::bigint"
    elif field.type == "list":
        length = f"len({value})"
    else:
        length = f"length({value})"
    unit = "characters" if field.type in ("string", "any") else "items"
    for constraint, operator, words in (
        ("minLength", "<", "at least"),
        ("maxLength", ">", "at most"),
    ):
        if constraint in field.constraints:
            limit = field.constraints[constraint]
            yield rule(f"{length} {operator} {limit}", f"{words} {limit} {unit}")


def _mismatch(field: Field, text: str, pattern: str, connection: duckdb.DuckDBPyConnection) -> str:
    translated = _re2(field, pattern)
    try:
        connection.execute("select regexp_full_match('', ?)", [translated])
    except duckdb.Error as error:
        raise _no_pattern(field, pattern) from error
    return f"not regexp_full_match({text}, {literal(translated)})"


def _no_pattern(field: Field, pattern: str) -> SchemaError:
    return SchemaError(
        f"Field {field.name}: pattern is {pattern!r}. Expected a regular expression of XML Schema, "
        "without subtraction of classes.",
        "field-error",
    )


def _re2(field: Field, pattern: str) -> str:
    """A pattern for DuckDB's engine, whose classes of digits and letters are else those of ASCII.

    XML Schema, part 2, F.1.1: a digit is one of any script.
    """
    classes = {"d": r"\p{Nd}", "D": r"\P{Nd}"}
    letters = r"\p{L}\p{M}\p{N}_"
    found, bracket, position = [], False, 0
    while position < len(pattern):
        taken = pattern[position : position + 2] if pattern[position] == "\\" else pattern[position]
        position += len(taken)
        if bracket and found[-1:] == ["-"] and taken == "[":
            raise _no_pattern(field, pattern)  # to DuckDB's engine that is no class less another
        if taken in ("[", "]"):
            bracket = taken == "["
        match taken[1:]:
            case "d" | "D":
                taken = classes[taken[1]]
            case "w":
                taken = letters if bracket else f"[{letters}]"
            case "W" if not bracket:
                taken = f"[^{letters}]"
        found.append(taken)
    return "".join(found)


def _json_schema(field: Field, schema: dict[str, Any]) -> dict[str, Any]:
    from jsonschema import SchemaError as JsonSchemaError

    from orchestration.contracts.functions import json_schema_validator

    try:
        json_schema_validator(schema)
    except JsonSchemaError as error:
        raise SchemaError(
            f"Field {field.name}: jsonSchema is no JSON Schema: {error.message}", "field-error"
        ) from error
    if outside := next(_outside(schema), None):
        raise SchemaError(
            f"Field {field.name}: jsonSchema refers to {outside!r}. Expected a reference to a "
            "part of itself that is there.",
            "field-error",
        )
    return schema


def _outside(schema: Any) -> Iterator[str]:
    """References of a JSON Schema to what is not in it."""
    from referencing import Registry
    from referencing.exceptions import Unresolvable
    from referencing.jsonschema import DRAFT202012

    resolver = Registry().with_resource("", DRAFT202012.create_resource(schema)).resolver()
    waiting = [schema]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict) and isinstance(reference := part.get("$ref"), str):
            try:
                resolver.lookup(reference)
            except Unresolvable:
                yield reference
        if isinstance(part, dict | list):
            waiting += part.values() if isinstance(part, dict) else part

"""The values that a library defines, as one function for DuckDB: odd dates, JSON, exact decimals.

Everything else is plain SQL. What was read is remembered, since values repeat.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

import duckdb

from orchestration.contracts.sql import literal

NAME = "contract_value"
REMEMBERED = 1 << 16
SHORT = 64
# Whole numbers up to here are written out by DuckDB, too.
WHOLE_DIGITS = 38
# Any date that dateutil reads without one of its parts gets these.
PARTS_LEFT_OUT = datetime(2000, 1, 1)


def call(text: str, kind: str, argument: Any = None) -> str:
    """SQL that reads `text` as a value of a kind; NULL where it is none."""
    return f"{NAME}({literal(json.dumps([kind, argument], sort_keys=True))}, {text})"


def register(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `call` work on a connection; where it works already, nothing happens."""
    import pyarrow as pa

    def values(requests: pa.ChunkedArray, texts: pa.ChunkedArray) -> pa.Array:
        if not len(requests):
            return pa.array([], pa.string())
        read = _reader(requests[0].as_py())
        different = texts.combine_chunks().dictionary_encode()
        found = [None if text is None else read(text) for text in different.dictionary.to_pylist()]
        return pa.array(found, pa.string()).take(different.indices)

    known = connection.execute(
        "select count(*) from duckdb_functions() where function_name = ?", [NAME]
    ).fetchone()
    if not known[0]:
        connection.create_function(
            NAME, values, ["VARCHAR", "VARCHAR"], "VARCHAR", type="arrow", null_handling="special"
        )


@lru_cache(maxsize=256)
def _reader(request: str) -> Callable[[str], str | None]:
    kind, argument = json.loads(request)
    read = KINDS[kind](argument)
    remembered = lru_cache(maxsize=REMEMBERED)(read)
    return lambda text: remembered(text) if len(text) <= SHORT else read(text)


def _moment(arguments: list[str]) -> Callable[[str], str | None]:
    """A date, time or datetime in a format of its own, in the default format."""
    type, format = arguments

    def read(text: str) -> str | None:
        if any(letter.isdigit() and not letter.isascii() for letter in text):
            return None
        try:
            if format == "any":
                from dateutil.parser import parse

                moment = parse(text, default=PARTS_LEFT_OUT)
            else:
                moment = datetime.strptime(text, format)
        except (ValueError, OverflowError, TypeError):
            return None
        match type:
            case "date":
                return moment.date().isoformat()
            case "time":
                return moment.time().isoformat(timespec="microseconds")
        zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        try:
            return zoned.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ").rjust(27, "0")
        except OverflowError:
            return None

    return read


def _load(text: str) -> Any:
    """JSON as its specification has it: Python's NaN and Infinity are not in it.

    Raises:
        ValueError: it is not JSON, or nested deeper than Python can go.
    """

    def refuse(name: str) -> None:
        raise ValueError(name)

    try:
        return json.loads(text, parse_constant=refuse)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _json(kind: str) -> Callable[[str], str | None]:
    """A JSON object or array, with its keys in order so that equal values have equal texts."""
    wanted = {"object": dict, "array": list}[kind]

    def read(text: str) -> str | None:
        try:
            value = _load(text)
        except ValueError:
            return None
        return json.dumps(value, sort_keys=True) if isinstance(value, wanted) else None

    return read


def _json_length(_: None) -> Callable[[str], str | None]:
    return lambda text: str(len(json.loads(text)))


def _json_schema(schema: dict[str, Any]) -> Callable[[str], str | None]:
    validator = json_schema_validator(schema)

    def read(text: str) -> str | None:
        try:
            return text if validator.is_valid(json.loads(text)) else None
        except RecursionError:  # a schema that leads to itself
            return None

    return read


def json_schema_validator(schema: dict[str, Any]) -> Any:
    """A validator for a JSON Schema. What lies outside of the schema is never fetched.

    Raises:
        jsonschema.SchemaError: it is no JSON Schema.
    """
    from jsonschema.validators import validator_for
    from referencing import Registry

    validator = validator_for(schema)
    validator.check_schema(schema)
    return validator(schema, registry=Registry())


def _geojson(format: str) -> Callable[[str], str | None]:
    from frictionless import settings

    profile = settings.TOPOJSON_PROFILE if format == "topojson" else settings.GEOJSON_PROFILE
    validator = json_schema_validator(profile)

    def read(text: str) -> str | None:
        try:
            value = _load(text)
        except ValueError:
            return None
        good = isinstance(value, dict) and validator.is_valid(value)
        return json.dumps(value, sort_keys=True) if good else None

    return read


def _geopoint(format: str) -> Callable[[str], str | None]:
    """A point written as JSON, as `lon, lat`."""

    def read(text: str) -> str | None:
        try:
            value = _load(text)
        except ValueError:
            return None
        if format == "object" and isinstance(value, dict) and value.keys() == {"lon", "lat"}:
            value = [value["lon"], value["lat"]]
        elif format == "object":
            return None
        if not isinstance(value, list) or len(value) != 2:
            return None
        numbers = all(type(part) in (int, float) for part in value)
        return f"{value[0]}, {value[1]}" if numbers else None

    return read


def _decimal(_: None) -> Callable[[str], str | None]:
    """A decimal number of any length as a text that is the same for equal numbers.

    A number that a double holds is written as `Column.key` writes doubles.
    """

    def read(text: str) -> str | None:
        exact = Decimal(text.strip())
        if not exact.is_finite():
            return str(float(exact))
        sign, digits, exponent = exact.as_tuple()
        if not any(digits):
            return "0"
        if exact.adjusted() < WHOLE_DIGITS and exact == exact.to_integral_value():
            return str(int(exact))
        double = float(exact)
        if abs(double) != float("inf") and Decimal(repr(double)) == exact:
            return repr(double)
        written = "".join(map(str, digits))
        kept = written.rstrip("0")
        return f"{'-' * sign}{kept}e{exponent + len(written) - len(kept)}"

    return read


def _compared(bound: str) -> Callable[[str], str | None]:
    """A decimal number beside a bound: -1, 0 or 1."""
    limit = Decimal(bound.strip())

    def read(text: str) -> str | None:
        exact = Decimal(text.strip())
        return str((exact > limit) - (exact < limit))

    return read


KINDS: dict[str, Callable[[Any], Callable[[str], str | None]]] = {
    "moment": _moment,
    "json": _json,
    "json length": _json_length,
    "json schema": _json_schema,
    "geojson": _geojson,
    "geopoint": _geopoint,
    "decimal": _decimal,
    "compared": _compared,
}

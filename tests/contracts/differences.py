"""Where our reading of a cell and that of frictionless-py part on purpose, each with its clause.

A difference applies to a cell by what stands in it, not by what either of us says of it: what no
difference here applies to must get the same verdict from both.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dateutil.parser import parse

WHOLE = ("integer", "year", "yearmonth")
NUMERIC = (*WHOLE, "number", "geopoint")
TIMED = ("date", "datetime", "time")
ZONE = r"(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))"
YEAR = r"-?(?:[1-9][0-9]{4,}|[0-9]{4})"
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOMENT = re.compile(rf"\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?{ZONE}?", re.ASCII)
DURATION = re.compile(
    r"-?P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?", re.ASCII
)
NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
URI = re.compile(r"(?:[A-Za-z0-9._~:/?#@!$&'()*+,;=\[\]-]|%[0-9A-Fa-f]{2})*")
UUID = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")

Field = Mapping[str, Any]


@dataclass(frozen=True)
class Difference:
    """One way of ours that is not theirs.

    Attributes:
        name: the difference in a few words.
        clause: name of the clause of the specification that decides.
        because: why we do as we do.
        applies: whether it is at work in a field's cell.
    """

    name: str
    clause: str
    because: str
    applies: Callable[[Field, str], bool]


def difference(field: Field, cell: str) -> Difference | None:
    """The first difference that is at work in a field's cell."""
    return next((known for known in DIFFERENCES if known.applies(field, cell)), None)


def _type(field: Field) -> str:
    return field.get("itemType", "string") if field["type"] == "list" else field["type"]


def _is_default(field: Field) -> bool:
    return field.get("format", "default") == "default"


def _items(field: Field, cell: str) -> list[str]:
    return cell.split(field.get("delimiter", ",")) if field["type"] == "list" else [cell]


def _other_digits(field: Field, cell: str) -> bool:
    digits = any(letter.isdigit() and not letter.isascii() for letter in cell)
    return digits and _type(field) in (*NUMERIC, *TIMED)


def _underscores(field: Field, cell: str) -> bool:
    return "_" in cell and _type(field) in NUMERIC


def _other_space(field: Field, cell: str) -> bool:
    space = any(letter.isspace() and letter not in " \t\r\n" for letter in cell)
    return space and _type(field) in NUMERIC


def _parted_sign(field: Field, cell: str) -> bool:
    return field.get("bareNumber") is False and bool(re.search(r"[+-].*[+-]|[+-][^0-9]", cell))


def _point_before_digits(field: Field, cell: str) -> bool:
    return field.get("bareNumber") is False and bool(re.search(r"(?<![0-9])\.[0-9]", cell))


def _grouped_integer(field: Field, cell: str) -> bool:
    return field["type"] == "integer" and field.get("groupChar", "\0") in cell


def _special_number(field: Field, cell: str) -> bool:
    text = cell.strip().lower()
    special = re.fullmatch(r"[+-]?(s?nan\d*|inf|infinity)", text)
    return _type(field) == "number" and bool(special) and text not in ("nan", "inf", "-inf")


def _many_digits(field: Field, cell: str) -> bool:
    return _type(field) == "integer" and sum(letter.isdigit() for letter in cell) > 38


def _short_date(field: Field, cell: str) -> bool:
    return (
        _type(field) == "date"
        and _is_default(field)
        and any(
            not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", item) for item in _items(field, cell)
        )
    )


def _other_moment(field: Field, cell: str) -> bool:
    return (
        _type(field) == "datetime"
        and _is_default(field)
        and any(not MOMENT.fullmatch(item) for item in _items(field, cell))
    )


def _longer_time(field: Field, cell: str) -> bool:
    return (
        _type(field) == "time"
        and _is_default(field)
        and any(not re.fullmatch(r"[0-9]{2}(:[0-9]{2}){2}", item) for item in _items(field, cell))
    )


def _wider_year(field: Field, cell: str) -> bool:
    return field["type"] == "year" and not re.fullmatch(r"[0-9]{4}", cell)


def _year_zero(field: Field, cell: str) -> bool:
    return field["type"] in ("year", "yearmonth") and bool(re.match(r"-?0+(?![0-9])", cell))


def _other_month(field: Field, cell: str) -> bool:
    return field["type"] == "yearmonth" and not re.fullmatch(r"[0-9]{4}-[0-9]{2}", cell)


def _other_duration(field: Field, cell: str) -> bool:
    return field["type"] == "duration" and not DURATION.fullmatch(cell)


def _uri_characters(field: Field, cell: str) -> bool:
    return field.get("format") == "uri" and not URI.fullmatch(cell)


def _email_domain(field: Field, cell: str) -> bool:
    if field.get("format") != "email":
        return False
    _, _, domain = cell.rpartition("@")
    *_, last = domain.split(".")
    return not last.isalpha() or not cell.isascii()


def _base64_characters(field: Field, cell: str) -> bool:
    whole = re.fullmatch(r"[A-Za-z0-9+/]*={0,2}", cell)
    return field.get("format") == "binary" and (not whole or len(cell) % 4 != 0)


def _uuid_groups(field: Field, cell: str) -> bool:
    return field.get("format") == "uuid" and not UUID.fullmatch(cell)


def _json_constants(field: Field, cell: str) -> bool:
    json = field["type"] in ("object", "array", "geojson")
    return json and bool(re.search("NaN|Infinity", cell))


def _no_numbers_in_point(field: Field, cell: str) -> bool:
    if field["type"] != "geopoint":
        return False
    if field.get("format") == "array":
        return bool(re.search('["{tf]', cell))
    return field.get("format") == "object" and bool(re.search(r':\s*["tf]', cell))


def _schema_of_json(field: Field, _: str) -> bool:
    return "jsonSchema" in field.get("constraints", {})


def _bounds_of_duration(field: Field, _: str) -> bool:
    return field["type"] == "duration" and bool(BOUNDS & field.get("constraints", {}).keys())


def _enum_of_list(field: Field, _: str) -> bool:
    return field["type"] == "list" and "enum" in field.get("constraints", {})


def _mixed_zones(field: Field, cell: str) -> bool:
    compared = BOUNDS & field.get("constraints", {}).keys()
    return field["type"] == "datetime" and bool(compared) and bool(re.search(f"{ZONE}$", cell))


def _parts_left_out(field: Field, cell: str) -> bool:
    if field.get("format") != "any" or not BOUNDS & field.get("constraints", {}).keys():
        return False
    first, second = datetime(2000, 1, 1), datetime(2001, 2, 2, 3, 4, 5)
    try:
        return parse(cell, default=first) != parse(cell, default=second)
    except (ValueError, OverflowError):
        return False


BOUNDS = {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"}
DIFFERENCES = (
    Difference(
        "a JSON Schema",
        "Table Schema, constraint jsonSchema",
        "Version 2 has this constraint for arrays and objects; frictionless-py does not know it.",
        _schema_of_json,
    ),
    Difference(
        "bounds of a duration",
        "Table Schema, constraint minimum",
        "Durations are listed among the types that bounds are for.",
        _bounds_of_duration,
    ),
    Difference(
        "an enum of lists",
        "Table Schema, constraint enum",
        "The constraint is for all fields, lists among them.",
        _enum_of_list,
    ),
    Difference(
        "zones against none",
        "Table Schema, constraint minimum",
        "Datetimes may leave the zone out; we take UTC then, Python refuses to compare the two.",
        _mixed_zones,
    ),
    Difference(
        "parts of a date left out",
        "Table Schema, field type date, format any",
        "What is left out is that of 1 January 2000, so that a verdict does not change overnight.",
        _parts_left_out,
    ),
    Difference(
        "digits of other scripts",
        "Table Schema, field type number",
        "Digits are those of XML Schema, 0 to 9; Python reads those of every script.",
        _other_digits,
    ),
    Difference(
        "underscores between digits",
        "Table Schema, field type number",
        "Only digits, a sign, a point and an exponent make a number; underscores are Python's.",
        _underscores,
    ),
    Difference(
        "space that XML does not know",
        "Table Schema, field type number",
        "XML Schema collapses space, tab and line breaks; Python strips every kind of space.",
        _other_space,
    ),
    Difference(
        "a sign apart from its digits",
        "Table Schema, bareNumber",
        "Leading characters that are not numeric are stripped; which of several signs is meant "
        "nobody can tell.",
        _parted_sign,
    ),
    Difference(
        "a point before the digits",
        "Table Schema, bareNumber",
        "A number may begin with its decimal point, so that is no character to strip.",
        _point_before_digits,
    ),
    Difference(
        "groups in an integer",
        "Table Schema, field type integer, groupChar",
        "Integers have a groupChar; frictionless-py knows it for numbers only.",
        _grouped_integer,
    ),
    Difference(
        "Python's special numbers",
        "Table Schema, field type number",
        "The special values are NaN, INF and -INF, in any case of letters, and no other.",
        _special_number,
    ),
    Difference(
        "more than 38 digits",
        "Table Schema, field type integer",
        "There is no bound in the specification; we have one and say so instead of losing digits.",
        _many_digits,
    ),
    Difference(
        "a date with single digits",
        "Table Schema, field type date, default format",
        "The form must be yyyy-mm-dd; strptime is more lenient than that.",
        _short_date,
    ),
    Difference(
        "a datetime of ISO 8601 only",
        "Table Schema, field type datetime, default format",
        "The form is that of XML Schema's dateTime: a capital T, seconds, Z or +hh:mm.",
        _other_moment,
    ),
    Difference(
        "a time with more than seconds",
        "Table Schema, field type time, default format",
        "The form must be hh:mm:ss, and nothing after it.",
        _longer_time,
    ),
    Difference(
        "the year 0",
        "Table Schema, field type year",
        "XML Schema's gYear and gYearMonth have no year 0000.",
        _year_zero,
    ),
    Difference(
        "a year of other than four digits",
        "Table Schema, field type year",
        "XML Schema's gYear may be negative, have more digits or a zone, but no plus and no space.",
        _wider_year,
    ),
    Difference(
        "a month in another form",
        "Table Schema, field type yearmonth",
        "XML Schema's gYearMonth has four digits or more, two for the month, and may have a zone.",
        _other_month,
    ),
    Difference(
        "a duration of ISO 8601 only",
        "Table Schema, field type duration",
        "XML Schema's duration has no weeks, no plus, no fraction but of seconds, no T at its end.",
        _other_duration,
    ),
    Difference(
        "characters that no URI has",
        "Table Schema, field type string, format uri",
        "A valid URI has the characters of RFC 3986; frictionless-py looks for a scheme only.",
        _uri_characters,
    ),
    Difference(
        "a domain of digits",
        "Table Schema, field type string, format email",
        "The specification names no grammar; we take ASCII, and a last label that starts with a "
        "letter.",
        _email_domain,
    ),
    Difference(
        "characters that no base64 has",
        "Table Schema, field type string, format binary",
        "A decoder that skips what is not base64 does not make it base64.",
        _base64_characters,
    ),
    Difference(
        "a UUID without its groups",
        "Table Schema, field type string, format uuid",
        "RFC 4122 writes a UUID as five groups between hyphens; Python's reader takes more.",
        _uuid_groups,
    ),
    Difference(
        "NaN and Infinity in JSON",
        "Table Schema, field type object",
        "The field holds valid JSON, and RFC 8259 permits neither; Python's reader takes them.",
        _json_constants,
    ),
    Difference(
        "a point of what is no number",
        "Table Schema, field type geopoint",
        "Both parts must be numbers in an array or object; strings, booleans and keys are none.",
        _no_numbers_in_point,
    ),
)

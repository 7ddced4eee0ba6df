"""From what a cell holds to the value that it means: each type of Table Schema as SQL.

A logical value is NULL where the cell does not hold its type. Texts are read as the specification
of the type has them; the columns of a Parquet file come with types of their own.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from orchestration.contracts.functions import call
from orchestration.contracts.schema import Field
from orchestration.contracts.sql import literal

TEXT = "VARCHAR"
TRUE_VALUES = ("true", "True", "TRUE", "1")
FALSE_VALUES = ("false", "False", "FALSE", "0")
# What XML Schema calls collapsing: space around a number is not part of it.
SPACE = "[ \\t\\r\\n]*"
DIGITS = "(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,18})?"
NUMBER = f"{SPACE}(?:[+-]?{DIGITS}|(?i:nan|-?inf)){SPACE}"
INTEGER = f"{SPACE}[+-]?[0-9]+{SPACE}"
ZONE = "(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)"
CLOCK = "(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]{fraction}|24:00:00{zeros})"
DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
DATETIME = f"{DATE}T{CLOCK.format(fraction='(?:[.][0-9]+)?', zeros='(?:[.]0+)?')}{ZONE}?"
ISO_MOMENT = f"{DATE}(?:[T ]{CLOCK.format(fraction='(?:[.][0-9]+)?', zeros='')})?"
TIME = CLOCK.format(fraction="", zeros="")
YEAR = "-?(?:[1-9][0-9]{3,8}|0[0-9]{3})"
MONTH = "(?:0[1-9]|1[0-2])"
SECONDS = "[0-9]{1,9}(?:[.][0-9]+)?"
# So many digits that a duration can be added to a date: some 99,999 years.
DURATION = (
    "(-?)P(?:([0-9]{1,5})Y)?(?:([0-9]{1,6})M)?(?:([0-9]{1,7})D)?"
    f"(?:T(?:([0-9]{{1,9}})H)?(?:([0-9]{{1,9}})M)?(?:({SECONDS})S)?)?"
)
ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
STRING_FORMATS = {
    # RFC 5322 without its quoted forms, at a domain name of RFC 1035.
    "email": f"{ATOM}(?:[.]{ATOM})*@(?:{LABEL}[.])+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]",
    # RFC 3986: a scheme, then only characters that it allows.
    "uri": ("[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#@!$&'()*+,;=\\[\\]-]|%[0-9A-Fa-f]{2})*"),
    # RFC 4648, section 4.
    "binary": "(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?",
    # RFC 4122, section 3.
    "uuid": "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}",
}
WHOLE_TYPES = frozenset(
    f"{sign}{size}INT" for sign in ("", "U") for size in ("TINY", "SMALL", "BIG", "HUGE")
) | {"INTEGER", "UINTEGER"}
# Durations are ordered as XML Schema orders them: from each of these moments on.
MOMENTS = ("1696-09-01", "1697-02-01", "1903-03-01", "1903-07-01")


@dataclass(frozen=True)
class Cell:
    """A cell of a field in SQL.

    Attributes:
        field: whose cell it is.
        present: what the cell holds, NULL where that means no value.
        type: DuckDB type of `present`.
    """

    field: Field
    present: str
    type: str = TEXT

    @property
    def text(self) -> str:
        """What the cell holds, as text to show."""
        return self.present if self.type == TEXT else f"{self.present}::varchar"

    @property
    def is_plain(self) -> bool:
        """Whether the cell's text is its value, whatever it is."""
        of_text = self.field.type == "any" or (self.field.type, self.type) == ("string", TEXT)
        return of_text and self.field.format == "default"

    def value(self) -> str:
        """The logical value."""
        if self.is_plain:
            return self.text
        if self.type != TEXT:
            return _native(self.field, self.present, self.type)
        return TYPES[self.field.type](self.field, self.present)


def _text(field: Field, text: str) -> str:
    return _matching(text, STRING_FORMATS[field.format], text)


def _integer(field: Field, text: str) -> str:
    bare = bare_number(field, text)
    return _matching(bare, INTEGER, f"try_cast({bare} as hugeint)")


def _number(field: Field, text: str) -> str:
    bare = bare_number(field, text)
    value = f"try_cast({bare} as double)"
    # What DuckDB casts to a finite number is one, but for its underscores: no pattern is needed.
    quick = f"isfinite({value}) and {value} <> 0 and not contains({bare}, '_')"
    slow = f"regexp_full_match({bare}, {literal(NUMBER)})"
    return f"case when {quick} then {value} when {slow} then {value} end"


def bare_number(field: Field, text: str) -> str:
    """The text of a number or integer as XML Schema writes it, where it is one at all."""
    group = field.options.get("groupChar", "")
    point = field.options.get("decimalChar", ".") if field.type == "number" else "."
    if not field.options.get("bareNumber", True):
        whole = f"[0-9](?:[0-9]|{re.escape(group)})*" if group else "[0-9]+"
        fraction = re.escape(point)
        decimal = f"(?:{whole}(?:{fraction}[0-9]*)?|{fraction}[0-9]+)(?:[eE][+-]?[0-9]+)?"
        number = decimal if field.type == "number" else whole
        # A sign that stands apart from its digits is not stripped: that would turn the number.
        loose = f"^[^0-9+-]*?([+-]?{number})[^0-9]*$"
        text = f"regexp_extract({text}, {literal(loose)}, 1)"
    if group:
        text = f"replace({text}, {literal(group)}, '')"
    if point != ".":
        # A period is no decimal point then, and must not become one.
        text = f"replace(replace({text}, '.', '?'), {literal(point)}, '.')"
    return text


def _boolean(field: Field, text: str) -> str:
    true = field.options.get("trueValues", TRUE_VALUES)
    false = field.options.get("falseValues", FALSE_VALUES)
    return f"case when {_among(text, true)} then true when {_among(text, false)} then false end"


def _among(text: str, values: Any) -> str:
    return f"{text} in ({', '.join(map(literal, values))})" if values else "false"


def _date(field: Field, text: str) -> str:
    if field.format != "default":
        date = f"try_cast({call(text, 'moment', ['date', field.format])} as date)"
        if field.format == "any":  # most are written so, and read at DuckDB's speed
            iso = f"regexp_full_match({text}, {literal(ISO_MOMENT)}) and {text} >= '0001'"
            date = f"case when {iso} then try_cast({text} as timestamp)::date else {date} end"
        return date
    return _matching(text, DATE, f"try_cast({text} as date)", f"{text} >= '0001'")


def _datetime(field: Field, text: str) -> str:
    if field.format != "default":
        moment = call(text, "moment", ["datetime", field.format])
        return f"try_cast({moment} as timestamptz)"
    zoned = f"case when regexp_matches({text}, '(Z|[+-]..:..)$') then {text} else {text} || 'Z' end"
    return _matching(text, DATETIME, f"try_cast({zoned} as timestamptz)", f"{text} >= '0001'")


def _time(field: Field, text: str) -> str:
    if field.format != "default":
        return f"try_cast({call(text, 'moment', ['time', field.format])} as time)"
    # The end of a day is the start of the next, and a time knows no days.
    return _matching(text, TIME, f"try_cast(replace({text}, '24:', '00:') as time)")


def _year(_: Field, text: str) -> str:
    year = f"regexp_extract({text}, '^-?[0-9]+')"
    return _matching(text, f"{YEAR}{ZONE}?", f"nullif(try_cast({year} as hugeint), 0)")


def _yearmonth(_: Field, text: str) -> str:
    """Months since the year 0."""
    year = f"try_cast(regexp_extract({text}, '^(-?[0-9]+)-', 1) as hugeint)"
    month = f"try_cast(regexp_extract({text}, '^-?[0-9]+-([0-9]+)', 1) as hugeint)"
    return _matching(text, f"{YEAR}-{MONTH}{ZONE}?", f"nullif({year}, 0) * 12 + {month}")


def _duration(_: Field, text: str) -> str:
    """Months and microseconds, the two that no calendar turns into each other."""

    def part(number: int, factor: int) -> str:
        found = f"nullif(regexp_extract({text}, {literal(DURATION)}, {number}), '')"
        if number == 7:
            return f"coalesce(round(try_cast({found} as decimal(38, 9)) * {factor}), 0)"
        return f"coalesce(try_cast({found} as hugeint), 0) * {factor}"

    second = 1_000_000
    sign = f"case when starts_with({text}, '-') then -1 else 1 end"
    months = f"{sign} * ({part(2, 12)} + {part(3, 1)})"
    rest = " + ".join(
        part(number, factor * second)
        for number, factor in ((4, 86_400), (5, 3_600), (6, 60), (7, 1))
    )
    value = (
        f"struct_pack(months := ({months})::bigint, "
        f"microseconds := ({sign} * ({rest})::hugeint)::hugeint)"
    )
    return _matching(text, DURATION, value, f"regexp_matches({text}, '[0-9][YMDHS]$')")


def _geopoint(field: Field, text: str) -> str:
    if field.format != "default":
        text = call(text, "geopoint", field.format)
    number = f"([+-]?{DIGITS})"
    point = f"{SPACE}{number}{SPACE},{SPACE}{number}{SPACE}"
    longitude = f"try_cast(regexp_extract({text}, {literal(point)}, 1) as double)"
    latitude = f"try_cast(regexp_extract({text}, {literal(point)}, 2) as double)"
    inside = f"abs({longitude}) <= 180 and abs({latitude}) <= 90"
    return _matching(text, point, f"struct_pack(lon := {longitude}, lat := {latitude})", inside)


def _geojson(field: Field, text: str) -> str:
    return call(text, "geojson", field.format)


def _json(field: Field, text: str) -> str:
    return call(text, "json", field.type)


def _list(field: Field, text: str) -> str:
    """The items' logical values; not a list where one of them has not its type."""
    items = f"string_split({text}, {literal(field.options.get('delimiter', ','))})"
    item = Field(field.name, field.options.get("itemType", "string"))
    if item.type == "string":
        return items
    values = f"list_transform({items}, lambda item: {TYPES[item.type](item, 'item')})"
    whole = f"len({values}) = len(list_filter({values}, lambda item: item is not null))"
    return f"case when {whole} then {values} end"


def _native(field: Field, value: str, type: str) -> str:
    """The logical value of a column with a type of its own; NULL where the two do not go."""
    family = _family(type)
    match field.type, family:
        case ("integer" | "year", "whole") | ("boolean", "boolean") | ("date", "date"):
            return f"{value}::hugeint" if family == "whole" else value
        case "integer", "number":
            return f"case when {value} = trunc({value}) then try_cast({value} as hugeint) end"
        case ("number", "whole" | "number"):
            return f"{value}::double"
        case "date", "moment":
            return f"case when {value} = date_trunc('day', {value}) then {value}::date end"
        case "datetime", "moment":
            # Without a zone it is UTC, whatever zone this machine is in.
            return value if "ZONE" in type else f"timezone('UTC', {value}::timestamp)"
        case "time", "time":
            return f"{value}::time"
        case ("object", "struct") | ("array", "list"):
            return call(f"to_json({value})::varchar", "json", field.type)
        case "geopoint", "list" | "struct":
            return _geopoint(field, f"to_json({value})::varchar")
        case "list", "list":
            item = Field(field.name, field.options.get("itemType", "string"))
            inner = type.removesuffix("[]")
            cell = Cell(item, "item", inner)
            return f"list_transform({value}, lambda item: {cell.value()})"
    return "null"


def _family(type: str) -> str:
    if type in WHOLE_TYPES:
        return "whole"
    if type.endswith("[]"):
        return "list"
    if type in ("DOUBLE", "FLOAT") or type.startswith("DECIMAL"):
        return "number"
    if type.startswith(("STRUCT", "MAP")):
        return "struct"
    if type.startswith("TIMESTAMP"):
        return "moment"
    return type.lower()


def _matching(text: str, pattern: str, value: str, further: str = "") -> str:
    condition = f"regexp_full_match({text}, {literal(pattern)})"
    return f"case when {condition}{f' and {further}' if further else ''} then {value} end"


TYPES: dict[str, Callable[[Field, str], str]] = {
    "string": _text,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "date": _date,
    "datetime": _datetime,
    "time": _time,
    "year": _year,
    "yearmonth": _yearmonth,
    "duration": _duration,
    "geopoint": _geopoint,
    "geojson": _geojson,
    "object": _json,
    "array": _json,
    "list": _list,
}

"""Hypothesis strategies for fields, for cells that are nearly of a field's type, and for tables."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

# Characters that mean something to one type or another, ours or Python's.
ALPHABET = "0123456789+-.,:;TZPYMDHSWeEaAnNfFiI_ '%#()[]{}\"/@\\\tÉ٣२５\u00a0\u2003"
# What is surely of a type and format, by the field's descriptor without its name.
FORMS: tuple[tuple[Mapping[str, Any], tuple[str, ...]], ...] = (
    ({"type": "string"}, ("a", "abc", "1", " x ")),
    ({"type": "string", "format": "email"}, ("a@b.org", "a.b+c@d-e.org")),
    ({"type": "string", "format": "uri"}, ("a:b", "http://a.org/b?c=d#e", "urn:isbn:1")),
    ({"type": "string", "format": "binary"}, ("YWJj", "YQ==", "+/+/")),
    ({"type": "string", "format": "uuid"}, ("123e4567-e89b-12d3-a456-426614174000",)),
    ({"type": "integer"}, ("0", "7", "-12", "+3", " 5 ")),
    ({"type": "integer", "bareNumber": False}, ("5%", "EUR 7", "-3 km", "0")),
    ({"type": "integer", "groupChar": "'"}, ("1'000", "5")),
    ({"type": "number"}, ("0", "-1.5", "+2e3", "NaN", "-INF", ".5", "1.")),
    ({"type": "number", "bareNumber": False}, ("5.5%", "€7", "-0.5 C", "1e3")),
    ({"type": "number", "decimalChar": ",", "groupChar": "."}, ("1.000,5", "7", "-1,5")),
    ({"type": "boolean"}, ("true", "False", "1", "0", "TRUE")),
    ({"type": "boolean", "trueValues": ["oui"], "falseValues": ["non"]}, ("oui", "non")),
    ({"type": "date"}, ("2024-01-26", "2024-02-29", "0001-01-01")),
    ({"type": "date", "format": "%d/%m/%Y"}, ("26/01/2024", "29/02/2024")),
    ({"type": "date", "format": "any"}, ("2024-01-26", "26 January 2024")),
    (
        {"type": "datetime"},
        ("2024-01-26T15:00:00", "2024-01-26T15:00:00.25Z", "2024-01-26T24:00:00-05:00"),
    ),
    ({"type": "datetime", "format": "%Y-%m-%d %H:%M"}, ("2024-01-26 15:00",)),
    ({"type": "time"}, ("15:00:00", "00:00:59")),
    ({"type": "time", "format": "%H:%M"}, ("15:00", "00:59")),
    ({"type": "year"}, ("2024", "0001")),
    ({"type": "yearmonth"}, ("2024-01", "1999-12")),
    ({"type": "duration"}, ("P1Y2M3DT4H5M6S", "PT0.5S", "-P30D", "PT36H")),
    ({"type": "geopoint"}, ("1, 2", "-180,90", "1.5,2e1")),
    ({"type": "geopoint", "format": "array"}, ("[1, 2]", "[-180,90.0]")),
    ({"type": "geopoint", "format": "object"}, ('{"lon": 1, "lat": 2}',)),
    ({"type": "geojson"}, ('{"type": "Point", "coordinates": [1, 2]}',)),
    ({"type": "geojson", "format": "topojson"}, ('{"type": "Point", "coordinates": [1, 2]}',)),
    ({"type": "object"}, ("{}", '{"a": 1}', '{"a": [null, true]}')),
    ({"type": "array"}, ("[]", "[1, 2]", '["a"]')),
    ({"type": "list"}, ("a", "a,b", ",")),
    ({"type": "list", "itemType": "integer", "delimiter": ";"}, ("1;2", "3")),
    ({"type": "list", "itemType": "date"}, ("2024-01-26,2024-01-27",)),
    ({"type": "any"}, ("a", "1")),
)
BOUNDS = {
    "integer": "5",
    "number": "1,5",
    "date": "2024-01-26",
    "datetime": "2024-01-26T15:00:00",
    "time": "12:00:00",
    "year": "2024",
    "yearmonth": "2024-01",
    "duration": "P1D",
}
ORDERED = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
SIZED = ("string", "array", "object", "list")


def bound(field: Mapping[str, Any]) -> str:
    """A value in the middle of those of a field, in its own format."""
    if field.get("format", "default") not in ("default", "any"):
        return next(forms[0] for base, forms in FORMS if base == field)
    text = BOUNDS[field["type"]]
    return text if "decimalChar" in field else text.replace(",", ".")


def constraints(field: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each constraint that a field may have, alone, with a value that divides its values."""
    forms = next(forms for base, forms in FORMS if base == field)
    found: list[dict[str, Any]] = [{}, {"required": True}, {"enum": [forms[0]]}]
    if field["type"] in BOUNDS:
        found += [{name: bound(field)} for name in ORDERED]
    if field["type"] in SIZED:
        found += [{"minLength": 2}, {"maxLength": 1}]
    if field["type"] == "string":
        found.append({"pattern": "[a-z]+[0-9]*"})
    if field["type"] in ("array", "object"):
        found.append({"jsonSchema": {"minItems": 1, "minProperties": 1}})
    return found


@st.composite
def cells(draw: st.DrawFn, forms: Sequence[str]) -> str:
    """A text that is of a type or a few characters away from it."""
    text = draw(st.sampled_from([*forms, ""]))
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(text)))
        end = min(len(text), place + draw(st.integers(0, 2)))
        text = text[:place] + draw(st.text(ALPHABET, max_size=2)) + text[end:]
    return text


@st.composite
def columns(draw: st.DrawFn) -> tuple[dict[str, Any], list[str]]:
    """A field, here with a constraint and there without, and some cells."""
    base, forms = draw(st.sampled_from(FORMS))
    field = {"name": "v", **base, "constraints": draw(st.sampled_from(constraints(base)))}
    return field, draw(st.lists(cells(forms), min_size=1, max_size=6))


@dataclass(frozen=True)
class Table:
    """A schema and the records of a file, the header being the first."""

    schema: Mapping[str, Any]
    records: tuple[tuple[str, ...], ...]

    @property
    def data(self) -> str:
        """The file's text."""
        return as_csv(self.records)

    @property
    def rows(self) -> Sequence[Sequence[str]]:
        """The records below the header without blank lines at the very end."""
        kept = list(self.records[1:])
        while kept and not kept[-1]:
            kept.pop()
        return kept


def as_csv(records: Sequence[Sequence[str]]) -> str:
    """Records as a CSV text; one without cells is a blank line."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    for record in records:
        writer.writerow(record)
    return written.getvalue()


NAMES = ("a", "b", "c")
VALUES = {
    "integer": ("1", "2", "01", "x", ""),
    "string": ("x", "y", ""),
    "number": ("1", "1.0", ""),
}


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A small table of simple values with keys, odd headers, ragged and blank rows."""
    names = NAMES[: draw(st.integers(1, 3))]
    types = [draw(st.sampled_from(sorted(VALUES))) for _ in names]
    fields = [
        {"name": name, "type": type, "constraints": draw(st.sampled_from(LIMITS))}
        for name, type in zip(names, types, strict=True)
    ]
    schema = {"fields": fields, **draw(keys(names)), **draw(st.sampled_from(MATCHES))}
    header = draw(st.one_of(st.just(names), st.permutations(names), LABELS))
    cell = st.sampled_from(sorted({value for type in types for value in VALUES[type]}))
    width = len(header)
    record = st.one_of(
        st.lists(cell, min_size=width, max_size=width), st.lists(cell, max_size=width + 2)
    )
    records = draw(st.lists(record, max_size=5))
    return Table(schema, (tuple(header), *map(tuple, records)))


LIMITS: tuple[dict[str, Any], ...] = ({}, {}, {"required": True}, {"unique": True})
MATCHES: tuple[dict[str, Any], ...] = (
    {},
    *({"fieldsMatch": match} for match in ("equal", "subset", "superset", "partial")),
)
LABELS = st.lists(st.sampled_from([*NAMES, "d", "e"]), min_size=1, max_size=4)


@st.composite
def keys(draw: st.DrawFn, names: Sequence[str]) -> dict[str, Any]:
    """No key, or keys of one kind over some of the fields."""
    some = st.lists(st.sampled_from(names), min_size=1, unique=True)
    match draw(st.sampled_from(["", "primaryKey", "uniqueKeys", "foreignKeys"])):
        case "primaryKey":
            return {"primaryKey": draw(some)}
        case "uniqueKeys":
            return {"uniqueKeys": [draw(some)]}
        case "foreignKeys":
            here = draw(some)
            there = draw(st.permutations(here))
            return {"foreignKeys": [{"fields": here, "reference": {"fields": list(there)}}]}
    return {}

"""A Table Schema descriptor, version 1 or 2, as a contract that can be compiled. Reads no data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from orchestration.errors import RedzoneError

ORDERED = frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"})
SIZED = frozenset({"minLength", "maxLength"})
ALWAYS = frozenset({"required", "unique", "enum"})
CONSTRAINTS = {
    "string": ALWAYS | SIZED | {"pattern"},
    "number": ALWAYS | ORDERED,
    "integer": ALWAYS | ORDERED,
    "boolean": ALWAYS,
    "object": ALWAYS | SIZED | {"jsonSchema"},
    "array": ALWAYS | SIZED | {"jsonSchema"},
    "list": ALWAYS | SIZED,
    "datetime": ALWAYS | ORDERED,
    "date": ALWAYS | ORDERED,
    "time": ALWAYS | ORDERED,
    "year": ALWAYS | ORDERED,
    "yearmonth": ALWAYS | ORDERED,
    "duration": ALWAYS | ORDERED,
    "geopoint": ALWAYS,
    "geojson": ALWAYS,
    "any": ALWAYS,
}
FORMATS = {
    "string": {"default", "email", "uri", "binary", "uuid"},
    "geopoint": {"default", "array", "object"},
    "geojson": {"default", "topojson"},
}
ITEM_TYPES = ("string", "integer", "boolean", "number", "datetime", "date", "time")
FIELDS_MATCH = ("exact", "equal", "subset", "superset", "partial")
# Property of a field: its JSON type and how that is called.
PROPERTIES: dict[str, tuple[type, str]] = {
    "format": (str, "a string"),
    "constraints": (dict, "an object"),
    "decimalChar": (str, "a string"),
    "groupChar": (str, "a string"),
    "bareNumber": (bool, "true or false"),
    "trueValues": (list, "an array"),
    "falseValues": (list, "an array"),
    "delimiter": (str, "a string"),
    "itemType": (str, "a string"),
    "categories": (list, "an array"),
    "categoriesOrdered": (bool, "true or false"),
}


class SchemaError(RedzoneError):
    """A Table Schema that breaks its own specification.

    Attributes:
        type: `schema-error`, or `field-error` where one field is to blame.
    """

    def __init__(self, message: str, type: str = "schema-error"):
        super().__init__(message)
        self.type = type


@dataclass(frozen=True)
class Field:
    """One field of a contract.

    Attributes:
        name: its name.
        type: its type; `any` where the descriptor names none.
        format: its format, or a pattern as strptime reads it.
        missing: texts that stand for no value.
        constraints: the constraints that are in force, by name.
        categories: the values that are allowed; none where any is.
        options: the descriptor itself, for the properties of single types.
    """

    name: str
    type: str = "any"
    format: str = "default"
    missing: tuple[str, ...] = ("",)
    constraints: Mapping[str, Any] = field(default_factory=dict)
    categories: tuple[Any, ...] | None = None
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def required(self) -> bool:
        """Whether a value must be there."""
        return bool(self.constraints.get("required"))


@dataclass(frozen=True)
class ForeignKey:
    """Fields whose values must stand in another table; resource '' is the table itself."""

    fields: tuple[str, ...]
    resource: str
    reference: tuple[str, ...]


@dataclass(frozen=True)
class Contract:
    """What a table must satisfy."""

    fields: tuple[Field, ...]
    fields_match: str = "exact"
    primary_key: tuple[str, ...] = ()
    unique_keys: tuple[tuple[str, ...], ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()


def read_schema(descriptor: Mapping[str, Any]) -> Contract:
    """Read a Table Schema descriptor.

    Args:
        descriptor: as in https://datapackage.org/standard/table-schema/, version 1 or 2.

    Raises:
        SchemaError: names the field or property that is wrong, and what was expected.
    """
    if not isinstance(descriptor, Mapping) or not isinstance(descriptor.get("fields"), list):
        raise SchemaError("The schema has no array of fields.")
    missing = _missing_values(descriptor, ("",), "the schema", "schema-error")
    fields = tuple(_field(entry, missing) for entry in descriptor["fields"])
    if not fields:
        raise SchemaError("The schema has no field.")
    match = descriptor.get("fieldsMatch", "exact")
    if isinstance(match, list) and len(match) == 1:  # as the published profile of 2.0 has it
        (match,) = match
    if match not in FIELDS_MATCH:
        raise SchemaError(f"fieldsMatch is {match!r}. Expected one of {', '.join(FIELDS_MATCH)}.")
    names = [entry.name for entry in fields]
    if match != "exact" and len(set(names)) < len(names):
        raise SchemaError(f"Two fields have one name, so fieldsMatch {match} cannot tell them.")
    unique_keys = descriptor.get("uniqueKeys", [])
    if not isinstance(unique_keys, list):
        raise SchemaError(f"uniqueKeys is {unique_keys!r}. Expected an array of arrays of names.")
    return Contract(
        fields=fields,
        fields_match=match,
        primary_key=_names(descriptor.get("primaryKey", []), "primaryKey", names),
        unique_keys=tuple(_names(key, "uniqueKeys", names) for key in unique_keys),
        foreign_keys=_foreign_keys(descriptor.get("foreignKeys", []), names),
    )


def _field(descriptor: Any, missing: tuple[str, ...]) -> Field:
    if not isinstance(descriptor, Mapping) or not isinstance(descriptor.get("name"), str):
        raise SchemaError(f"A field is {descriptor!r}. Expected an object with a name.")
    name = descriptor["name"]
    for key, (kind, expected) in PROPERTIES.items():
        if key in descriptor and not isinstance(descriptor[key], kind):
            raise _field_error(name, f"{key} is {descriptor[key]!r}", expected)
    type = descriptor.get("type", "any")
    if not isinstance(type, str) or type not in CONSTRAINTS:
        raise _field_error(name, f"type is {type!r}", f"one of {', '.join(CONSTRAINTS)}")
    format = descriptor.get("format", "default").removeprefix("fmt:")
    if type in FORMATS and format not in FORMATS[type]:
        raise _field_error(name, f"format is {format!r}", ", ".join(sorted(FORMATS[type])))
    if type == "list" and descriptor.get("itemType", "string") not in ITEM_TYPES:
        raise _field_error(name, f"itemType is {descriptor['itemType']!r}", ", ".join(ITEM_TYPES))
    for key in ("trueValues", "falseValues"):
        if not all(isinstance(value, str) for value in descriptor.get(key, [])):
            raise _field_error(name, f"{key} is {descriptor[key]!r}", "an array of strings")
    return Field(
        name=name,
        type=type,
        format=format,
        missing=_missing_values(descriptor, missing, f"field {name}", "field-error"),
        constraints=_constraints(name, type, descriptor),
        categories=_categories(name, type, descriptor),
        options=descriptor,
    )


def _constraints(name: str, type: str, descriptor: Mapping[str, Any]) -> dict[str, Any]:
    constraints = descriptor.get("constraints", {})
    # Version 1 reads a field without a type as a string, so its constraints must do.
    allowed = CONSTRAINTS[type] | (frozenset() if "type" in descriptor else CONSTRAINTS["string"])
    kinds = {"minLength": int, "maxLength": int, "pattern": str, "enum": list, "jsonSchema": dict}
    kinds |= {"required": bool, "unique": bool}
    for constraint, value in constraints.items():
        if constraint not in allowed:
            raise _field_error(name, f"{type} has the constraint {constraint}", _listed(allowed))
        kind = kinds.get(constraint)
        if kind is int and isinstance(value, float) and value.is_integer():
            continue
        if kind and (not isinstance(value, kind) or (kind is int and isinstance(value, bool))):
            raise _field_error(name, f"{constraint} is {value!r}", f"a JSON {kind.__name__}")
    return constraints


def _categories(name: str, type: str, descriptor: Mapping[str, Any]) -> tuple[Any, ...] | None:
    if "categories" not in descriptor:
        return None
    if type not in ("string", "integer"):
        raise _field_error(name, f"{type} has categories", "them on string and integer only")
    values = tuple(
        entry.get("value") if isinstance(entry, Mapping) else entry
        for entry in descriptor["categories"]
    )
    kind = str if type == "string" else (int, str)
    if not all(isinstance(value, kind) and not isinstance(value, bool) for value in values):
        raise _field_error(name, "a category has no value of its type", f"each a {type}")
    labels = [
        e["label"] for e in descriptor["categories"] if isinstance(e, Mapping) and "label" in e
    ]
    if not all(isinstance(label, str) for label in labels):
        raise _field_error(name, "a category has a label that is no string", "strings")
    if len(set(values)) < len(values) or len(set(labels)) < len(labels):
        raise _field_error(name, "a category stands twice", "each value and label once")
    others = [v for v in descriptor.get("constraints", {}).get("enum", []) if v not in values]
    if others:
        raise _field_error(name, f"enum holds {others[0]!r}", "a subset of the categories")
    return values


def _missing_values(
    descriptor: Mapping[str, Any], default: tuple[str, ...], where: str, type: str
) -> tuple[str, ...]:
    if "missingValues" not in descriptor:
        return default
    entries = descriptor["missingValues"]
    values = (
        [entry.get("value") if isinstance(entry, Mapping) else entry for entry in entries]
        if isinstance(entries, list)
        else [None]
    )
    objects = [isinstance(entry, Mapping) for entry in entries] if isinstance(entries, list) else []
    if not all(isinstance(value, str) for value in values) or len(set(objects)) > 1:
        raise SchemaError(
            f"missingValues of {where} is {entries!r}. Expected an array of strings, or of "
            "objects with a string as value.",
            type,
        )
    labels = [e["label"] for e in entries if isinstance(e, Mapping) and "label" in e]
    if not all(isinstance(label, str) for label in labels):
        raise SchemaError(f"missingValues of {where} has a label that is no string.", type)
    labelled = any(isinstance(entry, Mapping) for entry in entries)
    if labelled and (len(set(values)) < len(values) or len(set(labels)) < len(labels)):
        raise SchemaError(f"missingValues of {where} names a value or a label twice.", type)
    return tuple(values)


def _names(key: Any, property: str, fields: Sequence[str]) -> tuple[str, ...]:
    """A key as names of fields; version 1 also writes a single name as a string."""
    names = [key] if isinstance(key, str) else key
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise SchemaError(f"{property} holds {key!r}. Expected an array of names of fields.")
    unknown = [name for name in names if name not in fields]
    if unknown:
        raise SchemaError(f"{property} names {unknown[0]}, which is no field of the schema.")
    return tuple(names)


def _foreign_keys(keys: Any, fields: Sequence[str]) -> tuple[ForeignKey, ...]:
    if not isinstance(keys, list):
        raise SchemaError(f"foreignKeys is {keys!r}. Expected an array of objects.")
    found = []
    for key in keys:
        reference = key.get("reference") if isinstance(key, Mapping) else None
        if not isinstance(reference, Mapping) or not isinstance(reference.get("resource", ""), str):
            raise SchemaError(
                f"A foreign key is {key!r}. Expected an object with fields and a reference."
            )
        resource = reference.get("resource", "")
        there = reference.get("fields", [])
        there = [there] if isinstance(there, str) else there
        if not isinstance(there, list) or not all(isinstance(name, str) for name in there):
            raise SchemaError(f"A foreign key leads to {there!r}. Expected names of fields.")
        here = _names(key.get("fields", []), "foreignKeys", fields)
        if resource == "":
            _names(there, "A foreign key to the table itself", fields)
        if not here or len(here) != len(there):
            raise SchemaError(
                f"A foreign key leads from {', '.join(here) or 'nothing'} to {there!r}. "
                "Expected as many fields there as here."
            )
        found.append(ForeignKey(here, resource, tuple(there)))
    return tuple(found)


def _listed(names: frozenset[str]) -> str:
    return f"one of {', '.join(sorted(names))}"


def _field_error(name: str, actual: str, expected: str) -> SchemaError:
    return SchemaError(f"Field {name}: {actual}. Expected {expected}.", "field-error")

"""From a mart's description in dbt's manifest to a Table Schema. Reads no table."""

import re
from collections.abc import Collection, Iterator
from typing import Any

from orchestration.errors import RedzoneError

FIELD_TYPES = {
    "varchar": "string",
    "integer": "integer",
    "bigint": "integer",
    "double": "number",
    "boolean": "boolean",
    "date": "date",
    "timestamp": "datetime",
}
_REF = re.compile(r"""ref\(\s*['"](\w+)['"]\s*\)""")


def mart_node(manifest: dict[str, Any], mart: str) -> dict[str, Any]:
    """The node of a mart in dbt's manifest.

    Raises:
        RedzoneError: the manifest has no such mart.
    """
    node = manifest["nodes"].get(f"model.redzone.{mart}")
    if node is None:
        raise RedzoneError(f"The dbt project has no mart {mart}, which a data package holds.")
    return node


def column_types(node: dict[str, Any]) -> dict[str, str]:
    """DuckDB type by column as the mart's yml declares it, in the declared order.

    Raises:
        RedzoneError: a column declares no type, or one that packages don't hold.
    """
    types = {name: (column["data_type"] or "") for name, column in node["columns"].items()}
    for name, declared in types.items():
        if declared.lower() not in FIELD_TYPES:
            raise RedzoneError(
                f"Column {name} of mart {node['name']} is declared as {declared or 'nothing'}. "
                f"A data package holds {', '.join(FIELD_TYPES)}."
            )
    return {name: declared.lower() for name, declared in types.items()}


def grain(description: str) -> str:
    """The first sentence of a mart's description, which says what one row is."""
    return re.split(r"(?<=\.)\s", one_line(description), maxsplit=1)[0]


def one_line(text: str) -> str:
    """`text` with every run of white space as one space."""
    return " ".join(text.split())


def table_schema(manifest: dict[str, Any], mart: str, resources: Collection[str]) -> dict[str, Any]:
    """Table Schema of a mart as a resource of a package.

    Only what dbt enforces becomes a constraint: a test that merely warns, or that looks at a part
    of the rows, promises nothing.

    Args:
        manifest: dbt's manifest.
        mart: name of the mart.
        resources: names of the package's resources; relations to others are left out.

    Returns:
        A descriptor with fields, missingValues, primaryKey and, where there are any, foreignKeys.

    Raises:
        RedzoneError: the mart is missing, has no primary key, or a column has no usable type.
    """
    node = mart_node(manifest, mart)
    types = column_types(node)
    key = node["meta"].get("primary_key", [])
    if not key or not set(key) <= types.keys():
        raise RedzoneError(
            f"Mart {mart} needs meta.primary_key with names of its columns. It has: {key}."
        )
    tests = list(_tests(manifest, node))
    fields = [
        _field(node["columns"][name], FIELD_TYPES[declared], tests)
        for name, declared in types.items()
    ]
    schema = {"fields": fields, "missingValues": [""], "primaryKey": list(key)}
    foreign_keys = [
        _foreign_key(mart, column, arguments)
        for name in types
        for column, test, arguments in tests
        if column == name and test == "relationships" and _target(arguments) in resources
    ]
    if foreign_keys:
        schema["foreignKeys"] = foreign_keys
    return schema


def _tests(
    manifest: dict[str, Any], node: dict[str, Any]
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Column, name and arguments of every generic test that every row of the mart must pass."""
    mart = f"model.redzone.{node['name']}"
    for _, test in sorted(manifest["nodes"].items()):
        generic = test.get("test_metadata")
        if not generic or test["attached_node"] != mart or not test["column_name"]:
            continue
        if test["config"]["severity"].lower() == "error" and not test["config"]["where"]:
            yield test["column_name"], generic["name"], generic["kwargs"]


def _field(
    column: dict[str, Any], field_type: str, tests: list[tuple[str, str, dict[str, Any]]]
) -> dict[str, Any]:
    name = column["name"]
    field = {"name": name, "type": field_type}
    if description := one_line(column["description"]):
        field["description"] = description
    if unit := column["meta"].get("unit"):
        field["unit"] = unit
    own = {test: arguments for tested, test, arguments in tests if tested == name}
    constraints: dict[str, Any] = {}
    if "not_null" in own or any(rule["type"] == "not_null" for rule in column["constraints"]):
        constraints["required"] = True
    if "unique" in own:
        constraints["unique"] = True
    if "accepted_values" in own:
        values = own["accepted_values"]["values"]
        constraints["enum"] = [str(value) if field_type == "string" else value for value in values]
    if constraints:
        field["constraints"] = constraints
    return field


def _target(arguments: dict[str, Any]) -> str:
    found = _REF.search(arguments["to"])
    return found[1] if found else ""


def _foreign_key(mart: str, column: str, arguments: dict[str, Any]) -> dict[str, Any]:
    target = _target(arguments)
    return {
        "fields": [column],
        "reference": {"resource": "" if target == mart else target, "fields": [arguments["field"]]},
    }

"""From dbt's manifest to Table Schemas: what becomes a constraint, and what must not."""

import pytest

from orchestration.errors import RedzoneError
from orchestration.packaging.schema import grain, table_schema


def column(name, data_type="varchar", *, constraints=(), **meta):
    return {
        "name": name,
        "description": f"The {name}.\n",
        "data_type": data_type,
        "constraints": [{"type": kind} for kind in constraints],
        "meta": meta,
    }


def model(name, *columns, key):
    return {
        "name": name,
        "resource_type": "model",
        "schema": "marts",
        "alias": name,
        "description": f"One row is one of {name}. More.",
        "meta": {"primary_key": key},
        "columns": {entry["name"]: entry for entry in columns},
    }


def check(mart, column_name, test, *, severity="ERROR", where=None, **arguments):
    return {
        "resource_type": "test",
        "test_metadata": {"name": test, "kwargs": {"column_name": column_name, **arguments}},
        "attached_node": f"model.redzone.{mart}",
        "column_name": column_name,
        "config": {"severity": severity, "where": where},
    }


def manifest(*nodes):
    named = {
        f"model.redzone.{node['name']}" if "name" in node else f"test.redzone.{number}": node
        for number, node in enumerate(nodes)
    }
    return {"nodes": named}


def field(schema, name):
    return next(entry for entry in schema["fields"] if entry["name"] == name)


@pytest.mark.parametrize(
    ("data_type", "field_type"),
    [
        ("varchar", "string"),
        ("integer", "integer"),
        ("bigint", "integer"),
        ("double", "number"),
        ("boolean", "boolean"),
        ("date", "date"),
        ("timestamp", "datetime"),
        ("VARCHAR", "string"),
    ],
)
def test_a_declared_type_becomes_a_field_type(data_type, field_type):
    described = manifest(model("events", column("a", data_type), key=["a"]))
    assert field(table_schema(described, "events", []), "a")["type"] == field_type


def test_a_description_and_a_unit_reach_the_field():
    described = manifest(
        model("events", column("deaths", "integer", unit="deaths"), key=["deaths"])
    )
    assert table_schema(described, "events", []) == {
        "fields": [
            {
                "name": "deaths",
                "type": "integer",
                "description": "The deaths.",
                "unit": "deaths",
            }
        ],
        "missingValues": [""],
        "primaryKey": ["deaths"],
    }


def test_constraints_and_enforced_tests_become_constraints():
    described = manifest(
        model(
            "events",
            column("a", constraints=["not_null"]),
            column("b"),
            column("level", "integer"),
            key=["a"],
        ),
        check("events", "a", "unique"),
        check("events", "b", "not_null"),
        check("events", "b", "accepted_values", values=["x", 1]),
        check("events", "level", "accepted_values", values=[1, 2]),
    )
    schema = table_schema(described, "events", [])
    assert field(schema, "a")["constraints"] == {"required": True, "unique": True}
    assert field(schema, "b")["constraints"] == {"required": True, "enum": ["x", "1"]}
    assert field(schema, "level")["constraints"] == {"enum": [1, 2]}


@pytest.mark.parametrize(
    "config", [{"severity": "warn"}, {"where": "b > 'm'"}], ids=["only warns", "looks at a part"]
)
def test_a_test_that_promises_nothing_of_every_row_becomes_no_constraint(config):
    described = manifest(
        model("events", column("a"), column("b"), key=["a"]),
        check("events", "b", "not_null", **config),
    )
    assert "constraints" not in field(table_schema(described, "events", []), "b")


def test_a_test_of_another_mart_with_the_same_column_is_not_taken():
    described = manifest(
        model("events", column("a"), key=["a"]),
        model("places", column("a"), key=["a"]),
        check("places", "a", "not_null"),
    )
    assert "constraints" not in field(table_schema(described, "events", []), "a")


def test_a_relation_becomes_a_foreign_key_only_inside_the_package():
    described = manifest(
        model("events", column("a"), column("country_code"), column("parent"), key=["a"]),
        check(
            "events", "country_code", "relationships", to="ref('countries')", field="country_code"
        ),
        check("events", "country_code", "relationships", to="ref('zones')", field="country_code"),
        check("events", "parent", "relationships", to='ref("events")', field="a"),
    )
    assert table_schema(described, "events", ["events", "countries"])["foreignKeys"] == [
        {
            "fields": ["country_code"],
            "reference": {"resource": "countries", "fields": ["country_code"]},
        },
        {"fields": ["parent"], "reference": {"resource": "", "fields": ["a"]}},
    ]
    assert "foreignKeys" not in table_schema(described, "events", [])


@pytest.mark.parametrize("key", [[], ["nowhere"]], ids=["none", "unknown column"])
def test_a_mart_without_a_usable_primary_key_is_refused(key):
    described = manifest(model("events", column("a"), key=key))
    with pytest.raises(RedzoneError, match=r"events needs meta\.primary_key"):
        table_schema(described, "events", [])


@pytest.mark.parametrize("declared", ["decimal(9,2)", None])
def test_a_type_that_packages_do_not_hold_is_refused(declared):
    described = manifest(model("events", column("a", declared), key=["a"]))
    with pytest.raises(RedzoneError, match="Column a of mart events is declared as"):
        table_schema(described, "events", [])


def test_a_mart_that_the_project_lacks_is_refused():
    with pytest.raises(RedzoneError, match="no mart events"):
        table_schema(manifest(), "events", [])


@pytest.mark.parametrize(
    ("description", "sentence"),
    [
        ("One row is an event. For now, more.", "One row is an event."),
        ("One row is\nan event.\n", "One row is an event."),
        ("One row is a 1.5 degree cell", "One row is a 1.5 degree cell"),
        ("", ""),
    ],
)
def test_the_grain_is_the_first_sentence(description, sentence):
    assert grain(description) == sentence

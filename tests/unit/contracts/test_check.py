"""A table against its contract: every row counted, each broken rule told where it stands."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.contracts import (
    SchemaError,
    TableResult,
    check_file,
    check_tables,
    open_table,
)


def field(name: str, type: str = "string", **constraints: Any) -> dict[str, Any]:
    return {"name": name, "type": type, "constraints": constraints}


@pytest.fixture
def table(tmp_path: Path):
    """Writes a CSV file and opens it."""

    def write(text: str, name: str = "table.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8", newline="")
        return open_table(path, name=name, workspace=tmp_path)

    return write


@pytest.fixture
def connection():
    with duckdb.connect() as connection:
        yield connection


def told(result: TableResult) -> list[tuple[str, int | None, str | None]]:
    return [(error.type, error.row, error.field) for error in result.errors]


SCHEMA = {
    "fields": [field("id", "integer"), field("deaths", "integer", minimum=0)],
    "primaryKey": ["id"],
}


def test_rows_in_are_accepted_or_rejected(table, connection):
    file = table("id,deaths\n1,2\n2,x\n3,-1\n1,4\n,\n5\n6,7,8\n")
    result = check_tables([file], SCHEMA, connection=connection)
    assert (result.rows_in, result.accepted, result.rejected) == (7, 1, 6)
    assert told(result) == [
        ("type-error", 3, "deaths"),
        ("constraint-error", 4, "deaths"),
        ("primary-key", 5, "id"),
        ("blank-row", 6, None),
        ("missing-cell", 7, "deaths"),
        ("extra-cell", 8, None),
    ]


def test_a_row_that_breaks_three_rules_is_one_rejected_row(table, connection):
    schema = {**SCHEMA, "uniqueKeys": [["deaths"]]}
    result = check_tables([table("id,deaths\n1,5\n1,5\n")], schema, connection=connection)
    assert (result.accepted, result.rejected) == (1, 1)
    assert result.counts == {"primary-key": 1, "unique-error": 1}


@pytest.mark.parametrize("limit", [0, 1, 3, 1000])
def test_a_limit_on_errors_never_changes_the_counts(table, connection, limit: int):
    file = table("id,deaths\n" + "".join(f"{n % 50},x\n" for n in range(100)))
    result = check_tables([file], SCHEMA, connection=connection, limit=limit)
    assert result.counts == {"type-error": 100, "primary-key": 50}
    assert (result.rows_in, result.rejected) == (100, 100)
    assert len(result.errors) == min(limit, 150)
    assert [error.row for error in result.errors] == sorted(error.row for error in result.errors)


def test_every_error_of_a_row_can_be_kept_as_a_table(table, connection):
    file = table("id,deaths\n1,x\n1,2\n3,3\n")
    check_tables([file], SCHEMA, connection=connection, limit=0, keep="kept")
    errors = connection.execute(
        "select file, _row, type, field, value, expected from kept_errors order by _row"
    ).fetchall()
    assert errors == [
        ("table.csv", 2, "type-error", "deaths", "x", "a whole number of at most 38 digits"),
        ("table.csv", 3, "primary-key", "id", "1", "the primary key id to stand once"),
    ]
    accepted = connection.execute(
        "select id, deaths from kept_rows where _row not in (select _row from kept_errors)"
    ).fetchall()
    assert accepted == [("3", "3")]


def test_kept_rows_know_their_whole_record(table, connection):
    schema = {"fields": [field("id", "integer")], "fieldsMatch": "subset"}
    check_tables([table("note,id\na,1,b\n")], schema, connection=connection, keep="kept")
    (record,) = connection.execute("select _record from kept_rows").fetchone()
    assert record == '{"note":"a","id":"1","_extra":["b"]}'


def test_the_parts_of_a_table_are_one_table_with_rows_of_their_own(table, connection):
    parts = [table("id,deaths\n1,2\n", "a.csv"), table("id,deaths\n2,3\n1,4\n", "b.csv")]
    result = check_tables(parts, SCHEMA, connection=connection)
    assert result.rows_in == 3
    assert [(error.file, error.row, error.type) for error in result.errors] == [
        ("b.csv", 3, "primary-key")
    ]


PLACES = {"fields": [field("place"), field("country")]}


class TestForeignKeys:
    """Values that must stand in another table."""

    def check(
        self, table, connection, events: str, keys: Sequence[dict], places: str
    ) -> TableResult:
        schema = {
            "fields": [field("event", "integer"), field("place"), field("country")],
            "foreignKeys": list(keys),
        }
        return check_tables(
            [table(events)],
            schema,
            connection=connection,
            references={"places": ([table(places, "places.csv")], PLACES)},
        )

    def test_a_value_that_stands_nowhere_is_an_error(self, table, connection):
        key = {"fields": "place", "reference": {"resource": "places", "fields": "place"}}
        result = self.check(
            table, connection, "event,place,country\n1,Gao,MLI\n2,Dori,BFA\n3,,\n", [key],
            "place,country\nGao,MLI\n",
        )  # fmt: skip
        assert told(result) == [("foreign-key", 3, "place")]
        assert result.errors[0].expected == "a value that stands in places (place)"

    def test_a_key_of_two_fields_must_stand_there_as_a_whole(self, table, connection):
        fields = ["place", "country"]
        key = {"fields": fields, "reference": {"resource": "places", "fields": fields}}
        result = self.check(
            table, connection, "event,place,country\n1,Gao,MLI\n2,Gao,BFA\n3,Gao,\n", [key],
            "place,country\nGao,MLI\nDori,BFA\n",
        )  # fmt: skip
        assert told(result) == [("foreign-key", 3, "place, country")]

    def test_a_key_to_a_resource_that_is_not_there_is_an_error_of_the_schema(
        self, table, connection
    ):
        key = {"fields": "place", "reference": {"resource": "towns", "fields": "place"}}
        with pytest.raises(SchemaError, match="leads to the resource towns"):
            self.check(table, connection, "event,place,country\n", [key], "place,country\n")

    def test_a_text_is_never_the_key_of_a_number(self, table, connection):
        key = {"fields": "event", "reference": {"resource": "places", "fields": "place"}}
        result = self.check(
            table, connection, "event,place,country\n1,a,b\n", [key], "place,country\n1,MLI\n"
        )
        assert told(result) == [("foreign-key", 2, "event")]


def test_a_key_to_the_table_itself(table, connection):
    schema = {
        "fields": [field("id", "integer"), field("parent", "integer")],
        "foreignKeys": [{"fields": "parent", "reference": {"resource": "", "fields": "id"}}],
    }
    result = check_tables([table("id,parent\n1,\n2,1\n3,9\n")], schema, connection=connection)
    assert told(result) == [("foreign-key", 4, "parent")]


@pytest.mark.parametrize(
    ("schema", "message"),
    [
        ({}, "no array of fields"),
        ({"fields": []}, "no field"),
        ({"fields": [{"type": "string"}]}, "object with a name"),
        ({"fields": [field("a", "text")]}, "Field a: type is 'text'"),
        ({"fields": [field("a", "boolean", minimum=1)]}, "boolean has the constraint minimum"),
        ({"fields": [field("a", "integer", minimum="x")]}, "Field a: minimum has 'x'"),
        ({"fields": [field("a", pattern="[")]}, "Expected a regular expression"),
        ({"fields": [field("a", enum=[1])]}, "Field a: enum has 1"),
        ({"fields": [field("a")], "primaryKey": ["b"]}, "primaryKey names b"),
        ({"fields": [field("a")], "fieldsMatch": "some"}, "fieldsMatch is 'some'"),
        ({"fields": [field("a")], "missingValues": [1]}, "missingValues of the schema"),
        ({"fields": [field("a")], "foreignKeys": [{"fields": "a"}]}, "A foreign key is"),
        ({"fields": [field("a", "object", jsonSchema={"type": 1})]}, "is no JSON Schema"),
    ],
)
def test_a_schema_that_breaks_its_specification_is_told(table, connection, schema, message):
    with pytest.raises(SchemaError, match=message):
        check_tables([table("a\n1\n")], schema, connection=connection)


def test_names_and_values_that_are_sql_are_harmless(tmp_path: Path):
    name = "x\"; drop table y; --'"
    path = tmp_path / "it's.csv"
    path.write_text(f'"{name.replace(chr(34), chr(34) * 2)}",k\n\'); drop table y; --,1\n')
    schema = {"fields": [field(name, "integer"), field("k", enum=["1", "'"])]}
    result = check_file(path, schema)
    assert told(result) == [("type-error", 2, name)]


def test_a_line_shows_no_character_that_a_terminal_obeys(tmp_path: Path):
    path = tmp_path / "table.csv"
    path.write_text("id,deaths\n1,\x1b[31mred\n")
    lines = list(check_file(path, SCHEMA).lines())
    assert lines == [
        "table.csv: 1 rows in, 0 accepted, 1 rejected",
        r"  table.csv, row 2, deaths: type-error: '\x1b[31mred'; expected a whole number of "
        "at most 38 digits",
    ]

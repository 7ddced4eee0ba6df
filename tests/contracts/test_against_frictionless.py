"""Any table gets the verdict of frictionless-py, but for the differences that have a name."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from differences import difference
from harness import Case, Told, our_verdict, their_verdict
from hypothesis import HealthCheck, given, settings
from strategies import Table, as_csv, columns, tables
from table_differences import table_difference

PROFILE = settings(
    max_examples=250,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@PROFILE
@given(columns())
def test_cells_get_the_same_verdict(
    tmp_path: Path, column: tuple[Mapping[str, Any], Sequence[str]]
):
    field, values = column
    schema = {"fields": [{"name": "id"}, field]}
    data = as_csv([("id", field["name"]), *(("x", value) for value in values)])
    case = Case("any", schema, data=data)
    path = case.write(tmp_path)
    ours, theirs = our_verdict(case, path).errors, their_verdict(case, path)
    if isinstance(theirs, str) or ("field-error", None, None) in theirs:
        assert any(difference(field, value) for value in values)
        return
    for row, value in enumerate(values, start=2):
        if _at(row, ours) != _at(row, theirs):
            assert difference(field, value), (field, value, ours, theirs)


def _at(row: int, errors: Sequence[Told]) -> set[Told]:
    return {error for error in errors if error[1] == row}


@PROFILE
@given(tables())
def test_rows_and_keys_get_the_same_verdict(tmp_path: Path, table: Table):
    case = Case("any", table.schema, data=table.data)
    path = case.write(tmp_path)
    ours, theirs = our_verdict(case, path), their_verdict(case, path)
    assert ours.rows_in == len(table.rows)
    unexplained = {
        error for error in set(ours.errors) ^ set(theirs) if table_difference(table, error) is None
    }
    assert unexplained == set()

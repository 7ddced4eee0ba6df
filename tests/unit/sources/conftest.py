"""What tests of sources share: a file is opened and checked as the loader does it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from orchestration.contracts import check_tables, scratch, workspace
from orchestration.sources import SOURCES, open_source_file


class Checked(NamedTuple):
    """A file after its contract: its source, its rows as text, and what was rejected."""

    source: str
    rows_in: int
    rows: list[dict[str, str | None]]
    rejected: list[tuple[int, str, str | None, str]]


@pytest.fixture
def check() -> Callable[[Path], Checked]:
    """Opens a file as one of the inbox's root, so that its columns tell what it is."""

    def run(path: Path) -> Checked:
        candidates = [source for source in SOURCES if source.inbox]
        with workspace() as folder, scratch(folder) as connection:
            source, table = open_source_file(path, candidates, name=path.name, folder=folder)
            contract = source.contract(table.labels)
            result = check_tables([table], contract, connection=connection, keep="kept")
            names = [name for name in source.columns if name in table.labels]
            good = connection.execute(
                "select * from kept_rows where _row not in (select _row from kept_errors) "
                "order by _row"
            )
            columns = [column[0] for column in good.description]
            rows = [{name: row[columns.index(name)] for name in names} for row in good.fetchall()]
            errors = [(error.row, error.field, error.value, error.type) for error in result.errors]
        return Checked(source.name, result.rows_in, rows, errors)

    return run

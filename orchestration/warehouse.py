"""The DuckDB files: opening the build file, and putting a finished copy in the published place."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from orchestration.errors import RedzoneError
from orchestration.settings import Settings

# What does not fit is written to a folder beside the file for a while.
MEMORY = "2GB"


@contextmanager
def connect(path: Path, *, read_only: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a DuckDB file for as long as the block runs.

    Raises:
        RedzoneError: the file is missing (when read-only), open elsewhere, or not a DuckDB file.
    """
    if read_only and not path.exists():
        raise RedzoneError(f"{path} does not exist yet. Run `redzone build` first.")
    try:
        connection = duckdb.connect(path, read_only=read_only)
    except duckdb.IOException as error:
        first_line = str(error).splitlines()[0]
        raise RedzoneError(
            f"{path} cannot be opened: {first_line} Close the program that has it open; to look at "
            "the data at any time, open the published redzone.duckdb in the home instead."
        ) from error
    try:
        connection.execute("set timezone = 'UTC'")
        connection.execute(f"set memory_limit = '{MEMORY}'")
        yield connection
    finally:
        connection.close()


def publish_warehouse(settings: Settings) -> int:
    """Replace the published warehouse by a copy of the build file, in one step.

    A reader that has the old file open keeps it; the next one to open it sees the new.

    Returns:
        The size of the published file in bytes.
    """
    with connect(settings.build_file) as connection:
        connection.execute("checkpoint")
    arriving = settings.warehouse.with_suffix(".arriving")
    shutil.copyfile(settings.build_file, arriving)
    with arriving.open("rb") as stream:
        os.fsync(stream.fileno())
    arriving.replace(settings.warehouse)
    return settings.warehouse.stat().st_size

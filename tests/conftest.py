"""What tests share: where the real records lie, and how the `redzone` command is called."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
SHARED_DATA = Path(os.environ.get("REDZONE_SHARED_DATA") or PROJECT.parent / "shared" / "data")
REDZONE = str(Path(sys.executable).with_name("redzone"))

Redzone = Callable[..., subprocess.CompletedProcess]
# Tests that build share homes and the one parse of the dbt project: one process runs them all.
BUILDING = ("browser", "integration", "unit/test_definitions.py", "unit/test_command.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let one process run what builds while others run the rest."""
    places = tuple(str(PROJECT / "tests" / name) for name in BUILDING)
    for item in items:
        if str(item.path).startswith(places):
            item.add_marker(pytest.mark.xdist_group("builds"))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real records; a test that needs it skips where it is absent."""
    if not SHARED_DATA.is_dir():
        pytest.skip(f"the shared data folder {SHARED_DATA} is absent")
    return SHARED_DATA


@pytest.fixture(scope="session")
def redzone() -> Redzone:
    """Runs `redzone ARGUMENTS` as a person would, and gives what it printed."""

    def run(*arguments: str, timeout: float = 300, **environment: str):
        return subprocess.run(
            [REDZONE, *map(str, arguments)],
            env=os.environ | environment,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    return run

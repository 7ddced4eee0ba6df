"""What tests share: where the real records lie, and how the `redzone` command is called."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

PROJECT = Path(__file__).resolve().parents[1]
SHARED_DATA = Path(os.environ.get("REDZONE_SHARED_DATA") or PROJECT.parent / "shared" / "data")
REDZONE = str(Path(sys.executable).with_name("redzone"))

Redzone = Callable[..., subprocess.CompletedProcess]
# Tests of these folders share a home that was built once: one process runs each of them.
SHARING_A_HOME = ("integration", "browser")


class OneProcessAHome(LoadScopeScheduling):
    """Gives tests that share a home to one process, and the rest to whichever has time."""

    def _split_scope(self, nodeid: str) -> str:
        folder = nodeid.removeprefix("tests/").partition("/")[0]
        return folder if folder in SHARING_A_HOME else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """How `pytest -n` shares the tests out."""
    return OneProcessAHome(config, log)


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

"""The dbt project: when to parse it, and how to build it inside this process.

dbt runs in the process that calls it: starting it as a command costs its imports and a parse each
time, several times what its SQL takes.
"""

import json
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from filelock import FileLock

from orchestration.errors import RedzoneError
from orchestration.settings import Settings

BUILD_FILE_VARIABLE = "REDZONE_BUILD_FILE"


def parse_if_stale(settings: Settings) -> None:
    """Parse the dbt project when its manifest is missing or older than one of its files.

    Raises:
        RedzoneError: dbt finds an error in the project.
    """
    settings.manifest.parent.mkdir(exist_ok=True)
    # Builds of several homes share the project.
    with FileLock(settings.manifest.with_suffix(".lock")):
        newest = max(path.stat().st_mtime for path in _project_files(settings.dbt_project))
        if not settings.manifest.exists() or settings.manifest.stat().st_mtime < newest:
            _parse(settings.dbt_project, "--write-json")
            settings.manifest.touch()


def read_manifest(settings: Settings) -> dict[str, Any]:
    """The manifest as a dictionary."""
    return json.loads(settings.manifest.read_text())


def build_models(settings: Settings, models: Sequence[str], exclude: str = "") -> list[Any]:
    """Build models and run the tests that touch them.

    Args:
        settings: names the project and the build file.
        models: names of the models to build.
        exclude: dbt selection of nodes whose tests must not run yet.

    Returns:
        dbt's results, one a model or test, in the order of their ending; each has `node`, `status`,
        `execution_time` and `message`.

    Raises:
        RedzoneError: dbt could not run at all.
    """
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    manifest = _parsed(settings.dbt_project)
    os.environ[BUILD_FILE_VARIABLE] = str(settings.build_file)
    excluded = ["--exclude", exclude] if exclude else []
    try:
        answer = _invoke(
            settings.dbt_project,
            ["build", "--select", *models, *excluded, "--exclude-resource-type", "unit_test"],
            settings.build_file.parent / "dbt",
            manifest,
        )
    finally:
        DuckDBConnectionManager.close_all_connections()
    return list(answer.results)


@cache
def _parsed(project: Path) -> Any:
    """The manifest as an object of dbt, parsed once a process; the file is left as it is."""
    return _parse(project, "--no-write-json")


def _parse(project: Path, write: str) -> Any:
    """Parse the project.

    The profile is parsed with its default build file whatever the home, since dbt parses the whole
    project again when the profile has changed.
    """
    os.environ.pop(BUILD_FILE_VARIABLE, None)
    return _invoke(project, [write, "parse"], project / "target", None)


def _invoke(project: Path, arguments: list[str], target: Path, manifest: Any) -> Any:
    from dbt.cli.main import dbtRunner

    folders = ["--project-dir", str(project), "--profiles-dir", str(project)]
    outcome = dbtRunner(manifest=manifest).invoke(
        ["--quiet", "--log-path", str(target), *arguments, *folders, "--target-path", str(target)]
    )
    if outcome.exception or outcome.result is None:
        raise RedzoneError(f"dbt {' '.join(arguments[:2])} could not run: {outcome.exception}")
    return outcome.result


def _project_files(project: Path) -> list[Path]:
    folders = ("models", "macros")
    below = [path for name in folders for path in (project / name).rglob("*") if path.is_file()]
    return [project / "dbt_project.yml", project / "profiles.yml", *below]

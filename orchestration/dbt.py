"""The dbt project as Dagster sees it: its command, when to parse it, and what its nodes are."""

import json
import sys
from pathlib import Path
from typing import Any

from dagster_dbt import DbtCliResource

from orchestration.settings import Settings


def dbt_command(settings: Settings) -> DbtCliResource:
    """The `dbt` command of this virtual environment, on the project."""
    return DbtCliResource(
        project_dir=str(settings.dbt_project),
        profiles_dir=str(settings.dbt_project),
        dbt_executable=str(Path(sys.executable).with_name("dbt")),
    )


def parse_if_stale(settings: Settings) -> None:
    """Parse the dbt project when its manifest is missing or older than one of its files.

    Raises:
        DagsterDbtCliRuntimeError: dbt finds an error in the project.
    """
    newest = max(path.stat().st_mtime for path in _project_files(settings.dbt_project))
    if not settings.manifest.exists() or settings.manifest.stat().st_mtime < newest:
        parse = dbt_command(settings).cli(
            ["parse", "--quiet"], target_path=settings.manifest.parent
        )
        parse.wait()
        settings.manifest.touch()


def _project_files(project: Path) -> list[Path]:
    folders = ("models", "macros", "tests")
    below = [path for name in folders for path in (project / name).rglob("*") if path.is_file()]
    return [project / "dbt_project.yml", project / "profiles.yml", *below]


def read_manifest(settings: Settings) -> dict[str, Any]:
    """dbt's manifest as a dictionary."""
    return json.loads(settings.manifest.read_text())

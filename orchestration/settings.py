"""Where things are: the checkout, the seeds, and the one home that a run writes to."""

import os
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Settings:
    """The paths of one Redzone installation.

    Attributes:
        home: folder that holds everything a run writes.
        seeds: folder of the records that ship with the project.
        project: the checkout, which holds the dbt project and the workspace file.
    """

    home: Path
    seeds: Path = PROJECT / "seeds"
    project: Path = PROJECT

    @classmethod
    def from_paths(cls, home: str | Path, seeds: str | Path) -> "Settings":
        """Settings with both folders made absolute."""
        return cls(home=Path(home).expanduser().resolve(), seeds=Path(seeds).resolve())

    @classmethod
    def from_env(cls, home: str | Path | None = None) -> "Settings":
        """Settings from `home`, else `REDZONE_HOME`, else `data/` in the checkout.

        `REDZONE_SEEDS` names another seeds folder.
        """
        chosen = home or os.environ.get("REDZONE_HOME") or PROJECT / "data"
        seeds = os.environ.get("REDZONE_SEEDS") or PROJECT / "seeds"
        return cls.from_paths(chosen, seeds)

    @property
    def inbox(self) -> Path:
        """Folder whose subfolders receive the files that a user drops, one folder a source."""
        return self.home / "inbox"

    @property
    def build_file(self) -> Path:
        """The pipeline's own DuckDB file; it shares its stem with the published one.

        Views store the name of their catalog, which DuckDB takes from the file's stem.
        """
        return self.home / "build" / "redzone.duckdb"

    @property
    def warehouse(self) -> Path:
        """The published DuckDB file, replaced whole at the end of a build."""
        return self.home / "redzone.duckdb"

    @property
    def packages(self) -> Path:
        """Folder of the published data packages: `<name>/<version>/`."""
        return self.home / "packages"

    @property
    def dagster_home(self) -> Path:
        """Folder of Dagster's run history, also its `DAGSTER_HOME`."""
        return self.home / "dagster"

    @property
    def dbt_project(self) -> Path:
        """The dbt project's folder."""
        return self.project / "dbt_project"

    @property
    def manifest(self) -> Path:
        """Dbt's manifest, made by parsing the project."""
        return self.dbt_project / "target" / "manifest.json"

    def relative(self, path: Path) -> str:
        """`path` as it is named in tables: below `seeds/` or below the home."""
        if path.is_relative_to(self.seeds):
            return f"seeds/{path.relative_to(self.seeds).as_posix()}"
        return path.relative_to(self.home).as_posix()

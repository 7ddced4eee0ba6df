"""The Dagster resource that assets share: the home, its build file, and the writer's lock."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

import dagster as dg
import duckdb

from orchestration.home import prepare_home, writer_lock
from orchestration.settings import Settings
from orchestration.warehouse import connect


class Home(dg.ConfigurableResource):
    """The home that a run writes to; while a run's process holds it, no other one writes."""

    home: str
    seeds: str

    @property
    def settings(self) -> Settings:
        """The paths that this home stands for."""
        return Settings.from_paths(self.home, self.seeds)

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator["Home"]:
        """Make the home ready and hold its lock until the run's process is done with it."""
        prepare_home(self.settings)
        with writer_lock(self.settings):
            yield self

    def build_file(
        self, *, read_only: bool = False
    ) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
        """Open the build file for the length of a block."""
        return connect(self.settings.build_file, read_only=read_only)

"""Running a build in this process, with Dagster's records and a person's view of it."""

import io
import logging
import os
import time
import uuid
import warnings
from contextlib import redirect_stdout

import dagster as dg

from orchestration.definitions import build_defs
from orchestration.errors import RedzoneError
from orchestration.home import prepare_home, writer_lock
from orchestration.progress import GREEN, RED, Progress
from orchestration.runs import PROCESS_TAG, close_dead_runs
from orchestration.settings import Settings
from orchestration.unchanged import forget_build, input_digest, note_build
from orchestration.warehouse import connect

PUBLISHED = "packages/warehouse"
# A reason beside rows that are loaded tells of a newer copy that is still arriving.
WAITING_SQL = """
select count(*) from raw.loads
where status = 'waiting' or (status = 'loaded' and reason is not null)
"""
QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


def build(settings: Settings, selection: str | None = None) -> bool:
    """Materialise all assets, or those that `selection` names in Dagster's selection syntax.

    Returns:
        Whether every asset was made and every blocking check passed.

    Raises:
        RedzoneError: the home cannot be used, or the selection names no asset.
    """
    began = time.monotonic()
    prepare_home(settings)
    os.environ["DAGSTER_HOME"] = str(settings.dagster_home)
    progress = Progress()
    # Dagster and dbt tell their own story on both streams; a person reads `progress` instead.
    logging.disable(logging.INFO)
    with (
        redirect_stdout(io.StringIO()),
        writer_lock(settings),
        dg.DagsterInstance.get() as instance,
    ):
        close_dead_runs(instance)
        inputs = input_digest(settings)
        definitions = build_defs(settings)
        run_id = str(uuid.uuid4())
        instance.add_event_listener(run_id, progress)
        result = definitions.resolve_job_def("build_all").execute_in_process(
            instance=instance,
            run_id=run_id,
            run_config=QUIET,
            raise_on_error=False,
            tags={PROCESS_TAG: str(os.getpid())},
            asset_selection=_selected(definitions, selection),
        )
        if selection is None and result.success and not progress.failures:
            _note(settings, inputs)
    _summarise(progress, settings, result.success, time.monotonic() - began)
    return result.success and not progress.failures


def _note(settings: Settings, inputs: str) -> None:
    """Let the next build end at once if nothing changes; not while a file is still arriving."""
    with connect(settings.build_file, read_only=True) as connection:
        (waiting,) = connection.execute(WAITING_SQL).fetchone()
    if waiting:
        forget_build(settings)
    else:
        note_build(settings, inputs)


def _selected(definitions: dg.Definitions, selection: str | None) -> list[dg.AssetKey] | None:
    if selection is None:
        return None
    graph = definitions.resolve_asset_graph()
    try:
        with warnings.catch_warnings(action="ignore", category=dg.BetaWarning):
            chosen = dg.AssetSelection.from_string(selection).resolve(graph)
    except dg.DagsterError as error:
        raise RedzoneError(f"--select {selection} cannot be read: {error}") from error
    runnable = sorted(chosen & graph.executable_asset_keys)
    if not runnable:
        raise RedzoneError(
            f"--select {selection} names no asset. `redzone status` lists what there is; "
            'try "group:raw" or "key:raw/incidents+".'
        )
    return runnable


def _summarise(progress: Progress, settings: Settings, success: bool, seconds: float) -> None:
    slowest = sorted(progress.seconds.items(), key=lambda item: -item[1])
    progress.line("", "", "Time per asset, in seconds:")
    for name, duration in slowest:
        progress.line("", "", f"{duration:8.2f}  {name}")
    if success and not progress.failures:
        done = "Built and published" if PUBLISHED in progress.seconds else "Built, not published,"
        told = f"{done} in {seconds:.1f} s: {settings.home}"
        progress.line(GREEN, "✓", told)
    else:
        told = f"The build failed after {seconds:.1f} s; what was published before is untouched."
        progress.line(RED, "✗", told)

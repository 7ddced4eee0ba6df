"""The home on disk: its folders, Dagster's instance file, and the lock that keeps one writer."""

import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from orchestration.errors import RedzoneError
from orchestration.settings import Settings
from orchestration.sources import INBOX_FOLDERS

logger = logging.getLogger("redzone")

DAGSTER_YAML = """\
# Written by redzone on each start: one writer at a time, no telemetry, bounded history.
event_log_storage:
  module: orchestration.event_log
  class: EventLog
  config:
    base_dir: {event_log}
concurrency:
  pools:
    granularity: op
    default_limit: 1
  runs:
    max_concurrent_runs: 1
run_monitoring:
  enabled: true
retention:
  schedule:
    purge_after_days: 90
  sensor:
    purge_after_days: {{skipped: 7, failure: 30, success: -1}}
telemetry:
  enabled: false
nux:
  enabled: false
"""


def prepare_home(settings: Settings) -> None:
    """Make the folders of the home and Dagster's instance file.

    Raises:
        RedzoneError: the home cannot be written to.
    """
    folders = [
        settings.build_file.parent,
        settings.packages,
        settings.dagster_home,
        *(settings.inbox / folder for folder in INBOX_FOLDERS),
    ]
    try:
        for folder in folders:
            folder.mkdir(parents=True, exist_ok=True)
        instance_file = settings.dagster_home / "dagster.yaml"
        text = DAGSTER_YAML.format(
            event_log=json.dumps(str(settings.dagster_home / "history" / "runs"))
        )
        if not instance_file.exists() or instance_file.read_text() != text:
            instance_file.write_text(text)
    except OSError as error:
        raise RedzoneError(
            f"The home {settings.home} cannot be written to ({error.strerror}). Make it writable, "
            "or name another folder with --home or REDZONE_HOME."
        ) from error


@contextmanager
def writer_lock(settings: Settings, wait_seconds: float = 600) -> Iterator[None]:
    """Hold the home's only writing place; the lock goes with the process that holds it.

    Args:
        settings: names the home.
        wait_seconds: how long to wait for another build to end.

    Raises:
        RedzoneError: another build still writes after `wait_seconds`, or the home is read-only.
    """
    path = settings.build_file.parent / "writer.lock"
    holder = path.with_suffix(".pid")
    # One lock object a process, so that a command and the run inside it hold the same lock.
    lock = FileLock(path, thread_local=False, is_singleton=True)
    try:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            logger.warning("Another build%s writes to this home; waiting.", _named(holder))
            lock.acquire(timeout=wait_seconds)
    except Timeout as error:
        raise RedzoneError(
            f"Another build{_named(holder)} writes to {settings.home}. "
            "Wait until it ends, then start again."
        ) from error
    except OSError as error:
        raise RedzoneError(
            f"The lock {path} cannot be taken ({error.strerror}). Make the home writable."
        ) from error
    try:
        holder.write_text(str(os.getpid()))
        yield
    finally:
        lock.release()


def _named(holder: Path) -> str:
    try:
        return f" (process {holder.read_text()})"
    except OSError:
        return ""

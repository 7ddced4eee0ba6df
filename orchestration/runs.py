"""Runs that the command line starts: marked with their process, and closed when it has died."""

import dagster as dg

from orchestration.processes import is_running

PROCESS_TAG = "redzone/process"
UNDER_WAY = [
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
    dg.DagsterRunStatus.CANCELING,
]


def close_dead_runs(instance: dg.DagsterInstance) -> list[str]:
    """Mark runs as failed whose process is gone, and free the pool slots that they held.

    A build that is killed cannot say so itself; without this it would count as running for ever,
    and keep its place in the queue.

    Returns:
        The ids of the runs that were closed.
    """
    closed = []
    for run in instance.get_runs(dg.RunsFilter(statuses=UNDER_WAY)):
        process = run.tags.get(PROCESS_TAG)
        if process and not is_running(int(process)):
            instance.report_run_failed(run, f"Process {process} ended before the run did.")
            instance.event_log_storage.free_concurrency_slots_for_run(run.run_id)
            closed.append(run.run_id)
    _free_slots(instance)
    return closed


def _free_slots(instance: dg.DagsterInstance) -> None:
    """Free what runs still hold that have ended, as when the reader of their output went away."""
    storage = instance.event_log_storage
    for pool in storage.get_concurrency_keys():
        for run_id in storage.get_concurrency_info(pool).active_run_ids:
            run = instance.get_run_by_id(run_id)
            if run is None or run.is_finished:
                storage.free_concurrency_slots_for_run(run_id)

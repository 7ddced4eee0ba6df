"""Sensors: files that arrive in the inbox start a build, one for a burst of them."""

import hashlib
import json
from collections.abc import Sequence

import dagster as dg

from orchestration.inbox import Found, find_dropped, unfinished
from orchestration.jobs import build_all
from orchestration.runs import close_dead_runs
from orchestration.settings import Settings

TICK_SECONDS = 30


def inbox_state(files: Sequence[Found]) -> str:
    """A digest of what lies in the inbox: which files, how large, changed when; empty for none."""
    lines = [f"{file.name}|{file.size}|{file.modified_ns}" for file in files]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest() if lines else ""


def inbox_sensor(settings: Settings) -> dg.SensorDefinition:
    """The sensor of one home's inbox; it waits until the inbox has been still for one tick."""

    @dg.sensor(
        name="inbox",
        job=build_all,
        minimum_interval_seconds=TICK_SECONDS,
        description="Starts one build when files of the inbox have changed and come to rest.",
    )
    def inbox(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        seen = json.loads(context.cursor) if context.cursor else {"last": "", "built": ""}
        files = find_dropped(settings)
        state = inbox_state(files)
        if state == seen["built"]:
            requests, reason = [], "Nothing has changed in the inbox."
        elif state != seen["last"]:
            requests, reason = [], "The inbox is changing; waiting until it is still."
        elif arriving := [file.name for file in files if unfinished(file)]:
            requests, reason = [], f"Waiting until these are whole: {', '.join(arriving)}."
        else:
            # Without a key: Dagster would start no second run when the inbox is as it once was.
            requests, reason = [dg.RunRequest()], None
            seen["built"] = state
        cursor = json.dumps({"last": state, "built": seen["built"]})
        return dg.SensorResult(run_requests=requests, skip_reason=reason, cursor=cursor)

    return inbox


@dg.sensor(
    name="dead_runs",
    minimum_interval_seconds=TICK_SECONDS,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Closes runs of the command line whose process was killed, so that none waits.",
)
def dead_runs(context: dg.SensorEvaluationContext) -> dg.SkipReason:
    """Close runs whose process is gone; starts nothing."""
    closed = close_dead_runs(context.instance)
    return dg.SkipReason(f"Closed: {', '.join(closed)}." if closed else "No run has died.")

"""The event log with kept connections gives back what was stored, from every run."""

from pathlib import Path

import dagster as dg

from orchestration.event_log import MOST_KEPT, EventLog


def entry(run_id: str, text: str) -> dg.EventLogEntry:
    return dg.EventLogEntry(
        error_info=None, level=20, user_message=text, run_id=run_id, timestamp=1.0
    )


def test_events_of_more_runs_than_are_kept_open_are_all_there(tmp_path: Path):
    log = EventLog(str(tmp_path))
    runs = [f"run-{number}" for number in range(MOST_KEPT + 3)]
    for text in ("first", "second"):
        for run in runs:
            log.store_event(entry(run, text))
    found = {run: [each.user_message for each in log.get_logs_for_run(run)] for run in runs}
    log.dispose()
    assert found == {run: ["first", "second"] for run in runs}


def test_another_process_reads_what_one_has_stored(tmp_path: Path):
    writer, reader = EventLog(str(tmp_path)), EventLog(str(tmp_path))
    for number in range(3):
        writer.store_event(entry("run", str(number)))
        assert len(reader.get_logs_for_run("run")) == number + 1
    writer.dispose()
    reader.dispose()

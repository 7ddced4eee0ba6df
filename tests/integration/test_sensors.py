"""The inbox sensor: one build for a burst of files, none while they arrive."""

import os
import time
from pathlib import Path

import dagster as dg
import pytest

from orchestration.home import prepare_home
from orchestration.runs import PROCESS_TAG, close_dead_runs
from orchestration.sensors import inbox_sensor
from orchestration.settings import PROJECT, Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings.from_paths(tmp_path, PROJECT / "seeds")
    prepare_home(settings)
    return settings


class Watch:
    """The inbox's sensor, asked again and again as Dagster does it."""

    def __init__(self, settings: Settings):
        self.settings, self.cursor, self.reason = settings, None, None
        self.keys: set[str | None] = set()

    def tick(self) -> int:
        """Number of builds that a tick asks for."""
        context = dg.build_sensor_context(cursor=self.cursor)
        result = inbox_sensor(self.settings)(context)
        self.cursor = result.cursor
        self.reason = result.skip_reason and result.skip_reason.skip_message
        self.keys |= {request.run_key for request in result.run_requests}
        return len(result.run_requests)

    def ticks(self, number: int) -> list[int]:
        """The same of several ticks."""
        return [self.tick() for _ in range(number)]


@pytest.fixture
def watch(settings: Settings) -> Watch:
    return Watch(settings)


def drop(settings: Settings, name: str, text: str, *, age: float = 0) -> Path:
    """Put a file into the inbox, last changed some seconds ago."""
    path = settings.inbox / name
    path.write_text(text)
    moment = time.time() - age
    os.utime(path, (moment, moment))
    return path


def test_an_empty_inbox_asks_for_nothing(watch: Watch):
    assert watch.ticks(2) == [0, 0]


def test_a_burst_of_files_asks_for_one_build_once_it_is_still(settings: Settings, watch: Watch):
    watch.tick()
    asked = []
    for number in range(30):
        drop(settings, f"ucdp_ged/{number}.csv", "id\n")
        if number % 10 == 0:
            asked += watch.ticks(1)
    assert asked + watch.ticks(4) == [0, 0, 0, 0, 1, 0, 0]


def test_a_half_written_file_keeps_the_build_waiting_until_it_is_whole(
    settings: Settings, watch: Watch
):
    drop(settings, "ucdp_ged/whole.csv", "id\n")
    drop(settings, "ucdp_ged/half.csv", "id\n12")
    assert watch.ticks(3) == [0, 0, 0]
    assert watch.reason == "Waiting until these are whole: inbox/ucdp_ged/half.csv."
    drop(settings, "ucdp_ged/half.csv", "id\n123\n")
    assert watch.ticks(3) == [0, 1, 0]


def test_a_file_that_breaks_off_and_rests_for_a_minute_is_taken_as_it_is(
    settings: Settings, watch: Watch
):
    drop(settings, "ucdp_ged/half.csv", "id\n12", age=61)
    assert watch.ticks(3) == [0, 1, 0]


def test_a_file_from_the_future_is_not_waited_for(settings: Settings, watch: Watch):
    drop(settings, "ucdp_ged/a.csv", "id\n12", age=-86_400)
    assert watch.ticks(3) == [0, 1, 0]


@pytest.mark.parametrize("name", [".a.csv", "~lock.csv", "a.csv.part", "a.csv.crdownload"])
def test_what_is_no_file_to_load_yet_asks_for_nothing(settings: Settings, watch: Watch, name: str):
    drop(settings, f"ucdp_ged/{name}", "id\n")
    assert watch.ticks(3) == [0, 0, 0]


def test_a_name_that_is_no_utf8_stops_no_tick(settings: Settings, watch: Watch):
    drop(settings, os.fsdecode(b"ucdp_ged/donn\xe9es.csv"), "id\n")
    assert watch.ticks(3) == [0, 1, 0]


def test_a_deleted_file_asks_for_a_build(settings: Settings, watch: Watch):
    dropped = drop(settings, "ucdp_ged/a.csv", "id\n")
    watch.ticks(2)
    dropped.unlink()
    assert watch.ticks(3) == [0, 1, 0]


def test_an_inbox_that_is_as_it_once_was_is_built_again(settings: Settings, watch: Watch):
    """Dagster would start no second run under the key of an earlier one."""
    dropped, aside = drop(settings, "ucdp_ged/a.csv", "id\n"), settings.home / "a.csv"
    assert watch.ticks(3) == [0, 1, 0]
    dropped.rename(aside)
    assert watch.ticks(3) == [0, 1, 0]
    aside.rename(dropped)
    assert watch.ticks(3) == [0, 1, 0]
    assert watch.keys == {None}


def test_a_run_whose_process_is_gone_is_closed_and_a_living_one_is_not(tmp_path: Path):
    with dg.instance_for_test(temp_dir=str(tmp_path)) as instance:
        dead, alive = (
            instance.create_run_for_job(
                _job(), status=dg.DagsterRunStatus.STARTED, tags={PROCESS_TAG: str(process)}
            )
            for process in (2**22 + 1, 1)
        )
        assert close_dead_runs(instance) == [dead.run_id]
        assert instance.get_run_by_id(dead.run_id).status == dg.DagsterRunStatus.FAILURE
        assert instance.get_run_by_id(alive.run_id).status == dg.DagsterRunStatus.STARTED


def test_a_slot_that_an_ended_run_still_holds_is_freed(tmp_path: Path):
    """As when what a build printed was read no further: it fails, and its step never says so."""
    with dg.instance_for_test(temp_dir=str(tmp_path)) as instance:
        storage = instance.event_log_storage
        storage.initialize_concurrency_limit_to_default("duckdb")
        storage.set_concurrency_slots("duckdb", 1)
        ended, alive = (
            instance.create_run_for_job(_job(), status=status)
            for status in (dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.STARTED)
        )
        assert storage.claim_concurrency_slot("duckdb", ended.run_id, "step").is_claimed
        close_dead_runs(instance)
        assert storage.claim_concurrency_slot("duckdb", alive.run_id, "step").is_claimed
        close_dead_runs(instance)
        assert storage.get_concurrency_info("duckdb").active_run_ids == {alive.run_id}


def _job() -> dg.JobDefinition:
    @dg.op
    def nothing() -> None: ...

    @dg.job
    def idle() -> None:
        nothing()

    return idle

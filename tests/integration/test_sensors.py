"""The inbox sensor: one build for a burst of files, none while they arrive."""

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


def tick(settings: Settings, cursor: str | None) -> tuple[int, str]:
    """Number of builds that a tick asks for, and the cursor after it."""
    context = dg.build_sensor_context(cursor=cursor)
    result = inbox_sensor(settings)(context)
    return len(result.run_requests), result.cursor


def test_an_empty_inbox_asks_for_nothing(settings: Settings):
    assert tick(settings, None)[0] == 0


def test_a_burst_of_files_asks_for_one_build_once_it_is_still(settings: Settings):
    folder = settings.inbox / "ucdp_ged"
    _, cursor = tick(settings, None)
    builds = []
    for number in range(3):
        (folder / f"{number}.csv").write_text("id\n")
        asked, cursor = tick(settings, cursor)
        builds.append(asked)
    for _ in range(3):
        asked, cursor = tick(settings, cursor)
        builds.append(asked)
    assert builds == [0, 0, 0, 1, 0, 0]


def test_a_deleted_file_asks_for_a_build(settings: Settings):
    dropped = settings.inbox / "ucdp_ged" / "a.csv"
    dropped.write_text("id\n")
    cursor = None
    for _ in range(2):
        _, cursor = tick(settings, cursor)
    dropped.unlink()
    asked = []
    for _ in range(3):
        number, cursor = tick(settings, cursor)
        asked.append(number)
    assert asked == [0, 1, 0]


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


def _job() -> dg.JobDefinition:
    @dg.op
    def nothing() -> None: ...

    @dg.job
    def idle() -> None:
        nothing()

    return idle

"""The assembled definitions: what a person sees of each asset before anything has run."""

import dagster as dg
import pytest

from orchestration.definitions import build_defs


@pytest.fixture(scope="module")
def definitions() -> dg.Definitions:
    return build_defs()


@pytest.fixture(scope="module")
def specs(definitions: dg.Definitions) -> list[dg.AssetSpec]:
    return [spec for spec in definitions.resolve_all_asset_specs() if spec.metadata is not None]


def test_every_asset_has_a_group_a_kind_and_a_description(specs: list[dg.AssetSpec]):
    for spec in specs:
        assert spec.description, spec.key
        assert spec.kinds, spec.key
        assert spec.owners == [], spec.key
        assert spec.group_name == _group_of(spec), spec.key


def _group_of(spec: dg.AssetSpec) -> str:
    layer, name = spec.key.path
    forecast = name.startswith("forecast") or name == "models"
    return "forecasts" if layer == "raw" and forecast else layer


def test_every_check_has_a_short_name_and_a_sentence(definitions: dg.Definitions):
    graph = definitions.resolve_asset_graph()
    checks = [graph.get(key) for key in graph.asset_check_keys]
    assert len(checks) > 100
    for check in checks:
        assert len(check.key.name) <= 50, check.key
        assert check.description.endswith("."), check.key


def test_every_asset_that_writes_waits_for_the_one_writing_place(definitions: dg.Definitions):
    for asset in definitions.resolve_asset_graph().assets_defs:
        if asset.is_executable:
            assert asset.op.pool == "duckdb", asset.keys


def test_nothing_starts_by_itself_but_the_care_for_dead_runs(definitions: dg.Definitions):
    started = {
        sensor.name
        for sensor in definitions.sensors
        if sensor.default_status == dg.DefaultSensorStatus.RUNNING
    }
    assert started == {"dead_runs"}
    [schedule] = definitions.schedules
    assert schedule.default_status == dg.DefaultScheduleStatus.STOPPED


def test_jobs_cover_everything_and_the_packages(definitions: dg.Definitions):
    everything = definitions.resolve_job_def("build_all").asset_layer.executable_asset_keys
    graph = definitions.resolve_asset_graph()
    assert everything == graph.executable_asset_keys
    published = definitions.resolve_job_def("publish").asset_layer.executable_asset_keys
    assert {key.path[0] for key in published} == {"packages"}

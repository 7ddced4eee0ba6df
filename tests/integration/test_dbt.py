"""The dbt models against small inputs, and the descriptions that everything else derives from."""

import shutil
import sys
from pathlib import Path

import pytest

from orchestration.dbt import read_manifest
from orchestration.settings import PROJECT, Settings
from tests.integration.conftest import Built, run_checked


def test_the_unit_tests_of_the_models_pass(built: Built, tmp_path: Path):
    build_file = shutil.copy(built.home / "build" / "redzone.duckdb", tmp_path)
    finished = run_checked(
        [
            str(Path(sys.executable).with_name("dbt")),
            "test",
            *("--select", "test_type:unit"),
            *("--target-path", str(tmp_path / "target"), "--log-path", str(tmp_path / "logs")),
        ],
        cwd=PROJECT / "dbt_project",
        env={"REDZONE_BUILD_FILE": build_file, "PATH": "/usr/bin:/bin"},
    )
    assert "WARN=0 ERROR=0 SKIP=0" in finished.stdout
    assert "TOTAL=0" not in finished.stdout


@pytest.fixture(scope="module")
def marts(built: Built) -> list[dict]:
    nodes = read_manifest(Settings.from_paths(built.home, PROJECT / "seeds"))["nodes"].values()
    return [
        node for node in nodes if node["resource_type"] == "model" and node["schema"] == "marts"
    ]


def test_every_mart_says_its_grain_and_names_its_key(marts: list[dict]):
    for mart in marts:
        assert mart["description"].startswith("One row "), mart["name"]
        key = mart["config"]["meta"]["primary_key"]
        assert key, mart["name"]
        assert set(key) <= set(mart["columns"]), mart["name"]


def test_every_column_of_a_mart_is_described_and_every_quantity_has_a_unit(marts: list[dict]):
    unitless = {"geo_precision", "position_precision", "level", "gw_number", "file_row",
                "row_number", "ucdp_actor_id", "seed"}  # fmt: skip
    for mart in marts:
        for column in mart["columns"].values():
            name = f"{mart['name']}.{column['name']}"
            assert column["description"].endswith("."), name
            counted = column["data_type"] in ("integer", "bigint")
            if counted and column["name"] not in unitless:
                assert column["config"]["meta"].get("unit"), name


def test_contracts_hold_nothing_that_a_lake_cannot(marts: list[dict]):
    for mart in marts:
        assert mart["contract"]["enforced"], mart["name"]
        constraints = [*mart["constraints"]]
        for column in mart["columns"].values():
            constraints += column["constraints"]
        assert {constraint["type"] for constraint in constraints} <= {"not_null"}, mart["name"]

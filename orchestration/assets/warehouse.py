"""The dbt models as assets: staging, intermediate and marts, their tests as asset checks."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
from dagster_dbt import (
    DagsterDbtCliRuntimeError,
    DagsterDbtTranslator,
    DagsterDbtTranslatorSettings,
    DbtCliResource,
)
from dagster_dbt import dbt_assets as assets_of_dbt

from orchestration.metadata import table_metadata
from orchestration.resources import Home

FORECAST_MODELS = "tag:forecasts"


class Translator(DagsterDbtTranslator):
    """How a dbt node is shown: without dbt's tags, which only serve to select models here."""

    def get_tags(self, dbt_resource_props: dict[str, Any]) -> dict[str, str]:  # noqa: D102
        return {}


TRANSLATOR = Translator(DagsterDbtTranslatorSettings(enable_source_tests_as_checks=True))


def dbt_assets(manifest: Path) -> list[dg.AssetsDefinition]:
    """Two dbt steps from one manifest: what the forecasts need, and what is made of them."""
    return [
        _dbt_step("warehouse", manifest, exclude=FORECAST_MODELS),
        _dbt_step("forecast_marts", manifest, select=FORECAST_MODELS),
    ]


def _dbt_step(name: str, manifest: Path, **selection: str) -> dg.AssetsDefinition:
    @assets_of_dbt(
        manifest=manifest, name=name, dagster_dbt_translator=TRANSLATOR, pool="duckdb", **selection
    )
    def build(context: dg.AssetExecutionContext, dbt: DbtCliResource, home: Home) -> Iterator[Any]:
        os.environ["REDZONE_BUILD_FILE"] = str(home.settings.build_file)
        invocation = dbt.cli(["build"], context=context)
        events: list[Any] = []
        failure = None
        # The counts wait for dbt's end: another handle on the build file would stop dbt.
        try:
            events.extend(invocation.stream())
        except DagsterDbtCliRuntimeError as error:
            failure = error
        with home.build_file(read_only=True) as connection:
            for event in events:
                yield _with_table_metadata(event, invocation.manifest, connection)
        if failure:
            raise failure
        shutil.rmtree(invocation.target_path, ignore_errors=True)

    return build


def _with_table_metadata(
    event: Any, manifest: dict[str, Any], connection: duckdb.DuckDBPyConnection
) -> Any:
    if not isinstance(event, dg.Output):
        return event
    node = manifest["nodes"][event.metadata["unique_id"].value]
    described = table_metadata(connection, node["schema"], node["alias"])
    return event.with_metadata({**event.metadata, **described})

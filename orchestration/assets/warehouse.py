"""The dbt models as assets: staging, intermediate and marts, their tests as asset checks."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
from dagster_dbt import dbt_assets

from orchestration.dbt import build_models, read_manifest
from orchestration.metadata import table_metadata
from orchestration.resources import Home
from orchestration.translator import Translator, what_holds

FORECAST_MODELS = "tag:forecasts"
FAILED, WARNED = ("error", "fail", "runtime error"), ("warn",)


TRANSLATOR = Translator()


def dbt_steps(manifest: Path) -> list[dg.AssetsDefinition]:
    """Two steps from one manifest: what the forecasts need, and what is made of them."""
    return [
        _dbt_step("warehouse", manifest, exclude=FORECAST_MODELS),
        _dbt_step("forecast_marts", manifest, select=FORECAST_MODELS),
    ]


def _dbt_step(
    name: str, manifest: Path, *, select: str = "fqn:*", exclude: str = ""
) -> dg.AssetsDefinition:
    @dbt_assets(
        manifest=manifest,
        name=name,
        select=select,
        exclude=exclude,
        dagster_dbt_translator=TRANSLATOR,
        pool="duckdb",
    )
    def build(context: dg.AssetExecutionContext, home: Home) -> Iterator[Any]:
        nodes = read_manifest(home.settings)["nodes"]
        keys = {
            unique_id: TRANSLATOR.get_asset_key(node)
            for unique_id, node in nodes.items()
            if node["resource_type"] == "model"
        }
        wanted = context.selected_asset_keys
        models = [nodes[unique_id]["name"] for unique_id, key in keys.items() if key in wanted]
        results = build_models(home.settings, models, exclude)
        with home.build_file(read_only=True) as connection:
            for result in results:
                yield from _events(result, nodes, keys, connection, context)
        broken = [f"{r.node.name}: {r.message}" for r in results if r.status in FAILED]
        if broken:
            raise dg.Failure("dbt ended with errors:\n" + "\n".join(broken))

    return build


def _events(
    result: Any,
    nodes: dict[str, Any],
    keys: dict[str, dg.AssetKey],
    connection: duckdb.DuckDBPyConnection,
    context: dg.AssetExecutionContext,
) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
    """What dbt's result for a model or a test means to Dagster."""
    node = nodes[result.node.unique_id]
    if node["resource_type"] == "model" and result.status == "success":
        yield dg.MaterializeResult(
            asset_key=keys[node["unique_id"]],
            metadata={
                **table_metadata(connection, node["schema"], node["alias"]),
                "seconds": round(result.execution_time, 3),
            },
        )
    elif node["resource_type"] == "test" and result.status != "skipped":
        name, _ = what_holds(node)
        check = dg.AssetCheckKey(keys[node["attached_node"]], name)
        if check in context.selected_asset_check_keys:
            yield dg.AssetCheckResult(
                asset_key=check.asset_key,
                check_name=check.name,
                passed=result.status == "pass",
                severity=_severity(result.status),
                metadata={"rows_that_break_it": result.failures or 0},
            )


def _severity(status: str) -> dg.AssetCheckSeverity:
    return dg.AssetCheckSeverity.WARN if status in WARNED else dg.AssetCheckSeverity.ERROR

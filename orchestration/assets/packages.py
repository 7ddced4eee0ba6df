"""The last layer: the data packages, and the warehouse put where people query it."""

import dagster as dg

from orchestration.asset_checks import licence_result, licence_spec
from orchestration.dbt import read_manifest
from orchestration.packaging import PACKAGES, PackageSpec, created_at, publish_package
from orchestration.packaging.describe import read_descriptor
from orchestration.packaging.licences import LICENCE_TABLES, closed_rows
from orchestration.resources import Home
from orchestration.warehouse import publish_warehouse


def package_asset(specification: PackageSpec) -> dg.AssetsDefinition:
    """The asset that publishes one data package when its content has changed."""
    key = dg.AssetKey(["packages", specification.name.replace("-", "_")])

    @dg.asset(
        key=key,
        group_name="packages",
        kinds={"frictionless"},
        description=specification.description,
        deps=[["marts", name] for name in _marts_of(specification)],
        pool="duckdb",
        check_specs=[licence_spec(key)],
    )
    def publish(home: Home) -> dg.MaterializeResult:
        settings = home.settings
        with home.build_file(read_only=True) as connection:
            result = publish_package(
                connection,
                specification,
                read_manifest(settings),
                settings.packages,
                created=created_at(),
            )
            closed = list(closed_rows(connection, read_descriptor(result.path), result.path))
        return dg.MaterializeResult(
            metadata={
                "dagster/row_count": sum(result.rows.values()),
                "version": result.version or result.previous,
                "published": result.published,
                "changes": dg.MetadataValue.md(_as_list(result.changes)),
                "path": dg.MetadataValue.path(result.path),
            },
            check_results=[licence_result(key, closed)],
        )

    return publish


def _marts_of(specification: PackageSpec) -> list[str]:
    """The tables that it holds, and those by which it is seen that they may be passed on."""
    return list(dict.fromkeys([*(r.mart for r in specification.resources), *LICENCE_TABLES]))


def _as_list(changes: tuple[str, ...]) -> str:
    return "\n".join(f"- {line}" for line in changes) or "Nothing differs; nothing is published."


data_packages = [package_asset(specification) for specification in PACKAGES]


@dg.asset(
    key=["packages", "warehouse"],
    group_name="packages",
    kinds={"duckdb"},
    description="The warehouse as people query it: the build file, copied whole and swapped in.",
    deps=[asset.key for asset in data_packages],
    pool="duckdb",
)
def published_warehouse(home: Home) -> dg.MaterializeResult:
    """Put a copy of the build file in the published place."""
    size = publish_warehouse(home.settings)
    path = dg.MetadataValue.path(home.settings.warehouse)
    return dg.MaterializeResult(metadata={"bytes": size, "path": path})

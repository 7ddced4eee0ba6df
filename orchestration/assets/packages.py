"""The last layer: the data packages, and the warehouse put where people query it."""

import dagster as dg

from orchestration.dbt import read_manifest
from orchestration.packaging import PACKAGES, PackageSpec, created_at, publish_package
from orchestration.resources import Home
from orchestration.warehouse import publish_warehouse


def package_asset(specification: PackageSpec) -> dg.AssetsDefinition:
    """The asset that publishes one data package when its content has changed."""

    @dg.asset(
        key=["packages", specification.name.replace("-", "_")],
        group_name="packages",
        kinds={"frictionless"},
        description=specification.description,
        deps=[["marts", resource.mart] for resource in specification.resources],
        pool="duckdb",
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
        return dg.MaterializeResult(
            metadata={
                "dagster/row_count": sum(result.rows.values()),
                "version": result.version or result.previous,
                "published": result.published,
                "changes": dg.MetadataValue.md(_as_list(result.changes)),
                "path": dg.MetadataValue.path(result.path),
            }
        )

    return publish


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

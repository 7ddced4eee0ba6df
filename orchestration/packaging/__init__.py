"""Tables to versioned Frictionless Data Packages. Imports no Dagster and no dbt."""

from orchestration.packaging.publish import PublishResult, created_at, publish_package
from orchestration.packaging.specification import PACKAGES, PackageResource, PackageSpec

__all__ = [
    "PACKAGES",
    "PackageResource",
    "PackageSpec",
    "PublishResult",
    "created_at",
    "publish_package",
]

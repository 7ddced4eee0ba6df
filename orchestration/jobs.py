"""Jobs: everything from the files on, or only what comes after the warehouse."""

import dagster as dg

build_all = dg.define_asset_job(
    "build_all",
    selection=dg.AssetSelection.all(),
    description="Load every file, build the warehouse, forecast, and publish.",
)
publish = dg.define_asset_job(
    "publish",
    selection=dg.AssetSelection.groups("packages"),
    description="Publish packages and warehouse from the build file as it stands.",
)

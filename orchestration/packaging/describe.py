"""The package's descriptor, `datapackage.json`, made from its files and their description."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from orchestration.packaging.schema import one_line
from orchestration.packaging.specification import PackageSpec
from orchestration.packaging.write import WrittenTable

DESCRIPTOR = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
# Written out in full: frictionless-py guesses what a dialect leaves open.
DIALECT = {
    "header": True,
    "delimiter": ",",
    "lineTerminator": "\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
}


def describe_package(
    spec: PackageSpec,
    tables: Sequence[WrittenTable],
    sources: Sequence[dict[str, Any]],
    folder: Path,
    created: datetime,
) -> dict[str, Any]:
    """Data Package v2 descriptor; its `version` is still empty.

    Args:
        spec: what the package is.
        tables: its tables, already written to `folder`.
        sources: rows of the mart of sources that the tables name.
        folder: where the files are.
        created: time of publication, UTC.
    """
    descriptor: dict[str, Any] = {
        "$schema": PROFILE,
        "name": spec.name,
        "title": spec.title,
        "description": spec.description,
        "version": "",
        "created": created.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "keywords": list(spec.keywords),
        "contributors": [{"title": "Redzone", "roles": ["publisher"]}],
        "licenses": [LICENCE],
    }
    if sources:
        descriptor["sources"] = [_source(source) for source in sources]
    descriptor["resources"] = [
        entry
        for table in tables
        for entry in (_csv_resource(table, folder), _parquet_resource(table, folder))
    ]
    return descriptor


def write_descriptor(descriptor: dict[str, Any], folder: Path) -> None:
    """Write `datapackage.json`."""
    text = json.dumps(descriptor, indent=2, ensure_ascii=False)
    (folder / DESCRIPTOR).write_text(text + "\n", encoding="utf-8", newline="\n")


def read_descriptor(folder: Path) -> dict[str, Any]:
    """Read `datapackage.json`."""
    return json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))


def tables_of(descriptor: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The table resources by name."""
    return {entry["name"]: entry for entry in descriptor["resources"] if entry["type"] == "table"}


def _source(row: dict[str, Any]) -> dict[str, Any]:
    source = {
        "title": row["name"],
        "path": row["url"],
        "publisher": row["publisher"],
        "licence": row["licence"],
        "licencePath": row["licence_url"],
        "citation": row["citation"],
        "redistributable": row["redistributable"],
    }
    return {key: value for key, value in source.items() if value is not None}


def _csv_resource(table: WrittenTable, folder: Path) -> dict[str, Any]:
    path = folder / f"{table.name}.csv"
    return {
        "name": table.name,
        "type": "table",
        **_described(table),
        "path": path.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **_measured(path),
        "rows": table.rows,
        "dialect": DIALECT,
        "schema": table.schema,
    }


def _parquet_resource(table: WrittenTable, folder: Path) -> dict[str, Any]:
    # Type file, not table: frictionless-py 5.21 cannot check the bytes of a Parquet table and
    # calls it invalid; of a file it checks both bytes and sha256.
    path = folder / f"{table.name}.parquet"
    return {
        "name": f"{table.name}-parquet",
        "type": "file",
        **_described(table),
        "path": path.name,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        **_measured(path),
    }


def _described(table: WrittenTable) -> dict[str, str]:
    title = table.name.replace("_", " ").capitalize()
    return {"title": title, "description": one_line(table.description)}


def _measured(path: Path) -> dict[str, Any]:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return {"bytes": path.stat().st_size, "hash": f"sha256:{digest}"}

"""What is published: versions on disk, and `catalog.json`, which is derived from them alone."""

import json
import os
import re
from pathlib import Path
from typing import Any

from orchestration.packaging.describe import DESCRIPTOR, read_descriptor, tables_of

CATALOG = "catalog.json"
_SEMVER = re.compile(r"\d+\.\d+\.\d+")


def published_versions(packages_dir: Path, name: str) -> list[str]:
    """Versions of a package on disk, oldest first."""
    folders = (packages_dir / name).glob("*/" + DESCRIPTOR)
    versions = [path.parent.name for path in folders if _SEMVER.fullmatch(path.parent.name)]
    return sorted(versions, key=lambda version: tuple(map(int, version.split("."))))


def write_catalog(packages_dir: Path) -> Path:
    """Replace `catalog.json` by what is on disk, in one step.

    Returns:
        Path of the catalog.
    """
    names = sorted(folder.name for folder in packages_dir.iterdir() if folder.is_dir())
    published = [name for name in names if published_versions(packages_dir, name)]
    entries = [_entry(packages_dir, name) for name in published]
    arriving = packages_dir / f".{CATALOG}-{os.getpid()}"
    text = json.dumps({"packages": entries}, indent=2, ensure_ascii=False) + "\n"
    arriving.write_text(text, encoding="utf-8", newline="\n")
    with arriving.open("rb") as stream:
        os.fsync(stream.fileno())
    return arriving.replace(packages_dir / CATALOG)


def _entry(packages_dir: Path, name: str) -> dict[str, Any]:
    versions = published_versions(packages_dir, name)
    descriptors = [read_descriptor(packages_dir / name / version) for version in versions]
    return {
        "name": name,
        "title": descriptors[-1]["title"],
        "latest": versions[-1],
        "versions": [
            {
                "version": version,
                "created": descriptor["created"],
                "path": f"{name}/{version}/{DESCRIPTOR}",
                "rows": {table: entry["rows"] for table, entry in tables_of(descriptor).items()},
            }
            for version, descriptor in zip(versions, descriptors, strict=True)
        ],
    }

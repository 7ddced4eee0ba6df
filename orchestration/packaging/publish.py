"""The one entry: from marts to the next version of a package, where anything differs.

A version is written beside its place, validated there, and moved in whole.
"""

import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from orchestration.contracts.sql import literal
from orchestration.errors import RedzoneError
from orchestration.packaging.catalog import published_versions, write_catalog
from orchestration.packaging.describe import (
    describe_package,
    read_descriptor,
    tables_of,
    write_descriptor,
)
from orchestration.packaging.readme import changelog, first_version_lines, readme
from orchestration.packaging.specification import PackageResource, PackageSpec
from orchestration.packaging.validate import check_package
from orchestration.packaging.version import FIRST_VERSION, find_changes, next_version
from orchestration.packaging.write import WrittenTable, parquet_sql, write_table
from orchestration.processes import is_running

STAGING = ".staging-"
CHANGELOG = "CHANGELOG.md"
SOURCES = "sources"


@dataclass(frozen=True)
class PublishResult:
    """What became of a package.

    Attributes:
        name: the package.
        version: the version published; none where nothing differed.
        published: whether a version was published.
        previous: the latest version before; none where there was none.
        changes: lines of the changelog; empty where nothing differed.
        path: folder of the latest version.
        rows: number of rows by resource.
    """

    name: str
    version: str | None
    published: bool
    previous: str | None
    changes: tuple[str, ...]
    path: Path
    rows: Mapping[str, int]


def created_at() -> datetime:
    """Time of publication, UTC: `SOURCE_DATE_EPOCH` where it is set, else now.

    Raises:
        RedzoneError: `SOURCE_DATE_EPOCH` is not a whole number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise RedzoneError(
            f"SOURCE_DATE_EPOCH is {epoch}. Expected whole seconds since 1970-01-01, UTC."
        ) from error


def publish_package(
    con: duckdb.DuckDBPyConnection,
    spec: PackageSpec,
    manifest: dict[str, Any],
    packages_dir: Path,
    *,
    created: datetime,
) -> PublishResult:
    """Publish the next version of a package where anything differs from the latest one.

    Args:
        con: a connection to the warehouse; it is only read.
        spec: the package.
        manifest: dbt's manifest.
        packages_dir: holds `<name>/<version>/` and `catalog.json`.
        created: time of publication, with its time zone.

    Returns:
        What was published and how it differs from the version before.

    Raises:
        RedzoneError: a table is missing, differs from its description, or breaks a constraint;
            nothing is published then.
    """
    if created.tzinfo is None:
        raise ValueError("created needs a time zone.")
    packages_dir.mkdir(parents=True, exist_ok=True)
    _remove_dead_staging(packages_dir)
    staging = packages_dir / f"{STAGING}{spec.name}-{os.getpid()}"
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir()
    try:
        result = _publish(con, spec, manifest, packages_dir, staging, created.astimezone(UTC))
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    write_catalog(packages_dir)
    return result


def _publish(
    con: duckdb.DuckDBPyConnection,
    spec: PackageSpec,
    manifest: dict[str, Any],
    packages_dir: Path,
    staging: Path,
    created: datetime,
) -> PublishResult:
    tables = _write_tables(con, spec, manifest, staging)
    descriptor = describe_package(spec, tables, _source_rows(con, staging), staging, created)
    # Before the comparison: a broken table can look like the version before it.
    check_package(con, descriptor, staging)
    rows = {name: entry["rows"] for name, entry in tables_of(descriptor).items()}
    previous = next(reversed(published_versions(packages_dir, spec.name)), None)
    if previous is None:
        version, lines, older = FIRST_VERSION, first_version_lines(descriptor), ""
    else:
        before = packages_dir / spec.name / previous
        changes = find_changes(con, read_descriptor(before), descriptor, before, staging)
        if not changes:
            return PublishResult(spec.name, None, False, previous, (), before, rows)
        version, lines = next_version(previous, changes), [change.text for change in changes]
        older = (before / CHANGELOG).read_text(encoding="utf-8")
    descriptor["version"] = version
    write_descriptor(descriptor, staging)
    history = changelog(version, created.date().isoformat(), lines, older)
    for name, text in (("README.md", readme(descriptor, spec.caveats)), (CHANGELOG, history)):
        (staging / name).write_text(text, encoding="utf-8", newline="\n")
    path = packages_dir / spec.name / version
    _move_in(staging, path)
    return PublishResult(spec.name, version, True, previous, tuple(lines), path, rows)


def _write_tables(
    con: duckdb.DuckDBPyConnection, spec: PackageSpec, manifest: dict[str, Any], staging: Path
) -> list[WrittenTable]:
    """Write every table; of the sources, only those that the other tables name."""
    names = [resource.mart for resource in spec.resources]
    tables = {
        resource.mart: write_table(con, manifest, resource, names, staging)
        for resource in spec.resources
        if resource.mart != SOURCES
    }
    named = _named_sources(con, tables.values(), staging)
    only_named = f"source_id in ({', '.join(map(literal, named))})" if named else "false"
    sources = PackageResource(SOURCES, only_named)
    tables[SOURCES] = write_table(con, manifest, sources, names, staging)
    if unknown := set(named) - {row["source_id"] for row in _source_rows(con, staging)}:
        raise RedzoneError(
            f"{spec.name} names sources whose licence and citation are not in the table of "
            f"sources: {', '.join(sorted(unknown))}. Add them to the reference."
        )
    return [tables[name] for name in names]


def _named_sources(
    con: duckdb.DuckDBPyConnection, tables: Iterable[WrittenTable], staging: Path
) -> list[str]:
    naming = [
        f"select source_id from {parquet_sql(staging, table.name)} where source_id is not null"
        for table in tables
        if any(field["name"] == "source_id" for field in table.schema["fields"])
    ]
    if not naming:
        return []
    found = con.execute(" union ".join(naming) + " order by source_id").fetchall()
    return [source_id for (source_id,) in found]


def _source_rows(con: duckdb.DuckDBPyConnection, staging: Path) -> list[dict[str, Any]]:
    found = con.execute(f"from {parquet_sql(staging, SOURCES)} order by source_id")
    columns = [column[0] for column in found.description]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def _move_in(staging: Path, path: Path) -> None:
    """Put a finished folder in its published place in one step, safe against a power cut."""
    if path.exists():
        raise RedzoneError(f"{path} is published already, and a published version never changes.")
    path.parent.mkdir(exist_ok=True)
    for written in (*staging.iterdir(), staging):
        _fsync(written)
    staging.rename(path)
    _fsync(path.parent)
    _fsync(path.parents[1])


def _fsync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove_dead_staging(packages_dir: Path) -> None:
    for folder in packages_dir.glob(STAGING + "*"):
        process = folder.name.rpartition("-")[2]
        if process.isdigit() and not is_running(int(process)):
            shutil.rmtree(folder)

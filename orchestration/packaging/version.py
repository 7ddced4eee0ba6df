"""What differs between two versions of a package, and the version number that follows from it.

The levels follow the Data Package recipe for versions, but for new columns, which are minor here.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any

import duckdb

from orchestration.contracts.sql import identifier
from orchestration.packaging.describe import tables_of
from orchestration.packaging.write import parquet_sql

FIRST_VERSION = "1.0.0"
WORDING = {"title", "description"}
# These follow from the rows, which are compared one by one.
MEASURED = {"bytes", "hash", "rows"}


class Level(IntEnum):
    """How much a change asks of a reader's programs."""

    PATCH = 1
    MINOR = 2
    MAJOR = 3


@dataclass(frozen=True)
class Change:
    """One difference to the version before, as a line of the changelog."""

    level: Level
    text: str


def next_version(previous: str, changes: Sequence[Change]) -> str:
    """The SemVer number after `previous` that the gravest of the changes asks for."""
    major, minor, patch = map(int, previous.split("."))
    match max(change.level for change in changes):
        case Level.MAJOR:
            return f"{major + 1}.0.0"
        case Level.MINOR:
            return f"{major}.{minor + 1}.0"
        case _:
            return f"{major}.{minor}.{patch + 1}"


def find_changes(
    con: duckdb.DuckDBPyConnection,
    old: dict[str, Any],
    new: dict[str, Any],
    old_folder: Path,
    new_folder: Path,
) -> list[Change]:
    """Every difference in metadata, schemas and rows, but for the version and its time.

    Args:
        con: any connection; only the Parquet files are read.
        old: descriptor of the version before.
        new: descriptor of the version that is about to be published.
        old_folder: where the old files are.
        new_folder: where the new files are.
    """
    changes = list(compare_descriptors(old, new))
    before, after = tables_of(old), tables_of(new)
    for name in (name for name in after if name in before):
        changes += _compare_rows(con, before[name], after[name], old_folder, new_folder)
    return changes


def compare_descriptors(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    """Differences in what two descriptors say, rows aside."""
    for key in _differing(old, new, {"version", "created", "resources"}):
        yield Change(Level.PATCH, f"Package: {key} changed.")
    before = {entry["name"]: entry for entry in old["resources"]}
    after = {entry["name"]: entry for entry in new["resources"]}
    for name in (name for name in before if name not in after):
        yield Change(Level.MAJOR, f"`{name}`: resource removed.")
    for name in (name for name in after if name not in before):
        yield Change(Level.MINOR, f"`{name}`: new resource.")
    for name in (name for name in after if name in before):
        for key in _differing(before[name], after[name], {*MEASURED, "schema"}):
            level = Level.PATCH if key in WORDING else Level.MAJOR
            yield Change(level, f"`{name}`: {key} changed.")
        if "schema" in after[name] and "schema" in before[name]:
            yield from _compare_schemas(name, before[name]["schema"], after[name]["schema"])


def _compare_schemas(name: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    before = {field["name"]: field for field in old["fields"]}
    after = {field["name"]: field for field in new["fields"]}
    for column in (column for column in before if column not in after):
        yield Change(Level.MAJOR, f"`{name}`: column `{column}` removed.")
    for column in (column for column in after if column not in before):
        yield Change(Level.MINOR, f"`{name}`: new column `{column}`.")
    shared = [column for column in before if column in after]
    if shared != [column for column in after if column in before]:
        yield Change(Level.MAJOR, f"`{name}`: columns in another order.")
    for column in shared:
        yield from _compare_fields(f"`{name}`: column `{column}`", before[column], after[column])
    if old["primaryKey"] != new["primaryKey"]:
        yield Change(
            Level.MAJOR,
            f"`{name}`: primary key was {', '.join(old['primaryKey'])}, "
            f"is {', '.join(new['primaryKey'])}.",
        )
    old_relations, new_relations = old.get("foreignKeys", []), new.get("foreignKeys", [])
    if old_relations != new_relations:
        relaxed = all(relation in old_relations for relation in new_relations)
        level = Level.MINOR if relaxed else Level.MAJOR
        yield Change(level, f"`{name}`: foreign keys changed.")
    for key in _differing(old, new, {"fields", "primaryKey", "foreignKeys"}):
        yield Change(Level.MAJOR, f"`{name}`: {key} changed.")


def _compare_fields(label: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    for key in _differing(old, new):
        if key == "constraints":
            relaxed = _relaxed(old.get(key, {}), new.get(key, {}))
            level = Level.MINOR if relaxed else Level.MAJOR
            yield Change(level, f"{label}: constraints {'relaxed' if relaxed else 'changed'}.")
        elif key in WORDING:
            yield Change(Level.PATCH, f"{label}: {key} changed.")
        else:
            yield Change(Level.MAJOR, f"{label}: {key} was {old.get(key)}, is {new.get(key)}.")


def _relaxed(old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Whether every value that the old constraints allow is allowed by the new ones."""
    return all(
        rule in old and (old[rule] == limit or (rule == "enum" and set(old[rule]) <= set(limit)))
        for rule, limit in new.items()
    )


def _differing(
    old: dict[str, Any], new: dict[str, Any], ignored: Collection[str] = ()
) -> list[str]:
    """Keys whose values differ, in a stable order."""
    keys = [*new, *(key for key in old if key not in new)]
    return [key for key in keys if key not in ignored and old.get(key) != new.get(key)]


def _compare_rows(
    con: duckdb.DuckDBPyConnection,
    old: dict[str, Any],
    new: dict[str, Any],
    old_folder: Path,
    new_folder: Path,
) -> Iterator[Change]:
    """Rows added, removed and revised, matched by primary key; an empty key cell equals another.

    Where the key itself changed, rows cannot be matched and nothing is counted.
    """
    old_types, new_types = _types(old), _types(new)
    comparable = {name for name in new_types if new_types[name] == old_types.get(name)}
    key = new["schema"]["primaryKey"]
    if key != old["schema"]["primaryKey"] or not comparable.issuperset(key):
        return
    values = [name for name in new_types if name in comparable and name not in key]
    matching = " and ".join(f"o.{name} is not distinct from n.{name}" for name in _quoted(key))
    revised = " or ".join(f"o.{name} is distinct from n.{name}" for name in _quoted(values))
    counts = con.execute(
        "select count(*) filter (o._there is null), count(*) filter (n._there is null), "
        f"count(*) filter (o._there and n._there and ({revised or 'false'})) "
        f"from (select *, true as _there from {parquet_sql(old_folder, old['name'])}) as o "
        f"full join (select *, true as _there from {parquet_sql(new_folder, new['name'])}) as n "
        f"on {matching}"
    ).fetchone()
    levels = (Level.MINOR, Level.MINOR, Level.PATCH)
    for count, verb, level in zip(counts, ("added", "removed", "revised"), levels, strict=True):
        if count:
            yield Change(level, f"`{new['name']}`: {rows_in_words(count)} {verb}.")


def rows_in_words(count: int) -> str:
    """A number of rows for a sentence."""
    return f"{count:,} {'row' if count == 1 else 'rows'}"


def _types(resource: dict[str, Any]) -> dict[str, str]:
    return {field["name"]: field["type"] for field in resource["schema"]["fields"]}


def _quoted(names: Sequence[str]) -> list[str]:
    return [identifier(name) for name in names]

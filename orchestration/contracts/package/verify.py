"""A Data Package against what it says of itself: descriptor, files, sizes, digests, every row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import duckdb

from orchestration.contracts.check import SHOWN_ERRORS, check_tables, scratch, workspace
from orchestration.contracts.compile import Table
from orchestration.contracts.package.descriptor import (
    DESCRIPTOR,
    LONGEST_SHOWN,
    DescriptorError,
    Resource,
    read_json,
    read_package,
    shown,
    told,
)
from orchestration.contracts.package.fetch import fetch
from orchestration.contracts.package.inline import open_inline
from orchestration.contracts.package.paths import NotCheckedError, as_file, is_address, local_file
from orchestration.contracts.package.result import PackageResult, ResourceResult
from orchestration.contracts.reading import TableFile, digests, open_table
from orchestration.contracts.reading.open import READ
from orchestration.contracts.reading.unpack import SUFFIXES, free_path
from orchestration.contracts.result import Error
from orchestration.contracts.schema import SchemaError, read_schema
from orchestration.errors import FileRefusedError

ALGORITHMS = ("md5", "sha1", "sha256", "sha512")
UNPACKED = ("", "no", *SUFFIXES.values())


def verify_package(
    path: Path, *, limit: int = SHOWN_ERRORS, allow_urls: bool = False
) -> PackageResult:
    """Verify a package: its descriptor, its files, and every row of its tables.

    Args:
        path: a folder with `datapackage.json`, or a descriptor file.
        limit: how many errors to keep of each table; counts are always complete.
        allow_urls: fetch what the descriptor names by http and https addresses.
    """
    file, folder = path, path.parent
    try:
        if path.is_dir():
            file, folder = path / DESCRIPTOR, path
            local_file(folder, DESCRIPTOR)
        descriptor = read_json(file)
    except DescriptorError as error:
        wrong = told("package-error", file.name, str(error))
        return PackageResult(path.name, str(path), errors=(wrong,))
    except (NotCheckedError, FileRefusedError, OSError, ValueError) as error:
        return PackageResult(path.name, str(path), not_checked=(f"{file}: {error}",))
    return verify_descriptor(descriptor, folder, limit=limit, allow_urls=allow_urls)


def verify_descriptor(
    descriptor: Mapping[str, Any],
    folder: Path,
    *,
    limit: int = SHOWN_ERRORS,
    allow_urls: bool = False,
) -> PackageResult:
    """Verify a package whose descriptor is at hand.

    Args:
        descriptor: Data Package descriptor, version 1 or 2.
        folder: what its paths start from; nothing outside is opened.
        limit: how many errors to keep of each table; counts are always complete.
        allow_urls: fetch what the descriptor names by http and https addresses.
    """
    package = read_package(descriptor)
    with workspace() as temporary, scratch(temporary) as connection:
        opener = _Opener(folder, temporary, allow_urls)
        opened = [opener.open(resource) for resource in package.resources]
        tables = {one.resource.name: one.table for one in reversed(opened) if one.table}
        results = [_check(one, tables, package.names, connection, limit) for one in opened]
    name = descriptor.get("name")
    return PackageResult(
        name=name if isinstance(name, str) and name else folder.resolve().name,
        path=str(folder),
        resources=tuple(results),
        errors=package.errors,
        notes=tuple(
            f"the profile {profile} is not read; only the standard is checked"
            for profile in package.profiles
        ),
    )


@dataclass
class _Opened:
    """A resource on its way: its files as records, what was found so far, and in which file."""

    resource: Resource
    place: str
    table: Table | None = None
    errors: list[Error] = field(default_factory=list)
    not_checked: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class _Opener:
    """Finds, measures and opens the files of resources."""

    def __init__(self, folder: Path, temporary: Path, allow_urls: bool):
        self._folder = folder
        self._temporary = temporary
        self._allow_urls = allow_urls

    def open(self, resource: Resource) -> _Opened:
        """Open a resource; what hinders that is noted, never raised."""
        opened = _Opened(resource, resource.name)
        try:
            files = []
            for opened.place in resource.paths:
                files.append(self._locate(opened.place))
            opened.place = resource.name
            self._measure(opened, files)
            if resource.is_table:
                opened.table = self._table(opened, files)
        except (FileRefusedError, SchemaError) as error:
            opened.errors.append(told(error.type, opened.place, str(error)))
        except (NotCheckedError, duckdb.Error, OSError) as error:
            opened.not_checked.append(str(error))
        return opened

    def _locate(self, path: str) -> Path:
        """The local file that a path means; one that was fetched where it is an address."""
        if not is_address(path):
            return local_file(self._folder, path)
        if not self._allow_urls:
            raise NotCheckedError(f"{path} lies elsewhere, and addresses are not followed.")
        target = free_path(self._temporary, "".join(as_file(path).suffixes[-2:]))
        fetch(path, target)
        return target

    def _measure(self, opened: _Opened, files: Sequence[Path]) -> None:
        """Hold the files as they are stored against `bytes` and `hash`."""
        resource = opened.resource
        if resource.bytes is None and not resource.hash:
            return
        if not files:
            opened.notes.append("bytes and hash are those of a file; its data are inline")
            return
        algorithm, _, digest = (resource.hash or "").rpartition(":")
        algorithm = algorithm.lower() or "md5"
        to_compare = bool(resource.hash) and algorithm in ALGORITHMS
        if resource.hash and not to_compare:
            opened.not_checked.append(
                f"its hash is made by {shown(algorithm)}, which is none of {', '.join(ALGORITHMS)}."
            )
        found = digests(files, [algorithm] if to_compare else [])
        where = ", ".join(resource.paths)
        if resource.bytes not in (None, found.bytes):
            size, expected = f"{found.bytes} bytes", f"{resource.bytes} bytes"
            opened.errors.append(Error("byte-count", where, None, None, size, expected))
        if to_compare and found.hexdigests[algorithm] != digest.lower():
            actual = found.hexdigests[algorithm]
            expected = f"the {algorithm} {digest[:LONGEST_SHOWN]}"
            opened.errors.append(Error("hash-count", where, None, None, actual, expected))

    def _table(self, opened: _Opened, files: Sequence[Path]) -> Table | None:
        """The records of a table and its schema."""
        resource = opened.resource
        schema = self._load(resource.schema, "schema-error")
        dialect = self._load(resource.dialect, "dialect-error")
        fields = [entry.name for entry in read_schema(schema).fields] if schema is not None else []
        if resource.data is not None:
            if isinstance(resource.data, str) and resource.format != "csv":
                raise NotCheckedError("its data are a text that is not said to be CSV.")
            tables = [
                open_inline(
                    resource.data,
                    name=resource.name,
                    workspace=self._temporary,
                    dialect=dialect,
                    fields=fields,
                )
            ]
        else:
            tables = self._parts(opened, files, dialect, len(fields) or None)
        if schema is None:
            schema = _bare_schema(tables[0])
            opened.notes.append("it has no schema; only the shape of its rows is checked")
        return tables, schema

    def _parts(
        self,
        opened: _Opened,
        files: Sequence[Path],
        dialect: Mapping[str, Any],
        width: int | None,
    ) -> list[TableFile]:
        resource = opened.resource
        if resource.format and resource.format not in READ:
            raise NotCheckedError(
                f"its rows are written as {resource.format}, which is none of {', '.join(READ)}."
            )
        if resource.compression not in (None, *UNPACKED):
            raise NotCheckedError(
                f"it is packed as {resource.compression}, which is none of gz and zip."
            )

        def read(path: Path, name: str, dialect: Mapping[str, Any], width: int | None) -> TableFile:
            return open_table(
                path,
                name=name,
                workspace=self._temporary,
                dialect=dialect,
                encoding=resource.encoding,
                format=resource.format or None,
                compression=resource.compression,
                member=resource.member,
                width=width,
            )

        tables: list[TableFile] = []
        repeated = []
        for path, name in zip(files, resource.paths, strict=True):
            opened.place = name
            table = read(path, name, dialect, width)
            if tables and table.is_text and table.header_row:
                if _is_header(table.labels, tables[0].labels):
                    repeated.append(name)
                else:
                    table = read(path, name, _without_header(dialect), len(tables[0].labels))
                    table = _labelled(table, tables[0].labels)
            tables.append(table)
        if repeated:
            opened.notes.append(f"the header is repeated in {', '.join(repeated)} and is no row")
        return tables

    def _load(self, value: Mapping[str, Any] | str | None, type: str) -> Mapping[str, Any] | None:
        """A schema or dialect, from its file where the descriptor names one."""
        if not isinstance(value, str):
            return value
        try:
            return read_json(self._locate(value))
        except DescriptorError as error:
            raise FileRefusedError(f"{value}: {error}", type) from error
        except NotCheckedError as error:
            raise NotCheckedError(f"{value}: {error}") from error


def _check(
    opened: _Opened,
    tables: Mapping[str, Table],
    names: frozenset[str],
    connection: duckdb.DuckDBPyConnection,
    limit: int,
) -> ResourceResult:
    """Hold a resource's rows against its schema."""
    name = opened.resource.name
    result = None
    if opened.table:
        files, schema = opened.table
        try:
            result = check_tables(
                files,
                _with_keys_that_lead_somewhere(opened, schema, tables, names),
                connection=connection,
                name=name,
                references=tables,
                limit=limit,
            )
        except (FileRefusedError, SchemaError) as error:
            opened.errors.append(told(error.type, files[0].name, str(error)))
        except duckdb.Error as error:
            opened.not_checked.append(f"DuckDB cannot check it: {str(error).splitlines()[0]}")
    return ResourceResult(
        name=name,
        files=opened.resource.paths,
        table=result,
        errors=tuple(opened.errors),
        not_checked=tuple(opened.not_checked),
        notes=(*opened.notes, *(result.notes if result else ())),
    )


def _with_keys_that_lead_somewhere(
    opened: _Opened, schema: Mapping[str, Any], tables: Mapping[str, Table], names: frozenset[str]
) -> Mapping[str, Any]:
    """The schema without foreign keys to what is not there or could not be read; that is told."""
    keys = []
    for key in schema.get("foreignKeys", []):
        target = key["reference"].get("resource", "")
        if not target or target in tables:
            keys.append(key)
        elif target in names:
            opened.not_checked.append(
                f"its foreign key to {target}, which was not read as a table."
            )
        else:
            sentence = (
                f"a foreign key leads to {shown(target)}, which is no resource of the package."
            )
            opened.errors.append(told("schema-error", opened.resource.name, sentence))
    return {**schema, "foreignKeys": keys}


def _bare_schema(table: TableFile) -> dict[str, Any]:
    """A schema that asks nothing of the values."""
    labels = table.labels or [f"field{n}" for n in range(1, len(table.types) + 1)]
    return {"fields": [{"name": label, "type": "any"} for label in labels]}


def _is_header(cells: Sequence[str], labels: Sequence[str]) -> bool:
    """Whether a part begins with a header, be it a differing one: most of its cells are labels."""
    known = {label.casefold() for label in labels}
    return 2 * sum(cell.casefold() in known for cell in cells) > len(cells)


def _without_header(dialect: Mapping[str, Any]) -> dict[str, Any]:
    """The dialect of a part that goes on where the one before it ends."""
    counted = ("headerRows", "commentRows")
    return {key: value for key, value in dialect.items() if key not in counted} | {"header": False}


def _labelled(table: TableFile, labels: tuple[str, ...]) -> TableFile:
    """A part without a header, under the labels of the first one."""
    again = table.read_carefully
    return replace(
        table,
        labels=labels,
        read_carefully=again and (lambda: replace(again(), labels=labels)),
    )

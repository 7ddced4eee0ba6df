"""Cases of the corpus, and what Redzone and frictionless-py each say of one.

A verdict is told in one notation: error type, number of the record (the header is 1) and field,
where a key has the names of its fields. Every schema is of version 2 unless it says otherwise.
"""

import base64
import gzip
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import yaml

from orchestration.contracts import SchemaError, check_file
from orchestration.contracts.sql import literal

CORPUS = Path(__file__).with_name("corpus")
VERSION_2 = "https://datapackage.org/profiles/2.0/{}.json"
# What the specification has where nothing is declared. frictionless-py guesses instead.
DIALECT = {
    "header": True,
    "delimiter": ",",
    "quoteChar": '"',
    "lineTerminator": "\r\n",
    "skipInitialSpace": False,
}
HEADER_TYPES = {
    "blank-header",
    "blank-label",
    "duplicate-label",
    "extra-label",
    "missing-label",
    "incorrect-label",
    "unmatched-header",
}

# Type, number of the record and field.
Told = tuple[str, int | None, str | None]


@dataclass(frozen=True)
class Verdict:
    """What is said of a case.

    Attributes:
        errors: what is wrong, in order.
        rows_in: records below the header; none where it is not said.
        rejected: records that break a rule; none where it is not said.
    """

    errors: tuple[Told, ...]
    rows_in: int | None = None
    rejected: int | None = None


@dataclass(frozen=True)
class Difference:
    """Where frictionless-py says something else on purpose of ours.

    Attributes:
        clause: name of the clause of the specification that decides.
        errors: what frictionless-py says; `exception` where it stumbles.
        because: why we do not say that.
    """

    clause: str
    errors: tuple[Told, ...] | str
    because: str


@dataclass(frozen=True)
class Case:
    """A table, its schema, and what should be said of it."""

    id: str
    schema: Mapping[str, Any]
    errors: tuple[Told, ...] = ()
    rows_in: int = 0
    rejected: int = 0
    data: str | None = None
    base64: str | None = None
    parquet: str | None = None
    file: str = "table.csv"
    dialect: Mapping[str, Any] = field(default_factory=dict)
    encoding: str | None = None
    differs: Difference | None = None
    origin: str = "written"

    @property
    def expected(self) -> Verdict:
        """What we say."""
        return Verdict(self.errors, self.rows_in, self.rejected)

    @property
    def descriptor(self) -> dict[str, Any]:
        """The schema with its version."""
        return {"$schema": VERSION_2.format("tableschema"), **self.schema}

    def write(self, folder: Path) -> Path:
        """Write the table as a file."""
        path = folder / self.file
        if self.parquet is not None:
            copy = f"copy ({self.parquet}) to {literal(str(path))} (format parquet)"
            duckdb.execute(copy)
            return path
        if self.base64 is not None:
            content = base64.b64decode(self.base64)
        else:
            content = (self.data or "").encode(self.encoding or "utf-8")
        path.write_bytes(gzip.compress(content, mtime=0) if path.suffix == ".gz" else content)
        return path


def read_corpus() -> Iterator[Case]:
    """All cases of all files."""
    for path in sorted(CORPUS.glob("*.yaml")):
        for entry in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader):
            yield read_case(entry, origin="found" if path.stem == "found" else "written")


def read_case(entry: Mapping[str, Any], *, origin: str = "written") -> Case:
    """One case as the corpus writes it."""
    given = dict(entry)
    said = given.pop("frictionless")
    differs = None
    if said != "same":
        errors = said["errors"]
        told = errors if isinstance(errors, str) else _told(errors)
        differs = Difference(said["differs"], told, said["because"])
    given["errors"] = _told(given.get("errors", []))
    return Case(**given, differs=differs, origin=origin)


def _told(errors: list[list[Any]]) -> tuple[Told, ...]:
    return tuple((type, row, name) for type, row, name in errors)


def our_verdict(case: Case, path: Path) -> Verdict:
    """What Redzone says."""
    try:
        result = check_file(path, case.descriptor, dialect=case.dialect, encoding=case.encoding)
    except SchemaError as error:
        return Verdict(((error.type, None, None),), 0, 0)
    errors = tuple((error.type, error.row, error.field) for error in result.errors)
    return Verdict(errors, result.rows_in, result.rejected)


def their_verdict(case: Case, path: Path) -> tuple[Told, ...] | str:
    """What frictionless-py says, in our notation."""
    version = case.descriptor["$schema"].replace("tableschema", "dataresource")
    descriptor = {
        "$schema": version,
        "name": "table",
        "type": "table",
        "path": path.name,
        "schema": _copy(case.descriptor),
    }
    if case.parquet is None:
        descriptor["dialect"] = {**DIALECT, **case.dialect}
        descriptor["encoding"] = case.encoding or "utf-8"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            resource = frictionless.Resource.from_descriptor(descriptor, basepath=str(path.parent))
            report = resource.validate()
        except frictionless.FrictionlessException as error:
            types = dict.fromkeys(reason.type for reason in error.reasons or [error.error])
            return tuple((type, None, None) for type in types)
        except Exception:  # it stumbles over whatever it did not think of
            return "exception"
    header = (case.dialect.get("headerRows") or [1])[-1]
    key = case.schema.get("primaryKey", [])
    key_name = key if isinstance(key, str) else ", ".join(key)
    return tuple(_translated(error, header, key_name) for error in _all_errors(report))


def _all_errors(report: frictionless.Report) -> Iterator[frictionless.Error]:
    yield from report.errors
    for task in report.tasks:
        yield from task.errors


def _translated(error: frictionless.Error, header_row: int, key: str) -> Told:
    """An error of frictionless-py, which gives a row no field, and a header no row."""
    if error.type in HEADER_TYPES:
        return error.type, header_row, getattr(error, "field_name", None) or None
    row = getattr(error, "row_number", None)
    if error.type == "primary-key":
        return error.type, row, key
    if error.type == "foreign-key":
        return error.type, row, ", ".join(error.field_names)
    return error.type, row, getattr(error, "field_name", None) or None


def _copy(value: Any) -> Any:
    """frictionless-py changes the descriptor that it is given."""
    if isinstance(value, Mapping):
        return {name: _copy(part) for name, part in value.items()}
    return [_copy(part) for part in value] if isinstance(value, list) else value

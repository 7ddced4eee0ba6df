"""The shape that every source shares: what it is, which files are its own, and its contract."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date
from typing import Any, NamedTuple


class Release(NamedTuple):
    """What the name of a file tells: the publisher's version, and when it stood so."""

    version: str | None = None
    as_of: date | None = None


def no_release(name: str) -> Release:
    """Nothing: the names of such files tell no release."""
    return Release()


@dataclass(frozen=True, eq=False)
class Source:
    """A kind of file that Redzone loads, one raw table a source.

    Licence, citation, coverage and whether its rows may be passed on stand in the catalogue,
    `seeds/reference/sources.csv`, under `source_id`.

    Attributes:
        name: name of the raw table and of its asset.
        description: one sentence for the Dagster UI: what one row is and where it comes from.
        schema: Table Schema descriptor of its files; its primary key is the natural key by which
            a newer version of a record supersedes an older one.
        seeds: glob below `seeds/`; empty where nothing ships.
        inbox: folder below the inbox, which several sources may share; empty where users drop no
            such file.
        source_id: its entry in the catalogue; empty where each row names its own, or where the
            rows are Redzone's own reference.
        aliases: labels that stand for a column in other layouts of the same table. Case, blanks
            and punctuation never matter and need no alias.
        optional: columns that a layout may lack as a whole; all others must be there.
        release: the version and date that a file's name tells.
        as_of: SQL over the columns of a file's rows that gives the date at which they stood, or
            NULL, where the name tells none.
        dialect: Table Dialect of its files where they are not plain CSV.
        file_name: pattern of the names of its files, where no header tells what they are.
        country_names: SQL over the columns that spells a country's name, to be mapped to its code.
    """

    name: str
    description: str
    schema: Mapping[str, Any]
    seeds: str = ""
    inbox: str = ""
    source_id: str = ""
    aliases: Mapping[str, str] = attribute(default_factory=dict)
    optional: tuple[str, ...] = ()
    release: Callable[[str], Release] = no_release
    as_of: str = ""
    dialect: Mapping[str, Any] = attribute(default_factory=dict)
    file_name: str = ""
    country_names: tuple[str, ...] = ()

    @property
    def columns(self) -> list[str]:
        """Names of the source's own columns, in order."""
        return [field["name"] for field in self.schema["fields"]]

    @property
    def key(self) -> list[str]:
        """Columns of the natural key."""
        key = self.schema["primaryKey"]
        return [key] if isinstance(key, str) else list(key)

    def named(self, labels: tuple[str, ...]) -> tuple[str, ...]:
        """A file's labels with the names of the source's columns in the place of their like."""
        columns = set(self.columns)
        taken = columns & set(labels)
        known = {folded(column): column for column in columns}
        known |= {folded(label): column for label, column in self.aliases.items()}
        names = []
        for label in labels:
            column = known.get(folded(label))
            if label not in columns and column and column not in taken:
                taken.add(column)
                label = column
            names.append(label)
        return tuple(names)

    def lacking(self, labels: tuple[str, ...]) -> list[str]:
        """Columns that a file with these labels does not have and needs."""
        there = {*self.named(labels), *self.optional}
        return [column for column in self.columns if column not in there]

    def contract(self, labels: tuple[str, ...]) -> dict[str, Any]:
        """What the rows of a file must satisfy that has these of the source's columns, and more."""
        fields = [
            field
            for field in self.schema["fields"]
            if field["name"] in labels or field["name"] not in self.optional
        ]
        there = [field["name"] for field in fields]
        key = [column for column in self.key if column in there]
        return {**self.schema, "fieldsMatch": "subset", "fields": fields, "primaryKey": key}


def folded(label: str) -> str:
    """A label as it is compared: without case, blanks and punctuation."""
    return re.sub(r"[\W_]+", "", label).casefold()


def field(name: str, type: str = "string", *, format: str = "default", **constraints: Any) -> dict:
    """A Table Schema field descriptor."""
    descriptor: dict[str, Any] = {"name": name, "type": type}
    if format != "default":
        descriptor["format"] = format
    if constraints:
        descriptor["constraints"] = constraints
    return descriptor

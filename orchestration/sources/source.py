"""The shape that every source shares: what it is, where its files lie, and its contract."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Source:
    """A kind of file that Redzone loads, one raw table a source.

    Attributes:
        name: name of the raw table and of its asset.
        description: one sentence for the Dagster UI: what one row is and where it comes from.
        schema: Table Schema descriptor of its files.
        seeds: glob below `seeds/`; empty where nothing ships.
        inbox: folder below the inbox; empty where users drop no such file.
    """

    name: str
    description: str
    schema: dict[str, Any]
    seeds: str = ""
    inbox: str = ""

    @property
    def contract(self) -> dict[str, Any]:
        """What its files must satisfy: they may have more columns, in any order."""
        return {"fieldsMatch": "subset", **self.schema}

    @property
    def columns(self) -> list[str]:
        """Names of the source's own columns, in order."""
        return [field["name"] for field in self.schema["fields"]]


def field(name: str, type: str = "string", *, format: str = "default", **constraints: Any) -> dict:
    """A Table Schema field descriptor."""
    descriptor: dict[str, Any] = {"name": name, "type": type}
    if format != "default":
        descriptor["format"] = format
    if constraints:
        descriptor["constraints"] = constraints
    return descriptor

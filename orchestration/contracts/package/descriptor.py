"""A Data Package descriptor, version 1 or 2 and any maker's, read into what is to be checked.

Opens no file but the descriptor and follows no address. Table Schemas are left to `schema`.
"""

import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orchestration.contracts.package.paths import (
    NotCheckedError,
    as_file,
    is_address,
)
from orchestration.contracts.reading.open import READ, check_regular
from orchestration.contracts.reading.unpack import SUFFIXES
from orchestration.contracts.result import Error
from orchestration.errors import FileRefusedError, RedzoneError

DESCRIPTOR = "datapackage.json"
LARGEST_BYTES = 32 << 20
LONGEST_SHOWN = 200
TABLE_PROFILES = (
    "tabular-data-resource",
    "https://specs.frictionlessdata.io/schemas/tabular-data-resource.json",
)
KNOWN_PROFILES = (
    *TABLE_PROFILES,
    "data-package",
    "data-resource",
    "tabular-data-package",
    "https://specs.frictionlessdata.io/schemas/data-package.json",
    "https://specs.frictionlessdata.io/schemas/tabular-data-package.json",
)
STANDARD_PROFILES = "https://datapackage.org/profiles/"
# What is a table though the resource does not say so; `txt` may be any text.
TABULAR = ("csv", "tsv", "parquet", "xlsx")
TYPES = ("table", "file", "text", "json")
MEDIATYPES = {
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/vnd.apache.parquet": "parquet",
    "application/parquet": "parquet",
}
# Property of a resource: its JSON type and how that is called.
PROPERTIES: dict[str, tuple[type | tuple[type, ...], str]] = {
    "path": ((str, list), "a path, an address or an array of either"),
    "type": (str, f"one of {', '.join(TYPES)}"),
    "profile": (str, "a string"),
    "format": (str, "a string"),
    "mediatype": (str, "a string"),
    "compression": (str, "a string"),
    "innerpath": (str, "a string"),
    "encoding": (str, "a string"),
    "bytes": (int, "a whole number"),
    "hash": (str, "a string"),
    "dialect": ((dict, str), "an object, or a path to one"),
    "schema": ((dict, str), "an object, or a path to one"),
}


class DescriptorError(RedzoneError):
    """A file that is no JSON object, so no descriptor."""


@dataclass(frozen=True)
class Resource:
    """What one resource says of itself.

    Attributes:
        name: its name; its number where it has none.
        paths: where its data are, one path or address a part; none where they are inline.
        data: its inline data; none where they are in files.
        is_table: whether its rows can be checked.
        format: what its files are, in lower case; '' where nothing tells.
        compression: how they are packed, where it says so.
        member: name of the file inside a zip file, where it says so.
        encoding: their encoding, where it says so.
        dialect: Table Dialect, or the path to one.
        schema: Table Schema, or the path to one; none where it has none.
        bytes: size of its files together.
        hash: digest of its files one after the other.
    """

    name: str
    paths: tuple[str, ...]
    data: Any
    is_table: bool
    format: str
    compression: str | None
    member: str | None
    encoding: str | None
    dialect: Mapping[str, Any] | str
    schema: Mapping[str, Any] | str | None
    bytes: int | None
    hash: str | None


@dataclass(frozen=True)
class Package:
    """What a descriptor says.

    Attributes:
        resources: those that say well enough what they are.
        names: the names of all.
        errors: what is wrong; an error of a resource has its name as `file`.
        profiles: profiles of the maker's own, which are not read.
    """

    resources: tuple[Resource, ...]
    names: frozenset[str]
    errors: tuple[Error, ...]
    profiles: tuple[str, ...]


def read_json(path: Path) -> dict[str, Any]:
    """Read a JSON object from a file.

    Raises:
        NotCheckedError: it cannot be opened, is too large or nests too deeply.
        DescriptorError: it is no JSON object in UTF-8, or one name stands twice in an object.
    """
    try:
        check_regular(path)
        size = path.stat().st_size
        if size > LARGEST_BYTES:
            raise NotCheckedError(
                f"It has {size:,} bytes. A descriptor is read up to {LARGEST_BYTES:,} bytes."
            )
        content = path.read_bytes()
    except (OSError, FileRefusedError) as error:
        raise NotCheckedError(f"It cannot be opened: {error}") from error
    try:
        found = json.loads(
            content.decode("utf-8-sig"),
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_float=_float,
        )
        json.dumps(found, ensure_ascii=False).encode()
    except RecursionError as error:
        raise NotCheckedError("It nests too deeply to be read.") from error
    except UnicodeEncodeError as error:
        raise DescriptorError("It escapes half a character (a lone surrogate).") from error
    except UnicodeDecodeError as error:
        raise DescriptorError(f"Byte {error.start + 1:,} is not UTF-8.") from error
    except ValueError as error:
        raise DescriptorError(f"It is not valid JSON: {error}.") from error
    if not isinstance(found, dict):
        raise DescriptorError(f"It holds {shown(found)}. Expected a JSON object.")
    return found


def read_package(descriptor: Mapping[str, Any]) -> Package:
    """Read a descriptor.

    Args:
        descriptor: as in https://datapackage.org/standard/data-package/.
    """
    errors = list(_package_metadata(descriptor))
    entries = descriptor.get("resources")
    if not isinstance(entries, list) or not entries:
        found = shown(descriptor["resources"]) if "resources" in descriptor else "absent"
        sentence = f"resources is {found}. Expected an array with at least one resource."
        errors.append(told("package-error", DESCRIPTOR, sentence))
        entries = []
    resources: list[Resource] = []
    all_tables = descriptor.get("profile") == "tabular-data-package"
    names: set[str] = set()
    for number, entry in enumerate(entries, start=1):
        if not isinstance(entry, dict):
            sentence = f"resource {number} is {shown(entry)}. Expected an object."
            errors.append(told("resource-error", DESCRIPTOR, sentence))
            continue
        name = entry["name"] if isinstance(entry.get("name"), str) else f"resource {number}"
        if name in names:
            sentence = f"two resources are called {shown(name)}. Expected each name once."
            errors.append(told("package-error", DESCRIPTOR, sentence))
        names.add(name)
        wrong = [*_resource_metadata(entry, name, descriptor), *_wrong_properties(entry, name)]
        errors += wrong
        if not wrong:
            resources.append(_resource(entry, name, all_tables))
    profiles = _unread_profiles(descriptor)
    return Package(tuple(resources), frozenset(names), tuple(errors), tuple(profiles))


def _unread_profiles(descriptor: Mapping[str, Any]) -> list[str]:
    """Profiles of the maker's own that the descriptor promises to satisfy."""
    found = [descriptor.get("profile"), descriptor.get("$schema")]
    return [
        profile
        for profile in found
        if isinstance(profile, str)
        and profile not in KNOWN_PROFILES
        and not profile.startswith(STANDARD_PROFILES)
    ]


def told(type: str, file: str, sentence: str) -> Error:
    """An error that no row is to blame for, in a sentence."""
    return Error(type, file, None, None, None, sentence)


def shown(value: Any) -> str:
    """A JSON value in short, for a sentence."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"


def _resource(entry: Mapping[str, Any], name: str, all_tables: bool) -> Resource:
    path = entry.get("path", entry.get("url"))
    paths = () if path is None else (path,) if isinstance(path, str) else tuple(path)
    written_as = _format(entry, paths[0] if paths else "")
    says_table = (
        all_tables or entry.get("type") == "table" or entry.get("profile") in TABLE_PROFILES
    )
    looks_like_one = "schema" in entry or written_as in TABULAR or _are_rows(entry.get("data"))
    return Resource(
        name=name,
        paths=paths,
        data=entry.get("data"),
        is_table=says_table or ("type" not in entry and looks_like_one),
        format=written_as,
        compression=entry.get("compression"),
        member=entry.get("innerpath"),
        encoding=entry.get("encoding"),
        dialect=entry.get("dialect", {}),
        schema=entry.get("schema"),
        bytes=entry.get("bytes"),
        hash=entry.get("hash"),
    )


def _are_rows(data: Any) -> bool:
    return isinstance(data, list) and bool(data) and isinstance(data[0], list | dict)


def _format(entry: Mapping[str, Any], path: str) -> str:
    """What a file is: as it says, by its ending without that of its packing, by its media type."""
    if entry.get("format"):
        return entry["format"].lower()
    inner = as_file(entry.get("innerpath", path))
    if inner.suffix.lower() in SUFFIXES:
        inner = inner.with_suffix("")
    ending = inner.suffix.removeprefix(".").lower()
    by_mediatype = MEDIATYPES.get(entry.get("mediatype", "").partition(";")[0].strip().lower(), "")
    return ending if ending in READ else by_mediatype or ending


def _wrong_properties(entry: Mapping[str, Any], name: str) -> Iterator[Error]:
    """What of a resource has not its JSON type, or cannot be at once."""
    for key, (kind, expected) in PROPERTIES.items():
        value = entry.get(key)
        wrong = not isinstance(value, kind) or (kind is int and (value is True or value is False))
        if key in entry and wrong:
            yield told("resource-error", name, f"{key} is {shown(value)}. Expected {expected}.")
    if isinstance(entry.get("type"), str) and entry["type"] not in TYPES:
        expected = PROPERTIES["type"][1]
        yield told("resource-error", name, f"type is {shown(entry['type'])}. Expected {expected}.")
    path, data = entry.get("path", entry.get("url")), entry.get("data")
    if path is None and data is None:
        yield told("resource-error", name, "it has neither path nor data. Expected one of them.")
    if path is not None and data is not None:
        yield told("resource-error", name, "it has both path and data. Expected one of them.")
    if isinstance(data, bool | int | float):
        yield told(
            "resource-error", name, f"data is {shown(data)}. Expected an array, object or string."
        )
    if "path" not in entry and not isinstance(path, str | None):
        yield told("resource-error", name, f"url is {shown(path)}. Expected a string.")
    if isinstance(entry.get("path"), list):
        yield from _wrong_parts(entry["path"], name)


def _wrong_parts(parts: list[Any], name: str) -> Iterator[Error]:
    if not parts or not all(isinstance(part, str) for part in parts):
        expected = "an array of paths or addresses, with at least one"
        yield told("resource-error", name, f"path is {shown(parts)}. Expected {expected}.")
    elif len({is_address(part) for part in parts}) > 1:
        yield told("resource-error", name, "path has both files and addresses. Expected one kind.")


def _package_metadata(descriptor: Mapping[str, Any]) -> Iterator[Error]:
    """What frictionless-py says of the package's own properties."""
    from frictionless import Package

    if not isinstance(descriptor.get("$schema", ""), str):
        sentence = f"$schema is {shown(descriptor['$schema'])}. Expected an address."
        yield told("package-error", DESCRIPTOR, sentence)
        descriptor = {key: value for key, value in descriptor.items() if key != "$schema"}
    judged = {"$schema", "fields", "missingValues", *Package.metadata_profile["properties"]}
    judged -= {"resources", "profile"}
    own = {key: value for key, value in descriptor.items() if key in judged}
    for error in Package.metadata_validate({**own, "resources": []}):
        yield told(error.type, DESCRIPTOR, f"{error.note}.")


def _resource_metadata(
    entry: Mapping[str, Any], name: str, descriptor: Mapping[str, Any]
) -> Iterator[Error]:
    """What frictionless-py says of a resource's properties but those that are judged here."""
    import frictionless

    judged = {"missingValues", *frictionless.Resource.metadata_profile["properties"]}
    judged -= {"data", "extrapaths", *PROPERTIES}
    own = {key: value for key, value in entry.items() if key in judged}
    # The version of the standard says which names are allowed.
    if isinstance(descriptor.get("$schema"), str):
        own["$schema"] = descriptor["$schema"]
    for error in frictionless.Resource.metadata_validate({**own, "path": "data.csv"}):
        yield told(error.type, name, f"{error.note}.")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice, _ = Counter(name for name, _ in pairs).most_common(1)[0]
        raise ValueError(f"the name {twice!r} stands twice in one object")
    return found


def _constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON number")


def _float(text: str) -> float:
    if math.isinf(number := float(text)):
        raise ValueError(f"{text[:LONGEST_SHOWN]} is too large a number")
    return number

"""JSON and GeoJSON files of the publishers, read as tables whose labels are the records' keys."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from orchestration.contracts import TableFile, from_records
from orchestration.errors import FileRefusedError

ENDINGS = (".json", ".geojson")
# Under what an answer of a publisher's interface holds its records.
LISTS = ("features", "data", "Result", "results", "items")


def is_json(path: Path) -> bool:
    """Whether a file is called so."""
    return path.suffix.lower() in ENDINGS


def open_json(path: Path, *, name: str, workspace: Path) -> TableFile:
    """Open a list of objects, alone or in an answer that wraps it, or a GeoJSON collection.

    Numbers keep their digits, nested values are JSON, and a point becomes the columns `longitude`
    and `latitude` where the properties name none. Rows are counted as if the keys
    were row 1.

    Raises:
        FileRefusedError: it is no JSON, names a key twice in an object, or holds no records.
    """
    try:
        content = json.loads(
            path.read_bytes(), parse_float=str, parse_int=str, object_pairs_hook=_once
        )
    except (ValueError, RecursionError) as error:
        raise FileRefusedError(f"it cannot be read as JSON: {error}.", "format-error") from error
    records = [_flat(record) for record in _records(content)]
    labels = list(dict.fromkeys(label for record in records for label in record))
    if not labels:
        raise FileRefusedError("it holds no records.")
    if half := next((label for label in labels if label != _sound(label)), None):
        raise FileRefusedError(f"a key holds half a character: {half!a}.", "encoding-error")
    numbered = (
        (number, [_text(record.get(label)) for label in labels])
        for number, record in enumerate(records, start=2)
    )
    return from_records(labels, numbered, name=name, workspace=workspace)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        names = [name for name, _ in pairs]
        repeated = next(name for name in names if names.count(name) > 1)
        raise FileRefusedError(f"an object names {repeated} more than once.", "format-error")
    return record


def _records(content: Any) -> Iterator[dict[str, Any]]:
    if isinstance(content, dict):
        content = next((content[key] for key in LISTS if isinstance(content.get(key), list)), None)
    if not isinstance(content, list) or not all(isinstance(entry, dict) for entry in content):
        raise FileRefusedError(
            "it holds no list of records. Expected a list of objects, alone or as one of "
            f"{', '.join(LISTS)}."
        )
    return iter(content)


def _flat(record: dict[str, Any]) -> dict[str, Any]:
    """A feature's properties with the place of its point; any other record as it is."""
    if record.get("type") != "Feature":
        return record
    match record.get("geometry"):
        case {"type": "Point", "coordinates": [longitude, latitude, *_]}:
            place = {"longitude": longitude, "latitude": latitude}
        case _:
            place = {}
    properties = record.get("properties")
    return {**place, **properties} if isinstance(properties, dict) else place


def _sound(text: str) -> str:
    """A text without the halves of characters that JSON can hold."""
    return text.encode(errors="ignore").decode()


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return str(value)
    return json.dumps(value, ensure_ascii=False)

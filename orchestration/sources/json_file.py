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
        FileRefusedError: it is no JSON, or holds no list of objects.
    """
    try:
        content = json.loads(path.read_bytes(), parse_float=str, parse_int=str)
    except (ValueError, RecursionError) as error:
        raise FileRefusedError(f"it cannot be read as JSON: {error}.", "format-error") from error
    records = [_flat(record) for record in _records(content)]
    labels = list(dict.fromkeys(label for record in records for label in record))
    numbered = (
        (number, [_text(record.get(label)) for label in labels])
        for number, record in enumerate(records, start=2)
    )
    return from_records(labels, numbered, name=name, workspace=workspace)


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
    properties, geometry = record.get("properties") or {}, record.get("geometry") or {}
    place = {}
    if geometry.get("type") == "Point":
        place = dict(
            zip(("longitude", "latitude"), geometry.get("coordinates") or (), strict=False)
        )
    return {**place, **properties}


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return str(value)
    return json.dumps(value, ensure_ascii=False)

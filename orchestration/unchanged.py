"""Whether anything that a build depends on has changed since the last one, told without reading.

Files are told apart by size and time of change, as make does. Nothing heavy is imported here: a
build that has nothing to do should end before Dagster would have started.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from orchestration.settings import Settings

CODE = ("orchestration", "forecasts", "dbt_project/models", "dbt_project/macros")
SINGLE = ("dbt_project/dbt_project.yml", "dbt_project/profiles.yml", "requirements.lock")


def built_before(settings: Settings) -> str | None:
    """When the build ended that had the same inputs and whose results still stand, if one did."""
    try:
        noted = json.loads(_note(settings).read_text())
    except (OSError, ValueError):
        return None
    return noted["ended"] if noted["digest"] == _digest(settings) else None


def note_build(settings: Settings) -> None:
    """Note what the build that just ended was made from."""
    ended = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    _note(settings).write_text(json.dumps({"digest": _digest(settings), "ended": ended}))


def forget_build(settings: Settings) -> None:
    """Let the next build look at everything again."""
    _note(settings).unlink(missing_ok=True)


def _note(settings: Settings) -> Path:
    return settings.build_file.parent / "built.json"


def _digest(settings: Settings) -> str:
    digest = hashlib.sha256(sys.version.encode())
    for path in _inputs(settings):
        stat = path.stat() if path.exists() else None
        told = (str(path), stat.st_size, stat.st_mtime_ns) if stat else (str(path),)
        digest.update(repr(told).encode(errors="surrogateescape"))
    return digest.hexdigest()


def _inputs(settings: Settings) -> Iterator[Path]:
    """Everything that a build reads, and what the last one published."""
    folders = [settings.seeds, settings.inbox, *(settings.project / name for name in CODE)]
    for folder in folders:
        yield from (path for path in sorted(folder.rglob("*")) if _counts(path))
    yield from (settings.project / name for name in SINGLE)
    yield settings.build_file
    yield settings.warehouse
    yield from sorted(settings.packages.glob("*/*/datapackage.json"))
    yield settings.packages / "catalog.json"


def _counts(path: Path) -> bool:
    return path.suffix != ".pyc" and not path.name.startswith((".", "~")) and path.is_file()

"""Whether anything that a build depends on has changed since the last one, told without reading.

Files are told apart by size and time of change, as make does. Nothing heavy is imported here: a
build that has nothing to do should end before Dagster would have started.
"""

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from orchestration.settings import Settings

CODE = ("orchestration", "forecasts", "dbt_project/models", "dbt_project/macros")
SINGLE = ("dbt_project/dbt_project.yml", "dbt_project/profiles.yml", "requirements.lock")


def built_before(settings: Settings) -> str | None:
    """When the build ended that had the same inputs and whose results still stand, if one did."""
    try:
        noted = json.loads(_note(settings).read_text())
        digest, ended = noted["digest"], noted["ended"]
    except (OSError, ValueError, TypeError, LookupError):
        return None
    return ended if digest == _digest(_everything(settings)) else None


def input_digest(settings: Settings) -> str:
    """A digest of everything that a build reads, to be taken before it begins."""
    return _digest(_inputs(settings))


def note_build(settings: Settings, inputs: str) -> None:
    """Note what the build that just ended was made from, unless that has changed meanwhile.

    Args:
        settings: names the home.
        inputs: what `input_digest` gave when the build began.
    """
    forget_build(settings)
    if input_digest(settings) == inputs:
        ended = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
        digest = _digest(_everything(settings))
        _note(settings).write_text(json.dumps({"digest": digest, "ended": ended}))


def forget_build(settings: Settings) -> None:
    """Let the next build look at everything again."""
    _note(settings).unlink(missing_ok=True)


def _note(settings: Settings) -> Path:
    return settings.build_file.parent / "built.json"


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256(sys.version.encode())
    for path in paths:
        digest.update(repr(_told(path)).encode())
    return digest.hexdigest()


def _told(path: Path) -> tuple[str | int, ...]:
    try:
        stat = path.stat()
    except OSError:
        return (str(path),)
    return (str(path), stat.st_size, stat.st_mtime_ns)


def _inputs(settings: Settings) -> Iterator[Path]:
    folders = [settings.seeds, settings.inbox, *(settings.project / name for name in CODE)]
    for folder in folders:
        yield from (path for path in sorted(folder.rglob("*")) if _counts(path))
    yield from (settings.project / name for name in SINGLE)


def _everything(settings: Settings) -> Iterator[Path]:
    """What a build reads, and what the last one made."""
    yield from _inputs(settings)
    yield settings.build_file
    yield settings.warehouse
    yield from (path for path in sorted(settings.packages.rglob("*")) if _counts(path))


def _counts(path: Path) -> bool:
    return path.suffix != ".pyc" and not path.name.startswith((".", "~")) and path.is_file()

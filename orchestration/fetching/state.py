"""What is remembered of an address between two fetches, one small JSON file an address."""

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from orchestration.fetching.publisher import shown


@dataclass
class Memory:
    """What was fetched from an address, and what is half fetched.

    Attributes:
        url: the address without user and query, which may hold a key.
        file: name of the fetched file.
        bytes: its size.
        sha256: its digest.
        etag: the validator that came with it.
        last_modified: the date that came with it.
        fetched_at: when, in UTC.
        partial_file: name of the file that is half there.
        partial_etag: the strong validator of its bytes; empty where they cannot be gone on with.
    """

    url: str
    file: str = ""
    bytes: int = 0
    sha256: str = ""
    etag: str = ""
    last_modified: str = ""
    fetched_at: str = ""
    partial_file: str = ""
    partial_etag: str = ""


def memory_file(folder: Path, url: str) -> Path:
    """Where the memory of an address lies: told by a digest, since a query may hold a key."""
    return folder / f"{hashlib.sha256(url.encode()).hexdigest()[:32]}.json"


def recall(path: Path, url: str) -> Memory:
    """What is remembered of an address; nothing where the file is absent or damaged."""
    blank = Memory(shown(url))
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        kinds = {name: type(value) for name, value in asdict(blank).items()}
        if {name: type(value) for name, value in told.items()} != kinds:
            return blank
        return Memory(**told)
    except (OSError, ValueError, AttributeError):
        return blank


def remember(path: Path, memory: Memory) -> None:
    """Write it down whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    with unfinished.open("w", encoding="utf-8", newline="\n") as file:
        json.dump(asdict(memory), file, indent=2)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)

"""A publisher on loopback that answers as a test tells it, and a client in a hurry."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from loopback import Client, Loopback, serving


@pytest.fixture
def loopback(monkeypatch) -> Iterator[Loopback]:
    monkeypatch.setenv("NO_PROXY", "*")
    with serving() as server:
        yield server


@pytest.fixture
def client(tmp_path: Path) -> Client:
    return Client(tmp_path / "inbox", tmp_path / "state")

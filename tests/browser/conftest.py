"""A real Dagster UI on this machine, and a browser that remembers what its pages ask and say."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, sync_playwright

from orchestration.home import prepare_home
from orchestration.settings import Settings
from tests.conftest import PROJECT, REDZONE

DAGSTER = str(Path(sys.executable).with_name("dagster"))
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_SECONDS, END_SECONDS, RUN_SECONDS = 180, 30, 300
UNDER_WAY = {"QUEUED", "NOT_STARTED", "STARTING", "STARTED"}


@dataclass(frozen=True)
class Ui:
    """A UI that answers."""

    port: int

    @property
    def url(self) -> str:
        """Where a browser finds it."""
        return f"http://127.0.0.1:{self.port}"

    def graphql(self, query: str, **variables: object) -> dict[str, Any]:
        """Dagster's answer to a GraphQL query; a query that it cannot read fails the test."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            body = json.dumps({"query": query, "variables": variables})
            connection.request("POST", "/graphql", body, {"Content-Type": "application/json"})
            answer = json.loads(connection.getresponse().read())
        finally:
            connection.close()
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    def outcome(self, run_id: str) -> str:
        """The status of a run once it has ended."""
        query = "query($id: ID!) {runOrError(runId: $id) {... on Run {status}}}"
        deadline = time.monotonic() + RUN_SECONDS
        while time.monotonic() < deadline:
            status = self.graphql(query, id=run_id)["runOrError"]["status"]
            if status not in UNDER_WAY:
                return status
            time.sleep(1)
        pytest.fail(f"run {run_id} did not end within {RUN_SECONDS} s")


@dataclass
class Seen:
    """What all pages of the session asked of other hosts, and what their consoles complained of."""

    hosts: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)

    def address(self, url: str) -> None:
        """Remember the host of a request."""
        if host := urlsplit(url).hostname:
            self.hosts.add(host)

    def watch(self, page: Page) -> None:
        """Follow a page from its first request on."""
        page.on("request", lambda request: self.address(request.url))
        page.on("websocket", lambda websocket: self.address(websocket.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on(
            "console",
            lambda message: message.type == "error" and self.complaints.append(message.text),
        )


@contextmanager
def served(command: list[str], folder: Path, home: Path, port: int) -> Iterator[Ui]:
    """Run a command that serves the UI until the block ends, then end all that it started.

    Args:
        command: the command and its arguments, without the port.
        folder: where to run it.
        home: the home that it must use, so that no test writes to a person's own one.
        port: where it will listen.
    """
    log = home.with_suffix(".log")
    homes = ("REDZONE_HOME", "DAGSTER_HOME")
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "--port", str(port)],
            cwd=folder,
            env={name: value for name, value in os.environ.items() if name not in homes},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait_for_answer(process, port, log)
        information = Ui(port).graphql("{instance {info}}")["instance"]["info"]
        assert f"{home / 'dagster'}\n" in information, information
        yield Ui(port)
    finally:
        _end_group(process)


def _wait_for_answer(process: subprocess.Popen, port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            Ui(port).graphql("{version}")
        except OSError:
            time.sleep(0.5)
        else:
            return
    pytest.fail(f"the UI did not answer within {START_SECONDS} s:\n{log.read_text()}")


def _end_group(process: subprocess.Popen) -> None:
    """Interrupt the whole group as Ctrl-C does, then kill what is left of it."""
    for number, seconds in ((signal.SIGINT, END_SECONDS), (signal.SIGKILL, END_SECONDS)):
        deadline = time.monotonic() + seconds
        try:
            os.killpg(process.pid, number)
            while time.monotonic() < deadline:
                process.poll()
                os.killpg(process.pid, 0)
                time.sleep(0.2)
        except ProcessLookupError:
            return


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@pytest.fixture(scope="module")
def ui(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ui]:
    """The UI as `redzone ui` opens it, on a home that is empty at first."""
    folder = tmp_path_factory.mktemp("ui")
    command = [REDZONE, "ui", "--home", str(folder / "home")]
    before = set(PROJECT.glob(".tmp_dagster_home_*"))
    with served(command, folder, folder / "home", _free_port()) as answering:
        yield answering
    assert set(PROJECT.glob(".tmp_dagster_home_*")) <= before
    assert not list(folder.glob(".tmp_dagster_home_*"))


@pytest.fixture
def plain_ui(tmp_path: Path) -> Iterator[Ui]:
    """The UI as a bare `dagster dev` opens it beside a workspace file and an `.env`.

    The checkout's own `.env` names a person's home, so the two files are put into another folder.
    """
    home = tmp_path / "home"
    prepare_home(Settings.from_env(home))
    shutil.copy(PROJECT / "workspace.yaml", tmp_path)
    (tmp_path / ".env").write_text(f"REDZONE_HOME={home}\nDAGSTER_HOME={home}/dagster\n")
    with served([DAGSTER, "dev"], tmp_path, home, _free_port()) as plain:
        yield plain
    assert not list(tmp_path.glob(".tmp_dagster_home_*"))


@pytest.fixture(scope="module")
def browser_context() -> Iterator[BrowserContext]:
    """A browser's context, wide enough for the UI."""
    if not shutil.which(CHROMIUM):
        pytest.skip(f"{CHROMIUM} is absent")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = browser.new_context(viewport={"width": 1600, "height": 1000})
        context.set_default_timeout(60_000)
        yield context
        browser.close()


@pytest.fixture(scope="module")
def seen() -> Seen:
    """What the pages of these tests did beside what the tests look at."""
    return Seen()


@pytest.fixture
def page(browser_context: BrowserContext, seen: Seen) -> Iterator[Page]:
    """A fresh page."""
    fresh = browser_context.new_page()
    seen.watch(fresh)
    yield fresh
    fresh.close()

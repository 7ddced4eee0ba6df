"""A fetch that is killed in the middle leaves nothing to read, and is gone on with."""

import os
import signal
import subprocess
import sys
import time

from loopback import published

BODY = b"id,best\n" + b"1,2\n" * 50_000
REDZONE = [sys.executable, "-c", "import sys; from orchestration.cli import main; sys.exit(main())"]


def test_a_killed_fetch_leaves_no_file_and_is_gone_on_with(loopback, tmp_path):
    def half(handler):
        handler.begin(200, {"ETag": '"v1"'}, len(BODY))
        handler.wfile.write(BODY[:100_000])
        handler.wfile.flush()
        handler.loopback.closing.wait(20)

    url = loopback.on("/events.csv", half, published(BODY, '"v1"'))
    command = [*REDZONE, "fetch", "incidents", "--url", url, "--home", str(tmp_path)]
    environment = os.environ | {"NO_PROXY": "*"}
    partial = tmp_path / "inbox" / "incidents" / ".events.csv.part"

    started = subprocess.Popen(command, env=environment)
    until = time.monotonic() + 30
    while not (partial.exists() and partial.stat().st_size) and time.monotonic() < until:
        time.sleep(0.02)
    started.send_signal(signal.SIGKILL)
    assert started.wait() == -signal.SIGKILL
    there = partial.stat().st_size
    assert 0 < there <= 100_000
    # What begins with a dot is no file of the inbox.
    assert [path.name for path in partial.parent.iterdir()] == [partial.name]

    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert ended.stdout.startswith(f"events.csv: fetched, {len(BODY):,} bytes")
    assert loopback.headers("Range") == [None, f"bytes={there}-"]
    assert (partial.parent / "events.csv").read_bytes() == BODY
    assert [path.name for path in partial.parent.iterdir()] == ["events.csv"]

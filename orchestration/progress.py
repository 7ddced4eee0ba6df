"""What a person sees while a build runs: a line an asset, as it ends, and the time of each."""

import logging
import sys
import time
from typing import Any, TextIO

import dagster as dg
from dagster import DagsterEventType

from orchestration.contracts.result import printable

GREEN, YELLOW, RED, DIM, PLAIN = "\033[32m", "\033[33m", "\033[31m", "\033[2m", "\033[0m"


class Progress:
    """Listens to a run's events and writes a line for each asset, failed check and error.

    Attributes:
        seconds: time of each asset that was made, by its name.
        failures: sentences that say what went wrong.
        warnings: sentences that say what to look at.
    """

    def __init__(self, stream: TextIO = sys.stdout) -> None:
        self.seconds: dict[str, float] = {}
        self.failures: list[str] = []
        self.warnings: list[str] = []
        self._stream = stream
        self._live = stream.isatty()
        self._began: dict[str, float] = {}

    def __call__(self, entry: dg.EventLogEntry) -> None:
        """Take one entry of the event log."""
        event = entry.dagster_event
        if event is None:
            if entry.level >= logging.WARNING:
                self._warned(printable(entry.user_message))
            return
        match event.event_type:
            case DagsterEventType.STEP_START:
                self._began[event.step_key] = time.monotonic()
                self._pending(event.step_key)
            case DagsterEventType.ASSET_MATERIALIZATION:
                self._made(event)
            case DagsterEventType.ASSET_CHECK_EVALUATION:
                self._checked(event.asset_check_evaluation_data)
            case DagsterEventType.STEP_FAILURE:
                self._failed(event.step_key, event.step_failure_data.error)
            case DagsterEventType.RUN_FAILURE if event.job_failure_data.error:
                self._failed("build", event.job_failure_data.error)

    def _made(self, event: dg.DagsterEvent) -> None:
        metadata = event.materialization.metadata
        name = event.asset_key.to_user_string()
        if "seconds" in metadata:
            seconds = metadata["seconds"].value
        else:
            seconds = time.monotonic() - self._began[event.step_key]
        rows = metadata.get("dagster/row_count")
        self.seconds[name] = seconds
        counted = f"{rows.value:>10,} rows" if rows else " " * 15
        self.line(GREEN, "✓", f"{name:<42}{counted}  {seconds:6.2f} s")

    def _checked(self, check: Any) -> None:
        if check.passed:
            return
        name = f"{check.asset_key.to_user_string()}: {check.check_name}"
        details = "".join(f"\n  {key}: {_safe(value)}" for key, value in check.metadata.items())
        sentence = f"check failed: {name}{details}"
        if check.severity == dg.AssetCheckSeverity.ERROR:
            self.failures.append(sentence)
            self.line(RED, "✗", sentence)
        else:
            self._warned(sentence)

    def _warned(self, sentence: str) -> None:
        self.warnings.append(sentence)
        self.line(YELLOW, "!", sentence)

    def _failed(self, step: str, error: Any) -> None:
        sentence = f"{step.replace('__', '/')}: {_sentence(error)}"
        self.failures.append(sentence)
        self.line(RED, "✗", sentence)

    def line(self, colour: str, mark: str, text: str) -> None:
        """Write a line, in colour on a terminal."""
        if self._live:
            self._stream.write(f"\r\033[K{colour}{mark}{PLAIN} {text}\n")
        else:
            self._stream.write(f"{mark} {text}\n")
        self._stream.flush()

    def _pending(self, step: str) -> None:
        if self._live:
            self._stream.write(f"\r\033[K{DIM}… {step}{PLAIN}")
            self._stream.flush()


def _safe(value: dg.MetadataValue) -> str:
    """A value's lines without what a terminal would obey: they quote what stands in files."""
    return "\n".join(map(printable, str(value.value).split("\n")))


def _sentence(error: Any) -> str:
    """What an error says: the sentence that Redzone wrote, else that of its innermost cause."""
    while True:
        name, _, message = error.message.strip().partition(": ")
        if name.endswith("RedzoneError"):
            return message
        if not (error.cause or error.context):
            return error.message.strip()
        error = error.cause or error.context

"""Downloads one file: streamed to a hidden partial file, resumed, checked, then put in place."""

import contextlib
import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import SystemRandom
from typing import NamedTuple

import requests
import urllib3

from orchestration.contracts.reading.open import digests
from orchestration.fetching.names import PACKED, name_of, safe_name, wrong_content
from orchestration.fetching.publisher import Request, shown
from orchestration.fetching.state import Memory, memory_file, recall, remember
from orchestration.fetching.web import (
    CHUNK_BYTES,
    RETRIED,
    DownloadError,
    PassingError,
    Web,
    retry_after,
)

FETCHED, UNCHANGED, UNPUBLISHED = "fetched", "unchanged", "unpublished"
HEAD_BYTES = 1024


class Downloaded(NamedTuple):
    """What became of a request.

    Attributes:
        outcome: `fetched`, `unchanged` or `unpublished`.
        name: the file's name.
        path: where it lies; None where it is not published.
        size: its bytes.
        seconds: how long it took.
        end_known: whether the server or the request told where it ends.
    """

    outcome: str
    name: str
    path: Path | None
    size: int
    seconds: float
    end_known: bool = True


def download(
    request: Request,
    folder: Path,
    state_folder: Path,
    web: Web,
    *,
    sleep: Callable[[float], None] = time.sleep,
) -> Downloaded:
    """Bring a file into a folder, unless it stands there as it is published.

    Args:
        request: what to fetch.
        folder: where the file goes; nobody else writes this file meanwhile.
        state_folder: where what is known of each address is kept.
        web: the client.
        sleep: waits between attempts.

    Raises:
        DownloadError: it cannot be had, or is not what was expected; the folder is as before,
            but for a hidden partial file that the next call goes on with.
    """
    started = time.monotonic()
    transfer = _Transfer(request, folder, state_folder, web)
    failures = 0
    while True:
        before = transfer.partial_bytes
        try:
            outcome = transfer.attempt()
            break
        except PassingError as error:
            failures = 1 if transfer.partial_bytes > before else failures + 1
            transfer.tidy()
            _wait(error, failures, web, sleep)
        except DownloadError:
            transfer.tidy()
            raise
        except OSError as error:
            transfer.tidy()
            raise DownloadError(
                f"{transfer.name} cannot be written into {folder}: {error.strerror or error}."
            ) from error
    path = None if outcome == UNPUBLISHED else folder / transfer.name
    size = path.stat().st_size if path else 0
    seconds = time.monotonic() - started
    return Downloaded(outcome, transfer.name, path, size, seconds, transfer.end_known)


def _wait(error: PassingError, failures: int, web: Web, sleep: Callable[[float], None]) -> None:
    limits = web.limits
    if failures >= limits.tries:
        raise DownloadError(
            f"{str(error).rstrip('.')}. Gave up after {failures} attempts.",
            status=error.status,
            unreachable=error.unreachable,
        ) from None
    if error.wait is not None and error.wait > limits.longest_retry_after:
        raise DownloadError(
            f"{str(error).rstrip('.')}, and asks to come back in {error.wait:,.0f} seconds.",
            status=error.status,
        ) from None
    backoff = min(limits.first_wait * 2 ** (failures - 1), limits.longest_wait)
    # Half of it at random, so that many machines do not come back at the same moment.
    backoff *= SystemRandom().uniform(0.5, 1)
    sleep(backoff if error.wait is None else error.wait)


@dataclass
class _Transfer:
    """The way of one file from its address to its folder."""

    request: Request
    folder: Path
    state_folder: Path
    web: Web

    def __post_init__(self) -> None:
        self.end_known = True
        self.memory_path = memory_file(self.state_folder, self.request.url)
        self.memory = recall(self.memory_path, self.request.url)
        self.name = (
            safe_name(self.request.name)
            or self.memory.partial_file
            or self.memory.file
            or name_of("", self.request.url)
        )

    @property
    def partial(self) -> Path:
        return self.folder / f".{self.memory.partial_file or self.name}.part"

    @property
    def partial_bytes(self) -> int:
        """How many bytes are there to go on with."""
        if not self.memory.partial_etag or not self.partial.is_file():
            return 0
        return self.partial.stat().st_size

    def attempt(self) -> str:
        """Ask once, take what comes, and say what became of it."""
        there = self.partial_bytes
        headers = {}
        if there:
            headers = {"Range": f"bytes={there}-", "If-Range": self.memory.partial_etag}
        elif self._stands():
            headers = {
                "If-None-Match": self.memory.etag,
                "If-Modified-Since": self.memory.last_modified,
            }
            headers = {name: value for name, value in headers.items() if value}
        with self.web.open(self.request, headers) as answer:
            status = answer.status_code
            if status == 304 and "Range" not in headers and headers:
                self.name = self.memory.file
                self._forget_partial()
                return UNCHANGED
            if status in (404, 410) and self.request.optional:
                return UNPUBLISHED
            if there and (status == 416 or (status == 206 and not self._goes_on(answer, there))):
                self._forget_partial()
                raise PassingError(f"{self._address} cannot go on with the file.", wait=0)
            self._check_status(answer, resumed=bool(there))
            self._receive(answer, there if status == 206 else 0)
        return self._settle(answer)

    def _goes_on(self, answer: requests.Response, offset: int) -> bool:
        """Whether a part of a file begins where ours ends, and is of the same file."""
        told = re.fullmatch(
            r"bytes (\d+)-(\d+)/(\d+)", answer.headers.get("Content-Range", "").strip()
        )
        if not told or "Content-Encoding" in answer.headers:
            return False
        first, last, whole = map(int, told.groups())
        etag = answer.headers.get("ETag", self.memory.partial_etag)
        return (first, last) == (offset, whole - 1) and etag == self.memory.partial_etag

    def tidy(self) -> None:
        """Take a partial file away that cannot be gone on with."""
        if not self.memory.partial_etag:
            with contextlib.suppress(OSError):
                self._forget_partial()

    def _stands(self) -> bool:
        """Whether the file that was fetched last is still there as it came."""
        memory = self.memory
        path = self.folder / memory.file
        return bool(
            memory.file
            and path.is_file()
            and path.stat().st_size == memory.bytes
            and digests([path], ["sha256"]).hexdigests["sha256"] == memory.sha256
        )

    @property
    def _address(self) -> str:
        return shown(self.request.url)

    def _check_status(self, answer: requests.Response, *, resumed: bool) -> None:
        status = answer.status_code
        if status == 200 or (status == 206 and resumed):
            return
        message = f"{self._address} answers {status}{_meaning(status)}."
        if status in RETRIED:
            raise PassingError(message, wait=retry_after(answer), status=status)
        raise DownloadError(message, status=status)

    def _receive(self, answer: requests.Response, offset: int) -> None:
        """Write the body behind the first `offset` bytes of the partial file."""
        encoding = answer.headers.get("Content-Encoding", "").lower().strip()
        encoded = encoding not in ("", "identity")
        if not offset:
            self._begin(answer, encoded=encoded)
        # Where the file itself is called .gz, a server that names the same as the encoding of
        # the answer means the file.
        decode = encoded and not self.name.lower().endswith(PACKED)
        if decode and encoding not in answer.raw.CONTENT_DECODERS:
            raise DownloadError(f"{self._address} sends the encoding {encoding}, unasked.")
        length = answer.headers.get("Content-Length", "")
        if not decode and length.isdecimal():
            self._check_size(offset + int(length))
        request = self.request
        promised = request.size is not None or request.md5 or request.sha256
        self.end_known = bool(length or "Transfer-Encoding" in answer.headers or promised)
        size = offset
        with self.partial.open("r+b") as file:
            file.truncate(offset)
            file.seek(offset)
            try:
                while chunk := answer.raw.read1(CHUNK_BYTES, decode_content=decode):
                    size += len(chunk)
                    self._check_size(size)
                    file.write(chunk)
            except urllib3.exceptions.HTTPError as error:
                raise PassingError(_broken_off(self._address, size, error)) from None
            finally:
                file.flush()
            os.fsync(file.fileno())

    def _begin(self, answer: requests.Response, *, encoded: bool) -> None:
        """Start the file anew, and note whether it could be gone on with later."""
        self._forget_partial()
        self.name = safe_name(self.request.name) or name_of(
            answer.headers.get("Content-Disposition", ""), self.request.url
        )
        etag = answer.headers.get("ETag", "")
        strong = etag.startswith('"') and not encoded
        self.memory.partial_file = self.name
        self.memory.partial_etag = etag if strong else ""
        self.folder.mkdir(parents=True, exist_ok=True)
        remember(self.memory_path, self.memory)
        self.partial.write_bytes(b"")

    def _forget_partial(self) -> None:
        self.partial.unlink(missing_ok=True)
        self.memory.partial_file = self.memory.partial_etag = ""

    def _check_size(self, size: int) -> None:
        if size > self.web.limits.largest_bytes:
            self._refuse(f"has more than the {self.web.limits.largest_bytes:,} bytes allowed.")

    def _refuse(self, why: str) -> None:
        self._forget_partial()
        remember(self.memory_path, self.memory)
        raise DownloadError(f"{self.name} from {self._address} {why} It was not kept.")

    def _settle(self, answer: requests.Response) -> str:
        """See that the whole file is what it should be, and put it in place."""
        told = digests([self.partial], ["md5", "sha256"])
        sha256 = told.hexdigests["sha256"]
        if told.bytes == 0:
            if self.request.optional:
                self._forget_partial()
                remember(self.memory_path, self.memory)
                return UNPUBLISHED
            self._refuse("is empty.")
        self._check_expected(told.bytes, told.hexdigests)
        with self.partial.open("rb") as file:
            wrong = wrong_content(self.name, file.read(HEAD_BYTES))
        if wrong:
            self._refuse(f"is {wrong}.")
        outcome = self._place(sha256)
        self.memory = Memory(
            url=self._address,
            file=self.name,
            bytes=told.bytes,
            sha256=sha256,
            etag=answer.headers.get("ETag", self.memory.partial_etag),
            last_modified=answer.headers.get("Last-Modified", ""),
            fetched_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        remember(self.memory_path, self.memory)
        return outcome

    def _check_expected(self, size: int, found: dict[str, str]) -> None:
        if self.request.size is not None and size != self.request.size:
            self._refuse(f"has {size:,} bytes; the publisher's list says {self.request.size:,}.")
        for name, expected in (("md5", self.request.md5), ("sha256", self.request.sha256)):
            if expected and found[name] != expected.lower():
                self._refuse(
                    f"is damaged or was replaced: its {name} is {found[name]}; "
                    f"the publisher's list says {expected.lower()}."
                )

    def _place(self, sha256: str) -> str:
        memory = self.memory
        if sha256 == memory.sha256 and self._stands():
            self._forget_partial()
            self.name = memory.file
            return UNCHANGED
        target = self.folder / self.name
        if target.exists():
            standing = digests([target], ["sha256"]).hexdigests["sha256"]
            if standing == sha256:
                self._forget_partial()
                return UNCHANGED
            if (memory.file, memory.sha256) != (self.name, standing):
                self._refuse(
                    f"would replace {target}, which was not fetched from there or was changed "
                    "since. Move that file away first."
                )
        self.partial.replace(target)
        _sync(self.folder)
        return FETCHED


def _meaning(status: int) -> str:
    meanings = {
        401: " (not let in without a valid key)",
        403: " (refused)",
        404: " (there is no such file)",
        410: " (the file is gone)",
        429: " (too many requests)",
    }
    return meanings.get(status, "")


def _broken_off(address: str, size: int, error: Exception) -> str:
    if isinstance(error, urllib3.exceptions.ReadTimeoutError):
        return f"{address} fell silent after {size:,} bytes."
    if isinstance(error, urllib3.exceptions.DecodeError):
        return f"{address} sends bytes that cannot be unpacked."
    return f"{address} broke off after {size:,} bytes."


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""Brings a source's files from its publisher into the inbox, and tells what became of each."""

import logging
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from orchestration.errors import RedzoneError
from orchestration.fetching.download import (
    FETCHED,
    UNCHANGED,
    Downloaded,
    download,
)
from orchestration.fetching.publisher import Publisher, Request, Requests, origin
from orchestration.fetching.publishers import PUBLISHERS
from orchestration.fetching.web import USUAL_LIMITS, DownloadError, Limits, Web, check_url
from orchestration.settings import Settings
from orchestration.sources import SOURCES, Source

# Answers that every further request would get too.
ANSWERS_FOR_ALL = (401, 403, 429)


def fetch(
    settings: Settings,
    source_name: str,
    since: date | None = None,
    url: str = "",
    *,
    sources: Sequence[Source] = SOURCES,
    publishers: Mapping[str, Publisher] = PUBLISHERS,
    environment: Mapping[str, str] = os.environ,
    limits: Limits = USUAL_LIMITS,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[str]:
    """Fetch the files of a source, one after the other.

    Args:
        settings: where the inbox is.
        source_name: name of the source.
        since: first day that is asked for; None: what is usual for the source.
        url: one address to fetch instead of the publisher's.
        sources: all sources.
        publishers: who publishes which source.
        environment: holds the token, where one is needed.
        limits: how long to wait and how much to take.
        sleep: waits between attempts.

    Yields:
        A line for each file, then what to do next.

    Raises:
        RedzoneError: there is no such source, it cannot be fetched, or some of its files cannot.
    """
    # Its warnings name whole addresses, which may hold a key.
    logging.getLogger("urllib3").setLevel(logging.CRITICAL)
    source = _source(source_name, sources)
    publisher = publishers.get(source.name)
    folder = settings.inbox / source.inbox
    today = datetime.now(UTC).date()
    requests = _requests(source, publisher, folder, since, url, today)
    key = publisher.find_key(environment) if publisher else None
    if publisher and publisher.key and not key and _asks_for_key(publisher, url):
        raise RedzoneError(
            f"{source.name} is given only to those who register. {publisher.register} "
            f"Then set the environment variable {publisher.key}. {_by_hand(publisher, folder)}"
        )
    state_folder = settings.home / "fetched" / source.name
    with _alone(state_folder), Web(key, limits) as web:
        run = _Run(publisher, folder, state_folder, web, sleep)
        yield from run.lines(requests)


@dataclass
class _Run:
    publisher: Publisher | None
    folder: Path
    state_folder: Path
    web: Web
    sleep: Callable[[float], None]

    def lines(self, requests: Requests) -> Iterator[str]:
        """Fetch and tell, file by file."""
        path = None
        fetched = failed = 0
        while True:
            try:
                request = requests.send(path)
            except StopIteration:
                break
            path = None
            try:
                done = self._download(request)
            except DownloadError as error:
                if not request.independent or self._concerns_all(error):
                    raise RedzoneError(self._explained(request, error)) from None
                failed += 1
                yield f"✗ {self._masked(str(error))}"
                continue
            path = done.path
            if not request.listing:
                fetched += done.outcome == FETCHED
                yield _line(done)
        if fetched:
            if self.publisher:
                yield f"Terms: {self.publisher.terms}"
            yield f"`redzone build` loads what is new in {self.folder}."
        elif not failed:
            yield f"Nothing new for {self.folder}."
        if failed:
            raise RedzoneError(f"{failed} of the files could not be fetched; see above.")

    def _download(self, request: Request) -> Downloaded:
        folder = self.state_folder if request.listing else self.folder
        return download(request, folder, self.state_folder, self.web, sleep=self.sleep)

    @staticmethod
    def _concerns_all(error: DownloadError) -> bool:
        return error.unreachable or error.status in ANSWERS_FOR_ALL

    def _explained(self, request: Request, error: DownloadError) -> str:
        parts = [self._masked(str(error))]
        publisher, key = self.publisher, self.web.key
        if error.status in (401, 403):
            if publisher and key and origin(request.url) == origin(key.origin):
                parts.append(
                    f"The token in {publisher.key} was not accepted: it may have expired, or its "
                    f"account may not have access. {publisher.register}"
                )
            else:
                parts.append("It wants a login, or turns programs away.")
        parts.append(_by_hand(publisher, self.folder))
        return " ".join(parts)

    def _masked(self, text: str) -> str:
        """`text` without the token, should a server have put it into an address."""
        return text.replace(self.web.key.value, "…") if self.web.key else text


def _source(name: str, sources: Sequence[Source]) -> Source:
    fetchable = {source.name: source for source in sources if source.inbox}
    if name in fetchable:
        return fetchable[name]
    if name in {source.name for source in sources}:
        raise RedzoneError(f"{name} ships with Redzone; there is nothing to fetch.")
    raise RedzoneError(f"No source is called {name}. There are: {', '.join(fetchable)}.")


def _requests(
    source: Source,
    publisher: Publisher | None,
    folder: Path,
    since: date | None,
    url: str,
    today: date,
) -> Requests:
    if url:
        check_url(url)
        return (request for request in [Request(url)])
    if since and since > today:
        raise RedzoneError(f"--since {since} lies in the future.")
    if publisher is None:
        raise RedzoneError(
            f"{source.name} has no publisher whose address Redzone knows. Put its files into "
            f"{folder}, or fetch one with --url."
        )
    if publisher.requests is None:
        raise RedzoneError(
            f"{source.name} has no address that stays the same. {_by_hand(publisher, folder)} "
            f"Or give a file's address: redzone fetch {source.name} --url ADDRESS"
        )
    return publisher.requests(since, today)


def _asks_for_key(publisher: Publisher, url: str) -> bool:
    return not url or origin(url) == origin(publisher.key_origin)


def _by_hand(publisher: Publisher | None, folder: Path) -> str:
    page = publisher.page if publisher else "the page that has the file"
    return f"By hand: open {page}, save the file into {folder}, and `redzone build` loads it."


def _line(done: Downloaded) -> str:
    if done.outcome == FETCHED:
        doubt = "" if done.end_known else "; the server told no length, so see that it is whole"
        return f"{done.name}: fetched, {done.size:,} bytes in {done.seconds:.1f} s{doubt}"
    return f"{done.name}: {'not changed' if done.outcome == UNCHANGED else 'not published yet'}"


@contextmanager
def _alone(state_folder: Path) -> Iterator[None]:
    """No other fetch of the source meanwhile: both would write the same partial files."""
    lock = FileLock(state_folder / ".lock")
    try:
        state_folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout:
        raise RedzoneError(
            f"Another fetch writes to {state_folder}. Wait until it ends, then start again."
        ) from None
    except OSError as error:
        raise RedzoneError(
            f"{state_folder} cannot be written: {error.strerror or error}."
        ) from error
    try:
        yield
    finally:
        lock.release()

"""One HTTP answer at a time: redirects that stay on the web, and a key that stays with its origin.

Nothing here shows an address with its query, or the text of a library's error, since either may
hold a key.
"""

import contextlib
import errno
import os
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

import requests
import urllib3

from orchestration.errors import RedzoneError
from orchestration.fetching.publisher import PORTS, Key, Request, origin, shown

CHUNK_BYTES = 1 << 18
# Passing faults of a server or of what stands before it; every other refusal is final.
RETRIED = (429, 500, 502, 503, 504)
# `identity`: the bytes as they are stored, so that sizes and digests are those of the file.
PLAIN_HEADERS = {"User-Agent": "redzone", "Accept": "*/*", "Accept-Encoding": "identity"}


@dataclass(frozen=True)
class Limits:
    """How long to wait and how much to take.

    Attributes:
        connect_seconds: for a connection.
        silence_seconds: for the next bytes of an answer.
        largest_bytes: size of a file at most.
        tries: attempts in a row that bring nothing new.
        first_wait: seconds before the second attempt; each further wait is twice as long.
        longest_wait: seconds before an attempt at most, when the server names no time.
        longest_retry_after: seconds that a server may ask to wait; with more, the fetch ends.
        redirects: how many to follow.
    """

    connect_seconds: float = 15
    silence_seconds: float = 60
    largest_bytes: int = 4 << 30
    tries: int = 5
    first_wait: float = 1
    longest_wait: float = 60
    longest_retry_after: float = 300
    redirects: int = 10


USUAL_LIMITS = Limits()


class DownloadError(RedzoneError):
    """A file that cannot be had.

    Attributes:
        status: what the server answered; 0 where it is not the answer that is wrong.
        unreachable: whether no server answered at all.
    """

    def __init__(self, message: str, *, status: int = 0, unreachable: bool = False):
        super().__init__(message)
        self.status = status
        self.unreachable = unreachable


class PassingError(DownloadError):
    """A fault that may be gone at the next attempt.

    Attributes:
        wait: seconds that the server asks to wait; None where it names none.
    """

    def __init__(self, message: str, *, wait: float | None = None, **told):
        super().__init__(message, **told)
        self.wait = wait


class _Session(requests.Session):
    """Follows no redirect, nor reads its body: `Web` does, where the target may be asked."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        return None


class Web:
    """A client for files of one publisher; use it as a context manager."""

    def __init__(self, key: Key | None = None, limits: Limits = USUAL_LIMITS):
        self.key = key
        self.limits = limits
        self._session = _Session()

    def __enter__(self) -> "Web":
        return self

    def __exit__(self, *_: object) -> None:
        self._session.close()

    def open(self, request: Request, headers: Mapping[str, str]) -> requests.Response:
        """The answer to a request, its body unread, after all redirects.

        Args:
            request: what to ask for.
            headers: conditions and ranges, which go along to wherever it is redirected.

        Raises:
            PassingError: no answer, or a passing fault.
            DownloadError: a redirect that is not followed.
        """
        url = request.url
        for _ in range(self.limits.redirects + 1):
            answer = self._ask(request, url, headers)
            if not answer.is_redirect:
                return answer
            answer.close()
            url = _follow(url, answer.headers["Location"])
        raise DownloadError(
            f"{shown(request.url)} redirects more than {self.limits.redirects} times."
        )

    def _ask(self, request: Request, url: str, headers: Mapping[str, str]) -> requests.Response:
        own = request.headers if origin(url) == origin(request.url) else {}
        address, signature = self.key.sign(url) if self.key else (url, {})
        try:
            return self._session.get(
                address,
                headers={**PLAIN_HEADERS, **own, **headers, **signature},
                # An explicit function, so that no password in ~/.netrc goes anywhere.
                auth=lambda prepared: prepared,
                timeout=(self.limits.connect_seconds, self.limits.silence_seconds),
                stream=True,
                allow_redirects=False,
            )
        except (requests.RequestException, urllib3.exceptions.HTTPError, UnicodeError) as error:
            raise self._unanswered(url, error) from None

    def _unanswered(self, url: str, error: Exception) -> DownloadError:
        causes = list(_causes(error))
        place = origin(url)[1]
        if why := _why_unreachable(causes, self.limits):
            return PassingError(
                f"{place} cannot be reached ({why}): this machine is offline, or the site is "
                "down or blocked from here.",
                unreachable=True,
            )
        if _among(causes, ssl.SSLCertVerificationError):
            return DownloadError(
                f"{place} shows no certificate that this machine trusts, so nothing was fetched."
            )
        if _among(causes, ssl.SSLError):
            return PassingError(f"{place} does not agree on a secure connection.")
        if _among(causes, requests.exceptions.InvalidURL, UnicodeError):
            return DownloadError(f"{shown(url)} is no address.")
        if _among(causes, urllib3.exceptions.ReadTimeoutError):
            return PassingError(
                f"{shown(url)} did not answer within {self.limits.silence_seconds:g} seconds."
            )
        return PassingError(f"{shown(url)} broke the connection off before it answered.")


_NO_ROUTE = (
    errno.ECONNREFUSED,
    errno.EHOSTUNREACH,
    errno.ENETDOWN,
    errno.ENETUNREACH,
    errno.ETIMEDOUT,
    errno.EADDRNOTAVAIL,
)


def _why_unreachable(causes: list[BaseException], limits: Limits) -> str:
    """Why no server answers at all; empty where one does."""
    if _among(causes, urllib3.exceptions.NameResolutionError):
        return "its name cannot be looked up"
    if _among(causes, requests.exceptions.ProxyError, urllib3.exceptions.ProxyError):
        return "the proxy lets nothing through"
    for number in [cause.errno for cause in causes if isinstance(cause, OSError)]:
        if number in _NO_ROUTE:
            return os.strerror(number).lower()
    if _among(causes, urllib3.exceptions.ConnectTimeoutError):
        return f"no connection within {limits.connect_seconds:g} seconds"
    return ""


def _among(causes: list[BaseException], *kinds: type[BaseException]) -> bool:
    return any(isinstance(cause, kinds) for cause in causes)


def _causes(error: object) -> Iterator[BaseException]:
    """An error and all that it wraps, however the libraries pack it."""
    seen: list[BaseException] = []
    waiting = [error]
    while waiting:
        cause = waiting.pop()
        if isinstance(cause, BaseException) and cause not in seen:
            seen.append(cause)
            waiting += [*cause.args, getattr(cause, "reason", None)]
            waiting += [cause.__cause__, cause.__context__]
    yield from seen


def _follow(url: str, target: str) -> str:
    with contextlib.suppress(UnicodeError):
        # http.client hands headers over as Latin-1, whatever the server wrote.
        target = target.encode("latin-1").decode()
    try:
        found = urljoin(url, target)
        scheme, host, _ = origin(found)
    except ValueError:
        scheme, host = "", ""
    if scheme not in PORTS or not host:
        kind = f"the scheme {scheme}" if scheme not in ("", *PORTS) else "no address"
        raise DownloadError(f"{shown(url)} redirects to {kind}; only http and https are followed.")
    return found


def check_url(url: str) -> None:
    """See that an address can be asked for.

    Raises:
        DownloadError: it is none, is not on the web, or holds a password.
    """
    try:
        scheme, host, _ = origin(url)
    except ValueError:
        scheme, host = "", ""
    if scheme not in PORTS or not host:
        raise DownloadError("Only addresses that begin with http:// or https:// are fetched.")
    if "@" in url.split("//", 1)[1].split("/", 1)[0]:
        raise DownloadError(f"{shown(url)}: an address with a user or password is not fetched.")


def retry_after(answer: requests.Response) -> float | None:
    """Seconds that an answer asks to wait, given as seconds or as a date; None where it does not.

    A date is read against the server's own clock, where the answer tells it.
    """
    told = answer.headers.get("Retry-After", "").strip()
    if told.isascii() and told.isdigit():
        return float(told)
    until = _date(told)
    if until is None:
        return None
    now = _date(answer.headers.get("Date", "")) or datetime.now(UTC)
    return max(0.0, (until - now).total_seconds())


def _date(told: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(told)
    except (TypeError, ValueError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)

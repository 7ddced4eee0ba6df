"""Fetching what a descriptor names by its address, where the caller asked for that."""

import http.client
import time
import urllib.request
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit

from orchestration.contracts.package.paths import NotCheckedError

CHUNK_BYTES = 1 << 20
LARGEST_BYTES = 1 << 30
SILENCE_SECONDS = 30
LONGEST_SECONDS = 600
FETCHED = ("http", "https")


class _WebOnly(urllib.request.HTTPRedirectHandler):
    """Follows a redirection only where it stays on the web: not to a local file, not to FTP."""

    def redirect_request(self, request, stream, code, message, headers, url):
        scheme = urlsplit(url).scheme.lower()
        if scheme not in FETCHED:
            raise URLError(f"it redirects to the scheme {scheme}")
        return super().redirect_request(request, stream, code, message, headers, url)


def fetch(address: str, target: Path, *, largest: int = LARGEST_BYTES) -> None:
    """Write what lies at a web address to a file.

    Args:
        address: an http or https URL.
        target: the file to write.
        largest: how many bytes to take at most.

    Raises:
        NotCheckedError: it cannot be had whole: no answer, a refusal, too large, too slow.
    """
    until = time.monotonic() + LONGEST_SECONDS
    size = 0
    try:
        if urlsplit(address).scheme.lower() not in FETCHED:
            raise NotCheckedError(f"{address} is not fetched: only http and https are.")
        with _opener().open(address, timeout=SILENCE_SECONDS) as answer, target.open("wb") as file:
            length = answer.headers.get("Content-Length", "")
            while chunk := answer.read1(CHUNK_BYTES):
                size += len(chunk)
                if size > largest:
                    raise NotCheckedError(f"{address} has more than {largest:,} bytes.")
                if time.monotonic() > until:
                    raise NotCheckedError(f"{address} takes over {LONGEST_SECONDS} seconds.")
                file.write(chunk)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NotCheckedError(f"{address} cannot be fetched: {error}.") from error
    if length.isdecimal() and size != int(length):
        raise NotCheckedError(f"{address} broke off after {size:,} of {length} bytes.")


def _opener() -> urllib.request.OpenerDirector:
    """Knows the web's two schemes and no other, so no redirection can reach a local file."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPErrorProcessor,
        urllib.request.UnknownHandler,
        _WebOnly,
    ):
        opener.add_handler(handler())
    return opener

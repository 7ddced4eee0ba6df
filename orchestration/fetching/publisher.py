"""What is declared of a publisher: its page, its terms, its files, and the key it asks for."""

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlencode, urlsplit, urlunsplit

from orchestration.errors import RedzoneError

PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Request:
    """One file of a publisher.

    Attributes:
        url: its address, without any key.
        name: what it is called in the inbox; empty where the answer or the address names it.
        size: bytes that it must have, where the publisher says so.
        md5: its MD5 digest, where the publisher says so.
        sha256: its SHA-256 digest, where the publisher says so.
        headers: more request headers; they go to the address's own origin only.
        optional: whether a 404, or an empty answer, only means that it is not published yet.
        independent: whether the files after it are fetched all the same when it fails.
        listing: whether it only tells which files there are, so that it stays out of the inbox.
    """

    url: str
    name: str = ""
    size: int | None = None
    md5: str = ""
    sha256: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    optional: bool = False
    independent: bool = False
    listing: bool = False


# Yields the requests one after the other and is sent where each file lies (None: not published),
# since an answer may tell what to ask for next.
Requests = Generator[Request, Path | None, None]


@dataclass(frozen=True)
class Key:
    """A token, and the only place that it goes to.

    Attributes:
        value: the token; no message, file or representation shows it.
        origin: scheme and host that it goes to, such as `https://example.org`.
        header: `Name: value` with `{key}` in the value; empty where it goes into the query.
        parameter: name of the query parameter that takes it; empty where a header does.
    """

    value: str = field(repr=False)
    origin: str
    header: str = ""
    parameter: str = ""

    def sign(self, url: str) -> tuple[str, dict[str, str]]:
        """The address to ask for and the headers to send: the key only where it belongs."""
        if origin(url) != origin(self.origin):
            return url, {}
        if self.header:
            name, _, template = self.header.partition(": ")
            return url, {name: template.format(key=self.value)}
        parts = urlsplit(url)
        pair = urlencode({self.parameter: self.value})
        query = f"{parts.query}&{pair}" if parts.query else pair
        return urlunsplit(parts._replace(query=query)), {}


@dataclass(frozen=True)
class Publisher:
    """Where a source's files come from.

    Attributes:
        page: web page where a person gets the files by hand.
        terms: one sentence on licence and registration.
        requests: its files from a day on (None: what is usual for the source) until today; None
            where the publisher has no stable address for a program.
        key: environment variable that holds the token; empty where none is asked for.
        key_origin: scheme and host that the token goes to.
        key_header: header that carries it, as `Name: value` with `{key}`.
        key_parameter: query parameter that carries it instead.
        register: one sentence on how to get a token.
    """

    page: str
    terms: str
    requests: Callable[[date | None, date], Requests] | None = None
    key: str = ""
    key_origin: str = ""
    key_header: str = ""
    key_parameter: str = ""
    register: str = ""

    def find_key(self, environment: Mapping[str, str]) -> Key | None:
        """The token that the environment holds.

        Raises:
            RedzoneError: the variable holds what cannot be a token.
        """
        value = environment.get(self.key, "").strip() if self.key else ""
        if not value:
            return None
        if not value.isascii() or not value.isprintable() or " " in value:
            raise RedzoneError(
                f"{self.key} holds blanks, line breaks or letters that no token has. "
                "Set it to the token alone."
            )
        return Key(value, self.key_origin, self.key_header, self.key_parameter)


def origin(url: str) -> tuple[str, str, int | None]:
    """Scheme, host and port of an address."""
    parts = urlsplit(url)
    scheme = parts.scheme.lower()
    return scheme, (parts.hostname or "").lower(), parts.port or PORTS.get(scheme)


def shown(url: str) -> str:
    """An address as it may stand in a message or a file: no user, no query, no fragment."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, parts.path, "", ""))

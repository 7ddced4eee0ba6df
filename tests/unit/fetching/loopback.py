"""A publisher on loopback that answers as a test tells it, and a client in a hurry."""

import email.utils
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from orchestration.fetching.download import Downloaded, download
from orchestration.fetching.publisher import Key, Request
from orchestration.fetching.web import Limits, Web

HURRY = Limits(connect_seconds=0.5, silence_seconds=0.15, tries=3, largest_bytes=1 << 20)

Answer = Callable[["Handler"], None]


@dataclass
class Asked:
    """A request as it came in."""

    path: str
    headers: dict[str, str]


@dataclass
class Loopback:
    """The server: answers by path, one after the other; the last one again and again."""

    port: int = 0
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def on(self, path: str, *answers: Answer) -> str:
        """Set what a path answers, and give its address."""
        self.answers[path] = list(answers)
        return self.url(path)

    def headers(self, name: str) -> list[str | None]:
        """What each request so far said under a header."""
        return [asked.headers.get(name.lower()) for asked in self.asked]


class Handler(BaseHTTPRequestHandler):
    """Answers as the test told the server to."""

    protocol_version = "HTTP/1.1"
    loopback: Loopback

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.loopback.asked.append(Asked(self.path, headers))
        answers = self.loopback.answers.get(path) or [status(404)]
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        try:
            answer(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def begin(self, code: int, headers: dict[str, str], length: int | None) -> None:
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        if length is not None:
            self.send_header("Content-Length", str(length))
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


def send(body: bytes, code: int = 200, **headers: str) -> Answer:
    """A whole answer; `_` in a header's name stands for `-`."""

    def answer(handler: Handler) -> None:
        handler.begin(code, _named(headers), len(body))
        handler.wfile.write(body)

    return answer


def status(code: int, **headers: str) -> Answer:
    return send(b"", code, **headers)


def moved(target: str, code: int = 302) -> Answer:
    return status(code, Location=target)


def cut(body: bytes, after: int, **headers: str) -> Answer:
    """Promises the whole body and breaks off after some bytes."""

    def answer(handler: Handler) -> None:
        handler.begin(200, _named(headers), len(body))
        handler.wfile.write(body[:after])
        handler.close_connection = True

    return answer


def silent(body: bytes, after: int, **headers: str) -> Answer:
    """Promises the whole body and says nothing more after some bytes."""

    def answer(handler: Handler) -> None:
        handler.begin(200, _named(headers), len(body))
        handler.wfile.write(body[:after])
        handler.wfile.flush()
        handler.loopback.closing.wait(0.4)
        handler.close_connection = True

    return answer


def trickle(body: bytes, pause: float, **headers: str) -> Answer:
    """Sends one byte after the other."""

    def answer(handler: Handler) -> None:
        handler.begin(200, _named(headers), len(body))
        for value in body:
            handler.wfile.write(bytes([value]))
            handler.wfile.flush()
            handler.loopback.closing.wait(pause)

    return answer


def chunked(*chunks: bytes, end: bytes = b"0\r\n\r\n", **headers: str) -> Answer:
    """An answer in chunks; another `end` breaks it."""

    def answer(handler: Handler) -> None:
        handler.begin(200, _named(headers) | {"Transfer-Encoding": "chunked"}, None)
        for chunk in chunks:
            handler.wfile.write(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
        handler.wfile.write(end)
        handler.close_connection = True

    return answer


def published(body: bytes, etag: str = "", modified: str = "") -> Answer:
    """Answers conditions and ranges as a file server should."""

    def answer(handler: Handler) -> None:
        asked = handler.headers
        validators = {"ETag": etag, "Last-Modified": modified}
        headers = {name: value for name, value in validators.items() if value}
        known = asked.get("If-None-Match")
        same = known == etag if known else asked.get("If-Modified-Since") == modified
        if (known or asked.get("If-Modified-Since")) and same:
            handler.begin(304, headers, None)
            return
        wanted = asked.get("Range", "")
        if wanted and asked.get("If-Range") == etag:
            first = int(wanted.removeprefix("bytes=").rstrip("-"))
            if first >= len(body):
                handler.begin(416, {"Content-Range": f"bytes */{len(body)}"}, 0)
                return
            headers["Content-Range"] = f"bytes {first}-{len(body) - 1}/{len(body)}"
            handler.begin(206, headers, len(body) - first)
            handler.wfile.write(body[first:])
            return
        handler.begin(200, headers, len(body))
        handler.wfile.write(body)

    return answer


def http_date(seconds: float) -> str:
    return email.utils.formatdate(seconds, usegmt=True)


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    # A client that leaves is part of what is tested.
    def handle_error(self, *_: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[Loopback]:
    """A server that answers until the block ends."""
    told = Loopback()
    handler = type("OurHandler", (Handler,), {"loopback": told})
    with _Quiet(("127.0.0.1", 0), handler) as server:
        told.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield told
        told.closing.set()
        server.shutdown()
        thread.join()


@dataclass
class Client:
    """Downloads into an inbox folder, and notes how long it would have waited."""

    folder: Path
    state_folder: Path
    waits: list[float] = field(default_factory=list)
    key: Key | None = None
    limits: Limits = HURRY

    def get(self, url: str, name: str = "events.csv", **told) -> Downloaded:
        with Web(self.key, self.limits) as web:
            request = Request(url, name, **told)
            return download(request, self.folder, self.state_folder, web, sleep=self.waits.append)

    @property
    def files(self) -> dict[str, bytes]:
        """What the inbox would read."""
        return {p.name: p.read_bytes() for p in self.everything if not p.name.startswith(".")}

    @property
    def everything(self) -> list[Path]:
        return sorted(self.folder.iterdir()) if self.folder.is_dir() else []

"""A file comes whole or not at all, whatever the line and the server do on the way."""

import gzip
import hashlib
import json
import socket
import ssl
import time

import pytest
import requests
from loopback import chunked, cut, http_date, published, send, silent, status, trickle
from urllib3.exceptions import ConnectTimeoutError

from orchestration.fetching.web import DownloadError, Limits

BODY = b"id,best\n" + b"".join(b"%d,%d\n" % (n, n % 7) for n in range(2000))
STRONG = {"ETag": '"v1"'}


def test_a_file_comes_as_it_is_published(loopback, client):
    done = client.get(loopback.on("/a.csv", send(BODY)))
    assert (done.outcome, done.name, done.size) == ("fetched", "events.csv", len(BODY))
    assert client.files == {"events.csv": BODY}
    assert [path.name for path in client.everything] == ["events.csv"]


def test_what_was_fetched_is_noted_with_time_and_digest(loopback, client):
    client.get(loopback.on("/a.csv", send(BODY, **STRONG)) + "?page=2")
    (path,) = client.state_folder.glob("*.json")
    noted = json.loads(path.read_text())
    assert noted.pop("fetched_at").endswith("+00:00")
    assert noted == {
        "url": loopback.url("/a.csv"),
        "file": "events.csv",
        "bytes": len(BODY),
        "sha256": hashlib.sha256(BODY).hexdigest(),
        "etag": '"v1"',
        "last_modified": "",
        "partial_file": "",
        "partial_etag": "",
    }


def test_a_slow_line_is_no_fault(loopback, client):
    body = b"id\n1\n2\n"
    client.get(loopback.on("/a.csv", trickle(body, 0.03)))
    assert client.files == {"events.csv": body}
    assert client.waits == []


@pytest.mark.parametrize(
    "broken",
    [cut(BODY, 1000, **STRONG), silent(BODY, 1000, **STRONG)],
    ids=["broken off", "fallen silent"],
)
def test_what_broke_off_is_gone_on_with(broken, loopback, client):
    client.get(loopback.on("/a.csv", broken, published(BODY, '"v1"')))
    assert client.files == {"events.csv": BODY}
    assert loopback.headers("Range") == [None, "bytes=1000-"]
    assert loopback.headers("If-Range") == [None, '"v1"']


@pytest.mark.parametrize(
    "validators",
    [{}, {"ETag": 'W/"v1"'}, {"Last-Modified": http_date(1e9)}],
    ids=["no validator", "a weak tag", "only a date"],
)
def test_what_may_have_changed_meanwhile_starts_anew(validators, loopback, client):
    broken = cut(BODY, 1000, **{name.replace("-", "_"): v for name, v in validators.items()})
    client.get(loopback.on("/a.csv", broken, send(BODY)))
    assert client.files == {"events.csv": BODY}
    assert loopback.headers("Range") == [None, None]


def test_a_file_that_changed_in_between_starts_anew(loopback, client):
    new = BODY[::-1]
    client.get(loopback.on("/a.csv", cut(BODY, 1000, **STRONG), published(new, '"v2"')))
    assert loopback.headers("If-Range") == [None, '"v1"']
    assert client.files == {"events.csv": new}


@pytest.mark.parametrize(
    "part",
    [
        send(
            BODY[1000:], 206, Content_Range=f"bytes 1000-{len(BODY) - 1}/{len(BODY)}", ETag='"v2"'
        ),
        send(BODY[900:], 206, Content_Range=f"bytes 900-{len(BODY) - 1}/{len(BODY)}"),
        send(BODY[1000:1100], 206, Content_Range=f"bytes 1000-1099/{len(BODY)}"),
        send(BODY[1000:], 206),
        status(416, Content_Range=f"bytes */{len(BODY)}"),
    ],
    ids=["of another file", "of another place", "too short", "of no place", "out of range"],
)
def test_a_part_that_does_not_fit_is_not_glued_on(part, loopback, client):
    client.get(loopback.on("/a.csv", cut(BODY, 1000, **STRONG), part, send(BODY)))
    assert client.files == {"events.csv": BODY}
    assert loopback.headers("Range") == [None, "bytes=1000-", None]


def test_the_next_run_goes_on_where_the_last_gave_up(loopback, client):
    url = loopback.on("/a.csv", cut(BODY, 1000, **STRONG), status(503))
    with pytest.raises(DownloadError, match="answers 503"):
        client.get(url)
    assert client.files == {}
    loopback.on("/a.csv", published(BODY, '"v1"'))
    client.get(url)
    assert loopback.headers("Range")[-1] == "bytes=1000-"
    assert client.files == {"events.csv": BODY}


def test_the_next_run_knows_the_name_that_the_answer_gave(loopback, client):
    named = {"Content_Disposition": 'attachment; filename="named.csv"', **STRONG}
    url = loopback.on("/a", cut(BODY, 1000, **named), status(503))
    with pytest.raises(DownloadError):
        client.get(url, "")
    loopback.on("/a", published(BODY, '"v1"'))
    assert client.get(url, "").name == "named.csv"
    assert loopback.headers("Range")[-1] == "bytes=1000-"
    assert client.files == {"named.csv": BODY}


def test_a_line_that_breaks_often_gets_there_as_long_as_it_brings_something(loopback, client):
    def part(handler):
        first = int(handler.headers.get("Range", "bytes=0-")[6:-1])
        headers = {"ETag": '"v1"', "Content-Range": f"bytes {first}-{len(BODY) - 1}/{len(BODY)}"}
        handler.begin(206 if first else 200, headers, len(BODY) - first)
        handler.wfile.write(BODY[first : first + 2500])
        handler.close_connection = True

    client.get(loopback.on("/a.csv", part))
    assert client.files == {"events.csv": BODY}
    assert len(loopback.asked) > client.limits.tries


@pytest.mark.parametrize(
    "broken",
    [
        chunked(b"id\n1\n", end=b""),
        chunked(b"id\n1\n", end=b"zz\r\n"),
        chunked(b"id\n1\n", end=b"ff\r\nshort"),
    ],
    ids=["no end", "no length", "a short chunk"],
)
def test_broken_chunks_are_never_taken_for_a_whole_file(broken, loopback, client):
    with pytest.raises(DownloadError, match=r"broke off after .* Gave up after 3"):
        client.get(loopback.on("/a.csv", broken))
    assert client.everything == []
    client.get(loopback.on("/a.csv", chunked(b"id\n", b"1\n")))
    assert client.files == {"events.csv": b"id\n1\n"}


@pytest.mark.parametrize(
    "first",
    [lambda handler: setattr(handler, "close_connection", True), silent(BODY, 0)],
    ids=["hangs up", "says nothing"],
)
def test_a_server_that_does_not_answer_is_asked_again(first, loopback, client):
    client.get(loopback.on("/a.csv", first, send(BODY)))
    assert client.files == {"events.csv": BODY}


@pytest.mark.parametrize("code", [429, 500, 502, 503, 504])
def test_passing_faults_are_tried_again_with_growing_waits(code: int, loopback, client):
    client.get(loopback.on("/a.csv", status(code), status(code), send(BODY)))
    assert client.files == {"events.csv": BODY}
    first, second = client.waits
    assert 0.5 <= first <= 1 <= second <= 2


def test_a_fault_that_stays_ends_with_a_sentence(loopback, client):
    with pytest.raises(DownloadError, match=r"/a\.csv answers 503\. Gave up after 3 attempts\."):
        client.get(loopback.on("/a.csv", status(503)))
    assert len(loopback.asked) == 3
    assert len(client.waits) == 2
    assert client.everything == []


@pytest.mark.parametrize("code", [400, 401, 403, 404, 410, 418, 451, 204, 304])
def test_a_final_refusal_is_not_tried_again(code: int, loopback, client):
    with pytest.raises(DownloadError, match=f"answers {code}") as raised:
        client.get(loopback.on("/a.csv", status(code)))
    assert raised.value.status == code
    assert len(loopback.asked) == 1


@pytest.mark.parametrize("code", [429, 503])
@pytest.mark.parametrize(
    ("told", "waited"),
    [
        ({"Retry_After": "7"}, 7),
        ({"Retry_After": http_date(1e9 + 20), "Date": http_date(1e9)}, 20),
        ({"Retry_After": http_date(1e9), "Date": http_date(1e9 + 20)}, 0),
    ],
    ids=["seconds", "a date", "a date that is past"],
)
def test_a_server_is_given_the_time_that_it_asks_for(told, waited, code, loopback, client):
    def once(handler):
        handler.send_response_only(code)
        for name, value in told.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    client.get(loopback.on("/a.csv", once, send(BODY)))
    assert client.waits == [waited]


def test_a_date_is_read_against_this_clock_where_the_server_tells_none(loopback, client):
    def once(handler):
        handler.send_response_only(429)
        handler.send_header("Retry-After", http_date(time.time() + 50))
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    client.get(loopback.on("/a.csv", once, send(BODY)))
    assert 45 < client.waits[0] <= 50


@pytest.mark.parametrize("told", ["soon", "-5", "", "1e3", "²"])
def test_a_wait_that_cannot_be_read_is_ours_to_choose(told: str, loopback, client):
    client.get(
        loopback.on("/a.csv", status(503, Retry_After=told.encode().decode("latin-1")), send(BODY))
    )
    assert 0.5 <= client.waits[0] <= 1


def test_whoever_asks_for_an_hour_is_not_kept_waiting_for(loopback, client):
    with pytest.raises(DownloadError, match=r"429 .*asks to come back in 3,600 seconds"):
        client.get(loopback.on("/a.csv", status(429, Retry_After="3600")))
    assert client.waits == []


def test_an_optional_file_may_be_unpublished(loopback, client):
    for answer in (status(404), status(410), send(b"")):
        done = client.get(loopback.on("/a.csv", answer), optional=True)
        assert (done.outcome, done.path) == ("unpublished", None)
    assert client.everything == []


def test_an_empty_file_is_refused(loopback, client):
    with pytest.raises(DownloadError, match="is empty"):
        client.get(loopback.on("/a.csv", send(b"")))
    assert client.everything == []


@pytest.mark.parametrize(
    ("etag", "modified", "header", "value"),
    [
        ('"v1"', "", "If-None-Match", '"v1"'),
        ('W/"v1"', "", "If-None-Match", 'W/"v1"'),
        ("", http_date(1e9), "If-Modified-Since", http_date(1e9)),
    ],
    ids=["strong tag", "weak tag", "only a date"],
)
def test_what_has_not_changed_is_not_sent_again(etag, modified, header, value, loopback, client):
    url = loopback.on("/a.csv", published(BODY, etag, modified))
    client.get(url)
    before = (client.folder / "events.csv").stat()
    done = client.get(url)
    assert (done.outcome, done.name, done.size) == ("unchanged", "events.csv", len(BODY))
    assert loopback.headers(header) == [None, value]
    assert (client.folder / "events.csv").stat() == before


@pytest.mark.parametrize("harm", ["removed", "damaged"])
def test_a_file_that_no_longer_stands_as_it_came_is_asked_for_whole(harm, loopback, client):
    url = loopback.on("/a.csv", published(BODY, '"v1"'))
    client.get(url)
    path = client.folder / "events.csv"
    if harm == "removed":
        path.unlink()
        assert client.get(url).outcome == "fetched"
    else:
        path.write_bytes(b"X" + BODY[1:])
        with pytest.raises(DownloadError, match=r"was changed since\. Move that file away first"):
            client.get(url)
        assert path.read_bytes() == b"X" + BODY[1:]
    assert loopback.headers("If-None-Match") == [None, None]


def test_the_same_bytes_make_no_new_file(loopback, client):
    url = loopback.on("/a.csv", send(BODY))
    client.get(url, "monday.csv")
    assert client.get(url, "tuesday.csv").outcome == "unchanged"
    assert client.files == {"monday.csv": BODY}


def test_a_new_version_replaces_the_old(loopback, client):
    url = loopback.on("/a.csv", published(BODY, '"v1"'))
    client.get(url)
    loopback.on("/a.csv", published(BODY + b"9,9\n", '"v2"'))
    assert client.get(url).outcome == "fetched"
    assert client.files == {"events.csv": BODY + b"9,9\n"}


def test_a_file_that_a_person_put_there_is_not_replaced(loopback, client):
    client.folder.mkdir()
    (client.folder / "events.csv").write_text("mine\n")
    with pytest.raises(DownloadError, match="not fetched from there"):
        client.get(loopback.on("/a.csv", send(BODY)))
    assert client.files == {"events.csv": b"mine\n"}
    (client.folder / "events.csv").write_bytes(BODY)
    assert client.get(loopback.url("/a.csv")).outcome == "unchanged"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"file": 7}', "\x00"])
def test_a_damaged_memory_only_costs_a_download(text: str, loopback, client):
    url = loopback.on("/a.csv", published(BODY, '"v1"'))
    client.get(url)
    (noted,) = client.state_folder.glob("*.json")
    noted.write_text(text)
    assert client.get(url).outcome == "unchanged"
    assert loopback.headers("If-None-Match") == [None, None]
    assert json.loads(noted.read_text())["etag"] == '"v1"'


@pytest.mark.parametrize("algorithm", ["md5", "sha256"])
def test_a_right_digest_lets_the_file_in(algorithm: str, loopback, client):
    digest = hashlib.new(algorithm, BODY).hexdigest().upper()
    client.get(loopback.on("/a.csv", send(BODY)), size=len(BODY), **{algorithm: digest})
    assert client.files == {"events.csv": BODY}


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        ({"md5": "0" * 32}, f"its md5 is {hashlib.md5(BODY).hexdigest()}.*says 0000"),  # noqa: S324
        ({"sha256": "0" * 64}, "its sha256 is"),
        ({"size": 5}, f"has {len(BODY):,} bytes; the publisher's list says 5"),
    ],
    ids=["md5", "sha256", "size"],
)
def test_a_file_that_is_not_what_the_list_says_stays_out(expected, said, loopback, client):
    with pytest.raises(DownloadError, match=said):
        client.get(loopback.on("/a.csv", send(BODY, **STRONG)), **expected)
    assert client.everything == []


@pytest.mark.parametrize("coding", ["gzip", "x-gzip"])
def test_a_body_that_is_packed_for_the_way_is_unpacked(coding: str, loopback, client):
    packed = gzip.compress(BODY)
    url = loopback.on("/a.csv", send(packed, Content_Encoding=coding, ETag='"v1"'))
    assert client.get(url, size=len(BODY)).size == len(BODY)
    assert client.files == {"events.csv": BODY}
    assert loopback.headers("Accept-Encoding") == ["identity"]


def test_a_packed_body_that_breaks_off_starts_anew(loopback, client):
    packed = gzip.compress(BODY)
    coded = {"Content_Encoding": "gzip", "ETag": '"v1"'}
    url = loopback.on("/a.csv", cut(packed, len(packed) // 2, **coded), send(packed, **coded))
    client.get(url)
    assert client.files == {"events.csv": BODY}
    assert loopback.headers("Range") == [None, None]


def test_a_file_that_is_itself_packed_stays_so(loopback, client):
    packed = gzip.compress(BODY)
    client.get(loopback.on("/a.csv.gz", send(packed, Content_Encoding="gzip")), "events.csv.gz")
    assert client.files == {"events.csv.gz": packed}


@pytest.mark.parametrize(
    ("body", "coding", "said"),
    [(BODY, "gzip", "cannot be unpacked"), (BODY, "aws-chunked", "encoding aws-chunked, unasked")],
)
def test_a_coding_that_cannot_be_undone_is_refused(body, coding, said, loopback, client):
    with pytest.raises(DownloadError, match=said):
        client.get(loopback.on("/a.csv", send(body, Content_Encoding=coding)))
    assert client.everything == []


@pytest.mark.parametrize(
    "answer",
    [
        send(BODY),
        chunked(BODY),
        send(gzip.compress(b"0" * 500_000), Content_Encoding="gzip"),
    ],
    ids=["told beforehand", "not told", "packed small"],
)
def test_too_large_a_file_is_not_kept(answer, loopback, client):
    client.limits = Limits(largest_bytes=10_000)
    with pytest.raises(DownloadError, match="more than the 10,000 bytes allowed"):
        client.get(loopback.on("/a.csv", answer))
    assert client.everything == []


def test_a_port_where_nobody_listens_is_offline(client):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(
        DownloadError, match=r"cannot be reached \(connection refused\).*offline"
    ) as e:
        client.get(f"http://127.0.0.1:{port}/a.csv")
    assert e.value.unreachable
    assert len(client.waits) == 2


def test_a_name_that_nobody_knows_is_offline(client, monkeypatch):
    def unknown(*_, **__):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    monkeypatch.setenv("NO_PROXY", "*")
    with pytest.raises(DownloadError, match=r"name cannot be looked up.*offline") as raised:
        client.get("http://publisher.example/a.csv")
    assert raised.value.unreachable


def test_a_proxy_that_is_not_there_is_offline_and_its_password_is_not_shown(client, monkeypatch):
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.setenv("http_proxy", "http://me:hidden@127.0.0.1:9")
    with pytest.raises(DownloadError, match="the proxy lets nothing through") as raised:
        client.get("http://publisher.example/a.csv")
    assert raised.value.unreachable
    assert "hidden" not in str(raised.value)


def test_a_server_that_speaks_no_tls_says_so(loopback, client):
    with pytest.raises(DownloadError, match="does not agree on a secure connection"):
        client.get(loopback.url("/a.csv").replace("http:", "https:"))


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (requests.exceptions.SSLError(ssl.SSLCertVerificationError()), "no certificate that"),
        (requests.exceptions.ConnectTimeout(ConnectTimeoutError()), "no connection within 0.5 s"),
        (requests.exceptions.InvalidURL("http://h/?token=hidden"), r"example/a\.csv is no address"),
    ],
    ids=["an unknown certificate", "a connection that never comes", "a name that cannot be"],
)
def test_what_a_library_says_becomes_a_sentence(error, said, client, monkeypatch):
    def fail(*_, **__):
        raise error

    monkeypatch.setattr(requests.Session, "get", fail)
    with pytest.raises(DownloadError, match=said) as raised:
        client.get("http://publisher.example/a.csv?token=hidden")
    assert "hidden" not in str(raised.value)


def test_a_folder_that_cannot_be_written_says_so(loopback, client):
    client.folder.parent.mkdir(exist_ok=True)
    client.folder.write_text("a file where the folder should be")
    with pytest.raises(DownloadError, match="cannot be written into"):
        client.get(loopback.on("/a.csv", send(BODY)))

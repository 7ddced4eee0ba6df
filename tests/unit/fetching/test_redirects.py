"""Redirects stay on the web, end, and take no key to anybody else."""

import json

import pytest
from loopback import moved, published, send

from orchestration.fetching.publisher import Key, origin, shown
from orchestration.fetching.web import DownloadError, check_url

BODY = b"id\n1\n"
TOKEN = "s3cr3t-t0ken"  # noqa: S105 - nobody's


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_chain_of_redirects_is_followed(code: int, loopback, client):
    loopback.on("/b", moved("c?page=2", code))
    loopback.on("/c", send(BODY))
    client.get(loopback.on("/a", moved(loopback.url("/b"), code)))
    assert [asked.path for asked in loopback.asked] == ["/a", "/b", "/c?page=2"]
    assert client.files == {"events.csv": BODY}


def test_the_body_of_a_redirect_is_not_waited_for(loopback, client):
    def never_ends(handler):
        handler.begin(302, {"Location": "/b"}, 1 << 40)
        handler.loopback.closing.wait(0.3)

    loopback.on("/b", send(BODY))
    client.get(loopback.on("/a", never_ends))
    assert client.files == {"events.csv": BODY}
    assert client.waits == []


def test_a_redirect_to_a_name_in_other_letters_is_followed(loopback, client):
    loopback.on("/%C3%A9v%C3%A9", send(BODY))
    client.get(loopback.on("/a", moved("/évé".encode().decode("latin-1"))))
    assert client.files == {"events.csv": BODY}


def test_a_circle_of_redirects_ends(loopback, client):
    loopback.on("/b", moved("/a"))
    with pytest.raises(DownloadError, match="/a redirects more than 10 times"):
        client.get(loopback.on("/a", moved("/b")))
    assert len(loopback.asked) == 11


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("file:///etc/passwd", "the scheme file"),
        ("ftp://example.org/a.csv", "the scheme ftp"),
        ("javascript:alert(1)", "the scheme javascript"),
        ("https:///a.csv", "no address"),
        ("http://[", "no address"),
    ],
)
def test_a_redirect_away_from_the_web_is_not_followed(target, said, loopback, client):
    with pytest.raises(DownloadError, match=f"redirects to {said}; only http and https"):
        client.get(loopback.on("/a", moved(target)))
    assert client.everything == []


def test_a_file_behind_a_redirect_is_gone_on_with_and_not_fetched_twice(loopback, client):
    def cut_off(handler):
        handler.begin(200, {"ETag": '"v1"'}, len(BODY))
        handler.wfile.write(BODY[:3])
        handler.close_connection = True

    loopback.on("/b", cut_off, published(BODY, '"v1"'))
    url = loopback.on("/a", moved("/b"))
    client.get(url)
    assert loopback.headers("Range") == [None, None, "bytes=3-", "bytes=3-"]
    assert client.get(url).outcome == "unchanged"
    assert client.files == {"events.csv": BODY}


def _key(url: str, **how: str) -> Key:
    return Key(TOKEN, url, **(how or {"header": "Authorization: Bearer {key}"}))


def test_a_key_goes_to_its_own_origin(loopback, client):
    client.key = _key(loopback.url(""))
    loopback.on("/b", send(BODY))
    client.get(loopback.on("/a", moved("/b")))
    assert loopback.headers("Authorization") == [f"Bearer {TOKEN}"] * 2


def test_a_key_does_not_follow_a_redirect_to_another_host(loopback, client):
    client.key = _key(loopback.url(""))
    loopback.on("/b", send(BODY))
    client.get(loopback.on("/a", moved(loopback.url("/b", "localhost"))))
    assert loopback.headers("Authorization") == [f"Bearer {TOKEN}", None]
    assert client.files == {"events.csv": BODY}


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.org:444/a",
        "https://data.example.org/a",
        "https://example.org.evil.example/a",
        "https://example.org@evil.example/a",
        "http://example.org/a",
        "http://example.org:443/a",
    ],
)
@pytest.mark.parametrize("how", [{"header": "Authorization: Bearer {key}"}, {"parameter": "id"}])
def test_a_key_goes_nowhere_else(elsewhere: str, how: dict[str, str]):
    assert _key("https://example.org", **how).sign(elsewhere) == (elsewhere, {})


@pytest.mark.parametrize("same", ["https://example.org/a", "https://EXAMPLE.org:443/a?b"])
def test_a_key_goes_there_however_the_address_is_written(same: str):
    _, headers = _key("https://example.org").sign(same)
    assert headers == {"Authorization": f"Bearer {TOKEN}"}


def test_headers_of_a_request_do_not_follow_to_another_host(loopback, client):
    loopback.on("/b", send(BODY))
    url = loopback.on("/a", moved(loopback.url("/b", "localhost")))
    client.get(url, headers={"X-Api-Key": "mine", "Cookie": "c=1"})
    assert loopback.headers("X-Api-Key") == ["mine", None]
    assert loopback.headers("Cookie") == ["c=1", None]


def test_a_key_in_the_query_goes_to_its_own_origin_only(loopback, client):
    client.key = _key(loopback.url(""), parameter="client_id")
    loopback.on("/b", send(BODY))
    client.get(loopback.on("/a", moved(loopback.url("/b", "localhost"))) + "?page=1")
    assert [a.path for a in loopback.asked] == [f"/a?page=1&client_id={TOKEN}", "/b"]
    assert TOKEN not in "".join(path.read_text() for path in client.state_folder.iterdir())


def test_no_password_of_the_home_folder_goes_anywhere(loopback, client, tmp_path, monkeypatch):
    netrc = tmp_path / "netrc"
    netrc.write_text("default login me password hidden\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    client.get(loopback.on("/a", send(BODY)))
    assert loopback.headers("Authorization") == [None]


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/a",
        "/a/b",
        "",
        "http://",
        "http://[",
        "http:a",
        "http://example.org:port/a",
        "https://me:hidden@example.org/a",
    ],
)
def test_an_address_that_is_not_fetched_is_told_from_one_that_is(url: str):
    with pytest.raises(DownloadError, match="fetched") as raised:
        check_url(url)
    assert "hidden" not in str(raised.value)


def test_an_address_is_shown_without_what_may_be_secret():
    url = f"https://me:{TOKEN}@example.org/a/b?token={TOKEN}#{TOKEN}"
    assert shown(url) == "https://example.org/a/b"
    assert origin(url) == ("https", "example.org", 443)
    assert TOKEN not in repr(_key("https://example.org"))
    assert TOKEN not in json.dumps(shown(url))

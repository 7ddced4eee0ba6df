"""A fetched file has a plain name, and holds what that name says."""

import pytest
from loopback import send

from orchestration.fetching.names import LONGEST_BYTES, name_of, safe_name, wrong_content
from orchestration.fetching.web import DownloadError

URL = "https://example.org/files/events%20of%202026.csv?token=hidden"


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ("attachment; filename=a.csv", "a.csv"),
        ('attachment; filename="a b.csv"', "a b.csv"),
        ("attachment; filename*=UTF-8''%C3%A9v%C3%A9nements.csv", "événements.csv"),
        ("attachment; filename=évé.csv".encode().decode("latin-1"), "évé.csv"),
        ('attachment; filename="../../../etc/passwd"', "passwd"),
        ('attachment; filename="/etc/cron.d/job"', "job"),
        (r'attachment; filename="..\\..\\boot.ini"', "boot.ini"),
        (r'attachment; filename="C:\\a.csv"', "a.csv"),
        ("attachment; filename*=UTF-8''..%2F..%2Fa.csv", "a.csv"),
        ('attachment; filename=".hidden.csv"', "hidden.csv"),
        ('attachment; filename="~$a.xlsx"', "_a.xlsx"),
        ('attachment; filename="a\x1b[31m\x00\x07.csv"', "a[31m.csv"),
        ("attachment; filename*=UTF-8''a%E2%80%AEvsc.csv", "avsc.csv"),
        ("attachment; filename*=UTF-8''a%0A%0D.csv", "a.csv"),
        ('attachment; filename="a;rm -rf *|$(b).csv"', "a_rm -rf ___(b).csv"),
        ('attachment; filename=".."', "events of 2026.csv"),
        ('attachment; filename="/"', "events of 2026.csv"),
        ('attachment; filename=""', "events of 2026.csv"),
        ("attachment; filename*=nonsense''%FF", "ÿ"),
        ("attachment", "events of 2026.csv"),
        ("", "events of 2026.csv"),
    ],
)
def test_a_name_from_outside_is_made_plain(disposition: str, name: str):
    assert name_of(disposition, URL) == name


@pytest.mark.parametrize("url", ["https://example.org", "https://example.org/", "https://x/%2e%2e"])
def test_an_address_without_a_name_gives_one(url: str):
    assert name_of("", url) == "download"


@pytest.mark.parametrize("letter", ["a", "é", "م"])
def test_a_long_name_keeps_its_ending(letter: str):
    name = safe_name(letter * 400 + ".export.CSV.zip")
    assert name.endswith(letter + ".CSV.zip")
    assert len(name.encode()) <= LONGEST_BYTES
    assert len(safe_name("a." + letter * 400).encode()) <= LONGEST_BYTES


def test_a_file_is_named_by_the_request_else_the_answer_else_the_address(loopback, client):
    url = loopback.on("/c.csv", send(b"1\n", Content_Disposition='attachment; filename="b.csv"'))
    assert client.get(url, "a.csv").name == "a.csv"
    client.folder /= "second"
    assert client.get(url, "").name == "b.csv"
    assert client.get(loopback.on("/d.csv", send(b"1\n")), "").name == "d.csv"


LOGIN = b"\n<!DOCTYPE html>\n<html><head><title>Log in</title></head></html>"


@pytest.mark.parametrize("name", ["a.csv", "a.zip", "a.json", "a.xlsx", "a.txt", "a"])
@pytest.mark.parametrize("page", [LOGIN, b"\xef\xbb\xbf<html lang=fr>", b"<HEAD><TITLE>"])
def test_a_login_page_is_not_taken_for_data(name: str, page: bytes, loopback, client):
    with pytest.raises(DownloadError, match=r"is a web page .often a login page.* not kept"):
        client.get(loopback.on("/a", send(page, Content_Type="application/octet-stream")), name)
    assert client.everything == []


@pytest.mark.parametrize(
    ("name", "head", "said"),
    [
        ("a.zip", b"id,best\n", "no zip archive"),
        ("a.csv.zip", b"\x1f\x8b", "no zip archive"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0", "no zip archive"),
        ("a.json", b"id,best\n", "no JSON"),
        ("a.csv", b'{"status": 403, "message": "no"}', "no CSV but a message in JSON"),
        ("a.csv", b"PK\x03\x04", "no CSV but a zip archive"),
        ("a.csv.gz", b"id\n", "not packed with gzip"),
        ("A.ZIP", b"id\n", "no zip archive"),
        ("a.csv", b'<?xml version="1.0"?>\n<!DOCTYPE html>', "a web page"),
        ("a.zip", b"PK\x03\x04", ""),
        ("a.csv", b"id,best\n1,2\n", ""),
        ("a.csv", b"#date,#affected\n", ""),
        ("a.json", b" \n[]", ""),
        ("a.csv.gz", b"\x1f\x8b\x08", ""),
        ("a.html", LOGIN, ""),
        ("a.txt", b"<notes> on html", ""),
    ],
)
def test_content_that_contradicts_the_name_is_told(name: str, head: bytes, said: str):
    told = wrong_content(name, head)
    assert told.startswith(said) if said else told == ""

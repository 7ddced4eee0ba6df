"""Packages that mean harm, or are broken beyond use: nothing is opened, hangs or falls over."""

import contextlib
import gzip
import json
import os
import threading
import warnings
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orchestration.contracts.package import fetch
from orchestration.contracts.package.descriptor import LARGEST_BYTES
from orchestration.contracts.package.paths import NotCheckedError, local_file
from orchestration.contracts.package.verify import PackageResult, verify_package
from orchestration.errors import FileRefusedError

SCHEMA = {"fields": [{"name": "x", "type": "integer"}]}


def write(folder: Path, *resources: dict, **descriptor) -> Path:
    whole = {"name": "harm", "resources": list(resources), **descriptor}
    (folder / "datapackage.json").write_text(json.dumps(whole), encoding="utf-8")
    return folder


def told(result: PackageResult) -> str:
    return "\n".join(result.lines())


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A file that no package may reach, beside the package's folder."""
    secret = tmp_path / "secret.csv"
    secret.write_text("x\nsecret\n")
    return secret


@pytest.fixture
def inside(tmp_path: Path) -> Path:
    """The folder of the package."""
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "a.csv").write_text("x\n1\n")
    return folder


PATHS = {
    "absolute": "{outside}",
    "a parent": "../secret.csv",
    "a parent on the way": "data/../../secret.csv",
    "the folder above": "..",
    "a home": "~/secret.csv",
    "a drive": "C:/secret.csv",
    "a drive with a backslash": "C:\\secret.csv",
    "backslashes": "..\\secret.csv",
    "a share": "\\\\host\\secret.csv",
    "a file's address": "file://{outside}",
    "a scheme of clouds": "s3://bucket/secret.csv",
    "a hidden folder": ".git/config",
    "nothing": "",
    "a dot": ".",
}


@pytest.mark.parametrize("harm", PATHS)
@pytest.mark.parametrize("property", ["path", "schema", "dialect"])
def test_a_path_out_of_the_package_is_refused(harm, property, inside: Path, outside: Path):
    path = PATHS[harm].format(outside=outside)
    resource = {"name": "a", "path": "a.csv", "schema": SCHEMA, property: path}
    result = verify_package(write(inside, resource))
    assert result.verdict == "invalid"
    assert result.resources[0].table is None
    assert "'secret'" not in told(result)


@pytest.mark.parametrize("folder_link", [False, True])
def test_a_link_out_of_the_package_is_refused(folder_link: bool, inside: Path, outside: Path):
    link = inside / "link"
    link.symlink_to(outside.parent if folder_link else outside)
    path = "link/secret.csv" if folder_link else "link"
    result = verify_package(write(inside, {"name": "a", "path": path, "schema": SCHEMA}))
    assert "resource-error: the path" in told(result)
    assert "leads out of the package" in told(result)


def test_a_descriptor_that_is_a_link_out_of_the_package_is_not_read(inside: Path, outside: Path):
    (inside / "datapackage.json").symlink_to(outside)
    result = verify_package(inside)
    assert (result.verdict, result.resources) == ("unchecked", ())


def test_a_link_within_the_package_is_followed(inside: Path):
    (inside / "link.csv").symlink_to("a.csv")
    assert verify_package(write(inside, {"name": "a", "path": "link.csv"})).valid


def test_a_loop_of_links_is_no_file(inside: Path):
    (inside / "loop.csv").symlink_to("loop.csv")
    with pytest.raises(FileRefusedError):
        local_file(inside, "loop.csv")


@pytest.mark.parametrize("path", ["a" * 5000, "a\x00b", "\udce9.csv"])
def test_a_name_that_no_file_can_have_is_no_file(path: str, inside: Path):
    with pytest.raises(FileRefusedError):
        local_file(inside, path)


def test_a_pipe_is_not_waited_for(inside: Path):
    os.mkfifo(inside / "pipe.csv")
    result = verify_package(write(inside, {"name": "a", "path": "pipe.csv", "hash": "0" * 32}))
    assert "device, pipe or socket" in told(result)


def test_a_pipe_in_place_of_the_descriptor_is_not_waited_for(inside: Path):
    os.mkfifo(inside / "datapackage.json")
    assert verify_package(inside).verdict == "unchecked"
    assert verify_package(inside / "datapackage.json").verdict == "unchecked"


@pytest.mark.parametrize("path", ["http://127.0.0.1:9/a.csv", "ftp://127.0.0.1:9/a.csv"])
def test_an_address_is_not_followed_unless_asked_for(path: str, inside: Path):
    result = verify_package(write(inside, {"name": "a", "path": path, "schema": SCHEMA}))
    assert result.verdict == "unchecked"
    assert "addresses are not followed" in told(result)


class _Answers(BaseHTTPRequestHandler):
    """A server with good files, bad ones and redirections."""

    asked: ClassVar[list[str]] = []

    def do_GET(self):
        self.asked.append(self.path)
        if self.path.startswith("/to?"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to?"))
            self.end_headers()
            return
        path = self.path.partition("?")[0]
        content = {"/a.csv": b"x\n1\n2\n", "/schema.json": json.dumps(SCHEMA).encode()}
        lengths = {"/short.csv": "14", "/words.csv": "four"}
        if path not in (*content, *lengths):
            self.send_error(404)
            return
        body = content.get(path, b"x\n1\n")
        self.send_response(200)
        self.send_header("Content-Length", lengths.get(path, str(len(body))))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


@pytest.fixture
def server() -> Iterator[str]:
    _Answers.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), _Answers) as http:
        thread = threading.Thread(target=http.serve_forever, args=[0.01])
        thread.start()
        yield f"http://127.0.0.1:{http.server_port}"
        http.shutdown()
        thread.join()


@pytest.mark.parametrize("query", ["", "?format=.txt&as=table.json"])
def test_an_address_is_followed_where_asked_for(query: str, server: str, inside: Path):
    resource = {"name": "a", "path": f"{server}/a.csv{query}", "schema": f"{server}/schema.json"}
    result = verify_package(write(inside, resource), allow_urls=True)
    assert (result.verdict, result.resources[0].table.accepted) == ("valid", 2)


@pytest.mark.parametrize(
    "target", ["file:///etc/hostname", "ftp://127.0.0.1:9/a.csv", "gopher://127.0.0.1:9/"]
)
def test_a_redirection_off_the_web_is_refused(target: str, server: str, inside: Path):
    resource = {"name": "a", "path": f"{server}/to?{target}", "schema": SCHEMA}
    result = verify_package(write(inside, resource), allow_urls=True)
    assert (result.verdict, result.resources[0].table) == ("unchecked", None)


def test_a_redirection_on_the_web_is_followed(server: str, inside: Path):
    resource = {"name": "a", "path": f"{server}/to?{server}/a.csv", "schema": SCHEMA}
    assert verify_package(write(inside, resource), allow_urls=True).valid


@pytest.mark.parametrize("path", ["/short.csv", "/none.csv", "/to?/to?/to?/to?/none.csv"])
def test_what_cannot_be_fetched_whole_is_not_checked(path: str, server: str, tmp_path: Path):
    with pytest.raises(NotCheckedError):
        fetch.fetch(server + path, tmp_path / "fetched")


@pytest.mark.parametrize("address", ["http://[", "http://", "http://a b/", "http://" + "a" * 9999])
def test_what_is_no_address_is_not_checked(address: str, inside: Path):
    resource = {"name": "a", "path": address, "schema": SCHEMA}
    assert verify_package(write(inside, resource), allow_urls=True).verdict == "unchecked"


def test_a_server_that_does_not_know_how_much_it_sends_is_read_to_the_end(server, tmp_path: Path):
    fetch.fetch(f"{server}/words.csv", tmp_path / "fetched")
    assert (tmp_path / "fetched").read_bytes() == b"x\n1\n"


def test_more_than_is_wanted_is_not_fetched(server: str, tmp_path: Path):
    with pytest.raises(NotCheckedError, match="more than 3 bytes"):
        fetch.fetch(f"{server}/a.csv", tmp_path / "fetched", largest=3)


def test_other_schemes_are_never_fetched(tmp_path: Path):
    with pytest.raises(NotCheckedError, match="only http and https"):
        fetch.fetch(f"file://{tmp_path}", tmp_path / "fetched")


@pytest.mark.parametrize("reference", ["{server}/schema.json", "file://{outside}"])
def test_a_json_schema_of_a_field_reaches_nothing_outside(reference, server, inside, outside):
    outside.write_text('{"type": "array"}')
    target = reference.format(server=server, outside=outside)
    field = {"name": "x", "type": "object", "constraints": {"jsonSchema": {"$ref": target}}}
    resource = {"name": "a", "data": [["x"], [{"y": 1}]], "schema": {"fields": [field]}}
    result = verify_package(write(inside, resource))
    assert (_Answers.asked, result.valid) == ([], False)
    assert "constraint-error" not in told(result)


def test_a_huge_descriptor_is_refused_before_it_is_read(inside: Path, monkeypatch):
    with (inside / "datapackage.json").open("wb") as stream:
        stream.truncate(100 << 20)
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail("it was read"))
    result = verify_package(inside)
    assert result.verdict == "unchecked"
    assert f"{LARGEST_BYTES:,}" in told(result)


DESCRIPTORS = {
    "nested too deeply": (b'{"a":' * 100_000, "unchecked"),
    "nested too deeply in arrays": (b'{"a":' + b"[" * 100_000, "unchecked"),
    "NaN": (b'{"resources": [], "x": NaN}', "invalid"),
    "infinity": (b'{"resources": [], "x": 1e999}', "invalid"),
    "a number of 5,000 digits": (b'{"resources": [], "x": ' + b"9" * 5000 + b"}", "invalid"),
    "a name twice": (b'{"resources": [], "resources": [1]}', "invalid"),
    "half a character": (b'{"name": "\\ud800", "resources": []}', "invalid"),
    "not UTF-8": (b'{"name": "caf\xe9"}', "invalid"),
    "an array": (b"[]", "invalid"),
    "nothing": (b"", "invalid"),
    "YAML": (b"name: a\nresources: []\n", "invalid"),
}


@pytest.mark.parametrize("kind", DESCRIPTORS)
def test_a_descriptor_that_is_no_json_object_is_a_sentence(kind: str, inside: Path):
    content, verdict = DESCRIPTORS[kind]
    (inside / "datapackage.json").write_bytes(content)
    result = verify_package(inside)
    assert (result.verdict, len(list(result.lines()))) == (verdict, 2)


@pytest.mark.parametrize(
    "name", ["none", "none/datapackage.json", "a.csv/b", "a\x00b", "a" * 5000, ""]
)
def test_where_no_package_is_nothing_could_be_checked(name: str, tmp_path: Path):
    result = verify_package(tmp_path / name)
    assert result.verdict == "unchecked"
    assert told(result).endswith(" could not be checked.")


def test_a_bomb_is_not_unpacked(inside: Path):
    (inside / "bomb.csv.gz").write_bytes(gzip.compress(b"x\n" + b"1\n" * (40 << 20)))
    result = verify_package(write(inside, {"name": "a", "path": "bomb.csv.gz", "schema": SCHEMA}))
    assert "compression-error" in told(result)
    assert "bomb" in told(result)


SQL = "x\"'); drop table t; copy (select 1) to 'owned.csv'; --"


def test_names_that_are_sql_are_names(inside: Path, monkeypatch):
    monkeypatch.chdir(inside)
    quoted = SQL.replace('"', '""')
    (inside / "a.csv").write_text(f'"{quoted}"\n1\nx\n', encoding="utf-8")
    schema = {"fields": [{"name": SQL, "type": "integer"}], "primaryKey": [SQL]}
    key = {"fields": [SQL], "reference": {"resource": SQL, "fields": [SQL]}}
    schema2 = "https://datapackage.org/profiles/2.0/datapackage.json"
    result = verify_package(
        write(
            inside,
            {"name": SQL, "path": "a.csv", "schema": schema},
            {"name": "b", "path": "a.csv", "schema": {**schema, "foreignKeys": [key]}},
            **{"$schema": schema2},
        )
    )
    assert [one.counts for one in result.resources] == [{"type-error": 1}, {"type-error": 1}]
    assert not (inside / "owned.csv").exists()


@pytest.mark.parametrize("name", ["../../a", "/etc/passwd", "a/b", "..", "a\x1b[2J", "*", ""])
def test_a_resource_is_called_what_it_likes(name: str, inside: Path):
    schema = "https://datapackage.org/profiles/2.0/datapackage.json"
    for data in ({"path": "a.csv"}, {"data": [["x"], [1]]}, {"data": "x\n1\n", "format": "csv"}):
        resource = {"name": name, "schema": SCHEMA, **data}
        result = verify_package(write(inside, resource, **{"$schema": schema}))
        assert result.valid
        assert told(result).replace("\n", "").isprintable()


def test_what_is_told_holds_nothing_that_a_terminal_obeys(inside: Path):
    (inside / "a.csv").write_text("x\n\x1b]0;owned\x07\n\x9b31m\n\u202e1\n", encoding="utf-8")
    evil = "\x1b[2J"
    whole = {"name": evil, "licenses": evil, "created": evil, "profile": evil}
    resource = {"name": evil, "path": "a.csv", "schema": SCHEMA, "hash": evil, "title": 3}
    for resources in ([resource], [{**resource, "title": evil}]):
        result = verify_package(write(inside, *resources, **whole))
        assert told(result).replace("\n", "").isprintable()


SOUND = {
    "name": "sound",
    "title": "t",
    "created": "2024-01-01T00:00:00Z",
    "keywords": ["a"],
    "licenses": [{"name": "CC0-1.0"}],
    "contributors": [{"title": "a", "email": "a@b.org"}],
    "resources": [
        {
            "name": "a", "path": "a.csv", "type": "table", "format": "csv", "encoding": "utf-8",
            "mediatype": "text/csv", "bytes": 4, "hash": "md5:0", "compression": "no",
            "dialect": {"delimiter": ",", "header": True, "commentRows": [9]},
            "schema": {
                "fields": [
                    {"name": "x", "type": "integer", "constraints": {"minimum": 0, "enum": [1]}},
                    {"name": "y", "type": "string", "categories": ["a"], "missingValues": ["-"]},
                ],
                "fieldsMatch": "subset", "primaryKey": ["x"], "uniqueKeys": [["x"]],
                "missingValues": [{"value": "", "label": "none"}],
                "foreignKeys": [
                    {"fields": ["x"], "reference": {"resource": "b", "fields": ["x"]}}
                ],
            },
        },
        {"name": "b", "data": [["x"], [1], [None]], "schema": SCHEMA},
        {"name": "c", "path": ["a.csv", "b.csv"], "profile": "tabular-data-resource"},
    ],
}  # fmt: skip
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from(["a.csv", "x", "a", "b", "table", "date", "any", "\x00"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["name", "path", "data", "fields", "type", "value", "resource", "x"]),
        inner, max_size=3,
    ),
    max_leaves=6,
)  # fmt: skip


def places(node, path=()) -> Iterator[tuple]:
    """Every place in a descriptor."""
    yield path
    items = (
        node.items()
        if isinstance(node, dict)
        else enumerate(node)
        if isinstance(node, list)
        else ()
    )
    for key, inner in items:
        yield from places(inner, (*path, key))


PLACES = [path for path in places(SOUND) if path]


def put(whole: dict, path: tuple, value) -> None:
    """Put a value into a descriptor, where the place is still there."""
    with contextlib.suppress(KeyError, IndexError, TypeError):
        for key in path[:-1]:
            whole = whole[key]
        whole[path[-1]] = value


@given(st.lists(st.tuples(st.sampled_from(PLACES), ANYTHING), min_size=1, max_size=3))
@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_no_broken_descriptor_is_an_exception(inside: Path, changes: list):
    (inside / "b.csv").write_text("x,y\n2,b\n")
    whole = json.loads(json.dumps(SOUND))
    for path, value in changes:
        put(whole, path, value)
    (inside / "datapackage.json").write_text(json.dumps(whole), encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        result = verify_package(inside)
    assert json.dumps(result.to_dict())
    assert told(result).replace("\n", "").isprintable()

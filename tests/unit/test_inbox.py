"""The inbox: which files there are, whose they may be, and whether they are whole."""

import gzip
import io
import os
import time
import zipfile
from pathlib import Path

import pytest

from orchestration.inbox import BREAKS_OFF, Found, find_dropped, find_files, unfinished
from orchestration.settings import PROJECT, Settings
from orchestration.sources import SOURCES
from orchestration.sources.articles import ARTICLES
from orchestration.sources.incidents import INCIDENTS
from orchestration.sources.ucdp_events import UCDP_EVENTS
from orchestration.sources.ucdp_ged import UCDP_GED


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_paths(tmp_path, PROJECT / "seeds")


def drop(settings: Settings, name: str, content: bytes = b"id\n", *, age: float = 10) -> Path:
    """Put a file into the inbox, last changed some seconds ago."""
    path = settings.inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    moment = time.time() - age
    os.utime(path, (moment, moment))
    return path


def zipped(content: bytes) -> bytes:
    """A zip file of one file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.csv", content)
    return packed.getvalue()


def test_a_folder_tells_whose_a_file_may_be_and_elsewhere_it_may_be_anyones(settings: Settings):
    for name in ("ucdp_ged/a.csv", "ucdp_ged/2026/b.csv", "articles/c.md", "d.csv", "mine/e.csv"):
        drop(settings, name)
    dropped = tuple(source for source in SOURCES if source.inbox)
    assert {file.name: file.candidates for file in find_dropped(settings)} == {
        "inbox/ucdp_ged/a.csv": (UCDP_GED, UCDP_EVENTS),
        "inbox/ucdp_ged/2026/b.csv": (UCDP_GED, UCDP_EVENTS),
        "inbox/articles/c.md": (ARTICLES,),
        "inbox/d.csv": dropped,
        "inbox/mine/e.csv": dropped,
    }


def test_files_of_some_sources_only(settings: Settings):
    for name in ("ucdp_ged/a.csv", "incidents/b.csv", "c.csv"):
        drop(settings, name)
    found = find_files(settings, [INCIDENTS])
    assert [file.name for file in found if not file.shipped] == [
        "inbox/c.csv",
        "inbox/incidents/b.csv",
    ]
    assert {file.candidates for file in found if file.shipped} == {(INCIDENTS,)}
    assert found[0].shipped


@pytest.mark.parametrize(
    "name", [".a.csv", ".hidden/a.csv", "~$a.xlsx", "a.csv.part", "a.csv.TMP", "a.zip.crdownload"]
)
def test_what_is_hidden_or_under_way_is_no_file_yet(settings: Settings, name: str):
    drop(settings, f"ucdp_ged/{name}")
    assert find_dropped(settings) == []


def test_what_is_no_file_is_none(settings: Settings):
    folder = drop(settings, "ucdp_ged/a.csv").parent
    (folder / "b.csv").mkdir()
    (folder / "c.csv").symlink_to("nothing")
    os.mkfifo(folder / "d.csv")
    assert [file.name for file in find_dropped(settings)] == ["inbox/ucdp_ged/a.csv"]


def test_a_name_that_is_no_utf8_is_told_in_letters(settings: Settings):
    drop(settings, os.fsdecode(b"ucdp_ged/donn\xe9es.csv"))
    [file] = find_dropped(settings)
    assert file.name == r"inbox/ucdp_ged/donn\xe9es.csv"
    assert file.path.exists()


WHOLE = {
    "a.csv": b"id\n1\n",
    "a.tsv": b"id\r\n12\r\n",
    "mac.csv": b"id\r1\r",
    "utf-16.csv": "id\n1\n".encode("utf-16-le"),
    "a.zip": zipped(b"id\n1\n"),
    "a.xlsx": zipped(b"id\n1\n"),
    "a.csv.gz": gzip.compress(b"id\n1\n" * 1000),
    "a.parquet": b"PAR1 and so on PAR1",
    "a.json": b'[{"id": 1}]\n',
    "a.geojson": b'{"features": []}',
    "a.md": b"no end tells that it is one",
    "a.txt": b"nor here",
    "a.html": b"<html><p>x</p></html>\n",
    "a.xml": b"<rss></rss>",
    "a.jsonl": b'{"text": "x"}',
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_is_whole_when_it_ends_as_its_kind_does(settings: Settings, name: str):
    drop(settings, name, WHOLE[name])
    [file] = find_dropped(settings)
    assert unfinished(file) is None


@pytest.mark.parametrize("name", [name for name in WHOLE if name not in ("a.md", "a.txt")])
@pytest.mark.parametrize("rest", [0, 1, 3], ids=["empty", "one byte", "three bytes lack"])
def test_a_young_file_that_breaks_off_is_half_written(settings: Settings, name: str, rest: int):
    drop(settings, name, WHOLE[name][:-3] if rest == 3 else WHOLE[name][:rest])
    [file] = find_dropped(settings)
    assert unfinished(file) == BREAKS_OFF


@pytest.mark.parametrize("age", [61, -61], ids=["rested", "of a clock that runs ahead"])
def test_a_file_that_is_not_young_is_taken_as_it_is(settings: Settings, age: float):
    drop(settings, "a.csv", b"id\n1", age=age)
    [file] = find_dropped(settings)
    assert unfinished(file) is None


@pytest.mark.parametrize("change", ["longer", "touched", "deleted"])
def test_a_file_that_is_no_longer_as_it_was_found_is_changing(settings: Settings, change: str):
    path = drop(settings, "a.csv")
    [file] = find_dropped(settings)
    assert file.unchanged
    match change:
        case "longer":
            drop(settings, "a.csv", b"id\n1\n")
        case "touched":
            os.utime(path)
        case "deleted":
            path.unlink()
    assert not file.unchanged
    assert unfinished(file) == "it is still changing."


def test_a_file_that_may_not_be_read_is_left_to_its_reader(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    drop(settings, "a.csv")
    [file] = find_dropped(settings)

    def forbidden(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    assert unfinished(file) is None


def test_a_file_that_vanishes_while_the_inbox_is_listed_is_none(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    drop(settings, "a.csv")
    drop(settings, "b.csv")
    real = Path.stat

    def vanishing(path: Path, **named):
        if path.name == "a.csv":
            path.unlink(missing_ok=True)
        return real(path, **named)

    monkeypatch.setattr(Path, "stat", vanishing)
    assert [file.name for file in find_dropped(settings)] == ["inbox/b.csv"]


def test_what_was_found_tells_seeds_from_dropped_files():
    assert Found(Path(), "seeds/incidents/a.csv", (INCIDENTS,), 1, 1).shipped
    assert not Found(Path(), "inbox/seeds/a.csv", (INCIDENTS,), 1, 1).shipped

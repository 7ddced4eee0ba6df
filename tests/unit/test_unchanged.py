"""Whether there is anything to build: told without reading, and never wrongly."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from orchestration.settings import Settings
from orchestration.unchanged import built_before, forget_build, input_digest, note_build


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A home after a build, with seeds and a checkout of its own."""
    settings = Settings(tmp_path / "home", tmp_path / "seeds", tmp_path / "project")
    for path in (
        settings.inbox / "ucdp_ged" / "a.csv",
        settings.seeds / "incidents" / "b.csv",
        settings.project / "orchestration" / "c.py",
        settings.project / "dbt_project" / "models" / "d.sql",
        settings.project / "requirements.lock",
        settings.build_file,
        settings.warehouse,
        settings.packages / "catalog.json",
        settings.packages / "sahel-incidents" / "1.0.0" / "events.csv",
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("as it was\n")
    return settings


def build(settings: Settings, during: Callable[[], object] = lambda: None) -> None:
    """Note a build, during which something happens."""
    inputs = input_digest(settings)
    during()
    note_build(settings, inputs)


def test_nothing_was_built_before_the_first_build(settings: Settings):
    assert built_before(settings) is None


def test_a_build_stands_until_it_is_forgotten(settings: Settings):
    build(settings)
    assert built_before(settings).endswith(" UTC")
    forget_build(settings)
    assert built_before(settings) is None


def drop(settings: Settings) -> None:
    (settings.inbox / "new.csv").write_text("id\n")


def touch(*parts: str) -> Callable[[Settings], None]:
    def run(settings: Settings) -> None:
        os.utime(settings.home.parent.joinpath(*parts), (1, 1))

    return run


CHANGES = {
    "a new file": drop,
    "a name that is no UTF-8": lambda s: (s.inbox / os.fsdecode(b"\xe9.csv")).write_text(""),
    "a deleted file": lambda s: (s.inbox / "ucdp_ged" / "a.csv").unlink(),
    "a renamed file": lambda s: (s.inbox / "ucdp_ged" / "a.csv").rename(s.inbox / "a.csv"),
    "a touched file": touch("home", "inbox", "ucdp_ged", "a.csv"),
    "another seed": touch("seeds", "incidents", "b.csv"),
    "other code": touch("project", "orchestration", "c.py"),
    "another model": touch("project", "dbt_project", "models", "d.sql"),
    "other libraries": touch("project", "requirements.lock"),
    "another build file": touch("home", "build", "redzone.duckdb"),
    "no warehouse": lambda s: s.warehouse.unlink(),
    "no package": lambda s: shutil.rmtree(s.packages / "sahel-incidents"),
    "a lost file of a package": lambda s: next(s.packages.rglob("events.csv")).unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_has_changed_is_built(settings: Settings, change: str):
    build(settings)
    CHANGES[change](settings)
    assert built_before(settings) is None


def test_a_file_that_arrives_during_a_build_is_not_taken_for_built(settings: Settings):
    build(settings)
    build(settings, during=lambda: drop(settings))
    assert built_before(settings) is None
    build(settings)
    assert built_before(settings) is not None


def test_what_a_build_writes_is_no_change(settings: Settings):
    build(settings, during=lambda: settings.warehouse.write_text("made anew"))
    assert built_before(settings) is not None


@pytest.mark.parametrize("name", [".hidden.csv", "~lock", "module.pyc"])
def test_what_no_build_reads_is_no_change(settings: Settings, name: str):
    build(settings)
    (settings.inbox / name).write_text("")
    assert built_before(settings) is not None


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '"digest"'])
def test_a_broken_note_is_none(settings: Settings, text: str):
    (settings.build_file.parent / "built.json").write_text(text)
    assert built_before(settings) is None

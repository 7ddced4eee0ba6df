"""Packages published from a real DuckDB: versions, bytes, safety, and what frictionless says."""

import csv
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from frictionless import Package

from orchestration.errors import RedzoneError
from orchestration.packaging import (
    PACKAGES,
    PackageResource,
    PackageSpec,
    created_at,
    publish_package,
)
from orchestration.packaging.catalog import write_catalog
from orchestration.packaging.describe import read_descriptor
from orchestration.packaging.licences import closed_rows
from orchestration.packaging.validate import check_package

CREATED = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
LATER = datetime(2026, 3, 1, tzinfo=UTC)
NO_PROCESS = 2**22 + 1

SPEC = PackageSpec(
    name="sahel-incidents",
    title="Incidents",
    description="What happened.",
    keywords=("Sahel",),
    resources=(
        PackageResource("events"),
        PackageResource("countries"),
        PackageResource("sources"),
        PackageResource("rejected_rows", "source in ('incidents')"),
    ),
    caveats=("A selective list is not a census.",),
)

TABLES = """
create schema marts;
create table marts.countries (country_code varchar, name_en varchar, name_ar varchar, iso2 varchar);
insert into marts.countries values
    ('NER', 'Niger', 'النيجر', 'NE'), ('MLI', 'Mali', 'مالي', 'ML'),
    ('BFA', 'Burkina Faso', 'بوركينا فاسو', 'BF'), ('NAM', 'Namibia', null, 'NA');
create table marts.sources (
    source_id varchar, name varchar, publisher varchar, url varchar, licence varchar,
    licence_url varchar, redistributable boolean, citation varchar,
    forecasts_publishable boolean default true
);
insert into marts.sources (source_id, name, publisher, url, licence, licence_url, redistributable,
    citation) values
    ('ucdp', 'GED', 'UCDP', 'https://ucdp.uu.se', 'CC BY 4.0', null, true, 'UCDP GED.'),
    ('closed', 'Closed list', 'Nobody', null, 'No redistribution', null, false, 'Closed.'),
    ('unused', 'Unused', 'Nobody', null, 'CC BY 4.0', null, true, 'Unused.');
create table marts.events (
    event_id varchar, event_type varchar, start_date date, country_code varchar,
    source_id varchar, parent_id varchar, deaths integer, latitude double, is_final boolean,
    seen_at timestamp, summary varchar
);
insert into marts.events values
    ('e3', 'coup', date '2020-08-18', 'MLI', 'ucdp', 'e1', null, 12.65, true,
        timestamp '2026-01-01 10:00:00', 'Three lines:\n"one",\r\nثلاثة أسطر؛ «مالي»'),
    ('e1', 'armed_clash', date '2019-11-01', 'MLI', 'ucdp', null, 53, 15.3 + 0.1, false,
        timestamp '2026-01-01 10:00:00.25', '=HYPERLINK("http://example.org")'),
    ('e2', 'armed_clash', date '2019-12-10', 'NER', 'ucdp', null, 71, 1e-7, null, null, '');
create table marts.loads (source_id varchar, file_sha256 varchar, origin varchar,
    status varchar);
create table marts.event_reports (report_id varchar, event_id varchar, source_id varchar,
    is_latest boolean, article_id varchar);
create table marts.articles (article_id varchar, is_redistributable boolean);
create table marts.monthly_series (series_id varchar, target varchar, source_id varchar);
create table marts.rejected_rows (
    rejection_id varchar, source varchar, value varchar, is_redistributable boolean
);
insert into marts.rejected_rows values
    ('r1', 'incidents', '-12', true), ('r2', 'displacement_flow', 'x', true);
"""


def column(name, data_type="varchar", required=False):
    return {
        "name": name,
        "description": f"The {name}.",
        "data_type": data_type,
        "constraints": [{"type": "not_null"}] if required else [],
        "meta": {},
    }


def model(name, key, *columns):
    return {
        "name": name,
        "schema": "marts",
        "alias": name,
        "description": f"One row is one of {name}.",
        "meta": {"primary_key": key},
        "columns": {entry["name"]: entry for entry in columns},
    }


def check(column_name, test, **arguments):
    return {
        "test_metadata": {"name": test, "kwargs": arguments},
        "attached_node": "model.redzone.events",
        "column_name": column_name,
        "config": {"severity": "ERROR", "where": None},
    }


@pytest.fixture
def manifest():
    models = [
        model(
            "events",
            ["event_id"],
            column("event_id", required=True),
            column("event_type", required=True),
            column("start_date", "date"),
            *map(column, ("country_code", "source_id", "parent_id")),
            column("deaths", "integer"),
            column("latitude", "double"),
            column("is_final", "boolean"),
            column("seen_at", "timestamp"),
            column("summary"),
        ),
        model(
            "countries",
            ["country_code"],
            *map(column, ("country_code", "name_en", "name_ar", "iso2")),
        ),
        model(
            "sources",
            ["source_id"],
            *map(
                column,
                ("source_id", "name", "publisher", "url", "licence", "licence_url"),
            ),
            column("redistributable", "boolean"),
            column("citation"),
            column("forecasts_publishable", "boolean"),
        ),
        model(
            "rejected_rows",
            ["rejection_id"],
            *map(column, ("rejection_id", "source", "value")),
            column("is_redistributable", "boolean"),
        ),
    ]
    tests = [
        check("event_id", "unique"),
        check("event_type", "accepted_values", values=["armed_clash", "coup"]),
        check("country_code", "relationships", to="ref('countries')", field="country_code"),
        check("parent_id", "relationships", to="ref('events')", field="event_id"),
    ]
    nodes = {f"model.redzone.{node['name']}": node for node in models}
    return {"nodes": nodes | {f"test.{number}": node for number, node in enumerate(tests)}}


@pytest.fixture
def con():
    with duckdb.connect() as connection:
        connection.execute(TABLES.replace("\\n", "\n"))
        yield connection


@pytest.fixture
def publish(con, manifest, tmp_path):
    def run(packages=tmp_path / "packages", created=CREATED):
        return publish_package(con, SPEC, manifest, packages, created=created)

    return run


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def cells(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


# green: it works


def test_the_first_version_holds_every_table_twice(publish):
    result = publish()
    assert (result.version, result.published, result.previous) == ("1.0.0", True, None)
    assert result.rows == {"events": 3, "countries": 4, "sources": 1, "rejected_rows": 1}
    assert result.path.parts[-2:] == ("sahel-incidents", "1.0.0")
    assert sorted(path.name for path in result.path.iterdir()) == [
        "CHANGELOG.md",
        "README.md",
        "countries.csv",
        "countries.parquet",
        "datapackage.json",
        "events.csv",
        "events.parquet",
        "rejected_rows.csv",
        "rejected_rows.parquet",
        "sources.csv",
        "sources.parquet",
    ]


def test_the_csv_is_plain_and_sorted_by_key(publish):
    text = (publish().path / "events.csv").read_bytes()
    assert text.decode() == (
        "event_id,event_type,start_date,country_code,source_id,parent_id,deaths,latitude,"
        "is_final,seen_at,summary\n"
        "e1,armed_clash,2019-11-01,MLI,ucdp,,53,15.4,false,2026-01-01T10:00:00.25Z,"
        '"\'=HYPERLINK(""http://example.org"")"\n'
        "e2,armed_clash,2019-12-10,NER,ucdp,,71,1e-07,,,\n"
        "e3,coup,2020-08-18,MLI,ucdp,e1,,12.65,true,2026-01-01T10:00:00Z,"
        '"Three lines:\n""one"",\r\nثلاثة أسطر؛ «مالي»"\n'
    )


def test_frictionless_calls_the_package_valid(publish):
    folder = publish().path
    assert Package.from_descriptor(str(folder / "datapackage.json")).validate().valid
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json"]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_descriptor_says_what_it_is(publish):
    descriptor = json.loads((publish().path / "datapackage.json").read_text())
    assert descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert descriptor["created"] == "2026-01-02T03:04:05Z"
    assert descriptor["licenses"][0]["name"] == "CC-BY-4.0"
    assert [source["title"] for source in descriptor["sources"]] == ["GED"]
    events, parquet = descriptor["resources"][:2]
    assert (events["type"], parquet["type"]) == ("table", "file")
    assert parquet["mediatype"] == "application/vnd.apache.parquet"
    assert [key["reference"]["resource"] for key in events["schema"]["foreignKeys"]] == [
        "countries",
        "",
    ]


def test_the_catalog_lists_what_is_on_disk(publish, con, tmp_path):
    publish()
    con.execute("update marts.events set deaths = 54 where event_id = 'e1'")
    publish(created=LATER)
    (package,) = json.loads((tmp_path / "packages" / "catalog.json").read_text())["packages"]
    assert (package["name"], package["latest"]) == ("sahel-incidents", "1.0.1")
    assert [
        (entry["version"], entry["created"], entry["path"]) for entry in package["versions"]
    ] == [
        ("1.0.0", "2026-01-02T03:04:05Z", "sahel-incidents/1.0.0/datapackage.json"),
        ("1.0.1", "2026-03-01T00:00:00Z", "sahel-incidents/1.0.1/datapackage.json"),
    ]
    assert package["versions"][1]["rows"]["events"] == 3


def test_the_tenth_minor_version_is_later_than_the_ninth(tmp_path):
    for version in ("1.9.0", "1.10.0", "not-a-version"):
        folder = tmp_path / "sahel-incidents" / version
        folder.mkdir(parents=True)
        descriptor = {"title": "Incidents", "created": "2026-01-01T00:00:00Z", "resources": []}
        (folder / "datapackage.json").write_text(json.dumps(descriptor))
    (package,) = json.loads(write_catalog(tmp_path).read_text())["packages"]
    assert package["latest"] == "1.10.0"
    assert len(package["versions"]) == 2


@pytest.mark.parametrize(
    ("change", "version", "line"),
    [
        (
            "update marts.events set deaths = 50 where event_id = 'e3'",
            "1.0.1",
            "`events`: 1 row revised.",
        ),
        (
            "insert into marts.countries values ('TCD', 'Chad', 'تشاد', 'TD')",
            "1.1.0",
            "`countries`: 1 row added.",
        ),
        (
            "delete from marts.events where event_id in ('e2', 'e3')",
            "1.1.0",
            "`events`: 2 rows removed.",
        ),
    ],
)
def test_a_change_of_rows_chooses_the_version(publish, con, change, version, line):
    publish()
    con.execute(change)
    result = publish(created=LATER)
    assert (result.version, result.previous, result.changes) == (version, "1.0.0", (line,))
    changelog = (result.path / "CHANGELOG.md").read_text()
    assert changelog.startswith(f"# Changelog\n\n## {version}, 2026-03-01\n\n- {line}\n\n## 1.0.0")


def test_a_dropped_column_is_a_major_version(publish, con, manifest):
    publish()
    con.execute("alter table marts.events drop column deaths")
    del manifest["nodes"]["model.redzone.events"]["columns"]["deaths"]
    result = publish(created=LATER)
    assert (result.version, result.changes) == ("2.0.0", ("`events`: column `deaths` removed.",))


def test_a_retyped_column_is_a_major_version(publish, con, manifest):
    publish()
    con.execute("alter table marts.events alter deaths type double")
    manifest["nodes"]["model.redzone.events"]["columns"]["deaths"]["data_type"] = "double"
    assert publish(created=LATER).version == "2.0.0"


def test_a_new_column_is_a_minor_version(publish, con, manifest):
    publish()
    con.execute("alter table marts.countries add column name_fr varchar")
    manifest["nodes"]["model.redzone.countries"]["columns"]["name_fr"] = column("name_fr")
    result = publish(created=LATER)
    assert (result.version, result.changes) == ("1.1.0", ("`countries`: new column `name_fr`.",))


# beige: boring but dangerous


def test_publishing_twice_publishes_once(publish, tmp_path):
    first = publish()
    before = bytes_of(first.path)
    second = publish(created=LATER)
    assert (second.version, second.published, second.changes) == (None, False, ())
    assert (second.previous, second.path, second.rows) == ("1.0.0", first.path, first.rows)
    assert bytes_of(first.path) == before
    assert [path.name for path in (tmp_path / "packages").iterdir() if path.is_dir()] == [SPEC.name]


def test_the_same_input_gives_the_same_bytes_whatever_the_threads_and_row_order(
    publish, con, tmp_path
):
    first = publish(packages=tmp_path / "one")
    con.execute("set threads = 1")
    con.execute("create or replace table marts.events as from marts.events order by event_id desc")
    second = publish(packages=tmp_path / "two")
    assert bytes_of(first.path) == bytes_of(second.path)
    catalogs = [(tmp_path / name / "catalog.json").read_bytes() for name in ("one", "two")]
    assert catalogs[0] == catalogs[1]


def test_many_rows_are_the_same_bytes_with_one_thread_and_with_many(con, manifest, tmp_path):
    con.execute(
        "insert into marts.rejected_rows "
        "select 'n' || i, 'incidents', (hash(i) / 7.0)::varchar, true from range(300_000) as t(i)"
    )
    folders = []
    for threads in (1, 4):
        con.execute(f"set threads = {threads}")
        packages = tmp_path / str(threads)
        folders.append(publish_package(con, SPEC, manifest, packages, created=CREATED).path)
    assert bytes_of(folders[0]) == bytes_of(folders[1])


def test_a_published_version_is_not_touched_by_the_next(publish, con):
    first = publish()
    before = bytes_of(first.path)
    con.execute("delete from marts.events where event_id = 'e2'")
    publish(created=LATER)
    assert bytes_of(first.path) == before


def test_an_empty_cell_that_gets_a_value_is_a_revision(publish, con):
    publish()
    con.execute("update marts.events set deaths = 0 where event_id = 'e3'")
    assert publish(created=LATER).changes == ("`events`: 1 row revised.",)


def test_an_empty_text_is_a_missing_value_in_both_files(publish):
    path = publish().path
    assert cells(path / "events.csv")[1]["summary"] == ""
    (summary,) = duckdb.execute(
        f"select summary from '{path}/events.parquet' where event_id = 'e2'"
    ).fetchone()
    assert summary is None


def test_an_empty_table_is_a_header(publish, con):
    con.execute("delete from marts.rejected_rows")
    result = publish()
    assert result.rows["rejected_rows"] == 0
    assert (result.path / "rejected_rows.csv").read_text() == (
        "rejection_id,source,value,is_redistributable\n"
    )
    assert Package.from_descriptor(str(result.path / "datapackage.json")).validate().valid


def test_namibia_survives_the_pandas_lines_of_the_readme(publish):
    import pandas as pd

    path = publish().path
    code = 'pd.read_csv("events.csv", keep_default_na=False, na_values=[""])'
    assert code in (path / "README.md").read_text()
    frame = pd.read_csv(path / "countries.csv", keep_default_na=False, na_values=[""])
    assert frame["iso2"].tolist() == ["BF", "ML", "NA", "NE"]
    assert frame["name_ar"].isna().sum() == 1


def test_created_at_follows_source_date_epoch(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert created_at() == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert created_at().microsecond == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(RedzoneError, match="SOURCE_DATE_EPOCH is yesterday"):
        created_at()


# red: adversarial


@pytest.mark.parametrize(
    ("breakage", "message"),
    [
        (
            "update marts.events set event_type = '' where event_id = 'e2'",
            "events.csv, row 3, event_type: constraint-error: expected a value",
        ),
        (
            "update marts.events set event_type = 'war' where event_id = 'e2'",
            "events.csv, row 3, event_type: constraint-error: 'war'; expected one of armed_clash",
        ),
        (
            "insert into marts.events by name from marts.events where event_id = 'e1'",
            "events.csv, row 3, event_id: unique-error: 'e1'; expected each event_id to stand once",
        ),
        (
            "insert into marts.countries values ('MLI', 'Mali', null, 'ML')",
            "countries.csv, row 4, country_code: primary-key: 'MLI'; "
            "expected the primary key country_code to stand once",
        ),
        (
            "update marts.events set country_code = 'XXX' where event_id = 'e1'",
            "events.csv, row 2, country_code: foreign-key: 'XXX'; expected a value that stands in",
        ),
        (
            "update marts.events set parent_id = 'e9' where event_id = 'e1'",
            "events.csv, row 2, parent_id: foreign-key: 'e9'; expected a value that stands in the",
        ),
        (
            "update marts.events set latitude = 'nan' where event_id = 'e3'",
            "events, field latitude: 1 rows hold no finite number",
        ),
        (
            "update marts.events set source_id = 'hearsay'",
            "sahel-incidents names sources whose licence and citation are not in the table of "
            "sources: hearsay",
        ),
        ("drop table marts.countries", 'The table "marts"."countries" is missing'),
        (
            "alter table marts.events alter deaths type bigint",
            "Expected: deaths integer. Actual: deaths bigint",
        ),
        (
            "alter table marts.events add column secret varchar",
            "Expected: secret missing. Actual: secret varchar",
        ),
    ],
)
@pytest.mark.parametrize("earlier", [False, True], ids=["first version", "later version"])
def test_what_is_not_valid_is_named_and_leaves_nothing(
    publish, con, tmp_path, earlier, breakage, message
):
    packages = tmp_path / "packages"
    if earlier:
        publish()
    con.execute(breakage)
    with pytest.raises(RedzoneError) as caught:
        publish(created=LATER)
    assert message in str(caught.value)
    versions = [path.name for path in packages.glob("*/*/")]
    assert versions == (["1.0.0"] if earlier else [])
    assert not list(packages.glob(".staging*"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+22 word", "'+22 word"),
        ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1+1", "'\t=1+1"),
        ("\r=1+1", "'\r=1+1"),
        ("-", "'-"),
        ("-12", "-12"),
        ("+1.5e-3", "+1.5e-3"),
        ("a=1", "a=1"),
        ("'=1", "'=1"),
        ("one\n=1+1", "one\n=1+1"),
        (" lead, and trail ", " lead, and trail "),
        ('"quoted"', '"quoted"'),
        ("#no comment", "#no comment"),
        ("\\n and \\", "\\n and \\"),
        ("‏مرحبا، «مالي»", "‏مرحبا، «مالي»"),
    ],
)
def test_a_formula_is_defused_in_the_csv_and_raw_in_the_parquet(publish, con, text, shown):
    con.execute("update marts.events set summary = ?", [text])
    path = publish().path
    assert {row["summary"] for row in cells(path / "events.csv")} == {shown}
    assert duckdb.execute(f"select distinct summary from '{path}/events.parquet'").fetchall() == [
        (text,)
    ]
    package = Package.from_descriptor(str(path / "datapackage.json"))
    assert package.validate().valid
    assert {row["summary"] for row in package.get_resource("events").read_rows()} == {shown}


def test_a_number_reads_back_from_the_csv_as_the_very_same(publish, con):
    con.execute(
        "insert into marts.events by name select 'x' || i as event_id, 'coup' as event_type, "
        "hash(i)::double / 1e17 * power(10, i % 40 - 20) as latitude from range(2000) as t(i)"
    )
    path = publish().path
    parquet = dict(
        duckdb.execute(f"select event_id, latitude from '{path}/events.parquet'").fetchall()
    )
    assert {
        row["event_id"]: float(row["latitude"]) for row in cells(path / "events.csv")
    } == parquet


@pytest.mark.parametrize("name", ["events.csv", "events.parquet"])
def test_a_file_that_is_not_what_its_hash_says_is_refused(publish, con, name):
    path = publish().path
    with (path / name).open("ab") as stream:
        stream.write(b"\n")
    with pytest.raises(RedzoneError, match=rf"{name.split('.')[0]}.*(hash|byte)-count"):
        check_package(con, read_descriptor(path), path)


def test_a_csv_with_other_rows_than_its_parquet_is_refused(publish, con):
    path = publish().path
    table = path / "events.csv"
    table.write_bytes(table.read_bytes().replace(b",53,", b",54,"))
    descriptor = read_descriptor(path)
    for resource in descriptor["resources"]:
        resource.pop("hash")
    with pytest.raises(RedzoneError, match=r"events\.csv does not hold the rows"):
        check_package(con, descriptor, path)


@pytest.mark.parametrize(
    "leak",
    [
        "update marts.events set source_id = 'closed' where event_id = 'e1'",
        "insert into marts.event_reports values ('r', 'e1', 'closed', true, null)",
        "update marts.rejected_rows set is_redistributable = false",
    ],
    ids=["by the source that a row names", "by the reports of an event", "by a rejected row"],
)
def test_what_a_source_forbids_to_pass_on_is_not_published(publish, con, tmp_path, leak: str):
    con.execute(leak)
    with pytest.raises(
        RedzoneError, match=r"(events|rejected_rows): 1 row leads by .*_id to a source"
    ):
        publish()
    assert not (tmp_path / "packages" / "sahel-incidents").exists()


@pytest.mark.parametrize(
    ("licences", "found"),
    [
        ("true", []),
        (
            "false",
            [
                f"{name}: 1 row leads by {column} to a source that forbids passing it on"
                for name, columns in (
                    ("event_evidence", ("article_id", "report_id")),
                    ("event_reports", ("article_id", "report_id")),
                )
                for column in columns
            ],
        ),
    ],
    ids=["an open article", "a closed article"],
)
def test_a_claim_is_passed_on_as_its_article_is_whatever_its_source(con, tmp_path, licences, found):
    con.execute(f"insert into marts.articles values ('a', {licences})")
    con.execute("insert into marts.event_reports values ('r', null, 'closed', true, 'a')")
    resources = []
    for name, columns in {
        "event_reports": "report_id, article_id, source_id",
        "event_evidence": "report_id, article_id",
    }.items():
        con.execute(
            f"copy (select {columns} from marts.event_reports) "
            f"to '{tmp_path / name}.parquet' (format parquet)"
        )
        fields = [{"name": column} for column in columns.split(", ")]
        resources.append({"name": name, "type": "table", "schema": {"fields": fields}})
    descriptor = {"resources": resources}
    assert sorted(closed_rows(con, descriptor, tmp_path)) == found


def test_the_staging_of_a_dead_run_is_removed_and_that_of_a_living_one_stays(publish, tmp_path):
    packages = tmp_path / "packages"
    dead, alive = (
        packages / f".staging-sahel-forecasts-{process}" for process in (NO_PROCESS, os.getppid())
    )
    for folder in (dead, alive):
        folder.mkdir(parents=True)
        (folder / "half.csv").write_text("a")
    publish()
    assert not dead.exists()
    assert alive.exists()


def test_a_version_that_is_there_already_is_not_replaced(publish, tmp_path):
    taken = tmp_path / "packages" / "sahel-incidents" / "1.0.0"
    taken.mkdir(parents=True)
    (taken / "mine.txt").write_text("mine")
    with pytest.raises(RedzoneError, match="published already"):
        publish()
    assert bytes_of(taken) == {"mine.txt": b"mine"}


def test_a_time_without_a_zone_is_refused(publish):
    with pytest.raises(ValueError, match="time zone"):
        publish(created=datetime(2026, 1, 1))


def test_no_package_bears_a_date_or_names_a_mart_twice():
    for spec in PACKAGES:
        marts = [resource.mart for resource in spec.resources]
        assert len(marts) == len(set(marts))
        assert not any(letter.isdigit() for letter in spec.name)
        assert {"countries", "sources", "rejected_rows"} <= set(marts)

"""One build of everything: what is loaded, what is refused, what is published."""

import csv
import json
import sys
from pathlib import Path

import duckdb
import pytest

from orchestration.settings import PROJECT
from orchestration.sources import SOURCES
from tests.conftest import Redzone
from tests.integration.conftest import Built, run_checked, tree_digest

PACKAGES = ("sahel-incidents", "sahel-displacement", "sahel-forecasts")


def test_every_row_of_every_file_is_loaded_or_rejected(built: Built):
    for source in SOURCES:
        out_of_balance = built.query(
            f"""
            select file, rows_in, rows_loaded, rows_rejected from raw.loads
            where source = '{source.name}' and (
                rows_in <> rows_loaded + rows_rejected
                or rows_loaded <> (
                    select count(*) from raw.{source.name} as stored where stored._file = file
                )
                or rows_rejected <> (
                    select count(distinct row_number) from raw.rejected_rows as rejected
                    where rejected.file = loads.file
                )
            )
            """
        )
        assert out_of_balance == [], source.name


def test_rows_in_is_what_a_csv_reader_counts(built: Built):
    for source, file, rows_in in built.query(
        "select source, file, rows_in from raw.loads where status = 'loaded' and file like '%.csv'"
    ):
        root = PROJECT if file.startswith("seeds/") else built.home
        with (root / file).open(newline="", encoding="utf-8-sig") as stream:
            assert sum(1 for _ in csv.DictReader(stream)) == rows_in, (source, file)


def test_no_seed_row_is_rejected(built: Built):
    assert built.query("select * from raw.rejected_rows where file like 'seeds/%'") == []


def test_a_broken_row_is_kept_with_its_reason(built: Built):
    found = built.query(
        """
        select row_number, column_name, value, rule, expected, record ->> 'latitude'
        from marts.rejected_rows
        where file = 'inbox/ucdp_ged/GEDEvent_v1_0_2.csv' order by row_number
        """
    )
    assert found == [
        (4, "latitude", "north of town", "type-error", "a number", "north of town"),
        (6, "id", "2", "primary-key", "the primary key id to stand once", "18.44"),
    ]


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ("ucdp_ged/empty.csv", "the file is empty"),
        ("ucdp_ged/latin1.csv", "not UTF-8"),
        ("ucdp_ged/lacking.csv", "Tried: ucdp_events (lacks conflict_new_id, conflict_name"),
        ("ucdp_ged/unclosed.csv", "a double quote opened in row 2 is never closed"),
        ("ucdp_ged/export[1].csv", "ucdp_ged (lacks year, active_year"),
        ("ucdp_ged/table.xlsx", "it is called .xlsx and is no Excel workbook"),
        ("articles/malformed.md", "the front matter is malformed in line"),
        ("articles/open.md", "no second --- closes the front matter"),
    ],
)
def test_an_unreadable_file_is_refused_with_a_sentence_and_the_rest_goes_on(
    built: Built, file: str, reason: str
):
    name = f"inbox/{file}"
    [(status, why, rows_in)] = built.query(
        f"select status, reason, rows_in from marts.loads where file = '{name}'"
    )
    assert (status, rows_in) == ("refused", 0)
    assert reason in why
    assert built.query(f"select expected from marts.rejected_rows where file = '{name}'") == [
        (why,)
    ]
    assert f"{name}: {why}" in built.output


def test_the_same_bytes_are_loaded_once(built: Built):
    original = "inbox/ucdp_ged/GEDEvent_v1_0_3.csv"
    assert built.query("select file, reason from marts.loads where status = 'duplicate'") == [
        (
            "inbox/ucdp_ged/copy_of_v1_0_3.csv",
            f"the same bytes as {original}",
        )
    ]


def test_a_file_of_no_source_is_refused_and_told_what_was_tried(built: Built):
    [(source, status, reason)] = built.query(
        "select source, status, reason from marts.loads where file = 'inbox/stray.csv'"
    )
    assert (source, status) == ("unrecognised", "refused")
    for tried in ("ucdp_ged (lacks id, year", "acled (lacks event_id_cnty", "incidents (lacks"):
        assert tried in reason
    assert reason.endswith("It has: a.")
    assert f"inbox/stray.csv: refused, {reason}" in built.output


def test_a_later_release_revises_an_event_and_the_older_report_stays(built: Built):
    assert built.query(
        """
        select is_latest, fatalities_low, fatalities_best, fatalities_high
        from marts.event_reports where event_id = 'ucdp-1' order by file
        """
    ) == [(False, 2, 3, 5), (True, 6, 6, 6)]
    assert built.query("select fatalities_best from marts.events where event_id = 'ucdp-1'") == [
        (6,)
    ]


def test_names_map_to_the_reference_and_what_does_not_map_is_kept(built: Built):
    assert built.query(
        """
        select country_code, country_name, admin1_id, place_id is not null, actor_1_id, actor_2_id,
            event_type, date_precision
        from marts.event_reports where source_record_id in ('1', '2', '4') and is_latest
        order by source_record_id
        """
    ) == [
        ("MLI", "Mali", "ML08", True, "mali_government", "jnim", "armed_clash", "day"),
        ("MLI", "Mali", "ML08", True, "mali_government", "civilians", "attack_on_civilians", "day"),
        (None, "Nowhere", None, False, None, None, "armed_clash", "month"),
    ]


def test_every_published_table_is_described_in_the_warehouse(built: Built):
    assert (
        built.query(
            """
        select table_name from duckdb_tables() where schema_name = 'marts' and comment is null
        union all
        select table_name || '.' || column_name from duckdb_columns()
        where schema_name = 'marts' and comment is null
        """
        )
        == []
    )


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_is_valid_for_frictionless(built: Built, package: str):
    folder = built.home / "packages" / package / "1.0.0"
    run_checked(
        [sys.executable, "-m", "frictionless", "validate", str(folder / "datapackage.json")]
    )


@pytest.mark.parametrize("package", PACKAGES)
def test_one_description_serves_warehouse_and_package(built: Built, package: str):
    descriptor = json.loads(
        (built.home / "packages" / package / "1.0.0" / "datapackage.json").read_text()
    )
    for resource in descriptor["resources"]:
        if resource["format"] != "csv":
            continue
        described = {field["name"]: field["description"] for field in resource["schema"]["fields"]}
        comments = dict(
            built.query(
                "select column_name, comment from duckdb_columns() "
                f"where schema_name = 'marts' and table_name = '{resource['name']}'"
            )
        )
        assert described == comments, resource["name"]


def test_forecasts_reach_twelve_months_for_every_series(built: Built):
    assert built.query(
        """
        select target, count(distinct series_id), max(horizon), count(distinct origin_date)
        from marts.forecasts where model_id = 'redzone' group by target order by target
        """
    ) == [("fatalities", 14, 12, 1), ("incidents", 14, 12, 1)]


def test_query_answers_as_table_and_as_csv(built: Built, redzone: Redzone):
    sql = "select count(*) as incidents from marts.events where coverage = 'selective'"
    [(count,)] = built.query(sql)
    table = redzone("query", sql, "--home", str(built.home))
    assert (table.returncode, str(count) in table.stdout) == (0, True)
    assert (
        redzone("query", sql, "--csv", "--home", str(built.home)).stdout == f"incidents\n{count}\n"
    )


def test_a_question_that_duckdb_cannot_answer_is_a_sentence(built: Built, redzone: Redzone):
    answer = redzone("query", "select nothing from nowhere", "--home", str(built.home))
    assert answer.returncode == 1
    assert answer.stderr.startswith("redzone: DuckDB cannot answer:")
    assert "Traceback" not in answer.stderr


def test_query_cannot_change_what_is_published(built: Built, redzone: Redzone):
    answer = redzone("query", "drop table marts.events", "--home", str(built.home))
    assert answer.returncode == 1
    assert built.query("select count(*) > 0 from marts.events") == [(True,)]


def test_status_tells_what_is_loaded_and_which_checks_fail(built: Built, redzone: Redzone):
    status = redzone("status", "--home", str(built.home))
    assert status.returncode == 0, status.stdout + status.stderr
    for expected in (
        "ucdp_ged",
        "data_as_of",
        "raw/ucdp_ged: dropped_rows_are_loaded",
        "stray.csv",
    ):
        assert expected in status.stdout


def test_no_name_of_a_file_commands_the_terminal(built: Built, redzone: Redzone):
    status = redzone("status", "--home", str(built.home)).stdout
    for shown in (built.output, status):
        assert "inbox/\\x1b[2J.csv: refused" in shown
        assert "\x1b" not in shown


def test_a_second_build_has_nothing_to_do_and_writes_nothing(built: Built, redzone: Redzone):
    before = tree_digest(built.home)
    again = redzone("build", "--home", str(built.home))
    assert again.returncode == 0, again.stdout + again.stderr
    [line] = again.stdout.splitlines()
    assert line.startswith("✓ Nothing has changed since the build of ")
    assert tree_digest(built.home) == before


def test_building_everything_again_publishes_nothing_new_and_changes_no_table(
    built: Built, redzone: Redzone
):
    before = tree_digest(built.home / "packages")
    tables = [
        name
        for (name,) in built.query(
            "select table_name from duckdb_tables() where schema_name = 'marts'"
        )
    ]
    rows = {name: built.query(f"from marts.{name} order by all") for name in tables}
    again = redzone("build", "--home", str(built.home), "--select", "*", timeout=600)
    assert again.returncode == 0, again.stdout + again.stderr
    assert tree_digest(built.home / "packages") == before
    for name in tables:
        assert built.query(f"from marts.{name} order by all") == rows[name], name


def test_every_claim_points_at_the_words_of_its_article(built: Built):
    assert built.query("select count(*) > 100 from marts.event_evidence") == [(True,)]
    assert (
        built.query(
            """
            select report_id from marts.event_evidence
            inner join marts.articles using (article_id)
            where evidence_text is distinct from substring(
                text, start_offset - text_start + 1, end_offset - start_offset
            )
            """
        )
        == []
    )
    for name, file, start, end, words in built.query(
        "select claim_id, _file, evidence_start, evidence_end, evidence_text "
        "from raw.article_claims where starts_with(_file, 'seeds/')"
    ):
        text = (PROJECT / file).read_bytes().decode("utf-8-sig")
        assert text[start:end] == words, name


def test_a_claim_is_a_report_with_evidence_and_no_event(built: Built):
    assert built.query(
        """
        select count(*) > 100, count(event_id), count(evidence.report_id) = count(*)
        from marts.event_reports as reports
        left join marts.event_evidence as evidence using (report_id)
        where reports.article_id is not null
        """
    ) == [(True, 0, True)]
    assert built.query(
        "select sum(claim_count) = (select count(*) from marts.event_evidence) from marts.articles"
    ) == [(True,)]


def test_dagster_runs_a_job_on_the_same_home(built: Built):
    environment = {
        "REDZONE_HOME": str(built.home),
        "DAGSTER_HOME": str(built.home / "dagster"),
        "PATH": "/usr/bin:/bin",
    }
    dagster = str(Path(sys.executable).with_name("dagster"))
    run_checked(
        [dagster, "job", "execute", "-m", "orchestration.definitions", "-j", "publish"],
        cwd=PROJECT,
        env=environment,
    )
    assert duckdb.connect(built.home / "redzone.duckdb", read_only=True).execute(
        "select count(*) > 0 from marts.events"
    ).fetchone() == (True,)

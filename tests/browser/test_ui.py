"""Redzone in Dagster's UI, clicked through in a real browser."""

import socket
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import RUN_SECONDS, Seen, Ui

ASSETS = """
{
  assetNodes {
    assetKey { path }
    assetMaterializations(limit: 1) { runId }
    assetChecksOrError {
      ... on AssetChecks {
        checks { name blocking executionForLatestMaterialization { status } }
      }
    }
  }
}
"""
AUTOMATION = """
{
  repositoriesOrError {
    ... on RepositoryConnection {
      nodes {
        location { name }
        jobs { name }
        schedules { name scheduleState { status } }
        sensors { name sensorState { status } }
      }
    }
  }
}
"""
LAUNCH = """
mutation {
  launchRun(executionParams: {selector: {
    repositoryLocationName: "redzone", repositoryName: "__repository__", jobName: "build_all"
  }}) { __typename ... on LaunchRunSuccess { run { runId } } }
}
"""
VERSIONS = """
{
  assetNodes(group: {
    groupName: "packages", repositoryName: "__repository__", repositoryLocationName: "redzone"
  }) {
    assetKey { path }
    assetMaterializations(limit: 2) {
      metadataEntries { label ... on TextMetadataEntry { text } }
    }
  }
}
"""
LOOPBACK_IN_HEX = "0100007F"
LISTENING = "0A"


@pytest.fixture(scope="module")
def materialised(ui: Ui, browser_context: BrowserContext, seen: Seen) -> str:
    """The id of the run that a click on "Materialize all" started, and that succeeded."""
    page = browser_context.new_page()
    seen.watch(page)
    page.goto(f"{ui.url}/asset-groups")
    page.get_by_role("button", name="Materialize all").click()
    page.get_by_text("View", exact=True).click()
    page.wait_for_url("**/runs/*")
    run_id = page.url.rsplit("/", 1)[1]
    expect(page.get_by_text("Success", exact=True).first).to_be_visible(timeout=RUN_SECONDS * 1000)
    page.close()
    return run_id


def test_the_ui_listens_on_this_machine_only(ui: Ui):
    for address in {"127.0.0.2", *socket.gethostbyname_ex(socket.gethostname())[2]} - {"127.0.0.1"}:
        with socket.socket() as caller:
            caller.settimeout(5)
            assert caller.connect_ex((address, ui.port)) != 0, address
    assert listening_addresses(ui.port) == {LOOPBACK_IN_HEX}


def listening_addresses(port: int) -> set[str]:
    """Local addresses on which somebody listens at a port, in the kernel's notation."""
    tables = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
    lines = [line.split() for table in tables for line in table.read_text().splitlines()[1:]]
    sockets = [(*line[1].split(":"), line[3]) for line in lines]
    return {
        address
        for address, number, state in sockets
        if state == LISTENING and int(number, 16) == port
    }


def test_jobs_schedule_and_sensors_are_there_and_nothing_starts_by_itself(ui: Ui, page: Page):
    (repository,) = ui.graphql(AUTOMATION)["repositoriesOrError"]["nodes"]
    assert repository["location"]["name"] == "redzone"
    assert {job["name"] for job in repository["jobs"]} == {"__ASSET_JOB", "build_all", "publish"}
    assert {each["name"]: each["scheduleState"]["status"] for each in repository["schedules"]} == {
        "daily_build": "STOPPED"
    }
    assert {each["name"]: each["sensorState"]["status"] for each in repository["sensors"]} == {
        "dead_runs": "RUNNING",
        "inbox": "STOPPED",
    }
    page.goto(f"{ui.url}/automation")
    for name in ("daily_build", "dead_runs", "inbox"):
        expect(page.get_by_text(name, exact=True)).to_be_visible()


def test_materialize_all_makes_every_asset_and_passes_every_blocking_check(
    ui: Ui, materialised: str
):
    assert ui.outcome(materialised) == "SUCCESS"
    assets = {"/".join(node["assetKey"]["path"]): node for node in ui.graphql(ASSETS)["assetNodes"]}
    makers = {name: node["assetMaterializations"] for name, node in assets.items()}
    assert makers == {name: [{"runId": materialised}] for name in assets}
    checks = {
        (name, check["name"]): check["executionForLatestMaterialization"]
        for name, node in assets.items()
        for check in node["assetChecksOrError"]["checks"]
        if check["blocking"]
    }
    assert checks
    assert {
        check: execution
        for check, execution in checks.items()
        if execution is None or execution["status"] != "SUCCEEDED"
    } == {}


@pytest.mark.parametrize("asset", ["raw/incidents", "marts/events"])
def test_the_page_of_an_asset_shows_its_checks_as_passed(
    ui: Ui, page: Page, materialised: str, asset: str
):
    (checks,) = (
        node["assetChecksOrError"]["checks"]
        for node in ui.graphql(ASSETS)["assetNodes"]
        if node["assetKey"]["path"] == asset.split("/")
    )
    page.goto(f"{ui.url}/assets/{asset}?view=checks")
    expect(page.get_by_text("Succeeded", exact=True)).to_have_count(len(checks))
    expect(page.get_by_text("Passed", exact=True)).to_be_visible()


@pytest.mark.parametrize(
    ("asset", "pictures"), [("marts/forecasts_wide", 2), ("marts/monthly_series", 1)]
)
def test_an_asset_shows_its_picture(
    ui: Ui, page: Page, materialised: str, asset: str, pictures: int
):
    page.goto(f"{ui.url}/assets/{asset}?view=events")
    links = page.get_by_text("[Show Markdown]")
    expect(links).to_have_count(pictures)
    for link in links.all():
        link.click()
        picture = page.locator('img[src^="data:image/png;base64,"]')
        expect(picture).to_be_visible()
        assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
        page.get_by_role("button", name="Close").click()
        expect(picture).to_have_count(0)


def test_a_second_build_succeeds_and_publishes_nothing_new(ui: Ui, materialised: str):
    launched = ui.graphql(LAUNCH)["launchRun"]
    assert launched["__typename"] == "LaunchRunSuccess"
    assert ui.outcome(launched["run"]["runId"]) == "SUCCESS"
    versions = {
        node["assetKey"]["path"][-1]: [
            entry["text"]
            for made in node["assetMaterializations"]
            for entry in made["metadataEntries"]
            if entry["label"] == "version"
        ]
        for node in ui.graphql(VERSIONS)["assetNodes"]
    }
    assert versions == {
        "sahel_displacement": ["1.0.0", "1.0.0"],
        "sahel_forecasts": ["1.0.0", "1.0.0"],
        "sahel_incidents": ["1.0.0", "1.0.0"],
        "warehouse": [],
    }


def test_no_page_complains_or_asks_another_host(ui: Ui, page: Page, materialised: str, seen: Seen):
    for path, text in {
        "overview": "Overview",
        "assets": "intermediate / int_actor_keys",
        "jobs": "build_all",
        "deployment/locations": "orchestration.definitions",
        "assets/packages/sahel_forecasts": "changes",
        f"runs/{materialised}": "Success",
    }.items():
        page.goto(f"{ui.url}/{path}")
        expect(page.get_by_text(text).first).to_be_visible()
    assert seen.hosts == {"127.0.0.1"}
    assert seen.complaints == []


def test_a_bare_dagster_dev_finds_the_code(plain_ui: Ui):
    (repository,) = plain_ui.graphql(AUTOMATION)["repositoriesOrError"]["nodes"]
    assert repository["location"]["name"] == "redzone"

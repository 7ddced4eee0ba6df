"""What each publisher is asked for, from which day on."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from orchestration.errors import RedzoneError
from orchestration.fetching.names import safe_name
from orchestration.fetching.publisher import Request, origin
from orchestration.fetching.publishers import ACLED_PAGE_ROWS, PUBLISHERS
from orchestration.fetching.web import check_url
from orchestration.sources import INBOX_FOLDERS

TODAY = date(2026, 11, 24)


def asked(name: str, since: date | None = None, answers=None, today: date = TODAY) -> list[Request]:
    """The requests of a publisher; `answers` gives the file for each, or None."""
    requests = PUBLISHERS[name].requests(since, today)
    found, path = [], None
    while True:
        try:
            found.append(requests.send(path))
        except StopIteration:
            return found
        path = answers(found[-1]) if answers else Path("there")


def names(requests: list[Request]) -> list[str]:
    return [request.name for request in requests]


def test_ucdp_gives_the_final_release_and_the_months_after_it():
    first, *months = asked("ucdp_ged")
    assert first.url == "https://ucdp.uu.se/downloads/ged/ged261-csv.zip"
    assert first.name == "GEDEvent_v26_1.csv.zip"
    assert names(months) == [f"GEDEvent_v26_0_{month}.csv" for month in range(1, 12)]
    assert months[7].url == "https://ucdp.uu.se/downloads/candidateged/GEDEvent_v26_0_8.csv"
    assert all(month.optional and month.independent for month in months)


def test_ucdp_gives_the_release_before_where_this_years_is_not_out():
    def answers(request):
        return None if "v26_1" in request.name else Path("there")

    found = names(asked("ucdp_ged", answers=answers, today=date(2026, 3, 2)))
    assert found[:2] == ["GEDEvent_v26_1.csv.zip", "GEDEvent_v25_1.csv.zip"]
    assert found[2:] == [
        *(f"GEDEvent_v25_0_{month}.csv" for month in range(1, 13)),
        *(f"GEDEvent_v26_0_{month}.csv" for month in range(1, 4)),
    ]


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        (date(2026, 10, 31), ["GEDEvent_v26_0_10.csv", "GEDEvent_v26_0_11.csv"]),
        (TODAY, ["GEDEvent_v26_0_11.csv"]),
    ],
)
def test_ucdp_gives_months_from_the_day_on(since: date, expected: list[str]):
    assert names(asked("ucdp_ged", since)) == expected


def test_ucdp_gives_no_month_that_a_final_release_has_replaced():
    found = names(asked("ucdp_ged", date(2024, 6, 1)))
    assert found[:2] == ["GEDEvent_v26_1.csv.zip", "GEDEvent_v26_0_1.csv"]
    assert not any("v25" in name or "v24" in name for name in found)


def test_ucdp_gives_the_months_of_last_year_while_no_release_covers_them():
    def answers(request):
        return None if request.name.endswith("_1.csv.zip") else Path("there")

    found = names(asked("ucdp_ged", date(2025, 11, 1), answers, today=date(2026, 2, 1)))
    assert found == [
        "GEDEvent_v26_1.csv.zip",
        "GEDEvent_v25_0_11.csv",
        "GEDEvent_v25_0_12.csv",
        "GEDEvent_v26_0_1.csv",
        "GEDEvent_v26_0_2.csv",
    ]


def test_acled_gives_whole_years_of_each_country_and_pages_until_one_is_not_full(tmp_path):
    def answers(request):
        full = "MLI_2026_page_1" in request.name
        path = tmp_path / request.name
        path.write_text("id,notes\n" + '1,"two\nlines"\n' * (ACLED_PAGE_ROWS if full else 3))
        return path

    found = asked("acled", date(2026, 3, 1), answers)
    assert names(found) == [
        "acled_MLI_2026_page_1.csv",
        "acled_MLI_2026_page_2.csv",
        "acled_BFA_2026_page_1.csv",
        "acled_NER_2026_page_1.csv",
    ]
    assert found[2].url == (
        "https://acleddata.com/api/acled/read"
        "?_format=csv&country=Burkina+Faso&year=2026&limit=5000&page=1"
    )
    assert [request.optional for request in found] == [False, True, False, False]


def test_acled_gives_this_year_and_the_last_where_no_day_is_asked_for(tmp_path):
    (tmp_path / "a").write_text("id\n")
    found = names(asked("acled", answers=lambda _: tmp_path / "a"))
    assert {re.search(r"\d{4}", name)[0] for name in found} == {"2025", "2026"}


def test_idmc_gives_recent_updates_or_all():
    assert names(asked("idmc_idu")) == ["idmc_idu_last_180_days_2026-11-24.json"]
    assert names(asked("idmc_idu", date(2026, 6, 1))) == ["idmc_idu_last_180_days_2026-11-24.json"]
    assert asked("idmc_idu", date(2026, 5, 1))[0].url.endswith("/external-api/idus/all/")
    (yearly,) = asked("idmc_gidd")
    assert "iso3__in=MLI%2CBFA%2CNER&start_year=2008&end_year=2026" in yearly.url


def test_unhcr_gives_as_many_pages_as_the_first_one_says(tmp_path):
    path = tmp_path / "page.json"
    path.write_text(json.dumps({"maxPages": 3, "items": []}))
    found = asked("unhcr", date(2020, 1, 1), lambda _: path)
    assert names(found) == [f"unhcr_population_from_2020_page_0{page}.json" for page in (1, 2, 3)]
    assert "limit=10000&page=3&yearFrom=2020&yearTo=2026&coo_all=true" in found[2].url


@pytest.mark.parametrize("text", ["{}", "[]", '{"maxPages": null}', '{"maxPages": "many"}', "{"])
def test_unhcr_pages_that_are_not_counted_are_not_guessed(text: str, tmp_path):
    (tmp_path / "page.json").write_text(text)
    with pytest.raises(RedzoneError, match="does not say how many pages"):
        asked("unhcr", answers=lambda _: tmp_path / "page.json")


LIST = """\
150383 297a16b493de7cf6ca809a7cc31d0b93 http://data.gdeltproject.org/gdeltv2/20261122234500.export.CSV.zip
318084 bb27f78ba45f69a17ea6ed7755e9f8ff http://data.gdeltproject.org/gdeltv2/20261123000000.mentions.CSV.zip
149211 2a91041d7e72b0fc6a629e2ff867b240 http://elsewhere.example/x/20261123000000.export.CSV.zip
a damaged line
149723 12268e821823aae2da90882621feda18 http://data.gdeltproject.org/gdeltv2/20261124001500.export.CSV.zip
"""


def test_gdelt_gives_the_event_files_of_its_list_with_their_digests(tmp_path):
    (tmp_path / "list.txt").write_text(LIST)
    listing, *files = asked("gdelt", date(2026, 11, 23), lambda _: tmp_path / "list.txt")
    assert listing.url.endswith("/gdeltv2/masterfilelist.txt")
    assert listing.listing
    assert names(files) == ["20261123000000.export.CSV.zip", "20261124001500.export.CSV.zip"]
    assert {origin(file.url)[1] for file in files} == {"data.gdeltproject.org"}
    assert (files[1].size, files[1].md5) == (149723, "12268e821823aae2da90882621feda18")
    assert all(file.optional and file.independent for file in files)


def test_gdelt_gives_the_last_file_where_no_day_is_asked_for(tmp_path):
    (tmp_path / "list.txt").write_text(LIST.splitlines()[-1])
    listing, file = asked("gdelt", answers=lambda _: tmp_path / "list.txt")
    assert listing.url.endswith("/gdeltv2/lastupdate.txt")
    assert file.name == "20261124001500.export.CSV.zip"


def test_a_gdelt_list_of_another_form_is_told(tmp_path):
    (tmp_path / "list.txt").write_text("moved to another place\n")
    with pytest.raises(RedzoneError, match="names no event file"):
        asked("gdelt", answers=lambda _: tmp_path / "list.txt")


def test_the_list_of_american_advisories_bears_its_day():
    assert names(asked("travel_advisories")) == ["us_travel_advisories_2026-11-24.json"]


def test_a_publisher_is_that_of_a_folder_of_the_inbox():
    assert set(PUBLISHERS) <= set(INBOX_FOLDERS)


@pytest.mark.parametrize("name", PUBLISHERS)
def test_a_publisher_names_a_page_its_terms_and_what_a_token_needs(name: str):
    publisher = PUBLISHERS[name]
    assert publisher.page.startswith("http")
    assert publisher.terms.endswith(".")
    told = bool(publisher.key_header) + bool(publisher.key_parameter)
    assert told == bool(publisher.key) == bool(publisher.register)
    assert publisher.key_origin.startswith("https://") or not publisher.key


@pytest.mark.parametrize("name", [name for name in PUBLISHERS if PUBLISHERS[name].requests])
@pytest.mark.parametrize("since", [None, date(2019, 12, 31), TODAY])
def test_addresses_and_names_are_plain(name: str, since: date | None, tmp_path):
    path = tmp_path / "answer"
    path.write_text(LIST if name == "gdelt" else '{"maxPages": 1}')
    publisher = PUBLISHERS[name]
    for request in asked(name, since, lambda _: path):
        check_url(request.url)
        assert request.name == safe_name(request.name)
        assert not publisher.key or origin(request.url) == origin(publisher.key_origin)

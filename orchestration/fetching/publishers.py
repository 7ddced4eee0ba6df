"""The publishers' addresses and terms, by source. Nothing is asked for here.

Each address says by what it was confirmed. Publishers move files: where an address no longer
answers, the command names the page on which a person finds the file.
"""

import csv
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from orchestration.errors import RedzoneError
from orchestration.fetching.publisher import Publisher, Request, Requests

COUNTRIES = {"MLI": "Mali", "BFA": "Burkina Faso", "NER": "Niger"}

UCDP = "https://ucdp.uu.se/downloads"
ACLED = "https://acleddata.com"
ACLED_PAGE_ROWS = 5000
IDMC = "https://helix-tools-api.idmcdb.org"
IDMC_FIRST_YEAR = 2008
IDMC_RECENT_DAYS = 180
UNHCR = "https://api.unhcr.org/population/v1/population/"
UNHCR_PAGE_ROWS = 10_000
UNHCR_FIRST_YEAR = 1951
HDX = "https://data.humdata.org"
PCODES = (
    f"{HDX}/dataset/cb963915-d7d1-4ffa-90dc-31277e24406f"
    "/resource/f65bc260-4d8b-416f-ac07-f2433b4d5142/download/global_pcodes_adm_1_2.csv"
)
GDELT = "http://data.gdeltproject.org/gdeltv2"
GDELT_EXPORT = re.compile(
    r"(?P<size>\d+) (?P<md5>[0-9a-f]{32}) \S+/(?P<name>(?P<day>\d{8})\d{6}\.export\.CSV\.zip)"
)
US_ADVISORIES = "https://cadataapi.state.gov/api/TravelAdvisories"


def _ucdp_ged(since: date | None, today: date) -> Requests:
    """The newest final release, and the Candidate months that no final release has replaced.

    A final release covers the years before its own and comes out in the middle of the year. Its
    Candidate months are left out: many of their events got other ids in it, and would count twice.
    Names confirmed for 25.1 and 26.1 and for the months 25.0.12 to 26.0.8 by public code that
    reads them; months are not padded.
    """
    release = today.year
    if since is None or since.year < release:
        path = yield _ucdp_final(release, optional=True)
        if path is None:
            release -= 1
            if since is None or since.year < release:
                yield _ucdp_final(release, optional=False)
    for month in _months(max(since or date.min, date(release, 1, 1)), today):
        name = f"GEDEvent_v{month:%y}_0_{month.month}.csv"
        yield Request(f"{UCDP}/candidateged/{name}", name, optional=True, independent=True)


def _ucdp_final(year: int, *, optional: bool) -> Request:
    """A final release, under a name that tells its version as those of the months do."""
    release = f"{year % 100:02}"
    return Request(
        f"{UCDP}/ged/ged{release}1-csv.zip", f"GEDEvent_v{release}_1.csv.zip", optional=optional
    )


def _months(first: date, last: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _acled(since: date | None, today: date) -> Requests:
    """Whole years of each country as CSV, a file a page; without a day: this year and the last.

    Whole years, so that one fetch never takes rows away that another brought. Parameters as in
    ACLED's guide to its interface of September 2025 (`_format`, `country`, `year`, `limit`, 5,000
    rows at most in an answer); `page` as public code uses it.
    """
    first = since.year if since else today.year - 1
    for code, country in COUNTRIES.items():
        for year in range(first, today.year + 1):
            rows, page = ACLED_PAGE_ROWS, 1
            while rows >= ACLED_PAGE_ROWS:
                query = {
                    "_format": "csv",
                    "country": country,
                    "year": year,
                    "limit": ACLED_PAGE_ROWS,
                    "page": page,
                }
                path = yield Request(
                    f"{ACLED}/api/acled/read?{urlencode(query)}",
                    f"acled_{code}_{year}_page_{page}.csv",
                    optional=page > 1,
                )
                rows, page = _rows(path), page + 1


def _rows(path: Path | None) -> int:
    if path is None:
        return 0
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1


def _idmc_gidd(since: date | None, today: date) -> Requests:
    """The yearly figures as the workbook that IDMC's own site offers.

    Path and parameters as in the server's public code; `release_environment` as IDMC's site and
    public code send it.
    """
    query = {
        "iso3__in": ",".join(COUNTRIES),
        "start_year": since.year if since else IDMC_FIRST_YEAR,
        "end_year": today.year,
        "release_environment": "RELEASE",
    }
    yield Request(
        f"{IDMC}/external-api/gidd/displacements/displacement-export/?{urlencode(query)}",
        f"idmc_gidd_from_{query['start_year']}.xlsx",
    )


def _idmc_idu(since: date | None, today: date) -> Requests:
    """The updates of the last 180 days, or all where an earlier day is asked for; the whole world.

    The name of the recent ones tells the day: rows leave that list, and must not leave the
    inbox with it. Both paths as in the server's public code and in OCHA's scraper.
    """
    if since and (today - since).days > IDMC_RECENT_DAYS:
        yield Request(f"{IDMC}/external-api/idus/all/", "idmc_idu_all.json")
    else:
        name = f"idmc_idu_last_180_days_{today}.json"
        yield Request(f"{IDMC}/external-api/idus/last-180-days/", name)


def _unhcr(since: date | None, today: date) -> Requests:
    """All countries of origin and asylum by year, a file a page.

    Parameters, `maxPages` and 10,000 rows a page as in the R package that UNHCR's statisticians
    keep. No country is chosen: accounts differ on which country codes the filter takes, and a
    wrong one would leave rows out unseen.
    """
    first = since.year if since else UNHCR_FIRST_YEAR
    page, pages = 1, 1
    while page <= pages:
        query = {
            "limit": UNHCR_PAGE_ROWS,
            "page": page,
            "yearFrom": first,
            "yearTo": today.year,
            "coo_all": "true",
            "coa_all": "true",
        }
        path = yield Request(
            f"{UNHCR}?{urlencode(query)}", f"unhcr_population_from_{first}_page_{page:02}.json"
        )
        pages, page = _pages(path), page + 1


def _pages(path: Path) -> int:
    try:
        return int(json.loads(path.read_bytes())["maxPages"])
    except (ValueError, TypeError, KeyError) as error:
        raise RedzoneError(f"{path.name} does not say how many pages there are.") from error


def _pcodes(since: date | None, today: date) -> Requests:
    """Admin 1 and 2 of the world; the address is the default of OCHA's own library for countries.

    HDX redirects to where the file is stored.
    """
    yield Request(PCODES, "global_pcodes_adm_1_2.csv")


def _gdelt(since: date | None, today: date) -> Requests:
    """Event files of 15 minutes from a day on; without one, the last.

    GDELT's lists name size, MD5 and address of each file. They are plain http, as GDELT documents
    them: the digests show damage, not tampering. The list of all files has over 100 MB.
    """
    name = "masterfilelist.txt" if since else "lastupdate.txt"
    path = yield Request(f"{GDELT}/{name}", name, listing=True)
    lists_any = False
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if not (found := GDELT_EXPORT.fullmatch(line.strip())):
                continue
            lists_any = True
            if since is None or found["day"] >= f"{since:%Y%m%d}":
                yield Request(
                    f"{GDELT}/{found['name']}",
                    found["name"],
                    size=int(found["size"]),
                    md5=found["md5"],
                    optional=True,
                    independent=True,
                )
    if not lists_any:
        raise RedzoneError(
            f"{GDELT}/{name} names no event file. Expected lines `size md5 address`."
        )


def _travel_advisories(since: date | None, today: date) -> Requests:
    """What the United States advises now.

    The list tells no history, so each fetch is a file of its day. The address as public code reads
    it; it stands behind a check for robots that at times answers with a web page. Britain's pages
    advise by area in words, which no file of ours can hold: they are read by hand.
    """
    yield Request(US_ADVISORIES, f"us_travel_advisories_{today}.json")


_IDMC_KEY = {
    "key": "REDZONE_IDMC_CLIENT_ID",
    "key_origin": IDMC,
    "key_parameter": "client_id",
    "register": "IDMC gives a client id by e-mail: write to ch.datainfo@idmc.ch.",
}

PUBLISHERS: dict[str, Publisher] = {
    "ucdp_ged": Publisher(
        page="https://ucdp.uu.se/downloads/",
        terms="CC BY 4.0, no registration; cite UCDP and the codebook's articles.",
        requests=_ucdp_ged,
    ),
    "acled": Publisher(
        page="https://acleddata.com/",
        terms="Registration needed; ACLED's terms forbid passing the rows on, so Redzone does not.",
        requests=_acled,
        key="REDZONE_ACLED_TOKEN",
        key_origin=ACLED,
        key_header="Authorization: Bearer {key}",
        register=(
            "With a myACLED account, https://acleddata.com/oauth/token gives an access token that "
            "is good for 24 hours; https://acleddata.com/api-documentation/getting-started tells "
            "how."
        ),
    ),
    "insecurity_insight": Publisher(
        page="https://data.humdata.org/organization/insecurity-insight",
        terms="CC BY or CC BY-SA as each dataset's page says; no registration.",
    ),
    "idmc_gidd": Publisher(
        page="https://www.internal-displacement.org/database/displacement-data/",
        terms=(
            "A client id is needed; IDMC's guide to the interface names CC BY-NC-SA 3.0 IGO, its "
            "datasets on HDX CC BY-IGO: read which of them goes for your use."
        ),
        requests=_idmc_gidd,
        **_IDMC_KEY,
    ),
    "idmc_idu": Publisher(
        page="https://www.internal-displacement.org/internal-displacement-updates/",
        terms=(
            "A client id is needed; provisional figures; IDMC's guide to the interface names "
            "CC BY-NC-SA 3.0 IGO, its datasets on HDX CC BY-IGO: read which of them goes for "
            "your use."
        ),
        requests=_idmc_idu,
        **_IDMC_KEY,
    ),
    "unhcr": Publisher(
        page="https://www.unhcr.org/refugee-statistics/download/",
        terms="CC BY 4.0, no registration; cite UNHCR's Refugee Population Statistics Database.",
        requests=_unhcr,
    ),
    "pcodes": Publisher(
        page=f"{HDX}/dataset/global-pcodes",
        terms="CC BY, no registration; cite OCHA.",
        requests=_pcodes,
    ),
    "gdelt": Publisher(
        page="http://data.gdeltproject.org/gdeltv2/lastupdate.txt",
        terms="Free for any use, no registration; cite the GDELT Project.",
        requests=_gdelt,
    ),
    "travel_advisories": Publisher(
        page="https://travel.state.gov/ and https://www.gov.uk/foreign-travel-advice",
        terms="US: public domain, no registration; UK: Open Government Licence v3.0, by hand.",
        requests=_travel_advisories,
    ),
}

"""`redzone fetch`: a line a file, a sentence for what cannot be had, and no word of a token."""

import json
import logging
from datetime import date

import pytest
from loopback import HURRY, http_date, moved, published, send, status

from orchestration.cli import main
from orchestration.errors import RedzoneError
from orchestration.fetching.fetch import fetch
from orchestration.fetching.publisher import Publisher, Request
from orchestration.settings import Settings
from orchestration.sources import Source

TOKEN = "s3cr3t-t0ken"  # noqa: S105 - nobody's
PAGE = "https://publisher.example/downloads"
EVENTS = Source(name="events", description="", schema={}, inbox="events")
SHIPPED = Source(name="countries", description="", schema={}, seeds="countries.csv")


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings.from_paths(tmp_path / "home", tmp_path / "seeds")


@pytest.fixture
def run(settings):
    """Fetches from a publisher that a test declares, and gives the lines."""

    def run(publisher=None, *, since=None, url="", environment=None, lines=None):
        lines = [] if lines is None else lines
        lines += fetch(
            settings,
            "events",
            since,
            url,
            sources=[EVENTS, SHIPPED],
            publishers={"events": publisher} if publisher else {},
            environment=environment or {},
            limits=HURRY,
            sleep=lambda seconds: None,
        )
        return lines

    return run


def publisher(*requests: Request, **told) -> Publisher:
    return Publisher(PAGE, "CC BY 4.0.", lambda since, today: (r for r in requests), **told)


def test_each_file_gets_a_line_and_then_comes_what_to_do(loopback, run, settings):
    months = publisher(
        Request(loopback.on("/1", published(b"id\n1\n", '"a"')), "month_1.csv"),
        Request(loopback.url("/2"), "month_2.csv", optional=True),
    )
    first, second, terms, then = run(months)
    assert first.startswith("month_1.csv: fetched, 5 bytes in 0.")
    assert second == "month_2.csv: not published yet"
    assert terms == "Terms: CC BY 4.0."
    assert then == f"`redzone build` loads what is new in {settings.inbox / 'events'}."
    assert run(months) == [
        "month_1.csv: not changed",
        "month_2.csv: not published yet",
        f"Nothing new for {settings.inbox / 'events'}.",
    ]


def test_a_file_whose_end_nobody_told_is_told_of(loopback, run):
    def no_length(handler):
        handler.begin(200, {}, None)
        handler.wfile.write(b"id\n")
        handler.close_connection = True

    doubtful, *_ = run(publisher(Request(loopback.on("/a", no_length), "a.csv")))
    assert doubtful.endswith("; the server told no length, so see that it is whole")
    proven, *_ = run(publisher(Request(loopback.on("/b", no_length), "b.csv", size=3)))
    assert proven.endswith(" s")


def test_an_answer_may_tell_what_to_ask_for_next(loopback, run, settings):
    def pages(since, today):
        path = yield Request(loopback.on("/list", send(b"2\n3\n")), "list.txt", listing=True)
        for number in path.read_text().split():
            got = yield Request(loopback.on(f"/{number}", send(number.encode())), f"{number}.csv")
            assert got.read_text() == number

    lines = run(Publisher(PAGE, "", pages))
    assert [line.partition(":")[0] for line in lines[:2]] == ["2.csv", "3.csv"]
    assert sorted(p.name for p in (settings.inbox / "events").iterdir()) == ["2.csv", "3.csv"]


def test_the_publisher_is_told_the_days(loopback, run):
    asked = []

    def requests(since, today):
        asked.append((since, today >= date(2026, 1, 1)))
        yield from ()

    run(Publisher(PAGE, "", requests), since=date(2024, 5, 6))
    assert asked == [(date(2024, 5, 6), True)]


def test_one_file_that_fails_does_not_keep_the_independent_ones_out(loopback, run):
    lines: list[str] = []
    two = publisher(
        Request(loopback.on("/1", send(b"id\n")), "1.csv", md5="0" * 32, independent=True),
        Request(loopback.on("/2", send(b"id\n")), "2.csv", independent=True),
    )
    with pytest.raises(RedzoneError, match="1 of the files could not be fetched"):
        run(two, lines=lines)
    assert lines[0].startswith("✗ 1.csv")
    assert lines[1].startswith("2.csv: fetched")
    assert lines[-1].startswith("`redzone build`")


@pytest.mark.parametrize(
    ("answer", "independent"), [(status(403), True), (status(429), True), (status(404), False)]
)
def test_what_concerns_all_files_ends_the_fetch(answer, independent, loopback, run):
    two = publisher(
        Request(loopback.on("/1", answer), "1.csv", independent=independent),
        Request(loopback.on("/2", send(b"id\n")), "2.csv", independent=independent),
    )
    with pytest.raises(RedzoneError, match=f"By hand: open {PAGE}, save the file into .*events"):
        run(two)
    assert "/2" not in [asked.path for asked in loopback.asked]


def test_offline_names_the_page_and_the_folder(run, settings):
    dead = publisher(Request("http://127.0.0.1:9/a.csv", "a.csv", independent=True))
    with pytest.raises(RedzoneError, match=r"cannot be reached .*offline") as raised:
        run(dead)
    assert f"open {PAGE}, save the file into {settings.inbox / 'events'}" in str(raised.value)


def test_a_source_without_a_stable_address_names_the_page_and_the_folder(run, settings):
    with pytest.raises(RedzoneError, match="no address that stays the same") as raised:
        run(Publisher(PAGE, "CC BY."))
    assert PAGE in str(raised.value)
    assert str(settings.inbox / "events") in str(raised.value)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nothing", "No source is called nothing. There are: events."),
        ("countries", "ships with Redzone"),
        ("events", "no publisher whose address Redzone knows. Put its files into"),
    ],
)
def test_a_source_that_cannot_be_fetched_says_why(name: str, said: str, settings):
    with pytest.raises(RedzoneError) as raised:
        list(fetch(settings, name, sources=[EVENTS, SHIPPED], publishers={}))
    assert said in str(raised.value)


def test_a_day_to_come_is_refused(run):
    with pytest.raises(RedzoneError, match="--since 2999-01-01 lies in the future"):
        run(publisher(), since=date(2999, 1, 1))


def test_one_address_goes_into_the_folder_of_its_source(loopback, run, settings):
    url = loopback.on("/files/a.csv", send(b"id\n"))
    lines = run(url=f"{url}?token={TOKEN}")
    assert lines[0].startswith("a.csv: fetched")
    assert (settings.inbox / "events" / "a.csv").read_bytes() == b"id\n"
    assert run(publisher(), url=f"{url}?token={TOKEN}")[0] == "a.csv: not changed"


def test_two_fetches_of_a_source_do_not_write_the_same_file(loopback, run):
    def meanwhile(since, today):
        with pytest.raises(RedzoneError, match="Another fetch writes to"):
            run(publisher())
        yield Request(loopback.on("/a", send(b"id\n")), "a.csv")

    assert run(Publisher(PAGE, "", meanwhile))[0].startswith("a.csv: fetched")


# --- tokens -------------------------------------------------------------------------------


def keyed(loopback, *requests: Request, **how: str) -> Publisher:
    how = how or {"key_header": "Authorization: Bearer {key}"}
    return publisher(
        *requests,
        key="EVENTS_TOKEN",
        key_origin=loopback.url(""),
        register="Register at https://publisher.example/register.",
        **how,
    )


@pytest.mark.parametrize("environment", [{}, {"EVENTS_TOKEN": " \n"}], ids=["unset", "blank"])
def test_a_missing_token_says_where_to_register_and_what_to_set(environment, loopback, run):
    with pytest.raises(RedzoneError) as raised:
        run(keyed(loopback, Request(loopback.url("/a"), "a.csv")), environment=environment)
    for said in ("only to those who register", "https://publisher.example/register", PAGE):
        assert said in str(raised.value)
    assert "set the environment variable EVENTS_TOKEN" in str(raised.value)
    assert loopback.asked == []


@pytest.mark.parametrize("value", [f"Bearer {TOKEN}", f"{TOKEN}\nX: y", f"{TOKEN}é", f"{TOKEN}\0"])
def test_what_cannot_be_a_token_is_refused_without_being_shown(value: str, loopback, run):
    with pytest.raises(RedzoneError, match="EVENTS_TOKEN holds blanks") as raised:
        run(keyed(loopback), environment={"EVENTS_TOKEN": value})
    assert TOKEN not in str(raised.value)


@pytest.mark.parametrize("code", [401, 403])
def test_a_refused_token_is_told_from_a_site_that_refuses_programs(code: int, loopback, run):
    request = Request(loopback.on("/a", status(code)), "a.csv")
    with pytest.raises(RedzoneError, match=f"answers {code} .*EVENTS_TOKEN was not accepted"):
        run(keyed(loopback, request), environment={"EVENTS_TOKEN": TOKEN})
    with pytest.raises(RedzoneError, match=f"answers {code} .*login, or turns programs away"):
        run(publisher(request))


def test_an_address_elsewhere_needs_no_token_and_gets_none(loopback, run):
    elsewhere = loopback.on("/a.csv", send(b"id\n")).replace("127.0.0.1", "localhost")
    run(keyed(loopback), url=elsewhere, environment={"EVENTS_TOKEN": TOKEN})
    run(keyed(loopback), url=elsewhere)
    assert loopback.headers("Authorization") == [None, None]


def _hangs_up(handler):
    handler.close_connection = True


ANSWERS = {
    "a file": send(b"id\n1\n", ETag='"a"'),
    "an error": status(500),
    "a refusal": status(403),
    "not found": status(404),
    "too many": status(429, Retry_After="9999"),
    "a page": send(b"<html>"),
    "hanging up": _hangs_up,
    "no end": moved(f"/a?client_id={TOKEN}"),
    "off the web": moved(f"ftp://{TOKEN}@h/{TOKEN}?{TOKEN}"),
    "elsewhere": moved(f"http://127.0.0.1:9/{TOKEN}?client_id={TOKEN}"),
    "in a path": moved(f"/{TOKEN}"),
    "a wrong header": send(b"id\n", Date=http_date(0), Content_Length="5"),
}


@pytest.mark.parametrize(
    "how",
    [{"key_header": "Authorization: Bearer {key}"}, {"key_parameter": "client_id"}],
    ids=["in a header", "in the query"],
)
@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_no_token_is_shown_or_kept(answer, how, loopback, run, settings, caplog):
    caplog.set_level(logging.DEBUG)
    logging.getLogger("urllib3").setLevel(logging.NOTSET)
    loopback.on("/a", answer)
    loopback.on(f"/{TOKEN}", _hangs_up)
    told: list[str] = []
    try:
        request = Request(loopback.url("/a"), "a.csv")
        run(keyed(loopback, request, **how), environment={"EVENTS_TOKEN": TOKEN}, lines=told)
    except RedzoneError as error:
        told.append(str(error))
        assert error.__cause__ is None
    told.append(caplog.text)
    kept = [path for path in settings.home.rglob("*") if path.is_file()]
    told += [path.read_bytes().decode() for path in kept] + [path.name for path in kept]
    assert loopback.asked
    assert TOKEN in json.dumps([[asked.path, asked.headers] for asked in loopback.asked])
    assert TOKEN not in "\n".join(told)


def test_a_token_in_an_address_that_a_person_gives_is_not_shown_or_kept(loopback, run, settings):
    url = loopback.on("/a.csv", status(500)) + f"?key={TOKEN}"
    with pytest.raises(RedzoneError) as raised:
        run(url=url)
    loopback.on("/a.csv", send(b"id\n"))
    told = [str(raised.value), *run(url=url)]
    kept = [path for path in settings.home.rglob("*") if path.is_file()]
    told += [path.read_text() for path in kept] + [path.name for path in kept]
    assert TOKEN not in "\n".join(told)
    assert loopback.asked[-1].path == f"/a.csv?key={TOKEN}"


# --- the command --------------------------------------------------------------------------


def test_the_command_fetches_an_address_and_ends_with_zero(loopback, tmp_path, capsys):
    url = loopback.on("/GEDEvent_v26_0_2.csv", send(b"id\n"))
    assert main(["fetch", "ucdp_ged", "--url", url, "--home", str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith("GEDEvent_v26_0_2.csv: fetched, 3 bytes")
    assert (tmp_path / "inbox" / "ucdp_ged" / "GEDEvent_v26_0_2.csv").is_file()


def test_the_command_ends_with_one_and_a_sentence(tmp_path, capsys):
    assert main(["fetch", "incidents", "--home", str(tmp_path)]) == 1
    assert "Put its files into" in capsys.readouterr().err


@pytest.mark.parametrize("wrong", [["--since", "May"], ["--since", "2026-01-01", "--url", "a"]])
def test_wrong_use_ends_with_two(wrong: list[str]):
    with pytest.raises(SystemExit) as ended:
        main(["fetch", "ucdp_ged", *wrong])
    assert ended.value.code == 2

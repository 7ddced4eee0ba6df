"""The `redzone` command. It imports what a subcommand needs only when that one is called."""

import argparse
import logging
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from orchestration.errors import RedzoneError
from orchestration.settings import Settings

DONE, FAILED = 0, 1
SHAPE = argparse.RawDescriptionHelpFormatter
DESCRIPTION = """\
Redzone turns incident records and news articles about the central Sahel into clean event and
displacement tables, monthly forecasts that say how sure they are, and data packages.
"""
EPILOG = """\
Start here:
  redzone build                      load the seeds and the inbox, forecast, publish
  redzone status                     what is loaded, and which checks fail
  redzone fetch ucdp_ged             bring a publisher's new files into the inbox
  redzone query "from marts.events"  ask the published warehouse
  redzone ui                         open Dagster on this machine
  redzone check FILE                 is this file fit to be loaded?
  redzone extract ARTICLE            what does this article claim, and in which words?
  redzone review export              claims as a table for a person to decide on
  redzone verify PACKAGE             is this data package what it says it is?

Exit codes: 0 done, 1 failed (the reason is a sentence), 2 wrong use.
`check` and `verify`: 0 valid, 1 not valid, 2 could not be checked.
"""
BUILD_EPILOG = """\
Examples:
  redzone build
  redzone build --home /data/redzone
  redzone build --select "key:raw/ucdp_ged+"    one source and all that follows from it
  redzone build --select "group:packages"       publish again from what is built
  redzone build --select "*"                    everything, though nothing has changed
"""
QUERY_EPILOG = """\
Examples:
  redzone query "from marts.events limit 5"
  redzone query "select country_code, sum(fatalities_best) from marts.event_reports
                 where is_latest and coverage = 'complete' group by all"
"""
CHECK_EPILOG = """\
Examples:
  redzone check GEDEvent_v26_0_2.csv
  redzone check june.csv --source incidents
  redzone check "interview with a driver.md" --source articles
  redzone check ged.xlsx --source ucdp_ged --json

Nothing is loaded or changed. CSV (also with semicolons, in UTF-16, packed, or with a row of HXL
tags), Excel and Parquet files are read as they are.

Exit codes: 0 fit to be loaded, 1 not fit, 2 could not be checked.
"""
FETCH_EPILOG = """\
Examples:
  redzone fetch ucdp_ged                      the final release and the months after it
  redzone fetch ucdp_ged --since 2026-08-01   Candidate months from August 2026 on
  redzone fetch gdelt --since 2026-11-23      every 15 minutes since that day
  REDZONE_ACLED_TOKEN=... redzone fetch acled --since 2025-01-01
  redzone fetch insecurity_insight --url https://example.org/incidents.csv

A file that has not changed is not fetched again; one that broke off is gone on with. Where a token
is needed, the message says where to register and which variable to set. What is fetched is loaded
by the next `redzone build`; files saved by hand into the inbox do as well.
"""
EXTRACT_EPILOG = """\
Examples:
  redzone extract article.md
  redzone extract "interview with a driver.txt" --published 2025-11-20
  redzone extract page.html --json > claims.json

Markdown with a front matter, plain text, HTML, JSON lines, RSS and Atom; Arabic, French and
English. Nothing is loaded or changed. Each claim shows the words that say so, ⟦the trigger⟧ marked,
and where they stand: code points from the beginning of the file's text.

Exit codes: 0 read, with claims or without; 1 nothing could be read, or it is in no language that
is read for claims; 2 wrong use. What is in doubt is told on standard error.
"""
REVIEW_EPILOG = """\
Examples:
  redzone review export --undecided           claims that nobody has decided on yet
  redzone review export claims.csv            all of them; `-` writes to the screen
  redzone review apply claims.csv             keep what was decided, for every build to come
  redzone review unmatched --limit 100        sentences that make no claim and perhaps should

In the table, fill in `decision` (accept, reject, correct), `reviewer`, and, to correct, the
fixed_ columns: an empty one stays as it was read, `none` empties it. Decisions are kept in
seeds/reviews/claims.csv and replayed whatever the lexicons say.
"""
APPLY_EPILOG = "Exit codes: 0 all rows are applied or undecided, 1 a row is wrong (it is told)."
VERIFY_EPILOG = """\
Examples:
  redzone verify data/packages/sahel-incidents/1.0.0
  redzone verify ~/Downloads/some-package/datapackage.json
  redzone verify some-package --json > report.json
  redzone verify some-package --allow-urls      also fetch what lies elsewhere

Any Data Package of version 1 or 2: its descriptor, the size and digest of its files, and every
row against its Table Schema. Nothing outside its folder is opened.

Exit codes: 0 valid, 1 not valid, 2 could not be checked as a whole.
"""


def parser() -> argparse.ArgumentParser:
    """The command's arguments."""
    command = argparse.ArgumentParser(
        prog="redzone", description=DESCRIPTION, epilog=EPILOG, formatter_class=SHAPE
    )
    subcommands = command.add_subparsers(metavar="COMMAND", required=True)

    add = _adder(subcommands)
    sub = add("build", _build, "Load, build, forecast and publish everything.", BUILD_EPILOG)
    sub.add_argument(
        "--select", metavar="ASSETS", help="only these assets, in Dagster's selection syntax"
    )
    sub = add("ui", _ui, "Open the Dagster UI on this machine only (127.0.0.1).")
    sub.add_argument("--port", type=int, default=3000, help="port to listen on (default: 3000)")
    sub = add("query", _query, "Ask the published warehouse in SQL.", QUERY_EPILOG)
    sub.add_argument("sql", metavar="SQL")
    sub.add_argument("--csv", action="store_true", help="print CSV instead of a table")
    summary = "Is a file fit to be loaded? Nothing is loaded."
    sub = add("check", _check, summary, CHECK_EPILOG, needs_home=False)
    sub.add_argument("file", metavar="FILE")
    sub.add_argument(
        "--source", metavar="NAME", help="what it is a file of; told by its columns by default"
    )
    sub.add_argument("--json", action="store_true", help="print JSON instead of lines")
    summary = "Fetch a source's files from its publisher into the inbox."
    sub = add("fetch", _fetch, summary, FETCH_EPILOG)
    sub.add_argument("source", metavar="SOURCE", help="what to fetch, such as ucdp_ged")
    which = sub.add_mutually_exclusive_group()
    which.add_argument(
        "--since", metavar="YYYY-MM-DD", type=_day, help="first day that is asked for"
    )
    which.add_argument("--url", default="", help="fetch this address instead")
    summary = "Is a data package what it says it is?"
    sub = add("verify", _verify, summary, VERIFY_EPILOG, needs_home=False)
    sub.add_argument("package", metavar="PACKAGE", help="its folder, or its datapackage.json")
    sub.add_argument("--json", action="store_true", help="print JSON instead of lines")
    sub.add_argument(
        "--allow-urls", action="store_true", help="fetch what it names by http and https addresses"
    )
    add("status", _status, "What is loaded, when, which checks fail, how old the data are.")
    _add_article_commands(add)
    return command


def _adder(subcommands: argparse._SubParsersAction) -> Callable[..., argparse.ArgumentParser]:
    """What adds one subcommand to others."""

    def add(
        name: str, run, summary: str, epilog: str = "", *, needs_home: bool = True
    ) -> argparse.ArgumentParser:
        sub = subcommands.add_parser(
            name, help=summary, description=summary, epilog=epilog, formatter_class=SHAPE
        )
        sub.set_defaults(run=run)
        if needs_home:
            sub.add_argument(
                "--home",
                metavar="DIR",
                help="folder that Redzone writes into (default: REDZONE_HOME, else data/)",
            )
        return sub

    return add


def _add_article_commands(add: Callable[..., argparse.ArgumentParser]) -> None:
    sub = add(
        "extract", _extract, "What does an article claim, and in which words?", EXTRACT_EPILOG
    )
    sub.add_argument("file", metavar="FILE")
    sub.add_argument(
        "--published",
        metavar="YYYY-MM-DD",
        type=_day,
        help="day of publication, where the file does not tell it",
    )
    sub.add_argument("--json", action="store_true", help="print a JSON array instead of lines")
    summary = "Let a person decide on the claims of the articles."
    sub = add("review", None, summary, REVIEW_EPILOG, needs_home=False)
    add_review = _adder(sub.add_subparsers(metavar="WHAT", required=True))
    sub = add_review("export", _review_export, "Write claims as a table to fill in.")
    sub.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        help="where to; `-` is the screen (default: review/candidates.csv in the home)",
    )
    sub.add_argument(
        "--undecided", action="store_true", help="only claims that nobody has decided on"
    )
    summary = "Keep the decisions of a filled table."
    sub = add_review("apply", _review_apply, summary, APPLY_EPILOG)
    sub.add_argument("file", metavar="FILE")
    summary = "Sentences that hold a number, date or place, and make no claim."
    sub = add_review("unmatched", _review_unmatched, summary)
    sub.add_argument(
        "--limit", metavar="N", type=_count, default=50, help="how many to print (default: 50)"
    )
    sub = add("evaluate", None, "How well does it read?", needs_home=False)
    add_evaluation = _adder(sub.add_subparsers(metavar="WHAT", required=True))
    summary = "Score the reader of articles on texts whose claims a person took."
    sub = add_evaluation("articles", _evaluate_articles, summary, needs_home=False)
    sub.add_argument("--json", action="store_true", help="print JSON instead of a table")


def main(arguments: list[str] | None = None) -> int:
    """Run the command and give its exit code."""
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    chosen = parser().parse_args(arguments)
    try:
        return chosen.run(chosen)
    except RedzoneError as error:
        sys.stderr.write(f"redzone: {error}\n")
        return FAILED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        sys.stderr.write("redzone: stopped; what was published before is untouched.\n")
        return FAILED


def _build(chosen: argparse.Namespace) -> int:
    from orchestration.unchanged import built_before

    settings = Settings.from_env(chosen.home)
    if not chosen.select and (ended := built_before(settings)):
        sys.stdout.write(f"✓ Nothing has changed since the build of {ended}; nothing to do.\n")
        return DONE

    from orchestration.building import build

    return DONE if build(settings, chosen.select) else FAILED


def _ui(chosen: argparse.Namespace) -> int:
    from orchestration.home import prepare_home

    settings = Settings.from_env(chosen.home)
    prepare_home(settings)
    os.environ |= {
        "REDZONE_HOME": str(settings.home),
        "DAGSTER_HOME": str(settings.dagster_home),
        # The first line on the screen would be Dagster's word for a tool of its own.
        "PYTHONWARNINGS": "ignore::FutureWarning",
    }
    workspace = str(settings.project / "workspace.yaml")
    dagster = str(Path(sys.executable).with_name("dagster"))
    address = ["--host", "127.0.0.1", "--port", str(chosen.port)]
    # Not in the checkout: Dagster would read its .env, which may name another home.
    os.chdir(settings.home)
    os.execv(dagster, [dagster, "dev", "--workspace", workspace, *address])  # noqa: S606


def _query(chosen: argparse.Namespace) -> int:
    from orchestration.query import run_query

    run_query(Settings.from_env(chosen.home), chosen.sql, as_csv=chosen.csv)
    return DONE


def _status(chosen: argparse.Namespace) -> int:
    from orchestration.status import show_status

    return DONE if show_status(Settings.from_env(chosen.home)) else FAILED


def _fetch(chosen: argparse.Namespace) -> int:
    from orchestration.fetching.fetch import fetch

    settings = Settings.from_env(chosen.home)
    for line in fetch(settings, chosen.source, chosen.since, chosen.url):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    return DONE


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it as 2026-08-01") from None


def _count(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no number above 0")


def _extract(chosen: argparse.Namespace) -> int:
    from orchestration.extracting import extract

    settings = Settings.from_env(chosen.home)
    return extract(settings, chosen.file, chosen.published, as_json=chosen.json)


def _review_export(chosen: argparse.Namespace) -> int:
    from orchestration.reviewing import export

    return export(Settings.from_env(chosen.home), chosen.file, undecided=chosen.undecided)


def _review_apply(chosen: argparse.Namespace) -> int:
    from orchestration.reviewing import apply

    return apply(Settings.from_env(chosen.home), chosen.file)


def _review_unmatched(chosen: argparse.Namespace) -> int:
    from orchestration.reviewing import unmatched

    return unmatched(Settings.from_env(chosen.home), chosen.limit)


def _evaluate_articles(chosen: argparse.Namespace) -> int:
    from orchestration.articles.evaluate import evaluate_command

    return evaluate_command(as_json=chosen.json)


def _check(chosen: argparse.Namespace) -> int:
    from orchestration.checking import check

    return check(chosen.file, chosen.source, as_json=chosen.json)


def _verify(chosen: argparse.Namespace) -> int:
    from orchestration.checking import verify

    return verify(chosen.package, as_json=chosen.json, allow_urls=chosen.allow_urls)

"""The `redzone` command. It imports what a subcommand needs only when that one is called."""

import argparse
import logging
import os
import sys
from pathlib import Path

from orchestration.errors import RedzoneError
from orchestration.settings import Settings

DONE, FAILED = 0, 1
DESCRIPTION = """\
Redzone turns incident records and news articles about the central Sahel into clean event and
displacement tables, monthly forecasts that say how sure they are, and data packages.
"""
EPILOG = """\
Start here:
  redzone build                      load the seeds and the inbox, forecast, publish
  redzone status                     what is loaded, and which checks fail
  redzone query "from marts.events"  ask the published warehouse
  redzone ui                         open Dagster on this machine

Exit codes: 0 done, 1 failed (the reason is a sentence), 2 wrong use.
"""
BUILD_EPILOG = """\
Examples:
  redzone build
  redzone build --home /data/redzone
  redzone build --select "key:raw/ucdp_ged+"    one source and all that follows from it
  redzone build --select "group:packages"       publish again from what is built
"""
QUERY_EPILOG = """\
Examples:
  redzone query "from marts.events limit 5"
  redzone query "select country_code, sum(fatalities_best) from marts.event_reports
                 where is_latest and coverage = 'complete' group by all"
"""


def parser() -> argparse.ArgumentParser:
    """The command's arguments."""
    shape = argparse.RawDescriptionHelpFormatter
    command = argparse.ArgumentParser(
        prog="redzone", description=DESCRIPTION, epilog=EPILOG, formatter_class=shape
    )
    subcommands = command.add_subparsers(metavar="COMMAND", required=True)

    def add(name: str, run, summary: str, epilog: str = "") -> argparse.ArgumentParser:
        sub = subcommands.add_parser(
            name, help=summary, description=summary, epilog=epilog, formatter_class=shape
        )
        sub.set_defaults(run=run)
        sub.add_argument(
            "--home",
            metavar="DIR",
            help="folder that holds all that Redzone writes (default: REDZONE_HOME, else data/)",
        )
        return sub

    sub = add("build", _build, "Load, build, forecast and publish everything.", BUILD_EPILOG)
    sub.add_argument(
        "--select", metavar="ASSETS", help="only these assets, in Dagster's selection syntax"
    )
    sub = add("ui", _ui, "Open the Dagster UI on this machine only (127.0.0.1).")
    sub.add_argument("--port", type=int, default=3000, help="port to listen on (default: 3000)")
    sub = add("query", _query, "Ask the published warehouse in SQL.", QUERY_EPILOG)
    sub.add_argument("sql", metavar="SQL")
    sub.add_argument("--csv", action="store_true", help="print CSV instead of a table")
    add("status", _status, "What is loaded, when, which checks fail, how old the data are.")
    return command


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
    from orchestration.building import build

    return DONE if build(Settings.from_env(chosen.home), chosen.select) else FAILED


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

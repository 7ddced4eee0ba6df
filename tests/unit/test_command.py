"""The command line: what it imports, what it teaches, which codes it ends with."""

import subprocess
import sys

import pytest

from orchestration.cli import parser

SUBCOMMANDS = (
    *("build", "ui", "query", "status", "check", "fetch", "verify"),
    *("extract", "review", "evaluate"),
)


def test_importing_the_command_imports_nothing_heavy():
    code = "import sys, orchestration.cli; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {"dbt", "statsmodels", "dagster", "duckdb", "pandas", "numpy", "frictionless"}
    assert heavy.isdisjoint(loaded)


def test_help_names_every_subcommand_and_the_exit_codes():
    text = parser().format_help()
    for expected in (*SUBCOMMANDS, "0 done, 1 failed", "2 wrong use"):
        assert expected in text


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["bild"],
        ["query"],
        ["fetch"],
        ["build", "--nothing"],
        ["extract"],
        ["review"],
        ["review", "apply"],
        ["review", "unmatched", "--limit", "0"],
        ["evaluate"],
    ],
    ids=" ".join,
)
def test_wrong_use_ends_with_two(arguments: list[str]):
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(arguments)
    assert ended.value.code == 2

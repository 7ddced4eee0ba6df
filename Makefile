# What can be done here. Each target first makes the virtual environment, if it is missing or
# older than the lock; with uv where uv is installed, else with venv and pip.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

VENV ?= .venv
FITS := import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3 python; do \
	if $$name -c '$(FITS)' 2>/dev/null; then echo $$name; break; fi; done)
BIN := $(abspath $(VENV))/bin
READY := $(VENV)/.ready

# .env is written anew each time: the home may be another one.
.PHONY: .env help build test ui lint bench lock clean

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## /\1\t/' | expand -t 10

$(READY): requirements.lock pyproject.toml
	@if ! "$(PYTHON)" -c '$(FITS)' 2>/dev/null; then \
		echo "Redzone needs Python 3.11, 3.12 or 3.13; found: $(or $(PYTHON),none)."; \
		echo "Install one (Debian and Ubuntu: apt install python3 python3-venv), or name it:"; \
		echo "  make build PYTHON=/path/to/python3.12"; \
		exit 1; \
	fi
	@if command -v uv >/dev/null 2>&1; then \
		echo "Setting up $(VENV) with uv and $(PYTHON)"; \
		uv venv --quiet --clear --python "$$(command -v $(PYTHON))" $(VENV); \
		export VIRTUAL_ENV="$$(realpath $(VENV))"; \
		uv pip install --quiet --compile-bytecode --require-hashes -r requirements.lock; \
		uv pip install --quiet --no-deps --editable .; \
	else \
		echo "Setting up $(VENV) with pip and $(PYTHON); this takes a minute or two"; \
		rm -rf $(VENV); \
		$(PYTHON) -m venv $(VENV) || { \
			echo "Python's venv module is missing (Debian and Ubuntu: apt install python3-venv)."; \
			exit 1; }; \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check \
			--require-hashes -r requirements.lock; \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check \
			--no-deps --editable .; \
	fi
	@touch $(READY)

# Dagster's own commands read .env: they then use the same home as `redzone`.
.env: $(READY)
	@home="$${REDZONE_HOME:-$(CURDIR)/data}"; \
	printf 'REDZONE_HOME=%s\nDAGSTER_HOME=%s/dagster\n' "$$home" "$$home" > .env

build: $(READY) .env ## load the seeds and the inbox, forecast, publish into data/
	$(BIN)/redzone build

test: $(READY) ## all tests, and how much of the contracts' code they reach
	$(BIN)/pytest -n 2 --cov=orchestration/contracts --cov-report=term:skip-covered --cov-fail-under=95

ui: $(READY) .env ## the Dagster UI on http://127.0.0.1:3000
	$(BIN)/redzone ui

lint: $(READY) ## ruff, sqlfluff, and dbt parse without deprecations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/sqlfluff lint dbt_project/models
	cd dbt_project && $(BIN)/dbt parse --no-partial-parse --quiet --warn-error \
		--target-path $(abspath $(VENV))/dbt-lint --log-path $(abspath $(VENV))/dbt-lint

bench: $(READY) ## measure what the README promises
	$(BIN)/python benchmarks/build.py
	$(BIN)/python benchmarks/contracts.py --large
	$(BIN)/python benchmarks/sources.py
	$(BIN)/python benchmarks/articles.py

lock: $(READY) ## renew requirements.lock from pyproject.toml (needs uv)
	@command -v uv >/dev/null 2>&1 || { echo "make lock needs uv: pip install uv"; exit 1; }
	uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --quiet \
		--no-emit-index-url --generate-hashes --no-strip-extras \
		--custom-compile-command "make lock" -o requirements.lock

clean: ## remove the virtual environment and what tools leave behind; data/ stays
	rm -rf $(VENV) .env .pytest_cache .ruff_cache dbt_project/target dbt_project/logs
	find . -name __pycache__ -prune -exec rm -rf {} +

%:
	@echo "There is no target '$@'. There are:"; $(MAKE) --no-print-directory help; exit 1

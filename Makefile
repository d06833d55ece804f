# The commands of the house. A fresh machine needs make and Python 3.11+ with pip; the rest is set up here, locked by hash.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
COMPILE = uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
          --no-emit-index-url --no-emit-find-links --quiet
# uv from PATH if one works there, else one of our own in a virtual environment that holds nothing else.
UV := $(shell uv --version >/dev/null 2>&1 && command -v uv || echo .uv/bin/uv)
NEW_ENOUGH = $(PYTHON) -c 'import sys; sys.exit("Baton needs Python 3.11 or newer; run make PYTHON=/path/to/python3.11" if sys.version_info < (3, 11) else 0)'
export UV_SYSTEM_CERTS := 1
export UV_PYTHON_DOWNLOADS := never
# Bytecode makes every start three times as fast; some machines switch it off for all of Python.
export UV_COMPILE_BYTECODE := 1
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help practice install run test check lint types contracts bench chaos attack lock screenshots docs clean

help: ## Show these commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

practice: .venv/.run ## Start the practice workspace in the browser, with the real bot behind it (ARGS="--reset")
	@$(BIN)/baton practice $(ARGS)

install: .venv/.run ## Set up what the bot needs and nothing else (for a service)

run: .venv/.run ## Run the bot against Slack, with the tokens in .env
	@$(BIN)/baton run $(ARGS)

test: .venv/.dev ## Run all tests (ARGS="-k nominations" for some)
	@$(BIN)/python -m pytest -n 3 $(ARGS)

check: lint types contracts test ## Lint, types, import contracts and tests: what CI runs

lint: .venv/.dev
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: .venv/.dev
	@$(BIN)/mypy

contracts: .venv/.dev
	@$(BIN)/lint-imports

bench: .venv/.dev ## Run every benchmark and print its JSON
	@$(BIN)/python -m benchmarks

chaos: .venv/.dev ## Kill the bot by the hundred on both databases and count what became of it (ARGS="500 --seed 7")
	@$(BIN)/python -m tests.chaos $(ARGS)

attack: .venv/.dev ## Try everything we know of to find out who said what in a pulse, at full length, and print how near it came (ARGS="--json")
	@$(BIN)/python -m pytest -n 2 -m attack --timeout 3600
	@$(BIN)/python -m tests.attacks $(ARGS)

docs: .venv/.dev ## Write the generated pages and files again (data map, settings sample, manifest, who sees what)
	@$(BIN)/python -m bot docs

screenshots: .venv/.dev ## Take the screenshots of the README again (needs a Chromium)
	@$(BIN)/python -m tests.page.screenshots

lock: $(UV) ## Resolve the dependencies anew and pin them by hash
	@PATH=$(dir $(UV)):$$PATH; $(COMPILE) --upgrade requirements/uv.in -o requirements/uv.txt
	@PATH=$(dir $(UV)):$$PATH; $(COMPILE) --upgrade pyproject.toml requirements/build.in -o requirements/run.txt
	@PATH=$(dir $(UV)):$$PATH; $(COMPILE) --upgrade pyproject.toml requirements/build.in --group dev -c requirements/run.txt -o requirements/dev.txt

clean: ## Remove the virtual environment and caches (practice data stays)
	@rm -rf .venv .uv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

# Stamps say what is whole: what was cut short halfway is made again. Without a Python that runs, nothing is.
$(shell test -x $(BIN)/python || rm -f .venv/.run .venv/.dev)

.uv/bin/uv: .uv/.ready ;

.uv/.ready: requirements/uv.txt
	@$(NEW_ENOUGH)
	@echo "Fetching uv, which sets up everything else (some seconds, once)"
	@rm -rf .uv; $(PYTHON) -m venv .uv 2>/dev/null || { rm -rf .uv; $(PYTHON) -m venv --without-pip .uv; }
	@.uv/bin/python -m pip --version >/dev/null 2>&1 \
	  && .uv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/uv.txt \
	  || $(PYTHON) -m pip --python .uv/bin/python install -qq --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

.venv/bin/python: | $(UV)
	@$(NEW_ENOUGH)
	@rm -rf .venv; $(UV) venv -q --python $(PYTHON) .venv

# A fresh clone compiles our own rooms too: the first start is then as fast as any other. Tools that are there stay.
.venv/.run: requirements/run.txt pyproject.toml | $(UV) .venv/bin/python
	@echo "Setting up (about ten seconds, once)"
	@$(UV) pip sync -q --python $(BIN)/python --require-hashes $(or $(patsubst .venv/.%,requirements/%.txt,$(wildcard .venv/.dev)),requirements/run.txt)
	@$(UV) pip install -q --python $(BIN)/python --no-deps --no-build-isolation --offline -e .
	@touch $@

.venv/.dev: requirements/dev.txt pyproject.toml | $(UV) .venv/bin/python
	@echo "Setting up the tools for development (about twenty seconds, once)"
	@$(UV) pip sync -q --python $(BIN)/python --require-hashes requirements/dev.txt
	@$(UV) pip install -q --python $(BIN)/python --no-deps --no-build-isolation --offline -e .
	@touch .venv/.run $@

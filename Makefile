# Two commands matter: `make run` opens the hub, `make test` checks everything. `make help` lists the rest.
.DEFAULT_GOAL := help
.NOTPARALLEL:
BIN := .venv/bin
LOCK := CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options \
	--pip-args "--uploaded-prior-to=P7D" $(UPGRADE) pyproject.toml

# The library knows no database, so its tests say nothing new on another one.
LIBRARY_TESTS := tests/base tests/cli tests/community_library tests/consensus_library tests/gaps tests/synthesis

.PHONY: help run setup test lint format types unit browser postgres bench bench-synthesis bench-consensus backup reset lock

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## open the hub on this computer; CAIRN_PORT=8000, CAIRN_HOME=folder of its data
	@scripts/environment.sh base
	@exec $(BIN)/cairn hub run --content content

setup: ## install everything for development into .venv
	@scripts/environment.sh dev

test: lint types unit browser postgres ## lint, types, unit, web and browser tests, and the same on PostgreSQL

lint: setup ## style, imports between layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo

format: setup ## put the code into the house's form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: setup ## types of the library
	$(BIN)/mypy

unit: setup ## unit and web tests, on SQLite
	$(BIN)/pytest -n 2 --ignore tests/browser

browser: setup ## tests in a real Chromium
	@scripts/chromium.sh
	$(BIN)/pytest -n 2 tests/browser

postgres: setup ## web tests, on a throwaway PostgreSQL
	$(BIN)/python scripts/postgres.py $(BIN)/pytest -n 2 --ignore tests/browser $(LIBRARY_TESTS:%=--ignore %)

bench: setup ## speed, side by side with peers; fails where a bar is missed
	@failed=0; for script in $(wildcard benchmarks/*.py); do \
		echo; echo "== $$script"; $(BIN)/python $$script || failed=1; done; exit $$failed

bench-synthesis: setup ## speed of pooling effects, beside PyMARE and, where R has it, metafor
	@[ -x .bench-venv/bin/python ] || $(BIN)/python -m venv --without-pip .bench-venv
	@$(BIN)/python -m pip --python .bench-venv/bin/python install --quiet PyMARE==0.0.13
	$(BIN)/python benchmarks/synthesis.py

bench-consensus: setup ## false and planted opinion groups, speed, beside red-dwarf
	@[ -x .bench-venv/bin/python ] || $(BIN)/python -m venv --without-pip .bench-venv
	@$(BIN)/python -m pip --python .bench-venv/bin/python install --quiet red-dwarf==0.4.0
	OMP_NUM_THREADS=1 $(BIN)/python benchmarks/consensus.py

backup: ## write the hub's data to one file: FILE=cairn.zip
	@scripts/environment.sh base
	@$(BIN)/cairn hub backup $(or $(FILE),cairn-$(shell date +%Y-%m-%d-%H%M%S).zip)

reset: ## start over with an empty hub; the old data stay in a backup
	@scripts/environment.sh base
	@$(BIN)/cairn hub reset --yes

lock: setup ## write requirements/ anew from pyproject.toml; UPGRADE=--upgrade takes newer versions
	$(LOCK) --build-deps-for editable --output-file requirements/base.txt
	$(LOCK) --build-deps-for editable --constraint requirements/base.txt --extra postgres --output-file requirements/postgres.txt
	$(LOCK) --build-deps-for editable --constraint requirements/base.txt --extra postgres --extra charts --extra dev --output-file requirements/dev.txt

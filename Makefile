# make demo   sets everything up, crawls the sample site into archive.db, says what to do next
# make test   sets everything up and passes the tests
# The rest is listed by `make help`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help demo test check serve bench bench-check clean format

help: ## this list
	@grep -hE '^[a-z.]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

$(READY): pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "A virtual environment could not be made: install Python 3.11 or newer with its venv module (Debian: apt install python3-venv), then run make again." >&2; exit 1; }
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make demo PYTHON=python3.12" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(READY)

demo: $(READY) ## crawl the sample site into archive.db and say what to do next
	@$(BIN)/python -m fixtures.demo

archive.db: $(READY) ## build the committed archive anew from the sample site, with a fixed clock
	@$(BIN)/python -m fixtures.demo --only-build
	@$(BIN)/python -m fixtures.queries
.PHONY: archive.db

test: $(READY) ## run the tests
	$(BIN)/python -m pytest

check: $(READY) ## lint, types, and the import rules of the house
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY) ## put the code into its usual form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

serve: $(READY) ## open the archive in Datasette (http://127.0.0.1:8001)
	$(BIN)/datasette serve archive.db --port 8001

bench: $(READY) ## measure, side by side, and print ratios
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,bench]'
	$(BIN)/python -m benchmarks.everything $(PAGES)

bench-check: $(READY) ## measure, and fail when a ratio is worse than the recorded one by more than a fifth
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,bench]'
	$(BIN)/python -m benchmarks.everything --check

clean: ## remove what was set up, but not archive.db
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build *.egg-info

# make demo   sets everything up, crawls the sample site into archive.db, says what to do next
# make test   sets everything up and passes the tests
# The rest is listed by `make help`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
AXE := $(VENV)/browser/node_modules/axe-core/axe.min.js

.DEFAULT_GOAL := help
.PHONY: help demo test browser check serve bench bench-check clean format

help: ## this list
	@grep -hE '^[a-z.-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

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

browser: $(READY) ## what the tests of pages need: Chromium (with apt-get, as root) and axe-core (with npm)
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || { command -v apt-get >/dev/null && { apt-get install -y --no-install-recommends chromium || { apt-get update && apt-get install -y --no-install-recommends chromium; }; }; } || echo "Chromium could not be installed; tests in a browser are left out." >&2
	@test -e $(AXE) || { command -v npm >/dev/null && npm install --silent --no-audit --no-fund --prefix $(VENV)/browser axe-core@4.14.1; } || echo "axe-core could not be installed (npm is needed); its tests are left out." >&2

check: $(READY) ## lint, types, and the import rules of the house
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY) ## put the code into its usual form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

serve: $(READY) ## open the archive for reading (http://127.0.0.1:8001)
	$(BIN)/scraper serve --db archive.db

bench: $(READY) ## measure, side by side, and print ratios
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,bench]'
	$(BIN)/python -m benchmarks.everything $(PAGES)

bench-check: $(READY) ## measure, and fail when a ratio is worse than the recorded one by more than a fifth
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,bench]'
	$(BIN)/python -m benchmarks.everything --check

TIME ?= 3600
fuzz: $(READY) ## look for bytes that break a parser, for TIME seconds in all (make fuzz TIME=600 TARGETS="feed date")
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,fuzz]'
	$(BIN)/python -m fuzz $(TIME) $(TARGETS)
.PHONY: fuzz

clean: ## remove what was set up, but not archive.db
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build .fuzz *.egg-info

# The whole project lives in this folder: .uv (installer), .venv (packages), _build (the book).
# Needs Python 3.11 to 3.13, make and git; no root, no TeX, no browser.
.DEFAULT_GOAL := book
.PHONY: book watch install test test-quick bench lock check translate export clean distclean help

PYTHON ?= python3
UV := .uv/bin/uv
BIN := .venv/bin
UV_VERSION = $(shell sed -n 's/^uv==\([0-9.]*\).*/\1/p' requirements.lock)

book: install  ## install, execute, build HTML and PDF of both editions (the default)
	@$(BIN)/thesis build

watch: install  ## show both editions at http://127.0.0.1:8000, made anew on every save
	@$(BIN)/thesis watch

install: .venv/installed  ## put what requirements.lock names into .venv

.venv/installed: requirements.lock pyproject.toml | $(UV)
	$(UV) venv --quiet --clear --no-python-downloads --python $(PYTHON) .venv
	$(UV) pip sync --quiet --compile-bytecode --python .venv requirements.lock
	$(UV) pip install --quiet --python .venv --no-deps --no-build-isolation --editable .
	@touch $@

$(UV):
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --target .uv uv==$(UV_VERSION)

# A file of tests stays in one process, since its tests share what they read. There is one process
# more than cores, at most four, since many tests wait for what they have started.
WORKERS = $(shell $(PYTHON) -c 'import os; print(min(os.cpu_count(), 3) + 1)')
PYTEST = $(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile --no-loadscope-reorder

test: install  ## build the book and test everything: code, data, notebooks, built book
	@$(BIN)/ruff check
	@{ $(BIN)/lint-imports && $(BIN)/mypy; } & beside=$$!; $(BIN)/thesis build && wait $$beside
	@$(PYTEST) --nbval tests notebooks

test-quick: install  ## test code and data, without a built book, a browser or other processes
	@$(BIN)/ruff check
	@$(BIN)/lint-imports
	@$(PYTEST) -m "not built and not browser and not process"

translate: install  ## bring the catalogs of the English edition up to date and say what is left
	@$(BIN)/thesis translate

check: install  ## validate the evidence base
	@$(BIN)/thesis check

bench: install  ## measure builds against Jupyter Book alone (10 minutes)
	@PYTHONPATH=. $(BIN)/python benchmarks/bench.py

export: book  ## write sources, coding, data and book in exchange formats to _build/exports
	@$(BIN)/thesis export

lock: | $(UV)  ## write requirements.lock anew from pyproject.toml
	$(UV) pip compile pyproject.toml --group dev --universal --upgrade --generate-hashes \
	  --no-emit-index-url --quiet --output-file requirements.lock

clean:  ## remove what was built
	rm -rf _build

distclean: clean  ## remove what was installed, too
	rm -rf .venv .uv *.egg-info

help:  ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

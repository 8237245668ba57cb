# The front door. `make demo` and `make test` need Python 3.11 or later and nothing else.
# PYTHON=python3.12 chooses the interpreter; ARGS=... goes to the command that is run.

PYTHON ?= $(shell tools/find_python.sh)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help demo demo-server install install-dev test check docs site pictures lock bench fuzz evals clean

help:  ## list these targets
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 22

demo: $(VENV)/run.done  ## read the bundled corpus and open its register in the browser
	@$(BIN)/pacta demo $(ARGS)

demo-server: $(VENV)/run.done  ## the same, without opening a browser
	@$(BIN)/pacta demo --no-browser $(ARGS)

install: $(VENV)/run.done  ## install Pacta into .venv, every package pinned and checked by hash

install-dev: $(VENV)/dev.done  ## the same with the tools that tests and checks need

test: $(VENV)/dev.done  ## install what tests need, a browser and PostgreSQL included where that is allowed, and run them
	@tools/install_chromium.sh
	@tools/install_postgresql.sh
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder $(ARGS)

check: $(VENV)/dev.done  ## style, types, layers, size budget, generated docs, lock files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/size_budget.py
	$(BIN)/python tools/check_locks.py
	$(BIN)/python tools/generate_docs.py --check

docs: $(VENV)/dev.done  ## write the generated pages: command line reference, rule catalogue, traced sentence
	$(BIN)/python tools/generate_docs.py

site: $(VENV)/dev.done  ## the documentation as pages, in build/site
	$(BIN)/python -m sphinx -q -W -b html docs build/site
	@echo "build/site/index.html"

pictures: $(VENV)/dev.done  ## take the pictures of the tour anew (needs Chromium)
	$(BIN)/python tools/take_pictures.py

lock: $(VENV)/dev.done  ## resolve the dependencies anew (needs uv); ARGS=--upgrade takes the newest
	tools/lock.sh $(ARGS)

bench: $(VENV)/dev.done  ## measure speed and memory; see benchmarks/
	$(BIN)/python -m benchmarks $(ARGS)

fuzz: $(VENV)/dev.done  ## look for inputs that break something; ARGS="--all --seconds 300"; see fuzz/
	@$(BIN)/python -c "import atheris, coverage" 2>/dev/null || $(PIP) install atheris coverage
	$(BIN)/python -m fuzz $(ARGS)

evals: $(VENV)/dev.done  ## score against labelled documents and fail below the floors; see evals/
	$(BIN)/python -m evals $(ARGS)

clean:  ## remove the environment and all caches, but no register
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@tools/make_venv.sh "$(PYTHON)" $(VENV)

$(VENV)/run.done: requirements/run.txt pyproject.toml | $(BIN)/python
	@echo "Installing Pacta into $(VENV) ..."
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.done: requirements/dev.txt pyproject.toml | $(BIN)/python
	@echo "Installing Pacta and its test tools into $(VENV) ..."
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/run.done

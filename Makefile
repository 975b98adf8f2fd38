# Everything runs from .venv, which `make setup` fills from pinned, hashed requirements.
PYTHON ?= python3
BIN := .venv/bin
# A process for each processor; the tests of a file stay together. `make tests AT_ONCE=` runs one after the other.
AT_ONCE ?= -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

.PHONY: run test setup lint types content tests pins audit

run: .venv/ready-run
	@$(BIN)/python -m bot

setup: .venv/ready-dev

test: lint types content tests

lint: .venv/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: .venv/ready-dev
	$(BIN)/mypy

content: .venv/ready-dev
	$(BIN)/python -m content

tests: .venv/ready-dev
	$(BIN)/python -m pytest $(AT_ONCE)

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/ready-run: requirements.txt | .venv/bin/python
	@echo "Installing what the bot needs (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/ready-dev: requirements-dev.txt .venv/ready-run | .venv/bin/python
	@echo "Installing what the tests need (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

# Write the pinned requirements again from pyproject.toml. Needs uv; no address of a registry is written.
pins:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	    --no-header pyproject.toml -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	    --no-header pyproject.toml --group dev -o requirements-dev.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	    --no-header pyproject.toml --extra ocr -o requirements-ocr.txt

# Asks the advisory database about every pinned package; needs the network, and fails when there is no answer.
audit: .venv/audit/bin/pip-audit
	.venv/audit/bin/pip-audit --strict --disable-pip --require-hashes -r requirements.txt
	.venv/audit/bin/pip-audit --strict --disable-pip --require-hashes -r requirements-ocr.txt

.venv/audit/bin/pip-audit: | .venv/bin/python
	@$(PYTHON) -m venv .venv/audit
	@.venv/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit

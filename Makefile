# The verbs of the project, the same for people and for CI. `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
export NO_MKDOCS_2_WARNING := 1

PYTHON ?= python3
BIN := .venv/bin
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11.0 --upgrade \
	--generate-hashes --no-annotate --no-header

NODE_MODULES := node_modules/.package-lock.json
LIGHTHOUSE := lighthouse/node_modules/.package-lock.json

.PHONY: help serve site check test test-all bench lighthouse fix lock clean

help: ## Elenca i comandi / List the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /	/' | expand -t 12

serve: .venv/site.done ## Anteprima su http://127.0.0.1:8000/ / Preview
	@$(BIN)/python scripts/serve.py

site: .venv/site.done ## Scrive il sito in site/ / Write the site to site/
	@$(BIN)/python scripts/build_site.py

check: .venv/site.done ## Controlla dati e pagine / Check data and pages
	@$(BIN)/python -m macros check

test: .venv/dev.done $(NODE_MODULES) ## Tutti i controlli e le prove / All checks and tests
	@$(BIN)/python scripts/browser.py
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/python -m mypy
	$(BIN)/node node_modules/typescript/bin/tsc
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not exhaustive"

test-all: .venv/dev.done $(NODE_MODULES) ## Anche le prove lunghe / The long tests too
	@$(BIN)/python scripts/browser.py
	$(BIN)/python -m pytest -n 2 --dist loadfile

bench: .venv/dev.done ## Tempi e memoria / Time and memory
	@$(BIN)/python scripts/bench.py

lighthouse: .venv/dev.done $(LIGHTHOUSE) site ## Voti di Lighthouse / Scores of Lighthouse
	@$(BIN)/python scripts/browser.py
	@PYTHONPATH=.:tests $(BIN)/python scripts/lighthouse.py --only $(ONLY)

fix: .venv/dev.done ## Rimette in ordine ciò che si genera / Rewrite what is generated
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python -m macros schema
	$(BIN)/python -m macros reference

lock: .venv/dev.done ## Aggiorna i pacchetti bloccati / Update the locked packages
	$(LOCK) requirements/site.in -o requirements/site.lock
	$(LOCK) requirements/dev.in -o requirements/dev.lock

clean: ## Toglie ciò che si può rifare / Remove what can be made again
	rm -rf .venv .cache node_modules lighthouse/node_modules site .pytest_cache .mypy_cache .ruff_cache

.venv/site.done: requirements/site.lock
	@$(PYTHON) scripts/environment.py site

.venv/dev.done: requirements/dev.lock .venv/site.done
	@$(PYTHON) scripts/environment.py dev

$(NODE_MODULES): package-lock.json
$(LIGHTHOUSE): lighthouse/package-lock.json
$(NODE_MODULES) $(LIGHTHOUSE): | .venv/dev.done
	@$(BIN)/npm ci --prefix $(dir $(@D)) --ignore-scripts --no-audit --no-fund --loglevel=error || { \
		echo "I pacchetti di npm non si scaricano: serve la rete la prima volta. / The packages" \
		"of npm cannot be downloaded: the first run needs the network." >&2; exit 1; }

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
BASE ?= origin/main

.PHONY: help serve site published check translations test test-all bench lighthouse fix lock clean packages \
	summary failed-tests checksums sbom links due advisories properdocs look tell release rebuild gates

help: ## Elenca i comandi / List the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /	/' | expand -t 14

serve: .venv/site.done ## Anteprima su http://127.0.0.1:8000/ / Preview
	@$(BIN)/python scripts/serve.py

site: .venv/site.done ## Scrive il sito in site/ / Write the site to site/
	@$(BIN)/python scripts/build_site.py

published: site ## Scrive in published/ gli indirizzi di questa versione / List its addresses
	@$(BIN)/python -m macros published

check: .venv/site.done ## Controlla dati e pagine / Check data and pages
	@$(BIN)/python -m macros check

translations: .venv/site.done ## Traduzioni da rileggere / Translations to read again
	@$(BIN)/python -m macros translations

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

packages: .venv/dev.done ## Prepara i pacchetti / Install the packages

summary: .venv/site.done ## Che cosa cambia per chi legge (BASE=...) / What changes for readers
	@$(BIN)/python scripts/change_summary.py $(BASE)

failed-tests: .venv/dev.done ## Quali prove non passano / Which tests fail
	@$(BIN)/python scripts/failed_tests.py reports/tests.xml

checksums: | reports ## Impronte dei file da scaricare / Checksums of the downloads
	@test -d site || { echo "Manca il sito: «make site». / No site yet: 'make site'." >&2; exit 1; }
	@(cd site && find downloads -type f | LC_ALL=C sort | xargs -d '\n' sha256sum) \
		> reports/downloads.sha256

sbom: .venv/dev.done | reports ## Di che cosa è fatta la guida (CycloneDX) / Bill of materials
	@$(BIN)/python scripts/sbom.py reports/sbom.cdx.json

links: .venv/dev.done ## Prova i collegamenti esterni / Try the external links
	@$(BIN)/python scripts/external_links.py

due: .venv/site.done ## Verifiche scadute / Overdue verifications
	@$(BIN)/python -m macros due

advisories: .venv/dev.done ## Avvisi di sicurezza sui pacchetti / Security advisories
	@failed=0; \
	$(BIN)/pip-audit --strict --progress-spinner off --disable-pip --require-hashes \
		-r requirements/dev.lock || failed=1; \
	for folder in . lighthouse; do \
		$(BIN)/npm audit --package-lock-only --prefix $$folder || failed=1; \
	done; \
	exit $$failed

properdocs: .venv.properdocs/properdocs.done ## Il sito con ProperDocs / The site with ProperDocs
	@.venv.properdocs/bin/python -m properdocs build --quiet --strict -d site.properdocs

look: ## Uno sguardo della settimana (SUBJECT=links) / A weekly look
	@$(PYTHON) scripts/scheduled.py look $(SUBJECT)

tell: ## Aggiorna le segnalazioni su GitHub / Update the issues on GitHub
	@$(PYTHON) scripts/scheduled.py tell

release: .venv/dev.done ## Prepara la versione VERSION in dist/ / Make the release VERSION in dist/
	@$(BIN)/python scripts/release.py --ready
	@$(MAKE) --no-print-directory gates
	@$(BIN)/python scripts/release.py

rebuild: .venv/dev.done ## Rifà i file di una versione uscita / Make a published release again
	@$(BIN)/python scripts/release.py --ready --rebuild
	@$(MAKE) --no-print-directory gates
	@$(BIN)/python scripts/release.py --rebuild

gates: .venv/dev.done ## Ciò che una versione deve superare / What a release must pass
	@$(MAKE) --no-print-directory check translations
	$(BIN)/python -m pytest -q -n 2 --dist loadfile tests/data tests/documents tests/site

fix: .venv/dev.done ## Rimette in ordine ciò che si genera / Rewrite what is generated
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python -m macros schema
	$(BIN)/python -m macros reference

lock: .venv/dev.done ## Aggiorna i pacchetti bloccati / Update the locked packages
	$(LOCK) requirements/site.in -o requirements/site.lock
	$(LOCK) requirements/dev.in -o requirements/dev.lock
	$(LOCK) requirements/properdocs.in -o requirements/properdocs.lock

clean: ## Toglie ciò che si può rifare / Remove what can be made again
	rm -rf .venv .venv.properdocs .cache node_modules lighthouse/node_modules site site.properdocs \
		reports .pytest_cache .mypy_cache .ruff_cache

reports:
	@mkdir $@

.venv/site.done: requirements/site.lock
	@$(PYTHON) scripts/environment.py site

.venv/dev.done: requirements/dev.lock .venv/site.done
	@$(PYTHON) scripts/environment.py dev

.venv.properdocs/properdocs.done: requirements/properdocs.lock
	@$(PYTHON) scripts/environment.py properdocs .venv.properdocs

$(NODE_MODULES): package-lock.json
$(LIGHTHOUSE): lighthouse/package-lock.json
$(NODE_MODULES) $(LIGHTHOUSE): | .venv/dev.done
	@$(BIN)/npm ci --prefix $(dir $(@D)) --ignore-scripts --no-audit --no-fund --loglevel=error || { \
		echo "I pacchetti di npm non si scaricano: serve la rete la prima volta. / The packages" \
		"of npm cannot be downloaded: the first run needs the network." >&2; exit 1; }

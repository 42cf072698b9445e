# What people type. Every target does its own set-up; what is done already is not done again.

PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py

# The packages, the tests among them, and what is none.
SOURCES := $(patsubst %/__init__.py,%,$(wildcard */__init__.py)) dev site
TEMPLATES := site/templates
PO := $(wildcard site/locale/*/LC_MESSAGES/django.po)
MO := $(PO:.po=.mo)
MIGRATIONS := $(wildcard */migrations/*.py site/*/migrations/*.py)

# What was done to a database is remembered for that database: another DATABASE_URL starts anew.
VAR_DIR ?= $(or $(shell sed -n 's/^VAR_DIR=//p' .env 2>/dev/null),var)
# As config/env.py reads it: the environment, even empty; then .env; then what `make services` wrote.
written = $(shell cat $(2) 2>/dev/null | sed -n 's/^$(1)=//p' | head -n 1)
DATABASE_URL ?= $(call written,DATABASE_URL,.env $(VAR_DIR)/services/env)
OWN := $(call written,DATABASE_URL,$(VAR_DIR)/services/env)
STAMPS := $(VAR_DIR)/stamps/$(shell printf '%s' '$(DATABASE_URL)' | cksum | cut -d ' ' -f 1)
# Beside the cluster, whose port may change: they go when it goes.
ifeq ($(strip $(DATABASE_URL)),$(or $(OWN),none))
STAMPS := $(VAR_DIR)/services/postgresql/stamps
endif
ifeq ($(strip $(DATABASE_URL))$(wildcard $(VAR_DIR)/portevoix.sqlite3),)
$(shell rm -rf $(STAMPS))
endif
# The demonstration comes by itself to this clone's own database only: its password is known.
DEMO := $(if $(filter-out $(OWN),$(DATABASE_URL)),,$(STAMPS)/demo)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: help
help: ## Print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo '  make run PORT=8080              serves on another port'
	@echo '  make test ARGS="-k feed -x"     hands options to pytest'
	@echo '  make test EMBEDDED=1            runs them without services'
	@echo '  make test-next PYTHON=/path/to/python3.14 DJANGO="django>=6.1,<6.2"   names what is next'
	@echo '  make services ELASTICSEARCH_PLAIN=1   starts Elasticsearch without TLS and passwords'

.PHONY: run
run: $(BIN)/.runtime $(MO) $(STAMPS)/migrated $(DEMO) ## Set up what is missing, then serve the site and its demonstration
	@$(if $(DEMO),cat $(DEMO))
	@printf '\n  Site   http://localhost:%s/\n  Admin  http://localhost:%s/admin/\n' $(PORT) $(PORT)
	@printf '\n  Ctrl+C stops it.\n\n'
	@$(if $(filter-out 8000,$(PORT)),BASE_URL=http://localhost:$(PORT)) exec dev/run $(PORT)

.PHONY: code
code: $(BIN)/.runtime ## Print the code for signing in to the demonstration
	@$(MANAGE) demo_code

.PHONY: worker
worker: $(BIN)/.runtime $(MO) $(STAMPS)/migrated ## Do the background work alone; `make run` does it too
	@$(MANAGE) worker

.PHONY: services
services: $(BIN)/.dev ## Start PostgreSQL, Elasticsearch, S3 and mail for this clone; `make run` then uses them
	@dev/services start

.PHONY: services-stop
services-stop: $(BIN)/.dev ## Stop them; their data stays
	@dev/services stop

.PHONY: services-status
services-status: $(BIN)/.dev ## Say which of them run, and where
	@dev/services status

.PHONY: production-like
production-like: $(BIN)/.dev $(MO) ## Serve as production does, without containers
	@dev/production-like

.PHONY: test
test: $(BIN)/.dev $(MO) ## Set up what is missing, then run every test and name what could not run
	@dev/test $(ARGS)

.PHONY: test-fast
test-fast: $(BIN)/.dev $(MO) ## Run the tests that need no browser, on the services that run
	@$(BIN)/pytest -m 'not browser' $(ARGS)

.PHONY: test-next
test-next: $(BIN)/.dev $(MO) ## Run the tests that need nothing else on a newer Python and Django
	@dev/test-next $(ARGS)

.PHONY: search-eval
search-eval: $(BIN)/.dev $(MO) ## Measure the search over the evaluation set in SEARCH_EVAL_DIR
	@dev/search-eval

.PHONY: coverage
coverage: $(BIN)/.dev $(MO) ## Run the tests that need no browser, and list the lines they never reach
	@$(BIN)/coverage run -m pytest -m 'not browser' $(ARGS)
	@$(BIN)/coverage report

.PHONY: lint
lint: $(BIN)/.dev ## Check style, types, templates, imports and migrations; change nothing
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/djhtml --check --tabwidth 4 $(TEMPLATES)
	PYTHONPATH=site $(BIN)/lint-imports --no-cache --no-logo
	@mkdir -p $(VAR_DIR)
	$(MANAGE) check
	$(MANAGE) makemigrations --check --dry-run

.PHONY: format
format: $(BIN)/.dev ## Write Python and templates as `make lint` wants them
	$(BIN)/ruff check --fix --exit-zero
	$(BIN)/ruff format
	$(BIN)/djhtml --tabwidth 4 $(TEMPLATES) || true

.PHONY: messages
messages: $(BIN)/.runtime ## Bring the catalogues up to date with the strings of the code
	@dev/messages

.PHONY: demo-load
demo-load: $(STAMPS)/migrated $(MO) ## Load the demonstration content into an empty site
	@$(MANAGE) demo_load > $(STAMPS)/demo.new
	@mv $(STAMPS)/demo.new $(STAMPS)/demo && cat $(STAMPS)/demo

.PHONY: demo-remove
demo-remove: $(STAMPS)/migrated ## Remove the demonstration content; `make run` does not bring it back
	$(MANAGE) demo_remove
	@echo 'The demonstration was removed: make demo-load brings it back.' > $(STAMPS)/demo

.PHONY: requirements
requirements: $(BIN)/.dev ## Pin the newest versions that pyproject.toml allows
	$(BIN)/uv pip compile $(PINNING) pyproject.toml --output-file requirements.txt
	$(BIN)/uv pip compile $(PINNING) --extra meaning --constraint requirements.txt pyproject.toml \
		--output-file requirements-meaning.txt
	$(BIN)/uv pip compile $(PINNING) --extra meaning --extra dev --constraint requirements-meaning.txt \
		pyproject.toml --output-file requirements-dev.txt

.PHONY: clean
clean: ## Remove what the tools left behind; the database, its media and .venv stay
	rm -rf .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	rm -rf $(VAR_DIR)/static $(VAR_DIR)/test* var/coverage*
	rm -f $(MO)
	find $(SOURCES) -name __pycache__ -type d -prune -exec rm -rf {} +

# The whole 3.11.7, not 3.11: for 3.11.0 older packages would be chosen.
PINNING := --quiet --upgrade --python-version 3.11.7 --generate-hashes --no-emit-index-url --no-header --no-annotate

# Inside the environment, so that they go when it goes.
# With the model, where there is one for this machine: the demonstration shows what it does.
$(BIN)/.runtime: requirements-meaning.txt
	@dev/venv requirements-meaning.txt
	@touch $@

$(BIN)/.dev: requirements-dev.txt $(BIN)/.runtime
	@dev/venv requirements-dev.txt
	@touch $@

# Babel, so that nobody needs gettext to see the site. A catalogue marked as fuzzy is not compiled.
%.mo: %.po | $(BIN)/.runtime
	@$(BIN)/pybabel --quiet compile --domain django --input-file $< --output-file $@

$(STAMPS)/migrated: $(BIN)/.runtime $(MIGRATIONS)
	@echo 'Preparing the database'
	@mkdir -p $(@D)
	@$(MANAGE) migrate --verbosity 0
	@touch $@

# Once, whatever is migrated later. It keeps what the command said about signing in.
$(STAMPS)/demo: | $(STAMPS)/migrated $(MO)
	@echo 'Loading the demonstration content'
	@$(MANAGE) demo_load > $@

# The commands of this project. `make run` is all a fresh machine needs.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
PYTEST := $(BIN)/pytest -n 2 --dist worksteal
export UV_PYTHON_DOWNLOADS := never
unexport PYTHONDONTWRITEBYTECODE
# $(call timed,name,commands): run them, then say how long they took; the first that fails ends it
timed = began=$$(date +%s) && $(2) && echo "$(1): $$(($$(date +%s) - began)) s"

.PHONY: run setup pictures test collected on-sqlite on-postgres check static bench demo lock lint types contracts screenshots events translations clean

run: setup  ## set up, load demo data once, serve with a worker beside
	@$(BIN)/marketplace db upgrade
	@$(BIN)/marketplace demo load --once
	@PORT=$(PORT) $(BIN)/marketplace serve --with-worker

setup: .venv/run  ## install what running needs, nothing else

pictures: .venv/run requirements/pictures.txt  ## besides, the reader of photographed lists (250 MB)
	@$(BIN)/uv pip install -q --require-hashes --compile-bytecode --python $(BIN)/python -r requirements/pictures.txt

test: .venv/dev .chromium  ## the whole suite, on SQLite and beside it on PostgreSQL
	@$(MAKE) --no-print-directory collected
	@$(MAKE) --no-print-directory -j2 on-sqlite on-postgres

collected: .venv/dev  # once, so that not each of the four processes of the tests translates all of a fresh clone
	@$(call timed,collected,$(BIN)/pytest -n 0 --collect-only -q > /dev/null)

on-sqlite:
	@$(call timed,on SQLite,$(PYTEST) --database sqlite $(SUITE))

on-postgres:  # it speaks when it is done, so that the two do not speak at once
	@mkdir -p var
	@{ $(call timed,on PostgreSQL,$(PYTEST) --database postgres $(SUITE)); } > var/on-postgres.txt 2>&1; \
	 ended=$$?; cat var/on-postgres.txt; exit $$ended

check: .venv/dev .chromium  ## what CI runs, with the seconds of each part: of the suite what docs/adr/0011 says
	@$(MAKE) --no-print-directory -j2 static collected
	@$(MAKE) --no-print-directory -j2 on-sqlite on-postgres SUITE=--brief

static: lint types contracts

lint:
	@$(call timed,lint,$(BIN)/ruff check . && $(BIN)/ruff format --check .)

types:
	@$(call timed,types,$(BIN)/mypy)

contracts:
	@$(call timed,contracts,$(BIN)/lint-imports)

bench: .venv/dev  ## the measured claims, each a ratio in one run
	@$(BIN)/python -m bench

demo: setup  ## load demo data: make demo SIZE=large
	@$(BIN)/marketplace db upgrade
	@$(BIN)/marketplace demo load --size $(or $(SIZE),small)

lock: .venv/dev  ## maintainers: renew the hashed requirements from pyproject.toml
	@$(BIN)/uv lock -q --upgrade
	@$(BIN)/uv export -q --no-default-groups --no-emit-project --no-header --no-annotate -o requirements/run.txt
	@$(BIN)/uv export -q --no-default-groups --group test --no-emit-project --no-header --no-annotate -o requirements/test.txt
	@$(BIN)/uv export -q --no-default-groups --group test --group dev --no-emit-project --no-header --no-annotate -o requirements/dev.txt
	@$(BIN)/uv export -q --no-default-groups --group pictures --no-emit-project --no-header --no-annotate -o requirements/pictures.txt
	@rm -f uv.lock

screenshots: .venv/dev .chromium  ## maintainers: take the pictures of the README anew, from the small demo
	@$(BIN)/python -m tests.browser.screenshots docs/screenshots

events: .venv/dev  ## maintainers: write docs/events.md anew: who publishes, who listens
	@$(BIN)/python -m tests.house.events_page docs/events.md

translations: .venv/dev  ## maintainers: extract the words and update the English catalogue
	@$(BIN)/pybabel -q extract -F translations/babel.cfg -k _l -k lazy_gettext -k N_ --no-location --sort-output -o var/messages.pot .
	@$(BIN)/pybabel -q update -i var/messages.pot -d translations -l en --no-fuzzy-matching --ignore-obsolete --omit-header

.venv/pip:
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install -q --require-hashes -r requirements/uv.txt
	@touch $@

.venv/run: .venv/pip requirements/run.txt
	@test -e .venv/dev || $(BIN)/uv pip sync -q --require-hashes --compile-bytecode --python $(BIN)/python requirements/run.txt
	@$(BIN)/uv pip install -q --no-deps --no-build-isolation --python $(BIN)/python -e .
	@$(BIN)/pybabel -q compile -d translations 2>/dev/null
	@touch $@

.venv/dev: .venv/pip requirements/dev.txt
	@$(BIN)/uv pip sync -q --require-hashes --python $(BIN)/python requirements/dev.txt
	@$(BIN)/uv pip install -q --no-deps --no-build-isolation --python $(BIN)/python -e .
	@$(BIN)/pybabel -q compile -d translations 2>/dev/null
	@touch $@ .venv/run

# Browser tests drive the system's Chromium, best its shell without windows: it takes a third of the time.
.chromium:
	@command -v chromium-headless-shell >/dev/null || \
	 { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && \
	   { apt-get install -y -qq --no-install-recommends chromium-headless-shell >/dev/null || \
	     apt-get install -y -qq --no-install-recommends chromium >/dev/null; }; } || \
	 command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	 { echo "The browser tests need Chromium: ask for the system package «chromium», then run make test again." >&2; \
	   [ -z "$$CI" ]; }

clean:
	@rm -rf .venv var .mypy_cache .ruff_cache .pytest_cache

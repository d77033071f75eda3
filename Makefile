# The commands of the project: `make demo` shows the portal, `make test` proves it.
.PHONY: help demo demo-reset test test-postgres check format bench lock snapshot compare verify-elasticsearch bench-search

help:
	@echo "make demo         ouvre le portail de démonstration (PORT=8000)"
	@echo "make demo-reset   efface les données de démonstration"
	@echo "make test         toutes les vérifications : règles du code, SQLite, PostgreSQL, navigateur"
	@echo "make test-postgres  tous les tests qui touchent la base, sur PostgreSQL (avant une mise en service)"
	@echo "make check        règles du code, imports, réglages de production, migrations"
	@echo "make format       met le code en forme (ruff)"
	@echo "make snapshot FILE=…  note ce que chacun voit : pages, courriels, adresses, accès, API"
	@echo "make compare      le compare à ce que l’on voyait avant (tests/snapshot/before.json.xz)"
	@echo "make bench        mesure le coût des pages sur un PostgreSQL jetable"
	@echo "make verify-elasticsearch URL=http://…:9200   essaie le moteur de recherche sur un vrai serveur"
	@echo "make bench-search URL=http://…:9200           le mesure ; sans URL, la page et sa croissance"
	@echo "make lock         recompile requirements/*.txt depuis pyproject.toml"

demo:
	@exec bash scripts/demo.sh "$(PORT)"

demo-reset:
	@exec bash scripts/demo.sh reset

test:
	@exec bash scripts/test.sh

test-postgres:
	@exec bash scripts/test.sh postgres

check:
	@exec bash scripts/check.sh

format:
	@.venv/bin/python -m ruff check --fix --quiet . ; .venv/bin/python -m ruff format --quiet .

bench:
	@BENCH="$(BENCH)" exec bash scripts/bench.sh

# KEEP=folder keeps the database of each scenario for the next time; WHO="claire sophie": these people alone.
SNAPSHOT = .venv/bin/python -m tests.snapshot
BEFORE = tests/snapshot/before.json.xz
snapshot:
	@$(SNAPSHOT) take "$(FILE)" $(if $(KEEP),--keep "$(KEEP)")

compare:
	@mkdir -p var
	@$(SNAPSHOT) take var/after.json.xz --like $(BEFORE) $(if $(KEEP),--keep "$(KEEP)") $(if $(WHO),--who $(WHO))
	@$(SNAPSHOT) compare $(BEFORE) var/after.json.xz

# An index of its own, removed at the end: nothing else of the cluster is read or written.
verify-elasticsearch:
	@URL="$(URL)" exec bash scripts/verify_elasticsearch.sh

bench-search:
	@URL="$(URL)" BENCH="$(BENCH)" exec bash scripts/bench_search.sh

# Hashes for every platform and no address: the lock works behind any mirror.
COMPILE = .venv/bin/python -m uv pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-header
lock:
	$(COMPILE) pyproject.toml -o requirements/base.txt
	$(COMPILE) pyproject.toml --group dev -c requirements/base.txt -o requirements/dev.txt
	echo "uv" | $(COMPILE) - -o requirements/uv.txt

# The commands of the project: `make demo` shows the portal, `make test` proves it.
.PHONY: help demo demo-reset test test-all test-changed coverage check format bench bench-start lock verify-elasticsearch bench-search relevance proof-install weight

help:
	@echo "make demo         ouvre le portail de démonstration (PORT=8000, DATE=2026-11-27 : à cette date)"
	@echo "make demo-reset   efface les données de démonstration"
	@echo "make test         règles du code, puis tous les tests qui ne sont pas longs : PostgreSQL, navigateur, et sur SQLite ce qui en diffère"
	@echo "make test-all     les mêmes, ceux qui sont longs, et ceux qui lisent des dates à d’autres jours (tests/day.py)"
	@echo "make test-changed les tests des sujets modifiés depuis le dernier commit (SINCE=main : depuis une branche)"
	@echo "make coverage     ce que les tests sur SQLite exécutent des modules et des gabarits"
	@echo "make check        règles du code, imports, réglages de production, migrations"
	@echo "make format       met en forme le code, les gabarits et les feuilles de style"
	@echo "make bench        mesure le coût des pages sur un PostgreSQL jetable"
	@echo "make bench-start  mesure un démarrage, une base construite et une base migrée, à côté d’un Wagtail nu"
	@echo "make verify-elasticsearch URL=http://…:9200   essaie le moteur de recherche sur un vrai serveur"
	@echo "make bench-search URL=http://…:9200           le mesure ; sans URL, la page et sa croissance"
	@echo "make weight       compte les lignes, les noms, et ce que la maison a borné"
	@echo "make relevance    mesure la pertinence des trois recherches, sur les deux bases"
	@echo "make proof-install joue docs/install.md, puis des mises à jour, sur des serveurs jetables (Debian ; une demi-heure au plus)"
	@echo "make lock         recompile requirements/*.txt depuis pyproject.toml"

demo:
	@exec bash scripts/demo.sh "$(PORT)" "$(DATE)"

demo-reset:
	@exec bash scripts/demo.sh reset

test:
	@exec bash scripts/test.sh

test-all:
	@exec bash scripts/test.sh all

test-changed:
	@.venv/bin/python -m tests.changed $(SINCE)

# A template is counted where it is drawn; what only the browser reaches is not.
coverage:
	@COVERAGE=1 .venv/bin/python -m pytest -q -n auto --maxprocesses 4 --cov --cov-report=
	@.venv/bin/python -m coverage report --skip-covered --skip-empty --sort=cover
	@echo "Modules : $$(.venv/bin/python -m coverage report --include='*.py' --format=total) % ; gabarits : $$(.venv/bin/python -m coverage report --include='templates/*' --format=total) %"

check:
	@exec bash scripts/check.sh

format:
	@exec bash scripts/format.sh

bench:
	@BENCH="$(BENCH)" exec bash scripts/bench.sh

bench-start:
	@.venv/bin/python -m benchmarks.startup

# An index of its own, removed at the end: nothing else of the cluster is read or written.
verify-elasticsearch:
	@URL="$(URL)" exec bash scripts/verify_elasticsearch.sh

bench-search:
	@URL="$(URL)" BENCH="$(BENCH)" exec bash scripts/bench_search.sh

relevance:
	@exec .venv/bin/python -m benchmarks.relevance

# KEEP=1 leaves its folder, to be looked at.
proof-install:
	@KEEP="$(KEEP)" exec bash scripts/proof_install.sh

# Hashes for every platform and no address: the lock works behind any mirror.
COMPILE = .venv/bin/python -m uv pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-header
lock:
	$(COMPILE) pyproject.toml -o requirements/base.txt
	$(COMPILE) pyproject.toml --group dev -c requirements/base.txt -o requirements/dev.txt
	echo "uv" | $(COMPILE) - -o requirements/uv.txt

weight:
	@.venv/bin/python scripts/weight.py

#!/usr/bin/env bash
# Runs the contract of the search engines, and all that keeps its index true, on a real cluster:
# make verify-elasticsearch URL=https://user:password@host:9200?ca=/path/ca.pem
set -u
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
cd "$ROOT" || exit 1
[ -n "${URL:-}" ] || fail "Donnez l’adresse du serveur : make verify-elasticsearch URL=http://127.0.0.1:9200 (docs/elasticsearch/compose.yaml en ouvre un)."
writable_or_fail
install_lock dev
unset DATABASE_URL DJANGO_SETTINGS_MODULE PORTAL_PROFILE PORTAL_VAR SEARCH_URL
say "Essai sur le serveur donné, dans un index à part qui est supprimé à la fin."
ENGINE="tests/observatory/search"
export VERIFY_ELASTICSEARCH=$URL
"$VENV_PYTHON" -m pytest -q $ENGINE -k "elasticsearch or index_sync or pollution or same_counts or real_cluster" &
RUNNING=$!
# The run is told to end too, so that it takes its index away.
trap 'kill -TERM $RUNNING 2>/dev/null; wait $RUNNING; exit 130' INT TERM HUP
wait $RUNNING
STATUS=$?
# Two workers at once need a database that locks rows.
"$VENV_PYTHON" tests/postgres.py --available >/dev/null 2>&1 || { say "Sans PostgreSQL, les deux écrivains à la fois ne sont pas essayés."; exit $STATUS; }
"$VENV_PYTHON" tests/postgres.py "$VENV_PYTHON" -m pytest -q $ENGINE/test_index_races.py &
RUNNING=$!
wait $RUNNING && exit $STATUS
exit 1

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
VERIFY_ELASTICSEARCH=$URL exec "$VENV_PYTHON" -m pytest -q tests/observatory/search -k "elasticsearch or indexing or pollution"

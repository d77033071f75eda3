#!/usr/bin/env bash
# Measures a search: make bench-search [URL=http://127.0.0.1:9200] [BENCH="--sheets 100 5000"].
# Without URL, the page of the search on PostgreSQL then SQLite, and how it grows; with it, a cluster's questions.
# URL=double measures the stand-in of the tests: it says that the command works, nothing of a real cluster.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
cd "$ROOT" || exit 1
writable_or_fail
install_lock dev
measure=benchmarks.growth
[ -n "${URL:-}" ] && measure=benchmarks.search
# shellcheck disable=SC2086 -- several words on purpose
exec "$VENV_PYTHON" -m "$measure" ${URL:+--url "$URL"} ${BENCH:-}

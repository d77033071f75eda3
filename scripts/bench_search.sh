#!/usr/bin/env bash
# Measures a search engine: make bench-search [URL=http://127.0.0.1:9200] [BENCH="--sheets 100 5000"].
# URL=double measures the stand-in of the tests: it says that the command works, nothing of a real cluster.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
cd "$ROOT" || exit 1
writable_or_fail
install_lock dev
# shellcheck disable=SC2086 -- several words on purpose
exec "$VENV_PYTHON" -m benchmarks.search ${URL:+--url "$URL"} ${BENCH:-}

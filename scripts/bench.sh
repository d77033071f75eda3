#!/usr/bin/env bash
# Measures the pages; `make bench BENCH="--organisms 50 500 --only dossiers"` passes its choices on.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
. "$ROOT/scripts/static.sh"
cd "$ROOT" || exit 1
writable_or_fail
install_lock dev
collect_static
# shellcheck disable=SC2086 -- several words on purpose
exec "$VENV_PYTHON" -m benchmarks.run ${BENCH:-}

#!/usr/bin/env bash
# Everything that proves the portal: code checks, then pytest on SQLite, on PostgreSQL and in a browser.
# `scripts/test.sh all` adds what is slow and rarely broken. What the machine lacks is installed with apt
# where that is possible; elsewhere it is named at the end, and with CI=true that is a failure.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
. "$ROOT/scripts/packages.sh"
cd "$ROOT" || exit 1

unset DATABASE_URL DJANGO_SETTINGS_MODULE PORTAL_PROFILE PORTAL_VAR PORTAL_CLOCK PORTAL_ADDRESS
unset PRIVATE_ROOT MEDIA_ROOT STATIC_ROOT MAIL_URL REDIS_URL ANTIVIRUS_URL
SCOPE=${1:-quick}
REPORTS=$ROOT/var/tests
FAILED=""

quick() { [ "$SCOPE" != all ]; }

# part NAME COMMAND…
part() {
  local name=$1 started=$SECONDS
  shift
  say "=== $name"
  "$@" || FAILED="$FAILED$name ; "
  say "=== $name : $((SECONDS - started)) s"
}

# missing NAME COMMAND-THAT-BRINGS-IT
missing() {
  say "NON EXÉCUTÉ : $1 ; pour l’avoir : $2"
  [ "${CI:-false}" = false ] || FAILED="$FAILED$1 ; "
}

# tests REPORT MARKERS [FOLDER]: WORKERS of pytest-xdist; by default one a core, four at most.
tests() {
  local report=$1 markers=$2 server=""
  shift 2
  ! quick || markers="$markers and not slow"
  [ "$report" != postgres ] || server="$VENV_PYTHON tests/postgres.py"
  # shellcheck disable=SC2086 -- two words on purpose, or none
  $server "$VENV_PYTHON" -m pytest -q --faults -n "${WORKERS:-auto}" --maxprocesses 4 --durations 10 \
    --junitxml "$REPORTS/$report.xml" -m "$markers" "$@"
}

# What SQLite has proved is spared: what is left is asked by one process.
tests_on_postgres() {
  ! quick || export SECOND_ENGINE=1 WORKERS=0
  tests postgres "not e2e"
}

tests_in_browser() { tests browser "e2e" tests/e2e; }

# The browser waits for its pages a quarter of the time: one more process, and not one a core, has that quarter.
tests_in_browser_and_on_postgres() {
  local log=$REPORTS/postgres.log failed=""
  set -m # a group of its own, which ends with this script
  tests_on_postgres > "$log" 2>&1 &
  pid=$!
  set +m
  trap 'kill -- "-$pid" 2>/dev/null' EXIT
  tests_in_browser || failed="Tests dans le navigateur"
  wait "$pid" || failed="${failed:+$failed ; }Tests sur PostgreSQL"
  trap - EXIT
  cat "$log"
  [ -z "$failed" ] || { say "À corriger : $failed."; return 1; }
}

writable_or_fail
rm -rf "$REPORTS" && mkdir -p "$REPORTS"
if quick; then
  [ -n "${WHOLE:-}" ] || export SETTLED_ARE_SPARED=1 # tests/settled.py
else
  export THOROUGH=1 # screenshots, and what the browser's tests spare
fi
install_packages "$SCOPE"
install_lock dev

part "Règles du code" bash scripts/check.sh
if ! has_pdf_libraries; then
  missing "Tous les tests" "$GET_PDF_LIBRARIES"
else
  BROWSER="" POSTGRES=""
  if has_browser && { quick || has_checker; }; then
    BROWSER=1
  else
    missing "Tests dans le navigateur" "sudo apt-get install chromium-headless-shell (Debian) ou chromium (et, pour make test-all, default-jre-headless npm) ou Google Chrome, Java et npm"
  fi
  if has_postgres; then
    POSTGRES=1
  else
    missing "Tests sur PostgreSQL" "sudo apt-get install postgresql (Debian, Ubuntu), brew install postgresql (macOS)"
  fi
  # SQLite's part keeps two cores busy by itself; what the browser waits for would come late beside it.
  part "Tests sur SQLite" tests sqlite "not e2e and not postgres"
  if quick && [ -n "$BROWSER$POSTGRES" ] && [ "$BROWSER" = "$POSTGRES" ]; then
    part "Tests dans le navigateur, et sur PostgreSQL" tests_in_browser_and_on_postgres
  else
    [ -z "$BROWSER" ] || part "Tests dans le navigateur" tests_in_browser
    [ -z "$POSTGRES" ] || part "Tests sur PostgreSQL" tests_on_postgres
  fi
  quick || has_spreadsheets || missing "Classeurs d’autres programmes (LibreOffice, Gnumeric)" "sudo apt-get install libreoffice-calc-nogui gnumeric (Debian, Ubuntu)"
  command -v pdftotext >/dev/null || missing "Lecture des PDF (pdftotext)" "sudo apt-get install poppler-utils (Debian, Ubuntu), brew install poppler (macOS)"
fi
"$VENV_PYTHON" -m tests.report "$SCOPE" "$REPORTS" "$FAILED"
status=$?
"$VENV_PYTHON" -m tests.settled "$REPORTS" "$FAILED"
exit $status

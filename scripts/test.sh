#!/usr/bin/env bash
# Everything that proves the portal: code checks, then pytest on PostgreSQL, in a browser, and on SQLite what differs there.
# `scripts/test.sh all` adds what is slow and rarely broken, and other days: two hours and a half. Stopped half-way, it goes
# on where it was: a part that was green in this folder, on this very commit, is not played again. What the machine lacks
# is installed with apt where that is possible; elsewhere it is named at the end, and with CI=true that is a failure.
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

# once NAME COMMAND…: not again where it was green on this commit, but in a quick run.
once() {
  local green=$REPORTS/${1// /-}.green
  shift
  if quick; then "$@"; elif [ -e "$green" ]; then say "déjà joué et réussi sur ce commit"; else "$@" && : > "$green"; fi
}

# part NAME COMMAND…
part() {
  local name=$1 started=$SECONDS
  say "=== $name"
  once "$@" || FAILED="$FAILED$name ; "
  say "=== $name : $((SECONDS - started)) s"
}

# missing NAME COMMAND-THAT-BRINGS-IT
missing() {
  say "NON EXÉCUTÉ : $1 ; pour l’avoir : $2"
  [ "${CI:-false}" = false ] || FAILED="$FAILED$1 ; "
}

# tests REPORT MARKERS [PATH…]: WORKERS of pytest-xdist; by default one a core, four at most.
tests() {
  local report=$1 markers=$2 server=""
  shift 2
  ! quick || markers="($markers) and not slow"
  [ "$report" != postgres ] || server="$VENV_PYTHON tests/postgres.py"
  # shellcheck disable=SC2086 -- two words on purpose, or none
  $server "$VENV_PYTHON" -m pytest -q ${FAULTS---faults} -n "${WORKERS:-auto}" --maxprocesses 4 --durations 10 \
    --junitxml "$REPORTS/$report.xml" -m "$markers" "$@"
}

tests_on_sqlite() { tests sqlite "(sqlite or sqlite_too) and not e2e"; }

# The browser waits for its pages a quarter of the time: one more process, and not one a core, has that quarter.
tests_in_browser_and_on_sqlite() {
  local log=$REPORTS/sqlite.log failed=""
  set -m # a group of its own, which ends with this script
  WORKERS=0 tests_on_sqlite > "$log" 2>&1 &
  pid=$!
  set +m
  trap 'kill -- "-$pid" 2>/dev/null' EXIT
  tests browser "e2e" tests/e2e || failed="Tests dans le navigateur"
  wait "$pid" || failed="${failed:+$failed ; }Tests sur SQLite"
  trap - EXIT
  cat "$log"
  [ -z "$failed" ] || { say "À corriger : $failed."; return 1; }
}

# On other days than the suite's own: every test on a leap day, each module that reads dates on the others (tests/day.py).
tests_on_other_days() {
  local number=0 moment modules failed=""
  while read -r moment; do
    number=$((number + 1))
    modules=$("$VENV_PYTHON" -m tests.day "$moment")
    say "--- $moment"
    # shellcheck disable=SC2086 -- several modules
    FAULTS="" SUITE_DAY=$moment once "$moment" tests "day-$number" "not e2e and not slow" $modules || failed="$failed$moment ; "
  done < <("$VENV_PYTHON" -m tests.day)
  [ -z "$failed" ] || { say "À corriger, ces jours-là : $failed"; return 1; }
}

writable_or_fail
COMMIT=$(git rev-parse HEAD 2>/dev/null) && [ -z "$(git status --porcelain 2>/dev/null)" ] || COMMIT=""
if quick || [ -z "$COMMIT" ] || [ "$(cat "$REPORTS/commit" 2>/dev/null)" != "$COMMIT" ]; then
  rm -rf "$REPORTS"
fi
mkdir -p "$REPORTS" && printf '%s' "$COMMIT" > "$REPORTS/commit"
quick || export THOROUGH=1 # screenshots, and what the browser's tests spare
install_packages "$SCOPE"
install_lock dev

part "Règles du code" bash scripts/check.sh "$SCOPE"
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
  if [ -n "$POSTGRES" ]; then
    part "Tests sur PostgreSQL" tests postgres "not e2e"
  else
    part "Tests, faute de PostgreSQL, sur SQLite" tests sqlite "not e2e"
  fi
  if [ -n "$BROWSER$POSTGRES" ] && [ "$BROWSER" = "$POSTGRES" ]; then
    part "Tests dans le navigateur, et sur SQLite" tests_in_browser_and_on_sqlite
  else
    [ -z "$BROWSER" ] || part "Tests dans le navigateur" tests browser "e2e" tests/e2e
    [ -z "$POSTGRES" ] || part "Tests sur SQLite" tests_on_sqlite
  fi
  quick || part "Tests d’autres jours" tests_on_other_days
  quick || has_spreadsheets || missing "Classeurs d’autres programmes (LibreOffice, Gnumeric)" "sudo apt-get install libreoffice-calc-nogui gnumeric (Debian, Ubuntu)"
  quick || has_pooler || missing "Le portail derrière PgBouncer" "sudo apt-get install pgbouncer (Debian, Ubuntu)"
  command -v pdftotext >/dev/null || missing "Lecture des PDF (pdftotext)" "sudo apt-get install poppler-utils (Debian, Ubuntu), brew install poppler (macOS)"
fi
exec "$VENV_PYTHON" -m tests.report "$SCOPE" "$REPORTS" "$FAILED"

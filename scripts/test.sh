#!/usr/bin/env bash
# Everything that proves the portal: code checks, tests on SQLite, tests on PostgreSQL, a browser's journey.
# What the machine lacks is installed with apt where that is possible; elsewhere the missing parts are
# named at the end. With CI=true a missing part is a failure.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
cd "$ROOT" || exit 1

unset DATABASE_URL DJANGO_SETTINGS_MODULE PORTAL_PROFILE PORTAL_VAR PORTAL_CLOCK PORTAL_ADDRESS
unset PRIVATE_ROOT MEDIA_ROOT STATIC_ROOT MAIL_URL REDIS_URL ANTIVIRUS_URL
CI=${CI:-false}
ONLY=${1:-} # « postgres » : every test that reads or writes the database, on PostgreSQL alone
REPORTS=$ROOT/var/tests
SUMMARY=""
FAILED=0

is_ci() { [ "$CI" = true ] || [ "$CI" = 1 ]; }

# --- what the machine must have

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

may_install() {
  command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

is_updated=no
apt_install() {
  may_install || return 1
  say "Installation par apt : $*."
  if [ $is_updated = no ]; then
    as_root apt-get update -qq -o DPkg::Lock::Timeout=300 >> "$REPORTS/apt.log" 2>&1
    is_updated=yes
  fi
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    -o DPkg::Lock::Timeout=300 "$@" >> "$REPORTS/apt.log" 2>&1 \
    || { say "apt n’a pas pu installer $* : lisez var/tests/apt.log."; return 1; }
}

has_python() { ( find_python ) >/dev/null 2>&1; }
has_postgres() { "$VENV_PYTHON" tests/postgres.py --available >/dev/null 2>&1; }
has_browser() { "$VENV_PYTHON" tests/e2e/chromium.py >/dev/null 2>&1; }
has_checker() { "$VENV_PYTHON" tests/e2e/validity.py >/dev/null 2>&1; }
has_fonts() { [ "$(uname)" != Linux ] || ls /usr/share/fonts/*/dejavu* >/dev/null 2>&1; }

# --- the parts

record() { SUMMARY="$SUMMARY  $1 : $2"$'\n'; }

# missing_part NAME COMMAND-THAT-BRINGS-IT
missing_part() {
  record "$1" "NON EXÉCUTÉ ; pour l’avoir : $2"
  ! is_ci || FAILED=1
}

QUEUE=$REPORTS/queue
MIGRATED=$REPORTS/migrated.sqlite3
VISIT=tests/e2e/test_every_page.py
SLOW="tests/e2e/test_dircom.py tests/e2e/test_full_directory.py"
PARTS=""

# Longest first; what comes before the browser's parts prepares them.
name_of() {
  case $1 in
    check) echo "Règles du code (make check)" ;;
    static) echo "Fichiers statiques" ;;
    sqlite) echo "Tests sur SQLite" ;;
    postgres) echo "Tests sur PostgreSQL (ce que SQLite ne prouve pas)" ;;
    visit) echo "Navigateur : chaque page" ;;
    journey) echo "Navigateur : parcours" ;;
    slow) echo "Navigateur : Dircom et grand annuaire" ;;
  esac
}

# Each part ends in an exec: the process that a lane may have to end is the part itself.
part() {
  local second=1
  [ "$ONLY" != postgres ] || second=""
  case $1 in
    check) exec bash scripts/check.sh ;;
    static) exec bash -c '. scripts/environment.sh; . scripts/static.sh; collect_static' ;;
    sqlite) MIGRATED_DATABASE=$MIGRATED pytest_as sqlite --durations=10 -m "not e2e and not postgres" ;;
    postgres) SECOND_ENGINE=$second pytest_as postgres --durations=10 -m "not e2e" ;;
    visit) browse visit $VISIT ;;
    journey) browse journey tests/e2e --ignore=$VISIT $(printf -- ' --ignore=%s' $SLOW) ;;
    slow) browse slow $SLOW ;;
  esac
}

pytest_as() {
  local report=$1 server=""
  shift
  [ "$report" != postgres ] || server="$VENV_PYTHON tests/postgres.py"
  # shellcheck disable=SC2086 -- two words on purpose, or none
  exec $server "$VENV_PYTHON" -m pytest --faults --junitxml="$REPORTS/$report.xml" "$@"
}

# The portals of all browsers start from one database, which the tests on SQLite have migrated.
browse() {
  local report=$1
  shift
  export MIGRATED_DATABASE=$MIGRATED PORTAL_BASE=$REPORTS/base
  pytest_as "$report" --durations=10 -m e2e "$@"
}

# Takes the next part until none is left; two lanes, a core each, share the queue.
lane() {
  local one status started
  for one in $PARTS; do
    mkdir "$QUEUE/$one" 2>/dev/null || continue
    say "Commencé : $(name_of "$one")."
    started=$SECONDS
    part "$one" > "$REPORTS/$one.log" 2>&1 &
    RUNNING=$!
    wait $RUNNING
    status=$?
    echo "$status $((SECONDS - started))" > "$QUEUE/$one/ended"
    tell "$one"
  done
}

# What a part said, whole, one part at a time.
tell() {
  until mkdir "$QUEUE/telling" 2>/dev/null; do sleep 0.1; done
  say ""
  say "=== $(name_of "$1")"
  cat "$REPORTS/$1.log"
  rmdir "$QUEUE/telling"
}

run_parts() {
  local one status seconds
  mkdir -p "$QUEUE"
  RUNNING="" OTHER=""
  trap 'kill $RUNNING $OTHER 2>/dev/null' EXIT
  trap 'exit 130' INT TERM HUP
  ( trap 'kill $RUNNING 2>/dev/null; exit 130' INT TERM HUP; lane ) &
  OTHER=$!
  lane
  wait $OTHER
  trap - EXIT
  for one in $PARTS; do
    status="" seconds=""
    read -r status seconds < "$QUEUE/$one/ended"
    if [ "$status" = 0 ]; then
      record "$(name_of "$one")" "réussi en $seconds s"
    else
      record "$(name_of "$one")" "ÉCHEC après $seconds s"
      FAILED=1
    fi
  done
}

# Read in the reports, not promised: an engine that was not tried is named so.
search_engines() {
  "$VENV_PYTHON" - "$REPORTS" <<'PY'
import sys
from pathlib import Path
from xml.etree import ElementTree

NAMES = {
    ("sqlite", "database"): "base SQLite",
    ("postgres", "database"): "base PostgreSQL",
    ("sqlite", "elasticsearch"): "Elasticsearch (doublure noida-db, pas un vrai serveur)",
}
ran = dict.fromkeys(NAMES, 0)
for report in Path(sys.argv[1]).glob("*.xml"):
    for case in ElementTree.parse(report).iter("testcase"):
        for database, engine in NAMES:
            if report.stem == database and "search.test_contract" in case.get("classname", "") and f"[{engine}]" in case.get("name"):
                ran[database, engine] += all(case.find(bad) is None for bad in ("failure", "error", "skipped"))
said = [f"{name} : {ran[key]} essais réussis" if ran[key] else f"{name} : NON EXÉCUTÉ" for key, name in NAMES.items()]
print("Moteurs de recherche de l’observatoire : " + " ; ".join(said) + ".")
PY
}

# The last line says in one count what the pytest runs above said each.
closing_line() {
  "$VENV_PYTHON" - "$REPORTS" <<'PY'
import sys
from pathlib import Path
from xml.etree import ElementTree

suites = [suite for report in Path(sys.argv[1]).glob("*.xml") for suite in ElementTree.parse(report).iter("testsuite")]
tests, bad, skipped = (
    sum(int(suite.get(name, 0)) for suite in suites for name in names)
    for names in (["tests"], ["failures", "errors"], ["skipped"])
)
print(f"{tests - bad - skipped} passed, {bad} failed, {skipped} skipped")
PY
}

writable_or_fail
rm -rf "$REPORTS" && mkdir -p "$REPORTS"
venv_works || has_python || apt_install python3 python3-venv
install_lock dev
# shellcheck disable=SC2086 -- several words on purpose
has_pdf_libraries || apt_install $PDF_LIBRARIES
has_fonts || apt_install fonts-dejavu-core
command -v pdftotext >/dev/null || apt_install poppler-utils
has_postgres || apt_install postgresql
has_browser || apt_install chromium
command -v java >/dev/null || apt_install default-jre-headless
command -v npm >/dev/null || has_checker || apt_install npm
has_checker || "$VENV_PYTHON" tests/e2e/validity.py --bring >> "$REPORTS/npm.log" 2>&1

if has_pdf_libraries; then
  if has_postgres; then
    PARTS="postgres"
  else
    missing_part "Tests sur PostgreSQL" "sudo apt-get install postgresql (Debian, Ubuntu), brew install postgresql (macOS)"
  fi
  PARTS="$PARTS check static sqlite"
  if has_browser && has_checker; then
    PARTS="$PARTS visit journey slow"
  else
    missing_part "Parcours dans le navigateur" "sudo apt-get install chromium default-jre-headless npm (Debian), ou Google Chrome, Java et npm"
  fi
else
  PARTS="check"
  missing_part "Tous les tests" "$GET_PDF_LIBRARIES"
  FAILED=1
fi
[ "$ONLY" != postgres ] || PARTS="static postgres"
run_parts
command -v pdftotext >/dev/null || missing_part "Lecture des PDF (pdftotext)" "sudo apt-get install poppler-utils (Debian, Ubuntu), brew install poppler (macOS)"

say ""
say "Ce qui a été exécuté :"
printf '%s' "$SUMMARY"
search_engines
[ -n "$ONLY" ] || "$VENV_PYTHON" -m tests.faults.count --least 76 "$REPORTS"/*.xml || FAILED=1
closing_line
exit $FAILED

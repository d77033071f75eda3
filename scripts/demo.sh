#!/usr/bin/env bash
# Opens the demonstration portal on this machine; `demo.sh reset` erases its data.
# All the data is one folder, var/demo, built under another name and renamed when complete:
# a first run stopped half-way leaves nothing behind.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
. "$ROOT/scripts/static.sh"
cd "$ROOT" || exit 1

PORT=${1:-8000}
DATA=$ROOT/var/demo
SCENARIO=labelling/scenario/demonstration.yaml
export PORTAL_PROFILE=demonstration
unset DATABASE_URL DJANGO_SETTINGS_MODULE PRIVATE_ROOT MEDIA_ROOT MAIL_URL REDIS_URL

manage() { "$VENV_PYTHON" manage.py "$@"; }

# is_alive PID WORD: this process runs and its command holds the word (a number may serve again).
is_alive() { ps -p "$1" -o stat= -o args= 2>/dev/null | grep -v '^Z' | grep -q "$2"; }

is_running() { [ -f "$DATA/server.pid" ] && is_alive "$(cat "$DATA/server.pid")" gunicorn; }

reset() {
  ! is_running || fail "Le portail de démonstration est ouvert : arrêtez-le d’abord (Ctrl+C dans sa fenêtre), puis relancez « make demo-reset »."
  rm -rf "$DATA" "$DATA".tmp.* || fail "Le dossier var/demo n’a pas pu être effacé : supprimez-le à la main, puis lancez « make demo »."
  say "Les données de démonstration sont effacées : « make demo » repart de zéro."
}

port_or_fail() {
  case $PORT in
    *[!0-9]* | '') fail "Le port « $PORT » n’est pas un nombre : choisissez-en un entre 1024 et 65535, par exemple « make demo PORT=8001 »." ;;
  esac
  "$1" - "$PORT" <<'PY' || fail "Le port $PORT n’est pas libre : fermez le programme qui l’occupe, ou choisissez-en un autre avec « make demo PORT=8001 »."
import socket, sys
try:
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(("127.0.0.1", int(sys.argv[1])))
except (OSError, OverflowError):
    sys.exit(1)
PY
}

upgrade() { manage migrate --noinput -v 0 && manage load_rules > /dev/null && manage ensure_site > /dev/null && manage load_synonyms > /dev/null && catch_up; }

# A demonstration older than the licences, the practices or the kit receives them: each is idempotent
# and leaves alone what people did; without Pango the kit waits.
catch_up() {
  [ -f "$PORTAL_VAR/scenario.json" ] || return 0
  manage ensure_licences > /dev/null && manage load_practices > /dev/null && manage load_communities > /dev/null && manage build_search_index > /dev/null && manage build_search_entries > /dev/null || return
  ! has_pdf_libraries || manage load_kit > /dev/null
}

SHOWN="*/migrations home labelling/data labelling/scenario labelling/kit labelling/licences observatory/data observatory/loading.py labelling/organisms/invented.py community/data community/demonstration.py"
migrate() { once "$PORTAL_VAR/migrations.stamp" "$(fingerprint $SHOWN)" upgrade; }

# A folder whose maker is gone is a first run that was stopped.
sweep() {
  local left
  for left in "$DATA".tmp.*; do
    [ -d "$left" ] && ! is_alive "${left##*.}" demo.sh && rm -rf "$left"
  done
}

build_data() {
  sweep
  export PORTAL_VAR=$DATA.tmp.$$
  mkdir -p "$PORTAL_VAR"
  trap 'rm -rf "$DATA.tmp.$$"' EXIT
  trap 'exit 130' INT TERM HUP
  has_pdf_libraries || say "Les attestations, les relevés et le kit de communication ne seront pas produits ici, faute de Pango ; pour les avoir : $GET_PDF_LIBRARIES."
  say "Création de la base de démonstration (SQLite), une seule fois."
  migrate || fail "La base de démonstration n’a pas pu être créée : signalez l’erreur ci-dessus, puis relancez « make demo »."
  say "Lecture du scénario de démonstration, deux minutes environ."
  if [ ! -f "$SCENARIO" ]; then
    SCENARIO=$PORTAL_VAR/scenario.yaml
    manage make_scenario --output "$SCENARIO" > /dev/null
  fi
  manage load_scenario "$SCENARIO" > "$PORTAL_VAR/scenario.json" || fail "Le scénario de démonstration s’est arrêté : signalez l’erreur ci-dessus, puis relancez « make demo »."
  mv "$PORTAL_VAR" "$DATA"
  trap - EXIT INT TERM HUP
}

# Once to each, then patience: a worker ends the task in hand.
close() {
  local patience=75
  trap '' INT TERM HUP
  kill -TERM $server $worker 2>/dev/null
  while [ $patience -gt 0 ] && { kill -0 $server || kill -0 $worker; } 2>/dev/null; do
    patience=$((patience - 1))
    sleep 0.2
  done
  kill -KILL $server $worker 2>/dev/null
  wait
}

serve() {
  "$VENV_PYTHON" manage.py run_worker > "$DATA/worker.log" 2>&1 &
  worker=$!
  WELCOME="Le portail est ouvert : $PORTAL_ADDRESS/ (Ctrl+C pour l’arrêter)" \
    "$VENV_PYTHON" -m gunicorn portal.wsgi --config scripts/demo_server.py --bind "127.0.0.1:$PORT" --pid "$DATA/server.pid" &
  server=$!
  trap 'close; exit 0' INT TERM HUP
  wait $server
  status=$?
  close
  [ $status = 0 ] || fail "Le portail s’est arrêté : lisez l’erreur ci-dessus, puis relancez « make demo »."
}

if [ "$PORT" = reset ]; then
  reset
  exit 0
fi
writable_or_fail
if venv_works; then port_or_fail "$VENV_PYTHON"; else find_python && port_or_fail "$PYTHON_FOUND"; fi
install_lock base
export PORTAL_ADDRESS=http://127.0.0.1:$PORT
collect_static &
static=$!
[ -d "$DATA" ] || build_data
wait $static || exit 1
export PORTAL_VAR=$DATA
migrate || fail "La base de démonstration vient d’une autre version du portail : lancez « make demo-reset », puis « make demo »."
serve

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

is_running() { [ -f "$DATA/server.pid" ] && kill -0 "$(cat "$DATA/server.pid")" 2>/dev/null; }

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

migrate() { once "$PORTAL_VAR/migrations.stamp" "$(fingerprint */migrations)" manage migrate --noinput -v 0; }

# A folder whose maker is gone is a first run that was stopped.
sweep() {
  local left
  for left in "$DATA".tmp.*; do
    [ -d "$left" ] && ! kill -0 "${left##*.}" 2>/dev/null && rm -rf "$left"
  done
}

build_data() {
  sweep
  export PORTAL_VAR=$DATA.tmp.$$
  mkdir -p "$PORTAL_VAR"
  trap 'rm -rf "$DATA.tmp.$$"' EXIT
  trap 'exit 130' INT TERM HUP
  say "Création de la base de démonstration (SQLite), une seule fois."
  migrate || fail "La base de démonstration n’a pas pu être créée : signalez l’erreur ci-dessus, puis relancez « make demo »."
  say "Lecture du scénario de démonstration ($SCENARIO)."
  manage load_scenario "$SCENARIO" || fail "Le scénario de démonstration s’est arrêté : signalez l’erreur ci-dessus, puis relancez « make demo »."
  mv "$PORTAL_VAR" "$DATA"
  trap - EXIT INT TERM HUP
}

serve() {
  local server worker status
  manage run_worker > "$DATA/worker.log" 2>&1 &
  worker=$!
  WELCOME="Le portail est ouvert : $PORTAL_ADDRESS/ (Ctrl+C pour l’arrêter)" \
    "$VENV_PYTHON" -m gunicorn portal.wsgi --config scripts/demo_server.py --bind "127.0.0.1:$PORT" --pid "$DATA/server.pid" &
  server=$!
  trap 'kill -TERM $server $worker 2>/dev/null' EXIT INT TERM HUP
  wait $server
  status=$?
  kill -TERM $server $worker 2>/dev/null
  wait $server $worker 2>/dev/null
  trap - EXIT
  # 143 and 130: stopped by a signal, which is how one leaves.
  case $status in 0 | 130 | 143) exit 0 ;; *) fail "Le portail s’est arrêté : lisez l’erreur ci-dessus, puis relancez « make demo »." ;; esac
}

if [ "$PORT" = reset ]; then
  reset
  exit 0
fi
writable_or_fail
if venv_works; then port_or_fail "$VENV_PYTHON"; else find_python && port_or_fail "$PYTHON_FOUND"; fi
install_lock base
export PORTAL_ADDRESS=http://127.0.0.1:$PORT
collect_static
[ -d "$DATA" ] || build_data
export PORTAL_VAR=$DATA
migrate || fail "La base de démonstration vient d’une autre version du portail : lancez « make demo-reset », puis « make demo »."
manage personas
serve

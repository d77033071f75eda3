#!/usr/bin/env bash
# Opens the demonstration portal on this machine; `demo.sh reset` erases its data.
# `demo.sh PORT [DAY]`: as of today, or of a day (2026-11-27), whose clock then runs on.
# All the data is one folder, var/demo, built under another name and renamed when complete:
# a first run stopped half-way leaves nothing behind.
set -u
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
. "$ROOT/scripts/static.sh"
cd "$ROOT" || exit 1

PORT=${1:-8000}
DAY=${2:-}
DATA=$ROOT/var/demo
OLD=15 # days after which what was told as of a day has aged
export PORTAL_PROFILE=demonstration
unset DATABASE_URL DJANGO_SETTINGS_MODULE PRIVATE_ROOT MEDIA_ROOT MAIL_URL REDIS_URL PORTAL_CLOCK

manage() { "$VENV_PYTHON" manage.py "$@"; }

# is_alive PID WORD: this process runs and its command holds the word (a number may serve again).
is_alive() { ps -p "$1" -o stat= -o args= 2>/dev/null | grep -v '^Z' | grep -q "$2"; }

is_running() { [ -f "$DATA/server.pid" ] && is_alive "$(cat "$DATA/server.pid")" gunicorn; }

erase() {
  ! is_running || fail "Le portail de démonstration est ouvert : arrêtez-le d’abord (Ctrl+C dans sa fenêtre), puis relancez « make demo-reset »."
  rm -rf "$DATA" "$DATA".tmp.* || fail "Le dossier var/demo n’a pas pu être effacé : supprimez-le à la main, puis lancez « make demo »."
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

# The seconds between that day, at this hour in Paris, and now: the clock of the portal runs that far away.
shift_or_fail() {
  "$VENV_PYTHON" - "$DAY" <<'PY' || fail "La date « $DAY » ne se lit pas : écrivez-la comme « make demo DATE=2026-11-27 », à partir du 24 novembre 2026."
import sys
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo
try:
    day = date.fromisoformat(sys.argv[1])
    now = datetime.now(ZoneInfo("Europe/Paris"))
    if day < date(2026, 11, 24):
        raise ValueError(day)
except ValueError:
    sys.exit(1)
then = datetime.combine(day, now.time(), now.tzinfo).astimezone(UTC)
print(f"{(then - now.astimezone(UTC)).total_seconds():+.0f}")
PY
}

# Any change of the tables or of the libraries makes another version.
version() { fingerprint */migrations; }

# ask QUESTION: yes, said by somebody who is there.
ask() {
  local answer
  [ -t 0 ] || return 1
  read -r -p "$1 (o/N) " answer && case $answer in [oOyY]*) true ;; *) false ;; esac
}

# An earlier demonstration: opened again, or made anew when its reader wants it, or when it cannot be read.
renew_or_keep() {
  local age
  [ -d "$DATA" ] || return 0
  if [ ! -f "$DATA/version" ] || [ "$(cat "$DATA/version")" != "$(version)" ]; then
    ask "La démonstration qui est là vient d’une autre version du portail et ne s’ouvre plus. L’effacer et repartir de zéro ?" \
      || fail "La démonstration qui est là vient d’une autre version du portail : lancez « make demo-reset », puis « make demo »."
    erase
  elif [ -n "$DAY" ] && [ "$(cat "$DATA/day")" != "$DAY" ]; then
    ask "Une démonstration d’une autre date est là. L’effacer et repartir du $DAY ?" \
      || fail "Une démonstration d’une autre date est là : lancez « make demo-reset », puis « make demo DATE=$DAY »."
    erase
  else
    age=$(( ($(date +%s) - $(cat "$DATA/made-at")) / 86400 ))
    [ $age -ge $OLD ] || return 0
    if ask "Cette démonstration a $age jours : ses échéances sont passées. L’effacer et repartir de la date du jour ?"; then
      erase
    else
      say "Cette démonstration a $age jours : « make demo-reset », puis « make demo », la refont à la date du jour."
    fi
  fi
}

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
  say "Préparation de la démonstration, une seule fois : une minute environ."
  if [ -n "$DAY" ]; then
    PORTAL_CLOCK=$(shift_or_fail) || exit 1
    export PORTAL_CLOCK
    printf '%s\n' "$PORTAL_CLOCK" > "$PORTAL_VAR/clock"
  fi
  manage open_demo || fail "La démonstration n’a pas pu être préparée : signalez l’erreur ci-dessus, puis relancez « make demo »."
  version > "$PORTAL_VAR/version"
  printf '%s\n' "$DAY" > "$PORTAL_VAR/day"
  date +%s > "$PORTAL_VAR/made-at"
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
  erase
  say "Les données de démonstration sont effacées : « make demo » repart de zéro."
  exit 0
fi
writable_or_fail
if venv_works; then port_or_fail "$VENV_PYTHON"; else find_python && port_or_fail "$PYTHON_FOUND"; fi
renew_or_keep
install_lock base
[ -z "$DAY" ] || shift_or_fail > /dev/null
export PORTAL_ADDRESS=http://127.0.0.1:$PORT
collect_static &
static=$!
[ -d "$DATA" ] || build_data
wait $static || exit 1
export PORTAL_VAR=$DATA
[ ! -f "$DATA/clock" ] || export PORTAL_CLOCK=$(cat "$DATA/clock")
serve

# Sourced by the other scripts: finds Python, makes .venv, installs one committed lock in it.
# Plain bash 3.2 (macOS). Every refusal is one French sentence that says what to do.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
VENV=$ROOT/.venv
VENV_PYTHON=$VENV/bin/python
export PYTHONUNBUFFERED=1
export FAKETIME_DONT_FAKE_MONOTONIC=1 # under faketime (Debian), waits are the machine's: it would move their ends by months
unset PYTHONDONTWRITEBYTECODE # tens of processes start: what one has compiled the others read

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

writable_or_fail() {
  local folder
  for folder in "$ROOT" "$ROOT/var" "$VENV"; do
    if [ -e "$folder" ] && [ ! -w "$folder" ]; then
      fail "Le dossier $folder n’est pas modifiable par $(id -un) : donnez-vous le droit d’y écrire (chown ou chmod), ou copiez le projet dans votre dossier personnel, puis relancez « make »."
    fi
  done
  mkdir -p "$ROOT/var" || fail "Le dossier $ROOT/var ne peut pas être créé : vérifiez l’espace disque et les droits, puis relancez « make »."
}

# A name on PATH proves nothing (pyenv leaves shims that refuse to run): each candidate is run.
find_python() {
  local candidate found=""
  for candidate in ${PYTHON:-python3.14 python3.13 python3.12 python3 /usr/bin/python3 /opt/homebrew/bin/python3 /usr/local/bin/python3}; do
    "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1 || continue
    if "$candidate" -c 'import ensurepip, venv' >/dev/null 2>&1; then
      PYTHON_FOUND=$(command -v "$candidate")
      return 0
    fi
    found=$candidate
  done
  [ -z "$found" ] || fail "$("$found" -V) est là sans son module venv : lancez « sudo apt-get install python3-venv », puis relancez la commande."
  fail "Il faut Python 3.12 ou plus récent : installez-le (« sudo apt-get install python3 python3-venv » sur Debian ou Ubuntu, « brew install python » sur macOS) ou donnez son chemin avec « make demo PYTHON=/chemin/vers/python3 »."
}

# A venv stopped half-way has Python but nothing to install with.
venv_works() {
  [ -x "$VENV_PYTHON" ] && "$VENV_PYTHON" -c '
import shutil, sys
from importlib.util import find_spec
sys.exit(sys.version_info < (3, 12) or not (find_spec("pip") or shutil.which("uv")))' >/dev/null 2>&1
}

make_venv() {
  ! venv_works || return 0
  mkdir -p "$ROOT/var"
  find_python
  say "Création de l’environnement Python ($("$PYTHON_FOUND" -V 2>&1))."
  "$PYTHON_FOUND" -m venv --clear "$VENV" > "$ROOT/var/install.log" 2>&1 \
    || fail "L’environnement Python n’a pas pu être créé : lisez var/install.log, supprimez le dossier .venv, puis relancez la commande."
}

# uv of the venv, else of the machine, else fetched with pip; empty when none is to be had.
find_uv() {
  if "$VENV_PYTHON" -m uv --version >/dev/null 2>&1; then
    UV="$VENV_PYTHON -m uv"
  elif uv --version >/dev/null 2>&1; then
    UV=uv
  elif "$VENV_PYTHON" -m pip install --quiet --require-hashes -r "$ROOT/requirements/uv.txt" >> "$ROOT/var/install.log" 2>&1; then
    UV="$VENV_PYTHON -m uv"
  else
    UV=""
  fi
}

lock_stamp() { cksum < "$ROOT/requirements/$1.txt"; }

is_installed() {
  [ -f "$VENV/lock-$1" ] && [ "$(cat "$VENV/lock-$1")" = "$(lock_stamp "$1")" ]
}

# install_lock base|dev: adds to the venv what the lock names, removes nothing, does nothing when done before.
# dev.txt holds all of base.txt at the same versions, so a demo never undoes a developer's environment.
install_lock() {
  make_venv
  ! is_installed "$1" || return 0
  say "Installation des bibliothèques (requirements/$1.txt), une seule fois."
  find_uv
  if [ -z "$UV" ] || ! VIRTUAL_ENV=$VENV $UV pip install --quiet --python "$VENV_PYTHON" --require-hashes -r "$ROOT/requirements/$1.txt" >> "$ROOT/var/install.log" 2>&1; then
    # pip reads mirrors and proxies from places that uv does not.
    "$VENV_PYTHON" -m pip install --quiet --require-hashes -r "$ROOT/requirements/$1.txt" >> "$ROOT/var/install.log" 2>&1 \
      || fail "Les bibliothèques n’ont pas pu être installées : vérifiez l’accès à Internet (ou au miroir de pip) et l’espace disque, lisez var/install.log, puis relancez la commande."
  fi
  lock_stamp "$1" > "$VENV/lock-$1"
  [ "$1" != dev ] || lock_stamp base > "$VENV/lock-base"
}

has_pdf_libraries() { "$VENV_PYTHON" -c 'import weasyprint' >/dev/null 2>&1; }
PDF_LIBRARIES="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
GET_PDF_LIBRARIES="sudo apt-get install $PDF_LIBRARIES (Debian, Ubuntu), brew install pango (macOS)"
